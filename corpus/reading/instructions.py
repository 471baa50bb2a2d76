"""A page's drawing instructions without those that set text, clip or mark: what is left draws paths and pictures.

pdfminer reads instructions one by one, in Python; on a page of minutes nine in ten of them are of no use to who looks
for ruling. Colours, matrices and the saving of states are kept, so that what is left is drawn as it was.
"""

from __future__ import annotations

import re

_NUMBER = rb"[-+.\d]+\s+"
_STRING = rb"(?:\((?:[^()\\]|\\.)*\)|<[0-9A-Fa-f\s]*>)"
_USELESS = re.compile(
    rb"\[(?:" + _STRING + rb"|[-+.\d\s])*\]\s*TJ\b"
    rb"|" + _STRING + rb"\s*(?:Tj\b|')"
    rb"|(?:" + _NUMBER + rb"){1,6}(?:T[dDmcwzLrs]|re\s+W\*?\s+n|[JjMwi])\b"
    rb"|\[[-+.\d\s]*\]\s*" + _NUMBER + rb"d\b|/\S+\s+(?:gs|ri)\b"
    rb"|/\S+\s+" + _NUMBER + rb"Tf\b"
    rb"|/\w+\s*<<[^<>]*>>\s*BDC\b|/\w+\s+BMC\b|\b(?:EMC|BT|ET)\b",
    re.DOTALL,
)
"""Texts shown and how, rectangles that only clip, how thick or dashed a stroke is, marked content."""
_NOTHING_DRAWN = re.compile(rb"\bq\s+(?:(?:" + _NUMBER + rb"){3}(?:rg|RG)\s+|" + _NUMBER + rb"[gG]\s+)*Q\b")
"""A state saved and restored with at most a change of colour between."""
_NESTED = 3


def without_text(instructions: bytes) -> bytes:
    """The instructions of a page that may draw lines."""
    kept = _USELESS.sub(b" ", instructions)
    for _ in range(_NESTED):
        kept = _NOTHING_DRAWN.sub(b" ", kept)
    return kept

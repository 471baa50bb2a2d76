"""Rolls under no heading: members called by name, or listed right after the sentence that opens the session.

Belongs here: telling where such a list begins. Does not belong here: its entries (`entries`).
"""

from __future__ import annotations

import re

from extractors.attendance.source import BLOCK_END, RollText
from extractors.attendance.vocabulary import vocabulary
from extractors.french.fold import fold

_CALLED = re.compile(
    r"(?:(?:m|mme|mlle|monsieur|madame)[ .]+[a-z'][a-z' -]{3,40}[ ]?[:=–-][ ]?(?:present|absent|excuse|represente)"
    r"[^\n\v]{0,90}(?:[\n\v][^\w\n\v]{0,3}|$)){3}"
)
_OPENED = re.compile(r"\b(?:preside\w*|presidence|reuni\w*|assemblee?|convoqu\w+|seance)\b")
_REACH = 600
"""So many letters before the list the session is opened."""
_CIVILITY = r"(?:MM\.?|Mmes\.?|Messieurs|Mesdames|M\.|Mme\.?|Mlles?\.?|Monsieur|Madame)"
_PARTS = re.compile(rf"\s*(?:[,;/]|\s[–—-]\s|\bet\b|(?=\b{_CIVILITY}\s))\s*")
_NAME = re.compile(
    rf"(?:{_CIVILITY}\s*)?(?:(?:d[eu]|le|la|des)\s|d['’])?[A-ZÀ-Þ][\w'’.-]*(?:\s(?:d[eu]\s|le\s|la\s)?[A-ZÀ-Þ][\w'’-]*){{0,4}}"
)
_LEAST = 4
"""Names that a paragraph must hold to be a list of them."""


def is_called(roll: RollText, start: int) -> bool:
    """Members called by name, each with the answer on a line of its own (*Mme X : présente*)."""
    return _CALLED.match(roll.folded, start) is not None


def is_enumerated(roll: RollText, start: int) -> bool:
    """*MM. X, Maire ; Y, Mme Z, Adjoints ; ...*: a paragraph of nothing but members, beneath how the session began.

    Who was absent is told under headings of their own; those listed before them were there.
    """
    if start > 0 and roll.marked[start - 1] != BLOCK_END or re.match(_CIVILITY, roll.marked[start:]) is None:
        return False
    if _OPENED.search(roll.folded, max(0, start - _REACH), start) is None:
        return False
    end = roll.marked.find(BLOCK_END, start)
    paragraph = " ".join(roll.marked[start : end if end >= 0 else len(roll.marked)].split()).rstrip(" .;,:")
    parts = [p for p in _PARTS.split(paragraph) if p and not re.fullmatch(_CIVILITY, p)]
    names = [p for p in parts if _NAME.fullmatch(p) and vocabulary().role.match(fold(p)) is None]
    functions = [p for p in parts if vocabulary().role.match(fold(p)) is not None]
    return len(names) >= _LEAST and len(names) + len(functions) == len(parts)

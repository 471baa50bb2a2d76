"""Rolls under no heading: members called by name, or listed right after the sentence that opens the session.

Belongs here: telling where such a list begins. Does not belong here: its entries (`entries`).
"""

from __future__ import annotations

import re

from extractors.attendance.source import BLOCK_END, RollText
from extractors.attendance.vocabulary import vocabulary
from extractors.french.fold import fold
from extractors.french.given_names import is_given_name

_CALLED = re.compile(
    r"(?:(?:m|mme|mlle|monsieur|madame)[ .]+[a-z'][a-z0-9', -]{3,60}?[ ]?[:=–-][ ]?(?:present|absent|excuse|represente)"
    r"[^\n\v]{0,90}(?:[\n\v][^\w\n\v]{0,3}|$)){3}"
)
_OPENED = re.compile(r"\b(?:preside\w*|presidence|reuni\w*|assemblee?|convoqu\w+|seance|conseil|bureau|comite)\b")
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


def enumerated_at(roll: RollText, start: int) -> int | None:
    """Where the names begin of a paragraph of nothing but members, beneath how the session began; None elsewhere.

    *MM. X, Maire ; Y, Mme Z, Adjoints ; ...*, or given and family names with the commune of each in brackets, perhaps
    after the letters of the body (*CAVB : Luc X (Barville), Anne Y (Orsec), ...*). Who was absent is told under
    headings of their own; those listed before them were there.
    """
    if start > 0 and roll.marked[start - 1] != BLOCK_END:
        return None
    if _OPENED.search(roll.folded, max(0, start - _REACH), start) is None:
        return None
    stop = _STOP.search(roll.folded, start)
    paragraph = " ".join(roll.marked[start : stop.start() if stop else len(roll.marked)].split()).rstrip(" .;,:")
    if re.match(_CIVILITY, paragraph):
        return start if _are_members(paragraph, _LEAST) else None
    label = _LETTERS.match(paragraph)
    bare, brackets = _BRACKETS.subn("", paragraph[label.end() if label else 0 :])
    parts = [p for p in _PARTS.split(bare) if p]
    is_list = brackets >= _LEAST_BRACKETS and _are_members(bare, _LEAST_BRACKETS)
    if not is_list or not all(is_given_name(p.split()[0]) and p.split()[-1].isupper() for p in parts):
        return None
    return start + (label.end() if label else 0)


_STOP = re.compile(r"\n|\v(?=\W{0,3}(?:absent|excus|represent|pouvoir|procur|invit|secretaire|nombre|etai(?:en)?t))")
_LETTERS = re.compile(r"[A-ZÀ-Þ0-9.]{2,10}\s?:\s")
_BRACKETS = re.compile(r"\s*\([^()]{2,40}\)")
_LEAST_BRACKETS = 3


def _are_members(paragraph: str, least: int) -> bool:
    parts = [p for p in _PARTS.split(paragraph) if p and not re.fullmatch(_CIVILITY, p)]
    names = [p for p in parts if _NAME.fullmatch(p) and vocabulary().role.match(fold(p)) is None]
    functions = [p for p in parts if vocabulary().role.match(fold(p)) is not None]
    return len(names) >= least and len(names) + len(functions) == len(parts)

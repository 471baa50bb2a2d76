"""Accounts and chapters of the M14 and M57 plans, as budget tables print them.

``1641 (16) : Emprunts``, ``2031/041``, ``D 2183 : Matériel``, ``Compte 777-042``, ``Art. 020``,
``21532-2021004 Réseaux``, ``65 - Autres charges``. Chapters are given only where printed, never inferred from the
account.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractors.money.lexicon import lexicon
from extractors.records import Side

_MARK = r"(?:(?P<mark>comptes?|cptes?|articles?|art\.?|imputations?|chapitres?|chap\.?|nature)\s*(?:n°\s*)?:?\s*)"
_CODE = r"(?P<code>\d{1,3}(?:\s\d{3})(?=/)|\d{2,10}[A-Z]?)"
_TAIL = (
    r"(?:\s*\(\s*(?:chap(?:itre|\.)?\s*)?(?P<brackets>0?\d{2,3})\s*\)"
    r"|\s*-\s*(?P<dash>\d{2,10})(?!\d)"
    r"|\s*/\s*(?P<slash>\d{2,10})(?!\d))*"
)
_DIRECTION = r"(?:(?-i:[DR])[\s-]?(?=\d{2,8}(?:-\d+)?\s?:))"
"""*D 615221 : Bâtiments*, *D-615221 : Bâtiments*, of expense, as much software prints it; *D 24* alone is a road."""
_PRINTED = re.compile(
    rf"^\W*(?:{_MARK}|{_DIRECTION})?{_CODE}{_TAIL}(?:\s+ou\s+[\d\s/-]+)?\s*(?P<rest>.*)$", re.IGNORECASE | re.DOTALL
)
_ORDER_CHAPTERS = frozenset(("040", "041", "042", "043", "010", "011", "012", "014"))


@dataclass(frozen=True, slots=True)
class Imputation:
    """What a budget line is charged to."""

    account: str | None = None
    chapter: str | None = None
    operation: str | None = None
    label: str | None = None
    """Words after the codes."""
    is_marked: bool = False
    """An explicit *Compte*, *Art.*, bracketed chapter or the like leaves no doubt that the number is an account."""


def is_known(code: str) -> bool:
    """Whether a code belongs to the plan: a listed chapter, or an account under a listed code."""
    return code in lexicon("accounts")["chapters"] or (len(code) >= 3 and _entry(code) is not None)


def side_of(code: str | None) -> Side | None:
    """The one side of the budget a chapter or account can stand on, None where both are possible."""
    entry = _entry(code)
    return Side(entry["side"]) if entry is not None and entry["side"] != "both" else None


def _entry(code: str | None) -> dict[str, str] | None:
    """The most special entry of the plan for a code: itself, or the longest beginning of it that is listed.

    Codes that start with 0 are chapters of their own and begin nothing longer.
    """
    chapters: dict[str, dict[str, str]] = lexicon("accounts")["chapters"]
    if not code:
        return None
    if code in chapters or code.startswith("0"):
        return chapters.get(code)
    return next((chapters[code[:n]] for n in range(len(code) - 1, 1, -1) if code[:n] in chapters), None)


def section_of(code: str | None) -> str | None:
    """The budget section a chapter or account belongs to."""
    entry = _entry(code)
    return None if entry is None else {"f": "fonctionnement", "i": "investissement"}[entry["section"]]


def read_imputation(text: str) -> Imputation | None:
    """The codes at the start of a cell; None where it starts with none of the plan."""
    match = _PRINTED.match(text.strip())
    if match is None:
        return None
    code = re.sub(r"\s", "", match["code"])
    if not is_known(code):
        return None
    mark = (match["mark"] or "").lower()
    chapter, operation = match["brackets"], None
    for part in (match["dash"], match["slash"]):
        if part is None:
            continue
        if part in _ORDER_CHAPTERS or (part == match["slash"] and len(part) <= 3 and is_known(part)):
            chapter = part
        else:
            operation = part
    rest = match["rest"].strip(" :–—-.\u2022\t") or None
    marked = bool(mark or match["brackets"] or (match["slash"] and chapter))
    if mark.startswith("chap"):
        return Imputation(None, code, operation, rest, True)
    return Imputation(code, chapter, operation, rest, marked)


def is_chapter_code(code: str) -> bool:
    """Two digits, or three that only chapters have (``011``, ``042``): a chapter where no header says which."""
    return len(code) == 2 or (code.startswith(("01", "04")) and len(code) == 3)

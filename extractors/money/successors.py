"""Prices that what follows under the same heading replaces: they were proposed, what replaces them is adopted.

Two forms: a grid, of which prose sets some prices anew (*limiter la hausse à 80 € pour une personne seule*); and a
sentence that proposes (*M. le Maire propose 800 F. … Le conseil fixe le tarif à 700 F*).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.document import Document, Outline
from extractors.french.numbers import cardinal
from extractors.money.lexicon import folded
from extractors.money.naming import SENTENCE
from extractors.money.prices import PriceDraft

_SHORT_WORD = 3


def has_successor(draft: PriceDraft, outline: Outline, drafts: Sequence[PriceDraft]) -> bool:
    """Whether prose further down under the same heading sets another price for what this row of a grid, alone, names.

    *1 personne: 82 €*, then *limiter la hausse à 80 € pour une personne seule*.
    """
    if draft.origin != "table":
        return False
    rows = [d for d in drafts if d.table == draft.table and not d.is_current]
    for later in _later(draft, outline, drafts):
        named = [r for r in rows if _are_one(r, later)]
        if draft in named and len({_key(r) for r in named}) == 1 and later.amount != draft.amount:
            return True
    return False


_PROPOSES = re.compile(
    r"\b(?:propos(?:e|ait|ent|er)|sugger(?:e|ait|ent|er)|souhait(?:e|ait|erait)|voudrait|aurait prefere|prefererait|"
    r"envisag\w+|demande que|trouve)\b"
)
_DECIDES = re.compile(
    r"\b(?:fix(?:e|ent|er)|decid(?:e|ent)|reti(?:ent|ennent)|arret(?:e|ent)|vot(?:e|ent)|adopt(?:e|ent)|maintien(?:t|nent)|"
    r"ramen(?:e|ent)|(?:adopte|fixe|retenu|vote|porte|arrete|maintenu)e?s?)\b"
)
_AMENDED = re.compile(r"\bamendement\b[^.]*\badopte\b|\bainsi (?:amende|modifie|revu)e?s?\b")


def is_overtaken(draft: PriceDraft, document: Document, outline: Outline, drafts: Sequence[PriceDraft]) -> bool:
    """Whether a price was but proposed in its sentence, and further down decided otherwise or amended."""
    if draft.origin != "text" or not _only_proposes(draft):
        return False
    after = [d for d in _later(draft, outline, drafts) if _DECIDES.search(folded(_sentence(d)))]
    if any(_are_alike(draft, later) and not _only_proposes(later) for later in after):
        return True
    section = outline.section_of(draft.block)
    end = section.end if section is not None else draft.block + 1
    return any(_AMENDED.search(folded(b.string)) for b in document.blocks[draft.block + 1 : end])


def _later(draft: PriceDraft, outline: Outline, drafts: Sequence[PriceDraft]) -> list[PriceDraft]:
    """The prices of prose that follow under the same heading, but those told as the prices so far."""
    section = outline.section_of(draft.block)
    if section is None:
        return []
    place = (draft.block, draft.start if draft.origin == "text" else 0)
    return [
        d
        for d in drafts
        if d.origin == "text" and not d.is_current and place < (d.block, d.start) and d.block < section.end
    ]


def _only_proposes(draft: PriceDraft) -> bool:
    return _PROPOSES.search(folded(_sentence(draft))) is not None


def _sentence(draft: PriceDraft) -> str:
    string = draft.text.string
    starts = [m.end() for m in SENTENCE.finditer(string, 0, draft.start)]
    end = SENTENCE.search(string, draft.end)
    return string[starts[-1] if starts else 0 : end.start() if end else len(string)]


def _are_alike(draft: PriceDraft, later: PriceDraft) -> bool:
    """Whether two prices of prose are of one thing: the words of one are among those of the other, or it has none."""
    mine, other = _words(_last(draft.item)), _words(_last(later.item))
    return mine <= other or other <= mine


def _are_one(row: PriceDraft, later: PriceDraft) -> bool:
    mine, other = _key(row), _words(_last(later.item))
    led = _words((later.item or "").removesuffix(_last(later.item))) - _OF_PRICES
    return len(mine & other) > 1 and (mine <= other or other <= mine) and led <= mine


def _key(draft: PriceDraft) -> frozenset[str]:
    return _words(" ".join(dict.fromkeys(t for t in (draft.item, draft.tier) if t)))


def _last(item: str | None) -> str:
    return (item or "").split(" – ")[-1]


_OF_PRICES = frozenset(("hausse", "augmentation", "tarif", "prix", "montant"))
_EMPTY = frozenset(("le", "la", "les", "l", "de", "du", "des", "d", "un", "une", "et", "a", "au", "aux", "pour", "par"))


_RAISED = str.maketrans("²³", "23")


def _words(text: str) -> frozenset[str]:
    """The words that tell a thing, numbers in digits and without the mark of the plural."""
    return frozenset(_stem(w) for w in re.findall(r"\w+", folded(text).translate(_RAISED)) if w not in _EMPTY)


def _stem(word: str) -> str:
    number = cardinal(word)
    stem = word.rstrip("sx") if len(word) > _SHORT_WORD else word
    return str(number) if number is not None else "1" if stem in ("seul", "seule") else stem

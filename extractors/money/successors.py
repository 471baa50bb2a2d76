"""Prices of a grid that prose further down replaces one by one: the grid's was proposed, the prose's is adopted."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.document import Outline
from extractors.french.numbers import cardinal
from extractors.money.lexicon import folded
from extractors.money.prices import PriceDraft

_SHORT_WORD = 3


def has_successor(draft: PriceDraft, outline: Outline, drafts: Sequence[PriceDraft]) -> bool:
    """Whether prose further down under the same heading sets another price for what this row of a grid, alone, names.

    *1 personne: 82 €*, then *limiter la hausse à 80 € pour une personne seule*.
    """
    section = outline.section_of(draft.block)
    if draft.origin != "table" or section is None:
        return False
    rows = [d for d in drafts if d.table == draft.table and not d.is_current]
    for later in drafts:
        if later.origin != "text" or later.is_current or not draft.block < later.block < section.end:
            continue
        named = [r for r in rows if _are_one(r, later)]
        if draft in named and len({_key(r) for r in named}) == 1 and later.amount != draft.amount:
            return True
    return False


def _are_one(row: PriceDraft, later: PriceDraft) -> bool:
    mine, other = _key(row), _words(_last(later.item))
    return len(mine & other) > 1 and (mine <= other or other <= mine)


def _key(draft: PriceDraft) -> frozenset[str]:
    return _words(" ".join(dict.fromkeys(t for t in (draft.item, draft.tier) if t)))


def _last(item: str | None) -> str:
    return (item or "").split(" – ")[-1]


_EMPTY = frozenset(("le", "la", "les", "l", "de", "du", "des", "d", "un", "une", "et", "a", "au", "aux", "pour", "par"))


def _words(text: str) -> frozenset[str]:
    """The words that tell a thing, numbers in digits and without the mark of the plural."""
    return frozenset(_stem(w) for w in re.findall(r"\w+", folded(text)) if w not in _EMPTY)


def _stem(word: str) -> str:
    number = cardinal(word)
    stem = word.rstrip("sx") if len(word) > _SHORT_WORD else word
    return str(number) if number is not None else "1" if stem in ("seul", "seule") else stem

"""Grids in an annex: the decision they belong to stands pages before them.

A form of the field: the act says *selon la grille annexée*, and the grid follows the minutes under *Annexe 2 : tarifs
de la cantine* or *Annexe à la délibération n° 2031-45*.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz import fuzz

from extractors.document import Document
from extractors.money.lexicon import folded
from extractors.money.prices import PriceDraft, speaks_of_prices
from extractors.records import Deliberation

_HEADING = re.compile(r"\W*annexes?\b(?! budget)")
_ACT = re.compile(
    r"\b(?:deliberation|delib|acte)s?\b\W*(?:n|no|numero)?\W*(?P<number>[a-z][a-z._-]*\d[\w./-]*|\d[\w./-]*)"
)
_REFERENCE = re.compile(r"\bannexee?s?\b|\bjointe?s?\b|\ben annexe\b")
_LOOK_BACK = 80
_SHARED = 60
"""Share of words, of a hundred, by which one of several decisions on prices is told by its title."""


def annexed_to(draft: PriceDraft, document: Document, deliberations: Sequence[Deliberation]) -> Deliberation | None:
    """The decision a price in an annex belongs to: the one the annex names, or the only one on such prices."""
    heading = _heading_over(draft.block, document, deliberations)
    if heading is None:
        return None
    named = _ACT.search(heading)
    if named is not None:
        number = _plain(named["number"])
        return next((d for d in deliberations if d.number and _plain(folded(d.number)) == number), None)
    before = [d for d in deliberations if d.last_block < draft.block and _is_on_prices(d)]
    referring = [d for d in before if _refers(d, document)]
    if len(referring or before) == 1:
        return (referring or before)[0]
    about = f"{heading} {folded(draft.service or '')}"
    scores = sorted(((fuzz.token_set_ratio(about, folded(d.title or "")), -d.position) for d in before), reverse=True)
    if not scores or scores[0][0] < _SHARED or (len(scores) > 1 and scores[1][0] == scores[0][0]):
        return None
    return next(d for d in before if d.position == -scores[0][1])


def _heading_over(block: int, document: Document, deliberations: Sequence[Deliberation]) -> str | None:
    """The line that opens the annex a block stands in, if it stands in one: no decision comes between."""
    for index in range(block, max(-1, block - _LOOK_BACK), -1):
        if any(d.first_block <= index <= d.last_block for d in deliberations):
            return None
        string = folded(document.blocks[index].string[:200])
        if _HEADING.match(string):
            return string
    return None


def _is_on_prices(deliberation: Deliberation) -> bool:
    return any(speaks_of_prices(text) for text in (deliberation.title, deliberation.decision))


def _refers(deliberation: Deliberation, document: Document) -> bool:
    texts = (b.string for b in document.blocks[deliberation.first_block : deliberation.last_block + 1])
    return any(_REFERENCE.search(folded(text)) for text in texts)


def _plain(number: str) -> str:
    return re.sub(r"\W|_", "", number)

"""The words that announce a list of prices, and how far down the list reaches.

A title of prices or a sentence that ends in a colon opens a list. Entries keep it open, and so do subtitles between
them; a new item, a title like the one the announcement stands under, or a long paragraph without prices closes it.
Titles with their own grid or entries go on with it as long as no prose stands between.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from extractors.document import Block, BlockKind, Document, Outline
from extractors.french.money import find_money
from extractors.money.context import look_of
from extractors.money.lexicon import folded
from extractors.money.naming import is_sentence
from extractors.money.prices import speaks_of_charges, speaks_of_other_money, speaks_of_prices

_HEADING = 70
_REACH = 12
"""Blocks a list of prices may run on after the words that announce it, or after its last entry's half of it."""
_LONG = 160
"""Characters of a paragraph without prices that ends a list."""
_BACK = 40
_PRICE_TITLE = re.compile(
    r"\W*(?:les |nouveaux |nouvelle )?(?:tarifs?|tarification|prix)\b(?!.*\b(?:est|sont|fix\w+|suivants?)\b)"
)


@dataclass(frozen=True, slots=True)
class Announcement:
    """Words that say that prices follow."""

    block: Block
    heading: Block | None
    """The title it stands under."""
    until: int = -1

    @property
    def reach(self) -> int:
        """The last block it may speak of."""
        return max(self.until, self.block.index + _REACH)

    def going_on(self, entry: Block) -> Announcement:
        """The same, after one more entry of the list."""
        return replace(self, until=max(self.until, entry.index + _REACH // 2))

    def is_closed_by(self, block: Block, document: Document, outline: Outline) -> bool:
        """Whether the list ends before a block."""
        if block.index > self.reach:
            return True
        heads_item = any(s.heading == block.index for s in outline.sections)
        if heads_item and find_money(block.string) and self._is_whole_item(outline):
            return True
        if block.kind is BlockKind.HEADING or (heads_item and not find_money(block.string)):
            if _goes_on_in_parts(document, self.block.index, block):
                return speaks_of_other_money(block.string)
            is_like = self.heading is not None and look_of(block) == look_of(self.heading)
            is_part = _heads(block, document, BlockKind.ITEM)
            is_item = heads_item and not is_part
            return block.index > self.block.index + 1 and (is_item or is_like or speaks_of_other_money(block.string))
        return block.kind is BlockKind.PARAGRAPH and len(block.string) > _LONG and not find_money(block.string)

    def _is_whole_item(self, outline: Outline) -> bool:
        """*Matériel : le conseil fixe les tarifs suivants : table 5 €, banc 2 €*: its list ends with its paragraph."""
        is_alone = any(s.heading == self.block.index and s.end == s.heading + 1 for s in outline.sections)
        return is_alone and bool(find_money(self.block.string))

    def title_below(self, titles: tuple[str, ...]) -> tuple[str, ...]:
        """The titles of an entry, innermost first, with the announcement where it is a title itself."""
        string = self.block.string
        if self.block.kind is BlockKind.HEADING or is_sentence(string) or not is_price_title(string):
            return titles
        above = self.heading.string if self.heading is not None else None
        place = next(
            (i for i, t in enumerate(titles) if above is not None and t in above), 0 if above is None else len(titles)
        )
        return (*titles[:place], string, *titles[place:])


def _heads(block: Block, document: Document, *kinds: BlockKind) -> bool:
    """Whether sums, in an entry or a grid, stand right under a title, so that it may be but a part of the list."""
    below = document.blocks[block.index + 1] if block.index + 1 < len(document.blocks) else None
    return below is not None and below.kind in kinds and bool(find_money(below.string))


def _goes_on_in_parts(document: Document, start: int, heading: Block) -> bool:
    """Whether from the announcement to what this title heads nothing stands but titles, grids and entries.

    Prices printed in a row after a list of decisions: *Tarifs de la cantine*, a grid, *Salle des fêtes*, entries.
    """
    if not _heads(heading, document, BlockKind.ITEM, BlockKind.TABLE):
        return False
    between = document.blocks[start + 1 : heading.index]
    return any(b.kind is BlockKind.TABLE for b in between) and all(b.kind is not BlockKind.PARAGRAPH for b in between)


def heading_over(document: Document, index: int) -> Block | None:
    """The nearest title above a block, or the block where it is one."""
    for block in reversed(document.blocks[max(0, index - _BACK) : index + 1]):
        if block.kind is BlockKind.HEADING and not find_money(block.string):
            return block
    return None


def announces(block: Block) -> bool:
    """Whether a block says that prices follow."""
    string = block.string
    ends = string.rstrip().endswith(":")
    if not speaks_of_prices(string) and not re.search(r"\bprix\b", folded(string)):
        return ends and speaks_of_charges(string) and not speaks_of_other_money(string)
    if is_price_title(string):
        return True
    return block.kind is BlockKind.HEADING or block.is_capital or ends


_SETS_SUMS = re.compile(
    r"\b(?:fix|vot|arret|adopt|appliqu|retien|instaur)\w*\b[^.;]*\b(?:montants?|sommes?)\b[^.;]*:\s*$"
)


def announces_sums(block: Block, title: str | None) -> bool:
    """*fixe les montants suivants :* under a title that names a charge: prices follow."""
    return (speaks_of_prices(title) or speaks_of_charges(title)) and _SETS_SUMS.search(folded(block.string)) is not None


def opens_list(block: Block, first_sum: int) -> bool:
    """Whether a block that holds prices itself announces those of the entries below (*fixe les prix suivants : …*)."""
    head, mark, rest = block.string[:first_sum].partition(":")
    if block.string.rstrip().endswith(":"):
        return True
    # *Droits de place : le mètre 0,60 €*, *Tarif réduit : 4 €* are entries, not the heads of those below.
    is_title = is_price_title(head) and any(c.isalpha() for c in rest)
    return bool(mark) and speaks_of_prices(head) and (is_sentence(head) or is_title)


def is_price_title(string: str) -> bool:
    """*Tarifs de la salle*, *Prix 2024*: a few words that begin with prices and say nothing of them, however set."""
    text = string.strip()
    return len(text) <= _HEADING and not text.endswith((".", ";")) and _PRICE_TITLE.match(folded(text)) is not None

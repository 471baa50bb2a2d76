"""Prices from running text: ``SERVICE : 4 € pour …``, ``Entrée : 3,50 €``, *le tarif du repas est fixé à 4,10 €*.

A sum in prose is a price where its own sentence speaks of prices, or where it stands in a list that the heading or the
announcing sentence says is one of prices; and never where the sentence speaks of contracts, grants, loans or budgets.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractors.document import Block, BlockKind, Document, Outline
from extractors.french.money import find_money
from extractors.money.announcements import Announcement, announces, announces_sums, heading_over, opens_list
from extractors.money.bounds import without_bounds
from extractors.money.context import titles_over
from extractors.money.grids import money_tables
from extractors.money.list_heads import heads_over
from extractors.money.prices import PriceDraft
from extractors.money.prose_block import prices_of_block
from extractors.money.prose_drafts import Context
from extractors.money.prose_scales import with_scales

_BACK = 40
"""Blocks back from an entry in which the list may begin."""
_ENTRY = 120
"""Characters up to which a block with a price is an entry of a list, which then goes on."""


def prose_prices(document: Document, outline: Outline) -> list[PriceDraft]:
    """Every price stated outside tables, once where one is told again."""
    drafts = with_scales(list(_told(document, outline)))
    return [d for d in drafts if d.item is not None or not any(_repeats(d, other, outline) for other in drafts)]


def _repeats(draft: PriceDraft, other: PriceDraft, outline: Outline) -> bool:
    """*propose de ramener ce prix à 145 €*, and further down *le contrôle, fixé à 145 €*: one price."""
    if other.service != draft.service:
        return False
    is_same = other.amount == draft.amount and outline.section_of(other.block) is outline.section_of(draft.block)
    return is_same and other.item is not None and other.block != draft.block and not other.is_current


def _told(document: Document, outline: Outline) -> Iterator[PriceDraft]:
    tables = money_tables(document, outline)
    skipped = set(outline.agenda).union(*(t.blocks for t in tables))
    grids = [t.block.index for t in tables if t.kind == "tariff_grid"]
    announcement: Announcement | None = None
    last: PriceDraft | None = None
    for block in document.blocks:
        if block.kind is BlockKind.TABLE or block.index in skipped:
            continue
        sums = without_bounds(block.string, find_money(block.string))
        if announcement is not None and announcement.is_closed_by(block, document, outline):
            announcement = None
        if not sums:
            if announces(block) or announces_sums(block, _title_of(outline, block)):
                is_part = announcement is not None and block.kind is BlockKind.HEADING
                announcement = announcement.going_on(block) if is_part and announcement else _announced(block, document)
            continue
        follows = last is not None and last.block == block.index - 1
        if announcement is None and follows and block.kind is BlockKind.ITEM:
            announcement = _announced(document.blocks[block.index - 1], document)
        section = outline.section_of(block.index)
        titles = titles_over(document, outline, block.index)
        title = _title_of(outline, block)
        if title in titles and _has_own_head(block):
            titles = titles[titles.index(title) :]
        goes_on = follows and last is not None and outline.section_of(last.block) is section
        is_priced = goes_on or (section is not None and any(section.heading < i < section.end for i in grids))
        context = Context(
            block,
            title,
            announcement,
            titles,
            is_priced,
            _list_heads(document, outline, block, announcement),
        )
        drafts = list(prices_of_block(context, sums, last if follows and block.string.lstrip()[:1] in "/;," else None))
        yield from drafts
        last = drafts[-1] if drafts else None
        if announcement is not None and drafts and len(block.string) < _ENTRY:
            announcement = announcement.going_on(block)
        if drafts and opens_list(block, sums[0].start):
            announcement = _announced(block, document)


def _has_own_head(block: Block) -> bool:
    """Whether a paragraph begins with words in bold and a colon: a part like those whose titles stand alone."""
    words = [w.word for w in block.text.words]
    count = next((i for i, w in enumerate(words) if not w.bold), 0)
    head = " ".join(w.text for w in words[: count + 1])
    return count > 0 and ":" in head and not find_money(head)


def _title_of(outline: Outline, block: Block) -> str | None:
    section = outline.section_of(block.index)
    return section.title if section is not None else None


def _announced(block: Block, document: Document) -> Announcement:
    return Announcement(block, heading_over(document, block.index))


def _list_heads(
    document: Document, outline: Outline, block: Block, announcement: Announcement | None
) -> tuple[str, ...]:
    """The words over an entry, from those that announce the list or from the title down."""
    section = outline.section_of(block.index)
    title = section.heading if section is not None else 0
    told = announcement.block.index if announcement is not None and not find_money(announcement.block.string) else 0
    first = max(title + 1, told, block.index - _BACK)
    return heads_over(document.blocks[first : block.index], block)

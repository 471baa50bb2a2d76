"""Every money table of a document, read once: the sheet, what it is, and the words around it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from extractors.document import Block, Document, Outline
from extractors.money.columns import Role, role_named
from extractors.money.context import Surroundings, kind_of, surroundings
from extractors.money.lexicon import says, words
from extractors.money.sheet import Entry, Sheet, read_sheet

BUDGET_KINDS = frozenset(("budget_amendment", "budget", "administrative_account"))


@dataclass(frozen=True, slots=True)
class MoneyTable:
    """A printed table of sums."""

    block: Block
    sheet: Sheet
    kind: str
    title: str | None
    around: Surroundings

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Its sums, row by row."""
        return self.sheet.entries


def money_tables(document: Document, outline: Outline) -> Iterator[MoneyTable]:
    """The tables that hold money, in document order."""
    skipped = set(outline.agenda)
    for block in document.blocks:
        if block.table is None or block.index in skipped:
            continue
        table = _read(block, surroundings(document, outline, block.index))
        if table is not None:
            yield table


def _read(block: Block, around: Surroundings) -> MoneyTable | None:
    assert block.table is not None
    inside = block.string
    near = (around.caption, *around.headings[:1], *around.lead)
    kind = kind_of((around.caption, *_head(block), *around.headings, *around.lead))
    is_budget = kind in BUDGET_KINDS
    is_price = kind == "tariff_grid" or any(says(words("money", "kinds", "tariff_grid"), t) for t in near)
    sheet = read_sheet(block.table, is_price or "€" in inside, is_budget)
    if not any(e.is_strong and e.money is not None for e in sheet.entries) and not is_price and not _names_money(sheet):
        return None
    if not any(e.money is not None for e in sheet.entries):
        return None
    title = around.caption or sheet.title
    return MoneyTable(block, sheet, kind or "other", title, around)


def _head(block: Block) -> tuple[str, ...]:
    """The words of the first rows."""
    assert block.table is not None
    return tuple(c.text.string for c in block.table.cells if c.row < 2 and c.text.string.strip())


def _names_money(sheet: Sheet) -> bool:
    return any(role_named(h) is Role.MONEY for h in sheet.headers)

"""What a table of money comes to: its sums, each with what the table says of it."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.document import Cell, Table
from extractors.french.money import Money
from extractors.records import Side


@dataclass(frozen=True, slots=True)
class Entry:
    """One sum of a table (or the empty place of a printed total)."""

    row: int
    column: int
    cell: Cell
    money: Money | None
    """None for a total whose place is empty, and for *gratuit*."""
    label: str | None
    column_label: str | None
    headers: tuple[str, ...]
    """All headers above, top down."""
    side: Side | None = None
    budget_section: str | None = None
    account: str | None = None
    chapter: str | None = None
    operation: str | None = None
    unit: str | None = None
    group: str | None = None
    """The row of words above that names the rows below it."""
    spanned: str | None = None
    """The cell of several rows to the left that holds this row among others."""
    is_total: bool = False
    is_free: bool = False
    """*Gratuit* is printed in place of a sum, or that it has not changed."""
    is_strong: bool = True
    labels: tuple[str, ...] = ()
    """The words of each cell that `label` joins."""
    topic: str | None = None
    """What the rows of this part of the table are about, by the corner of its own header."""
    is_same: bool = False
    """*Inchangé* is printed in place of a sum."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table of money."""

    table: Table
    title: str | None
    """Words of a title row inside the table."""
    entries: tuple[Entry, ...]
    headers: tuple[str, ...] = ()
    """Every header text, for telling what the table is about."""

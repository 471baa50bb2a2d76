"""Every money table of a document, read once: the sheet, what it is, and the words around it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extractors.document import Block, Document, Outline, Table
from extractors.money.columns import Role, role_named
from extractors.money.context import Surroundings, kind_of, surroundings
from extractors.money.entries import Entry, Sheet
from extractors.money.lexicon import folded, says, words
from extractors.money.lists import list_tables
from extractors.money.rows import split_headers, split_rows
from extractors.money.sheet import read_sheet
from extractors.money.tiers import parse_tier
from extractors.votes import vote_of_table

_ALIGNED = 12.0
"""Points by which the edges of a table may move from page to page."""
_HEADER_ROWS = 2
"""Rows of headers that may stand above the sum carried over."""
_TOP_ROWS = 3
_FEWEST_TIERS = 2
_LABEL_COLUMNS = 2
BUDGET_KINDS = frozenset(("budget_amendment", "budget", "administrative_account"))


@dataclass(frozen=True, slots=True)
class MoneyTable:
    """A printed table of sums."""

    block: Block
    sheet: Sheet
    kind: str
    title: str | None
    around: Surroundings
    blocks: frozenset[int]
    """Blocks it takes up (one, or the entries of a list)."""

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Its sums, row by row."""
        return self.sheet.entries


def money_tables(document: Document, outline: Outline) -> list[MoneyTable]:
    """The tables that hold money, in document order; a table continued over pages is one."""
    skipped = frozenset(outline.agenda)
    found: list[MoneyTable] = []
    for block, table in _whole(document):
        if block.index in skipped or vote_of_table(table) is not None:
            continue
        read = _read(block, table, surroundings(document, outline, block.index))
        if read is not None:
            found.append(read)
    for listed in list_tables(document, skipped):
        around = surroundings(document, outline, listed.first.index, max(listed.blocks))
        read = _read(listed.first, listed.table, around)
        if read is not None:
            found.append(replace(read, blocks=listed.blocks))
    return sorted(found, key=lambda t: t.block.index)


def _whole(document: Document) -> Iterator[tuple[Block, Table]]:
    """Each table with the block it starts in, its continuations on later pages joined to it."""
    taken: set[int] = set()
    for block in document.blocks:
        if block.table is None or block.index in taken:
            continue
        table = block.table
        for following in document.blocks[block.index + 1 :]:
            if following.table is None or not continues(table, following.table):
                break
            table = joined(table, following.table)
            taken.add(following.index)
        yield block, table


def whole_tables(document: Document) -> list[Table]:
    """Every table, money or not, as it is read: whole over its pages, its unruled rows apart; lists included."""
    ruled = [(block.index, split_rows(split_headers(table))) for block, table in _whole(document)]
    lists = [(listed.first.index, listed.table) for listed in list_tables(document)]
    return [table for _, table in sorted((*ruled, *lists), key=lambda t: t[0])]


def _read(block: Block, table: Table, around: Surroundings) -> MoneyTable | None:
    inside = " ".join(c.text.string for c in table.cells)
    head = tuple(c.text.string for c in table.cells if c.row < 2 and c.text.string.strip())
    near = (around.caption, *around.headings[:1], *around.lead)
    kind = kind_of((around.caption, *head, *around.headings, *around.lead))
    if around.is_told_prices and kind not in BUDGET_KINDS:
        kind = "tariff_grid"
    if kind is None and (
        _has_columns_of_tiers(table)
        or _has_rows_of_tiers(table)
        or _is_offered(table, around)
        or _is_let(table, around)
    ):
        kind = "tariff_grid"
    is_price = kind == "tariff_grid" or any(says(words("money", "kinds", "tariff_grid"), t) for t in near)
    sheet = read_sheet(table, is_price or "€" in inside, kind in BUDGET_KINDS)
    priced = [e for e in sheet.entries if e.money is not None]
    has_currency = any(e.money is not None and e.money.currency for e in priced)
    has_accounts = any(e.account or e.chapter for e in priced)
    if not priced or not (has_currency or has_accounts or _names_money(sheet, around) or kind is not None):
        return None
    if kind == "tariff_grid":
        sheet = replace(sheet, entries=tuple(_positive(e) for e in sheet.entries))
    if any(w.word.confidence < _CERTAIN for c in table.cells for w in c.text.words):
        sheet = replace(sheet, entries=_with_cents(sheet.entries))
    return MoneyTable(block, sheet, kind or "other", around.caption or sheet.title, around, frozenset((block.index,)))


_BUDGET = re.compile(r"\b(?:entreprises?|lots?|depenses?|recettes?|credits?|emprunts?|cout)\b")


def _is_offered(table: Table, around: Surroundings) -> bool:
    """Whether sums in euros stand under the title of what bodies offer (*Location du foyer*), and speak of no works."""
    inside = " ".join(c.text.string for c in table.cells)
    about = " ".join((inside, *around.headings[:1], around.caption or ""))
    if "€" not in inside or _BUDGET.search(folded(about)) or says(words("tariffs", "spent"), about):
        return False
    return any(says(words("tariffs", group), t) for group in ("charged", "offered") for t in around.headings[:1])


def _is_let(table: Table, around: Surroundings) -> bool:
    """Whether sums stand under the title of rents (*Loyers communaux*), and speak of no budget."""
    about = " ".join((*(c.text.string for c in table.cells), *around.headings[:1], around.caption or ""))
    titles = (around.caption, *around.headings[:1])
    return any(says(words("tariffs", "let"), t) for t in titles) and not _BUDGET.search(folded(about))


def _has_columns_of_tiers(table: Table) -> bool:
    """Whether columns are headed by tiers (*0-25*, *26-75*): prices, whatever the words about them were read as."""
    heads = [c.text.string for c in table.cells if c.row < _TOP_ROWS and c.column > 0]
    return sum(parse_tier(h) is not None for h in heads) >= _FEWEST_TIERS


def _has_rows_of_tiers(table: Table) -> bool:
    """Whether rows are named by tiers (*moins de 500 habitants*, *500 et plus*) beside sums in euros."""
    tiers = {
        c.row: t for c in table.cells if c.column < _LABEL_COLUMNS and (t := parse_tier(c.text.string)) is not None
    }
    priced = {c.row for c in table.cells if c.column > 0 and "€" in c.text.string}
    # Not the files *31-07*, *31-08* of one year: tiers begin each at its own bound.
    return len({tiers[row].low for row in tiers.keys() & priced}) >= _FEWEST_TIERS


def _positive(entry: Entry) -> Entry:
    """A price is never below nothing: a dash before it on a scan is a speck or a bullet."""
    money = entry.money
    if money is None or money.sign != "-":
        return entry
    return replace(entry, money=replace(money, amount=abs(money.amount), sign=None, is_damaged=True))


_CERTAIN = 100.0
"""Confidence of words that a file prints; those of a picture have less."""
_FEWEST_WITH_CENTS = 4
_MOST_WITH_CENTS = 0.75
_CENTS = re.compile(r"[.,]\d{2}$")
_WITHOUT_POINT = re.compile(r"(?!(?:19|20)\d\d$)\d{3,}")
"""Digits alone, and no year."""


def _with_cents(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """Sums of a picture, the comma put back where only it is missing: *150* in a table of *2,30*, *1,55*, *185,00*.

    Not in a column where nothing has cents: that may be one of counts.
    """
    pointed = [e.cell.column for e in entries if e.money is not None and _CENTS.search(e.money.printed)]
    if len(pointed) < max(_FEWEST_WITH_CENTS, _MOST_WITH_CENTS * sum(e.money is not None for e in entries)):
        return tuple(entries)
    return tuple(
        replace(e, money=replace(e.money, amount=e.money.amount / 100, is_damaged=True))
        if e.money is not None and e.cell.column in pointed and _WITHOUT_POINT.fullmatch(e.money.printed)
        else e
        for e in entries
    )


def _names_money(sheet: Sheet, around: Surroundings) -> bool:
    """Whether a header or the caption says that the numbers are sums."""
    return any(role_named(h) is Role.MONEY for h in (*sheet.headers, around.caption or ""))


def continues(table: Table, following: Table) -> bool:
    """Whether a table is the next page of another: as many columns, at the same places, with no or the same header."""
    last = max((w.page for c in table.cells for w in c.text.words), default=table.page)
    if following.n_columns != table.n_columns:
        return False
    top = range(min(_HEADER_ROWS + 1, following.n_rows))
    if _is_carried(table, table.n_rows - 1) and any(_is_carried(following, r) for r in top):
        return following.page in (last, last + 1)
    if following.page != last + 1:
        return False
    if abs(following.box.x0 - table.box.x0) > _ALIGNED or abs(following.box.x1 - table.box.x1) > _ALIGNED:
        return False
    above, below = _row_texts(table, 0), _row_texts(following, 0)
    return following.header_rows == 0 or above == below


def _is_carried(table: Table, row: int) -> bool:
    """*À reporter*, *report*: the sum so far, at the foot of one part and at the head of the next."""
    return any(says(words("money", "carried"), text) for text in _row_texts(table, row))


def _row_texts(table: Table, row: int) -> list[str]:
    return [c.text.string.strip() if c is not None else "" for c in table.row(row)]


def joined(table: Table, following: Table) -> Table:
    """One table of two."""
    moved = tuple(replace(c, row=c.row + table.n_rows) for c in following.cells)
    return Table(
        table.page, table.box, table.n_rows + following.n_rows, table.n_columns, (*table.cells, *moved),
        table.header_rows, table.is_ruled,
    )  # fmt: skip

"""A table of money read: each sum with its label, column, side, account, group and whether it is a total.

A table is read segment by segment: a row of headers (at the top, repeated after a page break, or new for the rows
below it) starts a segment; a row with words in one cell only names the group of the rows that follow.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractors.document import Table
from extractors.money.accounts import Imputation, read_imputation
from extractors.money.cells import Content, Reading
from extractors.money.columns import Column, Role, distinct_header, side_named, type_columns
from extractors.money.describe import Description, State, describe
from extractors.money.entries import Entry, Sheet
from extractors.money.halves import halves_of, sides_of
from extractors.money.lexicon import alternation, is_in_capitals, lexicon, says, words
from extractors.money.row_cells import alone, anchored, filled, reading_of, section_named
from extractors.money.rows import split_headers, split_rows
from extractors.money.segments import segments
from extractors.records import Side


def read_sheet(table: Table, is_price_table: bool = False, is_budget: bool = False) -> Sheet:
    """Read a table's sums; ``is_price_table``/``is_budget`` is what the words around the table say it is."""
    table = split_rows(split_headers(table))
    rows = [[reading_of(table.cell(r, c)) for c in range(table.n_columns)] for r in range(table.n_rows)]
    title: str | None = None
    headers: list[str] = []
    parts: list[tuple[str | None, list[Entry]]] = []
    for number, (header_rows, body) in enumerate(segments(table, rows)):
        here = [rows[r] for r in body]
        above = [r for r in header_rows if alone(rows[r]) is not None]
        titles = [t for r in above if (t := alone(rows[r])) is not None]
        header_rows = [r for r in header_rows if r not in above]
        is_group = bool(above) and not any(r > above[-1] for r in header_rows)
        has_groups = any(alone(rows[r]) is not None for r in body)
        if number == 0 and titles and not (is_group and has_groups and len(titles) == 1):
            title = titles[0]
        priced = is_price_table or _says_prices(rows, header_rows, titles)
        columns = type_columns(table, header_rows, here, priced)
        headers.extend(h for c in columns for h in c.headers if h not in headers)
        state = State(header_rows, titles[-1] if titles and (number or is_group) else None)
        for words_above in titles:
            state.side = side_named(words_above) if len(words_above) < 40 else None
            state.section = section_named(words_above) or state.section
        corner = columns[0].headers[-1] if columns[0].headers and columns[0].role is Role.LABEL else None
        parts.append((corner, list(_entries(table, rows, body, columns, state, is_budget))))
    return Sheet(table, title, tuple(_with_topics(parts)), tuple(headers))


def _with_topics(parts: Sequence[tuple[str | None, list[Entry]]]) -> Iterator[Entry]:
    """Where each part has a header of its own with other words in its corner, these say what its rows are about."""
    corners = [corner for corner, _ in parts]
    are_topics = len(parts) > 1 and None not in corners and len(set(corners)) == len(corners)
    for corner, entries in parts:
        for entry in entries:
            yield replace(entry, topic=corner) if are_topics else entry


_PRICED = alternation((*lexicon("money")["kinds"]["tariff_grid"], "prix", "€", "euros?", "montants?", "cout"))


def _says_prices(rows: list[list[Reading | None]], header_rows: Sequence[int], titles: Sequence[str]) -> bool:
    texts = [r.cell.text.string for h in header_rows for r in filled(rows[h])]
    return any(says(_PRICED, t) for t in (*texts, *titles))


def _entries(
    table: Table,
    rows: list[list[Reading | None]],
    body: list[int],
    columns: tuple[Column, ...],
    state: State,
    is_budget: bool,
) -> Iterator[Entry]:
    halves = halves_of(columns)
    sides = sides_of(halves, columns)
    seen: set[tuple[int, int]] = set()
    for index in body:
        row = rows[index]
        title = alone(row)
        if title is not None and not says(words("money", "totals"), title):
            _enter_group(state, title)
            continue
        if any(says(words("money", "carried"), r.label) for r in anchored(row, index)):
            continue
        _leave_list(state, row[0])
        for half, side in zip(halves, sides, strict=True):
            for entry in _half_entries(table, row, index, columns, half, side, state, is_budget):
                place = (entry.cell.row, entry.cell.column)
                if place not in seen:
                    seen.add(place)
                    yield entry


def _enter_group(state: State, words_of_row: str) -> None:
    side, section = side_named(words_of_row), section_named(words_of_row)
    if len(words_of_row) < 60 and (side is not None or section is not None):
        state.side = side if side is not None else (None if section else state.side)
        state.section = section or state.section
    state.group, state.is_listed = words_of_row if len(words_of_row) <= _NOTE else None, False
    state.has_small = False


def _leave_list(state: State, first: Reading | None) -> None:
    """A group of rows with dashes ends before the first row of words without, one in capitals before a row in them."""
    if state.group is None or first is None or first.content not in (Content.TEXT, Content.LABELLED):
        return
    is_capital = _is_capital(first.label)
    if _is_capital(state.group) and is_capital and state.has_small:
        state.group = None
        return
    state.has_small = not is_capital
    is_dashed = first.label.lstrip().startswith(_DASHES)
    if state.is_listed and not is_dashed:
        state.group = None
    state.is_listed = is_dashed


def _is_capital(text: str) -> bool:
    return sum(c.isalpha() for c in text) > _ABBREVIATED and is_in_capitals(text)


_ABBREVIATED = 4
"""Letters up to which capitals are an abbreviation (*QF*, *T3*)."""
_SUMLESS = (Content.FREE, Content.SAME)
_NOTE = 160
"""Characters from which a row of words alone is a note, and names no group."""
_DASHES = ("-", "–", "—", "•", "·", "\uf0b7")


def _half_entries(
    table: Table,
    row: Sequence[Reading | None],
    index: int,
    columns: tuple[Column, ...],
    half: range,
    half_side: Side | None,
    state: State,
    is_budget: bool,
) -> Iterator[Entry]:
    described = describe(row, index, columns, half, state, is_budget)
    if half_side is not None and described.side is None:
        described = replace(described, side=half_side)
    found = False
    for c in half:
        reading = row[c]
        if reading is None or reading.cell.row != index or reading.cell.column != c:
            continue
        if reading.content is Content.LABELLED and (
            is_budget or columns[c].role is not Role.LABEL or len(half) == 1 or reading.is_strong
        ):
            if columns[c].role is Role.LABEL and any(
                (r := row[m]) is not None and r.content is Content.SUM for m in half if columns[m].role is Role.MONEY
            ):
                continue  # a label that mentions a sum, beside the sum itself
            found = True
            yield _labelled_entry(reading, columns[c], described, index)
            continue
        is_sum = reading.content is Content.SUM and (
            columns[c].role is Role.MONEY
            or (reading.money is not None and reading.money.currency is not None and c > half.start)
        )
        is_free = reading.content in _SUMLESS and (columns[c].role is Role.MONEY or c == half[-1])
        if is_sum or is_free:
            found = True
            yield _entry(reading, columns, c, described, index, is_free)
    if not found and described.is_own_total:
        place = next((c for c in half if columns[c].role is Role.MONEY), None)
        cell = row[place].cell if place is not None and row[place] is not None else None  # type: ignore[union-attr]
        cell = cell if cell is not None and cell.row == index else described.label_cell
        if place is not None and cell is not None:
            yield Entry(
                index, place, described.label_cell or cell, None, described.label, None, columns[place].headers,
                columns[place].side or described.side, described.section, is_total=True,
            )  # fmt: skip


def _entry(reading: Reading, columns: tuple[Column, ...], c: int, row: Description, index: int, is_free: bool) -> Entry:
    spanned_columns = columns[c : c + reading.cell.column_span]
    labels = list(dict.fromkeys(h for column in spanned_columns if (h := distinct_header(column, columns))))
    column = columns[c]
    code = row.imputation
    return Entry(
        index, c, reading.cell, reading.money, row.label, " / ".join(labels) or None, column.headers,
        column.side or row.side, row.section or next((s for h in column.headers if (s := section_named(h))), None),
        code.account if code else None, code.chapter if code else None, code.operation if code else None,
        row.unit, row.group, row.spanned, row.is_total, is_free, reading.is_strong, row.labels,
        is_same=reading.content is Content.SAME,
    )  # fmt: skip


def _labelled_entry(reading: Reading, column: Column, row: Description, index: int) -> Entry:
    printed = read_imputation(reading.label)
    label = reading.label if printed is None or not printed.is_marked else printed.label
    is_total = says(words("money", "totals"), reading.label)
    code = printed if printed is not None and printed.is_marked else Imputation()
    return Entry(
        index, column.index, reading.cell, reading.money, label or row.label, None, column.headers,
        column.side or row.side, row.section,
        code.account, code.chapter, code.operation, row.unit, row.group, row.spanned, is_total,
        labels=(label,) if label else row.labels,
    )  # fmt: skip

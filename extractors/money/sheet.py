"""A table of money read: each sum with its label, column, side, account, group and whether it is a total.

A table is read segment by segment: a row of headers (at the top, repeated after a page break, or new for the rows
below it) starts a segment; a row with words in one cell only names the group of the rows that follow.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from extractors.document import Cell, Table
from extractors.french.money import Money, find_money
from extractors.money.accounts import Imputation, is_chapter_code, read_imputation
from extractors.money.cells import Content, Reading, read_cell
from extractors.money.columns import NOT_LABELS, Column, Role, distinct_header, role_named, side_named, type_columns
from extractors.money.lexicon import alternation, folded, lexicon, says, words
from extractors.money.rows import split_headers, split_rows
from extractors.money.tiers import parse_tier
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
    """*Gratuit* is printed in place of a sum."""
    is_strong: bool = True


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table of money."""

    table: Table
    title: str | None
    """Words of a title row inside the table."""
    entries: tuple[Entry, ...]
    headers: tuple[str, ...] = ()
    """Every header text, for telling what the table is about."""


@dataclass(slots=True)
class _State:
    header_rows: list[int] = field(default_factory=list)
    group: str | None = None
    is_listed: bool = False
    """The rows of the group begin with dashes, so that one without is no longer of it."""
    side: Side | None = None
    section: str | None = None


def read_sheet(table: Table, is_price_table: bool = False, is_budget: bool = False) -> Sheet:
    """Read a table's sums; ``is_price_table``/``is_budget`` is what the words around the table say it is."""
    table = split_rows(split_headers(table))
    rows = [[_reading(table.cell(r, c)) for c in range(table.n_columns)] for r in range(table.n_rows)]
    title: str | None = None
    headers: list[str] = []
    entries: list[Entry] = []
    for number, (header_rows, body) in enumerate(_segments(table, rows)):
        here = [rows[r] for r in body]
        above = [r for r in header_rows if _alone(rows[r]) is not None]
        titles = [t for r in above if (t := _alone(rows[r])) is not None]
        header_rows = [r for r in header_rows if r not in above]
        is_group = bool(above) and not any(r > above[-1] for r in header_rows)
        has_groups = any(_alone(rows[r]) is not None for r in body)
        if number == 0 and titles and not (is_group and has_groups and len(titles) == 1):
            title = titles[0]
        priced = is_price_table or _says_prices(rows, header_rows, titles)
        columns = type_columns(table, header_rows, here, priced)
        headers.extend(h for c in columns for h in c.headers if h not in headers)
        state = _State(header_rows, titles[-1] if titles and (number or is_group) else None)
        for words_above in titles:
            state.side = side_named(words_above) if len(words_above) < 40 else None
            state.section = _section_named(words_above) or state.section
        entries.extend(_entries(table, rows, body, columns, state, is_budget))
    return Sheet(table, title, tuple(entries), tuple(headers))


def _reading(cell: Cell | None) -> Reading | None:
    return None if cell is None else read_cell(cell)


def _anchored(row: Sequence[Reading | None], index: int) -> list[Reading]:
    """The cells that begin on this row, left to right, each once."""
    found: list[Reading] = []
    for reading in row:
        if reading is not None and reading.cell.row == index and reading not in found:
            found.append(reading)
    return found


def _filled(row: Sequence[Reading | None]) -> list[Reading]:
    found: list[Reading] = []
    for reading in row:
        if reading is not None and reading.content is not Content.EMPTY and reading not in found:
            found.append(reading)
    return found


def _alone(row: Sequence[Reading | None]) -> str | None:
    """The words of a row that holds one text and nothing else."""
    filled = _filled(row)
    if len(filled) == 1 and filled[0].content is Content.TEXT and row[0] is filled[0]:
        return filled[0].label
    return None


def _segments(table: Table, rows: list[list[Reading | None]]) -> Iterator[tuple[list[int], list[int]]]:
    """(header rows, body rows) from top to bottom."""
    header: list[int] = []
    body: list[int] = []
    for index, row in enumerate(rows):
        is_top = not body
        if is_top and _is_top_header(rows, index, table.header_rows):
            header.append(index)
        elif not is_top and _is_new_header(rows, index, header, body):
            same = [_texts(rows[r]) for r in header]
            if _texts(row) in same:
                continue  # the header repeated after a page break
            if rows[index - 1] and body[-1] == index - 1 and _alone(rows[index - 1]) is not None:
                header_above = [body.pop()]
            else:
                header_above = []
            if body:
                yield header, body
            header, body = [*header_above, index], []
        else:
            body.append(index)
    if body:
        yield header, body


def _texts(row: Sequence[Reading | None]) -> tuple[str, ...]:
    return tuple(folded(r.cell.text.string.strip()) if r is not None else "" for r in row)


def _has_sum(row: Sequence[Reading | None]) -> bool:
    return any(
        r.content in (Content.FREE, Content.LABELLED) or (r.content is Content.SUM and not r.is_year)
        for r in _filled(row)
    )


def _is_top_header(rows: list[list[Reading | None]], index: int, hinted: int) -> bool:
    row = rows[index]
    filled = _filled(row)
    if not filled:
        return True
    if _has_sum(row) or any(says(words("money", "totals"), r.label) for r in filled):
        return False
    if _alone(row) is not None:
        below = next((r for r in rows[index + 1 :] if _filled(r)), None)
        return (below is not None and not _has_sum(below) and len(_filled(below)) > 1) or index == 0
    if index < hinted:
        return True
    corner = row[0]
    if corner is not None and corner.content is Content.EMPTY and _is_only_words(filled):
        return True
    return _names_columns(filled) or (index == 0 and len(filled) > 1 and _is_only_words(filled))


def _is_only_words(filled: list[Reading]) -> bool:
    return all(r.content is Content.TEXT for r in filled)


def _names_columns(filled: list[Reading]) -> bool:
    return any(
        role_named(r.cell.text.string) is not None
        or side_named(r.cell.text.string) is not None
        or parse_tier(r.cell.text.string) is not None
        or r.is_year
        for r in filled[-1:] + filled[1:]
    )


def _is_new_header(rows: list[list[Reading | None]], index: int, header: list[int], body: list[int]) -> bool:
    """A row of words in the middle whose last cell names a column of money."""
    row = rows[index]
    filled = _filled(row)
    if _has_sum(row) or not filled or any(says(words("money", "totals"), r.label) for r in filled):
        return False
    if _texts(row) in [_texts(rows[r]) for r in header]:
        return True
    if len(filled) < 2:
        return False
    last = filled[-1].cell
    has_money = any(
        (r := rows[b][last.column]) is not None and r.content is Content.SUM and r.cell.row == b for b in body
    )
    if find_money(last.text.string):
        return False  # several sums in one cell
    return has_money and filled[-1].content is Content.TEXT and role_named(last.text.string) is Role.MONEY


_PRICED = alternation((*lexicon("money")["kinds"]["tariff_grid"], "prix", "€", "euros?", "montants?", "cout"))


def _says_prices(rows: list[list[Reading | None]], header_rows: Sequence[int], titles: Sequence[str]) -> bool:
    texts = [r.cell.text.string for h in header_rows for r in _filled(rows[h])]
    return any(says(_PRICED, t) for t in (*texts, *titles))


def _section_named(text: str) -> str | None:
    named = [n for n in ("fonctionnement", "investissement") if says(words("money", "budget_sections", n), text)]
    return named[0] if len(named) == 1 else None


def _entries(
    table: Table,
    rows: list[list[Reading | None]],
    body: list[int],
    columns: tuple[Column, ...],
    state: _State,
    is_budget: bool,
) -> Iterator[Entry]:
    halves = _halves(columns)
    sides = _sides_of(halves, columns)
    seen: set[tuple[int, int]] = set()
    for index in body:
        row = rows[index]
        alone = _alone(row)
        if alone is not None and not says(words("money", "totals"), alone):
            _enter_group(state, alone)
            continue
        if any(says(words("money", "carried"), r.label) for r in _anchored(row, index)):
            continue
        _leave_list(state, row[0])
        for half, side in zip(halves, sides, strict=True):
            for entry in _half_entries(table, row, index, columns, half, side, state, is_budget):
                place = (entry.cell.row, entry.cell.column)
                if place not in seen:
                    seen.add(place)
                    yield entry


def _enter_group(state: _State, words_of_row: str) -> None:
    side, section = side_named(words_of_row), _section_named(words_of_row)
    if len(words_of_row) < 60 and (side is not None or section is not None):
        state.side = side if side is not None else (None if section else state.side)
        state.section = section or state.section
    state.group, state.is_listed = words_of_row, False


def _leave_list(state: _State, first: Reading | None) -> None:
    """A group of rows with dashes ends before the first row of words without."""
    if state.group is None or first is None or first.content not in (Content.TEXT, Content.LABELLED):
        return
    is_dashed = first.label.lstrip().startswith(_DASHES)
    if state.is_listed and not is_dashed:
        state.group = None
    state.is_listed = is_dashed


_DASHES = ("-", "–", "—", "•", "·", "\uf0b7")


def _halves(columns: tuple[Column, ...]) -> list[range]:
    """Runs of columns that belong together: *Dépenses* with its labels and sums, *Recettes* with its own."""
    starts = [0]
    for column in columns[1:]:
        before = columns[column.index - 1]
        parted = column.side is not None and before.side is not None and column.side is not before.side
        after_money = before.role is Role.MONEY and column.role is not Role.MONEY
        own_labels = any(c.role is not Role.MONEY for c in columns[column.index :] if c.side in (column.side, None))
        if (parted and own_labels and column.role is not Role.MONEY) or (
            after_money and _labels_ahead(columns, column.index)
        ):
            starts.append(column.index)
    ends = [*starts[1:], len(columns)]
    return [range(s, e) for s, e in zip(starts, ends, strict=True)]


def _sides_of(halves: list[range], columns: tuple[Column, ...]) -> list[Side | None]:
    """The side of each half; of two halves the one without a legible heading is the other side."""
    sides = [named.pop() if len(named := {columns[c].side for c in half} - {None}) == 1 else None for half in halves]
    if len(sides) == 2 and sides.count(None) == 1:
        known = sides[0] or sides[1]
        other = Side.EXPENSE if known is Side.REVENUE else Side.REVENUE
        sides = [s or other for s in sides]
    return sides


def _labels_ahead(columns: tuple[Column, ...], index: int) -> bool:
    """Words then money again, right of a money column: a second half begins."""
    kinds = [c.role for c in columns[index:]]
    return Role.MONEY in kinds and any(
        k in (Role.LABEL, Role.ACCOUNT, Role.CHAPTER) for k in kinds[: kinds.index(Role.MONEY)]
    )


def _half_entries(
    table: Table,
    row: Sequence[Reading | None],
    index: int,
    columns: tuple[Column, ...],
    half: range,
    half_side: Side | None,
    state: _State,
    is_budget: bool,
) -> Iterator[Entry]:
    described = _describe(row, index, columns, half, state, is_budget)
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
        is_free = reading.content is Content.FREE and (columns[c].role is Role.MONEY or c == half[-1])
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


@dataclass(frozen=True, slots=True)
class _Description:
    """What a row says of its sums, in one half."""

    label: str | None
    label_cell: Cell | None
    imputation: Imputation | None
    side: Side | None
    section: str | None
    unit: str | None
    group: str | None
    spanned: str | None
    is_total: bool
    is_own_total: bool
    """The total is named in this half, not only elsewhere on the row."""


def _describe(
    row: Sequence[Reading | None], index: int, columns: tuple[Column, ...], half: range, state: _State, is_budget: bool
) -> _Description:
    texts: list[Reading] = []
    codes: dict[Role, Reading] = {}
    for c in half:
        reading, role = row[c], columns[c].role
        if reading is None or reading in texts:
            continue
        if reading.content in (Content.TEXT, Content.FREE) and role in (Role.LABEL, Role.MONEY):
            if reading.cell.column_span < len(half) or says(words("money", "totals"), reading.label):
                texts.append(reading)
        elif role in NOT_LABELS and reading.content is not Content.EMPTY:
            if says(words("money", "totals"), reading.label):
                texts.append(reading)
            else:
                codes.setdefault(role, reading)
        elif role is Role.LABEL and reading.content is Content.SUM:
            codes.setdefault(Role.ACCOUNT if read_imputation(reading.cell.text.string) else Role.CODE, reading)
    texts = [
        t for t in texts if columns[t.cell.column].role is not Role.MONEY or says(words("money", "totals"), t.label)
    ]
    spanning = [t for t in texts if t.cell.row_span > 1 and any(o.cell.row_span < t.cell.row_span for o in texts)]
    fine = [t for t in texts if t not in spanning] or texts
    totals = [t for t in fine if says(words("money", "totals"), t.label)]
    elsewhere = any(says(words("money", "totals"), r.label) for r in _filled(row))
    imputation = _imputation(codes, columns, fine, is_budget)
    coded = codes.get(Role.ACCOUNT)
    if coded is not None and imputation and imputation.label and not totals and _all_span(fine, coded):
        spanning, fine = [*spanning, *fine], []  # the words of the account's cell are this row's own
    label = _label(fine, totals, imputation)
    direction = codes.get(Role.DIRECTION)
    section = codes.get(Role.SECTION)
    unit = codes.get(Role.UNIT)
    if label is None and elsewhere:
        label = next(r.label for r in _filled(row) if says(words("money", "totals"), r.label))
    side = _side_of_row(direction, fine) or state.side
    named = totals or fine
    return _Description(
        label,
        named[0].cell if named else None,
        imputation,
        side,
        (_section_named(section.label) if section else None) or _section_in(fine) or state.section,
        unit.cell.text.string.strip() if unit else None,
        state.group,
        " – ".join(s.label for s in spanning) or None,
        bool(totals) or elsewhere,
        bool(totals),
    )


def _all_span(texts: list[Reading], code: Reading) -> bool:
    return bool(texts) and all(t.cell.row_span > code.cell.row_span for t in texts)


def _side_of_row(direction: Reading | None, texts: list[Reading]) -> Side | None:
    if direction is not None and (letter := folded(direction.cell.text.string).strip()[:1]) in ("d", "r"):
        return Side.EXPENSE if letter == "d" else Side.REVENUE
    for text in texts:
        first = folded(text.label)[:2]
        if first in ("df", "di", "rf", "ri") and not folded(text.label)[2:3].isalpha():
            return Side.EXPENSE if first[0] == "d" else Side.REVENUE
        if _SIDE_LABEL.match(folded(text.label)) and (side := side_named(text.label)):
            return side
    return None


_SIDE_LABEL = re.compile(r"^(?:(?:sous[ -]?)?total\w*(?: general)?(?: des)?|ensemble des)?\s*(?:depenses?|recettes?)\b")


def _section_in(texts: list[Reading]) -> str | None:
    return next((s for t in texts if says(words("money", "totals"), t.label) and (s := _section_named(t.label))), None)


def _imputation(
    codes: dict[Role, Reading], columns: tuple[Column, ...], texts: list[Reading], is_budget: bool
) -> Imputation | None:
    account = _read(codes.get(Role.ACCOUNT))
    if account is not None and is_budget and not _is_named(codes.get(Role.ACCOUNT), columns):
        account = _placed(account)
    chapter = _read(codes.get(Role.CHAPTER))
    if account is None and chapter is None:
        for text in texts:
            printed = read_imputation(text.label)
            if printed is not None and (printed.is_marked or is_budget):
                return _placed(printed) if not printed.is_marked else printed
        return None
    operation = codes.get(Role.OPERATION)
    code = None
    if chapter is not None:
        code = chapter.chapter or chapter.account
    label = (account.label if account else None) or (chapter.label if chapter else None)
    return Imputation(
        account.account if account else (chapter.account if chapter and chapter.account and chapter.chapter else None),
        code if code is not None else (account.chapter if account else None),
        operation.cell.text.string.strip() if operation else (account.operation if account else None),
        label,
        True,
    )


def _is_named(reading: Reading | None, columns: tuple[Column, ...]) -> bool:
    return reading is not None and bool(columns[reading.cell.column].headers)


def _placed(printed: Imputation) -> Imputation:
    """A bare code before a label: chapters have two digits, accounts more."""
    if printed.account is not None and printed.chapter is None and is_chapter_code(printed.account):
        return Imputation(None, printed.account, printed.operation, printed.label)
    return printed


def _read(reading: Reading | None) -> Imputation | None:
    return None if reading is None else read_imputation(reading.cell.text.string)


def _label(texts: list[Reading], totals: list[Reading], imputation: Imputation | None) -> str | None:
    if totals:
        return totals[0].label.rstrip(" :")
    parts = [" ".join(t.label.split()) for t in texts]
    if imputation is not None and parts and (inner := read_imputation(parts[0])) is not None:
        parts[0] = inner.label or ""
    elif imputation is not None and not parts and imputation.label:
        parts = [imputation.label]
    return " – ".join(p.rstrip(" :=→.…") for p in parts if p) or None


def _entry(
    reading: Reading, columns: tuple[Column, ...], c: int, row: _Description, index: int, is_free: bool
) -> Entry:
    spanned_columns = columns[c : c + reading.cell.column_span]
    labels = list(dict.fromkeys(h for column in spanned_columns if (h := distinct_header(column, columns))))
    column = columns[c]
    code = row.imputation
    return Entry(
        index, c, reading.cell, reading.money, row.label, " / ".join(labels) or None, column.headers,
        column.side or row.side, row.section or next((s for h in column.headers if (s := _section_named(h))), None),
        code.account if code else None, code.chapter if code else None, code.operation if code else None,
        row.unit, row.group, row.spanned, row.is_total, is_free, reading.is_strong,
    )  # fmt: skip


def _labelled_entry(reading: Reading, column: Column, row: _Description, index: int) -> Entry:
    printed = read_imputation(reading.label)
    label = reading.label if printed is None or not printed.is_marked else printed.label
    is_total = says(words("money", "totals"), reading.label)
    code = printed if printed is not None and printed.is_marked else Imputation()
    return Entry(
        index, column.index, reading.cell, reading.money, label or row.label, None, column.headers,
        column.side or row.side, row.section,
        code.account, code.chapter, code.operation, row.unit, row.group, row.spanned, is_total,
    )  # fmt: skip

"""Where a table begins anew: its headers at the top, repeated after a page break, or new for the rows below."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.document import Table
from extractors.french.money import find_money
from extractors.money.cells import Content, Reading
from extractors.money.columns import Role, role_named, side_named
from extractors.money.lexicon import says, words
from extractors.money.row_cells import alone, filled, has_sum, texts_of
from extractors.money.tiers import parse_tier


def segments(table: Table, rows: list[list[Reading | None]]) -> Iterator[tuple[list[int], list[int]]]:
    """(header rows, body rows) from top to bottom."""
    header: list[int] = []
    body: list[int] = []
    for index, row in enumerate(rows):
        is_top = not body
        if is_top and _is_top_header(rows, index, table.header_rows):
            header.append(index)
        elif not is_top and _is_new_header(rows, index, header, body):
            same = [texts_of(rows[r]) for r in header]
            if texts_of(row) in same:
                continue  # the header repeated after a page break
            if rows[index - 1] and body[-1] == index - 1 and alone(rows[index - 1]) is not None:
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


def _is_top_header(rows: list[list[Reading | None]], index: int, hinted: int) -> bool:
    row = rows[index]
    cells = filled(row)
    if not cells:
        return True
    if has_sum(row) or _names_total(cells):
        return False
    if alone(row) is not None:
        below = next((r for r in rows[index + 1 :] if filled(r)), None)
        return (below is not None and not has_sum(below) and len(filled(below)) > 1) or index == 0
    if index < hinted:
        return True
    corner = row[0]
    if index > 0 and corner is not None and corner.cell.row < index and _is_only_words(cells):
        return True  # the second level of a header whose first cell spans both
    if corner is not None and corner.content is Content.EMPTY and _is_only_words(cells):
        return True
    return _names_columns(cells) or (index == 0 and len(cells) > 1 and _is_only_words(cells))


def _names_total(cells: list[Reading]) -> bool:
    """Whether a row is one of totals: *Fonctionnement*, *Investissement*, *Total* side by side head columns."""
    totals = [r for r in cells if says(words("money", "totals"), r.label)]
    return bool(totals) and (totals[0] is cells[0] or not _is_only_words(cells))


def _is_only_words(cells: list[Reading]) -> bool:
    return all(r.content is Content.TEXT for r in cells)


def _names_columns(cells: list[Reading]) -> bool:
    return any(
        role_named(r.cell.text.string) is not None
        or side_named(r.cell.text.string) is not None
        or parse_tier(r.cell.text.string) is not None
        or r.is_year
        for r in cells[-1:] + cells[1:]
    )


def _is_new_header(rows: list[list[Reading | None]], index: int, header: list[int], body: list[int]) -> bool:
    """A row of words in the middle whose last cell names a column of money."""
    row = rows[index]
    cells = filled(row)
    if has_sum(row) or not cells or any(says(words("money", "totals"), r.label) for r in cells):
        return False
    if texts_of(row) in [texts_of(rows[r]) for r in header]:
        return True
    if len(cells) < 2:
        return False
    last = cells[-1].cell
    if find_money(last.text.string) or cells[-1].content is not Content.TEXT:
        return False  # several sums in one cell, or none of words
    if not _holds_sums(rows, body, last.column):
        return False
    return role_named(last.text.string) is Role.MONEY or _heads_every_sum(rows, index, header, body)


def _holds_sums(rows: list[list[Reading | None]], body: list[int], column: int) -> bool:
    return any((r := rows[b][column]) is not None and r.content is Content.SUM and r.cell.row == b for b in body)


def _heads_every_sum(rows: list[list[Reading | None]], index: int, header: list[int], body: list[int]) -> bool:
    """Words over each of several columns of sums, as in the header above, and a row of sums right below."""
    row = rows[index]
    columns = [c for c in range(1, len(row)) if _holds_sums(rows, body, c)]
    below = next((r for r in rows[index + 1 :] if filled(r)), None)
    return (
        len(columns) > 1
        and bool(header)
        and below is not None
        and has_sum(below)
        and all((r := row[c]) is not None and r.content is Content.TEXT and r.cell.column == c for c in columns)
    )

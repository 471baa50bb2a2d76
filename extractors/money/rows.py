"""Rows of a grid that were printed without a rule between them, told apart by their lines.

Where a cell holds several sums, one a line, each is a row of its own: the lines of the other cells join the sum they
stand level with, and a cell with a single line spans the rows.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.page import Box
from extractors.document import Cell, Line, PlacedWord, Table, Text
from extractors.french.money import Money, read_sum
from extractors.money.tiers import parse_tier

_YEAR = re.compile(r"(?:19|20)\d{2}")
_LEVEL = 0.6
"""Share of a letter's height by which words of one line may differ in level."""


def split_rows(table: Table) -> Table:
    """The table with its unruled rows apart."""
    table = _with_sums_beside_their_rows(table)
    counts = [_rows_in(table, r) for r in range(table.n_rows)]
    if all(len(levels) < 2 for levels in counts):
        return table
    starts = [0]
    for levels in counts:
        starts.append(starts[-1] + max(1, len(levels)))
    cells: list[Cell] = []
    for cell in table.cells:
        levels = counts[cell.row] if cell.row_span == 1 else []
        if len(levels) < 2:
            end = starts[min(cell.row + cell.row_span, table.n_rows)]
            cells.append(replace(cell, row=starts[cell.row], row_span=end - starts[cell.row]))
        else:
            cells.extend(_split(cell, starts[cell.row], levels))
    header = starts[min(table.header_rows, table.n_rows)]
    return replace(table, n_rows=starts[-1], cells=tuple(cells), header_rows=header)


def _with_sums_beside_their_rows(table: Table) -> Table:
    """The table with a cell over several rows that holds several sums, one a line, cut at the rules of its rows."""
    cells: list[Cell] = []
    for cell in table.cells:
        pieces = _at_rows(table, cell) if cell.row_span > 1 else None
        cells += pieces or [cell]
    return table if len(cells) == len(table.cells) else replace(table, cells=tuple(cells))


def _at_rows(table: Table, cell: Cell) -> list[Cell] | None:
    """A cell for each row beside a cell of several sums; None where its lines are no sums or share a row."""
    lines = lines_in(cell.text)
    if len(lines) < 2 or not _are_sums([_text(x).string for x in lines]):
        return None
    spans = _row_spans(table, cell)
    if spans is None:
        return None
    homes = [min(range(len(spans)), key=lambda i: abs(sum(spans[i]) / 2 - _level(x))) for x in lines]
    if len(set(homes)) < len(homes):
        return None
    texts = {home: _text(line) for home, line in zip(homes, lines, strict=True)}
    return [
        replace(
            cell,
            row=cell.row + i,
            row_span=1,
            text=texts.get(i, Text("", (), ())),
            box=Box(cell.box.x0, top, cell.box.x1, bottom),
        )
        for i, (top, bottom) in enumerate(spans)
    ]


def _row_spans(table: Table, cell: Cell) -> list[tuple[float, float]] | None:
    """Top and bottom of each row a cell spans, from the cells beside it; None where a row has none of its own."""
    spans = []
    for row in range(cell.row, cell.row + cell.row_span):
        beside = next((c for c in table.cells if c.row == row and c.row_span == 1 and c is not cell), None)
        if beside is None:
            return None
        spans.append((beside.box.y0, beside.box.y1))
    return spans


def split_headers(table: Table) -> Table:
    """The table with a heading over several columns parted from the column headings printed under it in one cell.

    A scan may lose the rule between the two: the last line of the cell then falls apart into the columns below.
    """
    edges = _column_edges(table)
    for cell in table.cells:
        if cell.column_span < 2 or cell.row > 1 or edges is None:
            continue
        lines = lines_in(cell.text)
        if len(lines) < 2:
            continue
        pieces = _by_column(lines[-1], edges, range(cell.column, cell.column + cell.column_span))
        if pieces is None or not any(_heads_column(p.string) for p in pieces):
            continue
        return _with_row_below(table, cell, lines[:-1], pieces)
    return table


def _column_edges(table: Table) -> list[float] | None:
    """The left edge of each column, and the right edge of the last; None where some column never stands alone."""
    lefts: dict[int, float] = {}
    for cell in table.cells:
        if cell.column_span == 1:
            lefts.setdefault(cell.column, cell.box.x0)
    if len(lefts) < table.n_columns:
        return None
    return [*(lefts[i] for i in range(table.n_columns)), table.box.x1]


def _by_column(line: Sequence[PlacedWord], edges: Sequence[float], columns: range) -> list[Text] | None:
    """The words of a line by the column they stand in; None where some column gets none."""
    groups: list[list[PlacedWord]] = []
    for column in columns:
        group = [w for w in line if edges[column] - 1 <= w.word.box.centre < edges[column + 1]]
        if not group:
            return None
        groups.append(group)
    return [_text(g) for g in groups] if sum(map(len, groups)) == len(line) else None


def _heads_column(string: str) -> bool:
    return parse_tier(string) is not None or _YEAR.fullmatch(string.strip()) is not None


def _with_row_below(table: Table, cell: Cell, above: Sequence[list[PlacedWord]], pieces: Sequence[Text]) -> Table:
    """The table with a row put in under the row of ``cell``, that holds the pieces; other cells reach down into it."""
    text = Text.of_lines([Line(x[0].page, tuple(w.word for w in x)) for x in above])
    cells: list[Cell] = []
    for other in table.cells:
        if other is cell:
            cells.append(replace(cell, text=text))
            continue
        below = other.row > cell.row
        reaches = other.row <= cell.row < other.row + other.row_span
        cells.append(replace(other, row=other.row + below, row_span=other.row_span + reaches))
    cells += [Cell(cell.row + 1, cell.column + i, piece, piece.place().box, 1, 1) for i, piece in enumerate(pieces)]
    cells.sort(key=lambda c: (c.row, c.column))
    return replace(
        table, n_rows=table.n_rows + 1, cells=tuple(cells), header_rows=max(table.header_rows + 1, cell.row + 2)
    )


def lines_in(text: Text) -> list[list[PlacedWord]]:
    """The words of a cell by printed line."""
    lines: list[list[PlacedWord]] = []
    for word in text.words:
        box = word.word.box
        if lines and abs(box.middle - lines[-1][-1].word.box.middle) <= _LEVEL * max(box.height, 4):
            lines[-1].append(word)
        else:
            lines.append([word])
    return lines


def _text(line: Sequence[PlacedWord]) -> Text:
    return Text.of_lines([Line(line[0].page, tuple(w.word for w in line))])


def _rows_in(table: Table, row: int) -> list[float]:
    """The levels of the rows printed within one row of the grid: those of its cell with most sums, one a line."""
    best: list[float] = []
    for cell in table.cells:
        if cell.row != row or cell.row_span != 1:
            continue
        lines = lines_in(cell.text)
        if len(lines) > max(1, len(best)) and _are_sums([_text(x).string for x in lines]):
            best = [_level(x) for x in lines]
    return best


def _are_sums(lines: Sequence[str]) -> bool:
    """Whether every line is a sum of its own: each with its currency, or all of one form."""
    sums = [read_sum(x) for x in lines]
    whole = [s for s in sums if s is not None]
    if len(whole) == len(sums) and all(s.currency for s in whole):
        return True
    return (
        len(whole) == len(sums)
        and len({_form(s) for s in whole}) == 1
        and not any(s.printed.startswith("000") for s in whole)
    )


def _form(money: Money) -> tuple[bool, bool]:
    return money.currency is not None, money.printed[-3:-2] in (",", ".")


def _level(line: Sequence[PlacedWord]) -> float:
    return sum(w.word.box.middle for w in line) / len(line)


def _split(cell: Cell, row: int, levels: Sequence[float]) -> list[Cell]:
    lines = lines_in(cell.text)
    if len(lines) <= 1 and not (lines and read_sum(cell.text.string)):
        return [replace(cell, row=row, row_span=len(levels))]
    groups: list[list[list[PlacedWord]]] = [[] for _ in levels]
    for number, line in enumerate(lines):
        nearest = min(range(len(levels)), key=lambda i: abs(levels[i] - _level(line)))
        groups[number if len(lines) == len(levels) else nearest].append(line)
    height = cell.box.height / len(levels)
    pieces = []
    for number, group in enumerate(groups):
        text = Text.of_lines([Line(g[0].page, tuple(w.word for w in g)) for g in group]) if group else Text("", (), ())
        top = cell.box.y0 + number * height
        box = Box(cell.box.x0, top, cell.box.x1, top + height)
        pieces.append(Cell(row + number, cell.column, text, box, 1, cell.column_span))
    return pieces

"""Rows of a grid that were printed without a rule between them, told apart by their lines.

Where a cell holds several sums, one a line, each is a row of its own: the lines of the other cells join the sum they
stand level with, and a cell with a single line spans the rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from corpus.page import Box
from extractors.document import Cell, Line, PlacedWord, Table, Text
from extractors.french.money import Money, read_sum

_LEVEL = 0.6
"""Share of a letter's height by which words of one line may differ in level."""


def split_rows(table: Table) -> Table:
    """The table with its unruled rows apart."""
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
    sums = [read_sum(x) for x in lines]
    whole = [s for s in sums if s is not None]
    return len(whole) == len(sums) and len({_form(s) for s in whole}) == 1 and not any(
        s.printed.startswith("000") for s in whole
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

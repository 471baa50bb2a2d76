"""Tables without rules: rows of a label and figures that stand under one another."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.page import Box, Word
from extractors.document import Cell, Line, Table, Text
from extractors.layout.rows import bounds

_MIN_ROWS = 3
_MOST_WORDS = 5
"""In the name of a column."""
_MIN_GAP = 1.4
"""Of the height of the letters: the least space between two columns of a table without rules."""
_ALIGNED = 0.8
"""Of the height of the letters: how exactly the cells of a column stand under one another."""
_FIGURE = re.compile(
    r"(?:[-+−±]\s?)?(?:\d{1,3}(?:[  .]\d{3})+|\d+)(?:[.,]\d+)?"
    r"(?:\s?(?:€|k€|euros?|%|m²|m|h\.?t\.?|t\.?t\.?c\.?|kg|km|pts?))*\.?"
    r"|gratuit|néant|[-–—]|offert",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Cells:
    """A row cut at its wide gaps."""

    words: tuple[tuple[Word, ...], ...]
    boxes: tuple[Box, ...]
    size: float

    @property
    def has_figure(self) -> bool:
        return any(is_figure(w) for w in self.words[1:])


def is_figure(words: Sequence[Word]) -> bool:
    """Whether a cell holds a number, an amount or what stands in place of one."""
    return bool(_FIGURE.fullmatch(" ".join(w.text for w in words)))


_SUBSTANTIAL = re.compile(r"\d[.,]\d|€|%|\d\s?\d{3}|\d{3}|euros?", re.IGNORECASE)


def split_unruled(
    page: int, rows: Sequence[Sequence[Word]], barred: frozenset[int] = frozenset()
) -> list[list[Sequence[Word]] | Table]:
    """The rows of a region, those that make a table without rules replaced by the table.

    ``barred`` are the indices of rows that are something else (entries of a table of contents).
    """
    cells = [_cells(r) for r in rows]
    for i in barred:
        cells[i] = _whole(rows[i])
    parts: list[list[Sequence[Word]] | Table] = []
    i = 0
    while i < len(rows):
        end = _run(cells, i)
        if end - i >= _MIN_ROWS and _is_substantial(cells[i:end]):
            first = i - 1 if i > 0 and _is_header(cells[i - 1], cells[i:end]) and isinstance(_last(parts), list) else i
            if first < i:
                last = parts[-1]
                if isinstance(last, list):
                    last.pop()
                    if not last:
                        parts.pop()
            parts.append(_table(page, cells[first:end], header_rows=i - first))
            i = end
            continue
        if not isinstance(_last(parts), list):
            parts.append([])
        last = parts[-1]
        if isinstance(last, list):
            last.append(rows[i])
        i += 1
    return parts


def _last(parts: list[list[Sequence[Word]] | Table]) -> list[Sequence[Word]] | Table | None:
    return parts[-1] if parts else None


def _cells(row: Sequence[Word]) -> _Cells:
    heights = sorted(w.box.height for w in row)
    size = heights[len(heights) // 2]
    groups: list[list[Word]] = [[row[0]]]
    for word in row[1:]:
        if word.box.x0 - max(w.box.x1 for w in groups[-1]) >= _MIN_GAP * size:
            groups.append([])
        groups[-1].append(word)
    return _Cells(tuple(tuple(g) for g in groups), tuple(bounds(g) for g in groups), size)


def _whole(row: Sequence[Word]) -> _Cells:
    return _Cells((tuple(row),), (bounds(row),), row[0].box.height)


def _is_substantial(rows: Sequence[_Cells]) -> bool:
    """Amounts, shares or long numbers: not the counts beside a roll, nor page numbers."""
    figures = [" ".join(w.text for w in c) for r in rows for c in r.words[1:] if is_figure(c)]
    return sum(bool(_SUBSTANTIAL.search(f)) for f in figures) >= 0.6 * len(figures)


def _recut(row: _Cells, above: _Cells) -> _Cells:
    """A row whose label nearly touches its figure, cut where the figures above begin or end."""
    if len(row.words) > 1 or len(row.words[0]) < 2:
        return row
    words = row.words[0]
    for k in range(len(words) - 1, 0, -1):
        tail = words[k:]
        gap = words[k].box.x0 - words[k - 1].box.x1
        if words[k - 1].box.x1 > above.boxes[-1].x0 + row.size:
            continue  # a line of text that ends with a number reaches over the column
        if is_figure(tail) and gap >= 0.2 * row.size and _is_under(above.boxes[-1], bounds(tail), row.size):
            return _Cells((words[:k], tail), (bounds(words[:k]), bounds(tail)), row.size)
    return row


def _run(cells: list[_Cells], first: int) -> int:
    """End of the run of rows from ``first`` whose figures stand under one another."""
    if len(cells[first].words) < 2 or not cells[first].has_figure:
        return first
    heads = _heads(cells[first - 1]) if first > 0 else ()
    end = first + 1
    while end < len(cells):
        row = cells[end] = _recut(cells[end], cells[end - 1])
        if len(row.words) < 2 or not row.has_figure or not _fits(cells[end - 1], row, heads):
            break
        end += 1
    return end


_FEWEST_HEADS = 3


def _heads(row: _Cells) -> tuple[Box, ...]:
    """The names of columns above a run of rows, where the row above it is nothing else."""
    is_names = len(row.boxes) >= _FEWEST_HEADS and not row.has_figure and all(len(w) <= _MOST_WORDS for w in row.words)
    return row.boxes if is_names else ()


def _fits(above: _Cells, row: _Cells, heads: Sequence[Box] = ()) -> bool:
    """Whether a row has as many cells as the one above, give or take an empty one, each under another.

    Where columns are named, a figure may stand under the name of another column than the figure above it: revenues
    below expenses.
    """
    if row.boxes[0].y0 - above.boxes[0].y1 > 3 * row.size:
        return False
    aligned = sum(
        1
        for b in row.boxes[1:]
        if any(_is_under(a, b, row.size) for a in above.boxes[1:])
        or any(b.x0 < h.x1 and h.x0 < b.x1 for h in heads[1:])
    )
    return aligned >= 0.7 * min(len(above.boxes) - 1, len(row.boxes) - 1) and aligned >= 1


def _is_under(a: Box, b: Box, size: float) -> bool:
    slack = _ALIGNED * size
    return abs(a.x1 - b.x1) <= slack or abs(a.x0 - b.x0) <= slack or abs(a.centre - b.centre) <= slack


def _is_header(row: _Cells, table: Sequence[_Cells]) -> bool:
    """Whether the row above a table names its columns."""
    if row.has_figure or table[0].boxes[0].y0 - row.boxes[0].y1 > 3 * row.size:
        return False
    columns = _columns(table)
    if len(row.boxes) == len(columns) and all(len(w) <= _MOST_WORDS for w in row.words):
        ends = [-math.inf, *(right for _, right in columns)]
        starts = [*(left for left, _ in columns), math.inf]
        if all(ends[j] < box.centre < starts[j + 1] for j, box in enumerate(row.boxes)):
            return True
    inside = [any(left - 12 <= b.centre <= right + 12 for left, right in columns[1:]) for b in row.boxes]
    return len(row.boxes) >= 2 and sum(inside) >= min(len(columns) - 1, len(row.boxes) - 1) and sum(inside) >= 1


def _columns(rows: Sequence[_Cells]) -> list[tuple[float, float]]:
    """Left and right edge of each column: overlapping cells of all rows taken together."""
    spans: list[tuple[float, float]] = []
    for left, right in sorted((b.x0, b.x1) for r in rows for b in r.boxes):
        if spans and left < spans[-1][1] - 0.3 * min(right - left, spans[-1][1] - spans[-1][0]):
            spans[-1] = spans[-1][0], max(spans[-1][1], right)
        else:
            spans.append((left, right))
    return spans


def _table(page: int, rows: Sequence[_Cells], header_rows: int) -> Table:
    body = rows[header_rows:]
    columns = _columns(body)
    cells = []
    for i, row in enumerate(rows):
        placed: dict[int, list[Word]] = {}
        names_all = i < header_rows and len(row.boxes) == len(columns)
        for j, (words, box) in enumerate(zip(row.words, row.boxes, strict=True)):
            placed.setdefault(j if names_all else _column_of(box, columns), []).extend(words)
        top, bottom = min(b.y0 for b in row.boxes), max(b.y1 for b in row.boxes)
        for j, (left, right) in enumerate(columns):
            inside = placed.get(j, [])
            text = Text.of_lines([Line(page, tuple(inside))] if inside else [])
            cells.append(Cell(i, j, text, bounds(inside) if inside else Box(left, top, right, bottom)))
    box = Box.around(b for r in rows for b in r.boxes)
    return Table(page, box, len(rows), len(columns), tuple(cells), header_rows=header_rows, is_ruled=False)


def _column_of(box: Box, columns: Sequence[tuple[float, float]]) -> int:
    """The column a cell overlaps most, else the nearest."""

    def nearness(column: tuple[float, float]) -> float:
        overlap = min(box.x1, column[1]) - max(box.x0, column[0])
        return overlap if overlap > 0 else -abs(box.centre - (column[0] + column[1]) / 2)

    return max(range(len(columns)), key=lambda j: nearness(columns[j]))

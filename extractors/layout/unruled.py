"""Tables without rules: rows of a label and figures that stand under one another."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.page import Box, Word
from extractors.document import Cell, Line, Table, Text
from extractors.layout.paragraphs import starts_entry
from extractors.layout.rows import bounds

_MIN_ROWS = 3
_MOST_WORDS = 5
"""In the name of a column."""
_MIN_GAP = 1.4
"""Of the height of the letters: the least space between two columns of a table without rules."""
_ALIGNED = 0.8
"""Of the height of the letters: how exactly the cells of a column stand under one another."""
_YEAR = re.compile(r"(?:19|20)\d\d")
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

    @property
    def names_years(self) -> bool:
        """Whether all its figures are years: heads of columns, not sums."""
        figures = [" ".join(w.text for w in c) for c in self.words[1:] if is_figure(c)]
        return bool(figures) and all(_YEAR.fullmatch(f) for f in figures)


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
        cells[i:end] = _cut_alike(cells[i:end])
        figures = [c for c in cells[i:end] if c.has_figure]
        if len(figures) >= _MIN_ROWS and _is_substantial(figures):
            last = _last(parts)
            first, heads = _beginning(cells, i, end) if isinstance(last, list) else (i, 0)
            if isinstance(last, list) and i - first + heads:
                del last[-(i - first + heads) :]
                if not last:
                    parts.pop()
            header = [_one_row(cells[first - heads : first], figures)] if heads else []
            body = _with_wrapped_labels(cells[first:end])
            parts.append(_table(page, [*header, *body], header_rows=len(header)))
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
    return row if len(row.words) > 1 else _cut_label(row, above.boxes[-1])


def _cut_alike(rows: Sequence[_Cells]) -> list[_Cells]:
    """Rows whose long labels nearly touch their first figure, cut where that of the row with most cells stands."""
    fullest = max(rows, key=lambda r: len(r.words), default=None)
    if fullest is None or len(fullest.words) < _FEWEST_HEADS:
        return list(rows)
    return [_cut_label(r, fullest.boxes[1]) if len(r.words) < len(fullest.words) else r for r in rows]


def _cut_label(row: _Cells, figure: Box) -> _Cells:
    """A row, its first cell cut before the figure that ends it, where that stands under ``figure``."""
    words = row.words[0]
    for k in range(len(words) - 1, 0, -1):
        tail = words[k:]
        gap = words[k].box.x0 - words[k - 1].box.x1
        if words[k - 1].box.x1 > figure.x0 + row.size:
            continue  # a line of text that ends with a number reaches over the column
        if is_figure(tail) and gap >= 0.2 * row.size and _is_under(figure, bounds(tail), row.size):
            groups = (words[:k], tail, *row.words[1:])
            return _Cells(groups, tuple(bounds(g) for g in groups), row.size)
    return row


def _run(cells: list[_Cells], first: int) -> int:
    """End of the run of rows from ``first`` whose figures stand under one another."""
    if len(cells[first].words) < 2 or not cells[first].has_figure:
        return first
    if cells[first].names_years:
        return first
    heads = _heads(cells[first - 1]) if first > 0 else ()
    end, above = first + 1, cells[first]
    while end < len(cells):
        row = cells[end] = _recut(cells[end], above)
        if len(row.words) < 2 or not row.has_figure or not _fits(above, row, heads):
            if not _is_label(row, above) or end + 1 == len(cells):
                break
            below = cells[end + 1]
            if len(below.words) < 2 or not below.has_figure or not _fits(above, below, heads, row):
                break
            end += 1
            continue
        above = row
        end += 1
    return end


_LONGEST_LABEL = 9
"""Words of a line that is but a label."""


def _is_label(row: _Cells, above: _Cells) -> bool:
    """Whether a line between two rows is but a label: the first line of one that wraps, or the title of a group."""
    box = row.boxes[0]
    if len(row.words) > 1 or len(row.words[0]) > _LONGEST_LABEL or box.y0 - above.boxes[0].y1 > _GROUP_SPACE * row.size:
        return False
    text = " ".join(w.text for w in row.words[0])
    return box.x1 <= above.boxes[1].x0 and not text.endswith((".", ":", ";")) and not is_figure(row.words[0])


_GROUP_SPACE = 2.0
"""Of the height of the letters: the most space over the title of a group."""


_FEWEST_HEADS = 3


def _heads(row: _Cells) -> tuple[Box, ...]:
    """The names of columns above a run of rows, where the row above it is nothing else."""
    is_names = len(row.boxes) >= _FEWEST_HEADS and not row.has_figure and all(len(w) <= _MOST_WORDS for w in row.words)
    return row.boxes if is_names else ()


def _fits(above: _Cells, row: _Cells, heads: Sequence[Box] = (), between: _Cells | None = None) -> bool:
    """Whether a row has as many cells as the one above, give or take an empty one, each under another.

    Where columns are named, a figure may stand under the name of another column than the figure above it: revenues
    below expenses. A label may stand ``between``.
    """
    if row.boxes[0].y0 - (between or above).boxes[0].y1 > 3 * row.size:
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
    if row.has_figure and not row.names_years or table[0].boxes[0].y0 - row.boxes[0].y1 > 3 * row.size:
        return False
    columns = _columns(table)
    if len(row.boxes) == len(columns) and all(len(w) <= _MOST_WORDS for w in row.words):
        ends = [-math.inf, *(right for _, right in columns)]
        starts = [*(left for left, _ in columns), math.inf]
        if all(ends[j] < box.centre < starts[j + 1] for j, box in enumerate(row.boxes)):
            return True
    inside = [any(left - 12 <= b.centre <= right + 12 for left, right in columns[1:]) for b in row.boxes]
    return len(row.boxes) >= 2 and sum(inside) >= min(len(columns) - 1, len(row.boxes) - 1) and sum(inside) >= 1


_MOST_LINES = 5
"""Of the heads of columns."""


def _beginning(cells: Sequence[_Cells], first: int, end: int) -> tuple[int, int]:
    """Where the rows of a table begin, and how many lines above that name its columns.

    The title of the first group of rows may stand between the heads and the first figures.
    """
    if first > 1 and _is_label(cells[first - 1], cells[first]) and not _overlaps(cells[first - 2], cells[first - 1]):
        heads = _header_lines(cells, first - 1, end, below=first)
        if heads:
            return first - 1, heads
    return first, _header_lines(cells, first, end)


def _overlaps(above: _Cells, row: _Cells) -> bool:
    """Whether two lines stand beside one another in part: lines of cells that are centred in their row."""
    return row.boxes[0].y0 < max(b.y1 for b in above.boxes)


def _with_wrapped_labels(rows: Sequence[_Cells]) -> list[_Cells]:
    """Rows, those whose label begins on a line of its own joined to it; titles of groups stay rows."""
    joined: list[_Cells] = []
    for row in rows:
        last = joined[-1] if joined else None
        is_lone = last is not None and len(last.words) == 1 and row.has_figure
        if last is not None and is_lone and _overlaps(last, row):
            joined[-1] = _labelled(row, last.words[0], ())
        elif last is not None and len(row.words) == 1 and last.has_figure and _overlaps(last, row):
            joined[-1] = _labelled(last, (), row.words[0])
        else:
            joined.append(row)
    return joined


def _labelled(row: _Cells, before: Sequence[Word], after: Sequence[Word]) -> _Cells:
    """A row with more of its label."""
    has_label = not is_figure(row.words[0])
    label = (*before, *(row.words[0] if has_label else ()), *after)
    groups = (label, *(row.words[1:] if has_label else row.words))
    return _Cells(groups, tuple(bounds(g) for g in groups), row.size)


def _header_lines(cells: Sequence[_Cells], first: int, end: int, below: int | None = None) -> int:
    """How many lines above a table name its columns: heads may be of two lines or three, not all of as many.

    ``below``: where its rows of figures begin, if that is not ``first``.
    """
    table = [c for c in cells[first if below is None else below : end] if len(c.words) > 1]
    if first == 0:
        return 0
    count = 1 if _is_header(cells[first - 1], table) else 0
    columns = _columns(table)
    lines = 0
    for row in reversed(cells[max(0, first - _MOST_LINES) : first]):
        nearest = cells[first - lines].boxes[0]
        is_near = nearest.y0 - max(b.y1 for b in row.boxes) <= _LEADING * row.size
        if (
            row.has_figure
            and not row.names_years
            or not is_near
            or _is_title(row)
            or not all(_is_head(b, w, columns) for b, w in zip(row.boxes, row.words, strict=True))
        ):
            break
        lines += 1
    named = {_column_of(b, columns) for row in cells[first - lines : first] for b in row.boxes}
    return lines if lines > 1 and len(named - {0}) >= len(columns) - 1 else count


def _is_title(row: _Cells) -> bool:
    """*2017-04-07 – Taxe de séjour* right above the heads of columns: of the item, not of a column."""
    return len(row.words) == 1 and starts_entry(" ".join(w.text for w in row.words[0]))


_LEADING = 1.2
"""Of the height of the letters: the space between two lines of one head."""


def _is_head(box: Box, words: Sequence[Word], columns: Sequence[tuple[float, float]]) -> bool:
    """Whether words stand over one column alone."""
    middle = columns[_column_of(box, columns)]
    others = [c for c in columns if c is not middle]
    reaches = (
        any(min(box.x1, right) - max(box.x0, left) > 0.5 * (right - left) for left, right in others[:])
        and len(columns) > 1
    )
    return len(words) <= _MOST_WORDS and not reaches


def _one_row(lines: Sequence[_Cells], table: Sequence[_Cells]) -> _Cells:
    """Heads of several lines as one row, each word with those of its column."""
    if len(lines) == 1:
        return lines[0]
    columns = _columns(table)
    placed: dict[int, list[Word]] = {}
    for row in lines:
        for box, words in zip(row.boxes, row.words, strict=True):
            placed.setdefault(_column_of(box, columns), []).extend(words)
    groups = [tuple(placed[k]) for k in sorted(placed)]
    return _Cells(tuple(groups), tuple(bounds(g) for g in groups), lines[0].size)


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

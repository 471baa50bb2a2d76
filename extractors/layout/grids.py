"""Ruled grids: from printed lines to cells, merged cells included.

Pure geometry on rulings. What a grid means (a data table, a boxed title, a two-column roll) is decided in `tables`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.page import Box, Ruling

_SNAP = 3.0
"""Points within which two rulings are one, or touch."""
_MIN_LENGTH = 5.0
"""Shorter strokes are dashes of a dotted line or parts of letters."""
_MIN_CELL = 4.0
"""Grid lines closer than this are one (double rules)."""
_EDGE_COVER = 0.6
"""Share of a cell's side that must be ruled for the side to separate."""


@dataclass(frozen=True, slots=True)
class Stroke:
    """A merged ruling: at ``at`` across, from ``start`` to ``end`` along."""

    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell of a grid before any text is put in."""

    row: int
    column: int
    row_span: int
    column_span: int
    box: Box


@dataclass(frozen=True, slots=True)
class Grid:
    """Cells that tile a rectangle of the page."""

    box: Box
    n_rows: int
    n_columns: int
    cells: tuple[GridCell, ...]


def strokes_of(rulings: Sequence[Ruling], horizontal: bool) -> list[Stroke]:
    """Rulings of one direction, collinear neighbours merged (dashed and doubled lines become one)."""
    raw = []
    for ruling in rulings:
        box = ruling.box
        if ruling.is_horizontal != horizontal:
            continue
        raw.append((box.middle, box.x0, box.x1) if horizontal else (box.centre, box.y0, box.y1))
    lanes: list[tuple[float, list[tuple[float, float]]]] = []
    for at, start, end in sorted(raw):
        if lanes and at - lanes[-1][0] <= _SNAP / 2:
            lanes[-1][1].append((start, end))
        else:
            lanes.append((at, [(start, end)]))
    merged = []
    for at, spans in lanes:
        spans.sort()
        start, end = spans[0]
        for next_start, next_end in spans[1:]:
            if next_start <= end + _SNAP:
                end = max(end, next_end)
            else:
                merged.append(Stroke(at, start, end))
                start, end = next_start, next_end
        merged.append(Stroke(at, start, end))
    return [s for s in merged if s.end - s.start >= _MIN_LENGTH]


def find_grids(rulings: Sequence[Ruling]) -> list[Grid]:
    """All grids of a page: groups of crossing rulings that enclose at least two cells."""
    across = strokes_of(rulings, horizontal=True)
    down = strokes_of(rulings, horizontal=False)
    grids = []
    for some_across, some_down in _connected(across, down):
        if len(some_across) >= 2 and some_down:
            grid = grid_of(some_across, some_down)
            if grid is not None and len(grid.cells) >= 2:
                grids.append(grid)
    return sorted(grids, key=lambda g: (g.box.y0, g.box.x0))


def _connected(across: list[Stroke], down: list[Stroke]) -> list[tuple[list[Stroke], list[Stroke]]]:
    parent = list(range(len(across) + len(down)))

    def find(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for j, v in enumerate(down):
        for i, h in enumerate(across):
            if h.start - _SNAP <= v.at <= h.end + _SNAP and v.start - _SNAP <= h.at <= v.end + _SNAP:
                parent[find(len(across) + j)] = find(i)
    groups: dict[int, tuple[list[Stroke], list[Stroke]]] = {}
    for i, h in enumerate(across):
        groups.setdefault(find(i), ([], []))[0].append(h)
    for j, v in enumerate(down):
        groups.setdefault(find(len(across) + j), ([], []))[1].append(v)
    return list(groups.values())


def _positions(values: list[float]) -> list[float]:
    kept: list[float] = []
    for value in sorted(values):
        if not kept or value - kept[-1] > _MIN_CELL:
            kept.append(value)
    return kept


def grid_of(across: list[Stroke], down: list[Stroke]) -> Grid | None:
    """Cells between the grid lines; sides left open by the printer (half-ruled tables) are closed."""
    left = min(h.start for h in across)
    right = max(h.end for h in across)
    top = min(h.at for h in across)
    bottom = max(h.at for h in across)
    ys = [h.at for h in across]
    xs = [v.at for v in down]
    if min(xs) - left > 3 * _MIN_CELL:
        xs.append(left)
    if right - max(xs) > 3 * _MIN_CELL:
        xs.append(right)
    if top - min(v.start for v in down) > 2 * _MIN_CELL:
        ys.append(min(v.start for v in down))
    if max(v.end for v in down) - bottom > 2 * _MIN_CELL:
        ys.append(max(v.end for v in down))
    xs, ys = _positions(xs), _positions(ys)
    if len(xs) < 2 or len(ys) < 2:
        return None
    n_rows, n_columns = len(ys) - 1, len(xs) - 1
    walls_right = [[_is_ruled(down, xs[c + 1], ys[r], ys[r + 1]) for c in range(n_columns - 1)] for r in range(n_rows)]
    walls_below = [
        [_is_ruled(across, ys[r + 1], xs[c], xs[c + 1]) for c in range(n_columns)] for r in range(n_rows - 1)
    ]
    cells = tuple(
        GridCell(r, c, rs, cs, Box(xs[c], ys[r], xs[c + cs], ys[r + rs]))
        for r, c, rs, cs in _merged(n_rows, n_columns, walls_right, walls_below)
    )
    return Grid(Box(xs[0], ys[0], xs[-1], ys[-1]), n_rows, n_columns, cells)


def _is_ruled(strokes: list[Stroke], at: float, start: float, end: float) -> bool:
    covered = 0.0
    for s in strokes:
        if abs(s.at - at) <= _MIN_CELL:
            covered += max(0.0, min(s.end, end) - max(s.start, start))
    return covered >= _EDGE_COVER * (end - start)


def _merged(
    n_rows: int, n_columns: int, walls_right: list[list[bool]], walls_below: list[list[bool]]
) -> list[tuple[int, int, int, int]]:
    """(row, column, row span, column span) of the largest rectangles without a wall inside, from the top left."""
    taken = [[False] * n_columns for _ in range(n_rows)]
    found = []
    for r in range(n_rows):
        for c in range(n_columns):
            if taken[r][c]:
                continue
            cs = 1
            while c + cs < n_columns and not walls_right[r][c + cs - 1] and not taken[r][c + cs]:
                cs += 1
            rs = 1
            while r + rs < n_rows and _opens(r + rs - 1, c, cs, n_columns, walls_right, walls_below, taken):
                rs += 1
            for i in range(r, r + rs):
                for j in range(c, c + cs):
                    taken[i][j] = True
            found.append((r, c, rs, cs))
    return found


def _opens(
    r: int,
    c: int,
    cs: int,
    n_columns: int,
    walls_right: list[list[bool]],
    walls_below: list[list[bool]],
    taken: list[list[bool]],
) -> bool:
    """Whether the cell that ends at row ``r`` goes on into the next row over its whole width, and no further."""
    if any(walls_below[r][j] or taken[r + 1][j] for j in range(c, c + cs)):
        return False
    below = walls_right[r + 1]
    if any(below[j] for j in range(c, c + cs - 1)):
        return False
    return (c == 0 or below[c - 1]) and (c + cs == n_columns or below[c + cs - 1])

"""Tables ruled across only: rules of one length under one another, and the columns that stand apart between them.

The columns have no rules: they are told by the strips that stay empty in every row. Rows are those between the rules,
so that a label of two lines is one cell, and a sum that nearly touches the label to its right is a cell of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from corpus.page import Ruling, Word
from extractors.layout.grids import Grid, Stroke, grid_of, strokes_of

_SAME = 4.0
"""Points by which rules of one table may differ in where they begin and end."""
_FEWEST_RULES = 3
_MIN_LENGTH = 100.0
_ROW = 0.9, 7.0
"""Of the height of the letters: the least and the most that two neighbouring rules of a table are apart."""
_GUTTER = 0.6
"""Of the height of the letters: the least space between two columns; words of one text are half as far apart."""
_HEAD = 2.0
"""Of the height of the letters: how far above the first rule the headings of the columns may stand."""
_FEWEST_ROWS = 2
"""Rows with text on both sides of a strip that make it a gutter."""


def ruled_across(rulings: Sequence[Ruling], words: Sequence[Word], taken: Sequence[Grid]) -> list[Grid]:
    """The grids of tables ruled across, beside those found by crossing rules."""
    if not words:
        return []
    size = median(w.box.height for w in words)
    across = [
        s
        for s in strokes_of(rulings, horizontal=True)
        if not any(g.box.y0 - _SAME <= s.at <= g.box.y1 + _SAME for g in taken)
    ]
    grids = []
    for stack in _stacks(across, size):
        grid = _grid(stack, across, words, size)
        if grid is not None:
            grids.append(grid)
    return grids


def _stacks(across: Sequence[Stroke], size: float) -> list[list[Stroke]]:
    """Runs of rules of one length, none further from the next than a row is high."""
    stacks: list[list[Stroke]] = []
    for stroke in sorted(across, key=lambda s: s.at):
        if stroke.end - stroke.start < _MIN_LENGTH:
            continue
        home = next((s for s in stacks if _is_next(s[-1], stroke, size)), None)
        if home is None:
            stacks.append([stroke])
        else:
            home.append(stroke)
    return [s for s in stacks if len(s) >= _FEWEST_RULES]


def _is_next(above: Stroke, stroke: Stroke, size: float) -> bool:
    least, most = _ROW
    return (
        abs(above.start - stroke.start) <= _SAME
        and abs(above.end - stroke.end) <= _SAME
        and least * size <= stroke.at - above.at <= most * size
    )


def _grid(stack: Sequence[Stroke], across: Sequence[Stroke], words: Sequence[Word], size: float) -> Grid | None:
    left, right = stack[0].start, stack[0].end
    rows = []
    for above, below in pairwise(stack):
        inside = [
            w for w in words if above.at <= w.box.middle < below.at and left - _SAME <= w.box.centre <= right + _SAME
        ]
        rows.append(_runs(inside, size))
    gutters = _gutters(rows, left, right, size)
    if not gutters:
        return None
    head = _above(stack[0], words, size)
    with_head = [_runs(head, size), *rows]
    narrower = _gutters(with_head, left, right, size)
    if len(with_head[0]) > 1 and len(narrower) == len(gutters):  # headings stand apart where the columns do
        stack = [Stroke(min(w.box.y0 for w in head) - 1, left, right), *stack]
        rows, gutters = with_head, narrower
    down = [Stroke(x, stack[0].at, stack[-1].at) for x in (left, right)]
    for gutter_left, gutter_right in gutters:
        x = (gutter_left + gutter_right) / 2
        for (above, below), runs in zip(pairwise(stack), rows, strict=True):
            if not any(a < x < b for a, b in runs):
                down.append(Stroke(x, above.at, below.at))
    partial = [
        s for s in across if stack[0].at < s.at < stack[-1].at and left - _SAME <= s.start and s.end <= right + _SAME
    ]
    return grid_of([*stack, *(s for s in partial if s not in stack)], down)


def _above(first: Stroke, words: Sequence[Word], size: float) -> list[Word]:
    """The line that stands on the first rule: the headings of the columns, where no rule is drawn above them."""
    return [
        w
        for w in words
        if first.at - _HEAD * size <= w.box.middle < first.at
        and first.start - _SAME <= w.box.x0
        and w.box.x1 <= first.end + _SAME
    ]


def _runs(words: Sequence[Word], size: float) -> list[tuple[float, float]]:
    """From where to where a row is filled, spaces between words included."""
    runs: list[tuple[float, float]] = []
    for x0, x1 in sorted((w.box.x0, w.box.x1) for w in words):
        if runs and x0 - runs[-1][1] < _GUTTER * size:
            runs[-1] = runs[-1][0], max(runs[-1][1], x1)
        else:
            runs.append((x0, x1))
    return runs


def _gutters(
    rows: Sequence[list[tuple[float, float]]], left: float, right: float, size: float
) -> list[tuple[float, float]]:
    """The strips that no row of several cells reaches into and that have text on both sides in some rows."""
    several = [r for r in rows if len(r) > 1]
    filled: list[tuple[float, float]] = []
    for start, end in sorted(run for row in several for run in row):
        if filled and start - filled[-1][1] < _GUTTER * size:
            filled[-1] = filled[-1][0], max(filled[-1][1], end)
        else:
            filled.append((start, end))
    gutters = [(a[1], b[0]) for a, b in pairwise(filled)]
    return [
        (a, b)
        for a, b in gutters
        if sum(any(run[1] <= a for run in row) and any(run[0] >= b for run in row) for row in several) >= _FEWEST_ROWS
    ]

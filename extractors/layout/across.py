"""Tables ruled across only: rules of one length under one another, and the columns that stand apart between them.

The columns have no rules: they are told by the strips that stay empty in every row. Rows are those between the rules,
so that a label of two lines is one cell, and a sum that nearly touches the label to its right is a cell of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
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
_MOST_LINES = 2
"""Lines of the last column that one row may have: a heading of two lines, a sum with what it is per."""
_MOST_BESIDE = 5
"""Words beside a table that may be a mark in the margin."""
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
        if grid is not None and not _stands_in_a_column(grid, words):
            grids.append(grid)
    return grids


def _stands_in_a_column(grid: Grid, words: Sequence[Word]) -> bool:
    """Whether text stands beside it: then it belongs to one column of the page, whose own rows tell it."""
    level = [w.box for w in words if grid.box.y0 < w.box.middle < grid.box.y1]
    beside = sum(b.x1 < grid.box.x0 - _SAME or b.x0 > grid.box.x1 + _SAME for b in level)
    return beside > _MOST_BESIDE


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
    bands = [
        [w for w in words if above.at <= w.box.middle < below.at and left - _SAME <= w.box.centre <= right + _SAME]
        for above, below in pairwise(stack)
    ]
    rows = [_runs(band, size) for band in bands]
    gutters = _gutters(rows, left, right, size)
    if not gutters or any(_is_no_row(band, gutters, size) for band in bands):
        return None
    levels = [stroke.at for stroke in stack]
    inner = [s for s in across if left - _SAME <= s.start and s.end <= right + _SAME]
    for head, level in _headings(stack[0], inner, words, size):
        with_head = [_runs(head, size), *rows]
        narrower = _under(with_head[0], gutters, size) or _gutters(with_head, left, right, size)
        if level == stack[0].at and (len(with_head[0]) < 2 or len(narrower) != len(gutters)):
            break  # headings stand apart where the columns do
        levels[0] = level
        levels.insert(0, min(w.box.y0 for w in head) - 1)
        rows, gutters = with_head, narrower if len(narrower) == len(gutters) else gutters
    down = [Stroke(x, levels[0], levels[-1]) for x in (left, right)]
    for gutter_left, gutter_right in gutters:
        x = (gutter_left + gutter_right) / 2
        for (above, below), runs in zip(pairwise(levels), rows, strict=True):
            if not any(a < x < b for a, b in runs):
                down.append(Stroke(x, above, below))
    partial = [s for s in inner if levels[0] < s.at < levels[-1] and s not in stack]
    return grid_of([Stroke(levels[0], left, right), *stack, *partial], down)


def _under(
    head: Sequence[tuple[float, float]], gutters: Sequence[tuple[float, float]], size: float
) -> list[tuple[float, float]]:
    """The gutters between columns whose headings, one for each, are set otherwise than what stands below them.

    *Part fixe* centred over sums set to the right reaches into a gutter and is of its column all the same. None where
    a heading reaches across to the next column.
    """
    if len(head) != len(gutters) + 1:
        return []
    found = [
        (max(gutter[0], left[1]), min(gutter[1], right[0]))
        for gutter, (left, right) in zip(gutters, pairwise(head), strict=True)
    ]
    return found if all(b - a >= _GUTTER * size / 2 for a, b in found) else []


def _headings(
    first: Stroke, inner: Sequence[Stroke], words: Sequence[Word], size: float
) -> Iterator[tuple[list[Word], float]]:
    """What stands on the first rule with no rule above it, from the bottom up, and the level it stands on.

    That is the headings of the columns; above them, on a shorter rule, the headings of groups of columns.
    """
    head = _above(first, words, size)
    shorter = [s for s in inner if first.at - _ROW[1] * size < s.at < first.at]
    if not head:
        return
    if not shorter:
        yield head, first.at
        return
    rule = max(shorter, key=lambda s: s.at)
    yield [w for w in head if w.box.middle > rule.at], first.at
    groups = _above(replace(first, at=rule.at), words, size)
    if groups:
        yield groups, rule.at


def _is_no_row(band: Sequence[Word], gutters: Sequence[tuple[float, float]], size: float) -> bool:
    """Whether several rows, or a paragraph, stand between two rules: these part a list or the items of the text."""
    lines = _lines(band, size)
    beyond = [line for line in lines if any(w.box.x0 > gutters[-1][0] for w in line)]
    middles = [(a + b) / 2 for a, b in gutters]
    across = [line for line in lines if any(a < x < b for a, b in _runs(line, size) for x in middles)]
    return len(beyond) > _MOST_LINES or len(across) > 1


def _lines(words: Sequence[Word], size: float) -> list[list[Word]]:
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda w: w.box.middle):
        if lines and word.box.middle - lines[-1][0].box.middle <= 0.5 * size:
            lines[-1].append(word)
        else:
            lines.append([word])
    return lines


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

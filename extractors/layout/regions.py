"""Columns: zones of a page where text runs side by side, and the order in which they are read.

A zone is a run of rows with one empty strip (gutter) between two texts. Inside a page that is otherwise one column, a
two-column roll is such a zone. Rows of a list of numbers have gutters too: those are tables (`tables`), not columns.
The order in which the source gives its words is heard as a witness: most files write one column after the other.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from corpus.page import Word
from extractors.layout.rows import bounds, rows_of

_MIN_ROWS = 4
"""Fewer rows side by side are a signature block or a label and its value, unless the source sets them apart."""
_MIN_ROWS_IN_SEQUENCE = 2
_MIN_GUTTER = 0.75
"""Of the height of the letters: narrower gaps occur between the words of justified text."""
_SOLID = 45.0
"""Confidence (0-100) below which what was recognised may be a speck."""
_FAR = 1.7
"""Of the usual distance of rows: a row on one side only, further down than this, is no longer in the columns."""


@dataclass(frozen=True, slots=True)
class Region:
    """Rows of one column, with the column's edges."""

    rows: tuple[tuple[Word, ...], ...]
    left: float
    right: float


@dataclass(slots=True)
class _Zone:
    first: int
    last: int
    left: float
    right: float
    """The gutter's edges."""
    both: int
    """How many rows have text on both sides."""


@dataclass(frozen=True, slots=True)
class _Row:
    words: list[Word]
    x0: float
    x1: float
    y0: float
    y1: float
    size: float
    gaps: tuple[tuple[float, float], ...]


def split_columns(words: Sequence[Word], left: float, right: float, is_exact: bool = True) -> list[Region]:
    """The regions of a page's (or cell's) words in reading order.

    Args:
        words: in the source's order.
        left: left edge of the column they stand in.
        right: its right edge.
        is_exact: whether the source is a text layer, whose order of words is trusted more than an engine's.
    """
    rows = [_measured(r) for r in rows_of(words)]
    if not rows:
        return []
    order = {id(w): i for i, w in enumerate(words)}
    zone = _best_zone(rows, order, is_exact)
    if zone is None:
        return [Region(tuple(tuple(r.words) for r in rows), left, right)]

    def in_order(some: Sequence[_Row]) -> list[Word]:
        return sorted((w for r in some for w in r.words), key=lambda w: order[id(w)])

    inside = in_order(rows[zone.first : zone.last + 1])
    middle = (zone.left + zone.right) / 2
    right_side = [w for w in inside if w.box.centre >= middle]
    return [
        *split_columns(in_order(rows[: zone.first]), left, right, is_exact),
        *split_columns([w for w in inside if w.box.centre < middle], left, zone.left, is_exact),
        *split_columns(right_side, zone.right, bounds(right_side).x1, is_exact),
        *split_columns(in_order(rows[zone.last + 1 :]), left, right, is_exact),
    ]


def _measured(words: list[Word]) -> _Row:
    """A row and its gaps; specks hardly read do not fill a gap."""
    solid = [w for w in words if w.confidence >= _SOLID] or words
    box = bounds(solid)
    size = median(w.box.height for w in solid)
    gaps = []
    reach = solid[0].box.x1
    for word in solid[1:]:
        if word.box.x0 - reach >= _MIN_GUTTER * size:
            gaps.append((reach, word.box.x0))
        reach = max(reach, word.box.x1)
    return _Row(words, box.x0, box.x1, box.y0, box.y1, size, tuple(gaps))


def _best_zone(rows: list[_Row], order: dict[int, int], is_exact: bool) -> _Zone | None:
    """The zone with most rows side by side; of zones with as many, the one with the widest gutter."""
    zones: dict[tuple[int, int, int], _Zone] = {}
    for first, row in enumerate(rows):
        for gap in row.gaps:
            zone = _grown(rows, first, gap, order, is_exact)
            if zone is not None:
                zones.setdefault((zone.last, round(zone.left), round(zone.right)), zone)
    ranked = sorted(zones.values(), key=lambda z: (-z.both, z.left - z.right, z.first))
    return next((z for z in ranked if _is_columns(rows, z, order, is_exact) and not _heads_table(rows, z)), None)


_HEAD_ROWS = 5
"""Rows that the heads of columns take up at most: cells of two or three lines, set one after another."""
_ROWS_BELOW = 5
_FEWEST_BELOW = 3
_FIGURES = re.compile(r"[-–—+]?\s?\d[\d.,\s]*(?:€|%|euros?)?|[-–—]|gratuit|néant|offert", re.IGNORECASE)


def _heads_table(rows: Sequence[_Row], zone: _Zone) -> bool:
    """Whether a short zone stands over rows of figures: the heads of their columns, not columns of text."""
    below = rows[zone.last + 1 : zone.last + 1 + _ROWS_BELOW]
    is_short = zone.last - zone.first < _HEAD_ROWS and bool(below) and _figures(below[0]) > 1
    return is_short and sum(_figures(row) > 1 for row in below) >= _FEWEST_BELOW


def _figures(row: _Row) -> int:
    """How many cells of a row, cut at its gaps, are figures."""
    edges = [row.x0, *((a + b) / 2 for a, b in row.gaps), row.x1 + 1]
    cells = [[w.text for w in row.words if a <= w.box.centre < b] for a, b in pairwise(edges)]
    return sum(bool(words) and _FIGURES.fullmatch(" ".join(words)) is not None for words in cells)


class _Side:
    """One side of a growing zone: where its last line stands, and how far apart its lines are."""

    def __init__(self) -> None:
        self.bottom: float | None = None
        self.pitches: list[float] = []
        self.read = -1
        self.start = -1

    def take(self, words: Sequence[Word], order: dict[int, int]) -> None:
        bottom = median(w.box.y1 for w in words)
        if self.bottom is not None and bottom > self.bottom:
            self.pitches.append(bottom - self.bottom)
        self.bottom = bottom
        orders = [order[id(w)] for w in words if _is_text(w)]
        self.read = max(self.read, *orders, -1)
        self.start = min(orders) if self.start < 0 and orders else min(self.start, *orders, self.start)

    def is_far(self, row: _Row) -> bool:
        return bool(self.pitches) and self.bottom is not None and row.y1 - self.bottom > _FAR * median(self.pitches)


def _starts_after(row: _Row, read: int, right: float, order: dict[int, int]) -> bool:
    """Whether the source gives the row's left part only after all that was read of the right side."""
    orders = [order[id(w)] for w in row.words if _is_text(w) and w.box.x1 <= right]
    return bool(orders) and min(orders) > read


def _heads_below(row: _Row, read: int, right: float, order: dict[int, int]) -> bool:
    """Whether a row of the left side announces what stands below both: *Excusés :*, given after the right side."""
    return row.words[-1].text.endswith(":") and _starts_after(row, read, right, order)


def _heads_over(rows: Sequence[_Row], left: float, right: float) -> bool:
    """Whether the first of two rows announces the second, which runs over the gutter (*Absents :* below columns)."""
    if len(rows) < 2 or not rows[0].words[-1].text.endswith(":"):
        return False
    below = rows[1]
    return below.x0 < left and below.x1 > right and not any(a < right and left < b for a, b in below.gaps)


def _is_text(word: Word) -> bool:
    """Whether a word has letters: bullets drawn apart tell nothing of the order of the text."""
    return any(c.isalnum() for c in word.text)


def _grown(
    rows: list[_Row], first: int, gap: tuple[float, float], order: dict[int, int], is_exact: bool
) -> _Zone | None:
    """The zone that starts at a row's gap and goes down while the strip stays empty."""
    left, right = gap
    size = rows[first].size
    last, both = first, 0
    sides = _Side(), _Side()
    for i in range(first, len(rows)):
        row = rows[i]
        if i > first and row.y0 - rows[i - 1].y1 > 4 * size:
            break
        crossing = next((g for g in row.gaps if g[0] < right and left < g[1]), None)
        in_sequence = is_exact and both >= 2 and sides[0].read < sides[1].start
        if in_sequence and _starts_after(row, sides[1].read, right, order):
            break
        if crossing is not None:
            narrowed = max(left, crossing[0]), min(right, crossing[1])
            if narrowed[1] - narrowed[0] < _MIN_GUTTER * size:
                break
            left, right = narrowed
            both += 1
        elif row.x1 <= right - _MIN_GUTTER * size:
            heads = _heads_below(row, sides[1].read, right, order) or _heads_over(rows[i : i + 2], left, right)
            if sides[0].is_far(row) or (both >= 2 and heads):
                break
            left = max(left, row.x1)
        elif row.x0 >= left + _MIN_GUTTER * size:
            right = min(right, row.x0)
        else:
            break
        middle = (left + right) / 2
        for side, words in (
            (sides[0], [w for w in row.words if w.box.centre < middle]),
            (sides[1], [w for w in row.words if w.box.centre >= middle]),
        ):
            if words:
                side.take(words, order)
        last = i
    return _Zone(first, last, left, right, both) if both >= _MIN_ROWS_IN_SEQUENCE else None


def _is_columns(rows: list[_Row], zone: _Zone, order: dict[int, int], is_exact: bool) -> bool:
    """Whether the two sides are texts of their own rather than cells of a table."""
    inside = rows[zone.first : zone.last + 1]
    middle = (zone.left + zone.right) / 2
    left_rows = [[w for w in r.words if w.box.centre < middle] for r in inside]
    right_rows = [[w for w in r.words if w.box.centre >= middle] for r in inside]
    left_words = [w for r in left_rows for w in r]
    right_words = [w for r in right_rows for w in r]
    if not left_words or not right_words or _is_numeric(right_words) or _is_margin(left_rows):
        return False
    if (is_exact or zone.both >= _MIN_ROWS) and _is_sequence(left_words, right_words, order):
        gutter = zone.right - zone.left
        return len(left_words) + len(right_words) >= 3 * zone.both and gutter >= _MIN_GUTTER * inside[0].size
    if zone.both < _MIN_ROWS or min(len(left_words), len(right_words)) < 2.2 * zone.both:
        return False
    left_box, right_box = bounds(left_words), bounds(right_words)
    if min(left_box.width, right_box.width) < 0.25 * max(left_box.width, right_box.width):
        return False
    return _is_full(left_rows, left_box.x0, left_box.x1)


def _is_margin(rows: list[list[Word]]) -> bool:
    """Whether a side holds but the bullets and labels of the other."""
    filled = [r for r in rows if r]
    bare = sum(1 for r in filled if sum(c.isalpha() for w in r for c in w.text) <= 4 and len(r) <= 2)
    return bare >= 0.6 * len(filled)


_UNITS = frozenset("euro euros franc francs ht ttc h.t. t.t.c.".split())


def _is_numeric(words: Sequence[Word]) -> bool:
    """Whether figures are a good part of the words; their units, and colons and leaders between, do not count."""
    texts = [w.text.lower() for w in words if any(c.isalnum() for c in w.text)]
    counted = [t for t in texts if t not in _UNITS]
    return sum(any(c.isdigit() for c in t) for t in counted) > 0.4 * len(counted)


def _is_sequence(left: Sequence[Word], right: Sequence[Word], order: dict[int, int]) -> bool:
    """Whether the source gives the whole left side before the right (bullets drawn apart do not count)."""
    left_order = [order[id(w)] for w in left if _is_text(w)]
    right_order = [order[id(w)] for w in right if _is_text(w)]
    if not left_order or not right_order:
        return False
    return max(left_order) < min(right_order)


def _is_full(rows: list[list[Word]], left: float, right: float) -> bool:
    """Whether a good part of the rows reaches over the width of their column, as wrapped text does."""
    filled = [bounds(r) for r in rows if r]
    wide = sum(1 for b in filled if b.x1 - left >= 0.7 * (right - left))
    return wide >= 0.4 * len(filled)

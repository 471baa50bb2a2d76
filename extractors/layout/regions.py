"""Columns: zones of a page where text runs side by side, and the order in which they are read.

A zone is a run of rows with one empty strip (gutter) between two texts. Inside a page that is otherwise one column, a
two-column roll is such a zone. Rows of a list of numbers have gutters too: those are tables (`tables`), not columns.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from corpus.page import Word
from extractors.layout.rows import bounds, rows_of

_MIN_ROWS = 4
"""Fewer rows side by side are a signature block or a label and its value."""
_MIN_GUTTER = 0.75
"""Of the type size: narrower gaps occur between the words of justified text."""


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


def split_columns(words: Sequence[Word], left: float, right: float) -> list[Region]:
    """The regions of a page's (or cell's) words in reading order."""
    rows = rows_of(words)
    if not rows:
        return []
    zone = _best_zone(rows)
    if zone is None:
        return [Region(tuple(tuple(r) for r in rows), left, right)]
    order = {id(w): i for i, w in enumerate(words)}
    regions: list[Region] = []
    above = sorted((w for r in rows[: zone.first] for w in r), key=lambda w: order[id(w)])
    below = sorted((w for r in rows[zone.last + 1 :] for w in r), key=lambda w: order[id(w)])
    inside = sorted((w for r in rows[zone.first : zone.last + 1] for w in r), key=lambda w: order[id(w)])
    middle = (zone.left + zone.right) / 2
    regions += split_columns(above, left, right)
    regions += split_columns([w for w in inside if w.box.centre < middle], left, zone.left)
    regions += split_columns([w for w in inside if w.box.centre >= middle], zone.right, right)
    regions += split_columns(below, left, right)
    return regions


def _best_zone(rows: list[list[Word]]) -> _Zone | None:
    best: _Zone | None = None
    gaps = [_gaps(row) for row in rows]
    for first, row_gaps in enumerate(gaps):
        for gap in row_gaps:
            zone = _grown(rows, gaps, first, gap)
            if zone is not None and (best is None or zone.both > best.both) and _is_columns(rows, zone):
                best = zone
    return best


def _gaps(row: Sequence[Word]) -> list[tuple[float, float]]:
    size = median(w.box.height for w in row)
    gaps = []
    reach = row[0].box.x1
    for word in row[1:]:
        if word.box.x0 - reach >= _MIN_GUTTER * size:
            gaps.append((reach, word.box.x0))
        reach = max(reach, word.box.x1)
    return gaps


def _grown(
    rows: list[list[Word]], gaps: list[list[tuple[float, float]]], first: int, gap: tuple[float, float]
) -> _Zone | None:
    """The zone that starts at a row's gap and goes down while the strip stays empty."""
    left, right = gap
    size = median(w.box.height for w in rows[first])
    last, both = first, 1
    for i in range(first + 1, len(rows)):
        crossing = next((g for g in gaps[i] if g[0] < right and left < g[1]), None)
        box = bounds(rows[i])
        if crossing is not None:
            narrowed = max(left, crossing[0]), min(right, crossing[1])
            if narrowed[1] - narrowed[0] < _MIN_GUTTER * size:
                break
            left, right = narrowed
            both += 1
            last = i
        elif box.x1 <= right - _MIN_GUTTER * size:
            left = max(left, box.x1)
        elif box.x0 >= left + _MIN_GUTTER * size:
            right = min(right, box.x0)
        else:
            break
        if min(w.box.y0 for w in rows[i]) - max(w.box.y1 for w in rows[i - 1]) > 4 * size:
            break
        last = i
    if both < _MIN_ROWS:
        return None
    return _Zone(first, last, left, right, both)


def _is_columns(rows: list[list[Word]], zone: _Zone) -> bool:
    """Prose on both sides, most rows filled on both: text columns rather than cells of a table."""
    inside = rows[zone.first : zone.last + 1]
    middle = (zone.left + zone.right) / 2
    left_rows = [[w for w in r if w.box.centre < middle] for r in inside]
    right_rows = [[w for w in r if w.box.centre >= middle] for r in inside]
    left_words = [w for r in left_rows for w in r]
    right_words = [w for r in right_rows for w in r]
    if not left_words or not right_words:
        return False
    if min(len(left_words), len(right_words)) < 2.2 * zone.both:
        return False
    numbers = sum(1 for w in right_words if any(c.isdigit() for c in w.text))
    if numbers > 0.4 * len(right_words):
        return False
    left_box, right_box = bounds(left_words), bounds(right_words)
    if min(left_box.width, right_box.width) < 0.25 * max(left_box.width, right_box.width):
        return False
    return _is_full(left_rows, left_box.x0, left_box.x1)


def _is_full(rows: list[list[Word]], left: float, right: float) -> bool:
    """Whether a good part of the rows reaches over the width of their column, as wrapped text does."""
    filled = [bounds(r) for r in rows if r]
    wide = sum(1 for b in filled if b.x1 - left >= 0.7 * (right - left))
    return wide >= 0.4 * len(filled)

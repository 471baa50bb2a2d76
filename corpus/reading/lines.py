"""Printed lines found on a picture: underlines, frames, the rulings of tables; and the cells these enclose.

All measures are in pixels of the picture, which is straight; ``dpi`` turns inches into them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import cv2
import numpy as np
from numpy.typing import NDArray

from corpus.reading.picture import PAPER, Picture, Span

_LEAST_ACROSS = 0.33
"""Inches: no dash and no stroke of a letter is as long as the shortest horizontal line looked for."""
_LEAST_DOWN = 0.3
_LEAST_BETWEEN = 0.17
"""Shorter ones count if they run from one horizontal line to another: the sides of a single row."""
_THICKEST = 0.06
"""Inches: what is thicker is a bar."""

_LEAST_CONTRAST = 24
"""Grey levels by which the average of a line must be darker than what is beside it."""
_LIGHTER = 45
"""Grey levels by which a place on a line is lighter than the line's usual: a gap."""
_INK_ENDS = 128
_MOST_GAPS = 0.2
"""Share of a long line that may be such gaps."""
_MOST_CROSSED = 0.3


@dataclass(frozen=True, slots=True)
class Lines:
    """Printed lines of a page."""

    across: tuple[Span, ...]
    down: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table."""

    around: Span
    cells: tuple[Span, ...]
    """Inside the lines, from the top left, row by row."""


def find_lines(soft: Picture, dpi: float) -> Lines:
    """Printed lines of a straight picture in which light lines have not been whitened."""
    across = [s for s in _straight(soft, dpi, _LEAST_ACROSS) if not _is_letters(soft, s, dpi)]
    turned, slack = np.ascontiguousarray(soft.T), max(2, round(dpi * 0.03))
    down = []
    for line in _straight(turned, dpi, _LEAST_BETWEEN):
        upright = Span(line.y0, line.x0, line.y1, line.x1)
        is_side = _hangs_between(upright, across, slack)
        if (is_side or upright.height >= _LEAST_DOWN * dpi) and not _is_letters(turned, line, dpi, is_side):
            down.append(upright)
    return Lines(tuple(across), tuple(down))


def _hangs_between(line: Span, across: Sequence[Span], slack: int) -> bool:
    """Whether a vertical line begins at one horizontal line and ends at another."""

    def meets_at(y: int) -> bool:
        return any(s.x0 - slack <= line.x0 <= s.x1 + slack and s.y0 - slack <= y <= s.y1 + slack for s in across)

    return meets_at(line.y0) and meets_at(line.y1)


def _straight(picture: Picture, dpi: float, least: float) -> list[Span]:
    """Horizontal lines of a picture (of its transpose, for vertical ones).

    Averaged along the line, a hairline stands out from grain and gaps; what is thin against its neighbours above and
    below and stays so for ``least`` inches is a line, unless it is a row of letters, which is for the caller to ask.
    """
    length, along = max(8, round(least * dpi)), max(5, round(dpi * 0.06)) | 1
    thick = round(_THICKEST * dpi) | 1
    averaged = cv2.blur(picture, (along, 1))
    contrast = cv2.morphologyEx(averaged, cv2.MORPH_BLACKHAT, np.ones((thick, 1), np.uint8))
    stands_out = cv2.dilate((contrast > _LEAST_CONTRAST).astype(np.uint8), np.ones((3, 1), np.uint8))
    runs = cv2.morphologyEx(stands_out, cv2.MORPH_OPEN, np.ones((1, length), np.uint8))
    runs = cv2.erode(runs, np.ones((3, 1), np.uint8))
    joined = cv2.morphologyEx(runs, cv2.MORPH_CLOSE, np.ones((3, round(dpi * 0.12) | 1), np.uint8))
    outlines, _ = cv2.findContours(joined, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    spans = []
    for x, y, w, h in map(cv2.boundingRect, outlines):
        if h > 1.5 * thick:
            continue
        for span in _stretches(picture, Span(x, y, x + w, y + h), length):
            if np.count_nonzero(span.of(joined)) <= thick * span.width:
                spans.append(span)
    return sorted(spans, key=lambda s: (s.y0, s.x0))


def _profile(picture: Picture, line: Span, window: int) -> NDArray[np.int16]:
    """How dark a line is along its way: 0 black, at its darkest row, a little smoothed."""
    darkest = picture[max(0, line.y0 - 1) : line.y1 + 1, line.x0 : line.x1].min(axis=0)
    return np.asarray(cv2.blur(darkest.reshape(1, -1), (window, 1)).ravel(), np.int16)


def _stretches(picture: Picture, line: Span, least: int) -> list[Span]:
    """A line cut where it turns much lighter or darker for long, each part to be judged by itself; ends exact.

    Averaging drew it beyond its ends; and a rule is black beside a dark header cell, grey inside.
    """
    profile = _profile(picture, line, max(3, least // 4))
    dark = (profile <= max(_INK_ENDS, float(np.median(profile)) + _LIGHTER)).astype(np.uint8)
    padded = np.pad(dark, least).reshape(1, -1)
    closed = cv2.morphologyEx(padded, cv2.MORPH_CLOSE, np.ones((1, least | 1), np.uint8)).ravel()[least:-least]
    edges = [0, *(np.flatnonzero(np.diff(closed.astype(np.int8))) + 1).tolist(), len(closed)]
    return [Span(line.x0 + a, line.y0, line.x0 + b, line.y1) for a, b in pairwise(edges) if b - a >= least]


def _is_letters(picture: Picture, line: Span, dpi: float, is_side: bool = False) -> bool:
    """Whether it is a row of letters: its darkness comes and goes, or much ink stands both above and below.

    In the side of a cell (``is_side``) a place only counts as a gap if it is light outright: no letter reaches from one
    printed line to another, so what is black there, grey here is a rule.
    """
    along = _profile(picture, line, max(3, round(dpi * 0.015)))
    usual = float(np.median(along))
    gap = max(_INK_ENDS, usual + _LIGHTER) if is_side else usual + _LIGHTER
    is_short = line.width < 1.2 * dpi
    if float((along > gap).mean()) > (_MOST_GAPS if not is_short else 0.15 if is_side else 0.06):
        return True
    reach, ink = round(dpi * 0.02), picture < 128
    above = ink[max(0, line.y0 - 2 - reach) : max(0, line.y0 - 2), line.x0 : line.x1]
    below = ink[line.y1 + 2 : line.y1 + 2 + reach, line.x0 : line.x1]
    if not above.size or not below.size:
        return False
    crossed = min(above.any(axis=0).mean(), below.any(axis=0).mean())
    return bool(crossed > (_MOST_CROSSED / 2 if is_side and is_short else _MOST_CROSSED))


def without_lines(picture: Picture, lines: Lines) -> Picture:
    """The picture with its lines whitened, save where a letter's stroke passes through them."""
    out = picture.copy()
    _whiten(out, lines.across)
    turned = np.ascontiguousarray(out.T)
    _whiten(turned, [Span(s.y0, s.x0, s.y1, s.x1) for s in lines.down])
    return np.ascontiguousarray(turned.T)


def _whiten(picture: Picture, spans: Sequence[Span]) -> None:
    for span in spans:
        top, bottom = max(0, span.y0 - 1), min(picture.shape[0], span.y1 + 1)
        if top < 2 or bottom > picture.shape[0] - 2:
            picture[top:bottom, span.x0 : span.x1] = PAPER
            continue
        band = picture[top:bottom, span.x0 : span.x1]
        dark = picture[top - 2 : bottom + 2, span.x0 : span.x1] < 128
        reach = np.ones(5)
        above = np.convolve(dark[:2].any(axis=0), reach, "same") > 0
        below = np.convolve(dark[-2:].any(axis=0), reach, "same") > 0
        bare = ~above & ~below
        band[:, bare] = PAPER
        if bare.any():
            core = _core(dark[2:-2][:, bare].mean(axis=1))
            rows = np.arange(band.shape[0])[core]
            band[np.ix_(rows, np.flatnonzero(above ^ below))] = PAPER
        else:
            band[:, ~(above & below)] = PAPER


def _core(darkness: NDArray[np.float64]) -> slice:
    """The rows a line itself takes up, told where nothing touches it."""
    rows = np.flatnonzero(darkness > 0.5 * darkness.max()) if darkness.any() else np.arange(len(darkness))
    return slice(int(rows[0]), int(rows[-1]) + 1)


def find_grids(lines: Lines, dpi: float) -> list[Grid]:
    """Ruled tables: lines that meet, enclosing at least two cells."""
    slack = max(3, round(dpi * 0.04))
    groups: list[list[Span]] = []
    for span in (*lines.across, *lines.down):
        touching = [g for g in groups if any(span.meets(other, slack) for other in g)]
        groups = [g for g in groups if g not in touching]
        groups.append([span, *(s for g in touching for s in g)])
    grids = [grid for group in groups if len(group) >= 5 if (grid := _grid(group, slack, dpi)) is not None]
    return sorted(grids, key=lambda g: (g.around.y0, g.around.x0))


def _grid(group: list[Span], slack: int, dpi: float) -> Grid | None:
    """The cells are what the lines, drawn out a little to meet, leave connected."""
    x0, y0 = min(s.x0 for s in group), min(s.y0 for s in group)
    x1, y1 = max(s.x1 for s in group), max(s.y1 for s in group)
    free = np.full((y1 - y0 + 2, x1 - x0 + 2), 255, np.uint8)
    for s in group:
        grow_x, grow_y = (slack, 0) if s.width >= s.height else (0, slack)
        corner = (max(0, s.x0 - x0 - grow_x), max(0, s.y0 - y0 - grow_y))
        cv2.rectangle(free, corner, (s.x1 - x0 + grow_x, s.y1 - y0 + grow_y), 0, -1)
    free[0, :] = free[-1, :] = free[:, 0] = free[:, -1] = 0
    count, _, stats, _ = cv2.connectedComponentsWithStats(free, connectivity=4)
    least = 0.07 * dpi
    cells = []
    for k in range(1, count):
        x, y, w, h, area = (int(v) for v in stats[k])
        if w >= least and h >= least and area >= 0.6 * w * h:
            cells.append(Span(x0 + x, y0 + y, x0 + x + w, y0 + y + h))
    if len(cells) < 2 or not any(s.width < s.height for s in group):
        return None
    return Grid(Span(x0, y0, x1, y1), tuple(sorted(cells, key=lambda c: (c.y0, c.x0))))

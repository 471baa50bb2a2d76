"""A page's picture made fit for recognition: even white ground, black letters, no specks, no dark margins.

Each step is taken only where a measurement on the page calls for it. Pictures are grey levels, 0 black to 255 white.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
import pypdfium2
from numpy.typing import NDArray

Picture = NDArray[Any]
"""Grey levels (uint8). OpenCV's own annotations promise no more than this."""

PAPER, INK = 255, 0
_REDUCED = 4
"""Background and dark areas are measured on a picture this many times smaller."""
_WHITE, _WHITE_NEAR_INK = 0.7, 0.92
"""How far from ink to paper white begins. On pages with grain, or the other side's print between the letters, all
paler than the first goes, save beside strokes: there, as everywhere on clean pages, thin and pale ends of letters
stay. (Measured on small print scanned at 120 and 150 dots an inch: without them one figure in nine is misread more.)"""
_BESIDE = 0.02
"""Inches around a stroke in which what is pale belongs to it."""
_NOISY = 0.0075
"""Letters so pale that the paper flickers by this share of their contrast: nothing pale can be told from noise."""
_GRAIN_SHARE = 0.0015
_DARK, _BLACK = 0.5, 0.25
"""Between ink and paper: darker ground than the first, inside the page, holds white letters; than the second, at the
edge, is no paper at all. Between them lies the shade of a gutter, with letters in it."""
_STOP = 0.0055
"""Half the area of a full stop, in squared type sizes: on a crisp picture nothing smaller is print."""
_FAINT = 127
"""Rules inside a dark area, as bright against its tone as this, are made black for the search."""
_GREY_SHARE = 0.02
"""A bilevel page has fewer than this share of its pixels between black and white."""


@dataclass(frozen=True, slots=True)
class Span:
    """A rectangle of pixels: ``x0 <= x < x1`` and ``y0 <= y < y1``."""

    x0: int
    y0: int
    x1: int
    y1: int

    @property
    def width(self) -> int:
        """Pixels across."""
        return self.x1 - self.x0

    @property
    def height(self) -> int:
        """Pixels down."""
        return self.y1 - self.y0

    def meets(self, other: Span, slack: int) -> bool:
        """Whether the two touch, give or take ``slack`` pixels."""
        return (
            self.x0 - slack < other.x1
            and other.x0 - slack < self.x1
            and self.y0 - slack < other.y1
            and other.y0 - slack < self.y1
        )

    def of(self, picture: Picture) -> Picture:
        """This part of a picture, not copied."""
        return picture[self.y0 : self.y1, self.x0 : self.x1]


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A picture after cleaning, and what was found."""

    text: Picture
    """Letters black on white."""
    soft: Picture
    """The same before light marks were whitened and specks taken out: thin rulings are still on it, those inside dark
    areas too, whether they are lighter or darker."""
    bars: tuple[Span, ...]
    """Dark areas with white letters, now black on white."""
    ink: float
    """How dark the letters were against their ground, 0-255, before contrast was stretched."""


def render(page: pypdfium2.PdfPage, dpi: float) -> Picture:
    """The page in grey levels, as displayed."""
    bitmap = page.render(scale=dpi / 72, grayscale=True)
    array: Picture = np.array(bitmap.to_numpy(), dtype=np.uint8).reshape(bitmap.height, bitmap.width)
    bitmap.close()
    return array


def cleaned(picture: Picture, dpi: float) -> Cleaned:
    """Even out the ground, put white letters on dark ground right, stretch contrast, take out specks."""
    margins, bars = _dark_areas(picture, dpi)
    work = picture.copy()
    if margins.any():
        work[margins > 0] = _paper_of(picture)
    if is_bilevel(picture):
        ink, inverted = 0.0, work.copy()
        for bar in bars:
            bar.of(inverted)[:] = 255 - bar.of(work)
        text = _without_specks(inverted, dpi, True)
        soft = inverted.copy()
    else:
        even = _divided(work, dpi)
        for bar in bars:
            bar.of(even)[:] = _divided_evenly(255 - bar.of(work), dpi)
        smooth = cv2.GaussianBlur(even, (3, 3), 0.8)
        ink = _ink_of(smooth)
        is_noisy = _noise(work, even, ink) > _NOISY
        base: Picture = smooth if is_noisy else even
        text = _without_specks(_without_grain(base, ink, dpi, is_noisy), dpi, ink < 100)
        soft = _stretched(base, ink, 255)
        for bar in bars:
            darker = _divided_evenly(cv2.GaussianBlur(bar.of(work), (3, 3), 0.8), dpi)
            bar.of(soft)[:] = np.minimum(bar.of(soft), _stretched(darker, _FAINT, 255))
    for bar in bars:
        cv2.rectangle(text, (bar.x0 - 3, bar.y0 - 3), (bar.x1 + 2, bar.y1 + 2), PAPER, 6)
        cv2.rectangle(soft, (bar.x0, bar.y0), (bar.x1 - 1, bar.y1 - 1), INK, 2)
    return Cleaned(text, soft, tuple(bars), ink)


def quickly_cleaned(picture: Picture, longest: int) -> Picture:
    """A smaller picture, ground evened out and all else white or black: enough to measure how a page lies."""
    scale = min(1.0, longest / max(picture.shape))
    small = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    ground = cv2.blur(cv2.dilate(small, np.ones((9, 9), np.uint8)), (21, 21))
    even = cv2.divide(small, ground, scale=255)
    threshold, _ = cv2.threshold(even, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    out = np.where(even < threshold, INK, PAPER).astype(np.uint8)
    count, labels, stats, _ = cv2.connectedComponentsWithStats((out == INK).astype(np.uint8), connectivity=8)
    large = (stats[:, cv2.CC_STAT_WIDTH] > 80) | (stats[:, cv2.CC_STAT_HEIGHT] > 80)
    large[0] = False
    if count > 1 and large.any():
        out[large[labels]] = PAPER
    return out


def is_bilevel(picture: Picture) -> bool:
    """Whether the picture is black and white only, as from a fax."""
    middle = np.count_nonzero((picture > 32) & (picture < 224))
    return bool(middle < _GREY_SHARE * picture.size)


def _paper_of(picture: Picture) -> int:
    return int(np.percentile(picture[::8, ::8], 80))


def _odd(length: float) -> int:
    return max(3, int(length) | 1)


def _dark_areas(picture: Picture, dpi: float) -> tuple[Picture, list[Span]]:
    """Dark margins (they touch the edge) as a mask, and dark bars inside the page."""
    small = cv2.resize(picture, None, fx=1 / _REDUCED, fy=1 / _REDUCED, interpolation=cv2.INTER_AREA)
    ground = cv2.medianBlur(small, _odd(dpi * 0.16 / _REDUCED))
    darkest, paper = np.percentile(picture[::4, ::4], (0.5, 80))
    middle = darkest + _DARK * (paper - darkest)
    dark = (ground < middle).astype(np.uint8)
    black = (ground < darkest + _BLACK * (paper - darkest)).astype(np.uint8)
    margins = _touching_the_edge(black)
    dark[_touching_the_edge(dark) > 0] = 0
    bars: list[Span] = []
    for part in _rectangles(dark, 0.1 * dpi / _REDUCED):
        rough = Span(part.x0 * _REDUCED, part.y0 * _REDUCED, part.x1 * _REDUCED, part.y1 * _REDUCED)
        bar = _edged(picture, rough, middle)
        if bar is not None:
            bars.append(_beside(bar, bars))
    if margins.any():
        reach = _odd(0.03 * max(dark.shape))
        margins = cv2.dilate(margins, np.ones((reach, reach), np.uint8))
    full = cv2.resize(margins, picture.shape[::-1], interpolation=cv2.INTER_NEAREST)
    return full, bars


def _beside(bar: Span, others: Sequence[Span]) -> Span:
    """A bar without what it shares with one above it."""
    shared = [o.y1 for o in others if o.meets(bar, 0) and o.y1 < bar.y1]
    return Span(bar.x0, max([bar.y0, *shared]), bar.x1, bar.y1)


def _rectangles(dark: Picture, least: float) -> list[Span]:
    """Dark areas as rectangles: one made of several, such as a header over some columns only, is cut between them."""
    _, labels, stats, _ = cv2.connectedComponentsWithStats(dark, connectivity=8)
    found = []
    for k, (x, y, w, h, area) in enumerate(stats[1:].tolist(), start=1):
        if min(w, h) < least:
            continue
        if area > 0.7 * w * h:
            found.append(Span(x, y, x + w, y + h))
            continue
        mask = labels[y : y + h, x : x + w] == k
        ends = np.stack([mask.argmax(axis=1), w - mask[:, ::-1].argmax(axis=1)])
        cuts = np.flatnonzero(np.abs(np.diff(ends, axis=1)).max(axis=0) > least) + 1
        for top, bottom in zip([0, *cuts.tolist()], [*cuts.tolist(), h], strict=True):
            left, right = int(np.median(ends[0, top:bottom])), int(np.median(ends[1, top:bottom]))
            if min(right - left, bottom - top) >= least and mask[top:bottom, left:right].mean() > 0.7:
                found.append(Span(x + left, y + top, x + right, y + bottom))
    return found


def _touching_the_edge(dark: Picture) -> Picture:
    """255 where a dark area reaches the edge of the picture."""
    count, labels, stats, _ = cv2.connectedComponentsWithStats(dark, connectivity=8)
    height, width = dark.shape
    x, y = stats[:, cv2.CC_STAT_LEFT], stats[:, cv2.CC_STAT_TOP]
    right, bottom = x + stats[:, cv2.CC_STAT_WIDTH], y + stats[:, cv2.CC_STAT_HEIGHT]
    touching = (x <= 1) | (y <= 1) | (right >= width - 1) | (bottom >= height - 1)
    touching[0] = False
    return touching[labels].astype(np.uint8) * 255 if count > 1 else np.zeros_like(dark)


def _edged(picture: Picture, rough: Span, middle: float) -> Span | None:
    """The exact edges of a dark bar; None where letters make up most of the dark."""
    slack = 2 * _REDUCED
    height, width = picture.shape
    outer = Span(
        max(0, rough.x0 - slack), max(0, rough.y0 - slack), min(width, rough.x1 + slack), min(height, rough.y1 + slack)
    )
    dark = outer.of(picture) < middle
    rows = np.flatnonzero(dark[:, slack:-slack].mean(axis=1) > 0.5)
    columns = np.flatnonzero(dark[slack:-slack, :].mean(axis=0) > 0.4)
    if not rows.size or not columns.size:
        return None
    bar = Span(
        outer.x0 + int(columns[0]),
        outer.y0 + int(rows[0]),
        outer.x0 + int(columns[-1]) + 1,
        outer.y0 + int(rows[-1]) + 1,
    )
    return bar if bool((bar.of(picture) < middle).mean() > 0.6) else None


def _divided(picture: Picture, dpi: float) -> Picture:
    """Divide by the ground: gutter shade, stains and most of what shows through from the other side go white."""
    height, width = picture.shape
    size = (max(1, width // _REDUCED), max(1, height // _REDUCED))
    small = cv2.resize(picture, size, interpolation=cv2.INTER_AREA)
    ground = cv2.dilate(small, np.ones((_odd(dpi * 0.14 / _REDUCED),) * 2, np.uint8))
    ground = cv2.medianBlur(ground, _odd(dpi * 0.42 / _REDUCED))
    return cv2.divide(picture, cv2.resize(ground, (width, height)), scale=255)


def _divided_evenly(bar: Picture, dpi: float) -> Picture:
    """Divide a bar by its usual tone: what is darker, letters or rules, stands out; what is lighter goes white."""
    columns = np.median(bar, axis=0).astype(np.uint8).reshape(1, -1)  # letters take up less than half of one
    ground = cv2.medianBlur(columns[:, ::_REDUCED].copy(), _odd(dpi * 0.42 / _REDUCED))
    return cv2.divide(bar, cv2.resize(ground, bar.shape[::-1]), scale=255)


def _ink_of(picture: Picture) -> float:
    """How dark letters are at heart."""
    threshold, _ = cv2.threshold(picture, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    dark = picture[picture < threshold]
    return float(np.percentile(dark, 10)) if dark.size else 0.0


def _strokes(picture: Picture, ink: float) -> Picture:
    """1 where a page is darker than all that may be grain."""
    return (picture < ink + _WHITE * (255 - ink)).astype(np.uint8)


def _between_letters(picture: Picture, ink: float) -> NDArray[np.bool_]:
    between: NDArray[np.bool_] = cv2.dilate(_strokes(picture, ink), np.ones((7, 7), np.uint8)) == 0
    return between


def _has_grain(picture: Picture, ink: float) -> bool:
    """Whether much is darker than paper away from the letters."""
    between = picture[_between_letters(picture, ink)]
    return bool(between.size and (between < ink + 0.85 * (255 - ink)).mean() > _GRAIN_SHARE)


def _noise(picture: Picture, even: Picture, ink: float) -> float:
    """How much the paper flickers from dot to dot, as a share of its contrast with the letters."""
    flicker = cv2.absdiff(picture, cv2.GaussianBlur(picture, (3, 3), 0.8))[_between_letters(even, ink)]
    return float(flicker.mean()) / max(1.0, _paper_of(picture) * (255 - ink) / 255) if flicker.size else 0.0


def _without_grain(picture: Picture, ink: float, dpi: float, is_noisy: bool) -> Picture:
    """Contrast stretched so that what is no ink goes white."""
    has_grain = _has_grain(picture, ink)
    if has_grain and is_noisy:
        return _stretched(picture, ink, ink + _WHITE * (255 - ink))
    letters = _stretched(picture, ink, ink + _WHITE_NEAR_INK * (255 - ink))
    if not has_grain:
        return letters
    beside = cv2.dilate(_strokes(picture, ink), np.ones((_odd(dpi * _BESIDE),) * 2, np.uint8)) > 0
    return np.where(beside, letters, PAPER).astype(np.uint8)


def _stretched(picture: Picture, black: float, white: float) -> Picture:
    """Spread the grey levels between ``black`` and ``white`` over the whole range."""
    table = np.clip((np.arange(256) - black) * 255.0 / max(1.0, white - black), 0, 255).astype(np.uint8)
    return cv2.LUT(picture, table)


def _without_specks(picture: Picture, dpi: float, crisp: bool) -> Picture:
    """Whiten spots: on crisp pictures the tiniest everywhere, and dots small as a full stop with no ink near them."""
    binary = (picture < 160).astype(np.uint8)
    _, labels, stats, centres = cv2.connectedComponentsWithStats(binary, connectivity=8)
    area = stats[:, cv2.CC_STAT_AREA]
    unit = (dpi / 200) ** 2
    heights = stats[1:, cv2.CC_STAT_HEIGHT][area[1:] >= 30 * unit]
    type_size = 2 * float(np.median(heights)) if heights.size else 0.15 * dpi
    tiny, small = area <= (max(3 * unit, _STOP * type_size**2) if crisp else 0), area <= 22 * unit
    tiny[0] = small[0] = False
    window = (_odd(dpi * 0.4), _odd(dpi * 0.14))
    around = cv2.boxFilter(binary, cv2.CV_32F, window, normalize=False, borderType=cv2.BORDER_CONSTANT)
    spots = np.flatnonzero(small)
    middles = np.rint(centres[spots]).astype(int)
    lonely = np.zeros_like(small)
    lonely[spots] = around[middles[:, 1], middles[:, 0]] <= 26 * unit
    specks = (tiny | lonely)[labels].astype(np.uint8)
    out = picture.copy()
    if specks.any():
        keep = (binary > 0) & (specks == 0)
        out[cv2.dilate(specks, np.ones((3, 3), np.uint8)) > 0] = PAPER
        out[keep] = picture[keep]
    return out

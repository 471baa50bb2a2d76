"""Marks in a cell of a table told from dirt by where they stand.

In a cell there are few letters and no line goes on, so that a speck is easily read as a full stop, an apostrophe or a
minus. But marks have their places: points and commas at the foot of a letter, accents and dots above one, dashes wide.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import cv2
import numpy as np

from corpus.reading.picture import PAPER, Picture, Span

_SMALL = 0.42
"""Of the height of the letters: what is no higher and no wider is a mark or dirt."""
PALE = 208
"""Grey of the palest ink: a minus may be no more than a shade."""
_LARGE = 0.3
"""Dirt is smaller than this both ways."""
_WORD_GAP, _TELLING = 0.6, 12
"""Letters farther apart, in heights of a letter, are of two words; so many steps tell what is usual."""
_WIDE_STEP, _EVEN = 0.8, 0.15
"""A typewriter's step in heights of a letter, at least, and how much the middle half of its steps may differ."""
_TYPEWRITTEN_REACH = 0.65
"""How far a mark stands from its letter there."""


def without_dirt(cell: Picture, dpi: float, typewritten: bool = False) -> Picture:
    """A copy of a cell, black on white, without what is neither a letter nor a mark in a mark's place.

    Args:
        cell: the cell, its rules left out.
        dpi: its resolution.
        typewritten: what `is_typewritten` says of the whole table.
    """
    ink = (cell < 160).astype(np.uint8)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    parts = [Span(x, y, x + w, y + h) for x, y, w, h, _ in stats[1:].tolist()]
    size = _letter_height(parts, dpi)
    letters = [p for p in parts if _is_letter(p, size)]
    marks = [p for p in parts if not _is_letter(p, size)]
    reach = _TYPEWRITTEN_REACH * size if typewritten else 0.0
    dirt = np.zeros(len(parts) + 1, np.uint8)
    for k, part in enumerate(parts, start=1):
        dirt[k] = not _is_letter(part, size) and not _is_in_place(part, letters, marks, size, reach)
    out = cell.copy()
    if dirt.any():
        dirty = dirt[labels]
        near = cv2.dilate(dirty, np.ones((3, 3), np.uint8)) > 0
        out[near & ((ink == 0) | (dirty > 0))] = PAPER
    return out


def is_typewritten(cells: Iterable[Picture], dpi: float) -> bool:
    """Whether a table's letters stand in steps of one width, as a typewriter's do.

    There a comma has as much room as a letter, hence stands well away from the figure before it.
    """
    steps: list[float] = []
    for cell in cells:
        stats = cv2.connectedComponentsWithStats((cell < 160).astype(np.uint8), connectivity=8)[2][1:]
        parts = [Span(x, y, x + w, y + h) for x, y, w, h, _ in stats.tolist()]
        size = _letter_height(parts, dpi)
        single = (p for p in parts if _is_letter(p, size) and p.height <= 1.6 * size and p.width <= 1.05 * size)
        letters = sorted(single, key=lambda p: p.x0)
        for letter in letters:
            after = (p for p in letters if p.x0 >= letter.x1 - 1 and p.y0 < letter.y1 and letter.y0 < p.y1)
            following = min(after, default=None, key=lambda p: p.x0)
            if following is not None and following.x0 - letter.x1 < _WORD_GAP * size:
                steps.append((following.x0 + following.x1 - letter.x0 - letter.x1) / 2 / size)
    if len(steps) < _TELLING:
        return False
    low, middle, high = np.percentile(steps, (25, 50, 75))
    return bool(low >= _WIDE_STEP and high - low <= _EVEN * middle)


def _letter_height(parts: Sequence[Span], dpi: float) -> float:
    """Of capitals and figures, in pixels: what most letters of ordinary type have, where the cell does not tell."""
    heights = [p.height for p in parts if 0.05 * dpi <= p.height <= 0.3 * dpi]
    return float(np.percentile(heights, 75)) if heights else 0.1 * dpi


def _is_letter(part: Span, size: float) -> bool:
    return part.height > _SMALL * size or part.width > size


def _is_in_place(mark: Span, letters: Sequence[Span], marks: Sequence[Span], size: float, reach: float) -> bool:
    """Whether a small thing is where one belongs: a large one, a dash, or near the right side of a letter."""
    if min(mark.width, mark.height) >= _LARGE * size:
        return True
    middle_x, middle_y = (mark.x0 + mark.x1) / 2, (mark.y0 + mark.y1) / 2
    for letter in letters:
        after, before = mark.x0 - letter.x1, letter.x0 - mark.x1
        if letter.meets(mark, max(1, round(0.07 * size))):
            return True  # a piece of a broken letter
        is_level = abs(middle_y - (letter.y0 + letter.y1) / 2) <= 0.3 * size
        if is_level and max(after, before) <= 0.8 * size and _is_flat(mark, size):
            return True  # a dash
        if is_level and -1 <= after <= max(0.4 * size, reach) and _is_followed(mark, letters, max(0.4 * size, reach)):
            return True  # a hyphen
        if -1 <= after <= max(0.3 * size, reach) and abs(middle_y - letter.y1) <= 0.25 * size:
            return True  # a full stop or comma
        if letter.x0 - 0.18 * size <= middle_x <= letter.x1 + 0.18 * size:
            above, below = letter.y0 - mark.y1, mark.y0 - letter.y1
            if -0.35 * size <= above <= 0.4 * size and middle_y < letter.y0 or -2 <= below <= 0.2 * size:
                return True  # an accent, a dot or a cedilla
        is_high = abs(mark.y0 - letter.y0) <= 0.25 * size and mark.height > mark.width
        if is_high and -1 <= after <= max(0.35 * size, reach):
            return _is_followed(mark, letters, max(0.45 * size, reach))  # an apostrophe
        if -1 <= after <= 0.6 * size and abs(middle_y - letter.y1) <= 0.9 * size and _has_twin(mark, marks, size):
            return True  # half a colon
    return False


def _is_flat(mark: Span, size: float) -> bool:
    return mark.width >= 1.3 * mark.height and mark.width >= 0.18 * size


def _is_followed(mark: Span, letters: Sequence[Span], within: float) -> bool:
    return any(-1 <= letter.x0 - mark.x1 <= within for letter in letters)


def _has_twin(mark: Span, marks: Sequence[Span], size: float) -> bool:
    return any(abs(m.x0 - mark.x0) <= 2 and 0.25 * size <= abs(m.y0 - mark.y0) <= size for m in marks)


def with_point(text: str, glyphs: Sequence[tuple[int, int]], word: Picture) -> str:
    """Figures with the point or comma the engine passed over, where one stands at the foot between two of them.

    Args:
        text: figures only, or they are given back as they are.
        glyphs: from where to where each stretch of ink runs across ``word``.
        word: the word's ink, 1 on 0.
    """
    if not text.isdigit() or len(glyphs) != len(text) + 1:
        return text
    feet = []
    for k, (left, right) in enumerate(glyphs):
        rows = np.flatnonzero(word[:, left:right].any(axis=1))
        if rows.size and rows[-1] - rows[0] < _SMALL * word.shape[0] and rows[0] > 0.5 * word.shape[0]:
            feet.append((k, rows[-1] - rows[0] + 1 > 1.2 * (right - left)))
    if len(feet) != 1 or not 0 < feet[0][0] < len(text):
        return text
    k, is_comma = feet[0]
    return text[:k] + ("," if is_comma else ".") + text[k:]


def has_minus(before: Picture) -> bool:
    """Whether the one thing in front of a figure, as high as the figure, is a dash, however pale."""
    height = before.shape[0]
    ink = (before < PALE).astype(np.uint8)
    stats = cv2.connectedComponentsWithStats(ink, connectivity=8)[2][1:]
    things = [(w, h, y + h / 2) for _, y, w, h, area in stats.tolist() if area >= 4]
    if len(things) != 1:
        return False
    width, thick, middle = things[0]
    return bool(width >= 1.3 * thick and width >= 0.15 * height and 0.3 * height <= middle <= 0.75 * height)

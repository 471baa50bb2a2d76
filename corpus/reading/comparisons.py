"""The signs ≤ and ≥ told by their shape: the engine's alphabet lacks them.

It gives ``<``, ``=`` or, worst, ``2`` for them: *≥ 900 €*, a bound of a quotient familial, becomes *2 900 €*.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from corpus.reading.ocr import SeenWord
from corpus.reading.picture import Picture

_BAR, _WIDE = 0.34, 0.7
"""The bar below is at most so high for its width, and at least so wide for the sign's."""
_APEX, _ENDS = 0.62, 0.45
"""Where the ink of an arrow head lies across it, from its open side: at its middle, and at its two ends."""

TAKEN_FOR = frozenset("<>=≤≥2ZzSsæ£«»")
"""What the engine says where one of them stands alone."""


def whole_ink(word: SeenWord, picture: Picture) -> NDArray[np.uint8]:
    """The ink of a letter whose place the engine knows roughly: all pieces that reach into it, whole."""
    more = (word.bottom - word.top) // 2
    left, top = max(0, word.left - more), max(0, word.top - more)
    patch = (picture[top : word.bottom + more, left : word.right + more] < 128).astype(np.uint8)
    labels = cv2.connectedComponents(patch, connectivity=8)[1]
    inside = np.unique(labels[word.top - top : word.bottom - top, word.left - left : word.right - left])
    ink = np.isin(labels, inside[inside > 0])
    if not ink.any():
        return patch
    rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    return ink[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1].astype(np.uint8)


def comparison_in(ink: NDArray[np.uint8]) -> str | None:
    """``≤`` or ``≥`` if this is what a letter's ink shows, an arrow head over a bar; else None.

    Args:
        ink: 1 where there is ink, of one letter.
    """
    _, _, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    parts = sorted(row.tolist() for row in stats[1:] if row[cv2.CC_STAT_AREA] >= 0.04 * ink.size)
    if len(parts) != 2:
        return None
    (x, y, w, h, _), (bar_x, bar_y, bar_w, bar_h, _) = sorted(parts, key=lambda part: part[1])
    across = max(x + w, bar_x + bar_w) - min(x, bar_x)
    if bar_y < y + h - 1 or bar_h > _BAR * bar_w or min(w, bar_w) < _WIDE * across or not 0.45 <= h / w <= 1.5:
        return None
    return _pointing(ink[y : y + h, x : x + w])


def _pointing(head: NDArray[np.uint8]) -> str | None:
    """The sign whose arrow head this is; None if it is none, as the upper part of a broken figure."""
    fifths = np.array_split(head, 5)
    places = [float(np.flatnonzero(part.any(axis=0)).mean()) / max(1, head.shape[1] - 1) for part in fifths]
    if places[2] >= _APEX and max(places[0], places[4]) <= _ENDS:
        return "≥"
    if 1 - places[2] >= _APEX and max(1 - places[0], 1 - places[4]) <= _ENDS:
        return "≤"
    return None

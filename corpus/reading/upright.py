"""Which way up a page is and how far it leans, told from its lines of text without recognising any."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from corpus.reading.picture import Picture

ANALYSED = 1100
"""Pixels of the longer side of the picture that is measured: enough to tell lines of text."""
_MOST_SKEW = 6.0


@dataclass(frozen=True, slots=True)
class Pose:
    """How a picture lies."""

    rotation: int
    """Degrees clockwise to turn it upright."""
    skew: float
    """Degrees clockwise to straighten it after that."""
    balance: float
    """How much more ink lines have above their letters' core than below, -1 to 1, before half turns."""

    @property
    def is_doubtful(self) -> bool:
        """Whether up and down were not told apart; a page is upside down far more seldom than not."""
        return self.balance < 0.03 or (self.rotation in (90, 270) and self.balance < 0.15)


def pose_of(small: Picture) -> Pose:
    """Measure how a page lies, on a reduced picture with letters black on white and little else."""
    upright = 255 - small
    lying = cv2.rotate(upright, cv2.ROTATE_90_CLOCKWISE)
    (lean, sharp), (lean_lying, sharp_lying) = _rough_skew(upright), _rough_skew(lying)
    sideways = sharp_lying > 1.3 * sharp
    picture = lying if sideways else upright
    skew = _fine_skew(picture, lean_lying if sideways else lean)
    return Pose(90 if sideways else 0, skew, float(_balance(sheared(picture, skew))))


def sheared(picture: Picture, degrees: float) -> Picture:
    """A quick stand-in for turning by a small angle: columns moved up or down."""
    height, width = picture.shape
    slope = np.tan(np.radians(degrees))
    half = 0.5 - slope * width / 2  # half a pixel down, so that no angle is favoured for needing no interpolation
    matrix = np.array([[1, 0, 0], [slope, 1, half]], np.float64)
    return cv2.warpAffine(picture, matrix, (width, height), flags=cv2.INTER_LINEAR)


def _profile(picture: Picture) -> NDArray[np.float64]:
    return np.asarray(cv2.reduce(picture, 1, cv2.REDUCE_SUM, dtype=cv2.CV_64F), np.float64).ravel() / 255.0


def _sharpness(picture: Picture, degrees: float) -> float:
    """How sharply rows of ink and rows of paper alternate once the picture is turned."""
    return float(np.square(np.diff(_profile(sheared(picture, degrees)))).sum())


def _rough_skew(picture: Picture) -> tuple[float, float]:
    """The turn that makes rows sharpest, to half a degree, and how sharp."""
    small = cv2.resize(picture, None, fx=0.4, fy=0.4, interpolation=cv2.INTER_AREA)
    tried = {float(a): _sharpness(small, float(a)) for a in np.arange(-_MOST_SKEW, _MOST_SKEW + 0.01, 0.5)}
    best = max(tried, key=lambda a: tried[a])
    return best, tried[best]


def _fine_skew(picture: Picture, rough: float) -> float:
    """The same to a twentieth of a degree."""
    smooth = cv2.GaussianBlur(picture, (1, 3), 0)
    best = rough
    for step in (0.25, 0.1, 0.05):
        best = max((best + k * step for k in (-2, -1, 0, 1, 2)), key=lambda a: _sharpness(smooth, a))
    return round(best, 3)


def _balance(picture: Picture) -> float:
    """Ascenders and accents against descenders: positive if upright, negative if upside down, near 0 if doubtful.

    In each strip, a line's core is the run of rows as full as its fullest ones; letters reach above the core
    (b d f h k l t, capitals, figures, accents) two to four times as often as below (g j p q y).
    """
    above = below = 0.0
    for strip in np.array_split(picture, 6, axis=1):
        profile = _profile(np.ascontiguousarray(strip))
        for top, bottom in _cores(profile):
            reach = max(2, round((bottom - top) * 0.6))
            above += profile[max(0, top - reach) : top].sum()
            below += profile[bottom : bottom + reach].sum()
    return (above - below) / (above + below) if above + below else 0.0


def _cores(profile: NDArray[np.float64]) -> list[tuple[int, int]]:
    """Runs of rows at least half as full as the fullest row nearby."""
    if not profile.any():
        return []
    nearby = cv2.dilate(profile.reshape(-1, 1), np.ones((25, 1), np.uint8)).ravel()
    floor = 0.15 * np.percentile(profile[profile > 0], 90)
    full = (profile > 0.5 * nearby) & (profile > floor)
    edges = np.flatnonzero(np.diff(np.concatenate(([0], full.astype(np.int8), [0]))))
    return [(int(a), int(b)) for a, b in zip(edges[::2], edges[1::2], strict=True) if 3 <= b - a <= 40]

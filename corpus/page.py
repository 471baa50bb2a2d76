"""A page as every later stage sees it: words and ruling lines with boxes, whatever the path they came by.

One coordinate space for digital and scanned pages alike: PDF points (1/72 inch), origin at the top left of the
page **as displayed** (after its rotation), y growing downwards. Belongs here: the value types and pure geometry on
them. Does not belong here: how a page is read (`corpus.reading`) or what it means (`extractors`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in PDF points, origin top left: ``x0 <= x1`` and ``y0 <= y1``."""

    x0: float
    y0: float
    x1: float
    y1: float

    def __post_init__(self) -> None:
        """Refuse a rectangle turned inside out."""
        if self.x1 < self.x0 or self.y1 < self.y0:
            raise ValueError(f"box is inside out: {self}")

    @property
    def width(self) -> float:
        """Horizontal extent in points."""
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        """Vertical extent in points."""
        return self.y1 - self.y0

    @property
    def middle(self) -> float:
        """The y of the horizontal midline."""
        return (self.y0 + self.y1) / 2

    @property
    def centre(self) -> float:
        """The x of the vertical midline."""
        return (self.x0 + self.x1) / 2

    def contains(self, other: Box, slack: float = 0.0) -> bool:
        """Whether ``other`` lies inside this box, give or take ``slack`` points."""
        return (
            other.x0 >= self.x0 - slack
            and other.y0 >= self.y0 - slack
            and other.x1 <= self.x1 + slack
            and other.y1 <= self.y1 + slack
        )

    def overlaps(self, other: Box) -> bool:
        """Whether the two share any area."""
        return self.x0 < other.x1 and other.x0 < self.x1 and self.y0 < other.y1 and other.y0 < self.y1

    @staticmethod
    def around(boxes: Iterable[Box]) -> Box:
        """The smallest box around one box or more.

        Raises:
            ValueError: no box was given.
        """
        every = list(boxes)
        if len(every) == 1:
            return every[0]
        return Box(
            min([b.x0 for b in every]),
            min([b.y0 for b in every]),
            max([b.x1 for b in every]),
            max([b.y1 for b in every]),
        )


@dataclass(frozen=True, slots=True)
class Word:
    """A run of characters without white space, as printed."""

    text: str
    """Repaired where certain (ligatures, NFC); never guessed."""
    box: Box
    confidence: float = 100.0
    """0-100: the engine's own, calibrated; 100 for a trusted text layer."""
    size: float = 0.0
    """Type size in points; 0 where unknown. On scans, estimated from the height of the letters."""
    bold: bool = False
    italic: bool = False
    raw: str | None = None
    """What was read before any repair, where it differs from ``text``."""
    column: int = 0
    """Which column of text an engine or the file itself put it in, where it says (0 otherwise)."""


@dataclass(frozen=True, slots=True)
class Ruling:
    """A straight printed line, horizontal or vertical, from the file's drawing or found on the picture."""

    box: Box

    @property
    def is_horizontal(self) -> bool:
        """Wider than high."""
        return self.box.width >= self.box.height


class Reading(StrEnum):
    """By which path the words of a page were had."""

    DIGITAL = "digital"
    OCR = "ocr"
    MIXED = "mixed"
    """Digital text with at least one picture of text read into it."""
    BLANK = "blank"


@dataclass(frozen=True, slots=True)
class Page:
    """One page as displayed."""

    number: int
    """From 1."""
    width: float
    """Points, as displayed."""
    height: float
    """Points, as displayed."""
    reading: Reading
    words: tuple[Word, ...] = ()
    """In the order the engine or the file gives; reading order is the work of layout."""
    rulings: tuple[Ruling, ...] = ()
    rotation: int = 0
    """Degrees clockwise (0, 90, 180, 270) by which the picture was turned upright, beyond the file's own /Rotate.

    ``width``, ``height`` and every box are those of the page after this turn.
    """
    skew: float = 0.0
    """Degrees clockwise by which the picture was then straightened about the page's middle; boxes are those after it
    (`corpus.derivatives.placing.Placing` leads back)."""
    confidence: float | None = None
    """0-100, mean over the letters of OCR words; None where nothing was recognised."""
    pictures: tuple[Box, ...] = ()
    """Where images are drawn on a digital page."""


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """All pages of one file, read."""

    sha256: str
    pages: tuple[Page, ...]
    notes: tuple[str, ...] = ()
    """Codes of what reading found odd (``text-layer-distrusted`` and the like), for `quality_findings`."""

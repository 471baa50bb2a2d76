"""From a page as it was read, upright and straight, back to the page as its file displays it."""

from __future__ import annotations

import math
from dataclasses import dataclass

from corpus.page import Box, Page


@dataclass(frozen=True, slots=True)
class Placing:
    """Undoes the turns by which a page's picture was put right before it was read."""

    width: float
    """Of the page as read, in points."""
    height: float
    rotation: int
    skew: float

    @staticmethod
    def of(page: Page) -> Placing:
        """The way back for one page."""
        return Placing(page.width, page.height, page.rotation, page.skew)

    @property
    def displayed_size(self) -> tuple[float, float]:
        """Width and height of the page as its file displays it."""
        return (self.height, self.width) if self.rotation in (90, 270) else (self.width, self.height)

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Where a point of the page as read stands on the page as displayed; both from the top left."""
        lean = math.radians(self.skew)
        dx, dy = x - self.width / 2, y - self.height / 2
        x = self.width / 2 + math.cos(lean) * dx + math.sin(lean) * dy
        y = self.height / 2 - math.sin(lean) * dx + math.cos(lean) * dy
        width, height = self.displayed_size
        if self.rotation == 90:
            return y, height - x
        if self.rotation == 180:
            return width - x, height - y
        if self.rotation == 270:
            return width - y, x
        return x, y

    def box(self, box: Box) -> Box:
        """The smallest upright rectangle around a box's place on the page as displayed."""
        corners = [self.point(x, y) for x in (box.x0, box.x1) for y in (box.y0, box.y1)]
        xs, ys = [c[0] for c in corners], [c[1] for c in corners]
        return Box(min(xs), min(ys), max(xs), max(ys))

    @property
    def direction(self) -> float:
        """Degrees clockwise by which lines of text are turned on the page as displayed."""
        return (-self.skew - self.rotation) % 360

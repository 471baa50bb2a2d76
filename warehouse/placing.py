"""From the page as it was read to the page as it is displayed.

A scan that lies on its side or stands askew is turned upright before it is recognised, and what is read there has
boxes on the upright page. The warehouse promises boxes on the page as a viewer displays it, so they are turned back.
"""

from __future__ import annotations

from math import cos, radians, sin

from corpus.page import Box
from warehouse.entries import PageReading

LEAST_SKEW = 0.04
"""Degrees below which reading does not straighten (`corpus.reading.scan`)."""


def is_turned(page: PageReading) -> bool:
    """Whether the page as read differs from the page as displayed."""
    return page.rotation % 360 != 0 or abs(page.skew) >= LEAST_SKEW


def displayed_size(page: PageReading) -> tuple[float, float]:
    """Width and height as displayed, in points."""
    return (page.height, page.width) if page.rotation % 180 else (page.width, page.height)


def as_displayed(box: Box, page: PageReading) -> Box:
    """The box on the page as displayed: around the turned one where the page was straightened, kept on the page."""
    corners = ((box.x0, box.y0), (box.x1, box.y0), (box.x1, box.y1), (box.x0, box.y1))
    placed = [_turned(*_tilted(x, y, page), page) for x, y in corners]
    width, height = displayed_size(page)
    xs = [min(max(0.0, x), width) for x, _ in placed]
    ys = [min(max(0.0, y), height) for _, y in placed]
    return Box(round(min(xs), 2), round(min(ys), 2), round(max(xs), 2), round(max(ys), 2))


def _tilted(x: float, y: float, page: PageReading) -> tuple[float, float]:
    """Undo the straightening: anticlockwise by the skew about the middle of the upright page."""
    if abs(page.skew) < LEAST_SKEW:
        return x, y
    angle = radians(-page.skew)
    dx, dy = x - page.width / 2, y - page.height / 2
    return page.width / 2 + dx * cos(angle) - dy * sin(angle), page.height / 2 + dx * sin(angle) + dy * cos(angle)


def _turned(x: float, y: float, page: PageReading) -> tuple[float, float]:
    """Undo the quarter turns."""
    match page.rotation % 360:
        case 90:
            return y, page.width - x
        case 180:
            return page.width - x, page.height - y
        case 270:
            return page.height - y, x
        case _:
            return x, y

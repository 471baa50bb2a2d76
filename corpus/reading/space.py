"""From a PDF's own coordinates to points on the page as displayed."""

from __future__ import annotations

from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium

from corpus.page import Box


@dataclass(frozen=True, slots=True)
class PageSpace:
    """The visible rectangle of a page in its own coordinates (y upwards) and the rotation it is displayed with."""

    left: float
    bottom: float
    right: float
    top: float
    rotation: int
    """Degrees clockwise: 0, 90, 180 or 270."""

    @staticmethod
    def of(page: pypdfium2.PdfPage) -> PageSpace:
        """The space of a loaded page."""
        left, bottom, right, top = page.get_bbox()
        return PageSpace(left, bottom, right, top, int(pdfium.FPDFPage_GetRotation(page.raw)) * 90 % 360)

    @property
    def width(self) -> float:
        """Displayed width in points."""
        return self.top - self.bottom if self.rotation in (90, 270) else self.right - self.left

    @property
    def height(self) -> float:
        """Displayed height in points."""
        return self.right - self.left if self.rotation in (90, 270) else self.top - self.bottom

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Where a point of the file is displayed: x from the left, y from the top."""
        if self.rotation == 90:
            return y - self.bottom, x - self.left
        if self.rotation == 180:
            return self.right - x, y - self.bottom
        if self.rotation == 270:
            return self.top - y, self.right - x
        return x - self.left, self.top - y

    def point_in_file(self, x: float, y: float) -> tuple[float, float]:
        """The way back: from the page as displayed to the file's own coordinates."""
        if self.rotation == 90:
            return y + self.left, x + self.bottom
        if self.rotation == 180:
            return self.right - x, y + self.bottom
        if self.rotation == 270:
            return self.right - y, self.top - x
        return x + self.left, self.top - y

    def across(self, left: float, bottom: float, right: float, top: float) -> tuple[float, float]:
        """From where to where a rectangle of the file reaches from left to right as displayed."""
        xa, _ = self.point(left, bottom)
        xb, _ = self.point(right, top)
        return (round(xa, 2), round(xb, 2)) if xa <= xb else (round(xb, 2), round(xa, 2))

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """Where a rectangle of the file is displayed."""
        xa, ya = self.point(left, bottom)
        xb, yb = self.point(right, top)
        if xa <= xb and ya >= yb:  # upright pages, nearly all there are
            return rounded(xa, yb, xb, ya)
        return rounded(min(xa, xb), min(ya, yb), max(xa, xb), max(ya, yb))


def rounded(x0: float, y0: float, x1: float, y1: float) -> Box:
    """A box to the hundredth of a point: finer is noise, and makes readings differ from machine to machine."""
    return Box(round(x0, 2), round(y0, 2), round(x1, 2), round(y1, 2))

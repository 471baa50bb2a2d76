"""What a page draws besides letters: ruling lines and pictures."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice

import pypdfium2
import pypdfium2.raw as pdfium

from corpus.page import Box, Ruling
from corpus.reading.space import PageSpace

THIN = 2.5
"""A drawn area no thicker than this many points is a line."""
_SHORT = 4.0
"""Lines shorter than this many points are dots, bullets, parts of drawings."""
_MOST_OBJECTS = 20_000
"""Maps and plans hold hundreds of thousands of strokes, none of them a table's."""
_MOST_PATHS = 5_000
_FEWEST = 2
"""Lines each way from which a page may be ruled."""
_DEEPEST = 4

_Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: _Matrix = (1, 0, 0, 1, 0, 0)


LinesOf = Callable[[list[Box]], list[Box] | None]
"""Gives the lines a page's paths are made of, told where paths are seen; None where it cannot."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """Lines and pictures of a page, as displayed."""

    rulings: tuple[Ruling, ...]
    pictures: tuple[Box, ...]


@dataclass(slots=True)
class _Seen:
    """What PDFium tells of the objects of a page."""

    pictures: dict[Box, None] = field(default_factory=dict)
    lines: list[Box] = field(default_factory=list)
    """Paths so thin that the box around them is the line."""
    frames: list[Box] = field(default_factory=list)
    """Stroked paths that are more than a line."""
    others: list[Box] = field(default_factory=list)
    """Filled areas."""

    @property
    def may_be_ruled(self) -> bool:
        """A frame, or lines both across and down."""
        across = sum(1 for b in self.lines if b.width >= max(b.height, _SHORT))
        down = sum(1 for b in self.lines if b.height >= max(b.width, _SHORT))
        return bool(self.frames) or min(across, down) >= _FEWEST


def read_drawing(page: pypdfium2.PdfPage, space: PageSpace, lines_of: LinesOf | None = None) -> Drawing:
    """Rulings and pictures in the order they are drawn, exact duplicates left out.

    Args:
        page: the loaded page.
        space: the page as displayed.
        lines_of: takes paths apart, asked only where the page may be ruled; without it frames are not lines.
    """
    seen = _survey(page, space)
    number = len(seen.lines) + len(seen.frames) + len(seen.others)
    lines = None
    if lines_of is not None and seen.may_be_ruled and number <= _MOST_PATHS:
        lines = lines_of([*seen.lines, *seen.frames, *seen.others])
    visible = _visible(space)
    clipped = (_clipped(b, visible) for b in (seen.lines if lines is None else lines))
    rulings = dict.fromkeys(Ruling(b) for b in clipped if b and max(b.width, b.height) >= _SHORT)
    return Drawing(tuple(rulings), tuple(seen.pictures))


def _visible(space: PageSpace) -> Box:
    return Box(0, 0, max(1.0, space.width), max(1.0, space.height))


def _survey(page: pypdfium2.PdfPage, space: PageSpace) -> _Seen:
    seen, visible = _Seen(), _visible(space)
    for handle, matrix in islice(_objects(page.raw, _IDENTITY, 0), _MOST_OBJECTS):
        kind = pdfium.FPDFPageObj_GetType(handle)
        if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            box = _bounds(handle, matrix, space)
            clipped = box and _clipped(box, visible)
            if clipped:
                seen.pictures[clipped] = None
        elif kind == pdfium.FPDF_PAGEOBJ_PATH:
            is_stroked, is_filled = _is_drawn(handle)
            box = _bounds(handle, matrix, space) if is_stroked or is_filled else None
            if box is None or not _clipped(box, visible):
                continue
            is_thin = min(box.width, box.height) <= THIN
            (seen.lines if is_thin else seen.frames if is_stroked else seen.others).append(box)
    return seen


def _objects(page: object, matrix: _Matrix, depth: int) -> Iterator[tuple[object, _Matrix]]:
    for i in range(pdfium.FPDFPage_CountObjects(page)):
        yield from _unfolded(pdfium.FPDFPage_GetObject(page, i), matrix, depth)


def _unfolded(handle: object, matrix: _Matrix, depth: int) -> Iterator[tuple[object, _Matrix]]:
    if pdfium.FPDFPageObj_GetType(handle) != pdfium.FPDF_PAGEOBJ_FORM:
        yield handle, matrix
        return
    if depth >= _DEEPEST:
        return
    inner = _times(_matrix_of(handle), matrix)
    for i in range(pdfium.FPDFFormObj_CountObjects(handle)):
        yield from _unfolded(pdfium.FPDFFormObj_GetObject(handle, i), inner, depth + 1)


def _matrix_of(handle: object) -> _Matrix:
    m = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(handle, m):
        return _IDENTITY
    return m.a, m.b, m.c, m.d, m.e, m.f


def _times(first: _Matrix, then: _Matrix) -> _Matrix:
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


def _apply(matrix: _Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _bounds(handle: object, matrix: _Matrix, space: PageSpace) -> Box | None:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not pdfium.FPDFPageObj_GetBounds(handle, left, bottom, right, top):
        return None
    xa, ya = _apply(matrix, left.value, bottom.value)
    xb, yb = _apply(matrix, right.value, top.value)
    return space.box(min(xa, xb), min(ya, yb), max(xa, xb), max(ya, yb))


def _clipped(box: Box, page: Box) -> Box | None:
    """The part of ``box`` on the page; None if there is none."""
    x0, y0, x1, y1 = max(box.x0, page.x0), max(box.y0, page.y0), min(box.x1, page.x1), min(box.y1, page.y1)
    return Box(x0, y0, x1, y1) if x1 >= x0 and y1 >= y0 else None


def _is_drawn(handle: object) -> tuple[bool, bool]:
    """Whether a path is stroked, and whether it is filled, in a colour that shows."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(handle, fill, stroke)
    return (
        bool(stroke.value) and not _is_white(handle, pdfium.FPDFPageObj_GetStrokeColor),
        bool(fill.value) and not _is_white(handle, pdfium.FPDFPageObj_GetFillColor),
    )


def _is_white(handle: object, colour_of: object) -> bool:
    r, g, b, a = (ctypes.c_uint() for _ in range(4))
    if not colour_of(handle, r, g, b, a):  # type: ignore[operator]
        return False
    return a.value < 16 or min(r.value, g.value, b.value) >= 250


def straight(box: Box) -> bool:
    """Whether the box around a stroke shows that it runs straight across or down."""
    return min(box.width, box.height) <= 0.5 < max(box.width, box.height)


def resolution(page: pypdfium2.PdfPage) -> float | None:
    """Dots per inch of the picture that covers most of the page; None without pictures."""
    best, area = None, 0.0
    for handle, matrix in islice(_objects(page.raw, _IDENTITY, 0), _MOST_OBJECTS):
        if pdfium.FPDFPageObj_GetType(handle) != pdfium.FPDF_PAGEOBJ_IMAGE:
            continue
        across, down = ctypes.c_uint(), ctypes.c_uint()
        a, b, c, d, _, _ = _times(_matrix_of(handle), matrix)
        width, height = math.hypot(a, b), math.hypot(c, d)
        if width * height > area and pdfium.FPDFImageObj_GetImagePixelSize(handle, across, down):
            best, area = 72 * max(across.value / width, down.value / height), width * height
    return best

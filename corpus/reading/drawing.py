"""What a page draws besides letters: ruling lines and pictures."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

import pypdfium2
import pypdfium2.raw as pdfium

from corpus.page import Box, Ruling
from corpus.reading.space import PageSpace

_THIN = 2.5
"""A drawn area no thicker than this many points is a line."""
_SHORT = 4.0
"""Lines shorter than this many points are dots, bullets, parts of drawings."""
_MOST_OBJECTS = 20_000
"""Maps and plans hold hundreds of thousands of strokes, none of them a table's."""
_MOST_SEGMENTS = 64
_DEEPEST = 4

_Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: _Matrix = (1, 0, 0, 1, 0, 0)


@dataclass(frozen=True, slots=True)
class Drawing:
    """Lines and pictures of a page, as displayed."""

    rulings: tuple[Ruling, ...]
    pictures: tuple[Box, ...]


def read_drawing(page: pypdfium2.PdfPage, space: PageSpace) -> Drawing:
    """Rulings and pictures in the order they are drawn, exact duplicates left out."""
    rulings: dict[Ruling, None] = {}
    pictures: dict[Box, None] = {}
    visible = Box(0, 0, max(1.0, space.width), max(1.0, space.height))
    for handle, matrix in islice(_objects(page.raw, _IDENTITY, 0), _MOST_OBJECTS):
        kind = pdfium.FPDFPageObj_GetType(handle)
        if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            box = _bounds(handle, matrix, space)
            clipped = box and _clipped(box, visible)
            if clipped:
                pictures[clipped] = None
        elif kind == pdfium.FPDF_PAGEOBJ_PATH:
            for box in _lines_of(handle, matrix, space):
                clipped = _clipped(box, visible)
                if clipped and max(clipped.width, clipped.height) >= _SHORT:
                    rulings[Ruling(clipped)] = None
    return Drawing(tuple(rulings), tuple(pictures))


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


def _lines_of(handle: object, matrix: _Matrix, space: PageSpace) -> Iterator[Box]:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(handle, fill, stroke)
    stroked = bool(stroke.value) and not _is_white(handle, pdfium.FPDFPageObj_GetStrokeColor)
    filled = bool(fill.value) and not _is_white(handle, pdfium.FPDFPageObj_GetFillColor)
    if not stroked and not filled:
        return
    bounds = _bounds(handle, matrix, space)
    if bounds is None:
        return
    if min(bounds.width, bounds.height) <= _THIN:
        yield bounds
    elif stroked:
        yield from _segments(handle, _times(_matrix_of(handle), matrix), space)


def _is_white(handle: object, colour_of: object) -> bool:
    r, g, b, a = (ctypes.c_uint() for _ in range(4))
    if not colour_of(handle, r, g, b, a):  # type: ignore[operator]
        return False
    return a.value < 16 or min(r.value, g.value, b.value) >= 250


def _segments(handle: object, matrix: _Matrix, space: PageSpace) -> Iterator[Box]:
    """The horizontal and vertical strokes of a path."""
    count = pdfium.FPDFPath_CountSegments(handle)
    if count > _MOST_SEGMENTS:
        return
    x, y = ctypes.c_float(), ctypes.c_float()
    start = last = None
    for i in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(handle, i)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        point = _apply(matrix, x.value, y.value)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            start = point
        elif kind == pdfium.FPDF_SEGMENT_LINETO and last is not None:
            yield from _straight(last, point, space)
        if pdfium.FPDFPathSegment_GetClose(segment) and start is not None:
            yield from _straight(point, start, space)
        last = point


def _straight(a: tuple[float, float], b: tuple[float, float], space: PageSpace) -> Iterator[Box]:
    box = space.box(min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1]))
    if min(box.width, box.height) <= 0.5 < max(box.width, box.height):
        yield box


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

"""The ruling of digital pages, from pdfplumber: which straight lines the drawn paths of a page are made of.

PDFium lists what a page draws in no time (`drawing`), but tells of a path little more than the rectangle around it.
pdfplumber takes paths apart, however many lines, frames and turns one is made of, at tens of milliseconds a page: so it
is asked only for pages where `drawing` saw something that may be ruling, and is given neither fonts nor text, as the
words are read elsewhere.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pdfplumber
from pdfminer.pdfinterp import PDFResourceManager
from pdfminer.pdftypes import PDFStream, stream_value
from pdfminer.psexceptions import PSException
from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException
from pdfplumber.utils.geometry import obj_to_edges

from corpus.page import Box
from corpus.reading.drawing import THIN, straight
from corpus.reading.instructions import without_text
from corpus.reading.space import PageSpace

_WHITE = 0.98
_SAME = 2.0
"""Points by which the two libraries may differ on where a path lies."""
_UNREADABLE = (
    MalformedPDFException,
    PdfminerException,
    PSException,
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
)
"""What pdfminer raises on files that are not as they should be and that PDFium reads all the same."""


class _NoFonts(PDFResourceManager):
    """Text is passed over where it has no font."""

    def get_font(self, objid: object, spec: object) -> None:  # type: ignore[override]
        """No font, whatever the name."""


class RuledFile:
    """A file whose ruling can be asked for, opened by pdfplumber when it first is."""

    def __init__(self, path: Path) -> None:
        """Nothing is opened yet."""
        self._path = path
        self._file: Any = None
        self._is_unreadable = False

    def lines(self, index: int, space: PageSpace, visible: list[Box]) -> list[Box] | None:
        """The straight lines of a page as displayed, in drawing order; None where pdfplumber cannot read it.

        Args:
            index: the page, from 0.
            space: the page as displayed.
            visible: bounds of the paths PDFium sees drawn in a colour: it knows all colour spaces, pdfminer a few.
        """
        if self._is_unreadable:
            return None
        try:
            if self._file is None:
                self._file = pdfplumber.open(self._path)
                self._file.rsrcmgr = _NoFonts(caching=True)
            page = self._file.pages[index]
            page.page_obj.contents = [_shortened(page.page_obj.contents)]
            found = list(_lines_of(page, space, visible))
            page.close()
        except _UNREADABLE:
            self._is_unreadable = True
            return None
        return found

    def close(self) -> None:
        """Let the file go."""
        if self._file is None:
            return
        try:
            self._file.close()
        except _UNREADABLE:  # it goes through the pages once more
            self._file.stream.close()


def _shortened(contents: list[Any]) -> PDFStream:
    """All instructions of a page as one stream, without text."""
    stream = PDFStream({}, without_text(b"\n".join(stream_value(c).get_data() for c in contents)))
    stream.set_objid(1, 0)  # pdfminer runs no stream without a number
    return stream


def _lines_of(page: Any, space: PageSpace, visible: list[Box]) -> Iterator[Box]:
    left, bottom, right, top = page.page_obj.mediabox
    media = PageSpace(left, bottom, right, top, space.rotation)

    def placed(shape: dict[str, Any]) -> Box:
        """Where a shape is displayed: pdfplumber counts from the corner of the whole sheet, crop or no crop."""
        x, y = page.mediabox[:2]
        xa, ya = media.point_in_file(float(shape["x0"] - x), float(shape["top"] - y))
        xb, yb = media.point_in_file(float(shape["x1"] - x), float(shape["bottom"] - y))
        return space.box(min(xa, xb), min(ya, yb), max(xa, xb), max(ya, yb))

    for shape in (*page.lines, *page.rects, *page.curves):
        box = placed(shape)
        is_stroked = shape["stroke"] and not _is_white(shape["stroking_color"])
        is_filled = shape["fill"] and not _is_white(shape["non_stroking_color"])
        if not is_stroked and not is_filled and not any(_is_same(box, other) for other in visible):
            continue
        if min(box.width, box.height) <= THIN:
            yield box
        elif is_stroked:
            yield from filter(straight, map(placed, obj_to_edges(shape)))


def _is_white(colour: Any) -> bool:
    """Whether a colour of one, three or four parts is that of the paper."""
    parts = colour if isinstance(colour, (tuple, list)) else (colour,)
    if not parts or not all(isinstance(p, (int, float)) for p in parts):
        return False
    return bool(max(parts) <= 1 - _WHITE if len(parts) == 4 else min(parts) >= _WHITE)


def _is_same(one: Box, other: Box) -> bool:
    return (
        abs(one.x0 - other.x0) <= _SAME
        and abs(one.y0 - other.y0) <= _SAME
        and abs(one.x1 - other.x1) <= _SAME
        and abs(one.y1 - other.y1) <= _SAME
    )

"""The words a digital page carries: text, box, type size, weight and slope, as PDFium finds them.

A word's box is the same kind on every path (see `line_box`): as wide as its letters, and as high as its type, from the
baseline. Belongs here: reading the layer. Whether it can be believed is `triage`.
"""

from __future__ import annotations

import ctypes
import math
import unicodedata
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium

from corpus.page import Box, Word
from corpus.reading.repair import repaired
from corpus.reading.space import PageSpace, rounded

ASCENT = 0.8
"""How far above the baseline a word's box begins, in type sizes: capitals reach 0.7, accents on them 0.9."""
DESCENT = 0.22
"""How far below the baseline it ends."""

_SPACES = frozenset("\r\n\t\x00\u00a0\u202f\u2009\u2002\u2003\u200b\ufeff ")
_LINE_END_HYPHENS = frozenset("\x02\ufffe")
_BOLD_WEIGHT = 600
_FORCE_BOLD = 1 << 18
_ITALIC = 1 << 6
_INVISIBLE = 3


def line_box(x0: float, x1: float, baseline: float, size: float) -> Box:
    """The box of upright text: ``ASCENT`` above and ``DESCENT`` below the baseline (y downwards)."""
    return rounded(min(x0, x1), baseline - ASCENT * size, max(x0, x1), baseline + DESCENT * size)


@dataclass(frozen=True, slots=True)
class TextLayer:
    """What a page's text layer holds, and what tells whether to believe it."""

    words: tuple[Word, ...]
    characters: int
    """Letters, digits and signs, spaces apart."""
    unmapped: int
    """Characters whose font does not say what they mean."""
    invisible: int
    """Characters drawn invisible: laid under a picture by earlier software."""


@dataclass(frozen=True, slots=True)
class _Style:
    """What the characters of one text object share."""

    size: float
    bold: bool
    italic: bool
    upright: bool
    invisible: bool


def read_text_layer(page: pypdfium2.PdfPage, space: PageSpace) -> TextLayer:
    """All words of a page's text layer in the order of the file."""
    return _LayerReader(page, space).read()


class _LayerReader:
    """One pass over the characters of a page; holds PDFium's handles and out-parameters."""

    def __init__(self, page: pypdfium2.PdfPage, space: PageSpace) -> None:
        self._space = space
        self._page = page
        self._textpage = page.get_textpage()
        self._raw = self._textpage.raw
        self._styles: dict[int | None, _Style] = {}
        self._rect = pdfium.FS_RECTF()
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._unmapped = self._invisible = self._characters = 0

    def read(self) -> TextLayer:
        raw, unicode_of = self._raw, pdfium.FPDFText_GetUnicode
        words: list[Word] = []
        start = -1
        for i in range(pdfium.FPDFText_CountChars(raw)):
            letter = chr(unicode_of(raw, i))
            if letter in _SPACES:
                if start >= 0:
                    self._add(words, start, i)
                start = -1
                continue
            if start < 0:
                start = i
            if letter in _LINE_END_HYPHENS:
                self._add(words, start, i + 1)
                start = -1
        if start >= 0:
            self._add(words, start, pdfium.FPDFText_CountChars(raw))
        self._textpage.close()
        return TextLayer(tuple(words), self._characters, self._unmapped, self._invisible)

    def _add(self, words: list[Word], start: int, end: int) -> None:
        """Make the word of characters ``start`` to ``end``, or several where the letters stand far apart."""
        style = self._style(start)
        self._characters += end - start
        if style.invisible:
            self._invisible += end - start
        x0, x1, baseline, box = self._measure(start, end - 1, style)
        longest = 1.6 * style.size * (end - start)
        if end - start > 1 and style.upright and (x1 - x0 > longest or x1 < x0):
            for first, last in self._runs(start, end, style):
                x0, x1, baseline, box = self._measure(first, last - 1, style)
                self._append(words, first, last, style, box)
            return
        self._append(words, start, end, style, box)

    def _append(self, words: list[Word], start: int, end: int, style: _Style, box: Box) -> None:
        raw_text = "".join(self._letter(i) for i in range(start, end))
        if not raw_text:
            return
        if "\ufffd" in raw_text or not raw_text.isprintable() or _has_private(raw_text):
            self._unmapped += sum(1 for i in range(start, end) if pdfium.FPDFText_HasUnicodeMapError(self._raw, i) == 1)
        text = repaired(raw_text)
        if not text:
            return
        words.append(
            Word(
                text,
                box,
                size=style.size,
                bold=style.bold,
                italic=style.italic,
                raw=raw_text if raw_text != text else None,
            )
        )

    def _letter(self, index: int) -> str:
        code = pdfium.FPDFText_GetUnicode(self._raw, index)
        letter = chr(code)
        if letter in _LINE_END_HYPHENS:
            return "-"
        if 0xD800 <= code <= 0xDFFF or code < 0x20:
            return "\ufffd"
        return letter

    def _measure(self, first: int, last: int, style: _Style) -> tuple[float, float, float, Box]:
        """x from, x to, baseline and box of a run of characters, as displayed."""
        left, bottom, right, top = self._loose(first)
        if last != first:
            left2, bottom2, right2, top2 = self._loose(last)
        else:
            left2, bottom2, right2, top2 = left, bottom, right, top
        if not style.upright:
            box = self._space.box(min(left, left2), min(bottom, bottom2), max(right, right2), max(top, top2))
            return box.x0, box.x1, box.y1, box
        pdfium.FPDFText_GetCharOrigin(self._raw, first, self._x, self._y)
        xa, baseline = self._space.point(self._x.value, self._y.value)
        corners = [self._space.point(left, bottom), self._space.point(right, top)]
        corners += [self._space.point(left2, bottom2), self._space.point(right2, top2)]
        x0 = min(corners[0][0], corners[1][0])
        x1 = max(corners[2][0], corners[3][0])
        return x0, x1, baseline, line_box(x0, x1, baseline, style.size)

    def _loose(self, index: int) -> tuple[float, float, float, float]:
        rect = self._rect
        pdfium.FPDFText_GetLooseCharBox(self._raw, index, rect)
        return rect.left, rect.bottom, rect.right, rect.top

    def _runs(self, start: int, end: int, style: _Style) -> list[tuple[int, int]]:
        """Split characters where the next one does not follow the last on the same line."""
        runs, first, edge, line = [], start, None, None
        for i in range(start, end):
            x0, x1, baseline, _ = self._measure(i, i, style)
            if edge is not None and line is not None:
                gap = x0 - edge
                if abs(baseline - line) > 0.5 * style.size or gap > 0.6 * style.size or gap < -1.5 * style.size:
                    runs.append((first, i))
                    first = i
            edge, line = x1, baseline
        return [*runs, (first, end)]

    def _style(self, index: int) -> _Style:
        handle = pdfium.FPDFText_GetTextObject(self._raw, index)
        key = ctypes.cast(handle, ctypes.c_void_p).value
        style = self._styles.get(key)
        if style is None:
            style = self._styles[key] = self._read_style(index, handle)
        return style

    def _read_style(self, index: int, handle: object) -> _Style:
        matrix = pdfium.FS_MATRIX()
        pdfium.FPDFText_GetMatrix(self._raw, index, matrix)
        scale = math.hypot(matrix.c, matrix.d)
        size = pdfium.FPDFText_GetFontSize(self._raw, index) * (scale or 1.0)
        flags = ctypes.c_int()
        buffer = ctypes.create_string_buffer(128)
        length = pdfium.FPDFText_GetFontInfo(self._raw, index, buffer, 128, flags)
        name = buffer.raw[: max(0, min(128, length) - 1)].decode("utf-8", "replace").lower()
        weight = pdfium.FPDFText_GetFontWeight(self._raw, index)
        angle = (math.degrees(math.atan2(matrix.b, matrix.a)) - self._space.rotation) % 360
        mode = pdfium.FPDFTextObj_GetTextRenderMode(handle) if handle else 0
        bold = any(mark in name for mark in ("bold", "black", "heavy", "gras")) or bool(flags.value & _FORCE_BOLD)
        return _Style(
            round(size, 2),
            bold or weight >= _BOLD_WEIGHT,
            any(mark in name for mark in ("italic", "oblique")) or bool(flags.value & _ITALIC),
            min(angle, 360 - angle) < 2,
            mode == _INVISIBLE,
        )


def _has_private(text: str) -> bool:
    return any(unicodedata.category(c) in ("Co", "Cn") for c in text)

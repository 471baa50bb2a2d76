"""The words a digital page carries: text, box, type size, weight and slope, as PDFium finds them.

A word's box is of one kind on every path (see `line_box`): as wide as its letters and as high as its type, from the
baseline. Belongs here: reading the layer. Whether it can be believed is for `triage` to say.
"""

from __future__ import annotations

import ctypes
import math
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from corpus.page import Box, Word
from corpus.reading.repair import repaired
from corpus.reading.space import PageSpace, rounded

ASCENT = 0.8
"""How far above the baseline a word's box begins, in type sizes: capitals reach 0.7, accents on them 0.9."""
DESCENT = 0.22
"""How far below the baseline it ends."""

_SPACES = "\r\n\t\x00\u00a0\u202f\u200b\u3000\ufeff " + "".join(map(chr, range(0x2000, 0x200B)))
_LINE_END_HYPHENS = "\x02\ufffe"
_RUN = re.compile(f"[^{_SPACES}{_LINE_END_HYPHENS}]*[{_LINE_END_HYPHENS}]|[^{_SPACES}{_LINE_END_HYPHENS}]+")
_FORCE_BOLD = 1 << 18
_ITALIC = 1 << 6
_BOLD_NAME = re.compile(r"bold|black|heavy|gras|demi")
_ITALIC_NAME = re.compile(r"ital|obli|slanted")
_FILL_AND_STROKE, _INVISIBLE = 2, 3
_UNSET = "\ufffd"
_AS_READ = {
    **dict.fromkeys((*range(32), *range(0xD800, 0xE000)), _UNSET),
    **dict.fromkeys(map(ord, _LINE_END_HYPHENS), "-"),
}
"""Controls and halves of characters mean nothing; marks of a hyphen at the end of a line are hyphens."""
_LEADER = re.compile(r"([.…_]{4,})")


def line_box(x0: float, x1: float, baseline: float, size: float) -> Box:
    """The box of upright text: ``ASCENT`` above and ``DESCENT`` below the baseline (y downwards)."""
    return rounded(min(x0, x1), baseline - ASCENT * size, max(x0, x1), baseline + DESCENT * size)


@dataclass(frozen=True, slots=True)
class TextLayer:
    """What a page's text layer holds, and what tells whether to believe it."""

    words: tuple[Word, ...]
    """Drawn, and made of letters that have a meaning."""
    hidden: tuple[Word, ...]
    """There but not drawn: mostly an earlier program's recognition, laid under the picture."""
    unreadable: tuple[Word, ...]
    """Drawn, but the font does not say what most of their letters mean."""
    characters: int
    """Letters, digits and signs, spaces apart."""
    unmapped: int
    """Characters whose font does not say what they mean."""


@dataclass(frozen=True, slots=True)
class _Style:
    """What the characters of one text object share."""

    size: float
    bold: bool
    italic: bool
    angle: float
    """Degrees anticlockwise from upright, as displayed."""
    invisible: bool

    @property
    def upright(self) -> bool:
        return min(self.angle, 360 - self.angle) < 2


@dataclass(slots=True)
class _Piece:
    """A run of characters that belong to one word."""

    text: str
    x0: float
    x1: float
    baseline: float
    style: _Style
    box: Box
    """The word's own, or what the letters cover where they are not upright."""
    is_cut: bool
    """The file has no space before it: PDFium saw a gap or a new line there."""


def read_text_layer(page: pypdfium2.PdfPage, space: PageSpace) -> TextLayer:
    """All words of a page's text layer in the order of the file."""
    return _LayerReader(page, space).read()


class _LayerReader:
    """One pass over the characters of a page; holds PDFium's handle and out-parameters."""

    def __init__(self, page: pypdfium2.PdfPage, space: PageSpace) -> None:
        self._space = space
        self._textpage = page.get_textpage()
        self._raw = self._textpage.raw
        self._styles: dict[int | None, _Style] = {}
        self._rect = pdfium.FS_RECTF()
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._characters = self._unmapped = 0

    def read(self) -> TextLayer:
        text = self._letters()
        pieces: list[_Piece] = []
        end, ends_line = 0, True
        for run in _RUN.finditer(text):
            is_cut = not ends_line and all(
                pdfium.FPDFText_IsGenerated(self._raw, i) == 1 for i in range(end, run.start())
            )
            end, ends_line = run.end(), text[run.end() - 1] in _LINE_END_HYPHENS
            self._add(pieces, run.start(), run.group().translate(_AS_READ), is_cut)
        self._textpage.close()
        words: list[Word] = []
        hidden: list[Word] = []
        unreadable: list[Word] = []
        for piece in _joined(_without_tracking(pieces)):
            target = hidden if piece.style.invisible else unreadable if _is_unreadable(piece.text) else words
            target.extend(_words_of(piece))
        return TextLayer(tuple(words), tuple(hidden), tuple(unreadable), self._characters, self._unmapped)

    def _letters(self) -> str:
        """The page's characters, one for each that PDFium counts.

        Had at once where PDFium's text has as many and none takes two units; else one by one, which takes long.
        """
        count = max(0, pdfium.FPDFText_CountChars(self._raw))
        units = (ctypes.c_ushort * (count + 1))()
        written = pdfium.FPDFText_GetText(self._raw, 0, count, units) if count else 1
        text = bytes(units)[: 2 * count].decode("utf-16-le", "surrogatepass")
        if written != count + 1 or len(text) != count:
            return "".join(chr(pdfium.FPDFText_GetUnicode(self._raw, i)) for i in range(count))
        return text

    def _add(self, pieces: list[_Piece], start: int, letters: str, is_cut: bool) -> None:
        """Make a piece of the characters from ``start``, or several where the letters stand far apart."""
        style, count = self._style(start), len(letters)
        if not style.invisible:
            self._characters += count
            self._unmapped += sum(map(_has_no_meaning, letters))
        piece = self._piece(start, letters, style, is_cut)
        length = piece.x1 - piece.x0 if style.upright else math.inf
        if count > 1 and not 0 <= length <= 1.2 * style.size * count:
            for first, end in self._runs(start, count, style):
                part = letters[first - start : end - start]
                pieces.append(self._piece(first, part, self._style(first), is_cut and first == start))
        else:
            pieces.append(piece)

    def _piece(self, start: int, letters: str, style: _Style, is_cut: bool) -> _Piece:
        left, bottom, right, top = self._loose(start)
        if len(letters) > 1:
            left2, bottom2, right2, top2 = self._loose(start + len(letters) - 1)
        else:
            left2, bottom2, right2, top2 = left, bottom, right, top
        if not style.upright:
            box = self._space.box(min(left, left2), min(bottom, bottom2), max(right, right2), max(top, top2))
            return _Piece(letters, box.x0, box.x1, box.y1, style, box, is_cut)
        x0, _ = self._space.across(left, bottom, right, top)
        _, x1 = self._space.across(left2, bottom2, right2, top2)
        _, baseline = self._origin(start)
        return _Piece(letters, x0, x1, baseline, style, line_box(x0, x1, baseline, style.size), is_cut)

    def _loose(self, index: int) -> tuple[float, float, float, float]:
        rect = self._rect
        pdfium.FPDFText_GetLooseCharBox(self._raw, index, rect)
        return rect.left, rect.bottom, max(rect.left, rect.right), max(rect.bottom, rect.top)

    def _origin(self, index: int) -> tuple[float, float]:
        pdfium.FPDFText_GetCharOrigin(self._raw, index, self._x, self._y)
        return self._space.point(self._x.value, self._y.value)

    def _runs(self, start: int, count: int, style: _Style) -> list[tuple[int, int]]:
        """Cut characters where the next one does not follow the last in the direction of writing.

        Fonts seldom tell the width of turned letters, so a letter is taken to be at most one size wide.
        """
        across, along = math.cos(math.radians(style.angle)), -math.sin(math.radians(style.angle))
        places = [self._origin(start + k) for k in range(count)]
        cuts = [start]
        for k, ((xa, ya), (xb, yb)) in enumerate(pairwise(places), start + 1):
            forward = (xb - xa) * across + (yb - ya) * along
            sideways = abs((yb - ya) * across - (xb - xa) * along)
            if sideways > 0.5 * style.size or not -0.3 * style.size < forward < 1.3 * style.size:
                cuts.append(k)
        return list(pairwise([*cuts, start + count]))

    def _style(self, index: int) -> _Style:
        handle = pdfium.FPDFText_GetTextObject(self._raw, index)
        key = ctypes.addressof(handle.contents) if handle else None
        style = self._styles.get(key)
        if style is None:
            style = self._styles[key] = self._read_style(index, handle)
        return style

    def _read_style(self, index: int, handle: Any) -> _Style:
        matrix = pdfium.FS_MATRIX()
        pdfium.FPDFText_GetMatrix(self._raw, index, matrix)
        size = pdfium.FPDFText_GetFontSize(self._raw, index) * (math.hypot(matrix.c, matrix.d) or 1.0)
        flags, buffer = ctypes.c_int(), ctypes.create_string_buffer(128)
        length = pdfium.FPDFText_GetFontInfo(self._raw, index, buffer, 128, flags)
        name = buffer.raw[: max(0, min(128, length) - 1)].decode("utf-8", "replace").lower()
        mode = pdfium.FPDFTextObj_GetTextRenderMode(handle) if handle else 0
        return _Style(
            round(size, 2),
            bool(_BOLD_NAME.search(name)) or bool(flags.value & _FORCE_BOLD) or mode == _FILL_AND_STROKE,
            bool(_ITALIC_NAME.search(name)) or bool(flags.value & _ITALIC),
            (math.degrees(math.atan2(matrix.b, matrix.a)) - self._space.rotation) % 360,
            mode == _INVISIBLE,
        )


@lru_cache(maxsize=10_000)  # asked for every letter of every page
def _has_no_meaning(letter: str) -> bool:
    return letter == _UNSET or "\ue000" <= letter <= "\uf8ff" or unicodedata.category(letter) == "Cn"


def _is_unreadable(text: str) -> bool:
    """Most letters mean nothing; one such sign by itself is a bullet."""
    return len(text) > 1 and sum(map(_has_no_meaning, text)) > 0.5 * len(text)


def _follows(a: _Piece, b: _Piece, gap: float) -> bool:
    """Whether ``b`` goes on where ``a`` ends, at most ``gap`` sizes further on, on its line or raised beside it."""
    size = max(a.style.size, b.style.size)
    return (
        a.style.upright
        and b.style.upright
        and abs(a.baseline - b.baseline) < 0.5 * size
        and -0.15 * size < b.x0 - a.x1 <= gap * size
    )


def _without_tracking(pieces: list[_Piece]) -> list[_Piece]:
    """Undo letter-spacing: single characters a small even gap apart are one word (T I T R E)."""
    out: list[_Piece] = []
    i = 0
    while i < len(pieces):
        j = i + 1
        while j < len(pieces) and _is_single(pieces[j - 1], pieces[j]):
            j += 1
        run = pieces[i:j]
        out.extend(_regrouped(run) if len(run) >= 4 else run)
        i = j
    return out


def _is_single(a: _Piece, b: _Piece) -> bool:
    return len(a.text) == len(b.text) == 1 and b.is_cut and _follows(a, b, 1.0)


def _regrouped(run: list[_Piece]) -> list[_Piece]:
    gaps = sorted(b.x0 - a.x1 for a, b in pairwise(run))
    widest = max(1.6 * gaps[len(gaps) // 2], 0.05 * run[0].style.size)
    out = [run[0]]
    for a, b in pairwise(run):
        if b.x0 - a.x1 <= widest:
            out[-1] = _merged(out[-1], b)
        else:
            out.append(b)
    return out


def _joined(pieces: list[_Piece]) -> list[_Piece]:
    """Put back what PDFium cut without a space in the file: raised endings (1 + er), changes of type within a word."""
    out: list[_Piece] = []
    for piece in pieces:
        if out and piece.is_cut and not out[-1].text.endswith("-") and _follows(out[-1], piece, 0.06):
            out[-1] = _merged(out[-1], piece)
        else:
            out.append(piece)
    return out


def _merged(a: _Piece, b: _Piece) -> _Piece:
    main = a if a.style.size >= b.style.size else b
    return _Piece(
        a.text + b.text,
        a.x0,
        b.x1,
        main.baseline,
        main.style,
        line_box(a.x0, b.x1, main.baseline, main.style.size),
        a.is_cut,
    )


def _words_of(piece: _Piece) -> list[Word]:
    """One word, or more where dot leaders are set against it (``Titre......3``)."""
    has_leader = piece.style.upright and _LEADER.search(piece.text)
    parts = [p for p in _LEADER.split(piece.text) if p] if has_leader else [piece.text]
    words, done = [], 0
    width = (piece.box.x1 - piece.box.x0) / max(1, len(piece.text))
    for part in parts:
        x0, done = piece.box.x0 + done * width, done + len(part)
        box = piece.box if len(parts) == 1 else rounded(x0, piece.box.y0, x0 + len(part) * width, piece.box.y1)
        text = repaired(part)
        if text:
            style = piece.style
            raw = part if part != text else None
            words.append(Word(text, box, size=style.size, bold=style.bold, italic=style.italic, raw=raw))
    return words

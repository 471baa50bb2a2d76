"""A copy of the original whose recognised words can be searched and selected.

The words are drawn invisible in a stream added after each page's own, which stays byte for byte; pictures are not
decoded, let alone encoded again. Pages with a text layer of their own get none of ours.
"""

from __future__ import annotations

import ctypes
import hashlib
import io
import math
import re
from importlib.resources import files
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium

from corpus.derivatives.placing import Placing
from corpus.page import Page, ReadDocument, Word
from corpus.reading.space import PageSpace
from corpus.reading.text_layer import DESCENT

_IDENTIFIERS = re.compile(
    rb"(ID\s*\[\s*)(<[0-9A-F]*>|\((?:\\.|[^()\\])*\))(\s*<)[0-9A-F]{32}(>\s*\])(?=[^\[\]]*%%EOF\s*$)", re.DOTALL
)
"""Of the trailer: the permanent one, and the one of this very writing, which is made up anew at each."""
_CERTAIN = 100.0
"""Confidence of words that come from the file itself, and so are in it already."""


def searchable_pdf(original: Path | str, document: ReadDocument) -> bytes:
    """The original with its recognised words laid invisible over the pictures they were read from.

    Args:
        original: the file; only read.
        document: the same file as read.

    Raises:
        ValueError: the file has another number of pages than ``document``.
    """
    pdf = pypdfium2.PdfDocument(original)
    try:
        if len(pdf) != len(document.pages):
            raise ValueError(f"{len(pdf)} pages in the file, {len(document.pages)} read")
        font = _font(pdf)
        for page in document.pages:
            words = [w for w in page.words if w.confidence < _CERTAIN]
            if words:
                _write(pdf, page, words, font)
        out = io.BytesIO()
        pdf.save(out)
        return _repeatable(out.getvalue(), has_name=_has_name(pdf))
    finally:
        pdf.close()


def _has_name(pdf: pypdfium2.PdfDocument) -> bool:
    """Whether the original has a permanent identifier, which its copy keeps."""
    return bool(pdfium.FPDF_GetFileIdentifier(pdf.raw, pdfium.FILEIDTYPE_PERMANENT, None, 0) > 1)


def _repeatable(written: bytes, *, has_name: bool) -> bytes:
    """The same file with identifiers drawn from its bytes instead of by chance."""
    name = hashlib.md5(_IDENTIFIERS.sub(b"", written), usedforsecurity=False).hexdigest().upper().encode()
    return _IDENTIFIERS.sub(
        lambda m: b"".join((m[1], m[2] if has_name else b"<" + name + b">", m[3], name, m[4])), written
    )


def _font(pdf: pypdfium2.PdfDocument) -> object:
    """A face with all letters of French, set in the file once; reportlab carries it."""
    data = files("reportlab").joinpath("fonts", "Vera.ttf").read_bytes()
    buffer = (ctypes.c_uint8 * len(data)).from_buffer_copy(data)
    return pdfium.FPDFText_LoadFont(pdf.raw, buffer, len(data), pdfium.FPDF_FONT_TRUETYPE, True)


def _write(pdf: pypdfium2.PdfDocument, page: Page, words: list[Word], font: object) -> None:
    leaf = pdf[page.number - 1]
    try:
        space, placing = PageSpace.of(leaf), Placing.of(page)
        for word in words:
            _draw(pdf, leaf, word, space, placing, font)
        pdfium.FPDFPage_GenerateContent(leaf.raw)
    finally:
        leaf.close()


def _draw(
    pdf: pypdfium2.PdfDocument,
    leaf: pypdfium2.PdfPage,
    word: Word,
    space: PageSpace,
    placing: Placing,
    font: object,
) -> None:
    size = word.size or word.box.height
    text = pdfium.FPDFPageObj_CreateTextObj(pdf.raw, font, size)
    stretch = word.box.width / max(0.1, _width(text, f"|{word.text}|") - _width(text, "||"))
    _set_text(text, word.text + " ")  # so that readers of the copy do not glue neighbours
    pdfium.FPDFTextObj_SetTextRenderMode(text, pdfium.FPDF_TEXTRENDERMODE_INVISIBLE)
    baseline = word.box.y1 - DESCENT * size
    x0, y0 = space.point_in_file(*placing.point(word.box.x0, baseline))
    x1, y1 = space.point_in_file(*placing.point(word.box.x1, baseline))
    angle = math.atan2(y1 - y0, x1 - x0)
    cos, sin = math.cos(angle), math.sin(angle)
    pdfium.FPDFPageObj_Transform(text, stretch * cos, stretch * sin, -sin, cos, x0, y0)
    pdfium.FPDFPage_InsertObject(leaf.raw, text)


def _set_text(handle: object, text: str) -> None:
    encoded = (text + "\x00").encode("utf-16-le")
    pdfium.FPDFText_SetText(handle, (ctypes.c_ushort * (len(encoded) // 2)).from_buffer_copy(encoded))


def _width(handle: object, text: str) -> float:
    """How wide a text is drawn; between two bars, this tells how far its letters move the pen."""
    _set_text(handle, text)
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    pdfium.FPDFPageObj_GetBounds(handle, left, bottom, right, top)
    return right.value - left.value

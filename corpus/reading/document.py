"""A file read: each page by the path that gives its words."""

from __future__ import annotations

from pathlib import Path

import pypdfium2

from corpus.errors import EncryptedPdf, NoPages, SourceUnreadable, TruncatedPdf, UnreadablePage
from corpus.page import Page, ReadDocument, Reading
from corpus.reading.drawing import read_drawing
from corpus.reading.scan import read_scan
from corpus.reading.settings import ReadingSettings
from corpus.reading.space import PageSpace
from corpus.reading.text_layer import read_text_layer

READING_VERSION = "1"
"""Changes whenever the same bytes may give other words, boxes or rulings; readings kept under another are redone."""


def read_document(path: Path | str, sha256: str, settings: ReadingSettings = ReadingSettings()) -> ReadDocument:  # noqa: B008
    """Read every page of a PDF.

    Args:
        path: the file; never written to.
        sha256: its identity, passed on.
        settings: language, resolution, limits.

    Raises:
        TruncatedPdf: it cannot be opened.
        EncryptedPdf: it needs a password.
        NoPages: it has none.
        OcrUnavailable: a page needs recognition and the engine is missing.
    """
    document = _opened(Path(path))
    try:
        if len(document) == 0:
            raise NoPages("le PDF ne contient aucune page")
        pages = tuple(_read_page(document, i, settings) for i in range(len(document)))
    finally:
        document.close()
    return ReadDocument(sha256, pages, ())


def read_page_of(path: Path | str, number: int, settings: ReadingSettings = ReadingSettings()) -> Page:  # noqa: B008
    """Read one page, from 1."""
    document = _opened(Path(path))
    try:
        return _read_page(document, number - 1, settings)
    finally:
        document.close()


def _opened(path: Path) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(path)
    except FileNotFoundError as error:
        raise SourceUnreadable(f"fichier introuvable : {path}") from error
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise EncryptedPdf("un mot de passe est demandé à l'ouverture") from error
        raise TruncatedPdf(f"le PDF ne s'ouvre pas ({error})") from error


def _read_page(document: pypdfium2.PdfDocument, index: int, settings: ReadingSettings) -> Page:
    try:
        page = document[index]
    except pypdfium2.PdfiumError as error:
        raise UnreadablePage(f"la page {index + 1} ne se charge pas ({error})") from error
    try:
        space = PageSpace.of(page)
        layer = read_text_layer(page, space)
        drawing = read_drawing(page, space)
        if len(layer.words) < 10 and drawing.pictures:
            return read_scan(page, space, index + 1, settings)
        return Page(
            index + 1,
            round(space.width, 2),
            round(space.height, 2),
            Reading.DIGITAL if layer.words else Reading.BLANK,
            layer.words,
            drawing.rulings,
            pictures=drawing.pictures,
        )
    finally:
        page.close()

"""A file read: each page by the path that gives its words."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from itertools import repeat
from pathlib import Path

import cv2
import pypdfium2

from corpus.errors import EncryptedPdf, NoPages, SourceUnreadable, TruncatedPdf, UnreadablePage, WorkerCrashed
from corpus.page import Box, Page, ReadDocument, Reading, Word
from corpus.reading import triage
from corpus.reading.drawing import Drawing, read_drawing, resolution
from corpus.reading.picture import Picture, render
from corpus.reading.ruling import RuledFile
from corpus.reading.scan import mean_confidence, read_region, read_scan
from corpus.reading.settings import ReadingSettings
from corpus.reading.space import PageSpace
from corpus.reading.text_layer import TextLayer, read_text_layer

READING_VERSION = "10"
"""Changes whenever the same bytes may give other words, boxes or rulings; readings kept under another are redone."""

_PageRead = tuple[Page, tuple[str, ...]]
"""A page and what is to be told of it."""

_STRETCH = 16
"""Pages read before a document is opened anew."""
_BETTER = 0.1
"""By how much an earlier program's layer must look more like French than our own reading to be preferred."""
_TYPE_PIXELS = 38.0
"""Type size in pixels at which the engine reads best: measured, finer pictures take longer and read no better."""
_LAYER_CONFIDENCE = 80.0
"""Given to words of another program's recognition, which says nothing of its own."""


def read_document(
    path: Path | str,
    sha256: str,
    settings: ReadingSettings = ReadingSettings(),  # noqa: B008
    jobs: int = 1,
    page_read: Callable[[int], None] = lambda _: None,
) -> ReadDocument:
    """Read every page of a PDF.

    Args:
        path: the file; never written to.
        sha256: its identity, passed on.
        settings: language, resolution, limits.
        jobs: how many processes share its pages; the reading is the same whatever the number.
        page_read: told after each page how many are read, for whoever waits.

    Raises:
        SourceUnreadable: there is no such file.
        TruncatedPdf: it cannot be opened.
        EncryptedPdf: it needs a password.
        NoPages: it has none.
        UnreadablePage: a page can be neither extracted nor rendered.
        OcrUnavailable: a page needs recognition and the engine is missing.
        ReadTimeout: a page took longer than ``settings.page_seconds``.
        WorkerCrashed: a process that shared the pages died.
    """
    document = _opened(Path(path))
    count = len(document)
    document.close()
    if count == 0:
        raise NoPages("le PDF ne contient aucune page")
    pages = _read_shared if jobs > 1 and count > 1 else _read_here
    read = []
    for page in pages(Path(path), count, settings, jobs):
        read.append(page)
        page_read(len(read))
    notes = dict.fromkeys(note for _, page_notes in read for note in page_notes)
    return ReadDocument(sha256, tuple(page for page, _ in read), tuple(notes))


def _read_here(path: Path, count: int, settings: ReadingSettings, _: int) -> Iterator[_PageRead]:
    for first in range(0, count, _STRETCH):
        yield from _read_stretch(path, first, settings)


def _read_shared(path: Path, count: int, settings: ReadingSettings, jobs: int) -> Iterator[_PageRead]:
    with ProcessPoolExecutor(min(jobs, count), mp_context=multiprocessing.get_context("forkserver")) as pool:
        try:
            yield from pool.map(_read_page_alone, repeat(path), range(count), repeat(settings))
        except BrokenProcessPool as error:
            raise WorkerCrashed("un processus qui lisait des pages du document est mort") from error


def _read_stretch(path: Path, first: int, settings: ReadingSettings) -> Iterator[_PageRead]:
    """Some pages of a document, opened for them alone: PDFium keeps what it decoded until a document is closed."""
    document, ruled = _opened(path), RuledFile(path)
    try:
        last = min(first + _STRETCH, len(document))
        for i in range(first, last):
            yield _read_page(document, ruled, i, settings)
    finally:
        ruled.close()
        document.close()


def read_page_of(path: Path | str, number: int, settings: ReadingSettings = ReadingSettings()) -> Page:  # noqa: B008
    """Read one page, counted from 1, of a PDF; raises as `read_document`."""
    return _read_page_alone(Path(path), number - 1, settings)[0]


def _read_page_alone(path: Path, index: int, settings: ReadingSettings) -> _PageRead:
    document, ruled = _opened(path), RuledFile(path)
    try:
        return _read_page(document, ruled, index, settings)
    finally:
        ruled.close()
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


def _read_page(document: pypdfium2.PdfDocument, ruled: RuledFile, index: int, settings: ReadingSettings) -> _PageRead:
    try:
        page = document[index]
    except pypdfium2.PdfiumError as error:
        raise UnreadablePage(f"la page {index + 1} ne se charge pas ({error})") from error
    try:
        return _PageReader(page, ruled, index + 1, settings).read()
    finally:
        page.close()


class _PageReader:
    """One page with what is known of it before it is read."""

    def __init__(self, page: pypdfium2.PdfPage, ruled: RuledFile, number: int, settings: ReadingSettings) -> None:
        self._page, self._number, self._settings = page, number, settings
        self._space = PageSpace.of(page)
        self._layer: TextLayer = read_text_layer(page, self._space)
        self._drawing: Drawing = read_drawing(
            page, self._space, lambda paths: ruled.lines(number - 1, self._space, paths)
        )
        self._finest: tuple[float, Picture] | None = None
        self._survey = triage.Survey(self._drawn)

    def read(self) -> _PageRead:
        decision = triage.triage(self._layer, self._drawing, self._space, self._survey)
        if decision.path is triage.Path.NOTHING:
            return self._digital((), Reading.BLANK), decision.notes
        if decision.path is triage.Path.LAYER:
            return self._digital(decision.words, Reading.DIGITAL), decision.notes
        if not self._settings.use_ocr:
            return self._unread(decision)
        if decision.path is triage.Path.BOTH:
            return self._mixed(decision.words, decision.regions), decision.notes
        return self._scanned(decision)

    def _digital(self, words: Sequence[Word], reading: Reading) -> Page:
        return Page(
            self._number,
            round(self._space.width, 2),
            round(self._space.height, 2),
            reading,
            tuple(words),
            self._drawing.rulings,
            pictures=self._drawing.pictures,
        )

    def _unread(self, decision: triage.Triage) -> _PageRead:
        """What there is without recognition."""
        words = decision.words or self._earlier_reading()
        page = self._digital(words, Reading.DIGITAL if words else Reading.BLANK)
        return page, (*decision.notes, "unread-pictures")

    def _mixed(self, words: Sequence[Word], regions: Sequence[Box]) -> Page:
        page = self._digital(words, Reading.DIGITAL)
        for region in regions:
            dpi = self._dpi()
            seen = read_region(self._drawn(dpi), region, words, dpi, self._settings)
            if seen.words:
                page = replace(
                    page,
                    reading=Reading.MIXED,
                    words=(*page.words, *seen.words),
                    rulings=(*page.rulings, *seen.rulings),
                )
        read = page.words[len(words) :]
        return replace(page, confidence=mean_confidence(read))

    def _scanned(self, decision: triage.Triage) -> _PageRead:
        dpi = self._dpi()
        page = read_scan(self._drawn(dpi), self._space, self._number, dpi, self._settings)
        page = replace(page, pictures=self._drawing.pictures if page.rotation == 0 else ())
        earlier = self._earlier_reading()
        if earlier and _reads_more_like_french(earlier, page.words):
            kept = self._digital(earlier, Reading.OCR)
            return replace(kept, confidence=_LAYER_CONFIDENCE), (*decision.notes, "earlier-recognition-kept")
        if decision.words and page.rotation == 0:
            page = replace(page, words=_joined(page.words, decision.words))
        return page, decision.notes

    def _earlier_reading(self) -> tuple[Word, ...]:
        return tuple(replace(w, confidence=_LAYER_CONFIDENCE) for w in self._layer.hidden)

    def _dpi(self) -> float:
        """As fine as the letters need and the picture is, within the settings; 200 where there is no picture."""
        native = resolution(self._page) or 200.0
        size = self._survey.type_size()
        needed = _TYPE_PIXELS * 72 / size if size else native
        wanted = min(native, needed) if native > self._settings.least_dpi else native
        return self._bounded(min(max(wanted, self._settings.least_dpi), self._settings.most_dpi))

    def _drawn(self, dpi: float) -> Picture:
        """The page as a picture. Drawing a scan means decoding it, so that is done once, as fine as it will be read."""
        dpi = self._bounded(dpi)
        if self._finest is None or self._finest[0] < dpi - 0.01:
            whole = max((p.width * p.height for p in self._drawing.pictures), default=0.0)
            is_scan = whole > 0.5 * self._space.width * self._space.height
            native = min(resolution(self._page) or dpi, self._settings.most_dpi) if is_scan else dpi
            finest = self._bounded(max(dpi, native, self._settings.least_dpi if is_scan else dpi))
            self._finest = finest, render(self._page, finest)
        finest, picture = self._finest
        if finest <= dpi + 0.01:
            return picture
        size = (max(1, round(picture.shape[1] * dpi / finest)), max(1, round(picture.shape[0] * dpi / finest)))
        return cv2.resize(picture, size, interpolation=cv2.INTER_AREA)

    def _bounded(self, dpi: float) -> float:
        """So that the page stays within the most pixels allowed."""
        inches = self._space.width * self._space.height / 72**2
        return float(min(dpi, (self._settings.most_pixels / max(inches, 1e-6)) ** 0.5))


def _reads_more_like_french(earlier: Sequence[Word], ours: Sequence[Word]) -> bool:
    theirs = triage.plausibility(w.text for w in earlier)
    own = triage.plausibility(w.text for w in ours)
    return theirs is not None and theirs > (own or 0.0) + _BETTER


def _joined(read: Sequence[Word], layer: Sequence[Word]) -> tuple[Word, ...]:
    """Words read from the picture, save where the layer has its own, then the layer's."""
    kept = [w for w in read if not any(_covers(d.box, w.box) for d in layer)]
    return (*kept, *layer)


def _covers(box: Box, other: Box) -> bool:
    across = min(box.x1, other.x1) - max(box.x0, other.x0)
    down = min(box.y1, other.y1) - max(box.y0, other.y0)
    return across > 0.3 * other.width and down > 0.3 * other.height

"""Pages no one would call minutes: reading gives something sensible or says why not, and never fails by accident."""

from __future__ import annotations

import os
import shutil

import numpy as np
import pytest

from corpus.errors import (
    EncryptedPdf,
    OcrInterrupted,
    OcrUnavailable,
    ReadTimeout,
    SourceUnreadable,
    TruncatedPdf,
    WorkerCrashed,
)
from corpus.page import Reading
from corpus.reading import ReadingSettings, read_document
from corpus.reading import ocr as engine
from tests.unit.reading_pdfs import minutes, pdf, picture_of, scan

pytestmark = pytest.mark.unit
needs_engine = pytest.mark.skipif(shutil.which("tesseract") is None, reason="no tesseract")


def read(document: bytes, folder, **settings):
    path = folder / "odd.pdf"
    path.write_bytes(document)
    return read_document(path, "0" * 64, ReadingSettings(**settings))


def grey(height: int, width: int, level: int) -> np.ndarray:
    return np.full((height, width), level, np.uint8)


@needs_engine
@pytest.mark.parametrize(
    "picture",
    [
        grey(3, 3, 0),
        grey(1, 900, 128),
        grey(900, 1, 128),
        grey(400, 300, 0),
        grey(400, 300, 255),
        np.random.default_rng(1).integers(0, 256, (300, 220), np.uint8),
        np.tile(np.array([0, 255], np.uint8), (300, 120)),
    ],
    ids=["dot", "hair across", "hair down", "black", "white", "noise", "stripes"],
)
def test_pictures_without_text_give_pages_without_much(tmp_path, picture):
    (page,) = read(scan(picture, dpi=100), tmp_path).pages
    assert page.reading in (Reading.BLANK, Reading.OCR)
    assert sum(len(w.text) for w in page.words) < 200


@needs_engine
def test_a_plan_as_large_as_a_table_stays_within_the_pixels_allowed(tmp_path, monkeypatch):
    seen = []
    recognise = engine.recognise

    def watched(picture, *rest):
        seen.append(picture.size)
        return recognise(picture, *rest)

    monkeypatch.setattr("corpus.reading.scan.recognise", watched)
    read(scan(picture_of(pdf(minutes), dpi=60), dpi=6), tmp_path, most_pixels=4_000_000)
    assert seen
    assert max(seen) <= 4_100_000


def test_pages_of_one_point_do_not_divide_by_zero(tmp_path):
    (page,) = read(pdf(lambda c: None, size=(1, 1)), tmp_path).pages
    assert page.reading is Reading.BLANK


def test_encrypted_file_says_so(tmp_path):
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfgen.canvas import Canvas

    path = tmp_path / "locked.pdf"
    canvas = Canvas(str(path), encrypt=StandardEncryption("user", "owner"))
    canvas.drawString(72, 700, "Secret")
    canvas.save()
    with pytest.raises(EncryptedPdf):
        read_document(path, "0" * 64)


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\n", b"not a pdf at all", pdf(minutes)[:300]])
def test_what_is_no_pdf_says_so(tmp_path, data):
    path = tmp_path / "bad.pdf"
    path.write_bytes(data)
    with pytest.raises(TruncatedPdf):
        read_document(path, "0" * 64)


def test_missing_file_says_so(tmp_path):
    with pytest.raises(SourceUnreadable):
        read_document(tmp_path / "none.pdf", "0" * 64)


def test_missing_engine_says_so(tmp_path, monkeypatch):
    monkeypatch.setattr("pytesseract.pytesseract.tesseract_cmd", "no-such-program")
    with pytest.raises(OcrUnavailable, match="tesseract"):
        read(scan(picture_of(pdf(minutes), dpi=100), dpi=100), tmp_path)


@needs_engine
def test_missing_language_says_so(tmp_path):
    with pytest.raises(OcrUnavailable):
        read(scan(picture_of(pdf(minutes), dpi=100), dpi=100), tmp_path, language="xyz")


def engine_that_dies(folder, times: int):
    """Stopped by a signal so many times, then the real one; notes each call in a file."""
    script = folder / "tesseract"
    script.write_text(
        f"#!/bin/sh\necho call >> {folder}/calls\n[ $(wc -l < {folder}/calls) -gt {times} ] || kill -KILL $$\n"
        f'exec {shutil.which("tesseract")} "$@"\n'
    )
    script.chmod(0o755)
    return str(script)


@needs_engine
def test_engine_stopped_by_a_signal_reads_the_page_again(tmp_path, monkeypatch):
    picture = scan(picture_of(pdf(minutes), dpi=100), dpi=100)
    undisturbed = read(picture, tmp_path)
    monkeypatch.setattr("pytesseract.pytesseract.tesseract_cmd", engine_that_dies(tmp_path, times=1))
    assert read(picture, tmp_path) == undisturbed


def test_engine_stopped_again_and_again_is_no_reason_to_install_it(tmp_path, monkeypatch):
    monkeypatch.setattr("pytesseract.pytesseract.tesseract_cmd", engine_that_dies(tmp_path, times=9))
    with pytest.raises(OcrInterrupted, match="signal 9") as told:
        read(scan(picture_of(pdf(minutes), dpi=100), dpi=100), tmp_path)
    assert not told.value.is_terminal
    assert len((tmp_path / "calls").read_text().splitlines()) == 2


def test_engine_that_hangs_is_stopped(tmp_path, monkeypatch):
    slow = tmp_path / "tesseract"
    slow.write_text("#!/bin/sh\nexec sleep 30\n")
    slow.chmod(0o755)
    monkeypatch.setattr("pytesseract.pytesseract.tesseract_cmd", str(slow))
    with pytest.raises(ReadTimeout):
        read(scan(picture_of(pdf(minutes), dpi=100), dpi=100), tmp_path, page_seconds=0.5)


@needs_engine
def test_pages_shared_among_processes_read_the_same(tmp_path):
    path = tmp_path / "two.pdf"
    path.write_bytes(pdf(minutes, lambda c: None, minutes))
    assert read_document(path, "0" * 64, jobs=2) == read_document(path, "0" * 64)


def dies(*_: object) -> None:
    os._exit(9)


def test_a_page_process_that_dies_is_told_as_such(tmp_path, monkeypatch):
    path = tmp_path / "two.pdf"
    path.write_bytes(pdf(minutes, lambda c: None))
    monkeypatch.setattr("corpus.reading.document._read_page_alone", dies)
    with pytest.raises(WorkerCrashed):
        read_document(path, "0" * 64, jobs=2)


def test_settings_refuse_bounds_that_cannot_be_met():
    with pytest.raises(ValueError, match="dpi"):
        ReadingSettings(least_dpi=400, most_dpi=300)

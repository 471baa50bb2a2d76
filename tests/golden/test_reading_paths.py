"""The same page by every path: digital, scanned and put in as a picture, it gives the same words at the same places."""

from __future__ import annotations

import shutil

import cv2
import numpy as np
import pytest
from rapidfuzz.distance import Levenshtein

from corpus.page import Box, Page, Reading
from corpus.reading import read_document
from tests.unit.reading_pdfs import minutes, pdf, picture_of, scan, table, turned

pytestmark = [pytest.mark.golden, pytest.mark.skipif(shutil.which("tesseract") is None, reason="no tesseract")]
TOLERANCE = 3.0
"""Points."""
WORST_ERROR_RATE = 0.02


def page_of(document: bytes, folder) -> Page:
    path = folder / "page.pdf"
    path.write_bytes(document)
    return read_document(path, "0" * 64).pages[0]


def distance(a: Box, b: Box) -> float:
    return max(abs(a.x0 - b.x0), abs(a.y0 - b.y0), abs(a.x1 - b.x1), abs(a.y1 - b.y1))


def assert_same(digital: Page, scanned: Page) -> None:
    expected, found = ([(w.text, w.box) for w in p.words] for p in (digital, scanned))
    texts = [" ".join(t for t, _ in words) for words in (expected, found)]
    assert Levenshtein.normalized_distance(*texts) <= WORST_ERROR_RATE
    left = list(found)
    for text, box in expected:
        near = [
            (t, b)
            for t, b in left
            if t == text
            and max(abs(b.x0 - box.x0), abs(b.y0 - box.y0), abs(b.x1 - box.x1), abs(b.y1 - box.y1)) <= TOLERANCE
        ]
        if near:
            left.remove(near[0])
    assert len(found) - len(left) >= 0.97 * len(expected), [t for t, _ in left]


@pytest.mark.parametrize("degrees", [0.0, 1.2])
def test_running_text_scanned(tmp_path, degrees):
    digital = page_of(pdf(minutes), tmp_path)
    scanned = page_of(scan(turned(picture_of(pdf(minutes)), degrees)), tmp_path)
    assert (digital.reading, scanned.reading) == (Reading.DIGITAL, Reading.OCR)
    assert scanned.skew == pytest.approx(degrees, abs=0.15)
    assert_same(digital, scanned)
    sizes = [w.size for w in scanned.words]
    assert sorted(sizes)[len(sizes) // 2] == pytest.approx(12, abs=1)


@pytest.mark.parametrize("turn", [cv2.ROTATE_90_CLOCKWISE, cv2.ROTATE_180, cv2.ROTATE_90_COUNTERCLOCKWISE])
def test_page_fed_the_wrong_way(tmp_path, turn):
    digital = page_of(pdf(minutes), tmp_path)
    scanned = page_of(scan(cv2.rotate(picture_of(pdf(minutes)), turn)), tmp_path)
    back = {cv2.ROTATE_90_CLOCKWISE: 270, cv2.ROTATE_180: 180, cv2.ROTATE_90_COUNTERCLOCKWISE: 90}
    assert scanned.rotation == back[turn]
    assert (scanned.width, scanned.height) == pytest.approx((digital.width, digital.height), abs=1)
    assert_same(digital, scanned)


def test_ruled_table_scanned(tmp_path):
    digital, scanned = page_of(pdf(table), tmp_path), page_of(scan(picture_of(pdf(table))), tmp_path)
    assert_same(digital, scanned)
    across = [r.box for r in scanned.rulings if r.is_horizontal]
    down = [r.box for r in scanned.rulings if not r.is_horizontal]
    assert (len(across), len(down)) == (4, 4)
    for row in range(4):
        assert across[row].middle == pytest.approx(842 - 728 + 28 * row, abs=TOLERANCE)


def test_shaded_scan_with_print_showing_through(tmp_path):
    clean = picture_of(pdf(minutes))
    shade = np.linspace(140, 215, clean.shape[1])[None, :].repeat(clean.shape[0], 0)
    back = 255 - (255 - clean[:, ::-1].astype(float)) * 0.12
    grain = np.random.default_rng(5).normal(0, 4, clean.shape)
    grey = np.clip(shade * back / 255 * (0.5 + 0.5 * clean / 255) + grain, 0, 255).astype(np.uint8)
    assert_same(page_of(pdf(minutes), tmp_path), page_of(scan(grey), tmp_path))


def test_stamp_over_a_scan_joins_its_words(tmp_path):
    def stamp(c):
        c.setFont("Helvetica", 8)
        c.drawString(330, 820, "Accusé de réception en préfecture")

    path = tmp_path / "stamped.pdf"
    path.write_bytes(scan(picture_of(pdf(minutes)), over=stamp))
    read = read_document(path, "0" * 64)
    texts = [w.text for w in read.pages[0].words]
    assert read.pages[0].reading is Reading.OCR
    assert "stamp-over-scan" in read.notes
    assert texts.count("préfecture") == 1
    assert "Valbrune" in texts


def test_unreadable_layer_gives_way_to_the_picture(tmp_path):
    """The file's letters mean nothing, yet they are drawn: what is drawn is read."""
    picture = picture_of(pdf(minutes))

    def garbage(c):
        text = c.beginText(72, 740)
        text.setTextRenderMode(3)
        for _ in range(12):
            text.textLine("1;ll c0n5ei| mun!c:p@l ~~ d^s $eanc3 l'@n d3ux m:ll3 #")
        c.drawText(text)

    path = tmp_path / "earlier.pdf"
    path.write_bytes(scan(picture, over=garbage))
    read = read_document(path, "0" * 64)
    assert read.notes == ("hidden-text-layer",)
    assert_same(page_of(pdf(minutes), tmp_path), read.pages[0])


def test_picture_of_text_on_a_digital_page_is_read_in_its_place(tmp_path):
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    top, bottom = (round((842 - y) * 200 / 72) for y in (760, 610))
    part = picture_of(pdf(minutes))[top:bottom]

    def both(c):
        c.drawString(72, 500, "Le tableau ci-dessus est adopté.")
        c.drawImage(ImageReader(Image.fromarray(part)), 0, 610, 595.3, 150)

    page = page_of(pdf(both), tmp_path)
    assert page.reading is Reading.MIXED
    assert [w.text for w in page.words if w.confidence == 100.0] == "Le tableau ci-dessus est adopté.".split()
    digital = page_of(pdf(minutes), tmp_path)
    read = Page(1, page.width, page.height, page.reading, tuple(w for w in page.words if w.confidence < 100))
    assert_same(digital, read)


def test_reading_twice_gives_the_same(tmp_path):
    document = scan(turned(picture_of(pdf(table)), 0.7))
    assert page_of(document, tmp_path) == page_of(document, tmp_path)

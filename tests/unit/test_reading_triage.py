"""Which path a page takes, and the traps on the way. The engine is not called: decisions only."""

from __future__ import annotations

import numpy as np
import pypdfium2
import pytest

from corpus.page import Reading
from corpus.reading import ReadingSettings, read_document
from corpus.reading.drawing import read_drawing
from corpus.reading.picture import render
from corpus.reading.space import PageSpace
from corpus.reading.text_layer import read_text_layer
from corpus.reading.triage import Path, Survey, Triage, plausibility, triage
from tests.unit.reading_pdfs import LINES, minutes, pdf, picture_of, scan

pytestmark = pytest.mark.unit


def decided(document: bytes) -> Triage:
    page = pypdfium2.PdfDocument(document)[0]
    space = PageSpace.of(page)
    return triage(read_text_layer(page, space), read_drawing(page, space), space, Survey(lambda dpi: render(page, dpi)))


def test_digital_page_is_read_from_its_layer():
    decision = decided(pdf(minutes))
    assert decision.path is Path.LAYER
    assert len(decision.words) == sum(len(line.split()) for line in LINES)


def test_page_with_nothing_on_it_is_blank():
    assert decided(pdf(lambda c: None)).path is Path.NOTHING


def test_scan_is_read_from_its_picture():
    assert decided(scan(picture_of(pdf(minutes)))).path is Path.PICTURE


def test_stamp_over_a_scan_is_not_the_text_of_the_page():
    def stamp(c):
        c.setFont("Helvetica", 8)
        c.drawString(330, 820, "Accusé de réception en préfecture")
        c.drawString(330, 810, "012-210000018-20210319-D2021-07-DE")
        c.drawString(330, 800, "Date de réception : 19/03/2021")

    decision = decided(scan(picture_of(pdf(minutes)), over=stamp))
    assert decision.path is Path.PICTURE
    assert "stamp-over-scan" in decision.notes
    assert "préfecture" in [w.text for w in decision.words]


def test_picture_behind_a_page_of_text_changes_nothing():
    grey = np.full((1000, 700), 235, np.uint8)
    decision = decided(scan(grey, dpi=85, over=minutes))
    assert decision.path is Path.LAYER


def test_noise_of_unmapped_glyphs_is_not_believed():
    def noise(c):
        c.setFont("Helvetica", 11)
        for i in range(12):
            c.drawString(72, 740 - 20 * i, "%$# !&5(1'8 *:;?(<)= >6&#4 7$9%2 @^8&* {]#7 ~$3=( 2%x#9")

    decision = decided(pdf(noise))
    assert decision.path is Path.PICTURE
    assert "text-layer-distrusted" in decision.notes


def test_letters_moved_along_the_alphabet_are_not_believed():
    def shifted(c):
        for i, line in enumerate(LINES * 2):
            c.drawString(
                72, 740 - 20 * i, "".join(chr(ord(x) - 29) if x.isascii() and x.isalpha() else x for x in line)
            )

    assert decided(pdf(shifted)).path is Path.PICTURE


def test_earlier_recognition_under_the_picture_is_no_layer():
    def hidden(c):
        text = c.beginText(72, 700)
        text.setTextRenderMode(3)
        text.textOut("L.e c0nse1l mun:c:pal")
        c.drawText(text)

    decision = decided(scan(picture_of(pdf(minutes)), over=hidden))
    assert decision.path is Path.PICTURE
    assert "hidden-text-layer" in decision.notes


def test_picture_of_text_on_a_digital_page_is_a_region_to_read():
    part = picture_of(pdf(minutes))[200:600, 150:1500]

    def both(c):
        minutes(c)
        from PIL import Image
        from reportlab.lib.utils import ImageReader

        c.drawImage(ImageReader(Image.fromarray(part)), 72, 200, 450, 140)

    decision = decided(pdf(both))
    assert decision.path is Path.BOTH
    (region,) = decision.regions
    assert (region.x0, region.x1) == pytest.approx((72, 522), abs=1)


def test_photograph_is_no_text():
    rng = np.random.default_rng(7)
    photo = np.clip(np.cumsum(rng.normal(0, 4, (300, 400)), axis=1) + 128, 0, 255).astype(np.uint8)

    def both(c):
        minutes(c)
        from PIL import Image
        from reportlab.lib.utils import ImageReader

        c.drawImage(ImageReader(Image.fromarray(photo)), 72, 200, 300, 225)

    assert decided(pdf(both)).path is Path.LAYER


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        (" ".join(LINES), 0.97, 1.0),
        ("012-210000018 1 250,00 € 3 % 12/03/2021 à 18h30 M. DUPRÉ, Mme LE GALL (suppléante) n°2021-07 • -", 0.95, 1.0),
        ("%$# !&5( 1'8x *:; ?(<)= >6&#4 7$9%2 @^8&* {]#7x ~$3=( 2%x#9 a#b <<x q!q", 0.0, 0.4),
        ("frqvhlO pxqlflsdO gX 45 pduv 5354 oH txrxp iXw DwwhLqw Ho oD vhdQfh irw rxYhuwh pdlUh gX", 0.0, 0.7),
    ],
)
def test_plausibility_tells_french_from_noise(text, low, high):
    assert low <= plausibility(text.split()) <= high


def test_few_tokens_are_not_judged():
    assert plausibility(["@#", "x9z%"]) is None


def test_without_recognition_pictures_are_reported_unread(tmp_path):
    path = tmp_path / "scan.pdf"
    path.write_bytes(scan(picture_of(pdf(minutes), dpi=100), dpi=100))
    read = read_document(path, "0" * 64, ReadingSettings(use_ocr=False))
    assert [p.reading for p in read.pages] == [Reading.BLANK]
    assert read.notes == ("unread-pictures",)

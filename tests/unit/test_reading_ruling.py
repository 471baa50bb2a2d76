"""The ruling of digital pages: which lines are drawn, whatever way, and where they are displayed."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
from reportlab.lib.colors import CMYKColorSep

from corpus.page import Box
from corpus.reading import read_document
from corpus.reading.drawing import read_drawing
from corpus.reading.instructions import without_text
from corpus.reading.ruling import RuledFile
from corpus.reading.space import PageSpace
from tests.unit.reading_pdfs import minutes, pdf, table

pytestmark = pytest.mark.unit
HEIGHT = 842.0


def rulings_of(path: Path) -> list[Box]:
    (page,) = read_document(path, "0" * 64).pages
    return [r.box for r in page.rulings]


def saved(tmp_path: Path, draw) -> Path:
    path = tmp_path / "minutes.pdf"
    path.write_bytes(pdf(draw, size=(595, HEIGHT)))
    return path


def counts(boxes: list[Box]) -> tuple[int, int]:
    across = sum(b.width > b.height for b in boxes)
    return across, len(boxes) - across


def test_lines_thin_fills_and_frames_are_rulings_but_not_white_ones(tmp_path):
    def draw(c):
        c.drawString(60, 410, "Valbrune")
        c.line(50, 700, 300, 700)
        c.rect(50, 600, 200, 0.7, stroke=0, fill=1)
        c.rect(50, 400, 100, 60)
        c.setStrokeColorRGB(1, 1, 1)
        c.line(50, 300, 300, 300)
        c.setFillGray(1)
        c.rect(50, 200, 200, 0.7, stroke=0, fill=1)

    boxes = rulings_of(saved(tmp_path, draw))
    across = sorted(b.middle for b in boxes if b.width > b.height)
    assert [HEIGHT - y for y in across] == pytest.approx([700, 600.35, 460, 400], abs=0.5)
    assert counts(boxes) == (4, 2)


def test_a_grid_drawn_as_one_long_path_is_taken_apart(tmp_path):
    def draw(c):
        path = c.beginPath()
        for i in range(41):
            path.moveTo(50, 780 - 15 * i)
            path.lineTo(350, 780 - 15 * i)
        for x in (50, 150, 350):
            path.moveTo(x, 780)
            path.lineTo(x, 180)
        c.drawPath(path, stroke=1, fill=0)
        c.drawString(60, 770, "Location 120,00")

    assert counts(rulings_of(saved(tmp_path, draw))) == (41, 3)


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_lines_are_where_the_page_as_displayed_has_them(tmp_path, rotation):
    """The two libraries count from different corners: a crop off the middle and a turn must not move a line."""
    path = saved(tmp_path, lambda c: (c.rect(100, 300, 200, 90), c.line(100, 360, 300, 360), minutes(c)))
    document = pypdfium2.PdfDocument(path)
    document[0].set_cropbox(40, 70, 500, 800)
    document[0].set_rotation(rotation)
    turned = tmp_path / "turned.pdf"
    document.save(turned)
    page = pypdfium2.PdfDocument(turned)[0]
    space = PageSpace.of(page)
    ruled = RuledFile(turned)
    boxes = [r.box for r in read_drawing(page, space, lambda seen: ruled.lines(0, space, seen)).rulings]
    expected = [space.box(*line) for line in ((100, 300, 300, 300), (100, 390, 300, 390), (100, 360, 300, 360))]
    expected += [space.box(*line) for line in ((100, 300, 100, 390), (300, 300, 300, 390))]
    assert sorted(map(str, boxes)) == sorted(map(str, expected))


def test_full_tint_of_a_printing_ink_is_no_white(tmp_path):
    """pdfminer tells a tint of 1 without its colour space, in which it is the full ink and not the paper."""

    def draw(c):
        minutes(c)
        c.setStrokeColor(CMYKColorSep(1, 0.4, 0, 0.2, spotName="Bleu ardoise"))
        for y in (300, 330, 360):
            c.line(100, y, 300, y)
        for x in (100, 200, 300):
            c.line(x, 300, x, 360)

    assert counts(rulings_of(saved(tmp_path, draw))) == (3, 3)


def test_pages_without_ruling_are_not_opened_again(tmp_path, monkeypatch):
    asked = []
    monkeypatch.setattr(RuledFile, "lines", lambda self, index, *rest: asked.append(index))
    path = tmp_path / "minutes.pdf"
    path.write_bytes(pdf(minutes, table, lambda c: (minutes(c), c.line(72, 500, 300, 500))))
    read_document(path, "0" * 64)
    assert asked == [1]


def test_what_pdfplumber_cannot_read_keeps_the_lines_pdfium_sees(tmp_path):
    path = saved(tmp_path, lambda c: (minutes(c), [c.line(50, y, 300, y) for y in (100, 130, 160)]))
    ruled = RuledFile(tmp_path / "no-pdf.txt")
    (tmp_path / "no-pdf.txt").write_text("Valbrune")
    page = pypdfium2.PdfDocument(path)[0]
    space = PageSpace.of(page)
    assert ruled.lines(0, space, []) is None
    assert len(read_drawing(page, space, lambda seen: ruled.lines(0, space, seen)).rulings) == 3


def test_text_is_cut_and_what_draws_is_kept():
    instructions = rb"""q 25 732 456 16 re W* n BT /F1 12 Tf 1 0 0 1 388 737 Tm 0 g [(a \) f)-3(\(] TJ 10 10 l)] TJ ET Q
        q 0.9 0 0 0.9 0 0 cm 0.5 g 10 20 30 40 re f Q /P <</MCID 3>> BDC 5 5 m 9 5 l S EMC"""
    assert without_text(instructions).split() == (
        b"q 0.9 0 0 0.9 0 0 cm 0.5 g 10 20 30 40 re f Q 5 5 m 9 5 l S".split()
    )


@pytest.mark.parametrize("sheet", [b"[ 1e38 0 595 842 ]", b"[ 0 0 0 0 ]", b"[ 0 0 (x) 842 ]", b"[ 0 0 ]"])
def test_a_sheet_whose_size_pdfplumber_cannot_take_is_read_all_the_same(tmp_path, sheet):
    def draw(c):
        c.drawString(60, 410, "Valbrune")
        c.line(50, 700, 300, 700)
        c.rect(50, 400, 100, 60)

    path = saved(tmp_path, draw)
    whole = path.read_bytes()
    start = whole.index(b"/MediaBox [")
    end = whole.index(b"]", start) + 1
    path.write_bytes(whole[:start] + b"/MediaBox " + sheet + whole[end:])
    asked = RuledFile(path)
    assert asked.lines(0, PageSpace(0, 0, 595, 842, 0), []) is None or sheet != b"[ 1e38 0 595 842 ]"
    asked.close()
    assert len(read_document(path, "0" * 64).pages) == 1

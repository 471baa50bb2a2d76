"""Text layers: words, sizes, weights, boxes as displayed, and what the field does to them."""

from __future__ import annotations

import io

import pypdfium2
import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from corpus.reading.drawing import read_drawing
from corpus.reading.space import PageSpace
from corpus.reading.text_layer import TextLayer, read_text_layer

pytestmark = pytest.mark.unit
HEIGHT = A4[1]


def drawn(draw) -> pypdfium2.PdfPage:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4)
    draw(canvas)
    canvas.showPage()
    canvas.save()
    return pypdfium2.PdfDocument(buffer.getvalue())[0]


def layer_of(draw, rotation: int = 0) -> TextLayer:
    page = drawn(draw)
    page.set_rotation(rotation)
    return read_text_layer(page, PageSpace.of(page))


def texts(layer: TextLayer) -> list[str]:
    return [w.text for w in layer.words]


def test_words_have_size_weight_and_slope():
    def draw(c):
        for i, font in enumerate(("Helvetica", "Helvetica-Bold", "Times-Italic")):
            c.setFont(font, 10 + i)
            c.drawString(72, 700 - 30 * i, "Séance du conseil")

    words = layer_of(draw).words
    assert [w.text for w in words] == ["Séance", "du", "conseil"] * 3
    assert [w.size for w in words[::3]] == [10, 11, 12]
    assert [w.bold for w in words[::3]] == [False, True, False]
    assert [w.italic for w in words[::3]] == [False, False, True]


def test_box_stands_on_the_baseline_from_the_top_of_the_page():
    box = layer_of(lambda c: c.drawString(72, 700, "Votants")).words[0].box
    assert box.x0 == pytest.approx(72, abs=1)
    assert box.y0 == pytest.approx(HEIGHT - 700 - 0.8 * 12, abs=0.1)
    assert box.y1 == pytest.approx(HEIGHT - 700 + 0.22 * 12, abs=0.1)


@pytest.mark.parametrize("rotation", [90, 180, 270])
def test_boxes_are_those_of_the_page_as_displayed(rotation):
    """Text set so that the page's own rotation puts it upright comes out at the same place as on an upright page."""
    width, height = (A4[1], A4[0]) if rotation in (90, 270) else A4

    def draw(c):
        c.translate(*{90: (A4[0], 0), 180: A4, 270: (0, A4[1])}[rotation])
        c.rotate({90: 90, 180: 180, 270: 270}[rotation])
        c.drawString(72, height - 100, "Délibération")

    word = layer_of(draw, rotation).words[0]
    assert word.text == "Délibération"
    assert word.box.x0 == pytest.approx(72, abs=1)
    assert word.box.y1 == pytest.approx(100 + 0.22 * 12, abs=0.5)
    assert word.box.x1 < width


def test_cropped_page_counts_from_what_is_seen():
    page = drawn(lambda c: c.drawString(172, 600, "Vu"))
    page.set_cropbox(100, 100, 500, 700)
    space = PageSpace.of(page)
    assert (space.width, space.height) == (400, 600)
    assert read_text_layer(page, space).words[0].box.x0 == pytest.approx(72, abs=1)


def test_letter_spacing_is_undone():
    def draw(c):
        text = c.beginText(72, 700)
        text.setFont("Helvetica", 18)
        text.setCharSpace(4)
        text.textOut("PROCÈS VERBAL")
        c.drawText(text)

    assert texts(layer_of(draw)) == ["PROCÈS", "VERBAL"]


def test_lone_initials_stay_apart():
    assert texts(layer_of(lambda c: c.drawString(72, 700, "A B C D E F"))) == list("ABCDEF")


def test_raised_ending_stays_with_its_number():
    def draw(c):
        c.setFont("Helvetica", 12)
        c.drawString(72, 700, "Le 1")
        x = 72 + c.stringWidth("Le 1", "Helvetica", 12)
        c.setFont("Helvetica", 7)
        c.drawString(x, 705, "er")
        c.setFont("Helvetica", 12)
        c.drawString(x + 10, 700, "juin")

    assert texts(layer_of(draw)) == ["Le", "1er", "juin"]


def test_dot_leaders_are_words_of_their_own():
    layer = layer_of(lambda c: c.drawString(72, 700, "Budget..............7"))
    assert texts(layer) == ["Budget", "..............", "7"]
    assert layer.words[2].box.x0 > layer.words[1].box.x0 > layer.words[0].box.x0


def test_neighbouring_cells_are_not_glued():
    def draw(c):
        c.drawString(72, 700, "1 250,00")
        c.drawString(300, 700, "980,00")

    assert texts(layer_of(draw)) == ["1", "250,00", "980,00"]


def test_hidden_text_is_kept_apart():
    def draw(c):
        c.drawString(72, 700, "Visible")
        text = c.beginText(72, 650)
        text.setTextRenderMode(3)
        text.textOut("Caché")
        c.drawText(text)

    layer = layer_of(draw)
    assert texts(layer) == ["Visible"]
    assert [w.text for w in layer.hidden] == ["Caché"]


def test_text_drawn_up_the_page_is_read_as_words():
    def draw(c):
        c.translate(100, 300)
        c.rotate(90)
        c.drawString(0, 0, "Abonnement annuel")

    assert texts(layer_of(draw)) == ["Abonnement", "annuel"]


def test_empty_page_has_an_empty_layer():
    layer = layer_of(lambda c: c.rect(100, 100, 50, 50))
    assert layer == TextLayer((), (), (), 0, 0)


def test_pictures_are_where_they_are_drawn(tmp_path):
    from PIL import Image

    path = tmp_path / "carré.png"
    Image.new("L", (20, 20), 90).save(path)
    page = drawn(lambda c: c.drawImage(str(path), 100, 200, 150, 80))
    (box,) = read_drawing(page, PageSpace.of(page)).pictures
    assert (box.x0, box.x1) == pytest.approx((100, 250), abs=0.5)
    assert box.y1 == pytest.approx(HEIGHT - 200, abs=0.5)

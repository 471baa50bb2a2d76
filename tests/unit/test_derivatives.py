"""Searchable PDF and ALTO from a reading; the engine is not called."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from pathlib import Path

import numpy as np
import pypdfium2
import pytest
from lxml import etree

from corpus.derivatives import alto, searchable_pdf
from corpus.derivatives.alto import NAMESPACE
from corpus.derivatives.placing import Placing
from corpus.page import Box, Page, ReadDocument, Reading, Word
from corpus.reading.space import PageSpace
from corpus.reading.text_layer import line_box, read_text_layer
from tests.unit.reading_pdfs import minutes, pdf, picture_of, scan

pytestmark = pytest.mark.unit
WORDS = (
    Word("Délibération", line_box(72, 150, 100, 12), 96.5, size=12, column=1),
    Word("n°7", line_box(154, 175, 100, 12), 91.0, size=12, column=1),
    Word("•", line_box(72, 76, 130, 12), 88.0, size=12, column=2, raw="e"),
    Word("Cœur", line_box(84, 110, 130, 12), 93.0, size=12, bold=True, column=2),
)


def read(width: float, height: float, **turns) -> ReadDocument:
    page = Page(1, width, height, Reading.OCR, WORDS, confidence=93.4, **turns)
    return ReadDocument("ab" * 32, (page,))


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
@pytest.mark.parametrize("skew", [0.0, -1.3])
def test_placing_undoes_turns_about_the_middle(rotation, skew):
    width, height = (842.0, 595.0) if rotation in (90, 270) else (595.0, 842.0)
    placing = Placing(width, height, rotation, skew)
    assert placing.displayed_size == (595.0, 842.0)
    assert placing.point(width / 2, height / 2) == pytest.approx((297.5, 421.0))
    corner = placing.point(0, 0)
    expected = {0: (0, 0), 90: (0, 842), 180: (595, 842), 270: (595, 0)}[rotation]
    assert corner == pytest.approx(expected, abs=0.1 if skew == 0 else 11)


def test_words_can_be_found_where_they_were_read(tmp_path):
    path = tmp_path / "scan.pdf"
    path.write_bytes(scan(picture_of(pdf(minutes), dpi=72), dpi=72))
    made = pypdfium2.PdfDocument(searchable_pdf(path, read(595, 842)))[0]
    layer = read_text_layer(made, PageSpace.of(made))
    assert layer.words == ()
    assert [w.text for w in layer.hidden] == ["Délibération", "n°7", "•", "Cœur"]
    for found, word in zip(layer.hidden, WORDS, strict=True):
        assert found.box.x0 == pytest.approx(word.box.x0, abs=1.5)
        assert found.box.x1 == pytest.approx(word.box.x1, abs=1.5)
        assert found.box.y1 == pytest.approx(word.box.y1, abs=1.5)


def test_words_of_a_turned_page_lie_along_its_lines(tmp_path):
    path = tmp_path / "scan.pdf"
    path.write_bytes(scan(picture_of(pdf(minutes), dpi=72), dpi=72))
    made = pypdfium2.PdfDocument(searchable_pdf(path, read(842, 595, rotation=90, skew=0.6)))[0]
    words = read_text_layer(made, PageSpace.of(made)).hidden
    assert [w.text for w in words] == ["Délibération", "n°7", "•", "Cœur"]
    box = words[0].box
    assert box.height > 4 * box.width
    assert box.y1 == pytest.approx(842 - 72, abs=4)


def test_searchable_copy_looks_the_same_and_keeps_its_picture(tmp_path):
    path = tmp_path / "scan.pdf"
    original = scan(picture_of(pdf(minutes), dpi=72), dpi=72)
    path.write_bytes(original)
    made = searchable_pdf(path, read(595, 842))
    assert np.array_equal(picture_of(original, dpi=100), picture_of(made, dpi=100))
    images = [
        next(o for o in pypdfium2.PdfDocument(data)[0].get_objects() if isinstance(o, pypdfium2.PdfImage))
        for data in (original, made)
    ]
    assert bytes(images[0].get_data()) == bytes(images[1].get_data())
    assert path.read_bytes() == original


def test_searchable_copy_is_the_same_at_every_writing(tmp_path):
    path = tmp_path / "scan.pdf"
    path.write_bytes(scan(picture_of(pdf(minutes), dpi=72), dpi=72))
    first = searchable_pdf(path, read(595, 842))
    assert searchable_pdf(path, read(595, 842)) == first
    path.write_bytes(first)  # a file that has a name keeps it
    again = searchable_pdf(path, read(595, 842))
    assert searchable_pdf(path, read(595, 842)) == again != first
    assert re.findall(rb"ID\s*\[<([0-9A-F]{32})>", again) == re.findall(rb"ID\s*\[<([0-9A-F]{32})>", first)


def test_words_of_the_file_itself_are_not_written_again(tmp_path):
    path = tmp_path / "digital.pdf"
    path.write_bytes(pdf(minutes))
    page = Page(1, 595, 842, Reading.DIGITAL, (Word("Commune", Box(72, 90, 130, 104)),))
    made = pypdfium2.PdfDocument(searchable_pdf(path, ReadDocument("0" * 64, (page,))))[0]
    assert read_text_layer(made, PageSpace.of(made)).hidden == ()


def test_another_file_is_refused(tmp_path):
    path = tmp_path / "two.pdf"
    path.write_bytes(pdf(minutes, minutes))
    with pytest.raises(ValueError, match="2 pages"):
        searchable_pdf(path, read(595, 842))


def elements(root: ET.Element, tag: str) -> list[ET.Element]:
    return list(root.iter(f"{{{NAMESPACE}}}{tag}"))


def test_alto_has_every_word_with_place_confidence_and_style():
    root = ET.fromstring(alto(read(595, 842).pages[0], "ab" * 32, "7", "séance.pdf").encode())
    assert root.tag == f"{{{NAMESPACE}}}alto"
    strings = elements(root, "String")
    assert [s.get("CONTENT") for s in strings] == [w.text for w in WORDS]
    assert [float(s.get("WC")) for s in strings] == [0.965, 0.91, 0.88, 0.93]
    assert float(strings[0].get("HPOS")) == 72 * 1200 / 72
    assert strings[3].get("STYLE") == "bold"
    assert elements(root, "ALTERNATIVE")[0].text == "e"
    assert elements(root, "MeasurementUnit")[0].text == "inch1200"
    assert elements(root, "fileIdentifier")[0].text == "sha256:" + "ab" * 32
    assert len(elements(root, "TextBlock")) == 2


def test_alto_names_are_unique_and_references_lead_somewhere():
    root = ET.fromstring(alto(read(595, 842).pages[0], "ab" * 32, "7").encode())
    names = [e.get("ID") for e in root.iter() if e.get("ID")]
    assert len(names) == len(set(names))
    assert {e.get("STYLEREFS") for e in elements(root, "String")} <= set(names)
    assert elements(root, "Page")[0].get("PROCESSINGREFS") in names


SCHEMA = etree.XMLSchema(etree.parse(Path(__file__).parents[1] / "data" / "alto-4-part.xsd"))


@pytest.mark.parametrize(
    "page",
    [
        read(595, 842).pages[0],
        read(842, 595, rotation=90, skew=-1.3).pages[0],
        Page(3, 595, 842, Reading.BLANK),
        Page(1, 595, 842, Reading.DIGITAL, (Word("x", Box(1, 2, 3, 4), italic=True, bold=True),)),
    ],
)
@pytest.mark.parametrize("name", ["séance & suite.pdf", None])
def test_alto_is_valid_by_its_schema(page, name):
    SCHEMA.assertValid(etree.fromstring(alto(page, "ab" * 32, "7", name).encode()))


def test_schema_refuses_what_alto_does_not_know():
    root = etree.fromstring(alto(read(595, 842).pages[0], "ab" * 32, "7").encode())
    next(root.iter(f"{{{NAMESPACE}}}String")).set("WC", "96.5")
    assert not SCHEMA.validate(root)


def test_alto_of_a_blank_page_is_a_page():
    root = ET.fromstring(alto(Page(3, 595, 842, Reading.BLANK), "0" * 64, "7").encode())
    assert elements(root, "Page")[0].get("PHYSICAL_IMG_NR") == "3"
    assert elements(root, "String") == []


def test_alto_of_a_turned_page_says_so_in_the_files_own_coordinates():
    root = ET.fromstring(alto(read(842, 595, rotation=90).pages[0], "0" * 64, "7").encode())
    page, string = elements(root, "Page")[0], elements(root, "String")[0]
    assert (page.get("WIDTH"), page.get("HEIGHT")) == ("9917", "14033")
    assert float(string.get("HEIGHT")) > float(string.get("WIDTH"))
    assert elements(root, "TextBlock")[0].get("ROTATION") == "90"

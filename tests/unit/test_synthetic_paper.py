"""Generated minutes on paper: the PDF says what the elements say, a scan is a picture of it."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import pypdfium2
import pytest

from corpus.synthetic import SyntheticMinutes, generate, mixed, scan, typeset
from corpus.synthetic.agreement import fold
from corpus.synthetic.elements import Element, Grid, Kind
from corpus.synthetic.words import clock, date_in_words, elided, in_words, money, of_place, roman

pytestmark = pytest.mark.unit


def texts(pdf: bytes) -> list[str]:
    """The text of each page."""
    return [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(pdf)]


@pytest.fixture(scope="module")
def minutes() -> SyntheticMinutes:
    """A session with a roll, items and a table."""
    return generate(3, forms={"furniture": "footer", "tariff": "ruled-grid"}, topics=("tarifs", "budget"), items=4)


@pytest.fixture(scope="module")
def pdf(minutes: SyntheticMinutes) -> bytes:
    """The session as a PDF."""
    return typeset(minutes)


def test_the_same_minutes_give_the_same_bytes(minutes: SyntheticMinutes, pdf: bytes) -> None:
    assert typeset(minutes) == pdf


def test_the_pdf_says_what_the_elements_say(minutes: SyntheticMinutes, pdf: bytes) -> None:
    page = fold(" ".join(texts(pdf)))
    for element in minutes.elements:
        if element.kind is Kind.HEADING:
            assert all(word in page for word in fold(element.text).split()), element.text
    for row in minutes.truth["attendance"]:
        assert all(word in page for word in fold(row["name"]).split())


def test_running_footers_stand_on_every_page(minutes: SyntheticMinutes, pdf: bytes) -> None:
    pages = texts(pdf)
    year, month, day = minutes.truth["meeting"]["date"].split("-")
    running = fold(f"{minutes.body.assembly} du {day}/{month}/{year}")
    assert len(pages) > 1
    assert all(running in fold(page) for page in pages)


@pytest.mark.parametrize("quality", ["good", "fax"])
def test_a_scan_is_a_picture_of_each_page(pdf: bytes, quality: str) -> None:
    scanned = scan(pdf, quality, 1)
    assert len(pypdfium2.PdfDocument(scanned)) == len(pypdfium2.PdfDocument(pdf))
    assert not "".join(texts(scanned)).strip()
    assert scan(pdf, quality, 1) == scanned
    assert scan(pdf, quality, 2) != scanned


def test_a_poor_scan_is_darker_than_a_good_one(pdf: bytes) -> None:
    def brightness(document: bytes) -> float:
        page = pypdfium2.PdfDocument(document)[0].render(scale=0.3, grayscale=True).to_pil().convert("L")
        return sum(i * n for i, n in enumerate(page.histogram())) / (page.width * page.height)

    assert brightness(scan(pdf, "poor", 1)) < brightness(scan(pdf, "good", 1)) - 20


def test_a_mixed_document_keeps_the_text_of_its_other_pages(pdf: bytes) -> None:
    pages = texts(mixed(pdf, "good", 1, (2,)))
    assert pages[0].strip()
    assert not pages[1].strip()
    assert mixed(pdf, "good", 1, (2,)) == mixed(pdf, "good", 1, (2,))


def test_the_command_writes_documents_and_truth(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "corpus.synthetic", "2", str(tmp_path), "--paper", "text", "--form", "roll=list"]
    subprocess.run(command, check=True, timeout=60)
    assert sorted(p.name for p in tmp_path.glob("*.txt")) == ["synthetic-1.txt", "synthetic-2.txt"]
    truth = json.loads((tmp_path / "truth" / "synthetic-1.json").read_text(encoding="utf-8"))
    assert truth["attendance"]


def test_plain_text_of_elements() -> None:
    assert Element(Kind.ITEM, "approuve", bullet="-").plain() == ["- approuve"]
    assert Element(Kind.TABLE, grid=Grid((("a", "b"), ("", "c")))).plain() == ["a\tb", "\tc"]
    assert Element(Kind.AGENDA, "1. Budget", page="3").plain() == ["1. Budget 3"]
    assert Element(Kind.LEADER, "Adulte", page="3,50 €").plain()[0].endswith(". 3,50 €")
    assert Element(Kind.RULE).plain() == []


def test_wording() -> None:
    from datetime import date, time
    from decimal import Decimal

    assert [in_words(n) for n in (0, 21, 71, 80, 91, 200, 2023)] == [
        "zéro",
        "vingt et un",
        "soixante et onze",
        "quatre-vingts",
        "quatre-vingt-onze",
        "deux cents",
        "deux mille vingt-trois",
    ]
    assert date_in_words(date(2020, 11, 1)) == "deux mille vingt, le premier novembre"
    assert [clock(time(20, 5), form) for form in ("h", "spaced", "words")] == ["20h05", "20 h 05", "vingt heures cinq"]
    assert money(Decimal("5200"), "space") == "5 200,00 €"
    assert money(Decimal("-13967.53"), "dot") == "-13.967,53 €"
    assert money(Decimal("0.2"), "solid") == "0,20€"
    assert [of_place(p) for p in ("Ussaval", "Le Poujolet", "Les Ormières", "La Brémondière")] == [
        "d'Ussaval",
        "du Poujolet",
        "des Ormières",
        "de La Brémondière",
    ]
    assert elided("que", "une") == "qu'une"
    assert [roman(n) for n in (1, 4, 9, 14)] == ["I", "IV", "IX", "XIV"]


def test_pictures_open() -> None:
    """A scan can be opened again from its bytes alone."""
    scanned = scan(typeset(generate(5, items=3)), "good", 5)
    assert len(pypdfium2.PdfDocument(io.BytesIO(scanned))) >= 1

"""Names of people taken apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.french.civility import read_civility
from extractors.french.fold import fold, key_of
from extractors.french.likeness import best_match, same_person
from extractors.french.names import NameOrder, infer_order, parse_name

GIVEN = ["Alix", "Jean-Noël", "Maryse", "Étienne", "Marie-Claire", "Odon", "Inès"]
SURNAMES = ["TARPIN", "VERDELET", "LE BRAZ", "DE LA HOUSSAYE", "OZANNE-COLLIN", "D'ORVILLY"]


@pytest.mark.parametrize(
    ("printed", "shown"),
    [
        ("Alix TARPIN", "Alix TARPIN"),
        ("TARPIN Alix", "Alix TARPIN"),
        ("Tarpin Maryse", "Maryse TARPIN"),
        ("Maryse Tarpin", "Maryse TARPIN"),
        ("TARPIN MARYSE", "MARYSE TARPIN"),
        ("M. Jean-Noël VERDELET", "Jean-Noël VERDELET"),
        ("Anne de LA HOUSSAYE", "Anne de LA HOUSSAYE"),
        ("d'Orvilly Inès", "Inès d'ORVILLY"),
        ("LE BRAZ Yann", "Yann LE BRAZ"),
        ("Mr. Le Braz", "Le BRAZ"),
        ("C. Tarpin", "C. TARPIN"),
        ("TARPIN C.", "C. TARPIN"),
        ("TARPIN JP", "JP TARPIN"),
        ("J.P. TARPIN", "J.P. TARPIN"),
        ("Claire OZANNE - COLLIN", "Claire OZANNE-COLLIN"),
        ("Luc TARP!N", "Luc TARPIN"),
    ],
)
def test_both_orders_are_shown_given_name_first(printed: str, shown: str) -> None:
    assert parse_name(printed).display == shown


@given(st.sampled_from(GIVEN), st.sampled_from(SURNAMES), st.booleans())
def test_capitals_settle_the_order(given_name: str, surname: str, first: bool) -> None:
    printed = f"{given_name} {surname}" if first else f"{surname} {given_name}"
    name = parse_name(printed)
    assert (name.given, name.surname, name.is_certain) == (given_name, surname, True)


@pytest.mark.parametrize(
    ("text", "value", "rest", "is_group"),
    [
        ("M. Tarpin", "M.", "Tarpin", False),
        ("M.TARPIN", "M.", "TARPIN", False),
        ("Mr Tarpin", "M.", "Tarpin", False),
        ("Mme OZANNE", "Mme", "OZANNE", False),
        ("Melle Ozanne", "Mme", "Ozanne", False),
        ("Mrne OZANNE", "Mme", "OZANNE", False),
        ("M, Paul DRAPIER", "M.", "Paul DRAPIER", False),
        ("Mmes OZANNE, BRIVAL", "Mme", "OZANNE, BRIVAL", True),
        ("MM. Tarpin", "M.", "Tarpin", True),
        ("Mmes et MM. Tarpin", None, "Tarpin", True),
        ("Mesdames et Messieurs, TARPIN", None, "TARPIN", True),
        ("Maître Ozanne", None, "Ozanne", False),
        ("Ms et Mmes TARPIN", None, "TARPIN", True),
        ("M et Mmes TARPIN", None, "TARPIN", True),
        ("MM. & Mmes TARPIN", None, "TARPIN", True),
        ("MM. Mmes TARPIN", None, "TARPIN", True),
        ("Mme(s) et M. TARPIN", None, "TARPIN", True),
    ],
)
def test_civilities(text: str, value: str | None, rest: str, is_group: bool) -> None:
    found = read_civility(text)
    assert found is not None
    assert (found.value, text[found.end :], found.is_group) == (value, rest, is_group)


@pytest.mark.parametrize("text", ["Martin", "mairie", "Meyer", "Mesnil", "monnaie", "Drapier", "M57"])
def test_no_civility(text: str) -> None:
    assert read_civility(text) is None


def test_a_list_tells_its_order() -> None:
    assert infer_order(["TARPIN Alix", "OZANNE Maryse"]) is NameOrder.SURNAME_FIRST
    assert infer_order(["Alix", "Maryse", "Inès"]) is NameOrder.GIVEN_ONLY
    assert parse_name("Thomas Martin", NameOrder.SURNAME_FIRST).surname == "Thomas"


def test_the_same_person_through_misprints_and_initials() -> None:
    names = [parse_name(n) for n in ("Alix TARPIN", "Odon TARPIN", "Maryse OZANNE-COLLIN")]
    assert best_match(parse_name("M. Odon Tarpln"), names) == 1
    assert best_match(parse_name("A. TARPIN"), names) == 0
    assert best_match(parse_name("Mme Ozanne"), names) == 2
    assert best_match(parse_name("M. TARPIN"), names) is None
    assert same_person(parse_name("Alix TARPIN"), parse_name("Odon TARPIN")) == 0


@given(st.text(max_size=60))
def test_folding_moves_no_letter(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert key_of(key_of(text)) == key_of(text)


@given(st.text(max_size=60))
def test_any_text_is_taken_apart_without_failing(text: str) -> None:
    name = parse_name(text)
    assert name.display == " ".join(name.display.split())

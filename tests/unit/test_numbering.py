"""Labels before headings and list entries, and the paths they make."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.numbering import LabelKind, parse_bullet, parse_label, roman_value
from extractors.numbering_tree import LabelTree, most_orderly


@pytest.mark.parametrize(
    ("line", "label", "kind", "rest"),
    [
        ("I. VIE DE LA COMMUNE", "I", LabelKind.ROMAN, "VIE DE LA COMMUNE"),
        ("IV - Finances", "IV", LabelKind.ROMAN, "Finances"),
        ("I.2 DÉLIBÉRATIONS", "I.2", LabelKind.ROMAN_DECIMAL, "DÉLIBÉRATIONS"),
        ("A. Service de l'eau", "A", LabelKind.UPPER, "Service de l'eau"),
        ("b) le tarif réduit", "b", LabelKind.LOWER, "le tarif réduit"),
        ("3) Budget", "3", LabelKind.NUMBER, "Budget"),
        ("4° Voirie", "4", LabelKind.NUMBER, "Voirie"),
        ("7 - Personnel", "7", LabelKind.NUMBER, "Personnel"),
        ("2/ Écritures d'ordre", "2", LabelKind.NUMBER, "Écritures d'ordre"),
        ("1-2 : La cantine", "1.2", LabelKind.DECIMAL, "La cantine"),
        ("2 – 10 : Les marchés", "2.10", LabelKind.DECIMAL, "Les marchés"),
        ("DEL2031-59 : Décision modificative", "DEL2031-59", LabelKind.ACT, "Décision modificative"),
        (
            "2030-09-01 Approbation du compte de gestion",
            "2030-09-01",
            LabelKind.ACT,
            "Approbation du compte de gestion",
        ),
        ("20321205 1 Examen d'une pétition", "20321205 1", LabelKind.ACT, "Examen d'une pétition"),
        ("n° 2033/616 Tarifs", "2033/616", LabelKind.ACT, "Tarifs"),
        ("Délibération n° 12 : Emprunt", "12", LabelKind.ACT, "Emprunt"),
        ("Point n° 3 : Emprunt", "3", LabelKind.WORD, "Emprunt"),
    ],
)
def test_labels(line, label, kind, rest):
    found = parse_label(line)
    assert found is not None
    assert (found.text, found.kind, line[found.end :]) == (label, kind, rest)


@pytest.mark.parametrize(
    "line",
    [
        "M. Duval ouvre la séance", "12 000 euros", "1 500,00 €", "15 mars 2031", "3 abstentions", "A l'unanimité",
        "20h30 : ouverture", "2,50 € par repas", "H.C : habitants de la commune", "Contre : 3", "IIX. rien",
    ],
)  # fmt: skip
def test_no_labels(line):
    assert parse_label(line) is None


@pytest.mark.parametrize(("line", "label"), [("Il. FINANCES", "II"), ("2, Voirie", "2"), ("111.1 DIVERS", "III.1")])
def test_labels_as_ocr_reads_them(line, label):
    assert parse_label(line) is None
    found = parse_label(line, is_recognised=True)
    assert found is not None and found.text == label


@pytest.mark.parametrize("bullet", ["•", "-", "–", "\uf0b7", "✓", "➢", "o", "→"])
def test_bullets(bullet):
    found = parse_bullet(f"{bullet} Monsieur le maire")
    assert found == (bullet, 2)


def test_no_bullets():
    assert parse_bullet("-15,00 €") is None
    assert parse_bullet("on passe au vote") is None
    assert parse_bullet("e Pour : 12") is None
    assert parse_bullet("e Pour : 12", is_recognised=True) == ("•", 2)


def paths(labels: list[str]) -> list[str]:
    tree = LabelTree()
    return [tree.place(parse_label(f"{t} Titre")).path for t in labels]  # type: ignore[arg-type]


def test_paths_nest_by_family():
    assert paths(["I.", "I.1", "I.2", "A.", "1.", "2.", "B.", "1.", "I.3", "A.", "II.", "II.1"]) == [
        "I", "I.1", "I.2", "I.2.A", "I.2.A.1", "I.2.A.2", "I.2.B", "I.2.B.1", "I.3", "I.3.A", "II", "II.1",
    ]  # fmt: skip
    assert paths(["1.", "2.", "a)", "b)", "3."]) == ["1", "2", "2.a", "2.b", "3"]
    assert paths(["1.", "1.1.", "1.2.", "2.", "2.1."]) == ["1", "1.1", "1.2", "2", "2.1"]
    assert paths(["G.", "H.", "I.", "J."]) == ["G", "H", "I", "J"]


def test_the_most_orderly_reading_of_misread_labels():
    read = [parse_label(f"{t} Titre", True) for t in ["1.", "1.1", "1.2", "A.", "1.", "2.", "8.", "1.", "11.", "11.1"]]
    chosen = most_orderly([r for r in read if r is not None])
    assert [c.text for c in chosen] == ["I", "I.1", "I.2", "A", "1", "2", "B", "1", "II", "II.1"]


@given(st.integers(1, 38))
def test_roman_numbers_are_read_as_they_are_written(number):
    tens, ones = divmod(number, 10)
    ones_of = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"]
    assert roman_value("X" * tens + ones_of[ones]) == number


@given(st.text(max_size=40), st.booleans())
def test_any_line_can_be_asked_for_its_label(line, is_recognised):
    label = parse_label(line, is_recognised)
    if label is not None:
        assert 0 < label.end <= len(line)
        LabelTree().place(label)
    bullet = parse_bullet(line, is_recognised)
    assert bullet is None or 0 < bullet[1] <= len(line)

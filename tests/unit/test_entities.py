"""Entities by rules alone (no model is loaded here). All names are invented."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import pytest

from corpus.page import Box
from extractors.entities import is_office, read_entities
from extractors.layout import lay_out
from extractors.layout.plain import pages_of_text
from extractors.records import Attendance, Entity, Evidence, Status
from tests.unit.money_documents import document_of

if TYPE_CHECKING:
    from spacy.language import Language

EVIDENCE = Evidence(1, Box(0, 0, 1, 1), "", 1.0, "test")
ROLL = (
    Attendance(
        position=1, printed_name="M. Hubert CORNILLEAU", name="Hubert CORNILLEAU", civility="M.",
        status=Status.PRESENT, evidence=EVIDENCE,
    ),
)  # fmt: skip


def entities(text: str) -> list[Entity]:
    return list(read_entities(lay_out(pages_of_text(text)), ROLL, ()))


def found(text: str, label: str) -> list[str]:
    return [e.text for e in entities(text) if e.label == label]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Le conseil entend Mme Odile de Saintigny, directrice de la crèche.", ["Odile de Saintigny"]),
        ("Une réponse de Maître Luc ORVAULT est attendue.", ["Luc ORVAULT"]),
        ("Il est répondu par Anne-Sophie DELCOURTIN que le chantier avance.", ["Anne-Sophie DELCOURTIN"]),
        ("M. le Maire remercie les agents.", []),
        ("Les travaux de la rue Jules FERRAND sont achevés.", []),
        ("CORNILLEAU demande la parole.", ["CORNILLEAU"]),
    ],
)
def test_people(text: str, names: list[str]) -> None:
    assert found(text, "PER") == names


def test_a_surname_is_resolved_by_the_roll_and_a_role_is_kept() -> None:
    (one,) = (e for e in entities("Monsieur Cornilleau souhaite un report.") if e.label == "PER")
    assert one.name == "Hubert CORNILLEAU"
    (other,) = (e for e in entities("Mme Jeanne TALVOIS, directrice du centre aéré, présente.") if e.label == "PER")
    assert other.role == "directrice du centre aéré"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Une subvention à l'association des Amis du Vieux Moulin est votée.", "association des Amis du Vieux Moulin"),
        ("La Communauté de communes du Val de Viorne a délibéré.", "Communauté de communes du Val de Viorne"),
        (
            "La Chambre de Commerce et d'Industrie de Fontorbe siège.",
            "Chambre de Commerce et d'Industrie de Fontorbe",
        ),
        ("Le syndicat mixte Viorne Énergie ont validé le projet.", "syndicat mixte Viorne Énergie"),
    ],
)
def test_organisations(text: str, name: str) -> None:
    assert name in found(text, "ORG")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("La commune de Brézolles-sur-Orge adhère au service.", ["Brézolles-sur-Orge"]),
        ("Les communes de Fontorbe, Brézolles-sur-Orge et Le Mesnil participent.",
         ["Fontorbe", "Brézolles-sur-Orge", "Le Mesnil"]),
        ("L'acte est reçu par Maître ORVAULT, notaire à Saint-Avre-le-Vieux.", ["Saint-Avre-le-Vieux"]),
        ("Le terrain est cédé à M. Luc ORVAULT, demeurant à Fontorbe.", ["Fontorbe"]),
    ],
)  # fmt: skip
def test_places(text: str, names: list[str]) -> None:
    assert found(text, "LOC") == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("La SARL Orvault Père et Fils et la société Talvois Bois ont répondu.",
         ["SARL Orvault Père et Fils", "société Talvois Bois"]),
        ("Une aide est votée au Comité des fêtes et à l'US Fontorbe Football.",
         ["Comité des fêtes", "US Fontorbe Football"]),
        ("Le SIVU des Deux Viornes et la DREAL ont été consultés.", ["SIVU des Deux Viornes", "DREAL"]),
        ("Le SDE 99 instruit la demande ; Enedis a répondu.", ["SDE 99", "Enedis"]),
        ("VENTE DU TERRAIN AS 12 AU PRIX FIXÉ", []),
        ("La parcelle AS 12 est vendue.", []),
    ],
)  # fmt: skip
def test_several_organisations_and_acronyms(text: str, names: list[str]) -> None:
    assert found(text, "ORG") == names


def test_every_entity_quotes_its_words_where_they_stand() -> None:
    for entity in entities("Mme Jeanne TALVOIS et la commune de Fontorbe signent."):
        assert entity.evidence.quote == entity.text
        assert entity.evidence.box.width > 0


def test_an_organisation_in_a_table_ends_with_its_cell() -> None:
    document, _ = document_of([["Association", "Montant"], ["Association de la Rive", "300 €"]])
    assert [e.text for e in read_entities(document, ROLL, ()) if e.label == "ORG"] == ["Association de la Rive"]


def test_an_organisation_ends_where_a_person_begins() -> None:
    assert found("Prêt de la Caisse des Rivages Madame la Présidente informe.", "ORG") == ["Caisse des Rivages"]


class Model:
    """Takes each run of capitalised words for a person, or whatever label it is made for."""

    def __init__(self, label: str = "PER", run: str = r"[A-ZÀ-Þ][\w.]*(?: [A-ZÀ-Þ]\w*)+") -> None:
        self.label, self.run = label, run

    def pipe(self, strings: Iterable[str]) -> Iterator[SimpleNamespace]:
        for string in strings:
            runs = re.finditer(self.run, string)
            yield SimpleNamespace(
                ents=[SimpleNamespace(label_=self.label, start_char=m.start(), end_char=m.end()) for m in runs]
            )


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("A. Finances\nLe conseil entend Odile Saintigny sur ce point.", ["Odile Saintigny"]),
        ("Le conseil entend A. Saintigny sur ce point.", ["A. Saintigny"]),
        ("Le concert de Chorale Belleroche est annulé.", []),
    ],
)
def test_the_model_is_not_believed_on_letters_of_lists_and_on_clubs(text: str, names: list[str]) -> None:
    model = cast("Language", Model())
    read = read_entities(lay_out(pages_of_text(text)), ROLL, (), model)
    assert [e.text for e in read if e.label == "PER"] == names


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("la vente d'un délaissé impasse des Lilas", []),
        ("un trajet vers Orbeval est prévu", ["Orbeval"]),
        ("le montant est TTC", []),
    ],
)
def test_a_street_or_a_tax_is_no_place(text: str, places: list[str]) -> None:
    model = cast("Language", Model("LOC", r"(?<= )[A-Z]\w+"))
    read = read_entities(lay_out(pages_of_text(f"Le conseil est informé de ceci : {text}.")), ROLL, (), model)
    assert [e.text for e in read if e.label == "LOC"] == places


@pytest.mark.parametrize(
    ("guess", "believed"),
    [
        ("Noémie Vallorbe", True),
        ("Wessila Vallorbe", True),
        ("B. Vallorbe", True),
        ("B. Aménagement", False),
        ("Charge Monsieur", False),
        ("Attaché Principal", False),
        ("TPE Vallorbe", False),
    ],
)
def test_the_model_is_not_believed_that_ordinary_words_are_a_person(guess: str, believed: bool) -> None:
    text = f"Le projet de {guess} est lu. Un aménagement est prévu, et un attaché recruté."
    read = read_entities(lay_out(pages_of_text(text)), (), (), cast("Language", Model()))
    assert [e.text for e in read if e.label == "PER"] == ([guess] if believed else [])


@pytest.mark.parametrize("name", ["le Président", "Monsieur le Vice-Président", "Madame la Maire", "M. le Préfet"])
def test_an_office_with_its_civility_is_nobody(name: str) -> None:
    assert is_office(name)
    assert not is_office("Monsieur Vallorbe")

"""Names reconciled: who is put together, who is kept apart, and ids that stay. All names are invented."""

from __future__ import annotations

import random
from datetime import date, datetime

import pandas as pd
import pytest

from extractors.identity import Decision, Subject, Verdict, candidates, resolve_organisations, resolve_people
from extractors.identity.forms import MENTION_COLUMNS
from extractors.identity.people import PeopleResolution
from extractors.identity.similarity import DOUBTFUL, SAME, likeness, parts_of
from pipeline.identities import display_of

TOWN = "o-town"


def mentions(*rows: tuple[str, str], organisation: str = TOWN, year: int = 2020, **more: object) -> pd.DataFrame:
    """Roll entries (document, name)."""
    frame = pd.DataFrame(
        [
            {
                "document_id": document,
                "organisation_id": organisation,
                "name": name,
                "civility": None,
                "in_roll": True,
                "held_on": date(year, 3, 1),
                "person_id": None,
                **more,
            }
            for document, name in rows
        ]
    )
    return frame.loc[:, list(MENTION_COLUMNS)]


def people(frame: pd.DataFrame, resolution: PeopleResolution) -> list[set[str]]:
    """The clusters as sets of document/name."""
    grouped = frame.assign(p=resolution.assignments["person_id"]).groupby("p")
    return sorted(({f"{d}/{n}" for d, n in zip(g["document_id"], g["name"], strict=True)} for _, g in grouped), key=min)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Bérengère TALVOIS", "Berengere TALVOIS"),
        ("Gilbert MORVANE", "Gibert MORVANE"),  # no given name: a slip
        ("Anne-Sophie DELCOURTIN", "Anne DELCOURTIN"),
        ("Jean-Luc PERRACHON", "J.-L. PERRACHON"),
        ("Jean-Luc PERRACHON", "JL PERRACHON"),
        ("Hubert CORNILLEAU", "Hubert CORNlLLEAU"),
        ("Paul MARNIER", "Paul MAMIER"),  # rn / m
        ("Odile de SAINTIGNY", "Odile SAINTIGNY"),
        ("Claire BOUVREUIL", "Claire BOUVREUIL-TARDY"),
        ("Claire TARDY", "Claire BOUVREUIL-TARDY"),
        ("Claire TARDY-BOUVREUIL", "Claire BOUVREUIL-TARDY"),
        ("Claire BOUVREUIL TARDY", "Claire BOUVREUIL-TARDY"),
        ("Yann LE GOUVEL", "Yann LEGOUVEL"),
        ("Guy d'ARBAUMONT", "Guy D’ARBAUMONT"),
        ("Guy d'ARBAUMONT", "Guy DARBAUMONT"),
        ("Guy d'ARBAUMONT", "Guy ARBAUMONT"),
        ("Joris VAN DEN BROUQUE", "Joris VANDENBROUQUE"),
        ("Joris VAN DEN BROUQUE", "J. VAN DEN BROUQUE"),
        ("Marie-Thérèse DE LA ROCHETTE", "M.-T. DELAROCHETTE"),
        ("Luc SAINT-ERBLON", "Luc ST ERBLON"),
        ("Odile Mc CORMELL", "Odile MAC CORMELL"),
        ("Marie CHRISTINE BREVAL", "Marie-Christine BREVAL"),
        ("Nadia El MANSARI", "Nadia EL MANSARI"),
        ("Louis ROUX", "Louis R0UX"),
    ],
)
def test_one_person_as_clerks_and_scanners_print_her(one: str, other: str) -> None:
    assert likeness(parts_of(one), parts_of(other)) >= SAME


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Jean MORVANE", "Jeanne MORVANE"),
        ("Michel MORVANE", "Michèle MORVANE"),
        ("Paul DURVAL", "Pierre DURVAL"),
        ("Jean-Luc PERRACHON", "Jean-Marc PERRACHON"),
        ("Luc NOEL", "Luc NOIR"),
        ("Alain BRETON", "Alain BERTIN"),
        ("André MORVANE", "Andrée MORVANE"),
        ("Yann LE GOUVEL", "Yvon LE GOUVEL"),
        ("Marie LEROY", "Marie LEROUX"),
        ("Luc LE GOFF", "Luc LE GALL"),
        ("J. MORVANE", "Paul MORVANE"),
    ],
)
def test_two_people_with_names_alike(one: str, other: str) -> None:
    assert likeness(parts_of(one), parts_of(other)) < DOUBTFUL


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Yann LE GOUVEL", "Yann GOUVEL"),
        ("Luc SAINT-ERBLON", "Luc ERBLON"),
        ("Paul DE LA COUR", "Paul DE LA TOUR"),
        ("Jean MARTIN", "Jean MARTINEZ"),
    ],
)
def test_names_that_only_a_person_can_tell(one: str, other: str) -> None:
    assert DOUBTFUL <= likeness(parts_of(one), parts_of(other)) < SAME


@pytest.mark.parametrize("name", ["Jérôme TALVOIS", "Jean-Luc LE BIHANNIC", "Anne d'ORVAULT", "Joris VAN DEN BROUQUE"])
def test_both_orders_are_one_name(name: str) -> None:
    given, surname = name.split(" ", maxsplit=1)
    assert display_of(f"{surname} {given}") == display_of(name) == name


def test_father_and_son_in_one_roll_are_two_people_wherever_they_are_printed() -> None:
    rolls = [("d1", "Jean VALLORBE"), ("d1", "Jean VALLORBE"), ("d2", "Jean VALLORBE"), ("d2", "Jean VALLORBE")]
    frame = mentions(*rolls, ("d3", "Jean VALLORBE"))
    assert sorted(len(c) for c in people(frame, resolve_people(frame, {}))) == [2, 3]


def test_one_surname_in_a_council_stays_several_people() -> None:
    names = ("Jean MORVANE", "Jeanne MORVANE", "J. MORVANE", "MORVANE", "Jean-Paul MORVANE", "Louis MORVANE")
    frame = mentions(*(("d1", n) for n in names), *(("d2", n) for n in names))
    clusters = people(frame, resolve_people(frame, {}))
    assert len(clusters) == len(names)


def test_two_entries_of_one_roll_are_never_one_person() -> None:
    frame = mentions(("d1", "Marc VALLORBE"), ("d1", "Marc VALLORBES"), ("d2", "Marc VALLORBE"))
    clusters = people(frame, resolve_people(frame, {}))
    assert {"d1/Marc VALLORBE", "d2/Marc VALLORBE"} in clusters
    assert {"d1/Marc VALLORBES"} in clusters


def test_namesakes_in_one_roll_are_two_people() -> None:
    frame = mentions(("d1", "Jean MARCEAU"), ("d1", "Jean MARCEAU"))
    assert resolve_people(frame, {}).assignments["person_id"].nunique() == 2


def test_an_initial_that_fits_two_people_joins_neither() -> None:
    frame = mentions(("d1", "Jacques ORVAULT"), ("d1", "Julie ORVAULT"), ("d2", "J. ORVAULT"))
    resolution = resolve_people(frame, {})
    assert resolution.assignments["person_id"].nunique() == 3
    assert {d.left.name for d in resolution.doubts} | {d.right.name for d in resolution.doubts} >= {"J. ORVAULT"}


def test_a_surname_alone_joins_its_only_bearer_of_the_term() -> None:
    near = pd.concat([mentions(("d1", "Odette CHAMBRUN")), mentions(("d2", "CHAMBRUN"), year=2023)], ignore_index=True)
    far = pd.concat([mentions(("d1", "Odette CHAMBRUN")), mentions(("d2", "CHAMBRUN"), year=2031)], ignore_index=True)
    assert resolve_people(near, {}).assignments["person_id"].nunique() == 1
    assert resolve_people(far, {}).assignments["person_id"].nunique() == 2


def test_a_surname_alone_with_the_other_civility_stays_apart() -> None:
    frame = pd.concat(
        [mentions(("d1", "Odette CHAMBRUN"), civility="Mme"), mentions(("d2", "CHAMBRUN"), civility="M.")],
        ignore_index=True,
    )
    assert resolve_people(frame, {}).assignments["person_id"].nunique() == 2


def test_homonyms_of_unrelated_bodies_stay_apart_and_shared_members_join() -> None:
    there = [("d1", n) for n in ("Paul DURVAL", "Anne RIMBERT", "Luce ORSINI")]
    alone = pd.concat([mentions(*there), mentions(("d9", "Paul DURVAL"), organisation="o-far")], ignore_index=True)
    assert resolve_people(alone, {}).assignments["person_id"].nunique() == 4
    kin = pd.concat(
        [mentions(*there), mentions(*((d.replace("1", "9"), n) for d, n in there), organisation="o-kin")],
        ignore_index=True,
    )
    assert resolve_people(kin, {}).assignments["person_id"].nunique() == 3


NAMES = (
    "Jérôme TALVOIS", "Jerome TALVOIS", "J. TALVOIS", "TALVOIS", "Jérôme TALVOlS", "Anne-Sophie DELCOURTIN",
    "Anne DELCOURTIN", "Hubert CORNILLEAU", "Huguette CORNILLEAU", "H. CORNILLEAU", "Marc VALLORBE", "Marc VALORBE",
)  # fmt: skip


def test_clusters_do_not_depend_on_order_or_batches() -> None:
    rows = [(f"d{i}", name) for i, name in enumerate(NAMES * 2)]
    frame = mentions(*rows)
    expected = people(frame, resolve_people(frame, {}))
    for seed in range(20):
        shuffled = frame.sample(frac=1, random_state=seed).reset_index(drop=True)
        cut = random.Random(seed).randrange(1, len(shuffled))
        first = shuffled.iloc[:cut].reset_index(drop=True)
        early = resolve_people(first, {})
        anchors = dict(zip(early.persons["person_id"], early.persons["anchor"], strict=True))
        whole = shuffled.copy()
        whole.loc[: cut - 1, "person_id"] = early.assignments["person_id"]
        assert people(whole, resolve_people(whole, anchors)) == expected


def test_an_id_once_given_stays_and_a_merge_keeps_the_older() -> None:
    first = mentions(("d1", "Anne DELCOURTIN"), ("d2", "Anna-Sophia DELCOURTIN"))
    early = resolve_people(first, {})
    assert early.assignments["person_id"].nunique() == 2
    anchors = dict(zip(early.persons["person_id"], early.persons["anchor"], strict=True))
    older, younger = anchors
    decision = Decision(
        Subject("Anne DELCOURTIN", TOWN), Subject("Anna-Sophia DELCOURTIN", TOWN), Verdict.SAME, "relectrice",
        datetime(2024, 1, 1),
    )  # fmt: skip
    later = resolve_people(first.assign(person_id=early.assignments["person_id"]), anchors, [decision])
    assert set(later.assignments["person_id"]) == {older}
    assert later.merged == {younger: older}
    assert set(later.assignments["decided_by"]) == {"reviewer"}


def test_a_reviewer_can_split_one_documents_mention_off() -> None:
    frame = mentions(("d1", "Paul DURVAL"), ("d2", "Paul DURVAL"), ("d3", "Paul DURVAL"))
    decision = Decision(
        Subject("Paul DURVAL", TOWN), Subject("Paul DURVAL", TOWN, "d3"), Verdict.DIFFERENT, "relectrice",
        datetime(2024, 1, 1),
    )  # fmt: skip
    assert people(frame, resolve_people(frame, {}, [decision])) == [
        {"d1/Paul DURVAL", "d2/Paul DURVAL"},
        {"d3/Paul DURVAL"},
    ]


def test_the_later_word_of_a_reviewer_counts() -> None:
    frame = mentions(("d1", "Paul DURVAL"), ("d2", "Pol DURVALLE"))
    pair = (Subject("Paul DURVAL", TOWN), Subject("Pol DURVALLE", TOWN))
    same = Decision(*pair, Verdict.SAME, "a", datetime(2024, 1, 1))
    apart = Decision(*pair, Verdict.DIFFERENT, "b", datetime(2024, 2, 1))
    assert resolve_people(frame, {}, [apart, same]).assignments["person_id"].nunique() == 2


def test_organisations_are_one_under_several_printed_names() -> None:
    names = {"MAIRIE DE FONTORBE": 1, "Commune de Fontorbe": 4, "CCAS de Fontorbe": 1, "Commune de Fontorhe": 1}
    resolved = resolve_organisations(names, {})
    of = resolved.of_name
    assert of["MAIRIE DE FONTORBE"] == of["Commune de Fontorbe"] == of["Commune de Fontorhe"]
    assert of["CCAS de Fontorbe"] != of["Commune de Fontorbe"]
    again = resolve_organisations({"Ville de Fontorbe": 1}, dict(of))
    assert again.of_name["Ville de Fontorbe"] == of["Commune de Fontorbe"]


@pytest.mark.parametrize(
    ("names", "reference"),
    [
        ({"MAIRIE DE VALGRISE": 3, "Mairie de Valgrise": 1, "Mairie de Vaigrise": 2}, "Commune de Valgrise"),
        ({"VILLE D'AMBRE": 2}, "COMMUNE D'AMBRE"),
        ({"Mairie Ambre": 1}, "Commune d'Ambre"),
        ({"Hôtel de ville": 1}, "Hôtel de ville"),
        ({"Hôtel-de-ville d'Ambre": 1}, "Commune d'Ambre"),
        ({"Ville-d'Avray": 1}, "Ville-d'Avray"),
        ({"Ville d'Avray": 1}, "Ville d'Avray"),
        ({"Ville et métiers d'art": 1}, "Ville et métiers d'art"),
        ({"Mairie annexe de Fontorbe": 1}, "Mairie annexe de Fontorbe"),
        ({"Conseil départemental de l'ordre": 1}, "Conseil départemental de l'ordre"),
        ({"Conseil municipal des jeunes": 1}, "Conseil municipal des jeunes"),
        (
            {"Conseil municipal de Valgrise": 3, "Commune de Vaigrise": 1, "COMMUNE DE VALGRISE": 1},
            "COMMUNE DE VALGRISE",
        ),
        ({"Conseil départemental de la Morle": 2, "Département de la Morle": 1}, "Département de la Morle"),
        (
            {"communauté de communes des Hauts": 3, "Communauté de communes des Hauts": 1},
            "Communauté de communes des Hauts",
        ),
        ({"société Propretout": 2}, "Société Propretout"),
    ],
)
def test_the_name_of_reference_is_set_as_a_name(names: dict[str, int], reference: str) -> None:
    assert list(resolve_organisations(names, {}).organisations["name"]) == [reference]


def test_many_organisations_are_compared_by_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    places = ("Fontorbe", "Valgrise", "Mirebrume", "Orcelande", "Brumeval", "Saint-Erblon")
    names = {f"{kind} de {place}": 1 for kind in ("Commune", "Mairie", "CCAS") for place in places}
    names |= {"Commune de Fontorhe": 1, "Mairie de Mirebrurne": 1, "Valgrise": 1, "CCAS d'Orcelade": 1}
    every = resolve_organisations(names, {})
    monkeypatch.setattr(candidates, "WHOLE", 0)
    assert resolve_organisations(names, {}).of_name == every.of_name
    assert len(set(every.of_name.values())) == 2 * len(places)


def test_nothing_to_resolve() -> None:
    empty = pd.DataFrame(columns=list(MENTION_COLUMNS))
    assert len(resolve_people(empty, {}).persons) == 0
    assert len(resolve_organisations({}, {}).organisations) == 0


def test_two_communes_of_the_official_list_are_never_one_misread() -> None:
    names = ["Commune de Marigny", "MAIRIE DE MARTIGNY", "Marigny", "Commune de Martiguy"]
    before = dict.fromkeys(names, resolve_organisations({names[0]: 1}, {}).of_name[names[0]])
    for known in ({}, before):
        of = resolve_organisations(dict.fromkeys(names, 1), known).of_name
        assert of["Commune de Marigny"] == of["Marigny"] != of["MAIRIE DE MARTIGNY"] == of["Commune de Martiguy"]
    assert of["Marigny"] == before["Marigny"]

"""Reviewers at work: the queue, decisions, undoing them, taking them elsewhere, the register. Names are invented."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest

from pipeline.decisions import NotDecisions, export_decisions, import_decisions
from pipeline.identities import resolve_identities
from pipeline.inbox import Request
from pipeline.people import decide, doubtful_pairs, print_pairs, undo
from pipeline.rne import NotTheRegister, day, import_register, insee_code, read_register
from pipeline.run import ingest
from pipeline.settings import Settings
from tests.unit.test_identities import entry
from warehouse import DocumentEntry, Warehouse
from warehouse.errors import UnknownSubject

ROLLS = (
    entry(1, "Jacques ORVAULT", "Julie ORVAULT", "Odette CHAMBRUN"),
    entry(2, "J. ORVAULT", "Odette CHAMBRUN"),
    entry(3, "J. ORVAULT", "Odette CHAMBRUND"),
    entry(4, "Basile MORVANT", "Jacques ORVAULT", "Julie ORVAULT", "Odette CHAMBRUN"),
    entry(5, "Basile MORVENE", "Basile-Marie MORVANTE", "Odette CHAMBRUN"),
)


def made(folder: Path, entries: Iterable[DocumentEntry] = ROLLS) -> Settings:
    settings = Settings(warehouse=folder / "w.duckdb", store=folder / "store", orchestrator="none")
    with Warehouse.open(settings.loader) as warehouse:
        warehouse.load_batch(list(entries), warehouse.start_run("test"))
        resolve_identities(warehouse)
        warehouse.publish(settings.published)
    return settings


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return made(tmp_path)


def persons(settings: Settings) -> dict[tuple[int, str], str]:
    with Warehouse.open(settings.loader) as warehouse:
        rows = warehouse.query("SELECT document_id, name, person_id FROM attendance ORDER BY ALL")
    return {(int(d[:12], 16), n): p for d, n, p in rows.itertuples(index=False)}


def test_the_queue_begins_with_what_settles_most(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    pairs = doubtful_pairs(settings, 20)
    settled = [p["rows_settled"] for p in pairs]
    assert len(pairs) >= 2
    assert settled == sorted(settled, reverse=True)
    assert settled[0] > settled[-1]
    assert {p["organisation"] for p in pairs} == {"Commune de Fontorbe"}
    print_pairs(pairs)
    said = capsys.readouterr()
    assert "2 mentions à attribuer · Commune de Fontorbe" in said.out
    assert f"greffier people merge {pairs[0]['left_id']} {pairs[0]['right_id']}" in said.err


def test_a_decision_killed_before_it_is_applied_is_told_and_applied_by_the_next_night(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Killed(BaseException):
        pass

    def kill(*_: object) -> None:
        raise Killed

    before = persons(settings)
    with monkeypatch.context() as patched:
        patched.setattr("pipeline.identities.resolve_identities", kill)
        with pytest.raises(Killed):
            decide(settings, "merge", "x", before[1, "Jacques ORVAULT"], other_person_id=before[2, "J. ORVAULT"])
    assert '"decided"' in settings.ledger.read_text()
    summary = ingest(settings, Request([settings.store]))
    assert summary.has_finished_earlier
    after = persons(settings)
    assert after[1, "Jacques ORVAULT"] == after[2, "J. ORVAULT"]
    assert ingest(settings, Request([settings.store])).did_nothing


def test_a_merge_settles_the_question_and_undo_asks_it_again(settings: Settings) -> None:
    before = persons(settings)
    queue = [(p["left_id"], p["right_id"]) for p in doubtful_pairs(settings, 20)]
    kept, other = before[1, "Jacques ORVAULT"], before[2, "J. ORVAULT"]
    assert decide(settings, "merge", "relectrice", kept, other_person_id=other).startswith("Une seule personne")
    assert persons(settings)[3, "J. ORVAULT"] == persons(settings)[1, "Jacques ORVAULT"]
    assert {kept, other} - set(persons(settings).values())
    assert all(
        {a, b} != {kept, other} for a, b in [(p["left_id"], p["right_id"]) for p in doubtful_pairs(settings, 20)]
    )
    undo(settings, None, "relectrice")
    assert persons(settings) == before
    assert [(p["left_id"], p["right_id"]) for p in doubtful_pairs(settings, 20)] == queue
    with Warehouse.open(settings.loader) as warehouse:
        told = warehouse.query("SELECT is_revoked, revoked_by FROM decisions")
        assert told.values.tolist() == [[True, "relectrice"]]
        assert warehouse.query("SELECT count(*) AS n FROM person_ids WHERE merged_into IS NOT NULL")["n"][0] == 0


def test_an_id_given_up_still_names_the_person(settings: Settings) -> None:
    before = persons(settings)
    one, two, three = (before[k] for k in ((1, "Jacques ORVAULT"), (2, "J. ORVAULT"), (4, "Basile MORVANT")))
    decide(settings, "merge", "r", one, other_person_id=two)
    decide(settings, "merge", "r", two, other_person_id=three)
    after = persons(settings)
    every = [(1, "Jacques ORVAULT"), (2, "J. ORVAULT"), (4, "Basile MORVANT"), (5, "Basile-Marie MORVANTE")]
    assert before[every[2]] == before[every[3]]
    assert len({after[k] for k in every}) == 1, "no rule keeps apart what a reviewer joined"


def test_a_form_split_off_takes_none_of_the_others_along(settings: Settings) -> None:
    before = persons(settings)
    person = before[1, "Odette CHAMBRUN"]
    assert before[3, "Odette CHAMBRUND"] == person
    for name in ("Odette CHAMBRUND", "CHAMBRUN Odette"):  # the form an id was made with may be the one that goes
        decide(settings, "split", "relectrice", person, printed_name=name)
        after = persons(settings)
        assert after[3, "Odette CHAMBRUND"] != after[1, "Odette CHAMBRUN"] == after[5, "Odette CHAMBRUN"]
        undo(settings, None, "relectrice")
        assert persons(settings) == before


def test_two_persons_kept_apart_leave_the_queue_and_a_later_merge_counts(settings: Settings) -> None:
    pair = doubtful_pairs(settings, 1)[0]
    decide(settings, "keep apart", "relectrice", pair["left_id"], other_person_id=pair["right_id"])
    left = [{p["left_id"], p["right_id"]} for p in doubtful_pairs(settings, 20)]
    assert {pair["left_id"], pair["right_id"]} not in left
    decide(settings, "merge", "relectrice", pair["left_id"], other_person_id=pair["right_id"])
    assert len({pair["left_id"], pair["right_id"]} & set(persons(settings).values())) == 1


@pytest.mark.parametrize(
    ("verb", "about", "said"),
    [
        ("merge", {"other_person_id": "pabsent"}, "aucune personne 'pabsent'"),
        ("merge", {"other_person_id": None}, "déjà la même personne"),
        ("split", {"printed_name": "Zoé PLANTIN"}, "« Odette CHAMBRUN »"),
        ("split", {"printed_name": "Odette CHAMBRUN", "document_id": "ffff"}, "aucun document"),
    ],
)
def test_what_cannot_be_decided_is_said(settings: Settings, verb: str, about: dict[str, str], said: str) -> None:
    person = persons(settings)[1, "Odette CHAMBRUN"]
    about = {k: v or person for k, v in about.items()}
    with pytest.raises(UnknownSubject, match=said):
        decide(settings, verb, "relectrice", person, **about)
    with Warehouse.open(settings.loader) as warehouse:
        assert len(warehouse.decisions()) == 0


def test_the_only_form_of_a_person_is_split_by_document(settings: Settings) -> None:
    before = persons(settings)
    person = before[2, "J. ORVAULT"]
    with pytest.raises(UnknownSubject, match="--document"):
        decide(settings, "split", "relectrice", person, printed_name="J. ORVAULT")
    document = f"{3:012x}"
    decide(settings, "split", "relectrice", person, printed_name="J. ORVAULT", document_id=document)
    assert persons(settings)[3, "J. ORVAULT"] != persons(settings)[2, "J. ORVAULT"] == person


def test_decisions_stand_in_a_warehouse_made_anew_in_another_order(settings: Settings, tmp_path: Path) -> None:
    before = persons(settings)
    decide(settings, "merge", "r", before[1, "Jacques ORVAULT"], other_person_id=before[2, "J. ORVAULT"], reason="vu")
    decide(settings, "split", "r", before[1, "Odette CHAMBRUN"], printed_name="Odette CHAMBRUND")
    decide(settings, "keep apart", "r", before[4, "Basile MORVANT"], other_person_id=before[5, "Basile MORVENE"])
    undo(settings, None, "r")
    file = tmp_path / "decisions.csv"
    assert export_decisions(settings, file) == 3
    elsewhere = made(tmp_path / "elsewhere", [*ROLLS[3:], *ROLLS[:3]])
    assert import_decisions(elsewhere, file) == (3, 3)
    assert import_decisions(elsewhere, file) == (0, 3)

    def groups(found: dict[tuple[int, str], str]) -> set[frozenset[tuple[int, str]]]:
        return {frozenset(k for k, p in found.items() if p == person) for person in found.values()}

    assert groups(persons(elsewhere)) == groups(persons(settings))
    assert [p["rows_settled"] for p in doubtful_pairs(elsewhere, 20)] == [
        p["rows_settled"] for p in doubtful_pairs(settings, 20)
    ]
    with file.open(encoding="utf-8") as opened:
        rows = list(csv.DictReader(opened, delimiter=";"))
    assert json.loads(rows[0]["forms"])[0]["organisation"] == "Commune de Fontorbe"


def test_where_nothing_was_decided_nothing_goes_out_or_in(settings: Settings, tmp_path: Path) -> None:
    assert export_decisions(settings, tmp_path / "x.csv") == 0
    assert import_decisions(settings, tmp_path / "x.csv") == (0, 0)


def test_a_file_of_something_else_holds_no_decisions(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("a;b\n1;2\n", encoding="utf-8")
    with pytest.raises(NotDecisions, match="colonnes"):
        import_decisions(settings, tmp_path / "x.csv")
    with pytest.raises(NotDecisions, match="ne se lit pas"):
        import_decisions(settings, tmp_path / "absent.csv")
    with pytest.raises(NotTheRegister, match="ne se lit pas"):
        import_register(settings, [tmp_path / "absent.csv"])


MUNICIPAL = (
    "Code du département;Libellé du département;Code de la commune;Libellé de la commune;Nom de l'élu;"
    "Prénom de l'élu;Code sexe;Date de naissance;Date de début du mandat;Libellé de la fonction\n"
    "01;Ain;01001;L'Abergement-Clémenciat;ORVAULT;Jacques;M;03/02/1961;18/05/2020;Maire\n"
    "01;Ain;01001;L'Abergement-Clémenciat;ORVAULT;Jean;M;04/02/1990;18/05/2020;\n"
    "01;Ain;01001;L'Abergement-Clémenciat;CHAMBRUN;Odette;F;05/02/1955;18/05/2020;\n"
    "01;Ain;01001;L'Abergement-Clémenciat;;Nul;F;05/02/1955;18/05/2020;\n"
    "01;Ain;01002;L'Abergement-de-Varey;CHAMBRUN;Odette;F;06/02/1971;2020-05-18;\n"
)
COMMUNITY = (
    "N° SIREN;Libellé de l'EPCI;Code de la commune de rattachement;Nom de l'élu;Prénom de l'élu;Code sexe;"
    "Date de naissance;Date de début du mandat\n"
    "200000001;CC de Brumeval;01001;CHAMBRUN;Odette;F;05/02/1955;10/07/2020\n"
)
KEY = b"k" * 32


def test_the_register_is_read_in_the_layouts_it_is_published_in(tmp_path: Path) -> None:
    path = tmp_path / "elus.csv"
    path.write_text(MUNICIPAL, encoding="utf-8")
    rows, told = read_register(path, KEY)
    assert (told.entries, told.skipped, told.is_of_use) == (4, 1, True)
    assert rows["name"].tolist()[:2] == ["Jacques ORVAULT", "Jean ORVAULT"]
    assert rows["civility"].tolist() == ["M.", "M.", "Mme", "Mme"]
    assert set(rows["started_on"]) == {date(2020, 5, 18)}
    assert rows["insee_code"].tolist() == ["01001"] * 3 + ["01002"]
    assert rows["role"].tolist()[0] == "Maire"
    path.write_text("Titre du rapport\n" + COMMUNITY.replace(";", "\t"), encoding="cp1252")
    of_epci, _ = read_register(path, KEY)
    assert of_epci["siren"].tolist() == ["200000001"]
    assert of_epci["elected_id"][0] == rows["elected_id"][2] != rows["elected_id"][3]
    path.write_text("Code du département;Nom de l'élu;Prénom de l'élu\n01;DURVAL;Paul\n", encoding="utf-8")
    assert not read_register(path, KEY)[1].is_of_use
    path.write_text("a;b\n1;2\n", encoding="utf-8")
    with pytest.raises(NotTheRegister, match="colonnes"):
        read_register(path, KEY)


@pytest.mark.parametrize(
    ("department", "commune", "code"),
    [("01", "01004", "01004"), ("1", "4", "01004"), ("2A", "004", "2A004"), ("ZA", "101", "97101"), ("01", "", None)],
)
def test_codes_of_communes_old_and_new(department: str, commune: str, code: str | None) -> None:
    assert insee_code(department, commune) == code


def test_a_day_that_cannot_be_is_none() -> None:
    assert [day(t) for t in ("18/05/2020", "2020-05-18", "31/02/2020", "mai", "")] == [date(2020, 5, 18)] * 2 + [
        None
    ] * 3


def test_the_register_tells_who_an_initial_is_and_keeps_no_birth_date(tmp_path: Path) -> None:
    town = "Commune de L'Abergement-Clémenciat"
    settings = made(
        tmp_path,
        [entry(0, "J. ORVAULT", "Odette CHAMBRUND", organisation=town), entry(1, "Jacques ORVAULT", organisation=town)],
    )
    before = persons(settings)
    assert len(set(before.values())) == 2
    for name, text in (("cm.csv", MUNICIPAL), ("cc.csv", COMMUNITY)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    told = import_register(settings, [tmp_path / "cm.csv", tmp_path / "cc.csv"])
    assert [t.entries for t in told] == [4, 1]
    after = persons(settings)
    assert after[0, "J. ORVAULT"] != after[1, "Jacques ORVAULT"], "Jean ORVAULT sits there too"
    with Warehouse.open(settings.loader) as warehouse:
        people = warehouse.query("SELECT name, elected_id, first_seen FROM persons ORDER BY name")
        assert len(people) == 3, "nobody whom no document names"
        elected = dict(zip(people["name"], people["elected_id"], strict=True))
        assert isinstance(elected["Jacques ORVAULT"], str)
        assert not isinstance(elected["J. ORVAULT"], str)
        assert isinstance(elected["Odette CHAMBRUND"], str), "a slip of the one entry of that name"
        assert warehouse.query("SELECT count(*) AS n FROM person_names WHERE document_id LIKE 'register%'")["n"][0] == 0
        columns = warehouse.query("SELECT DISTINCT column_name FROM duckdb_columns() WHERE schema_name = 'main'")
        assert not [c for c in columns["column_name"] if "birth" in c or "born" in c or "naissance" in c]
        for table in ("elected_officials", "persons", "person_forms"):
            rows = warehouse.query(f"SELECT * FROM {table}").to_numpy().ravel().tolist()
            assert not [v for v in map(str, rows) if re.search(r"\b(?:1961|1955)\b", v)]
        assert resolve_identities(warehouse) == 0
    import_register(settings, [tmp_path / "cm.csv"])
    assert persons(settings) == after


def test_the_register_unites_bodies_that_share_no_members_and_parts_namesakes(tmp_path: Path) -> None:
    towns = [f"Commune de {n}" for n in ("L'Abergement-Clémenciat", "L'Abergement-de-Varey")]
    settings = made(
        tmp_path,
        [entry(1, "Odette CHAMBRUN", organisation=towns[0]), entry(2, "Odette CHAMBRUN", organisation=towns[1])],
    )
    same = MUNICIPAL.replace("06/02/1971", "05/02/1955")
    (tmp_path / "cm.csv").write_text(same, encoding="utf-8")
    import_register(settings, [tmp_path / "cm.csv"])
    assert len(set(persons(settings).values())) == 1
    settings = made(
        tmp_path / "two",
        [
            entry(1, "Odette CHAMBRUN", "Paul DURVAL", "Anne RIMBERT", "Luce ORSINI", organisation=towns[0]),
            entry(2, "Odette CHAMBRUN", "Paul DURVAL", "Anne RIMBERT", "Luce ORSINI", organisation=towns[1]),
        ],
    )
    assert len(set(persons(settings).values())) == 4
    (tmp_path / "cm.csv").write_text(MUNICIPAL, encoding="utf-8")
    import_register(settings, [tmp_path / "cm.csv"])
    found = persons(settings)
    assert found[1, "Odette CHAMBRUN"] != found[2, "Odette CHAMBRUN"]
    assert found[1, "Paul DURVAL"] == found[2, "Paul DURVAL"]

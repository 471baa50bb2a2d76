"""Nights: whatever the order and the batches in which documents come, the same people; ids stay. Names are invented."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from corpus.page import Box
from corpus.synthetic.registry import generate_registry
from extractors.identity import Decision, Subject, Verdict, resolve_people
from extractors.identity.people import PeopleResolution
from extractors.identity.registry import KnownForm
from extractors.records import Attendance, Evidence, Meeting, Minutes, Status
from pipeline import identities
from pipeline.identities import resolve_identities
from tests.unit.test_identity import mentions
from warehouse import DocumentEntry, PageReading, Warehouse

EVIDENCE = Evidence(1, Box(10, 10, 90, 20), "texte", 0.9, "test.rule")
SEATS = {f"o{n}": f"Commune de {name}" for n, name in enumerate(("Fontorbe", "Valgrise", "Mirebrume", "Orcelande"))}
KIN = ("Paul DURVAL", "Anne RIMBERT", "Luce ORSINI", "Odette CHAMBRUN")
NAMES = (
    "Jérôme TALVOIS", "Jerome TALVOIS", "J. TALVOIS", "TALVOIS", "Jérôme TALVOlS", "Anne-Sophie DELCOURTIN",
    "Anne DELCOURTIN", "Hubert CORNILLEAU", "Huguette CORNILLEAU", "H. CORNILLEAU", "Marc VALLORBE", "Marc VALORBE",
)  # fmt: skip


def sessions(seed: int) -> list[tuple[str, str, int, list[str]]]:
    """(document, organisation, year, roll): bodies that share members, misreadings, namesakes, surnames alone."""
    rng = random.Random(seed)
    found = []
    for n in range(16):
        organisation = list(SEATS)[n % 4]
        roll = rng.sample(NAMES, 5) + (rng.sample(KIN, rng.choice((1, 3, 4))) if organisation != "o3" else [])
        found.append((f"d{n:02d}", organisation, 2010 + n, roll))
    return found


class Nights:
    """Resolves as the pipeline does: what a night touches, and what must be decided along with it."""

    def __init__(self, decisions: Sequence[Decision] = ()) -> None:
        self.everything = pd.DataFrame()
        self.registry: list[KnownForm] = []
        self.anchors: dict[str, str] = {}
        self.decisions = decisions
        self.resolved: set[str] = set()

    def night(self, batch: pd.DataFrame) -> PeopleResolution:
        self.everything = pd.concat([self.everything, batch], ignore_index=True)
        organisations = set(batch["organisation_id"])
        while True:
            concerned = self.everything[self.everything["organisation_id"].isin(organisations)]
            resolution = resolve_people(concerned, self.anchors, self.decisions, self.registry, organisations)
            if not resolution.unsettled:
                break
            organisations |= resolution.unsettled
        self.resolved = organisations
        self.everything.loc[concerned.index, "person_id"] = resolution.assignments["person_id"]
        kept = [k for k in self.registry if k.form.organisation_id not in organisations]
        self.registry = sorted([*kept, *resolution.registry], key=lambda k: k.form.key)
        for person, anchor in zip(resolution.persons["person_id"], resolution.persons["anchor"], strict=True):
            self.anchors.setdefault(person, anchor)
        return resolution

    @property
    def people(self) -> set[frozenset[str]]:
        found = defaultdict(set)
        columns = (self.everything[c] for c in ("person_id", "document_id", "name"))
        for person, document, name in zip(*columns, strict=True):
            found[person].add(f"{document}/{name}")
        return {frozenset(members) for members in found.values()}


def frames(seed: int) -> list[pd.DataFrame]:
    return [
        mentions(*((document, name) for name in roll), organisation=organisation, year=year)
        for document, organisation, year, roll in sessions(seed)
    ]


def in_batches(rng: random.Random, items: list[pd.DataFrame]) -> list[list[pd.DataFrame]]:
    items = rng.sample(items, len(items))
    batches = []
    while items:
        size = rng.randint(1, 6)
        batches.append(items[:size])
        items = items[size:]
    return batches


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("decided", [False, True], ids=["rules", "reviewed"])
def test_twenty_orders_and_batch_sizes_make_the_same_people(seed: int, decided: bool) -> None:
    said = (
        Decision(Subject("Marc VALLORBE", "o0"), Subject("Marc VALORBE", "o3"), Verdict.SAME, "r", date(2024, 1, 1)),
        Decision(Subject("Paul DURVAL", "o0"), Subject("Paul DURVAL", "o1"), Verdict.DIFFERENT, "r", date(2024, 1, 2)),
        Decision(Subject("H. CORNILLEAU"), Subject("Hubert CORNILLEAU", "o2"), Verdict.SAME, "r", date(2024, 1, 3)),
    )  # fmt: skip
    every = frames(seed)
    whole = Nights(said if decided else ())
    whole.night(pd.concat(every, ignore_index=True))
    assert any(len({name.split("/")[0] for name in members}) > 1 for members in whole.people)
    for order in range(20):
        nights = Nights(said if decided else ())
        for batch in in_batches(random.Random(order), every):
            nights.night(pd.concat(batch, ignore_index=True))
        assert nights.people == whole.people
        assert [k.form.key for k in nights.registry] == [k.form.key for k in whole.registry]


def test_a_generated_registry_comes_out_the_same_by_nights() -> None:
    frame = pd.DataFrame(generate_registry(7, 300, 6_000)).assign(person_id=None)
    whole = Nights()
    whole.night(frame)
    rng = random.Random(7)
    nights = Nights()
    documents = [group for _, group in frame.groupby("document_id")]
    rng.shuffle(documents)
    for at in range(0, len(documents), 40):
        nights.night(pd.concat(documents[at : at + 40], ignore_index=True))
    assert nights.people == whole.people


def test_a_night_resolves_the_bodies_it_touches_and_no_others() -> None:
    frame = pd.DataFrame(generate_registry(3, 1_500, 20_000)).assign(person_id=None)
    last = frame["document_id"] == frame["document_id"].iloc[-1]
    nights = Nights()
    nights.night(frame[~last])
    nights.night(frame[last])
    assert len(nights.resolved) <= 3 < frame["organisation_id"].nunique() / 4


def test_an_id_stays_with_the_form_it_was_given_for_or_gives_way_to_an_older() -> None:
    for order in range(5):
        nights = Nights()
        kept: dict[str, str] = {}
        for batch in in_batches(random.Random(order), frames(1)):
            kept.update(nights.night(pd.concat(batch, ignore_index=True)).merged)
            bearer = {k.form.anchor: k.person_id for k in nights.registry}
            age = {person: n for n, person in enumerate(nights.anchors)}
            for person, anchor in nights.anchors.items():
                assert bearer[anchor] == person or age[bearer[anchor]] < age[person]
            assert set(bearer.values()) <= set(nights.anchors)
        assert all(age[new] < age[old] for old, new in kept.items())


def loaded(document: str, organisation: str, year: int, roll: Sequence[str]) -> DocumentEntry:
    entries = tuple(
        Attendance(position=i, printed_name=n, name=n, civility=None, status=Status.PRESENT, evidence=EVIDENCE)
        for i, n in enumerate(roll, start=1)
    )
    held = Meeting(organisation=SEATS[organisation], body="Conseil", held_on=date(year, 3, 1), evidence=EVIDENCE)
    return DocumentEntry(
        document_id=document.ljust(64, "0"),
        file_name=f"{document}.pdf",
        source_path=f"/in/{document}.pdf",
        byte_size=1,
        pages=(PageReading(1, "digital", 0, 595.0, 842.0, None),),
        minutes=Minutes(meetings=(held,), attendance=entries),
    )


def people_of(warehouse: Warehouse) -> set[frozenset[str]]:
    rows = warehouse.query("SELECT person_id, document_id, position FROM attendance")
    found = defaultdict(set)
    for person, document, position in rows.itertuples(index=False):
        found[person].add(f"{document[:3]}/{position}")
    return {frozenset(members) for members in found.values()}


TABLES = {
    "persons": "name, given_name, surname, civility, first_seen, last_seen",
    "person_names": "document_id, name, printed_name, score, decided_by",
    "person_forms": "organisation_id, name, told_apart, ordinal, mentions, body, circle",
    "review_queue": "left_name, right_name, score, reason, rows_settled",
    "resolved_documents": "document_id, organisation_id, version",
}


def told(warehouse: Warehouse) -> dict[str, list[tuple[object, ...]]]:
    """All that resolution writes, ids left out."""
    frames = {t: warehouse.query(f"SELECT {columns} FROM {t} ORDER BY ALL") for t, columns in TABLES.items()}
    return {t: [tuple(map(str, row)) for row in frame.itertuples(index=False)] for t, frame in frames.items()}


def test_the_warehouse_is_the_same_whatever_the_nights_and_the_shares(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    every = [loaded(*session) for session in sessions(5)]
    outcomes = []
    for order, share in enumerate((250, 250, 250, 250, 1, 2, 5)):
        monkeypatch.setattr("pipeline.identities.SHARE", share)
        monkeypatch.setattr("pipeline.identities.NIGHT", 1000)
        rng = random.Random(order if share == 250 else 0)
        with Warehouse.open(tmp_path / f"{order}.duckdb") as warehouse:
            run = warehouse.start_run("test")
            for batch in in_batches(rng, every) if order and share == 250 else [every]:
                warehouse.load_batch(batch, run)
                resolve_identities(warehouse, run)
            told_now, people = told(warehouse), people_of(warehouse)
            assert resolve_identities(warehouse, run) == 0
            ids = warehouse.query("SELECT person_id FROM attendance ORDER BY ALL")["person_id"].tolist()
            assert resolve_identities(warehouse, run, everything=True) == 0
            assert warehouse.query("SELECT person_id FROM attendance ORDER BY ALL")["person_id"].tolist() == ids
            assert told(warehouse) == told_now
        outcomes.append((told_now, people))
    assert all(outcome == outcomes[0] for outcome in outcomes[1:])


def test_what_reviewers_decided_stands_open_until_the_last_share(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed between two shares, the next run resolves the organisations that were left."""
    monkeypatch.setattr("pipeline.identities.SHARE", 1)
    monkeypatch.setattr("pipeline.identities.NIGHT", 1000)
    with Warehouse.open(tmp_path / "w.duckdb") as warehouse:
        run = warehouse.start_run("test")
        rolls = (("a", "o0", "Paul DURVAL"), ("b", "o1", "Anne RIMBERT"), ("c", "o2", "Hubert CORNILLEAU"))
        warehouse.load_batch([loaded(d, o, 2020, [name]) for d, o, name in rolls], run)
        resolve_identities(warehouse, run)
        undisturbed = told(warehouse)
        ids = warehouse.query(
            "SELECT p.person_id FROM attendance a JOIN persons p USING (person_id) ORDER BY document_id"
        )
        one, other, _ = ids["person_id"]
        warehouse.decide("merge", "relectrice", person_id=one, other_person_id=other)
        written: list[int] = []

        def killed(*given: object, **named: object) -> int:
            if written:
                raise KeyboardInterrupt
            written.append(1)
            return int(write(*given, **named))

        write: Callable[..., int] = identities._write_back
        monkeypatch.setattr(identities, "_write_back", killed)
        with pytest.raises(KeyboardInterrupt):
            resolve_identities(warehouse, run, everything=True)
        assert len(warehouse.decisions_not_applied()) == 1
        monkeypatch.setattr(identities, "_write_back", write)
        resolve_identities(warehouse, run)
        assert len(warehouse.decisions_not_applied()) == 0
        assert told(warehouse)["resolved_documents"] == undisturbed["resolved_documents"]
        assert len(people_of(warehouse)) == 2


def test_a_document_that_comes_again_otherwise_takes_its_names_along(tmp_path: Path) -> None:
    one, other, *_ = sessions(5)
    with Warehouse.open(tmp_path / "w.duckdb") as warehouse:
        run = warehouse.start_run("test")
        warehouse.load_batch([loaded(*one), loaded(*other)], run)
        resolve_identities(warehouse, run)
        warehouse.load_batch([loaded(one[0], other[1], one[2], ["Basile TERRACHON"])], run)
        resolve_identities(warehouse, run)
        assert set(warehouse.query("SELECT name FROM persons")["name"]) >= {"Basile TERRACHON"}
        lost = set(one[3]) - set(other[3])
        assert not lost & set(warehouse.query("SELECT name FROM person_forms")["name"])
        assert warehouse.query("SELECT count(*) AS n FROM persons p WHERE NOT EXISTS (SELECT 1 FROM attendance a "
                               "WHERE a.person_id = p.person_id)")["n"][0] == 0  # fmt: skip

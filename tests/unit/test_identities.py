"""Identities through the warehouse: ids written row by row, decisions that survive re-extraction."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from corpus.page import Box
from extractors.records import Attendance, Evidence, Intervention, Meeting, Minutes, Status
from pipeline.identities import resolve_identities
from warehouse import DocumentEntry, PageReading, Warehouse

EVIDENCE = Evidence(1, Box(10, 10, 90, 20), "texte", 0.9, "test.rule")


def sha(number: int) -> str:
    """A hash to tell documents apart by."""
    return f"{number:012x}".ljust(64, "0")


def entry(
    number: int, *names: str, speaker: str | None = None, organisation: str = "Commune de Fontorbe"
) -> DocumentEntry:
    roll = tuple(
        Attendance(position=i, printed_name=name, name=name, civility=None, status=Status.PRESENT, evidence=EVIDENCE)
        for i, name in enumerate(names, start=1)
    )
    turns = (
        (Intervention(position=1, section=None, speaker=speaker, speaker_name=None, text="…", evidence=EVIDENCE),)
        if speaker
        else ()
    )
    held = Meeting(
        organisation=organisation, body="Conseil municipal", held_on=date(2020 + number, 3, 1), evidence=EVIDENCE
    )
    return DocumentEntry(
        document_id=sha(number),
        file_name=f"{number}.pdf",
        source_path=f"/in/{number}.pdf",
        byte_size=1,
        pages=(PageReading(1, "digital", 0, 595.0, 842.0, None),),
        minutes=Minutes(meetings=(held,), attendance=roll, interventions=turns),
    )


ENTRIES = (
    entry(1, "Jérôme TALVOIS", "Odette CHAMBRUN", speaker="M. Talvois"),
    entry(2, "Jerome TALVOIS", "Odette CHAMBRUN", organisation="MAIRIE DE FONTORBE"),
    entry(3, "Hieronymus TALLEVOYE", speaker="le Président"),
)


@pytest.fixture
def warehouse(tmp_path: Path) -> Iterator[Warehouse]:
    with Warehouse.open(tmp_path / "loader.duckdb") as opened:
        load(opened)
        yield opened


def load(warehouse: Warehouse) -> None:
    run = warehouse.start_run("test")
    warehouse.load_batch(list(ENTRIES), run)
    resolve_identities(warehouse)


def persons(warehouse: Warehouse) -> dict[tuple[int, str], str]:
    rows = warehouse.query("SELECT document_id, name, person_id FROM attendance ORDER BY ALL")
    return {(int(d[:12], 16), n): p for d, n, p in rows.itertuples(index=False)}


def test_one_person_over_documents_and_organisation_names(warehouse: Warehouse) -> None:
    found = persons(warehouse)
    assert found[1, "Jérôme TALVOIS"] == found[2, "Jerome TALVOIS"]
    assert found[1, "Odette CHAMBRUN"] == found[2, "Odette CHAMBRUN"]
    assert len(set(found.values())) == 3
    name = warehouse.query(f"SELECT name FROM persons WHERE person_id = '{found[2, 'Jerome TALVOIS']}'")
    assert name["name"].tolist() == ["Jérôme TALVOIS"]


def test_a_speaker_by_surname_is_the_member_and_an_office_is_nobody(warehouse: Warehouse) -> None:
    turns = warehouse.query("SELECT document_id, person_id FROM interventions ORDER BY document_id")
    assert turns["person_id"].tolist()[0] == persons(warehouse)[1, "Jérôme TALVOIS"]
    assert turns["person_id"].isna().tolist() == [False, True]


def test_resolving_again_changes_nothing(warehouse: Warehouse) -> None:
    before = persons(warehouse)
    assert resolve_identities(warehouse) == 0
    assert persons(warehouse) == before


def test_merge_and_split_stand_after_everything_is_extracted_anew(warehouse: Warehouse) -> None:
    before = persons(warehouse)
    kept, other = before[1, "Jérôme TALVOIS"], before[3, "Hieronymus TALLEVOYE"]
    warehouse.decide("merge", "relectrice", person_id=kept, other_person_id=other, reason="même adresse")
    odette = before[1, "Odette CHAMBRUN"]
    warehouse.decide(
        "split",
        "relectrice",
        person_id=odette,
        printed_name="Odette CHAMBRUN",
        document_id=sha(2),
        reason="mère et fille",
    )
    resolve_identities(warehouse)
    decided = persons(warehouse)
    assert decided[3, "Hieronymus TALLEVOYE"] == decided[1, "Jérôme TALVOIS"]
    assert decided[1, "Jérôme TALVOIS"] in (kept, other)
    assert decided[2, "Odette CHAMBRUN"] != decided[1, "Odette CHAMBRUN"] == odette
    load(warehouse)
    assert persons(warehouse) == decided
    trace = warehouse.query("SELECT person_id, merged_into FROM person_ids WHERE merged_into IS NOT NULL")
    assert set(trace.iloc[0]) == {kept, other}

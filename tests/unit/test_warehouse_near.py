"""Which documents repeat a session, and which only stand beside it."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from corpus.page import Box
from extractors.records import Deliberation, Evidence, Meeting, Minutes, Outcome
from warehouse import DocumentEntry, PageReading, Warehouse

EVIDENCE = Evidence(1, Box(0, 0, 10, 10), "q", 0.9, "test.rule")
TITLES = ("Tarifs de la salle des fêtes", "Subvention à l'harmonie", "Réfection du lavoir")


def entry(number, titles=TITLES, held_on=date(2023, 3, 14), organisation="Commune de Valbrianne", **meeting):
    acts = tuple(
        Deliberation(position=i, title=t, outcome=Outcome.ADOPTED, first_block=i, last_block=i, evidence=EVIDENCE)
        for i, t in enumerate(titles, start=1)
    )
    session = Meeting(
        organisation=organisation, body="Conseil municipal", held_on=held_on, evidence=EVIDENCE, **meeting
    )
    return DocumentEntry(
        document_id=f"{number:012x}" + 52 * "0",
        file_name=f"{number}.pdf",
        source_path=f"/in/{number}.pdf",
        byte_size=1,
        pages=(PageReading(1, "digital", 0, 595.0, 842.0, None),),
        minutes=Minutes(meetings=(session,), deliberations=acts),
        ingested_at=datetime(2024, 1, 1, 0, number),
    )


@pytest.fixture
def pairs(tmp_path):
    def found(*entries):
        with Warehouse.open(tmp_path / "loader.duckdb") as warehouse:
            warehouse.load_batch(list(entries), warehouse.start_run("test"))
            marked = [(int(a[:12], 16), int(b[:12], 16)) for a, b in warehouse.mark_near_duplicates()]
            assert [(int(a[:12], 16), int(b[:12], 16)) for a, b in warehouse.mark_near_duplicates()] == marked
            return marked

    return found


def test_a_rescan_repeats_the_first(pairs):
    misread = ("Tarifs de la salle des fètes", "Subvention a l'harmonle", "Réfection du lavoir")
    assert pairs(entry(2), entry(1, titles=misread)) == [(2, 1)]


def test_other_days_other_bodies_and_other_hours_are_other_sessions(pairs):
    from datetime import time

    assert pairs(entry(1), entry(2, held_on=date(2023, 4, 14)), entry(3, organisation="CCAS de Valbrianne")) == []
    early, late = (
        entry(4, held_on=date(2023, 5, 2), starts_at=time(18)),
        entry(5, held_on=date(2023, 5, 2), starts_at=time(20)),
    )
    assert pairs(early, late) == []


def test_extracts_of_one_session_do_not_repeat_it(pairs):
    assert pairs(entry(1), entry(2, titles=TITLES[:1]), entry(3, titles=TITLES[1:2])) == []


def test_a_third_version_points_at_the_first(pairs):
    assert pairs(entry(1), entry(2), entry(3)) == [(2, 1), (3, 1)]

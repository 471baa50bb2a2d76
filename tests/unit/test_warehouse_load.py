"""Loading: every record arrives, exactly typed; a document is replaced whole; the ledger remembers."""

from __future__ import annotations

import dataclasses
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.records import Amount, Minutes
from tests.warehouse_cases import MEMBERS, entry, history, minutes, proof
from warehouse import EventEntry, QuarantineEntry, RunCounts, SourceEntry, Warehouse
from warehouse.errors import NotAWarehouse, UnknownSubject, WarehouseBusy
from warehouse.integrity import broken_references, duplicate_keys
from warehouse.rows import frames
from warehouse.tables import BY_NAME, FACT_TABLES

FIELDS = {f.name for f in dataclasses.fields(Minutes)} - {"pages", "findings"}


@pytest.fixture
def warehouse(tmp_path: Path):
    with Warehouse.open(tmp_path / "store" / "loader.duckdb", "test") as opened:
        yield opened


def test_every_record_becomes_a_row(warehouse):
    said = minutes()
    warehouse.load_batch([entry(said=said)], warehouse.start_run("test"))
    counts = warehouse.counts()
    for name in FIELDS:
        assert counts[name] == len(getattr(said, name)), name
    assert counts["pages"] == 2
    assert counts["quality_findings"] == len(said.findings)
    assert counts["meeting_fields"] == 1


def test_no_table_of_facts_is_forgotten():
    assert FIELDS | {"pages", "quality_findings", "meeting_fields"} == {t.name for t in FACT_TABLES}


def test_settling_lets_go_of_what_was_loaded_and_loses_none_of_it(warehouse):
    warehouse.load_batch(history(), warehouse.start_run("test"))
    held, counts = _held(warehouse), warehouse.counts()
    warehouse.settle()
    assert _held(warehouse) < held / 4
    assert warehouse.counts() == counts


def _held(warehouse: Warehouse) -> int:
    """Bytes of the file that are in memory."""
    found = warehouse.query("SELECT sum(memory_usage_bytes)::BIGINT AS n FROM duckdb_memory()")
    return int(found["n"][0])


def test_a_batch_for_which_the_memory_of_loading_is_too_little_is_loaded_all_the_same(warehouse, monkeypatch):
    monkeypatch.setattr("warehouse.loader._LEAST_MEMORY", 1 << 20)
    before = warehouse.query("SELECT current_setting('memory_limit') AS n")["n"][0]
    warehouse.load_batch(history(), warehouse.start_run("test"))
    assert warehouse.counts()["documents"] == len(history())
    assert warehouse.query("SELECT current_setting('memory_limit') AS n")["n"][0] == before


def test_values_arrive_exactly_typed(warehouse):
    warehouse.load_batch([entry()], warehouse.start_run("test"))
    row = warehouse.query("SELECT held_on, starts_at, ends_at, members_in_office FROM meetings").iloc[0]
    assert row["held_on"].date() == date(2024, 3, 12)
    assert row["starts_at"] == time(20, 0)
    assert row.isna()["ends_at"]
    price = warehouse.query("SELECT typeof(amount) AS type, amount::VARCHAR AS amount FROM tariffs").iloc[0]
    assert tuple(price) == ("DECIMAL(18,6)", "3.400000")


def test_every_fact_has_page_and_box(warehouse):
    warehouse.load_batch(history(), warehouse.start_run("test"))
    without = warehouse.query("SELECT count(*) AS n FROM facts WHERE page IS NULL OR x0 IS NULL OR source_text IS NULL")
    assert without["n"][0] == 0


def test_ids_link_and_sort_by_position(warehouse):
    warehouse.load_batch(history(), warehouse.start_run("test"))
    assert broken_references(warehouse._connection) == []
    assert duplicate_keys(warehouse._connection) == []
    ordered = warehouse.query("SELECT position FROM attendance WHERE document_id LIKE '26e4%' ORDER BY row_id")
    assert list(ordered["position"]) == [1, 2, 3, 4, 5]
    linked = warehouse.query("SELECT d.number FROM tariffs t JOIN deliberations d USING (deliberation_id) ORDER BY 1")
    assert list(linked["number"]) == ["2023-11-01", "2024-03-01", "2024-09-01"]


def test_a_document_is_replaced_whole_and_keeps_when_it_came_in(warehouse):
    first = warehouse.start_run("test")
    warehouse.load_batch(history(), first)
    before = warehouse.counts()
    second = warehouse.start_run("test")
    shorter = dataclasses.replace(minutes(), attendance=minutes().attendance[:2], tariffs=())
    done = warehouse.load_batch([entry(said=shorter, version="2", ingested_at=datetime(2026, 1, 1))], second)
    assert (done.documents, done.replaced) == (1, 1)
    after = warehouse.counts()
    assert after["documents"] == before["documents"]
    assert after["attendance"] == before["attendance"] - 3
    assert after["tariffs"] == before["tariffs"] - 1
    kept = warehouse.query(
        "SELECT ingested_at, first_run_id, run_id FROM documents WHERE extraction_version = '2'"
    ).iloc[0]
    assert kept["ingested_at"].to_pydatetime() == datetime(2025, 1, 6, 8, 0)
    assert (kept["first_run_id"], kept["run_id"]) == (first, second)


def test_loading_the_same_again_changes_no_fact(warehouse):
    warehouse.load_batch(history(), warehouse.start_run("test"))
    before = {t.name: warehouse.query(f"SELECT * FROM {t.name} ORDER BY row_id") for t in FACT_TABLES}
    warehouse.load_batch(history(), warehouse.start_run("test"))
    for name, rows in before.items():
        assert warehouse.query(f"SELECT * FROM {name} ORDER BY row_id").equals(rows), name
    assert warehouse.counts()["changes"] == 0


def test_a_batch_that_fails_leaves_nothing(warehouse, monkeypatch):
    run = warehouse.start_run("test")

    def fail(*_: object) -> None:
        raise RuntimeError("power cut")

    monkeypatch.setattr("warehouse.load._insert_documents", fail)
    with pytest.raises(RuntimeError, match="power cut"):
        warehouse.load_batch(history(), run)
    counts = warehouse.counts()
    assert {n for n in counts if counts[n]} == {"runs", "schema_version"}


def test_of_two_entries_for_the_same_bytes_the_last_counts(warehouse):
    done = warehouse.load_batch([entry(), entry(file_name="copie.pdf")], warehouse.start_run("test"))
    assert done.documents == 1
    assert list(warehouse.query("SELECT file_name FROM documents")["file_name"]) == ["copie.pdf"]


def test_what_a_column_cannot_hold_is_left_out_and_told(warehouse):
    absurd = (
        Amount(position=1, amount=Decimal("1e30"), evidence=proof(page=2)),
        Amount(position=2, amount=Decimal("12.345678"), evidence=proof()),
        Amount(position=3, amount=Decimal("NaN"), evidence=proof()),
        Amount(position=4, amount=Decimal("7"), term_months=2**40, what="loyer \udcff", evidence=proof()),
    )
    said = dataclasses.replace(minutes(), amounts=absurd)
    warehouse.load_batch([entry(said=said), entry(date(2024, 9, 24))], warehouse.start_run("test"))
    got = warehouse.query(
        "SELECT amount::VARCHAR AS a, term_months AS t FROM amounts WHERE document_id LIKE '26e4%' ORDER BY row_id"
    )
    assert list(got["a"].fillna("-")) == ["-", "12.3457", "-", "7.0000"]
    assert got["t"].isna().all()
    told = warehouse.query(
        "SELECT page, message FROM quality_findings WHERE code = 'value-out-of-range' ORDER BY row_id"
    )
    assert len(told) == 3
    assert "amounts.amount" in told["message"][0]


def test_names_of_undecodable_bytes_are_stored_escaped(warehouse):
    run = warehouse.start_run("test")
    warehouse.load_batch([entry(file_name="pv\udce9.pdf", source_path="d\udce9pot/pv.pdf")], run)
    source = SourceEntry(source_path="d\udce9pot/pv.pdf", sha256=None, byte_size=1, modified_ns=2, outcome="document")
    warehouse.record_sources([source], run)
    assert list(warehouse.query("SELECT file_name FROM documents")["file_name"]) == ["pv\\udce9.pdf"]
    assert list(warehouse.known_sources()["source_path"]) == ["d\\udce9pot/pv.pdf"]


def test_reading_of_a_document_is_that_of_its_pages():
    mixed = entry()
    assert (mixed.reading, mixed.ocr_confidence) == ("mixed", 91.5)
    digital = dataclasses.replace(mixed, pages=mixed.pages[:1])
    assert (digital.reading, digital.ocr_confidence) == ("digital", None)
    assert dataclasses.replace(mixed, pages=()).reading == "blank"


def test_empty_minutes_make_a_document_without_facts(warehouse):
    done = warehouse.load_batch([entry(said=Minutes())], warehouse.start_run("test"))
    assert done.documents == 1
    assert warehouse.counts()["meetings"] == 0


def test_quarantine_counts_attempts_and_loading_ends_it(warehouse):
    run = warehouse.start_run("test")
    known = entry()
    bad = QuarantineEntry(sha256=known.document_id, source_path="x.pdf", code="time-out", message="trop long",
                          way_out="relancer", is_terminal=False)  # fmt: skip
    warehouse.quarantine([bad], run)
    warehouse.quarantine([dataclasses.replace(bad, code="worker-crashed")], run)
    assert warehouse.quarantined()[["code", "attempts", "state"]].values.tolist() == [
        ["worker-crashed", 2, "quarantined"]
    ]
    warehouse.load_batch([known], run)
    assert len(warehouse.quarantined()) == 0
    told = warehouse.query("SELECT action FROM events ORDER BY event_id")
    assert list(told["action"]) == ["quarantined", "quarantined", "loaded"]


def test_a_rejected_file_stays_rejected(warehouse):
    bad = QuarantineEntry(
        sha256="ab" * 32, source_path="x", code="not-a-pdf", message="m", way_out="w", is_terminal=True
    )
    warehouse.quarantine([bad])
    warehouse.set_quarantine_state("abab", "rejected", "archiviste", "ce n'est pas un procès-verbal")
    warehouse.quarantine([bad])
    row = warehouse.quarantined().iloc[0]
    assert (row["state"], row["attempts"]) == ("rejected", 2)
    with pytest.raises(UnknownSubject, match="0 fichier"):
        warehouse.set_quarantine_state("ff", "released", "archiviste")


def test_runs_close_and_a_killed_one_is_told(warehouse):
    killed = warehouse.start_run("test", at=datetime(2026, 1, 1, 2, 0))
    kept = warehouse.start_run("test", at=datetime(2026, 1, 1, 2, 0))
    assert killed < kept
    warehouse.end_run(kept, "completed", RunCounts(found=6, new=3, unchanged=1, duplicate=1, quarantined=1))
    warehouse.record_stages(kept, {"lecture": (3, 1.5)})
    rows = warehouse.query(
        "SELECT status, documents_found, documents_new + documents_unchanged + documents_duplicate "
        "+ documents_failed AS told FROM runs ORDER BY run_id"
    )
    assert list(rows["status"]) == ["interrupted", "completed"]
    assert rows["told"][1] == rows["documents_found"][1] == 6


def test_ledger_only_grows(warehouse):
    warehouse.record_events([EventEntry(action="taken-in"), EventEntry(action="audited", at=datetime(2020, 1, 1))])
    warehouse.record_events([EventEntry(action="exported")])
    rows = warehouse.query("SELECT event_id, action FROM events ORDER BY event_id")
    assert rows.values.tolist() == [[1, "taken-in"], [2, "audited"], [3, "exported"]]


def test_one_loader_at_a_time(tmp_path):
    with Warehouse.open(tmp_path / "loader.duckdb"), pytest.raises(WarehouseBusy, match="autre chargement"):
        Warehouse.open(tmp_path / "loader.duckdb")
    Warehouse.open(tmp_path / "loader.duckdb").close()


def test_another_file_is_not_touched(tmp_path):
    other = tmp_path / "notes.txt"
    other.write_text("ceci n'est pas une base de données, " * 200)
    before = other.read_bytes()
    with pytest.raises(NotAWarehouse):
        Warehouse.open(other)
    assert other.read_bytes() == before


def test_mentions_name_everyone_where_they_stand(warehouse):
    warehouse.load_batch([entry()], warehouse.start_run("test"))
    found = warehouse.mentions()
    roll = found[(found["table_name"] == "attendance") & (found["field"] == "person_id")]
    assert list(roll["name"]) == [name for name, _ in MEMBERS]
    assert set(found["table_name"]) == {"attendance", "meetings", "movements", "presence", "ballots",
                                        "election_results", "interventions", "entities"}  # fmt: skip
    assert roll["held_on"].iloc[0].date() == date(2024, 3, 12)
    assert len(warehouse.mentions(["0" * 64])) == 0


def test_known_documents_tells_versions(warehouse):
    warehouse.load_batch([entry(version="7")], warehouse.start_run("test"))
    assert warehouse.known_documents() == {entry().document_id: ("lecture-1", "7")}


@settings(deadline=None)
@given(
    amounts=st.lists(
        st.decimals(allow_nan=True, allow_infinity=True) | st.decimals(-(10**9), 10**9, places=2), max_size=8
    ),
    texts=st.lists(st.text(max_size=20), max_size=8),
)
def test_any_amount_and_text_fits_its_column(amounts, texts):
    said = dataclasses.replace(
        minutes(),
        amounts=tuple(
            Amount(position=i, amount=a, what=(texts[i % len(texts)] if texts else None), evidence=proof())
            for i, a in enumerate(amounts, start=1)
        ),
    )
    made = frames([entry(said=said)], "run")
    assert made["amounts"].num_rows == len(amounts)
    for i, amount in enumerate(amounts):
        kept = made["amounts"]["amount"][i].as_py()
        if amount.is_finite() and abs(amount) < Decimal(10) ** 13:
            assert abs(kept - amount) <= Decimal("0.00005")
        elif kept is None:
            assert any("amounts.amount" in m for m in made["quality_findings"]["message"].to_pylist())
    assert set(made["amounts"].column_names) <= set(BY_NAME["amounts"].column_names)

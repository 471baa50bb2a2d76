"""What readers of the published file get: search, evidence, views, changes, and errors that say what to do."""

from __future__ import annotations

import dataclasses
import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from corpus.page import Box
from extractors.records import Choice
from tests.warehouse_cases import BODY, MEMBERS, ORGANISATION, entry, history, minutes
from warehouse import Warehouse, fulltext
from warehouse.errors import QueryFailed, SearchUnavailable, UnknownFact
from warehouse.explain import explain
from warehouse.query import open_published, run_frame, run_sql
from warehouse.search import _snippet, search
from warehouse.tables import FACT_TABLES
from warehouse.views import VIEWS


def resolve(warehouse: Warehouse) -> None:
    """Everyone is who their name says; what the identity stage does, without its care."""
    mentions = warehouse.mentions()
    ids = "person-" + mentions["name"].str.lower()
    rows = mentions[["table_name", "row_id", "field"]].assign(person_id=ids, decided_by="rule")
    names = mentions[["document_id", "name", "printed_name"]].assign(person_id=ids, score=1.0, decided_by="rule")
    persons = pd.DataFrame({"person_id": ids, "name": mentions["name"]}).drop_duplicates("person_id")
    warehouse.apply_identities(persons, names.drop_duplicates(["document_id", "name", "printed_name"]), rows)


@pytest.fixture(scope="module")
def published(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("published")
    with Warehouse.open(folder / "store" / "loader.duckdb", "test") as warehouse:
        warehouse.load_batch(history(), warehouse.start_run("test"))
        resolve(warehouse)
        warehouse.publish(folder / "warehouse.duckdb")
    return folder / "warehouse.duckdb"


def test_search_finds_other_forms_and_marks_them(published):
    hits = search(published, "CANTINES", kind="intervention")
    assert len(hits) == 3
    assert "[cantine]" in hits[0].highlighted("[", "]")
    assert {h.organisation for h in hits} == {ORGANISATION}


def test_search_folds_accents_and_apostrophes(published):
    assert search(published, "deliberation", kind="intervention")
    assert search(published, "l’association", kind="deliberation")


def test_search_filters_by_body_period_and_kind(published):
    every = search(published, "subventions")
    assert {h.kind for h in every} == {"page", "deliberation"}
    assert [
        h.held_on
        for h in search(published, "subventions", kind="page", since=date(2024, 1, 1), until=date(2024, 6, 30))
    ] == [date(2024, 3, 12)]
    assert search(published, "subventions", body="valbrume")
    assert search(published, "subventions", body="autre commune") == []
    assert len(search(published, "subventions", limit=2)) == 2


def test_search_wants_all_words_and_falls_back_to_any(published):
    assert {h.kind for h in search(published, "cantine réexaminées")} == {"intervention"}
    assert search(published, "cantine hippodrome")
    assert search(published, "hippodrome") == []
    assert search(published, "de la") == []


def test_search_refuses_a_kind_it_does_not_know(published):
    with pytest.raises(SearchUnavailable, match="genre"):
        search(published, "x", kind="annexe")


@pytest.mark.parametrize("at_a_time", [1, 500])
def test_index_kept_in_step_equals_one_built_at_once(at_a_time, tmp_path, monkeypatch):
    monkeypatch.setattr(fulltext, "_AT_A_TIME", at_a_time)
    with Warehouse.open(tmp_path / "loader.duckdb") as warehouse:
        run = warehouse.start_run("test")
        warehouse.load_batch(history()[:2], run)
        warehouse.publish(tmp_path / "w.duckdb")
        changed = dataclasses.replace(minutes(), interventions=(), deliberations=minutes().deliberations[1:])
        warehouse.load_batch([history()[2], entry(said=changed, version="2")], run)
        warehouse.publish(tmp_path / "w.duckdb")
        connection = warehouse._connection
        fulltext.load_extension(connection)
        connection.execute(f"CREATE TABLE anew AS SELECT row_id, text FROM ({fulltext._TEXTS}) t")
        fulltext.create_index(connection, "anew")
        counted = "SELECT term, df FROM {}.dict WHERE df > 0 ORDER BY term"
        ours = connection.execute(counted.format(fulltext.INDEX)).fetchall()
        theirs = connection.execute(counted.format("fts_main_anew")).fetchall()
        assert ours == theirs
        scored = "SELECT name, round({0}.match_bm25(name, 'cantine subventions tarifs'), 9) FROM {0}.docs ORDER BY name"
        assert (
            connection.execute(scored.format(fulltext.INDEX)).fetchall()
            == connection.execute(scored.format("fts_main_anew")).fetchall()
        )


@pytest.mark.parametrize("words", ["cantine", "tarifs de la cantine", "subventions associations", "cantine zzz"])
def test_search_scores_as_the_index_itself_does(published, words):
    with open_published(published) as connection:
        fulltext.load_extension(connection)
        every = (
            f"SELECT name, {fulltext.INDEX}.match_bm25(name, ?, conjunctive := ?) AS score FROM {fulltext.INDEX}.docs"
        )
        scored = f"SELECT name, score FROM ({every}) WHERE score IS NOT NULL"
        said = " ".join(w for w in words.split() if w not in fulltext.stop_words())
        expected = connection.execute(scored, [said, 1]).fetchall() or connection.execute(scored, [said, 0]).fetchall()
    assert expected
    found = {hit.row_id: round(hit.score, 9) for hit in search(published, words, limit=1000)}
    assert found == {name: round(score, 9) for name, score in expected}


def test_a_snippet_is_one_line_without_the_tabs_of_tables():
    snippet, marks = _snippet("Association\tMontant\nClub\t300 €", {"club"}, {"Club": "club"})
    assert snippet == "Association Montant Club 300"
    assert [snippet[start:end] for start, end in marks] == ["Club"]


def test_explain_works_for_every_table_of_facts(published):
    for table in FACT_TABLES:
        row_id = run_sql(published, f"SELECT row_id FROM {table.name} ORDER BY row_id LIMIT 1").rows[0][0]
        fact = explain(published, row_id)
        assert (fact.table, fact.row_id) == (table.name, row_id)
        assert set(fact.values) <= set(fact.meanings)
        if table.has_provenance:
            assert fact.box == Box(72.0, 100.0, 300.0, 112.0)
            assert fact.rule and fact.quote and fact.confidence == 0.9 and fact.page_width == 595.0


def test_explain_shows_the_fact(published):
    row_id = run_sql(published, "SELECT tariff_id FROM tariffs ORDER BY amount").rows[0][0]
    fact = explain(published, row_id)
    assert (fact.values["amount"], fact.quote, fact.page) == (Decimal("3.25"), "3.25 € le repas", 2)
    assert fact.source_path == "depot/pv-2023-11-07.pdf"


@pytest.mark.parametrize("wrong", ["", "cantine", "0123456789ab-T00001", "0123456789ab-Z00001", "'; DROP TABLE x"])
def test_explain_refuses_unknown_ids(published, wrong):
    with pytest.raises(UnknownFact):
        explain(published, wrong)


def test_attendance_rate_counts_sessions(published):
    rates = run_frame(published, "SELECT * FROM attendance_rates WHERE year = 2024 ORDER BY member")
    told = {r.member: (r.sessions, r.present, r.represented, r.attendance_pct) for r in rates.itertuples()}
    assert told["Odile FERRANDEAU"] == (2, 2, 0, 100.0)
    assert told["Anatole de la BRÉVINE"] == (2, 1, 1, 50.0)
    assert told["Rosalie QUENTRIC"] == (2, 0, 2, 0.0)


def test_voting_record_tells_stated_from_inferred(published):
    rows = run_frame(
        published,
        "SELECT member, choice, choice_is_stated FROM voting_record WHERE held_on = '2024-03-12' "
        "AND title = 'Subventions aux associations' ORDER BY member",
    )
    told = {r.member: (r.choice, r.choice_is_stated) for r in rows.itertuples()}
    assert told["Anatole de la BRÉVINE"] == (Choice.AGAINST.value, True)
    assert pd.isna(told["Odile FERRANDEAU"][0])
    unanimous = run_sql(
        published, "SELECT DISTINCT choice, choice_is_stated FROM voting_record WHERE title LIKE 'Tarifs%'"
    )
    assert unanimous.rows == [("for", False)]


def test_representations_say_who_for_whom(published):
    rows = run_sql(
        published, "SELECT represented, representative, kind FROM representations WHERE held_on = '2024-03-12'"
    )
    assert rows.rows == [(MEMBERS[4][0], MEMBERS[0][0], "pouvoir")]


def test_price_over_time_has_its_change(published):
    rows = run_sql(published, "SELECT amount, previous_amount, change_pct FROM service_prices ORDER BY held_on").rows
    assert [(str(a), str(b), c) for a, b, c in rows] == [
        ("3.250000", "None", None),
        ("3.400000", "3.250000", 4.6),
        ("3.550000", "3.400000", 4.4),
    ]


def test_budget_changes_leave_totals_out(published):
    rows = run_sql(published, "SELECT year, side, chapter, net_change FROM budget_changes ORDER BY ALL").rows
    assert rows[0] == (2023, "expense", "65", Decimal("1500.00"))
    assert len(rows) == 4


def test_deliberations_show_presence_and_votes(published):
    rows = run_sql(
        published,
        "SELECT members_present, members_represented, members_absent, votes_against FROM deliberation_details "
        "WHERE held_on = '2024-09-24' AND number LIKE '%-02'",
    ).rows
    assert rows == [(3, 2, 0, 1)]


def test_other_views_tell_what_they_promise(published):
    assert run_sql(published, "SELECT sum(total) FROM money_by_counterparty").rows == [(Decimal("4500.00"),)]
    assert run_sql(published, "SELECT sum(turns), max(words) FROM speaking_turns").rows == [(3, 22)]
    assert run_sql(published, "SELECT DISTINCT stated, computed FROM failed_checks").rows == [(Decimal(4), Decimal(3))]
    assert (
        run_sql(published, "SELECT checks_passed, checks_failed, findings FROM document_quality").rows
        == [(1, 1, 1)] * 3
    )
    assert run_sql(published, f"SELECT count(*) FROM sessions WHERE body = '{BODY}' AND deliberations = 2").rows == [
        (3,)
    ]


def test_every_view_answers(published):
    for view in VIEWS:
        assert run_sql(published, f"SELECT count(*) FROM {view.name}").rows[0][0] > 0, view.name


def test_persons_are_seen_over_their_sessions(published):
    rows = run_sql(published, "SELECT first_seen, last_seen FROM persons WHERE name = 'Odile FERRANDEAU'").rows
    assert rows == [(date(2023, 11, 7), date(2024, 9, 24))]


def test_query_errors_are_told_and_nothing_can_be_written(published):
    with pytest.raises(QueryFailed, match="nowhere"):
        run_sql(published, "SELECT * FROM nowhere")
    with pytest.raises(QueryFailed, match="read-only"):
        run_sql(published, "DROP TABLE tariffs")
    answer = run_sql(published, "SELECT 1 AS a, 2 AS b; SELECT DATE '2024-01-01' AS day")
    assert (answer.columns, answer.types, answer.rows) == (("day",), ("DATE",), [(date(2024, 1, 1),)])


def test_a_notebook_may_hold_its_own_connection(published):
    with duckdb.connect(str(published), read_only=True):
        assert run_sql(published, "SELECT count(*) FROM documents").rows == [(3,)]
        assert search(published, "cantine")


def test_published_file_reads_without_the_search_extension(published):
    with duckdb.connect(str(published), read_only=True) as plain:
        assert plain.execute("SELECT count(*) FROM documents").fetchone() == (3,)


def changes_after(tmp_path: Path, said, version: str = "2") -> pd.DataFrame:
    with Warehouse.open(tmp_path / "loader.duckdb") as warehouse:
        warehouse.load_batch(history(), warehouse.start_run("test"))
        resolve(warehouse)
        warehouse.load_batch([entry(said=said, version=version)], warehouse.start_run("test"))
        return warehouse.query("SELECT * FROM changes ORDER BY table_name, row_id")


def test_a_changed_price_is_one_change(tmp_path):
    found = changes_after(tmp_path, minutes(price="3.45"))
    assert found[["table_name", "kind", "cause"]].values.tolist() == [["tariffs", "changed", "version"]]
    assert json.loads(found["before"][0]) == {"amount": "3.400000"}
    assert json.loads(found["after"][0]) == {"amount": "3.450000"}
    assert "extraction 1 puis 2" in found["detail"][0]


def test_a_member_found_anew_shifts_nobody(tmp_path):
    said = minutes()
    newcomer = dataclasses.replace(said.attendance[0], name="Zoé PARMENTEAU", printed_name="Mme PARMENTEAU")
    roll = [newcomer, *said.attendance]
    moved = tuple(dataclasses.replace(a, position=i) for i, a in enumerate(roll, start=1))
    found = changes_after(tmp_path, dataclasses.replace(said, attendance=moved))
    assert found[["table_name", "kind"]].values.tolist() == [["attendance", "new"]]
    assert json.loads(found["after"][0])["name"] == "Zoé PARMENTEAU"


def test_a_deliberation_found_anew_shifts_no_ballot(tmp_path):
    said = minutes()
    first = dataclasses.replace(
        said.deliberations[0], title="Approbation du procès-verbal", decision="approuve", number=None
    )
    later = [dataclasses.replace(d, position=d.position + 1) for d in said.deliberations]
    shifted = dataclasses.replace(
        said,
        deliberations=(first, *later),
        **{
            name: tuple(dataclasses.replace(r, deliberation=r.deliberation + 1) for r in getattr(said, name))
            for name in ("ballots", "presence", "tariffs", "election_results")
        },
    )
    shifted = dataclasses.replace(
        shifted,
        amounts=tuple(dataclasses.replace(a, deliberation=3) for a in said.amounts),
        financial_tables=tuple(dataclasses.replace(t, deliberation=3) for t in said.financial_tables),
        checks=tuple(dataclasses.replace(c, deliberation=c.deliberation and 3) for c in said.checks),
    )
    found = changes_after(tmp_path, shifted, version="1")
    assert found[["table_name", "kind", "cause"]].values.tolist() == [["deliberations", "new", "document"]]


def test_a_reviewer_who_decides_is_the_cause(tmp_path):
    with Warehouse.open(tmp_path / "loader.duckdb") as warehouse:
        warehouse.load_batch([entry()], warehouse.start_run("test"))
        resolve(warehouse)
        mentions = warehouse.mentions()
        roll = mentions[(mentions["table_name"] == "attendance") & (mentions["field"] == "person_id")]
        rows = roll[["table_name", "row_id", "field"]].assign(person_id="person-x", decided_by="reviewer")
        persons = pd.DataFrame({"person_id": ["person-x"], "name": ["X"]})
        names = roll[["document_id", "name", "printed_name"]].assign(
            person_id="person-x", score=1.0, decided_by="reviewer"
        )
        warehouse.apply_identities(persons, names, rows)
        told = warehouse.query(
            "SELECT DISTINCT cause FROM changes WHERE table_name = 'attendance' AND after LIKE '%person-x%'"
        )
        assert list(told["cause"]) == ["decision"]

"""What views deduce: the session a fact belongs to, the chapter of an account, the evolution of a price."""

from __future__ import annotations

from collections.abc import Iterator

import duckdb
import pytest

from warehouse import ddl, views


@pytest.fixture(scope="module")
def sessions() -> duckdb.DuckDBPyConnection:
    """One session a year, in three documents."""
    connection = duckdb.connect()
    for statement in (*ddl.statements(), *views.statements()):
        connection.execute(statement)
    connection.execute("""
        INSERT INTO meetings BY NAME
        SELECT 'd' || n || '-M1' AS meeting_id, 'd' || n || '-M1' AS row_id, 'd' || n AS document_id, 1 AS position,
               'Commune de Valbrume' AS organisation, 'Conseil municipal' AS body,
               make_date(2030 + n::INTEGER, 3, 1) AS held_on
        FROM range(3) r(n)
    """)
    return connection


@pytest.fixture
def base(sessions: duckdb.DuckDBPyConnection) -> Iterator[duckdb.DuckDBPyConnection]:
    sessions.begin()
    yield sessions
    sessions.rollback()


def price(base: duckdb.DuckDBPyConnection, session: int, amount: str, row: str = "T1") -> None:
    base.execute(
        "INSERT INTO tariffs BY NAME SELECT $d || '-' || $r AS tariff_id, $d || '-' || $r AS row_id, "
        "$d AS document_id, 1 AS position, 'Piscine' AS service, 'Entrée' AS item, $a::DECIMAL(18, 6) AS amount, "
        "'EUR' AS currency, 'adopted' AS status",
        {"d": f"d{session}", "r": row, "a": amount},
    )


def evolutions(base: duckdb.DuckDBPyConnection) -> list[tuple[int, float | None]]:
    return base.execute("SELECT year(held_on), change_pct FROM service_prices ORDER BY held_on, row_id").fetchall()


def test_a_price_has_its_evolution(base: duckdb.DuckDBPyConnection) -> None:
    for session, amount in enumerate(("2.00", "2.10", "2.10")):
        price(base, session, amount)
    assert evolutions(base) == [(2030, None), (2031, 5.0), (2032, 0.0)]


def test_prices_that_one_session_tells_in_the_same_words_have_none(base: duckdb.DuckDBPyConnection) -> None:
    price(base, 0, "2.00")
    price(base, 1, "2.10", "T1")
    price(base, 1, "3.50", "T2")
    price(base, 2, "2.20")
    assert [change for _, change in evolutions(base)] == [None, None, None, None]


@pytest.mark.parametrize(
    ("account", "chapter", "section"),
    [
        ("60612", "011", "fonctionnement"),
        ("6218", "012", "fonctionnement"),
        ("6411", "012", "fonctionnement"),
        ("739223", "014", "fonctionnement"),
        ("65748", "65", "fonctionnement"),
        ("7067", "70", "fonctionnement"),
        ("2041582", "204", "investissement"),
        ("2183", "21", "investissement"),
        ("1641", "16", "investissement"),
        ("021", "021", "investissement"),
        ("023", "023", "fonctionnement"),
        ("042", "042", "fonctionnement"),
        ("040", "040", "investissement"),
        ("024", "024", "investissement"),
    ],
)
def test_the_chapter_of_an_account(
    base: duckdb.DuckDBPyConnection, account: str, chapter: str, section: str | None
) -> None:
    base.execute(
        "INSERT INTO financial_tables BY NAME SELECT 'd0-F1' AS table_id, 'd0-F1' AS row_id, 'd0' AS document_id, "
        "1 AS position, 'budget_amendment' AS kind"
    )
    base.execute(
        "INSERT INTO financial_lines BY NAME SELECT 'd0-L1' AS row_id, 'd0-F1' AS table_id, 'd0' AS document_id, "
        "1 AS position, 'expense' AS side, ? AS account, 100 AS amount, false AS is_total",
        [account],
    )
    assert base.execute("SELECT chapter, budget_section FROM budget_changes").fetchall() == [(chapter, section)]


def test_a_fact_is_dated_by_its_own_session(base: duckdb.DuckDBPyConnection) -> None:
    base.execute("""
        INSERT INTO meetings BY NAME
        SELECT 'd0-M2' AS meeting_id, 'd0-M2' AS row_id, 'd0' AS document_id, 2 AS position,
               'Commune de Valbrume' AS organisation, DATE '2030-09-10' AS held_on;
        INSERT INTO deliberations BY NAME
        SELECT 'd0-D1' AS deliberation_id, 'd0-D1' AS row_id, 'd0' AS document_id, 'd0-M2' AS meeting_id,
               1 AS position, 'adopted' AS outcome
    """)
    price(base, 0, "2.00")
    base.execute("UPDATE tariffs SET deliberation_id = 'd0-D1'")
    assert str(base.execute("SELECT held_on FROM service_prices").fetchall()[0][0]) == "2030-09-10"


def test_who_chaired_is_told_by_the_name_of_reference(base: duckdb.DuckDBPyConnection) -> None:
    base.execute("INSERT INTO persons BY NAME SELECT 'p1' AS person_id, 'Édith VALMONT' AS name")
    base.execute("UPDATE meetings SET chair = 'Edith VALMONT', chair_person_id = 'p1', secretary = 'Luc BRUNE'")
    told = base.execute("SELECT DISTINCT chair, secretary FROM sessions").fetchall()
    assert told == [("Édith VALMONT", "Luc BRUNE")]


def test_a_member_printed_twice_in_a_roll_counts_once(base: duckdb.DuckDBPyConnection) -> None:
    base.execute("""
        INSERT INTO attendance BY NAME
        SELECT 'd0-A' || n AS row_id, 'd0-M1' AS meeting_id, 'd0' AS document_id, n AS position,
               'Odile FERRANDEAU' AS name, 'Odile FERRANDEAU' AS printed_name, 'p1' AS person_id,
               CASE n WHEN 1 THEN 'present' ELSE 'excused' END AS status
        FROM range(1, 3) r(n)
    """)
    assert base.execute("SELECT sessions, present, attendance_pct FROM attendance_rates").fetchall() == [(1, 1, 100.0)]


def test_an_offer_told_without_and_with_its_tax_is_one_sum(base: duckdb.DuckDBPyConnection) -> None:
    for row, amount, tax in (("1", "1000.00", "HT"), ("2", "1200.00", "TTC"), ("3", "300.00", "HT")):
        base.execute(
            "INSERT INTO amounts BY NAME SELECT 'd0-A' || $r AS row_id, 'd0' AS document_id, $r::INTEGER AS position, "
            "$a::DECIMAL(18, 4) AS amount, 'EUR' AS currency, $t AS tax, 'société Valbois' AS counterparty",
            {"r": row, "a": amount, "t": tax},
        )
    assert base.execute("SELECT mentions, total, largest FROM money_by_counterparty").fetchall() == [(2, 1500, 1200)]

"""The definition of the tables: complete, documented, and the interface that analysts were promised."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import duckdb
import pytest

from warehouse import ddl, dictionary, views
from warehouse.tables import BY_NAME, FACT_TABLES, PROVENANCE, TABLES
from warehouse.tables.definition import TEXT, Column, Table

ROOT = Path(__file__).parents[2]
INTERFACE = ROOT.parent / "shared" / "WAREHOUSE.md"


@pytest.fixture
def empty() -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    for statement in (*ddl.statements(), *views.statements()):
        connection.execute(statement)
    return connection


def test_every_table_view_and_column_is_commented_in_the_database(empty):
    bare = empty.execute("""
        SELECT table_name, NULL FROM duckdb_tables() WHERE comment IS NULL
        UNION ALL SELECT view_name, NULL FROM duckdb_views() WHERE NOT internal AND comment IS NULL
        UNION ALL SELECT table_name, column_name FROM duckdb_columns()
        WHERE NOT internal AND schema_name = 'main' AND coalesce(comment, '') = ''
    """).fetchall()
    assert bare == []


def test_the_database_holds_exactly_the_tables_and_views_defined(empty):
    made = {r[0] for r in empty.execute("SELECT table_name FROM duckdb_tables()").fetchall()}
    assert made == set(BY_NAME)
    seen = {r[0] for r in empty.execute("SELECT view_name FROM duckdb_views() WHERE NOT internal").fetchall()}
    assert seen == set(views.BY_NAME)


def test_each_view_lists_the_columns_its_select_gives(empty):
    for view in views.VIEWS:
        described = empty.execute(f"DESCRIBE {view.name}").fetchall()
        assert [d[0] for d in described] == [name for name, _ in view.columns], view.name


def test_no_money_is_a_float(empty):
    floats = empty.execute("""
        SELECT table_name, column_name FROM duckdb_columns() WHERE NOT internal AND data_type IN ('DOUBLE', 'FLOAT')
        AND regexp_matches(column_name, 'amount|stated|computed|total|increase|decrease|change$|largest')
    """).fetchall()
    assert floats == []


def test_no_column_has_a_name_that_sql_reserves(empty):
    names = {c.name for t in TABLES for c in t.columns} | {n for v in views.VIEWS for n, _ in v.columns}
    for name in names:
        empty.execute(f'SELECT {name} FROM (SELECT 1 AS "{name}") ORDER BY {name}')


def test_data_dictionary_is_up_to_date():
    assert (ROOT / "docs" / "warehouse.md").read_text(encoding="utf-8") == dictionary.markdown(), (
        "run: python -m warehouse.dictionary docs/warehouse.md"
    )


def test_letters_of_row_ids_tell_tables_apart():
    letters = [t.letter for t in FACT_TABLES]
    assert len(set(letters)) == len(letters)


def test_references_point_to_columns_that_exist():
    for table in TABLES:
        for column in table.columns:
            if column.references:
                target, name = column.references.split(".")
                assert name in BY_NAME[target].column_names, (table.name, column.name)


def test_tables_of_extracted_facts_carry_provenance():
    told = ("attendance", "agenda_items", "deliberations", "ballots", "tariffs", "financial_lines", "amounts",
            "interventions", "entities", "checks", "meetings", "presence", "financial_tables", "movements")  # fmt: skip
    for name in told:
        assert {c.name for c in PROVENANCE} <= set(BY_NAME[name].column_names), name


def test_definition_refuses_contradictions():
    with pytest.raises(ValueError, match="no comment"):
        Column("a", TEXT, "")
    with pytest.raises(ValueError, match="twice"):
        Table("t", "x", (Column("a", TEXT, "x"), Column("a", TEXT, "y")))
    with pytest.raises(ValueError, match="no column b"):
        Table("t", "x", (Column("a", TEXT, "x"),), key=("b",))


def test_tables_and_columns_promised_to_analysts_keep_their_names_and_types(empty):
    with (Path(__file__).parent / "warehouse_interface.csv").open(encoding="utf-8") as source:
        promised = [(r["table"], r["column"], r["type"]) for r in csv.DictReader(source)]
    made = set(
        empty.execute("SELECT table_name, column_name, data_type FROM duckdb_columns() WHERE NOT internal").fetchall()
    )
    assert [p for p in promised if p not in made] == []
    assert len(promised) > 240


@pytest.mark.skipif(not INTERFACE.exists(), reason="the agreed interface (../shared/WAREHOUSE.md) is not here")
def test_interface_is_kept():
    text = INTERFACE.read_text(encoding="utf-8")
    promised = re.findall(r"^\| ([a-z_, ]+) \| [^|]+ \| ([^|]+) \|$", text, re.M)
    checked = 0
    for names, columns in promised:
        if names == "table":
            continue
        for name, listed in zip(names.split(", "), columns.split(" / "), strict=False):
            bare = re.sub(r"\([^()]*\)|'[^']*'", "", listed)
            wanted = {w.strip().split(" ")[0] for w in bare.split(",") if w.strip()} - {"NULL"}
            missing = wanted - set(BY_NAME[name].column_names)
            assert not missing, (name, missing)
            checked += len(wanted)
    assert checked > 150

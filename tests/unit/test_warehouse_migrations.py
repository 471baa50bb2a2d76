"""Warehouses made by earlier versions, kept as files, open and are brought forward with all they hold.

``tests/data/warehouses/model-N.duckdb.xz`` was written by the code of model N from ``tests/warehouse_cases``. A
change of the model adds the file of the model before it.
"""

from __future__ import annotations

import lzma
from pathlib import Path

import duckdb
import pytest

from tests.warehouse_cases import entry, history
from warehouse import Warehouse
from warehouse.errors import NotAWarehouse, WarehouseTooNew
from warehouse.history import what_changed
from warehouse.integrity import broken_references, duplicate_keys
from warehouse.migrations import fingerprint
from warehouse.query import run_sql
from warehouse.search import search
from warehouse.tables import CURRENT_VERSION, TABLES

OLD = sorted((Path(__file__).parents[1] / "data" / "warehouses").glob("model-*.duckdb.xz"))


def unpacked(old: Path, folder: Path) -> Path:
    path = folder / "loader.duckdb"
    path.write_bytes(lzma.decompress(old.read_bytes()))
    return path


def rows_of(path: Path) -> dict[str, int]:
    with duckdb.connect(str(path), read_only=True) as connection:
        names = [r[0] for r in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()]
        return {n: connection.execute(f"SELECT count(*) FROM {n}").fetchone()[0] for n in names}


def test_there_is_a_file_of_every_earlier_model():
    assert [int(p.name.split("-")[1].split(".")[0]) for p in OLD] == list(range(1, CURRENT_VERSION))


@pytest.mark.parametrize("old", OLD, ids=lambda p: p.name)
def test_an_old_warehouse_comes_forward_with_all_it_holds(old, tmp_path):
    path = unpacked(old, tmp_path)
    before = rows_of(path)
    with Warehouse.open(path, "test") as warehouse:
        after = warehouse.counts()
        assert set(after) == {t.name for t in TABLES}
        assert {n: after[n] for n in before if n != "schema_version"} == {
            n: c for n, c in before.items() if n != "schema_version"
        }
        assert broken_references(warehouse._connection) == []
        assert duplicate_keys(warehouse._connection) == []
        assert warehouse.query("SELECT count(occurred_at) AS n FROM events")["n"][0] == before["events"]
        moved = warehouse.query("SELECT DISTINCT occurred_at::VARCHAR AS t FROM movements")
        assert list(moved["t"]) == ["21:15:00"]
        bare = warehouse.query("SELECT count(*) AS n FROM duckdb_columns() WHERE schema_name = 'main' AND NOT internal "
                               "AND comment IS NULL")  # fmt: skip
        assert bare["n"][0] == 0
        warehouse.publish(tmp_path / "warehouse.duckdb")
    assert search(tmp_path / "warehouse.duckdb", "cantine")
    assert run_sql(tmp_path / "warehouse.duckdb", "SELECT count(*) FROM attendance_rates").rows[0][0] > 0
    kept = path.with_name(f"loader.duckdb.{old.name.removesuffix('.duckdb.xz')}")
    assert rows_of(kept) == before, "the old file stays beside the new one"


@pytest.mark.parametrize("old", OLD, ids=lambda p: p.name)
def test_an_old_warehouse_goes_on_being_loaded(old, tmp_path):
    path = unpacked(old, tmp_path)
    with Warehouse.open(path, "test") as warehouse:
        done = warehouse.load_batch([entry(version="2"), *history()[:1]], warehouse.start_run("test"))
        assert (done.documents, done.replaced) == (2, 2)


def test_a_file_of_this_model_is_left_alone(tmp_path):
    Warehouse.open(tmp_path / "loader.duckdb", "test").close()
    inode = (tmp_path / "loader.duckdb").stat().st_ino
    Warehouse.open(tmp_path / "loader.duckdb", "test").close()
    assert (tmp_path / "loader.duckdb").stat().st_ino == inode
    with duckdb.connect(str(tmp_path / "loader.duckdb"), read_only=True) as connection:
        known = connection.execute("SELECT version, fingerprint FROM schema_version").fetchall()
    assert known == [(CURRENT_VERSION, fingerprint())]


def test_a_migration_that_was_killed_is_begun_again(tmp_path):
    path = unpacked(OLD[0], tmp_path)
    (tmp_path / "loader.duckdb.migrating").write_bytes(b"half")
    with Warehouse.open(path, "test") as warehouse:
        assert warehouse.counts()["documents"] == 3


def test_a_later_model_is_refused_untouched(tmp_path):
    path = tmp_path / "loader.duckdb"
    Warehouse.open(path, "test").close()
    with duckdb.connect(str(path)) as connection:
        connection.execute("UPDATE schema_version SET version = 99")
    before = path.read_bytes()
    with pytest.raises(WarehouseTooNew, match="99"):
        Warehouse.open(path)
    assert path.read_bytes() == before


def test_another_database_is_refused(tmp_path):
    with duckdb.connect(str(tmp_path / "other.duckdb")) as connection:
        connection.execute("CREATE TABLE t (a INTEGER)")
    with pytest.raises(NotAWarehouse, match="entrepôt greffier"):
        Warehouse.open(tmp_path / "other.duckdb")


def test_what_changed_tells_new_documents_by_count_and_replaced_ones_by_fact(tmp_path):
    published = tmp_path / "warehouse.duckdb"
    with Warehouse.open(tmp_path / "loader.duckdb", "test") as warehouse:
        first = warehouse.start_run("test")
        warehouse.load_batch(history()[:2], first)
        second = warehouse.start_run("test")
        redone = entry(said=history()[2].minutes, version="2")
        warehouse.load_batch([redone, history()[2]], second)
        warehouse.publish(published)
    answer = what_changed(published)
    rows = [dict(zip(answer.columns, r, strict=True)) for r in answer.rows]
    assert {r["run_id"] for r in rows} == {second}
    assert {(r["file_name"], r["cause"]) for r in rows} == {
        ("pv-2024-03-12.pdf", "version"),
        ("pv-2024-09-24.pdf", "intake"),
    }
    assert next(r["facts"] for r in rows if r["cause"] == "intake" and r["table_name"] == "attendance") == 5
    assert next(r["kind"] for r in rows if r["cause"] == "version" and r["table_name"] == "tariffs") == "changed"
    assert {r[0] for r in what_changed(published, until_run=first).rows} <= {first}

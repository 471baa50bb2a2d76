"""Publication: readers that query without pause through twenty publications never fail and never see half a load."""

from __future__ import annotations

import dataclasses
import multiprocessing
import os
import time
from datetime import date, timedelta
from pathlib import Path

import duckdb
import pytest

from tests.warehouse_cases import entry, minutes
from warehouse import Warehouse
from warehouse.errors import WarehouseMissing
from warehouse.publish import PREFIX
from warehouse.query import open_published, run_sql
from warehouse.search import search

pytestmark = pytest.mark.alone
READERS = 8
PUBLICATIONS = 20

STATE = """
SELECT (SELECT count(*) FROM documents),
       (SELECT count(*) FROM meetings),
       (SELECT count(*) FROM attendance),
       (SELECT count(*) FROM presence),
       (SELECT count(*) FROM indexed_documents),
       (SELECT count(DISTINCT amount) FROM tariffs),
       (SELECT count(DISTINCT extraction_version) FROM documents)
"""


def generation(number: int, price: int = 0) -> list:
    """So many documents, all with one price: a state in which prices differ was never loaded."""
    days = [date(2020, 1, 1) + timedelta(days=30 * i) for i in range(number)]
    return [entry(day, minutes(day, str(price or number)), version=str(price or number)) for day in days]


def read_without_pause(path: Path, stop: multiprocessing.Event, told: multiprocessing.Queue) -> None:
    """Open, ask twice over one connection, close, again; tell every state seen and every failure."""
    os.nice(15)  # readers outnumber the cores; the test is of what they see, not of how long the loader takes
    seen: set[int] = set()
    asked = 0
    problem = None
    while not stop.is_set() and problem is None:
        try:
            with open_published(path) as connection:
                first = connection.execute(STATE).fetchone()
                second = connection.execute(STATE).fetchone()
            found = search(path, "cantine scolaire", kind="page", limit=100)
        except Exception as error:  # a reader must never see any error: told to the test
            problem = repr(error)
            break
        n = first[0]
        if first != second or first != (n, n, 5 * n, 10 * n, n, 1, 1) or len(found) < n:
            problem = f"mixed state: {first} then {second}, {len(found)} hits"
        seen.add(n)
        asked += 1
    told.put((asked, sorted(seen), problem))


def test_eight_readers_through_twenty_publications(tmp_path):
    published = tmp_path / "warehouse.duckdb"
    with Warehouse.open(tmp_path / "store" / "loader.duckdb") as warehouse:
        warehouse.load_batch(generation(1), warehouse.start_run("test"))
        warehouse.publish(published)
        context = multiprocessing.get_context("spawn")
        stop, told = context.Event(), context.Queue()
        readers = [context.Process(target=read_without_pause, args=(published, stop, told)) for _ in range(READERS)]
        for reader in readers:
            reader.start()
        price = 1
        for number in range(2, PUBLICATIONS + 1):
            is_redone = number % 5 == 0  # now and then every document is extracted again, at another price
            price = number if is_redone else price
            every = generation(number, price)
            warehouse.load_batch(every if is_redone else every[-1:], warehouse.start_run("test"))
            warehouse.publish(published)
        time.sleep(0.5)
        stop.set()
        answers = [told.get(timeout=300) for _ in readers]
        for reader in readers:
            reader.join(timeout=60)
    assert [problem for _, _, problem in answers if problem] == []
    assert all(asked > 0 for asked, _, _ in answers)
    assert len({n for _, seen, _ in answers for n in seen}) > 1, "no reader saw a publication happen"
    assert list(tmp_path.glob(f"{PREFIX}*")) == []


def test_an_open_reader_keeps_the_old_copy_and_it_goes_when_he_closes(tmp_path):
    published = tmp_path / "warehouse.duckdb"
    with Warehouse.open(tmp_path / "loader.duckdb") as warehouse:
        warehouse.load_batch(generation(1), warehouse.start_run("test"))
        warehouse.publish(published)
        old = os.open(published, os.O_RDONLY)
        reader = open_published(published)
        warehouse.load_batch(generation(3), warehouse.start_run("test"))
        warehouse.publish(published)
        assert reader.execute("SELECT count(*) FROM documents").fetchone() == (1,)
        reader.close()
        assert os.fstat(old).st_nlink == 0, "the old copy still has a name"
        os.close(old)
    assert run_sql(published, "SELECT count(*) FROM documents").rows == [(3,)]


def test_the_loader_goes_on_after_publication(tmp_path):
    with Warehouse.open(tmp_path / "loader.duckdb") as warehouse:
        run = warehouse.start_run("test")
        warehouse.load_batch(generation(1), run)
        warehouse.publish(tmp_path / "w.duckdb")
        warehouse.load_batch(generation(2), run)
        assert warehouse.counts()["documents"] == 2
    assert run_sql(tmp_path / "w.duckdb", "SELECT count(*) FROM documents").rows == [(1,)]


def test_a_publication_that_fails_leaves_the_old_copy(tmp_path, monkeypatch):
    published = tmp_path / "warehouse.duckdb"
    with Warehouse.open(tmp_path / "loader.duckdb") as warehouse:
        warehouse.load_batch(generation(1), warehouse.start_run("test"))
        warehouse.publish(published)
        before = published.read_bytes()
        warehouse.load_batch(generation(2), warehouse.start_run("test"))

        def full(*_: object) -> None:
            raise OSError(28, "No space left on device")

        with monkeypatch.context() as patched:
            patched.setattr("warehouse.publish.shutil.copyfile", full)
            with pytest.raises(OSError, match="No space"):
                warehouse.publish(published)
        assert published.read_bytes() == before
        assert list(tmp_path.glob(f"{PREFIX}*")) == []
        warehouse.publish(published)
    assert run_sql(published, "SELECT count(*) FROM documents").rows == [(2,)]


def test_leftovers_of_a_killed_publication_are_cleared(tmp_path):
    left = tmp_path / f"{PREFIX}warehouse.duckdb-abc123"
    left.write_bytes(b"half")
    with Warehouse.open(tmp_path / "store" / "loader.duckdb") as warehouse:
        warehouse.publish(tmp_path / "warehouse.duckdb")
    assert not left.exists()


def test_the_published_file_cannot_be_written(tmp_path):
    published = tmp_path / "warehouse.duckdb"
    with Warehouse.open(tmp_path / "loader.duckdb") as warehouse:
        warehouse.publish(published)
    assert published.stat().st_mode & 0o222 == 0
    with open_published(published) as reader, pytest.raises(duckdb.InvalidInputException, match="read-only"):
        reader.execute("DELETE FROM documents")


def test_nothing_published_yet_is_told(tmp_path):
    with pytest.raises(WarehouseMissing) as caught:
        run_sql(tmp_path / "warehouse.duckdb", "SELECT 1")
    assert "greffier ingest" in caught.value.way_out


def test_a_reader_does_not_block_a_load(tmp_path):
    published = tmp_path / "warehouse.duckdb"
    with Warehouse.open(tmp_path / "loader.duckdb") as warehouse:
        warehouse.load_batch(generation(1), warehouse.start_run("test"))
        warehouse.publish(published)
        with open_published(published) as reader:
            reader.execute("SELECT * FROM documents")
            again = [dataclasses.replace(e, extraction_version="9") for e in generation(1)]
            warehouse.load_batch(again, warehouse.start_run("test"))
            warehouse.publish(published)
            assert reader.execute("SELECT extraction_version FROM documents").fetchall() == [("1",)]
    assert run_sql(published, "SELECT extraction_version FROM documents").rows == [("9",)]

"""The analyst's page keeps its word: every query answers, every view has its example, the chart draws itself."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.unit.test_warehouse_reading import resolve
from tests.warehouse_cases import entry, history, minutes
from warehouse import Warehouse
from warehouse.query import run_sql
from warehouse.views import VIEWS

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "analyst.md").read_text(encoding="utf-8")
QUERIES = re.findall(r"```sql\n(.*?)```", PAGE, re.S)
PYTHON = re.findall(r"```python\n(.*?)```", PAGE, re.S)


@pytest.fixture(scope="module")
def published(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("published")
    with Warehouse.open(folder / "loader.duckdb", "test") as warehouse:
        warehouse.load_batch(history(), warehouse.start_run("test"))
        warehouse.load_batch([entry(said=minutes(price="3.45"), version="2")], warehouse.start_run("test"))
        resolve(warehouse)
        (folder / "demo").mkdir()
        warehouse.publish(folder / "demo" / "warehouse.duckdb")
    return folder / "demo" / "warehouse.duckdb"


@pytest.mark.parametrize("query", QUERIES, ids=lambda q: re.search(r"FROM\s+(\w+)", q)[1])
def test_every_query_of_the_page_answers(published, query):
    assert run_sql(published, query).rows


def test_every_view_has_its_example():
    shown = " ".join(QUERIES)
    assert [v.name for v in VIEWS if not re.search(rf"\b{v.name}\b", shown)] == []


@pytest.mark.parametrize("code", PYTHON, ids=lambda c: c.split("\n")[0])
def test_python_of_the_page_runs(published, code):
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "GREFFIER_WAREHOUSE": str(published), "MPLBACKEND": "Agg"}
    told = code.replace('"notebooks"', repr(str(ROOT / "notebooks")))
    done = subprocess.run(
        [sys.executable, "-c", told],
        cwd=published.parents[1],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    if "savefig" in code:
        assert (published.parents[1] / "presence.png").stat().st_size > 5_000

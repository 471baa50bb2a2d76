"""The notebooks run on a warehouse made from the shipped samples; they are stored without outputs."""

from __future__ import annotations

import base64
import os
import random
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from corpus.reading import READING_VERSION, read_document
from extractors import EXTRACTION_VERSION
from extractors.extract import extract
from tests.unit.test_warehouse_reading import resolve
from warehouse import DocumentEntry, PageReading, Warehouse
from warehouse.explain import explain
from warehouse.integrity import broken_references, duplicate_keys
from warehouse.query import run_sql

ROOT = Path(__file__).parents[2]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
SAMPLES = ROOT / "corpus" / "samples"
DIGITAL = ("commune-2019-04-09", "commune-2021-05-18", "syndicat-2022-10-12", "ccas-2021-03-30")
"""Read without recognition, hence in seconds."""
TITLES = 5
SMALLEST_CHART = 4_000


def sample(stem: str) -> DocumentEntry:
    import hashlib

    path = SAMPLES / f"{stem}.pdf"
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    read = read_document(path, sha256)
    return DocumentEntry(
        document_id=sha256,
        file_name=path.name,
        source_path=str(path),
        byte_size=path.stat().st_size,
        pages=tuple(PageReading.of(p) for p in read.pages),
        minutes=extract(read.pages),
        notes=read.notes,
        reading_version=READING_VERSION,
        extraction_version=EXTRACTION_VERSION,
    )


@pytest.fixture(scope="module")
def published(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("samples")
    with Warehouse.open(folder / "loader.duckdb", "test") as warehouse:
        warehouse.load_batch([sample(stem) for stem in DIGITAL], warehouse.start_run("test"))
        resolve(warehouse)
        assert broken_references(warehouse._connection) == []
        assert duplicate_keys(warehouse._connection) == []
        warehouse.publish(folder / "warehouse.duckdb")
    return folder / "warehouse.duckdb"


def test_every_fact_of_the_samples_has_page_and_box(published):
    rows = run_sql(
        published, "SELECT table_name, count(*) FROM facts WHERE page IS NULL OR x0 IS NULL GROUP BY ALL"
    ).rows
    assert rows == []
    outside = run_sql(
        published,
        "SELECT f.row_id FROM facts f JOIN pages p USING (document_id, page) "
        "WHERE f.x0 < -1 OR f.y0 < -1 OR f.x1 > p.width + 1 OR f.y1 > p.height + 1",
    ).rows
    assert outside == []


def test_what_is_not_printed_is_null_never_an_empty_text(published):
    columns = run_sql(
        published,
        "SELECT table_name, column_name FROM duckdb_columns() "
        "WHERE NOT internal AND schema_name = 'main' AND data_type = 'VARCHAR'",
    ).rows
    empty = " UNION ALL ".join(f"SELECT '{t}.{c}', count(*) FROM {t} WHERE trim({c}) = ''" for t, c in columns)
    assert [row for row in run_sql(published, empty).rows if row[1]] == []


def test_any_fact_of_the_samples_explains_itself(published):
    rows = run_sql(published, "SELECT row_id FROM facts ORDER BY row_id").rows
    for (row_id,) in random.Random(7).sample(rows, 40):
        fact = explain(published, row_id)
        assert fact.quote and fact.rule and fact.box and 0 < fact.confidence <= 1


def test_there_are_five_notebooks_without_outputs():
    assert len(NOTEBOOKS) == TITLES
    for path in NOTEBOOKS:
        for cell in nbformat.read(path, 4).cells:
            assert not cell.get("outputs"), path.name
            assert cell.get("execution_count") is None, path.name


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: p.stem)
def test_notebook_runs_and_draws(path, published, monkeypatch):
    monkeypatch.setenv("GREFFIER_WAREHOUSE", str(published))
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join((str(ROOT), os.environ.get("PYTHONPATH", ""))))
    notebook = nbformat.read(path, 4)
    NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(path.parent)}}).execute()
    outputs = [o for cell in notebook.cells for o in cell.get("outputs", [])]
    charts = [base64.b64decode(o["data"]["image/png"]) for o in outputs if "image/png" in o.get("data", {})]
    assert len(charts) >= 2
    assert min(len(c) for c in charts) > SMALLEST_CHART
    assert not [o for o in outputs if o.get("output_type") == "error"]

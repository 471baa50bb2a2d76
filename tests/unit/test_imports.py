"""The arrows between the rooms that import-linter's contracts cannot say, and what may cost time at start."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
OURS = {"corpus", "extractors", "warehouse", "pipeline"}
FROM_CORPUS = {"corpus.page", "corpus.errors"}


def imported(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            names.add(node.module)
    return names


def ours(room: str) -> list[tuple[str, str]]:
    return [
        (path.relative_to(ROOT).as_posix(), name)
        for path in sorted((ROOT / room).rglob("*.py"))
        for name in sorted(imported(path))
        if name.split(".")[0] in OURS - {room}
    ]


def test_corpus_knows_nothing_of_the_others():
    assert ours("corpus") == []


def test_extractors_know_page_types_and_errors_only():
    assert [(p, n) for p, n in ours("extractors") if n not in FROM_CORPUS] == []


def test_warehouse_knows_record_types_page_types_and_errors_only():
    allowed = FROM_CORPUS | {"extractors.records"}
    assert [(p, n) for p, n in ours("warehouse") if n not in allowed] == []


@pytest.mark.parametrize("room", ["corpus", "extractors", "pipeline"])
def test_sql_is_spoken_in_the_warehouse_only(room):
    speakers = [p for p in sorted((ROOT / room).rglob("*.py")) if "duckdb" in {n.split(".")[0] for n in imported(p)}]
    assert speakers == []


@pytest.mark.parametrize(
    ("module", "heavy"),
    [
        ("pipeline.cli", {"prefect", "duckdb", "pandas", "spacy", "cv2", "pypdfium2", "pdfplumber", "pydantic"}),
        ("pipeline.run", {"prefect", "spacy", "cv2", "pdfplumber", "duckdb", "pandas"}),
        ("warehouse", {"duckdb", "pandas", "pyarrow"}),
        ("corpus.intake", {"pypdfium2", "cv2"}),
    ],
)
def test_heavy_libraries_wait_until_they_are_needed(module, heavy):
    code = f"import sys, {module}; print(sorted({heavy!r} & set(sys.modules)))"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert said.strip() == "[]"

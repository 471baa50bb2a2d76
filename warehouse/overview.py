"""What is in the published warehouse, in short: for `greffier status`, `report` and `quarantine list`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from warehouse.query import Answer, run_sql


def count_rows(path: Path, tables: Sequence[str]) -> dict[str, int]:
    """Rows of each table named."""
    union = " UNION ALL ".join(f"SELECT '{table}', count(*) FROM {table}" for table in tables)
    return {str(table): int(count) for table, count in run_sql(path, union).rows}


def last_runs(path: Path, limit: int = 5) -> list[dict[str, Any]]:
    """The last runs, newest first: plain values, times as ISO text."""
    answer = run_sql(
        path,
        "SELECT run_id, strftime(started_at, '%Y-%m-%dT%H:%M:%S') AS started_at, "
        "strftime(ended_at, '%Y-%m-%dT%H:%M:%S') AS ended_at, status, documents_new, documents_unchanged, "
        f"documents_failed, version FROM runs ORDER BY started_at DESC, run_id DESC LIMIT {int(limit)}",
    )
    return [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]


def held_files(path: Path) -> Answer:
    """Files in quarantine, oldest first."""
    return run_sql(
        path,
        "SELECT sha256, source_path, code, message, way_out, attempts, "
        "strftime(last_seen, '%Y-%m-%d %H:%M:%S') AS last_seen, state FROM quarantine ORDER BY first_seen, sha256",
    )

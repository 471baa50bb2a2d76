"""What is in the published warehouse, in short: for `greffier status`, `report` and `quarantine list`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from warehouse.ledger import LAST_CHANGE
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


def last_change(path: Path) -> int:
    """The number of the last event that changed what this copy says."""
    return int(run_sql(path, LAST_CHANGE).rows[0][0])


def held_files(path: Path) -> Answer:
    """Files in quarantine, oldest first."""
    return run_sql(
        path,
        "SELECT sha256, source_path, code, message, way_out, attempts, "
        "strftime(last_seen, '%Y-%m-%d %H:%M:%S') AS last_seen, state FROM quarantine ORDER BY first_seen, sha256",
    )


def sources_by_outcome(path: Path) -> dict[str, int]:
    """How many paths ever met hold a document, a duplicate, a quarantined file."""
    return {str(k): int(n) for k, n in run_sql(path, "SELECT outcome, count(*) FROM sources GROUP BY 1").rows}


def documents_by_reading(path: Path) -> dict[str, int]:
    """How many documents were read by each path."""
    rows = run_sql(path, "SELECT reading, count(*) FROM documents GROUP BY 1 ORDER BY 1").rows
    return {str(k): int(n) for k, n in rows}


def findings_by_code(path: Path) -> Answer:
    """What does not add up: severity, code, one message and its document, in how many places and documents."""
    return run_sql(
        path,
        "SELECT severity, code, first(message ORDER BY document_id, position) AS example, "
        "first(file_name ORDER BY document_id, position) AS file_name, count(*) AS places, "
        "count(DISTINCT document_id) AS documents FROM quality_findings JOIN documents USING (document_id) "
        "GROUP BY severity, code "
        "ORDER BY CASE severity WHEN 'error' THEN 0 WHEN 'warning' THEN 1 ELSE 2 END, documents DESC, code",
    )


def near_duplicates(path: Path) -> Answer:
    """Documents that report a session another document reports: both paths."""
    return run_sql(
        path,
        "SELECT d.source_path, o.source_path AS other_path FROM documents d "
        "JOIN documents o ON o.document_id = d.near_duplicate_of ORDER BY ALL",
    )


def quality_by_run(path: Path) -> Answer:
    """For each run that loaded documents: how many, mean confidence of recognition, share of checks failed."""
    return run_sql(
        path,
        "SELECT r.run_id, strftime(r.started_at, '%Y-%m-%d %H:%M') AS started_at, count(*) AS documents, "
        "round(avg(d.ocr_confidence), 1) AS ocr_confidence, "
        "round(100.0 * sum(c.failed) / nullif(sum(c.checked), 0), 1) AS failed_checks_pct "
        "FROM documents d JOIN runs r ON r.run_id = d.run_id "
        "LEFT JOIN (SELECT document_id, count(*) FILTER (result = 'failed') AS failed, "
        "count(*) FILTER (result <> 'not stated') AS checked FROM checks GROUP BY 1) c USING (document_id) "
        "GROUP BY ALL ORDER BY r.run_id",
    )


def documents_with_sources(path: Path) -> list[tuple[str, str]]:
    """Each document and the path it was taken in from."""
    return [
        (str(d), str(p)) for d, p in run_sql(path, "SELECT document_id, source_path FROM documents ORDER BY 1").rows
    ]


def review_queue(path: Path, limit: int) -> Answer:
    """Pairs of persons that may be one, those first whose answer settles most rows."""
    return run_sql(
        path,
        "SELECT q.review_id, q.left_id, q.left_name, q.right_id, q.right_name, q.score, q.reason, q.rows_settled, "
        "o.name AS organisation FROM review_queue q LEFT JOIN organisations o USING (organisation_id) "
        f"ORDER BY q.rows_settled DESC NULLS LAST, q.score DESC, q.review_id LIMIT {int(limit)}",
    )


def decisions_about_people(path: Path) -> Answer:
    """Every decision of a reviewer, the latest first, those undone included."""
    return run_sql(
        path,
        "SELECT decision_id, decided_at, actor, verb, person_name, other_person_name, printed_name, name, reason, "
        "is_revoked, revoked_by FROM decisions ORDER BY decision_id DESC",
    )


def documents_as_read(path: Path) -> list[tuple[str, str, str | None]]:
    """Each document, the path it was taken in from, and the version that read it."""
    rows = run_sql(path, "SELECT document_id, source_path, reading_version FROM documents ORDER BY 1").rows
    return [(str(d), str(p), v) for d, p, v in rows]

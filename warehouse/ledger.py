"""Runs, quarantine, sources and the append-only ledger: what the pipeline remembers between nights."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from warehouse.arrow import of_records, to_arrow
from warehouse.connection import transaction, utc_now
from warehouse.entries import EventEntry, QuarantineEntry, RunCounts, SourceEntry
from warehouse.errors import UnknownSubject
from warehouse.tables import BY_NAME

if TYPE_CHECKING:
    import duckdb


def start_run(
    connection: duckdb.DuckDBPyConnection,
    version: str,
    at: datetime | None = None,
    run_id: str | None = None,
    detail: str | None = None,
) -> str:
    """Open a run. One left open by a kill is closed as interrupted: only one loader can be at work."""
    started = at or utc_now()
    with transaction(connection):
        connection.execute("UPDATE runs SET status = 'interrupted' WHERE status = 'running'")
        known = run_id or _free_run_id(connection, started)
        connection.execute(
            "INSERT INTO runs (run_id, started_at, status, version, detail) VALUES (?, ?, 'running', ?, ?)",
            [known, started, version, detail],
        )
    return known


def _free_run_id(connection: duckdb.DuckDBPyConnection, started: datetime) -> str:
    stem = f"run-{started:%Y%m%dT%H%M%S}"
    row = connection.execute("SELECT count(*) FROM runs WHERE starts_with(run_id, ?)", [stem]).fetchone()
    taken = int(row[0]) if row else 0
    return f"{stem}-{taken + 1:02d}"


def end_run(
    connection: duckdb.DuckDBPyConnection, run_id: str, status: str, counts: RunCounts, at: datetime | None = None
) -> None:
    """Close a run with its counts."""
    connection.execute(
        "UPDATE runs SET ended_at = $at, status = $status, documents_found = $found, documents_new = $new, "
        "documents_unchanged = $unchanged, documents_duplicate = $duplicate, documents_failed = $quarantined "
        "WHERE run_id = $run_id",
        {"at": at or utc_now(), "status": status, "run_id": run_id, **asdict(counts)},
    )


def record_stages(connection: duckdb.DuckDBPyConnection, run_id: str, stages: Mapping[str, tuple[int, float]]) -> None:
    """Keep how many documents each stage handled, and in how many seconds."""
    columns: dict[str, list[Any]] = {
        "run_id": [run_id] * len(stages),
        "stage": list(stages),
        "documents": [documents for documents, _ in stages.values()],
        "seconds": [seconds for _, seconds in stages.values()],
    }
    made = to_arrow(BY_NAME["run_stages"], columns, range(len(stages)), [])
    with transaction(connection):
        connection.register("batch_stages", made)
        connection.execute(
            "DELETE FROM run_stages WHERE run_id = ? AND stage IN (SELECT stage FROM batch_stages)", [run_id]
        )
        connection.execute("INSERT INTO run_stages BY NAME SELECT * FROM batch_stages")
        connection.unregister("batch_stages")


def record_events(connection: duckdb.DuckDBPyConnection, events: Sequence[EventEntry]) -> None:
    """Add to the ledger. Nothing is ever taken out of it."""
    if not events:
        return
    with transaction(connection):
        _append_events(connection, events)


def _append_events(connection: duckdb.DuckDBPyConnection, events: Sequence[EventEntry]) -> None:
    now = utc_now()
    made = of_records(BY_NAME["events"], events, occurred_at=[e.at or now for e in events])
    made = made.append_column("rank", pa.array(range(1, len(events) + 1), pa.int64()))
    connection.register("batch_events", made)
    connection.execute(
        "INSERT INTO events BY NAME SELECT coalesce((SELECT max(event_id) FROM events), 0) + rank AS event_id, "
        "* EXCLUDE (rank) FROM batch_events"
    )
    connection.unregister("batch_events")


def quarantine(connection: duckdb.DuckDBPyConnection, entries: Sequence[QuarantineEntry], run_id: str | None) -> None:
    """Put files aside with their cause; a file that failed before has its attempts counted up.

    A file a person rejected stays rejected.
    """
    unique = list({e.sha256: e for e in entries}.values())
    if not unique:
        return
    now = utc_now()
    made = of_records(BY_NAME["quarantine"], unique, run_id=run_id, last_seen=now)
    with transaction(connection):
        connection.register("batch_quarantine", made)
        connection.execute(
            "INSERT INTO quarantine BY NAME SELECT *, 1 AS attempts, last_seen AS first_seen, 'quarantined' AS state "
            "FROM batch_quarantine ON CONFLICT (sha256) DO UPDATE SET source_path = excluded.source_path, "
            "code = excluded.code, message = excluded.message, way_out = excluded.way_out, "
            "is_terminal = excluded.is_terminal, byte_size = excluded.byte_size, last_seen = excluded.last_seen, "
            "run_id = excluded.run_id, attempts = quarantine.attempts + 1, "
            "state = CASE WHEN quarantine.state = 'rejected' THEN 'rejected' ELSE 'quarantined' END"
        )
        connection.unregister("batch_quarantine")
        told = [
            EventEntry(action="quarantined", sha256=e.sha256, detail=f"{e.code} : {e.message}", run_id=run_id)
            for e in unique
        ]
        _append_events(connection, told)


def set_quarantine_state(
    connection: duckdb.DuckDBPyConnection, sha256: str, state: str, actor: str, reason: str | None = None
) -> None:
    """A person releases a file (it is tried again by the next run) or rejects it for good.

    Args:
        connection: the loader's.
        sha256: whole, or the beginning of it if that tells it from the others.
        state: 'released' or 'rejected'.
        actor: who decides.
        reason: why.

    Raises:
        UnknownSubject: no file, or more than one, answers to that hash.
    """
    found = connection.execute("SELECT sha256 FROM quarantine WHERE starts_with(sha256, ?)", [sha256]).fetchall()
    if len(found) != 1:
        raise UnknownSubject(f"{len(found)} fichier(s) en quarantaine dont l'empreinte commence par « {sha256} »")
    whole = found[0][0]
    with transaction(connection):
        connection.execute("UPDATE quarantine SET state = ?, reason = ? WHERE sha256 = ?", [state, reason, whole])
        _append_events(connection, [EventEntry(action=state, actor=actor, sha256=whole, detail=reason)])


def record_sources(connection: duckdb.DuckDBPyConnection, sources: Sequence[SourceEntry], run_id: str | None) -> None:
    """Remember the paths a run met."""
    unique = list({s.source_path: s for s in sources}.values())
    if not unique:
        return
    made = of_records(BY_NAME["sources"], unique, run_id=run_id, last_seen=utc_now())
    with transaction(connection):
        connection.register("batch_sources", made)
        connection.execute(
            "INSERT INTO sources BY NAME SELECT *, last_seen AS first_seen FROM batch_sources "
            "ON CONFLICT (source_path) DO UPDATE SET sha256 = excluded.sha256, byte_size = excluded.byte_size, "
            "modified_ns = excluded.modified_ns, outcome = excluded.outcome, last_seen = excluded.last_seen, "
            "run_id = excluded.run_id"
        )
        connection.unregister("batch_sources")


def is_unresolved(connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether documents were loaded, or reviewers decided, after names were last resolved over the whole warehouse."""
    row = connection.execute(
        "SELECT coalesce(max(event_id) FILTER (action IN ('loaded', 'replaced')), 0) "
        "> coalesce(max(event_id) FILTER (action = 'resolved'), 0) "
        "OR EXISTS (FROM decisions WHERE NOT coalesce(is_applied, false)) FROM events"
    ).fetchone()
    return bool(row and row[0])


LAST_CHANGE = "SELECT coalesce(max(event_id), 0) FROM events WHERE action <> 'run-ended'"
"""Two copies of a warehouse for which this is the same say the same, but for runs that did nothing."""


def last_change(connection: duckdb.DuckDBPyConnection) -> int:
    """The number of the last event that changed what readers see."""
    row = connection.execute(LAST_CHANGE).fetchone()
    return int(row[0]) if row else 0


def storable(path: str) -> str:
    """A path of undecodable bytes, told with escapes: a column of text holds UTF-8 only."""
    return path.encode("utf-8", "backslashreplace").decode("utf-8")

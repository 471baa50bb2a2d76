"""Loading a batch: one transaction, whole columns at a time, a document's rows replaced whole."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pyarrow as pa

from warehouse import changes
from warehouse.connection import transaction, utc_now
from warehouse.entries import DocumentEntry, LoadCounts
from warehouse.rows import fact_count, frames
from warehouse.tables import FACT_TABLES

if TYPE_CHECKING:
    import duckdb


def load_batch(
    connection: duckdb.DuckDBPyConnection, entries: Sequence[DocumentEntry], run_id: str, version: str | None = None
) -> LoadCounts:
    """Load documents in one transaction; those known before have their rows replaced and the differences kept.

    Of several entries for the same bytes the last counts.
    """
    unique = list({e.document_id: e for e in entries}.values())
    if not unique:
        return LoadCounts(0, 0, 0)
    made = frames(unique, run_id)
    with transaction(connection):
        return _load(connection, made, run_id, version)


def _load(
    connection: duckdb.DuckDBPyConnection, made: dict[str, pa.Table], run_id: str, version: str | None
) -> LoadCounts:
    for name, table in made.items():
        connection.register(f"batch_{name}", table)
    try:
        replaced = _known(connection)
        if replaced:
            changes.record(connection, made, run_id)
            _remove(connection)
        for name, table in made.items():
            if table.num_rows and name != "documents":
                connection.execute(f"INSERT INTO {name} BY NAME SELECT * FROM batch_{name}")
        _insert_documents(connection, run_id)
        connection.execute("DELETE FROM quarantine WHERE sha256 IN (SELECT document_id FROM batch_documents)")
        connection.execute(_EVENTS, {"run_id": run_id, "version": version, "at": utc_now()})
    finally:
        for name in made:
            connection.unregister(f"batch_{name}")
    return LoadCounts(made["documents"].num_rows, replaced, fact_count(made))


def _known(connection: duckdb.DuckDBPyConnection) -> int:
    """Remember which documents of the batch were there before (table ``known_before``)."""
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE known_before AS SELECT document_id, first_run_id, ingested_at, reading_version, "
        "extraction_version FROM documents WHERE document_id IN (SELECT document_id FROM batch_documents)"
    )
    row = connection.execute("SELECT count(*) FROM known_before").fetchone()
    return int(row[0]) if row else 0


def _remove(connection: duckdb.DuckDBPyConnection) -> None:
    for table in FACT_TABLES:
        connection.execute(f"DELETE FROM {table.name} WHERE document_id IN (SELECT document_id FROM known_before)")
    connection.execute("DELETE FROM documents WHERE document_id IN (SELECT document_id FROM known_before)")


def _insert_documents(connection: duckdb.DuckDBPyConnection, run_id: str) -> None:
    """A document keeps the instant and the run that first took it in."""
    connection.execute(
        "INSERT INTO documents BY NAME SELECT b.* REPLACE (coalesce(k.ingested_at, b.ingested_at) AS ingested_at), "
        "coalesce(k.first_run_id, $run_id) AS first_run_id "
        "FROM batch_documents b LEFT JOIN known_before k USING (document_id) ORDER BY b.source_path, b.document_id",
        {"run_id": run_id},
    )


_EVENTS = """
INSERT INTO events BY NAME
SELECT coalesce((SELECT max(event_id) FROM events), 0)
           + row_number() OVER (ORDER BY b.source_path, b.document_id) AS event_id,
       CAST($at AS TIMESTAMP) AS occurred_at, 'greffier' AS actor,
       CASE WHEN k.document_id IS NULL THEN 'loaded' ELSE 'replaced' END AS action,
       b.document_id AS sha256, 'warehouse.load' AS tool, $version AS version,
       'lecture ' || coalesce(b.reading_version, '?')
           || ', extraction ' || coalesce(b.extraction_version, '?') AS detail,
       $run_id AS run_id
FROM batch_documents b LEFT JOIN known_before k USING (document_id)
ORDER BY event_id
"""

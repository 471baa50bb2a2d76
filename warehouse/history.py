"""What changed between two loads, told fact by fact."""

from __future__ import annotations

from pathlib import Path

from warehouse.errors import UnknownSubject
from warehouse.query import Answer, open_published

_QUERY = """
WITH chosen AS (
    SELECT run_id FROM runs WHERE ($since IS NULL OR run_id > $since) AND ($until IS NULL OR run_id <= $until)
),
every AS (
    SELECT c.run_id, c.document_id, c.table_name, c.kind, c.row_id, 1 AS facts, c.before, c.after, c.cause, c.detail
    FROM changes c
    WHERE c.run_id IN (SELECT run_id FROM chosen)
    UNION ALL
    SELECT d.first_run_id, d.document_id, f.table_name, 'new', NULL, count(*), NULL, NULL, 'intake', NULL
    FROM facts f JOIN documents d USING (document_id)
    WHERE d.first_run_id IN (SELECT run_id FROM chosen)
    GROUP BY ALL
)
SELECT e.run_id, d.file_name, e.table_name, e.kind, e.facts, e.row_id, e.before, e.after, e.cause, e.detail
FROM every e LEFT JOIN documents d USING (document_id)
ORDER BY e.run_id, d.file_name, e.table_name, e.row_id, e.kind
"""


def what_changed(path: Path, since_run: str | None = None, until_run: str | None = None) -> Answer:
    """Facts new, changed and gone after one run, up to and with another.

    A document taken in for the first time is told by the number of its facts in each table; a document loaded again,
    fact by fact.

    Args:
        path: of the published warehouse.
        since_run: the run after which changes count; None for the one before the last that loaded anything.
        until_run: the last run that counts; None for the latest.

    Raises:
        UnknownSubject: there is no such run.
        WarehouseMissing: nothing is published there.
    """
    with open_published(path) as connection:
        known = [r[0] for r in connection.execute("SELECT run_id FROM runs ORDER BY run_id").fetchall()]
        for run in (since_run, until_run):
            if run is not None and run not in known:
                raise UnknownSubject(f"aucune exécution « {run} » ; les dernières : {', '.join(known[-5:])}")
        loaded = connection.execute(
            "SELECT run_id FROM (SELECT first_run_id AS run_id FROM documents UNION SELECT run_id FROM changes) "
            "WHERE run_id IS NOT NULL ORDER BY run_id"
        ).fetchall()
        since = since_run
        if since is None and loaded:
            before = [run for run in known if run < loaded[-1][0]]
            since = before[-1] if before else None
        cursor = connection.execute(_QUERY, {"since": since, "until": until_run})
        described = cursor.description or []
        return Answer(tuple(d[0] for d in described), tuple(str(d[1]) for d in described), cursor.fetchall())

"""Near duplicates: other bytes that report a session another document reports (a rescan, a corrected version).

Both are kept; the later one says which earlier one it repeats. Extracts of one session are told apart by what they
decide: a document repeats another only if most of its decisions are the other's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from warehouse.connection import transaction

if TYPE_CHECKING:
    import duckdb

SAME_TITLE = 0.93
"""Jaro-Winkler likeness of two titles that recognition read differently."""

_PAIRS = f"""
WITH sessions AS (
    SELECT m.document_id, d.ingested_at, m.held_on, m.starts_at,
           coalesce(m.organisation_id, lower(strip_accents(m.organisation))) AS organisation,
           lower(strip_accents(coalesce(m.body, ''))) AS body
    FROM meetings m JOIN documents d USING (document_id)
    WHERE m.held_on IS NOT NULL AND coalesce(m.organisation_id, m.organisation) IS NOT NULL
),
titles AS (
    SELECT document_id, row_id, number, lower(strip_accents(coalesce(title, decision))) AS title FROM deliberations
),
candidates AS (
    SELECT DISTINCT later.document_id, earlier.document_id AS other, earlier.ingested_at
    FROM sessions later JOIN sessions earlier USING (organisation, held_on)
    WHERE (earlier.ingested_at, earlier.document_id) < (later.ingested_at, later.document_id)
      AND (earlier.body = later.body OR earlier.body = '' OR later.body = '')
      AND (earlier.starts_at IS NOT DISTINCT FROM later.starts_at
           OR earlier.starts_at IS NULL OR later.starts_at IS NULL)
),
shared AS (
    SELECT c.document_id, c.other, any_value(c.ingested_at) AS ingested_at,
           count(DISTINCT t.row_id) FILTER (
               t.number = o.number OR jaro_winkler_similarity(t.title, o.title) >= {SAME_TITLE}) AS same
    FROM candidates c
    LEFT JOIN titles t ON t.document_id = c.document_id
    LEFT JOIN titles o ON o.document_id = c.other
    GROUP BY c.document_id, c.other
),
counted AS (
    SELECT s.*, (SELECT count(*) FROM titles t WHERE t.document_id = s.document_id) AS own,
           (SELECT count(*) FROM titles t WHERE t.document_id = s.other) AS others
    FROM shared s
)
SELECT document_id, other FROM counted
WHERE (own = 0 AND others = 0) OR 2 * same > least(own, others) AND 2 * least(own, others) > greatest(own, others)
QUALIFY row_number() OVER (PARTITION BY document_id ORDER BY ingested_at, other) = 1
"""


def mark_near_duplicates(connection: duckdb.DuckDBPyConnection) -> list[tuple[str, str]]:
    """Write ``documents.near_duplicate_of`` anew over the whole warehouse; returns every pair (later, earlier)."""
    with transaction(connection):
        connection.execute(f"CREATE OR REPLACE TEMP TABLE near AS {_PAIRS}")
        connection.execute("""
            UPDATE documents SET near_duplicate_of = n.other
            FROM (SELECT d.document_id, near.other FROM documents d LEFT JOIN near USING (document_id)
                  WHERE d.near_duplicate_of IS DISTINCT FROM near.other) n
            WHERE n.document_id = documents.document_id
        """)
        return connection.execute("SELECT document_id, other FROM near ORDER BY ALL").fetchall()

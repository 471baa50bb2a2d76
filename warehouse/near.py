"""Near duplicates: other bytes that report a session another document reports (a rescan, a corrected version).

Both are kept; the one that was harder to read (recognised rather than digital; else by hash, so that the order of
ingestion leaves no trace) says which one it repeats. Extracts of one session are told apart by what they
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
    SELECT m.document_id, m.held_on, m.starts_at,
           CASE d.reading WHEN 'digital' THEN 0 WHEN 'mixed' THEN 1 ELSE 2 END AS rank,
           coalesce(m.organisation_id, lower(strip_accents(m.organisation))) AS organisation,
           lower(strip_accents(coalesce(m.body, ''))) AS body
    FROM meetings m JOIN documents d USING (document_id)
    WHERE m.held_on IS NOT NULL AND coalesce(m.organisation_id, m.organisation) IS NOT NULL
),
titles AS (
    SELECT document_id, row_id, number, lower(strip_accents(coalesce(title, decision))) AS title FROM deliberations
),
candidates AS (
    SELECT DISTINCT harder.document_id, easier.document_id AS other, easier.rank
    FROM sessions harder JOIN sessions easier USING (organisation, held_on)
    WHERE (easier.rank, easier.document_id) < (harder.rank, harder.document_id)
      AND (easier.body = harder.body OR easier.body = '' OR harder.body = '')
      AND (easier.starts_at IS NOT DISTINCT FROM harder.starts_at
           OR easier.starts_at IS NULL OR harder.starts_at IS NULL)
),
shared AS (
    SELECT c.document_id, c.other, any_value(c.rank) AS rank,
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
QUALIFY row_number() OVER (PARTITION BY document_id ORDER BY rank, other) = 1
"""


def mark_near_duplicates(connection: duckdb.DuckDBPyConnection) -> list[tuple[str, str]]:
    """Write ``documents.near_duplicate_of`` anew over the whole warehouse; returns every pair (harder, easier)."""
    with transaction(connection):
        connection.execute(f"CREATE OR REPLACE TEMP TABLE near AS {_PAIRS}")
        connection.execute("""
            UPDATE documents SET near_duplicate_of = n.other
            FROM (SELECT d.document_id, near.other FROM documents d LEFT JOIN near USING (document_id)
                  WHERE d.near_duplicate_of IS DISTINCT FROM near.other) n
            WHERE n.document_id = documents.document_id
        """)
        return connection.execute("SELECT document_id, other FROM near ORDER BY ALL").fetchall()

"""What changed between two loads: facts new, changed and gone when a document is extracted again.

Ids of facts follow their place in the document, so one line found anew shifts those after it. Facts are therefore
matched by what they say: first those that say exactly the same, then those of the same ``identity`` (the table's
definition names it), in printed order; what is left is new or gone. Where a fact stands (page, box), how sure it is
and whom a name was resolved to are no part of the comparison.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pyarrow as pa

from warehouse.connection import utc_now
from warehouse.ddl import quoted
from warehouse.tables import FACT_TABLES, PROVENANCE, Table

if TYPE_CHECKING:
    import duckdb

_LINKS = ("meeting_id", "deliberation_id", "table_id")
_PARENTS = ("meetings", "deliberations", "financial_tables")
_EVIDENCE = tuple(c.name for c in PROVENANCE)
NOT_COMPARED = ("pages", "quality_findings")
"""A page's text is no fact; findings are told by what caused them."""


def record(connection: duckdb.DuckDBPyConnection, made: dict[str, pa.Table], run_id: str) -> None:
    """Compare a batch with the rows it is about to replace, and keep the differences in ``changes``.

    Expects the temporary table ``known_before`` and the batch registered as ``batch_<table>``.
    """
    connection.execute("CREATE OR REPLACE TEMP TABLE fact_pairs (old_id VARCHAR, new_id VARCHAR)")
    for table in _parents_first():
        if table.name in made:
            connection.execute(_compare(table, made[table.name].column_names))
            connection.execute(_PAIRS)
            connection.execute(_keep(table, _compared(table)), {"run_id": run_id, "at": utc_now()})


def _parents_first() -> list[Table]:
    wanted = [t for t in FACT_TABLES if t.name not in NOT_COMPARED]
    return sorted(wanted, key=lambda t: t.name not in _PARENTS)


def _compared(table: Table) -> list[str]:
    """The columns that make a fact: what it says, and what it hangs on."""
    left_out = {"row_id", "document_id", "position", table.key[0], *_EVIDENCE}
    kept = [c for c in table.column_names if c not in left_out and not c.endswith(("person_id", "organisation_id"))]
    return [*kept, "rule"] if table.name == "checks" else kept


def _compare(table: Table, made_columns: Sequence[str]) -> str:
    """SQL that fills the temporary table ``compared``: each old and new fact with its text and its identity."""
    columns = _compared(table)

    def side(name: str, source: str, present: Sequence[str]) -> str:
        values = {c: f"CAST(f.{c} AS VARCHAR)" if c in present else "CAST(NULL AS VARCHAR)" for c in columns}
        joins = ""
        if name == "old":
            for i, link in enumerate(c for c in columns if c in _LINKS):
                joins += f" LEFT JOIN fact_pairs p{i} ON p{i}.old_id = f.{link}"
                values[link] = f"coalesce(p{i}.new_id, f.{link})"
        fields = ", ".join(f"{c} := {v}" for c, v in values.items())
        known = [i for i in table.identity if i in values] or columns
        identity = " || chr(31) || ".join(f"coalesce({values[i]}, '')" for i in known)
        rank = "regexp_replace(f.row_id, '.*-', '')"
        return (
            f"SELECT '{name}' AS side, f.document_id, f.row_id, {rank} AS rank, "
            f"struct_pack({fields}) AS fact, {identity} AS identity FROM {source} f "
            f"JOIN known_before k ON k.document_id = f.document_id{joins}"
        )

    old = side("old", table.name, columns)
    new = side("new", f"batch_{table.name}", made_columns)
    return f"CREATE OR REPLACE TEMP TABLE compared AS {old} UNION ALL {new}"


_PAIRS = """
CREATE OR REPLACE TEMP TABLE paired AS
WITH numbered AS (
    SELECT *, row_number() OVER (PARTITION BY side, document_id, fact ORDER BY rank) AS same_rank FROM compared
),
same AS (
    SELECT o.row_id AS old_id, n.row_id AS new_id FROM numbered o
    JOIN numbered n ON n.side = 'new' AND o.side = 'old' AND n.document_id = o.document_id
    AND n.fact = o.fact AND n.same_rank = o.same_rank
),
rest AS (
    SELECT *, row_number() OVER (PARTITION BY side, document_id, identity ORDER BY rank) AS like_rank FROM compared
    WHERE NOT (side = 'old' AND row_id IN (SELECT old_id FROM same))
    AND NOT (side = 'new' AND row_id IN (SELECT new_id FROM same))
),
alike AS (
    SELECT coalesce(o.document_id, n.document_id) AS document_id, o.row_id AS old_id, n.row_id AS new_id,
           o.fact AS old_fact, n.fact AS new_fact
    FROM (SELECT * FROM rest WHERE side = 'old') o
    FULL JOIN (SELECT * FROM rest WHERE side = 'new') n USING (document_id, identity, like_rank)
)
SELECT NULL AS document_id, old_id, new_id, NULL AS old_fact, NULL AS new_fact, true AS is_same FROM same
UNION ALL SELECT *, false FROM alike;
INSERT INTO fact_pairs SELECT old_id, new_id FROM paired WHERE old_id IS NOT NULL AND new_id IS NOT NULL
"""


def _keep(table: Table, columns: Sequence[str]) -> str:
    """SQL that writes differences into ``changes``: of changed facts only the columns that differ."""

    def differing(which: str) -> str:
        pairs = ", ".join(
            f"CASE WHEN old_fact.{c} IS DISTINCT FROM new_fact.{c} "
            f"THEN struct_pack(k := '{c}', v := {which}_fact.{c}) END"
            for c in columns
        )
        return f"CAST(to_json(map_from_entries(list_filter([{pairs}], lambda x: x IS NOT NULL))) AS VARCHAR)"

    def whole(which: str) -> str:
        return f"CAST(to_json({which}_fact) AS VARCHAR)"

    return f"""
        INSERT INTO changes BY NAME
        SELECT $run_id AS run_id, CAST($at AS TIMESTAMP) AS changed_at, p.document_id,
               {quoted(table.name)} AS table_name,
               coalesce(p.new_id, p.old_id) AS row_id,
               CASE WHEN old_id IS NULL THEN 'new' WHEN new_id IS NULL THEN 'gone' ELSE 'changed' END AS kind,
               CASE WHEN old_id IS NULL THEN NULL WHEN new_id IS NULL THEN {whole("old")}
                    ELSE {differing("old")} END AS before,
               CASE WHEN new_id IS NULL THEN NULL WHEN old_id IS NULL THEN {whole("new")}
                    ELSE {differing("new")} END AS after,
               CASE WHEN b.reading_version IS DISTINCT FROM k.reading_version
                      OR b.extraction_version IS DISTINCT FROM k.extraction_version
                    THEN 'version' ELSE 'document' END AS cause,
               'lecture ' || coalesce(k.reading_version, '?') || ' puis ' || coalesce(b.reading_version, '?')
               || ', extraction ' || coalesce(k.extraction_version, '?') || ' puis '
               || coalesce(b.extraction_version, '?') AS detail
        FROM paired p JOIN known_before k USING (document_id) JOIN batch_documents b USING (document_id)
        WHERE NOT p.is_same
        ORDER BY table_name, row_id
    """

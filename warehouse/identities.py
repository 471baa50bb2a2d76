"""Names as mentioned, and the persons and organisations they were resolved to.

Resolution itself is `extractors.identity`'s, over a frame of mentions; here they are gathered, and the answers
written into every column that names someone, set-based.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd
import pyarrow as pa

from warehouse import registry
from warehouse.connection import transaction, utc_now
from warehouse.ddl import quoted

if TYPE_CHECKING:
    import duckdb


_UNKNOWN = "CAST(NULL AS VARCHAR)"


@dataclass(frozen=True, slots=True)
class NameColumn:
    """A column with a name in it, and the one for whom it means. Expressions are SQL over the row ``f``."""

    table: str
    name: str
    """By which the column is resolved."""
    printed: str
    """As printed."""
    target: str
    where: str = "true"
    civility: str = _UNKNOWN
    role: str = _UNKNOWN
    status: str = _UNKNOWN
    commune: str = _UNKNOWN


PERSON_COLUMNS = (
    NameColumn(
        "attendance",
        "f.name",
        "f.printed_name",
        "person_id",
        civility="f.civility",
        role="f.role",
        status="f.status",
        commune="f.commune",
    ),
    NameColumn("attendance", "f.substitute_for", "f.substitute_for", "substitute_for_person_id"),
    NameColumn("attendance", "f.proxy_to", "f.proxy_to", "proxy_to_person_id"),
    NameColumn("meetings", "f.chair", "f.chair", "chair_person_id"),
    NameColumn("meetings", "f.secretary", "f.secretary", "secretary_person_id"),
    NameColumn("movements", "f.name", "f.name", "person_id"),
    NameColumn("presence", "f.name", "f.name", "person_id"),
    NameColumn("presence", "f.represented_by", "f.represented_by", "represented_by_person_id"),
    NameColumn("ballots", "f.name", "f.name", "person_id"),
    NameColumn("election_results", "f.candidate", "f.candidate", "person_id"),
    NameColumn("interventions", "coalesce(f.speaker_name, f.speaker)", "f.speaker", "person_id"),
    NameColumn("entities", "coalesce(f.name, f.text)", "f.text", "person_id", where="f.label = 'PER'", role="f.role"),
)
ORGANISATION_COLUMNS = (
    NameColumn("meetings", "f.organisation", "f.organisation", "organisation_id"),
    NameColumn(
        "entities", "coalesce(f.name, f.text)", "f.text", "organisation_id",
        where="f.label <> 'PER'", status="f.label",
    ),
    NameColumn("amounts", "f.counterparty", "f.counterparty", "organisation_id"),
)  # fmt: skip
MENTION_COLUMNS = (
    "document_id", "table_name", "row_id", "field", "name", "printed_name", "civility", "role", "status", "commune",
    "organisation", "body", "held_on", "confidence", "page",
)  # fmt: skip
_HOLDERS = {"organisation": "s", "body": "s", "held_on": "s", "person_id": "b"}
"""Columns that do not stand in the row itself."""


def mentions(
    connection: duckdb.DuckDBPyConnection,
    document_ids: Sequence[str] | None = None,
    columns: Sequence[str] = MENTION_COLUMNS,
) -> pd.DataFrame:
    """Every place a person is named, in the order of documents, tables and rows.

    ``person_id``, where it is among the columns, is who the name was resolved to last time.
    """
    return _gather(connection, PERSON_COLUMNS, document_ids, columns)


def organisation_mentions(
    connection: duckdb.DuckDBPyConnection, document_ids: Sequence[str] | None = None
) -> pd.DataFrame:
    """Every place an organisation is named; columns as of `mentions`, ``status`` holding the entity's label."""
    return _gather(connection, ORGANISATION_COLUMNS, document_ids, MENTION_COLUMNS)


def _gather(
    connection: duckdb.DuckDBPyConnection,
    columns: Sequence[NameColumn],
    document_ids: Sequence[str] | None,
    wanted: Sequence[str],
) -> pd.DataFrame:
    selects = [
        f"SELECT {rank} AS rank, f.document_id, '{c.table}' AS table_name, f.row_id, '{c.target}' AS field, "
        f"{c.name} AS name, {c.printed} AS printed_name, {c.civility} AS civility, {c.role} AS role, "
        f"{c.status} AS status, {c.commune} AS commune, f.confidence, f.page "
        f"FROM {c.table} f WHERE {c.where} AND {c.name} IS NOT NULL"
        for rank, c in enumerate(columns)
    ]
    chosen = ""
    parameters: list[list[str]] = []
    if document_ids is not None:
        chosen = "WHERE n.document_id IN (SELECT unnest(?::VARCHAR[]))"
        parameters.append(list(document_ids))
    query = f"""
        WITH named AS ({" UNION ALL ".join(selects)}),
        seats AS (
            SELECT document_id, organisation, body, held_on FROM meetings
            QUALIFY row_number() OVER (PARTITION BY document_id ORDER BY meeting_id) = 1
        ),
        before AS (SELECT document_id, name, max(person_id) AS person_id FROM person_names GROUP BY ALL)
        SELECT {", ".join(_HOLDERS.get(c, "n") + "." + c for c in wanted)}
        FROM named n LEFT JOIN seats s USING (document_id)
        {"LEFT JOIN before b USING (document_id, name)" if "person_id" in wanted else ""} {chosen}
        ORDER BY n.document_id, n.rank, n.row_id
    """
    # By way of Arrow no cell becomes an object of its own: of a million mentions that is most of the time.
    found: pd.DataFrame = connection.execute(query, parameters).to_arrow_table().to_pandas(date_as_object=False)
    return found


@dataclass(frozen=True)
class Scope:
    """What a resolution decided anew; all else in the warehouse stays as it is."""

    documents: Sequence[str]
    """All documents of these organisations."""
    organisations: Sequence[str]
    persons: Sequence[str]
    """Every person named in them, before or now."""
    forms: pd.DataFrame
    """Their ``person_forms``."""
    resolved: pd.DataFrame
    """``resolved_documents`` of the documents."""
    bodies: Sequence[str]
    """Bodies whose open questions are asked anew."""
    is_last: bool = True
    """Nothing is left to resolve: what reviewers decided is applied everywhere."""


def apply_identities(
    connection: duckdb.DuckDBPyConnection,
    persons: pd.DataFrame,
    person_names: pd.DataFrame,
    rows: pd.DataFrame,
    review: pd.DataFrame | None = None,
    person_ids: pd.DataFrame | None = None,
    run_id: str | None = None,
    scope: Scope | None = None,
) -> int:
    """Replace who is who, and write each person's id wherever a name stands.

    Args:
        connection: the loader's.
        persons: person_id, name, given_name, surname, civility.
        person_names: person_id, document_id, name (as `mentions` gives it), printed_name, score (0-1), decided_by
            ('rule' or 'reviewer'), reason (optional).
        rows: table_name, row_id, field (as `mentions` gives them), person_id, decided_by. A name that stands for two
            people in one roll is told apart here, not by `person_names`.
        person_ids: person_id, anchor, created_at, merged_into: ids that are new or changed.
        review: doubtful pairs: left_id, left_name, right_id, right_name, score, reason, rows_settled, organisation_id.
        run_id: the run on whose behalf changes are kept.
        scope: to what the frames are limited; None where they tell of the whole warehouse.

    Returns:
        How many cells changed.
    """
    with transaction(connection):
        if scope is not None:
            _scope(connection, "scope_documents", scope.documents)
            _scope(connection, "scope_persons", scope.persons)
            registry.replace(connection, scope.organisations, scope.forms, scope.resolved)
        _replace(connection, "person_names", person_names, "document_id", "scope_documents" if scope else None)
        _insert_persons(connection, persons, "scope_persons" if scope else None)
        if person_ids is not None:
            _replace(connection, "person_ids", person_ids, "person_id", "batch_identities")
        _temporary(connection, "batch_rows", rows)
        connection.execute(
            "CREATE OR REPLACE TEMP TABLE resolved AS SELECT table_name, row_id, field, person_id AS target, "
            "decided_by = 'reviewer' AS is_decided FROM batch_rows"
        )
        limit = "f.document_id IN (SELECT id FROM scope_documents)" if scope else "true"
        changed = sum(_write(connection, c, run_id, _BY_ROW, limit) for c in PERSON_COLUMNS)
        if review is not None:
            _queue(connection, review, scope)
        if scope is not None and scope.is_last:
            connection.execute("UPDATE decisions SET is_applied = true WHERE NOT coalesce(is_applied, false)")
    return changed


def _queue(connection: duckdb.DuckDBPyConnection, review: pd.DataFrame, scope: Scope | None) -> None:
    """Open questions of the bodies resolved, and all those about two bodies, which are asked anew every time."""
    if scope is not None:
        _scope(connection, "scope_bodies", scope.bodies)
        connection.execute("DELETE FROM review_queue WHERE organisation_id IS NULL")
    named = review if "review_id" in review.columns else review.assign(review_id=_review_ids(review))
    _replace(connection, "review_queue", named, "organisation_id", "scope_bodies" if scope else None)


def _review_ids(review: pd.DataFrame) -> list[str]:
    pairs = zip(review["left_id"], review["right_id"], strict=True)
    return ["q" + hashlib.sha256(f"{a} {b}".encode()).hexdigest()[:10] for a, b in pairs]


def apply_organisations(
    connection: duckdb.DuckDBPyConnection,
    organisations: pd.DataFrame,
    organisation_names: pd.DataFrame,
    run_id: str | None = None,
) -> int:
    """Likewise for organisations.

    Args:
        connection: the loader's.
        organisations: organisation_id, name, kind.
        organisation_names: organisation_id, printed_name (as `organisation_mentions` gives ``name``), document_id,
            score (0-1), decided_by (optional).
        run_id: the run on whose behalf changes are kept.

    Returns:
        How many cells changed.
    """
    with transaction(connection):
        _replace(connection, "organisations", organisations)
        _replace(connection, "organisation_names", organisation_names)
        connection.execute(
            "CREATE OR REPLACE TEMP TABLE resolved AS SELECT document_id, printed_name AS name, "
            "any_value(organisation_id ORDER BY score DESC NULLS LAST, organisation_id) AS target, "
            "coalesce(bool_or(decided_by = 'reviewer'), false) AS is_decided "
            "FROM organisation_names GROUP BY document_id, printed_name"
        )
        return sum(_write(connection, c, run_id, _BY_NAME) for c in ORGANISATION_COLUMNS)


_BY_ROW = "r.table_name = '{table}' AND r.field = '{target}' AND r.row_id = f.row_id"
_BY_NAME = "r.document_id = f.document_id AND r.name = {name}"


def _arrow(rows: pd.DataFrame) -> pa.Table:
    """A frame for DuckDB, which would make an object of each of its strings otherwise."""
    return pa.Table.from_pandas(rows, preserve_index=False)


def _temporary(connection: duckdb.DuckDBPyConnection, name: str, rows: pd.DataFrame) -> None:
    """A frame as a temporary table."""
    connection.register("batch_frame", _arrow(rows))
    connection.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS SELECT * FROM batch_frame")
    connection.unregister("batch_frame")


def _scope(connection: duckdb.DuckDBPyConnection, name: str, ids: Iterable[str]) -> None:
    """Ids as a temporary table. Its type is said: an empty frame tells none, and no text is compared with a number."""
    _temporary(connection, name, pd.DataFrame({"id": list(ids)}, dtype=object))
    connection.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS SELECT CAST(id AS VARCHAR) AS id FROM {name}")


def _replace(
    connection: duckdb.DuckDBPyConnection, table: str, rows: pd.DataFrame, key: str = "", among: str | None = None
) -> None:
    """Rows in the place of those whose ``key`` is the first column of ``among``; in the place of all without it."""
    connection.register("batch_identities", _arrow(rows))
    ids = f"SELECT CAST({key if among == 'batch_identities' else 'id'} AS VARCHAR) FROM {among}"
    connection.execute(f"DELETE FROM {table}" + (f" WHERE {key} IN ({ids})" if among else ""))
    if len(rows):
        connection.execute(f"INSERT INTO {table} BY NAME SELECT * FROM batch_identities")
    connection.unregister("batch_identities")


def _insert_persons(connection: duckdb.DuckDBPyConnection, persons: pd.DataFrame, among: str | None) -> None:
    """A person is first and last seen at the sessions whose documents name him."""
    kept = persons.drop(columns=["first_seen", "last_seen"], errors="ignore")
    _replace(connection, "persons", kept, "person_id", among)
    limit = f"WHERE n.person_id IN (SELECT id FROM {among})" if among else ""
    connection.execute(f"""
        UPDATE persons SET first_seen = s.first_seen, last_seen = s.last_seen
        FROM (SELECT n.person_id, min(m.held_on) AS first_seen, max(m.held_on) AS last_seen
              FROM person_names n JOIN meetings m USING (document_id) {limit} GROUP BY n.person_id) s
        WHERE s.person_id = persons.person_id
    """)


def _write(
    connection: duckdb.DuckDBPyConnection, column: NameColumn, run_id: str | None, matched: str, limit: str = "true"
) -> int:
    """Set one column from ``resolved``; a name resolved otherwise than before is kept in ``changes``."""
    table, target = column.table, column.target
    condition = matched.format(table=table, target=target, name=column.name)
    connection.execute(f"""
        CREATE OR REPLACE TEMP TABLE rewritten AS
        SELECT f.row_id, f.document_id, f.{target} AS before, r.target AS after,
               coalesce(r.is_decided, false) AS is_decided
        FROM {table} f LEFT JOIN resolved r ON {condition}
        WHERE {column.where} AND {limit} AND f.{target} IS DISTINCT FROM r.target
    """)
    row = connection.execute("SELECT count(*) FROM rewritten").fetchone()
    count = int(row[0]) if row else 0
    if count:
        connection.execute(f"UPDATE {table} SET {target} = w.after FROM rewritten w WHERE w.row_id = {table}.row_id")
        connection.execute(
            "INSERT INTO changes BY NAME SELECT ? AS run_id, CAST(? AS TIMESTAMP) AS changed_at, document_id, "
            f"{quoted(table)} AS table_name, row_id, 'changed' AS kind, "
            f"to_json({{'{target}': before}})::VARCHAR AS before, to_json({{'{target}': after}})::VARCHAR AS after, "
            "CASE WHEN is_decided THEN 'decision' ELSE 'resolution' END AS cause, NULL AS detail "
            "FROM rewritten WHERE before IS NOT NULL ORDER BY row_id",
            [run_id, utc_now()],
        )
    return count

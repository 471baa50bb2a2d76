"""Reviewers' decisions about persons: kept as rows, undone by a mark, taken from one warehouse to another."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

import pandas as pd

from warehouse.connection import transaction, utc_now
from warehouse.errors import UnknownSubject
from warehouse.tables.identities import DECISIONS

if TYPE_CHECKING:
    import duckdb


def decide(
    connection: duckdb.DuckDBPyConnection,
    verb: str,
    actor: str,
    *,
    person_id: str | None = None,
    other_person_id: str | None = None,
    document_id: str | None = None,
    printed_name: str | None = None,
    name: str | None = None,
    reason: str | None = None,
    forms: str | None = None,
    other_forms: str | None = None,
) -> str:
    """Keep a reviewer's decision; the next resolution must obey it. Forms are kept with ids, which may change.

    Returns:
        The decision's id.
    """
    now = utc_now()
    decision_id = f"decision-{now:%Y%m%dT%H%M%S%f}-{uuid4().hex[:4]}"
    connection.execute(
        """
        INSERT INTO decisions BY NAME
        SELECT $decision_id AS decision_id, CAST($at AS TIMESTAMP) AS decided_at, $actor AS actor, $verb AS verb,
               $person_id AS person_id, $other AS other_person_id,
               (SELECT name FROM persons WHERE person_id = $person_id) AS person_name,
               (SELECT name FROM persons WHERE person_id = $other) AS other_person_name,
               $document_id AS document_id, $printed_name AS printed_name, $name AS name, $reason AS reason,
               $forms AS forms, $other_forms AS other_forms, false AS is_revoked, false AS is_applied
        """,
        {"decision_id": decision_id, "at": now, "actor": actor, "verb": verb, "person_id": person_id,
         "other": other_person_id, "document_id": document_id, "printed_name": printed_name, "name": name,
         "reason": reason, "forms": forms, "other_forms": other_forms},
    )  # fmt: skip
    return decision_id


def in_force(connection: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """Oldest first."""
    return connection.execute("SELECT * FROM decisions WHERE NOT is_revoked ORDER BY decision_id").df()


def not_applied(connection: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """Those that resolution has not taken account of yet: new ones, and old ones that were undone."""
    return connection.execute("SELECT * FROM decisions WHERE NOT coalesce(is_applied, false) ORDER BY decision_id").df()


def revoke(connection: duckdb.DuckDBPyConnection, decision_id: str, actor: str) -> None:
    """Undo a decision; it stays in the record.

    Raises:
        UnknownSubject: there is none of that id in force.
    """
    found = connection.execute(
        "UPDATE decisions SET is_revoked = true, revoked_at = CAST(? AS TIMESTAMP), revoked_by = ?, is_applied = false "
        "WHERE decision_id = ? AND NOT is_revoked RETURNING decision_id",
        [utc_now(), actor, decision_id],
    ).fetchall()
    if not found:
        raise UnknownSubject(f"aucune décision en vigueur {decision_id!r}")


def adopt(connection: duckdb.DuckDBPyConnection, rows: pd.DataFrame) -> int:
    """Take decisions over from elsewhere; those known already are left as they are.

    Returns:
        How many were new.
    """
    names = [c.name for c in DECISIONS.columns if c.name in rows.columns and c.name != "is_applied"]
    with transaction(connection):
        connection.register("batch_decisions", rows)
        taken = connection.execute(
            f"INSERT INTO decisions BY NAME SELECT {', '.join(names)}, false AS is_applied FROM batch_decisions "
            "WHERE decision_id NOT IN (SELECT decision_id FROM decisions) RETURNING decision_id"
        ).fetchall()
        connection.unregister("batch_decisions")
    return len(taken)

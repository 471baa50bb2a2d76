"""The registry of names: what resolution leaves for the next night, and which documents it has not seen yet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    import duckdb


def known_forms(connection: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """All of ``person_forms``, in the order of their keys."""
    found = connection.execute(
        "SELECT * FROM person_forms ORDER BY organisation_id, name, told_apart, ordinal, only_document"
    ).df()
    return found.astype(object).where(found.notna(), None)


def documents(connection: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """Every document there is or was resolved: document_id, loaded_at, was_organisation_id, was_loaded_at, version.

    ``loaded_at`` is missing of a document that is gone, the ``was_...`` of one that is new.
    """
    return connection.execute("""
        SELECT coalesce(d.document_id, r.document_id) AS document_id, d.loaded_at,
               r.organisation_id AS was_organisation_id, r.loaded_at AS was_loaded_at, r.version
        FROM documents d FULL JOIN resolved_documents r ON r.document_id = d.document_id
        ORDER BY ALL
    """).df()


def replace(
    connection: duckdb.DuckDBPyConnection, organisations: Sequence[str], forms: pd.DataFrame, resolved: pd.DataFrame
) -> None:
    """The registry of these organisations, and the documents it now takes account of."""
    for table, rows in (("person_forms", forms), ("resolved_documents", resolved)):
        connection.register("batch_registry", rows)
        connection.register("batch_organisations", pd.DataFrame({"id": list(organisations)}, dtype=object))
        connection.execute(f"DELETE FROM {table} WHERE organisation_id IN (SELECT id FROM batch_organisations)")
        if table == "resolved_documents":
            connection.execute(f"DELETE FROM {table} WHERE document_id IN (SELECT document_id FROM batch_registry)")
        if len(rows):
            connection.execute(f"INSERT INTO {table} BY NAME SELECT * FROM batch_registry")
        connection.unregister("batch_registry")
        connection.unregister("batch_organisations")

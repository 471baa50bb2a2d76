"""The national register of elected officials, as far as imported."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from warehouse.connection import transaction

if TYPE_CHECKING:
    import duckdb

_SAME_TERM = (
    "e.elected_id = b.elected_id AND e.mandate = b.mandate AND e.insee_code IS NOT DISTINCT FROM b.insee_code "
    "AND e.siren IS NOT DISTINCT FROM b.siren AND e.started_on IS NOT DISTINCT FROM b.started_on"
)


def replace(connection: duckdb.DuckDBPyConnection, rows: pd.DataFrame) -> None:
    """Add entries, in the place of what was known of the same terms of office."""
    with transaction(connection):
        connection.register("batch_officials", rows)
        connection.execute(f"DELETE FROM elected_officials e USING batch_officials b WHERE {_SAME_TERM}")
        connection.execute("INSERT INTO elected_officials BY NAME SELECT * FROM batch_officials")
        connection.unregister("batch_officials")


def of_organisations(connection: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """Entries for organisations of this warehouse that are tied to the official lists.

    Columns: organisation_id, elected_id, name, civility, started_on. A commune's council is the mandate of the
    commune; an intercommunalité is known by its SIREN.
    """
    found = connection.execute("""
        SELECT DISTINCT o.organisation_id, e.elected_id, e.name, e.civility, e.started_on
        FROM organisations o JOIN elected_officials e
        ON (o.kind = 'commune' AND o.insee_code = e.insee_code AND e.siren IS NULL) OR o.siren = e.siren
        ORDER BY ALL
    """).df()
    return found.astype(object).where(found.notna(), None)

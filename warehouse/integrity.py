"""Whether the rows hang together: keys unique, references leading somewhere. For tests and ``greffier doctor``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from warehouse.query import open_published
from warehouse.tables import TABLES

if TYPE_CHECKING:
    import duckdb


def broken_references(connection: duckdb.DuckDBPyConnection) -> list[tuple[str, int]]:
    """('table.column', rows) for each column whose value leads nowhere."""
    found = []
    for table in TABLES:
        for column in table.columns:
            if not column.references:
                continue
            target, key = column.references.split(".")
            count = _number(
                connection,
                f"SELECT count(*) FROM {table.name} f WHERE f.{column.name} IS NOT NULL "
                f"AND f.{column.name} NOT IN (SELECT {key} FROM {target})",
            )
            if count:
                found.append((f"{table.name}.{column.name}", count))
    return found


def duplicate_keys(connection: duckdb.DuckDBPyConnection) -> list[tuple[str, int]]:
    """(table, keys) for each table in which a key tells two rows; ids of facts count as keys."""
    found = []
    for table in TABLES:
        for key in {table.key, ("row_id",) if "row_id" in table.column_names and table.is_fact else ()} - {()}:
            columns = ", ".join(key)
            count = _number(
                connection,
                f"SELECT count(*) FROM (SELECT 1 FROM {table.name} GROUP BY {columns} HAVING count(*) > 1)",
            )
            if count:
                found.append((table.name, count))
    return found


def faults(path: Path) -> list[str]:
    """What does not hang together in the published file, in French."""
    with open_published(path) as connection:
        return [
            *(f"{column} : {count} renvois dans le vide" for column, count in broken_references(connection)),
            *(f"{table} : {count} clés en double" for table, count in duplicate_keys(connection)),
        ]


def _number(connection: duckdb.DuckDBPyConnection, query: str) -> int:
    row = connection.execute(query).fetchone()
    return int(row[0]) if row else 0

"""Bringing a warehouse made by an earlier greffier forward to the present model.

A file of another model is not altered in place: a new one is made by the present definition, the rows of every table
are copied over by column name, and it takes the old one's place by one rename; the old file stays beside it. What a
column new to the model is to hold for old rows stands in `FILLS`.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import TYPE_CHECKING

from warehouse import ddl, views
from warehouse.connection import connect, transaction, utc_now
from warehouse.ddl import quoted
from warehouse.errors import NotAWarehouse, WarehouseTooNew
from warehouse.tables import CURRENT_VERSION, TABLES, Table

if TYPE_CHECKING:
    import duckdb

FILLS: dict[tuple[str, str], str] = {
    ("events", "occurred_at"): '"at"',
    ("changes", "changed_at"): '"at"',
    ("movements", "occurred_at"): '"at"',
    ("documents", "loaded_at"): "ingested_at",
    ("decisions", "is_revoked"): "false",
    ("decisions", "is_applied"): "false",
    ("quarantine", "state"): "'quarantined'",
    ("quarantine", "attempts"): "1",
}
"""(table, column) -> SQL over the old row, where the old file lacks the column and NULL will not do.

Model 2 renamed ``at``, which SQL reserves."""


def fingerprint() -> str:
    """Of the whole model: tables, comments and views. Another one means that the file is not of this greffier."""
    told = "\n".join((*ddl.statements(), *views.statements()))
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def create(connection: duckdb.DuckDBPyConnection, greffier_version: str | None) -> None:
    """Make all tables and views in an empty file."""
    for statement in (*ddl.statements(), *views.statements()):
        connection.execute(statement)
    connection.execute(
        "INSERT INTO schema_version (version, applied_at, greffier_version, fingerprint) VALUES (?, ?, ?, ?)",
        [CURRENT_VERSION, utc_now(), greffier_version, fingerprint()],
    )


def bring_forward(path: Path, greffier_version: str | None = None) -> int:
    """Make the file if absent, bring it forward if an earlier greffier made it.

    Args:
        path: of the loader's file, whose lock the caller holds.
        greffier_version: for the record.

    Returns:
        The version of the model the file had before; 0 if there was none.

    Raises:
        WarehouseTooNew: a later greffier made it.
        NotAWarehouse: it is something else.
    """
    with connect(path, read_only=False) as connection:
        version, known = version_of(connection, path)
        if version > CURRENT_VERSION:
            raise WarehouseTooNew(
                f"{path} est à la version {version} du modèle, cette version connaît {CURRENT_VERSION}"
            )
        if version == 0:
            with transaction(connection):
                create(connection, greffier_version)
        connection.execute("CHECKPOINT")
    if version and known != fingerprint():
        _rebuild(path, version, greffier_version)
    return version


def version_of(connection: duckdb.DuckDBPyConnection, path: Path) -> tuple[int, str | None]:
    """Version and fingerprint of the model in a file; version 0 for an empty one."""
    tables = {r[0] for r in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()}
    if not tables:
        return 0, None
    if "schema_version" not in tables:
        raise NotAWarehouse(f"{path} ne contient pas un entrepôt greffier")
    cursor = connection.execute("SELECT * FROM schema_version ORDER BY applied_at DESC, version DESC LIMIT 1")
    names = [d[0] for d in cursor.description or []]
    row = dict(zip(names, cursor.fetchone() or (), strict=False))
    return int(row.get("version") or 0), row.get("fingerprint")


def _rebuild(path: Path, version: int, greffier_version: str | None) -> None:
    """Copy everything into a new file of the present model, and put it in place."""
    fresh = path.with_name(path.name + ".migrating")
    fresh.unlink(missing_ok=True)
    with connect(fresh, read_only=False) as connection:
        with transaction(connection):
            create(connection, greffier_version)
        connection.execute(f"ATTACH {quoted(str(path))} AS earlier (READ_ONLY)")
        with transaction(connection):
            for table in TABLES:
                _copy(connection, table)
        connection.execute("DETACH earlier")
        connection.execute("CHECKPOINT")
    kept = path.with_name(f"{path.name}.model-{version}")
    kept.unlink(missing_ok=True)
    os.link(path, kept)
    fresh.replace(path)


def _copy(connection: duckdb.DuckDBPyConnection, table: Table) -> None:
    """The rows of one table, by column name; the record of versions gains its new line only."""
    there = {
        r[0]
        for r in connection.execute(
            "SELECT column_name FROM duckdb_columns() WHERE database_name = 'earlier' AND schema_name = 'main' "
            "AND table_name = ?",
            [table.name],
        ).fetchall()
    }
    if not there or table.name == "indexed_documents":
        return
    kept = [f'"{c}"' for c in table.column_names if c in there]
    filled = [
        f'{FILLS[table.name, c]} AS "{c}"' for c in table.column_names if c not in there and (table.name, c) in FILLS
    ]
    connection.execute(
        f"INSERT INTO {table.name} BY NAME SELECT {', '.join((*kept, *filled))} FROM earlier.{table.name}"
    )

"""Bringing a warehouse made by an earlier greffier forward to the present model."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from warehouse import ddl, views
from warehouse.connection import connect, transaction, utc_now
from warehouse.errors import NotAWarehouse, WarehouseTooNew
from warehouse.tables import CURRENT_VERSION

if TYPE_CHECKING:
    import duckdb


def create(connection: duckdb.DuckDBPyConnection, greffier_version: str | None) -> None:
    """Make all tables and views in an empty file."""
    for statement in (*ddl.statements(), *views.statements()):
        connection.execute(statement)
    connection.execute("INSERT INTO schema_version VALUES (?, ?, ?)", [CURRENT_VERSION, utc_now(), greffier_version])


def bring_forward(path: Path, greffier_version: str | None = None) -> int:
    """Make the file if absent, migrate it if old; returns the version it had before (0 if absent)."""
    with connect(path, read_only=False) as connection:
        version = version_of(connection, path)
        if version > CURRENT_VERSION:
            raise WarehouseTooNew(
                f"{path} est à la version {version} du modèle, cette version connaît {CURRENT_VERSION}"
            )
        if version == 0:
            with transaction(connection):
                create(connection, greffier_version)
    return version


def version_of(connection: duckdb.DuckDBPyConnection, path: Path) -> int:
    """The version of the model in a file; 0 for an empty one."""
    tables = {r[0] for r in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()}
    if not tables:
        return 0
    if "schema_version" not in tables:
        raise NotAWarehouse(f"{path} ne contient pas un entrepôt greffier")
    row = connection.execute("SELECT max(version) FROM schema_version").fetchone()
    return int(row[0]) if row and row[0] is not None else 0

"""The French full-text index of a published warehouse: built over pages, deliberations and interventions."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb


def build_index(connection: duckdb.DuckDBPyConnection) -> None:
    """Build the index anew from what the file holds."""

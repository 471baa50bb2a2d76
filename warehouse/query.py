"""Reading the published warehouse: always read-only, always the published file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from warehouse.connection import connect
from warehouse.errors import QueryFailed

if TYPE_CHECKING:
    import duckdb
    import pandas as pd


@dataclass(frozen=True, slots=True)
class Answer:
    """What a query gave."""

    columns: tuple[str, ...]
    types: tuple[str, ...]
    rows: list[tuple[Any, ...]]


def open_published(path: Path) -> duckdb.DuckDBPyConnection:
    """A read-only connection to the published file; close it to let an old copy go.

    Raises:
        WarehouseMissing: nothing is published there.
    """
    return connect(path, read_only=True)


def run_sql(path: Path, query: str, limit: int | None = None) -> Answer:
    """Run an analyst's query on the published file.

    Args:
        path: of the published file.
        query: one or several statements; the last one's rows are returned.
        limit: the most rows to fetch; None for all.

    Raises:
        QueryFailed: DuckDB refuses the query, writing included.
    """
    import duckdb

    with open_published(path) as connection:
        try:
            cursor = connection.execute(query)
            if cursor.description is None:
                return Answer((), (), [])
            rows = cursor.fetchall() if limit is None else cursor.fetchmany(limit)
        except duckdb.Error as error:
            raise QueryFailed(str(error)) from error
        described = cursor.description or []
        return Answer(tuple(d[0] for d in described), tuple(str(d[1]) for d in described), rows)


def run_frame(path: Path, query: str) -> pd.DataFrame:
    """The same as a pandas frame, for notebooks."""
    import duckdb

    with open_published(path) as connection:
        try:
            return connection.execute(query).df()
        except duckdb.Error as error:
            raise QueryFailed(str(error)) from error

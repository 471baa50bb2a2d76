"""The warehouse: one definition of the tables, loads, publication, search, evidence, exports.

The pipeline needs six names, imported here without cost (DuckDB, Arrow and pandas come with the first use)::

    with Warehouse.open(store / "loader.duckdb", version) as warehouse:   # one writer, WarehouseBusy for a second
        run_id = warehouse.start_run(version)
        warehouse.load_batch([DocumentEntry(...), ...], run_id)            # one transaction, rows replaced whole
        warehouse.quarantine([QuarantineEntry(...)], run_id)
        warehouse.apply_identities(persons, person_names, review)          # from warehouse.mentions()
        warehouse.end_run(run_id, "completed", RunCounts(...))
        warehouse.publish(Path("warehouse.duckdb"))                        # atomic; readers never wait

Readers use `warehouse.query`, `warehouse.search`, `warehouse.explain`, `warehouse.export`, `warehouse.scdl` and
`warehouse.history` on the published file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from warehouse.entries import (
    DocumentEntry,
    EventEntry,
    LoadCounts,
    PageReading,
    QuarantineEntry,
    RunCounts,
    SourceEntry,
)

if TYPE_CHECKING:
    from warehouse.loader import Warehouse

__all__ = [
    "DocumentEntry",
    "EventEntry",
    "LoadCounts",
    "PageReading",
    "QuarantineEntry",
    "RunCounts",
    "SourceEntry",
    "Warehouse",
]


def __getattr__(name: str) -> object:
    """Import the loader, and with it DuckDB and pandas, when it is first asked for."""
    if name == "Warehouse":
        from warehouse.loader import Warehouse

        return Warehouse
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

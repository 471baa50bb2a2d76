"""The loader's warehouse: the one door through which the pipeline writes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from warehouse import decisions, fulltext, identities, ledger, load, migrations, near, officials, registry
from warehouse.connection import LoaderLock, connect
from warehouse.entries import DocumentEntry, EventEntry, LoadCounts, QuarantineEntry, RunCounts, SourceEntry
from warehouse.identities import Scope
from warehouse.memory import give_back
from warehouse.publish import Publication, publish_copy
from warehouse.tables import TABLES

if TYPE_CHECKING:
    import duckdb
    import pandas as pd


_LEAST_MEMORY = 128 << 20
"""Bytes of the file that may be in memory while batches are loaded: open segments of all columns take half of it.

Without a limit DuckDB keeps there all that an import has loaded, up to publication.
"""
_SHARE_IN_MEMORY = 8
"""Of a large file an eighth may be in memory besides."""


class Warehouse:
    """The loader's own database file, held by one process at a time. Use as a context manager."""

    def __init__(self, path: Path, lock: LoaderLock, connection: duckdb.DuckDBPyConnection) -> None:
        """Use `open` instead."""
        self.path = path
        self._lock = lock
        self._connection = connection
        self._version: str | None = None

    @classmethod
    def open(cls, path: Path, version: str | None = None) -> Self:
        """Open the loader's file, made if absent, brought forward if an earlier greffier made it.

        Args:
            path: of the loader's file, never of the published one.
            version: greffier's, for the ledger.

        Raises:
            WarehouseBusy: another process loads.
            WarehouseTooNew: a later greffier made the file.
            NotAWarehouse: it is something else.
        """
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = LoaderLock(path)
        ready = False
        try:
            migrations.bring_forward(path, version)
            opened = cls(path, lock, _for_loading(path))
            opened._version = version
            ready = True
            return opened
        finally:
            if not ready:
                lock.release()

    def close(self) -> None:
        """Write everything out and let the next loader in."""
        self._connection.close()
        self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def start_run(
        self, version: str, *, at: datetime | None = None, run_id: str | None = None, detail: str | None = None
    ) -> str:
        """Open a run and return its id; a run that a kill left open becomes 'interrupted'."""
        self._version = version
        return ledger.start_run(self._connection, version, at, run_id, detail)

    def end_run(self, run_id: str, status: str, counts: RunCounts, *, at: datetime | None = None) -> None:
        """Close a run: 'completed', 'completed with failures', 'failed' or 'cancelled'."""
        ledger.end_run(self._connection, run_id, status, counts, at)

    def load_batch(self, entries: Sequence[DocumentEntry], run_id: str) -> LoadCounts:
        """Load documents in one transaction, replacing whole those known before (`warehouse.load`)."""
        import duckdb

        limit = _LEAST_MEMORY + self.path.stat().st_size // _SHARE_IN_MEMORY
        self._connection.execute(f"SET memory_limit = '{limit}B'")
        try:
            counts = load.load_batch(self._connection, entries, run_id, self._version)
        except duckdb.OutOfMemoryException:  # a batch like no other, undone: again, with all the memory there is
            self.settle()
            return load.load_batch(self._connection, entries, run_id, self._version)
        self._connection.execute("RESET memory_limit")
        return counts

    def quarantine(self, entries: Sequence[QuarantineEntry], run_id: str | None = None) -> None:
        """Put files aside with their cause."""
        ledger.quarantine(self._connection, entries, run_id)

    def set_quarantine_state(self, sha256: str, state: str, actor: str, reason: str | None = None) -> None:
        """Release ('released') or reject ('rejected') a file, by its hash or the beginning of it."""
        ledger.set_quarantine_state(self._connection, sha256, state, actor, reason)

    def quarantined(self) -> pd.DataFrame:
        """All of ``quarantine``, oldest first."""
        return self._connection.execute("SELECT * FROM quarantine ORDER BY first_seen, sha256").df()

    def record_events(self, events: Sequence[EventEntry]) -> None:
        """Add to the ledger."""
        ledger.record_events(self._connection, events)

    def is_unresolved(self) -> bool:
        """Whether documents were loaded after names were last resolved (event ``resolved``)."""
        return ledger.is_unresolved(self._connection)

    def last_change(self) -> int:
        """The number of the last event that changed what readers see, to compare with `overview.last_change`."""
        return ledger.last_change(self._connection)

    def record_sources(self, sources: Sequence[SourceEntry], run_id: str | None = None) -> None:
        """Remember the paths a run met."""
        ledger.record_sources(self._connection, sources, run_id)

    def record_stages(self, run_id: str, stages: Mapping[str, tuple[int, float]]) -> None:
        """Keep stage -> (documents, seconds) of a run."""
        ledger.record_stages(self._connection, run_id, stages)

    def known_documents(self) -> dict[str, tuple[str | None, str | None]]:
        """Hash of each document -> (reading version, extraction version)."""
        rows = self._connection.execute("SELECT document_id, reading_version, extraction_version FROM documents")
        return {d: (reading, extraction) for d, reading, extraction in rows.fetchall()}

    def source_path(self, document_id: str) -> str:
        """Where a document was found when it was taken in."""
        row = self._connection.execute("SELECT source_path FROM documents WHERE document_id = ?", [document_id])
        return str((row.fetchone() or (document_id[:12],))[0])

    def known_sources(self) -> pd.DataFrame:
        """All of ``sources``; paths are escaped as `warehouse.ledger.storable` does."""
        return self._connection.execute("SELECT * FROM sources ORDER BY source_path").df()

    def counts(self) -> dict[str, int]:
        """Rows of each table."""
        query = " UNION ALL ".join(f"SELECT '{t.name}', count(*) FROM {t.name}" for t in TABLES)
        return dict(self._connection.execute(query).fetchall())

    def query(self, sql: str, parameters: Sequence[object] = ()) -> pd.DataFrame:
        """What a query on the loader's own file gives: for the pipeline's reports while a run is under way."""
        return self._connection.execute(sql, list(parameters)).df()

    def mentions(
        self, document_ids: Sequence[str] | None = None, columns: Sequence[str] = identities.MENTION_COLUMNS
    ) -> pd.DataFrame:
        """Every place a person is named (`warehouse.identities.mentions`)."""
        return identities.mentions(self._connection, document_ids, columns)

    def organisation_mentions(self, document_ids: Sequence[str] | None = None) -> pd.DataFrame:
        """Every place an organisation is named."""
        return identities.organisation_mentions(self._connection, document_ids)

    def apply_identities(
        self,
        persons: pd.DataFrame,
        person_names: pd.DataFrame,
        rows: pd.DataFrame,
        review: pd.DataFrame | None = None,
        person_ids: pd.DataFrame | None = None,
        run_id: str | None = None,
        scope: Scope | None = None,
    ) -> int:
        """Replace who is who and write ids wherever a name stands; returns how many cells changed."""
        return identities.apply_identities(
            self._connection, persons, person_names, rows, review, person_ids, run_id, scope
        )

    def known_forms(self) -> pd.DataFrame:
        """The registry of names as the last resolution left it."""
        return registry.known_forms(self._connection)

    def resolved_documents(self) -> pd.DataFrame:
        """Which documents there are, and which of them resolution took account of (`warehouse.registry`)."""
        return registry.documents(self._connection)

    def person_ids(self) -> pd.DataFrame:
        """Every id ever given to a person, oldest first: person_id, anchor, created_at, merged_into."""
        return self._connection.execute("SELECT * FROM person_ids ORDER BY created_at, person_id").df()

    def person_names(self, document_ids: Sequence[str]) -> pd.DataFrame:
        """Who each printed form of these documents was resolved to last time."""
        return self._connection.execute(
            "SELECT person_id, document_id, name FROM person_names "
            "WHERE document_id IN (SELECT unnest(?::VARCHAR[])) ORDER BY document_id, name, person_id",
            [list(document_ids)],
        ).df()

    def organisation_names(self) -> pd.DataFrame:
        """Which organisation each printed name was resolved to last time."""
        return self._connection.execute(
            "SELECT DISTINCT printed_name, organisation_id FROM organisation_names ORDER BY ALL"
        ).df()

    def apply_organisations(
        self, organisations: pd.DataFrame, organisation_names: pd.DataFrame, run_id: str | None = None
    ) -> int:
        """Likewise for organisations."""
        return identities.apply_organisations(self._connection, organisations, organisation_names, run_id)

    def decisions(self) -> pd.DataFrame:
        """Reviewers' decisions in force, oldest first."""
        return decisions.in_force(self._connection)

    def decisions_not_applied(self) -> pd.DataFrame:
        """Those that resolution has not taken account of yet."""
        return decisions.not_applied(self._connection)

    def decide(self, verb: str, actor: str, **about: str | None) -> str:
        """Keep a decision ('merge', 'split', 'rename', 'keep apart') and return its id (`warehouse.decisions`)."""
        return decisions.decide(self._connection, verb, actor, **about)

    def revoke(self, decision_id: str, actor: str) -> None:
        """Undo a decision."""
        decisions.revoke(self._connection, decision_id, actor)

    def adopt_decisions(self, rows: pd.DataFrame) -> int:
        """Take decisions over from elsewhere; returns how many were new."""
        return decisions.adopt(self._connection, rows)

    def replace_officials(self, rows: pd.DataFrame) -> None:
        """Keep entries of the national register of elected officials (`warehouse.officials`)."""
        officials.replace(self._connection, rows)

    def officials(self) -> pd.DataFrame:
        """Entries of the register for the organisations of this warehouse."""
        return officials.of_organisations(self._connection)

    def mark_near_duplicates(self) -> list[tuple[str, str]]:
        """Say of each document which earlier one it repeats (`warehouse.near`); every pair (later, earlier)."""
        return near.mark_near_duplicates(self._connection)

    def settle(self) -> None:
        """Write to the file what was changed, which DuckDB holds in memory with its former values until then.

        The file is closed for it and opened again, for what was read and written stays in memory as long as it is open.
        Not for every few batches: adding to tables just opened takes twice as long.
        """
        self._connection.close()
        self._connection = _for_loading(self.path)
        give_back()

    def publish(self, published: Path) -> Publication:
        """Give readers a consistent copy; the loader goes on afterwards.

        The full-text index is brought in step first. The file is closed for the copy: a second descriptor on it,
        once closed, would drop DuckDB's lock.
        """
        self.settle()
        fulltext.bring_in_step(self._connection)
        self._connection.close()
        try:
            return publish_copy(self.path, published)
        finally:
            self._connection = _for_loading(self.path)


def _for_loading(path: Path) -> duckdb.DuckDBPyConnection:
    """A connection that checkpoints when settled: one after every batch costs more than the load itself."""
    connection = connect(path, read_only=False)
    connection.execute("SET checkpoint_threshold = '512MB'")
    return connection

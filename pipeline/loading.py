"""Loading: what a run writes to the loader's warehouse and to the ledger, and when readers get a copy.

Belongs here: what becomes which row, in which order, so that a kill between two writes loses nothing. Does not belong
here: counting for people (`pipeline.summary`), or SQL (`warehouse`).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING

from corpus.errors import GreffierError
from corpus.ledger import Ledger
from corpus.store import Store
from pipeline.inbox import Batch
from pipeline.settings import Settings
from pipeline.sidecar import Declared
from pipeline.sorting import Kind, Sorted
from pipeline.stages import Extract
from pipeline.work import Document, EventRow, Failure, Outcome
from warehouse import DocumentEntry, EventEntry, QuarantineEntry, RunCounts, SourceEntry

if TYPE_CHECKING:
    from warehouse import Warehouse


class Loader:
    """The loader's own file, opened on first use and held until closed, and the ledger beside it."""

    def __init__(self, settings: Settings, store: Store) -> None:
        """Opens nothing yet."""
        self._settings = settings
        self._store = store
        self._ledger = Ledger(settings.ledger)
        self._warehouse: Warehouse | None = None
        self._run_id: str | None = None
        self._refused: list[tuple[Sorted, Failure]] = []
        self._met: list[SourceEntry] = []
        self.is_left_undone = False
        """Whether an earlier run was killed between its last load and its publication; known once begun."""
        self.has_news = False
        """Whether anything was written that readers should see."""

    @property
    def warehouse(self) -> Warehouse:
        """The warehouse itself.

        Raises:
            WarehouseBusy: another run holds it.
        """
        if self._warehouse is None:
            from warehouse import Warehouse

            self._adopt_published()
            self._warehouse = Warehouse.open(self._settings.loader, version())
        return self._warehouse

    def _adopt_published(self) -> None:
        """A warehouse published here whose working file is gone (the store was deleted) is gone on with, not lost."""
        if self._settings.published.exists() and not self._settings.loader.exists():
            with self._store.replacing(self._settings.loader) as temporary:
                temporary.write_bytes(self._settings.published.read_bytes())

    def close(self) -> None:
        """Let the next loader in."""
        if self._warehouse is not None:
            self._warehouse.close()
            self._warehouse = None

    @property
    def run_id(self) -> str:
        """Of this run, once begun."""
        assert self._run_id is not None
        return self._run_id

    def begin(self, roots: Sequence[str]) -> str:
        """Note the start of a run; returns its id."""
        self.is_left_undone = self.is_unresolved or self._is_unpublished()
        self._run_id = self.warehouse.start_run(version())
        self._ledger.append("run-started", run_id=self._run_id, roots=list(roots), version=version())
        return self._run_id

    def set_aside(self, item: Sorted) -> None:
        """Remember what sorting alone found out of a file; written by `flush`."""
        if item.failure is not None:
            self._refused.append((item, item.failure))
            return
        source = _source(item)
        if item.noted_as != source.outcome:
            self._met.append(source)

    def flush(self) -> None:
        """Write what was set aside. Causes come first: a path noted as quarantined is not looked at again."""
        if self._refused:
            self.warehouse.quarantine([_of_item(item, failure) for item, failure in self._refused], self.run_id)
            noted: list[EventRow] = [("quarantined", item.sha256, _facts(f)) for item, f in self._refused]
            self._ledger.append_all(noted, run_id=self._run_id)
            self._met.extend(_source(item) for item, _ in self._refused)
        if self._met:
            self.warehouse.record_sources(self._met, self.run_id)
            self.has_news = True
        self._refused.clear()
        self._met.clear()

    def load(self, batch: Batch, entries: Sequence[DocumentEntry], failed: Sequence[tuple[Document, Failure]]) -> None:
        """A batch: documents in one transaction, then failures, then the paths that lead to either."""
        if entries:
            self.warehouse.load_batch(entries, self.run_id)
        # Redone documents that failed keep the facts of the earlier version, hence are not held.
        refused = [_of_document(d, f) for d, f in failed if batch.kinds[d.sha256] is not Kind.UNCHANGED]
        if refused:
            self.warehouse.quarantine(refused, self.run_id)
        lost = {entry.sha256 for entry in refused}
        sources = [(item.noted_as, _source(item, lost)) for item in batch.files]
        self.warehouse.record_sources([source for noted, source in sources if source.outcome != noted], self.run_id)
        told: list[EventRow] = [("loaded", e.document_id, {"path": e.source_path}) for e in entries]
        kept: list[EventRow] = []
        for d, f in failed:
            facts = {"path": d.source_path, **_facts(f)}
            if d.sha256 in lost:
                told.append(("quarantined", d.sha256, facts))
            else:
                kept.append(("redo-failed", d.sha256, facts))
        self._ledger.append_all(told, run_id=self._run_id)
        self.record(kept)
        self.flush()

    @property
    def is_unresolved(self) -> bool:
        """Whether documents were loaded after names were last resolved: by this run, or by one that was killed."""
        return self.warehouse.is_unresolved()

    def resolve(self) -> list[tuple[str, str]]:
        """Who is who over the whole warehouse, and which documents report one session: (later, earlier)."""
        from pipeline.identities import resolve_identities

        resolve_identities(self.warehouse, self._run_id)
        pairs = self.warehouse.mark_near_duplicates()
        self.record([("resolved", None, {})])
        return pairs

    def _is_unpublished(self) -> bool:
        """Whether what is published lacks something that the loader's file has."""
        if not self._settings.published.exists():
            return False
        from warehouse.overview import last_change

        try:
            return last_change(self._settings.published) != self.warehouse.last_change()
        except GreffierError:  # no warehouse, or one nobody can open: replaced by the next publication
            return True

    def publish(self) -> None:
        """Give readers a consistent copy."""
        self.warehouse.publish(self._settings.published)

    def end(self, status: str, counts: RunCounts, stages: Mapping[str, tuple[int, float]]) -> None:
        """Note the end of the run."""
        self.warehouse.record_stages(self.run_id, stages)
        self.warehouse.end_run(self.run_id, status, counts)
        self.record([("run-ended", None, {"status": status, "found": counts.found})])

    def record(self, events: Sequence[EventRow]) -> None:
        """To the ledger, and to the warehouse's copy of it, which notes loads and quarantine by itself."""
        self._ledger.append_all(list(events), run_id=self._run_id)
        self.warehouse.record_events(
            [
                EventEntry(
                    action=event,
                    sha256=sha256,
                    tool="greffier",
                    version=version(),
                    detail="; ".join(f"{k}: {v}" for k, v in facts.items()) or None,
                    run_id=self._run_id,
                )
                for event, sha256, facts in events
            ]
        )


def version() -> str:
    """Of greffier, as installed."""
    from importlib.metadata import version as installed

    return installed("greffier")


def entry_of(document: Document, extract: Extract, outcome: Outcome, declared: Declared | None) -> DocumentEntry:
    """A document as the warehouse takes it."""
    return DocumentEntry(
        document_id=document.sha256,
        file_name=document.source_path.rsplit("/", 1)[-1],
        source_path=document.source_path,
        byte_size=document.byte_size,
        pages=extract.pages,
        minutes=extract.minutes,
        notes=extract.notes,
        reading_version=extract.reading_version,
        extraction_version=extract.extraction_version,
        reading_seconds=outcome.seconds.get("read"),
        extraction_seconds=outcome.seconds.get("extract"),
        declared_body=declared.body if declared else None,
        declared_on=declared.held_on if declared else None,
        declared_reference=declared.reference if declared else None,
    )


def _facts(failure: Failure) -> dict[str, object]:
    facts: dict[str, object] = {"code": failure.code, "message": failure.reason}
    if failure.detail:
        facts["detail"] = failure.detail
    return facts


def _source(item: Sorted, lost: Collection[str] = ()) -> SourceEntry:
    """What to note of a path; ``lost`` are files that reading could not take in."""
    outcome = {Kind.DUPLICATE: "duplicate", Kind.QUARANTINED: "quarantined"}.get(item.kind, "document")
    if item.sha256 in lost:
        outcome = "quarantined"
    return SourceEntry(
        source_path=item.candidate.shown,
        sha256=item.sha256,
        byte_size=item.candidate.byte_size,
        modified_ns=item.modified_ns,
        outcome=outcome,
    )


def _of_item(item: Sorted, failure: Failure) -> QuarantineEntry:
    return _held(item.sha256, item.candidate.shown, item.candidate.byte_size, failure)


def _of_document(document: Document, failure: Failure) -> QuarantineEntry:
    return _held(document.sha256, document.source_path, document.byte_size, failure)


def _held(sha256: str, source_path: str, byte_size: int, failure: Failure) -> QuarantineEntry:
    return QuarantineEntry(
        sha256=sha256,
        source_path=source_path,
        code=failure.code,
        message=failure.reason,
        way_out=failure.way_out,
        is_terminal=failure.is_terminal,
        byte_size=byte_size,
    )

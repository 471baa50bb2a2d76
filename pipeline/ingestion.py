"""The main job: a folder of files in, a published warehouse out, resumable at any point.

The order of the stages, and what passes between them. Knows no Prefect: `pipeline.flow` gives the same steps to
Prefect's engine; here `PlainSteps` simply calls them.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Collection, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Protocol

from corpus.bag import is_bag, payload
from corpus.discovery import Candidate, PassedOver, discover, shown
from corpus.ledger import Ledger
from corpus.store import Store
from pipeline.processing import Processing, begin, read_documents
from pipeline.progress import Observer, Silent
from pipeline.running import RunningFile
from pipeline.settings import Settings
from pipeline.sidecar import Declared, read_sidecars
from pipeline.sorting import Kind, Known, NotedSource, Policy, Sorted, batches, sort_out
from pipeline.stages import Extract, extraction_version, kept_extract, reading_version
from pipeline.summary import Summary
from pipeline.work import Document, EventRow, Failure, Outcome, Recipe
from warehouse import DocumentEntry, EventEntry, QuarantineEntry, RunCounts, SourceEntry

if TYPE_CHECKING:
    from warehouse import Warehouse

BYTES_PER_PAGE = 50_000
"""Rough weight of a page, to size batches before files are opened (a scanned page; digital ones weigh less)."""
LOST_DERIVATIVE = Failure(
    "store-damaged",
    "Le résultat de la lecture a disparu du dossier de travail ou y est abîmé.",
    "Vérifier le disque, puis relancer : le document sera relu.",
    is_terminal=False,
)


@dataclass(frozen=True)
class Request:
    """What the command line asks."""

    roots: Sequence[Path]
    dry_run: bool = False
    force: bool = False
    outdated: bool = False
    sidecars: Sequence[Path] = ()


@dataclass
class Batch:
    """Documents that are read, then loaded in one transaction."""

    number: int
    """From 1."""
    documents: list[Document]
    kinds: dict[str, Kind]
    """SHA-256 -> new, or unchanged where the document is redone."""
    files: list[Sorted] = field(default_factory=list)


class Steps(Protocol):
    """How steps are run: plainly, or as Prefect tasks."""

    def read(self, batch: Batch) -> Callable[[], list[Outcome]]:
        """Start reading a batch; call the result to wait for it."""

    def load(self, batch: Batch, outcomes: list[Outcome]) -> None:
        """Load one batch in one transaction."""

    def finish(self) -> None:
        """Resolve identities, end the run, publish."""


class Ingestion:
    """One run. Use as a context: what it opened is closed, whatever happens."""

    def __init__(self, settings: Settings, request: Request, observer: Observer | None = None) -> None:
        self.settings = settings
        self.request = request
        self.observer: Observer = observer or Silent()
        self.summary = Summary(is_dry=request.dry_run)
        self.store = Store(settings.store_root)
        self.ledger = Ledger(settings.ledger)
        self.recipe = Recipe(
            str(settings.store_root),
            settings.max_bytes,
            settings.max_pages,
            settings.language_model,
            only_examine=request.dry_run,
        )
        self.processing = Processing(
            self.recipe,
            settings.document_seconds,
            settings.page_seconds,
            settings.memory_mb,
            settings.workers,
            str(settings.store_root / "logs" / "workers.log"),
        )
        self._begun = time.monotonic()
        self._last_publication = self._begun
        self._declared: dict[str, Declared] = {}
        self._loaded: dict[str, str] = {}
        self._running = RunningFile(settings)
        self._warehouse: Warehouse | None = None

    def __enter__(self) -> Ingestion:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._running.remove()
        if self._warehouse is not None:
            self._warehouse.close()
            self._warehouse = None

    @property
    def warehouse(self) -> Warehouse:
        """The loader's own file, opened on first use and held until the end.

        Raises:
            WarehouseBusy: another run holds it.
        """
        if self._warehouse is None:
            from warehouse import Warehouse

            self._adopt_published()
            self._warehouse = Warehouse.open(self.settings.loader, version())
        return self._warehouse

    def _adopt_published(self) -> None:
        """A warehouse published here whose working file is gone (the store was deleted) is gone on with, not lost."""
        if self.settings.published.exists() and not self.settings.loader.exists():
            with self.store.replacing(self.settings.loader) as temporary:
                temporary.write_bytes(self.settings.published.read_bytes())

    # -- finding and sorting ------------------------------------------------------------------------------------

    @cached_property
    def candidates(self) -> list[Candidate]:
        """Every file found; names only, so that tens of thousands fit and the progress bar knows its end."""

        def note(passed: PassedOver) -> None:
            self.summary.passed_over.append((shown(passed.path), passed.reason))

        published = self.settings.published
        own = [self.settings.store_root, *published.parent.glob(f"{published.name}*"), *self.request.sidecars]
        sidecars, self._declared = read_sidecars(self.request.roots, self.request.sidecars)
        roots = [payload(root) if is_bag(root) else root for root in self.request.roots]
        found = list(discover(roots, [*own, *sidecars], note))
        self.observer.found(len(found))
        return found

    def look(self) -> None:
        """Find the files before anything is opened or written: a folder that is not there costs nothing.

        Raises:
            SourceUnreadable: a root does not exist.
            WrongSidecar: what is declared cannot be understood.
            BrokenBag: a bag is not what it says.
        """
        _ = self.candidates

    def work(self) -> Iterator[Batch]:
        """Sort the files one by one and yield what is to be processed, in batches; count the rest on the way."""
        waiting: dict[str, Sorted] = {}

        def to_process() -> Iterator[Document]:
            for item in sort_out(self.candidates, self._known(), self.store, self._policy()):
                if item.document is not None:
                    if self.request.force and not self.request.dry_run:
                        self.store.forget(item.sha256)
                    waiting[item.sha256] = item
                    yield item.document
                    continue
                self._set_aside(item)

        size = self.settings.batch_pages * BYTES_PER_PAGE
        every = batches(to_process(), self.settings.batch_documents, size)
        for number, documents in enumerate(every, start=1):
            files = [waiting.pop(d.sha256) for d in documents]
            yield Batch(number, documents, {f.sha256: f.kind for f in files}, files)
        self._flush_set_aside()

    def _known(self) -> Known:
        if self.request.dry_run and not (self.settings.loader.exists() or self.settings.published.exists()):
            return Known()
        quarantined = self.warehouse.quarantined()
        held: dict[str, bool] = {}
        for row in quarantined.to_dict("records"):
            if row["state"] != "released" and (row["is_terminal"] or row["state"] == "rejected"):
                held[str(row["sha256"])] = row["state"] == "rejected"
        sources = self.warehouse.known_sources()
        noted = {
            str(path): NotedSource(int(size), int(modified), str(sha256), str(outcome))
            for path, sha256, size, modified, outcome in zip(
                *(sources[c] for c in ("source_path", "sha256", "byte_size", "modified_ns", "outcome")), strict=True
            )
        }
        self._held = held
        return Known(self.warehouse.known_documents(), held, noted)

    def _policy(self) -> Policy:
        versions = (reading_version(), extraction_version()) if self.request.outdated else None
        return Policy(
            self.settings.limits,
            self.settings.keep_originals,
            self.request.force,
            versions,
            keep_nothing=self.request.dry_run,
        )

    _held: dict[str, bool]

    def _set_aside(self, item: Sorted) -> None:
        """Count a file that needs no reading, and note what is new about it."""
        self.summary.settle(item.kind)
        self.observer.advance(1, 0)
        if item.kind is Kind.QUARANTINED:
            if item.failure is not None:
                self.summary.fail(item.candidate.shown, item.failure)
                self._pending_failures.append((item, item.failure))
            else:
                self.summary.quarantined_before += 1
                self.summary.rejected += self._held.get(item.sha256, False)
        source = _source(item)
        if item.noted_as != source.outcome and item.failure is None:
            self._pending_sources.append(source)

    @cached_property
    def _pending_failures(self) -> list[tuple[Sorted, Failure]]:
        return []

    @cached_property
    def _pending_sources(self) -> list[SourceEntry]:
        return []

    def _flush_set_aside(self) -> None:
        """Write to the warehouse what sorting alone found out."""
        if self.request.dry_run or not (self._pending_failures or self._pending_sources):
            return
        run_id = self.run_id
        if self._pending_failures:
            self.warehouse.quarantine([_quarantine(item, failure) for item, failure in self._pending_failures], run_id)
            self._record([("quarantined", item.sha256, _facts(f)) for item, f in self._pending_failures])
            self._pending_sources.extend(_source(item) for item, _ in self._pending_failures)
        self.warehouse.record_sources(self._pending_sources, run_id)
        self._pending_failures.clear()
        self._pending_sources.clear()

    # -- running ------------------------------------------------------------------------------------------------

    def begin(self) -> None:
        """Note the start of the run in the warehouse and the ledger."""
        self.summary.run_id = self.warehouse.start_run(version())
        roots = [shown(root) for root in self.request.roots]
        self.ledger.append("run-started", run_id=self.summary.run_id, roots=roots, version=version())
        self._running.begin(self.summary.run_id, len(self.candidates))

    @property
    def run_id(self) -> str:
        """Of this run, once begun."""
        assert self.summary.run_id is not None
        return self.summary.run_id

    def begin_reading(self, batch: Batch) -> None:
        """Queue a batch for this machine's workers, if it is not yet; its outcomes advance the progress bar."""
        for future in begin(batch.documents, self.processing):
            future.add_done_callback(self._seen)

    def _seen(self, future: Future[Outcome]) -> None:
        if not future.cancelled() and future.exception() is None:
            self.observer.advance(1, future.result().page_count)

    def load(self, batch: Batch, outcomes: Sequence[Outcome]) -> None:
        """Put a batch into the loader's file: documents in one transaction, failures into quarantine."""
        by_id = {d.sha256: d for d in batch.documents}
        entries: list[DocumentEntry] = []
        failed: list[tuple[Document, Failure]] = []
        for outcome in outcomes:
            document = by_id[outcome.sha256]
            self.summary.add_outcome(outcome)
            failure = outcome.failure
            if failure is None and not self.request.dry_run:
                extract = kept_extract(self.store, outcome)
                if extract is None:
                    failure = LOST_DERIVATIVE
                else:
                    entries.append(self._entry(document, extract, outcome))
            if failure is not None:
                failed.append((document, failure))
        if not self.request.dry_run:
            self._write(batch, entries, failed)
        self._account(batch, failed)
        self._running.advance(self.summary)

    def _write(self, batch: Batch, entries: list[DocumentEntry], failed: list[tuple[Document, Failure]]) -> None:
        run_id = self.run_id
        begin = time.perf_counter()
        if entries:
            self.warehouse.load_batch(entries, run_id)
            self._loaded.update((entry.document_id, entry.source_path) for entry in entries)
        redone = {d.sha256 for d, _ in failed if batch.kinds[d.sha256] is Kind.UNCHANGED}
        refused = [
            QuarantineEntry(
                sha256=d.sha256,
                source_path=d.source_path,
                code=f.code,
                message=f.reason,
                way_out=f.way_out,
                is_terminal=f.is_terminal,
                byte_size=d.byte_size,
            )
            for d, f in failed
            if d.sha256 not in redone
        ]
        if refused:
            self.warehouse.quarantine(refused, run_id)
        lost = {entry.sha256 for entry in refused}
        sources = [(item.noted_as, _source(item, lost)) for item in batch.files]
        self.warehouse.record_sources([source for noted, source in sources if source.outcome != noted], run_id)
        self.summary.seconds["load"] += time.perf_counter() - begin  # type: ignore[assignment]
        self.summary.documents_by_stage["load"] += len(entries)
        events: list[EventRow] = [("loaded", e.document_id, {"path": e.source_path}) for e in entries]
        events += [("quarantined", d.sha256, {"path": d.source_path, **_facts(f)}) for d, f in failed]
        self._record(events)
        self._flush_set_aside()
        if time.monotonic() - self._last_publication > self.settings.publish_minutes * 60:
            self.publish()

    def _account(self, batch: Batch, failed: list[tuple[Document, Failure]]) -> None:
        causes = {d.sha256: f for d, f in failed}
        for document in batch.documents:
            kind = batch.kinds[document.sha256]
            failure = causes.get(document.sha256)
            if failure is not None:
                self.summary.fail(document.source_path, failure)
            if kind is Kind.UNCHANGED:
                # Redone: if that failed, the facts of the earlier version stand, and the run says so.
                self.summary.replaced += failure is None
                self.summary.settle(Kind.UNCHANGED if failure is None else Kind.QUARANTINED)
            else:
                self.summary.settle(kind if failure is None else Kind.QUARANTINED)

    def _entry(self, document: Document, extract: Extract, outcome: Outcome) -> DocumentEntry:
        declared = self._declared.get(document.source_path)
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

    def resolve(self) -> None:
        """Who is who, over the whole warehouse."""
        from pipeline.identities import resolve_identities

        begin = time.perf_counter()
        self.observer.stage("rapprochement des noms")
        resolve_identities(self.warehouse, self.summary.run_id)
        self.summary.near_duplicates = [
            (self._loaded[later], self._loaded.get(earlier, earlier[:12]))
            for later, earlier in self.warehouse.mark_near_duplicates()
            if later in self._loaded
        ]
        self.summary.seconds["resolve"] += time.perf_counter() - begin  # type: ignore[assignment]

    def publish(self) -> None:
        """Give readers a consistent copy."""
        begin = time.perf_counter()
        self.observer.stage("publication")
        self.warehouse.publish(self.settings.published)
        self._last_publication = time.monotonic()
        self.summary.is_published = True
        self.summary.seconds["publish"] += time.perf_counter() - begin  # type: ignore[assignment]

    def conclude(self) -> None:
        """End the run in the warehouse, then publish, so that readers see it ended."""
        self.end("completed with failures" if self.summary.failures else "completed")
        self.publish()

    def end(self, status: str) -> None:
        """Note the end of the run in the warehouse and the ledger."""
        summary = self.summary
        summary.status = status
        if self.request.dry_run:
            return
        stages = {s: (summary.documents_by_stage[s], float(summary.seconds[s])) for s in summary.seconds}
        self.warehouse.record_stages(self.run_id, stages)
        counts = RunCounts(
            found=summary.found,
            new=summary.count(Kind.NEW),
            unchanged=summary.count(Kind.UNCHANGED),
            duplicate=summary.count(Kind.DUPLICATE),
            quarantined=summary.count(Kind.QUARANTINED),
        )
        self.warehouse.end_run(self.run_id, status, counts)
        self._record([("run-ended", None, {"status": status, "found": summary.found})])

    def finish_without_work(self) -> None:
        """After a run that read nothing: publish only if readers would miss a quarantine, or everything."""
        self.end("completed with failures" if self.summary.failures else "completed")
        if not self.request.dry_run and (self.summary.failures or not self.settings.published.exists()):
            self.publish()

    def account(self) -> Summary:
        """The summary, with the time taken."""
        self.summary.wall_seconds = time.monotonic() - self._begun
        return self.summary

    def _record(self, events: list[EventRow]) -> None:
        """To the ledger, and to the warehouse's copy of it."""
        self.ledger.append_all(events, run_id=self.summary.run_id)
        self.warehouse.record_events(
            [
                EventEntry(
                    action=event,
                    sha256=sha256,
                    tool="greffier",
                    version=version(),
                    detail="; ".join(f"{k}: {v}" for k, v in facts.items()) or None,
                    run_id=self.summary.run_id,
                )
                for event, sha256, facts in events
                if event != "loaded"  # the load itself notes each document
            ]
        )


class PlainSteps:
    """The steps, called one after another; reading overlaps with loading through the workers' futures."""

    def __init__(self, ingestion: Ingestion) -> None:
        self._ingestion = ingestion

    def read(self, batch: Batch) -> Callable[[], list[Outcome]]:
        """Start reading a batch."""
        self._ingestion.begin_reading(batch)
        return lambda: read_documents(batch.documents, self._ingestion.processing)

    def load(self, batch: Batch, outcomes: list[Outcome]) -> None:
        """Load one batch."""
        self._ingestion.load(batch, outcomes)

    def finish(self) -> None:
        """Resolve identities, end the run, publish."""
        if self._ingestion.request.dry_run:
            self._ingestion.end("completed")
        else:
            self._ingestion.resolve()
            self._ingestion.conclude()


def conduct(work: Iterator[Batch], steps: Steps, ahead: int = 2) -> None:
    """Read batches ahead of the one being loaded, load them in order, and finish.

    Args:
        work: the batches; pulled as needed, so that hashing goes on while workers read.
        steps: how to run a step.
        ahead: how many batches are being read at a time.
    """
    reading: deque[tuple[Batch, Callable[[], list[Outcome]]]] = deque()
    for batch in work:
        reading.append((batch, steps.read(batch)))
        if len(reading) > ahead:
            first, wait = reading.popleft()
            steps.load(first, wait())
    while reading:
        first, wait = reading.popleft()
        steps.load(first, wait())
    steps.finish()


def version() -> str:
    """Of greffier, as installed."""
    from importlib.metadata import version as installed

    return installed("greffier")


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


def _quarantine(item: Sorted, failure: Failure) -> QuarantineEntry:
    return QuarantineEntry(
        sha256=item.sha256,
        source_path=item.candidate.shown,
        code=failure.code,
        message=failure.reason,
        way_out=failure.way_out,
        is_terminal=failure.is_terminal,
        byte_size=item.candidate.byte_size,
    )

"""The main job: a folder of files in, a published warehouse out, resumable at any point.

The order of the stages, and what passes between them: `pipeline.inbox` finds and sorts, workers read,
`pipeline.loading` writes, `pipeline.summary` counts. Knows no Prefect: `pipeline.flow` gives the same steps to
Prefect's engine; here `PlainSteps` simply calls them.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import replace
from types import TracebackType
from typing import Protocol

from corpus.discovery import PassedOver, shown
from corpus.store import Store
from pipeline.inbox import Batch, Inbox, Request, known_to
from pipeline.loading import Loader, entry_of
from pipeline.processing import Processing, begin, read_documents
from pipeline.progress import Both, Observer, Silent
from pipeline.running import RunningFile
from pipeline.settings import Settings
from pipeline.sorting import Kind, Known, Sorted
from pipeline.stages import kept_extract
from pipeline.summary import Summary
from pipeline.work import Document, Failure, Outcome, Recipe
from warehouse import DocumentEntry, RunCounts

LOST_DERIVATIVE = Failure(
    "store-damaged",
    "Le résultat de la lecture a disparu du dossier de travail ou y est abîmé.",
    "Vérifier le disque, puis relancer : le document sera relu.",
    is_terminal=False,
)


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
        self._running = RunningFile(settings)
        self.observer: Observer = Both(observer or Silent(), self._running)
        self.summary = Summary(is_dry=request.dry_run)
        self.store = Store(settings.store_root)
        self.loader = Loader(settings, self.store)
        self.inbox = Inbox(settings, request, self.store, self._pass_over)
        recipe = Recipe(
            str(settings.store_root),
            settings.max_bytes,
            settings.max_pages,
            settings.language_model,
            only_examine=request.dry_run,
        )
        self.processing = Processing(
            recipe,
            settings.document_seconds,
            settings.page_seconds,
            settings.memory_mb,
            settings.workers,
            str(settings.store_root / "logs" / "workers.log"),
        )
        self._begun = time.monotonic()
        self._last_publication = self._begun
        self._known = Known()
        self._loaded: dict[str, str] = {}

    def __enter__(self) -> Ingestion:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._running.remove()
        self.loader.close()

    # -- finding and sorting ------------------------------------------------------------------------------------

    def look(self) -> None:
        """Find the files before anything is opened or written: a folder that is not there costs nothing.

        Raises:
            SourceUnreadable: a root does not exist.
            WrongSidecar: what is declared cannot be understood.
            BrokenBag: a bag is not what it says.
        """
        found = len(self.inbox.candidates)
        self.observer.found(found)
        # A long document that comes alone would leave the other cores idle.
        page_jobs = max(1, self.settings.workers // max(1, found))
        recipe = replace(self.processing.recipe, page_jobs=page_jobs)
        self.processing = replace(self.processing, recipe=recipe)

    def _pass_over(self, passed: PassedOver) -> None:
        self.summary.passed_over.append((shown(passed.path), passed.reason))

    def work(self) -> Iterator[Batch]:
        """Batches of what is to be processed; the rest is counted on the way."""
        is_first = not (self.settings.loader.exists() or self.settings.published.exists())
        if not (self.request.dry_run and is_first):
            self._known = known_to(self.loader.warehouse)
        yield from self.inbox.batches(self._known, self._set_aside)
        if not self.request.dry_run:
            self.loader.flush()

    def _set_aside(self, item: Sorted) -> None:
        """Count a file that needs no reading, and note what is new about it."""
        self.summary.settle(item.kind)
        self.observer.skip(failed=item.failure is not None)
        if item.failure is not None:
            self.summary.fail(item.candidate.shown, item.failure)
        elif item.kind is Kind.QUARANTINED:
            self.summary.quarantined_before += 1
            self.summary.rejected += self._known.quarantined.get(item.sha256, False)
        self.loader.set_aside(item)

    # -- running ------------------------------------------------------------------------------------------------

    def begin(self) -> None:
        """Note the start of the run in the warehouse and the ledger."""
        self.summary.run_id = self.loader.begin(self.inbox.shown_roots)
        self._running.begin(self.summary.run_id)

    def begin_reading(self, batch: Batch) -> None:
        """Queue a batch for this machine's workers, if it is not yet; its outcomes advance the progress bar."""
        for future in begin(batch.documents, self.processing, self._page_read):
            future.add_done_callback(self._seen)

    def _page_read(self, document: Document, read: int, pages: int) -> None:
        self.observer.under_way(document.sha256, read, pages)

    def _seen(self, future: Future[Outcome]) -> None:
        if not future.cancelled() and future.exception() is None:
            outcome = future.result()
            self.observer.under_way(outcome.sha256, 0, 0)
            self.observer.advance(1, outcome.page_count, failed=outcome.failure is not None)

    def load(self, batch: Batch, outcomes: Sequence[Outcome]) -> None:
        """Put a batch into the loader's file: documents in one transaction, failures into quarantine."""
        entries, failed = self._sifted(batch, outcomes)
        if not self.request.dry_run:
            with self._timed("load"):
                self.loader.load(batch, entries, failed)
            self.summary.documents_by_stage["load"] += len(entries)
            self._loaded.update((entry.document_id, entry.source_path) for entry in entries)
            if time.monotonic() - self._last_publication > self.settings.publish_minutes * 60:
                self.publish()
        self._account(batch, failed)

    def _sifted(
        self, batch: Batch, outcomes: Sequence[Outcome]
    ) -> tuple[list[DocumentEntry], list[tuple[Document, Failure]]]:
        """What workers left in the store, and what failed."""
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
                    declared = self.inbox.declared.get(document.source_path)
                    entries.append(entry_of(document, extract, outcome, declared))
            if failure is not None:
                failed.append((document, failure))
        return entries, failed

    def _account(self, batch: Batch, failed: Sequence[tuple[Document, Failure]]) -> None:
        causes = {d.sha256: f for d, f in failed}
        for document in batch.documents:
            kind = batch.kinds[document.sha256]
            failure = causes.get(document.sha256)
            if failure is not None:
                self.summary.fail(document.source_path, failure)
            # Redone, where unchanged: if that failed, the facts of the earlier version stand, and the run says so.
            self.summary.replaced += kind is Kind.UNCHANGED and failure is None
            self.summary.settle(kind if failure is None else Kind.QUARANTINED)

    def resolve(self) -> None:
        """Who is who, over the whole warehouse."""
        self.observer.stage("rapprochement des noms")
        with self._timed("resolve"):
            pairs = self.loader.resolve()
        self.summary.near_duplicates = [
            (self._loaded[later], self._loaded.get(earlier) or self.loader.warehouse.source_path(earlier))
            for later, earlier in pairs
            if later in self._loaded
        ]

    def publish(self) -> None:
        """Give readers a consistent copy."""
        self.observer.stage("publication")
        with self._timed("publish"):
            self.loader.publish()
        self._last_publication = time.monotonic()
        self.summary.is_published = True

    @contextmanager
    def _timed(self, stage: str) -> Iterator[None]:
        begun = time.perf_counter()
        yield
        self.summary.seconds[stage] += time.perf_counter() - begun  # type: ignore[assignment]

    def conclude(self) -> None:
        """End the run in the warehouse, then publish, so that readers see it ended."""
        self.end(self._completed)
        self.publish()

    @property
    def _completed(self) -> str:
        return "completed with failures" if self.summary.failures else "completed"

    def end(self, status: str) -> None:
        """Note the end of the run in the warehouse and the ledger."""
        summary = self.summary
        summary.status = status
        if self.request.dry_run:
            return
        counts = RunCounts(
            found=summary.found,
            new=summary.count(Kind.NEW),
            unchanged=summary.count(Kind.UNCHANGED),
            duplicate=summary.count(Kind.DUPLICATE),
            quarantined=summary.count(Kind.QUARANTINED),
        )
        stages = {s: (summary.documents_by_stage[s], float(summary.seconds[s])) for s in summary.seconds}
        self.loader.end(status, counts, stages)

    def finish_without_work(self) -> None:
        """After a run that read nothing. What one that was killed left undone is done now; else readers keep theirs."""
        if self.request.dry_run:
            self.end(self._completed)
            return
        if self.loader.is_unresolved:
            self.resolve()
        self.end(self._completed)
        self.summary.has_finished_earlier = self.loader.is_left_undone
        if self.loader.is_left_undone or self.loader.has_news or not self.settings.published.exists():
            self.publish()

    def account(self) -> Summary:
        """The summary, with the time taken."""
        self.summary.wall_seconds = time.monotonic() - self._begun
        return self.summary


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

"""The main job as a Prefect flow: one task a batch, one task loads, then identities and publication.

A thin skin over `pipeline.ingestion`: no decision is taken here. Import it only after `pipeline.prefect_server` has
put Prefect's settings into the environment.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from prefect import flow, task
from prefect.cache_policies import NO_CACHE
from prefect.task_runners import TaskRunner, ThreadPoolTaskRunner

from corpus.errors import GreffierError
from pipeline.inbox import Batch
from pipeline.ingestion import Ingestion, conduct
from pipeline.processing import Processing, read_documents
from pipeline.stopping import Stop
from pipeline.work import Document, Outcome

AHEAD = 2
"""Batches being read at a time on one machine: the second keeps the workers busy at the end of the first."""


def _is_transient(_task: object, _run: object, state: Any) -> bool:
    """Retry what may pass: a system error (memory, file system, network), or one of ours that says so."""
    error = state.result(raise_on_failure=False)
    if isinstance(error, GreffierError):
        return not error.is_terminal
    return isinstance(error, OSError)


@task(
    name="lire",
    task_run_name="lire-{number}",
    retries=2,
    retry_delay_seconds=[2, 10],
    retry_condition_fn=_is_transient,
    cache_policy=NO_CACHE,
    persist_result=False,
)
def read_batch(number: int, documents: list[Document], processing: Processing) -> list[Outcome]:
    """Read a batch with the workers of the machine this task runs on."""
    return read_documents(documents, processing)


@task(name="charger", task_run_name="charger-{number}", cache_policy=NO_CACHE, persist_result=False)
def load_batch(number: int, ingestion: Ingestion, batch: Batch, outcomes: list[Outcome]) -> None:
    """Load a batch in one transaction."""
    ingestion.load(batch, outcomes)


@task(name="rapprocher", cache_policy=NO_CACHE, persist_result=False)
def resolve_identities(ingestion: Ingestion) -> None:
    """Who is who, over the whole warehouse."""
    ingestion.resolve()


@task(name="publier", cache_policy=NO_CACHE, persist_result=False)
def publish(ingestion: Ingestion) -> None:
    """End the run and give readers a consistent copy."""
    ingestion.conclude()


class PrefectSteps:
    """The steps of the main job, run as tasks of the flow that is under way."""

    def __init__(self, ingestion: Ingestion, elsewhere: bool) -> None:
        """``elsewhere``: tasks may run on other machines, so that progress is known by whole batches only."""
        self._ingestion = ingestion
        self._elsewhere = elsewhere

    def read(self, batch: Batch) -> Callable[[], list[Outcome]]:
        """Submit the reading of a batch."""
        if not self._elsewhere:
            # In the queue of the workers at once: what Prefect takes to start is not lost. The task finds it there.
            self._ingestion.begin_reading(batch)
        future = read_batch.submit(batch.number, batch.documents, self._ingestion.processing)

        def wait() -> list[Outcome]:
            outcomes: list[Outcome] = future.result()
            if self._elsewhere:
                failed = sum(o.failure is not None for o in outcomes)
                self._ingestion.observer.advance(len(outcomes), sum(o.page_count for o in outcomes), failed)
            return outcomes

        return wait

    def load(self, batch: Batch, outcomes: list[Outcome]) -> None:
        """Load one batch."""
        load_batch(batch.number, self._ingestion, batch, outcomes)

    def finish(self) -> None:
        """Resolve identities, end the run, publish."""
        resolve_identities(self._ingestion)
        publish(self._ingestion)


class Errand:
    """What the flow is to do. Without a ``__dict__``: Prefect, which writes parameters as JSON, passes it by."""

    __slots__ = ("ahead", "elsewhere", "ingestion", "stop", "work")

    def __init__(
        self,
        ingestion: Ingestion,
        work: Callable[[], Iterator[Batch]],
        stop: Stop,
        ahead: int,
        elsewhere: bool,
    ) -> None:
        self.ingestion = ingestion
        self.work = work
        self.stop = stop
        self.ahead = ahead
        self.elsewhere = elsewhere

    def __reduce__(self) -> tuple[Callable[[], None], tuple[()]]:
        """Tasks that travel to a cluster carry the flow's parameters along: this one stays at home."""
        return _nothing, ()


def _nothing() -> None:
    """What other machines get of an errand."""


@flow(name="greffier-ingest", validate_parameters=False, persist_result=False, retries=0)
def _ingest(errand: Errand) -> None:
    with errand.stop.hearing_first():
        conduct(errand.work(), PrefectSteps(errand.ingestion, errand.elsewhere), errand.ahead)


def ingest(
    ingestion: Ingestion,
    work: Callable[[], Iterator[Batch]],
    stop: Stop,
    dask: str | None = None,
    readers: int = 0,
) -> None:
    """Run the main job as a flow.

    Args:
        ingestion: the run.
        work: gives its batches, the first perhaps already being read.
        stop: what hears that the run is to end.
        dask: address of a Dask scheduler whose workers read, instead of this machine's.
        readers: how many it has.
    """
    if dask is None:
        runner: TaskRunner[Any] = ThreadPoolTaskRunner(max_workers=AHEAD + 1)
        _ingest.with_options(task_runner=runner)(Errand(ingestion, work, stop, AHEAD, False))
        return
    from pipeline.dask import dask_runner

    runner = dask_runner(dask)
    _ingest.with_options(task_runner=runner)(Errand(ingestion, work, stop, 2 * readers, True))

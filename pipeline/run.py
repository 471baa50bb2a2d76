"""Carrying out an ingestion from start to end: what to start when, and that everything is closed."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from pipeline.inbox import Batch, Request
from pipeline.ingestion import Ingestion, PlainSteps, conduct
from pipeline.processing import close_pools
from pipeline.progress import Observer
from pipeline.settings import Settings
from pipeline.stopping import INTERRUPTED, Stop, orderly_stop
from pipeline.summary import Summary
from warehouse.connection import disk_trouble_told


def ingest(settings: Settings, request: Request, observer: Observer | None = None, dask: str | None = None) -> Summary:
    """Take in everything under the roots asked for; the account says what became of each file.

    Raises:
        GreffierError: the run as a whole cannot go on (warehouse busy, folder missing, wrong sidecar).
        OSError: full disk, read-only store.
    """
    if dask is not None:
        # Each Dask worker is a process of its own and reads one document at a time.
        settings = settings.model_copy(update={"jobs": 1})
    with orderly_stop() as stop, Ingestion(settings, request, observer) as ingestion:
        try:
            with disk_trouble_told():
                _ingest(ingestion, dask, stop)
        except KeyboardInterrupt:
            _cancel(ingestion)
        except Exception:
            # Libraries may turn the interrupt into an error of their own (pydantic does, while Prefect is imported).
            if not stop.is_asked:
                raise
            _cancel(ingestion)
        finally:
            close_pools()
        return ingestion.account()


def _cancel(ingestion: Ingestion) -> None:
    ingestion.summary.error = INTERRUPTED
    ingestion.summary.status = "cancelled"
    if ingestion.summary.run_id is not None:
        ingestion.end("cancelled")


def ingest_in_flow(settings: Settings, request: Request) -> Summary:
    """The same inside a Prefect flow that is under way (the nightly one): its tasks are that flow's."""
    from pipeline.flow import PrefectSteps

    with Ingestion(settings, request) as ingestion:
        try:
            with disk_trouble_told():
                batches = _batches(ingestion)
                if batches is not None:
                    conduct(batches[1], PrefectSteps(ingestion, elsewhere=False))
        finally:
            close_pools()
        return ingestion.account()


def _batches(ingestion: Ingestion) -> tuple[Batch, Iterator[Batch]] | None:
    """Begin the run: the first batch and every batch; None if there is nothing to do, and all is said."""
    ingestion.look()
    if not ingestion.request.dry_run:
        ingestion.begin()
    work = ingestion.work()
    first = next(work, None)
    if first is None:
        ingestion.finish_without_work()
        return None
    return first, chain((first,), work)


def _ingest(ingestion: Ingestion, dask: str | None, stop: Stop) -> None:
    readers = 0
    if dask is not None:
        from pipeline.dask import workers_of

        readers = workers_of(dask)  # first of all: an address at which nobody answers costs nothing else
        ingestion.inbox.share_among(readers)
    batches = _batches(ingestion)
    if batches is None:
        return
    first, every = batches
    if ingestion.request.dry_run or (ingestion.settings.orchestrator == "none" and dask is None):
        conduct(every, PlainSteps(ingestion))
    else:
        _ingest_under_prefect(ingestion, first, every, dask, readers, stop)


def _ingest_under_prefect(
    ingestion: Ingestion, first: Batch, every: Iterator[Batch], dask: str | None, readers: int, stop: Stop
) -> None:
    """Prefect takes seconds to start: its server and the first batch start together, and it finds the work begun."""
    from pipeline.prefect_server import RunServer

    if dask is None:
        ingestion.begin_reading(first)
    with RunServer(ingestion.settings.store_root / "prefect") as server:
        from pipeline import flow  # seconds of importing, while the server starts

        server.wait()
        flow.ingest(ingestion, lambda: every, stop, dask, readers)

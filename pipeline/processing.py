"""Reading a batch on this machine: the pool of worker processes that every batch of a process shares.

Everything here travels to other machines as plain values, so that a Dask worker can do the same.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from concurrent.futures import CancelledError, Future
from dataclasses import dataclass
from pathlib import Path

from pipeline.work import Document, Outcome, Recipe
from pipeline.workers import Allowance, PageRead, Workers


@dataclass(frozen=True, slots=True)
class Processing:
    """How documents are read, and with what means."""

    recipe: Recipe
    document_seconds: float
    page_seconds: float
    memory_mb: int
    jobs: int
    log: str


_POOLS: dict[Processing, Workers] = {}
_UNDER_WAY: dict[tuple[Processing, str], Future[Outcome]] = {}
_LOCK = threading.Lock()
_IS_OVER = threading.Event()
"""Nothing is to be read any more."""


def workers_for(processing: Processing) -> Workers:
    """The pool for these means, started on first use and kept until `close_pools`.

    Raises:
        CancelledError: reading has been stopped.
    """
    with _LOCK:
        if _IS_OVER.is_set():
            raise CancelledError
        if processing not in _POOLS:
            allowance = Allowance(processing.document_seconds, processing.page_seconds, processing.memory_mb)
            _POOLS[processing] = Workers(processing.jobs, allowance, Path(processing.log))
        return _POOLS[processing]


def stop_reading() -> None:
    """Cancel what is being read and what waits for it, until `close_pools`. Whoever waits for a document is told."""
    _IS_OVER.set()
    _close()


def close_pools() -> None:
    """End every worker process; what comes later is read by new ones."""
    _close()
    _UNDER_WAY.clear()
    _IS_OVER.clear()


def _close() -> None:
    with _LOCK:
        while _POOLS:
            _, pool = _POOLS.popitem()
            pool.close()


def begin(
    documents: Sequence[Document], processing: Processing, page_read: PageRead = lambda *_: None
) -> list[Future[Outcome]]:
    """Queue documents that are not under way yet; `read_documents` will find them.

    Returns:
        The futures of those queued now.
    """
    pool = workers_for(processing)
    queued = []
    for document in documents:
        key = (processing, document.sha256)
        if key not in _UNDER_WAY:
            _UNDER_WAY[key] = pool.submit(document, processing.recipe, page_read)
            queued.append(_UNDER_WAY[key])
    return queued


def read_documents(documents: Sequence[Document], processing: Processing) -> list[Outcome]:
    """Read a batch and wait for it; outcomes come in the order of the documents.

    Raises:
        OSError: no worker process can be started.
        CancelledError: reading has been stopped.
    """
    begin(documents, processing)
    futures = [_UNDER_WAY.pop((processing, document.sha256)) for document in documents]
    return [future.result() for future in futures]

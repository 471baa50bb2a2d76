"""Finding and sorting: from the folders asked for to batches of documents to be read.

Belongs here: what is found, what the warehouse knows of it, how it is grouped. Does not belong here: reading, or
writing anything to the warehouse (`pipeline.loading`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.bag import is_bag, payload
from corpus.discovery import Candidate, PassedOver, discover, shown
from corpus.store import Store
from pipeline.settings import Settings
from pipeline.sidecar import Declared, read_sidecars
from pipeline.sorting import Kind, Known, NotedSource, Policy, Sorted, batches, sort_out
from pipeline.stages import extraction_version, reading_version
from pipeline.work import Document

if TYPE_CHECKING:
    from warehouse import Warehouse

BYTES_PER_PAGE = 50_000
"""Rough weight of a page, to size batches before files are opened (a scanned page; digital ones weigh less)."""
TURNS = 4
"""Batches for each machine's reader, at least: with one each, the run would last as long as the slowest."""


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


class Inbox:
    """The files of one run."""

    def __init__(
        self, settings: Settings, request: Request, store: Store, passed_over: Callable[[PassedOver], None]
    ) -> None:
        """``passed_over`` is told what is not even counted (links out of the folder, data files...)."""
        self._settings = settings
        self._request = request
        self._store = store
        self._passed_over = passed_over
        self.declared: dict[str, Declared] = {}
        """What sidecars say, by path."""
        self._readers = 0

    def share_among(self, readers: int) -> None:
        """Make batches so small that each of so many readers gets several, however few files there are."""
        self._readers = readers

    @cached_property
    def candidates(self) -> list[Candidate]:
        """Every file found; names only, so that tens of thousands fit and the progress bar knows its end.

        Raises:
            SourceUnreadable: a root does not exist.
            WrongSidecar: what is declared cannot be understood.
            BrokenBag: a bag is not what it says.
        """
        request, published = self._request, self._settings.published
        own = [self._settings.store_root, *published.parent.glob(f"{published.name}*"), *request.sidecars]
        sidecars, self.declared = read_sidecars(request.roots, request.sidecars)
        roots = [payload(root) if is_bag(root) else root for root in request.roots]
        return list(discover(roots, [*own, *sidecars], self._passed_over))

    def batches(self, known: Known, set_aside: Callable[[Sorted], None]) -> Iterator[Batch]:
        """Sort the files one by one and yield those to be processed, in batches; the others are ``set_aside``."""
        waiting: dict[str, Sorted] = {}

        def to_process() -> Iterator[Document]:
            for item in sort_out(self.candidates, known, self._store, self._policy):
                if item.document is None:
                    set_aside(item)
                    continue
                if self._request.force and not self._request.dry_run:
                    self._store.forget(item.sha256)
                waiting[item.sha256] = item
                yield item.document

        most_bytes = self._settings.batch_pages * BYTES_PER_PAGE
        every = batches(to_process(), self._most_documents, most_bytes)
        for number, documents in enumerate(every, start=1):
            files = [waiting.pop(d.sha256) for d in documents]
            yield Batch(number, documents, {f.sha256: f.kind for f in files}, files)

    @property
    def _most_documents(self) -> int:
        most = self._settings.batch_documents
        if not self._readers:
            return most
        return min(most, max(1, len(self.candidates) // (TURNS * self._readers)))

    @property
    def _policy(self) -> Policy:
        versions = (reading_version(), extraction_version()) if self._request.outdated else None
        return Policy(
            self._settings.limits,
            self._settings.keep_originals,
            self._request.force,
            versions,
            keep_nothing=self._request.dry_run,
        )

    @property
    def shown_roots(self) -> list[str]:
        """The folders asked for, as people read them."""
        return [shown(root) for root in self._request.roots]


def known_to(warehouse: Warehouse) -> Known:
    """What the warehouse knows of files before the run."""
    held: dict[str, bool] = {}
    for row in warehouse.quarantined().to_dict("records"):
        if row["state"] != "released" and (row["is_terminal"] or row["state"] == "rejected"):
            held[str(row["sha256"])] = row["state"] == "rejected"
    sources = warehouse.known_sources()
    columns = (sources[c] for c in ("source_path", "sha256", "byte_size", "modified_ns", "outcome"))
    noted = {
        str(path): NotedSource(int(size), int(modified), str(sha256), str(outcome))
        for path, sha256, size, modified, outcome in zip(*columns, strict=True)
    }
    return Known(warehouse.known_documents(), held, noted)

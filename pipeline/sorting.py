"""Sorting what was found: new, unchanged, duplicate or quarantined, one of the four for every file.

Belongs here: deciding by bytes and by what the warehouse knows. Does not belong here: reading or loading.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from corpus.discovery import Candidate
from corpus.errors import GreffierError, IntakeError, SourceUnreadable
from corpus.intake import Limits, screen
from corpus.store import Store
from pipeline.work import Document, Failure

SETTLED_NS = 2_000_000_000
"""A file changed less than two seconds before it was hashed could change again unseen (clock of the file system)."""


class Kind(StrEnum):
    """What a file turned out to be. The four counts of a run."""

    NEW = "new"
    UNCHANGED = "unchanged"
    DUPLICATE = "duplicate"
    QUARANTINED = "quarantined"


@dataclass(frozen=True, slots=True)
class Sorted:
    """One file and what it is."""

    candidate: Candidate
    kind: Kind
    document: Document | None
    """Set where it is to be processed: a new file, or an unchanged one that is to be redone."""
    sha256: str
    modified_ns: int
    """0 where the file may still be changing: the next run reads it again."""
    failure: Failure | None = None
    """Of a file refused now; None for one that was in quarantine before."""
    noted_as: str | None = None
    """What the warehouse notes of this path with these bytes; None of a path that is new or has changed."""


@dataclass(frozen=True, slots=True)
class NotedSource:
    """What the warehouse notes of a path when its file was last hashed."""

    byte_size: int
    modified_ns: int
    sha256: str
    outcome: str


@dataclass(frozen=True)
class Known:
    """What the warehouse knows before the run."""

    documents: Mapping[str, tuple[str | None, str | None]] = field(default_factory=dict)
    """SHA-256 -> versions that read and extracted it."""
    quarantined: Mapping[str, bool] = field(default_factory=dict)
    """SHA-256 of files in quarantine -> whether a person rejected it for good."""
    sources: Mapping[str, NotedSource] = field(default_factory=dict)
    """By path."""


@dataclass(frozen=True)
class Policy:
    """What to do with files known before."""

    limits: Limits
    keep_originals: bool = True
    force: bool = False
    """Redo known documents from the bytes up."""
    outdated_below: tuple[str, str] | None = None
    """Redo documents that other versions (reading, extraction) made."""
    keep_nothing: bool = False
    """`--dry-run`."""


def sort_out(candidates: Iterable[Candidate], known: Known, store: Store, policy: Policy) -> Iterator[Sorted]:
    """Say of each file what it is, in order. Reads the bytes of files that are not known by path, size and time."""
    seen: set[str] = set()
    for candidate in candidates:
        yield _sort(candidate, known, store, policy, seen)


def _sort(candidate: Candidate, known: Known, store: Store, policy: Policy, seen: set[str]) -> Sorted:
    noted = known.sources.get(candidate.shown)
    if noted is not None and (noted.byte_size, noted.modified_ns) != (candidate.byte_size, candidate.modified_ns):
        noted = None
    failure: Failure | None = None
    if noted is not None:
        sha256 = noted.sha256
    else:
        try:
            sha256, failure = _take(candidate.path, store, policy)
        except SourceUnreadable as error:
            return Sorted(candidate, Kind.QUARANTINED, None, path_identity(candidate), 0, failure_of(error))
    # A file that was hashed just after it changed may change again within the clock's grain: not to be trusted yet.
    modified = candidate.modified_ns if time.time_ns() - candidate.modified_ns > SETTLED_NS else 0

    def sorted_as(kind: Kind, document: Document | None = None, failure: Failure | None = None) -> Sorted:
        return Sorted(candidate, kind, document, sha256, modified, failure, noted.outcome if noted else None)

    document = Document(sha256, _bytes_of(candidate, sha256, store), candidate.shown, candidate.byte_size, modified)
    if sha256 in seen:
        was_refused = noted is not None and noted.outcome == Kind.QUARANTINED and sha256 not in known.documents
        return sorted_as(Kind.QUARANTINED if failure is not None or was_refused else Kind.DUPLICATE)
    seen.add(sha256)
    if sha256 in known.documents:
        return sorted_as(Kind.UNCHANGED, document if _redo(known.documents[sha256], policy) else None)
    if failure is not None:
        is_old = sha256 in known.quarantined and not policy.force
        return sorted_as(Kind.QUARANTINED, failure=None if is_old else failure)
    if sha256 in known.quarantined and not policy.force:
        return sorted_as(Kind.QUARANTINED)
    wanted = policy.keep_originals and not policy.keep_nothing
    if noted is not None and wanted and not store.original_path(sha256).exists():
        store.take(candidate.path)
    return sorted_as(Kind.NEW, document)


def _take(path: Path, store: Store, policy: Policy) -> tuple[str, Failure | None]:
    """Identity of the bytes; a file refused at first sight is not copied."""
    try:
        screen(path, policy.limits)
    except SourceUnreadable:
        raise
    except IntakeError as error:
        return store.take(path, keep=False), failure_of(error)
    return store.take(path, keep=policy.keep_originals and not policy.keep_nothing), None


def _redo(versions: tuple[str | None, str | None], policy: Policy) -> bool:
    return policy.force or (policy.outdated_below is not None and versions != policy.outdated_below)


def _bytes_of(candidate: Candidate, sha256: str, store: Store) -> str:
    kept = store.original_path(sha256)
    return str(kept if kept.exists() else candidate.path)


def path_identity(candidate: Candidate) -> str:
    """Stands for the bytes of a file that cannot be read: a digest of its path."""
    return hashlib.sha256(b"unreadable path\0" + candidate.shown.encode()).hexdigest()


def failure_of(error: GreffierError) -> Failure:
    """The error as data."""
    return Failure(error.code, error.reason, error.way_out, error.is_terminal)


def batches(documents: Iterable[Document], most_documents: int, most_bytes: int) -> Iterator[list[Document]]:
    """Group documents so that a batch is neither too many nor too heavy.

    The longest come first in each, so that no worker is left alone with a long one at the end.
    """
    batch: list[Document] = []
    weight = 0
    for document in documents:
        if batch and (len(batch) >= most_documents or weight + document.byte_size > most_bytes):
            yield _longest_first(batch)
            batch, weight = [], 0
        batch.append(document)
        weight += document.byte_size
    if batch:
        yield _longest_first(batch)


def _longest_first(batch: Collection[Document]) -> list[Document]:
    return sorted(batch, key=lambda d: (-d.byte_size, d.sha256))

"""The ledger: what happened to which document and when, appended and never altered; and what each path held.

The warehouse's `events` table is loaded from it. Belongs here: writing and reading the two journals. Does not
belong here: deciding from them.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from corpus.discovery import Candidate
from corpus.store import append_json_lines, read_json_lines

SETTLED_NS = 2_000_000_000
"""A file changed less than two seconds before it was hashed could change again unseen (clock of the file system)."""


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened."""

    at: str
    """UTC, ISO 8601 with milliseconds."""
    event: str
    """``run-started``, ``taken-in``, ``read``, ``extracted``, ``loaded``, ``quarantined``, ``released``..."""
    run_id: str | None
    sha256: str | None
    facts: dict[str, Any]


class Ledger:
    """Append-only journal of events, one JSON object a line."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def append(self, event: str, *, run_id: str | None = None, sha256: str | None = None, **facts: object) -> None:
        """Write one event through to the disk."""
        self.append_all([(event, sha256, facts)], run_id=run_id)

    def append_all(self, events: list[tuple[str, str | None, dict[str, Any]]], *, run_id: str | None = None) -> None:
        """Write several events with one flush."""
        at = now()
        append_json_lines(
            self.path,
            [
                {"at": at, "event": event, "run_id": run_id, "sha256": sha256, **facts}
                for event, sha256, facts in events
            ],
        )

    def events(self) -> Iterator[Event]:
        """Every event, oldest first."""
        for row in read_json_lines(self.path):
            facts = {k: v for k, v in row.items() if k not in {"at", "event", "run_id", "sha256"}}
            yield Event(row.get("at", ""), row.get("event", ""), row.get("run_id"), row.get("sha256"), facts)


def now() -> str:
    """UTC, ISO 8601 with milliseconds."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


class Fingerprints:
    """Which bytes each path held when last hashed, so that a known file is recognised without reading it again.

    A path is trusted while size, time of change and inode are those noted, and the change was settled when hashed.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._known: dict[str, tuple[int, int, int, str]] = {}
        self._fresh: list[dict[str, Any]] = []
        lines = 0
        for row in read_json_lines(path):
            lines += 1
            try:
                self._known[row["path"]] = (row["size"], row["modified_ns"], row["inode"], row["sha256"])
            except KeyError:
                continue
        self._stale = lines > 2 * len(self._known) + 1000

    def get(self, candidate: Candidate) -> str | None:
        """The SHA-256 if the file is as it was; None if it must be hashed."""
        known = self._known.get(_path_key(candidate.path))
        if known is None or known[:3] != (candidate.byte_size, candidate.modified_ns, candidate.inode):
            return None
        return known[3]

    def note(self, candidate: Candidate, sha256: str) -> None:
        """Remember what was just hashed (kept in memory until `flush`)."""
        if time.time_ns() - candidate.modified_ns < SETTLED_NS:
            return
        key = _path_key(candidate.path)
        self._known[key] = (candidate.byte_size, candidate.modified_ns, candidate.inode, sha256)
        self._fresh.append(
            {
                "path": key,
                "size": candidate.byte_size,
                "modified_ns": candidate.modified_ns,
                "inode": candidate.inode,
                "sha256": sha256,
            }
        )

    def flush(self) -> None:
        """Write what is new; rewrite the file whole once most of its lines are out of date."""
        if self._stale:
            temporary = self.path.with_suffix(".rewriting")
            temporary.unlink(missing_ok=True)
            fields = ("size", "modified_ns", "inode", "sha256")
            append_json_lines(
                temporary,
                [{"path": path, **dict(zip(fields, known, strict=True))} for path, known in self._known.items()],
            )
            temporary.replace(self.path)
            self._stale = False
        else:
            append_json_lines(self.path, self._fresh)
        self._fresh = []


def _path_key(path: Path) -> str:
    """A reversible text form of any path, bytes that are no UTF-8 included."""
    return os.fsencode(path).decode("utf-8", "surrogateescape").encode("utf-8", "backslashreplace").decode("utf-8")

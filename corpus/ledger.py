"""The ledger: what happened to which document and when, appended and never altered.

The warehouse's `events` table is loaded from it. Belongs here: writing and reading the journal. Does not belong
here: deciding from it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from corpus.store import append_json_lines, read_json_lines


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

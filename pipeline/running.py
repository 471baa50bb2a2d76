"""A small file that says how far a run is, for `greffier status` while it works."""

from __future__ import annotations

import contextlib
import json
import os
import threading
import time
from typing import Any

from corpus.ledger import now
from pipeline.progress import Pace
from pipeline.settings import Settings

WRITTEN_EVERY_SECONDS = 1.0


class RunningFile:
    """An observer of the run that writes; others read. Gone when the run ends, not believed when its process is."""

    def __init__(self, settings: Settings) -> None:
        self._path = settings.store_root / "running" / f"{settings.published.stem}.json"
        self._row: dict[str, Any] = {}
        self._pace = Pace()
        self._stage = "lecture"
        self._written = 0.0
        self._lock = threading.Lock()

    def begin(self, run_id: str) -> None:
        """From now on there is a file."""
        self._row = {"pid": os.getpid(), "run_id": run_id, "started_at": now()}
        self._pace.began = time.time()
        self._write()

    def found(self, files: int) -> None:
        """Note how many there are to be."""
        self._pace.total = files

    def advance(self, files: int, pages: int, failed: int = 0) -> None:
        """Note how far it is, once a second."""
        with self._lock:
            self._pace.advance(files, pages, failed)
            self._note()

    def skip(self, failed: bool) -> None:
        """Likewise."""
        with self._lock:
            self._pace.skip(failed)
            self._note()

    def under_way(self, document: str, read: int, pages: int) -> None:
        """Note how far a document is, once a second."""
        with self._lock:
            self._pace.under_way(document, read, pages)
            self._note()

    def stage(self, name: str) -> None:
        """Note what is being done."""
        with self._lock:
            self._stage = name
            if self._row:
                self._write()

    def remove(self) -> None:
        """Note the end."""
        with self._lock:
            if self._row:
                self._row = {}
                self._path.unlink(missing_ok=True)

    def read(self) -> dict[str, Any] | None:
        """What a run that is alive says; None if there is none."""
        try:
            row: dict[str, Any] = json.loads(self._path.read_text(encoding="utf-8"))
            os.kill(int(row["pid"]), 0)
        except (OSError, ValueError, KeyError):
            return None
        return row

    def _note(self) -> None:
        if self._row and time.time() - self._written > WRITTEN_EVERY_SECONDS:
            self._write()

    def _write(self) -> None:
        pace, self._written = self._pace, time.time()
        left = pace.seconds_left(self._written)
        said = {
            "stage": self._stage,
            "total": pace.total,
            "found": pace.done,
            "pages": pace.pages_read,
            "quarantined": pace.failed,
            "seconds_left": None if left is None else round(left),
        }
        # A full disk stops the run where it matters, not here.
        with contextlib.suppress(OSError):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            temporary = self._path.with_suffix(f".{os.getpid()}")
            temporary.write_text(json.dumps({**self._row, **said}), encoding="utf-8")
            temporary.replace(self._path)

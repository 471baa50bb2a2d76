"""A small file that says how far a run is, for `greffier status` while it works."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path
from typing import Any

from corpus.ledger import now
from pipeline.settings import Settings
from pipeline.summary import Summary


class RunningFile:
    """Written by the run, read by others; gone when the run ends, and not believed when its process is gone."""

    def __init__(self, settings: Settings) -> None:
        self._path = settings.store_root / "running" / f"{settings.published.stem}.json"
        self._row: dict[str, Any] = {}

    def begin(self, run_id: str, total: int) -> None:
        """Note the start."""
        self._row = {"pid": os.getpid(), "run_id": run_id, "started_at": now(), "began": time.time(), "total": total}
        self._row.update(found=0, pages=0, quarantined=0)
        self._write()

    def advance(self, summary: Summary) -> None:
        """Note how far it is."""
        if self._row:
            self._row.update(found=summary.found, pages=summary.pages, quarantined=len(summary.failures))
            self._write()

    def remove(self) -> None:
        """Note the end."""
        if self._row:
            self._path.unlink(missing_ok=True)

    def read(self) -> dict[str, Any] | None:
        """What a run that is alive says; None if there is none."""
        try:
            row: dict[str, Any] = json.loads(self._path.read_text(encoding="utf-8"))
            os.kill(int(row["pid"]), 0)
        except (OSError, ValueError, KeyError):
            return None
        return row

    def _write(self) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        temporary = self._path.with_suffix(f".{os.getpid()}")
        Path(temporary).write_text(json.dumps(self._row), encoding="utf-8")
        temporary.replace(self._path)

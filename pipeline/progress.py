"""Progress shown to people on standard error: a bar with rate and ETA on a terminal, a line now and then elsewhere."""

from __future__ import annotations

import sys
import threading
import time
from types import TracebackType
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from rich.progress import Progress

LINE_EVERY_SECONDS = 30.0


class Observer(Protocol):
    """Who is told how far a run is. Called from several threads."""

    def found(self, files: int) -> None:
        """So many files are to be dealt with."""

    def advance(self, files: int, pages: int) -> None:
        """So many files (with so many pages read) are dealt with."""

    def stage(self, name: str) -> None:
        """What is being done now, in French."""


class Silent:
    """Shows nothing."""

    def found(self, files: int) -> None:
        """Nothing."""

    def advance(self, files: int, pages: int) -> None:
        """Nothing."""

    def stage(self, name: str) -> None:
        """Nothing."""


class Bar:
    """A progress bar; use as a context."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._total = 0
        self._done = 0
        self._pages = 0
        self._begun = time.monotonic()
        self._last_line = self._begun
        self._progress: Progress | None = None

    def __enter__(self) -> Bar:
        if sys.stderr.isatty():
            from rich.console import Console
            from rich.progress import (
                BarColumn,
                MofNCompleteColumn,
                Progress,
                SpinnerColumn,
                TextColumn,
                TimeElapsedColumn,
                TimeRemainingColumn,
            )

            self._progress = Progress(
                SpinnerColumn(),
                TextColumn("{task.description}"),
                BarColumn(),
                MofNCompleteColumn(),
                TextColumn("{task.fields[rate]}"),
                TimeElapsedColumn(),
                TextColumn("reste"),
                TimeRemainingColumn(),
                console=Console(stderr=True),
                transient=True,
            )
            self._task = self._progress.add_task("recherche des fichiers", total=None, rate="")
            self._progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._progress is not None:
            self._progress.stop()

    def found(self, files: int) -> None:
        """Give the bar its end."""
        self._total = files
        if self._progress is not None:
            self._progress.update(self._task, total=files, description="lecture")

    def advance(self, files: int, pages: int) -> None:
        """Move it."""
        with self._lock:
            self._done += files
            self._pages += pages
            elapsed = time.monotonic() - self._begun
            rate = f"{self._pages / elapsed:.1f} pages/s" if self._pages else ""
            if self._progress is not None:
                self._progress.update(self._task, completed=self._done, rate=rate)
            elif time.monotonic() - self._last_line > LINE_EVERY_SECONDS:
                self._last_line = time.monotonic()
                left = elapsed / self._done * (self._total - self._done) if self._done else 0.0
                print(  # noqa: T201
                    f"{self._done}/{self._total} fichiers, {rate or 'aucune page lue'}, reste environ {left:.0f} s",
                    file=sys.stderr,
                    flush=True,
                )

    def stage(self, name: str) -> None:
        """Name what is being done."""
        if self._progress is not None:
            self._progress.update(self._task, description=name)

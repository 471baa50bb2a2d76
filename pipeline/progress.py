"""Progress shown to people on standard error: a bar with rate and ETA on a terminal, a line now and then elsewhere."""

from __future__ import annotations

import sys
import threading
import time
from collections import deque
from dataclasses import dataclass, field
from types import TracebackType
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from rich.progress import Progress

LINE_EVERY_SECONDS = 30.0
RECENT_SECONDS = 180.0
"""How far back the rate is taken that tells what is left."""


class Observer(Protocol):
    """Who is told how far a run is. Called from several threads."""

    def found(self, files: int) -> None:
        """So many files are to be dealt with."""

    def advance(self, files: int, pages: int, failed: int = 0) -> None:
        """So many files (with so many pages read, so many of them failed) are dealt with."""

    def skip(self, failed: bool) -> None:
        """A file needed no work."""

    def under_way(self, document: str, read: int, pages: int) -> None:
        """So many of the pages of a document are read; 0 of 0: it is no longer under way."""

    def stage(self, name: str) -> None:
        """What is being done now, in French."""


class Silent:
    """Shows nothing."""

    def found(self, files: int) -> None:
        """Nothing."""

    def advance(self, files: int, pages: int, failed: int = 0) -> None:
        """Nothing."""

    def skip(self, failed: bool) -> None:
        """Nothing."""

    def under_way(self, document: str, read: int, pages: int) -> None:
        """Nothing."""

    def stage(self, name: str) -> None:
        """Nothing."""


@dataclass
class Pace:
    """How far a run is, and what is left by the rate of the files that take work.

    Known files pass in an instant: counted in, they would promise the end of a run that has not begun to read.
    """

    total: int = 0
    done: int = 0
    worked: int = 0
    pages: int = 0
    failed: int = 0
    began: float = 0.0
    pages_under_way: dict[str, tuple[int, int]] = field(default_factory=dict)
    """(read, of) for each document that is being read: one of 300 pages is not the same as none done."""
    _marks: deque[tuple[float, float]] = field(default_factory=deque)
    """(time, files' worth) of late, a second apart at least: scans behind digital files take fifty times as long."""

    @property
    def pages_read(self) -> int:
        """Of files done and under way."""
        return self.pages + sum(read for read, _ in self.pages_under_way.values())

    @property
    def files_worth(self) -> float:
        """Files that took work, those under way by the share of their pages."""
        return self.worked + sum(read / pages for read, pages in self.pages_under_way.values())

    def under_way(self, document: str, read: int, pages: int) -> None:
        """Note how far a document is; 0 of 0 when it is no longer under way."""
        if pages:
            self.pages_under_way[document] = read, pages
        else:
            self.pages_under_way.pop(document, None)

    def advance(self, files: int, pages: int, failed: int = 0) -> None:
        """Count files that took work."""
        self.worked += files
        self.done += files
        self.pages += pages
        self.failed += failed

    def skip(self, failed: bool) -> None:
        """Count a file that took none."""
        self.done += 1
        self.failed += failed

    def seconds_left(self, now: float) -> float | None:
        """By the rate of the last minutes; None as long as no page is read."""
        worth = self.files_worth
        if not worth:
            return None
        since, before = self._marked(now, worth)
        left = max(0.0, self.total - self.done - (worth - self.worked))
        return (now - since) / (worth - before) * left

    def _marked(self, now: float, worth: float) -> tuple[float, float]:
        """When and where the run was a few minutes ago, or at its beginning where nothing was done since."""
        while len(self._marks) > 1 and now - self._marks[0][0] > RECENT_SECONDS:
            self._marks.popleft()
        if not self._marks or now - self._marks[-1][0] >= 1:
            self._marks.append((now, worth))
        since, before = self._marks[0]
        return (since, before) if worth > before else (self.began, 0.0)

    def rate(self, now: float) -> str:
        """Pages a second, in words."""
        if not self.pages_read or now <= self.began:
            return ""
        pages = self.pages_read / (now - self.began)
        return f"{pages:.1f} pages/s" if pages >= 1 else f"{60 * pages:.0f} pages/min"


def duration(seconds: float) -> str:
    """As a clock shows it: minutes and seconds, and hours where there are any."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes:02d}" if hours else f"{minutes} min {rest:02d} s" if minutes else f"{rest} s"


class Bar:
    """A progress bar; use as a context."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._pace = Pace(began=time.monotonic())
        self._last_line = self._pace.began
        self._progress: Progress | None = None

    def __enter__(self) -> Bar:
        if sys.stderr.isatty():
            from rich.console import Console
            from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn

            self._progress = Progress(
                SpinnerColumn(),
                TextColumn("{task.description}"),
                BarColumn(bar_width=None),
                TextColumn("{task.fields[said]}"),
                console=Console(stderr=True),
                transient=True,
                expand=True,
                refresh_per_second=4,
            )
            self._task = self._progress.add_task("recherche des fichiers", total=None, said="")
            self._progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._progress is not None:
            self._progress.stop()

    def found(self, files: int) -> None:
        """Give the bar its end."""
        with self._lock:
            self._pace.total = files
            self._show("lecture")

    def advance(self, files: int, pages: int, failed: int = 0) -> None:
        """Move it."""
        with self._lock:
            self._pace.advance(files, pages, failed)
            self._show()

    def skip(self, failed: bool) -> None:
        """Move it over a file that needs no work."""
        with self._lock:
            self._pace.skip(failed)
            self._show()

    def under_way(self, document: str, read: int, pages: int) -> None:
        """Move it by pages."""
        with self._lock:
            self._pace.under_way(document, read, pages)
            self._show()

    def stage(self, name: str) -> None:
        """Name what is being done."""
        with self._lock:
            self._show(name)

    def _show(self, stage: str | None = None) -> None:
        now = time.monotonic()
        pace = self._pace
        left = pace.seconds_left(now)
        said = [f"{pace.done}/{pace.total} fichiers", f"{pace.pages_read} pages" if pace.pages_read else ""]
        said += [f"{pace.failed} échec(s)" if pace.failed else "", pace.rate(now)]
        said.append(f"reste {duration(left)}" if left else "")
        text = ", ".join(part for part in said if part)
        done = pace.done + pace.files_worth - pace.worked
        if self._progress is not None:
            self._progress.update(self._task, total=pace.total, completed=done, said=text, description=stage)
        elif now - self._last_line > LINE_EVERY_SECONDS:
            self._last_line = now
            print(text, file=sys.stderr, flush=True)  # noqa: T201


class Both:
    """Tells two."""

    def __init__(self, one: Observer, other: Observer) -> None:
        self._observers = (one, other)

    def found(self, files: int) -> None:
        """To both."""
        for observer in self._observers:
            observer.found(files)

    def advance(self, files: int, pages: int, failed: int = 0) -> None:
        """To both."""
        for observer in self._observers:
            observer.advance(files, pages, failed)

    def skip(self, failed: bool) -> None:
        """To both."""
        for observer in self._observers:
            observer.skip(failed)

    def under_way(self, document: str, read: int, pages: int) -> None:
        """To both."""
        for observer in self._observers:
            observer.under_way(document, read, pages)

    def stage(self, name: str) -> None:
        """To both."""
        for observer in self._observers:
            observer.stage(name)

"""Worker processes, one a core: documents in, outcomes out, whatever a document does to its reader.

Each slot is a thread that owns one process. A document that exceeds its time is stopped with everything its process
started; a process that dies is replaced, and its document tried again in a fresh one before it is blamed.
"""

from __future__ import annotations

import contextlib
import json
import os
import queue
import select
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import CancelledError, Future
from dataclasses import asdict, dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any

from corpus.errors import GreffierError, ReadTimeout, WorkerCrashed
from pipeline.stages import MemoryExceeded
from pipeline.work import Document, Failure, Outcome, Recipe

ATTEMPTS = 3
"""A crash may be the machine's fault (memory taken by another, a process killed by hand): only the third one in a
row is the document's."""
DOCUMENTS_PER_PROCESS = 300
"""A process is replaced now and then, so that what libraries leak stays small."""
STARTUP_SECONDS = 120.0

PageRead = Callable[[Document, int, int], None]
"""Told after each page: the document, how many of its pages are read, how many it has. Called from several threads."""


@dataclass(frozen=True, slots=True)
class Allowance:
    """What a document may take."""

    document_seconds: float
    page_seconds: float
    memory_mb: int

    def seconds(self, pages: int) -> float:
        """Wall time for a document of so many pages."""
        return max(self.document_seconds, self.page_seconds * pages)


class _Died(Exception):
    """The process ended before it answered."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


class _TooLong(Exception):
    """The time is up."""


@dataclass(frozen=True, slots=True)
class _Job:
    """A document and who waits for it."""

    document: Document
    recipe: Recipe
    page_read: PageRead
    future: Future[Outcome] = field(default_factory=Future)


class Workers:
    """A pool. Thread-safe; close it, or use it as a context."""

    def __init__(
        self, count: int, allowance: Allowance, log: Path, command: Sequence[str] = ("-P", "-m", "pipeline.worker")
    ) -> None:
        """Start ``count`` processes; what libraries print in them goes to the file ``log``.

        ``command`` is what Python runs in each; tests put a worker that misbehaves there.
        """
        self._allowance = allowance
        self._log = log
        self._queue: queue.Queue[_Job | None] = queue.Queue()
        self._closing = threading.Event()
        self._slots = [_Slot(allowance, log, command) for _ in range(count)]
        self._threads = [
            threading.Thread(target=self._serve, args=(slot,), name=f"greffier-worker-{i}", daemon=True)
            for i, slot in enumerate(self._slots)
        ]
        for thread in self._threads:
            thread.start()

    @property
    def pids(self) -> list[int]:
        """Of the processes alive now."""
        return [slot.process.pid for slot in self._slots if slot.process is not None]

    def submit(self, document: Document, recipe: Recipe, page_read: PageRead = lambda *_: None) -> Future[Outcome]:
        """Queue a document; its future always gets an outcome, never an exception, unless the pool is closed."""
        job = _Job(document, recipe, page_read)
        self._queue.put(job)
        if self._closing.is_set():
            self._cancel_queued()
        return job.future

    def close(self) -> None:
        """Stop at once; what is queued or under way is cancelled."""
        self._closing.set()
        self._cancel_queued()
        for slot in self._slots:
            slot.kill()
        for thread in self._threads:
            thread.join(timeout=10)

    def _cancel_queued(self) -> None:
        """Whoever waits for these is told, and each thread that serves finds the end of the queue."""
        with contextlib.suppress(queue.Empty):
            while True:
                job = self._queue.get_nowait()
                if job is not None:
                    job.future.cancel()
        for _ in self._threads:
            self._queue.put(None)

    def __enter__(self) -> Workers:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _serve(self, slot: _Slot) -> None:
        try:
            slot.start()
            self._serve_queue(slot)
        finally:
            slot.stop()

    def _serve_queue(self, slot: _Slot) -> None:
        while (job := self._queue.get()) is not None:
            if not job.future.set_running_or_notify_cancel():
                continue
            try:
                outcome = self._attempt(slot, job)
            except Exception as error:  # no process can be started (memory or process table exhausted), or a defect
                job.future.set_exception(CancelledError() if self._closing.is_set() else error)
                continue
            if self._closing.is_set():
                job.future.set_exception(CancelledError())
                return
            job.future.set_result(outcome)

    def _attempt(self, slot: _Slot, job: _Job) -> Outcome:
        for attempt in range(1, ATTEMPTS + 1):
            outcome = self._once(slot, job)
            if outcome.failure is None or self._closing.is_set() or attempt == ATTEMPTS:
                break
            if outcome.failure.code not in {WorkerCrashed.code, GreffierError.code}:
                break
            time.sleep(0.2 * attempt)
        return outcome

    def _once(self, slot: _Slot, job: _Job) -> Outcome:
        try:
            outcome = slot.process_document(job)
        except _TooLong:
            slot.stop()
            return _failed(job.document, ReadTimeout, "La lecture a dépassé le temps accordé au document.")
        except _Died as death:
            slot.stop()
            return _failed(
                job.document,
                WorkerCrashed,
                f"Le processus de lecture s'est arrêté {ATTEMPTS} fois ({_how(death.code)}).",
            )
        spoiled = outcome.failure is not None and outcome.failure.code in {MemoryExceeded.code, GreffierError.code}
        if spoiled or slot.served >= DOCUMENTS_PER_PROCESS:
            slot.stop()
        return outcome


class _Slot:
    """One process and the pipe to it."""

    def __init__(self, allowance: Allowance, log: Path, command: Sequence[str]) -> None:
        self._allowance = allowance
        self._log = log
        self._command = command
        self._buffer = b""
        self._lock = threading.Lock()
        self._is_killed = False
        self.process: subprocess.Popen[bytes] | None = None
        self._is_ready = False
        self.served = 0

    def start(self) -> subprocess.Popen[bytes]:
        """The process, started if there is none.

        Raises:
            OSError: none can be started, or none is wanted any more.
        """
        with self._lock:
            if self._is_killed:
                raise ConnectionAbortedError
            if self.process is None:
                self._log.parent.mkdir(parents=True, exist_ok=True)
                with self._log.open("ab") as log:
                    self.process = subprocess.Popen(
                        [sys.executable, *self._command, str(self._allowance.memory_mb)],
                        stdin=subprocess.PIPE,
                        stdout=subprocess.PIPE,
                        stderr=log,
                        start_new_session=True,
                        env=_environment(),
                    )
                self._buffer = b""
                self._is_ready = False
                self.served = 0
            return self.process

    def process_document(self, job: _Job) -> Outcome:
        """Send one document, wait for its outcome."""
        process = self.start()
        request = {"document": asdict(job.document), "recipe": asdict(job.recipe)}
        begun = time.monotonic()
        deadline = begun + (self._allowance.seconds(0) if self._is_ready else STARTUP_SECONDS)
        try:
            assert process.stdin is not None
            process.stdin.write(json.dumps(request).encode() + b"\n")
            process.stdin.flush()
        except OSError as error:
            raise _Died(process.wait()) from error
        pages = 0
        while True:
            message = self._message(process, deadline)
            if "outcome" in message:
                self.served += 1
                return Outcome.of_json(message["outcome"])
            if "ready" in message:
                self._is_ready = True
                begun = time.monotonic()
                deadline = begun + self._allowance.seconds(0)
            if "pages" in message:
                pages = message["pages"]
                deadline = begun + self._allowance.seconds(pages)
            if "read" in message:
                job.page_read(job.document, message["read"], pages)

    def _message(self, process: subprocess.Popen[bytes], deadline: float) -> dict[str, Any]:
        assert process.stdout is not None
        descriptor = process.stdout.fileno()
        while b"\n" not in self._buffer:
            left = deadline - time.monotonic()
            if left <= 0:
                raise _TooLong
            ready, _, _ = select.select([descriptor], [], [], left)
            if not ready:
                raise _TooLong
            read = os.read(descriptor, 1 << 16)
            if not read:
                raise _Died(process.wait())
            self._buffer += read
        line, self._buffer = self._buffer.split(b"\n", 1)
        message: dict[str, Any] = json.loads(line)
        return message

    def kill(self) -> None:
        """End the process for good, from any thread; its pipes stay, for the thread that may be reading from them."""
        with self._lock:
            self._is_killed = True
            if self.process is not None:
                _end(self.process)

    def stop(self) -> None:
        """End the process and everything it started. Only for the thread that talks with it."""
        with self._lock:
            process, self.process = self.process, None
        if process is None:
            return
        _end(process)
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()


def _end(process: subprocess.Popen[bytes]) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _environment() -> dict[str, str]:
    """One thread a process: several Tesseracts with threads of their own are 2-6 times slower."""
    return {
        **os.environ,
        "OMP_THREAD_LIMIT": "1",
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
        "MALLOC_ARENA_MAX": "2",
    }


def _failed(document: Document, cause: type[GreffierError], reason: str) -> Outcome:
    return Outcome(document.sha256, failure=Failure(cause.code, reason, cause.way_out, cause.is_terminal))


def _how(code: int) -> str:
    if code < 0:
        try:
            return f"signal {signal.Signals(-code).name}"
        except ValueError:
            return f"signal {-code}"
    return f"code {code}"

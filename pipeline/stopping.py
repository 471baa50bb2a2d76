"""Ending a run that is asked to stop (Ctrl-C, SIGTERM, a closed terminal): what is loaded stays, the rest waits."""

from __future__ import annotations

import os
import queue
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from pipeline.exit_codes import ExitCode
from pipeline.processing import close_pools, stop_reading

INTERRUPTED = "Interrompu ; la prochaine exécution reprendra où celle-ci s'est arrêtée."
STOP_SECONDS = 60.0
"""What a run that is asked to stop may take (systemd kills after 90 s): leaving at any moment loses nothing."""

_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Stop:
    """A thread that waits to be asked; then it stops the reading, and leaves the process if the run does not end.

    The interrupt alone would wait for the batches under way, minutes where they are scans, and a library may swallow
    it.
    """

    def __init__(self) -> None:
        """Nothing is asked yet."""
        self.is_asked = False
        # May be put into from a signal handler, whatever the main thread holds just then.
        self._asked: queue.SimpleQueue[bool] = queue.SimpleQueue()
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="greffier-stop", daemon=True)
        self._thread.start()

    def end(self) -> None:
        """The run is over: nothing left to stop, and another may read."""
        self._over.set()
        self._asked.put(False)
        self._thread.join()
        close_pools()

    def on_signal(self, _signal: int, _frame: Any) -> None:
        """End the run as Ctrl-C does."""
        self._ask()
        raise KeyboardInterrupt

    @contextmanager
    def hearing_first(self) -> Iterator[None]:
        """Be told before the handlers that a library has put in the place of ours (Prefect's of SIGTERM)."""
        if threading.current_thread() is not threading.main_thread():
            yield  # only the main thread may set handlers, and ours are not in place either
            return
        theirs = {number: signal.getsignal(number) for number in _SIGNALS}
        theirs = {number: handler for number, handler in theirs.items() if handler != self.on_signal}

        def ask_and_pass_on(number: int, frame: Any) -> None:
            self._ask()
            handler = theirs[signal.Signals(number)]
            if callable(handler):
                handler(number, frame)

        for number in theirs:
            signal.signal(number, ask_and_pass_on)
        try:
            yield
        finally:
            for number, handler in theirs.items():
                signal.signal(number, handler)

    def _ask(self) -> None:
        self.is_asked = True
        self._asked.put(True)

    def _watch(self) -> None:
        if not self._asked.get():
            return
        stop_reading()
        if not self._over.wait(STOP_SECONDS):
            os.write(sys.stderr.fileno(), f"{INTERRUPTED}\n".encode())
            os._exit(ExitCode.INTERRUPTED)


@contextmanager
def orderly_stop() -> Iterator[Stop]:
    """For the time of a run, signals that ask to stop end it in order."""
    stop = Stop()
    try:
        before = {s: signal.signal(s, stop.on_signal) for s in _SIGNALS}
    except ValueError:  # not the main thread (a Prefect worker): its own process handles signals
        before = {}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        stop.end()

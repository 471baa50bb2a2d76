"""What the command line says to who started it by its exit code. Documented in docs/operator.md (a test compares)."""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """0 is success and nothing else is."""

    OK = 0
    """Everything asked for was done."""
    FAILED = 1
    """The command could not be carried out; the message says why and the way out."""
    USAGE = 2
    """The command line itself is wrong."""
    QUARANTINED = 3
    """The run went to its end; at least one file found is in quarantine."""
    BUSY = 4
    """Another run holds the warehouse; nothing was changed."""
    NOT_READY = 5
    """The machine lacks something (Tesseract, its French data, room on the disk): see `greffier doctor`."""
    DAMAGED = 6
    """An audit found originals that are missing or no longer have the bytes taken in."""
    INTERRUPTED = 130
    """Stopped from the keyboard or by a signal; the next run goes on from there."""

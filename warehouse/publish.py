"""Publication: readers get a whole, consistent copy by atomic rename, and never wait for the loader.

DuckDB lets one process write or many read a file, never both. So the loader keeps its own file; what analysts open
is a copy, put in place by one rename. Who has the old copy open keeps it until he
closes it (its blocks are freed then); who opens after the rename gets the new one.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

PREFIX = ".publication-"


@dataclass(frozen=True, slots=True)
class Publication:
    """What was published."""

    path: Path
    byte_size: int
    seconds: float
    """From the beginning of the copy to the rename; readers waited for none of it."""


def publish_copy(source: Path, published: Path) -> Publication:
    """Put a copy of a closed, checkpointed database in place of the published file.

    The copy is made beside its destination so that the rename stays within one file system, and is read-only on
    disk: nobody can open it for writing and leave a log behind that the next publication would not fit.
    """
    started = monotonic()
    published.parent.mkdir(parents=True, exist_ok=True)
    _remove_leftovers(published)
    handle, name = tempfile.mkstemp(prefix=f"{PREFIX}{published.name}-", dir=published.parent)
    os.close(handle)
    copy = Path(name)
    try:
        shutil.copyfile(source, copy)
        copy.chmod(0o444)
        _sync(copy)
        size = copy.stat().st_size
        published.with_name(published.name + ".wal").unlink(missing_ok=True)
        copy.replace(published)
        _sync(published.parent)
    finally:
        copy.unlink(missing_ok=True)
        copy.with_name(copy.name + ".wal").unlink(missing_ok=True)
    return Publication(published, size, monotonic() - started)


def _remove_leftovers(published: Path) -> None:
    """What a publication that was killed half way left behind. The loader's lock makes sure none is under way."""
    for left in published.parent.glob(f"{PREFIX}{published.name}-*"):
        left.unlink(missing_ok=True)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

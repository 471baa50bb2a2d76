"""Opening database files: the loader's own, held by one process, and the published one, read by many."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from warehouse.errors import NotAWarehouse, WarehouseBusy, WarehouseMissing, WarehouseUnwritable

if TYPE_CHECKING:
    import duckdb


class LoaderLock:
    """An advisory lock beside the loader's file.

    DuckDB's own lock is not enough: publication closes the file for the moment of the copy, and no other loader may
    slip in between. The operating system frees it when its holder dies, however it dies.
    """

    def __init__(self, database: Path) -> None:
        """Take the lock.

        Raises:
            WarehouseBusy: another process (or another loader of this one) holds it.
        """
        self.path = database.with_name(database.name + ".lock")
        self._file = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(self._file)
            raise WarehouseBusy(f"un autre chargement tient {database}") from None

    def release(self) -> None:
        """Let the next loader in."""
        if self._file >= 0:
            os.close(self._file)
            self._file = -1


def connect(path: Path, *, read_only: bool) -> duckdb.DuckDBPyConnection:
    """A connection that fetches nothing from outside.

    Raises:
        NotAWarehouse: the file is no DuckDB database.
        WarehouseMissing: it is to be read and is not there.
        WarehouseBusy: another process has it open for writing.
    """
    import duckdb

    if read_only and not path.exists():
        raise WarehouseMissing(f"{path} n'existe pas")
    settings: dict[str, str | bool | int | float | list[str]] = {
        "autoinstall_known_extensions": "false",
        "autoload_known_extensions": "false",
    }
    try:
        return duckdb.connect(str(path), read_only=read_only, config=settings)
    except duckdb.ConnectionException:  # this very process, a notebook, has it open by its own means
        return duckdb.connect(str(path), read_only=read_only)
    except duckdb.IOException as error:
        told = str(error).splitlines()[0]
        if "lock" in told.lower():
            raise WarehouseBusy(f"{path} est ouvert en écriture par un autre programme ({told})") from error
        raise NotAWarehouse(f"{path} ne s'ouvre pas comme base DuckDB ({told})") from error


@contextmanager
def transaction(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """All or nothing: committed at the end, undone if anything flies."""
    import duckdb

    connection.begin()
    done = False
    try:
        yield
        connection.commit()
        done = True
    finally:
        if not done:
            with suppress(duckdb.TransactionException):  # a failed commit has already undone it
                connection.rollback()


@contextmanager
def disk_trouble_told() -> Iterator[None]:
    """What DuckDB says when the disk would not take a write, or what found no room in memory, becomes an error of ours.

    Raises:
        WarehouseUnwritable: full disk, rights withdrawn, a disk that fails.
    """
    import duckdb

    try:
        yield
    except (duckdb.IOException, duckdb.FatalException, duckdb.OutOfMemoryException) as error:
        told = str(error).splitlines()[0]
        raise WarehouseUnwritable(f"L'entrepôt ne peut être écrit ({told}).") from error


def utc_now() -> datetime:
    """Now in UTC without zone, as the warehouse stores instants."""
    return datetime.now(UTC).replace(tzinfo=None)

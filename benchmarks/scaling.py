"""The main job on a Dask cluster of one worker, of two and so on: how much faster each makes it.

    python benchmarks/scaling.py [--documents 60] [--scanned 0.5] [--workers 1 2]

Scheduler and workers are processes of this machine, reached over TCP; more workers than cores show nothing. Each
cluster reads the same invented documents into a store of its own.
"""

from __future__ import annotations

import argparse
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

sys.path[0] = str(Path(__file__).resolve().parent.parent)

from benchmarks.bulk import run_ingest, write_corpus


@contextmanager
def cluster(workers: int, folder: Path) -> Iterator[str]:
    """A scheduler and so many workers; gives its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{probe.getsockname()[1]}"
    with (folder / "dask.log").open("wb") as log:

        def start(*arguments: str) -> subprocess.Popen[bytes]:
            command = [sys.executable, "-m", f"distributed.cli.dask_{arguments[0]}", *arguments[1:], "--no-dashboard"]
            return subprocess.Popen(command, cwd=folder, stdout=log, stderr=log, start_new_session=True)

        processes = [start("scheduler", "--host", address, "--no-show")]
        options = ("--nthreads", "1", "--no-nanny", "--name")
        processes += [start("worker", address, *options, str(n)) for n in range(workers)]
        try:
            _wait_for(address, workers)
            yield address
        finally:
            for process in processes:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()


def _wait_for(address: str, workers: int) -> None:
    from distributed import Client

    deadline = time.monotonic() + 60
    while True:
        try:
            with Client(address, timeout=5, set_as_default=False) as client:  # type: ignore[no-untyped-call]
                client.wait_for_workers(workers, timeout=60)
                return
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.5)


def main() -> None:
    """Generate, read with each cluster, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=60)
    parser.add_argument("--scanned", type=float, default=0.5, help="share of scanned documents")
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        write_corpus(folder / "inbox", options.documents, options.scanned, os.cpu_count() or 1)
        first = None
        for workers in options.workers:
            place = folder / str(workers)
            place.mkdir()
            with cluster(workers, place) as address:
                summary, cost, _ = run_ingest(folder / "inbox", place, "--dask", address)
            first = first or cost.wall
            rate = int(str(summary["pages"])) / cost.wall
            print(f"{workers} workers: {summary['new']} documents, {rate:.2f} pages/s, {first / cost.wall:.2f} times")


if __name__ == "__main__":
    main()

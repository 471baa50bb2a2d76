"""Reading on a Dask cluster: a real scheduler, real workers, TCP; a worker killed in mid-batch costs time only."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import MINUTES
from tests.flow.conftest import run_greffier

pytestmark = pytest.mark.xdist_group("dask")
pytest.importorskip("prefect_dask", reason="the dask extra is not installed")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def cluster(tmp_path) -> Iterator[tuple[str, list[subprocess.Popen]]]:
    address = f"tcp://127.0.0.1:{free_port()}"
    log = (tmp_path / "dask.log").open("wb")

    def start(*arguments: str) -> subprocess.Popen:
        return subprocess.Popen(
            [sys.executable, "-m", "distributed.cli.dask_" + arguments[0], *arguments[1:]],
            cwd=tmp_path, stdout=log, stderr=log, start_new_session=True,
        )  # fmt: skip

    scheduler = start("scheduler", "--host", address, "--no-dashboard", "--no-show")
    workers = [
        start("worker", address, "--nthreads", "1", "--no-dashboard", "--no-nanny", "--name", name)
        for name in ("a", "b")
    ]
    try:
        yield address, workers
    finally:
        for process in (*workers, scheduler):
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        log.close()


def inbox(folder: Path, number: int) -> Path:
    from reportlab.pdfgen import canvas

    (folder / "in").mkdir()
    for k in range(1, number + 1):
        pdf = canvas.Canvas(str(folder / "in" / f"{k}.pdf"), invariant=1)
        for i, line in enumerate(MINUTES):
            pdf.drawString(60, 780 - 22 * i, line.replace("14 mars", f"{k} mars"))
        pdf.save()
    return folder / "in"


def test_a_worker_killed_in_mid_batch_loses_nothing(cluster, tmp_path):
    address, workers = cluster
    inbox(tmp_path, 6)

    def kill_when_reading() -> None:
        deadline = time.monotonic() + 200
        while time.monotonic() < deadline:
            if list((tmp_path / ".greffier" / "derivatives").rglob("minutes-*")):
                os.killpg(workers[0].pid, signal.SIGKILL)
                return
            time.sleep(0.1)

    killer = threading.Thread(target=kill_when_reading, daemon=True)
    killer.start()
    said = run_greffier(
        "ingest", "in", "--dask", address, "--json", cwd=tmp_path, timeout=400,
        GREFFIER_LANGUAGE_MODEL="false", GREFFIER_BATCH_DOCUMENTS="2",
    )  # fmt: skip
    assert said.returncode == 0, said.stderr + (tmp_path / "dask.log").read_text()[-3000:]
    summary = json.loads(said.stdout)
    assert summary["new"] == 6
    assert summary["closes"]
    killer.join()
    assert workers[0].wait(timeout=10) == -signal.SIGKILL


def test_a_cluster_that_is_not_there_is_told(tmp_path):
    inbox(tmp_path, 1)
    said = run_greffier("ingest", "in", "--dask", "tcp://127.0.0.1:1", cwd=tmp_path, GREFFIER_LANGUAGE_MODEL="false")
    assert said.returncode == 1
    assert "→" in said.stderr
    assert "Traceback" not in said.stderr

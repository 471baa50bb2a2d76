"""Reading on a Dask cluster: a real scheduler, real workers, TCP; a worker killed in mid-batch costs time only."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.conftest import MINUTES
from tests.flow.conftest import run_greffier

pytest.importorskip("prefect_dask", reason="the dask extra is not installed")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@dataclass
class Site:
    """Where a scheduler and two workers run."""

    address: str
    machines: tuple[Sequence[str], ...]
    """What to put before the command of each worker."""


@contextlib.contextmanager
def one_machine() -> Iterator[Site]:
    yield Site(f"tcp://127.0.0.1:{free_port()}", ((), ()))


@contextlib.contextmanager
def three_machines() -> Iterator[Site]:
    """As near to several machines as one comes: each worker in a network of its own, joined by a bridge."""
    mark = os.getpid() % 10_000
    bridge, network = f"gf{mark}", f"10.{200 + mark % 50}.{mark // 50 % 250}"
    names = [f"gf{mark}{name}" for name in "ab"]
    if os.geteuid() != 0 or shutil.which("ip") is None:
        pytest.skip("networks of their own for the workers need root and iproute2")
    try:
        try:
            _join(bridge, network, names)
        except subprocess.CalledProcessError as error:
            pytest.skip(f"this machine makes no networks: {error.stderr.strip()}")
        yield Site(f"tcp://{network}.1:{free_port()}", tuple(("ip", "netns", "exec", name) for name in names))
    finally:
        for name in names:
            subprocess.run(["ip", "netns", "del", name], capture_output=True, check=False)
        subprocess.run(["ip", "link", "del", bridge], capture_output=True, check=False)


def _join(bridge: str, network: str, names: Sequence[str]) -> None:
    _ip("link", "add", bridge, "type", "bridge")
    _ip("addr", "add", f"{network}.1/24", "dev", bridge)
    _ip("link", "set", bridge, "up")
    for host, name in enumerate(names, start=2):
        _ip("netns", "add", name)
        _ip("link", "add", f"{name}v", "type", "veth", "peer", "name", "eth0", "netns", name)
        _ip("link", "set", f"{name}v", "master", bridge, "up")
        _ip("-n", name, "addr", "add", f"{network}.{host}/24", "dev", "eth0")
        _ip("-n", name, "link", "set", "eth0", "up")
        _ip("-n", name, "link", "set", "lo", "up")


def _ip(*arguments: str) -> None:
    subprocess.run(["ip", *arguments], check=True, capture_output=True, text=True)


@pytest.fixture(params=[one_machine, three_machines])
def cluster(request, tmp_path) -> Iterator[tuple[str, list[subprocess.Popen]]]:
    log = (tmp_path / "dask.log").open("wb")

    def start(*arguments: str, machine: Sequence[str] = ()) -> subprocess.Popen:
        return subprocess.Popen(
            [*machine, sys.executable, "-m", "distributed.cli.dask_" + arguments[0], *arguments[1:]],
            cwd=tmp_path, stdout=log, stderr=log, start_new_session=True,
        )  # fmt: skip

    with request.param() as site:
        scheduler = start("scheduler", "--host", site.address, "--no-dashboard", "--no-show")
        options = ("--nthreads", "1", "--no-dashboard", "--no-nanny", "--name")
        workers = [
            start("worker", site.address, *options, name, machine=machine)
            for name, machine in zip("ab", site.machines, strict=True)
        ]
        try:
            yield site.address, workers
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

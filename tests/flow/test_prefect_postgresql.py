"""The main job on a Prefect server of one's own, on PostgreSQL, over loopback."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.flow.conftest import run_greffier

CLUSTER = "greffiertest"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def as_postgres(*command: str) -> str:
    return subprocess.run(
        ["runuser", "-u", "postgres", "--", *command], capture_output=True, text=True, check=True, cwd="/"
    ).stdout


@pytest.fixture
def database() -> Iterator[tuple[str, int]]:
    """A cluster of PostgreSQL for this test: (address for Prefect, port)."""
    if shutil.which("pg_createcluster") is None or os.getuid() != 0:
        pytest.skip("needs Debian's postgresql and root, to make a cluster with pg_createcluster")
    version = sorted(p.name for p in Path("/usr/lib/postgresql").iterdir())[-1]
    port = free_port()
    subprocess.run(["pg_dropcluster", "--stop", version, CLUSTER], capture_output=True, check=False)
    subprocess.run(["pg_createcluster", version, CLUSTER, "--port", str(port)], capture_output=True, check=True)
    try:
        subprocess.run(["pg_ctlcluster", version, CLUSTER, "start"], capture_output=True, check=True)
        as_postgres("psql", "-p", str(port), "-c", "CREATE ROLE greffier LOGIN PASSWORD 'essai'")
        as_postgres("createdb", "-p", str(port), "-O", "greffier", "prefect")
        yield f"postgresql+asyncpg://greffier:essai@127.0.0.1:{port}/prefect", port
    finally:
        subprocess.run(["pg_dropcluster", "--stop", version, CLUSTER], capture_output=True, check=False)


@pytest.fixture
def api(database, tmp_path) -> Iterator[str]:
    address, _ = database
    port = free_port()
    env = {k: v for k, v in os.environ.items() if not k.startswith("PREFECT_")}
    with (tmp_path / "server.log").open("wb") as log:
        server = subprocess.Popen(
            [sys.executable, "-m", "prefect", "server", "start", "--host", "127.0.0.1", "--port", str(port), "--no-ui"],
            env={
                **env, "PREFECT_API_DATABASE_CONNECTION_URL": address, "PREFECT_HOME": str(tmp_path / "prefect-home"),
                "PREFECT_SERVER_ANALYTICS_ENABLED": "false", "DO_NOT_TRACK": "1",
            },
            stdout=log, stderr=log, start_new_session=True,
        )  # fmt: skip
    url = f"http://127.0.0.1:{port}/api"
    try:
        deadline = time.monotonic() + 240
        while True:
            try:
                urllib.request.urlopen(f"{url}/health", timeout=5).close()
                break
            except OSError:
                assert time.monotonic() < deadline and server.poll() is None, (tmp_path / "server.log").read_text()
                time.sleep(0.5)
        yield url
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        try:
            server.wait(timeout=20)
        except subprocess.TimeoutExpired:
            os.killpg(server.pid, signal.SIGKILL)
            server.wait()


def test_a_run_is_known_to_the_server(database, api, make_pdf, tmp_path):
    make_pdf("in/seance.pdf")
    said = run_greffier("ingest", "in", cwd=tmp_path, PREFECT_API_URL=api, GREFFIER_LANGUAGE_MODEL="false")
    assert said.returncode == 0, said.stderr
    assert "Traceback" not in said.stderr
    assert not (tmp_path / ".greffier" / "prefect").exists()
    query = "SELECT f.name, r.state_type FROM flow_run r JOIN flow f ON f.id = r.flow_id"
    rows = as_postgres("psql", "-p", str(database[1]), "-d", "prefect", "-At", "-c", query)
    assert rows.strip() == "greffier-ingest|COMPLETED"

"""The nightly flow under a Prefect server: its states, what it refuses, whom it tells."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest

from tests.flow.conftest import GREFFIER

NIGHT = """
import json, sys
from pathlib import Path
from pipeline.prefect_server import RunServer
with RunServer(Path(sys.argv[1]) / "prefect") as server:
    from pipeline.nightly import nightly
    server.wait()
    from warehouse import Warehouse
    from pipeline.settings import load_settings
    warehouse = str(Path(sys.argv[1]) / "w.duckdb")
    def night(inbox, **given):
        state = nightly([str(inbox)], warehouse, return_state=True, **given)
        return [state.type.value, state.name, state.message]
    inbox = Path(sys.argv[1]) / "in"
    said = {"first": night(inbox), "second": night(inbox)}
    with Warehouse.open(load_settings(warehouse=Path(warehouse)).loader):
        said["busy"] = night(inbox)
    said["missing"] = night(inbox / "nowhere", pause_seconds=0.1)
    (inbox / "vide.pdf").touch()
    said["failures"] = night(inbox)
print(json.dumps(said))
"""


@pytest.fixture
def told():
    """A webhook that remembers."""
    received: list[dict[str, str]] = []

    class Hook(BaseHTTPRequestHandler):
        def do_POST(self):
            received.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_):
            pass

    server = HTTPServer(("127.0.0.1", 0), Hook)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/", received
    server.shutdown()


def test_nights(tmp_path, make_pdf, told):
    address, received = told
    make_pdf("in/seance.pdf")
    env = {k: v for k, v in os.environ.items() if not k.startswith(("GREFFIER_", "PREFECT_"))}
    said = subprocess.run(
        [sys.executable, "-P", "-c", NIGHT, str(tmp_path)],
        cwd=tmp_path, capture_output=True, text=True, timeout=400, check=False,
        env={**env, "GREFFIER_LANGUAGE_MODEL": "false", "GREFFIER_FAILURE_WEBHOOK": address, "GREFFIER_JOBS": "1"},
    )  # fmt: skip
    assert said.returncode == 0, said.stderr
    nights = json.loads(said.stdout.splitlines()[-1])
    assert nights["first"][0] == "COMPLETED"
    assert nights["second"][0] == "COMPLETED"
    assert "Rien de nouveau" in nights["second"][2]
    assert nights["busy"][0] == "CANCELLED"
    assert "autre import" in nights["busy"][2]
    assert nights["missing"][0] == "FAILED"
    assert "n'existe pas" in nights["missing"][2]
    assert nights["failures"][0] == "FAILED"
    assert [r["state"] for r in received] == ["Failed", "Failed"]
    assert (Path(tmp_path) / "w.duckdb").exists()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def asked(url: str) -> list[dict[str, Any]]:
    """Runs that the server knows of."""
    request = urllib.request.Request(f"{url}/flow_runs/filter", b"{}", {"Content-Type": "application/json"})
    try:
        with urllib.request.urlopen(request, timeout=5) as answer:
            return json.load(answer)
    except OSError:
        return []


def test_a_schedule_is_served_and_its_nights_are_planned(tmp_path, make_pdf):
    """Prefect's own scheduler works with the libraries locked here, and nothing is left when it is stopped."""
    make_pdf("in/seance.pdf")
    port = free_port()
    env = {k: v for k, v in os.environ.items() if not k.startswith(("GREFFIER_", "PREFECT_"))}
    with (tmp_path / "said.txt").open("wb") as said:
        serving = subprocess.Popen(
            [*GREFFIER, "schedule", "--cron", "0 2 * * *", "--port", str(port), "in"],
            cwd=tmp_path, env=env, stdout=said, stderr=said, start_new_session=True,
        )  # fmt: skip
    try:
        deadline = time.monotonic() + 180
        while not (runs := asked(f"http://127.0.0.1:{port}/api")) and time.monotonic() < deadline:
            assert serving.poll() is None, (tmp_path / "said.txt").read_text()
            time.sleep(0.5)
        assert {run["state_type"] for run in runs} == {"SCHEDULED"}, (tmp_path / "said.txt").read_text()
        assert runs[0]["parameters"]["inbox"] == [str(tmp_path / "in")]
    finally:
        os.kill(serving.pid, signal.SIGTERM)
        serving.wait(timeout=60)
    assert "Traceback" not in (tmp_path / "said.txt").read_text()
    for _ in range(100):
        if not asked(f"http://127.0.0.1:{port}/api"):
            break
        time.sleep(0.1)
    assert asked(f"http://127.0.0.1:{port}/api") == []

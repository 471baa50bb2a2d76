"""Prefect's surroundings: its settings, and a server of our own for the time of a run.

Nothing leaves the machine, nothing is printed, nothing is left behind: telemetry is off; the home is in the store;
the server is one child process that holds its database alone and ends with us, even if we are killed. Importing
this module does not import Prefect, since its settings must be in the environment first.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType

from corpus.errors import GreffierError

STARTUP_SECONDS = 180.0
"""The first start of all makes the database; a busy machine takes its time."""

_QUIET = {
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_TELEMETRY_ENABLE_RESOURCE_METRICS": "false",
    "PREFECT_CLOUD_ENABLE_ORCHESTRATION_TELEMETRY": "false",
    "PREFECT_CLIENT_SERVER_VERSION_CHECK_ENABLED": "false",
    "PREFECT_SERVER_UI_SHOW_PROMOTIONAL_CONTENT": "false",
    "PREFECT_CLI_PROMPT": "false",
}
_FOR_ONE_RUN = {
    "PREFECT_LOGGING_LEVEL": "CRITICAL",
    "PREFECT_INTERNAL_LOGGING_LEVEL": "CRITICAL",
    "PREFECT_SERVER_LOGGING_LEVEL": "CRITICAL",
    "PREFECT_LOGGING_TO_API_ENABLED": "false",
    "PREFECT_UI_ENABLED": "false",
    "PREFECT_SERVER_REGISTER_BLOCKS_ON_START": "false",
    "PREFECT_SERVER_DATABASE_TIMEOUT": "60",
    "PREFECT_SERVER_DATABASE_CONNECTION_TIMEOUT": "60",
    # Nothing is scheduled on a server that lives for one run; its loops would only compete for its database.
    **{
        f"PREFECT_SERVER_SERVICES_{service}_ENABLED": "false"
        for service in (
            "CANCELLATION_CLEANUP",
            "DB_VACUUM",
            "EVENT_PERSISTER",
            "FOREMAN",
            "LATE_RUNS",
            "PAUSE_EXPIRATIONS",
            "REPOSSESSOR",
            "SCHEDULER",
            "TRIGGERS",
        )
    },
}


class PrefectUnavailable(GreffierError):
    """The server does not start."""

    code = "prefect-unavailable"
    way_out = "Relancer avec GREFFIER_ORCHESTRATOR=none (mêmes étapes, sans Prefect), et lire le journal nommé."
    is_terminal = False


def be_quiet(environment: dict[str, str] | None = None) -> None:
    """Turn telemetry off for this process and its children."""
    os.environ.update(_QUIET)
    os.environ.update(environment or {})


class RunServer:
    """A Prefect server for the time of one run, started at once and waited for only when needed.

    Where PREFECT_API_URL names a server, that one is used and none is started.
    """

    _surroundings: Mapping[str, str] = _FOR_ONE_RUN

    def __init__(self, home: Path, port: int | None = None) -> None:
        """Start it, on a free port unless one is given."""
        self._home = home
        self._log = home / "server.log"
        self._process: subprocess.Popen[bytes] | None = None
        self._url = os.environ.get("PREFECT_API_URL")
        be_quiet()
        if self._url:
            return
        home.mkdir(parents=True, exist_ok=True)
        port = port or _free_port()
        self._url = f"http://127.0.0.1:{port}/api"
        self._environment = {
            **self._surroundings,
            "PREFECT_HOME": str(home),
            "PREFECT_PROFILES_PATH": str(home / "profiles.toml"),
            "PREFECT_API_URL": self._url,
        }
        self._before = {name: os.environ.get(name) for name in self._environment}
        os.environ.update(self._environment)
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-m", "pipeline.prefect_server", str(port)],
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def wait(self) -> str:
        """The address of its API, once it answers.

        Raises:
            PrefectUnavailable: it does not.
        """
        assert self._url is not None
        if self._process is None:
            return self._url
        deadline = time.monotonic() + STARTUP_SECONDS
        while time.monotonic() < deadline:
            if self._process.poll() is not None:
                raise PrefectUnavailable(f"Le serveur Prefect s'est arrêté ; voir {self._log}.")
            if _answers(f"{self._url}/health"):
                return self._url
            time.sleep(0.1)
        raise PrefectUnavailable(f"Le serveur Prefect ne répond pas après {STARTUP_SECONDS:.0f} s ; voir {self._log}.")

    def close(self) -> None:
        """Stop it and wait until it is gone, so that nobody else holds its database."""
        if self._process is None:
            return
        assert self._process.stdin is not None
        self._process.terminate()
        try:
            self._process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process.stdin.close()
        self._process = None
        for name, value in self._before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value

    def __enter__(self) -> RunServer:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


class LongServer(RunServer):
    """A Prefect server that schedules: all its services run, and its pages can be looked at."""

    _surroundings = {
        "PREFECT_SERVER_DATABASE_TIMEOUT": "60",
        "PREFECT_SERVER_DATABASE_CONNECTION_TIMEOUT": "60",
        "PREFECT_LOGGING_SERVER_LEVEL": "WARNING",
    }


def _free_port() -> int:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=5) as response:
            return bool(response.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def _serve(port: int) -> None:
    """Serve until terminated, or until whoever started us is gone (our standard input ends)."""

    def leave_with_parent() -> None:
        sys.stdin.buffer.read()
        os._exit(0)

    threading.Thread(target=leave_with_parent, daemon=True).start()
    import uvicorn

    uvicorn.run(
        "prefect.server.api.server:create_app",
        factory=True,
        host="127.0.0.1",
        port=port,
        log_level="error",
        lifespan="on",
        timeout_graceful_shutdown=5,
    )


if __name__ == "__main__":
    _serve(int(sys.argv[1]))

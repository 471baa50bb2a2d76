"""Ways of running the whole job: in this process without Prefect, or as the command line does."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from pipeline.inbox import Request
from pipeline.run import ingest
from pipeline.settings import Settings
from pipeline.summary import Summary

GREFFIER = [sys.executable, "-P", "-m", "pipeline.cli"]


def run_greffier(
    *arguments: object, cwd: Path, timeout: float = 300, **environment: str
) -> subprocess.CompletedProcess:
    """The command line, in a process of its own."""
    env = {k: v for k, v in os.environ.items() if not k.startswith(("GREFFIER_", "PREFECT_"))}
    return subprocess.run(
        [*GREFFIER, *map(str, arguments)],
        cwd=cwd,
        env={**env, **environment},
        capture_output=True,
        text=True,
        timeout=timeout,
        check=False,
    )


def settings_in(folder: Path, **given: Any) -> Settings:
    """Settings for a warehouse in ``folder``: rules only, since the language model takes seconds to load."""
    return Settings(
        **{"warehouse": folder / "w.duckdb", "orchestrator": "none", "language_model": False, "jobs": 1, **given}
    )


@pytest.fixture
def ingest_into(tmp_path):
    """Ingests paths into a warehouse of this test, in this process."""

    def run(*paths: Path, settings: Settings | None = None, **request: Any) -> Summary:
        return ingest(settings or settings_in(tmp_path), Request(list(paths), **request))

    return run


def rows(settings: Settings, query: str) -> list[tuple[Any, ...]]:
    from warehouse.query import run_sql

    return run_sql(settings.published, query).rows

"""The command line before any work: quick, its help complete, its wrong uses told."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest

from pipeline.exit_codes import ExitCode

GREFFIER = [sys.executable, "-P", "-m", "pipeline.cli"]


def greffier(*arguments, cwd=None):
    return subprocess.run([*GREFFIER, *arguments], capture_output=True, text=True, cwd=cwd, check=False)


def test_help_is_quick():
    """Under half a second of work; the machine's other load is not ours, so processor time is what counts."""
    import resource

    best = 10.0
    for _ in range(3):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        begun = time.monotonic()
        assert greffier("--help").returncode == 0
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        best = min(best, spent, time.monotonic() - begun)
    assert best < 0.5


@pytest.mark.parametrize(
    "command",
    [
        "ingest",
        "status",
        "report",
        "doctor",
        "quarantine",
        "sql",
        "search",
        "explain",
        "people",
        "export",
        "schedule",
        "audit",
    ],
)
def test_every_command_of_the_contract_has_help(command):
    said = greffier(command, "--help")
    assert said.returncode == 0
    assert command in said.stdout


@pytest.mark.parametrize(
    "arguments", [("--bogus",), ("ingest",), ("nosuch",), ("export", "nosuch", "x"), ("quarantine",)]
)
def test_wrong_use(arguments, tmp_path):
    said = greffier(*arguments, cwd=tmp_path)
    assert said.returncode == ExitCode.USAGE
    assert "Traceback" not in said.stderr


def test_reading_commands_without_a_warehouse_say_what_to_do(tmp_path):
    for arguments in (("sql", "SELECT 1"), ("search", "x"), ("report",), ("audit",)):
        said = greffier(*arguments, cwd=tmp_path)
        assert said.returncode == ExitCode.FAILED, arguments
        assert "greffier ingest" in said.stderr
    assert greffier("status", cwd=tmp_path).returncode == 0
    assert list(tmp_path.iterdir()) == []


def test_wrong_settings_are_told(tmp_path):
    (tmp_path / "greffier.toml").write_text("pages_max = 3\n")
    said = greffier("status", cwd=tmp_path)
    assert said.returncode == ExitCode.FAILED
    assert "pages_max" in said.stderr
    assert "→" in said.stderr

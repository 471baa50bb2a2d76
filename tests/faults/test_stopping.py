"""A run asked to stop ends at once, whatever is being read and whatever a library makes of the signal."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from pipeline.exit_codes import ExitCode
from pipeline.stopping import orderly_stop

READER_THAT_HANGS = """
import sys, time
print('{"ready": 1}', flush=True)
sys.stdin.readline()
open("reading", "w")
time.sleep(600)
"""
INGEST = "from pipeline.cli import main; sys.argv = ['greffier', 'ingest', 'in']; main()"
WITH_A_READER_THAT_HANGS = f"""
import functools, sys
import pipeline.processing
from pipeline.workers import Workers
pipeline.processing.Workers = functools.partial(Workers, command=("-c", {READER_THAT_HANGS!r}))
{INGEST}
"""
WITH_AN_INTERRUPT_THAT_IS_LOST = f"""
import sys, time
import pipeline.run, pipeline.stopping
pipeline.stopping.STOP_SECONDS = 1.0

def swallow(*_):
    print("begun", flush=True)
    while True:
        try:
            time.sleep(60)
        except KeyboardInterrupt:
            pass

pipeline.run._ingest = swallow
{INGEST}
"""


def start(script: str, place: Path, **environment: str) -> subprocess.Popen[str]:
    env = {k: v for k, v in os.environ.items() if not k.startswith(("GREFFIER_", "PREFECT_"))}
    return subprocess.Popen(
        [sys.executable, "-c", script],
        cwd=place,
        env={**env, "PYTHONPATH": str(Path(__file__).parents[2]), "GREFFIER_BATCH_DOCUMENTS": "1", **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def said_at_the_end(process: subprocess.Popen[str], seconds: float) -> str:
    begun = time.monotonic()
    _, said = process.communicate(timeout=120)
    assert process.returncode == ExitCode.INTERRUPTED, said
    assert time.monotonic() - begun < seconds
    return said


@pytest.mark.parametrize("orchestrator", ["none", "prefect"])
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT], ids=["term", "int"])
def test_batches_under_way_are_not_waited_for(orchestrator, number, make_pdf, tmp_path):
    for name in "abcd":
        make_pdf(f"in/{name}.pdf", lines=[name])
    process = start(WITH_A_READER_THAT_HANGS, tmp_path, GREFFIER_ORCHESTRATOR=orchestrator)
    while not (tmp_path / "reading").exists():
        assert process.poll() is None
        time.sleep(0.05)
    time.sleep(3 if orchestrator == "prefect" else 0.2)  # let its flow begin: that has handlers of its own
    process.send_signal(number)
    said = said_at_the_end(process, seconds=40)
    assert "Interrompu" in said
    assert "Traceback" not in said


def test_an_interrupt_that_a_library_swallows_ends_the_run_all_the_same(tmp_path):
    process = start(WITH_AN_INTERRUPT_THAT_IS_LOST, tmp_path)
    assert process.stdout is not None
    assert process.stdout.readline() == "begun\n"
    process.terminate()
    assert "Interrompu" in said_at_the_end(process, seconds=40)


def test_a_run_in_another_thread_sets_no_handlers():
    """As in a notebook or a server: only the main thread may."""
    before = [signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)]
    told: list[str] = []

    def run() -> None:
        with orderly_stop() as stop, stop.hearing_first():
            told.append("run")

    thread = threading.Thread(target=run)
    thread.start()
    thread.join(30)
    assert told == ["run"]
    assert [signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)] == before

"""What a document does to its reader stays with that document: it is stopped, blamed, and the others go on."""

from __future__ import annotations

import hashlib
import os
import signal
import threading
import time
from concurrent.futures import CancelledError
from pathlib import Path

import pytest

from pipeline.work import Document, Recipe
from pipeline.workers import ATTEMPTS, Allowance, Workers

pytestmark = pytest.mark.alone
FAKE = (str(Path(__file__).parent.parent / "fakes" / "worker.py"),)


@pytest.fixture
def run(tmp_path):
    def run(*names, seconds=1.0, page_seconds=0.0, count=2):
        documents = []
        for name in names:
            path = tmp_path / f"{name}.pdf"
            path.touch()
            documents.append(Document(hashlib.sha256(name.encode()).hexdigest(), str(path), str(path), 0))
        with Workers(count, Allowance(seconds, page_seconds, 2048), tmp_path / "log", FAKE) as workers:
            futures = [workers.submit(d, Recipe(str(tmp_path), 1, 1)) for d in documents]
            return dict(zip(names, [f.result(timeout=60) for f in futures], strict=True))

    return run


def tries(tmp_path, name):
    return (tmp_path / f"{name}.attempts").stat().st_size


def alive(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return Path(f"/proc/{pid}/stat").read_text().split(")")[1].split()[0] != "Z"


def test_a_crash_is_blamed_on_the_document_after_several_tries_and_the_others_go_on(run, tmp_path):
    outcomes = run("a", "crashes", "b", "c")
    assert [n for n, o in outcomes.items() if o.failure is None] == ["a", "b", "c"]
    failure = outcomes["crashes"].failure
    assert failure.code == "worker-crashed"
    assert failure.is_terminal
    assert "SIGSEGV" in failure.reason
    assert tries(tmp_path, "crashes") == ATTEMPTS


def test_an_exit_is_a_crash_too(run):
    assert "code 7" in run("exits")["exits"].failure.reason


@pytest.mark.parametrize("name", ["crashes-once", "unexpected-once"])
def test_a_chance_death_is_not_the_documents_fault(run, tmp_path, name):
    assert run(name)[name].failure is None
    assert tries(tmp_path, name) == 2


def test_a_document_that_hangs_is_stopped_in_time_with_all_it_started(run, tmp_path):
    begun = time.monotonic()
    outcomes = run("hangs", "a", "b", count=1)
    assert time.monotonic() - begun < 20
    assert outcomes["hangs"].failure.code == "time-out"
    assert tries(tmp_path, "hangs") == 1
    assert outcomes["a"].failure is None
    assert outcomes["b"].failure is None
    child = int((tmp_path / "hangs.child").read_text())
    for _ in range(50):
        if not alive(child):
            break
        time.sleep(0.1)
    assert not alive(child)


def test_a_long_document_gets_time_by_its_pages(run):
    assert run("long", seconds=0.5, page_seconds=0.1)["long"].failure is None
    assert run("long", seconds=0.5, page_seconds=0.001)["long"].failure.code == "time-out"


def test_memory_is_not_tried_again_and_spoils_the_process(run, tmp_path):
    outcomes = run("memory", "a", count=1)
    assert outcomes["memory"].failure.code == "memory-limit"
    assert tries(tmp_path, "memory") == 1
    assert outcomes["a"].failure is None


def test_a_worker_killed_from_outside_costs_nothing(tmp_path):
    path = tmp_path / "long.pdf"
    path.touch()
    with Workers(1, Allowance(10.0, 0.1, 2048), tmp_path / "log", FAKE) as workers:
        future = workers.submit(Document("ab" * 32, str(path), str(path), 0), Recipe(str(tmp_path), 1, 1))
        while not path.with_suffix(".attempts").exists():
            time.sleep(0.05)
        os.kill(workers.pids[0], signal.SIGKILL)
        assert future.result(timeout=30).failure is None


def test_closing_leaves_no_process(tmp_path):
    path = tmp_path / "hangs.pdf"
    path.touch()
    workers = Workers(1, Allowance(60.0, 0.0, 2048), tmp_path / "log", FAKE)
    workers.submit(Document("ab" * 32, str(path), str(path), 0), Recipe(str(tmp_path), 1, 1))
    while not path.with_suffix(".child").exists():
        time.sleep(0.05)
    pids = [*workers.pids, int(path.with_suffix(".child").read_text())]
    workers.close()
    time.sleep(0.2)
    assert [pid for pid in pids if alive(pid)] == []


def test_who_waits_is_told_that_the_pool_closed_while_its_thread_was_telling_of_a_page(tmp_path):
    """The pipe may be gone when the thread comes back to it."""
    path = tmp_path / "tells.pdf"
    path.touch()
    is_telling, is_closed = threading.Event(), threading.Event()

    def page_read(*_: object) -> None:
        is_telling.set()
        is_closed.wait(30)

    workers = Workers(1, Allowance(60.0, 0.0, 2048), tmp_path / "log", FAKE)
    future = workers.submit(Document("ab" * 32, str(path), str(path), 0), Recipe(str(tmp_path), 1, 1), page_read)
    assert is_telling.wait(30)
    closing = threading.Thread(target=workers.close)
    closing.start()
    time.sleep(1)  # more than it takes to kill a process
    is_closed.set()
    with pytest.raises(CancelledError):
        future.result(timeout=30)
    closing.join()


def test_what_comes_after_closing_is_cancelled(tmp_path):
    workers = Workers(1, Allowance(60.0, 0.0, 2048), tmp_path / "log", FAKE)
    workers.close()
    future = workers.submit(Document("ab" * 32, "x", "x", 0), Recipe(str(tmp_path), 1, 1))
    with pytest.raises(CancelledError):
        future.result(timeout=30)


def test_who_waits_is_told_of_each_page(make_pdf, tmp_path):
    path = make_pdf(pages=3)
    document = Document("ab" * 32, str(path), str(path), path.stat().st_size)
    told = []
    with Workers(1, Allowance(60, 10, 4096), tmp_path / "log") as workers:
        recipe = Recipe(str(tmp_path / "store"), 1 << 20, 50, language_model=False)
        future = workers.submit(document, recipe, lambda *said: told.append(said))
        assert future.result(timeout=60).failure is None
    assert told == [(document, 1, 3), (document, 2, 3), (document, 3, 3)]

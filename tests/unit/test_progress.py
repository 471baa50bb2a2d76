"""How far a run is: what is promised, and what others are told."""

from __future__ import annotations

import os

import pytest

from pipeline.progress import Pace, duration
from pipeline.running import RunningFile
from pipeline.settings import Settings
from pipeline.state import print_state, state_of


def test_files_that_need_no_work_promise_nothing():
    pace = Pace(total=20, began=0.0)
    for _ in range(10):
        pace.skip(failed=False)
    assert pace.seconds_left(5.0) is None
    pace.advance(1, 4)
    assert pace.seconds_left(10.0) == 90.0
    assert pace.rate(10.0) == "24 pages/min"
    assert pace.rate(2.0) == "2.0 pages/s"


@pytest.mark.parametrize(("seconds", "said"), [(0.4, "0 s"), (75, "1 min 15 s"), (7260, "2 h 01")])
def test_durations_are_read_as_on_a_clock(seconds, said):
    assert duration(seconds) == said


def test_status_tells_of_a_run_under_way_before_anything_is_published(tmp_path, capsys):
    settings = Settings(warehouse=tmp_path / "w.duckdb")
    running = RunningFile(settings)
    running.found(19)
    running.begin("run-1")
    running.advance(2, 12, failed=1)
    running.stage("publication")
    print_state(state_of(settings))
    said = capsys.readouterr().out
    assert f"Import en cours (processus {os.getpid()}), publication : 2/19 fichiers, 12 pages, 1 en échec" in said
    assert "Aucun entrepôt" in said
    running.remove()
    running.stage("publication")
    assert state_of(settings).running is None


def test_a_document_under_way_counts_by_its_pages():
    pace = Pace(total=2, began=0.0)
    pace.under_way("long", 75, 300)
    assert pace.seconds_left(10.0) == 70.0
    assert pace.rate(10.0) == "7.5 pages/s"
    pace.under_way("long", 0, 0)
    pace.advance(1, 300)
    assert pace.seconds_left(40.0) == 40.0


def test_status_tells_how_far_a_long_document_is(tmp_path):
    settings = Settings(warehouse=tmp_path / "w.duckdb")
    running = RunningFile(settings)
    running.found(1)
    running.begin("run-1")
    running.under_way("long", 75, 300)
    running.stage("lecture")
    said = RunningFile(settings).read()
    assert said is not None
    assert (said["pages"], said["found"]) == (75, 0)
    assert said["seconds_left"] is not None
    running.remove()


def test_what_is_left_goes_by_the_rate_of_late():
    pace = Pace(total=200, began=0.0)
    for second in range(1, 101):
        pace.advance(1, 3)
        pace.seconds_left(float(second))
    for number in range(1, 61):
        pace.advance(1, 3)
        left = pace.seconds_left(100.0 + 10 * number)
    assert left == pytest.approx(400.0, rel=0.1)

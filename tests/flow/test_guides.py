"""The archivist's guide and the operator's commands, followed step by step as a new user would."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.flow.conftest import run_greffier
from tests.unit.test_people_commands import COMMUNITY, MUNICIPAL

REGISTER = ("elus-conseillers-municipaux-cm.csv", "elus-conseillers-communautaires-epci.csv")
"""What the guide has downloaded before it imports the register of elected officials."""


def commands_of(guide: str) -> list[list[str]]:
    text = (ROOT / "docs" / guide).read_text(encoding="utf-8")
    blocks = re.findall(r"^```sh\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    lines = [line for block in blocks for line in block.splitlines()]
    return [shlex.split(line)[1:] for line in lines if line.startswith("greffier ")]


@pytest.fixture(scope="module")
def place(tmp_path_factory) -> Path:
    """Where a new user stands: a folder with a few files to take in, one of them broken."""
    folder = tmp_path_factory.mktemp("archive")
    (folder / "depot" / "2023").mkdir(parents=True)
    samples = sorted((ROOT / "corpus" / "samples").glob("*.pdf"), key=lambda p: (p.stat().st_size, p.name))
    shutil.copy(samples[0], folder / "depot" / "2023" / "seance.pdf")
    shutil.copy(samples[1], folder / "depot")
    (folder / "depot" / "vide.pdf").touch()
    for name, extract in zip(REGISTER, (MUNICIPAL, COMMUNITY), strict=True):
        (folder / name).write_text(extract, encoding="utf-8")
    (folder / "depot" / "greffier.csv").write_text("path;body;date;reference\n2023/seance.pdf;;;1 W 12\n")
    return folder


def test_the_archivists_guide_works_as_written(place):
    steps = commands_of("archivist.md")
    assert len(steps) >= 10
    for step in steps:
        said = run_greffier(*step, cwd=place, GREFFIER_LANGUAGE_MODEL="false", GREFFIER_ORCHESTRATOR="none")
        expected = 3 if step[0] == "ingest" else 0
        assert said.returncode == expected, f"greffier {shlex.join(step)}\n{said.stderr}"
        assert "Traceback" not in said.stderr
    assert (place / "rapport.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert (place / "quarantaine.csv").exists()
    assert (place / "sac" / "bagit.txt").exists()
    after = run_greffier("ingest", "depot", cwd=place, GREFFIER_ORCHESTRATOR="none")
    assert after.returncode == 0, "rejected files cause no alarm"


def test_systemd_units_say_what_the_schedule_says(place):
    said = run_greffier("schedule", "--cron", "30 2 * * 1-5", "--systemd", "depot", cwd=place)
    assert said.returncode == 0, said.stderr
    assert "OnCalendar=Mon..Fri *-*-* 2:30:00" in said.stdout
    assert f'"{place / "depot"}"' in said.stdout
    wrong = run_greffier("schedule", "--cron", "every night", "depot", cwd=place)
    assert wrong.returncode == 1
    assert "→" in wrong.stderr


@pytest.mark.parametrize(
    ("cron", "calendar"),
    [
        ("0 2 * * *", "*-*-* 2:0:00"),
        ("*/15 * * * *", "*-*-* *:0/15:00"),
        ("0 6 1 */3 *", "*-1/3-1 6:0:00"),
        ("0 0 * * 0", "Sun *-*-* 0:0:00"),
        ("5,35 8-18 * * 1,3", "Mon,Wed *-*-* 8..18:5,35:00"),
    ],
)
def test_cron_as_a_systemd_calendar(cron, calendar):
    from pipeline import schedule

    assert schedule.calendar(cron) == calendar


def test_a_calendar_cannot_say_either_day():
    from pipeline import schedule

    with pytest.raises(schedule.WrongSchedule):
        schedule.calendar("0 2 1 * 1")

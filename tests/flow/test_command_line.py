"""The command line as a person meets it, under Prefect: quiet, quick where nothing is new, nothing left behind."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import time
from pathlib import Path

import pytest

from pipeline.exit_codes import ExitCode
from tests.conftest import MINUTES
from tests.flow.conftest import GREFFIER, run_greffier


@pytest.fixture(scope="module")
def place(tmp_path_factory) -> Path:
    """A folder in which one ingestion under Prefect was done from nothing."""
    from reportlab.pdfgen import canvas

    folder = tmp_path_factory.mktemp("place")
    (folder / "in").mkdir()
    for number in (1, 2, 3):
        pdf = canvas.Canvas(str(folder / "in" / f"seance-{number}.pdf"), invariant=1)
        for i, line in enumerate(MINUTES):
            pdf.drawString(60, 780 - 22 * i, line.replace("14 mars", f"{number} mars"))
        pdf.save()
    shutil.copy(folder / "in" / "seance-1.pdf", folder / "in" / "copie.pdf")
    (folder / "in" / "vide.pdf").touch()
    for path in (folder / "in").iterdir():
        os.utime(path, (1_600_000_000, 1_600_000_000))
    (folder / "greffier.toml").write_text("jobs = 1\nbatch_documents = 2\n")
    return folder


@pytest.fixture(scope="module")
def first(place):
    return run_greffier("ingest", "in", "--json", cwd=place, GREFFIER_LANGUAGE_MODEL="false")


def prefect_or_workers_in(place: Path) -> list[str]:
    """Processes of greffier's that work in a folder."""
    found = []
    for entry in Path("/proc").iterdir():
        try:
            command = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode()
            if "pipeline." in command and (entry / "cwd").resolve() == place:
                found.append(command)
        except OSError:
            continue
    return found


def test_the_first_run_takes_everything_in(first):
    assert first.returncode == ExitCode.QUARANTINED, first.stderr
    summary = json.loads(first.stdout)
    assert summary["closes"]
    assert {k: summary[k] for k in ("found", "new", "unchanged", "duplicate", "quarantined")} == {
        "found": 5, "new": 3, "unchanged": 0, "duplicate": 1, "quarantined": 1,
    }  # fmt: skip
    assert [f["code"] for f in summary["failures"]] == ["empty-file"]


def test_it_is_quiet(first, place):
    for word in ("Traceback", "Error", "prefect", "Prefect", "flush", "locked", "Warning", "telemetry"):
        assert word not in first.stderr
    assert "5 fichiers trouvés = 3 nouveaux + 0 inchangés + 1 doublons + 1 en quarantaine" in first.stderr
    log = (place / ".greffier" / "prefect" / "server.log").read_text()
    assert log == ""


def test_nothing_is_left_behind(first, place):
    assert prefect_or_workers_in(place) == []
    assert not list((place / ".greffier" / "running").glob("*"))
    assert not (Path.home() / ".prefect").exists() or not any((Path.home() / ".prefect").glob("greffier*"))


def test_the_second_run_does_nothing_says_so_and_is_quick(first, place):
    begun = time.monotonic()
    second = run_greffier("ingest", "in", cwd=place, GREFFIER_LANGUAGE_MODEL="false")
    assert time.monotonic() - begun < 15
    assert second.returncode == ExitCode.QUARANTINED
    assert "Rien de nouveau" in second.stderr
    assert "5 fichiers trouvés = 0 nouveaux + 3 inchangés + 1 doublons + 1 en quarantaine" in second.stderr
    assert second.stdout == ""


def test_status_report_doctor_and_sql_answer(first, place):
    status = json.loads(run_greffier("status", "--json", cwd=place).stdout)
    assert status["counts"]["documents"] == 3
    assert status["running"] is None
    assert status["runs"][-1]["status"] == "completed with failures"
    assert (
        "Rien à signaler" in run_greffier("status", cwd=place).stdout
        or "documents" in run_greffier("status", cwd=place).stdout
    )
    assert "en quarantaine" in run_greffier("report", cwd=place).stdout
    doctor = run_greffier("doctor", cwd=place)
    assert doctor.returncode == 0, doctor.stdout
    answer = run_greffier("sql", "SELECT count(*) AS n FROM documents", "--json", cwd=place)
    assert json.loads(answer.stdout) == [{"n": 3}]
    table = run_greffier("sql", "SELECT file_name FROM documents ORDER BY 1", "--csv", cwd=place)
    assert table.stdout == "file_name\ncopie.pdf\nseance-2.pdf\nseance-3.pdf\n"


def test_sql_cannot_write_and_says_what_is_wrong(first, place):
    for query in ("DELETE FROM documents", "SELEC 1", "SELECT * FROM nowhere"):
        answer = run_greffier("sql", query, cwd=place)
        assert answer.returncode == ExitCode.FAILED
        assert "→" in answer.stderr
        assert "Traceback" not in answer.stderr


def test_search_and_explain(first, place):
    hits = json.loads(run_greffier("search", "location", "salle", "--json", cwd=place).stdout)
    assert hits
    row_id = json.loads(run_greffier("sql", "SELECT row_id FROM tariffs LIMIT 1", "--json", cwd=place).stdout)[0][
        "row_id"
    ]
    fact = json.loads(run_greffier("explain", row_id, "--json", cwd=place).stdout)
    assert fact["page"] == 1
    assert (place / fact["picture"]).read_bytes().startswith(b"\x89PNG")


def test_what_was_read_goes_out_beside_the_originals(first, place):
    for form, suffix in (("alto", ".xml"), ("searchable-pdf", ".pdf")):
        said = run_greffier("export", form, f"out/{form}", cwd=place)
        assert said.returncode == 0, said.stderr
        written = sorted((place / "out" / form).iterdir())
        assert len(written) == 3
        assert {path.suffix for path in written} == {suffix}


def test_quarantine_by_command(first, place):
    held = json.loads(run_greffier("quarantine", "list", "--json", cwd=place).stdout)
    assert [f["code"] for f in held] == ["empty-file"]
    released = run_greffier("quarantine", "release", held[0]["sha256"][:8], cwd=place)
    assert released.returncode == 0, released.stderr
    nothing = run_greffier("quarantine", "reject", "zzzz", cwd=place)
    assert nothing.returncode == ExitCode.FAILED
    assert "→" in nothing.stderr


def test_two_loads_at_once_are_refused_politely(first, place):
    from warehouse import Warehouse

    with Warehouse.open(place / ".greffier" / "loaders" / "warehouse.duckdb"):
        refused = run_greffier("ingest", "in", cwd=place)
    assert refused.returncode == ExitCode.BUSY
    assert "→" in refused.stderr


def test_a_polite_kill_ends_the_run_quietly_and_the_next_goes_on(make_pdf, tmp_path):
    for number in range(3):
        make_pdf(f"in/{number}.pdf", pages=20 + number)
    env = {k: v for k, v in os.environ.items() if not k.startswith(("GREFFIER_", "PREFECT_"))}
    process = subprocess.Popen(
        [*GREFFIER, "ingest", "in"], cwd=tmp_path, stderr=subprocess.PIPE, text=True,
        env={**env, "GREFFIER_LANGUAGE_MODEL": "false", "GREFFIER_BATCH_DOCUMENTS": "1"},
    )  # fmt: skip
    deadline = time.monotonic() + 120
    while not list((tmp_path / ".greffier" / "derivatives").rglob("*.gz")) and time.monotonic() < deadline:
        time.sleep(0.05)
    process.terminate()
    _, said = process.communicate(timeout=120)
    assert process.returncode == ExitCode.INTERRUPTED, said
    assert "Interrompu" in said
    assert "Traceback" not in said
    assert "ERROR" not in said
    assert prefect_or_workers_in(tmp_path) == []
    again = run_greffier("ingest", "in", cwd=tmp_path, GREFFIER_LANGUAGE_MODEL="false", GREFFIER_ORCHESTRATOR="none")
    assert again.returncode == 0, again.stderr
    assert "3 fichiers trouvés" in again.stderr


def test_a_folder_that_is_not_there(tmp_path):
    answer = run_greffier("ingest", "nowhere", cwd=tmp_path)
    assert answer.returncode == ExitCode.FAILED
    assert "n'existe pas" in answer.stderr
    assert list(tmp_path.iterdir()) == []

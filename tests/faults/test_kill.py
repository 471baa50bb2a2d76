"""kill -9 at any moment, of the parent, of a worker, of Tesseract; disk full; store read-only: start again, and the
warehouse is that of an undisturbed run, row by row.

GREFFIER_FAULT_MOMENTS sets how many moments (few in CI, 100 for the record).
"""

from __future__ import annotations

import contextlib
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.conftest import MINUTES

MOMENTS = int(os.environ.get("GREFFIER_FAULT_MOMENTS", "9"))
GREFFIER = [sys.executable, "-P", "-m", "pipeline.cli"]
ENVIRONMENT = {
    "GREFFIER_ORCHESTRATOR": "none", "GREFFIER_LANGUAGE_MODEL": "false", "GREFFIER_JOBS": "2",
    "GREFFIER_BATCH_DOCUMENTS": "2", "OMP_THREAD_LIMIT": "1",
}  # fmt: skip
OF_THE_RUN = {
    "run_id", "first_run_id", "ingested_at", "loaded_at", "reading_seconds", "extraction_seconds", "created_at",
    "first_seen", "last_seen", "at", "applied_at", "attempts", "modified_ns",
}  # fmt: skip
"""Columns that say when and by which run, not what the documents say."""
ABOUT_RUNS = {"runs", "run_stages", "events", "changes", "schema_version"}


@pytest.fixture(scope="module")
def inbox(tmp_path_factory) -> Path:
    """Digital and scanned minutes, a duplicate and two failures."""
    from PIL import Image, ImageDraw, ImageFont
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen import canvas

    folder = tmp_path_factory.mktemp("inbox")
    for number in range(1, 4):
        pdf = canvas.Canvas(str(folder / f"numerique-{number}.pdf"), invariant=1)
        for i, line in enumerate(MINUTES):
            pdf.drawString(60, 780 - 22 * i, line.replace("14 mars", f"{number} mars"))
        pdf.save()
    font = ImageFont.load_default(size=34)
    for number in range(1, 3):
        picture = Image.new("L", (1240, 1754), 255)
        draw = ImageDraw.Draw(picture)
        for i, line in enumerate(MINUTES):
            draw.text((90, 120 + 60 * i), line.replace("14 mars", f"{number} avril")[:70], fill=0, font=font)
        pdf = canvas.Canvas(str(folder / f"scan-{number}.pdf"), invariant=1, pagesize=(595, 842))
        pdf.drawImage(ImageReader(picture), 0, 0, 595, 842)
        pdf.save()
    (folder / "copie.pdf").write_bytes((folder / "numerique-1.pdf").read_bytes())
    (folder / "vide.pdf").touch()
    (folder / "coupe.pdf").write_bytes((folder / "numerique-2.pdf").read_bytes()[:700])
    for path in folder.iterdir():
        os.utime(path, (1_600_000_000, 1_600_000_000))
    return folder


def start(inbox: Path, place: Path, before: tuple[str, ...] = (), **more: Any) -> subprocess.Popen[bytes]:
    env = {k: v for k, v in os.environ.items() if not k.startswith(("GREFFIER_", "PREFECT_"))}
    with (place / "said.txt").open("ab") as said:
        return subprocess.Popen(
            [*before, *GREFFIER, "ingest", str(inbox)], cwd=place, env={**env, **ENVIRONMENT}, stdout=said, stderr=said,
            start_new_session=True, **more,
        )  # fmt: skip


def finish(inbox: Path, place: Path) -> None:
    code = start(inbox, place).wait(timeout=300)
    assert code == 3, (place / "said.txt").read_text()


def content(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table, without what differs between two runs by nature."""
    with duckdb.connect(str(path), read_only=True) as connection:
        tables = connection.execute(
            "SELECT table_name FROM information_schema.tables WHERE table_type = 'BASE TABLE' AND table_schema = 'main'"
        ).fetchall()
        found = {}
        for (table,) in sorted(tables):
            if table in ABOUT_RUNS:
                continue
            columns = [c for (c, *_) in connection.execute(f"DESCRIBE {table}").fetchall() if c not in OF_THE_RUN]
            if columns:
                chosen = ", ".join(f'"{c}"' for c in columns)
                found[table] = connection.execute(f"SELECT {chosen} FROM {table} ORDER BY ALL").fetchall()
        return found


@pytest.fixture(scope="module")
def undisturbed(inbox, tmp_path_factory) -> tuple[dict[str, list[tuple[Any, ...]]], float]:
    place = tmp_path_factory.mktemp("undisturbed")
    begun = time.monotonic()
    finish(inbox, place)
    took = time.monotonic() - begun
    reference = content(place / "warehouse.duckdb")
    assert len(reference["documents"]) == 5
    assert len(reference["quarantine"]) == 2
    return reference, took


def descendants(pid: int) -> Iterator[tuple[int, str]]:
    """(pid, command) of a process's children, and theirs."""
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        with contextlib.suppress(OSError, IndexError):
            fields = (entry / "stat").read_text().rsplit(")", 1)[1].split()
            if int(fields[1]) == pid:
                yield int(entry.name), (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode()
                yield from descendants(int(entry.name))


def kill_one(process: subprocess.Popen[bytes], victim: str) -> bool:
    if victim == "parent":
        process.kill()
        return True
    wanted = "pipeline.worker" if victim == "worker" else "tesseract "
    pids = [pid for pid, command in descendants(process.pid) if wanted in command and "pipeline.cli" not in command]
    for pid in pids[:1]:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
            return True
    return False


@pytest.mark.parametrize("moment", range(MOMENTS))
def test_killed_at_any_moment(moment, inbox, undisturbed, tmp_path):
    reference, took = undisturbed
    chance = random.Random(moment)
    victim = ("parent", "worker", "tesseract")[moment % 3]
    process = start(inbox, tmp_path)
    deadline = time.monotonic() + chance.uniform(0.05, 1.0) * took
    while time.monotonic() < deadline and process.poll() is None:
        time.sleep(0.02)
    # Tesseract works for a part of the time only: wait for one, as long as the run lasts.
    while not kill_one(process, victim) and process.poll() is None:
        time.sleep(0.01)
    process.wait(timeout=300)
    finish(inbox, tmp_path)
    assert content(tmp_path / "warehouse.duckdb") == reference
    assert leftovers(tmp_path) == []


def leftovers(place: Path) -> list[str]:
    """Processes that outlive the run that started them."""
    for _ in range(100):
        found = [
            (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode()
            for entry in Path("/proc").iterdir()
            if entry.name.isdigit() and works_in(entry, place)
        ]
        if not found:
            return []
        time.sleep(0.1)
    return found


def works_in(entry: Path, place: Path) -> bool:
    try:
        return (entry / "cwd").resolve() == place and b"Z" not in (entry / "stat").read_bytes().rsplit(b")", 1)[1][:3]
    except OSError:
        return False


def test_the_same_files_in_two_halves_make_the_same_warehouse(inbox, undisturbed, tmp_path):
    """Batches and runs leave no trace in what the documents are found to say."""
    for part in ("numerique-3.pdf", "scan-2.pdf"):
        start(inbox / part, tmp_path).wait(timeout=300)
    finish(inbox, tmp_path)
    found = content(tmp_path / "warehouse.duckdb")
    reference = undisturbed[0]
    differing = [table for table in reference if found[table] != reference[table]]
    assert differing == []


def test_full_disk(inbox, undisturbed, tmp_path):
    """Files cannot grow past a size: the run stops, says so, and the next one mends it."""

    def no_room() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))

    code = start(inbox, tmp_path, preexec_fn=no_room).wait(timeout=300)
    assert code == 1
    said = (tmp_path / "said.txt").read_text()
    assert "→" in said
    assert "Traceback" not in said
    assert not (tmp_path / "warehouse.duckdb").exists()
    finish(inbox, tmp_path)
    assert content(tmp_path / "warehouse.duckdb") == undisturbed[0]


READ_ONLY = 'mount --bind "$0" "$0" && mount -o remount,bind,ro "$0" && exec "$@"'


def test_read_only_store(inbox, tmp_path):
    """For root, whom no right stops, the store is mounted read-only in a namespace of the run's own."""
    store = tmp_path / ".greffier"
    store.mkdir(mode=0o555)
    before: tuple[str, ...] = ()
    if os.getuid() == 0:
        before = ("unshare", "--mount", "sh", "-c", READ_ONLY, str(store))
        if shutil.which("unshare") is None or subprocess.run([*before, "true"], check=False).returncode != 0:
            pytest.skip("root, and no mount of one's own is allowed here")
    code = start(inbox, tmp_path, before=before).wait(timeout=120)
    said = (tmp_path / "said.txt").read_text()
    assert code == 1, said
    assert "→" in said
    assert "Traceback" not in said
    assert list(store.iterdir()) == []
    assert not (tmp_path / "warehouse.duckdb").exists()

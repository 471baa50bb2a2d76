"""Files in, a warehouse out: counts that close, second runs that do nothing, and every way a file can fail."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import duckdb
import pytest

from pipeline.exit_codes import ExitCode
from pipeline.sorting import Kind
from tests.flow.conftest import rows, settings_in


@pytest.fixture
def inbox(tmp_path, make_pdf) -> Path:
    """One good file, the same under another name, and one of each kind of failure."""
    folder = tmp_path / "inbox"
    good = make_pdf("inbox/2023/seance.pdf")
    shutil.copy(good, folder / "copie.pdf")
    make_pdf("inbox/secret.pdf", password="sésame")
    (folder / "vide.pdf").touch()
    (folder / "lettre.pdf").write_text("Madame, Monsieur,")
    (folder / "coupe.pdf").write_bytes(good.read_bytes()[:900])
    (folder / "liste.csv").write_text("a,b\n")
    return folder


def test_counts_close_and_every_failure_has_cause_and_remedy(inbox, ingest_into, tmp_path):
    summary = ingest_into(inbox)
    assert summary.closes
    assert summary.found == 6
    assert {k: summary.count(k) for k in Kind} == {
        Kind.NEW: 1, Kind.UNCHANGED: 0, Kind.DUPLICATE: 1, Kind.QUARANTINED: 4,
    }  # fmt: skip
    codes = {Path(path).name: failure.code for path, failure in summary.failures}
    assert codes == {
        "secret.pdf": "encrypted-pdf", "vide.pdf": "empty-file", "lettre.pdf": "not-a-pdf", "coupe.pdf": "damaged-pdf",
    }  # fmt: skip
    assert all(failure.way_out and failure.reason for _, failure in summary.failures)
    assert summary.exit_code is ExitCode.QUARANTINED
    assert [reason for _, reason in summary.passed_over] == ["fichier de données (.csv)"]
    settings = settings_in(tmp_path)
    assert rows(settings, "SELECT count(*) FROM documents") == [(1,)]
    assert sorted(rows(settings, "SELECT code FROM quarantine")) == sorted((c,) for c in codes.values())
    assert rows(settings, "SELECT status, documents_new, documents_failed FROM runs") == [
        ("completed with failures", 1, 4)
    ]
    outcomes = dict(rows(settings, "SELECT outcome, count(*) FROM sources GROUP BY 1"))
    assert outcomes == {"document": 1, "duplicate": 1, "quarantined": 4}


def test_what_the_minutes_say_is_in_the_warehouse_with_its_place(ingest_into, make_pdf, tmp_path):
    ingest_into(make_pdf())
    settings = settings_in(tmp_path)
    assert rows(settings, "SELECT held_on::VARCHAR FROM meetings") == [("2023-03-14",)]
    names = {name for (name,) in rows(settings, "SELECT name FROM attendance WHERE status = 'present'")}
    assert {"Odile VERDANCE", "Basile TROUVAIN", "Ines CARDOUX", "Loïc AMBRUN"} <= names
    for table in ("attendance", "deliberations", "tariffs", "amounts", "interventions", "agenda_items"):
        unplaced = f"SELECT count(*) FROM {table} WHERE page IS NULL OR x0 IS NULL OR y1 IS NULL OR source_text IS NULL"
        assert rows(settings, unplaced) == [(0,)]


def test_originals_are_not_touched(inbox, ingest_into):
    before = {p: (p.read_bytes(), p.stat().st_mtime_ns, p.stat().st_mode) for p in inbox.rglob("*") if p.is_file()}
    ingest_into(inbox)
    assert {
        p: (p.read_bytes(), p.stat().st_mtime_ns, p.stat().st_mode) for p in inbox.rglob("*") if p.is_file()
    } == before


def test_a_second_run_does_nothing_and_tries_no_known_failure_again(inbox, ingest_into, tmp_path):
    for path in inbox.rglob("*"):
        os.utime(path, (1_600_000_000, 1_600_000_000))
    ingest_into(inbox)
    published = settings_in(tmp_path).published.stat().st_mtime_ns
    summary = ingest_into(inbox)
    assert summary.did_nothing
    assert summary.closes
    assert summary.count(Kind.UNCHANGED) == 1
    assert summary.count(Kind.DUPLICATE) == 1
    assert summary.quarantined_before == 4
    assert settings_in(tmp_path).published.stat().st_mtime_ns == published
    assert rows(settings_in(tmp_path), "SELECT max(attempts) FROM quarantine") == [(1,)]


def test_a_known_file_is_known_by_its_bytes_wherever_it_moves(ingest_into, make_pdf, tmp_path):
    first = make_pdf("a/seance.pdf")
    ingest_into(first.parent)
    moved = tmp_path / "b" / "autre nom.pdf"
    moved.parent.mkdir()
    first.rename(moved)
    summary = ingest_into(tmp_path / "b")
    assert summary.count(Kind.UNCHANGED) == 1


def test_a_file_replaced_under_the_same_name_is_a_new_document(ingest_into, make_pdf, tmp_path):
    path = make_pdf("in/seance.pdf")
    ingest_into(path.parent)
    make_pdf("in/seance.pdf", lines=("COMMUNE DE VALBRIANNE", "Procès-verbal de la séance du 4 avril 2023"))
    assert ingest_into(path.parent).count(Kind.NEW) == 1
    assert rows(settings_in(tmp_path), "SELECT count(*) FROM documents") == [(2,)]


def test_a_dry_run_writes_nothing(inbox, ingest_into, tmp_path):
    summary = ingest_into(inbox, dry_run=True)
    assert summary.closes
    assert summary.count(Kind.NEW) == 1
    assert summary.pages == 1
    assert len(summary.failures) == 4
    settings = settings_in(tmp_path)
    assert not settings.published.exists()
    assert not settings.loader.exists()
    assert not (settings.store_root / "originals").exists()
    assert not (settings.store_root / "derivatives").exists()


def test_released_files_are_tried_again_and_rejected_ones_cause_no_alarm(inbox, ingest_into, tmp_path):
    from pipeline.quarantine import decide, held_files

    ingest_into(inbox)
    settings = settings_in(tmp_path)
    held = {f.code: f.sha256 for f in held_files(settings)}
    (inbox / "lettre.pdf").unlink()
    assert decide(settings, held["encrypted-pdf"][:10], "released", "mot de passe reçu") == 1
    again = ingest_into(inbox)
    assert [failure.code for _, failure in again.failures] == ["encrypted-pdf"]
    assert rows(settings, "SELECT attempts FROM quarantine WHERE code = 'encrypted-pdf'") == [(2,)]
    assert decide(settings, "all", "rejected", "illisibles") == 4
    last = ingest_into(inbox)
    assert last.exit_code is ExitCode.OK
    assert last.rejected == last.count(Kind.QUARANTINED) == 3


def test_limits_come_from_settings(ingest_into, make_pdf, tmp_path):
    path = make_pdf(pages=4)
    summary = ingest_into(path, settings=settings_in(tmp_path, max_pages=3))
    assert [failure.code for _, failure in summary.failures] == ["over-limit"]
    assert ingest_into(path, settings=settings_in(tmp_path, max_pages=4), force=True).count(Kind.NEW) == 1


def test_time_limit(ingest_into, make_pdf, tmp_path):
    settings = settings_in(tmp_path, document_seconds=0.001, page_seconds=0)
    summary = ingest_into(make_pdf(pages=30), settings=settings)
    assert [failure.code for _, failure in summary.failures] == ["time-out"]


def test_outdated_documents_are_extracted_anew_without_reading(ingest_into, make_pdf, tmp_path, monkeypatch):
    ingest_into(make_pdf())
    settings = settings_in(tmp_path)
    with duckdb.connect(str(settings.loader)) as connection:
        connection.execute("UPDATE documents SET extraction_version = 'old'")
    for path in (settings.store_root / "derivatives").rglob("minutes-*"):
        path.unlink()
    assert ingest_into(tmp_path / "seance.pdf").did_nothing
    summary = ingest_into(tmp_path / "seance.pdf", outdated=True)
    assert summary.replaced == 1
    assert summary.closes
    assert "read" not in summary.seconds
    assert "extract" in summary.seconds
    assert rows(settings, "SELECT count(*) FROM documents WHERE extraction_version = 'old'") == [(0,)]
    assert ingest_into(tmp_path / "seance.pdf", outdated=True).did_nothing


def test_force_reads_anew(ingest_into, make_pdf):
    path = make_pdf()
    ingest_into(path)
    summary = ingest_into(path, force=True)
    assert summary.replaced == 1
    assert "read" in summary.seconds


def test_names_that_are_no_text(ingest_into, make_pdf, tmp_path):
    folder = tmp_path / "in"
    make_pdf("in/a.pdf").rename(os.fsdecode(os.fsencode(folder) + b"/s\xe9ance\n1.pdf"))
    summary = ingest_into(folder)
    assert summary.count(Kind.NEW) == 1
    assert rows(settings_in(tmp_path), "SELECT file_name FROM documents") == [("s\\xe9ance\\n1.pdf",)]
    assert ingest_into(folder).count(Kind.UNCHANGED) == 1


def test_a_damaged_store_heals(ingest_into, make_pdf, tmp_path):
    path = make_pdf()
    ingest_into(path)
    settings = settings_in(tmp_path)
    for derivative in (settings.store_root / "derivatives").rglob("*.gz"):
        derivative.write_bytes(derivative.read_bytes()[:20])
    settings.loader.unlink()
    settings.published.unlink()
    assert ingest_into(path).count(Kind.NEW) == 1


def test_a_deleted_store_loses_nothing_that_was_published(ingest_into, make_pdf, tmp_path):
    ingest_into(make_pdf())
    settings = settings_in(tmp_path)
    shutil.rmtree(settings.store_root)
    other = make_pdf("autre.pdf", lines=("COMMUNE DE VALBRIANNE", "Procès-verbal de la séance du 4 avril 2023"))
    assert ingest_into(other).count(Kind.NEW) == 1
    assert rows(settings, "SELECT count(*) FROM documents") == [(2,)]


def test_what_a_sidecar_declares_is_kept_beside(ingest_into, make_pdf, tmp_path):
    folder = make_pdf("in/2023/seance.pdf").parent.parent
    (folder / "greffier.csv").write_text(
        "path;body;date;reference\n2023/seance.pdf;Conseil municipal;14/03/2023;1 W 12\n", encoding="utf-8"
    )
    assert ingest_into(folder).found == 1
    declared = rows(
        settings_in(tmp_path), "SELECT declared_body, declared_on::VARCHAR, declared_reference FROM documents"
    )
    assert declared == [("Conseil municipal", "2023-03-14", "1 W 12")]


@pytest.mark.parametrize("line", ["../secret.pdf,,,", "a.pdf,,le 3 mars,"])
def test_a_wrong_sidecar_stops_the_run_before_it_begins(ingest_into, make_pdf, tmp_path, line):
    from pipeline.sidecar import WrongSidecar

    folder = make_pdf("in/a.pdf").parent
    (folder / "greffier.csv").write_text(f"path,body,date,reference\n{line}\n")
    with pytest.raises(WrongSidecar):
        ingest_into(folder)
    assert not settings_in(tmp_path).loader.exists()


def test_a_bag_is_verified_before_anything_is_taken(ingest_into, make_pdf, tmp_path):
    from corpus.bag import BrokenBag, make_bag

    make_bag(tmp_path / "bag", [(make_pdf(), "seance.pdf")], {})
    assert ingest_into(tmp_path / "bag").found == 1
    (tmp_path / "bag" / "data" / "seance.pdf").write_bytes(b"%PDF- altered")
    with pytest.raises(BrokenBag):
        ingest_into(tmp_path / "bag")


def test_originals_go_out_as_a_bag_that_verifies(ingest_into, make_pdf, tmp_path):
    from corpus.bag import payload
    from pipeline.bag import write_bag

    path = make_pdf()
    ingest_into(path)
    assert write_bag(settings_in(tmp_path), tmp_path / "out") == 1
    assert [p.read_bytes() for p in payload(tmp_path / "out").iterdir()] == [path.read_bytes()]


def test_audit_tells_loss_from_tidying(ingest_into, make_pdf, tmp_path):
    from pipeline.audit import audit
    from pipeline.progress import Silent

    path = make_pdf()
    ingest_into(path)
    settings = settings_in(tmp_path)
    assert audit(settings, Silent()).damages == ()
    path.unlink()
    tidied = audit(settings, Silent())
    assert [d.code for d in tidied.damages] == ["missing-source"]
    assert not tidied.is_loss
    copy = next((settings.store_root / "originals").rglob("*.pdf"))
    copy.chmod(0o644)
    copy.write_bytes(copy.read_bytes() + b" ")
    lost = audit(settings, Silent())
    assert {d.code for d in lost.damages} == {"missing-source", "altered-copy"}
    assert lost.is_loss


def test_the_report_closes_and_gives_each_remedy(inbox, ingest_into, tmp_path):
    from corpus.store import Store
    from pipeline.report import counts_line, make_report, write_csv, write_html

    ingest_into(inbox)
    settings = settings_in(tmp_path)
    report = make_report(settings)
    assert counts_line(report) == "6 fichiers rencontrés = 1 pris en charge + 1 doublons + 4 en quarantaine"
    write_html(report, tmp_path / "r.html", Store(settings.store_root))
    write_csv(report, tmp_path / "r.csv", Store(settings.store_root))
    page = (tmp_path / "r.html").read_text(encoding="utf-8")
    table = (tmp_path / "r.csv").read_text(encoding="utf-8-sig")
    for held in report.held:
        assert Path(held.source_path).name in page
        assert held.code in page
        assert held.way_out.split("(")[0].strip() in table
    assert "<script" not in page
    assert "http" not in page

"""A run stopped at a known point between two of its writes: the next one, with nothing new to read, does the rest."""

from __future__ import annotations

import errno
import signal

import pytest

from pipeline.exit_codes import ExitCode
from pipeline.inbox import Request
from pipeline.ingestion import Ingestion
from pipeline.loading import Loader
from pipeline.run import ingest
from pipeline.sorting import Kind
from tests.conftest import MINUTES
from tests.faults.test_kill import content
from tests.flow.conftest import rows, settings_in


class Stopped(BaseException):
    """Stands for kill -9: nothing of ours catches it."""


def stop(*_: object) -> None:
    raise Stopped


@pytest.fixture(scope="module")
def inbox(tmp_path_factory):
    from reportlab.pdfgen import canvas

    folder = tmp_path_factory.mktemp("in")
    for name, lines in (("autre", MINUTES[:3]), ("seance", MINUTES)):
        pdf = canvas.Canvas(str(folder / f"{name}.pdf"), invariant=1)
        for i, line in enumerate(lines):
            pdf.drawString(60, 780 - 22 * i, line)
        pdf.save()
    (folder / "vide.pdf").touch()
    return folder


@pytest.fixture(scope="module")
def undisturbed(inbox, tmp_path_factory):
    settings = settings_in(tmp_path_factory.mktemp("undisturbed"))
    ingest(settings, Request([inbox]))
    return content(settings.published)


STEPS = [
    (Loader, "resolve"), (Ingestion, "end"), (Ingestion, "publish"), (Ingestion, "_account"), (Loader, "flush"),
    (Loader, "load"),
]  # fmt: skip


@pytest.mark.parametrize(("owner", "step"), STEPS, ids=[step for _, step in STEPS])
def test_stopped_before_a_step(owner, step, inbox, undisturbed, tmp_path, monkeypatch):
    settings = settings_in(tmp_path)
    with monkeypatch.context() as patched:
        patched.setattr(owner, step, stop)
        with pytest.raises(Stopped):
            ingest(settings, Request([inbox]))
    summary = ingest(settings, Request([inbox]))
    assert summary.closes
    assert content(settings.published) == undisturbed


def test_readers_get_what_a_stopped_run_had_loaded(inbox, tmp_path, monkeypatch):
    """Also where an earlier copy is published, which the next run must not take for the last word."""
    settings = settings_in(tmp_path)
    ingest(settings, Request([inbox / "seance.pdf"]))
    with monkeypatch.context() as patched:
        patched.setattr(Ingestion, "publish", stop)
        with pytest.raises(Stopped):
            ingest(settings, Request([inbox]))
    assert rows(settings, "SELECT count(*) FROM documents") == [(1,)]
    summary = ingest(settings, Request([inbox]))
    assert summary.count(Kind.NEW) == 0
    assert summary.has_finished_earlier
    assert rows(settings, "SELECT count(*) FROM documents") == [(2,)]
    assert ingest(settings, Request([inbox])).did_nothing


def test_a_published_copy_that_is_damaged_is_replaced(inbox, undisturbed, tmp_path):
    settings = settings_in(tmp_path)
    ingest(settings, Request([inbox]))
    settings.published.chmod(0o644)
    settings.published.write_bytes(settings.published.read_bytes()[:5000])
    assert ingest(settings, Request([inbox])).has_finished_earlier
    assert content(settings.published) == undisturbed


@pytest.mark.parametrize("is_wrapped", [False, True])
def test_a_polite_stop_is_told_whatever_a_library_makes_of_it(is_wrapped, inbox, tmp_path, monkeypatch):
    """Pydantic, while Prefect is imported, turns an interrupt into an error of its own."""

    def interrupted(*_: object) -> None:
        try:
            signal.raise_signal(signal.SIGTERM)
        except KeyboardInterrupt as stopped:
            if is_wrapped:
                raise ValueError("schema") from stopped
            raise

    monkeypatch.setattr("pipeline.run._ingest", interrupted)
    summary = ingest(settings_in(tmp_path), Request([inbox]))
    assert summary.exit_code is ExitCode.INTERRUPTED
    assert "Interrompu" in str(summary.error)


def test_a_disk_that_is_full_for_a_worker_is_no_fault_of_the_document(make_pdf, tmp_path, monkeypatch):
    from pipeline import stages
    from pipeline.work import Document, Recipe

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    path = make_pdf()
    monkeypatch.setattr(stages.Store, "put", full)
    recipe = Recipe(str(tmp_path / "store"), 1 << 20, 10, language_model=False)
    outcome = stages.process(Document("ab" * 32, str(path), str(path), path.stat().st_size), recipe)
    assert outcome.failure is not None
    assert (outcome.failure.code, outcome.failure.is_terminal) == ("system-refused", False)


def test_documents_in_which_nobody_is_named(make_pdf, tmp_path):
    """The first run and a later one: there is nobody to resolve, and nothing is wrong."""
    settings = settings_in(tmp_path)
    for number in (1, 2):
        path = make_pdf(f"{number}.pdf", lines=(f"Le conseil municipal approuve la motion {number}.",))
        assert ingest(settings, Request([path])).count(Kind.NEW) == 1
    assert rows(settings, "SELECT count(*) FROM documents") == [(2,)]

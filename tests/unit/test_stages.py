"""What a worker does with one document, without the worker."""

from __future__ import annotations

import pytest

from corpus import reading
from corpus.page import ReadDocument
from corpus.store import Store
from pipeline.inbox import Request
from pipeline.ingestion import Ingestion
from pipeline.settings import Settings
from pipeline.stages import LONG, process, read_key
from pipeline.work import Document, Recipe

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(("pages", "shared"), [(LONG - 1, 1), (LONG, 2)])
def test_only_long_documents_share_their_pages(pages, shared, make_pdf, tmp_path, monkeypatch):
    asked = []
    read = reading.read_document

    def spied(*given, jobs, page_read):
        asked.append(jobs)
        return read(*given, jobs=jobs, page_read=page_read)

    monkeypatch.setattr(reading, "read_document", spied)
    path = make_pdf(pages=pages)
    document = Document("ab" * 32, str(path), str(path), path.stat().st_size)
    told: dict[int, list[int]] = {1: [], 2: []}
    outcomes = []
    for jobs in (2, 1):
        recipe = Recipe(str(tmp_path / f"store-{jobs}"), 1 << 20, 50, language_model=False, page_jobs=jobs)
        outcomes.append(process(document, recipe, page_read=told[jobs].append))
    assert asked == [shared, 1]
    assert told == {jobs: list(range(1, pages + 1)) for jobs in told}
    assert [o.failure for o in outcomes] == [None, None]
    one, other = (Store(tmp_path / f"store-{n}").get(read_key(document.sha256), ReadDocument) for n in (1, 2))
    assert one == other


@pytest.mark.parametrize(("files", "expected"), [(1, 4), (2, 2), (3, 1)])
def test_cores_without_a_document_take_pages(files, expected, make_pdf, tmp_path):
    paths = [make_pdf(f"{n}.pdf", lines=(f"Séance {n}",)) for n in range(files)]
    settings = Settings(warehouse=tmp_path / "w.duckdb", jobs=4, orchestrator="none")
    with Ingestion(settings, Request(paths)) as ingestion:
        ingestion.look()
        assert ingestion.processing.recipe.page_jobs == expected


@pytest.mark.parametrize(("readers", "expected"), [(0, [16]), (1, [4] * 4), (2, [2] * 8), (9, [1] * 16)])
def test_readers_elsewhere_get_several_batches_each(readers, expected, make_pdf, tmp_path):
    paths = [make_pdf(f"{n}.pdf", lines=(f"Séance {n}",)) for n in range(16)]
    settings = Settings(warehouse=tmp_path / "w.duckdb", orchestrator="none")
    with Ingestion(settings, Request(paths, dry_run=True)) as ingestion:
        ingestion.inbox.share_among(readers)
        assert [len(batch.documents) for batch in ingestion.work()] == expected

"""Exports: what leaves the warehouse and the store, by format. Each says what it wrote."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from corpus.page import ReadDocument
    from corpus.store import Store
    from pipeline.settings import Settings

FORMATS = ("scdl", "parquet", "csv", "xlsx", "searchable-pdf", "alto", "bag")


def export(settings: Settings, form: str, folder: Path) -> Iterator[str]:
    """Write the export; yields a line for people on each thing written.

    Raises:
        WarehouseMissing: nothing is published yet.
        ExportFailed: what was written does not satisfy its schema.
        OriginalMissing: an original is nowhere.
    """
    if form == "bag":
        from pipeline.bag import write_bag

        yield f"{write_bag(settings, folder)} originaux dans le sac {folder}"
    elif form == "scdl":
        yield from _open_data(settings, folder)
    elif form in {"searchable-pdf", "alto"}:
        yield from _readings(settings, form, folder)
    else:
        yield from _tables(settings, form, folder)


def _tables(settings: Settings, form: str, folder: Path) -> Iterator[str]:
    from warehouse.export import export_csv, export_parquet, export_xlsx

    folder.mkdir(parents=True, exist_ok=True)
    write = {"parquet": export_parquet, "csv": export_csv, "xlsx": export_xlsx}[form]
    for path in write(settings.published, folder):
        yield str(path)


def _open_data(settings: Settings, folder: Path) -> Iterator[str]:
    from warehouse.scdl import BodySettings, export_scdl

    bodies = {name: BodySettings(**body.model_dump()) for name, body in settings.bodies.items()}
    report = export_scdl(settings.published, folder, bodies)
    for path in report.files:
        yield str(path)
    whole = [x for x in report.left_out if x.what == "délibération"]
    yield f"{report.exported} délibérations exportées, {len(whole)} laissées de côté"
    for reason, count in Counter(x.reason for x in whole).most_common():
        yield f"  {count} : {reason}"


def _readings(settings: Settings, form: str, folder: Path) -> Iterator[str]:
    """What was read from each page, as archivists keep it beside the original."""
    from corpus.store import Store
    from pipeline.bag import named_originals
    from warehouse.overview import documents_as_read

    folder.mkdir(parents=True, exist_ok=True)
    store = Store(settings.store_root)
    documents = documents_as_read(settings.published)
    versions = {document_id: version for document_id, _, version in documents}
    for document_id, original, name in named_originals([(d, p) for d, p, _ in documents], store):
        read = _reading(store, document_id, versions[document_id])
        if read is None:
            yield f"{name} : sa lecture n'est plus dans le dossier de travail ; `greffier ingest --force` la refait"
        elif form == "alto":
            yield from _write_alto(read, Path(name), versions[document_id] or "", store, folder)
        else:
            from corpus.derivatives import searchable_pdf

            with store.replacing(folder / name) as temporary:
                temporary.write_bytes(searchable_pdf(original, read))
            yield str(folder / name)


def _reading(store: Store, document_id: str, version: str | None) -> ReadDocument | None:
    from corpus.page import ReadDocument
    from corpus.store import Key
    from pipeline.stages import read_key

    current = read_key(document_id)
    read = store.get(current, ReadDocument)
    if read is None and version is not None:
        read = store.get(Key(document_id, current.stage, version, current.settings), ReadDocument)
    return read


def _write_alto(read: ReadDocument, name: Path, version: str, store: Store, folder: Path) -> Iterator[str]:
    from corpus.derivatives import alto

    for page in read.pages:
        path = folder / f"{name.stem}-{page.number:04d}.xml"
        with store.replacing(path) as temporary:
            temporary.write_text(alto(page, read.sha256, version, name.name), encoding="utf-8")
        yield str(path)

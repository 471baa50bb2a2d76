"""Exports: what leaves the warehouse and the store, by format. Each says what it wrote."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.settings import Settings

FORMATS = ("parquet", "csv", "xlsx", "scdl", "bag")


def export(settings: Settings, form: str, folder: Path) -> Iterator[str]:
    """Write the export; yields a line for people on each thing written.

    Raises:
        WarehouseMissing: nothing is published yet.
    """
    if form == "bag":
        from pipeline.bag import write_bag

        yield f"{write_bag(settings, folder)} originaux dans le sac {folder}"
    elif form == "scdl":
        yield from _open_data(settings, folder)
    else:
        yield from _tables(settings, form, folder)


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


def _tables(settings: Settings, form: str, folder: Path) -> Iterator[str]:
    from warehouse.export import export_csv, export_parquet, export_xlsx

    folder.mkdir(parents=True, exist_ok=True)
    write = {"parquet": export_parquet, "csv": export_csv, "xlsx": export_xlsx}[form]
    for path in write(settings.published, folder):
        yield str(path)

"""The report an archivist reads after an import: counts that close, each failure with its remedy. HTML, CSV or text."""

from __future__ import annotations

import csv
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from corpus.store import Store
from pipeline.quarantine import STATES, Held, held_files
from pipeline.settings import Settings
from pipeline.state import LABELS, STATUSES, State, state_of

READINGS = {"digital": "numériques", "ocr": "scannés (OCR)", "mixed": "mixtes", "blank": "sans texte"}
SEVERITIES = {"error": "erreur", "warning": "avertissement", "info": "information"}
OUT_OF_LINE = 3.0
"""A run is out of line when a figure is so many mean absolute deviations from the median of those before it."""
ENOUGH_RUNS = 5
"""Below, there is no line to be out of."""


@dataclass(frozen=True)
class Report:
    """All that the report says."""

    state: State
    written_at: str
    sources: dict[str, int]
    readings: dict[str, int]
    held: Sequence[Held]
    findings: Sequence[Sequence[Any]]
    """severity, code, example, file of the example, places, documents."""
    near_duplicates: Sequence[Sequence[Any]]
    """path, path of the other."""
    quality: Sequence[Sequence[Any]]
    """run_id, started_at, documents, ocr_confidence, failed_checks_pct."""
    warnings: Sequence[str]

    @property
    def paths(self) -> int:
        """Paths ever met: those that hold a document, a duplicate or a quarantined file, and no other."""
        return sum(self.sources.values())


def make_report(settings: Settings) -> Report:
    """Gather it from what is published.

    Raises:
        WarehouseMissing: nothing is published yet.
    """
    from warehouse import overview

    path = settings.published
    quality = overview.quality_by_run(path).rows
    return Report(
        state=state_of(settings),
        written_at=datetime.now(UTC).strftime("%d/%m/%Y à %H:%M UTC"),
        sources=overview.sources_by_outcome(path),
        readings=overview.documents_by_reading(path),
        held=held_files(settings),
        findings=overview.findings_by_code(path).rows,
        near_duplicates=overview.near_duplicates(path).rows,
        quality=quality,
        warnings=out_of_line(quality),
    )


def out_of_line(quality: Sequence[Sequence[Any]]) -> list[str]:
    """Warnings about the last run, where its quality is far from that of the runs before it."""
    warnings = []
    for column, what in ((3, "la confiance de la reconnaissance"), (4, "la part de contrôles en échec (%)")):
        values = [float(row[column]) for row in quality if row[column] is not None]
        if len(values) <= ENOUGH_RUNS or quality[-1][column] is None:
            continue
        before, last = sorted(values[:-1]), values[-1]
        median = before[len(before) // 2]
        spread = max(1.0, sum(abs(v - median) for v in before) / len(before))
        if abs(last - median) > OUT_OF_LINE * spread:
            warnings.append(f"Exécution {quality[-1][0]} : {what} vaut {last:.1f}, contre {median:.1f} d'ordinaire.")
    return warnings


def print_report(report: Report) -> None:
    """As text, to standard output."""
    sys.stdout.write("\n".join(_lines(report)) + "\n")


def _lines(report: Report) -> list[str]:
    lines = [f"Entrepôt {report.state.warehouse}, le {report.written_at}", "", counts_line(report)]
    readings = ", ".join(f"{count} {READINGS.get(kind, kind)}" for kind, count in report.readings.items())
    if readings:
        lines.append(f"Documents : {readings}")
    for table, count in (report.state.counts or {}).items():
        lines.append(f"  {count:>9} {LABELS[table]}")
    lines += ["", *(f"! {warning}" for warning in report.warnings)]
    if report.held:
        lines.append(f"{len(report.held)} fichier(s) en quarantaine :")
        for file in report.held:
            lines.append(f"  {file.source_path} ({STATES.get(file.state, file.state)})")
            lines += [f"    [{file.code}] {file.message}", f"    → {file.way_out}"]
    for path, other in report.near_duplicates:
        lines.append(f"Même séance : {path} et {other}")
    if report.findings:
        lines.append("À vérifier dans les documents :")
    for severity, code, example, file_name, places, documents in report.findings:
        label = SEVERITIES.get(severity, severity)
        lines.append(f"  {label} {code} : {places} fois, {documents} document(s)")
        lines.append(f"    par exemple {file_name} : {example}")
    return lines


def counts_line(report: Report) -> str:
    """The counts, which close."""
    sources = report.sources
    return (
        f"{report.paths} fichiers rencontrés = {sources.get('document', 0)} pris en charge "
        f"+ {sources.get('duplicate', 0)} doublons + {sources.get('quarantined', 0)} en quarantaine"
    )


def write_html(report: Report, path: Path, store: Store) -> None:
    """As a page of its own: no script, nothing fetched."""
    from jinja2 import Environment, PackageLoader, select_autoescape

    environment = Environment(
        loader=PackageLoader("pipeline", "templates"), autoescape=select_autoescape(), trim_blocks=True
    )
    page = environment.get_template("report.html").render(
        report=report,
        counts=counts_line(report),
        labels=LABELS,
        readings=READINGS,
        severities=SEVERITIES,
        states=STATES,
        statuses=STATUSES,
    )
    with store.replacing(path) as temporary:
        temporary.write_text(page, encoding="utf-8")
        temporary.chmod(0o644)


def write_csv(report: Report, path: Path, store: Store) -> None:
    """One line for each file in quarantine: what an archivist works through."""
    with store.replacing(path) as temporary:
        with temporary.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file, delimiter=";")
            writer.writerow(
                ["chemin", "cause", "explication", "remède", "essais", "dernier essai", "état", "empreinte"]
            )
            for held in report.held:
                state = STATES.get(held.state, held.state)
                cause = (held.code, held.message, held.way_out)
                writer.writerow((held.source_path, *cause, held.attempts, held.last_seen, state, held.sha256))
        temporary.chmod(0o644)

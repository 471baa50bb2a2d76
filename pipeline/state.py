"""What is in the warehouse, and how far a run under way is."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from typing import Any

from pipeline.progress import duration
from pipeline.running import RunningFile
from pipeline.settings import Settings

LABELS = {
    "documents": "documents",
    "pages": "pages",
    "meetings": "séances",
    "attendance": "présences",
    "deliberations": "délibérations",
    "interventions": "interventions",
    "tariffs": "tarifs",
    "financial_lines": "lignes financières",
    "amounts": "montants",
    "persons": "personnes",
    "quarantine": "fichiers en quarantaine",
}

STATUSES = {
    "running": "en cours",
    "completed": "terminé",
    "completed with failures": "terminé, avec des échecs",
    "failed": "échoué",
    "cancelled": "annulé",
    "interrupted": "interrompu",
}


@dataclass(frozen=True, slots=True)
class State:
    """What `greffier status` tells."""

    warehouse: str
    counts: dict[str, int] | None
    """Rows by table; None where nothing is published yet."""
    runs: list[dict[str, Any]] = field(default_factory=list)
    """The last ones, newest first."""
    running: dict[str, Any] | None = None

    def to_json(self) -> dict[str, Any]:
        """As plain values."""
        return {"warehouse": self.warehouse, "counts": self.counts, "runs": self.runs, "running": self.running}


def state_of(settings: Settings) -> State:
    """Read from what is published; a run under way is asked by its file, so that it is never disturbed."""
    running = RunningFile(settings).read()
    if not settings.published.exists():
        return State(str(settings.published), None, running=running)
    from warehouse.overview import count_rows, last_runs

    counts = count_rows(settings.published, list(LABELS))
    return State(str(settings.published), counts, last_runs(settings.published), running)


def print_state(state: State) -> None:
    """To standard output."""
    write = sys.stdout.write
    if state.running is not None:
        write(_running_line(state.running) + "\n")
    if state.counts is None:
        write(f"Aucun entrepôt publié à {state.warehouse} ; `greffier ingest DOSSIER` le crée.\n")
        return
    write(f"Entrepôt : {state.warehouse}\n")
    for table, count in state.counts.items():
        write(f"  {count:>9} {LABELS[table]}\n")
    for run in state.runs:
        began, status = run["started_at"][:16].replace("T", " "), STATUSES.get(run["status"], run["status"])
        write(
            f"  {began} UTC  {status} : {run['documents_new']} nouveaux, "
            f"{run['documents_unchanged']} inchangés, {run['documents_failed']} en échec (greffier {run['version']})\n"
        )


def _running_line(row: dict[str, Any]) -> str:
    left = f", reste environ {duration(row['seconds_left'])}" if row.get("seconds_left") else ""
    return (
        f"Import en cours (processus {row['pid']}), {row['stage']} : {row['found']}/{row['total']} fichiers, "
        f"{row['pages']} pages, {row['quarantined']} en échec{left}"
    )

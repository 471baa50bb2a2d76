"""Files that could not be taken in: seen, released, rejected."""

from __future__ import annotations

import getpass
import sys
from dataclasses import asdict, dataclass
from typing import Any

from corpus.errors import GreffierError
from corpus.ledger import Ledger
from pipeline.settings import Settings
from pipeline.work import EventRow

STATES = {"quarantined": "en attente", "released": "rendu", "rejected": "écarté"}


class NothingHeld(GreffierError):
    """No file in quarantine is meant."""

    code = "nothing-held"
    way_out = "Copier le début d'une empreinte donnée par `greffier quarantine list`."


@dataclass(frozen=True, slots=True)
class Held:
    """A file in quarantine."""

    sha256: str
    source_path: str
    code: str
    message: str
    way_out: str
    attempts: int
    last_seen: str
    state: str

    def to_json(self) -> dict[str, Any]:
        """As plain values."""
        return asdict(self)


def held_files(settings: Settings) -> list[Held]:
    """Every file in quarantine as last published, oldest first; a run under way is not disturbed."""
    from warehouse import overview

    if not settings.published.exists():
        return []
    return [Held(*row) for row in overview.held_files(settings.published).rows]


def decide(settings: Settings, sha256: str, state: str, reason: str | None) -> int:
    """Release or reject the files whose hash begins so (``all`` means every one); returns how many.

    Raises:
        NothingHeld: none does.
    """
    from warehouse import Warehouse

    chosen = [f for f in held_files(settings) if sha256 == "all" or f.sha256.startswith(sha256)]
    if not chosen or not sha256:
        raise NothingHeld(f"Aucun fichier en quarantaine ne répond à « {sha256} ».")
    actor = getpass.getuser()
    with Warehouse.open(settings.loader) as warehouse:
        for file in chosen:
            warehouse.set_quarantine_state(file.sha256, state, actor, reason)
        warehouse.publish(settings.published)
    events: list[EventRow] = [
        (state, file.sha256, {"actor": actor, "reason": reason, "path": file.source_path}) for file in chosen
    ]
    Ledger(settings.ledger).append_all(events)
    return len(chosen)


def print_held(held: list[Held]) -> None:
    """For people: to standard output, since it is what was asked for."""
    if not held:
        sys.stderr.write("Aucun fichier en quarantaine.\n")
        return
    for file in held:
        state = STATES.get(file.state, file.state)
        sys.stdout.write(f"{file.sha256[:12]}  {file.source_path}\n")
        sys.stdout.write(f"    [{file.code}] {file.message} ({state}, {file.attempts} essai(s), {file.last_seen})\n")
        sys.stdout.write(f"    → {file.way_out}\n")

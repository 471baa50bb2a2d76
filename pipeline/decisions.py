"""Reviewers' decisions as a file: to keep beside the documents, or to take to another warehouse."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from corpus.errors import GreffierError
from pipeline.settings import Settings

if TYPE_CHECKING:
    from warehouse import Warehouse

COLUMNS = (
    "decision_id", "decided_at", "actor", "verb", "person_id", "other_person_id", "person_name", "other_person_name",
    "document_id", "printed_name", "name", "reason", "forms", "other_forms", "is_revoked", "revoked_at", "revoked_by",
)  # fmt: skip


class NotDecisions(GreffierError):
    """A file that holds no decisions."""

    code = "not-decisions"
    way_out = "Donner un fichier écrit par `greffier people export`."


def export_decisions(settings: Settings, path: Path) -> int:
    """Write every decision, those undone included; organisations by name. Returns how many."""
    from warehouse import Warehouse

    with Warehouse.open(settings.loader) as warehouse:
        names = _organisations(warehouse)
        rows = warehouse.query(f"SELECT {', '.join(COLUMNS)} FROM decisions ORDER BY decision_id")
    clean = rows.astype(object).where(rows.notna(), None)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, delimiter=";")
        writer.writeheader()
        for record in clean.to_dict("records"):
            row = {str(column): value for column, value in record.items()}
            for column in ("forms", "other_forms"):
                row[column] = _by_name(row[column], names)
            writer.writerow(row)
    return len(rows)


def import_decisions(settings: Settings, path: Path) -> tuple[int, int]:
    """Take over decisions that are not known yet, apply them, publish.

    Returns:
        How many were new, and how many the file holds.

    Raises:
        NotDecisions: the file is something else.
        WarehouseBusy: a run is loading.
    """
    from pipeline.identities import resolve_identities
    from warehouse import Warehouse

    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, delimiter=";")
            rows, columns = list(reader), reader.fieldnames or ()
    except (OSError, UnicodeDecodeError) as error:
        raise NotDecisions(f"{path} ne se lit pas ({getattr(error, 'strerror', error)})") from error
    if not {"decision_id", "verb", "actor", "decided_at"} <= set(columns):
        raise NotDecisions(f"{path} n'a pas les colonnes d'un export de décisions")
    if not rows:
        return 0, 0
    with Warehouse.open(settings.loader) as warehouse:
        ids = {name: organisation for organisation, name in _organisations(warehouse).items()}
        ids |= dict(warehouse.organisation_names()[["printed_name", "organisation_id"]].itertuples(index=False))
        taken = warehouse.adopt_decisions(pd.DataFrame([_row(row, ids) for row in rows], dtype=object))
        resolve_identities(warehouse)
        warehouse.publish(settings.published)
    return taken, len(rows)


def _row(told: dict[str, Any], ids: dict[str, str]) -> dict[str, object]:
    row: dict[str, object] = {c: told.get(c) or None for c in COLUMNS}
    for column in ("decided_at", "revoked_at"):
        row[column] = pd.Timestamp(str(row[column])).to_pydatetime() if row[column] else None
    row["is_revoked"] = str(row["is_revoked"]).lower() in ("true", "1", "vrai")
    for column in ("forms", "other_forms"):
        row[column] = _by_id(row[column], ids)
    return row


def _organisations(warehouse: Warehouse) -> dict[str, str]:
    rows = warehouse.query("SELECT organisation_id, name FROM organisations ORDER BY ALL")
    return dict(rows.itertuples(index=False, name=None))


def _by_name(told: object, names: dict[str, str]) -> str | None:
    if not isinstance(told, str):
        return None
    forms = json.loads(told)
    for form in forms:
        form["organisation"] = names.get(form.get("organisation_id") or "")
    return json.dumps(forms, ensure_ascii=False)


def _by_id(told: object, ids: dict[str, str]) -> str | None:
    if not isinstance(told, str):
        return None
    forms = json.loads(told)
    for form in forms:
        form["organisation_id"] = ids.get(form.pop("organisation", None) or "", form.get("organisation_id"))
    return json.dumps(forms, ensure_ascii=False)

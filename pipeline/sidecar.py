"""What an archivist declares beside the files: a CSV of path, body, date, reference.

The file is called ``greffier.csv`` in a folder given to `ingest`, or is named with ``--sidecar``. Paths in it are
relative to the folder it is in. What it declares is kept beside what was read, never in its place.
"""

from __future__ import annotations

import csv
import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from corpus.discovery import shown
from corpus.errors import GreffierError

NAME = "greffier.csv"
COLUMNS = ("path", "body", "date", "reference")


class WrongSidecar(GreffierError):
    """The CSV cannot be understood."""

    code = "wrong-sidecar"
    way_out = "Donner au CSV les colonnes path, body, date (AAAA-MM-JJ ou JJ/MM/AAAA), reference ; UTF-8."


@dataclass(frozen=True, slots=True)
class Declared:
    """What is declared of one file."""

    body: str | None
    held_on: date | None
    reference: str | None


def read_sidecars(roots: Sequence[Path], named: Sequence[Path]) -> tuple[list[Path], dict[str, Declared]]:
    """Every sidecar found or named, and what they declare by absolute path as shown.

    Raises:
        WrongSidecar: a column is missing, a date is none, the text is not UTF-8, a path leads out of the folder.
    """
    paths = [*named, *(root / NAME for root in roots if (root / NAME).is_file())]
    declared: dict[str, Declared] = {}
    for path in paths:
        declared.update(_read(path))
    return [Path(path).absolute() for path in paths], declared


def _read(path: Path) -> dict[str, Declared]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise WrongSidecar(f"« {shown(path)} » ne se lit pas : {error}.") from error
    first_line = text.split("\n", 1)[0]
    delimiter = ";" if first_line.count(";") > first_line.count(",") else ","
    rows = csv.DictReader(text.splitlines(), delimiter=delimiter)
    missing = {"path"} - set(rows.fieldnames or ())
    if missing:
        raise WrongSidecar(f"« {shown(path)} » : la colonne path manque.")
    folder = os.path.realpath(path.parent)
    declared: dict[str, Declared] = {}
    for number, row in enumerate(rows, start=2):
        target = os.path.realpath(os.path.join(folder, row["path"] or ""))  # noqa: PTH118
        if os.path.commonpath((folder, target)) != folder:
            raise WrongSidecar(f"« {shown(path)} », ligne {number} : le chemin sort du dossier.")
        declared[shown(target)] = Declared(
            (row.get("body") or "").strip() or None,
            _date(row.get("date"), path, number),
            (row.get("reference") or "").strip() or None,
        )
    return declared


def _date(text: str | None, path: Path, number: int) -> date | None:
    text = (text or "").strip()
    if not text:
        return None
    for form in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return datetime.strptime(text, form).date()
        except ValueError:
            continue
    raise WrongSidecar(f"« {shown(path)} », ligne {number} : « {text} » n'est pas une date.")

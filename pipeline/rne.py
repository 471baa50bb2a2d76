"""The national register of elected officials (RNE) as published on data.gouv.fr, taken into the warehouse.

One semicolon CSV a mandate. Those of municipal councillors, mayors and community councillors are of use here; others
are passed over. A date of birth tells namesakes apart and unites one person's mandates: it is turned into an id with
a key that stays in the store, and is not kept.
"""

from __future__ import annotations

import csv
import hmac
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pandas as pd

from corpus.errors import GreffierError
from extractors.identity.fold import fold
from pipeline.settings import Settings

TITLE_LINES = 5
"""Older publications put titles before the header."""
OVERSEAS = re.compile(r"Z[A-Z]$")
COLUMNS = [
    "elected_id", "name", "civility", "mandate", "place", "insee_code", "siren", "role", "started_on", "imported_at"
]  # fmt: skip
_HEADINGS = {
    "surname": ("nom de l elu",),
    "given": ("prenom de l elu",),
    "sex": ("code sexe",),
    "born": ("date de naissance",),
    "department": ("code du departement",),
    "commune": ("code de la commune", "code insee de la commune"),
    "commune_name": ("libelle de la commune",),
    "siren": ("n siren",),
    "grouping": ("libelle de l epci",),
    "started": ("date de debut du mandat",),
    "role": ("libelle de la fonction", "libelle de fonction"),
}


class NotTheRegister(GreffierError):
    """A file that is no part of the register."""

    code = "not-the-register"
    way_out = (
        "Donner les fichiers CSV du Répertoire national des élus (data.gouv.fr) : conseillers municipaux, maires, "
        "conseillers communautaires."
    )


@dataclass(frozen=True)
class Imported:
    """What became of a file."""

    path: Path
    entries: int
    skipped: int
    """Lines without name or place."""
    is_of_use: bool = True
    """Whether its mandate is one of a commune or an intercommunalité."""


def import_register(settings: Settings, paths: Sequence[Path]) -> list[Imported]:
    """Take these files in, resolve names anew where they tell something, publish.

    Raises:
        NotTheRegister: one of them is something else; nothing is imported then.
        WarehouseBusy: a run is loading.
    """
    from pipeline.identities import resolve_identities
    from warehouse import Warehouse
    from warehouse.connection import utc_now

    key = _key(settings.store_root / "register.key")
    frames, told = [], []
    for path in paths:
        rows, imported = read_register(path, key)
        frames.append(rows)
        told.append(imported)
    entries = pd.concat(frames, ignore_index=True).drop_duplicates(
        ["elected_id", "mandate", "insee_code", "siren", "started_on"], keep="last"
    )
    with Warehouse.open(settings.loader) as warehouse:
        warehouse.replace_officials(entries.assign(imported_at=utc_now()))
        resolve_identities(warehouse)
        warehouse.publish(settings.published)
    return told


def read_register(path: Path, key: bytes) -> tuple[pd.DataFrame, Imported]:
    """Entries of one file: `COLUMNS` but for ``imported_at``.

    Raises:
        NotTheRegister: it has no column for the names.
    """
    found, skipped, is_of_use = [], 0, True
    for line in _lines(path):
        if "siren" not in line and "commune" not in line:
            is_of_use = False
            break
        entry = _entry(line, key)
        if entry is None:
            skipped += 1
        else:
            found.append(entry)
    frame = pd.DataFrame(found, columns=COLUMNS[:-1], dtype=object)
    return frame, Imported(path, len(frame), skipped, is_of_use)


def _lines(path: Path) -> Iterator[dict[str, str]]:
    """Each line as heading -> value, for the headings there are."""
    try:
        text = _decoded(path.read_bytes())
    except OSError as error:
        raise NotTheRegister(f"{path} ne se lit pas ({error.strerror})") from error
    head = text.splitlines()[: TITLE_LINES + 1]
    for skipped, line in enumerate(head):
        for delimiter in ";\t,":
            titles = [fold(t) for t in next(csv.reader([line], delimiter=delimiter), [])]
            places = {
                name: titles.index(known) for name, every in _HEADINGS.items() for known in every if known in titles
            }
            if {"surname", "given"} <= set(places):
                rows = csv.reader(text.splitlines()[skipped + 1 :], delimiter=delimiter)
                yield from ({n: row[i].strip() for n, i in places.items() if i < len(row)} for row in rows if row)
                return
    raise NotTheRegister(f"{path.name} n'a pas de colonnes « Nom de l'élu » et « Prénom de l'élu »")


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _entry(line: Mapping[str, str], key: bytes) -> tuple[object, ...] | None:
    surname, given = line.get("surname", ""), line.get("given", "")
    siren = line.get("siren") or None
    code = None if "siren" in line else insee_code(line.get("department", ""), line.get("commune", ""))
    if not (surname and given and (siren or code)):
        return None
    place = line.get("grouping" if siren else "commune_name") or None
    # Without a date of birth only the place says that two entries are one person.
    told_apart = line.get("born") or siren or code or ""
    elected_id = "e" + hmac.digest(key, f"{fold(given)}|{fold(surname)}|{told_apart}".encode(), "sha256").hex()[:14]
    civility = {"M": "M.", "F": "Mme"}.get(line.get("sex", "").upper())
    mandate = "intercommunalité" if siren else "commune"
    name = f"{given} {surname.upper()}"
    started = day(line.get("started", ""))
    return elected_id, name, civility, mandate, place, code, siren, line.get("role") or None, started


def insee_code(department: str, commune: str) -> str | None:
    """The commune's code: whole in newer files, to be joined to the department's in older ones.

    Older files name overseas departments by letters (`ZA`), their communes by three figures.
    """
    commune = commune.upper()
    if not commune:
        return None
    if len(commune) > 3:
        return commune.zfill(5)
    head = "97" if OVERSEAS.match(department.upper()) else department.upper().zfill(2)[:2]
    return head + commune.zfill(3)


def day(text: str) -> date | None:
    """`18/05/2020` or `2020-05-18`."""
    french = re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4})", text)
    iso = re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", text[:10])
    parts = french.group(3, 2, 1) if french else iso.groups() if iso else None
    if parts is None:
        return None
    try:
        return date(*map(int, parts))
    except ValueError:
        return None


def _key(path: Path) -> bytes:
    """Made once for a store, readable by its owner only."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600), "wb") as file:
            file.write(os.urandom(32))
    return path.read_bytes()

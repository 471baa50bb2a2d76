"""The export itself: one CSV a body, and a report of every deliberation left out and why.

Nothing is invented: what a required column lacks in the minutes comes from the body's settings, and where it is still
lacking the row goes to the report. Votes are given where the document states them and they add up; else the five
columns stay empty, which the schema allows, and the report says so.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass, fields
from datetime import date
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from warehouse.errors import ExportFailed
from warehouse.query import open_published
from warehouse.scdl.bodies import BodySettings, is_siret, settings_of

SCHEMA = "schema-2.1.5.json"
_VOTES = ("VOTE_EFFECTIF", "VOTE_REEL", "VOTE_POUR", "VOTE_CONTRE", "VOTE_ABSTENTION")

_QUERY = """
SELECT d.row_id, s.organisation, s.body, s.held_on, d.number, d.position, d.title, d.decision, d.outcome,
       d.subject_code, d.votes_for, d.votes_against, d.abstentions, d.votes_cast, s.members_in_office,
       f.near_duplicate_of
FROM deliberations d
JOIN documents f USING (document_id)
LEFT JOIN sessions s USING (meeting_id)
ORDER BY s.organisation NULLS LAST, s.held_on NULLS LAST, d.row_id
"""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A deliberation, or only its votes, that the export leaves out."""

    row_id: str
    organisation: str | None
    held_on: date | None
    title: str | None
    what: str
    """'délibération' or 'votes'."""
    reason: str


@dataclass(frozen=True, slots=True)
class ScdlReport:
    """What was written."""

    files: tuple[Path, ...]
    """One CSV a body, and the report."""
    exported: int
    left_out: tuple[LeftOut, ...]


def export_scdl(path: Path, directory: Path, bodies: Mapping[str, BodySettings]) -> ScdlReport:
    """Write ``deliberations-<siret>.csv`` for each body of the settings and ``non-exporte.csv``.

    Args:
        path: of the published warehouse.
        directory: made if absent.
        bodies: settings by organisation.

    Raises:
        ExportFailed: a file does not satisfy the official schema.
        WarehouseMissing: nothing is published there.
    """
    rows_of: dict[str, list[dict[str, str]]] = {}
    left_out: list[LeftOut] = []
    for row in _deliberations(path):
        settings = settings_of(row["organisation"], bodies)
        reason = _why_not(row, settings)
        if reason or settings is None:
            left_out.append(_left_out(row, "délibération", reason or "aucun réglage pour cet organisme"))
            continue
        votes, doubt = _votes(row)
        if doubt:
            left_out.append(_left_out(row, "votes", doubt))
        rows_of.setdefault(settings.siret, []).append({**_columns(row, settings), **votes})
    directory.mkdir(parents=True, exist_ok=True)
    files = [_write(directory / f"deliberations-{siret}.csv", rows) for siret, rows in sorted(rows_of.items())]
    for file in files:
        validate(file)
    files.append(_write_report(directory / "non-exporte.csv", left_out))
    return ScdlReport(tuple(files), sum(len(rows) for rows in rows_of.values()), tuple(left_out))


def validate(file: Path) -> None:
    """Hold a CSV to the official schema with frictionless.

    Raises:
        ExportFailed: saying the first rows and rules it breaks.
    """
    from frictionless import Resource, Schema

    resource = Resource(path=file.name, basepath=str(file.parent), schema=Schema.from_descriptor(schema()))
    report = resource.validate()
    if not report.valid:
        told = [str(e[0]) for e in report.flatten(["message"])[:5]]
        raise ExportFailed(f"{file.name} ne satisfait pas le schéma : {' ; '.join(told)}")


def schema() -> dict[str, Any]:
    """The official table schema, as published."""
    text = resources.files("warehouse.scdl").joinpath(SCHEMA).read_text(encoding="utf-8")
    return dict(json.loads(text))


@cache
def subjects() -> dict[str, str]:
    """Code of level 2 -> name of both levels."""
    with resources.files("warehouse.scdl").joinpath("nomenclature.csv").open(encoding="utf-8") as file:
        return {r["code"]: r["name"] for r in csv.DictReader(file)}


def _deliberations(path: Path) -> list[dict[str, Any]]:
    with open_published(path) as connection:
        cursor = connection.execute(_QUERY)
        names = [d[0] for d in cursor.description or []]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _why_not(row: Mapping[str, Any], settings: BodySettings | None) -> str | None:
    """Why a deliberation cannot be published; None if it can."""
    reasons = (
        (row["near_duplicate_of"] is not None, "autre exemplaire d'une séance déjà exportée"),
        (row["outcome"] not in ("adopted", "noted"), "la délibération n'a pas été adoptée"),
        (row["organisation"] is None, "organisme inconnu"),
        (settings is None, "aucun réglage (SIRET) pour cet organisme"),
        (settings is not None and not is_siret(settings.siret), "le SIRET des réglages n'est pas valable"),
        (row["held_on"] is None, "date de séance inconnue"),
        (not row["number"] and not (settings and settings.act_number), "numéro d'acte non imprimé, aucun modèle réglé"),
        (row["subject_code"] is None, "matière ACTES trop incertaine"),
        (row["subject_code"] is not None and row["subject_code"] not in subjects(), "matière hors nomenclature"),
        (not (row["title"] or row["decision"]), "objet inconnu"),
    )
    return next((reason for holds, reason in reasons if holds), None)


def _columns(row: Mapping[str, Any], settings: BodySettings) -> dict[str, str]:
    known = {"date": row["held_on"], "position": row["position"], "body": row["body"] or ""}
    number = row["number"] or (settings.act_number or "").format(**known)
    return {
        "COLL_NOM": settings.official_name or row["organisation"],
        "COLL_SIRET": settings.siret,
        "DELIB_ID": number,
        "DELIB_DATE": row["held_on"].isoformat(),
        "DELIB_MATIERE_CODE": row["subject_code"],
        "DELIB_MATIERE_NOM": subjects()[row["subject_code"]],
        "DELIB_OBJET": " ".join((row["title"] or row["decision"]).split()),
        "PREF_ID": settings.prefecture or "",
        "DELIB_URL": settings.url.format(number=number, **known) if settings.url else "",
    }


def _votes(row: Mapping[str, Any]) -> tuple[dict[str, str], str | None]:
    """The five columns of votes, which the schema wants together and adding up; else why they are left out."""
    stated = [row[k] for k in ("votes_for", "votes_against", "abstentions")]
    if stated == [None, None, None]:
        return {}, None
    expressed = [v or 0 for v in stated]
    members, cast = row["members_in_office"], row["votes_cast"] or sum(expressed)
    if members is None:
        return {}, "effectif en exercice non imprimé : les cinq colonnes de vote vont ensemble"
    if sum(expressed) != cast:
        return {}, f"pour, contre et abstentions font {sum(expressed)}, les votants sont {cast}"
    if cast > members:
        return {}, f"{cast} votants pour un effectif de {members}"
    return dict(zip(_VOTES, (str(v) for v in (members, cast, *expressed)), strict=True)), None


def _left_out(row: Mapping[str, Any], what: str, reason: str) -> LeftOut:
    return LeftOut(row["row_id"], row["organisation"], row["held_on"], row["title"], what, reason)


def _write(file: Path, rows: Iterable[Mapping[str, str]]) -> Path:
    names = [field["name"] for field in schema()["fields"]]
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, names, restval="", lineterminator="\r\n")
        writer.writeheader()
        writer.writerows(rows)
    return file


def _write_report(file: Path, left_out: Sequence[LeftOut]) -> Path:
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\r\n")
        writer.writerow([f.name for f in fields(LeftOut)])
        writer.writerows(astuple(row) for row in left_out)
    return file

"""Who is who, over the whole warehouse: mentions out, `extractors.identity` decides, ids back in.

Belongs here: the frames in between. Rules of likeness are `extractors.identity`'s, SQL is `warehouse.identities`'.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pandas as pd

from extractors.entities import is_office
from extractors.french.names import is_given_name, parse_name
from extractors.identity import Decision, Subject, Verdict, resolve_organisations, resolve_people
from extractors.identity.forms import subject_of
from extractors.identity.official import tie_to_official
from extractors.identity.people import PeopleResolution

if TYPE_CHECKING:
    from warehouse import Warehouse

ROLL_FIELD = ("attendance", "person_id")
"""Table and column that make a mention an entry of the roll."""


def resolve_identities(warehouse: Warehouse, run_id: str | None = None) -> int:
    """Resolve organisations, then people; write both back.

    Returns:
        How many cells of the warehouse changed: 0 when nothing new was learned.
    """
    changed, of_document = _resolve_organisations(warehouse, run_id)
    mentions = _person_mentions(warehouse, of_document)
    known = warehouse.person_ids()
    living = known[known["merged_into"].isna()] if len(known) else known
    anchors = dict(zip(living["person_id"], living["anchor"], strict=True)) if len(known) else {}
    every_anchor = dict(zip(known["person_id"], known["anchor"], strict=True)) if len(known) else {}
    decisions = warehouse.decisions()
    resolution = resolve_people(mentions, anchors, _reviewed(decisions, every_anchor))
    persons = _renamed(resolution.persons, decisions)
    return changed + warehouse.apply_identities(
        persons.drop(columns=["anchor"], errors="ignore"),
        _person_names(mentions, resolution),
        _rows(mentions, resolution),
        _review(resolution),
        _person_ids(known, resolution),
        run_id,
    )


def _resolve_organisations(warehouse: Warehouse, run_id: str | None) -> tuple[int, dict[str, str]]:
    """Write organisations back; return the organisation of each document's sessions."""
    mentions = warehouse.organisation_mentions()
    known = warehouse.organisation_names()
    printed = mentions.drop_duplicates(["name", "document_id"])["name"].value_counts()
    names = {str(name): int(count) for name, count in printed.items()}
    before = dict(zip(known["printed_name"], known["organisation_id"], strict=True))
    resolved = resolve_organisations(names, before)
    found = mentions.loc[:, ["name", "document_id"]].drop_duplicates()
    found["organisation_id"] = found["name"].map(resolved.of_name)
    found = found.rename(columns={"name": "printed_name"}).assign(score=1.0, decided_by="rule")
    organisations = resolved.organisations[resolved.organisations["organisation_id"].isin(found["organisation_id"])]
    changed = warehouse.apply_organisations(_with_official(organisations, found), found, run_id)
    seats = mentions[(mentions["table_name"] == "meetings")].drop_duplicates("document_id")
    return changed, {
        document: resolved.of_name[name] for document, name in zip(seats["document_id"], seats["name"], strict=True)
    }


def _with_official(organisations: pd.DataFrame, found: pd.DataFrame) -> pd.DataFrame:
    """Official name and codes beside what documents print."""
    best = dict(zip(organisations["organisation_id"], organisations["name"], strict=True))
    names = {o: [best[o], *sorted(set(g) - {best[o]})] for o, g in found.groupby("organisation_id")["printed_name"]}
    documents = {o: sorted(set(g)) for o, g in found.groupby("organisation_id")["document_id"]}
    official = tie_to_official({str(o): n for o, n in names.items()}, {str(o): d for o, d in documents.items()})
    rows = []
    for row in organisations.to_dict("records"):
        tied = official.get(row["organisation_id"])
        row["kind"] = row["kind"] or (tied.kind if tied else None)
        row["official_name"] = tied.name if tied else None
        row["insee_code"] = tied.insee_code if tied else None
        row["siren"] = tied.siren if tied else None
        rows.append(row)
    columns = ["organisation_id", "name", "kind", "official_name", "insee_code", "siren"]
    return pd.DataFrame(rows, columns=columns)


def _person_mentions(warehouse: Warehouse, of_document: dict[str, str]) -> pd.DataFrame:
    """Mentions that name somebody, as `resolve_people` wants them."""
    mentions = warehouse.mentions()
    display = {name: _display(name) for name in mentions["name"].unique()}
    mentions["said"] = mentions["name"]
    mentions["name"] = mentions["name"].map(display)
    in_roll = (mentions["table_name"] == ROLL_FIELD[0]) & (mentions["field"] == ROLL_FIELD[1])
    # A given name alone is somebody in a roll of given names, and a name cut short anywhere else.
    given_alone = {n for n in display if not parse_name(n).surname or is_given_name(n, strict=True)}
    mentions = mentions[mentions["name"].notna() & (in_roll | ~mentions["said"].isin(given_alone))]
    mentions = mentions.reset_index(drop=True)
    # A document whose organisation is not printed stands alone until its roll shows whose it is.
    mentions["organisation_id"] = [of_document.get(d, f"document:{d}") for d in mentions["document_id"]]
    mentions["in_roll"] = (mentions["table_name"] == ROLL_FIELD[0]) & (mentions["field"] == ROLL_FIELD[1])
    before = warehouse.person_names()
    earlier = {(d, n): p for p, d, n in zip(before["person_id"], before["document_id"], before["name"], strict=True)}
    pairs = zip(mentions["document_id"], mentions["said"], strict=True)
    mentions["person_id"] = pd.Series([earlier.get(pair) for pair in pairs], index=mentions.index, dtype=object)
    mentions["held_on"] = [None if pd.isna(v) else pd.Timestamp(v).date() for v in mentions["held_on"]]
    return mentions


def _display(name: str) -> str | None:
    """Given name and SURNAME; None for what is no name (`le Président`)."""
    if is_office(name):
        return None
    return parse_name(name).display or None


def _reviewed(decisions: pd.DataFrame, anchors: dict[str, str]) -> list[Decision]:
    """Reviewers' decisions in terms of printed forms."""
    found: list[Decision] = []
    for row in decisions.to_dict("records"):
        anchor = anchors.get(row["person_id"] or "")
        if anchor is None:
            continue
        left = subject_of(anchor)
        at, who, why = pd.Timestamp(row["decided_at"]).to_pydatetime(), row["actor"], row["reason"]
        if row["verb"] in ("merge", "keep apart"):
            other = anchors.get(row["other_person_id"] or "")
            if other is None:
                continue
            verdict = Verdict.SAME if row["verb"] == "merge" else Verdict.DIFFERENT
            found.append(Decision(left, subject_of(other), verdict, who, at, why))
        elif row["verb"] == "split":
            display = _display(row["printed_name"] or "") or row["printed_name"]
            right = Subject(display, left.organisation_id, row["document_id"])
            found.append(Decision(left, right, Verdict.DIFFERENT, who, at, why))
    return found


def _renamed(persons: pd.DataFrame, decisions: pd.DataFrame) -> pd.DataFrame:
    """Names that a reviewer chose."""
    chosen = decisions[decisions["verb"] == "rename"]
    names = dict(zip(chosen["person_id"], chosen["name"], strict=True))
    if names and len(persons):
        persons = persons.assign(
            name=[names.get(p, n) for p, n in zip(persons["person_id"], persons["name"], strict=True)]
        )
    return persons


def _person_names(mentions: pd.DataFrame, resolution: PeopleResolution) -> pd.DataFrame:
    frame = mentions.loc[:, ["document_id", "printed_name"]].assign(
        name=mentions["said"],
        person_id=resolution.assignments["person_id"],
        score=resolution.assignments["score"],
        decided_by=resolution.assignments["decided_by"],
    )
    return frame.drop_duplicates(["person_id", "document_id", "name", "printed_name"]).reset_index(drop=True)


def _rows(mentions: pd.DataFrame, resolution: PeopleResolution) -> pd.DataFrame:
    """Who each mention means. A proxy or a speaker of a name that two in the roll bear is left open."""
    return mentions.loc[:, ["table_name", "row_id", "field"]].assign(
        person_id=resolution.assignments["person_id"], decided_by=resolution.assignments["decided_by"]
    )


def _review(resolution: PeopleResolution) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                "left_id": d.left_id,
                "left_name": d.left.name,
                "right_id": d.right_id,
                "right_name": d.right.name,
                "score": d.score,
                "reason": d.reason,
            }
            for d in resolution.doubts
        ],
        columns=["left_id", "left_name", "right_id", "right_name", "score", "reason"],
    )


def _person_ids(known: pd.DataFrame, resolution: PeopleResolution) -> pd.DataFrame:
    """Every id ever given: old ones with what became of them, new ones with the form they were created with."""
    now = datetime.now(UTC).replace(tzinfo=None)
    old = known.copy()
    if len(old):
        old["merged_into"] = [
            resolution.merged.get(person, before)
            for person, before in zip(old["person_id"], old["merged_into"], strict=True)
        ]
    given = set(old["person_id"]) if len(old) else set()
    new = resolution.persons[~resolution.persons["person_id"].isin(given)] if len(resolution.persons) else None
    rows = (
        []
        if new is None
        else [
            {"person_id": p, "anchor": a, "created_at": now, "merged_into": None}
            for p, a in zip(new["person_id"], new["anchor"], strict=True)
        ]
    )
    fresh = pd.DataFrame(rows, columns=["person_id", "anchor", "created_at", "merged_into"])
    return fresh if not len(old) else pd.concat([old, fresh], ignore_index=True)

"""Who is who: mentions out, `extractors.identity` decides, ids back in.

A night meets the registry: only the organisations whose documents came, changed or went, or of which a reviewer spoke,
are resolved anew, with those that must be decided along with them. Belongs here: the frames in between. Rules of
likeness are `extractors.identity`'s, SQL is `warehouse.identities`'.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from extractors.entities import is_office
from extractors.french.given_names import is_given_name
from extractors.french.names import parse_name
from extractors.identity import Decision, resolve_organisations, resolve_people
from extractors.identity.official import tie_to_official
from extractors.identity.people import PeopleResolution
from extractors.identity.registry import KnownForm
from extractors.identity.verdicts import Designations
from pipeline.registry import form_rows, known_forms
from pipeline.reviewed import decisions_of

if TYPE_CHECKING:
    from warehouse import Warehouse

ROLL_FIELD = ("attendance", "person_id")
"""Table and column that make a mention an entry of the roll."""
SHARE = 250
"""Documents resolved together at least, if there are so many."""
SHARES = 20
"""Shares into which a whole archive is cut at most: each meets the registry anew."""
NIGHT = 4
"""One in so many documents of the archive, or fewer, is a night's work."""
NEEDED = ("document_id", "table_name", "row_id", "field", "name", "printed_name", "civility", "held_on", "person_id")
"""Of each mention."""


@dataclass(frozen=True)
class Night:
    """What a resolution starts from."""

    seats: Mapping[str, str]
    """Organisation of each document there is."""
    documents: pd.DataFrame
    """`Warehouse.resolved_documents`, with ``organisation_id``."""
    registry: Sequence[KnownForm]
    anchors: Mapping[str, str]
    """Every id ever given, oldest first and those given up last -> the form it was created with."""
    decisions: Sequence[Decision]
    officials: pd.DataFrame


def resolve_identities(warehouse: Warehouse, run_id: str | None = None, *, everything: bool = False) -> int:
    """Resolve organisations, then people; write both back.

    Args:
        warehouse: the loader's.
        run_id: the run on whose behalf changes are kept.
        everything: resolve all anew, whatever the registry knows.

    Returns:
        How many cells of the warehouse changed: 0 when nothing new was learned.
    """
    changed, of_document = _resolve_organisations(warehouse, run_id)
    if len(of_document) > SHARE:
        warehouse.settle()  # organisations are those of the whole archive: what they took is not added to the shares
    night = _night(warehouse, of_document)
    touched = _touched(warehouse, night, everything)
    room = _room(night, touched)
    while touched:
        changed += _resolve_share(warehouse, night, touched, room, run_id)
        if touched:
            warehouse.settle()
            night = _night(warehouse, of_document)
    return changed


def _resolve_share(warehouse: Warehouse, night: Night, touched: set[str], room: int, run_id: str | None) -> int:
    """Resolve some of the organisations left and take them, and those decided along with them, from ``touched``."""
    mentions, resolution = _settled(warehouse, night, _share(night, touched, room))
    touched -= resolution.organisations
    return _write_back(warehouse, night, mentions, resolution, run_id, is_last=not touched)


def _room(night: Night, touched: Set[str]) -> int:
    """How many documents are resolved together.

    A first import touches all there are: share by share it takes little more memory than a night, which is taken whole.
    """
    at_once = sum(organisation in touched for organisation in night.seats.values())
    is_night = at_once <= max(SHARE, len(night.seats) // NIGHT)
    return at_once if is_night else max(SHARE, len(night.seats) // SHARES)


def _share(night: Night, organisations: Set[str], room: int) -> set[str]:
    """The first of these organisations, in the order of their ids, that have ``room`` documents between them."""
    share: set[str] = set()
    documents = Counter(night.seats.values())
    for organisation in sorted(organisations):
        if room <= 0 and share:
            break
        room -= max(1, documents[organisation])
        share.add(organisation)
    return share


def _night(warehouse: Warehouse, of_document: Mapping[str, str]) -> Night:
    documents = warehouse.resolved_documents()
    # A document whose organisation is not printed stands alone until its roll shows whose it is.
    there = documents.loc[documents["loaded_at"].notna(), "document_id"]
    seats = {d: of_document.get(d, f"document:{d}") for d in there}
    documents["organisation_id"] = documents["document_id"].map(seats)
    known = warehouse.person_ids()
    known = known.sort_values("merged_into", key=lambda s: s.notna(), kind="stable")
    anchors = dict(zip(known["person_id"], known["anchor"], strict=True))
    registry = known_forms(warehouse.known_forms())
    decisions = decisions_of(warehouse.decisions(), anchors, {k.form.name for k in registry})
    return Night(seats, documents, registry, anchors, decisions, warehouse.officials())


def _touched(warehouse: Warehouse, night: Night, everything: bool) -> set[str]:
    """Organisations of documents that came, changed or went, and those that new decisions speak of."""
    d = night.documents
    stale = (
        (d["loaded_at"] != d["was_loaded_at"])
        | (d["organisation_id"] != d["was_organisation_id"])
        | (d["version"] != d["organisation_id"].map(_versions(night)))
        | everything
    )
    touched = {o for c in ("organisation_id", "was_organisation_id") for o in d.loc[stale, c].dropna()}
    news = decisions_of(warehouse.decisions_not_applied(), night.anchors, {k.form.name for k in night.registry})
    return touched | Designations([k.form for k in night.registry]).organisations(news)


def _versions(night: Night) -> dict[str, str]:
    """For each organisation what decides besides its documents: the rules, and what the register says of it."""
    from pipeline.stages import extraction_version

    known = {o: str(hash_of(entries)) for o, entries in night.officials.groupby("organisation_id")}
    return {o: f"{extraction_version()}/{known.get(o, '')}" for o in {*night.seats.values()}}


def hash_of(entries: pd.DataFrame) -> str:
    """The same for the same rows."""
    rows = "\n".join("\t".join(map(str, row)) for row in entries.itertuples(index=False))
    return hashlib.sha256(rows.encode()).hexdigest()[:12]


def _settled(warehouse: Warehouse, night: Night, organisations: set[str]) -> tuple[pd.DataFrame, PeopleResolution]:
    """Resolve these organisations, and as many more as must be decided along with them."""
    frames: list[pd.DataFrame] = []
    asked: set[str] = set()
    while True:
        more = organisations - asked
        frames.append(_person_mentions(warehouse, {d: o for d, o in night.seats.items() if o in more}))
        frames.append(_register_mentions(night.officials, more))
        mentions = pd.concat([f for f in frames if len(f)] or frames[:1], ignore_index=True)
        asked |= more
        resolution = resolve_people(mentions, night.anchors, night.decisions, night.registry, asked)
        if not resolution.unsettled:
            return mentions, resolution
        organisations = asked | resolution.unsettled


def _write_back(
    warehouse: Warehouse,
    night: Night,
    mentions: pd.DataFrame,
    resolution: PeopleResolution,
    run_id: str | None,
    *,
    is_last: bool,
) -> int:
    from warehouse.identities import Scope

    organisations = resolution.organisations
    before = [k for k in night.registry if k.form.organisation_id in organisations]
    d = night.documents
    mine = d["organisation_id"].isin(organisations)
    resolved = d.loc[mine, ["document_id", "organisation_id", "loaded_at"]]
    resolved = resolved.assign(version=resolved["organisation_id"].map(_versions(night)))
    printed = mentions["elected_id"].isna()
    scope = Scope(
        documents=d.loc[mine | d["was_organisation_id"].isin(organisations), "document_id"].tolist(),
        organisations=sorted(organisations),
        persons=sorted({*resolution.persons["person_id"], *(k.person_id for k in (*before, *resolution.registry))}),
        forms=form_rows(resolution.registry),
        resolved=resolved,
        bodies=sorted({k.body for k in (*before, *resolution.registry)}),
        is_last=is_last,
    )
    return warehouse.apply_identities(
        _persons(warehouse, mentions, resolution),
        _person_names(mentions[printed], resolution),
        _rows(mentions[printed], resolution),
        _review(resolution),
        _person_ids(warehouse.person_ids(), resolution),
        run_id,
        scope,
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


def _person_mentions(warehouse: Warehouse, seats: Mapping[str, str]) -> pd.DataFrame:
    """Mentions of these documents that name somebody, as `resolve_people` wants them."""
    mentions = warehouse.mentions(sorted(seats), NEEDED).rename(columns={"name": "said"})
    mentions["in_roll"] = (mentions["table_name"] == ROLL_FIELD[0]) & (mentions["field"] == ROLL_FIELD[1])
    name_of, names = pd.factorize(mentions["said"])
    display = pd.Series([display_of(name) for name in names], dtype="str")
    # A given name alone is somebody in a roll of given names, and a name cut short anywhere else.
    stands_anywhere = np.array([not _is_given_alone(name) for name in names], dtype=bool)
    document_of, documents = pd.factorize(mentions["document_id"])
    organisations = pd.Series([seats[document] for document in documents], dtype="str")
    mentions["name"] = display.array.take(name_of)
    mentions["organisation_id"] = organisations.array.take(document_of)
    mentions["elected_id"] = None
    is_somebody = display.notna().to_numpy()[name_of] & (mentions["in_roll"].to_numpy() | stands_anywhere[name_of])
    found: pd.DataFrame = mentions[is_somebody].reset_index(drop=True)
    return found


def _is_given_alone(name: str) -> bool:
    return not _is_plain(name) and (not parse_name(name).surname or is_given_name(name, strict=True))


def _register_mentions(officials: pd.DataFrame, organisations: Iterable[str]) -> pd.DataFrame:
    """The national register as one more roll of each term in each body: none of its entries is another's."""
    chosen = officials[officials["organisation_id"].isin(set(organisations))]
    terms = [f"register:{o}:{d}" for o, d in zip(chosen["organisation_id"], chosen["started_on"], strict=True)]
    days = [None if pd.isna(v) else pd.Timestamp(v).date() for v in chosen["started_on"]]
    return chosen.assign(
        document_id=terms,
        said=chosen["name"],
        printed_name=chosen["name"],
        held_on=pd.Series(days, index=chosen.index, dtype=object),
        in_roll=True,
        person_id=None,
    ).drop_duplicates(["document_id", "elected_id"])


_PLAIN = re.compile(r"[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ]+(?:-[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ]+)? [A-ZÀ-ÖØ-Þ]{3,}(?:-[A-ZÀ-ÖØ-Þ]{3,})?")
"""A known given name and a SURNAME, as nearly all are: nothing to take apart."""


def _is_plain(name: str) -> bool:
    return _PLAIN.fullmatch(name) is not None and is_given_name(name.split(" ", maxsplit=1)[0], strict=True)


def display_of(name: str) -> str | None:
    """Given name and SURNAME; None for what is no name (`le Président`)."""
    if is_office(name):
        return None
    if _is_plain(name):
        return name
    return parse_name(name).display or None


def _persons(warehouse: Warehouse, mentions: pd.DataFrame, resolution: PeopleResolution) -> pd.DataFrame:
    """Rows of `persons`: with names that a reviewer chose, and who they are in the national register."""
    decisions = warehouse.decisions()
    chosen = decisions[decisions["verb"] == "rename"]
    names = dict(zip(chosen["person_id"], chosen["name"], strict=True))
    entries: dict[str, set[str]] = {}
    for known in resolution.registry:
        entries.setdefault(known.person_id, set()).update(known.form.elected)
    persons = resolution.persons.drop(columns=["anchor"])
    ids = persons["person_id"]
    elected = [min(entries[p]) if len(entries.get(p, ())) == 1 else None for p in ids]
    return persons.assign(
        name=[names.get(p, n) for p, n in zip(ids, persons["name"], strict=True)],
        elected_id=pd.Series(elected, index=persons.index, dtype=object),
    )


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
                "rows_settled": d.mentions,
                "organisation_id": d.body,
            }
            for d in resolution.doubts
        ],
        columns=[
            "left_id", "left_name", "right_id", "right_name", "score", "reason", "rows_settled", "organisation_id"
        ],
    )  # fmt: skip


def _person_ids(known: pd.DataFrame, resolution: PeopleResolution) -> pd.DataFrame:
    """Ids that are new, with the form they were created with, and those given up or taken up again."""
    now = datetime.now(UTC).replace(tzinfo=None)
    alive = dict(zip(resolution.persons["person_id"], resolution.persons["anchor"], strict=True))
    rows = []
    for row in known.to_dict("records"):
        person = row["person_id"]
        before = None if pd.isna(row["merged_into"]) else row["merged_into"]
        after = None if person in alive else resolution.merged.get(person, before)
        if after != before:
            rows.append({**row, "merged_into": after})
    given = set(known["person_id"])
    rows += [
        {"person_id": p, "anchor": a, "created_at": now, "merged_into": None}
        for p, a in alive.items()
        if p not in given
    ]
    return pd.DataFrame(rows, columns=["person_id", "anchor", "created_at", "merged_into"])

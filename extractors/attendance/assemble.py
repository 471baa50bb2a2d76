"""From the lists of a roll to its rows: one a person, with substitutes, pouvoirs and the chair in place.

Belongs here: how lists fit together. Does not belong here: reading a list (`entries`) or its heading (`headings`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extractors.attendance.communes import commune_named
from extractors.attendance.entries import ListReader
from extractors.attendance.entry import Entry
from extractors.attendance.functions import share_functions, with_functions
from extractors.attendance.heading_kinds import Heading, HeadingKind
from extractors.attendance.headings import find_headings
from extractors.attendance.links import TITLE_OF, Link, title_in
from extractors.attendance.parts import with_parts
from extractors.attendance.source import RollText
from extractors.attendance.stray import stray_pouvoirs
from extractors.attendance.tables import read_tables
from extractors.french.fold import key_of
from extractors.french.given_names import civility_of
from extractors.french.likeness import best_match
from extractors.french.names import Name, NameOrder, infer_order, parse_name
from extractors.records import Attendance, Evidence, Status


@dataclass(slots=True)
class Row:
    """A row in the making."""

    offset: int
    name: Name
    civility: str | None
    status: Status
    evidence: Evidence
    role: str | None = None
    commune: str | None = None
    substitute_for: str | None = None
    proxy_to: str | None = None
    is_replaced: bool = False
    is_assumed: bool = False
    """Whether the heading of the list says nothing of a status."""
    is_implied: bool = False
    """Whether nothing but the pouvoir another holds tells of this person so far."""


_HERE = (Status.PRESENT, Status.REMOTE)
_AWAY = (Status.ABSENT, Status.EXCUSED)
_NEAR = 3
"""Blocks between the end of one list and the heading of the next, beyond the opening."""


def read_lists(roll: RollText, stops: Sequence[int] = (), opening_end: int | None = None) -> list[Entry]:
    """Every entry under every heading of a roll's text.

    Args:
        roll: the text.
        stops: offsets beyond which no list goes.
        opening_end: index of the block where the opening ends: from there on, only a list that follows closely upon
            another is part of the roll.
    """
    tables = read_tables(roll)
    headings = [h for h in find_headings(roll) if not any(a <= h.start < b for a, b in tables.holes)]
    headings, stops = with_parts(roll, headings, stops)
    headings = sorted([*headings, *(Heading(HeadingKind.END, s, s) for s in stops)], key=lambda h: (h.start, h.end))
    entries: list[Entry] = list(tables.entries)
    guests: list[Entry] = []
    for heading, end, counts in _lists(headings, len(roll.marked)):
        at = roll.block_at(heading.start).index
        last = max((roll.block_at(e.start).index for e in entries), default=-_NEAR)
        if opening_end is not None and at >= opening_end and at - last > _NEAR:
            break
        read = ListReader(roll, heading, end, [*tables.holes, *counts]).read()
        entries.extend(read)
        if heading.status is Status.GUEST and not guests and _may_be_members(roll, heading):
            guests = read
    others = [e.start for e in entries if e not in guests]
    if not any(e.status in _HERE for e in entries) and all(e.start < min(others, default=e.start + 1) for e in guests):
        for entry in guests:
            entry.status = Status.PRESENT
    entries.extend(stray_pouvoirs(roll, entries, _business(roll, headings, entries)))
    with_functions(roll, entries)
    share_functions(entries)
    for entry in entries:
        for start, stop, commune in tables.communes:
            if start <= entry.start < stop:
                entry.commune = entry.commune or commune
    return entries


_BUSINESS = re.compile(r"approbation|adoption|ordre du jour|objet|deliberation|rapporteur|vu|considerant")


def _business(roll: RollText, headings: Sequence[Heading], entries: Sequence[Entry]) -> int:
    """Where the first item begins after the lists."""
    last = max((e.start for e in entries), default=0)
    for heading in headings:
        is_item = heading.start == heading.end or _BUSINESS.match(roll.folded, heading.start) is not None
        if heading.kind is HeadingKind.END and heading.start > last and is_item:
            return heading.start
    return len(roll.marked)


def _may_be_members(roll: RollText, heading: Heading) -> bool:
    """Whether *Assistaient à la séance* may head the members themselves, where no other list does."""
    words = roll.folded[heading.start : heading.end]
    return re.search(r"\b(?:y )?(?:assist|particip)|^en presence", words) is not None and not re.search(
        r"egalement|aussi|outre|invit|services?|administration|personnel|techni|sans voix|consultati|agents?", words
    )


def _lists(headings: Sequence[Heading], text_end: int) -> Iterator[tuple[Heading, int, list[tuple[int, int]]]]:
    """Each list: its heading (a sub-heading with the status of the one above), its end, the counts printed in it."""
    above: Heading | None = None
    is_told = any(h.status in _HERE for h in headings) or not any(h.status in _AWAY for h in headings)
    for i, heading in enumerate(headings):
        if heading.kind is HeadingKind.COUNT:
            continue
        if heading.kind is HeadingKind.END:
            above = None
            continue
        if heading.kind is not HeadingKind.SUB:
            above = heading
        elif above is None and not is_told:
            heading = replace(
                heading, kind=HeadingKind.ROLL, status=Status.PRESENT, is_assumed=True
            )  # *Adjoints* beside *Excusés*
        elif above is None:
            continue
        else:
            heading = replace(heading, kind=above.kind, status=above.status)
        later = headings[i + 1 :]
        closing = next((h for h in later if h.kind is not HeadingKind.COUNT), None)
        end = closing.start if closing is not None else text_end
        counts = [(h.start, h.end) for h in later if h.kind is HeadingKind.COUNT and h.start < end]
        yield heading, end, counts


def rows_of(roll: RollText, entries: Sequence[Entry]) -> list[Row]:
    """One row a person, in printed order."""
    order = infer_order(_printed(roll, e.name_start, e.end) for e in entries)
    rows: list[Row] = []
    collective = _collective(roll, entries, order)
    for entry in entries:
        if entry.group in collective:
            entry.civility = None
        name = _name_of(roll, entry, order)
        _place(roll, rows, entry, name, order)
    _leave_out_replaced(rows)
    return [r for r in sorted(rows, key=lambda r: r.offset) if not r.is_replaced]


def _name_of(roll: RollText, entry: Entry, order: NameOrder | None) -> Name:
    """The name of an entry; *M.* is an initial where its list has initials for given names."""
    printed = _printed(roll, entry.name_start, entry.end)
    if entry.civility is not None or not printed.startswith("M."):
        return parse_name(printed, order)
    name = parse_name(f"N{printed[1:]}", order)
    return replace(name, printed=printed, given=f"M{name.given[1:]}" if name.given else None)


def _leave_out_replaced(rows: Sequence[Row]) -> None:
    """A titular named among those away, for whom a substitute came, has no row: he stands in the substitute's."""
    names = [r.name for r in rows]
    for row in rows:
        titular = parse_name(row.substitute_for) if row.substitute_for else None
        known = best_match(titular, names) if titular is not None else None
        if titular is None or known is None or rows[known] is row or rows[known].proxy_to:
            continue
        is_same = key_of(titular.surname or "") == key_of(rows[known].name.surname or "")
        if is_same and rows[known].status in _AWAY:
            rows[known].is_replaced = True


def _collective(roll: RollText, entries: Sequence[Entry], order: NameOrder | None) -> set[int]:
    """Lists whose one civility (*MM.*) stands for men and women alike, so that it says nothing of any of them."""
    found = set()
    for entry in entries:
        if entry.group < 0 or entry.civility is None:
            continue
        given = parse_name(_printed(roll, entry.name_start, entry.end), order).given
        if civility_of(given) not in (None, entry.civility):
            found.add(entry.group)
    return found


def _place(roll: RollText, rows: list[Row], entry: Entry, name: Name, order: NameOrder | None) -> None:
    rule = "attendance.pouvoirs" if entry.is_proxy_list else "attendance.list"
    known = best_match(name, [r.name for r in rows]) if entry.is_proxy_list else _same(name, entry.civility, rows)
    holds = [link for link in entry.links if link.kind == "holds"]
    if known is None:
        row = Row(
            entry.start,
            name,
            entry.civility,
            entry.status,
            roll.text.evidence(rule, entry.start, entry.end, entry.trust),
            entry.role,
            commune_named(entry.commune) or entry.commune if entry.commune else None,
            is_assumed=entry.is_assumed,
        )
        if entry.is_proxy_list and holds and not any(link.kind == "proxy" for link in entry.links):
            row.status = Status.PRESENT
        rows.append(row)
    else:
        row = rows[known]
        if row.is_implied and not entry.is_proxy_list:
            row.status, row.is_implied, row.offset = entry.status, False, entry.start
            row.evidence = roll.text.evidence(rule, entry.start, entry.end, entry.trust)
        if row.is_assumed and entry.status in _AWAY:
            row.status, row.is_assumed = entry.status, False
        row.role = row.role or entry.role
        if entry.has_civility:
            row.civility = row.civility or entry.civility
    for link in entry.links:
        _tie(roll, rows, row, link, order)


def _same(name: Name, civility: str | None, rows: Sequence[Row]) -> int | None:
    """The row of that very name: lists other than those of pouvoirs do not repeat people under other forms.

    A surname alone does not make M. X and Mme X one person.
    """
    return next(
        (
            i
            for i, r in enumerate(rows)
            if r.name.key == name.key and (name.given is not None or civility is None or r.civility in (None, civility))
        ),
        None,
    )


def _tie(roll: RollText, rows: list[Row], row: Row, link: Link, order: NameOrder | None) -> None:
    other = parse_name(_printed(roll, link.start, link.end), order)
    known = best_match(other, [r.name for r in rows])
    if link.kind == "proxy":
        row.proxy_to = TITLE_OF + title if (title := title_in(roll, link.start, link.end)) else None
        row.proxy_to = row.proxy_to or _displayed(rows, known, other)
    elif link.kind == "substitute":
        row.substitute_for = _displayed(rows, known, other)
        if known is not None and rows[known] is not row:
            rows[known].is_replaced = True
    elif link.kind == "replaced":
        if known is None:
            substitute = Row(
                link.start,
                other,
                other.civility,
                row.status if row.status in (Status.PRESENT, Status.REMOTE) else Status.PRESENT,
                roll.text.evidence("attendance.replaced", link.start, link.end, 0.9),
                commune=row.commune,
            )
            rows.append(substitute)
        else:
            substitute = rows[known]
        substitute.substitute_for = row.name.display
        row.is_replaced = True
    elif link.kind == "holds":
        giver = rows[known] if known is not None else None
        if giver is None:
            giver = Row(
                link.start,
                other,
                other.civility,
                Status.EXCUSED,
                roll.text.evidence("attendance.holds-pouvoir", link.start, link.end, 0.85),
                is_implied=True,
            )
            rows.append(giver)
        giver.proxy_to = row.name.display


def _displayed(rows: Sequence[Row], known: int | None, other: Name) -> str:
    return rows[known].name.display if known is not None else other.display


def _printed(roll: RollText, start: int, end: int) -> str:
    return " ".join(roll.marked[start:end].split())


def to_records(rows: Sequence[Row], meeting: int, first: int) -> list[Attendance]:
    """Rows as records, numbered from ``first``."""
    return [
        Attendance(
            position=first + i,
            printed_name=row.evidence.quote,
            name=row.name.display,
            civility=row.civility,
            status=row.status,
            substitute_for=row.substitute_for,
            proxy_to=row.proxy_to,
            role=row.role,
            commune=row.commune,
            meeting=meeting,
            evidence=row.evidence,
        )
        for i, row in enumerate(rows)
    ]

"""The roll of a session: who was present, remote, absent, excused or a guest, and who stood in or voted for whom."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.attendance.assemble import Row, read_lists, rows_of, to_records
from extractors.attendance.naming import person_at
from extractors.attendance.settle import settle_links
from extractors.attendance.source import RollText
from extractors.attendance.unruled import with_tables
from extractors.attendance.words import name_end
from extractors.document import Document, Outline
from extractors.french.civility import read_civility
from extractors.french.given_names import is_given_name
from extractors.french.likeness import best_match
from extractors.meeting_spans import Span, find_sessions
from extractors.records import Attendance, Status

__all__ = ["read_attendance"]

_HERE = frozenset((Status.PRESENT, Status.REMOTE))


def read_attendance(document: Document, outline: Outline) -> tuple[Attendance, ...]:
    """Every person in the roll of each session, in printed order; nobody who is merely named."""
    found: list[Attendance] = []
    for meeting, span in enumerate(find_sessions(document, outline), 1):
        rows = _with_chair(_laid(document, span.first, span.roll_end), _rows(document, outline, span))
        settle_links(rows)
        found.extend(to_records(rows, meeting, len(found) + 1))
    return tuple(found)


def _laid(document: Document, first: int, end: int) -> RollText:
    """Blocks one after another, lines beneath the heads of columns as the tables they are."""
    return RollText.of_blocks(with_tables(document.blocks[first:end]))


def _rows(document: Document, outline: Outline, span: Span) -> list[Row]:
    """The roll stands in the opening; failing that, wherever it stands."""
    headings = {s.heading for s in outline.sections if s.heading >= outline.preamble[1]}
    reach = min(span.end, span.roll_end + _REACH)
    rows = _read(_laid(document, span.first, reach), headings, span.roll_end)
    if any(r.status in _HERE for r in rows) or span.roll_end >= span.end:
        return rows
    elsewhere = _read(_laid(document, span.first, span.end), headings)
    return elsewhere if any(r.status in _HERE for r in elsewhere) else rows


def _with_chair(roll: RollText, rows: list[Row]) -> list[Row]:
    """The rows, and whoever presided where the list leaves him out: he was there."""
    if all(r.status is Status.GUEST for r in rows):
        return rows
    printed = roll.marked.replace("\v", " ").replace("\t", " ")
    flat = roll.folded.replace("\v", " ").replace("\t", " ")
    for match in _PRESIDES.finditer(flat):
        person = person_at(printed, flat, match.end())
        if person is None or best_match(person.name, [r.name for r in rows]) is not None:
            continue
        if person.name.civility is None and person.name.given is None:
            continue
        role = _ROLE_AFTER.match(flat, person.end)
        evidence = roll.text.evidence("attendance.presides", person.start, person.end, 0.85)
        title = printed[role.start(1) : role.end(1)] if role else None
        row = Row(person.start, person.name, person.name.civility, Status.PRESENT, evidence, title)
        return sorted([*rows, row], key=lambda r: r.offset)
    return rows


_PRESIDES = re.compile(
    r"\bsous\s+la\s+(?:haute\s+)?presidence\s+d(?:e|u|')\s*|(?:seance|reunion)\s+(?:est\s+)?presidee?\s+par\s+"
    r"|(?:^|\n|\.\s)\W{0,3}presidence\s*(?:de\s+|:\s*)|(?:^|\n)\W{0,3}(?:presidente?(?:\s+de\s+(?:la\s+)?seance)?|maire)\s*:\s*"
)
_ROLE_AFTER = re.compile(r"\s*,\s*((?:maire|mairesse|presidente?|vice-presidente?|\d\w{0,4}\s+adjointe?|adjointe?)\b)")


_REACH = 40
"""Blocks beyond the opening in which a roll begun there may go on."""


def _read(roll: RollText, headings: set[int], opening_end: int | None = None) -> list[Row]:
    stops = {
        start: block
        for start, block in zip(roll.block_starts, roll.blocks, strict=True)
        if block.index in headings
        and not _begins_with_name(block.body)
        and not _begins_with_delegate(re.split(r"[\n\v]", roll.marked[start : start + 200])[0])
    }
    return rows_of(roll, read_lists(roll, list(stops), opening_end))


_INITIALS = re.compile(r"(?:[A-ZÉÈ]\.[ ]?[A-ZÀ-Þ][\w'’ -]{1,30}[ ]?[;,][ ]*){2}")
"""Names with initials, of which the first looks like the number of an item (*E. X ; J. Y ; ...*)."""


def _begins_with_name(text: str) -> bool:
    words: Sequence[str] = text.split()[:2]
    if _INITIALS.match(text):
        return True
    return read_civility(text[:60]) is not None or any(is_given_name(w.strip(",;"), strict=True) for w in words)


_DELEGATE = re.compile(r"[A-ZÀ-Þ][A-ZÀ-Þ '’/().-]{1,45}[ ]?:[ ]*(?=\S)")
"""A commune in capitals before its delegates, which looks like a title (*BARVILLE : M. X, Mme Y*)."""


def _begins_with_delegate(line: str) -> bool:
    place = _DELEGATE.match(line)
    if place is None:
        return False
    civility = read_civility(line[place.end() :])
    begins = place.end() + (civility.end if civility else 0)
    stop = name_end(line, begins, len(line), civility is not None)
    words = line[begins:].split(maxsplit=2)
    is_pair = len(words) > 1 and is_given_name(words[0]) and words[1].isupper()
    is_person = civility is not None or is_pair or is_given_name(words[0], strict=True)
    return stop is not None and is_person and re.match(r"[ ]*(?:[,;(/–-]|et\b|$)", line[stop:]) is not None

"""The sessions a document tells of: one `Meeting` each, every field with its evidence.

Belongs here: putting the facts of a session together. Does not belong here: any wording (``lexicons/meeting.yaml``) or
the rules that read it (`meeting_dates`, `meeting_people`, `meeting_body`, `meeting_counts`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from extractors.document import Document, Outline
from extractors.french.fold import fold
from extractors.meeting_body import UNSURE, body_of, document_type, organisation_of
from extractors.meeting_counts import counts_of
from extractors.meeting_dates import convened_on, ends_at, held_on, next_meeting_on, starts_at
from extractors.meeting_headers import organisation_by_brand, organisation_in_headers
from extractors.meeting_people import chair_of, secretary_of
from extractors.meeting_place import place_of
from extractors.meeting_source import Fact, SessionText
from extractors.meeting_spans import Span, find_sessions
from extractors.records import Attendance, Evidence, Meeting

__all__ = ["read_meetings"]

_AFTER_PREAMBLE = 30
_AFTER_ROLL = 6
"""Blocks after the preamble in which counts may stand, as long as no item begins."""
_CLOSING_BLOCKS = 25


def read_meetings(document: Document, outline: Outline, attendance: Sequence[Attendance]) -> tuple[Meeting, ...]:
    """Each session of the document, in printed order; none where nothing tells of one."""
    meetings = []
    for position, span in enumerate(find_sessions(document, outline), 1):
        rows = [a for a in attendance if a.meeting == position]
        items = [s.heading for s in outline.sections if span.first < s.heading < span.end]
        meeting = _read(document, span, rows, position, frozenset(outline.agenda), min(items, default=None))
        if meeting is not None:
            meetings.append(meeting)
    return tuple(meetings)


def _read(
    document: Document,
    span: Span,
    attendance: Sequence[Attendance],
    position: int,
    agenda: frozenset[int],
    first_item: int | None,
) -> Meeting | None:
    opening = SessionText.of(document, span.first, span.roll_end)
    preliminary = SessionText.of(document, span.first, max(span.first + 1, min(span.roll_end, span.preamble_end)))
    beginning = SessionText.of(document, span.first, min(span.end, span.roll_end + _AFTER_PREAMBLE))
    whole = SessionText.of(document, span.first, span.end)
    counted = span.preamble_end if span.preamble_end >= span.first + 4 else span.roll_end
    if first_item is None or first_item > counted:
        counted = min(span.roll_end, counted + _AFTER_ROLL, first_item or span.roll_end)
    preamble = SessionText.of(document, span.first, counted)
    closing = SessionText.of(document, max(span.first, span.end - _CLOSING_BLOCKS), span.end)
    if not whole.printed:
        return None
    held = held_on(opening, document, span.preamble_end)
    day = held[0].value if held else None
    body = body_of(opening)
    chair, _ = chair_of(opening, closing, whole, attendance, preliminary, body.value if body else None)
    facts: dict[str, Fact[Any] | None] = {
        "organisation": _organisation(document, opening, whole, agenda, body.value if body else None),
        "body": body,
        "document_type": document_type(opening),
        "starts_at": starts_at(beginning, held[1] if held else None),
        "ends_at": ends_at(whole),
        "place": place_of(opening, held[1] if held else None),
        "convened_on": convened_on(opening, day),
        "chair": chair,
        "secretary": secretary_of(beginning, attendance),
        "next_meeting_on": next_meeting_on(whole, day),
    }
    facts.update({k: v for k, v in counts_of(preamble).items() if k in _COUNTS})
    known = {field: fact for field, fact in facts.items() if fact is not None}
    evidence: list[tuple[str, Evidence]] = [(field, fact.evidence) for field, fact in known.items()]
    return Meeting(
        position=position,
        held_on=day,
        evidence=held[0].evidence if held else None,
        field_evidence=tuple(evidence),
        **{field: fact.value for field, fact in known.items()},
    )


def _organisation(
    document: Document, opening: SessionText, whole: SessionText, agenda: frozenset[int], body: str | None
) -> Fact[str] | None:
    """Of the opening, else of the running header, else the one named most often: one of the body's kind first."""
    found = organisation_of(opening, agenda, body)
    if found is not None and found.evidence.confidence > UNSURE:
        return found
    return (
        organisation_in_headers(document, body)
        or organisation_by_brand(opening, body)
        or found
        or organisation_of(whole, agenda, body, by_number=True)
        or _of_another_kind(opening, agenda, body)
    )


def _of_another_kind(opening: SessionText, agenda: frozenset[int], body: str | None) -> Fact[str] | None:
    """The organisation named in the opening whatever its kind, short of one that the body cannot sit for."""
    found = organisation_of(opening, agenda) if body != "Conseil municipal" else None
    is_local = found is not None and re.match(
        r"(?:commune|mairie|ville|conseil|departement|region)\b", fold(found.value)
    )
    fits = body is None or re.search(r"departemental|general|regional|administration|bureau$|permanente", fold(body))
    return found if not is_local or fits else None


_COUNTS = frozenset(("members_in_office", "members_present", "votes_cast", "votes_for", "votes_against", "abstentions"))

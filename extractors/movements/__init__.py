"""Who came late, left early or kept out of one item.

Belongs here: reading such sentences and notes. Does not belong here: what follows for each vote
(`extractors.presence`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import time

from extractors.attendance.links import find_link, title_in
from extractors.attendance.naming import Person
from extractors.document import Document, Outline
from extractors.french.dates import find_times
from extractors.french.likeness import best_match
from extractors.french.names import Name, parse_name
from extractors.meeting_source import SessionText
from extractors.movements.items import items_of
from extractors.movements.pairs import once, out_and_in
from extractors.movements.subjects import (
    Subject,
    chair_at,
    holder_of,
    is_of_bearer,
    noted,
    subjects_after,
    subjects_before,
)
from extractors.movements.wording import Sentence, is_of_the_room, kind_of, of_absentee, sentences, wording
from extractors.records import Attendance, Movement, MovementKind, Status

__all__ = ["read_movements"]

_GIVES_THEN = re.compile(
    r"\s*[.;]\s+(?:(?:il|elle|celui-ci|celle-ci|ce dernier|cette derniere)\s+[^.;\n]{0,30})?"
    r"(?:pouvoir|procuration)\s+(?!d(?:e|u|es)\b)(?:\bm\.|[^.;\n]){0,60}|\s*[.;]\s+(?:il|elle|celui-ci|celle-ci)\s+[^.;\n]{0,30}"
    r"(?:pouvoir|procuration)(?:\bm\.|[^.;\n]){0,60}"
)
"""The pouvoir of whoever leaves, given in the next sentence."""
_IT_IS = re.compile(r"[.;]\s+il\s+est\s+[^.;\n]{2,30}")
"""*M. X quitte la séance. Il est 21 h 05.*"""
_BRACKETS = re.compile(r"\s*\([^()\n]{0,80}\)")


def read_movements(document: Document, outline: Outline, attendance: Sequence[Attendance]) -> tuple[Movement, ...]:
    """Every arrival, departure and withdrawal of someone in the roll, in printed order."""
    if not attendance:
        return ()
    text = SessionText.of(document, 0, len(document.blocks))
    names = [parse_name(a.name) for a in attendance]
    reader = _Reader(text, attendance, names, chair_at(document, outline, text, attendance))
    movements = [m for sentence in sentences(text) for m in reader.read(sentence)]
    return tuple(out_and_in(once(movements, outline.preamble[1]), outline))


@dataclass(frozen=True)
class _Reader:
    """Reads the movements of one document, sentence by sentence."""

    text: SessionText
    attendance: Sequence[Attendance]
    names: Sequence[Name]
    chair: Attendance | None

    def read(self, sentence: Sentence) -> Iterator[Movement]:
        """The movements a sentence tells."""
        flat = self.text.flat[sentence.start : sentence.end]
        if len(flat) < 8:
            return
        paragraph = self.text.flat[self.text.flat.rfind("\n", 0, sentence.start) + 1 : sentence.end]
        told = [
            (match.start(), kind, place, match)
            for kind, places in wording().items()
            for place, pattern in places.items()
            for match in pattern.finditer(flat)
            if is_of_the_room(flat, paragraph, match, kind)
        ]
        for _, kind, place, match in sorted(told, key=lambda t: t[0]):
            yield from self._told(sentence, flat, match, kind, place)

    def _told(
        self, sentence: Sentence, flat: str, match: re.Match[str], kind: MovementKind, place: str
    ) -> Iterator[Movement]:
        verb = sentence.start + match.start(), sentence.start + match.end()
        told = kind_of(kind, flat, match.start(), self._next(sentence))
        member = self._of_row(sentence)
        if member is not None:
            yield self._movement(sentence, (member, None), told, verb, verb[1])
            return
        if place == "after":
            subjects = subjects_after(self.text, (verb[1], sentence.end), self.attendance, self.names, self.chair)
            for subject in subjects:
                person = subject[1]
                near = person.end if person is not None and len(subjects) > 1 else verb[1]
                yield self._movement(sentence, subject, told, verb, near)
            return
        if is_of_bearer(self.text, verb[0]):
            return
        note = noted(self.text, verb[0], self.attendance)
        if note is not None:
            yield self._movement(sentence, note, of_absentee(kind, note[0], match[0]), verb, verb[1])
            return
        bounds = sentence.start, verb[0]
        for subject in subjects_before(self.text, bounds, self.attendance, self.names, self.chair):
            yield self._movement(sentence, subject, told, verb, verb[1])

    def _of_row(self, sentence: Sentence) -> Attendance | None:
        """Whose row of a table of the roll a sentence is (*X | présent | arrivé à 18h20*), if it is one."""
        cells = self.text.roll.marked[sentence.start : sentence.end].strip("\v").split("\t")
        known = best_match(parse_name(cells[0].split(",")[0]), self.names) if len(cells) > 2 else None
        return self.attendance[known] if known is not None else None

    def _next(self, sentence: Sentence) -> str:
        """What follows a sentence up to the end of the next: *...; M. Y prend la présidence*."""
        rest = re.match(r"[^.\n]{0,120}", self.text.flat[sentence.end :].lstrip(".;"))
        return rest.group() if rest is not None else ""

    def _movement(
        self, sentence: Sentence, subject: Subject, kind: MovementKind, verb: tuple[int, int], near: int
    ) -> Movement:
        """The movement told by the words at ``verb``: a note in a list is read alone, a sentence as a whole.

        Of several times the one nearest to ``near`` counts.
        """
        text, (row, person), (begin, end) = self.text, subject, verb
        first, last = _trimmed(text, sentence.start, sentence.end)
        is_listed = near == end and _is_roll(text, begin)
        if text.printed[:begin].rstrip().endswith("(") or is_listed:
            note = re.search(r"[),;]|$", text.flat[end : sentence.end])
            last = end + (note.start() if note else 0)
            first = min(person.start, begin) if person is not None else begin
        at = self._hour(first, last, near)
        items = items_of(text.flat[first : min(last, end + 90)], text.flat[begin:end])
        return Movement(
            name=row.name,
            kind=kind,
            at=at,
            block=text.block_index(begin),
            first_item=items[0],
            last_item=items[1],
            proxy_to=self._bearer(person, verb, last) if kind is MovementKind.LEAVES else None,
            evidence=text.roll.text.evidence(f"movements.{kind.value}", first, last, 0.9 if at or items[0] else 0.8),
        )

    def _hour(self, first: int, last: int, near: int) -> time | None:
        """The hour printed nearest to ``near``, or in the sentence that follows."""
        times = find_times(self.text.printed[first:last])
        if times:
            return min(times, key=lambda t: abs(first + t.start - near)).value
        later = _IT_IS.match(self.text.flat, last)
        times = find_times(self.text.printed[later.start() : later.end()]) if later is not None else times
        return times[0].value if times else None

    def _bearer(self, person: Person | None, verb: tuple[int, int], end: int) -> str | None:
        """Who votes from then on for the one who leaves, told up to ``end``, in the sentence after it or before."""
        text = self.text.flat
        brackets = _BRACKETS.match(text, person.end) if person is not None else None
        if brackets is not None and "pouvoir" in brackets.group():
            return self._bearer_in(brackets.start(), brackets.end())
        start = verb[1]
        own = _BRACKETS.search(text, start, end)
        if person is not None and own is not None and own.end() < person.start:
            start = person.end  # *Départ de M. A (pouvoir à Mme B) et de M. C*: the pouvoir is of A
        later = _GIVES_THEN.match(text, end)
        bearer = self._bearer_in(start, later.end() if later else end)
        if bearer is None and person is not None and person.end < verb[0]:
            return self._bearer_in(person.end, verb[0])
        return bearer

    def _bearer_in(self, start: int, end: int) -> str | None:
        link = find_link(self.text.roll, start, end, False, Status.EXCUSED, False)
        if link is None or link.kind != "proxy":
            return None
        title = title_in(self.text.roll, link.start, link.end)
        if title is not None:
            holder = holder_of(title, self.attendance, self.chair)
            return holder.name if holder is not None else None
        other = parse_name(self.text.printed[link.start : link.end])
        known = best_match(other, self.names)
        return self.attendance[known].name if known is not None else other.display


def _trimmed(text: SessionText, start: int, end: int) -> tuple[int, int]:
    printed = text.printed[start:end]
    return start + len(printed) - len(printed.lstrip()), start + len(printed.rstrip())


def _is_roll(text: SessionText, offset: int) -> bool:
    """Whether an offset lies in a list of names rather than in a sentence of its own."""
    line_start = text.flat.rfind("\n", 0, offset) + 1
    line_end = text.flat.find("\n", offset)
    line = text.flat[line_start : line_end if line_end >= 0 else len(text.flat)]
    return line.count(",") + line.count(";") >= 4 or line.count("(") >= 2

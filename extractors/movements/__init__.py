"""Who came late, left early or kept out of one item.

Belongs here: reading such sentences and notes. Does not belong here: what follows for each vote
(`extractors.presence`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import time

from extractors.attendance.links import find_link
from extractors.document import Document, Outline
from extractors.french.dates import find_times
from extractors.french.likeness import best_match
from extractors.french.names import Name, parse_name
from extractors.lexicons import load
from extractors.meeting_source import SessionText, compiled
from extractors.movements.pairs import once, out_and_in
from extractors.movements.subjects import Subject, chair_at, is_of_bearer, noted, subjects_after, subjects_before
from extractors.movements.wording import Sentence, is_of_the_room, kind_of, sentences, wording
from extractors.records import Attendance, Movement, MovementKind, Status

__all__ = ["read_movements"]

_GIVES_THEN = re.compile(
    r"[.;]\s+(?:il|elle|celui-ci|celle-ci|ce dernier|cette derniere)\s+"
    r"[^.;\n]{0,30}(?:pouvoir|procuration)[^.;\n]{0,60}"
)
"""The pouvoir of whoever leaves, given in the next sentence."""


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
        for kind, places in wording().items():
            for place, pattern in places.items():
                for match in pattern.finditer(flat):
                    if is_of_the_room(flat, paragraph, match, kind):
                        yield from self._told(sentence, flat, match, kind, place)

    def _told(
        self, sentence: Sentence, flat: str, match: re.Match[str], kind: MovementKind, place: str
    ) -> Iterator[Movement]:
        verb = sentence.start + match.start(), sentence.start + match.end()
        told = kind_of(kind, flat[match.start() :])
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
            yield self._movement(sentence, note, kind, verb, verb[1])
            return
        bounds = sentence.start, verb[0]
        for subject in subjects_before(self.text, bounds, self.attendance, self.names, self.chair):
            yield self._movement(sentence, subject, told, verb, verb[1])

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
        times = find_times(text.printed[first:last])
        at: time | None = min(times, key=lambda t: abs(first + t.start - near)).value if times else None
        item = compiled(load("movements")["item"]).search(text.flat[first : min(last, end + 90)])
        return Movement(
            name=row.name,
            kind=kind,
            at=at,
            block=text.block_index(begin),
            first_item=item["first"] if item else None,
            last_item=item["last"] if item else None,
            proxy_to=self._bearer(end, last) if kind is MovementKind.LEAVES else None,
            evidence=text.roll.text.evidence(f"movements.{kind.value}", first, last, 0.9 if at or item else 0.8),
        )

    def _bearer(self, start: int, end: int) -> str | None:
        """Who votes from then on for the one who leaves, told up to ``end`` or in the sentence after it."""
        later = _GIVES_THEN.match(self.text.flat, end)
        link = find_link(self.text.roll, start, later.end() if later else end, False, Status.EXCUSED, False)
        if link is None or link.kind != "proxy":
            return None
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

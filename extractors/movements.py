"""Who came late, left early or kept out of one item.

Belongs here: reading such sentences and notes, and whom of the roll they are about. Does not belong here: what follows
for each vote (`extractors.presence`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import time
from functools import cache

from extractors.attendance.links import find_link
from extractors.attendance.naming import Person
from extractors.document import Document, Outline
from extractors.french.dates import find_times
from extractors.french.likeness import best_match
from extractors.french.names import Name, parse_name
from extractors.lexicons import load
from extractors.meeting_people import chair_of
from extractors.meeting_source import SessionText, compiled, person_at
from extractors.records import Attendance, Movement, MovementKind, Status

__all__ = ["chair_row", "read_movements"]

_SENTENCE_END = re.compile(
    r"\n|(?<!\bm)(?<!\bmr)(?<!\bmm)(?<!\bmme)(?<!\bmlle)(?<!\bmmes)(?<!\bn)(?<!\bart)\.(?=\s)|;(?=\s)"
)
_ANCHOR = re.compile(
    r"seance|salle|reunion|assemblee|conseil|comite|bureau|visio|\b\d{1,2}\s?(?:h|:)|\bheures?\b|points?\b|questions?\b|deliberations?\b"
    r"|vote|rapport|dossier|debats?\b|n\s?°|\)"
)
_TITLE_ALONE = re.compile(
    r"(?:(?:monsieur|madame|m\.?|mme)\s+)?(?:le|la)\s+(?:maire|presidente?)\b(?!\s+(?:delegue|de\s+la\s+commission))"
)
_SHORT = 70


@dataclass(frozen=True, slots=True)
class _Sentence:
    start: int
    end: int


def read_movements(document: Document, outline: Outline, attendance: Sequence[Attendance]) -> tuple[Movement, ...]:
    """Every arrival, departure and withdrawal of someone in the roll, in printed order."""
    if not attendance:
        return ()
    text = SessionText.of(document, 0, len(document.blocks))
    chair = _chair(document, outline, text, attendance)
    names = [parse_name(a.name) for a in attendance]
    movements: list[Movement] = []
    for sentence in _sentences(text.flat):
        movements.extend(_in_sentence(text, sentence, attendance, names, chair))
    return tuple(_once(movements, outline.preamble[1]))


def _chair(
    document: Document, outline: Outline, text: SessionText, attendance: Sequence[Attendance]
) -> Attendance | None:
    """The row of whoever presides: *Monsieur le Maire quitte la salle* names nobody."""
    row = chair_row(attendance)
    if row is not None:
        return row
    opening = SessionText.of(document, 0, max(outline.preamble[1], min(25, len(document.blocks))))
    closing = SessionText.of(document, max(0, len(document.blocks) - 25), len(document.blocks))
    fact, _ = chair_of(opening, closing, text, attendance)
    return next((a for a in attendance if fact is not None and a.name == fact.value), None)


def chair_row(attendance: Sequence[Attendance]) -> Attendance | None:
    """The row of whoever is called Maire or Président(e) in the roll."""
    for row in attendance:
        if row.role and re.match(
            r"(?i)(?:le |la )?(?:maire|pr[eé]sidente?)\b(?!.{0,30}(?:d[eé]l[eé]gu|commission|honoraire))", row.role
        ):
            return row
    return None


@cache
def _wording() -> dict[MovementKind, dict[str, re.Pattern[str]]]:
    lexicon = load("movements")
    return {
        kind: {place: re.compile(rf"(?<![a-z])(?:{source})") for place, source in lexicon[kind.value].items()}
        for kind in (MovementKind.WITHDRAWS, MovementKind.ARRIVES, MovementKind.LEAVES)
    }


def _sentences(flat: str) -> Iterator[_Sentence]:
    start = 0
    for match in _SENTENCE_END.finditer(flat):
        if match.end() > start:
            yield _Sentence(start, match.start())
        start = match.end()
    if start < len(flat):
        yield _Sentence(start, len(flat))


def _in_sentence(
    text: SessionText,
    sentence: _Sentence,
    attendance: Sequence[Attendance],
    names: Sequence[Name],
    chair: Attendance | None,
) -> Iterator[Movement]:
    flat = text.flat[sentence.start : sentence.end]
    if len(flat) < 8:
        return
    for kind, places in _wording().items():
        for place, pattern in places.items():
            for match in pattern.finditer(flat):
                if not _is_of_the_room(flat, match, kind):
                    continue
                begin, end = sentence.start + match.start(), sentence.start + match.end()
                note = _noted(text, begin, attendance) if place == "before" else None
                if note is not None:
                    yield _movement(text, sentence, note, kind, (begin, end), names, attendance)
                    continue
                people = _after(text, end, sentence.end) if place == "after" else _before(text, sentence.start, begin)
                bounds = (sentence.start, begin)
                told = _kind(kind, flat[match.start() :])
                for row, person in _subjects(text, people, attendance, names, bounds, place, chair):
                    yield _movement(text, sentence, (row, person), told, (begin, end), names, attendance)


def _is_of_the_room(flat: str, match: re.Match[str], kind: MovementKind) -> bool:
    if kind is MovementKind.WITHDRAWS:
        return True
    around = flat[match.end() : match.end() + 70]
    before = flat[max(0, match.start() - 30) : match.start()]
    if compiled(rf"\b(?:{load('movements')['not_a_movement']})").search(
        flat[max(0, match.start() - 40) : match.end() + 40]
    ):
        return False
    return (
        (len(flat) < _SHORT and "rejoi" not in match.group())
        or _ANCHOR.search(around) is not None
        or re.search(r"\d{1,2}\s?[h:]\s?\d{0,2}\s*:?,?\s*$", before) is not None
    )


def _kind(kind: MovementKind, rest: str) -> MovementKind:
    if kind is MovementKind.LEAVES and compiled(load("movements")["for_one_item"]).search(rest[:160]):
        return MovementKind.WITHDRAWS
    return kind


def _before(text: SessionText, start: int, end: int) -> list[Person]:
    """People named in ``[start, end)``."""
    people: list[Person] = []
    position = start
    for match in re.finditer(r"(?<![^\W\d_'’-])[^\W\d_]", text.printed[start:end]):
        at = start + match.start()
        if at < position:
            continue
        if not (match.group().isupper() or text.flat.startswith(("monsieur", "madame", "mme"), at)):
            continue
        person = person_at(text, at)
        if person is not None and person.start == at and person.end <= end + 1:
            people.append(person)
            position = person.end
    return people


def _after(text: SessionText, start: int, end: int) -> list[Person]:
    """People listed from ``start`` on."""
    people: list[Person] = []
    position = start
    while position < end:
        person = person_at(text, position)
        if person is None or person.end > end or person.start - position > 25:
            break
        people.append(person)
        link = re.match(r"\s*(?:,|et|ainsi que|/|-)+\s*(?:de\s+|d')?", text.flat[person.end : end])
        if link is None:
            break
        position = person.end + link.end()
    return people


def _noted(text: SessionText, begin: int, attendance: Sequence[Attendance]) -> tuple[Attendance, Person] | None:
    """The member behind whose name of the roll a note in brackets stands."""
    before = text.printed[max(0, begin - 120) : begin].rstrip()
    if not before.endswith("("):
        return None
    bare = before[:-1].rstrip()
    offset = begin - (len(text.printed[max(0, begin - 120) : begin]) - len(bare))
    named = [a for a in attendance if a.printed_name and bare.endswith(" ".join(a.printed_name.split()))]
    if not named:
        return None
    row = max(named, key=lambda a: len(a.printed_name))
    start = max(0, offset - len(row.printed_name))
    return row, Person(start, offset, parse_name(row.name))


def _subjects(
    text: SessionText,
    people: Sequence[Person],
    attendance: Sequence[Attendance],
    names: Sequence[Name],
    bounds: tuple[int, int],
    place: str,
    chair: Attendance | None,
) -> list[tuple[Attendance, Person | None]]:
    """The members of the roll among ``people``: all of a plural, the one nearest the verb of a singular.

    ``bounds`` are the start of the sentence and of the verb.
    """
    start, begin = bounds
    found = [
        (attendance[k], p)
        for p in people
        if (k := best_match(p.name, names)) is not None and attendance[k].status is not Status.GUEST
    ]
    if place == "after":
        return list(found)
    if not found:
        title = _TITLE_ALONE.search(text.flat[max(start, begin - 90) : begin])
        return [(chair, None)] if title is not None and chair is not None and not people else []
    if len(found) == 1:
        return list(found)
    between = text.flat[found[-2][1].end : found[-1][1].start]
    if re.search(r"(?:^|\s)(?:a|par)\s*$", between):
        return [found[-2]]  # *X à Y (jusqu'à son arrivée)*: X is the one who arrives
    is_plural = re.match(
        r"(?:[a-z']+\s+){0,2}?(?:[a-z']+ent|ont|sont|[a-z]+ant|[a-z]+(?:es|is))\b", text.flat[begin : begin + 40]
    )
    return list(found) if is_plural and re.search(r"\bet\b|,", between) else [found[-1]]


def _movement(
    text: SessionText,
    sentence: _Sentence,
    subject: tuple[Attendance, Person | None],
    kind: MovementKind,
    verb: tuple[int, int],
    names: Sequence[Name],
    attendance: Sequence[Attendance],
) -> Movement:
    """The movement told by the words at ``verb``: a note in a list is read alone, a sentence as a whole."""
    row, person = subject
    begin, end = verb
    first, last = _trimmed(text, sentence.start, sentence.end)
    if text.printed[:begin].rstrip().endswith("(") or _is_roll(text, begin):
        note = re.search(r"[),;]|$", text.flat[end : sentence.end])
        last = end + (note.start() if note else 0)
        first = min(person.start, begin) if person is not None else begin
    times = find_times(text.printed[first:last])
    at: time | None = min(times, key=lambda t: abs(first + t.start - end)).value if times else None
    item = compiled(load("movements")["item"]).search(text.flat[first : min(last, end + 90)])
    bearer = None
    link = find_link(text.roll, end, last, False, Status.EXCUSED, False) if kind is MovementKind.LEAVES else None
    if link is not None and link.kind == "proxy":
        other = parse_name(text.printed[link.start : link.end])
        known = best_match(other, names)
        bearer = attendance[known].name if known is not None else other.display
    return Movement(
        name=row.name,
        kind=kind,
        at=at,
        block=text.block_index(begin),
        first_item=item["first"] if item else None,
        last_item=item["last"] if item else None,
        proxy_to=bearer,
        evidence=text.roll.text.evidence(f"movements.{kind.value}", first, last, 0.9 if at or item else 0.8),
    )


def _trimmed(text: SessionText, start: int, end: int) -> tuple[int, int]:
    printed = text.printed[start:end]
    return start + len(printed) - len(printed.lstrip()), start + len(printed.rstrip())


def _is_roll(text: SessionText, offset: int) -> bool:
    """Whether an offset lies in a list of names rather than in a sentence of its own."""
    line_start = text.flat.rfind("\n", 0, offset) + 1
    line_end = text.flat.find("\n", offset)
    line = text.flat[line_start : line_end if line_end >= 0 else len(text.flat)]
    return line.count(",") + line.count(";") >= 4 or line.count("(") >= 2


def _once(movements: Sequence[Movement], preamble_end: int) -> list[Movement]:
    """One movement for each person and sentence: a withdrawal tells more than the departure it goes with."""
    kept: list[Movement] = []
    for movement in movements:
        key = (movement.name, movement.block, movement.evidence.quote)
        alike = (k for k, m in enumerate(kept) if (m.name, m.block, m.evidence.quote) == key)
        withdraws = MovementKind.WITHDRAWS
        twin = next(
            (k for k in alike if kept[k].kind is movement.kind or withdraws in (kept[k].kind, movement.kind)), None
        )
        if twin is None:
            kept.append(movement)
        elif movement.kind is MovementKind.WITHDRAWS:
            kept[twin] = movement
    told = {(m.name, m.kind) for m in kept if m.block >= preamble_end}
    kept = [m for m in kept if m.block >= preamble_end or (m.name, m.kind) not in told]
    return sorted(kept, key=lambda m: m.block)

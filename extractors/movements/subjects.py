"""Who of the roll a movement is about: the people named before or after its words, or in the roll's own notes.

Belongs here: finding them. Does not belong here: what they do (`wording`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.attendance.naming import Person
from extractors.attendance.words import name_end
from extractors.document import Document, Outline
from extractors.french.civility import read_civility
from extractors.french.fold import fold
from extractors.french.likeness import best_match
from extractors.french.names import Name, parse_name
from extractors.meeting_people import chair_of
from extractors.meeting_source import SessionText, person_at
from extractors.records import Attendance, Status

_TITLE_ALONE = re.compile(
    r"(?:(?:monsieur|madame|m\.?|mme)\s+)?(?:le|la)\s+"
    r"(?P<title>maire|(?:vice[- ])?presidente?)\b(?!\s+(?:delegue|de\s+la\s+commission))"
)
_CALLED_BY_TITLE = re.compile(
    r"[,;]\s*(?:(?:monsieur|madame|m\.|mme)\s+(?:le|la)\s+(?:maire|presidente?)\s*,?|(?:le|la)\s+(?:maire|presidente?))"
    r"\s*(?:(?:s'etant|ayant|etant)\s*)?$"
)
"""*sous la présidence de M. X, 1er adjoint, Monsieur le Maire s'étant retiré*: not M. X."""
_TITLE_HERE = re.compile(rf"(?:{_TITLE_ALONE.pattern}|(?P<bare>maire|presidente?)\b)")
"""After *hors de la présence du* a title has no article."""
_GOVERNED = re.compile(
    r"(?:\b(?:a|par)|\b(?:pouvoir|procuration)s?\s+d[eu]|\b(?:mandataire|suppleante?|representante?)\s+d[eu]"
    r"|\bdont)\s+$"
)
_OTHER_SUBJECT = re.compile(r"\bqu(?:e\s+|')(?!ils?\b|elles?\b)")
"""*M. X répond que le dossier est arrivé*: the dossier did."""
_VICE = re.compile(r"(?i)(?:le |la )?vice[- ]pr[eé]sidente?\b")
_JOINT = re.compile(
    r"(?:\s*\([^()\n]{1,40}\)|\s+a\s+\d{1,2}\s?(?:h|heures)\s?\d{0,2})?\s*(?:,|\bet\b|ainsi que|/|-|;)+\s*(?:de\s+|d')?"
)
_OF_BEARER = re.compile(r"\s(?:a|par)\s+(?:(?:m\.?|mr|mme|monsieur|madame)\s+)?[^,;:()\n]{3,40}\(\s*$")
_LONGEST_TITLE = 25
Subject = tuple[Attendance, Person | None]


def chair_at(
    document: Document, outline: Outline, text: SessionText, attendance: Sequence[Attendance]
) -> Attendance | None:
    """The row of whoever presides: *Monsieur le Maire quitte la salle* names nobody."""
    row = chair_row(attendance)
    if row is not None:
        return row
    opening = SessionText.of(document, 0, max(outline.preamble[1], min(25, len(document.blocks))))
    closing = SessionText.of(document, max(0, len(document.blocks) - 25), len(document.blocks))
    fact, _ = chair_of(opening, closing, text, attendance)
    if fact is None or not isinstance(fact.value, str):
        return None
    known = best_match(parse_name(fact.value), [parse_name(a.name) for a in attendance])
    return attendance[known] if known is not None else None


def chair_row(attendance: Sequence[Attendance]) -> Attendance | None:
    """The row of whoever is called Maire or Président(e) in the roll, and is there."""
    for row in attendance:
        if (
            row.status in (Status.PRESENT, Status.REMOTE)
            and row.role
            and re.match(
                r"(?i)(?:le |la )?(?:maire|pr[eé]sidente?)\b(?!.{0,30}(?:d[eé]l[eé]gu|commission|honoraire))", row.role
            )
        ):
            return row
    return None


def people_before(text: SessionText, start: int, end: int) -> list[Person]:
    """People named in ``[start, end)``."""
    people: list[Person] = []
    position = start
    for match in re.finditer(r"(?<![^\W\d_'’-])[^\W\d_]", text.printed[start:end]):
        at = start + match.start()
        if at < position:
            continue
        if not (match.group().isupper() or text.flat.startswith(("monsieur", "madame", "mme", "mesd", "mess"), at)):
            continue
        group = _group_at(text, at, end)
        if group:
            people.extend(group)
            position = group[-1].end
            continue
        person = person_at(text, at)
        if person is not None and person.start == at and person.end <= end + 1:
            people.append(person)
            position = person.end
    return people


def people_after(text: SessionText, start: int, end: int) -> list[Person]:
    """People listed from ``start`` on."""
    people: list[Person] = []
    position = start
    while position < end:
        group = _group_at(text, position, end)
        person = group[-1] if group else person_at(text, position)
        if person is None or person.end > end or (not group and person.start - position > _LONGEST_TITLE):
            break
        people.extend(group or [person])
        link = _JOINT.match(text.flat, person.end, end)
        if link is None:
            break
        position = link.end()
    return people


def _group_at(text: SessionText, at: int, end: int) -> list[Person]:
    """The people who share the civility at ``at`` (*Mmes X et Y*); none where it is of one only."""
    civility = read_civility(text.printed[at:end])
    if civility is None or not civility.is_group:
        return []
    people: list[Person] = []
    position = at + civility.end
    while (stop := name_end(text.printed, position, end, True)) is not None:
        people.append(Person(position, stop, parse_name(text.printed[position:stop])))
        link = re.compile(r"\s*(?:,|\bet\b|-)+\s*").match(text.flat, stop, end)
        if link is None or read_civility(text.printed[link.end() : end]) is not None:
            break
        position = link.end()
    return people


def noted(text: SessionText, begin: int, attendance: Sequence[Attendance]) -> tuple[Attendance, Person] | None:
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


def is_of_bearer(text: SessionText, begin: int) -> bool:
    """Whether a note at ``begin`` says from when a pouvoir holds (*X à Y (à partir du point 4)*): no movement of Y."""
    return _OF_BEARER.search(text.flat, max(0, begin - 70), begin) is not None


def subjects_before(
    text: SessionText,
    bounds: tuple[int, int],
    attendance: Sequence[Attendance],
    names: Sequence[Name],
    chair: Attendance | None,
) -> list[Subject]:
    """The members named before the verb: all of a plural, the one nearest the verb of a singular.

    ``bounds`` are the start of the sentence and of the verb.
    """
    start, begin = bounds
    people = _acting(text, people_before(text, start, begin), begin)
    if people and _OTHER_SUBJECT.search(text.flat, people[-1].end, begin):
        return []
    found = _members(people, attendance, names)
    if not found:
        title = _TITLE_ALONE.search(text.flat[max(start, begin - 90) : begin])
        holder = holder_of(title["title"], attendance, chair) if title is not None and not people else None
        return [(holder, None)] if holder is not None else []
    title = _CALLED_BY_TITLE.search(text.flat[found[-1][1].end : begin])
    if title is not None and chair is not None:
        return [(chair, None)]
    if len(found) == 1:
        return list(found)
    between = text.flat[found[-2][1].end : found[-1][1].start]
    if re.search(r"(?:^|\s)(?:a|par)\s*$", between):
        return [found[-2]]  # *X à Y (jusqu'à son arrivée)*: X is the one who arrives
    is_plural = re.match(
        r"(?:[a-z']+\s+){0,2}?(?:[a-z']+ent|ont|sont|[a-z]+ant|[a-z]+(?:es|is))\b", text.flat[begin : begin + 40]
    )
    return list(found) if is_plural and re.search(r"\bet\b|,", between) else [found[-1]]


def _acting(text: SessionText, people: list[Person], begin: int) -> list[Person]:
    """The people before a verb, without those to whom a pouvoir, the chair or the floor is given, or whose it is.

    *M. X cède la présidence à Mme Y et quitte la salle*, *Mme X, porteuse du pouvoir de M. Y, sort de la salle*; but
    *la parole est à M. X, qui quitte la salle*.
    """
    is_relative = re.search(r"\bqui\s+(?:doit\s+|a\s+)?$", text.flat[:begin][-12:]) is not None
    return [
        p
        for i, p in enumerate(people)
        if not _GOVERNED.search(text.flat[max(0, p.start - 30) : p.start]) or (is_relative and i == len(people) - 1)
    ]


def subjects_after(
    text: SessionText,
    bounds: tuple[int, int],
    attendance: Sequence[Attendance],
    names: Sequence[Name],
    chair: Attendance | None,
) -> list[Subject]:
    """The members listed after the words of a movement; ``bounds`` are the end of these and of the sentence."""
    start, end = bounds
    people = people_after(text, start, end)
    title = _TITLE_HERE.match(text.flat, start, end) if not people else None
    if title is not None and (holder := holder_of(title["title"] or title["bare"], attendance, chair)) is not None:
        return [(holder, None)]
    return list(_members(people, attendance, names))


def holder_of(title: str, attendance: Sequence[Attendance], chair: Attendance | None) -> Attendance | None:
    """Who is meant by a title alone.

    The one vice-president of the roll; where it has none and no president either, a vice-president has the chair (as in
    a CCAS, whose president is the mayor: CASF R123-16).
    """
    if not title.startswith("vice"):
        return chair
    vices = [row for row in attendance if row.role and _VICE.match(row.role)]
    if vices:
        return vices[0] if len(vices) == 1 else None
    return chair if chair_row(attendance) in (None, chair) else None


def _members(
    people: Sequence[Person], attendance: Sequence[Attendance], names: Sequence[Name]
) -> list[tuple[Attendance, Person]]:
    known = ((best_match(p.name, names), p) for p in people)
    rows = ((attendance[k] if k is not None else _by_given_name(p, attendance), p) for k, p in known)
    return [(row, p) for row, p in rows if row is not None and row.status is not Status.GUEST]


def _by_given_name(person: Person, attendance: Sequence[Attendance]) -> Attendance | None:
    """The one row whose whole name is the given name of a person: some rolls print no surnames."""
    given = fold(person.name.given or "")
    alike = [a for a in attendance if given and fold(a.name) == given]
    return alike[0] if len(alike) == 1 else None

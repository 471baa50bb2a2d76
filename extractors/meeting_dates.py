"""When a session was held, convened, opened and closed, and when the next one is.

A date is the session's by the words before it (*se sont réunis le*, *séance du*); those of a stamp, a convocation, an
earlier session or an act are told apart by theirs. Belongs here: dates and times of the session itself.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, time

from extractors.document import BlockKind, Document
from extractors.french.dates import FoundDate, FoundTime, find_dates, find_times
from extractors.french.fold import fold
from extractors.meeting_source import Fact, SessionText, compiled, wording

_BEFORE = 240
_TITLE_BLOCKS = 8


@dataclass(frozen=True, slots=True)
class _Candidate:
    score: float
    value: date
    found: FoundDate


def held_on(text: SessionText, document: Document, preamble_end: int) -> tuple[Fact[date], FoundDate] | None:
    """The day of the session and where it is printed."""
    candidates = [c for f in find_dates(text.printed) if (c := _candidate(text, document, f, preamble_end)) is not None]
    if not candidates:
        return None
    votes: dict[date, int] = {}
    for candidate in candidates:
        votes[candidate.value] = votes.get(candidate.value, 0) + 1
    best = max(candidates, key=lambda c: (c.score + min(12, 4 * (votes[c.value] - 1)), -c.found.start))
    trust = min(0.98, 0.4 + best.score / 170)
    evidence = text.evidence("date", best.found.start, best.found.end, trust)
    return Fact(best.value, evidence), best.found


def _candidate(text: SessionText, document: Document, found: FoundDate, preamble_end: int) -> _Candidate | None:
    if found.problem in ("impossible-date", "impossible-year"):
        return None
    score = _score(text, found)
    if text.block_index(found.start) >= preamble_end:
        score -= 35  # an item of business tells of other meetings
    if score <= 0:
        return None
    value = found.value
    if value is None:
        year = _year_nearby(text, found)
        value = found.in_year(year) if year is not None else None
        score -= 10
    if value is None:
        return None
    header = fold(" ".join(line.string for line in document.furniture[:40]))
    if any(f.value == value for f in find_dates(header)):
        score += 10
    return _Candidate(score, value, found)


def _score(text: SessionText, found: FoundDate) -> float:
    flat = text.flat
    before = flat[max(0, found.start - _BEFORE) : found.start]
    line_start = flat.rfind("\n", 0, found.start) + 1
    line_end = flat.find("\n", found.end)
    line = flat[line_start : line_end if line_end >= 0 else len(flat)]
    block = text.roll.block_at(found.start)
    position = text.block_index(found.start) - text.block_index(0)
    if flat[found.start : found.start + 5].startswith(("l'an", "l' an", "i'an", "1'an", "lan ")):
        return 100.0
    score = 0.0
    for rule in wording()["date"]:
        if compiled(rule["before"]).search(before):
            at_top = block.kind is BlockKind.HEADING and position < _TITLE_BLOCKS
            score = max(score, float(rule["title"] if at_top and "title" in rule else rule["score"]))
    if score and score < 95 and compiled(wording()["approval"]).search(line):
        score -= 60
    if score < 95 and compiled(rf"(?:{wording()['not_the_date']})[^.\n]{{0,28}}$").search(before):
        score -= 45
    if score and position < _TITLE_BLOCKS and block.kind is BlockKind.HEADING:
        score += 8
    if compiled(r"^\W*(?:considerant|vu|que|sachant|attendu|par)\b|\bcommission\b").search(
        line[: max(0, found.start - line_start)]
    ):
        score -= 50
    if found.weekday is not None and found.problem is None:
        score += 2
    return score - 0.3 * min(position, 60)


def _year_nearby(text: SessionText, found: FoundDate) -> int | None:
    """The year of the complete date printed nearest, where the same year fits the weekday."""
    complete = [f for f in find_dates(text.printed[:6000]) if f.year is not None and f.problem is None]
    for other in sorted(complete, key=lambda f: abs(f.start - found.start)):
        year = other.year
        assert year is not None
        day = found.in_year(year)
        if day is not None and (found.weekday is None or day.weekday() == found.weekday):
            return year
    return None


def convened_on(text: SessionText, held: date | None) -> Fact[date] | None:
    """The day of the convocation."""
    pattern = compiled(wording()["convened"])
    for found in find_dates(text.printed):
        before = text.flat[max(0, found.start - 160) : found.start]
        said = pattern.search(before)
        if said is None:
            continue
        if compiled(r"reuni|assembl").search(before, said.start()) and found.value == held:
            continue  # *convoqué, s'est réuni le*: the day of the session itself
        value = found.value
        if value is None and found.problem is None and held is not None:
            value = found.in_year(held.year)
            if value is not None and value > held:
                value = found.in_year(held.year - 1)
        if value is not None and held is not None and not _precedes(value, held):
            # A convocation comes before its session: a digit of the year was misread.
            is_ocr = text.roll.text.place(found.start, found.end).confidence < 1
            years = [y for y in (held.year, held.year - 1) if (d := _in(found, y)) is not None and _precedes(d, held)]
            value = _in(found, years[0]) if is_ocr and years else None
        if value is None:
            continue
        return Fact(value, text.evidence("convened", found.start, found.end, 0.93))
    return None


def _precedes(day: date, held: date) -> bool:
    return 0 <= (held - day).days <= 120


def _in(found: FoundDate, year: int) -> date | None:
    return replace(found, year=None).in_year(year)


_AT = re.compile(r"(?:^|[\n.,;])\s*(?:a|il\s+est|il\s+etait)\s*$")
"""Before the time of *A 20h10, M. le Maire ouvre la séance*, *Il est 22h30, la séance est levée*."""


def starts_at(text: SessionText, held: FoundDate | None) -> Fact[time] | None:
    """When the session opened: as stated, else the time of the opening sentence or of the title."""
    times = find_times(text.printed)
    pattern = compiled(wording()["starts"])
    after = compiled(wording()["starts_after"])
    for found in times:
        if pattern.search(text.flat[max(0, found.start - 120) : found.start]) or (
            _AT.search(text.flat[: found.start]) and after.match(text.flat, found.end)
        ):
            return Fact(found.value, text.evidence("start-stated", found.start, found.end, 0.96))
    meets = compiled(wording()["meets"])
    for found in times:
        if meets.search(text.flat[max(0, found.start - 120) : found.start]):
            return Fact(found.value, text.evidence("start-of-meeting", found.start, found.end, 0.85))
    if held is None:
        return None
    days = [d for d in find_dates(text.printed) if (d.day, d.month) == (held.day, held.month)]
    days.sort(key=lambda d: (d.start != held.start, d.start))
    return _beside(text, days, times) or _near(text, days, times)


def _beside(text: SessionText, days: Sequence[FoundDate], times: Sequence[FoundTime]) -> Fact[time] | None:
    """The time printed right after the session's date (*le 3 mai 2021 à 20h*)."""
    between = compiled(r"[\s,/.()–-]*(?:a|vers|des|de)?[\s:]*")
    for day in days:
        for found in times:
            if found.start >= day.end and between.fullmatch(text.flat[day.end : found.start]):
                return Fact(found.value, text.evidence("start-beside-date", found.start, found.end, 0.94))
    return None


def _near(text: SessionText, days: Sequence[FoundDate], times: Sequence[FoundTime]) -> Fact[time] | None:
    """A time of the same sentence as the session's date."""
    for day in days:
        for found in times:
            near = text.flat[min(day.end, found.end) : max(day.start, found.start)]
            if len(near) >= 260 or "\n" in near or compiled(r"convo|suspen|lev[ee]|arriv|depart").search(near[-40:]):
                continue
            lead = text.flat[max(0, found.start - 12) : found.start]
            is_at_top = text.block_index(found.start) - text.block_index(0) < _TITLE_BLOCKS
            if (
                is_at_top
                and re.search(r"[–—,-]\s*$", lead)
                or compiled(r"(?:\ba|vers|des|heures?)\s*:?\s*$").search(lead)
            ):
                return Fact(found.value, text.evidence("start-in-opening", found.start, found.end, 0.85))
    return None


def ends_at(text: SessionText) -> Fact[time] | None:
    """When the session was closed: the last such statement, else the end of *de 18h30 à 20h*."""
    pattern, after = compiled(wording()["ends"]), compiled(wording()["ends_after"])
    for found in reversed(find_times(text.printed)):
        before = text.flat[max(0, found.start - 160) : found.start]
        line = re.split(r"(?<=[a-z\d])\.\s", before.rpartition("\n")[2])[-1]
        is_told = pattern.search(before) or (_AT.search(before) and after.match(text.flat, found.end))
        if is_told and not compiled(r"suspen|interrompu|prochain").search(line[-90:]):
            return Fact(found.value, text.evidence("end-stated", found.start, found.end, 0.96))
    times = find_times(text.printed[:_OPENING])
    for first, second in itertools.pairwise(times):
        between = text.flat[first.end : second.start]
        if re.fullmatch(r"\s*(?:a|-|–)\s*", between) and re.search(r"\b(?:de|des)\s*$", text.flat[: first.start]):
            line = text.flat[text.flat.rfind("\n", 0, first.start) + 1 : first.start]
            if find_dates(line) or compiled(r"heures?|horaires?|seance|reunion").search(line):
                return Fact(second.value, text.evidence("end-of-span", second.start, second.end, 0.8))
    return None


_OPENING = 2000
"""Letters in which a span of hours is that of the session."""


def next_meeting_on(text: SessionText, held: date | None) -> Fact[date] | None:
    """The day announced for the next session."""
    if held is None:
        return None
    patterns = (compiled(wording()["next"]), compiled(rf"(?:{wording()['next_window']})[^.\n]{{0,120}}?$"))
    for found in find_dates(text.printed):
        before = text.flat[max(0, found.start - 180) : found.start]
        if not any(p.search(before) for p in patterns):
            continue
        value = found.next_after(held)
        if value is not None and 0 < (value - held).days <= 400:
            return Fact(value, text.evidence("next", found.start, found.end, 0.85))
    return None

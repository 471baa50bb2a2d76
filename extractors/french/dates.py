"""Dates and times as French minutes print them, in digits and in words.

Belongs here: finding and reading them. Does not belong here: which of them is the meeting's (`extractors.meeting`).
Offsets are those of the text given; nothing is guessed: a date without a year has none, an impossible one says so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, time

from rapidfuzz.distance import Levenshtein

from extractors.french.fold import fold
from extractors.french.numbers import NUMBER_WORDS, cardinal

MONTHS = (
    "janvier",
    "fevrier",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "aout",
    "septembre",
    "octobre",
    "novembre",
    "decembre",
)
_SHORT_MONTHS = {"janv": 1, "fevr": 2, "fev": 2, "avr": 4, "juil": 7, "sept": 9, "oct": 10, "nov": 11, "dec": 12}
_WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")

FIRST_YEAR, LAST_YEAR = 1789, 2199
"""Years outside are slips of the pen or of the reader, never the date of a session or of an act it cites."""


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date printed at ``text[start:end]``."""

    start: int
    end: int
    day: int
    month: int
    year: int | None
    """None where not printed, or not printed right."""
    weekday: int | None = None
    """As printed, Monday is 0."""
    problem: str | None = None
    """'impossible-date', 'impossible-year' or 'wrong-weekday' where what is printed cannot be."""

    @property
    def value(self) -> date | None:
        """The day, where it is fully and possibly printed."""
        return None if self.year is None else _date(self.year, self.month, self.day)

    def in_year(self, year: int) -> date | None:
        """The day, its year being known from elsewhere where it is not printed."""
        return _date(self.year if self.year is not None else year, self.month, self.day)

    def next_after(self, day: date) -> date | None:
        """The first such day after ``day``, for announcements without a year; the printed weekday breaks ties."""
        if self.year is not None:
            return self.value
        coming = [d for d in (self.in_year(day.year), self.in_year(day.year + 1)) if d is not None and d > day]
        fitting = [d for d in coming if self.weekday is None or d.weekday() == self.weekday]

        return next(iter(fitting or coming), None)


@dataclass(frozen=True, slots=True)
class FoundTime:
    """A time of day printed at ``text[start:end]``."""

    start: int
    end: int
    value: time


_WEEKDAY = rf"(?P<weekday>{'|'.join(_WEEKDAYS)})"
_DAY = rf"(?P<day>1\s?er\b|[li|]\s?er\b|premier|\d{{1,2}}|{NUMBER_WORDS})"
_MONTH_WORD = rf"(?!(?:{'|'.join(_WEEKDAYS)})\b)(?P<month>[a-z0][a-z0]{{1,9}})\b\.?"
_YEAR = rf"(?P<year>(?:[12][0-9o]{{3,4}}|[12]\s[0-9]{{3}}|'\d{{2}})(?![0-9])|{NUMBER_WORDS})"

_LONG = re.compile(
    rf"(?<![a-z0-9])(?:{_WEEKDAY}\s*,?\s*(?:le\s+)?)?{_DAY}(?:\s+jours?)?\s*(?:du\s+mois\s+d[e']\s*)?{_MONTH_WORD}"
    rf"(?:\s*,?\s*(?:de\s+l'an(?:nee)?\s+)?{_YEAR})?"
)
_OF_THE_YEAR = re.compile(
    rf"\b(?:l\s?'\s?|1'|i'|i\s?)an\s*,?\s+(?P<year>[12][0-9o]{{3}}|{NUMBER_WORDS})\s*,?\s*(?:et\s+)?(?:le\s+)?"
    rf"(?:{_WEEKDAY}\s*,?\s*(?:le\s+)?)?{_DAY}(?:\s+jours?)?\s*(?:du\s+mois\s+d[e']\s*)?{_MONTH_WORD}"
)
_SLASHED = re.compile(
    rf"(?<![\d/.\-])(?:{_WEEKDAY}\s+(?:le\s+)?)?(?P<day>\d{{1,2}})(?P<mark>\s?[/.]\s?|-)(?P<month>\d{{1,2}})(?P=mark)"
    r"(?P<year>\d{4}|\d{2})(?![\d/]|[.\-]\d)"
)
_ISO = re.compile(r"(?<![\d\-])(?P<year>[12]\d{3})-(?P<month>\d{2})-(?P<day>\d{2})(?![\d\-])")

_TIMES = re.compile(
    rf"(?<![a-z0-9])(?:(?P<hour>[0-2]?[0-9o])\s?(?:h(?:eures?|rs?|\.)?|:(?=\s?[0-5]\d))(?![a-z])\s?(?:et\s+)?"
    rf"(?P<minute>[0-5o][0-9o](?!\d)|{NUMBER_WORDS}(?!\s*(?:minutes?\s+de|h|heure)))?(?:\s?(?:min(?:utes?)?|mn)\b)?"
    rf"|(?P<hour_words>{NUMBER_WORDS})\s+heures?\b(?:\s+(?:et\s+)?(?P<minute_words>[0-5]\d\b|{NUMBER_WORDS})(?:\s+minutes?\b)?)?"
    r"|(?P<noon>midi|minuit)\b)"
    r"(?:\s+(?:et\s+)?(?P<fraction>demie?|quart|trois\s+quarts)\b)?"
)


def find_dates(text: str) -> tuple[FoundDate, ...]:
    """Every date in ``text``, in order, without overlaps; those without a year included."""
    folded = fold(text)
    found: list[FoundDate] = []
    for pattern in (_OF_THE_YEAR, _ISO, _SLASHED, _LONG):
        for match in pattern.finditer(folded):
            if any(match.start() < f.end and f.start < match.end() for f in found):
                continue
            read = _read(match)
            if read is not None:
                found.append(read)
    return tuple(sorted(found, key=lambda f: f.start))


def parse_date(text: str) -> date | None:
    """The first complete and possible date in ``text``."""
    return next((f.value for f in find_dates(text) if f.value is not None and f.problem != "impossible-year"), None)


def find_times(text: str) -> tuple[FoundTime, ...]:
    """Every time of day in ``text``, in order (``17h30``, ``17 H``, ``dix-huit heures trente``, ``midi``).

    A bare ``35 h`` is no time of day; ``24 h`` neither.
    """
    found = []
    for match in _TIMES.finditer(fold(text)):
        value = _time(match)
        if value is not None:
            found.append(FoundTime(match.start(), match.end(), value))
    return tuple(found)


def parse_time(text: str) -> time | None:
    """The first time of day in ``text``."""
    return next((f.value for f in find_times(text)), None)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _read(match: re.Match[str]) -> FoundDate | None:
    day, month = _day(match["day"]), _month(match["month"])
    if day is None or month is None or not 1 <= month <= 12:
        return None
    weekday_word = match.groupdict().get("weekday")
    weekday = _WEEKDAYS.index(weekday_word) if weekday_word else None
    year, problem = _year(match["year"])
    if problem is None and _date(year or 2000, month, day) is None:
        problem = "impossible-date"
    if problem == "impossible-date" and match.re is not _LONG:
        return None  # 35/12/2020 or 12.34.5678 is some other number
    value = _date(year, month, day) if year else None
    if problem is None and value is not None and weekday is not None and value.weekday() != weekday:
        problem = "wrong-weekday"
    return FoundDate(match.start(), match.end(), day, month, year, weekday, problem)


def _day(printed: str) -> int | None:
    compact = printed.replace(" ", "")
    if compact in ("1er", "ler", "ier", "|er", "premier"):
        return 1
    value = int(compact) if compact.isdigit() else cardinal(printed)
    return value if value is not None and 1 <= value <= 31 else None


def _month(printed: str) -> int | None:
    if printed.isdigit():
        return int(printed)
    word = printed.replace("0", "o")
    if word in MONTHS:
        return MONTHS.index(word) + 1
    if word in _SHORT_MONTHS:
        return _SHORT_MONTHS[word]
    allowed = 2 if len(word) >= 6 else 1 if len(word) >= 4 else 0
    near = [m for m in MONTHS if len(m) >= 4 and Levenshtein.distance(word, m, score_cutoff=allowed) <= allowed]
    return MONTHS.index(near[0]) + 1 if len(near) == 1 and word not in ("main", "jour", "jours", "fois") else None


def _year(printed: str | None) -> tuple[int | None, str | None]:
    if printed is None:
        return None, None
    compact = printed.replace(" ", "").replace("o", "0") if printed[0] in "12" else printed
    if compact.lstrip("'").isdigit():
        digits = compact.lstrip("'")
        value: int | None = int(digits)
        if len(digits) == 2:
            value = 2000 + int(digits) if int(digits) < 70 else 1900 + int(digits)
    else:
        value = cardinal(printed)
    if value is None or value < 100:
        return None, None
    return (value, None) if FIRST_YEAR <= value <= LAST_YEAR else (None, "impossible-year")


def _time(match: re.Match[str]) -> time | None:
    if match["noon"]:
        hour: int | None = 12 if match["noon"] == "midi" else 0
        minute: int | None = 0
    elif match["hour"]:
        hour = int(match["hour"].replace("o", "0"))
        minute = _minute(match["minute"])
    else:
        hour = cardinal(match["hour_words"])
        minute = _minute(match["minute_words"])
    if match["fraction"]:
        minute = {"quart": 15}.get(match["fraction"], 45 if match["fraction"].startswith("trois") else 30)
    if hour is None or minute is None or not 0 <= hour <= 23 or not 0 <= minute <= 59:
        return None
    return time(hour, minute)


def _minute(printed: str | None) -> int | None:
    if not printed:
        return 0
    digits = printed.replace("o", "0")
    return int(digits) if digits.isdigit() else cardinal(printed)

"""How minutes word that someone comes, goes or keeps out of one item: patterns, sentences, false friends.

Belongs here: which words tell a movement of this room. Does not belong here: whose it is (`subjects`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from extractors.lexicons import load
from extractors.meeting_source import SessionText, compiled
from extractors.records import Attendance, MovementKind, Status

_SENTENCE_END = re.compile(
    r"\n|(?<!\bm)(?<!\bmr)(?<!\bmm)(?<!\bmme)(?<!\bmlle)(?<!\bmmes)(?<!\bn)(?<!\bart)\.(?=\s)|;(?=\s)"
)
_ROW_BEGINS = re.compile(r"\v(?=[^\v\n\t]{3,60}\t)")
"""In a table of the roll with a column *Arrivée / départ*, what a row tells is of its own person."""
_INITIAL = re.compile(r"(?:^|[\s.(-])[A-ZÀ-Þ]\.$")
_ANCHOR = re.compile(
    r"seance|salle|reunion|assemblee|conseil|comite|bureau|visio|\b\d{1,2}\s?(?:h|:)|\bheures?\b|points?\b|questions?\b|deliberations?\b"
    r"|vote|rapport|dossier|debats?\b|n\s?°|\)"
)
_APPOSITION = re.compile(r",[^,]{3,90},\s*$")
"""*M. X, membre de l'association, se retire*: he does, not the association."""
_LEFT_AT = re.compile(r"(?:est\s+|sont\s+)?parti(?:e?s?)\s+a\s+\d{1,2}\s?[h:]\s?\d{0,2}\s*,?\s*(?:n'|et\s+n')")
"""*Parti à 18h55 n'a pas participé aux délibérations ...*: gone for good, whatever else is told."""
_JOINS_A_VIEW = re.compile(
    r"\s+(?:a\s+)?(?:la|le|les|l'|cet|cette|ces|son|sa|leur|aux)\s*(?:majorite|minorite|proposition|position|propos|avis"
    r"|analyse|remarque|observation|question|demande|point\s+de\s+vue|discussion|opinion|remerciements|felicitations)"
)
"""*M. X rejoint la position de Mme Y*, *se joint à cette remarque*: an opinion, no arrival."""
_HOUR = re.compile(r"\b\d{1,2}\s?(?:h\b|h\d|heures?\b|:\d)")
_SHORT = 70


@dataclass(frozen=True, slots=True)
class Sentence:
    """Offsets of a sentence of a session's text."""

    start: int
    end: int


@cache
def wording() -> dict[MovementKind, dict[str, re.Pattern[str]]]:
    """Patterns over folded text by kind and by where the person is named (*before*, *after*)."""
    kinds = (MovementKind.WITHDRAWS, MovementKind.ARRIVES, MovementKind.LEAVES)
    lexicon = load("movements")
    return {
        kind: {
            "before": _pattern(lexicon[kind.value]["auxiliary"], lexicon[kind.value]["before"]),
            "after": _pattern("", lexicon[kind.value]["after"]),
        }
        for kind in kinds
    }


def _pattern(auxiliary: str, forms: Sequence[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<![a-z]){auxiliary}(?:{'|'.join(forms)})")


def sentences(text: SessionText) -> Iterator[Sentence]:
    """The sentences of a text, and the rows of its tables; the stop of an initial ends none."""
    start = 0
    rows = _ROW_BEGINS.finditer(text.roll.folded)
    for match in sorted((*_SENTENCE_END.finditer(text.flat), *rows), key=lambda m: m.start()):
        if match.group() == "." and text.printed[match.end() :].lstrip()[:1].islower():
            continue  # a comma misread, or an abbreviation
        if _INITIAL.search(text.printed[max(0, match.end() - 3) : match.end()]):
            continue
        if match.end() > start:
            yield Sentence(start, match.start())
        start = match.end()
    if start < len(text.flat):
        yield Sentence(start, len(text.flat))


def is_of_the_room(flat: str, paragraph: str, match: re.Match[str], kind: MovementKind) -> bool:
    """Whether a sentence tells of someone in this room, now: not of an agent's leave, nor of the last minutes.

    ``paragraph`` is what the sentence stands in: corrections of the last minutes may take several sentences.
    """
    if _phrase("of_other_minutes").search(paragraph):
        return False
    if kind is MovementKind.WITHDRAWS:
        return True
    subject = _APPOSITION.sub(" ", flat[: match.start()])[-40:]
    if _phrase("not_a_movement").search(subject + flat[match.start() : match.end() + 40]):
        return False
    around = flat[match.start() : match.end() + 70]
    before = flat[max(0, match.start() - 30) : match.start()]
    if "rejoi" in match.group() and before.rstrip().endswith(" nous"):
        return True
    if "joi" in match.group() and _JOINS_A_VIEW.match(flat, match.end()):
        return False
    return (
        (len(flat) < _SHORT and "rejoi" not in match.group())
        or _ANCHOR.search(around) is not None
        or re.search(r"\d{1,2}\s?[h:]\s?\d{0,2}\s*:?,?\s*$", before) is not None
    )


def kind_of(kind: MovementKind, flat: str, begin: int, following: str) -> MovementKind:
    """A departure told at ``begin`` is a withdrawal where the sentence says that it is for one item.

    So is that of a chair who leaves the chair to another, there or in the words ``following``, and no hour is told.
    """
    rest = flat[begin:]
    if kind is not MovementKind.LEAVES or _LEFT_AT.match(rest):
        return kind
    is_chair_left = _phrase("chair_left").search(f"{flat} {following}") is not None and _HOUR.search(flat) is None
    if is_chair_left or compiled(load("movements")["for_one_item"]).search(rest[:160]):
        return MovementKind.WITHDRAWS
    return kind


def of_absentee(kind: MovementKind, row: Attendance, note: str) -> MovementKind:
    """What a note without verb says of someone listed as absent: *Absents : M. X (jusqu'au point 3)* comes after it."""
    if row.status not in (Status.ABSENT, Status.EXCUSED):
        return kind
    if note.startswith("jusqu"):
        return MovementKind.ARRIVES
    return MovementKind.LEAVES if re.match(r"a\s+(?:partir|compter)", note) else kind


@cache
def _phrase(name: str) -> re.Pattern[str]:
    return compiled(rf"\b(?:{load('movements')[name]})")

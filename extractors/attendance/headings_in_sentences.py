"""Lists of the roll that sentences announce: all but some, in presence of, pouvoirs read out; or nothing at all.

Belongs here: headings that are no run of status words. Does not belong here: those that are (`headings`).
"""

from __future__ import annotations

import re

from extractors.attendance.heading_kinds import Heading, HeadingKind
from extractors.attendance.source import RollText
from extractors.attendance.unheaded import enumerated_at, is_called
from extractors.records import Status

_ALL_BUT = re.compile(
    r"(?:a\s+l'exception|excepte|hormis|sauf)\s+(?:d(?:e|u|es)(?:\s*:)?\s+|d'|:\s*)?(?:[-–•]\s*)?"
    r"(?=m(?:\.|mes?|rs?|lles?|elles?|onsieur|essieurs|adame|esdames|ademoiselle|m)?\b)"
)


def all_but(roll: RollText, start: int) -> Heading | None:
    """*Tous les membres en exercice, à l'exception de M. X et Mme Y, excusés*: a list of those who are away."""
    match = _ALL_BUT.match(roll.folded, start)
    if match is None:
        return None
    line = roll.folded[max(roll.folded.rfind("\n", 0, start), 0) : start]
    if re.search(r"(?:presen|membres|conseillers|tous)", line) is None:
        return None
    rest = re.split(r"[.;](?=\s)|\n(?=\s|[^\n:]{0,60}:)", roll.folded[match.end() :].replace("m. ", "m  "), maxsplit=1)[
        0
    ]
    is_of_all = re.search(r"excuse[a-z().·-]*s\b|represente", rest) is not None  # else it is told of one or another
    status = Status.EXCUSED if is_of_all else Status.ABSENT
    return Heading(HeadingKind.ROLL, start, match.end(), status, None, 0.85)


_IN_PRESENCE = re.compile(r"en\s+presence\s+d(?:es?|')\s*(?=m(?:mes?|rs?|onsieur|essieurs|adame|esdames|m)?\b)")
_OPENS = re.compile(r"\b(?:reunie?s?|assemblee?s?|presidence)\b[^\n]{0,300}$")


def in_presence(roll: RollText, start: int) -> Heading | None:
    """*... s'est réuni sous la présidence de M. X, en présence de Mme Y, M. Z, adjoints*, in the opening sentence."""
    match = _IN_PRESENCE.match(roll.folded, start)
    if match is None or _OPENS.search(roll.folded, max(0, start - 400), start) is None:
        return None
    return Heading(HeadingKind.ROLL, start, match.end(), Status.GUEST, None, 0.8)


_POUVOIRS_FOLLOW = re.compile(
    r"[^\n:]{0,260}\b(?:procurations?|pouvoirs?|mandats?)\b[^\n:]{0,60}:[ ]*"
    r"(?=\n[^\n]{5,80}\sà\s(?:M\.|Mme|Mr|M |[A-ZÉÈ]))"
)


def unheaded(roll: RollText, start: int) -> Heading | None:
    """A roll that begins at once, under no heading."""
    begins = start if is_called(roll, start) else enumerated_at(roll, start)
    return Heading(HeadingKind.ROLL, start, begins, Status.PRESENT, None, 0.85) if begins is not None else None


def announced_pouvoirs(roll: RollText, start: int) -> Heading | None:
    """A sentence that ends by announcing pouvoirs (*donne lecture des procurations reçues :*), a list of them below."""
    match = _POUVOIRS_FOLLOW.match(roll.marked, start)
    if match is None:
        return None
    return Heading(HeadingKind.PROXIES, start, match.end(), Status.EXCUSED, None, 0.8)

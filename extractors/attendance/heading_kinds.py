"""What headings of the roll are, however they are found."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from extractors.attendance.vocabulary import STATUS_OF_WORD, vocabulary
from extractors.records import Status

SUBSTITUTES = "suppléant"
"""The role a heading gives to those who stand in for others."""


class HeadingKind(StrEnum):
    """What a heading opens."""

    ROLL = "roll"
    """Names with a status."""
    PROXIES = "proxies"
    """Who gave a pouvoir to whom."""
    SUB = "sub"
    """A part of the list above (titulaires, suppléants, adjoints)."""
    COUNT = "count"
    """A number of members: belongs to no list and ends none."""
    END = "end"
    """Anything after which the roll does not go on."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading at ``[start, end)`` of a roll's text; names begin at ``end``."""

    kind: HeadingKind
    start: int
    end: int
    status: Status | None = None
    role: str | None = None
    """What a sub-heading says its names are (*titulaire*, *suppléant*)."""
    trust: float = 0.95
    """0-1: how sure it is that this is a heading."""
    commune: str | None = None
    """For which commune its people sit, where it names one (*Commune de X : ...*)."""
    is_assumed: bool = False
    """Whether no word of it tells the status (*Membres : ...* above *Absents : ...*)."""


def status_of(statuses: set[str], head: str) -> Status:
    """The status that the words of a heading give, ``statuses`` being those whose words it holds."""
    v = vocabulary()
    if "present" in statuses:
        return Status.REMOTE if v.remote.search(head) else Status.PRESENT
    negated = re.search(r"(?:non|sans)\s+(?:etre\s+)?(excuse|represent)", head)
    if negated is not None:
        is_excused = negated[1] == "represent" and "excused" in statuses  # *Excusés non représentés*
        return Status.EXCUSED if is_excused else Status.ABSENT
    if not statuses:
        return Status.EXCUSED if v.proxy_word.search(head) else Status.REMOTE
    if statuses == {"absent"}:  # who gave a pouvoir let it be known that he would not come
        return Status.EXCUSED if v.proxy_word.search(head) and "sans" not in head.split() else Status.ABSENT
    return next(STATUS_OF_WORD[s] for s in ("excused", "represented", "absent") if s in statuses)

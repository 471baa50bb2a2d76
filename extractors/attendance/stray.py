"""Pouvoirs told in sentences of the opening, outside the lists (*M. X a donné procuration à M. Y et M. Z à M. T*).

Belongs here: finding them. Does not belong here: lists under a heading (`entries`), pouvoirs given as someone leaves.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.attendance.entry import Entry
from extractors.attendance.links import Link, person_span
from extractors.attendance.source import BLOCK_END, LINE_END, RollText, plain
from extractors.attendance.vocabulary import vocabulary
from extractors.attendance.words import name_end
from extractors.french.civility import read_civility
from extractors.records import Status

_TRUST = 0.85
_START = re.compile(rf"(?:^|[{BLOCK_END}{LINE_END}.;,:]|\bet)[\s{LINE_END}•*–-]*(?=\S)")
_AND_SO = re.compile(r"\s*(?:,|;|et|,\s*et)\s+")
_TO = re.compile(r"\s*à\s+|\s*a\s+(?=m(?:\.|me|r|onsieur|adame)?\b)")
_LEAST_BLOCKS = 6
"""Blocks after the last list in which such sentences still tell of the roll."""


def stray_pouvoirs(roll: RollText, entries: Sequence[Entry], end: int) -> list[Entry]:
    """Entries for who gave a pouvoir in a sentence near the lists of ``entries``, before ``end``."""
    if not entries:
        return []
    taken = [(e.start, max([e.end, *(k.end for k in e.links)])) for e in entries]
    last = roll.block_at(max(e.start for e in entries)).index + _LEAST_BLOCKS
    folded, found, limit = plain(roll.folded), list[Entry](), end
    for match in vocabulary().links["proxy"].finditer(folded):
        start, end = match.span()
        if start >= limit or any(a < end and start < b for a, b in taken) or roll.block_at(start).index > last:
            continue
        giver = _person_before(roll, start)
        bearer = person_span(roll, end, min(len(folded), end + 90))
        if giver is None or bearer is None or any(a <= giver[0] < b for a, b in taken):
            continue
        found.append(_entry(giver, bearer))
        found.extend(_and_so_on(roll, bearer[1]))
    return found


def _person_before(roll: RollText, end: int) -> tuple[int, int, int] | None:
    """Who is named directly before ``end``: where civility, name and its end stand."""
    first = max(0, end - 90)
    for begin in reversed([first + m.end() for m in _START.finditer(roll.marked[first:end])]):
        person = _person(roll, begin, end)
        if person is not None and not roll.marked[person[2] : end].strip(" \v,"):
            return person
    return None


def _person(roll: RollText, start: int, end: int) -> tuple[int, int, int] | None:
    civility = read_civility(plain(roll.marked[start:end]))
    name_start = start + (civility.end if civility else 0)
    stop = name_end(roll.marked, name_start, end, civility is not None)
    if stop is None or (civility is None and len(roll.marked[name_start:stop].split()) < 2):
        return None
    return start, name_start, stop


def _and_so_on(roll: RollText, start: int) -> list[Entry]:
    """The pouvoirs that go on after a first one without repeating the verb (*et M. Z à M. T*)."""
    found = []
    while (joint := _AND_SO.match(roll.marked, start)) is not None:
        giver = _person(roll, joint.end(), min(len(roll.marked), joint.end() + 80))
        to = _TO.match(roll.marked, giver[2]) if giver is not None else None
        bearer = person_span(roll, to.end(), min(len(roll.marked), to.end() + 90)) if to is not None else None
        if giver is None or bearer is None:
            break
        found.append(_entry(giver, bearer))
        start = bearer[1]
    return found


def _entry(giver: tuple[int, int, int], bearer: tuple[int, int]) -> Entry:
    start, name_start, end = giver
    entry = Entry(start, name_start, end, None, Status.EXCUSED, is_proxy_list=True, trust=_TRUST)
    entry.links.append(Link("proxy", *bearer))
    return entry

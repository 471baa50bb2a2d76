"""Parts of a list under a title of their own, which looks like that of an item (*Membres titulaires : X, Y*).

Belongs here: which titles go on with the roll rather than end it. Does not belong here: headings told by their words
(`headings`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.attendance.heading_kinds import Heading, HeadingKind
from extractors.attendance.source import BLOCK_END, RollText, plain
from extractors.attendance.words import name_starts
from extractors.document import BlockKind
from extractors.french.civility import read_civility
from extractors.french.given_names import is_given_name

_LISTS = (HeadingKind.ROLL, HeadingKind.PROXIES)
_LONGEST = 80
_LABEL = re.compile(r"\W*(?:[^:,;()]{2,45}:\s*)?")


def with_parts(roll: RollText, headings: Sequence[Heading], stops: Sequence[int]) -> tuple[list[Heading], list[int]]:
    """The headings with those titles that go on with the roll, and the stops that are left."""
    parts = {roll.block_at(h.start).index for h in headings if _heads_people(roll, h)}
    left = [s for s in stops if roll.block_at(s).index not in parts]
    found = list(headings)
    for stop in sorted(left, reverse=True):
        end = roll.marked.find(BLOCK_END, stop)
        after = [h.start for h in found if h.start > stop and h.kind in (*_LISTS, HeadingKind.SUB)]
        nearest = min((s for s in left if s > stop), default=len(roll.marked))
        if min(after, default=nearest) < nearest and _is_over_people(roll, stop, end, min(after)):
            found.append(Heading(HeadingKind.SUB, stop, end, trust=0.8))
            left.remove(stop)
    return found, left


def _heads_people(roll: RollText, heading: Heading) -> bool:
    """Whether a block begins with the name of a part of a list and goes on with people."""
    if heading.kind is not HeadingKind.SUB or roll.marked[heading.end - 1] != ":":
        return False
    line = roll.marked[roll.marked.rfind(BLOCK_END, 0, heading.start) + 1 : heading.start]
    return not line.strip(" -–•") and name_starts(roll.marked, heading.end)


def _is_over_people(roll: RollText, start: int, end: int, next_list: int) -> bool:
    """Whether a short title without a number stands over lines of nothing but people, after which the roll goes on."""
    block = roll.block_at(start)
    if block.kind is not BlockKind.HEADING or block.label is not None or not 0 < end - start <= _LONGEST:
        return False
    lines = [line for line in roll.marked[end + 1 : next_list].split(BLOCK_END) if line.strip(" -–•")]
    return bool(lines) and all(map(_begins_with_person, lines))


def _begins_with_person(line: str) -> bool:
    """Whether a line begins with somebody, perhaps after whom he sits for (*CC du Val : Annie X, Paul Y*)."""
    label = _LABEL.match(line)
    rest = plain(line[label.end() if label is not None else 0 :])
    words = rest.replace(",", " ").split()[:2]
    if read_civility(rest) is not None:
        return True
    return len(words) > 1 and any(map(is_given_name, words)) and all(w[0].isupper() for w in words)

"""Communes printed among the names of a list: a line of their own, or words before the first name of a line.

Belongs here: telling them from names. Does not belong here: communes in a column of a table (`columns`).
"""

from __future__ import annotations

import re

from extractors.attendance.source import BLOCK_END, RollText, plain
from extractors.french.civility import read_civility

_PLACE_GOES_ON = re.compile(
    r"(?:[ ]+(?:l[eè][zs]|les?|la|sous|sur|en|aux?|du|des?)|[ ]+(?:[dl]['’])?[A-ZÀ-Þ][\w'’-]*)*[ ]*"
)


def is_commune_line(roll: RollText, start: int) -> bool:
    """A short line in capitals without civility over lines that begin with one: the commune of those below."""
    stop = roll.marked.find(BLOCK_END, start)
    line = plain(roll.marked[start:stop]) if stop > 0 else ""
    if not 0 < len(line) < 50 or not line.isupper() or read_civility(line) is not None:
        return False
    below = roll.marked[stop + 1 : stop + 50]
    return read_civility(below) is not None or (below[:40].split("\n")[0].isupper() and len(below.split("\n")[0]) < 40)


def is_commune_label(roll: RollText, stop: int, end: int, list_end: int) -> bool:
    """Words up to ``end``, of which ``stop`` ends what could be a name, directly before a civility on the same line.

    Only where each of the list has a civility of his own.
    """
    if _PLACE_GOES_ON.fullmatch(plain(roll.marked[stop:end])) is None:
        return False
    if end >= list_end or roll.marked[end] in ",;.\n":
        return False
    return read_civility(plain(roll.marked[end : end + 60])) is not None

"""The members of a session as those to whom printed voters and candidates are tied.

Belongs here: which entry of the roll a printed name means. Does not belong here: how names are read
(`extractors.french.names`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.french.fold import fold
from extractors.french.likeness import best_match
from extractors.french.names import Name, parse_name
from extractors.records import Attendance


class Roll:
    """The members, to whom printed voters and candidates are tied."""

    def __init__(self, attendance: Sequence[Attendance], chair: str | None = None) -> None:
        """Take the roll, and who chaired where an office alone may stand for him or her."""
        self.names = [a.name for a in attendance]
        self._parsed = [
            Name(p.printed, p.given, p.surname, a.civility or p.civility)
            for a in attendance
            for p in (parse_name(a.name),)
        ]
        self._heads = [a.name for a in attendance if a.role and re.match(r"(?:maire|presidente?)\b", fold(a.role))]
        self._chair = chair

    def find(self, printed: str) -> tuple[str, bool]:
        """The roll's name for a printed one, and whether it is in the roll."""
        if re.fullmatch(r"(?:maire|presidente?)", fold(printed)):
            if len(self._heads) == 1:
                return self._heads[0], True
            if self._chair is not None and not self._heads:
                return self._chair, False
        name = parse_name(printed)
        found = best_match(name, self._parsed)
        return (self.names[found], True) if found is not None else (name.display or printed, False)

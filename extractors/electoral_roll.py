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

_LETTERS = re.compile(r"(?:[A-ZÀ-Þ]\.?-?\s?){2,3}")
_INITIALS = re.compile(r"[A-ZÀ-Þ]{2}|(?:[A-ZÀ-Þ]\.-?\s?){2,3}")
"""*AB*, *J.-P. D.*: all that is printed of a voter. Three letters may be a surname (*ROY*)."""


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
        if found is None and _LETTERS.fullmatch(printed):
            return self._of_initials(printed)
        return (self.names[found], True) if found is not None else (name.display or printed, False)

    def _of_initials(self, printed: str) -> tuple[str, bool]:
        """*AB* is the one member whose given name and surname begin so; ``printed`` itself where none or two do."""
        letters = re.findall(r"[a-z]", fold(printed))
        found = [n for n, p in zip(self.names, self._parsed, strict=True) if _initials(p) == letters]
        return (found[0], True) if len(found) == 1 else (printed, False)


def is_initials(printed: str) -> bool:
    """Whether only initials are printed."""
    return _INITIALS.fullmatch(printed) is not None


def _initials(name: Name) -> list[str]:
    words = re.findall(r"[a-z]+", fold(name.given or "")) + re.findall(r"[a-z]+", fold(name.surname or ""))[:1]
    return [word[0] for word in words]

"""Who a printed speaker is: surnames and offices resolved through the roll, the chair, and full names of the text.

Belongs here: one document. Does not belong here: identity across documents (`extractors.identity`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from extractors.french.fold import fold, key_of
from extractors.french.likeness import best_match
from extractors.french.names import Name, parse_name
from extractors.lexicons import load
from extractors.records import Attendance, Meeting, Status

_LEXICON = load("speech")
_RANKS = {
    fold(word): str(i)
    for i, words in enumerate(
        (
            "premier première",
            "deuxième second seconde",
            "troisième",
            "quatrième",
            "cinquième",
            "sixième",
            "septième",
            "huitième",
            "neuvième",
        ),
        1,
    )
    for word in words.split()
}
_CHAIR = frozenset(_LEXICON["chair"])


class Speakers:
    """The people a document knows by full name."""

    def __init__(
        self, attendance: Sequence[Attendance], meetings: Sequence[Meeting], full_names: Iterable[str]
    ) -> None:
        """Take the roll (guests included), the chair of the first meeting, and full names printed elsewhere."""
        self.roll = [a.name for a in attendance]
        self._parsed = [self._with_civility(a.name, a.civility) for a in attendance]
        self._present = [
            i for i, a in enumerate(attendance) if a.status in (Status.PRESENT, Status.REMOTE, Status.GUEST)
        ]
        named = Counter(key_of(n.given) for n in self._parsed if n.given and not n.has_initials)
        self._by_given = {
            key_of(n.given): i for i, n in enumerate(self._parsed) if n.given and named[key_of(n.given)] == 1
        }
        self._roles = [(_ranked(a.role), a.name) for a in attendance if a.role]
        self.chair = next((m.chair for m in meetings if m.chair), None)
        seen = {key_of(n) for n in self.roll}
        self._others = [parse_name(n) for n in full_names if key_of(n) not in seen]

    @property
    def given_names(self) -> frozenset[str]:
        """Given names of one member only, folded: some minutes call everyone by them."""
        return frozenset(self._by_given)

    @staticmethod
    def _with_civility(name: str, civility: str | None) -> Name:
        parsed = parse_name(name)
        return Name(parsed.printed, parsed.given, parsed.surname, civility or parsed.civility, parsed.is_certain)

    def resolve(self, printed: str, role: str | None) -> str | None:
        """The full name of a speaker printed by surname, full name or office; None where nothing settles it."""
        if role is not None:
            return self._of_role(role)
        name = parse_name(printed)
        if name.surname is None and name.given is None:
            return None
        found = self._among(self._parsed, name, self._present)
        other = best_match(name, self._others)
        if found is None and name.given is None and key_of(printed) in self._by_given:
            return self.roll[self._by_given[key_of(printed)]]
        if found is not None:
            return self._fullest(self.roll[found], name, None if other is None else self._others[other])
        if other is not None:
            best = self._others[other]
            return best.printed if name.given is None else name.printed
        return name.printed if name.given is not None and name.surname is not None else None

    def _fullest(self, entry: str, name: Name, other: Name | None) -> str:
        """The roll's name, or the fuller one where the roll prints a surname or initials only."""
        parsed = parse_name(entry)
        if parsed.given is not None and not parsed.has_initials:
            return entry
        for fuller in (name, other):
            if (
                fuller is not None
                and fuller.given is not None
                and not fuller.has_initials
                and fuller.surname is not None
            ):
                return fuller.printed
        return entry

    def _among(self, candidates: Sequence[Name], name: Name, preferred: Sequence[int]) -> int | None:
        """The one roll entry that agrees; the same civility and who sits decide between namesakes."""
        if not candidates:
            return None
        for chosen in (
            [i for i in preferred if _agree(candidates[i], name)],
            [i for i, c in enumerate(candidates) if _agree(c, name)],
            list(range(len(candidates))),
        ):
            best = best_match(name, [candidates[i] for i in chosen])
            if best is not None:
                return chosen[best]
        return None

    def _of_role(self, role: str) -> str | None:
        if role in _CHAIR:
            return self.chair or next((n for r, n in self._roles if r.startswith(role) and "vice" not in r), None)
        holders = {n for r, n in self._roles if _ranked(role) in r}
        return holders.pop() if len(holders) == 1 else None


def _ranked(role: str) -> str:
    """An office, folded, its rank as a figure: *première adjointe* and *1ère adjointe* are one."""
    words = re.sub(r"\b(\d{1,2})\s?(?:ere?|er|nde?|eme|ieme|e)\b", r"\1", fold(role)).split()
    return " ".join(_RANKS.get(word, word) for word in words)


def _agree(candidate: Name, name: Name) -> bool:
    return candidate.civility is None or name.civility is None or candidate.civility == name.civility

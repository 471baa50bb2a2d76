"""Which forms may be one person, how surely, and which never can be.

Order of the work: pairs worth comparing (`candidates`), their likeness, what is set aside because it fits two
people as well, what is excluded outright.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import Enum

from extractors.identity.candidates import surname_pairs
from extractors.identity.cluster import Pair
from extractors.identity.forms import Form
from extractors.identity.similarity import DOUBTFUL, SAME, Parts, given_names_conflict, likeness
from extractors.identity.verdicts import Said

WEAK = 0.95
"""Below: an initial, half a compound, a letter off. Enough for one namesake, not to choose between two."""
CIVILITY_DOUBT = 0.06
"""What a contradicting civility takes off a likeness that is not exact: clerks do print the wrong one."""


def scored_pairs(forms: Sequence[Form], body_of: Mapping[str, str]) -> tuple[list[Pair], list[Pair]]:
    """Pairs of one body good enough to join, and pairs that a person should look at.

    A slip is first compared with well attested forms; only slips that none of these explains meet one another.
    """
    sure: list[Pair] = []
    doubtful: list[Pair] = []
    slips: list[tuple[int, int]] = []
    explained: set[int] = set()

    def weigh(i: int, j: int) -> None:
        score = _score(forms[i], forms[j])
        if score >= SAME:
            sure.append((score, i, j))
            explained.update((i, j))
        elif score >= DOUBTFUL:
            doubtful.append((score, i, j))

    for i, j in _candidates(forms, body_of):
        if not (forms[i].is_attested or forms[j].is_attested):
            slips.append((i, j))
        else:
            weigh(i, j)
    for i, j in slips:
        if i not in explained or j not in explained:
            weigh(i, j)
    return sure, doubtful


def _candidates(forms: Sequence[Form], body_of: Mapping[str, str]) -> Iterator[tuple[int, int]]:
    """Pairs inside one body."""
    inside: dict[str, list[int]] = defaultdict(list)
    for i, form in enumerate(forms):
        inside[body_of[form.organisation_id]].append(i)
    seen: set[tuple[int, int]] = set()
    for members in inside.values():
        for a, b in surname_pairs([forms[i].parts for i in members]):
            pair = (members[a], members[b])
            if pair not in seen:
                seen.add(pair)
                yield pair


def _score(a: Form, b: Form) -> float:
    """Likeness of two forms; a surname alone beside a full name is left to `people`."""
    if a.ordinal != b.ordinal or bool(a.parts.given) != bool(b.parts.given):
        return 0.0
    at_odds = a.civility is not None and b.civility is not None and a.civility != b.civility
    if at_odds and not a.parts.given:
        return 0.0
    score = likeness(a.parts, b.parts)
    return score - CIVILITY_DOUBT if at_odds and score < 0.99 else score


def unambiguous(pairs: list[Pair], excludes: Callable[[int, int], bool]) -> tuple[list[Pair], list[Pair]]:
    """Set aside weak pairs of a form that fits two people as well: ``J. MARTIN`` beside Jean and Jacques."""
    weak: dict[int, list[int]] = defaultdict(list)
    for score, i, j in pairs:
        if score < WEAK:
            weak[i].append(j)
            weak[j].append(i)
    torn = {
        i
        for i, partners in weak.items()
        if any(excludes(a, b) for k, a in enumerate(partners) for b in partners[k + 1 :])
    }

    def is_torn(pair: Pair) -> bool:
        score, i, j = pair
        return score < WEAK and (i in torn or j in torn)

    return [p for p in pairs if not is_torn(p)], [p for p in pairs if is_torn(p)]


class Exclusion:
    """Whether two forms can never be one person."""

    def __init__(self, forms: Sequence[Form], said: Said) -> None:
        """Remember the forms and what reviewers said of them."""
        self._forms = forms
        self._said = said
        numbers: dict[Parts, int] = {}
        self._parts = [numbers.setdefault(f.parts, len(numbers)) for f in forms]
        self._known: dict[tuple[int, int], _Names] = {}

    def __call__(self, i: int, j: int) -> bool:
        """Two entries of one roll or of the register, two different given names, or a reviewer's word."""
        if self._said.forbidden and (min(i, j), max(i, j)) in self._said.forbidden:
            return True
        if self._said.allowed and (min(i, j), max(i, j)) in self._said.allowed:
            return False
        a, b = self._forms[i], self._forms[j]
        if not a.rolls.isdisjoint(b.rolls) or (a.elected and b.elected and a.elected.isdisjoint(b.elected)):
            return True
        p, q = self._parts[i], self._parts[j]
        if p == q:
            return False
        pair = (p, q) if p < q else (q, p)
        names = self._known.get(pair)
        if names is None:
            names = self._known[pair] = _compared(a.parts, b.parts)
        # Two slips of one name may be far from one another, though not in the given name, nor printed often.
        return names is _Names.CONFLICT or (names is _Names.FAR and a.is_attested and b.is_attested)


class _Names(Enum):
    """How two names stand to one another."""

    ALIKE = 0
    FAR = 1
    CONFLICT = 2


def _compared(a: Parts, b: Parts) -> _Names:
    if not (a.given and b.given) or likeness(a, b) >= DOUBTFUL:
        return _Names.ALIKE
    return _Names.CONFLICT if given_names_conflict(a.given, b.given) else _Names.FAR

"""Which forms may be one person, how surely, and which never can be.

Order of the work: pairs worth comparing (`candidates`), their likeness, what is set aside because it fits two
people as well, what is excluded outright.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

import numpy as np

from extractors.identity.candidates import surname_pairs
from extractors.identity.cluster import Pair
from extractors.identity.codes import Codes, numbered
from extractors.identity.forms import Form
from extractors.identity.likenesses import Likenesses
from extractors.identity.similarity import DOUBTFUL, SAME, given_names_conflict, likeness
from extractors.identity.verdicts import Said

WEAK = 0.95
"""Below: an initial, half a compound, a letter off. Enough for one namesake, not to choose between two."""
NEAR_EXACT = 0.99
"""From here on the names are the same."""
CIVILITY_DOUBT = 0.06
"""What a contradicting civility takes off a likeness that is not exact: clerks do print the wrong one."""


def scored_pairs(forms: Sequence[Form], body_of: Mapping[str, str]) -> tuple[list[Pair], list[Pair]]:
    """Pairs of one body good enough to join, and pairs that a person should look at.

    A slip is first compared with well attested forms; only slips that none of these explains meet one another.
    """
    if not forms:
        return [], []
    left, right = surname_pairs([f.parts for f in forms], numbered(body_of[f.organisation_id] for f in forms)[0])
    weighing = _Weighing(forms)
    left, right = weighing.comparable(left, right)
    attested = np.array([f.is_attested for f in forms])
    by_attested = attested[left] | attested[right]
    found = weighing.pairs(left[by_attested], right[by_attested])
    explained = np.zeros(len(forms), dtype=bool)
    explained[[i for score, *both in found if score >= SAME for i in both]] = True
    of_slips = ~by_attested & ~(explained[left] & explained[right])
    for score, i, j in weighing.pairs(left[of_slips], right[of_slips]):
        if not (explained[i] and explained[j]):
            found.append((score, i, j))
            if score >= SAME:
                explained[[i, j]] = True
    return [p for p in found if p[0] >= SAME], [p for p in found if p[0] < SAME]


class _Weighing:
    """Likenesses of forms; a surname alone beside a full name is left to `within`."""

    def __init__(self, forms: Sequence[Form]) -> None:
        self._name, names = numbered(f.parts for f in forms)
        self._likenesses = Likenesses(names)
        self._ordinal = np.array([f.ordinal for f in forms], dtype=np.int64)
        self._has_given = np.array([bool(f.parts.given) for f in forms])
        self._civility, _ = numbered(f.civility for f in forms)
        self._has_civility = np.array([f.civility is not None for f in forms])

    def comparable(self, left: Codes, right: Codes) -> tuple[Codes, Codes]:
        """Those of the pairs that can be one person at all."""
        fits = (self._ordinal[left] == self._ordinal[right]) & (self._has_given[left] == self._has_given[right])
        fits &= self._has_given[left] | ~self._at_odds(left, right)
        return left[fits], right[fits]

    def pairs(self, left: Codes, right: Codes) -> list[Pair]:
        """Those of the pairs that are one person or may be, the surest first."""
        scores = self._likenesses.of(self._name[left], self._name[right])
        scores -= CIVILITY_DOUBT * (self._at_odds(left, right) & (scores < NEAR_EXACT))
        at = np.flatnonzero(scores >= DOUBTFUL)
        at = at[np.lexsort((right[at], left[at], -scores[at]))]
        return list(zip(scores[at].tolist(), left[at].tolist(), right[at].tolist(), strict=True))

    def _at_odds(self, left: Codes, right: Codes) -> Codes:
        known: Codes = self._has_civility[left] & self._has_civility[right]
        known &= self._civility[left] != self._civility[right]
        return known


def unambiguous(pairs: list[Pair], excludes: Exclusion) -> tuple[list[Pair], list[Pair]]:
    """Set aside weak pairs of a form that fits two people as well: ``J. MARTIN`` beside Jean and Jacques."""
    weak: dict[int, list[int]] = defaultdict(list)
    for score, i, j in pairs:
        if score < WEAK:
            weak[i].append(j)
            weak[j].append(i)
    torn = {
        i
        for i, partners in weak.items()
        if any(excludes.between((a,), partners[k:]) for k, a in enumerate(partners[:-1], start=1))
    }

    def is_torn(pair: Pair) -> bool:
        score, i, j = pair
        return score < WEAK and (i in torn or j in torn)

    return [p for p in pairs if not is_torn(p)], [p for p in pairs if is_torn(p)]


class Exclusion:
    """Whether forms can never be one person.

    Two entries of one roll or of the register never are, nor two different given names, nor what a reviewer told apart.
    """

    def __init__(self, forms: Sequence[Form], said: Said) -> None:
        """Remember the forms and what reviewers said of them."""
        self._forms = forms
        self._said = said
        self._name = numbered(f.parts for f in forms)[0].tolist()
        self._given = numbered(f.parts.given for f in forms)[0].tolist()
        self._conflict: dict[tuple[int, int], bool] = {}
        self._far: dict[tuple[int, int], bool] = {}
        self._rolls = [f.rolls for f in forms]
        self._is_attested = [f.is_attested for f in forms]
        self._is_plain = not (said.forbidden or said.allowed or any(f.elected for f in forms))

    def __call__(self, i: int, j: int) -> bool:
        """Whether two forms are never one person."""
        pair = (i, j) if i < j else (j, i)
        if pair in self._said.forbidden:
            return True
        if pair in self._said.allowed:
            return False
        a, b = self._forms[i], self._forms[j]
        are_two_elected = bool(a.elected and b.elected and a.elected.isdisjoint(b.elected))
        return are_two_elected or self._printed_apart((i,), (j,))

    def between(self, left: Sequence[int], right: Sequence[int]) -> bool:
        """Whether any of the one can never be any of the other."""
        if self._is_plain:
            return self._printed_apart(left, right)
        return any(self(i, j) for i in left for j in right)

    def _printed_apart(self, left: Sequence[int], right: Sequence[int]) -> bool:
        """Whether two of them stand in one roll, or have two people's names.

        Two slips of one name may be far from one another, though not in the given name, nor printed often.
        """
        rolls, names, givens, attested, forms = self._rolls, self._name, self._given, self._is_attested, self._forms
        for i in left:
            entries, name, given, is_attested = rolls[i], names[i], givens[i], attested[i]
            for j in right:
                if entries & rolls[j] and forms[i].organisation_id == forms[j].organisation_id:
                    return True
                if name == names[j]:
                    continue
                may_differ = (is_attested and attested[j]) or (given != givens[j] and self._conflicting(i, j))
                if may_differ and self._is_far(i, j):
                    return True
        return False

    def _conflicting(self, i: int, j: int) -> bool:
        pair = (self._given[i], self._given[j])
        found = self._conflict.get(pair)
        if found is None:
            found = self._conflict[pair] = given_names_conflict(self._forms[i].parts.given, self._forms[j].parts.given)
        return found

    def _is_far(self, i: int, j: int) -> bool:
        """Whether two names are less alike than even a reviewer is asked about; one without given name never is."""
        pair = (self._name[i], self._name[j])
        found = self._far.get(pair)
        if found is None:
            a, b = self._forms[i].parts, self._forms[j].parts
            found = self._far[pair] = bool(a.given and b.given) and likeness(a, b) < DOUBTFUL
        return found

"""Which pairs of names are worth comparing: never all of them.

Names meet inside one body (a few hundred forms); where one body is large, or none is known, they must also share a
blocking key of the surname. Keys tolerate the usual damage: each is wrong for some misreadings, all of them together
for nearly none.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

import numpy as np
from rapidfuzz.distance import Levenshtein
from rapidfuzz.process import cdist

from extractors.identity.codes import Codes, distinct
from extractors.identity.fold import skeleton
from extractors.identity.similarity import Parts

WHOLE = 1_500
"""Up to so many distinct names are compared all with all (in compiled code)."""


def surname_pairs(parts: Sequence[Parts], bodies: Codes) -> tuple[Codes, Codes]:
    """Pairs ``i < j`` of one body whose surnames may be one name, or whose given name is the other's surname.

    Args:
        parts: of each name.
        bodies: the number of each one's body.

    Returns:
        The lower and the higher place of each pair, in order, none twice.
    """
    bearers = _Bearers(["".join(p.surname) for p in parts], bodies)
    given = ["".join(p.given) for p in parts]
    found = [
        bearers.with_one_another(),
        bearers.with_bearers_of([(i, name) for i, name in enumerate(given) if name]),
        bearers.with_bearers_of(
            [(i, token) for i, p in enumerate(parts) if len(p.surname) > 1 for token in p.surname if len(token) >= 4]
        ),
        _turned_round(parts, bodies),
    ]
    one, other = (np.concatenate(side) for side in zip(*found, strict=True))
    there = one != other
    low, high = np.minimum(one, other)[there], np.maximum(one, other)[there]
    low, high = np.divmod(distinct(low * len(parts) + high), max(1, len(parts)))
    return low, high


class _Bearers:
    """Who bears which surname in which body."""

    def __init__(self, surnames: Sequence[str], bodies: Codes) -> None:
        self._every = sorted(set(surnames))
        self._rank = {name: n for n, name in enumerate(self._every)}
        ranks = np.array([self._rank[name] for name in surnames], dtype=np.int64)
        self._bodies = bodies
        seats = bodies * len(self._every) + ranks
        self._order = np.argsort(seats, kind="stable")
        self._seats, self._first, self._count = np.unique(seats[self._order], return_index=True, return_counts=True)

    def with_one_another(self) -> tuple[Codes, Codes]:
        """Bearers of surnames that are near one another, or the same."""
        alone = np.arange(len(self._seats))
        left, right = [alone[self._count > 1]], [alone[self._count > 1]]
        of_body = self._seats // max(1, len(self._every))
        begins = np.flatnonzero(np.concatenate(([True], of_body[1:] != of_body[:-1]))) if len(of_body) else alone
        ranks = (self._seats % max(1, len(self._every))).tolist()
        for begin, end in zip(begins.tolist(), [*begins[1:].tolist(), len(ranks)], strict=True):
            a, b = _near_places([self._every[rank] for rank in ranks[begin:end]])
            left.append(a + begin)
            right.append(b + begin)
        one, other = np.concatenate(left), np.concatenate(right)
        return _crossed(self._members(one), self._members(other))

    def with_bearers_of(self, wanted: Sequence[tuple[int, str]]) -> tuple[Codes, Codes]:
        """Each (place, surname) with those of the same body who bear that surname."""
        known = [(i, rank) for i, name in wanted if (rank := self._rank.get(name)) is not None]
        if not known:
            return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
        places, ranks = np.array(known, dtype=np.int64).T
        seats = self._bodies[places] * len(self._every) + ranks
        at = np.minimum(np.searchsorted(self._seats, seats), len(self._seats) - 1)
        there = self._seats[at] == seats
        singles = places[there]
        return _crossed((singles, np.arange(len(singles)), np.ones_like(singles)), self._members(at[there]))

    def _members(self, places: Codes) -> tuple[Codes, Codes, Codes]:
        return self._order, self._first[places], self._count[places]


def _crossed(left: tuple[Codes, Codes, Codes], right: tuple[Codes, Codes, Codes]) -> tuple[Codes, Codes]:
    """Each member of a group on the left with each of the group on the right; (all members, first, how many)."""
    members, first, count = left
    others, other_first, other_count = right
    sizes = count * other_count
    group = np.repeat(np.arange(len(sizes)), sizes)
    within = np.arange(len(group)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    row, column = np.divmod(within, np.maximum(other_count[group], 1))
    return members[first[group] + row], others[other_first[group] + column]


def _turned_round(parts: Sequence[Parts], bodies: Codes) -> tuple[Codes, Codes]:
    """Double surnames of the same words, whichever comes first."""
    alike: dict[tuple[int, tuple[str, ...]], list[int]] = defaultdict(list)
    for i, p in enumerate(parts):
        if len(p.surname) > 1:
            alike[int(bodies[i]), tuple(sorted(p.surname))].append(i)
    pairs = [(i, j) for members in alike.values() for n, i in enumerate(members) for j in members[n + 1 :]]
    one, other = np.array(pairs, dtype=np.int64).reshape(-1, 2).T
    return one, other


def near(names: list[str]) -> Iterator[tuple[str, str]]:
    """Distinct names, in order, at most three edits apart; of many only those that share a blocking key."""
    for i, j in zip(*(side.tolist() for side in _near_places(names)), strict=True):
        yield names[i], names[j]


def _near_places(names: list[str]) -> tuple[Codes, Codes]:
    if len(names) <= WHOLE:
        return _near_among(names, np.arange(len(names)))
    blocks: dict[str, list[int]] = defaultdict(list)
    for i, name in enumerate(names):
        for key in blocking_keys(name):
            blocks[key].append(i)
    found = [_near_among([names[i] for i in block], np.array(block)) for block in blocks.values()]
    one, other = (np.concatenate(side) for side in zip(*found, strict=True))
    low, high = np.divmod(distinct(one * len(names) + other), len(names))
    return low, high


def _near_among(names: list[str], places: Codes) -> tuple[Codes, Codes]:
    if len(names) < 2:
        return places[:0], places[:0]
    distances = cdist(names, names, scorer=Levenshtein.distance, score_cutoff=3, dtype=np.uint8)
    rows, columns = np.nonzero(np.triu(distances <= 3, k=1))
    return places[rows], places[columns]


def blocking_keys(surname: str) -> set[str]:
    """Keys of which two forms of one surname share at least one.

    The sound of its consonants as French spells them, its first and its last letters made look-alike-proof.
    """
    bones = skeleton(surname)
    consonants = "".join(c for c in bones if c not in "aeiouh")
    return {f"c{consonants[:4]}", f"h{bones[:3]}", f"t{bones[-3:]}"}

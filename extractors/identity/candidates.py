"""Which pairs of names are worth comparing: never all of them.

Names meet inside one organisation (a few hundred forms); where one organisation is large, or none is known, they
must also share a blocking key of the surname. Keys tolerate the usual damage: each is wrong for some misreadings,
all of them together for nearly none.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

import numpy as np
from rapidfuzz.distance import Levenshtein
from rapidfuzz.process import cdist

from extractors.identity.fold import skeleton
from extractors.identity.similarity import Parts

WHOLE = 1_500
"""Up to so many distinct names are compared all with all (in compiled code)."""


def surname_pairs(parts: Sequence[Parts]) -> Iterator[tuple[int, int]]:
    """Pairs ``i < j`` whose surnames may be one name, or whose given name is the other's surname."""
    by_surname: dict[str, list[int]] = defaultdict(list)
    turned: dict[str, list[int]] = defaultdict(list)
    for i, p in enumerate(parts):
        by_surname["".join(p.surname)].append(i)
        if p.given:
            turned["".join(p.given)].append(i)
    names = sorted(by_surname)
    for a, b in near(names):
        yield from _cross(by_surname[a], by_surname[b])
    for members in by_surname.values():
        for k, i in enumerate(members):
            for j in members[k + 1 :]:
                yield i, j
    for name, members in turned.items():
        if name in by_surname:
            yield from _cross(members, by_surname[name])
    yield from _compounds(parts, by_surname)


def _cross(left: Sequence[int], right: Sequence[int]) -> Iterator[tuple[int, int]]:
    for i in left:
        for j in right:
            if i != j:
                yield (i, j) if i < j else (j, i)


def near(names: list[str]) -> Iterator[tuple[str, str]]:
    """Distinct names, in order, at most three edits apart; of many only those that share a blocking key."""
    if len(names) <= WHOLE:
        yield from _near_among(names)
        return
    seen: set[tuple[str, str]] = set()
    blocks: dict[str, set[str]] = defaultdict(set)
    for name in names:
        for key in blocking_keys(name):
            blocks[key].add(name)
    for key in sorted(blocks):
        for pair in _near_among(sorted(blocks[key])):
            if pair not in seen:
                seen.add(pair)
                yield pair


def _near_among(names: list[str]) -> Iterator[tuple[str, str]]:
    if len(names) < 2:
        return
    distances = cdist(names, names, scorer=Levenshtein.distance, score_cutoff=3, dtype=np.uint8)
    rows, columns = np.nonzero(np.triu(distances <= 3, k=1))
    for i, j in zip(rows.tolist(), columns.tolist(), strict=True):
        yield names[i], names[j]


def _compounds(parts: Sequence[Parts], by_surname: dict[str, list[int]]) -> Iterator[tuple[int, int]]:
    """A double surname meets the single one it holds, and the same two the other way round."""
    turned: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for i, p in enumerate(parts):
        if len(p.surname) > 1:
            turned[tuple(sorted(p.surname))].append(i)
            for token in p.surname:
                if len(token) >= 4:
                    yield from _cross([i], by_surname.get(token, []))
    for members in turned.values():
        yield from _cross(members, members)


def blocking_keys(surname: str) -> set[str]:
    """Keys of which two forms of one surname share at least one.

    The sound of its consonants as French spells them, its first and its last letters made look-alike-proof.
    """
    bones = skeleton(surname)
    consonants = "".join(c for c in bones if c not in "aeiouh")
    return {f"c{consonants[:4]}", f"h{bones[:3]}", f"t{bones[-3:]}"}

"""How alike many pairs of names are, all at once: what `similarity.likeness` says of each, column by column.

Names are numbered, and each of their parts besides, so that no two parts are compared twice however many forms bear
them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import pandas as pd
from rapidfuzz.distance import Levenshtein
from rapidfuzz.process import cpdist

from extractors.identity.codes import Codes, numbered
from extractors.identity.fold import skeleton
from extractors.identity.similarity import (
    CUT_ELSEWHERE,
    PARTICLES,
    SAME,
    TURNED,
    Parts,
    given_likeness,
    leading_particle,
    likeness_by_words,
    misread_grade,
    shared_particle,
)

_FAR = 4
"""More edits than any grade allows."""
_LONG = 11
"""From so many letters on the grade is the same."""
_GRADES = np.array(
    [
        [[misread_grade(distance, shortest, alike) for shortest in range(_LONG + 1)] for distance in range(_FAR + 1)]
        for alike in (False, True)
    ]
)
_PARTICLES = tuple(sorted(PARTICLES))


class Likenesses:
    """Likenesses among some names."""

    def __init__(self, parts: Sequence[Parts]) -> None:
        """Number the names and their parts."""
        codes, self._words = numbered([*(p.surname for p in parts), *(p.given for p in parts)])
        self._surname, self._given = codes[: len(parts)], codes[len(parts) :]
        self._linked, _ = numbered(p.linked for p in parts)
        self._whole, _ = numbered(" ".join(p.given + p.surname) for p in parts)
        self._joined = ["".join(words) for words in self._words]
        self._bones = [skeleton(name) for name in self._joined]
        self._length = np.array([len(name) for name in self._joined], dtype=np.int64)
        self._bone, _ = numbered(self._bones)
        self._is_led = np.array([bool(leading_particle(name)) for name in self._joined], dtype=bool)
        self._has_words = np.array(
            [
                len(words) > 1 or name.startswith(_PARTICLES)
                for words, name in zip(self._words, self._joined, strict=True)
            ],
            dtype=bool,
        )

    def of(self, left: Codes, right: Codes) -> Codes:
        """The likeness of each pair of names, given by their places."""
        s, t, g, h = self._surname[left], self._surname[right], self._given[left], self._given[right]
        direct = np.where(self._linked[left] == self._linked[right], 1.0, 0.0)
        unlike = np.flatnonzero(direct == 0.0)
        direct[unlike] = self._surnames(s[unlike], t[unlike])
        some = np.flatnonzero(direct)
        direct[some] *= _each(self._given_likenesses, g[some], h[some])
        named = (self._length[s] > 0) & (self._length[t] > 0) & (self._length[g] > 0) & (self._length[h] > 0)
        open_still = np.flatnonzero(named & (direct < SAME))
        turned = self._surnames(s[open_still], h[open_still])
        halfway = np.flatnonzero(turned)
        turned[halfway] *= self._surnames(g[open_still][halfway], t[open_still][halfway])
        direct[open_still] = np.maximum(direct[open_still], TURNED * turned)
        cut_elsewhere = np.where(g == h, 1.0, CUT_ELSEWHERE)
        return np.where(self._whole[left] == self._whole[right], cut_elsewhere, direct)

    def _given_likenesses(self, left: Codes, right: Codes) -> Codes:
        pairs = zip(left.tolist(), right.tolist(), strict=True)
        return np.array([given_likeness(self._words[a], self._words[b]) for a, b in pairs], dtype=np.float64)

    def _surnames(self, left: Codes, right: Codes) -> Codes:
        return _each(self._surname_likenesses, left, right)

    def _surname_likenesses(self, left: Codes, right: Codes) -> Codes:
        """`similarity.surname_likeness` of each pair."""
        distance = self._distances(self._joined, left, right)
        alike = self._bone[left] == self._bone[right]
        unsure = np.flatnonzero(distance > 1)
        bones = self._distances(self._bones, left[unsure], right[unsure])
        # A quarter more than that of the skeletons is as good as a whole one: grades are for whole edits.
        distance[unsure] = np.minimum(distance[unsure], bones + 1)
        shortest = np.minimum(self._length[left], self._length[right])
        for n in np.flatnonzero(self._is_led[left] & self._is_led[right] & (distance < _FAR)).tolist():
            shortest[n] -= shared_particle(self._joined[left[n]], self._joined[right[n]])
        found: Codes = _GRADES[alike.astype(np.int64), distance, np.minimum(shortest, _LONG)]
        by_words = (found == 0.0) & (self._has_words[left] | self._has_words[right])
        for n in np.flatnonzero(by_words).tolist():
            found[n] = likeness_by_words(self._words[left[n]], self._words[right[n]])
        found[distance == 0] = 1.0
        return found

    def _distances(self, names: Sequence[str], left: Codes, right: Codes) -> Codes:
        if not len(left):
            return np.zeros(0, dtype=np.int64)
        those, others = ([names[n] for n in side.tolist()] for side in (left, right))
        found = cpdist(those, others, scorer=Levenshtein.distance, score_cutoff=_FAR - 1, dtype=np.uint8)
        return np.minimum(found.astype(np.int64), _FAR)


def _each(function: Callable[[Codes, Codes], Codes], left: Codes, right: Codes) -> Codes:
    """What a function says of each pair, asked once for the same two, in either order."""
    if not len(left):
        return np.zeros(0)
    low, high = np.minimum(left, right), np.maximum(left, right)
    place, pairs = pd.factorize(low * (int(high.max()) + 1) + high)
    first = np.divmod(pairs, int(high.max()) + 1)
    found: Codes = function(*first)[place]
    return found

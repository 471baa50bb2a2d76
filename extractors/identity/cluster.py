"""Putting together what is alike, without ever putting together what must stay apart.

Pairs join from the surest down, each join being refused where it would unite two members that exclude one another
(two entries of one roll, two different given names, a reviewer's word). The result depends on the set of forms and
pairs only, not on the order they came in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from operator import itemgetter

Pair = tuple[float, int, int]
"""(score, i, j) with i < j."""


class Clusters:
    """A partition of ``range(n)`` that grows by joins."""

    def __init__(self, n: int) -> None:
        """Start with everyone alone."""
        self._parent = list(range(n))
        self._members: dict[int, list[int]] = {i: [i] for i in range(n)}

    def root(self, i: int) -> int:
        """The representative of the cluster of ``i``."""
        while self._parent[i] != i:
            self._parent[i] = self._parent[self._parent[i]]
            i = self._parent[i]
        return i

    def members(self, i: int) -> list[int]:
        """All members of the cluster of ``i``."""
        return self._members[self.root(i)]

    def join(self, i: int, j: int) -> None:
        """Make the clusters of ``i`` and ``j`` one."""
        a, b = self.root(i), self.root(j)
        if b < a:
            a, b = b, a
        if a != b:
            self._parent[b] = a
            self._members[a].extend(self._members.pop(b))

    def all(self) -> list[list[int]]:
        """Every cluster, members in order, clusters by first member."""
        return sorted(sorted(m) for m in self._members.values())


def cluster(
    n: int,
    pairs: Iterable[Pair],
    *,
    required: Sequence[tuple[int, int]] = (),
    apart: Callable[[Sequence[int], Sequence[int]], bool],
) -> tuple[Clusters, list[Pair]]:
    """Join by descending score where nothing excludes it.

    Args:
        n: how many forms there are.
        pairs: candidate joins, all good enough to be made.
        required: joins a reviewer demands; made first, whatever speaks against them.
        apart: whether any of some forms can never be one with any of others; asked of two clusters to unite.

    Returns:
        The clusters, and the pairs that were refused.
    """
    clusters = Clusters(n)
    for i, j in required:
        clusters.join(i, j)
    refused: list[Pair] = []
    for score, i, j in sorted(sorted(pairs, key=itemgetter(1, 2)), key=itemgetter(0), reverse=True):
        a, b = clusters.root(i), clusters.root(j)
        if a == b:
            continue
        if apart(clusters.members(a), clusters.members(b)):
            refused.append((score, i, j))
        else:
            clusters.join(a, b)
    return clusters, refused

"""Organisations that share members: a commune and its CCAS, a syndicat and its régie, communes and their EPCI.

The same full name in two unrelated councils is two people until something says otherwise; in councils that share
several members it is one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations

from extractors.identity.cluster import Clusters

SHARED = 3
"""So many full names in common make two organisations kin; chance rarely gives two councils more than one."""
ONE_BODY = 5
"""So many, and `OVERLAP` of the smaller's names: one assembly under two printed names, or nearly."""
OVERLAP = 0.4
WIDESPREAD = 40
"""A name printed in more organisations than this says nothing about any two of them."""


@dataclass(frozen=True)
class Kinship:
    """What organisations have in common."""

    body_of: Mapping[str, str]
    """For each organisation the one that speaks for all that share most of its members."""
    shared: Mapping[tuple[str, str], int]
    """How many members two organisations share (``a < b``); pairs that share none are left out."""

    def are_kin(self, a: str, b: str) -> bool:
        """Whether a full name printed in both is one person."""
        return self.shared.get((a, b) if a < b else (b, a), 0) >= SHARED


def kinship(seats: Iterable[tuple[str, str | None]]) -> Kinship:
    """Which organisations share members.

    Args:
        seats: organisation, and given name and surname of somebody printed there as one key (None for what is not
            a full name).
    """
    holders: dict[str, set[str]] = defaultdict(set)
    members: dict[str, set[str]] = defaultdict(set)
    organisations: set[str] = set()
    for organisation, key in seats:
        organisations.add(organisation)
        if key is not None:
            holders[key].add(organisation)
            members[organisation].add(_surname(key))
    shared = _shared(holders)
    names = sorted(organisations)
    rank = {name: n for n, name in enumerate(names)}
    bodies = Clusters(len(names))
    for (a, b), count in sorted(shared.items()):
        if count >= ONE_BODY and count >= OVERLAP * min(len(members[a]), len(members[b])):
            bodies.join(rank[a], rank[b])
    return Kinship({name: names[bodies.root(n)] for n, name in enumerate(names)}, shared)


def _surname(full_key: str) -> str:
    return full_key.rsplit(" | ", maxsplit=1)[-1]


def _shared(holders: Mapping[str, set[str]]) -> dict[tuple[str, str], int]:
    """How many members two organisations share; one printed in three ways counts once."""
    meetings: dict[tuple[str, str], set[str]] = defaultdict(set)
    for key, places in holders.items():
        if 1 < len(places) <= WIDESPREAD:
            for pair in combinations(sorted(places), 2):
                meetings[pair].add(_surname(key))
    return {pair: len(found) for pair, found in meetings.items()}

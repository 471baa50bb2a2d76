"""Organisations that share members: a commune and its CCAS, a syndicat and its régie, communes and their EPCI.

The same full name in two unrelated councils is two people until something says otherwise; in councils that share
several members it is one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations

from extractors.identity.cluster import Clusters

SHARED = 3
"""So many full names in common make two organisations kin; chance rarely gives two councils more than one."""
ONE_BODY = 5
"""So many, and `OVERLAP` of the smaller's names: one assembly under two printed names, or nearly."""
OVERLAP = 0.4
WIDESPREAD = 40
"""A name printed in more organisations than this says nothing about any two of them."""


def kin_of(
    organisations: Sequence[str], full_keys: Sequence[str | None]
) -> tuple[list[tuple[int, int]], dict[str, str]]:
    """Which organisations share members.

    Args:
        organisations: organisation of each form.
        full_keys: given name and surname of each form as one key; None where the form is not a full name.

    Returns:
        Pairs ``i < j`` of forms with the same full name in two organisations that are kin; and for each organisation
        the one that speaks for all that share most of its members.
    """
    holders: dict[str, dict[str, int]] = defaultdict(dict)
    members: dict[str, set[str]] = defaultdict(set)
    for i, (organisation, key) in enumerate(zip(organisations, full_keys, strict=True)):
        if key is not None:
            holders[key].setdefault(organisation, i)
            members[organisation].add(_surname(key))
    shared = _shared(holders)
    names = sorted(set(organisations))
    rank = {name: n for n, name in enumerate(names)}
    bodies = Clusters(len(names))
    for (a, b), count in sorted(shared.items()):
        if count >= ONE_BODY and count >= OVERLAP * min(len(members[a]), len(members[b])):
            bodies.join(rank[a], rank[b])
    return _same_names(holders, shared), {name: names[bodies.root(n)] for n, name in enumerate(names)}


def _surname(full_key: str) -> str:
    return full_key.rsplit(" | ", maxsplit=1)[-1]


def _shared(holders: Mapping[str, Mapping[str, int]]) -> dict[tuple[str, str], int]:
    """How many members two organisations share; one printed in three ways counts once."""
    meetings: dict[tuple[str, str], set[str]] = defaultdict(set)
    for key, places in holders.items():
        if 1 < len(places) <= WIDESPREAD:
            for pair in combinations(sorted(places), 2):
                meetings[pair].add(_surname(key))
    return {pair: len(found) for pair, found in meetings.items()}


def _same_names(
    holders: Mapping[str, Mapping[str, int]], shared: Mapping[tuple[str, str], int]
) -> list[tuple[int, int]]:
    """Pairs of forms with one full name in two organisations that are kin."""
    pairs = []
    for key in sorted(holders):
        places = holders[key]
        for a, b in combinations(sorted(places), 2):
            if shared.get((a, b), 0) >= SHARED:
                i, j = sorted((places[a], places[b]))
                pairs.append((i, j))
    return pairs

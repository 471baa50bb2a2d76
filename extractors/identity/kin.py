"""Organisations that share members: a commune and its CCAS, a syndicat and its régie, communes and their EPCI.

The same full name in two unrelated councils is two people until something says otherwise; in councils that share
several members it is one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

SHARED = 3
"""So many full names in common make two organisations kin; chance rarely gives two councils more than one."""
WIDESPREAD = 40
"""A name printed in more organisations than this says nothing about any two of them."""


def kin_of(organisations: Sequence[str], full_keys: Sequence[str | None]) -> Iterator[tuple[int, int]]:
    """Pairs ``i < j`` of forms with the same full name in two organisations that are kin.

    Args:
        organisations: organisation of each form.
        full_keys: given name and surname of each form as one key; None where the form is not a full name.
    """
    holders: dict[str, dict[str, int]] = defaultdict(dict)
    for i, (organisation, key) in enumerate(zip(organisations, full_keys, strict=True)):
        if key is not None:
            holders[key].setdefault(organisation, i)
    shared: Counter[tuple[str, str]] = Counter()
    for places in holders.values():
        if 1 < len(places) <= WIDESPREAD:
            shared.update(combinations(sorted(places), 2))
    kin = {pair for pair, count in shared.items() if count >= SHARED}
    for key in sorted(holders):
        places = holders[key]
        for a, b in combinations(sorted(places), 2):
            if (a, b) in kin:
                i, j = places[a], places[b]
                yield (i, j) if i < j else (j, i)

"""The same person in several bodies.

Within its body every name has been decided on better evidence (`people`); here whole circles of forms join, never
two of one body. Cheap enough to be done anew over the whole registry whenever anything changed, so that the outcome
depends on what is printed and decided, not on which night it came.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from itertools import combinations

from extractors.identity.cluster import Pair, cluster
from extractors.identity.forms import Form
from extractors.identity.kin import Kinship


def join_across(
    forms: Sequence[Form],
    groups: Sequence[Sequence[int]],
    kin: Kinship,
    *,
    required: Collection[tuple[int, int]],
    apart: Callable[[Sequence[int], Sequence[int]], bool],
) -> tuple[list[list[int]], list[Pair]]:
    """Circles that are one person, over all bodies.

    Args:
        forms: every form of the registry.
        groups: circles: indices of the forms that are one person in one body.
        kin: which organisations share members.
        required: pairs of forms that reviewers joined.
        apart: whether any of some forms can never be one person with any of others.

    Returns:
        Groups of forms, and pairs of forms that kinship would join and something forbids.
    """
    group_of = {i: g for g, members in enumerate(groups) for i in members}
    bodies = [frozenset(kin.body_of[forms[i].organisation_id] for i in members) for members in groups]
    links: dict[tuple[int, int], tuple[int, int]] = {}
    for i, j in (*_same_elected(forms), *_same_names(forms, group_of, kin)):
        pair = (min(group_of[i], group_of[j]), max(group_of[i], group_of[j]))
        if pair[0] != pair[1]:
            links.setdefault(pair, (i, j))

    def never_one(some: Sequence[int], others: Sequence[int]) -> bool:
        return any(not bodies[g].isdisjoint(bodies[h]) or apart(groups[g], groups[h]) for g in some for h in others)

    ordered = [(1.0, g, h) for g, h in links]
    demanded = sorted({(group_of[i], group_of[j]) for i, j in required})
    clusters, refused = cluster(len(groups), ordered, required=demanded, apart=never_one)
    joined = sorted(sorted(i for g in members for i in groups[g]) for members in clusters.all())
    return joined, [(score, *links[g, h]) for score, g, h in refused if bodies[g].isdisjoint(bodies[h])]


def _same_elected(forms: Sequence[Form]) -> Iterable[tuple[int, int]]:
    """Pairs of forms that are one entry of the national register."""
    holders: dict[str, list[int]] = defaultdict(list)
    for i, form in enumerate(forms):
        for elected in form.elected:
            holders[elected].append(i)
    for elected in sorted(holders):
        yield from ((holders[elected][0], other) for other in holders[elected][1:])


def _same_names(forms: Sequence[Form], group_of: Mapping[int, int], kin: Kinship) -> Iterable[tuple[int, int]]:
    """Pairs of forms with one full name in two organisations that are kin.

    A name that two people of one organisation bear does not say which of them sits in the other.
    """
    first: dict[str, str] = {}
    shared: set[str] = set()
    for form in forms:
        key = form.parts.full_key
        if key is not None and first.setdefault(key, form.organisation_id) != form.organisation_id:
            shared.add(key)
    holders: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for i, form in enumerate(forms):
        if (key := form.parts.full_key) in shared:
            holders[key][form.organisation_id].append(i)
    for name in sorted(holders):
        places = {o: found for o, found in holders[name].items() if len({group_of[i] for i in found}) == 1}
        for a, b in combinations(sorted(places), 2):
            if kin.body_of[a] != kin.body_of[b] and kin.are_kin(a, b):
                yield places[a][0], places[b][0]

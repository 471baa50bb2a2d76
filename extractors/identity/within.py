"""Circles: the forms of one body that are one person.

Everything that says so or forbids it is in the body's own documents, so a body is decided by itself, whatever else is
in the registry.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from extractors.identity.cluster import Pair, cluster
from extractors.identity.forms import Form
from extractors.identity.pairs import Exclusion, scored_pairs, unambiguous
from extractors.identity.verdicts import Said

TERM_YEARS = 6
"""A municipal term (Code électoral, art. L227): a surname alone is not looked for in councils further away."""


@dataclass(frozen=True)
class Circles:
    """Who is one person within each body."""

    groups: list[list[int]]
    pairs: list[Pair]
    """Likenesses that may have joined."""
    doubtful: list[Pair]
    """Likenesses that did not and that a person should look at."""


def circles_within(
    forms: Sequence[Form],
    body_of: Mapping[str, str],
    said: Said,
) -> Circles:
    """Put together the forms of each body.

    Args:
        forms: all forms of every body concerned.
        body_of: organisation -> the one that speaks for its body.
        said: by reviewers; what they joined over two bodies is left to `across`.
    """
    excludes = Exclusion(forms, said)
    body = [body_of[f.organisation_id] for f in forms]
    required = sorted((i, j) for i, j in said.required if body[i] == body[j])
    pairs, doubtful = scored_pairs(forms, body_of)
    pairs, ambiguous = unambiguous(pairs, excludes)
    clusters, refused = cluster(len(forms), pairs, required=required, apart=excludes.between)
    groups = _attach_surnames(forms, clusters.all(), excludes)
    return Circles(groups, pairs, [*doubtful, *ambiguous, *refused])


def _attach_surnames(forms: Sequence[Form], groups: list[list[int]], excludes: Exclusion) -> list[list[int]]:
    """Join a cluster of surnames alone to the one full-named cluster of its organisation that it fits."""
    by_surname: dict[tuple[str, str], list[int]] = defaultdict(list)
    for g, members in enumerate(groups):
        for key in {_seat(forms[i]) for i in members if forms[i].parts.given}:
            by_surname[key].append(g)
    target = list(range(len(groups)))
    for g, members in enumerate(groups):
        if any(forms[i].parts.given for i in members):
            continue
        hosts = sorted({h for key in {_seat(forms[i]) for i in members} for h in by_surname.get(key, [])})
        if len(hosts) == 1 and not _at_odds(forms, members, groups[hosts[0]], excludes):
            target[g] = hosts[0]
    joined: dict[int, list[int]] = defaultdict(list)
    for g, members in enumerate(groups):
        joined[target[g]].extend(members)
    return sorted(sorted(m) for m in joined.values())


def _seat(form: Form) -> tuple[str, str]:
    return form.organisation_id, "".join(form.parts.surname)


def _at_odds(forms: Sequence[Form], guests: list[int], hosts: list[int], excludes: Exclusion) -> bool:
    civilities = {forms[i].civility for i in guests} - {None}
    theirs = {forms[i].civility for i in hosts} - {None}
    if civilities and theirs and not civilities & theirs:
        return True
    if not any(_same_term(forms[i].years, forms[j].years) for i in guests for j in hosts):
        return True
    return excludes.between(guests, hosts)


def _same_term(a: tuple[int, int] | None, b: tuple[int, int] | None) -> bool:
    """Whether two spans of years are at most a term apart (True where one is unknown)."""
    return a is None or b is None or max(a[0], b[0]) - min(a[1], b[1]) <= TERM_YEARS

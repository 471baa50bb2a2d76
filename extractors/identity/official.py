"""Organisations tied to the official lists: which commune of that name, which intercommunalité.

Many communes share a name; the documents decide. What else they name votes for departments, and a name is tied only
where one department's commune of it stands out.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from extractors.identity.organisations import communes_of, kind_of
from extractors.places import Place, department_of, groupings_named

GROUPINGS = frozenset({"communauté de communes", "communauté d'agglomération", "communauté urbaine", "métropole"})
STANDS_OUT = 2.0
"""How many times the next department's votes the winning one must have."""


@dataclass(frozen=True, slots=True)
class Official:
    """What an organisation is on the official lists."""

    name: str
    kind: str
    """'commune' or 'intercommunalité'."""
    insee_code: str | None
    """Of the commune of today."""
    siren: str | None
    is_former: bool = False


def tie_to_official(names: Mapping[str, Sequence[str]], documents: Mapping[str, Iterable[str]]) -> dict[str, Official]:
    """Official identity of each organisation that has a sure one.

    Args:
        names: organisation id -> its printed names, the best first.
        documents: organisation id -> documents that name it.
    """
    places = {o: found for o, printed in names.items() if (found := _communes(printed))}
    votes = _votes(places, documents)
    official: dict[str, Official] = {}
    for organisation, found in places.items():
        place = _chosen(found, votes, documents.get(organisation, ()))
        if place is not None:
            official[organisation] = Official(place.name, "commune", place.current_code, place.siren, place.is_former)
    for organisation, printed in names.items():
        if kind_of(printed[0])[0] in GROUPINGS:
            groupings = {g for name in printed for g in groupings_named(name)}
            if len(groupings) == 1:
                grouping = groupings.pop()
                official[organisation] = Official(grouping.name, "intercommunalité", None, grouping.siren)
    return official


def _communes(printed: Sequence[str]) -> tuple[Place, ...]:
    """Communes of that name, where the names are a commune's or bare place names."""
    for name in printed:
        kind, _ = kind_of(name)
        if kind not in (None, "commune"):
            return ()
        if found := communes_of(name):
            return found
    return ()


def _votes(places: Mapping[str, tuple[Place, ...]], documents: Mapping[str, Iterable[str]]) -> dict[str, Counter[str]]:
    """For each document, how much its communes speak for each department: the rarer a name, the more."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for organisation, found in places.items():
        departments = {department_of(p.code) for p in found}
        for document in documents.get(organisation, ()):
            for department in departments:
                votes[document][department] += 1 / len(departments)  # type: ignore[assignment]
    return votes


def _chosen(found: Sequence[Place], votes: Mapping[str, Counter[str]], documents: Iterable[str]) -> Place | None:
    by_code = {p.current_code: p for p in sorted(found, key=lambda p: p.is_former, reverse=True)}
    if len(by_code) == 1:
        return next(iter(by_code.values()))
    total: Counter[str] = Counter()
    for document in documents:
        total.update(votes.get(document, Counter()))
    ranked = sorted(((total[department_of(code)], code) for code in by_code), reverse=True)
    (best, code), (second, _) = ranked[0], ranked[1]
    return by_code[code] if best >= STANDS_OUT * second and best > 1 else None

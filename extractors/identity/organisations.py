"""Organisations from the names printed for them: one id for `MAIRIE DE X`, `Commune de X` and its misreadings."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd
from rapidfuzz.distance import Levenshtein

from extractors.identity.candidates import near
from extractors.identity.cluster import Pair, cluster
from extractors.identity.fold import fold, skeleton

KINDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("ccas", ("centre communal d action sociale", "ccas", "centre intercommunal d action sociale", "cias")),
    ("communauté de communes", ("communaute de communes", "communaute des communes", "cc", "cdc")),
    ("communauté d'agglomération", ("communaute d agglomeration", "ca")),
    ("communauté urbaine", ("communaute urbaine",)),
    ("métropole", ("metropole",)),
    ("syndicat mixte", ("syndicat mixte", "sm")),
    ("syndicat intercommunal", ("syndicat intercommunal", "sivom", "sivu", "siaep")),
    ("syndicat", ("syndicat",)),
    ("département", ("departement", "conseil departemental", "conseil general")),
    ("région", ("region", "conseil regional")),
    ("commune", ("commune", "mairie", "ville", "hotel de ville", "municipalite", "conseil municipal")),
)
"""Kind of organisation by how its name begins, most particular first."""

_LINKS = frozenset({"de", "du", "des", "d", "la", "le", "les", "l", "et"})


@dataclass(frozen=True)
class OrganisationResolution:
    """Which printed name is which organisation."""

    of_name: Mapping[str, str]
    """printed name -> organisation_id."""
    organisations: pd.DataFrame
    """organisation_id, name, kind."""


def kind_of(name: str) -> tuple[str | None, str]:
    """Kind of an organisation, and the folded rest of its name without link words."""
    folded = fold(name)
    for kind, heads in KINDS:
        for head in heads:
            if folded == head or folded.startswith(head + " "):
                return kind, _bare(folded[len(head) :])
    return None, _bare(folded)


def _bare(folded: str) -> str:
    return " ".join(token for token in folded.split() if token not in _LINKS)


def resolve_organisations(names: Mapping[str, int], known: Mapping[str, str]) -> OrganisationResolution:
    """Cluster printed names of organisations.

    Args:
        names: printed name -> how many documents print it.
        known: printed name -> organisation_id from earlier runs; an id given is kept.

    Returns:
        An id for every name given. Two names are one where kind and rest agree but for a misreading; a name without
        a kind (`Fontorbe`) goes to the commune of that name, or to the only organisation of it.
    """
    every = sorted({*names, *known})
    keys = [kind_of(n) for n in every]
    clusters, _ = cluster(len(every), _pairs(keys), apart=lambda a, b: keys[a[0]][0] != keys[b[0]][0])
    groups = _host_the_kindless(clusters.all(), keys)
    of_name: dict[str, str] = {}
    rows = []
    for members in groups:
        printed = [every[i] for i in members]
        ids = sorted({known[n] for n in printed if n in known})
        organisation_id = ids[0] if ids else "o" + hashlib.sha256(fold(printed[0]).encode()).hexdigest()[:12]
        kind = next((keys[i][0] for i in members if keys[i][0]), None)
        of_kind = [every[i] for i in members if keys[i][0] == kind]
        rows.append({"organisation_id": organisation_id, "name": _of_reference(of_kind, names), "kind": kind})
        of_name.update(dict.fromkeys(printed, organisation_id))
    return OrganisationResolution(of_name, pd.DataFrame(rows, columns=["organisation_id", "name", "kind"]))


def _of_reference(forms: list[str], names: Mapping[str, int]) -> str:
    """The spelling printed most, however set; of its settings one in small letters, with its accents, then the usual.

    Headings are printed in capitals and sentences begin an organisation in the small (*la communauté de communes*):
    neither is how it is called, so a capital begins the name.
    """
    printed: dict[str, int] = defaultdict(int)
    for form in forms:
        printed[fold(form)] += names.get(form, 0)

    def rank(form: str) -> tuple[int, bool, int, int, str]:
        accents = sum(not c.isascii() for c in form)
        return printed[fold(form)], not form.isupper(), names.get(form, 0), accents, form

    best = max(forms, key=rank)
    return best[:1].upper() + best[1:]


def _pairs(keys: list[tuple[str | None, str]]) -> list[Pair]:
    """Names of one kind whose rest is the same but for a misreading."""
    by_kind: dict[str | None, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for i, (kind, rest) in enumerate(keys):
        by_kind[kind]["".join(rest.split())].append(i)
    pairs: list[Pair] = []
    for rests in by_kind.values():
        for members in rests.values():
            pairs.extend((_likeness(keys[members[0]][1], keys[i][1]), members[0], i) for i in members[1:])
        for a, b in near(sorted(rests)):
            i, j = sorted((rests[a][0], rests[b][0]))
            if score := _likeness(keys[i][1], keys[j][1]):
                pairs.append((score, i, j))
    return pairs


def _host_the_kindless(groups: list[list[int]], keys: list[tuple[str | None, str]]) -> list[list[int]]:
    hosts: dict[str, list[int]] = defaultdict(list)
    for g, members in enumerate(groups):
        if keys[members[0]][0] is not None:
            for rest in {keys[i][1] for i in members if keys[i][1]}:
                hosts[rest].append(g)
    target = list(range(len(groups)))
    for g, members in enumerate(groups):
        if keys[members[0]][0] is None:
            found = sorted({h for i in members for h in hosts.get(keys[i][1], [])})
            communes = [h for h in found if keys[groups[h][0]][0] == "commune"]
            if len(communes) == 1 or (not communes and len(found) == 1):
                target[g] = (communes or found)[0]
    joined: dict[int, list[int]] = defaultdict(list)
    for g, members in enumerate(groups):
        joined[target[g]].extend(members)
    return sorted(sorted(members) for members in joined.values())


def _likeness(a: str, b: str) -> float:
    """1 for the same rest, 0.9 for a misreading of it, 0 otherwise."""
    if a == b:
        return 1.0
    left, right = a.replace(" ", ""), b.replace(" ", "")
    if left == right:
        return 0.99
    shortest = min(len(left), len(right))
    allowed = 0 if shortest < 6 else 1 if shortest < 12 else 2
    distance = min(Levenshtein.distance(left, right), Levenshtein.distance(skeleton(left), skeleton(right)))
    return 0.9 if distance <= allowed else 0.0

"""Organisations from the names printed for them: one id for `MAIRIE DE X`, `Commune de X` and its misreadings."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd
from rapidfuzz.distance import Levenshtein

from extractors.identity.cluster import Pair, cluster
from extractors.identity.fold import fold, skeleton

UNKNOWN = "o-unknown"
"""Where no organisation is printed: its documents are resolved together, names meeting on their own merit."""

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
        An id for every name given. Two names are one where kind and rest agree but for a misreading.
    """
    every = sorted({*names, *known})
    keys = [kind_of(n) for n in every]
    pairs: list[Pair] = []
    for i, (kind, rest) in enumerate(keys):
        for j in range(i + 1, len(keys)):
            other_kind, other = keys[j]
            if kind is not None and other_kind is not None and kind != other_kind:
                continue
            score = _likeness(rest, other)
            if score:
                pairs.append((score - (0.02 if kind != other_kind else 0.0), i, j))

    def excludes(i: int, j: int) -> bool:
        return keys[i][0] is not None and keys[j][0] is not None and keys[i][0] != keys[j][0]

    clusters, _ = cluster(len(every), pairs, excludes=excludes)
    of_name: dict[str, str] = {}
    rows = []
    for members in clusters.all():
        printed = [every[i] for i in members]
        ids = sorted({known[n] for n in printed if n in known})
        organisation_id = ids[0] if ids else "o" + hashlib.sha256(fold(printed[0]).encode()).hexdigest()[:12]
        best = max(printed, key=lambda n: (names.get(n, 0), sum(not c.isupper() for c in n), n))
        kind = next((keys[i][0] for i in members if keys[i][0]), None)
        rows.append({"organisation_id": organisation_id, "name": best, "kind": kind})
        of_name.update(dict.fromkeys(printed, organisation_id))
    return OrganisationResolution(of_name, pd.DataFrame(rows, columns=["organisation_id", "name", "kind"]))


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

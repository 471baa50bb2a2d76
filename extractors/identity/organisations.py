"""Organisations from the names printed for them: one id for `MAIRIE DE X`, `Commune de X` and its misreadings."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd
from rapidfuzz.distance import Levenshtein

from extractors.french.fold import fold as folded_in_place
from extractors.identity.candidates import near
from extractors.identity.cluster import Pair, cluster
from extractors.identity.fold import fold, skeleton
from extractors.places import Place, communes_named

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

_BODIES = {kind: heads[0] for kind, heads in KINDS if kind in ("commune", "département")}
"""Kinds whose house or assembly is often printed for the body, and how the body itself is called."""
_LINK = r"(?:d[eu]|des)\s|d'"
_HOUSE = re.compile(rf"(?:mairie|(?:ville|hotel[ -]de[ -]ville|municipalite)(?=\s+(?:{_LINK})))\s+")
"""The house of a commune; not its assembly: *conseil municipal des jeunes*, *conseil départemental de l'ordre*."""
_LINKED = re.compile(_LINK)
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


def communes_of(name: str) -> tuple[Place, ...]:
    """Communes of the official list that have this name, be it bare or a commune's (`Mairie de ...`)."""
    kind, _ = kind_of(name)
    return communes_named(name if kind is None else _after_kind(name)) if kind in (None, "commune") else ()


def _after_kind(name: str) -> str:
    """`Commune de Fontorbe`, `MAIRIE DU MESNIL`, `Ville d'Ambre` -> the commune's own name."""
    words = name.replace("’", "'").split(maxsplit=1)
    rest = words[1] if len(words) > 1 else ""
    lowered = rest.lower()
    for link, article in (
        ("de l'", "l'"),
        ("de la ", "la "),
        ("du ", "le "),
        ("des ", "les "),
        ("de ", ""),
        ("d'", ""),
    ):
        if lowered.startswith(link):
            return article + rest[len(link) :]
    return rest


def _bare(folded: str) -> str:
    return " ".join(token for token in folded.split() if token not in _LINKS)


def resolve_organisations(names: Mapping[str, int], known: Mapping[str, str]) -> OrganisationResolution:
    """Cluster printed names of organisations.

    Args:
        names: printed name -> how many documents print it.
        known: printed name -> organisation_id from earlier runs; an id given is kept.

    Returns:
        An id for every name given. Two names are one where kind and rest agree but for a misreading; a name without
        a kind (`Fontorbe`) goes to the commune of that name, or to the only organisation of it. Two communes of the
        official list (Insee, Code officiel géographique) are never one, however near their names.
    """
    every = sorted({*names, *known})
    keys = [kind_of(n) for n in every]
    communes = [communes_of(name) for name in every]

    def apart(some: Sequence[int], others: Sequence[int]) -> bool:
        if keys[some[0]][0] != keys[others[0]][0]:
            return True
        return len({communes[i] for i in (*some, *others)} - {()}) > 1

    clusters, _ = cluster(len(every), _pairs(keys), apart=apart)
    groups = _host_the_kindless(clusters.all(), keys)
    of_name: dict[str, str] = {}
    rows = []
    ids = _ids([[every[i] for i in members] for members in groups], known)
    for members, organisation_id in zip(groups, ids, strict=True):
        printed = [every[i] for i in members]
        kind = next((keys[i][0] for i in members if keys[i][0]), None)
        of_kind = [every[i] for i in members if keys[i][0] == kind]
        rows.append({"organisation_id": organisation_id, "name": _of_reference(of_kind, kind, names), "kind": kind})
        of_name.update(dict.fromkeys(printed, organisation_id))
    return OrganisationResolution(of_name, pd.DataFrame(rows, columns=["organisation_id", "name", "kind"]))


def _ids(groups: Sequence[Sequence[str]], known: Mapping[str, str]) -> list[str]:
    """An id for each group of names: the first of those given before, or one made of its first name.

    Where names of one id are told apart now, it stays with the name that it was made of.
    """
    claims: dict[str, list[int]] = defaultdict(list)
    for g, printed in enumerate(groups):
        for given in {known[name] for name in printed if name in known}:
            claims[given].append(g)
    holder = {
        given: next((g for g in those if any(_made_of(name) == given for name in groups[g])), those[0])
        if len(those) > 1
        else those[0]
        for given, those in claims.items()
    }
    mine: dict[int, list[str]] = defaultdict(list)
    for given, g in holder.items():
        mine[g].append(given)
    return [min(mine[g]) if g in mine else _made_of(printed[0]) for g, printed in enumerate(groups)]


def _made_of(name: str) -> str:
    return "o" + hashlib.sha256(fold(name).encode()).hexdigest()[:12]


def _of_reference(forms: list[str], kind: str | None, names: Mapping[str, int]) -> str:
    """The spelling printed most, however set; of its settings one in small letters, with its accents, then the usual.

    A commune or département is called by that word where it is so printed: analysts group by the body. Headings are
    printed in capitals and sentences begin an organisation in the small (*la communauté de communes*): neither is how
    it is called, so a capital begins the name.
    """
    body = _BODIES.get(kind or "", "")

    def spelling(called: str) -> str:
        return kind_of(called)[1] if body else fold(called)

    printed: dict[str, int] = defaultdict(int)
    settings: dict[str, int] = defaultdict(int)
    for form in forms:
        called = _of_the_body(form)
        printed[spelling(called)] += names.get(form, 0)
        settings[called] += names.get(form, 0)

    def rank(called: str) -> tuple[int, bool, bool, int, int, str]:
        accents = sum(not c.isascii() for c in called)
        is_body = fold(called).startswith(body)
        return printed[spelling(called)], is_body, not called.isupper(), settings[called], accents, called

    best = max(settings, key=rank)
    return best[:1].upper() + best[1:]


def _of_the_body(name: str) -> str:
    """`Mairie de Fontorbe`, `VILLE D'AMBRE` -> `Commune de Fontorbe`, `COMMUNE D'AMBRE`; others as they are."""
    folded = folded_in_place(name)
    found = _HOUSE.match(folded)
    if found is None or communes_named(name):  # a commune may be called *Ville d'...*
        return name
    rest = name[found.end() :]
    if _LINKED.match(folded, found.end()):
        return f"COMMUNE {rest}" if name.isupper() else f"Commune {rest}"
    if name.isupper() or not rest[:1].isupper():  # *mairie annexe*
        return name
    return f"Commune d'{rest}" if fold(rest)[:1] in "aeiou" else f"Commune de {rest}"


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

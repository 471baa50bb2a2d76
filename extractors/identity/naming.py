"""What a person is called: the id that stays, the name shown, and how sure each form is."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from extractors.french.given_names import is_given_name
from extractors.identity.cluster import Pair
from extractors.identity.forms import Form
from extractors.identity.similarity import given_and_surname

ATTACHED = 0.9
"""Certainty of what was joined without a likeness of its own: a surname alone, a reviewer's word."""


def named(
    forms: Sequence[Form], groups: list[list[int]], anchors: Mapping[str, str]
) -> tuple[list[str], dict[str, str]]:
    """An id for each cluster, and the ids given up."""
    age = {person: n for n, person in enumerate(anchors)}
    cluster_of = {i: g for g, members in enumerate(groups) for i in members}
    holder = {form.anchor: cluster_of[i] for i, form in enumerate(forms)} if anchors else {}
    claims: dict[int, list[str]] = defaultdict(list)
    placed: set[str] = set()
    for person, anchor in anchors.items():
        if anchor in holder:
            claims[holder[anchor]].append(person)
            placed.add(person)
    for g, members in enumerate(groups):  # an id whose anchor form is gone stays with those who bear it
        borne = {p for i in members for p in forms[i].person_ids}
        for person in sorted(borne - placed, key=lambda p: age.get(p, -1)):
            claims[g].append(person)
            placed.add(person)
    ids: list[str] = []
    merged: dict[str, str] = {}
    for g, members in enumerate(groups):
        mine = sorted(claims.get(g, ()), key=lambda p: (age.get(p, len(age)), p))
        kept = mine[0] if mine else new_id(forms[members[0]].anchor)
        ids.append(kept)
        merged.update(dict.fromkeys(mine[1:], kept))
    return ids, merged


def new_id(anchor: str) -> str:
    """The id of a person created with this form: the same wherever and whenever that happens."""
    return "p" + hashlib.sha256(anchor.encode()).hexdigest()[:12]


def agreement(groups: list[list[int]], pairs: Iterable[Pair]) -> dict[int, float]:
    """For each form, the best likeness by which it was joined; 1 for what nothing was joined to."""
    cluster_of = {i: g for g, members in enumerate(groups) for i in members}
    scores: dict[int, float] = {}
    for score, i, j in pairs:
        if cluster_of[i] == cluster_of[j]:
            if score > scores.get(i, 0.0):
                scores[i] = score
            if score > scores.get(j, 0.0):
                scores[j] = score
    alone = {members[0] for members in groups if len(members) == 1}
    return {i: 1.0 if i in alone else round(scores.get(i, ATTACHED), 3) for i in cluster_of}


def person_row(forms: Sequence[Form], members: list[int], person_id: str) -> dict[str, object]:
    """The row of `persons`: a full form with a known given name, then the most printed, speaks for all."""
    civilities: Counter[str] = Counter()
    for i in members:
        if (civility := forms[i].civility) is not None:
            civilities[civility] += forms[i].mentions
    name = forms[_spokesman(forms, members) if len(members) > 1 else members[0]].name
    given, surname = given_and_surname(name)
    return {
        "person_id": person_id,
        "name": name,
        "given_name": given or None,
        "surname": surname or None,
        "civility": min(civilities, key=lambda c: (-civilities[c], c), default=None),
        "anchor": forms[members[0]].anchor,
    }


def _spokesman(forms: Sequence[Form], members: list[int]) -> int:
    """The form by which all are called."""
    agreed: dict[tuple[str, ...], int] = {}
    for i in members:
        surname = forms[i].parts.surname
        agreed[surname] = agreed.get(surname, 0) + forms[i].mentions
    full = [i for i in members if forms[i].parts.full_key is not None] or members
    known = [i for i in full if _are_given_names(forms[i].parts.given)] or full
    most = max(agreed[forms[i].parts.surname] for i in known)
    usual = [i for i in known if agreed[forms[i].parts.surname] == most]
    return max(usual, key=lambda i: (forms[i].mentions, sum(not c.isascii() for c in forms[i].name), forms[i].name))


@lru_cache(maxsize=65_536)
def _are_given_names(given: tuple[str, ...]) -> bool:
    return all(is_given_name(word) for word in given)

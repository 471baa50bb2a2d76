"""Persons from mentions: clusters of printed forms, and ids that stay.

A *mention* is a name printed in a document; mentions of one printed form in one organisation are a *form*
(`forms`); forms put together are a *person*.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd

from extractors.french.names import is_given_name, parse_name
from extractors.identity.cluster import Pair, cluster
from extractors.identity.decisions import Decision, Subject, Verdict
from extractors.identity.forms import Form, gather_forms
from extractors.identity.pairs import Exclusion, scored_pairs, unambiguous
from extractors.identity.similarity import SAME

TERM_YEARS = 6
"""A municipal term (Code électoral, art. L227): a surname alone is not looked for in councils further away."""
ATTACHED = 0.9
"""Certainty of what was joined without a likeness of its own: a surname alone, a reviewer's word."""
PERSON_COLUMNS = ["person_id", "name", "given_name", "surname", "civility", "anchor"]


@dataclass(frozen=True, slots=True)
class Doubt:
    """Two forms that may be one person: for a reviewer."""

    left: Subject
    right: Subject
    left_id: str
    right_id: str
    score: float
    mentions: int
    """How many mentions a decision settles."""
    reason: str


@dataclass(frozen=True)
class PeopleResolution:
    """Who is who."""

    assignments: pd.DataFrame
    """person_id, score, decided_by ('rule' or 'reviewer') of each mention; indexed like the mentions given."""
    persons: pd.DataFrame
    """`PERSON_COLUMNS`."""
    merged: Mapping[str, str]
    """Ids given up for an older one: old -> kept."""
    doubts: tuple[Doubt, ...] = field(default=())


def resolve_people(
    mentions: pd.DataFrame, anchors: Mapping[str, str], decisions: Sequence[Decision] = ()
) -> PeopleResolution:
    """Give each mention a person.

    Args:
        mentions: columns `forms.MENTION_COLUMNS`; all mentions of every organisation concerned, old and new.
        anchors: for each id already given, the form key it was created with (`anchor` of `persons`), oldest first.
        decisions: reviewers' word, any order.

    Returns:
        Assignments for every mention. Clusters depend only on the set of mentions and decisions; an id once given
        stays with the cluster that holds its anchor, and where two meet the older wins.
    """
    forms, form_of_mention = gather_forms(mentions, decisions)
    required, forbidden = _reviewed(forms, decisions)
    excludes = Exclusion(forms, forbidden)
    pairs, doubtful = scored_pairs(forms)
    pairs, ambiguous = unambiguous(pairs, excludes)
    clusters, refused = cluster(len(forms), pairs, required=required, excludes=excludes)
    groups = _attach_surnames(forms, clusters.all(), excludes)
    ids, merged = _named(forms, groups, anchors)
    scores = _agreement(groups, pairs)
    reviewed = {i for pair in (*required, *forbidden) for i in pair}
    of_form = {i: ids[g] for g, members in enumerate(groups) for i in members}
    assignments = pd.DataFrame(
        {
            "person_id": [of_form[i] for i in form_of_mention],
            "score": [scores[i] for i in form_of_mention],
            "decided_by": ["reviewer" if i in reviewed else "rule" for i in form_of_mention],
        },
        index=mentions.index,
    )
    rows = [_person(forms, members, ids[g]) for g, members in enumerate(groups)]
    open_pairs = [p for p in (*doubtful, *ambiguous, *refused) if of_form[p[1]] != of_form[p[2]]]
    return PeopleResolution(
        assignments,
        pd.DataFrame(rows, columns=PERSON_COLUMNS),
        merged,
        _doubts(forms, open_pairs, forbidden, of_form),
    )


def _reviewed(
    forms: Sequence[Form], decisions: Sequence[Decision]
) -> tuple[list[tuple[int, int]], set[tuple[int, int]]]:
    """Pairs of forms that reviewers joined, and that they told apart; a later word undoes an earlier one."""
    if not decisions:
        return [], set()
    places: dict[str, list[int]] = defaultdict(list)
    for i, form in enumerate(forms):
        places[form.name].append(i)

    def indices(subject: Subject) -> list[int]:
        every = [i for i in places.get(subject.name, []) if forms[i].only_document == subject.document_id]
        there = [i for i in every if forms[i].organisation_id == subject.organisation_id]
        meant = there or every
        told = [i for i in meant if subject.told_apart is not None and forms[i].told_apart == subject.told_apart]
        return told or meant

    verdicts: dict[tuple[int, int], Verdict] = {}
    for decision in sorted(decisions, key=lambda d: d.decided_at):
        for i in indices(decision.left):
            for j in indices(decision.right):
                if i != j:
                    verdicts[(min(i, j), max(i, j))] = decision.verdict
    required = sorted(p for p, v in verdicts.items() if v is Verdict.SAME)
    return required, {p for p, v in verdicts.items() if v is Verdict.DIFFERENT}


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
    return any(excludes(i, j) for i in guests for j in hosts)


def _same_term(a: tuple[int, int] | None, b: tuple[int, int] | None) -> bool:
    """Whether two spans of years are at most a term apart (True where one is unknown)."""
    return a is None or b is None or max(a[0], b[0]) - min(a[1], b[1]) <= TERM_YEARS


def _named(
    forms: Sequence[Form], groups: list[list[int]], anchors: Mapping[str, str]
) -> tuple[list[str], dict[str, str]]:
    """An id for each cluster, and the ids given up."""
    age = {person: n for n, person in enumerate(anchors)}
    holder = {form.anchor: i for i, form in enumerate(forms)}
    cluster_of = {i: g for g, members in enumerate(groups) for i in members}
    claims: dict[int, list[str]] = defaultdict(list)
    placed: set[str] = set()
    for person, anchor in anchors.items():
        if anchor in holder:
            claims[cluster_of[holder[anchor]]].append(person)
            placed.add(person)
    for g, members in enumerate(groups):  # an id whose anchor form is gone stays with those who bear it
        for person in sorted({p for i in members for p in forms[i].person_ids} - placed, key=lambda p: age.get(p, -1)):
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


def _agreement(groups: list[list[int]], pairs: Iterable[Pair]) -> dict[int, float]:
    """For each form, the best likeness by which it was joined; 1 for what nothing was joined to."""
    cluster_of = {i: g for g, members in enumerate(groups) for i in members}
    scores: dict[int, float] = {}
    for score, i, j in pairs:
        if cluster_of[i] == cluster_of[j]:
            scores[i] = max(scores.get(i, 0.0), score)
            scores[j] = max(scores.get(j, 0.0), score)
    alone = {members[0] for members in groups if len(members) == 1}
    return {i: 1.0 if i in alone else round(scores.get(i, ATTACHED), 3) for i in cluster_of}


def _person(forms: Sequence[Form], members: list[int], person_id: str) -> dict[str, object]:
    """The row of `persons`: a full form with a known given name, then the most printed, speaks for all."""
    agreed: Counter[tuple[str, ...]] = Counter()
    civilities: Counter[str] = Counter()
    for i in members:
        agreed[forms[i].parts.surname] += forms[i].mentions
        if (civility := forms[i].civility) is not None:
            civilities[civility] += forms[i].mentions

    def standing(i: int) -> tuple[bool, bool, int, int, int, str]:
        form = forms[i]
        known = all(is_given_name(t) for t in form.parts.given)
        accents = sum(not c.isascii() for c in form.name)
        return (form.parts.is_full, known, agreed[form.parts.surname], form.mentions, accents, form.name)

    name = forms[max(members, key=standing) if len(members) > 1 else members[0]].name
    parsed = parse_name(name)
    return {
        "person_id": person_id,
        "name": name,
        "given_name": parsed.given or None,
        "surname": parsed.surname or None,
        "civility": min(civilities, key=lambda c: (-civilities[c], c), default=None),
        "anchor": forms[members[0]].anchor,
    }


def _doubts(
    forms: Sequence[Form], pairs: Iterable[Pair], forbidden: set[tuple[int, int]], of_form: Mapping[int, str]
) -> tuple[Doubt, ...]:
    """Open questions, those that settle most mentions first; what a reviewer answered is not asked again."""
    doubts = [
        Doubt(
            forms[i].subject,
            forms[j].subject,
            of_form[i],
            of_form[j],
            round(score, 3),
            forms[i].mentions + forms[j].mentions,
            "forme voisine" if score < SAME else "forme qui convient à plusieurs personnes",
        )
        for score, i, j in pairs
        if (min(i, j), max(i, j)) not in forbidden and forms[i].rolls.isdisjoint(forms[j].rolls)
    ]
    return tuple(sorted(doubts, key=lambda d: (-d.mentions, -d.score, d.left.name, d.right.name)))

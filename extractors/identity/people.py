"""Persons from mentions: clusters of printed forms, and ids that stay.

A *mention* is a name printed in a document; mentions of one printed form in one organisation are a *form*
(`forms`); the forms that are one person in one body are a *circle* (`within`); circles put together over all bodies
are a *person* (`across`).
"""

from __future__ import annotations

import gc
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

import pandas as pd

from extractors.identity.across import join_across
from extractors.identity.cluster import Pair
from extractors.identity.codes import Codes
from extractors.identity.decisions import Decision, Subject
from extractors.identity.forms import Form, gather_forms
from extractors.identity.kin import Kinship, kinship
from extractors.identity.naming import agreement, named, person_row
from extractors.identity.pairs import Exclusion
from extractors.identity.registry import KnownForm, circles, concerned
from extractors.identity.similarity import SAME
from extractors.identity.verdicts import Said, redirected, verdicts
from extractors.identity.within import Circles, circles_within

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
    """How many mentions a decision settles: those of the rarer of the two."""
    reason: str
    body: str | None
    """The body in which both are printed; None for two bodies."""


@dataclass(frozen=True)
class PeopleResolution:
    """Who is who."""

    assignments: pd.DataFrame
    """person_id, score, decided_by ('rule' or 'reviewer') of each mention; indexed like the mentions given."""
    persons: pd.DataFrame
    """`PERSON_COLUMNS` of every person named in the organisations resolved, now or before."""
    merged: Mapping[str, str]
    """Ids given up for an older one: old -> kept."""
    doubts: tuple[Doubt, ...] = field(default=())
    organisations: frozenset[str] = frozenset()
    """The organisations resolved."""
    registry: tuple[KnownForm, ...] = field(default=())
    """The forms of the organisations resolved, for next time."""
    unsettled: frozenset[str] = frozenset()
    """Organisations that must be resolved along with those given; nothing else is filled in then."""


def resolve_people(
    mentions: pd.DataFrame,
    anchors: Mapping[str, str],
    decisions: Sequence[Decision] = (),
    registry: Sequence[KnownForm] = (),
    organisations: Collection[str] = (),
) -> PeopleResolution:
    """Give each mention a person.

    Args:
        mentions: columns `forms.MENTION_COLUMNS`; all mentions of every organisation to resolve, old and new.
        anchors: for each id already given, the form key it was created with (`anchor` of `persons`), oldest first
            and those given up last.
        decisions: reviewers' word, any order.
        registry: what earlier resolutions left of every organisation; decisions are those of then, or the
            organisations they speak of are among those to resolve.
        organisations: those to resolve, where some have no mention any more.

    Returns:
        Assignments for every mention. Persons depend only on the set of mentions and decisions, not on how they were
        divided into nights; an id once given stays with the cluster that holds its anchor, and where two meet the
        older wins.
    """
    with _collector_at_rest():
        return _resolved(mentions, anchors, decisions, registry, organisations)


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """No garbage collection: among a million objects that all live it finds nothing and takes a quarter of the time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _resolved(
    mentions: pd.DataFrame,
    anchors: Mapping[str, str],
    decisions: Sequence[Decision],
    registry: Sequence[KnownForm],
    organisations: Collection[str],
) -> PeopleResolution:
    fresh, form_of_mention = gather_forms(mentions, decisions)
    here = {*organisations, *(f.organisation_id for f in fresh)}
    others = [k for k in registry if k.form.organisation_id not in here]
    every = sorted([*fresh, *(k.form for k in others)], key=lambda f: f.key) if others else fresh
    kin = kinship((f.organisation_id, f.parts.full_key if f.mentions else None) for f in every)
    unsettled = concerned(kin.body_of, registry, here) | redirected([k.form for k in registry], every, decisions)
    if registry and unsettled - here:
        return _unfinished(unsettled - here)
    place = {form.key: i for i, form in enumerate(every)}
    said = verdicts(every, decisions)
    mine = [place[f.key] for f in fresh]
    within = _placed(circles_within(fresh, kin.body_of, said.among({i: n for n, i in enumerate(mine)})), mine)
    settled = circles(others, [place[k.form.key] for k in others])
    groups, refused = join_across(
        every,
        sorted([*within.groups, *settled]),
        kin,
        required=said.required,
        apart=Exclusion(every, said).between,
    )
    ids, merged = named(every, groups, anchors)
    of_form = {i: ids[g] for g, members in enumerate(groups) for i in members}
    moved = {k.form.organisation_id for k in others if of_form[place[k.form.key]] != k.person_id}
    if moved:
        return _unfinished(moved)
    touched = {of_form[i] for i in mine} | {k.person_id for k in registry if k.form.organisation_id in here}
    rows = [
        person_row(every, members, ids[g])
        for g, members in enumerate(groups)
        if ids[g] in touched and any(every[i].mentions for i in members)
    ]
    open_pairs = [(p, True) for p in within.doubtful] + [(p, False) for p in refused]
    return PeopleResolution(
        _assignments(mentions, form_of_mention, mine, of_form, within, said),
        pd.DataFrame(rows, columns=PERSON_COLUMNS),
        merged,
        _doubts(every, groups, open_pairs, said.forbidden, of_form, kin),
        frozenset(here),
        tuple(_known(every, within.groups, kin, of_form)),
    )


def _unfinished(organisations: Collection[str]) -> PeopleResolution:
    return PeopleResolution(
        pd.DataFrame(columns=["person_id", "score", "decided_by"]),
        pd.DataFrame(columns=PERSON_COLUMNS),
        {},
        unsettled=frozenset(organisations),
    )


def _placed(within: Circles, mine: Sequence[int]) -> Circles:
    """The same with forms counted over the whole registry."""

    def placed(pairs: Iterable[Pair]) -> list[Pair]:
        return [(score, mine[i], mine[j]) for score, i, j in pairs]

    groups = [[mine[i] for i in members] for members in within.groups]
    return Circles(groups, placed(within.pairs), placed(within.doubtful))


def _assignments(
    mentions: pd.DataFrame,
    form_of_mention: Codes,
    mine: Sequence[int],
    of_form: Mapping[int, str],
    within: Circles,
    said: Said,
) -> pd.DataFrame:
    """The answer for each form, given to all its mentions."""
    scores = agreement(within.groups, within.pairs)
    spoken_of = {i for pair in (*said.required, *said.forbidden) for i in pair}
    answers = pd.DataFrame(
        {
            "person_id": [of_form[i] for i in mine],
            "score": [scores[i] for i in mine],
            "decided_by": ["reviewer" if i in spoken_of else "rule" for i in mine],
        }
    )
    return answers.take(form_of_mention).set_axis(mentions.index)


def _known(
    forms: Sequence[Form], groups: Iterable[Sequence[int]], kin: Kinship, of_form: Mapping[int, str]
) -> Iterable[KnownForm]:
    for members in groups:
        circle = forms[members[0]].anchor
        for i in members:
            yield KnownForm(forms[i], kin.body_of[forms[i].organisation_id], circle, of_form[i])


def _doubts(
    forms: Sequence[Form],
    groups: Sequence[Sequence[int]],
    pairs: Iterable[tuple[Pair, bool]],
    forbidden: Collection[tuple[int, int]],
    of_form: Mapping[int, str],
    kin: Kinship,
) -> tuple[Doubt, ...]:
    """Open questions, one for two persons, those that settle most mentions first; no answer is asked for twice."""
    weight = {of_form[members[0]]: sum(forms[i].mentions for i in members) for members in groups}
    found: dict[tuple[str, str], Doubt] = {}
    for (score, i, j), is_one_body in pairs:
        a, b = of_form[i], of_form[j]
        if a == b or (min(i, j), max(i, j)) in forbidden or forms[i].shares_a_roll_with(forms[j]):
            continue
        if not (weight[a] and weight[b]):  # somebody of the register whom nobody printed
            continue
        doubt = Doubt(
            forms[i].subject,
            forms[j].subject,
            a,
            b,
            round(score, 3),
            min(weight[a], weight[b]),
            "forme voisine" if score < SAME else "forme qui convient à plusieurs personnes",
            kin.body_of[forms[i].organisation_id] if is_one_body else None,
        )
        asked = found.get((min(a, b), max(a, b)))
        if asked is None or (doubt.score, asked.left.name) > (asked.score, doubt.left.name):
            found[min(a, b), max(a, b)] = doubt
    return tuple(sorted(found.values(), key=lambda d: (-d.mentions, -d.score, d.left.name, d.right.name)))

"""Persons from mentions: forms, candidates, clusters, and ids that stay.

A *mention* is a name printed in a document; mentions of one printed form in one organisation are a *form*; forms
put together are a *person*. Only forms are compared, so a million mentions of ten thousand people cost what their
few hundred thousand forms cost.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from extractors.french.names import is_given_name, parse_name
from extractors.identity.candidates import surname_pairs
from extractors.identity.cluster import Pair, cluster
from extractors.identity.decisions import Decision, Subject, Verdict
from extractors.identity.kin import kin_of
from extractors.identity.similarity import DOUBTFUL, SAME, Parts, given_names_conflict, likeness, parts_of

MENTION_COLUMNS = ("document_id", "organisation_id", "name", "civility", "in_roll", "held_on", "person_id")
"""What `resolve_people` needs of each mention: ``person_id`` is the id it has now, None if new."""
TERM_YEARS = 6
"""A municipal term (Code électoral, art. L227): a surname alone is not looked for in councils further away."""

ATTACHED = 0.9
"""Certainty of what was joined without a likeness of its own: a surname alone, a reviewer's word."""
WEAK = 0.95
"""Below: an initial, half a compound, a letter off. Enough for one namesake, not to choose between two."""
ATTESTED = 3
"""A form printed so often is no chance slip."""
CIVILITY_DOUBT = 0.06
"""What a contradicting civility takes off a likeness that is not exact: clerks do print the wrong one."""


@dataclass(frozen=True, slots=True)
class Form:
    """One printed form of a name in one organisation."""

    organisation_id: str
    name: str
    told_apart: str
    """Civility of a surname printed alone ('' otherwise): `M. X` and `Mme X` are two people."""
    civility: str | None
    """The one most often printed with it."""
    ordinal: int
    """0, or k where the roll has the same form k+1 times (namesakes in one council)."""
    mentions: int
    rolls: frozenset[str]
    """Documents whose roll has it as an entry."""
    person_ids: frozenset[str]
    """Ids its mentions have from earlier runs."""
    years: tuple[int, int] | None = None
    """First and last year it is printed in; None where no session has a date."""
    only_document: str | None = None
    """Set where a reviewer spoke of this document's mention alone."""

    @property
    def key(self) -> tuple[str, str, str, int, str]:
        """What tells forms apart, and orders them."""
        return (self.organisation_id, self.name, self.told_apart, self.ordinal, self.only_document or "")

    @property
    def anchor(self) -> str:
        """The key as one string: what an id is created with."""
        return "\x1f".join(str(part) for part in self.key)

    @property
    def subject(self) -> Subject:
        """The form as a decision names it."""
        return Subject(self.name, self.organisation_id, self.only_document, self.told_apart or None)


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
    """mention index -> person_id, score, decided_by ('rule' or 'reviewer'); indexed like the mentions given."""
    persons: pd.DataFrame
    """person_id, name, given_name, surname, civility, anchor."""
    merged: Mapping[str, str]
    """Ids given up for an older one: old -> kept."""
    doubts: tuple[Doubt, ...] = field(default=())


def resolve_people(
    mentions: pd.DataFrame, anchors: Mapping[str, str], decisions: Sequence[Decision] = ()
) -> PeopleResolution:
    """Give each mention a person.

    Args:
        mentions: columns `MENTION_COLUMNS`; all mentions of every organisation concerned, old and new.
        anchors: for each id already given, the form key it was created with (`anchor` of `persons`), oldest first.
        decisions: reviewers' word, any order.

    Returns:
        Assignments for every mention. Clusters depend only on the set of mentions and decisions; an id once given
        stays with the cluster that holds its anchor, and where two meet the older wins.
    """
    forms, form_of_mention = _forms(mentions, decisions)
    parts = [parts_of(f.name) for f in forms]
    required, forbidden = _reviewed(forms, decisions)
    excludes = _Exclusion(forms, parts, forbidden)
    pairs, doubtful = _scored(forms, parts)
    pairs, ambiguous = _unambiguous(pairs, excludes)
    clusters, refused = cluster(len(forms), pairs, required=required, excludes=excludes)
    groups = clusters.all()
    groups = _attach_surnames(forms, parts, groups, excludes)
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
    persons = pd.DataFrame([_person(forms, parts, members, ids[g]) for g, members in enumerate(groups)])
    open_pairs = [p for p in (*doubtful, *ambiguous, *refused) if of_form[p[1]] != of_form[p[2]]]
    return PeopleResolution(assignments, persons, merged, _doubts(forms, open_pairs, forbidden, of_form))


def _forms(mentions: pd.DataFrame, decisions: Sequence[Decision]) -> tuple[list[Form], list[int]]:
    """Distinct forms, and for each mention the index of its form."""
    frame = mentions.loc[:, list(MENTION_COLUMNS)].reset_index(drop=True)
    if frame.empty:
        return [], []
    # A surname alone with M. and with Mme are two forms; a full name with the wrong civility is one.
    bare = {name: not parts_of(name).given for name in frame["name"].unique()}
    frame["told_apart"] = frame["civility"].fillna("").where(frame["name"].map(bare), "")
    apart = {(s.name, s.document_id) for d in decisions for s in (d.left, d.right) if s.document_id}
    frame["only"] = ""
    for name, document in apart:
        frame.loc[(frame["name"] == name) & (frame["document_id"] == document), "only"] = document
    entry = ["document_id", "organisation_id", "name", "told_apart", "in_roll"]
    frame["ordinal"] = frame.groupby(entry, sort=False).cumcount().where(frame["in_roll"].astype(bool), 0)
    keys = frame.groupby(["organisation_id", "name", "told_apart", "ordinal", "only"], sort=True)
    of_mention = keys.ngroup()
    distinct: list[tuple[str, str, str, int, str]] = keys.size().index.tolist()
    counts = of_mention.value_counts().to_dict()
    civilities = _most_said(of_mention, frame["civility"])
    rolls = _gathered(of_mention, frame["document_id"].where(frame["in_roll"].astype(bool)))
    ids = _gathered(of_mention, frame["person_id"])
    years = _gathered(of_mention, frame["held_on"].map(lambda v: None if pd.isna(v) else v.year))
    forms = [
        Form(
            organisation_id=key[0],
            name=key[1],
            told_apart=key[2],
            civility=civilities.get(i),
            ordinal=int(key[3]),
            mentions=counts[i],
            rolls=rolls.get(i, frozenset()),
            person_ids=ids.get(i, frozenset()),
            years=(int(min(years[i])), int(max(years[i]))) if i in years else None,
            only_document=key[4] or None,
        )
        for i, key in enumerate(distinct)
    ]
    return forms, of_mention.tolist()


def _gathered(of_mention: pd.Series[int], values: pd.Series[Any]) -> dict[int, frozenset[Any]]:
    """For each form, the distinct values of its mentions; forms without any are left out."""
    pairs = pd.DataFrame({"form": of_mention, "value": values}).dropna().drop_duplicates()
    found: dict[int, list[Any]] = defaultdict(list)
    for form, value in zip(pairs["form"].tolist(), pairs["value"].tolist(), strict=True):
        found[form].append(value)
    return {form: frozenset(said) for form, said in found.items()}


def _most_said(of_mention: pd.Series[int], values: pd.Series[Any]) -> dict[int, str]:
    """For each form, the value said most often (the first in order where two are)."""
    pairs = pd.DataFrame({"form": of_mention, "value": values}).dropna()
    counts = pairs.value_counts(["form", "value"]).reset_index(name="n")
    best = counts.sort_values(["form", "n", "value"], ascending=[True, False, True]).drop_duplicates("form")
    return dict(zip(best["form"].tolist(), best["value"].tolist(), strict=True))


def _reviewed(
    forms: Sequence[Form], decisions: Sequence[Decision]
) -> tuple[list[tuple[int, int]], set[tuple[int, int]]]:
    """Pairs of forms that reviewers joined, and that they told apart; a later word undoes an earlier one."""
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


def _scored(forms: Sequence[Form], parts: Sequence[Parts]) -> tuple[list[Pair], list[Pair]]:
    """Pairs good enough to join, and pairs that a person should look at."""
    sure: list[Pair] = []
    doubtful: list[Pair] = []
    for i, j in _candidates(forms, parts):
        score = _score(forms[i], forms[j], parts[i], parts[j])
        if score >= SAME:
            sure.append((score, i, j))
        elif score >= DOUBTFUL:
            doubtful.append((score, i, j))
    return sure, doubtful


def _unambiguous(pairs: list[Pair], excludes: Callable[[int, int], bool]) -> tuple[list[Pair], list[Pair]]:
    """Set aside weak pairs of a form that fits two people as well: ``J. MARTIN`` beside Jean and Jacques."""
    weak: dict[int, list[int]] = defaultdict(list)
    for score, i, j in pairs:
        if score < WEAK:
            weak[i].append(j)
            weak[j].append(i)
    torn = {
        i
        for i, partners in weak.items()
        if any(excludes(a, b) for k, a in enumerate(partners) for b in partners[k + 1 :])
    }

    def is_torn(pair: Pair) -> bool:
        score, i, j = pair
        return score < WEAK and (i in torn or j in torn)

    return [p for p in pairs if not is_torn(p)], [p for p in pairs if is_torn(p)]


def _candidates(forms: Sequence[Form], parts: Sequence[Parts]) -> Iterable[tuple[int, int]]:
    """Pairs inside one organisation, and the same full name in organisations that share members."""
    organisations = [f.organisation_id for f in forms]
    full_keys = [p.full_key if p.is_full else None for p in parts]
    kin, one_body = kin_of(organisations, full_keys)
    inside: dict[str, list[int]] = defaultdict(list)
    for i, form in enumerate(forms):
        inside[one_body[form.organisation_id]].append(i)
    seen: set[tuple[int, int]] = set()
    for members in inside.values():
        for a, b in surname_pairs([parts[i] for i in members]):
            pair = (members[a], members[b])
            if pair not in seen:
                seen.add(pair)
                yield pair
    yield from kin


def _score(a: Form, b: Form, left: Parts, right: Parts) -> float:
    """Likeness of two forms; surnames alone are left to `_attach_surnames` unless both are."""
    if a.ordinal != b.ordinal:
        return 0.0
    if bool(left.given) != bool(right.given):
        return 0.0
    score = likeness(left, right)
    at_odds = a.civility and b.civility and a.civility != b.civility
    if at_odds and not left.given:
        return 0.0
    return score - CIVILITY_DOUBT if at_odds and score < 0.99 else score


class _Exclusion:
    """Whether two forms can never be one person."""

    def __init__(self, forms: Sequence[Form], parts: Sequence[Parts], forbidden: set[tuple[int, int]]) -> None:
        self._forms = forms
        self._parts = parts
        self._forbidden = forbidden

    def __call__(self, i: int, j: int) -> bool:
        a, b = self._forms[i], self._forms[j]
        if (min(i, j), max(i, j)) in self._forbidden:
            return True
        if not a.rolls.isdisjoint(b.rolls):
            return True
        left, right = self._parts[i], self._parts[j]
        if not (left.given and right.given) or likeness(left, right) >= DOUBTFUL:
            return False
        # Two slips of one name may be far from one another, though not in the given name, nor printed often.
        if min(a.mentions, b.mentions) >= ATTESTED:
            return True
        return given_names_conflict(left.given, right.given)


def _attach_surnames(
    forms: Sequence[Form], parts: Sequence[Parts], groups: list[list[int]], excludes: _Exclusion
) -> list[list[int]]:
    """Join a cluster of surnames alone to the one full-named cluster of its organisation that it fits."""
    by_surname: dict[tuple[str, str], list[int]] = defaultdict(list)
    for g, members in enumerate(groups):
        for key in {(forms[i].organisation_id, "".join(parts[i].surname)) for i in members if parts[i].given}:
            by_surname[key].append(g)
    target = list(range(len(groups)))
    for g, members in enumerate(groups):
        if any(parts[i].given for i in members):
            continue
        keys = {(forms[i].organisation_id, "".join(parts[i].surname)) for i in members}
        hosts = sorted({h for key in keys for h in by_surname.get(key, [])})
        if len(hosts) == 1 and not _at_odds(forms, members, groups[hosts[0]], excludes):
            target[g] = hosts[0]
    joined: dict[int, list[int]] = defaultdict(list)
    for g, members in enumerate(groups):
        joined[target[g]].extend(members)
    return sorted(sorted(m) for m in joined.values())


def _at_odds(forms: Sequence[Form], guests: list[int], hosts: list[int], excludes: _Exclusion) -> bool:
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
    holder = {f.anchor: i for i, f in enumerate(forms)}
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
        kept = mine[0] if mine else new_id(forms[min(members, key=lambda i: forms[i].key)].anchor)
        ids.append(kept)
        merged.update(dict.fromkeys(mine[1:], kept))
    return ids, merged


def subject_of(anchor: str) -> Subject:
    """The form that an anchor stands for."""
    organisation_id, name, told_apart, _, document_id = anchor.split("\x1f")
    return Subject(name, organisation_id, document_id or None, told_apart or None)


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


def _person(forms: Sequence[Form], parts: Sequence[Parts], members: list[int], person_id: str) -> dict[str, object]:
    """The row of `persons`: a full form with a known given name, then the most printed, speaks for all."""
    agreed: Counter[tuple[str, ...]] = Counter()
    for i in members:
        agreed[parts[i].surname] += forms[i].mentions

    def standing(i: int) -> tuple[bool, bool, int, int, int, str]:
        accents = sum(not c.isascii() for c in forms[i].name)
        known = all(is_given_name(t) for t in parts[i].given)
        return (parts[i].is_full, known, agreed[parts[i].surname], forms[i].mentions, accents, forms[i].name)

    best = forms[max(members, key=standing)]
    civilities: Counter[str] = Counter()
    for i in members:
        if (civility := forms[i].civility) is not None:
            civilities[civility] += forms[i].mentions
    anchor = min(members, key=lambda i: forms[i].key)
    return {
        "person_id": person_id,
        "name": best.name,
        **_name_columns(best.name),
        "civility": min(civilities, key=lambda c: (-civilities[c], c), default=None),
        "anchor": forms[anchor].anchor,
    }


def _name_columns(name: str) -> dict[str, str | None]:
    parsed = parse_name(name)
    return {"given_name": parsed.given or None, "surname": parsed.surname or None}


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
            "forme voisine" if score < SAME else "forme voisine, mais présents à une même séance",
        )
        for score, i, j in pairs
        if (i, j) not in forbidden and not forms[i].rolls & forms[j].rolls
    ]
    return tuple(sorted(doubts, key=lambda d: (-d.mentions, -d.score, d.left.name, d.right.name)))

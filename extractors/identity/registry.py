"""What earlier resolutions left: every form known, in which body, in which circle, as which person.

The nightly batch meets this instead of the history: a body that nothing new touches is taken as it stands.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from extractors.identity.forms import Form


@dataclass(frozen=True, slots=True)
class KnownForm:
    """A form as it was resolved."""

    form: Form
    body: str
    """The organisation that speaks for its body (`kin.Kinship.body_of`)."""
    circle: str
    """Anchor of the first of the forms that are one person within the body."""
    person_id: str


def concerned(
    body_of: Mapping[str, str], registry: Iterable[KnownForm], organisations: Collection[str]
) -> frozenset[str]:
    """Organisations in one body with any of these, now or before: what is decided in a body is decided whole."""
    touched = {body_of[o] for o in organisations if o in body_of}
    before: dict[str, set[str]] = defaultdict(set)
    for known in registry:
        before[known.body].add(known.form.organisation_id)
    found = {o for o, body in body_of.items() if body in touched}
    for members in before.values():
        if not members.isdisjoint(organisations):
            found |= members
    return frozenset(found)


def circles(known: Sequence[KnownForm], places: Sequence[int]) -> list[list[int]]:
    """The forms of each circle, each by its place."""
    found: dict[tuple[str, str], list[int]] = defaultdict(list)
    for one, i in zip(known, places, strict=True):
        found[one.body, one.circle].append(i)
    return [sorted(members) for members in found.values()]

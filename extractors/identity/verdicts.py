"""Which forms reviewers' decisions speak of, as the forms stand now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from extractors.identity.decisions import Decision, Subject, Verdict
from extractors.identity.forms import Form

Couple = tuple[int, int]


class Designations:
    """Finds the forms that a subject means."""

    def __init__(self, forms: Sequence[Form]) -> None:
        """Remember where each name is printed."""
        self._forms = forms
        self._places: dict[str, list[int]] = defaultdict(list)
        for i, form in enumerate(forms):
            self._places[form.name].append(i)

    def of(self, subject: Subject) -> list[int]:
        """The forms meant: in the subject's organisation, or anywhere where it is not printed there (any more)."""
        every = [i for i in self._places.get(subject.name, []) if self._forms[i].only_document == subject.document_id]
        there = [i for i in every if self._forms[i].organisation_id == subject.organisation_id]
        meant = there or every
        told = [i for i in meant if subject.told_apart is not None and self._forms[i].told_apart == subject.told_apart]
        return told or meant

    def organisations(self, decisions: Iterable[Decision]) -> frozenset[str]:
        """Organisations of all forms that these decisions speak of."""
        subjects = {s for d in decisions for s in (d.left, d.right)}
        return frozenset(self._forms[i].organisation_id for s in subjects for i in self.of(s))


@dataclass(frozen=True)
class Said:
    """What reviewers' decisions come to; pairs of forms ``i < j``."""

    required: frozenset[Couple] = frozenset()
    """Joined."""
    forbidden: frozenset[Couple] = frozenset()
    """Told apart."""
    allowed: frozenset[Couple] = frozenset()
    """Of two persons who were joined: no rule keeps these apart."""

    def among(self, places: Mapping[int, int]) -> Said:
        """What is said of some forms, counted anew."""

        def kept(couples: Iterable[Couple]) -> frozenset[Couple]:
            inside = ((places[i], places[j]) for i, j in couples if i in places and j in places)
            return frozenset((min(p), max(p)) for p in inside)

        return Said(kept(self.required), kept(self.forbidden), kept(self.allowed))


def verdicts(forms: Sequence[Form], decisions: Sequence[Decision]) -> Said:
    """What is said of each pair of forms; a later word undoes an earlier one."""
    if not decisions:
        return Said()
    designations = Designations(forms)
    said: dict[Couple, Verdict] = {}
    for decision in sorted(decisions, key=lambda d: d.decided_at):
        for i in designations.of(decision.left):
            for j in designations.of(decision.right):
                if i != j:
                    said[(min(i, j), max(i, j))] = decision.verdict
    same, different, free = (
        frozenset(p for p, v in said.items() if v is verdict)
        for verdict in (Verdict.SAME, Verdict.DIFFERENT, Verdict.OPEN)
    )
    return Said(same, different, same | free)


def redirected(before: Sequence[Form], after: Sequence[Form], decisions: Iterable[Decision]) -> frozenset[str]:
    """Organisations whose forms a decision means now and did not before, or the other way round."""
    subjects = {s for d in decisions for s in (d.left, d.right)}
    if not subjects:
        return frozenset()
    then, now = Designations(before), Designations(after)
    found: set[str] = set()
    for subject in subjects:
        meant = {before[i].key for i in then.of(subject)} ^ {after[i].key for i in now.of(subject)}
        found.update(organisation for organisation, *_ in meant)
    return frozenset(found)

"""Which forms reviewers' decisions speak of, as the forms stand now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from extractors.identity.decisions import Decision, Subject, Verdict
from extractors.identity.forms import Form


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


def verdicts(
    forms: Sequence[Form], decisions: Sequence[Decision]
) -> tuple[list[tuple[int, int]], set[tuple[int, int]]]:
    """Pairs of forms that reviewers joined, and that they told apart; a later word undoes an earlier one."""
    if not decisions:
        return [], set()
    designations = Designations(forms)
    said: dict[tuple[int, int], Verdict] = {}
    for decision in sorted(decisions, key=lambda d: d.decided_at):
        for i in designations.of(decision.left):
            for j in designations.of(decision.right):
                if i != j:
                    said[(min(i, j), max(i, j))] = decision.verdict
    required = sorted(p for p, v in said.items() if v is Verdict.SAME)
    return required, {p for p, v in said.items() if v is Verdict.DIFFERENT}


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

"""Stretches of a text that name something, and which of them stand where they overlap.

Belongs here: the type and the choice. Does not belong here: finding them.
"""

from __future__ import annotations

from dataclasses import dataclass

RULE_TRUST = 0.95
ROLL_TRUST = 0.97
MODEL_TRUST = 0.75


@dataclass(frozen=True, slots=True)
class Span:
    """Letters of a block that name something, with the rule that says so."""

    start: int
    end: int
    label: str
    rule: str
    trust: float

    @property
    def rank(self) -> tuple[float, int, int]:
        """For sorting: the most trusted first, then the longest."""
        return (-self.trust, self.start - self.end, self.start)


def disjoint(spans: list[Span]) -> list[Span]:
    """The most trusted, then the longest, of spans that overlap; in text order."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda s: s.rank):
        if all(span.end <= k.start or span.start >= k.end for k in kept):
            kept.append(span)
    return sorted(kept, key=lambda s: s.start)

"""What reviewers decided about names: data that overrides every rule and survives every rerun.

A decision names printed forms, never row ids, so that it still applies after a document is extracted anew.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Verdict(StrEnum):
    """What a reviewer found."""

    SAME = "same"
    DIFFERENT = "different"
    OPEN = "open"
    """That neither what was said before nor any rule keeps them apart."""


@dataclass(frozen=True, slots=True)
class Subject:
    """A printed form of a name: in one organisation or in any, in all documents or in one."""

    name: str
    """"Given SURNAME" as in the mentions."""
    organisation_id: str | None = None
    document_id: str | None = None
    """Set where one printed form stands for two people and only this document's mention is meant."""
    told_apart: str | None = None
    """Civility, where it tells two people of one surname apart."""


@dataclass(frozen=True, slots=True)
class Decision:
    """Two printed forms are, or are not, one person."""

    left: Subject
    right: Subject
    verdict: Verdict
    decided_by: str
    decided_at: datetime
    reason: str | None = None

"""What a person should look at in a document, told from its own facts.

Belongs here: findings that need the facets together (a session without a date, a failed check, a roll of nobody).
Arithmetic itself is in `extractors.checks`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from extractors.records import CheckResult, Finding, Minutes, Severity

DOUBTFUL = 0.6
"""Confidence below which a fact of the roll or of a vote is put in front of a reviewer."""


def find_doubts(minutes: Minutes) -> Minutes:
    """The same minutes with their findings, in a fixed order."""
    return replace(minutes, findings=(*minutes.findings, *_absences(minutes), *_failed(minutes), *_doubtful(minutes)))


def _absences(minutes: Minutes) -> Iterator[Finding]:
    text = any(page.text.strip() for page in minutes.pages)
    if not text:
        yield Finding(page=None, severity=Severity.ERROR, code="no-text", message="Aucun texte n'a pu être lu.")
        return
    if not minutes.meetings:
        yield Finding(
            page=None, severity=Severity.WARNING, code="not-minutes", message="Aucune séance reconnue dans ce document."
        )
    for meeting in minutes.meetings:
        if meeting.held_on is None:
            yield Finding(
                page=1, severity=Severity.WARNING, code="no-date", message="La date de la séance n'a pas été trouvée."
            )
        if meeting.body is None and meeting.organisation is None:
            yield Finding(
                page=1, severity=Severity.WARNING, code="no-body", message="L'assemblée n'a pas été reconnue."
            )
    if minutes.meetings and not minutes.attendance:
        yield Finding(
            page=1, severity=Severity.WARNING, code="no-roll", message="Aucune liste de présence n'a été trouvée."
        )


def _failed(minutes: Minutes) -> Iterator[Finding]:
    for check in minutes.checks:
        if check.result is CheckResult.FAILED:
            yield Finding(
                page=check.evidence.page, severity=Severity.WARNING, code=f"check-{check.rule}", message=check.message
            )


def _doubtful(minutes: Minutes) -> Iterator[Finding]:
    for kind, rows in (("présence", minutes.attendance), ("délibération", minutes.deliberations)):
        for row in rows:
            if row.evidence.confidence < DOUBTFUL:
                yield Finding(
                    page=row.evidence.page,
                    severity=Severity.INFO,
                    code="doubtful-fact",
                    message=f"Lecture incertaine ({kind}) : « {row.evidence.quote[:120]} ».",
                )

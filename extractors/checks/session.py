"""Arithmetic of the session: members, pouvoirs and votes.

Rules come from the code général des collectivités territoriales (CGCT): quorum L2121-17, one pouvoir a bearer L2121-20,
both made common to intercommunal bodies by L5211-1. Each statement gives one `Check`: passed, failed, or not stated.
Does not belong here: sums of money (`extractors.checks.money`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from extractors.document import Document
from extractors.french.fold import fold
from extractors.records import (
    Attendance,
    Check,
    CheckResult,
    Deliberation,
    Evidence,
    Meeting,
    Presence,
    PresenceState,
    Status,
)

__all__ = ["check_session"]

_HERE = frozenset((Status.PRESENT, Status.REMOTE))
_VOTING = frozenset((PresenceState.PRESENT, PresenceState.REMOTE, PresenceState.REPRESENTED))
_WEIGHTED = re.compile(r"\bponder|nombre de voix|voix par delegue|voix au prorata|vote plural|\bcoefficient de voix")
TWO_PROXIES = (date(2020, 3, 12), date(2022, 7, 31))
"""Between these days a member could hold two pouvoirs (ordonnance 2020-391, then loi 2020-1379 as extended)."""


def check_session(
    document: Document,
    meetings: Sequence[Meeting],
    attendance: Sequence[Attendance],
    deliberations: Sequence[Deliberation],
    presence: Sequence[Presence],
) -> tuple[Check, ...]:
    """Every arithmetic statement of the session, in a fixed order."""
    checks: list[Check] = []
    is_weighted = _WEIGHTED.search(fold(document.string)) is not None
    for meeting in meetings:
        rows = [a for a in attendance if a.meeting == meeting.position]
        votes = [d for d in deliberations if d.meeting == meeting.position]
        checks.extend(_counts(meeting, rows, presence))
        checks.extend(_session_votes(meeting, is_weighted))
        checks.extend(_bearers(meeting, rows))
        checks.extend(_votes(meeting, votes, presence, is_weighted))
    return tuple(checks)


def _evidence(meeting: Meeting, *fields: str) -> Evidence | None:
    known = dict(meeting.field_evidence)
    return next((known[f] for f in fields if f in known), None)


def _check(
    rule: str,
    stated: int | None,
    computed: int | None,
    passed: bool | None,
    message: str,
    evidence: Evidence,
    meeting: int,
    deliberation: int | None = None,
) -> Check:
    result = CheckResult.NOT_STATED if passed is None else CheckResult.PASSED if passed else CheckResult.FAILED
    return Check(
        rule=rule,
        stated=None if stated is None else Decimal(stated),
        computed=None if computed is None else Decimal(computed),
        result=result,
        message=message,
        deliberation=deliberation,
        meeting=meeting,
        evidence=evidence,
    )


def _counts(meeting: Meeting, rows: Sequence[Attendance], presence: Sequence[Presence]) -> Iterator[Check]:
    """Numbers stated against one another and against the roll."""
    fallback = meeting.evidence or (rows[0].evidence if rows else None)
    here = [r for r in rows if r.status in _HERE]
    members = [r for r in rows if r.status is not Status.GUEST]
    proxies = [r for r in rows if r.proxy_to is not None and r.status not in _HERE]
    office, present, cast = meeting.members_in_office, meeting.members_present, meeting.votes_cast
    where = _evidence(meeting, "members_present", "members_in_office", "votes_cast") or fallback
    if where is None:
        return
    n = meeting.position
    if office is not None and present is not None:
        said = f"{office} membres en exercice, {present} présents"
        yield _check("in-office-covers-present", office, present, office >= present, f"{said}.", where, n)
        quorum = office // 2 + 1
        said = f"{present} présents pour un quorum de {quorum} ({office} en exercice, CGCT L2121-17)."
        yield _check("quorum", quorum, present, present >= quorum, said, where, n)
    if present is None:
        message = f"Nombre de présents non indiqué ; {len(here)} noms présents dans la liste."
        yield _check("roll-present", None, len(here), None, message, where, n)
    elif rows:
        message = f"{present} présents annoncés, {len(here)} noms présents dans la liste."
        passed = present == len(here) or present in _present_by_vote(presence)
        yield _check("roll-present", present, len(here), passed, message, where, n)
    if office is not None and rows:
        message = f"{office} membres en exercice, {len(members)} noms de membres dans la liste."
        yield _check("roll-in-office", office, len(members), office == len(members), message, where, n)
    if cast is not None and present is not None:
        total = present + len(proxies)
        message = f"{present} présents et {len(proxies)} pouvoirs font {total} ; {cast} votants annoncés."
        place = _evidence(meeting, "votes_cast") or where
        yield _check("present-plus-proxies", cast, total, cast == total, message, place, n)


def _present_by_vote(presence: Sequence[Presence]) -> set[int]:
    """Numbers of members in the room over the session, where some came late or left."""
    here = (PresenceState.PRESENT, PresenceState.REMOTE, PresenceState.WITHDREW)
    return set(Counter(p.deliberation for p in presence if p.state in here).values())


def _session_votes(meeting: Meeting, is_weighted: bool) -> Iterator[Check]:
    """Votes counted once for the whole session."""
    parts = (meeting.votes_for, meeting.votes_against, meeting.abstentions)
    where = _evidence(meeting, "votes_for", "votes_cast")
    if meeting.votes_for is None or meeting.votes_cast is None or where is None:
        return
    total = sum(p for p in parts if p is not None)
    message = f"{_spelled(*parts)} : {total} ; {meeting.votes_cast} votants annoncés."
    passed = None if is_weighted else total == meeting.votes_cast
    yield _check("session-votes", meeting.votes_cast, total, passed, message, where, meeting.position)


def _spelled(votes_for: int | None, against: int | None, abstentions: int | None) -> str:
    parts = [f"{votes_for} pour"]
    if against is not None:
        parts.append(f"{against} contre")
    if abstentions is not None:
        parts.append(f"{abstentions} abstention{'s' if abstentions > 1 else ''}")
    return ", ".join(parts)


def _bearers(meeting: Meeting, rows: Sequence[Attendance]) -> Iterator[Check]:
    """Each bearer is present and holds no more pouvoirs than the law allows."""
    givers: dict[str, list[Attendance]] = {}
    for row in rows:
        if row.proxy_to is not None:
            givers.setdefault(row.proxy_to, []).append(row)
    statuses = {r.name: r.status for r in rows}
    day = meeting.held_on
    limit = 2 if day is not None and TWO_PROXIES[0] <= day <= TWO_PROXIES[1] else 1
    for bearer, given in givers.items():
        where = given[-1].evidence
        held = Counter(g.name for g in given)
        message = f"{bearer} porte {len(held)} pouvoir{'s' if len(held) > 1 else ''} ; {limit} au plus (CGCT L2121-20)."
        yield _check("pouvoirs-per-bearer", limit, len(held), len(held) <= limit, message, where, meeting.position)
        status = statuses.get(bearer)
        if status is None:
            message = f"{bearer}, qui porte le pouvoir de {given[0].name}, ne figure pas dans la liste."
        else:
            message = f"{bearer}, qui porte le pouvoir de {given[0].name}, est noté : {_STATUS[status]}."
        is_here = status in _HERE
        yield _check("bearer-is-present", 1, int(is_here), is_here, message, where, meeting.position)


_STATUS = {
    Status.PRESENT: "présent",
    Status.REMOTE: "présent à distance",
    Status.ABSENT: "absent",
    Status.EXCUSED: "excusé",
    Status.GUEST: "invité",
}


def _votes(
    meeting: Meeting, deliberations: Sequence[Deliberation], presence: Sequence[Presence], is_weighted: bool
) -> Iterator[Check]:
    """Votes counted at a deliberation against the voters it states, else against those who could vote."""
    for deliberation in deliberations:
        if deliberation.votes_for is None and deliberation.votes_against is None:
            continue
        counted = (
            deliberation.votes_for,
            deliberation.votes_against,
            deliberation.abstentions,
            deliberation.not_voting,
            deliberation.blank_votes,
        )
        total = sum(c for c in counted if c is not None)
        voters = [p for p in presence if p.deliberation == deliberation.position and p.state in _VOTING]
        withdrew = sum(p.deliberation == deliberation.position and p.state is PresenceState.WITHDREW for p in presence)
        stated = deliberation.votes_cast
        if stated is not None:
            message = f"{_parts(deliberation)} : {total} ; {stated} votants annoncés."
            passed: bool | None = total == stated
        else:
            stated = len(voters)
            message = f"{_parts(deliberation)} : {total} ; {stated} membres présents ou représentés d'après la liste"
            message += f", {withdrew} ne prenant pas part au vote." if withdrew else "."
            out = deliberation.not_voting or 0
            passed = total in (stated, stated + min(out, withdrew)) or total - out == stated
            if not presence:
                passed = None
        if deliberation.votes_for is None or is_weighted:
            passed = None
        yield _check(
            "votes-add-up",
            stated,
            total,
            passed,
            message,
            deliberation.evidence,
            meeting.position,
            deliberation.position,
        )


def _parts(deliberation: Deliberation) -> str:
    text = _spelled(deliberation.votes_for or 0, deliberation.votes_against, deliberation.abstentions)
    if deliberation.not_voting:
        text += f", {deliberation.not_voting} ne prenant pas part au vote"
    if deliberation.blank_votes:
        text += f", {deliberation.blank_votes} blancs ou nuls"
    return text

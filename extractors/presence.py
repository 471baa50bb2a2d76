"""Who sat, was represented or was away at each deliberation: presence as an interval over the session.

Derived from the roll and from movements by their place in the document: whoever arrives before a vote is told of was
there for it. Belongs here: that derivation. Does not belong here: reading (`extractors.attendance`,
`extractors.movements`) or named votes (`extractors.ballots`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractors.document import Document, Outline
from extractors.item_order import path_order
from extractors.records import (
    Attendance,
    Deliberation,
    Evidence,
    Movement,
    MovementKind,
    Presence,
    PresenceState,
    Status,
)

__all__ = ["derive_presence"]

_AWAY = frozenset((PresenceState.ABSENT, PresenceState.REPRESENTED))
_VOTES_FOR_NOBODY = _AWAY | {PresenceState.WITHDREW}


@dataclass(frozen=True, slots=True)
class _State:
    state: PresenceState
    bearer: str | None
    evidence: Evidence


def derive_presence(
    document: Document,
    outline: Outline,
    attendance: Sequence[Attendance],
    movements: Sequence[Movement],
    deliberations: Sequence[Deliberation],
) -> tuple[Presence, ...]:
    """One row for each member of the roll and each deliberation; guests have none."""
    found: list[Presence] = []
    for i, deliberation in enumerate(deliberations):
        following = deliberations[i + 1].first_block if i + 1 < len(deliberations) else len(document.blocks)
        members = [a for a in attendance if a.status is not Status.GUEST and a.meeting == deliberation.meeting]
        states = {
            m.name: _state(m, [v for v in movements if v.name == m.name], deliberation, following, outline)
            for m in members
        }
        for member in members:
            state = _with_bearer(states[member.name], states)
            found.append(
                Presence(
                    deliberation=deliberation.position,
                    name=member.name,
                    state=state.state,
                    represented_by=state.bearer if state.state is PresenceState.REPRESENTED else None,
                    evidence=state.evidence,
                )
            )
    return tuple(found)


def _state(
    member: Attendance, moves: Sequence[Movement], deliberation: Deliberation, following: int, outline: Outline
) -> _State:
    """The state of one member by the roll and by what was told of him up to this deliberation's vote."""
    state = _by_roll(member)
    told = [m for m in moves if not _is_repeated(m, moves, outline)]
    arrivals = [m for m in told if m.kind is MovementKind.ARRIVES]
    if arrivals and _is_before(deliberation, arrivals[0], outline):
        absent = PresenceState.REPRESENTED if member.proxy_to else PresenceState.ABSENT
        state = _State(absent, member.proxy_to, arrivals[0].evidence)
    elif told and told[0].kind is MovementKind.LEAVES and state.state is PresenceState.ABSENT:
        # Listed with the absent for what comes after (*absente à partir du point 5*).
        state = _State(PresenceState.PRESENT, None, told[0].evidence)
    for move in told:
        if move.kind is MovementKind.WITHDRAWS:
            if _is_within(deliberation, move, following, outline) and state.state not in _AWAY:
                state = _State(PresenceState.WITHDREW, None, move.evidence)
        elif _is_before(deliberation, move, outline):
            continue
        elif move.kind is MovementKind.ARRIVES:
            here = PresenceState.REMOTE if member.status is Status.REMOTE else PresenceState.PRESENT
            state = _State(here, None, move.evidence)
        elif not _is_past(deliberation, move):
            bearer = move.proxy_to or (
                member.proxy_to if member.status in (Status.PRESENT, Status.REMOTE) and not arrivals else None
            )
            gone = PresenceState.REPRESENTED if bearer else PresenceState.ABSENT
            state = _State(gone, bearer, move.evidence)
    return state


def _is_within(deliberation: Deliberation, move: Movement, following: int, outline: Outline) -> bool:
    """Whether a withdrawal is told with a deliberation, and not under a later heading that decides nothing.

    One told in the roll is of the item it names (*ne participe pas au vote du point 4*); one whose end is told holds
    for all that is voted in between.
    """
    if move.until_block is not None and move.block <= deliberation.last_block < move.until_block:
        return True
    if move.block < outline.preamble[1] and move.first_item is not None:
        return path_order(deliberation.section, move.first_item) == 0
    if not deliberation.first_block <= move.block < max(following, deliberation.last_block + 1):
        return False
    section = outline.section_of(move.block)
    return section is None or section.heading <= deliberation.last_block


def _by_roll(member: Attendance) -> _State:
    if member.status is Status.PRESENT:
        return _State(PresenceState.PRESENT, None, member.evidence)
    if member.status is Status.REMOTE:
        return _State(PresenceState.REMOTE, None, member.evidence)
    if member.proxy_to:
        return _State(PresenceState.REPRESENTED, member.proxy_to, member.evidence)
    return _State(PresenceState.ABSENT, None, member.evidence)


def _is_repeated(move: Movement, moves: Sequence[Movement], outline: Outline) -> bool:
    """Whether a note in the roll is told again where it happens: then the body says when."""
    in_roll = move.block < outline.preamble[1]
    return in_roll and any(m.kind is move.kind and m.block >= outline.preamble[1] for m in moves)


def _is_before(deliberation: Deliberation, move: Movement, outline: Outline) -> bool:
    """Whether a deliberation comes before a movement: by the item it names, else by where it is told."""
    if move.first_item is not None:
        order = path_order(deliberation.section, move.first_item)
        if order is not None:
            return order < 0
    if move.block < outline.preamble[1]:
        # A note in the roll with an hour only does not tell which items it covers: who came or left was there.
        return move.kind is MovementKind.LEAVES
    return deliberation.last_block < move.block


def _is_past(deliberation: Deliberation, move: Movement) -> bool:
    """Whether a departure for some items only is over."""
    return (path_order(deliberation.section, move.last_item) or 0) > 0


def _with_bearer(state: _State, states: dict[str, _State]) -> _State:
    """A pouvoir falls with the presence of its bearer."""
    if state.state is not PresenceState.REPRESENTED or state.bearer is None:
        return state
    bearer = states.get(state.bearer)
    if bearer is not None and bearer.state in _VOTES_FOR_NOBODY:
        return _State(PresenceState.ABSENT, None, bearer.evidence)
    return state

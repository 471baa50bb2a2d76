"""Named votes tied to the roll.

Belongs here: who voted how where the minutes name it. Does not belong here: how a vote is printed (`extractors.votes`),
which decision it is about (`extractors.deliberations`), or what candidates got (`extractors.elections`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractors.deliberations.decision import Decision
from extractors.deliberations.read import find_decisions
from extractors.document import Block, Document, Outline
from extractors.elections import read_elections
from extractors.electoral_roll import Roll, is_initials
from extractors.french.fold import key_of
from extractors.records import Attendance, Ballot, Deliberation, ElectionResult, Evidence


def read_ballots(
    document: Document,
    outline: Outline,
    deliberations: Sequence[Deliberation],
    attendance: Sequence[Attendance],
    chair: str | None = None,
) -> tuple[tuple[Ballot, ...], tuple[ElectionResult, ...]]:
    """Named voters of each deliberation, and the results of elections.

    Args:
        document: the minutes.
        outline: their parts.
        deliberations: as `read_deliberations` gave them, in order.
        attendance: the roll, to which a surname alone is tied.
        chair: who chaired, where the document is of one session: an office alone (*Madame la Présidente ne prend pas
            part au vote*) is tied to him or her where the roll prints no office.
    """
    roll = Roll(attendance, chair)
    ballots: list[Ballot] = []
    if any(d.unanimous is False or d.votes_for is not None or d.not_voting is not None for d in deliberations):
        decisions = find_decisions(document, outline)
        for deliberation, decision in zip(deliberations, decisions, strict=False):
            ballots.extend(_ballots(deliberation.position, decision, roll))
    headings = {section.heading for section in outline.sections}
    return tuple(ballots), tuple(read_elections(deliberations, document.blocks, roll, headings))


def _ballots(position: int, decision: Decision, roll: Roll) -> Iterator[Ballot]:
    seen: set[tuple[str, str]] = set()
    for unit, vote in decision.resolution.votes:
        for voter in vote.voters if vote is not None else ():
            name, is_known = roll.find(voter.name)
            if not is_known and is_initials(voter.name):
                continue
            if (key_of(name), voter.choice.value) in seen:
                continue
            seen.add((key_of(name), voter.choice.value))
            evidence = _evidence(unit.block, unit.start + voter.start, unit.start + voter.end, is_known)
            yield Ballot(deliberation=position, name=name, choice=voter.choice, evidence=evidence)


def _evidence(block: Block, start: int, end: int, is_known: bool) -> Evidence:
    return block.text.evidence("ballots.named-voter", start, end, 0.93 if is_known else 0.7)

"""One decision in the making, and what its sentences and votes show of themselves.

Belongs here: the value, and questions put to one sentence or vote of it. Does not belong here: which sentence goes to
which decision (`extractors.deliberations.resolutions`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from extractors.deliberations.units import Unit
from extractors.records import Outcome
from extractors.votes import Vote, merged


@dataclass
class Resolution:
    """One decision in the making."""

    outcome: Outcome | None = None
    matter: str | None = None
    """What its first words say it is about."""
    opener: Unit | None = None
    """*Après en avoir délibéré, le conseil, à l'unanimité,*"""
    content: list[Unit] = field(default_factory=list)
    """What is decided, sentence by sentence."""
    proposal: list[Unit] = field(default_factory=list)
    """What was proposed, where the decision is only a vote."""
    votes: list[tuple[Unit, Vote | None]] = field(default_factory=list)
    is_strong: bool = False
    awaits_list: bool = False
    """The last sentence ended on a colon: list entries that follow are its content."""
    gap: int = 0
    """Sentences of prose since its last sentence."""
    is_told: bool = False
    """A sentence after its vote has said in words how it went: another vote is another's."""

    @property
    def has_result(self) -> bool:
        """A vote is printed that says how it went."""
        return any(v is not None and v.is_result for _, v in self.votes)

    @property
    def is_off_the_table(self) -> bool:
        """The question was withdrawn or put off."""
        return self.outcome in (Outcome.WITHDRAWN, Outcome.POSTPONED)

    @property
    def vote(self) -> Vote | None:
        """All that was printed of the vote, read as one."""
        return merged([v for _, v in self.votes if v is not None])

    @property
    def units(self) -> list[Unit]:
        """Every sentence of it, in printed order."""
        opener = [self.opener] if self.opener is not None else []
        every = [*self.proposal, *opener, *self.content, *(u for u, _ in self.votes)]
        return sorted(set(every), key=lambda u: (u.block.index, u.start))


def completes(current: Resolution, vote: Vote | None) -> bool:
    """Whether ``vote`` tells what the vote above it left out (*Pour : 12*, then *Contre : 3*)."""
    told = current.vote
    if told is None or vote is None:
        return True
    fields = ("votes_for", "votes_against", "abstentions", "not_voting", "blank_votes", "votes_cast")
    return not any(getattr(told, f) is not None and getattr(vote, f) is not None for f in fields)


def is_partial(vote: Vote | None) -> bool:
    """Only those withheld or against are told: no vote of its own where nothing was put to one."""
    if vote is None or vote.words & {"minus", "majority"}:
        return False
    return vote.votes_for is None and vote.unanimous is not True and vote.votes_cast is None


def place(unit: Unit) -> tuple[int, int]:
    """Where a sentence stands, for comparing."""
    return unit.block.index, unit.start


def is_first_content(current: Resolution) -> bool:
    """Whether only one sentence of it has been read."""
    return len(current.content) == 1


def announces(unit: Unit) -> bool:
    """Whether a sentence ends open: on a colon, a comma, a preposition."""
    return unit.folded.rstrip().endswith((":", ",", ";", "de", "d'"))


def is_shouted(unit: Unit) -> bool:
    """The verb is printed in capitals (*DÉCIDE*), as acts print it."""
    word = re.search(r"[^\W\d_]{4,}", unit.printed_body)
    return word is not None and word[0].isupper()


def says_adopted(unit: Unit) -> bool:
    """Whether it says so itself, besides the vote."""
    return re.search(r"\b(?:adopt|approuv|valid|accept|rejet)", unit.folded) is not None

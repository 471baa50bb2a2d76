"""A sentence with its votes, and what was made of it: the values the rules of wording exchange."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from extractors.deliberations import patterns
from extractors.deliberations.units import Unit
from extractors.records import Outcome
from extractors.votes import Vote, find_votes

RESIDUE = 2
"""So many words of its own may a sentence have and still be nothing but a vote: a misread word, a name of a group."""


class Wording(StrEnum):
    """What a sentence does."""

    ACT = "act"
    """The assembly, named, decides."""
    OPENER = "opener"
    """The assembly, having deliberated or voted: what it decides follows."""
    ACTOR = "actor"
    """The assembly is named, and nothing else yet."""
    CLAUSE = "clause"
    """It begins with a verb of decision, its subject being before (*Autorise le maire à signer*)."""
    PASSIVE = "passive"
    """A thing is decided (*Le compte rendu est adopté*, *Il est décidé de*)."""
    VOTE = "vote"
    """A vote, without its matter (*Adopté à l'unanimité*)."""
    FATE = "fate"
    """The question is withdrawn or postponed."""
    PROPOSAL = "proposal"
    """The matter is put to the assembly."""
    NARRATIVE = "narrative"
    """None of these."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A sentence and what it does."""

    unit: Unit
    wording: Wording
    outcome: Outcome | None = None
    vote: Vote | None = None
    is_accessory: bool = False
    """Its verb only follows from a decision (*charge le maire de*)."""
    is_strong: bool = False
    """It could open a deliberation of its own without a vote."""
    is_infinitive: bool = False
    matter: str | None = None
    """What it is about, where its own first words say so (*Voirie : accord du conseil*)."""
    is_naming: bool = False
    """Someone is elected or named: a decision only where a ballot is told."""


@dataclass(frozen=True)
class Sentence:
    """A sentence as the rules look at it."""

    unit: Unit

    @cached_property
    def folded(self) -> str:
        """Folded, after label or bullet."""
        return self.unit.body

    @cached_property
    def votes(self) -> tuple[Vote, ...]:
        """Every vote printed in it."""
        return find_votes(self.unit.plain)

    @cached_property
    def vote(self) -> Vote | None:
        """The vote that tells how it went, failing that the first."""
        return next((v for v in self.votes if v.is_result), self.votes[0] if self.votes else None)

    @cached_property
    def clean(self) -> str:
        """``folded`` with its votes blanked, letter for letter."""
        letters = list(self.unit.folded)
        for vote in self.votes:
            letters[vote.start : vote.end] = " " * (vote.end - vote.start)
        return "".join(letters)[len(letters) - len(self.folded) :]

    @cached_property
    def residue(self) -> int:
        """How many words belong neither to a vote nor to the wording of one."""
        return own_words(_GROUPS.sub(" ", self.clean))


_GROUPS = re.compile(r"\(\s*(?:les\s+|le\s+)?(?:groupes?|listes?|majorite|opposition)\b[^()]*\)")
"""*Pour : 25 (groupe X)*: who is counted, nothing of the matter."""


def own_words(folded: str) -> int:
    """How many words say something of the matter."""
    return sum(len(w) > 2 and w not in patterns.EMPTY for w in re.findall(r"[a-z]+", folded))


def outcome_of(folded: str, vote: Vote | None = None) -> Outcome:
    """What becomes of a matter, from the words of the decision and the vote."""
    if patterns.NEGATED.search(folded):
        return Outcome.REJECTED
    if patterns.PHRASES[Outcome.REJECTED].search(folded):
        return Outcome.REJECTED
    noted = patterns.PHRASES[Outcome.NOTED].search(folded)
    if noted is not None and patterns.AND_DECIDES.search(folded, noted.end()) is None:
        return Outcome.NOTED
    return Outcome.REJECTED if vote is not None and vote.is_lost else Outcome.ADOPTED


def refusal_of(folded: str) -> Outcome | None:
    """The outcome where the words alone say something else than adoption."""
    outcome = outcome_of(folded)
    return outcome if outcome is not Outcome.ADOPTED else None

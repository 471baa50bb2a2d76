"""Sentences of one item of business, grouped into the decisions they make.

A decision begins where the assembly, named, decides; where a proposal is voted on; or where a thing is adopted. The
verbs that follow belong to it, and so does the vote printed beside it. Belongs here: the grouping. Does not belong
here: what one sentence does (`extractors.deliberations.wording`), or the records (`extractors.deliberations.read`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from extractors.candidates import counts_in
from extractors.deliberations.patterns import BARE_DECISION, ELECTED_BY_VOTES, PARTICIPLE_FIRST, PRICE_TO_COME, VERDICT
from extractors.deliberations.resolution import (
    Resolution,
    announces,
    completes,
    is_first_content,
    is_partial,
    is_shouted,
    place,
    says_adopted,
)
from extractors.deliberations.units import Unit
from extractors.deliberations.wording import Reading, Wording
from extractors.document import BlockKind
from extractors.records import Outcome
from extractors.votes import Vote


def resolutions_of(readings: Iterable[Reading], has_heading: bool, is_election: bool = False) -> list[Resolution]:
    """The decisions of one item of business.

    Args:
        readings: its sentences in order.
        has_heading: whether a heading names the matter, so that a bare vote is a decision on it. Before the first
            heading it is not: counts there belong to the session.
        is_election: whether the heading names an election, so that who is said to be elected is what was decided.
    """
    grouping = _Grouping(has_heading, is_election)
    for reading in readings:
        grouping.take(reading)
    grouping.finish()
    return grouping.done or grouping.named()


_NOISE = 12
"""Fewer letters than this outside any wording are a stain, a stamp or a page number: no prose between two sentences."""


_LEAD = re.compile(r"\W*(?:concernant|s['’]agissant|en ce qui concerne|pour ce qui|au sujet d)\b")
"""*Concernant le parking, ...*: another matter under the same heading."""


_ARTICLE = re.compile(r"\W*art(?:icle)?\b\.?\s*(?:\d|premier|unique)")
_VOTED_PART = re.compile(r"\W*(?:art(?:icle)?|chapitre|titre|section)\b\.?\s*(?:\d|premier|unique|[ivx]+\b|d)")
_WHOLE = re.compile(
    r"(?:^\W*(?:et\s+|enfin,?\s+)?|\b(?:aux\s+voix|au\s+vote)\s+)l['’]\s?ensemble\s+(?:du|de\s+la|de\s+l['’]|des)\s?(?!membres|conseillers|elus|delegues)"
)
"""*Article 2 : adopté par 8 voix contre 3. L'ensemble du rapport est adopté par 9 voix*: the last is the act's vote."""
_PROCEEDS = re.compile(
    r"\bproced\w*\s+(?:(?:donc|ensuite|alors)\s+)?(?:a|au)\s.{0,40}?\b(?:election|designation|scrutin|vote)\b"
)
_WITHOUT_SUBJECT = re.compile(r"\W*(?:a|ont)\s+ete\s")
"""*A été proclamé premier adjoint.*, of whom the sentence before names."""
_NAMES_AFTER = 8
"""So many sentences of results may stand between *Le conseil procède à l'élection* and who is elected."""
_RESULTS_OF = re.compile(r"\W*(?:titulaires?|suppleante?s?|deleguee?s?|candidate?s?|listes?|(?:a|ont)\s+obtenu)\b")
_NAMES_SOMEONE = re.compile(
    r"\W*(?:(?:[^:;.]{3,80},\s+)?(?:sont|est)\s+|(?:mm?|mmes?|mlles?|mr)\b|monsieur|madame|messieurs|mesdames)[^:;]*\b(?:design|nomm)ee?s?\b"
)
"""*Mme Unetelle et M. Untel sont désignés ...*, *En remplacement de M. Untel, est nommée ...*."""


_PUTS_TO_VOTE = re.compile(
    r"\W*(?:[^.:,]{0,40}(?:,[^.:,]{3,40},)?\s)?(?:met|soumet|passe|procede)\s+(?:donc\s+|ensuite\s+|alors\s+)?"
    r"(?:cette\s+proposition\s+|le\s+projet\s+|la\s+proposition\s+|la\s+deliberation\s+)?(?:aux?)\s+(?:votes?|voix)\W*$"
)
"""*Le Président met aux voix :* says nothing of what was proposed just before."""
_SO_DECIDED = re.compile(
    r"\bdecid\w*\s+ainsi\b|\b(?:accept|approuv|valid)\w*\s+(?:ce|le|l['’]\s?)\s*(?:report|retrait|ajournement|renvoi)\b"
)
"""*Le conseil en décide ainsi.*, of a point that the chair proposed to put off."""
_SOON = 4
"""Sentences after a proposal within which it is put to the vote."""


def _decides_alone(unit: Unit) -> bool:
    """*Attribue le marché à l'entreprise X*: the assembly is understood."""
    return unit.printed_body[:1].isupper() and BARE_DECISION.match(unit.body) is not None


def _goes_on_electing(current: Resolution, unit: Unit) -> bool:
    """*M. Untel : 10 voix – élu*, and on the next line *Mme Unetelle : 9 voix – élue*: one election."""
    before = current.content[-1] if current.content and not current.gap else None
    return before is not None and all(ELECTED_BY_VOTES.search(u.folded) for u in (before, unit))


def _has_counts(vote: Vote | None) -> bool:
    """Whether a vote tells more than that all or most agreed."""
    return vote is not None and any(n is not None for n in (vote.votes_for, vote.votes_against, vote.abstentions))


class _Grouping:
    """The sentences of an item taken one by one."""

    def __init__(self, has_heading: bool, is_election: bool) -> None:
        self.has_heading = has_heading
        self.is_election = is_election
        self.done: list[Resolution] = []
        self.current: Resolution | None = None
        self.actor: Unit | None = None
        self.proposal: list[Unit] = []
        self.proposal_is_open = False
        self.proposal_age = 0
        self.aside: list[tuple[Unit, Vote | None]] = []
        """Who keeps out of the vote to come."""
        self.naming: list[Reading] = []
        """Sentences that name someone, without a ballot or the assembly, or tell a price to come."""

    def take(self, reading: Reading) -> None:
        """Take the next sentence."""
        if reading.is_naming and reading.unit.block.kind is BlockKind.TABLE:
            self.naming += [reading] if self.is_election else []  # results of an election, in a table alone
            return
        if self._votes_on_whole(reading) or self._names_who_is_elected(reading):
            return
        handler = {
            Wording.ACT: self._act,
            Wording.OPENER: self._opener,
            Wording.ACTOR: self._actor,
            Wording.CLAUSE: self._clause,
            Wording.PASSIVE: self._passive,
            Wording.VOTE: self._vote,
            Wording.FATE: self._fate,
            Wording.PROPOSAL: self._propose,
            Wording.NARRATIVE: self._narrative,
        }[reading.wording]
        handler(reading)

    def finish(self) -> None:
        """Close the decision in the making, if it is one."""
        current = self.current
        self.current = None
        if current is None:
            return
        decides = bool(current.content) and current.is_strong
        opener = current.opener
        agrees = current.is_strong and bool(current.proposal) and opener is not None and not announces(opener)
        tells = current.has_result or any(v is None for _, v in current.votes) or current.outcome is not None
        if (
            current.is_off_the_table
            or decides
            or agrees
            or tells
            and (current.has_result or current.content or (current.proposal and current.is_strong))
        ):
            vote = current.vote
            is_lost = vote is not None and vote.is_lost
            current.outcome = current.outcome or (Outcome.REJECTED if is_lost else Outcome.ADOPTED)
            self.done.append(current)

    def named(self) -> list[Resolution]:
        """*M. Untel est désigné délégué*, *Les loyers seront augmentés*: they decide where nothing else does."""
        if not self.has_heading or not self.naming:
            return []
        units = [r.unit for r in self.naming]
        said = [u for u in units if u.block.kind is not BlockKind.TABLE]
        return [Resolution(Outcome.ADOPTED, content=said or units, is_strong=True)]

    def _start(self, reading: Reading) -> Resolution:
        self.finish()
        self.current = Resolution(reading.outcome, reading.matter, is_strong=reading.is_strong, votes=self.aside)
        self.aside = []
        self.actor = None
        return self.current

    def _extend(self, reading: Reading) -> None:
        current = self.current
        assert current is not None
        current.content.append(reading.unit)
        current.gap = 0
        current.awaits_list = announces(reading.unit)
        if reading.vote is not None:
            current.votes.append((reading.unit, reading.vote))
        if reading.outcome is not None and (current.outcome is None or is_first_content(current)):
            current.outcome = reading.outcome
        current.is_strong = current.is_strong or reading.is_strong

    def _is_voted_before(self, reading: Reading) -> bool:
        """The result stands just above (*Vote : pour 15*), and the sentence only says in words what was voted."""
        current = self.current
        if current is None or current.content or current.opener is not None or current.gap or reading.vote is not None:
            return False
        is_told = any(says_adopted(unit) for unit, _ in current.votes)
        return current.has_result and not self.proposal and not is_told

    def _act(self, reading: Reading) -> None:
        current = self.current
        if current is not None and current.is_off_the_table and _SO_DECIDED.search(reading.unit.folded):
            current.votes.append((reading.unit, reading.vote))
            return
        if self._is_voted_before(reading):
            self._extend(reading)
            return
        if current is not None and not current.content and current.opener is not None and current.gap <= 1:
            self._extend(reading)
            return
        is_article = _ARTICLE.match(reading.unit.folded) is not None and reading.vote is None
        is_apart = _LEAD.match(reading.unit.folded) is not None
        follows = current is not None and (current.gap == 0 and reading.is_accessory and not is_apart or is_article)
        if current is not None and follows and (reading.vote is None or not current.has_result):
            self._extend(reading)
            return
        self._start(reading)
        self._extend(reading)
        self._forget_proposal()

    def _opener(self, reading: Reading) -> None:
        current = self.current
        if current is not None and self._is_voted_before(reading):
            current.opener = reading.unit
            current.awaits_list = True
            current.outcome = reading.outcome or current.outcome
            return
        is_bare = current is not None and not current.content and not current.has_result
        if current is None or not is_bare:
            if (
                current is not None
                and not current.has_result
                and current.gap == 0
                and reading.vote is not None
                and current.content
            ):
                current.votes.append((reading.unit, reading.vote))
                return
            current = self._start(reading)
        current.opener = reading.unit
        current.gap = 0
        current.awaits_list = True
        current.outcome = reading.outcome or current.outcome
        current.proposal = list(self.proposal)
        self._forget_proposal()
        if reading.vote is not None:
            current.votes.append((reading.unit, reading.vote))

    def _actor(self, reading: Reading) -> None:
        if self.current is None or self.current.content:
            self.actor = reading.unit

    def _clause(self, reading: Reading) -> None:
        current = self.current
        if self.proposal_is_open and (current is None or reading.is_infinitive and not current.awaits_list):
            self.proposal.append(reading.unit)
            return
        follows_actor = self.actor is not None and announces(self.actor)
        if (
            current is not None
            and not follows_actor
            and (current.gap <= 2 or reading.unit.is_item or current.awaits_list)
        ):
            self._extend(reading)
            return
        is_verdict = PARTICIPLE_FIRST.match(reading.unit.body) is not None or reading.outcome is Outcome.NOTED
        tells_fate = self.has_heading and current is None and is_verdict and reading.is_strong
        if tells_fate or self.has_heading and current is None and _decides_alone(reading.unit):
            self._start(reading).is_strong = True
            self._extend(reading)
            return
        if not reading.is_infinitive and (
            follows_actor or reading.is_strong and (self.actor or is_shouted(reading.unit))
        ):
            self._start(reading).is_strong = True
            self._extend(reading)
            return
        self._narrative(reading)

    def _passive(self, reading: Reading) -> None:
        current = self.current
        if reading.is_naming and self._ballot_is_told():
            if current is None or current.content:
                current = self._start(reading)
            current.is_strong = True
            self._extend(reading)
            return
        if current is not None and _ARTICLE.match(reading.unit.folded) and not current.has_result and current.content:
            self._extend(reading)
            return
        is_opened = current is not None and not current.content and current.opener is not None and not current.gap
        if is_opened and reading.matter is None:
            self._extend(reading)
            return
        if reading.is_strong and reading.matter is None and self._is_voted_before(reading):
            self._extend(reading)
            return
        if current is not None and self._tells_how_it_went(current, reading):
            current.is_told = True
            if current.content or current.opener is not None or current.proposal:
                current.votes.append((reading.unit, None))
                current.outcome = reading.outcome
            else:
                self._extend(reading)
            return
        is_untold = current is not None and current.content and not current.has_result and not current.gap
        if current is not None and is_untold and VERDICT.fullmatch(reading.unit.folded):
            current.votes.append((reading.unit, None))  # *... crée un poste. Accord du conseil.*
            return
        if current is not None and reading.is_naming and _goes_on_electing(current, reading.unit):
            self._extend(reading)
            return
        if not reading.is_strong:
            is_named = _NAMES_SOMEONE.match(reading.unit.folded) or reading.is_naming and self.is_election
            if is_named or PRICE_TO_COME.match(reading.unit.folded):
                self.naming.append(reading)
            self._narrative(reading)
            return
        self._start(reading)
        self._extend(reading)
        self._forget_proposal()

    @staticmethod
    def _tells_how_it_went(current: Resolution, reading: Reading) -> bool:
        """*VOTE : pour 25, abstentions 8. Le compte administratif est adopté.*: the vote above in words."""
        if not reading.is_strong or reading.matter is not None or _has_counts(reading.vote):
            return False
        if not current.has_result or current.gap or current.is_told or not says_adopted(reading.unit):
            return False
        if reading.vote is not None and current.content:
            return False  # two things decided, each with its vote
        vote = current.vote
        is_lost = vote is not None and vote.is_lost
        return is_lost == (reading.outcome is Outcome.REJECTED) and not any(
            says_adopted(u) for u in (*current.content, *(v for v, _ in current.votes))
        )

    def _names_who_is_elected(self, reading: Reading) -> bool:
        """*Le conseil procède à l'élection de ses délégués. Sont élus : ...*: one decision."""
        current = self.current
        if current is None or not reading.is_naming or not current.content:
            return False
        is_same = not current.gap and _WITHOUT_SUBJECT.match(reading.unit.folded) is not None
        if not is_same and (current.has_result or current.gap > _NAMES_AFTER):
            return False
        if not is_same and not _PROCEEDS.search(current.content[-1].folded):
            return False
        self._extend(reading)
        return True

    def _votes_on_whole(self, reading: Reading) -> bool:
        """Take the vote on the whole for that of the decision whose articles or chapters were voted one by one."""
        current, vote = self.current, reading.vote
        if current is None or not _WHOLE.search(reading.unit.folded):
            return False
        kept = [(u, v) for u, v in current.votes if not _VOTED_PART.match(u.folded)]
        is_in_parts = len(kept) < len(current.votes)
        current.votes = kept
        if not is_in_parts or vote is None or not vote.is_result:
            return False
        current.votes.append((reading.unit, vote))
        current.outcome = reading.outcome or (Outcome.REJECTED if vote.is_lost else Outcome.ADOPTED)
        return True

    def _vote(self, reading: Reading) -> None:
        vote = reading.vote
        if self._is_of_another(reading):
            self.finish()
        if vote is not None and vote.is_result:
            self._split_voted_apart()
        current = self.current
        is_new_matter = bool(self.proposal)
        if current is not None and (
            not (is_new_matter and (current.has_result or current.is_off_the_table))
            or current.gap == 0
            and completes(current, vote)
        ):
            if current.outcome is Outcome.NOTED and reading.outcome is Outcome.REJECTED and current.gap:
                self.finish()
                self._vote(reading)
                return
            full = vote is not None and vote.is_result
            if not current.has_result or current.gap <= 1 or not full:
                current.votes.append((reading.unit, vote))
                current.gap = 0
                if reading.outcome is not None:
                    current.outcome = reading.outcome
                elif vote is not None and vote.is_lost and current.outcome in (None, Outcome.ADOPTED):
                    current.outcome = Outcome.REJECTED
                return
        if not is_new_matter and (not self.has_heading or is_partial(vote) and not says_adopted(reading.unit)):
            if vote is not None and (vote.is_secret_ballot or self.has_heading and vote.voters):
                self.aside.append((reading.unit, vote))
            return
        if not self.has_heading and (self.proposal_age > 2 or vote is None):
            return
        started = self._start(reading)
        started.proposal = list(self.proposal)
        if vote is None and self.has_heading and not self.proposal and says_adopted(reading.unit):
            started.is_strong = True
            started.content.append(reading.unit)
            started.outcome = reading.outcome
            return
        started.votes.append((reading.unit, vote))
        started.outcome = reading.outcome or (Outcome.REJECTED if vote is not None and vote.is_lost else None)
        started.is_strong = bool(self.proposal) and says_adopted(reading.unit)
        self._forget_proposal()

    def _is_of_another(self, reading: Reading) -> bool:
        """Whether a vote cannot be that of the decision in the making: it was voted, and said to be, or lost.

        *Amendement : rejeté par 14 voix contre 5. Délibération adoptée*: what is lost is not what is adopted.
        """
        if self.current is None:
            return False
        if self.current.is_told and reading.vote is not None and reading.vote.is_result:
            return True
        vote = self.current.vote
        return self.has_heading and vote is not None and vote.is_lost and says_adopted(reading.unit)

    def _split_voted_apart(self) -> None:
        """What stands between two results is a decision of its own, however accessory its verb."""
        current = self.current
        if current is None or not current.has_result:
            return
        last = max(place(u) for u, _ in current.votes)
        tail = [u for u in current.content if place(u) > last]
        is_all = len(tail) == len(current.content)
        if not tail or is_all and (current.opener is not None or not current.proposal):
            return
        current.content = [u for u in current.content if place(u) < last]
        self._start(Reading(tail[0], Wording.ACT, is_strong=True)).content.extend(tail)

    def _ballot_is_told(self) -> bool:
        """Whether a count of ballots, or that it was secret, is printed above."""
        votes = [v for _, v in (self.current.votes if self.current is not None else [])] + [v for _, v in self.aside]
        return any(v is not None and (v.is_secret_ballot or v.votes_cast is not None) for v in votes)

    def _fate(self, reading: Reading) -> None:
        current = self.current
        if current is not None and not current.has_result and current.gap == 0 and not current.content:
            current.outcome = reading.outcome
            self._extend(reading)
            return
        if not self.has_heading and reading.vote is None and "ordre du jour" not in reading.unit.folded:
            return
        self._start(reading)
        self._extend(reading)

    def _propose(self, reading: Reading) -> None:
        if self.proposal and self.proposal_age <= _SOON and _PUTS_TO_VOTE.match(reading.unit.folded):
            return
        self.proposal = [reading.unit]
        self.proposal_is_open = announces(reading.unit)
        self.proposal_age = 0
        if self.current is not None:
            self.current.gap += 1

    def _passes_heading(self, unit: Unit) -> bool:
        """A numbered line after a decision: the heading of the next one, which the outline passed over."""
        current = self.current
        if current is None or not current.has_result or current.awaits_list or not unit.is_first:
            return False
        block = unit.block
        is_line = block.label is not None and block.bullet is None and len(block.body.split()) <= 30
        return (
            is_line and block.kind is not BlockKind.TABLE and not block.string.rstrip().endswith((".", ";", ",", ":"))
        )

    def _narrative(self, reading: Reading) -> None:
        if reading.vote is None and self._passes_heading(reading.unit):
            self.finish()
            self._forget_proposal()
            self.has_heading = True
            return
        if self._tells_results(reading.unit):
            self.naming.append(reading)
        self.proposal_age += 1
        current = self.current
        if reading.vote is not None:
            owner = self.aside if current is None or self.proposal else current.votes
            owner.append((reading.unit, reading.vote))
            return
        if len(re.findall(r"[a-z]", reading.unit.folded)) < _NOISE:
            return
        if reading.unit.is_item:
            if current is not None and current.awaits_list and current.gap == 0:
                current.content.append(reading.unit)
                return
            if self.proposal_is_open:
                self.proposal.append(reading.unit)
                return
        self.proposal_is_open = False
        if current is not None and reading.unit.block.kind is not BlockKind.TABLE:
            current.gap += 1
            if current.gap > 1:
                current.awaits_list = False

    def _tells_results(self, unit: Unit) -> bool:
        """*M. Untel obtient 6 voix*, *Titulaires : Mme Unetelle (11 voix)*: an election, where nothing else decides."""
        if not self.is_election and _RESULTS_OF.match(unit.folded) is None:
            return False
        return bool(counts_in(unit.text))

    def _forget_proposal(self) -> None:
        self.proposal = []
        self.proposal_is_open = False

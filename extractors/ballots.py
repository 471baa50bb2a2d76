"""Named votes tied to the roll, and elections with their candidates.

Belongs here: who voted how where the minutes name it, and what each candidate got. Does not belong here: how a vote is
printed (`extractors.votes`) or which decision it is about (`extractors.deliberations`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from extractors.deliberations.read import Decision, find_decisions
from extractors.document import Block, Document, Outline
from extractors.french.fold import fold, key_of
from extractors.french.likeness import best_match
from extractors.french.names import Name, parse_name
from extractors.french.numbers import NUMBER_WORDS
from extractors.records import Attendance, Ballot, Deliberation, ElectionResult, Evidence
from extractors.votes import find_votes, number_of

_CIVILITY = r"(?:M\.|Mr\.?|Mme\.?|Mlle|Melle|Monsieur|Madame|Mademoiselle)"
_WORD = r"[A-ZÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŒ][\w’'.-]*"
_NAME = rf"(?:{_CIVILITY}\s+)?{_WORD}(?:\s+(?:(?:de|du|des|la|le|d['’]|van|von)\s*)?{_WORD}){{0,3}}"
_GOT = re.compile(
    rf"(?P<name>{_NAME})\s*(?:\([^)]*\)\s*)?(?:[:=–-]|,|\.{{2,}}|a\s+obtenu|obtient|ont\s+obtenu|avec|ayant\s+obtenu)*\s*[:.]*\s*"
    rf"(?P<votes>\d{{1,3}}|(?i:{NUMBER_WORDS}))\s*(?:\(\s*[\wé-]+\s*\)\s*)?(?:voix|suffrages?|votes?)\b(?!\s*(?:pour|contre|d['’]abst))",
)
_ELECTED = re.compile(
    rf"(?P<name>{_NAME})\s*(?:,?\s*ayant\s+obtenu[^.;]*?|\([^)]*\))?,?\s*(?:est|a\s+été|a\s+ete|sont|ont\s+été)\s+(?:donc\s+|ainsi\s+)?(?:proclam|élu|elu|déclaré|declare)",
)
_IS_ELECTION = re.compile(r"\b(?:elections?|elue?s?|candidat\w*|candidature\w*|scrutin|tour|majorite\s+absolue)\b")


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
    roll = _Roll(attendance, chair)
    ballots: list[Ballot] = []
    if any(d.unanimous is False or d.votes_for is not None or d.not_voting is not None for d in deliberations):
        decisions = find_decisions(document, outline)
        for deliberation, decision in zip(deliberations, decisions, strict=False):
            ballots.extend(_ballots(deliberation.position, decision, roll))
    results: list[ElectionResult] = []
    for deliberation, following in zip_longest(deliberations, deliberations[1:]):
        until = following.first_block if following is not None else deliberation.last_block + 1
        last = max(deliberation.last_block + 1, min(until, deliberation.last_block + 6))
        results.extend(_elections(deliberation, document.blocks[deliberation.first_block : last], roll))
    return tuple(ballots), tuple(results)


class _Roll:
    """The members, to whom printed voters are tied."""

    def __init__(self, attendance: Sequence[Attendance], chair: str | None) -> None:
        self.names = [a.name for a in attendance]
        self._parsed = [
            Name(p.printed, p.given, p.surname, a.civility or p.civility)
            for a in attendance
            for p in (parse_name(a.name),)
        ]
        self._heads = [a.name for a in attendance if a.role and re.match(r"(?:maire|presidente?)\b", fold(a.role))]
        self._chair = chair

    def find(self, printed: str) -> tuple[str, bool]:
        """The roll's name for a printed one, and whether it is in the roll."""
        if re.fullmatch(r"(?:maire|presidente?)", fold(printed)):
            if len(self._heads) == 1:
                return self._heads[0], True
            if self._chair is not None and not self._heads:
                return self._chair, False
        name = parse_name(printed)
        found = best_match(name, self._parsed)
        return (self.names[found], True) if found is not None else (name.display or printed, False)


def _ballots(position: int, decision: Decision, roll: _Roll) -> Iterator[Ballot]:
    seen: set[tuple[str, str]] = set()
    for unit, vote in decision.resolution.votes:
        for voter in vote.voters if vote is not None else ():
            name, is_known = roll.find(voter.name)
            if (key_of(name), voter.choice.value) in seen:
                continue
            seen.add((key_of(name), voter.choice.value))
            evidence = _evidence(unit.block, unit.start + voter.start, unit.start + voter.end, is_known)
            yield Ballot(deliberation=position, name=name, choice=voter.choice, evidence=evidence)


def _evidence(block: Block, start: int, end: int, is_known: bool) -> Evidence:
    return block.text.evidence("ballots.named-voter", start, end, 0.93 if is_known else 0.7)


def _elections(deliberation: Deliberation, blocks: Sequence[Block], roll: _Roll) -> Iterator[ElectionResult]:
    """*M. Untel : 15 voix*, *M. Untel est proclamé élu*: only where an election is spoken of."""
    text = " ".join(fold(b.string) for b in blocks)
    if not _IS_ELECTION.search(text):
        return
    elected = {key_of(roll.find(m["name"])[0]) for b in blocks for m in _ELECTED.finditer(b.string)}
    seen: set[str] = set()
    for block in blocks:
        votes = find_votes(block.string)
        for match in _GOT.finditer(block.string):
            number = number_of(fold(match["votes"]))
            name, is_known = roll.find(match["name"])
            key = key_of(name)
            counted = any(v.start <= match.start("votes") < v.end and v.votes_for == number for v in votes)
            if number is None or key in seen or counted and not is_known or not _may_stand(match["name"], is_known):
                continue
            seen.add(key)
            yield ElectionResult(
                deliberation=deliberation.position,
                candidate=name,
                votes=number,
                is_elected=key in elected if elected else None,
                evidence=block.text.evidence(
                    "ballots.candidate", match.start(), match.end(), 0.9 if is_known else 0.75
                ),
            )
    yield from _elected_without_count(deliberation, blocks, roll, seen)


def _elected_without_count(
    deliberation: Deliberation, blocks: Sequence[Block], roll: _Roll, seen: set[str]
) -> Iterator[ElectionResult]:
    """*M. Untel est élu*: no count printed beside the name."""
    for block in blocks:
        for match in _ELECTED.finditer(block.string):
            name, is_known = roll.find(match["name"])
            if key_of(name) in seen or not _may_stand(match["name"], is_known):
                continue
            seen.add(key_of(name))
            yield ElectionResult(
                deliberation=deliberation.position,
                candidate=name,
                votes=None,
                is_elected=True,
                evidence=block.text.evidence("ballots.elected", match.start(), match.end(), 0.85 if is_known else 0.7),
            )


_NO_CANDIDATES = re.compile(
    r"\b(?:votants?|suffrages?|bulletins?|majorite|nombre|blancs?|nuls?|exprimes?|pour|contre|abstentions?|total|ont|liste|tour|conseil)\b"
)


def _may_stand(printed: str, is_known: bool) -> bool:
    """A name of the roll, or a name that is printed as one; never a label of the count."""
    if _NO_CANDIDATES.search(fold(printed)):
        return False
    return is_known or re.match(_CIVILITY, printed) is not None or len(printed.split()) >= 2

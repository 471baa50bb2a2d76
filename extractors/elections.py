"""Results of elections: what each candidate got, round by round, and who was elected.

Belongs here: which blocks tell of an election and whose results they are. Does not belong here: how a result is printed
(`extractors.candidates`).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from extractors.candidates import CIVILITY, Count, counts_in, counts_of_table, may_stand
from extractors.document import Block, BlockKind
from extractors.electoral_roll import Roll
from extractors.french.fold import fold, key_of
from extractors.records import Deliberation, ElectionResult
from extractors.votes import find_votes

_WORD = r"[A-ZÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŒ][\w’'.-]*"
_NAME = rf"(?:{CIVILITY}\s+)?{_WORD}(?:\s+(?:(?:de|du|des|la|le|d['’]|van|von)\s*)?{_WORD}){{0,3}}"
_ELECTED = re.compile(
    rf"(?P<name>{_NAME})\s*(?:,?\s*ayant\s+obtenu[^.;]*?|\([^)]*\)|,[^,.;:]{{2,50}},)?,?\s*"
    r"(?:(?:est|a\s+été|a\s+ete|sont|ont\s+été)\s+(?:donc\s+|ainsi\s+)?(?:proclam|élu|elu|déclaré|declare)"
    r"|[:,]?\s*\d{1,3}\s+voix\s*,?\s+élue?\b)"
    r"(?!\w*\s+(?:[\w']+\s+){0,3}?secr[ée]taire)"
)
_PROCLAIMED = re.compile(r"\b(?:ont\s+ete|sont)\s+(?:\w+\s+)?(?:proclame|declare|elu)e?s\b")
_IS_ELECTION = re.compile(r"\b(?:elections?|elue?s?|candidat\w*|candidature\w*|scrutin|tour|majorite\s+absolue)\b")
_ANNOUNCES = re.compile(r"\b(?:ont|a)\s+obtenu\b|\bresultats?\b|\bdepouillement\b")
_ROUND = re.compile(r"^\W*(?:resultats?\s+du\s+)?(?:premier|deuxieme|second|troisieme|\d\s?(?:er|e|eme|nd))\s+tour\b")
_ROUND_LINE = 60
_AFTER = 6
"""So many blocks after the sentence that decides may still tell the results."""


def read_elections(
    deliberations: Sequence[Deliberation], blocks: Sequence[Block], roll: Roll, headings: Collection[int] = ()
) -> Iterator[ElectionResult]:
    """The results told beside each deliberation, no block read twice, none beyond the heading of the next item."""
    taken = 0
    for i, deliberation in enumerate(deliberations):
        if deliberation.last_block < taken:
            continue
        following = deliberations[i + 1] if i + 1 < len(deliberations) else None
        last = deliberation.last_block + 1
        if following is None or following.first_block > deliberation.last_block:
            until = following.first_block if following is not None else len(blocks)
            until = min([until, *(h for h in headings if h > deliberation.last_block)])
            last = max(last, min(until, last + _AFTER - 1))
        first = min(max(deliberation.first_block, taken), deliberation.last_block)
        yield from _Election(deliberation.position, blocks[first:last], roll).results()
        taken = deliberation.last_block + 1


class _Election:
    """The blocks of one deliberation, and what was read of them so far."""

    def __init__(self, position: int, blocks: Sequence[Block], roll: Roll) -> None:
        self.position = position
        self.blocks = blocks
        self.roll = roll
        self.seen: set[tuple[str, int | None]] = set()

    def results(self) -> Iterator[ElectionResult]:
        """*M. Untel : 15 voix*, *M. Untel est proclamé élu*: only where an election is spoken of."""
        if not _IS_ELECTION.search(" ".join(fold(b.string) for b in self.blocks)):
            return
        elected = {
            key_of(self.roll.find(m["name"])[0])
            for b in self.blocks
            for m in _ELECTED.finditer(b.string)
            if may_stand(m["name"])
        }
        is_announced, counted = False, set[str]()
        found: list[ElectionResult] = []
        for block in self.blocks:
            folded = fold(block.string)
            if _ROUND.match(folded) and len(folded) < _ROUND_LINE:
                self.seen.clear()
            is_announced = _ANNOUNCES.search(folded) is not None or is_announced and len(folded) < _ROUND_LINE
            results = self._of_table(block) if block.kind is BlockKind.TABLE else self._of_text(block, is_announced)
            for result, key in results:
                counted.add(key)
                found.append(self._with_fate(result, key, elected))
        yield from self._only_list(found) if not elected else found
        yield from self._without_count(counted)

    def _only_list(self, found: list[ElectionResult]) -> list[ElectionResult]:
        """*Liste Untel : 9 voix. Ont été proclamés adjoints : ...*: the one list there was is elected."""
        is_told = any(_PROCLAIMED.search(fold(b.string)) for b in self.blocks)
        if len(found) != 1 or not is_told or not fold(found[0].candidate).startswith("liste"):
            return found
        return [replace(found[0], is_elected=True)]

    def _with_fate(self, result: ElectionResult, key: str, elected: set[str]) -> ElectionResult:
        return ElectionResult(
            deliberation=result.deliberation,
            candidate=result.candidate,
            votes=result.votes,
            is_elected=key in elected if elected else None,
            evidence=result.evidence,
        )

    def _of_text(self, block: Block, is_announced: bool) -> Iterator[tuple[ElectionResult, str]]:
        votes = find_votes(block.string)
        for count in counts_in(block.string, is_announced):
            name, is_known = self._who(count.name)
            tells = any(v.start <= count.start and count.end <= v.end and v.votes_for == count.votes for v in votes)
            if tells and not is_known or not _is_name(count.name, is_known):
                continue
            yield from self._result(block, count, name, is_known)

    def _of_table(self, block: Block) -> Iterator[tuple[ElectionResult, str]]:
        if block.table is None:
            return
        position = 0
        for who, _, number in counts_of_table(block.table):
            printed = " ".join(who.text.string.split())
            start = max(block.string.find(who.text.string, position), position)
            position = start + len(who.text.string)
            name, is_known = self._who(printed)
            yield from self._result(block, Count(printed, number, start, position), name, is_known)

    def _who(self, printed: str) -> tuple[str, bool]:
        if re.match(r"liste\b", fold(printed)):
            return printed, False
        return self.roll.find(printed)

    def _result(self, block: Block, count: Count, name: str, is_known: bool) -> Iterator[tuple[ElectionResult, str]]:
        key = key_of(name)
        if (key, count.votes) in self.seen:
            return
        self.seen.add((key, count.votes))
        trust = 0.9 if is_known else 0.75
        evidence = block.text.evidence("ballots.candidate", count.start, count.end, trust)
        yield ElectionResult(deliberation=self.position, candidate=name, votes=count.votes, evidence=evidence), key

    def _without_count(self, counted: set[str]) -> Iterator[ElectionResult]:
        """*M. Untel est élu*: no count printed beside the name."""
        for block in self.blocks:
            for match in _ELECTED.finditer(block.string):
                name, is_known = self.roll.find(match["name"])
                key = key_of(name)
                if key in counted or not may_stand(match["name"]) or not _is_name(match["name"], is_known):
                    continue
                counted.add(key)
                trust = 0.85 if is_known else 0.7
                yield ElectionResult(
                    deliberation=self.position,
                    candidate=name,
                    votes=None,
                    is_elected=True,
                    evidence=block.text.evidence("ballots.elected", match.start(), match.end(), trust),
                )


def _is_name(printed: str, is_known: bool) -> bool:
    """A name of the roll, or one printed with a civility, as a list's, or in two words."""
    return is_known or re.match(rf"{CIVILITY}|[Ll]iste\b", printed) is not None or len(printed.split()) >= 2

"""Results of elections: what each candidate got, round by round, and who was elected.

Belongs here: which blocks tell of an election and whose results they are. Does not belong here: how a result is printed
(`extractors.candidates`, `extractors.candidate_tables`) or how it is told who is elected (`extractors.elected`).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from extractors.candidate_tables import rows_of
from extractors.candidates import CIVILITY, Count, counts_in, may_stand
from extractors.document import Block, BlockKind
from extractors.elected import ELECTED, names_elected
from extractors.electoral_roll import Roll
from extractors.french.fold import fold, key_of
from extractors.records import Deliberation, ElectionResult
from extractors.votes import find_votes

_PROCLAIMED = re.compile(r"\b(?:ont\s+ete|sont)\s+(?:\w+\s+)?(?:proclame|declare|elu)e?s\b")
_IS_ELECTION = re.compile(
    r"\b(?:elections?|elue?s?|elit|elisent|candidat\w*|candidature\w*|scrutin|tour|majorite\s+absolue|proclamee?s?|titulaires?|suppleante?s?)\b"
)
_ANNOUNCES = re.compile(r"\b(?:ont|a)\s+obtenu\b|\bresultats?\b|\bdepouillement\b|\b(?:voix|suffrages)\s+obtenue?s\b")
_ROUND = re.compile(r"^\W*(?:resultats?\s+du\s+)?(?:premier|deuxieme|second|troisieme|\d\s?(?:er|e|eme|nd))\s+tour\b")
_ANY_ROUND = re.compile(r"\b(?P<which>premier|deuxieme|second|troisieme|\d)\s?(?:er|e|eme|nd)?\s+tour\b")
_ORDINALS = {"premier": 1, "deuxieme": 2, "second": 2, "troisieme": 3}
_ROUND_LINE = 60
_AFTER = 12
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
        self.round = 1

    def results(self) -> Iterator[ElectionResult]:
        """*M. Untel : 15 voix*, *M. Untel est proclamé élu*: only where an election is spoken of."""
        if not _IS_ELECTION.search(" ".join(fold(b.string) for b in self.blocks)):
            return
        elected = {
            key_of(name)
            for block in self.blocks
            for printed in names_elected(block.string)
            for name, is_known in (self.roll.find(printed),)
            if may_stand(printed) and _is_name(printed, is_known)
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
        yield from self._only_list(found)
        yield from self._without_count(counted)

    def _only_list(self, found: list[ElectionResult]) -> list[ElectionResult]:
        """*Liste Untel : 9 voix. Ont été proclamés adjoints : ...*: the one list there was is elected."""
        is_told = any(_PROCLAIMED.search(fold(b.string)) for b in self.blocks)
        if len(found) != 1 or not is_told or not _is_list(found[0]):
            return found
        return [replace(found[0], is_elected=True)]

    def _with_fate(self, result: ElectionResult, key: str, elected: set[str]) -> ElectionResult:
        """Of a list the names say nothing: *Liste 1 : 9 voix. Sont élus : M. Untel, Mme Unetelle*."""
        if result.is_elected is not None or _is_list(result) and key not in elected:
            return result
        return ElectionResult(
            deliberation=result.deliberation,
            candidate=result.candidate,
            votes=result.votes,
            is_elected=key in elected if elected else None,
            evidence=result.evidence,
        )

    def _of_text(self, block: Block, is_announced: bool) -> Iterator[tuple[ElectionResult, str]]:
        votes = find_votes(block.string)
        last = 0
        for count in counts_in(block.string, is_announced):
            self._pass_rounds(fold(block.string[last : count.start]))
            last = count.end
            name, is_known = self._who(count.name)
            tells = any(v.start <= count.start and count.end <= v.end and v.votes_for == count.votes for v in votes)
            if tells and not is_known or not _is_name(count.name, is_known):
                continue
            yield from self._result(block, count, name, is_known)

    def _pass_rounds(self, before: str) -> None:
        """*Premier tour : M. Untel 7 voix. Deuxième tour : M. Untel 7 voix*: the same count may come again."""
        for match in _ANY_ROUND.finditer(before):
            which = _ORDINALS.get(match["which"]) or int(match["which"])
            if which > self.round:
                self.seen.clear()
            self.round = which

    def _of_table(self, block: Block) -> Iterator[tuple[ElectionResult, str]]:
        if block.table is None:
            return
        position = 0
        for row in rows_of(block.table):
            printed = " ".join(row.who.text.string.split())
            start = max(block.string.find(row.who.text.string, position), position)
            position = start + len(row.who.text.string)
            name, is_known = (printed, False) if row.is_list else self._who(printed)
            count = Count(printed, row.votes, start, position)
            for result, key in self._result(block, count, name, is_known):
                yield replace(result, is_elected=row.is_elected), key

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
            for match in ELECTED.finditer(block.string):
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


def _is_list(result: ElectionResult) -> bool:
    return fold(result.candidate).startswith("liste")


def _is_name(printed: str, is_known: bool) -> bool:
    """A name of the roll, or one printed with a civility, as a list's, or in two words."""
    return is_known or re.match(rf"{CIVILITY}|[Ll]iste\b", printed) is not None or len(printed.split()) >= 2

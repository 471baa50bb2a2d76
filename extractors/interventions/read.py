"""From a document to its turns of speech, paragraph by paragraph.

A turn is one paragraph in which a named speaker is reported; two speakers in it are two turns, the first up to where
the second begins. Formal acts of the chair (opens, puts to the vote, gives the floor) are none. Belongs here: which
paragraphs are asked, and the records.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from extractors.document import Block, BlockKind, Document, Outline
from extractors.french.fold import fold, key_of
from extractors.french.names import parse_name
from extractors.interventions.mentions import Mention, mentions_in
from extractors.interventions.speaker_lines import speaker_lines
from extractors.interventions.speakers import Speakers
from extractors.interventions.turns import Turn, turns_in
from extractors.lexicons import load
from extractors.outline.words import ends_agenda
from extractors.records import Attendance, Intervention, Meeting

_LEXICON = load("speech")
_EXCHANGE = re.compile(
    r"^\W*(?:" + "|".join(re.escape(fold(w)).replace(r"\ ", r"\s+") for w in _LEXICON["exchanges"]) + r")\b.{0,30}$"
)
_PRONOUN = re.compile(r"^\W*(?:il|elle|ils|elles)\s+")
_SENTENCE = re.compile(r":.*[.?!»]$", re.DOTALL)
_IN_HEADING = frozenset({"interventions.noun", "interventions.colon"})
"""*Question n° 1 de M. Untel : quand le pont sera-t-il réparé ?* is numbered as an item, and said."""
_LEAD = re.compile(r"^[^:]{3,40}:\s*$")


def read_interventions(
    document: Document, outline: Outline, attendance: Sequence[Attendance], meetings: Sequence[Meeting]
) -> tuple[Intervention, ...]:
    """Every turn of speech, in printed order, speakers resolved where the roll or the text allows."""
    known = _known_names(document, attendance)
    speakers = Speakers(attendance, meetings, known)
    every = [*known, *(a.name for a in attendance)]
    surnames = (parse_name(n).surname for n in every)
    keys = frozenset(key_of(n) for n in every) | frozenset(key_of(s) for s in surnames if s) | speakers.given_names
    blocks = list(_spoken_blocks(document, outline))
    listener = _Listener(outline, speakers, keys, speaker_lines(blocks, keys))
    for block in blocks:
        listener.hear(block)
    return tuple(listener.heard)


def _known_names(document: Document, attendance: Sequence[Attendance]) -> list[str]:
    """Full names printed with a civility anywhere, the first form of each."""
    names: dict[str, str] = {}
    for block in document.blocks:
        for mention in mentions_in(block.string):
            if mention.role is None and not mention.is_collective:
                name = parse_name(mention.printed)
                if name.given and name.surname:
                    names.setdefault(name.key, name.printed)
    return list(names.values())


def _spoken_blocks(document: Document, outline: Outline) -> Iterator[Block]:
    agenda = frozenset(outline.agenda)
    first = min((s.heading for s in outline.sections), default=outline.preamble[1])
    first = min(first, _after_formalities(document.blocks[:first], agenda))
    for block in document.blocks:
        if block.index in agenda or block.kind is BlockKind.TABLE or block.index < first:
            continue
        yield block


def _after_formalities(preamble: Sequence[Block], agenda: frozenset[int]) -> int:
    """Where the roll and its formalities end before the first heading: people speak there too, of the minutes."""
    last = max((b.index for b in preamble if b.index not in agenda and ends_agenda(b.string)), default=None)
    return len(preamble) if last is None else last + 1


class _Listener:
    """Paragraphs heard one after the other."""

    def __init__(
        self, outline: Outline, speakers: Speakers, known: frozenset[str], lines: Mapping[int, Mention]
    ) -> None:
        self.outline = outline
        self.lines = lines
        self.named_above: Mention | None = None
        self.speakers = speakers
        self.known = known
        self.heard: list[Intervention] = []
        self.is_exchange = False
        self.last: tuple[str, str | None] | None = None
        self.last_block = -2
        self.headings = frozenset(s.heading for s in outline.sections if not s.is_run_in)

    def hear(self, block: Block) -> None:
        """Take a paragraph."""
        text = block.string
        named_above, self.named_above = self.named_above, self.lines.get(block.index)
        if self.named_above is not None:
            return
        if block.index in self.headings and _SENTENCE.search(text):
            for turn in turns_in(text, self.known):
                if turn.rule in _IN_HEADING:
                    self._take(block, turn, set())
        is_lead = _LEAD.match(text) is not None and not turns_in(text, self.known)
        if block.index in self.headings or is_lead or block.kind is BlockKind.HEADING:
            self.is_exchange = _EXCHANGE.match(fold(text)) is not None
            if block.index in self.headings:
                self.last = None
            if not self.is_exchange and len(text) < 60:
                return
        if block.index in self.headings:
            return
        seen: set[str] = set()
        if named_above is not None:
            self._take(block, Turn(named_above, 0, rule="interventions.line"), seen)
        turns = turns_in(text, self.known, self.is_exchange)
        for turn, stop in zip(turns, _stops(text, turns), strict=True):
            self._take(block, turn, seen, stop)
        if not seen:
            self._pronoun(block)

    def _take(self, block: Block, turn: Turn, seen: set[str], stop: int | None = None) -> None:
        mention = turn.mention
        name = None if mention.is_collective else self.speakers.resolve(mention.printed, mention.role)
        if turn.is_reported_in_past and (name is None or name not in self.speakers.roll) and mention.start > 3:
            return
        if turn.is_reported_in_past and mention.is_named and name not in self.speakers.roll:
            return
        key = key_of(name or mention.printed)
        if key in seen:
            return
        seen.add(key)
        self._add(block, mention, name, (turn.start, stop), turn.rule)
        self.last = (mention.printed, name)
        self.last_block = block.index

    def _pronoun(self, block: Block) -> None:
        """*Elle propose ...*: a paragraph of the last speaker, another turn if something else stood between."""
        match = _PRONOUN.match(fold(block.string))
        if match is None or self.last is None:
            return
        printed, name = self.last
        stand_in = f"M. Quidam {block.string[match.end() :]}"
        if not turns_in(stand_in):
            return
        if self.last_block != block.index - 1:
            mention = Mention(0, match.end(), printed)
            self._add(block, mention, name, (0, None), "interventions.pronoun")
        self.last_block = block.index

    def _add(self, block: Block, mention: Mention, name: str | None, span: tuple[int, int | None], rule: str) -> None:
        section = self.outline.section_of(block.index)
        trust = 0.9 if name is not None else 0.75
        start, stop = span[0], len(block.string) if span[1] is None else span[1]
        stop = start + len(block.string[start:stop].rstrip())
        self.heard.append(
            Intervention(
                position=len(self.heard) + 1,
                section=section.path if section is not None else None,
                speaker=mention.printed.strip(),
                speaker_name=name,
                text=block.string[start:stop].strip(),
                evidence=block.text.evidence(rule, start, stop, trust),
            )
        )


_NEW_SENTENCE = re.compile(r"[.!?…»]\s+$")


def _stops(text: str, turns: Sequence[Turn]) -> list[int]:
    """Where each turn of a paragraph ends: where somebody not heard in it before begins a sentence, or with it."""
    seen: set[str] = set()
    starts: list[int] = []
    for turn in turns:
        if turn.mention.printed not in seen and _NEW_SENTENCE.search(text[: turn.start]):
            starts.append(turn.start)
        seen.add(turn.mention.printed)
    return [next((s for s in starts if s > turn.start), len(text)) for turn in turns]

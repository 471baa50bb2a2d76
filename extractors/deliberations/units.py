"""Sentences and list entries that know their block: what the grammar of decisions is written over.

Belongs here: cutting blocks into sentences. Does not belong here: what a sentence says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.document import Block, BlockKind
from extractors.french.fold import fold

_END = re.compile(r"(?<=[.;!?»…])\s+(?=[«\"“(]?\s?[A-ZÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŒ0-9]|[•●▪➢✓☑‐–—-]\s)")
_ABBREVIATION = re.compile(
    r"(?:\b(?:m|mm|mr|mrs|ms|mme|mmes|mlle|mlles|me|dr|st|ste|art|av|bd|no|n°|nb|cf|p|pp|ex|env|tel|etc|sect|parc|res|abst|"
    r"(?<!\d )[a-z])\.|\b[ivx]+\.|^\s*\d{1,2}\.)$"
)
_COUNT = re.compile(r"\d{1,3}\s+(?:voix|pour|contre|abstentions?)\b")
"""*… met aux voix. 9 voix pour.*: a sentence that begins with a number."""
_SHORT_TABLE = 400
_CHOICES = re.compile(r"\W*(?:ont voté )?pour\W+\d{1,3}\W+(?:ont voté )?contre\W+\d", re.IGNORECASE)
"""The head of a table of names by their choice, however long."""


@dataclass(frozen=True, slots=True)
class Unit:
    """``text`` = ``block.string[start:end]``: a sentence, a list entry, a heading or a small table."""

    block: Block
    start: int
    end: int
    text: str
    folded: str
    is_first: bool
    """It begins its block."""

    @property
    def is_item(self) -> bool:
        """It begins an entry of a list."""
        return self.is_first and (self.block.kind is BlockKind.ITEM or self.block.bullet is not None)

    @property
    def body(self) -> str:
        """Folded text after label or bullet."""
        return self.folded[max(0, self.block.body_start - self.start) :] if self.is_first else self.folded

    @property
    def plain(self) -> str:
        """As printed, label and bullet blanked: of the same length as ``text``."""
        label = max(0, self.block.body_start - self.start) if self.is_first else 0
        return " " * label + self.text[label:]

    @property
    def printed_body(self) -> str:
        """As printed, after label or bullet."""
        return self.text[max(0, self.block.body_start - self.start) :] if self.is_first else self.text


def units_of(block: Block) -> Iterator[Unit]:
    """The sentences of a block in order; a large table has none."""
    string = block.string
    if block.kind is BlockKind.TABLE:
        if len(string) <= _SHORT_TABLE or _CHOICES.match(string):
            yield Unit(block, 0, len(string), string, fold(string), True)
        return
    start = 0
    for cut in _cuts(string):
        yield from _unit(block, start, cut)
        start = cut
    yield from _unit(block, start, len(string))


def _unit(block: Block, start: int, end: int) -> Iterator[Unit]:
    text = block.string[start:end]
    stripped = text.strip()
    if stripped:
        begin = start + len(text) - len(text.lstrip())
        yield Unit(block, begin, begin + len(stripped), stripped, fold(stripped), start == 0)


def _cuts(string: str) -> Iterator[int]:
    folded = fold(string)
    for match in _END.finditer(string):
        before = folded[max(0, match.start() - 12) : match.start()]
        if before.endswith(".") and _ABBREVIATION.search(before):
            continue
        if (
            string.count("(", 0, match.start()) > string.count(")", 0, match.start())
            and ")" in string[match.end() : match.end() + 200]
        ):
            continue
        is_number = string[match.end() : match.end() + 1].isdigit()
        if is_number and not before.endswith((";", "»")) and _COUNT.match(folded, match.end()) is None:
            continue
        yield match.end()

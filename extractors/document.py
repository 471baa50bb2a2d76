"""A document as extractors read it: blocks of text in reading order that remember where each letter stands.

Layout (`extractors.layout`) makes these from pages; every extractor consumes them and nothing below them. A rule
matches on ``block.text.string`` and asks ``block.text.place(start, end)`` for page, box and quote of its match.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from corpus.page import Box, Word
from extractors.records import Evidence


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of a page."""

    page: int
    box: Box
    quote: str
    confidence: float
    """0-1: the reading's, the least of its words'."""


@dataclass(frozen=True, slots=True)
class Line:
    """Words side by side in one column of one page, left to right."""

    page: int
    words: tuple[Word, ...]
    box: Box = field(init=False, compare=False)
    """Around all words; measured once, as every rule of the layout asks for it."""

    def __post_init__(self) -> None:
        """Measure the words."""
        object.__setattr__(self, "box", Box.around([w.box for w in self.words]))

    @property
    def string(self) -> str:
        """Words joined by single spaces."""
        return " ".join(w.text for w in self.words)


@dataclass(frozen=True, slots=True)
class PlacedWord:
    """A word and the page it is on."""

    page: int
    word: Word


@dataclass(frozen=True)
class Text:
    """A string whose every character leads back to a word on a page.

    ``starts[i]`` is the offset in ``string`` at which ``words[i]`` begins. Where a hyphenated word was joined, both
    halves stand in ``words`` and the second starts inside the joined word.
    """

    string: str
    words: tuple[PlacedWord, ...]
    starts: tuple[int, ...]

    @staticmethod
    def of_lines(lines: Iterable[Line], hyphens: bool = True) -> Text:
        """Join lines by spaces; a hyphen at the end of a line before a lower-case letter is undone if ``hyphens``.

        A hyphen stays where both halves are known to be joined by one (``peut-`` / ``être``) or where the second
        half starts with a capital or a digit.
        """
        parts: list[str] = []
        words: list[PlacedWord] = []
        starts: list[int] = []
        length = 0
        for line in lines:
            for i, word in enumerate(line.words):
                if parts:
                    last = parts[-1]
                    if hyphens and i == 0 and _breaks(last, word.text):
                        if not _keeps_hyphen(last, word.text):
                            parts[-1] = last[:-1]
                            length -= 1
                    else:
                        parts.append(" ")
                        length += 1
                starts.append(length)
                parts.append(word.text)
                words.append(PlacedWord(line.page, word))
                length += len(word.text)
        return Text("".join(parts), tuple(words), tuple(starts))

    @staticmethod
    def joined(texts: Sequence[Text], separator: str = " ") -> Text:
        """Several texts as one, so that a rule can match across blocks."""
        strings: list[str] = []
        words: list[PlacedWord] = []
        starts: list[int] = []
        offset = 0
        for text in texts:
            if strings:
                offset += len(separator)
            strings.append(text.string)
            words.extend(text.words)
            starts.extend(offset + s for s in text.starts)
            offset += len(text.string)
        return Text(separator.join(strings), tuple(words), tuple(starts))

    def slice(self, start: int, end: int) -> Text:
        """The text of ``string[start:end]`` with its words (a word cut in half is kept whole in ``words``)."""
        first, last = self._range(start, end)
        return Text(
            self.string[start:end],
            self.words[first:last],
            tuple(max(0, s - start) for s in self.starts[first:last]),
        )

    def place(self, start: int = 0, end: int | None = None) -> Place:
        """Where ``string[start:end]`` stands. Across a page break, the part on the first page gives the box.

        Raises:
            ValueError: the text has no words.
        """
        end = len(self.string) if end is None else end
        first, last = self._range(start, end)
        found = self.words[first:last]
        if not found:
            raise ValueError("no words there")
        page = found[0].page
        here = [w.word for w in found if w.page == page]
        return Place(
            page,
            Box.around(w.box for w in here),
            self.string[start:end].strip(),
            min(w.word.confidence for w in found) / 100,
        )

    def evidence(self, rule: str, start: int = 0, end: int | None = None, trust: float = 0.95) -> Evidence:
        """Evidence for a fact read at ``string[start:end]`` by ``rule``, itself trusted at ``trust`` (0-1)."""
        place = self.place(start, end)
        return Evidence(place.page, place.box, place.quote, round(trust * _softened(place.confidence), 4), rule)

    def _range(self, start: int, end: int) -> tuple[int, int]:
        first = max(0, bisect_right(self.starts, start) - 1)
        last = bisect_right(self.starts, max(start, end - 1))
        return first, max(last, min(first + 1, len(self.words)))


def _softened(confidence: float) -> float:
    """One badly read word lowers a fact's confidence, yet not to nothing."""
    return 0.4 + 0.6 * confidence


def _breaks(last: str, word: str) -> bool:
    return len(last) > 1 and last[-1] in "-\u2010\u00ad" and last[-2].isalpha() and word[:1].isalpha()


_HYPHENATED_ENDS = frozenset(
    ("être", "à-dire", "même", "mêmes", "ci", "là", "il", "elle", "on", "ils", "elles", "t-il", "t-elle", "nous")
)


_HYPHENATED_STARTS = frozenset(
    ("ci", "vice", "non", "mi", "demi", "semi", "ex", "compte", "procès", "peut", "c'est", "c’est", "quasi", "là", "au")
)


def _keeps_hyphen(last: str, word: str) -> bool:
    if last[-1] == "-" and last[:-1].lower().lstrip("(«\"'") in _HYPHENATED_STARTS:
        return True
    return last[-1] != "\u00ad" and (not word[0].islower() or word.lower().strip(".,;:") in _HYPHENATED_ENDS)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table; merged cells span."""

    row: int
    """From 0."""
    column: int
    """From 0."""
    text: Text
    box: Box
    row_span: int = 1
    column_span: int = 1


@dataclass(frozen=True)
class Table:
    """A grid of cells, ruled or not, on one page or continued over several (then ``page`` is its first)."""

    page: int
    box: Box
    n_rows: int
    n_columns: int
    cells: tuple[Cell, ...]
    """Row by row; empty cells are there with empty text."""
    header_rows: int = 0
    """How many rows at the top are headers, as far as layout can tell."""
    is_ruled: bool = True

    @cached_property
    def _by_place(self) -> dict[tuple[int, int], Cell]:
        return {
            (c.row + i, c.column + j): c for c in self.cells for i in range(c.row_span) for j in range(c.column_span)
        }

    def cell(self, row: int, column: int) -> Cell | None:
        """The cell that covers a place of the grid; None outside or where nothing covers it."""
        return self._by_place.get((row, column))

    def row(self, row: int) -> list[Cell | None]:
        """What covers each column of a row (a spanning cell comes repeated)."""
        return [self.cell(row, j) for j in range(self.n_columns)]


class BlockKind(StrEnum):
    """What a block looks like, before anyone asks what it says."""

    HEADING = "heading"
    """Set apart as a title: by numbering, capitals, size, weight, centring or underline."""
    PARAGRAPH = "paragraph"
    ITEM = "item"
    """An entry of a list (bullet, dash, arrow, or number that is not a heading's)."""
    TABLE = "table"


@dataclass(frozen=True)
class Block:
    """A paragraph, list item, heading or table, over line and page breaks."""

    index: int
    """Place in ``document.blocks``."""
    kind: BlockKind
    text: Text
    """The whole text with label and bullet; for a table, its cells row by row."""
    label: str | None = None
    """Printed numbering without its punctuation: 'I', 'I.2', 'A', '1', 'a', 'DEL2025-59'; None if none."""
    body_start: int = 0
    """Offset in ``text.string`` at which the text after label or bullet begins."""
    bullet: str | None = None
    level: int = 0
    """Depth of indentation among neighbours, from 0."""
    size: float = 0.0
    """Median type size in points, 0 where unknown."""
    is_bold: bool = False
    is_capital: bool = False
    """Nearly all letters are capitals."""
    is_centred: bool = False
    is_underlined: bool = False
    """A rule runs beneath most of it."""
    is_recognised: bool = False
    """Words, sizes and weights come from a picture: sizes are estimates, weights unknown."""
    table: Table | None = None
    lines: tuple[Line, ...] = field(default=(), repr=False)

    @property
    def string(self) -> str:
        """The whole text."""
        return self.text.string

    @property
    def body(self) -> str:
        """The text after label or bullet."""
        return self.text.string[self.body_start :]

    @property
    def page(self) -> int:
        """The page it starts on."""
        return self.text.words[0].page if self.text.words else (self.table.page if self.table else 0)


@dataclass(frozen=True)
class Document:
    """Blocks in reading order, and the text of each page without running headers and footers."""

    blocks: tuple[Block, ...]
    page_texts: tuple[tuple[int, str], ...]
    """(page, text) for every page, blank ones with ''."""
    furniture: tuple[Line, ...] = ()
    """Running headers, footers, page numbers, stamps: out of the text, kept for who needs them."""

    @property
    def string(self) -> str:
        """All blocks, a line each: for rules about the document as a whole."""
        return "\n".join(b.string for b in self.blocks)


@dataclass(frozen=True)
class Section:
    """A heading of the body and what stands under it."""

    path: str | None
    """'I.2.A.1' from the printed numbering; None for unnumbered headings."""
    title: str
    level: int
    """From 1."""
    heading: int
    """Block index of the heading."""
    first: int
    """Block index of the first block under it; that of the heading itself where the title runs into its paragraph."""
    end: int
    """Block index past its last block, subsections included."""
    parent: int | None = None
    """Index in ``outline.sections``."""
    number: str | None = None
    """Official act number printed in the heading ('DEL2025-59'), label and title apart."""

    @property
    def is_run_in(self) -> bool:
        """Its title is the first words of its first paragraph."""
        return self.first == self.heading


@dataclass(frozen=True)
class Outline:
    """The parts of the minutes: where the agenda is printed, where the roll, where the items begin."""

    agenda: tuple[int, ...]
    """Block indices of the printed agenda's entries, its title left out."""
    preamble: tuple[int, int]
    """[first, end) of the blocks before the first item, agenda included: title, convocation, roll, counts."""
    sections: tuple[Section, ...]
    """Headings of the body in document order."""

    def section_of(self, block: int) -> Section | None:
        """The innermost section that holds a block (its heading included)."""
        found = None
        for section in self.sections:
            if section.heading <= block < section.end:
                found = section
        return found

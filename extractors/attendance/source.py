"""The text a roll is read from: blocks one after another, with the ends of printed lines, blocks and cells marked.

Belongs here: making that text, so that every offset in it leads back to a page. Does not belong here: reading it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from extractors.document import Block, BlockKind, Document, Text
from extractors.french.fold import fold
from extractors.french.given_names import is_given_name

BLOCK_END = "\n"
LINE_END = "\v"
CELL_END = "\t"


@dataclass(frozen=True)
class RollText:
    """Blocks ``[first, end)`` of a document as one text.

    In ``marked`` the white space at the end of a printed line is a vertical tab, between blocks a newline, between
    cells of a table a tab; otherwise it is ``text.string`` letter by letter.
    """

    text: Text
    marked: str
    block_starts: tuple[int, ...]
    """Offset of each block."""
    blocks: tuple[Block, ...]

    @cached_property
    def folded(self) -> str:
        """``marked`` in lower case without accents, of the same length."""
        return fold(self.marked.replace("\t", "\f")).replace("\f", "\t")

    def block_at(self, offset: int) -> Block:
        """The block an offset falls in."""
        return self.blocks[max(0, bisect_right(self.block_starts, offset) - 1)]

    @staticmethod
    def of(document: Document, first: int, end: int) -> RollText:
        """Lay blocks ``[first, end)`` one after another."""
        return RollText.of_blocks(document.blocks[first:end])

    @staticmethod
    def of_blocks(given: Sequence[Block]) -> RollText:
        """Lay blocks one after another."""
        blocks = tuple(b for b in given if b.text.string)
        texts: list[Text] = []
        marks: list[str] = []
        starts: list[int] = []
        offset = 0
        for block in blocks:
            text, marked = _of_table(block) if block.kind is BlockKind.TABLE and block.table else _of_lines(block.text)
            texts.append(text)
            marks.append(marked)
            starts.append(offset)
            offset += len(marked) + 1
        if not texts:
            return RollText(Text("", (), ()), "", (), ())
        return RollText(Text.joined(texts, BLOCK_END), _without_specks(BLOCK_END.join(marks)), tuple(starts), blocks)


_SPECKS = "‘’'`|_~°^”“´¨"
_SPECK_AT_END = re.compile(rf"(?<=[ ])[{_SPECKS}*]{{1,2}}(?=[\v\n]|$)")
_SPECK_AT_START = re.compile(rf"(?<=\v)[{_SPECKS}]{{1,2}}(?=[ ])|(?<=\n)[{_SPECKS}:;.,]{{1,2}}(?=[ ])")
_WRAPPED_COLON = re.compile(r"(?<=;)([ ][A-ZÀ-Þ][\w'’ -]{1,40})\n:(?=[ ][A-ZÀ-Þ])")
"""A commune between the names, whose colon was set at the head of the next line (*...; Luzy / : M. X, ...*)."""


def _without_specks(marked: str) -> str:
    """Dirt read as punctuation at the ends of lines, as spaces; of the same length."""
    marked = _WRAPPED_COLON.sub(lambda m: m.group() if is_given_name(m[1].strip()) else f"{m[1]} :", marked)
    for pattern in (_SPECK_AT_END, _SPECK_AT_START):
        marked = pattern.sub(lambda m: " " * len(m.group()), marked)
    return marked


def _of_lines(text: Text) -> tuple[Text, str]:
    """A block's text and the same with the ends of its lines marked."""
    letters = list(text.string)
    for i in range(1, len(text.words)):
        before, after = text.words[i - 1], text.words[i]
        start = text.starts[i]
        if start == 0 or not letters[start - 1].isspace():
            continue
        below = after.word.box.middle > before.word.box.y1 - 0.15 * before.word.box.height
        above = after.word.box.y1 < before.word.box.y0  # at the top of the next column
        if before.page != after.page or above or (below and after.word.box.x0 < before.word.box.x1):
            letters[start - 1] = LINE_END
    return text, "".join(letters)


def _of_table(block: Block) -> tuple[Text, str]:
    """A table row by row, cell by cell."""
    table = block.table
    assert table is not None
    rows: list[Text] = []
    marks: list[str] = []
    for row in range(table.n_rows):
        cells = [c for c in table.cells if c.row == row and c.text.string]
        if not cells:
            continue
        rows.append(Text.joined([c.text for c in sorted(cells, key=lambda c: c.column)], CELL_END))
        marks.append(CELL_END.join(_of_lines(c.text)[1] for c in sorted(cells, key=lambda c: c.column)))
    if not rows:
        return block.text, block.text.string
    return Text.joined(rows, LINE_END), LINE_END.join(marks)


def plain(text: str) -> str:
    """Marks of lines, blocks and cells as spaces; of the same length."""
    return text.replace(LINE_END, " ").replace(BLOCK_END, " ").replace(CELL_END, " ")

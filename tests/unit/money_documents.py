"""Small documents for the tests of money: paragraphs, headings and tables from plain values, without layout."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.page import Box, Word
from extractors.document import Block, BlockKind, Cell, Document, Line, Outline, Section, Table, Text

WIDTH, HEIGHT = 80.0, 14.0

Part = str | list[list[str]]


def line_of(string: str, x: float = 50.0, y: float = 100.0, page: int = 1, confidence: float = 100.0) -> Line:
    """One printed line."""
    words = []
    for text in string.split():
        words.append(Word(text, Box(x, y, x + 5 * len(text), y + 10), confidence))
        x += 5 * len(text) + 5
    return Line(page, tuple(words))


def text_of(string: str, x: float = 50.0, y: float = 100.0, page: int = 1) -> Text:
    """Text of printed lines, a row each; empty text for an empty string."""
    rows = [row for row in string.splitlines() if row.strip()]
    lines = [line_of(row, x, y + 12 * i, page) for i, row in enumerate(rows)]
    return Text.of_lines(lines) if lines else Text("", (), ())


def table_of(rows: Sequence[Sequence[str]], page: int = 1, header_rows: int = 0) -> Table:
    """A table; ``^`` continues the cell above, ``<`` the cell to the left."""
    cells = []
    for r, row in enumerate(rows):
        for c, string in enumerate(row):
            if string in ("^", "<"):
                continue
            down = 1
            while r + down < len(rows) and rows[r + down][c] == "^":
                down += 1
            across = 1
            while c + across < len(row) and row[c + across] == "<":
                across += 1
            x, y = 50 + c * WIDTH, 100 + r * HEIGHT
            box = Box(x, y, x + WIDTH * across, y + HEIGHT * down)
            cells.append(Cell(r, c, text_of(string, x, y, page), box, down, across))
    n_columns = max(len(r) for r in rows)
    box = Box(50, 100, 50 + n_columns * WIDTH, 100 + len(rows) * HEIGHT)
    return Table(page, box, len(rows), n_columns, tuple(cells), header_rows)


def document_of(*parts: Part, page: int = 1) -> tuple[Document, Outline]:
    """A document and its outline; ``# title`` is a heading, ``- words`` a list entry, a list of rows a table."""
    blocks: list[Block] = []
    headings: list[int] = []
    for index, part in enumerate(parts):
        if isinstance(part, list):
            table = table_of(part, page)
            whole = Text.joined([c.text for c in table.cells if c.text.words])
            blocks.append(Block(index, BlockKind.TABLE, whole, table=table))
            continue
        y = 100.0 + 20 * index
        if part.startswith("# "):
            headings.append(index)
            text = text_of(part[2:], y=y, page=page)
            blocks.append(Block(index, BlockKind.HEADING, text, lines=(line_of(part[2:], y=y, page=page),)))
        elif part.startswith("- "):
            text = text_of(part, y=y, page=page)
            blocks.append(Block(index, BlockKind.ITEM, text, bullet="-", body_start=2, lines=(line_of(part, y=y),)))
        else:
            lines = tuple(line_of(row, y=y + 12 * i, page=page) for i, row in enumerate(part.splitlines()))
            blocks.append(Block(index, BlockKind.PARAGRAPH, Text.of_lines(lines), lines=lines))
    ends = [*headings[1:], len(blocks)][: len(headings)]
    sections = tuple(
        Section(str(n), blocks[h].string, 1, h, h + 1, end)
        for n, (h, end) in enumerate(zip(headings, ends, strict=True), 1)
    )
    return Document(tuple(blocks), ()), Outline((), (0, 0), sections)

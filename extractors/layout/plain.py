"""Pages typeset from plain text: what tests and text-only sources use in place of a PDF.

Each line of the text becomes a paragraph of its own, set in one long line; a tab separates table cells.
"""

from __future__ import annotations

from corpus.page import Box, Page, Reading, Ruling, Word

LINE_HEIGHT = 14.0
LEFT = 50.0
SIZE = 10.0
CHARACTER = 5.0
CHARACTERS_PER_LINE = 100
LINES_PER_PAGE = 52
CELL = 150.0
"""Width of a column, unless a cell of it is longer."""


def pages_of_text(text: str) -> tuple[Page, ...]:
    """Typeset ``text``: wrapped paragraphs with space between them; runs of lines with tabs become ruled tables."""
    pages: list[Page] = []
    words: list[Word] = []
    rulings: list[Ruling] = []
    row = 0

    def flush() -> None:
        nonlocal words, rulings, row
        pages.append(Page(len(pages) + 1, 595.0, 842.0, Reading.DIGITAL, tuple(words), tuple(rulings)))
        words, rulings, row = [], [], 0

    lines = text.splitlines()
    edges: list[float] = []
    for i, source in enumerate(lines):
        cells = source.split("\t")
        if len(cells) > 1:
            if row + 1 > LINES_PER_PAGE:
                flush()
            if i == 0 or len(lines[i - 1].split("\t")) != len(cells):
                edges = _edges(lines[i:], len(cells))
            _row_of_cells(cells, row, words, rulings, edges)
            row += 1
            continue
        for line in _wrapped(source):
            if row + 1 > LINES_PER_PAGE:
                flush()
            words.extend(_set(line, LEFT, row))
            row += 1
        row += 1
    flush()
    return tuple(pages)


def _wrapped(source: str) -> list[str]:
    lines, current = [], ""
    for word in source.split():
        if current and len(current) + 1 + len(word) > CHARACTERS_PER_LINE:
            lines.append(current)
            current = word
        else:
            current = f"{current} {word}".strip()
    return [*lines, current] if current else lines


def _set(line: str, left: float, row: int) -> list[Word]:
    words, x, y = [], left, 40.0 + row * LINE_HEIGHT
    for text in line.split():
        width = CHARACTER * len(text)
        words.append(Word(text, Box(x, y, x + width, y + SIZE), size=SIZE))
        x += width + CHARACTER
    return words


def _edges(lines: list[str], columns: int) -> list[float]:
    """Left edges of the columns of the table that starts these lines, and its right edge; long cells widen theirs."""
    rows = [line.split("\t") for line in lines]
    height = next((i for i, row in enumerate(rows) if len(row) != columns), len(rows))
    edges = [LEFT]
    for j in range(columns):
        longest = max(len(row[j]) for row in rows[:height])
        edges.append(edges[-1] + max(CELL, CHARACTER * (longest + 3)))
    return edges


def _row_of_cells(cells: list[str], row: int, words: list[Word], rulings: list[Ruling], edges: list[float]) -> None:
    top = 40.0 + row * LINE_HEIGHT - 2
    for y in (top, top + LINE_HEIGHT):
        rulings.append(Ruling(Box(LEFT - 3, y, edges[-1] - 3, y)))
    for x in edges:
        rulings.append(Ruling(Box(x - 3, top, x - 3, top + LINE_HEIGHT)))
    for cell, left in zip(cells, edges, strict=False):
        words.extend(_set(cell, left, row))

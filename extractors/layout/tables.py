"""Tables: grids filled with words, and the decision whether a grid is a table at all.

A ruled box around a title or a two-column roll is not a table; its words go back to the text, cell by cell.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.page import Word
from extractors.document import Cell, Line, Table, Text
from extractors.layout.grids import Grid, GridCell
from extractors.layout.rows import rows_of

_PROSE = 45
"""Words in an average filled cell from which a grid is taken for text in boxes."""
_CHOICE = re.compile(r"\W*(?:(?:nombre de )?(?:voix|votes?) )?(?:pour|contre|abst\w*|nppv)\b\W*\d", re.IGNORECASE)
"""A cell of a vote set in one row: *Pour : 12*."""
_NUMERIC = re.compile(r"[-+−]?\s?\d[\d  .,]*\s?(?:€|%|euros?|k€|HT|TTC)*\.?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Filled:
    """A grid and the words in each of its cells."""

    grid: Grid
    words: tuple[tuple[Word, ...], ...]


def fill(grid: Grid, words: Sequence[Word]) -> tuple[Filled, list[Word]]:
    """Put each word into the cell its centre lies in; returns the rest, too."""
    inside: list[list[Word]] = [[] for _ in grid.cells]
    rest = []
    for word in words:
        x, y = word.box.centre, word.box.middle
        home = next(
            (i for i, c in enumerate(grid.cells) if c.box.x0 <= x < c.box.x1 and c.box.y0 <= y < c.box.y1), None
        )
        if home is None:
            rest.append(word)
        else:
            inside[home].append(word)
    return Filled(grid, tuple(tuple(w) for w in inside)), rest


def is_table(filled: Filled) -> bool:
    """Whether a grid holds data: rows and columns of short cells."""
    grid = filled.grid
    full = [w for w in filled.words if w]
    if len(full) < 2 or grid.n_columns < 2:
        return False
    if sum(len(w) for w in full) / len(full) > _PROSE:
        return False
    columns_in_use = {c.column for c, w in zip(grid.cells, filled.words, strict=True) if w}
    if len(columns_in_use) < 2:
        return False
    rows_in_use = {c.row for c, w in zip(grid.cells, filled.words, strict=True) if w}
    if len(rows_in_use) < 2:
        is_vote = sum(_CHOICE.match(" ".join(word.text for word in w)) is not None for w in full) >= 2
        return is_vote or any(all(is_numeric(line) for line in rows_of(w)) for w in full)
    return True


def is_numeric(words: Sequence[Word]) -> bool:
    """Whether a cell's words are one number or amount."""
    return bool(_NUMERIC.fullmatch(" ".join(w.text for w in words)))


def lines_of(page: int, words: Sequence[Word]) -> tuple[Line, ...]:
    """The lines of a cell."""
    return tuple(Line(page, tuple(row)) for row in rows_of(words))


def table_of(page: int, filled: Filled) -> Table:
    """A table from a filled grid; rows and columns that hold nothing at all are kept, as printed."""
    cells = [
        Cell(c.row, c.column, Text.of_lines(lines_of(page, w)), c.box, c.row_span, c.column_span)
        for c, w in zip(filled.grid.cells, filled.words, strict=True)
    ]
    cells.sort(key=lambda c: (c.row, c.column))
    return Table(
        page,
        filled.grid.box,
        filled.grid.n_rows,
        filled.grid.n_columns,
        tuple(cells),
        header_rows=_header_rows(filled),
    )


def _header_rows(filled: Filled) -> int:
    """Rows at the top before the first that holds a number, where a number follows at all."""
    by_row: dict[int, list[tuple[GridCell, tuple[Word, ...]]]] = {}
    for cell, words in zip(filled.grid.cells, filled.words, strict=True):
        by_row.setdefault(cell.row, []).append((cell, words))
    for row in range(filled.grid.n_rows):
        cells = by_row.get(row, [])
        numeric = [c for c, w in cells if c.column > 0 and w and is_numeric(w)]
        if numeric:
            return row
    return 1 if filled.grid.n_rows > 1 and len(by_row.get(0, [])) > 1 else 0


def rows_as_text(table: Table) -> list[str]:
    """A line for each row of the table, cells separated by tabs; a spanning cell stands once, where it begins."""
    lines = []
    for row in range(table.n_rows):
        cells = [c.text.string for c in table.cells if c.row == row]
        if any(cells):
            lines.append("\t".join(cells))
    return lines

"""The cells of a table in a roll's text: where each stands, which rows and columns it covers.

Belongs here: places. Does not belong here: what a column means (`columns`) or who is in it (`tables`, `grouped`).
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from extractors.attendance.source import LINE_END, RollText
from extractors.document import Block, Table


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell that is not empty: its stretch of the roll's text and what it covers of the grid."""

    start: int
    end: int
    row: int
    row_end: int
    column: int
    column_end: int


Row = tuple[GridCell, ...]


@dataclass(frozen=True)
class Grid:
    """The rows of a table that hold anything."""

    roll: RollText
    rows: tuple[Row, ...]
    n_columns: int
    above: dict[int, str] = field(default_factory=dict)
    """What the line above the table prints over each column, where the table has no heads of its own."""

    @staticmethod
    def of(roll: RollText, start: int, end: int) -> Grid:
        """The table whose text is ``[start, end)`` of a roll's; without rows where text and cells do not agree."""
        table = roll.block_at(start).table
        assert table is not None
        rows: list[Row] = []
        position = start
        for number in range(table.n_rows):
            row = []
            for cell in sorted((c for c in table.cells if c.row == number and c.text.string), key=lambda c: c.column):
                stop = position + len(cell.text.string)
                row.append(
                    GridCell(
                        position, stop, number, number + cell.row_span, cell.column, cell.column + cell.column_span
                    )
                )
                position = stop + 1
            if row:
                rows.append(tuple(row))
        agrees = not rows or rows[-1][-1].end <= end + 1
        return Grid(roll, tuple(rows) if agrees else (), table.n_columns)

    def under(self, line: Block) -> Grid:
        """The same beneath a line whose words stand over the columns."""
        table = self.roll.block_at(self.rows[0][0].start).table
        assert table is not None
        middles = _middles(table)
        words: dict[int, list[str]] = {}
        for word in line.text.words:
            box = word.word.box
            if middles and word.page == table.page:
                nearest = min(middles, key=lambda k: abs(middles[k] - (box.x0 + box.x1) / 2))
                words.setdefault(nearest, []).append(word.word.text)
        return replace(self, above={k: " ".join(said) for k, said in words.items()})

    def string(self, cell: GridCell) -> str:
        """What a cell says, on one line."""
        return self.roll.marked[cell.start : cell.end].replace(LINE_END, " ").strip()

    def lines(self, cell: GridCell) -> list[tuple[int, int]]:
        """Where the printed lines of a cell stand."""
        found, start = [], cell.start
        for line in self.roll.marked[cell.start : cell.end].split(LINE_END):
            if line.strip():
                found.append((start, start + len(line)))
            start += len(line) + 1
        return found

    def over(self, row: Row, column: int) -> GridCell | None:
        """The cell of a column beside a row: its own, or one from above that reaches down to it."""
        number = row[0].row
        return next(
            (
                c
                for other in self.rows
                for c in other
                if c.column <= column < c.column_end and c.row <= number < c.row_end
            ),
            None,
        )

    def between(self, first: int, end: int) -> Grid:
        """The columns ``[first, end)`` alone."""
        rows = (tuple(c for c in row if first <= c.column < end) for row in self.rows)
        return replace(self, rows=tuple(row for row in rows if row))


def _middles(table: Table) -> dict[int, float]:
    """The middle of what is printed in each column."""
    found: dict[int, list[float]] = {}
    for cell in table.cells:
        if cell.column_span == 1 and cell.text.words:
            boxes = [w.word.box for w in cell.text.words]
            found.setdefault(cell.column, []).extend([min(b.x0 for b in boxes), max(b.x1 for b in boxes)])
    return {k: (min(xs) + max(xs)) / 2 for k, xs in found.items()}

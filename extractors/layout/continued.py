"""Tables that go on over a page break, joined into one."""

from __future__ import annotations

from dataclasses import replace

from extractors.document import Cell, Table

_SAME_EDGE = 8.0
"""Points by which a column may wander from one page to the next."""


def goes_on_in(table: Table, following: Table) -> bool:
    """Whether ``following``, first on its page, continues ``table``, last on the page before.

    It has the same columns, and begins with figures or with the header repeated: a header of its own would make it
    another table.
    """
    if table.n_columns != following.n_columns or table.is_ruled != following.is_ruled:
        return False
    ours, theirs = _edges(table), _edges(following)
    if any(abs(ours[c] - theirs[c]) > _SAME_EDGE for c in ours.keys() & theirs.keys()):
        return False
    return following.header_rows == 0 or _repeated(table, following) > 0


def joined(table: Table, following: Table) -> Table:
    """Both as one table, the repeated header once."""
    skipped = _repeated(table, following)
    cells = [replace(c, row=c.row - skipped + table.n_rows) for c in following.cells if c.row >= skipped]
    return replace(table, n_rows=table.n_rows + following.n_rows - skipped, cells=(*table.cells, *cells))


def _edges(table: Table) -> dict[int, float]:
    """Left edge of each column that has a cell of its own."""
    edges: dict[int, float] = {}
    for cell in table.cells:
        if cell.column_span == 1:
            edges.setdefault(cell.column, cell.box.x0)
    return edges


def _repeated(table: Table, following: Table) -> int:
    """How many rows at the top of ``following`` repeat the header of ``table``."""
    count = 0
    for row in range(min(table.header_rows, following.n_rows)):
        if not _row_text(table, row) or _row_text(table, row) != _row_text(following, row):
            break
        count += 1
    return count


def _row_text(table: Table, row: int) -> list[str]:
    return [_words(c) for c in table.cells if c.row == row and c.text.words]


def _words(cell: Cell) -> str:
    return " ".join(cell.text.string.split()).casefold()

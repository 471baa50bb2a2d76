"""The agenda printed as a table: the matter of each item in one column, its number in another before it."""

from __future__ import annotations

import re

from extractors.document import Cell, Document, Table
from extractors.french.civility import read_civility
from extractors.outline.printed_agenda import agenda_titles
from extractors.outline.words import heads_agenda_column
from extractors.records import AgendaItem

_NUMBER = re.compile(r"(?:n\s?[°o]\s?)?(?P<number>[\w/-]*\d[\w./-]*|[IVX]{1,6}|[A-Z])\s*[.):–-]*", re.IGNORECASE)
_LEAST_WORDS = 3.0
"""Words of a matter, on average: names and sums are shorter."""
_MOST = 0.8
"""Of the rows, have a number where one column numbers them."""


def tabled_agenda(document: Document) -> tuple[AgendaItem, ...]:
    """One row for each row of the table that follows the title of the agenda; none where no such table does."""
    blocks = document.blocks
    for i in agenda_titles(document):
        table = blocks[i + 1].table if i + 1 < len(blocks) else None
        items = _items(table) if table is not None else ()
        if items:
            return items
    return ()


def _items(table: Table) -> tuple[AgendaItem, ...]:
    rows = [table.row(i) for i in range(table.n_rows)]
    heads = [head for cell in rows[0] if (head := _string(cell))]
    has_head = bool(heads) and all(heads_agenda_column(head) for head in heads)
    rows = rows[1:] if has_head else rows
    matter = max(range(table.n_columns), key=lambda j: sum(_words(row[j]) for row in rows), default=0)
    # a cell over several rows is one item, told where it begins
    rows = [
        row for k, row in enumerate(rows) if _words(row[matter]) and (k == 0 or row[matter] is not rows[k - 1][matter])
    ]
    if not rows or sum(_words(row[matter]) for row in rows) < _LEAST_WORDS * len(rows):
        return ()
    if sum(read_civility(_string(row[matter])) is not None for row in rows) * 2 > len(rows):
        return ()
    numbers = next((n for j in range(matter) if len(n := _numbers(rows, j)) >= _MOST * len(rows)), {})
    if not numbers and not has_head:
        return ()
    items = []
    for i, row in enumerate(rows):
        cell = row[matter]
        assert cell is not None
        evidence = cell.text.evidence("agenda.table-row", 0, len(cell.text.string), trust=0.95)
        title = cell.text.string.strip().rstrip(" ;,.:")
        items.append(AgendaItem(position=i + 1, number=numbers.get(i), level=1, title=title, evidence=evidence))
    return tuple(items)


def _numbers(rows: list[list[Cell | None]], column: int) -> dict[int, str]:
    """By row, the number that is all a column holds there."""
    found = ((i, _NUMBER.fullmatch(_string(row[column]))) for i, row in enumerate(rows))
    return {i: match["number"].rstrip(".-") for i, match in found if match is not None}


def _string(cell: Cell | None) -> str:
    return "" if cell is None else cell.text.string.strip()


def _words(cell: Cell | None) -> int:
    """Words of letters: figures say no matter."""
    return sum(any(c.isalpha() for c in word) for word in _string(cell).split())

"""The cells of one row of a table: which begin on it, which are filled, what they say together."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.document import Cell
from extractors.money.cells import Content, Reading, read_cell
from extractors.money.lexicon import folded, says, words


def reading_of(cell: Cell | None) -> Reading | None:
    """What a cell holds; None where there is none."""
    return None if cell is None else read_cell(cell)


def anchored(row: Sequence[Reading | None], index: int) -> list[Reading]:
    """The cells that begin on this row, left to right, each once."""
    found: list[Reading] = []
    for reading in row:
        if reading is not None and reading.cell.row == index and reading not in found:
            found.append(reading)
    return found


def filled(row: Sequence[Reading | None]) -> list[Reading]:
    """The cells of a row that hold something, each once."""
    found: list[Reading] = []
    for reading in row:
        if reading is not None and reading.content is not Content.EMPTY and reading not in found:
            found.append(reading)
    return found


def alone(row: Sequence[Reading | None]) -> str | None:
    """The words of a row that holds one text and nothing else."""
    cells = filled(row)
    if len(cells) == 1 and cells[0].content is Content.TEXT and row[0] is cells[0]:
        return cells[0].label
    return None


def texts_of(row: Sequence[Reading | None]) -> tuple[str, ...]:
    """The words of each column, for comparing rows."""
    return tuple(folded(r.cell.text.string.strip()) if r is not None else "" for r in row)


def has_sum(row: Sequence[Reading | None]) -> bool:
    """Whether a row holds a sum or a price of nothing; a bare year is none."""
    return any(
        r.content in (Content.FREE, Content.LABELLED) or (r.content is Content.SUM and not r.is_year)
        for r in filled(row)
    )


def section_named(text: str) -> str | None:
    """The budget section words name; None where they name none or both."""
    named = [n for n in ("fonctionnement", "investissement") if says(words("money", "budget_sections", n), text)]
    return named[0] if len(named) == 1 else None

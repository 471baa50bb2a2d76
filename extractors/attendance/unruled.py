"""Tables of a roll that nothing rules: lines whose words stand under the heads of a line above.

Belongs here: making a table of such lines. Does not belong here: what it says (`tables`), tables that layout sees.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.page import Box, Word
from extractors.attendance.columns import COMMUNE, NAME, PRESENCE, TICK, group_of, is_head, told_status
from extractors.document import Block, BlockKind, Cell, Line, Table, Text
from extractors.french.civility import read_civility
from extractors.french.fold import fold

_WIDE = 1.4
"""Of the height of the letters: the least space between two columns."""
_LEAST_LINES = 2

Piece = tuple[Word, ...]
Rows = list[dict[int, Piece]]


def with_tables(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Blocks, those that make a table without rules replaced by the table."""
    made: list[Block] = []
    i = 0
    while i < len(blocks):
        heads = _heads(blocks[i])
        rows, end = _beneath(blocks, i + 1, heads) if heads else ([], i + 1)
        if len(rows) >= _LEAST_LINES:
            made.append(_table(blocks[i], heads, rows))
            i = end
        else:
            made.append(blocks[i])
            i += 1
    return tuple(made)


def _heads(block: Block) -> list[Piece]:
    """The heads a line prints over columns of a roll; none where it is any other line."""
    if block.kind is BlockKind.TABLE or len(block.string) > 120 or re.search(r"[\d:;,]", block.string):
        return []
    lines = _lines(block)
    pieces = _cut(lines[0]) if len(lines) == 1 else []
    words = [fold(_string(p)) for p in pieces]
    if len(pieces) < 2 or not all(is_head(w) or PRESENCE.match(w) for w in words):
        return []
    statuses = sum(group_of(_string(p)) is not None for p in pieces)
    is_told = any(PRESENCE.match(w) for w in words) and any(NAME.match(w) for w in words)
    return pieces if statuses >= 2 or is_told else []


def _beneath(blocks: Sequence[Block], first: int, heads: list[Piece]) -> tuple[Rows, int]:
    """The lines that stand under the heads, and the block after them.

    A table of fewer columns than heads is lines too: columns with few marks were taken for one.
    """
    rows: Rows = []
    for end in range(first, len(blocks)):
        block = blocks[end]
        is_merged = block.table is not None and block.table.n_columns < len(heads)
        is_person = read_civility(block.string) is not None and ":" not in block.string
        is_line = block.kind is not BlockKind.TABLE and (block.kind is not BlockKind.HEADING or is_person) or is_merged
        if not is_line or block.page != blocks[first - 1].page:
            return rows, end
        placed = [_placed(line, heads) for line in _lines(block)]
        if not all(placed):
            return rows, end
        rows.extend(row for row in placed if row)
    return rows, len(blocks)


def _placed(line: Piece, heads: list[Piece]) -> dict[int, Piece] | None:
    """What a line prints under each head; None where it is no row."""
    boxes = [_box(h) for h in heads]
    row: dict[int, Piece] = {}
    for piece in _cut(line):
        box = _box(piece)
        middle = (box.x0 + box.x1) / 2
        nearest = min(range(len(heads)), key=lambda k: abs((boxes[k].x0 + boxes[k].x1) / 2 - middle))
        crossed = sum(b.x0 < box.x1 and box.x0 < b.x1 for b in boxes)
        if nearest in row or crossed > 1:
            return None
        row[nearest] = piece
    return row


def _table(block: Block, heads: list[Piece], rows: Rows) -> Block:
    """The table: a row a line, or one row of lists where each column holds names alone."""
    page = block.page
    named = any(NAME.match(w) or COMMUNE.match(w) for w in (fold(_string(h)) for h in heads))
    texts = [_string(piece) for row in rows for piece in row.values()]
    marks = sum(TICK.fullmatch(t) is not None or told_status(t) is not None for t in texts)
    if not named and not marks:
        columns = {k: [row[k] for row in rows if k in row] for k in range(len(heads))}
        lists = [columns]
    else:
        lists = [{k: [piece] for k, piece in row.items()} for row in rows]
    cells: list[Cell] = []
    for number, row_of in enumerate([{k: [h] for k, h in enumerate(heads)}, *lists]):
        for column in range(len(heads)):
            pieces = row_of.get(column) or []
            text = Text.of_lines([Line(page, p) for p in pieces]) if pieces else Text("", (), ())
            box = Box.around(w.box for p in pieces for w in p) if pieces else _box(heads[column])
            cells.append(Cell(number, column, text, box))
    box = Box.around(c.box for c in cells)
    table = Table(page, box, len(lists) + 1, len(heads), tuple(cells), 1, False)
    text = Text.joined([c.text for c in cells if c.text.words])
    return replace(block, kind=BlockKind.TABLE, text=text, body_start=0, label=None, bullet=None, table=table)


def _lines(block: Block) -> list[Piece]:
    """The words of a block line by line, from left to right."""
    lines: list[list[Word]] = []
    for word in sorted((w.word for w in block.text.words), key=lambda w: w.box.middle):
        if lines and abs(word.box.middle - lines[-1][0].box.middle) < 0.5 * word.box.height:
            lines[-1].append(word)
        else:
            lines.append([word])
    return [tuple(sorted(line, key=lambda w: w.box.x0)) for line in lines]


def _cut(line: Piece) -> list[Piece]:
    pieces: list[list[Word]] = []
    for word in line:
        if pieces and word.box.x0 - pieces[-1][-1].box.x1 < _WIDE * word.box.height:
            pieces[-1].append(word)
        else:
            pieces.append([word])
    return [tuple(p) for p in pieces]


def _box(piece: Piece) -> Box:
    return Box.around(w.box for w in piece)


def _string(piece: Piece) -> str:
    return " ".join(w.text for w in piece)

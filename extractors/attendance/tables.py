"""Rolls set as tables: ticked columns (Présent / Absent), statuses in a column, names beside their communes.

Belongs here: which of the forms a table has, and the rows that are a person each. Does not belong here: what a column
is (`columns`), cells that are lists (`grouped`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from extractors.attendance.columns import (
    BEARER,
    COMMUNE,
    GIVER,
    NAME,
    NOTES,
    RECEIVER,
    REPLACED_BY,
    SUBSTITUTE,
    TICK,
    UNTICKED,
    Columns,
    columns_of,
    group_of,
    has_people,
    is_head,
    is_of_votes,
    likelihood,
    looks_like_name,
    parts_of,
    tells_statuses,
    told_status,
)
from extractors.attendance.entry import Entry
from extractors.attendance.grid import Grid, GridCell, Row
from extractors.attendance.grouped import read_by_column, read_by_row
from extractors.attendance.links import Link, find_link
from extractors.attendance.source import CELL_END, LINE_END, RollText
from extractors.attendance.vocabulary import vocabulary
from extractors.attendance.words import name_end
from extractors.document import BlockKind
from extractors.french.civility import read_civility
from extractors.french.fold import fold
from extractors.records import Status

_LONGEST_LINE = 120
_HERE = (Status.PRESENT, Status.REMOTE)
_AWAY = (Status.ABSENT, Status.EXCUSED)
_OVER_ALL = re.compile(r":\s*(?:\(?\d{1,3}\)?\s*)?$|\b(?:ayant|ont|avaient)\b")
"""A line that heads all of a table rather than its columns."""
_SUM = re.compile(r"(?:sous[- ])?tota(?:l|ux)\b|nombre\b|effectifs?\b|quorum\b|votants?\b")


@dataclass(slots=True)
class TableReading:
    """What the tables of a roll gave."""

    entries: list[Entry] = field(default_factory=list)
    holes: list[tuple[int, int]] = field(default_factory=list)
    """Stretches of the text that the list readers must not read."""
    communes: list[tuple[int, int, str]] = field(default_factory=list)
    """(start, end) of a row and the commune printed in it."""


def read_tables(roll: RollText) -> TableReading:
    """Read every table of a roll's text that is part of the roll."""
    reading = TableReading()
    before: tuple[int, Columns] | None = None
    last = -9
    for start, block in zip(roll.block_starts, roll.blocks, strict=True):
        if block.kind is not BlockKind.TABLE or block.table is None:
            continue
        is_next = block.index <= last + 1 and before is not None and before[0] == block.table.n_columns
        found = _read(roll, start, reading, before[1] if is_next and before is not None else None)
        before = (block.table.n_columns, found) if found else None
        last = block.index
    return reading


def _read(roll: RollText, start: int, reading: TableReading, before: Columns | None) -> Columns | None:
    """Read one table; its columns where a row is a person, so that the next page can go on without heads."""
    end = next((s - 1 for s in roll.block_starts if s > start), len(roll.marked))
    grid = Grid.of(roll, start, end)
    grid = _with_heads(grid, start)
    columns = columns_of(grid)
    if is_of_votes(columns):
        reading.holes.append((start, end))
        return None
    if before is not None and grid.rows and not columns.header:
        columns = Columns(0, before.heads, before.statuses, before.names, before.substitutes, before.communes)
        found = _proxies(grid, columns) or _ticked(grid, columns)
    elif len(grid.rows) < 2:
        return None
    else:
        found = read_by_row(grid) or [e for part in parts_of(grid) for e in _entries(part)]
    if not found:
        _name_column(grid, reading)
        return None
    reading.entries.extend(found)
    above = roll.block_starts[roll.block_starts.index(start) - 1] if grid.above else start
    reading.holes.append((above, end))
    return columns


def _with_heads(grid: Grid, start: int) -> Grid:
    """The table with the heads printed on the line above it, where it has none."""
    roll = grid.roll
    before = roll.blocks[roll.block_starts.index(start) - 1] if start else None
    if before is None or before.table is not None or not grid.rows or columns_of(grid).header:
        return grid
    if _OVER_ALL.search(fold(before.string)) and group_of(before.string) is not None:
        return grid  # *Absents ayant donné procuration (3) :*, over all of the table
    placed = grid.under(before)
    heads = [text for text in placed.above.values() if is_head(fold(text))]
    is_line = len(before.string) <= _LONGEST_LINE and len(heads) >= max(2, 0.6 * len(placed.above))
    return placed if is_line and not any(looks_like_name(text) for text in placed.above.values()) else grid


def _entries(grid: Grid) -> list[Entry]:
    """The people of a table, or of one of the lists set side by side in it."""
    columns = columns_of(grid)
    if Status.PRESENT in columns.statuses.values():
        found = read_by_column(grid, columns) or _proxies(grid, columns)
    else:
        found = _proxies(grid, columns) or read_by_column(grid, columns)
    if found:
        return found
    is_told = columns.statuses or tells_statuses(grid, grid.rows[columns.header :], columns) or _is_signed(columns)
    is_told = is_told or _is_noted(grid, columns)
    return _ticked(grid, columns) if is_told and has_people(grid, columns) else []


def _is_signed(columns: Columns) -> bool:
    """Whether a table is the sheet that those who are there sign: a column for it, another for pouvoirs."""
    heads = columns.heads.values()
    return any(_SIGNED.match(h) for h in heads) and any(BEARER.match(h) for h in heads) and not columns.statuses


def _is_noted(grid: Grid, columns: Columns) -> bool:
    """Whether a column of observations tells who is away: of the others there is nothing to observe."""
    noted = [k for k, h in columns.heads.items() if NOTES.match(h)]
    told = [grid.string(c) for row in grid.rows[columns.header :] for c in row if c.column in noted]
    return any(told_status(text) in _AWAY for text in told) and not columns.statuses


_SIGNED = re.compile(r"signatures?\b|emargements?\b")


# --- a person a row -------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Standing:
    """What the cells beside a name say."""

    status: Status | None = None
    links: list[Link] = field(default_factory=list)


def _ticked(grid: Grid, columns: Columns) -> list[Entry]:
    """Rows of one person each, told by ticks or words; a substitute beside him may have come instead."""
    entries: list[Entry] = []
    named = told = 0
    is_signed = _is_signed(columns) or _is_noted(grid, columns)
    commune: str | None = None
    for row in grid.rows[columns.header :]:
        cells = [c for c in row if c.column in columns.names and not TICK.fullmatch(grid.string(c))]
        if not cells or _SUM.match(fold(grid.string(cells[0]))):
            continue
        beside = next((c for k in columns.communes if (c := grid.over(row, k)) is not None), None)
        commune = grid.string(beside) if beside is not None else commune
        standing, other = _standings(grid, row, columns)
        if is_signed and standing.status is None:
            standing.status = Status.PRESENT  # pens leave nothing in a file
        named += 1
        told += standing.status is not None or other.status is not None
        entry = _instead(grid, row, columns, cells, other) if standing.status not in _HERE else None
        entry = entry or _entry(grid, cells, standing)
        if entry is not None:
            entry.commune = commune
            entry.role = entry.role or _function(grid, row, columns)
            entries.append(entry)
    return entries if told >= max(1, 0.5 * named) else []


_FUNCTION = re.compile(r"\W*(?:fonctions?|qualites?|mandats?)\b")


def _function(grid: Grid, row: Row, columns: Columns) -> str | None:
    """What a cell beside a name says that he is: under a head of functions, or by its words."""
    for cell in row:
        if cell.column in {*columns.names, *columns.communes, *columns.statuses, *columns.substitutes}:
            continue
        text = " ".join(grid.string(cell).split())
        is_headed = _FUNCTION.match(columns.heads.get(cell.column, "")) is not None
        if is_headed and any(c.isalpha() for c in text) or vocabulary().role.match(fold(text)):
            return text
    return None


def _standings(grid: Grid, row: Row, columns: Columns) -> tuple[_Standing, _Standing]:
    """What is said of whom the row names, and of his substitute, where the columns after that one are his."""
    first = min(columns.substitutes, default=grid.n_columns)
    is_apart = any(first < k for k in columns.statuses) and any(k < first for k in columns.statuses)
    is_apart = is_apart or columns.heads.get(first + 1, "-") in {
        h for k, h in columns.heads.items() if k < first and k not in columns.names
    }
    skipped = {*columns.names, *columns.communes, *columns.substitutes}
    own = [c for c in row if c.column not in skipped and not (is_apart and c.column > first)]
    his = [c for c in row if c.column not in skipped and is_apart and c.column > first]
    standing = _standing(grid, own, columns)
    if columns.statuses and standing.status is None and set(columns.statuses.values()) == {Status.PRESENT}:
        standing.status = Status.ABSENT if _nothing_said(own, columns) else None
    for cell in row:
        if cell.column in columns.substitutes and REPLACED_BY.match(columns.heads.get(cell.column, "")):
            link = _bearer(grid, cell)
            if link is not None:
                standing.links.append(Link("replaced", link.start, link.end))
        elif cell.column in columns.substitutes and not _CAME.search(fold(grid.string(cell))):
            link = _told_bearer(grid, cell, columns.heads.get(cell.column, ""))
            standing.links.extend([link] if link is not None else [])
    other = _standing(grid, his, columns)
    if any(c.column in columns.substitutes and _CAME.search(fold(grid.string(c))) for c in row):
        other.status = Status.PRESENT
    return standing, other


def _told_bearer(grid: Grid, cell: GridCell, head: str) -> Link | None:
    """The pouvoir told in a substitute's column, which may be one for bearers too (*Pouvoir à / Suppléant*)."""
    if BEARER.match(head):
        return _bearer(grid, cell)
    link = find_link(grid.roll, cell.start, cell.end, False, Status.EXCUSED, False)
    return link if link is not None and link.kind == "proxy" else None


_CAME = re.compile(r"\(\s*(?:presente?|suppleante?)\s*\)$")
_CALLED = re.compile(r"(?:suppleante?|remplacante?)\s*:\s*")
"""What may stand before the substitute in his own cell (*Suppléant : X (présent)*)."""


def _nothing_said(cells: Sequence[GridCell], columns: Columns) -> bool:
    """Whether nothing stands in the columns of statuses: where only the present are ticked, the others are absent."""
    return not any(c.column in columns.statuses for c in cells)


def _standing(grid: Grid, cells: Sequence[GridCell], columns: Columns) -> _Standing:
    """What the cells beside a name say of him."""
    found = _Standing()
    for cell in cells:
        text, head = grid.string(cell), columns.heads.get(cell.column, "")
        status = columns.statuses.get(cell.column)
        if status is not None and TICK.fullmatch(text):
            found.status = status
        elif status is Status.PRESENT and re.fullmatch(r"non|0", fold(text)):
            found.status = found.status or Status.ABSENT
        elif UNTICKED.fullmatch(text):
            continue
        elif _may_name_bearer(text, head, status):
            link = _bearer(grid, cell)
            if link is not None:
                found.links.append(link)
                found.status = found.status or (status if status is not None else Status.EXCUSED)
        elif (said := told_status(text)) is not None:
            found.status = said
            link = find_link(grid.roll, cell.start, cell.end, False, said, False)
            found.links.extend([link] if link is not None else [])
        else:
            _instead_of_status(grid, cell, found)
    return found


def _may_name_bearer(text: str, head: str, status: Status | None) -> bool:
    """Whether a cell is where the bearer stands: under pouvoirs, unless it tells a status, or under those away."""
    if BEARER.search(head):
        return told_status(text) is None
    return status in (Status.EXCUSED, Status.ABSENT) and len(text) > 4


def _instead_of_status(grid: Grid, cell: GridCell, found: _Standing) -> None:
    """*Pouvoir à Mme X*, *Remplacé par M. Y* in the place of a status."""
    link = find_link(grid.roll, cell.start, cell.end, False, Status.EXCUSED, False)
    if link is not None and link.kind in ("proxy", "replaced"):
        found.status = found.status or Status.EXCUSED
        found.links.append(link)


def _instead(grid: Grid, row: Row, columns: Columns, cells: Sequence[GridCell], standing: _Standing) -> Entry | None:
    """The substitute who came in the place of whom the row names."""
    if standing.status is None:
        return None
    theirs = [c for c in row if c.column in columns.substitutes]
    entry = _entry(grid, theirs, standing) if theirs and standing.status in _HERE else None
    if entry is not None:
        entry.links.append(Link("substitute", cells[0].start, cells[-1].end))
    return entry


_GIVES_TO = re.compile(r"(?:a|=>?|->|→|➔|➜|(?:donne|a donne)?\s*(?:pouvoir|procuration)\s+a)\W*")


def _words_between(grid: Grid, columns: Columns) -> int | None:
    """The column that says nothing but *à* in every row, between who gives a pouvoir and who bears it."""
    rows = grid.rows[columns.header :]
    if columns.header or not rows or grid.n_columns < _GIVER_TO_BEARER:
        return None
    for column in range(1, grid.n_columns - 1):
        cells = [next((c for c in row if c.column == column), None) for row in rows]
        if all(c is not None and _GIVES_TO.fullmatch(fold(grid.string(c))) for c in cells):
            return column
    return None


_GIVER_TO_BEARER = 3
"""Columns of such a table."""


def _proxies(grid: Grid, columns: Columns) -> list[Entry]:
    """A table of pouvoirs: who gives, who receives."""
    between = _words_between(grid, columns)
    if between is not None:
        columns = replace(columns, heads={between - 1: "mandants", between + 1: "mandataires"}, names=())
    receivers = [k for k, h in columns.heads.items() if RECEIVER.search(h)]
    givers = [k for k, h in columns.heads.items() if GIVER.search(h) and k not in receivers]
    if len(givers) != 1 or len(receivers) != 1 or set(columns.names) - {*givers, *receivers}:
        return []
    entries = []
    for row in grid.rows[columns.header :]:
        giver = next((c for c in row if c.column == givers[0]), None)
        bearer = next((c for c in row if c.column == receivers[0]), None)
        link = _bearer(grid, bearer) if bearer is not None else None
        if giver is None or link is None or TICK.fullmatch(grid.string(giver)):
            continue
        entry = _entry(grid, [giver], _Standing(Status.EXCUSED, [link]))
        if entry is not None:
            entry.is_proxy_list = True
            entries.append(entry)
    return entries


def _bearer(grid: Grid, cell: GridCell) -> Link | None:
    found = find_link(grid.roll, cell.start, cell.end, True, Status.EXCUSED, True)
    if found is not None:
        return found
    civility = read_civility(grid.string(cell))
    start = cell.start
    stop = name_end(grid.roll.marked, start + (civility.end if civility else 0), cell.end, civility is not None)
    return Link("proxy", start, stop) if stop is not None else None


def _entry(grid: Grid, cells: Sequence[GridCell], standing: _Standing) -> Entry | None:
    """The person named in ``cells``, which may hold civility, surname and given name apart."""
    roll, status = grid.roll, standing.status
    if status is None:
        return None
    start, last = cells[0].start, cells[-1].end
    called = _CALLED.match(roll.folded, start, last)
    start = called.end() if called is not None else start
    text = roll.marked[start:last].replace(CELL_END, " ").replace(LINE_END, " ")
    civility = read_civility(text)
    name_start = start + (civility.end if civility else 0)
    plain = roll.marked[:start] + text + roll.marked[last:]
    stop = name_end(plain, name_start, last, True)
    if stop is None:
        return None
    value = civility.value if civility else None
    entry = Entry(start, name_start, stop, value, status, has_civility=civility is not None)
    rest = roll.marked[stop:last]
    link = find_link(roll, stop, last, False, status, False) if rest.strip() else None
    entry.role = _role_after(rest)
    entry.links = [*standing.links, *([link] if link else [])]
    entry.trust = 0.93
    return entry


def _role_after(rest: str) -> str | None:
    """The function told in the cell of a name, after a comma, a dash or in brackets (*X Guy, Maire*)."""
    lead = re.match(r"\s*[,(–—-]\s*", rest)
    told = rest[lead.end() :].replace(LINE_END, " ") if lead is not None else ""
    return told.strip(" )") if vocabulary().role.match(fold(told)) else None


# --- names only -----------------------------------------------------------------------------------------------------


def _name_column(grid: Grid, reading: TableReading) -> None:
    """In a plain table of a roll, keep the columns of names readable and note the commune of each row."""
    columns = sorted({c.column for row in grid.rows for c in row})
    if len(columns) < 2:
        return
    likely = {k: likelihood(grid, grid.rows, k) for k in columns}
    if max(likely.values()) < 0.5:
        return
    names = [k for k in columns if likely[k] >= 0.5]
    for i, row in enumerate(grid.rows):
        commune = None
        for cell in row:
            text = grid.string(cell)
            is_head = i == 0 and any(p.match(fold(text)) for p in (NAME, COMMUNE, SUBSTITUTE))
            if not is_head and vocabulary().links["proxy"].match(fold(text)):
                continue  # *pouvoir à X*, beside who gave it
            if (cell.column not in names and group_of(text) is None) or is_head:
                reading.holes.append((cell.start, cell.end))
                if not is_head and text[:1].isupper() and not any(c.isdigit() for c in text) and commune is None:
                    commune = text
        if commune is not None:
            reading.communes.append((row[0].start, row[-1].end, commune))

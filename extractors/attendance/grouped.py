"""Tables whose cells are lists of names: a status over each column, or at the head of each row.

Belongs here: which cells are lists, and under which heading. Does not belong here: a list itself (`entries`), rows of
one person each (`tables`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractors.attendance.columns import BEARER, TICK, Columns, group_of, looks_like_name, members_of, told_status
from extractors.attendance.entries import ListReader
from extractors.attendance.entry import Entry
from extractors.attendance.grid import Grid, GridCell, Row
from extractors.attendance.heading_kinds import Heading, HeadingKind
from extractors.attendance.links import Link, find_link, names_a_bearer, person_span
from extractors.attendance.words import name_end
from extractors.french.fold import fold
from extractors.records import Status

_AWAY = (Status.ABSENT, Status.EXCUSED)


def read_by_row(grid: Grid) -> list[Entry]:
    """Rows that begin with a status, names beside it."""
    heads = {i: group_of(grid.string(row[0])) for i, row in enumerate(grid.rows)}
    others = [h for h in heads.values() if h is not None]
    heads = {i: h or members_of(grid.string(grid.rows[i][0]), others) for i, h in heads.items()}
    told = [i for i, h in heads.items() if h is not None and len(grid.rows[i]) > 1]
    if len(told) < 2 or not any(looks_like_list(grid, c) for i in told for c in grid.rows[i][1:]):
        return []
    if len({grid.rows[i][0].column for i in told}) > 1 or _is_header(grid, grid.rows[told[0]]):
        return []
    entries: list[Entry] = []
    current: Heading | None = None
    for i, row in enumerate(grid.rows):
        head = heads[i]
        is_continued = row[0].column > grid.rows[told[0]][0].column
        if not is_continued:
            current = head if i in told else None
        if current is None:
            continue
        for cell in row if is_continued else row[1:]:
            listed = _list(grid, cell, current)
            if not listed and entries and (link := _link_beside(grid, cell, entries[-1])) is not None:
                entries[-1].links.append(link)
            entries.extend(listed)
    return entries


def _link_beside(grid: Grid, cell: GridCell, entry: Entry) -> Link | None:
    """The pouvoir of the person before, told in a cell that names his function (*Conseiller (pouvoir à X)*)."""
    link = find_link(grid.roll, cell.start, cell.end, False, entry.status, False)
    return link if link is not None and link.kind in ("proxy", "replaced") else None


def _is_header(grid: Grid, row: Row) -> bool:
    return sum(group_of(grid.string(c)) is not None for c in row) > 1


def read_by_column(grid: Grid, columns: Columns) -> list[Entry]:
    """Names beneath a status; a row that names statuses anew replaces them."""
    body = grid.rows[columns.header :]
    groups = _groups(grid, columns)
    if not any(h.kind is HeadingKind.ROLL for h in groups.values()) or not _are_lists(grid, body, groups):
        return []
    entries: list[Entry] = []
    commune: str | None = None
    for row in body:
        anew = {c.column: group_of(grid.string(c)) for c in row}
        if all(anew.values()):
            groups = {k: h for k, h in anew.items() if h is not None}
            continue
        beside = next((c for k in columns.communes if (c := grid.over(row, k)) is not None), None)
        commune = grid.string(beside) if beside is not None else commune if columns.communes else None
        found = [(c, _list(grid, c, groups[c.column])) for c in row if c.column in groups]
        _bearers(grid, row, groups, found)
        for _, listed in found:
            for entry in listed:
                entry.commune = entry.commune or commune
            entries.extend(listed)
    return entries


def _groups(grid: Grid, columns: Columns) -> dict[int, Heading]:
    """The heading over each column that has one; columns under one cell share it."""
    found: dict[int, Heading] = {}
    for row in grid.rows[: columns.header]:
        for cell in row:
            heading = group_of(grid.string(cell))
            for column in range(cell.column, cell.column_end):
                if heading is not None:
                    found[column] = heading
                elif column in columns.statuses and column not in found:
                    found[column] = Heading(HeadingKind.ROLL, cell.start, cell.end, columns.statuses[column])
                elif BEARER.match(columns.heads.get(column, "")) and column not in found:
                    found[column] = Heading(HeadingKind.PROXIES, cell.start, cell.end, Status.EXCUSED)
    for column, head in columns.heads.items():
        heading = group_of(grid.above.get(column, ""))
        if heading is not None:
            found[column] = heading
        elif column in grid.above and BEARER.match(head):
            found[column] = Heading(HeadingKind.PROXIES, 0, 0, Status.EXCUSED)
    for column, head in columns.heads.items():
        if column not in found and (members := members_of(head, found.values())) is not None:
            found[column] = members
    return {k: h for k, h in found.items() if k not in columns.communes}


def _are_lists(grid: Grid, body: Sequence[Row], groups: dict[int, Heading]) -> bool:
    cells = [c for row in body for c in row if c.column in groups and group_of(grid.string(c)) is None]
    marks = sum(TICK.fullmatch(grid.string(c)) is not None or told_status(grid.string(c)) is not None for c in cells)
    return marks <= 0.2 * len(cells) and sum(looks_like_list(grid, c) for c in cells) >= max(1, 0.6 * len(cells))


def looks_like_list(grid: Grid, cell: GridCell) -> bool:
    """Whether the first line of a cell begins with a name."""
    lines = grid.lines(cell)
    if not lines:
        return False
    text = grid.roll.marked[lines[0][0] : lines[0][1]].strip(" -–•*")
    stop = name_end(text, 0, len(text), False)
    return looks_like_name(text) or (stop is not None and looks_like_name(text[:stop]))


def _list(grid: Grid, cell: GridCell, heading: Heading) -> list[Entry]:
    placed = replace(heading, start=cell.start, end=cell.start)
    return ListReader(grid.roll, placed, cell.end, []).read()


def _bearers(grid: Grid, row: Row, groups: dict[int, Heading], found: list[tuple[GridCell, list[Entry]]]) -> None:
    """A column of pouvoirs that names bearers only: each is that of whoever stands away in the cell before it."""
    for i, (cell, _) in enumerate(found):
        if i == 0 or groups[cell.column].kind is not HeadingKind.PROXIES or _ties(grid, cell):
            continue
        givers = found[i - 1][1]
        lines = grid.lines(cell)
        if not givers or len(givers) != len(lines) or any(e.status not in _AWAY for e in givers):
            continue
        for giver, (start, end) in zip(givers, lines, strict=True):
            other = person_span(grid.roll, start, end)
            if other is not None:
                giver.links.append(Link("proxy", *other))
        found[i] = (cell, [])


def _ties(grid: Grid, cell: GridCell) -> bool:
    """Whether the lines of a cell name both who gives a pouvoir and who bears it."""
    texts = [fold(grid.roll.marked[a:b]).strip() for a, b in grid.lines(cell)]
    return any(names_a_bearer(t[2:]) for t in texts)

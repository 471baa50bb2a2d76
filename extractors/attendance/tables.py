"""Rolls set as tables: ticked columns (Présent / Absent), statuses in a column, names beside their communes.

Belongs here: which cells hold names, and what the other cells of a row say of them. Does not belong here: lists inside
a cell (`entries` reads those, once told which cells hold names).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from extractors.attendance.entries import Entry
from extractors.attendance.links import Link, find_link
from extractors.attendance.source import CELL_END, LINE_END, RollText
from extractors.attendance.vocabulary import vocabulary
from extractors.attendance.words import name_end
from extractors.document import BlockKind
from extractors.french.fold import fold
from extractors.french.names import is_given_name, read_civility
from extractors.records import Status

_TICK = re.compile(r"[\[(]?\s*(?:x{1,2}|v|✓|✔|☑|☒|■|●|•|1|oui|\*|◼|🗹|×|✗)\s*[\])]?", re.IGNORECASE)
_LETTERS = {
    "p": Status.PRESENT,
    "a": Status.ABSENT,
    "e": Status.EXCUSED,
    "abs": Status.ABSENT,
    "exc": Status.EXCUSED,
    "ex": Status.EXCUSED,
}
_BEARER_COLUMN = re.compile(r"pouvoirs?|procurations?|mandataires?|represente|mandats?")
_GIVER_COLUMN = re.compile(
    r"mandants?\b|donneurs?|absents?\b|excuses?\b|donnant|membres? (?:represente|empeche)"
    r"|represente(?!.* par)|titulaire du droit"
)
_RECEIVER_COLUMN = re.compile(
    r"mandataires?|beneficiaires?|porteurs?|(?:pouvoirs?|procurations?) (?:a|donnee?s? a)\b"
    r"|represente.* par|recevant|receveurs?"
)
_SUBSTITUTE_COLUMN = re.compile(r"suppleant|rempla")
_COMMUNE_COLUMN = re.compile(
    r"communes?|collectivites?|communautes?|structures?|organismes?|representant"
    r"|entites?|villes?|cantons?|adherents?|epci"
)
_NAME_COLUMN = re.compile(r"noms?|prenoms?|delegues?|membres?|elus?|conseillers?|titulaires?|administrateurs?|civilite")


@dataclass(frozen=True, slots=True)
class _Cell:
    start: int
    end: int
    column: int


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
    heads: tuple[int, list[_Cell]] | None = None
    last = -9
    for start, block in zip(roll.block_starts, roll.blocks, strict=True):
        if block.kind is not BlockKind.TABLE or block.table is None:
            continue
        is_next = block.index <= last + 1 and heads is not None and heads[0] == block.table.n_columns
        found = _read(roll, start, reading, heads[1] if is_next and heads is not None else None)
        heads = (block.table.n_columns, found) if found else None
        last = block.index
    return reading


def _read(roll: RollText, start: int, reading: TableReading, heads: list[_Cell] | None) -> list[_Cell] | None:
    """Read one table; the heads of its columns where it is ticked, so that the next page can go on without them."""
    end = next((s - 1 for s in roll.block_starts if s > start), len(roll.marked))
    rows = _rows(roll, start, end)
    if heads is not None and rows and _header(roll, rows) is None:
        found = _ticked(roll, rows, heads, _status_columns(roll, heads))
        if found:
            reading.entries.extend(found)
            reading.holes.append((start, end))
            return heads
    if len(rows) < 2:
        return None
    header = _header(roll, rows)
    if header is not None:
        proxies = _proxies(roll, rows[header + 1 :], rows[header])
        if proxies:
            columns = _status_columns(roll, rows[header])
            reading.entries.extend(_named_under(roll, rows[header + 1 :], columns, {e.start for e in proxies}))
            reading.entries.extend(proxies)
            reading.holes.append((start, end))
            return None
    statuses = _status_columns(roll, rows[header]) if header is not None else {}
    if header is not None and (statuses or _has_statuses(roll, rows[header + 1 :])):
        found = _ticked(roll, rows[header + 1 :], rows[header], statuses)
        if found:
            reading.entries.extend(found)
            reading.holes.append((start, end))
            return rows[header]
    _name_column(roll, rows, reading)
    return None


def _rows(roll: RollText, start: int, end: int) -> list[list[_Cell]]:
    """The cells of a table's text, row by row, with the column each stands in."""
    block = roll.block_at(start)
    table = block.table
    assert table is not None
    rows: list[list[_Cell]] = []
    position = start
    for number in range(table.n_rows):
        cells = sorted((c for c in table.cells if c.row == number and c.text.string), key=lambda c: c.column)
        row = []
        for cell in cells:
            row.append(_Cell(position, position + len(cell.text.string), cell.column))
            position += len(cell.text.string) + 1
        if row:
            rows.append(row)
    return rows if not rows or rows[-1][-1].end <= end + 1 else []


def _string(roll: RollText, cell: _Cell) -> str:
    return roll.marked[cell.start : cell.end].replace(LINE_END, " ").strip()


def _header(roll: RollText, rows: list[list[_Cell]]) -> int | None:
    """The row that names the columns."""
    for i, row in enumerate(rows[:3]):
        words = [fold(_string(roll, c)) for c in row]
        if sum(_is_head(w) for w in words) >= 2:
            return i
    return None


def _is_head(word: str) -> bool:
    """Whether a cell's folded text names a column of a roll."""
    v = vocabulary()
    if len(word) >= 60:
        return False
    if _NAME_COLUMN.match(word) or _COMMUNE_COLUMN.match(word):
        return True
    searched = (
        *v.status.values(), v.remote, _BEARER_COLUMN, _GIVER_COLUMN, _RECEIVER_COLUMN, _SUBSTITUTE_COLUMN
    )  # fmt: skip
    return any(p.search(word) for p in searched)


def _status_columns(roll: RollText, header: list[_Cell]) -> dict[int, Status]:
    v = vocabulary()
    found: dict[int, Status] = {}
    for cell in header:
        word = fold(_string(roll, cell))
        if _BEARER_COLUMN.search(word) and not v.status["absent"].search(word):
            continue
        if v.remote.search(word):
            found[cell.column] = Status.REMOTE
        elif v.status["present"].search(word):
            found[cell.column] = Status.PRESENT
        elif v.status["excused"].search(word):
            found[cell.column] = Status.EXCUSED
        elif v.status["absent"].search(word):
            found[cell.column] = Status.ABSENT
        elif re.match(r"diffusion|invite", word):
            found[cell.column] = Status.GUEST
    return found


def _has_statuses(roll: RollText, rows: list[list[_Cell]]) -> bool:
    told = sum(any(_told_status(_string(roll, c)) for c in row) for row in rows)
    return told >= max(2, 0.5 * len(rows))


def _told_status(text: str) -> Status | None:
    """Status told in a cell of its own (*Présent*, *Excusée*, *P*)."""
    v, word = vocabulary(), fold(text).strip(" .")
    if word in _LETTERS:
        return _LETTERS[word]
    if len(word) > 24:
        return None
    if v.remote.match(word):
        return Status.REMOTE
    for key, status in (("excused", Status.EXCUSED), ("absent", Status.ABSENT), ("present", Status.PRESENT)):
        if v.status[key].match(word):
            return Status.EXCUSED if v.status["excused"].search(word) else status
    return None


def _named_under(roll: RollText, rows: list[list[_Cell]], statuses: dict[int, Status], taken: set[int]) -> list[Entry]:
    """Names printed in the column of their status, beside a column of bearers; those in ``taken`` apart."""
    entries: list[Entry] = []
    if Status.PRESENT not in statuses.values():
        return entries
    for cell in (c for row in rows for c in row if c.column in statuses and c.start not in taken):
        civility = read_civility(roll.marked[cell.start : cell.end])
        name_start = cell.start + (civility.end if civility else 0)
        stop = name_end(roll.marked, name_start, cell.end, civility is not None)
        if stop is not None:
            value = civility.value if civility else None
            entries.append(
                Entry(cell.start, name_start, stop, value, statuses[cell.column], has_civility=civility is not None)
            )
    return entries


def _ticked(roll: RollText, rows: list[list[_Cell]], header: list[_Cell], statuses: dict[int, Status]) -> list[Entry]:
    heads = {c.column: fold(_string(roll, c)) for c in header}
    names = _columns_of_names(roll, rows, heads, statuses)
    entries: list[Entry] = []
    told = 0
    for row in rows:
        status: Status | None = None
        links: list[Link] = []
        for cell in row:
            text = _string(roll, cell)
            head = heads.get(cell.column, "")
            if cell.column in statuses and _TICK.fullmatch(text):
                status = statuses[cell.column]
            elif cell.column in names:
                continue
            elif _BEARER_COLUMN.search(head) or (
                statuses.get(cell.column) in (Status.EXCUSED, Status.ABSENT) and len(text) > 4
            ):
                link = _bearer(roll, cell)
                if link is not None:
                    links.append(link)
                    status = status or Status.EXCUSED
            elif (from_text := _told_status(text)) is not None:
                status = from_text
        told += status is not None
        entry = _entry(roll, row, names, heads, status, links)
        if entry is not None:
            entries.append(entry)
    return entries if told >= max(1, 0.4 * len(entries)) else []


def _proxies(roll: RollText, rows: list[list[_Cell]], header: list[_Cell]) -> list[Entry]:
    """A table of pouvoirs: who gives, who receives."""
    heads = {c.column: fold(_string(roll, c)) for c in header}
    receivers = [k for k, h in heads.items() if _RECEIVER_COLUMN.search(h)]
    givers = [k for k, h in heads.items() if _GIVER_COLUMN.search(h) and k not in receivers]
    if len(givers) != 1 or len(receivers) != 1:
        return []
    entries = []
    for row in rows:
        giver = next((c for c in row if c.column == givers[0]), None)
        bearer = next((c for c in row if c.column == receivers[0]), None)
        link = _bearer(roll, bearer) if bearer is not None else None
        entry = _entry(roll, [giver], givers, heads, Status.EXCUSED, [link]) if giver is not None and link else None
        if entry is not None:
            entry.is_proxy_list = True
            entries.append(entry)
    return entries


def _columns_of_names(
    roll: RollText, rows: list[list[_Cell]], heads: dict[int, str], statuses: dict[int, Status]
) -> list[int]:
    """Columns that hold names: by their heads, else the first that is full of them."""
    named = [
        k for k, h in sorted(heads.items())
        if _NAME_COLUMN.match(h) and k not in statuses and not _COMMUNE_COLUMN.match(h) and not _BEARER_COLUMN.match(h)
    ]  # fmt: skip
    if named:
        return named
    likely = sorted(
        {c.column for row in rows for c in row if c.column not in statuses}, key=lambda k: -_likelihood(roll, rows, k)
    )
    return likely[:1]


def _likelihood(roll: RollText, rows: list[list[_Cell]], column: int) -> float:
    """Share of a column's cells that look like a person's name."""
    cells = [c for row in rows for c in row if c.column == column]
    if not cells:
        return 0.0
    return sum(_looks_like_name(roll, c) for c in cells) / len(cells)


def _looks_like_name(roll: RollText, cell: _Cell) -> bool:
    text = _string(roll, cell)
    civility = read_civility(text)
    if civility is not None:
        return True
    words = text.split()
    return (
        any(is_given_name(w) for w in words)
        and 2 <= len(words) <= 6
        and name_end(text, 0, len(text), False) is not None
    )


def _bearer(roll: RollText, cell: _Cell) -> Link | None:
    found = find_link(roll, cell.start, cell.end, False, Status.EXCUSED, True)
    if found is not None:
        return found
    civility = read_civility(_string(roll, cell))
    start = cell.start
    stop = name_end(roll.marked, start + (civility.end if civility else 0), cell.end, civility is not None)
    return Link("proxy", start, stop) if stop is not None else None


def _entry(
    roll: RollText, row: list[_Cell], names: list[int], heads: dict[int, str], status: Status | None, links: list[Link]
) -> Entry | None:
    cells = [c for c in row if c.column in names and not _TICK.fullmatch(_string(roll, c))]
    if not cells or status is None:
        return None
    start, last = cells[0].start, cells[-1].end
    text = roll.marked[start:last].replace(CELL_END, " ").replace(LINE_END, " ")
    civility = read_civility(text)
    name_start = start + (civility.end if civility else 0)
    plain = roll.marked[:start] + text + roll.marked[last:]
    stop = name_end(plain, name_start, last, True)
    if stop is None:
        return None
    commune = next((_string(roll, c) for c in row if _COMMUNE_COLUMN.match(heads.get(c.column, ""))), None)
    entry = Entry(
        start,
        name_start,
        stop,
        civility.value if civility else None,
        status,
        commune=commune,
        has_civility=civility is not None,
    )
    rest = roll.marked[stop:last]
    link = find_link(roll, stop, last, False, status, False) if rest.strip() else None
    entry.links = [*links, *([link] if link else [])]
    entry.trust = 0.93
    return entry


def _name_column(roll: RollText, rows: list[list[_Cell]], reading: TableReading) -> None:
    """In a plain table of a roll, keep the columns of names readable and note the commune of each row."""
    columns = sorted({c.column for row in rows for c in row})
    if len(columns) < 2:
        return
    likelihood = {k: _likelihood(roll, rows, k) for k in columns}
    best = max(columns, key=lambda k: likelihood[k])
    if likelihood[best] < 0.5:
        return
    names = [k for k in columns if likelihood[k] >= 0.5]
    for i, row in enumerate(rows):
        commune = None
        for cell in row:
            text = _string(roll, cell)
            is_head = i == 0 and (_NAME_COLUMN.match(fold(text)) or _COMMUNE_COLUMN.match(fold(text)))
            if cell.column not in names or is_head:
                reading.holes.append((cell.start, cell.end))
                if not is_head and text[:1].isupper() and not any(c.isdigit() for c in text) and commune is None:
                    commune = text
        if commune is not None:
            reading.communes.append((row[0].start, row[-1].end, commune))

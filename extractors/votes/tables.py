"""Votes printed as a table: choices in the heads, numbers beneath, perhaps a row a group and their total.

Belongs here: one table. Does not belong here: votes in sentences (`find`), or lists of deliberations.
"""

from __future__ import annotations

import re
from dataclasses import replace

from extractors.document import Table
from extractors.french.fold import fold
from extractors.french.numbers import NUMBER_WORDS
from extractors.voters import Voter
from extractors.votes.find import Vote, find_votes, merged

_HEADS = (
    ("Pour", re.compile(r"\W*(?:voix\s+|votes?\s+)?pour\b")),
    ("Contre", re.compile(r"\W*(?:voix\s+|votes?\s+)?contre\b")),
    ("Abstention", re.compile(r"\W*abst")),
    ("NPPV", re.compile(r"\W*(?:nppv|ne prend|non[- ]participation|refus de vote)")),
)
_TOTAL = re.compile(r"\W*(?:total|ensemble|resultat)")
_COUNTED = re.compile(r"\W*[^\W\d_][^\d]*?\W(?P<n>\d{1,3})\W*")
"""*POUR (24)*."""


def vote_of_table(table: Table, text: str = "") -> Vote | None:
    """The vote of a whole assembly that a table tells: by rows (one, one a group, or their total), or by names.

    The offsets of the vote are those of a sentence of the same meaning, not of the table's text; those of who is named
    under a choice are in ``text``, that of the table.
    """
    if table.n_rows < 2:
        return None
    if (told := _by_rows(table, text)) is not None:
        return told
    heads = {k: fold(c.text.string) for k, c in enumerate(table.row(0)) if c is not None and c.row == 0}
    columns = {word: k for word, p in _HEADS for k, h in heads.items() if p.match(h) and len(h) < 40}
    if not {"Pour", "Contre"} <= columns.keys():
        return None
    if (named := _by_names(table, columns, text)) is not None:
        return named
    rows = [{word: _number(table, i, k) for word, k in columns.items()} for i in range(1, table.n_rows)]
    names = [c.text.string if (c := table.cell(i, 0)) is not None else "" for i in range(1, table.n_rows)]
    total = next((row for row, name in zip(rows, names, strict=True) if _TOTAL.match(fold(name))), None)
    if total is None and all(n is not None for row in rows for n in row.values()):
        total = {word: sum(row[word] or 0 for row in rows) for word in columns}
    if total is None:
        unanimous = next((c.text.string for c in table.cells if c.row and "unanim" in fold(c.text.string)), None)
        votes = find_votes(unanimous) if unanimous is not None else ()
        return votes[0] if len(votes) == 1 else None
    votes = find_votes(", ".join(f"{word} : {number}" for word, number in total.items() if number is not None))
    return votes[0] if len(votes) == 1 else None


def _by_names(table: Table, columns: dict[str, int], text: str) -> Vote | None:
    """*POUR (24) | CONTRE (5)* over the names of who voted so."""
    numbers = {
        word: int(match["n"])
        for word, k in columns.items()
        if (head := table.cell(0, k)) is not None and (match := _COUNTED.fullmatch(head.text.string))
    }
    if not {"Pour", "Contre"} <= numbers.keys():
        return None
    votes = find_votes(", ".join(f"{word} : {number}" for word, number in numbers.items()))
    if len(votes) != 1:
        return None
    voters: list[Voter] = []
    choices = {k: word for word, k in columns.items()}
    place = 0
    for cell in table.cells:  # row by row, as in the text
        said = cell.text.string
        start = text.find(said, place)
        if start < 0:
            continue
        place = start + len(said)
        if cell.row and cell.column in choices:
            lead = f"{choices[cell.column]} : "
            shift = start - len(lead)
            named = [v for vote in find_votes(lead + said) for v in vote.voters]
            voters += [_moved(v, shift) for v in named]
    return replace(votes[0], voters=tuple(voters))


def _by_rows(table: Table, text: str) -> Vote | None:
    """A row a choice, who made it beside: *Votes contre | Mme Unetelle, M. Untel*."""
    told: list[Vote] = []
    place = 0
    for row in range(table.n_rows):
        cells = [c.text.string for c in table.row(row) if c is not None and c.row == row]
        head = fold(cells[0]) if cells else ""
        word = next((w for w, pattern in _HEADS if pattern.match(head) and len(head) < 40), None)
        if word is None or _DIGIT.search(head):
            return None
        named = " ".join(cells[1:])
        place = text.find(named, max(place, text.find(cells[0], place)) + len(cells[0]))
        lead = f"{word} : "
        votes = find_votes(lead + named)
        shift = place - len(lead)
        told += [replace(v, voters=tuple(_moved(x, shift) for x in v.voters if place >= 0)) for v in votes[:1]]
    vote = merged(told)
    is_named = vote is not None and vote.votes_for is not None and any(v.voters for v in told)
    return vote if is_named and len(told) > 1 else None


def _moved(voter: Voter, shift: int) -> Voter:
    return replace(voter, start=voter.start + shift, end=voter.end + shift)


_DIGIT = re.compile(r"\d")
_COUNT = re.compile(rf"\W*(\d{{1,3}})\s*(?:voix|\(?\s*{NUMBER_WORDS}\s*\)?)?\W*")
"""*12*, *12 (douze)*."""


def _number(table: Table, row: int, column: int) -> int | None:
    cell = table.cell(row, column)
    match = _COUNT.fullmatch(fold(cell.text.string)) if cell is not None else None
    if match is not None:
        return int(match[1])
    return 0 if cell is not None and cell.text.string.strip() in ("", "-", "–", "/") else None

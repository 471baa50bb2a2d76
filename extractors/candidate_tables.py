"""Tables of candidates: what each got in which round, and a mark on who is elected.

Belongs here: one table. Does not belong here: sentences (`extractors.candidates`) or where elections are told
(`extractors.elections`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.candidates import PERSON, may_stand
from extractors.document import Cell, Table
from extractors.french.civility import read_civility
from extractors.french.fold import fold
from extractors.outline.words import counts_ballots
from extractors.votes import number_of

_HEAD_NAME = re.compile(r"\W*(?:noms?\b|candidate?s?\b|listes?\b|membres?\b)|.*\bcandidat")
_HEAD_ROUND = re.compile(r".*\btour\b")
_HEAD_VOTES = re.compile(r".*\btour\b|.*\b(?:suffrages?|voix|bulletins)\b|\W*nombre\b|.*\bchiffres\b")
_HEAD_FATE = re.compile(r"\W*(?:elu|resultat)\W*(?:\(?\W?es?\W?\)?\W*)*(?:\(s\))?\W*")
_ELECTED = re.compile(r"\W*(?:x|oui|elue?s?(?:\W.*)?|elu\(e\).*)\W*")
_CHOICE = re.compile(r"\W*(?:ont\s+vote\s+|votes?\s+)?(?:pour|contre|abst\w*)\b")
"""The first cell of a row of those who voted alike: the names beside it are voters'."""
_VOICES = re.compile(
    r"\W*(?P<votes>\d{1,3}|[a-z-]+(?:\s+et\s+[a-z]+)?)\s*(?:\([\w\s-]+\)\s*)?(?P<word>voix|suffrages?)?\W*"
)
_NOT_STOOD = frozenset(("", "-", "–", "—", "/"))
_NAME = re.compile(rf"\W*{PERSON}\W*")


@dataclass(frozen=True, slots=True)
class Row:
    """What a table says of one candidate in one round."""

    who: Cell
    votes: int
    is_elected: bool | None = None
    """None where no column tells."""
    is_list: bool = False
    """The head says that lists stand, whatever words name them."""


def rows_of(table: Table) -> Iterator[Row]:
    """The candidates of a table with a head, or else those printed among the counts of a ballot."""
    if any((c := table.cell(i, 0)) is not None and _CHOICE.match(fold(c.text.string)) for i in range(table.n_rows)):
        return
    found = list(_under_heads(table))
    yield from found or _among_counts(table)


def _under_heads(table: Table) -> Iterator[Row]:
    for header in range(min(3, table.n_rows)):
        heads = {k: fold(c.text.string) for k, c in enumerate(table.row(header)) if c is not None and c.row == header}
        name = next((k for k, h in heads.items() if _HEAD_NAME.match(h)), None)
        if name is None and not heads.get(0) and len(heads) > 1:
            name = 0 if all(_HEAD_ROUND.match(h) for k, h in heads.items() if k) else None
        votes = [k for k, h in heads.items() if _HEAD_VOTES.match(h) and k != name]
        if name is None or not votes:
            continue
        fate = next((k for k, h in heads.items() if _HEAD_FATE.fullmatch(h) and k not in (name, *votes)), None)
        for row in range(header + 1, table.n_rows):
            who = table.cell(row, name)
            if who is None or who.row != row or not re.search(r"[A-ZÀ-Þ]{2}|[A-ZÀ-Þ][a-zà-ÿ]", who.text.string):
                continue
            filled = [c for k in votes if (c := table.cell(row, k)) is not None and c.text.string.strip()]
            is_by_round = all(_HEAD_ROUND.match(heads[k]) for k in votes)
            for got in filled if is_by_round else filled[:1]:
                number = _number(got)
                is_list = "liste" in heads[name] and not counts_ballots(who.text.string)
                if number is not None and (is_list or may_stand(who.text.string)):
                    yield Row(who, number, _fate(table, row, fate), is_list)
        return


def _among_counts(table: Table) -> Iterator[Row]:
    """*Votants | 16*, *Exprimés | 13*, *M. Untel | 13 voix*: a label and a number in each row."""
    rows = [
        [c for c in table.row(i) if c is not None and c.row == i and c.text.string.strip()] for i in range(table.n_rows)
    ]
    if not any(len(row) == 2 and counts_ballots(row[0].text.string) for row in rows):
        return
    for row in rows:
        if len(row) != 2 or not _NAME.fullmatch(row[0].text.string) or not may_stand(row[0].text.string):
            continue
        number, match = _number(row[1]), _VOICES.fullmatch(fold(row[1].text.string))
        is_told = match is not None and match["word"] is not None
        if number is not None and (is_told or read_civility(row[0].text.string) is not None):
            yield Row(row[0], number)


def _number(cell: Cell) -> int | None:
    match = _VOICES.fullmatch(fold(cell.text.string))
    if match is None or cell.text.string.strip() in _NOT_STOOD:
        return None
    return number_of(match["votes"])


def _fate(table: Table, row: int, column: int | None) -> bool | None:
    if column is None:
        return None
    cell = table.cell(row, column)
    return cell is not None and _ELECTED.fullmatch(fold(cell.text.string)) is not None

"""What each column of a roll's table is: by the words at its head, else by what its cells hold.

Belongs here: names, communes, statuses, bearers. Does not belong here: reading the rows (`tables`, `grouped`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from extractors.attendance.grid import Grid, GridCell, Row
from extractors.attendance.heading_kinds import Heading, HeadingKind
from extractors.attendance.headings import find_headings
from extractors.attendance.source import RollText
from extractors.attendance.vocabulary import vocabulary
from extractors.attendance.words import name_end
from extractors.document import Text
from extractors.french.civility import read_civility
from extractors.french.fold import fold
from extractors.french.given_names import is_given_name
from extractors.records import Status

TICK = re.compile(
    r"[\[(]?\s*(?:x{1,2}|v|✓|✔|☑|☒|■|●|•|1|oui|\*|◼|🗹|×|✗|√|▪|⊠|\uf0fc|\uf0fe)\s*[\])]?"
    r"(?:\s*\(?(?:(?:arriv|part|jusqu)\w*['’]?\s+)?(?:à\s+)?\d{1,2}\s?[h:]\s?\d{0,2}\s?\)?)?",
    re.IGNORECASE,
)
"""A mark, perhaps with the hour somebody came or left (*X (19 h 40)*)."""
UNTICKED = re.compile(r"non|0|[-–—/☐□]+", re.IGNORECASE)
LETTERS = {
    "p": Status.PRESENT,
    "pr": Status.PRESENT,
    "pres": Status.PRESENT,
    "a": Status.ABSENT,
    "e": Status.EXCUSED,
    "abs": Status.ABSENT,
    "exc": Status.EXCUSED,
    "ex": Status.EXCUSED,
    "ae": Status.EXCUSED,
    "a/e": Status.EXCUSED,
    "r": Status.EXCUSED,
    "rep": Status.EXCUSED,
    "v": Status.REMOTE,
    "visio": Status.REMOTE,
}
BEARER = re.compile(r"pouvoirs?|procurations?|mandataires?|represente|mandats?")
GIVER = re.compile(
    r"mandants?\b|donneurs?|absents?\b|excuses?\b|donnant|membres? (?:represente|empeche)"
    r"|represente(?!.* par)|titulaire du droit"
)
RECEIVER = re.compile(
    r"mandataires?|beneficiaires?|porteurs?|(?:pouvoirs?|procurations?) (?:a|donnee?s? a)\b"
    r"|represente.* par|recevant|receveurs?"
)
SUBSTITUTE = re.compile(r"suppleant|supplee|rempla")
REPLACED_BY = re.compile(r"(?:rempla\S+|supplee\S*) par")
NOTES = re.compile(r"observations?\b|remarques?\b|mentions?\b|commentaires?\b")
PRESENCE = re.compile(r"presences?\b|statuts?\b|etat\b|emargement|signatures?\b|p ?/ ?a\b")
COMMUNE = re.compile(
    r"communes?|collectivites?|communautes?|structures?|organismes?|representant"
    r"|entites?|villes?|cantons?|adherents?|epci"
)
NAME = re.compile(
    r"noms?|prenoms?|delegues?|membres?|elu(?:e|\(e\))?s?\b|conseillers?|titulaires?|administrateurs?|civilite|identite"
    r"|participants?"
)
_VOTES = re.compile(r"\b(?:pour|contre|abstentions?)\b")
_LONGEST_HEAD = 60
_LONGEST_TOLD = 24


@dataclass(frozen=True)
class Columns:
    """What the columns of a table are."""

    header: int
    """Rows at the top that name the columns."""
    heads: dict[int, str] = field(default_factory=dict)
    """Folded words directly above each column."""
    statuses: dict[int, Status] = field(default_factory=dict)
    """Columns under a status."""
    names: tuple[int, ...] = ()
    """Columns of the name, which may be in parts."""
    substitutes: tuple[int, ...] = ()
    """Columns of those who may stand in for whom the row names."""
    communes: tuple[int, ...] = ()


def columns_of(grid: Grid) -> Columns:
    """What the columns of a table are; ``grid.above`` names them where the table does not."""
    header = _header_rows(grid)
    above = _heads(grid, header) if header else {k: [fold(text)] for k, text in grid.above.items()}
    heads = {k: texts[0] for k, texts in above.items()}
    statuses = _statuses(above)
    body = grid.rows[header:]
    communes = tuple(k for k, h in heads.items() if COMMUNE.match(h) and k not in statuses)
    substitutes = tuple(
        k for k, h in heads.items() if SUBSTITUTE.search(h) and "titulaire" not in h and k not in statuses
    )
    names = _names(grid, body, heads, statuses, communes, substitutes)
    return Columns(header, heads, statuses, names, substitutes, tuple(k for k in communes if k not in names))


def parts_of(grid: Grid) -> list[Grid]:
    """Lists set side by side in one table, each by itself: the heads of the first come again."""
    header = _header_rows(grid)
    if not header:
        return [grid]
    heads = _heads(grid, header)
    order = sorted(heads)
    starts = [k for k in order if heads[k][0] == heads[order[0]][0]]
    if len(starts) < 2 or starts[1] - starts[0] < 2:
        return [grid]
    return [grid.between(a, b) for a, b in zip([0, *starts[1:]], [*starts[1:], grid.n_columns], strict=True)]


# --- heads ---------------------------------------------------------------------------------------------------------


def _header_rows(grid: Grid) -> int:
    """How many rows at the top name the columns."""
    count, named = 0, set[int]()
    for i, row in enumerate(grid.rows[:3]):
        heads = {c.column: fold(grid.string(c)) for c in row}
        told = [is_head(head) for head in heads.values()]
        if any(k in named and not is_head(head) for k, head in heads.items()):
            break  # under *Nom*, whoever it is
        named |= {k for k, head in heads.items() if NAME.match(head) and len(row) > 1}
        if sum(told) >= 2 and not any(_is_person(grid.string(c)) for c in row):
            count = i + 1
        elif count:
            break
    return count


def _heads(grid: Grid, header: int) -> dict[int, list[str]]:
    """The folded words above each column, the nearest first."""
    found: dict[int, list[str]] = {}
    for row in reversed(grid.rows[:header]):
        for cell in row:
            is_title = len(row) == 1 and cell.column_end - cell.column >= grid.n_columns
            for column in range(cell.column, cell.column_end):
                if not is_title:
                    found.setdefault(column, []).append(fold(grid.string(cell)))
    return found


def is_head(word: str) -> bool:
    """Whether a cell's folded text names a column of a roll."""
    v = vocabulary()
    if len(word) >= _LONGEST_HEAD:
        return False
    if word.strip(" .") in LETTERS or any(p.match(word) for p in (NAME, COMMUNE, NOTES)):
        return True
    return any(p.search(word) for p in (*v.status.values(), v.remote, BEARER, GIVER, RECEIVER, SUBSTITUTE))


def is_of_votes(columns: Columns) -> bool:
    """Whether a table tells who voted how: its *Absent* is about the vote."""
    return any(_VOTES.match(head) for head in columns.heads.values())


def _statuses(above: dict[int, list[str]]) -> dict[int, Status]:
    letters = sum(texts[0].strip(" .") in LETTERS for texts in above.values())
    found: dict[int, Status] = {}
    for column, texts in above.items():
        is_said = NAME.match(texts[0]) or COMMUNE.match(texts[0]) or BEARER.search(texts[0])
        for text in texts[:1] if is_said and not SUBSTITUTE.match(texts[0]) and "titulaire" not in texts[0] else texts:
            status = _status_of_head(text, letters >= 2)
            if status is not None:
                found[column] = status
                break
    return found


def _status_of_head(word: str, has_letters: bool) -> Status | None:
    v = vocabulary()
    if has_letters and word.strip(" .") in LETTERS:
        return LETTERS[word.strip(" .")]
    if BEARER.search(word) and not v.status["absent"].search(word):
        return None
    if v.remote.search(word):
        return Status.REMOTE
    for key, status in (("present", Status.PRESENT), ("excused", Status.EXCUSED), ("absent", Status.ABSENT)):
        if v.status[key].search(word):
            return status
    return Status.GUEST if re.match(r"diffusion|invite", word) else None


def group_of(text: str) -> Heading | None:
    """What a cell that is all heading announces (*Présents*, *Absents ayant donné pouvoir (2)*)."""
    words = text.strip(" :.\v")
    if not words or len(words) >= _LONGEST_HEAD or not words[0].isalpha():
        return None
    marked = re.sub(r"\s*\(?\d{1,3}\)?$", "", words.replace("\v", " "))
    marked = f"{marked[:1].upper()}{marked[1:]} :"
    found = find_headings(RollText(Text("", (), ()), marked, (), ()))
    if len(found) != 1 or found[0].start > 0 or found[0].end < len(marked):
        return None
    return found[0] if found[0].kind in (HeadingKind.ROLL, HeadingKind.PROXIES) else None


_MEMBERS = re.compile(
    r"(?:les )?(?:membres|delegues|conseillers|representants|elus|administrateurs)?"
    r"(?: municipaux| communautaires| syndicaux)? ?(?:titulaires|suppleants)?"
)


def members_of(text: str, others: Iterable[Heading]) -> Heading | None:
    """*Titulaires* where ``others`` stand beside it for those away alone: the heading of those who are there."""
    statuses = {h.status for h in others if h.kind is HeadingKind.ROLL}
    word = fold(text).strip(" :.()0123456789")
    if not statuses or statuses & {Status.PRESENT, Status.REMOTE} or not word or _MEMBERS.fullmatch(word) is None:
        return None
    return Heading(HeadingKind.ROLL, 0, 0, Status.PRESENT, None, 0.85)


# --- names ---------------------------------------------------------------------------------------------------------


def _names(
    grid: Grid,
    body: Sequence[Row],
    heads: dict[int, str],
    statuses: dict[int, Status],
    communes: tuple[int, ...],
    substitutes: tuple[int, ...],
) -> tuple[int, ...]:
    """Columns that hold the name: by their heads, else the one that is fullest of names, with the rest of the name."""
    named = [
        k for k, h in sorted(heads.items())
        if NAME.match(h) and k not in statuses and k not in communes and k not in substitutes and not BEARER.match(h)
    ]  # fmt: skip
    if any(likelihood(grid, body, k) > 0 or _is_of_words(grid, body, k) for k in named):
        return tuple(named)
    others = {c.column for row in body for c in row if c.column not in statuses and c.column not in substitutes}
    others = {k for k in others if k not in communes or likelihood(grid, body, k) >= 0.5}
    likely = sorted(others, key=lambda k: (-likelihood(grid, body, k), k))
    return _with_rest(grid, body, likely[0]) if likely else ()


def _with_rest(grid: Grid, body: Sequence[Row], column: int) -> tuple[int, ...]:
    """A column of given names, and the one beside it that holds the surnames."""
    cells = _cells(body, column)
    if not cells or not all(is_given_name(grid.string(c)) for c in cells):
        return (column,)
    for beside in (column - 1, column + 1):
        words = [grid.string(c) for c in _cells(body, beside)]
        if len(words) >= 0.8 * len(cells) and all(len(w) > 2 and w[:1].isalpha() and w.isupper() for w in words):
            return tuple(sorted((column, beside)))
    return (column,)


def _cells(body: Sequence[Row], column: int) -> list[GridCell]:
    return [c for row in body for c in row if c.column == column]


def _is_of_words(grid: Grid, body: Sequence[Row], column: int) -> bool:
    """Whether most cells could be a surname or a given name by itself."""
    cells = [grid.string(c) for c in _cells(body, column)]
    return sum(name_end(text, 0, len(text), True) is not None for text in cells) >= max(1, 0.6 * len(cells))


def likelihood(grid: Grid, body: Sequence[Row], column: int) -> float:
    """Share of a column's cells that look like a person's name."""
    cells = _cells(body, column)
    return sum(looks_like_name(grid.string(c)) for c in cells) / len(cells) if cells else 0.0


_INITIALS = re.compile(r"(?:[A-ZÉÈ]\.-?){1,2}\s?[A-ZÀ-Þ][^\W\d_]{2,}(?:[ -][A-ZÀ-Þ][^\W\d_]+)?")


def looks_like_name(text: str) -> bool:
    """Whether a cell may hold a person's name and nothing else."""
    words = text.split()
    if read_civility(text) is not None or _INITIALS.fullmatch(text):
        return True
    return (
        any(is_given_name(w) for w in words)
        and 2 <= len(words) <= 6
        and name_end(text, 0, len(text), False) is not None
    )


def _is_person(text: str) -> bool:
    """Whether a cell begins with somebody's name, civility or not."""
    civility = read_civility(text)
    if civility is None:
        return looks_like_name(text)
    return name_end(text, civility.end, len(text), True) is not None and not is_head(fold(text[civility.end :]).strip())


# --- statuses -------------------------------------------------------------------------------------------------------


def told_status(text: str) -> Status | None:
    """Status told in a cell of its own (*Présent*, *Excusée*, *P*)."""
    v, word = vocabulary(), fold(text).strip(" .()")
    if word in LETTERS:
        return LETTERS[word]
    if v.remote.match(word) and len(word) <= _LONGEST_TOLD:
        return Status.REMOTE
    for key, status in (
        ("excused", Status.EXCUSED),
        ("absent", Status.ABSENT),
        ("present", Status.PRESENT),
        ("represented", Status.EXCUSED),
    ):
        match = v.status[key].match(word)
        if match is not None and (len(word) <= _LONGEST_TOLD or _says_more(word[match.end() :])):
            is_excused = v.status["excused"].search(word) and not re.search(r"\b(?:non|sans)\b", word)
            return Status.EXCUSED if is_excused else status
    return Status.PRESENT if _ARRIVES.match(word) else None


_ARRIVES = re.compile(r"(?:arriv\w+|departs?|partie?) (?:a|au|aux|apres|avant|en)\b.{0,60}$|(?:en )?retard\b.{0,40}$")
"""Whoever comes late or leaves early was there."""


def _says_more(rest: str) -> bool:
    """Whether what follows a status in its cell belongs to it: a pouvoir, a substitute, an arrival."""
    v = vocabulary()
    text = rest.strip(" ,;:.-–(")
    return len(rest) <= 120 and any(p.match(text) for p in (*v.links.values(), v.notes["movement"]))


def has_people(grid: Grid, columns: Columns) -> bool:
    """Whether the columns of names are called so or look so."""
    body = grid.rows[columns.header :]
    return any(NAME.match(columns.heads.get(k, "")) or likelihood(grid, body, k) >= 0.3 for k in columns.names)


def tells_statuses(grid: Grid, body: Sequence[Row], columns: Columns) -> bool:
    """Whether a column beside the names tells how each of them stands."""
    for column in {c.column for row in body for c in row} - {*columns.names, *columns.communes}:
        cells = _cells(body, column)
        texts = [grid.string(c) for c in cells]
        told = sum(told_status(text) is not None or _says_more(fold(text)) for text in texts)
        least = 1 if PRESENCE.match(columns.heads.get(column, "")) else 2
        if told >= max(least, 0.6 * len(cells)) and told >= 0.5 * len(body):
            return True
    return False

"""Lists of deliberations set as a table: a row a decision, with its number, its object and how it went.

Belongs here: which tables are such lists, and what their rows say. Does not belong here: decisions in sentences
(`wording`), or which of both to keep (`read`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractors.deliberations import patterns
from extractors.deliberations.reading import outcome_of
from extractors.deliberations.units import Unit
from extractors.document import Block, BlockKind, Cell, Document, Table
from extractors.french.fold import fold
from extractors.numbering import LabelKind, parse_label
from extractors.records import Outcome
from extractors.votes import Vote, find_votes

_NUMBER = re.compile(r"\W*(?:n\W{0,3}(?:o\b)?|nos?\b|numeros?\b|ref\b|references?\b)|.*\bn\s?°")
_OBJECT = re.compile(
    r"\W*(?:objets?|intitules?|titres?|libelles?|affaires?|questions?|dossiers?|themes?|sujets?|points?"
    r"|associations?|beneficiaires?|organismes?|demandeurs?)\b"
)
_ACTS = re.compile(r"\W*(?:deliberations?|delib)\b")
_RESULT = re.compile(r"\W*(?:votes?|resultats?|decisions?|sens|sorts?|suites?|avis|scrutin|adopt\w+|issue)\b")
_COUNTS = {
    "votes_for": re.compile(r"\W*pour\b"),
    "votes_against": re.compile(r"\W*contre\b"),
    "abstentions": re.compile(r"\W*abst"),
    "not_voting": re.compile(r"\W*(?:nppv|ne prend|non[- ]participation)"),
}
_TOLD = re.compile(
    r"\b(?P<yes>adopte|approuve|valide|accepte|vote|favorable|unanim|majorite)|\b(?P<no>rejet|refus|defavorable)"
)
_NOTED = re.compile(r"\b(?:prend|prendre|pris|prise|dont|donner?)\s+(?:d['’]\s?)?acte\b|^\W*acte\b")
_INFORMATION = re.compile(r"^\W*(?:pour\s+)?(?:simple\s+)?information\b|^\W*sans\s+vote\b")
_SHORT = 160


@dataclass(frozen=True)
class Listed:
    """A row of the list."""

    number: str | None
    title: str
    result: Unit
    """The cell that tells how it went."""
    outcome: Outcome
    vote: Vote | None


@dataclass(frozen=True)
class _Columns:
    """Which column holds what; ``header`` rows name them."""

    header: int
    number: int | None
    object: int
    results: tuple[int, ...]
    counts: dict[str, int]
    is_of_acts: bool
    """A head calls the numbers those of deliberations."""


def lists_of(document: Document) -> dict[int, list[Listed]]:
    """The rows of each table that is a list of deliberations, by block."""
    found: dict[int, list[Listed]] = {}
    before: tuple[int, _Columns] | None = None
    for block in document.blocks:
        if block.kind is not BlockKind.TABLE or block.table is None:
            continue
        columns = _columns(block.table)
        if columns is None and before is not None and before[0] == block.index - 1:
            columns = replace(before[1], header=0)  # the next page, without heads
        rows = _rows(block, block.table, columns) if columns is not None else []
        if rows and columns is not None:
            found[block.index] = rows
            before = (block.index, columns)
    return found


def _columns(table: Table) -> _Columns | None:
    """The columns by the words above them: an object and how it went are needed."""
    for header in range(min(3, table.n_rows)):
        heads = {k: fold(c.text.string) for k, c in enumerate(table.row(header)) if c is not None and c.row == header}
        counts = {name: k for name, p in _COUNTS.items() for k, h in heads.items() if p.match(h) and len(h) < 30}
        results = tuple(k for k, h in heads.items() if _RESULT.match(h) and len(h) < 50)
        number = next((k for k, h in heads.items() if _NUMBER.match(h) and len(h) < 40), None)
        named = [k for k, h in heads.items() if _OBJECT.match(h) and k not in (*results, number)]
        acts = [k for k, h in heads.items() if _ACTS.match(h) and k != number]
        subject = next(iter([*named, *acts]), None)
        if subject is None or not (results or {"votes_for", "votes_against"} & counts.keys()):
            continue
        if number is None:
            number = next((k for k in acts if k != subject), None)
        is_of_acts = number is not None and "delib" in heads[number]
        return _Columns(header + 1, number, subject, results, counts, is_of_acts)
    return None


def _rows(block: Block, table: Table, columns: _Columns) -> list[Listed]:
    """The rows that tell how a matter went; none where most do not."""
    starts = _starts(block, table)
    rows: list[Listed] = []
    titled = 0
    for number in range(columns.header, table.n_rows):
        title = _at(table, number, columns.object)
        if title is None or title.row != number or not re.search(r"[^\W\d_]{3}", title.text.string):
            continue
        titled += 1
        row = _row(block, table, columns, number, title, starts)
        if row is not None:
            rows.append(row)
    if not titled or len(rows) < 0.5 * titled or len(rows) < 2:
        return []
    return rows if columns.is_of_acts else _without_ranks(rows)


def _row(
    block: Block, table: Table, columns: _Columns, number: int, title: Cell, starts: dict[int, int]
) -> Listed | None:
    cells = [c for k in columns.results if (c := _at(table, number, k)) is not None]
    counted = _counted(table, columns, number)
    vote, outcome, told = counted[0] if counted else None, None, None
    for cell in cells:
        read = _result(cell.text.string)
        if read is None:
            continue
        outcome = outcome if outcome not in (None, Outcome.ADOPTED) else read[0]
        vote, told = vote or read[1], told or cell
    if outcome is None and vote is not None and vote.is_result:
        outcome = Outcome.REJECTED if vote.is_lost else Outcome.ADOPTED
    told = told or (counted[1] if counted else None)
    if outcome is None or told is None or id(told) not in starts:
        return None
    start, text = starts[id(told)], told.text.string
    unit = Unit(block, start, start + len(text), text, fold(text), False)
    printed, object_ = _number_and_title(_at(table, number, columns.number), title.text.string)
    return Listed(printed, object_, unit, outcome, vote)


def _at(table: Table, row: int, column: int | None) -> Cell | None:
    """The cell that covers a place, if it says anything."""
    cell = table.cell(row, column) if column is not None else None
    return cell if cell is not None and cell.text.string.strip() else None


def _starts(block: Block, table: Table) -> dict[int, int]:
    """Where each cell begins in the text of its block."""
    found, position = {}, 0
    for cell in table.cells:
        start = block.string.find(cell.text.string, position) if cell.text.string else -1
        if start >= 0:
            found[id(cell)], position = start, start + len(cell.text.string)
    return found


def _counted(table: Table, columns: _Columns, row: int) -> tuple[Vote, Cell] | None:
    """The vote printed as numbers in columns of their own."""
    words = {"votes_for": "Pour", "votes_against": "Contre", "abstentions": "Abstention", "not_voting": "NPPV"}
    found = {name: c for name, k in columns.counts.items() if (c := _at(table, row, k)) is not None}
    numbers = {name: m[0] for name, c in found.items() if (m := re.match(r"\d{1,3}\b", c.text.string.strip()))}
    if "votes_for" not in numbers:
        unanimous = next((c for c in found.values() if "unanim" in fold(c.text.string)), None)
        votes = find_votes(unanimous.text.string) if unanimous is not None else ()
        return (votes[0], unanimous) if votes and unanimous is not None else None
    votes = find_votes(", ".join(f"{words[name]} : {value}" for name, value in numbers.items()))
    return (votes[0], found["votes_for"]) if len(votes) == 1 else None


def _result(text: str) -> tuple[Outcome, Vote | None] | None:
    """What a cell says became of the matter; None where it says nothing of it."""
    folded = fold(text)
    if _INFORMATION.search(folded):
        return None
    vote = next((v for v in find_votes(text) if v.is_result), None)
    if len(folded) <= _SHORT:
        for outcome, pattern in patterns.FATES.items():
            if pattern.search(folded):
                return outcome, vote
    if _NOTED.search(folded):
        return Outcome.NOTED, vote
    if vote is not None:
        return outcome_of(folded, vote), vote
    told = _TOLD.search(folded)
    if told is not None and len(folded) <= _SHORT:
        is_refused = patterns.NEGATED.search(folded) or patterns.PHRASES[Outcome.REJECTED].search(folded)
        return (Outcome.REJECTED if told["no"] or is_refused else Outcome.ADOPTED), None
    is_act = patterns.CLAUSE.match(folded) or patterns.ACTOR.search(folded)
    return (outcome_of(folded), None) if is_act else None


_TOLD_BEHIND = re.compile(
    r"(?P<title>.{5,}?)\s*(?:\s[–—-]|[:(→]|=>)\s*(?P<result>(?:vote\s*:?\s*)?(?:non\s+)?"
    r"(?:(?:adopt|approuv|accept|valid|rejet|refus|ajourn|report|retir)[ée]e?s?\b|[àa]\s+l['’]\s?unanimit|unanimit"
    r"|prise?\s+d['’]\s?acte|dont\s+acte|\d+\s+(?:voix|pour)\b).*)",
    re.IGNORECASE,
)


def told_in_line(block: Block) -> Listed | None:
    """*Délibération n° 12 – Tarifs – Adoptée à l'unanimité*: a line of a list that tells its own result."""
    match = _TOLD_BEHIND.fullmatch(block.body)
    read = _result(match["result"]) if match is not None else None
    if match is None or read is None:
        return None
    start = block.body_start + match.start("result")
    unit = Unit(block, start, start + len(match["result"]), match["result"], fold(match["result"]), False)
    return Listed(None, match["title"].strip(" .:-–—"), unit, *read)


def _number_and_title(cell: Cell | None, title: str) -> tuple[str | None, str]:
    """The number of the act, from its cell or from the start of the object."""
    title = title.strip(" .:-–—")
    if cell is not None:
        text = cell.text.string.strip(" .:-–—")
        label = parse_label(text)
        if label is not None and label.kind is LabelKind.ACT and label.end == len(text):
            return label.text, title
        return (text if re.search(r"\d", text) and len(text) <= 25 else None), title
    label = parse_label(title)
    if label is not None and label.kind is LabelKind.ACT and re.search(r"[^\W\d_]{3}", title[label.end :]):
        return label.text, title[label.end :].strip(" .:-–—")
    return None, title


def _without_ranks(rows: Sequence[Listed]) -> list[Listed]:
    """Rows whose numbers only count them (1, 2, 3) have none that is official."""
    ranks = [row.number for row in rows]
    if ranks[:2] != ["1", "2"]:
        return list(rows)
    return [Listed(None, r.title, r.result, r.outcome, r.vote) for r in rows]

"""Lists that are tables without columns: ``Compte 6574 – Subventions : + 350 €``, ``Gravats → 33,00 €``.

Consecutive entries become a `Table` of label and sum, so that one reading serves both. A list of dashes with sums in
their sentences is prose and stays so: an entry must start with an account, or part label and sum by arrow or leaders.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.page import Box
from extractors.document import Block, BlockKind, Cell, Document, Table, Text
from extractors.french.money import find_money
from extractors.money.accounts import read_imputation
from extractors.money.lexicon import is_wholly, says, words
from extractors.money.tiers import parse_tier
from extractors.records import Side

_LEADERS = re.compile(r"\s*(?:→|➔|➜|⇒|=>|-{2,}>|\.{4,}|(?:\. ){3,}\.?|…{2,}|_{3,})\s*$")
_FREE = re.compile(
    r"[\W_]*(?P<label>\w.*?)\s*(?:→|➔|➜|⇒|\.{4,}|(?:\. ){3,}\.?|…{2,}|_{3,})\s*(?P<free>gratuite?s?|offerte?s?)\s*",
    re.IGNORECASE,
)
"""*Podium (associations) ........ gratuit*."""
_MISREAD_ARROW = re.compile(r"\s[-–—+>»=]{1,2}\s*$")
"""What a scanned arrow or leader comes out as; believed only in a run of such entries."""
_ENDS = re.compile(r"[\s:=→➔➜⇒.…–—_>»+-]*$")
_BULLET = re.compile(r"^[\W_]*")
_PERCENT = re.compile(r"\s*[:–-]?\s*\d{1,3}(?:[.,]\d+)?\s?%\s*$")
_WIDE = 2.5
"""Heights of a letter between label and sum from which the sum stands in a column of its own."""
_SHORT = 60
_RUN = 3
"""Entries parted by misread arrows from which a run is a list."""


@dataclass(frozen=True, slots=True)
class ListTable:
    """A list read as a table, and the blocks it takes up."""

    first: Block
    blocks: frozenset[int]
    table: Table


@dataclass(frozen=True, slots=True)
class _Row:
    block: Block
    label: Text
    sum: Text | None
    """None for a row of words that names the side of the entries below."""
    is_sure: bool = True
    """Parted by an account or a clear leader, not by what may be a misread arrow."""


def list_tables(document: Document, skipped: frozenset[int] = frozenset()) -> Iterator[ListTable]:
    """The lists of a document that are tables in all but ruling."""
    run: list[_Row] = []
    for block in document.blocks:
        rows = [] if block.kind is BlockKind.TABLE or block.index in skipped else _rows(block)
        if not rows:
            yield from _closed(run)
            run = []
            continue
        if run and run[-1].block.index < block.index - 1:
            yield from _closed(run)
            run = []
        run.extend(rows)
    yield from _closed(run)


def _closed(run: Sequence[_Row]) -> Iterator[ListTable]:
    """A run is a table with two entries or more, or one under a heading that names its side."""
    while run and run[-1].sum is None:
        run = run[:-1]
    entries = [r for r in run if r.sum is not None]
    if not entries or (len(entries) < 2 and len(run) < 2):
        return
    if not any(r.is_sure for r in entries) and len(entries) < _RUN:
        return
    cells: list[Cell] = []
    for number, row in enumerate(run):
        cells.append(Cell(number, 0, row.label, _box(row.label), 1, 1 if row.sum is not None else 2))
        if row.sum is not None:
            cells.append(Cell(number, 1, row.sum, _box(row.sum)))
    page = entries[0].block.page
    here = [c.box for c in cells if c.text.words and c.text.words[0].page == page]
    table = Table(page, Box.around(here), len(run), 2, tuple(cells), 0, is_ruled=False)
    yield ListTable(run[0].block, frozenset(r.block.index for r in run), table)


def _box(text: Text) -> Box:
    return text.place().box if text.words else Box(0, 0, 0, 0)


def _rows(block: Block) -> list[_Row]:
    """A block as entries, each a line of it where it runs several together; none where it is anything else."""
    if _names_side(block.string):
        return [_Row(block, block.text, None)]
    whole = _entry(block, block.text)
    if whole is not None:
        return [whole]
    if len(block.lines) < 2:
        return []
    lines = [_entry(block, Text.of_lines([line])) for line in block.lines]
    return [r for r in lines if r is not None] if all(lines) else []


def _names_side(string: str) -> bool:
    bare = string.strip(" :–-•")
    if len(bare) > _SHORT:
        return False
    sides = [s for s in Side if is_wholly(words("money", "sides", s.value), bare)]
    sections = [n for n in ("fonctionnement", "investissement") if says(words("money", "budget_sections", n), bare)]
    return len(sides) == 1 or (len(sections) == 1 and len(bare) < 40 and not any(c.isdigit() for c in bare[:1]))


def _stands_apart(text: Text, place: int) -> bool:
    """Whether a wide gap parts the word at ``place`` from the one before it on the same line."""
    index = bisect_left(text.starts, place)
    if not 0 < index < len(text.words):
        return False
    before, word = text.words[index - 1].word.box, text.words[index].word.box
    return abs(before.middle - word.middle) < word.height and word.x0 - before.x1 > _WIDE * max(word.height, 8.0)


def _entry(block: Block, text: Text) -> _Row | None:
    string = text.string
    sums = find_money(string)
    if not sums and (free := _FREE.fullmatch(string)) is not None:
        return _Row(block, text.slice(free.start("label"), free.end("label")), text.slice(*free.span("free")))
    if not sums or string[sums[-1].end :].strip(" .;,"):
        return None
    start = _BULLET.match(string).end() if not string[:1].isalnum() else 0  # type: ignore[union-attr]
    label = string[start : sums[-1].start]
    if len(sums) > 1 and parse_tier(_ENDS.sub("", label)) is None:
        return None  # several sums, which are no bounds of a tier
    printed = read_imputation(label)
    is_account = printed is not None and printed.is_marked
    is_total = says(words("money", "totals"), label.strip())
    money = sums[-1]
    is_apart = _stands_apart(text, money.start)
    is_sure = is_account or is_total or is_apart or _LEADERS.search(label) is not None
    misread = money.sign is not None or _MISREAD_ARROW.search(label) is not None
    if not is_sure and (not misread or len(label) > _SHORT or label.rstrip().endswith(":")):
        return None
    end = start + len(_PERCENT.sub("", _ENDS.sub("", label)))
    if end <= start:
        return None
    first = money.start
    if not is_sure and money.sign is not None:
        first += len(string[first:]) - len(string[first:].lstrip("+-–—− \u00a0"))
    return _Row(block, text.slice(start, end), text.slice(first, money.end), is_sure)

"""Pages to a document: the order of the steps of layout, and what each passes to the next."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from statistics import median

from corpus.page import Page, Reading, Ruling, Word
from extractors.document import Block, BlockKind, Document, Line, Table, Text
from extractors.layout.across import ruled_across
from extractors.layout.contents import without_leaders
from extractors.layout.continued import goes_on_in, joined
from extractors.layout.furniture import find_furniture
from extractors.layout.grids import find_grids
from extractors.layout.kinds import look_at
from extractors.layout.paragraphs import Setting, goes_on, set_lines
from extractors.layout.regions import Region, split_columns
from extractors.layout.rows import bounds, rows_of
from extractors.layout.run_in import with_run_in_headings
from extractors.layout.tables import Filled, fill, is_table, rows_as_text, table_of
from extractors.layout.unruled import split_unruled


@dataclass(slots=True)
class _Draft:
    """A block in the making."""

    settings: list[Setting] = field(default_factory=list)
    raw: list[Line] = field(default_factory=list)
    """The lines as printed, leaders and page numbers included."""
    table: Table | None = None
    pieces: list[Table] = field(default_factory=list)
    """The parts of a table that goes on over pages."""


@dataclass(slots=True)
class _PageDraft:
    page: Page
    words: tuple[Word, ...]
    """Without furniture."""
    parts: list[Region | Table] = field(default_factory=list)


def lay_out(pages: Sequence[Page]) -> Document:
    """Blocks in reading order and the text of each page, running headers and footers set aside."""
    rows = [rows_of(p.words) for p in pages]
    furniture_ids = [
        _outside_tables(p, f) | _specks(p, r) for p, r, f in zip(pages, rows, find_furniture(pages, rows), strict=True)
    ]
    furniture: list[Line] = []
    drafts: list[_PageDraft] = []
    for page, page_rows, ids in zip(pages, rows, furniture_ids, strict=True):
        for row in page_rows:
            running = tuple(w for w in row if id(w) in ids)
            if running:
                furniture.append(Line(page.number, running))
        drafts.append(_PageDraft(page, tuple(w for w in page.words if w.text and id(w) not in ids)))
    margins = _margins(drafts)
    for draft in drafts:
        draft.parts = _parts(draft, *margins.get(round(draft.page.width), (0.0, draft.page.width)))
    blocks, taken = _blocks(drafts)
    texts = _page_texts(pages, blocks)
    body_size = _body_size(drafts)
    underlines = {p.number: p.rulings for p in pages}
    made = [_block(i, b, body_size, underlines) for i, b in enumerate(blocks)]
    return Document(tuple(_with_levels(with_run_in_headings(made))), texts, (*furniture, *taken))


def _outside_tables(page: Page, furniture: set[int]) -> set[int]:
    """Furniture without the header of a table, repeated at the top of pages: the rest of its grid does not repeat."""
    if not furniture or not page.rulings:
        return furniture
    kept = set(furniture)
    crossing = find_grids(page.rulings)
    for grid in (*crossing, *ruled_across(page.rulings, page.words, crossing)):
        inside = {id(w) for w in page.words if grid.box.contains(w.box, _SLACK)}
        if len(inside - furniture) > len(inside & furniture):
            kept -= inside
    return kept


_SLACK = 2.0
_RULE_OF_SIGNS = re.compile(r"[-_=*~.–—]+")


def _specks(page: Page, rows: Sequence[Sequence[Word]]) -> set[int]:
    """Words that are no text: rules typed with signs; on scans, rows of stray strokes and letters hardly read."""
    specks: set[int] = set()
    for row in rows:
        if all(_RULE_OF_SIGNS.fullmatch(w.text) for w in row):
            specks.update(id(w) for w in row)
        if page.reading is Reading.DIGITAL:
            continue
        letters = sum(c.isalnum() for w in row for c in w.text)
        confidence = sum(w.confidence for w in row) / len(row)
        specks.update(id(w) for w in row if set(w.text) <= set("|¦"))
        if letters == 0 or (letters <= 2 and confidence < 60):
            specks.update(id(w) for w in row)
    return specks


_FULL_LINES = 3
"""Lines that must end at one edge before it is believed to be the right margin."""


def _margins(drafts: Sequence[_PageDraft]) -> dict[int, tuple[float, float]]:
    """Left and right edge of the text, by width of page: the median of the pages' own edges.

    Where no lines end at one edge (a document of short lines), the right margin is taken to be as wide as the left.
    """
    edges: dict[int, list[tuple[float, float]]] = {}
    ends: dict[int, list[float]] = {}
    for draft in drafts:
        width = round(draft.page.width)
        if draft.words:
            box = bounds(draft.words)
            edges.setdefault(width, []).append((box.x0, box.x1))
            ends.setdefault(width, []).extend(w.box.x1 for w in draft.words)
    margins = {}
    for width, pages in edges.items():
        left, right = median(e[0] for e in pages), median(e[1] for e in pages)
        if right < 0.6 * width or sum(abs(x - right) <= 0.03 * width for x in ends[width]) < _FULL_LINES:
            right = max(right, width - left)
        margins[width] = left, right
    return margins


def _parts(draft: _PageDraft, left: float, right: float) -> list[Region | Table]:
    """Tables and regions of text of a page in reading order."""
    words: list[Word] = list(draft.words)
    is_exact = draft.page.reading is Reading.DIGITAL
    tables: list[tuple[float, float, Filled]] = []
    boxed: list[Filled] = []
    crossing = find_grids(draft.page.rulings)
    for grid in (*crossing, *ruled_across(draft.page.rulings, words, crossing)):
        filled, rest = fill(grid, words)
        if is_table(filled):
            tables.append((grid.box.y0, grid.box.y1, filled))
            words = rest
        elif grid in crossing and sum(1 for w in filled.words if w) >= 2 and _is_side_by_side(filled):
            boxed.append(filled)
            words = rest
    holes: list[tuple[float, list[Region | Table]]] = [
        (top, [table_of(draft.page.number, filled)]) for top, _, filled in tables
    ]
    for filled in boxed:
        regions: list[Region | Table] = []
        for cell, inside in zip(filled.grid.cells, filled.words, strict=True):
            if inside:
                regions += split_columns(inside, cell.box.x0, bounds(inside).x1, is_exact)
        holes.append((filled.grid.box.y0, regions))
    holes.sort(key=lambda h: h[0])
    parts: list[Region | Table] = []
    for top, content in holes:
        above = [w for w in words if w.box.middle < top]
        words = [w for w in words if w.box.middle >= top]
        parts += split_columns(above, left, right, is_exact)
        parts += content
    parts += split_columns(words, left, right, is_exact)
    return [p for part in parts for p in _with_unruled(draft.page, part)]


def _with_unruled(page: Page, part: Region | Table) -> list[Region | Table]:
    """A region with its tables without rules set apart; the lines of a table of contents are none."""
    if isinstance(part, Table):
        return [part]
    settings = set_lines(page.number, page.reading, part.rows, part.left, part.right)
    stripped, _ = without_leaders(settings)
    contents = frozenset(i for i, (a, b) in enumerate(zip(settings, stripped, strict=True)) if a is not b)
    return [
        p if isinstance(p, Table) else Region(tuple(tuple(r) for r in p), part.left, part.right)
        for p in split_unruled(page.number, part.rows, contents)
    ]


def _is_side_by_side(filled: Filled) -> bool:
    """Whether two boxes of text stand in one row: then they are read one after the other."""
    rows = [c.row for c, w in zip(filled.grid.cells, filled.words, strict=True) if w]
    return len(rows) != len(set(rows))


def _blocks(drafts: Sequence[_PageDraft]) -> tuple[list[_Draft], list[Line]]:
    blocks: list[_Draft] = []
    taken: list[Line] = []
    for draft in drafts:
        is_first = True
        for part in draft.parts:
            if isinstance(part, Table):
                _add_table(blocks, part, is_first)
                is_first = False
                continue
            settings = set_lines(draft.page.number, draft.page.reading, part.rows, part.left, part.right)
            stripped, leaders = without_leaders(settings)
            taken += leaders
            for setting, raw in zip(stripped, settings, strict=True):
                last = blocks[-1] if blocks else None
                if last is not None and last.settings and goes_on(last.settings[-1], setting):
                    last.settings.append(setting)
                    last.raw.append(raw.line)
                else:
                    blocks.append(_Draft([setting], [raw.line]))
                is_first = False
    return blocks, taken


def _add_table(blocks: list[_Draft], table: Table, is_first_on_page: bool) -> None:
    last = blocks[-1] if blocks else None
    if (
        is_first_on_page
        and last is not None
        and last.table is not None
        and last.pieces[-1].page == table.page - 1
        and goes_on_in(last.table, table)
    ):
        last.table = joined(last.table, table)
        last.pieces.append(table)
        return
    blocks.append(_Draft(table=table, pieces=[table]))


def _body_size(drafts: Sequence[_PageDraft]) -> float:
    """The commonest type size of the document, by letters."""
    counts: dict[float, int] = {}
    for draft in drafts:
        for word in draft.words:
            size = round(2 * (word.size or word.box.height)) / 2
            counts[size] = counts.get(size, 0) + len(word.text)
    return max(counts, key=lambda s: (counts[s], s)) if counts else 0.0


def _block(index: int, draft: _Draft, body_size: float, rulings: dict[int, tuple[Ruling, ...]]) -> Block:
    if draft.table is not None:
        text = Text.joined([c.text for c in draft.table.cells if c.text.words])
        return Block(index, BlockKind.TABLE, text, table=draft.table)
    lines = tuple(s.line for s in draft.settings)
    text = Text.of_lines(lines)
    look = look_at(draft.settings, text.string, body_size, _underlined(lines, rulings))
    return Block(
        index,
        look.kind,
        text,
        label=look.label.text if look.label else None,
        body_start=look.body_start,
        bullet=look.bullet,
        size=look.size,
        is_bold=look.is_bold,
        is_capital=look.is_capital,
        is_centred=look.is_centred,
        is_underlined=look.is_underlined,
        is_recognised=not draft.settings[0].is_exact,
        lines=lines,
    )


def _underlined(lines: Iterable[Line], rulings: dict[int, tuple[Ruling, ...]]) -> float:
    """Share of the lines' width with a rule close beneath the letters."""
    width = covered = 0.0
    for line in lines:
        box = line.box
        width += box.width
        reach = 0.0
        for ruling in rulings.get(line.page, ()):
            r = ruling.box
            if (
                ruling.is_horizontal
                and box.y1 - 0.35 * box.height <= r.middle <= box.y1 + 2.5
                and r.width <= box.width + 12
            ):
                reach += max(0.0, min(r.x1, box.x1) - max(r.x0, box.x0))
        covered += min(reach, box.width)
    return covered / width if width else 0.0


def _with_levels(blocks: Sequence[Block]) -> list[Block]:
    """Depth of indentation among neighbours, by the left edges of the blocks above."""
    edges: list[float] = []
    result = []
    for block in blocks:
        if not block.lines:
            edges = []
            result.append(block)
            continue
        x0 = block.lines[0].box.x0
        while edges and edges[-1] >= x0 - 4:
            edges.pop()
        result.append(replace(block, level=len(edges)))
        if block.kind is not BlockKind.HEADING or not block.is_centred:
            edges.append(x0)
    return result


def _page_texts(pages: Sequence[Page], blocks: Sequence[_Draft]) -> tuple[tuple[int, str], ...]:
    texts: dict[int, list[str]] = {p.number: [] for p in pages}
    for block in blocks:
        if block.table is not None:
            for piece in block.pieces:
                texts[piece.page] += rows_as_text(piece)
            continue
        by_page: dict[int, list[Line]] = {}
        for line in block.raw:
            by_page.setdefault(line.page, []).append(line)
        for page, lines in by_page.items():
            texts[page].append(Text.of_lines(lines).string)
    return tuple((p.number, "\n".join(texts[p.number])) for p in pages)

"""Which candidates are headings: those sure by themselves, those in runs, those set like them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from rapidfuzz import fuzz

from extractors.document import Block, BlockKind
from extractors.french.money import find_money
from extractors.outline.candidates import ALIKE, Candidate, may_be_title
from extractors.outline.runs import bulleted_run, colon_run, numbered_run, with_missing_numbers
from extractors.outline.words import fold, is_usual_heading

_ENOUGH = 2.0


def accepted(found: Sequence[Candidate], blocks: Sequence[Block]) -> list[Candidate]:
    """The headings among the candidates, consistent with one another.

    A numbered document has no headings without number but those set just like its numbered ones; in a document
    without numbers, headings are the lines set apart in one style that have text beneath, with the usual last words
    (*Questions diverses*) beside.
    """
    sure = _without_lists([c for c in found if c.points >= _ENOUGH])
    numbered = [c for c in sure if c.label is not None or c.entry is not None]
    if len(numbered) < 2:
        run = (
            numbered_run(found, blocks) or bulleted_run(found, blocks) or (not sure and colon_run(found, blocks)) or []
        )
        sure = sorted({c.block.index: c for c in (*sure, *run)}.values(), key=lambda c: c.block.index)
        numbered = run or numbered
    else:
        sure = with_missing_numbers(sure, found, blocks)
    apart = [c for c in found if c.points < _ENOUGH and _is_set_apart(c)]
    if len(numbered) >= 2:
        apart = [c for c in apart if not c.block.is_recognised]  # how numbers are set, a scan tells too roughly
    if len(numbered) >= 2:
        styles = {_style(c.block) for c in numbered}
    else:
        styles = _styles_of_titles([*(c for c in sure if c.block.bullet is None), *apart], blocks)
    kept = [
        c
        for c in sure
        if c.label is not None
        or c.entry is not None
        or c.has_number
        or _style(c.block) in styles
        or is_usual_heading(c.block.body)
    ]
    kept += [c for c in apart if _style(c.block) in styles or is_usual_heading(c.block.body)]
    return sorted(kept, key=lambda c: c.block.index)


_INFORMS = re.compile(r"(?i:(?:points?\s+d['’]\s?|pour\s+)informations?\b)")
"""What is only told of stays with what stands before."""


def _is_set_apart(candidate: Candidate) -> bool:
    """A line that nothing but its setting tells for a title: bold, underlined or in capitals, no formula, no entry."""
    block = candidate.block
    body = block.body.strip()
    return (
        block.kind is BlockKind.HEADING
        and (block.is_bold or block.is_underlined or block.is_capital)
        and (not block.is_recognised or (block.is_bold and not find_money(body)))
        and candidate.label is None
        and block.bullet is None
        and body[:1].isupper()
        and _INFORMS.match(body) is None
        and may_be_title(block)
    )


def _styles_of_titles(titles: Sequence[Candidate], blocks: Sequence[Block]) -> set[tuple[bool, bool, bool, bool, int]]:
    """The styles of titles: the commonest among those sure by themselves, and each with text beneath twice or more."""
    sure = Counter(_style(c.block) for c in titles if c.points >= _ENOUGH)
    styles = {s for s, n in sure.items() if n == max(sure.values())}
    introducing = Counter(_style(c.block) for c in titles if _has_text(c.block.index, blocks))
    number = Counter(_style(c.block) for c in titles)
    return styles | {s for s, n in introducing.items() if n >= 2 and n >= 0.5 * number[s]}


def _has_text(index: int, blocks: Sequence[Block]) -> bool:
    """Whether what stands right beneath a block is no title itself."""
    return index + 1 < len(blocks) and blocks[index + 1].kind is not BlockKind.HEADING


def _without_lists(sure: list[Candidate]) -> list[Candidate]:
    """Bulleted entries repeated right beneath their heading only list what the item is about."""
    kept: list[Candidate] = []
    last = -2
    for c in sure:
        if c.block.bullet is not None and c.block.index == last + 1:
            last = c.block.index
            continue
        last = c.block.index
        kept.append(c)
    return kept


def _style(block: Block) -> tuple[bool, bool, bool, bool, int]:
    """How a heading is set; of a recognised one, what does not depend on estimates."""
    if block.is_recognised:
        return False, block.is_capital, block.is_underlined, False, 0
    return block.is_bold, block.is_capital, block.is_underlined, block.is_centred, round(block.size)


def without_recap(headings: list[Candidate], blocks: Sequence[Block]) -> list[Candidate]:
    """Headings without the list of deliberations printed once more at the end of many minutes.

    Such a list is a run of lines with nothing between them that repeats headings which do have a text.
    """
    real = [c for c in headings if not _is_among_titles(c.block.index, blocks)]
    titles = [fold(c.block.body) for c in real]
    if len(titles) < 3:
        return headings
    drop: set[int] = set()
    for run in _runs_of_titles(blocks, real[2].block.index):
        again = [i for i, b in enumerate(run) if any(fuzz.ratio(fold(b.body), t) >= ALIKE for t in titles)]
        stretch = again[-1] - again[0] + 1 if again else 0
        if len(again) >= 3 and len(again) >= 0.6 * stretch:
            drop.update(b.index for b in run[again[0] : again[-1] + 1])
    return [c for c in headings if c.block.index not in drop]


def _is_title(block: Block) -> bool:
    return (
        block.kind is not BlockKind.TABLE
        and 0 < len(block.string.split()) <= 60
        and block.kind is not BlockKind.PARAGRAPH
    )


def _is_among_titles(index: int, blocks: Sequence[Block]) -> bool:
    """Whether a block has title-like lines right before and after it."""
    around = [blocks[i] for i in (index - 1, index + 1) if 0 <= i < len(blocks)]
    return all(_is_title(b) for b in around)


def _runs_of_titles(blocks: Sequence[Block], first: int) -> list[list[Block]]:
    """Runs of neighbouring title-like lines after block ``first``."""
    runs: list[list[Block]] = [[]]
    for block in blocks[first + 1 :]:
        if _is_title(block):
            runs[-1].append(block)
        elif runs[-1]:
            runs.append([])
    return [r for r in runs if r]

"""Lines that are headings because they count up, or are marked alike, however plainly they are set.

Belongs here: runs of lines. Does not belong here: what speaks for one line (`candidates`), the single lines missing
between two headings (`holes`).
"""

from __future__ import annotations

from collections.abc import Sequence

from extractors.document import Block, BlockKind
from extractors.numbering import LabelKind
from extractors.outline.candidates import LONGEST_TITLE, Candidate, has_paragraph, may_be_title
from extractors.outline.words import ends_sentence

_FEWEST_FIRM = 2
_COUNTED = (LabelKind.NUMBER, LabelKind.ROMAN, LabelKind.UPPER)
_SHORTEST_RUN = 3
"""So many lines numbered one after the other, each with text beneath, are headings however plainly they are set."""


def _is_numbered_line(candidate: Candidate) -> bool:
    body = candidate.block.body
    return candidate.block.bullet is None and not ends_sentence(body) and len(body.split()) <= LONGEST_TITLE


def numbered_run(found: Sequence[Candidate], blocks: Sequence[Block]) -> list[Candidate]:
    """Plain lines *1. ...*, *2. ...*, *3. ...* with paragraphs between them; none where they do not count up."""
    run: list[Candidate] = []
    for c in found:
        label = c.label
        if label is None or label.kind not in _COUNTED or not _is_numbered_line(c):
            continue
        is_next = run and run[-1].label is not None and run[-1].label.kind is label.kind
        is_next = is_next and label.ordinal == (run[-1].label.ordinal or 0) + 1 if is_next and run[-1].label else False
        if not run and label.ordinal in (0, 1, None) or is_next:
            run.append(c)
    with_text = [c for c in run if has_paragraph(c.block.index, blocks)]
    return run if len(run) >= _SHORTEST_RUN and len(with_text) >= 0.75 * len(run) else []


def with_missing_numbers(
    sure: Sequence[Candidate], found: Sequence[Candidate], blocks: Sequence[Block]
) -> list[Candidate]:
    """Headings, with the lines that count up to them and on from them, where a scan hides how some of them are set.

    *1) Rents* and *2) Cemetery* before *3) **Roads***: each has text beneath, so that no entry of a list is one.
    """
    firm = [c for c in sure if c.label is not None and c.label.kind in _COUNTED and c.block.is_recognised]
    kinds = {(c.label.kind, c.label.closing) for c in firm if c.label is not None}
    if len(firm) < _FEWEST_FIRM or len(kinds) > 1:
        return list(sure)
    plain = [
        c
        for c in found
        if c not in firm
        and c.label is not None
        and (c.label.kind, c.label.closing) in kinds
        and _is_numbered_line(c)
        and c.block.body[:1].isupper()
        and has_paragraph(c.block.index, blocks)
    ]
    run: list[Candidate] = []
    for c in sorted((*firm, *plain), key=lambda c: c.block.index):
        last = run[-1] if run else None
        if c in firm and last is not None and not _counts_up(last, c):
            run = [x for x in run if x in firm]  # what stands between does not lead up to it
        if c in firm or last is None or _counts_up(last, c):
            run.append(c)
    return sorted({c.block.index: c for c in (*sure, *run)}.values(), key=lambda c: c.block.index)


def _counts_up(before: Candidate, after: Candidate) -> bool:
    """Whether the number of one heading is the next after that of another."""
    if before.label is None or after.label is None or before.label.ordinal is None:
        return False
    return after.label.ordinal == before.label.ordinal + 1


def bulleted_run(found: Sequence[Candidate], blocks: Sequence[Block]) -> list[Candidate]:
    """Short lines after one kind of bullet, each with text beneath that has none; none where bullets make lists."""
    by_bullet: dict[str, list[Candidate]] = {}
    for c in found:
        body = c.block.body.strip()
        if c.block.bullet is not None and body[:1].isupper():
            by_bullet.setdefault(c.block.bullet, []).append(c)
    for bullet, marked in by_bullet.items():
        titles = [c for c in marked if may_be_title(c.block)]
        alone = [c for c in titles if (i := c.block.index + 1) < len(blocks) and blocks[i].bullet != bullet]
        if len(titles) >= _SHORTEST_RUN and len(titles) == len(marked) and len(alone) >= 0.75 * len(titles):
            return titles
    return []


def colon_run(found: Sequence[Candidate], blocks: Sequence[Block]) -> list[Candidate]:
    """Short plain lines that end on a colon, each with prose beneath (*Tarif de l'eau :*), where nothing else heads."""
    ended = [c for c in found if c.label is None and c.block.bullet is None and c.block.body.rstrip().endswith(":")]
    titles = [
        c for c in ended if c.block.body[:1].isupper() and may_be_title(c.block) and _has_prose(c.block.index, blocks)
    ]
    is_usual = len(titles) >= max(_SHORTEST_RUN, 0.75 * len(ended))
    return [c for c in titles if len(c.block.body.split()) <= _LONGEST_COLON_TITLE] if is_usual else []


_LONGEST_COLON_TITLE = 12
_SHORTEST_PROSE = 6


def _has_prose(index: int, blocks: Sequence[Block]) -> bool:
    """Whether a sentence stands right beneath a block."""
    below = blocks[index + 1] if index + 1 < len(blocks) else None
    if below is None or below.kind is not BlockKind.PARAGRAPH or below.bullet is not None:
        return False
    return below.string[:1].isupper() and len(below.string.split()) >= _SHORTEST_PROSE

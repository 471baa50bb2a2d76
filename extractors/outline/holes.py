"""Headings that are missing from a count: between *1.* and *4.* stand *2.* and *3.*, however plainly they are set.

Recognition loses the weight of type, and a clerk forgets it. Belongs here: which numbered lines fill a hole. Does not
belong here: what makes a heading by itself (`candidates`).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extractors.document import Block
from extractors.numbering import LabelKind
from extractors.outline.candidates import Candidate, has_paragraph, may_be_title

_COUNTING = (LabelKind.NUMBER, LabelKind.ROMAN, LabelKind.UPPER, LabelKind.WORD)


def with_holes_filled(
    headings: Sequence[Candidate], found: Sequence[Candidate], blocks: Sequence[Block]
) -> list[Candidate]:
    """The headings and the lines between two of them whose numbers lead from the one to the other."""
    numbered = [c for c in headings if c.label is not None and c.label.kind is not LabelKind.ACT]
    filled = {c.block.index: c for c in headings}
    for before, after in pairwise(numbered):
        for c in _between(before, after, found, blocks):
            filled[c.block.index] = c
    return [filled[i] for i in sorted(filled)]


def _between(
    before: Candidate, after: Candidate, found: Sequence[Candidate], blocks: Sequence[Block]
) -> list[Candidate]:
    first, last = before.label, after.label
    if first is None or last is None or first.kind is not last.kind or first.kind not in _COUNTING:
        return []
    start, stop = first.ordinal, last.ordinal
    if start is None or stop is None or stop - start < 2:
        return []
    run: list[Candidate] = []
    for c in found:
        is_there = before.block.index < c.block.index < after.block.index and c.block.bullet is None
        if not is_there or c.label is None or c.label.kind is not first.kind or not may_be_title(c.block):
            continue
        if c.label.ordinal == start + len(run) + 1:
            run.append(c)
    is_whole = len(run) == stop - start - 1
    return run if is_whole and sum(has_paragraph(c.block.index, blocks) for c in run) * 2 >= len(run) else []

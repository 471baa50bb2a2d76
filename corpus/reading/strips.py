"""Parts of a page set one under another on one picture, so that the engine reads them all in one go.

Cells of a table and lines the first reading passed over make poor pages of their own: the engine takes neighbours
for one line and rulings for letters. Under one another they are plain lines.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from corpus.reading.marks import PALE
from corpus.reading.ocr import SeenWord
from corpus.reading.picture import PAPER, Picture, Span

STRIP_BLOCK = 1000
"""Blocks of words read in strips are numbered from here, so that they stay apart from the page's own."""


@dataclass(frozen=True, slots=True)
class Strips:
    """A picture of parts, and where each came from."""

    picture: Picture
    parts: tuple[Span, ...]
    """On the page, each cut to its ink."""
    sources: tuple[int, ...]
    """Which of the parts given each is: empty ones are left out."""
    tops: tuple[int, ...]
    """Where each part begins on ``picture``."""
    left: int

    def home(self, word: SeenWord) -> tuple[int, SeenWord] | None:
        """Which part a word of ``picture`` is of, and the word at its place on the page."""
        middle = (word.top + word.bottom) // 2
        k = int(np.searchsorted(self.tops, middle, side="right")) - 1
        if k < 0:
            return None
        part = self.parts[k]
        dx, dy = part.x0 - self.left, part.y0 - self.tops[k]
        moved = replace(word, left=word.left + dx, right=word.right + dx, top=word.top + dy, bottom=word.bottom + dy)
        return self.sources[k], moved


def stacked(page: Picture, parts: Sequence[Span], dpi: float) -> Strips:
    """Set ``parts`` of a page under one another, white between, each cut to its ink."""
    gap, left = round(dpi * 0.12), round(dpi * 0.15)
    inked = [_inked(page, p, round(dpi * 0.02)) for p in parts]
    sources = tuple(i for i, part in enumerate(inked) if part is not None)
    kept = [part for part in inked if part is not None]
    width = max((p.width for p in kept), default=0) + 2 * left
    height = sum(p.height + gap for p in kept) + gap
    picture = np.full((height, width), PAPER, np.uint8)
    tops, y = [], gap
    for part in kept:
        picture[y : y + part.height, left : left + part.width] = page[part.y0 : part.y1, part.x0 : part.x1]
        tops.append(y)
        y += part.height + gap
    return Strips(picture, tuple(kept), sources, tuple(tops), left)


def _inked(page: Picture, part: Span, least: int) -> Span | None:
    """The part of ``part`` that holds ink; None if it is empty but for specks."""
    ink = page[part.y0 : part.y1, part.x0 : part.x1] < PALE
    rows, columns = np.flatnonzero(ink.sum(axis=1) >= 1), np.flatnonzero(ink.sum(axis=0) >= 1)
    if not rows.size or not columns.size or ink.sum() < least * least * 2:
        return None
    box = Span(
        part.x0 + int(columns[0]), part.y0 + int(rows[0]), part.x0 + int(columns[-1]) + 1, part.y0 + int(rows[-1]) + 1
    )
    return box if box.height >= least and box.width >= 2 else None

"""Words side by side: visual rows of a page, however skewed, with superscripts in the row they belong to.

Belongs here: grouping words by geometry alone. Does not belong here: columns (`regions`), paragraphs (`paragraphs`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from statistics import median

from corpus.page import Box, Word

_MIN_OVERLAP = 0.5
"""Share of the smaller word's height that must overlap for two words to stand in one row."""
_BUCKET = 24.0
"""Height in points of the buckets in which open rows are looked up."""


@dataclass(slots=True)
class _Row:
    words: list[Word]
    anchor: Word
    """The last word of full height: superscripts do not drag the row upwards."""
    tallest: float = field(default=0.0)


def rows_of(words: Iterable[Word]) -> list[list[Word]]:
    """Group words into visual rows, each left to right, rows from top to bottom.

    Words are taken from left to right and each joins the row whose last full-height word overlaps it most, so that a
    row may climb or fall slowly over the page (skew) without losing words to its neighbours.
    """
    buckets: dict[int, list[_Row]] = {}
    every: list[_Row] = []
    for word in sorted(words, key=lambda w: (w.box.x0, w.box.y0)):
        if not word.text:
            continue
        home = _home(word, buckets)
        if home is None:
            home = _Row([word], word, word.box.height)
            every.append(home)
            buckets.setdefault(int(word.box.middle // _BUCKET), []).append(home)
            continue
        home.words.append(word)
        if word.box.height >= 0.8 * home.tallest:
            old, new = int(home.anchor.box.middle // _BUCKET), int(word.box.middle // _BUCKET)
            home.anchor = word
            home.tallest = max(home.tallest, word.box.height)
            if new != old:
                buckets[old].remove(home)
                buckets.setdefault(new, []).append(home)
    ordered = sorted(every, key=lambda r: (median(w.box.middle for w in r.words), r.words[0].box.x0))
    return [r.words for r in ordered]


def _home(word: Word, buckets: dict[int, list[_Row]]) -> _Row | None:
    best, best_share = None, _MIN_OVERLAP
    at = int(word.box.middle // _BUCKET)
    for near in (at - 1, at, at + 1):
        for row in buckets.get(near, ()):
            share = _share(row.anchor.box, word.box)
            if share > best_share and not _covers(row.words[-1].box, word.box):
                best, best_share = row, share
    return best


def _share(a: Box, b: Box) -> float:
    shared = min(a.y1, b.y1) - max(a.y0, b.y0)
    least = min(a.height, b.height)
    if least <= 0:
        return 1.0 if abs(a.middle - b.middle) <= max(a.height, b.height, 1.0) / 2 else 0.0
    distance = abs(a.middle - b.middle) / max(a.height, b.height, 1.0)
    return shared / least - 0.1 * distance


def _covers(last: Box, box: Box) -> bool:
    """Whether a word would stand on top of the row's last one rather than after it."""
    overlap = min(last.x1, box.x1) - max(last.x0, box.x0)
    return overlap > 0.6 * min(last.width, box.width) and abs(last.middle - box.middle) > 0.3 * min(
        last.height, box.height
    )


def bounds(words: Sequence[Word]) -> Box:
    """The box around a row."""
    return Box.around(w.box for w in words)


def typical_size(words: Sequence[Word]) -> float:
    """Median type size of a row in points, from box heights where no size is known."""
    return median((w.size or w.box.height) for w in words)

"""Words side by side: visual rows of a page, however skewed, with superscripts in the row they belong to.

Belongs here: grouping words by geometry alone. Does not belong here: columns (`regions`), paragraphs (`paragraphs`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from corpus.page import Box, Word

_MIN_OVERLAP = 0.45
"""Share of the smaller height that must overlap for two runs of words to stand in one row."""
_BUCKET = 24.0
"""Height in points of the buckets in which open rows are looked up."""
_NEXT_WORD_GAP = 3.0
"""Of the height of the letters: words of one row that follow one another in the source are no further apart."""
_NEXT_WORD_SHIFT = 0.6
"""Of the height of the letters: a word of the same row is no further up or down than this."""
_ENDS = 3
"""How many words at the end of a run tell where its line is, specks and superscripts notwithstanding."""


@dataclass(slots=True)
class _Run:
    """Words that follow one another both in the source and on the page."""

    words: list[Word]

    def head(self) -> tuple[float, float]:
        return _span(self.words[:_ENDS])

    def tail(self) -> tuple[float, float]:
        return _span(self.words[-_ENDS:])


def rows_of(words: Iterable[Word]) -> list[list[Word]]:
    """Group words into visual rows, each left to right, rows from top to bottom.

    Words that follow one another in the source and stand side by side make runs; runs, from left to right, join the
    row whose end overlaps their beginning most. So a row may climb or fall slowly over the page (skew) without losing
    words to its neighbours.
    """
    runs = sorted(_runs(words), key=lambda r: (r.words[0].box.x0, r.words[0].box.y0))
    buckets: dict[int, list[_Run]] = {}
    rows: list[_Run] = []
    for run in runs:
        home = _home(run, buckets)
        if home is None:
            home = run
            rows.append(home)
        else:
            _drop(home, buckets)
            home.words.extend(run.words)
        buckets.setdefault(_bucket(home), []).append(home)
    for row in rows:
        row.words.sort(key=lambda w: w.box.x0)
    rows.sort(key=lambda r: (median(w.box.middle for w in r.words), r.words[0].box.x0))
    return [r.words for r in rows]


def _runs(words: Iterable[Word]) -> list[_Run]:
    runs: list[_Run] = []
    for word in words:
        if not word.text:
            continue
        if runs and _is_next(runs[-1].words[-1].box, word.box):
            runs[-1].words.append(word)
        else:
            runs.append(_Run([word]))
    return runs


def _is_next(last: Box, box: Box) -> bool:
    height = max(last.height, box.height)
    gap = box.x0 - last.x1
    return (
        -height <= gap <= _NEXT_WORD_GAP * height
        and box.x0 > last.x0
        and abs(last.middle - box.middle) <= _NEXT_WORD_SHIFT * height
        and min(last.y1, box.y1) > max(last.y0, box.y0)
    )


def _span(words: Sequence[Word]) -> tuple[float, float]:
    """Top and bottom of a few words: the medians, so that one odd box does not count."""
    tops = sorted(w.box.y0 for w in words)
    bottoms = sorted(w.box.y1 for w in words)
    middle = len(words) // 2
    return tops[middle], bottoms[middle]


def _bucket(run: _Run) -> int:
    top, bottom = run.tail()
    return int((top + bottom) / 2 // _BUCKET)


def _drop(run: _Run, buckets: dict[int, list[_Run]]) -> None:
    same = buckets[_bucket(run)]
    del same[next(i for i, r in enumerate(same) if r is run)]


def _home(run: _Run, buckets: dict[int, list[_Run]]) -> _Run | None:
    best, best_share = None, _MIN_OVERLAP
    top, bottom = run.head()
    at = int((top + bottom) / 2 // _BUCKET)
    left = run.words[0].box.x0
    for near in (at - 1, at, at + 1):
        for row in buckets.get(near, ()):
            end = row.words[-1].box
            if left < end.x1 - max(0.4 * min(end.width, run.words[0].box.width), 0.5 * (bottom - top)) - 1:
                continue
            share = _share(*row.tail(), top, bottom)
            if share > best_share:
                best, best_share = row, share
    return best


def _share(top: float, bottom: float, other_top: float, other_bottom: float) -> float:
    least = min(bottom - top, other_bottom - other_top)
    most = max(bottom - top, other_bottom - other_top, 1.0)
    distance = abs(top + bottom - other_top - other_bottom) / 2
    if least <= 0:
        return 1.0 if distance <= most / 2 else 0.0
    return (min(bottom, other_bottom) - max(top, other_top)) / least - 0.1 * distance / most


def bounds(words: Sequence[Word]) -> Box:
    """The box around a row."""
    return Box.around(w.box for w in words)


def typical_size(words: Sequence[Word]) -> float:
    """Median type size of a row in points, from box heights where no size is known."""
    return median((w.size or w.box.height) for w in words)

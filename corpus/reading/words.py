"""From what the engine saw to words of a page: type size, weight, boxes by the baseline, and what shapes decide."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

import cv2
import numpy as np

from corpus.page import Word
from corpus.reading.comparisons import TAKEN_FOR, comparison_in, whole_ink
from corpus.reading.gaps import apart, columns_of, ink_of, together
from corpus.reading.marks import has_minus, with_point
from corpus.reading.ocr import SeenWord
from corpus.reading.picture import Picture
from corpus.reading.repair import repaired
from corpus.reading.strips import STRIP_BLOCK
from corpus.reading.text_layer import line_box

_TALL = frozenset("bdfhklßABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789()[]{}/|!?€$&%")
_ACCENTED_TALL = frozenset("ÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŸÆŒ")
_LOW = frozenset("gjpqyçQÇ,;()[]{}/|$@µ")
_X_HEIGHT = frozenset("acemnorsuvwxzœæ")
_ENGINE_SAYS = (0.0, 15.0, 40.0, 60.0, 75.0, 85.0, 92.0, 97.0, 100.0)
_RIGHT_IN_A_HUNDRED = (20.0, 28.0, 38.0, 61.0, 72.0, 84.0, 97.8, 99.7, 99.9)
"""How many words were right where the engine was so sure: measured on 36,000 words of good and of poor scans whose
text is known. Never 100, which is for the file's own words."""
_CAPITAL_SHARE, _X_SHARE = 0.70, 0.51
"""Height of capitals and ascenders, and of x, in type sizes: the mean over common book and office faces."""
_BOLDER = 1.22
"""Strokes this much thicker for their size than the page's usual ones are bold."""
_BOLDER_LINE, _LIGHTEST = 1.19, 1.08
"""A line whose words have such strokes on average, none of them lighter than that, is bold: of single words small bold
type is hard to tell (measured on faces of books and offices: bold lines from 1.21, others up to 1.12)."""

_FEWEST_WEIGHED = 2
_LEAST_SURE = 32.0
"""A line the engine is less sure of, 0-100, mean over letters, is noise: nine letters in ten are wrong."""
_NUMBERING = re.compile(r"^([1IlLi|!]{1,4})([.,)](?:\d.*)?|[.]?[A-Z][.)]?)$")
_FIRST = re.compile(r"[lIi|](?=(?:er|ère|ere)s?(?:$|[^\w]))")
"""*1er* and *1ère* with the figure taken for a letter: no French word is written so."""
_HYPHENS = ("-", "‐", "–", "—", "¬")
_BAR_PAIR = re.compile(r"^[1Il|!{}\]\[Jj]{2}$")
_ARROW = re.compile(r"[–—]{1,3}[+>»]|-{1,3}[>»]")
_BULLET_LIKE = frozenset("eocaOoœ©®°*+«»¢&@-.·»›>s#e¤•■▪")


@dataclass(frozen=True, slots=True)
class _Metrics:
    """Of one line, in pixels."""

    baseline: float
    slope: float
    size: float

    def at(self, x: float) -> float:
        return self.baseline + self.slope * x


def words_of(seen: Sequence[SeenWord], picture: Picture, scale: float) -> tuple[Word, ...]:
    """Words in points.

    Args:
        seen: as the engine gives them, line by line.
        picture: the straight picture they were seen on, letters black.
        scale: points a pixel.
    """
    lines = [list(group) for _, group in groupby(seen, key=lambda w: w.line)]
    lines = [line for line in lines if not _is_noise(line)]
    usual = _usual_size(lines)
    lines = [together([part for w in line for part in apart(w, picture, usual)], picture, usual) for line in lines]
    metrics = [_metrics(line, usual) for line in lines]
    weights = [[_weight(w, picture, m.size) for w in line] for line, m in zip(lines, metrics, strict=True)]
    regular = _regular([w for line in weights for w in line if w is not None])
    words = []
    goes_on = False
    for line, measure, weight in zip(lines, metrics, weights, strict=True):
        is_bold = _is_bold_line(line, weight, regular)
        for i, w in enumerate(line):
            text = repaired(_by_shape(w, i, line, picture, measure, goes_on and i == 0))
            if not text:
                continue
            heavy = weight[i]
            words.append(
                Word(
                    text,
                    line_box(
                        w.left * scale,
                        w.right * scale,
                        measure.at((w.left + w.right) / 2) * scale,
                        measure.size * scale,
                    ),
                    calibrated(w.confidence),
                    size=round(measure.size * scale, 1),
                    bold=is_bold or (heavy is not None and regular is not None and heavy > _BOLDER * regular),
                    raw=w.text if text != w.text else None,
                    column=w.line[0],
                )
            )
        goes_on = line[-1].text.endswith(_HYPHENS)
    return tuple(words)


def calibrated(engine: float) -> float:
    """The chance in a hundred that a word is right of which the engine is ``engine`` sure."""
    return round(float(np.interp(engine, _ENGINE_SAYS, _RIGHT_IN_A_HUNDRED)), 1)


def _is_noise(line: Sequence[SeenWord]) -> bool:
    """Whether the engine itself doubts nearly all of a line: marks, dirt, letters too faint to read."""
    letters = sum(len(w.text) for w in line)
    sure = sum(w.confidence * len(w.text) for w in line) / max(1, letters)
    figures = sum(c.isdigit() for w in line for c in w.text)
    if not any(c.isalnum() for w in line for c in w.text):
        return sure < 70 and letters < 12
    return sure < _LEAST_SURE and figures < 0.4 * letters


def _heights(line: Sequence[SeenWord]) -> tuple[list[float], list[float], list[tuple[float, float]]]:
    """Sizes told by tall words, by low words, and (x, y) of the feet of words without descenders."""
    tall, low, feet = [], [], []
    for w in line:
        letters = set(w.text)
        if letters & _LOW or not any(c.isalnum() for c in w.text):
            continue
        feet.append(((w.left + w.right) / 2, float(w.bottom)))
        height = w.bottom - w.top
        if letters & _TALL and not letters & _ACCENTED_TALL:
            tall.append(height / _CAPITAL_SHARE)
        elif letters <= _X_HEIGHT:
            low.append(height / _X_SHARE)
    return tall, low, feet


def _usual_size(lines: Sequence[Sequence[SeenWord]]) -> float:
    sizes = [s for line in lines for s in (_heights(line)[0] or _heights(line)[1])]
    every = sizes or [(w.bottom - w.top) / 0.9 for line in lines for w in line]
    return float(np.median(every)) if every else 0.0


def _metrics(line: Sequence[SeenWord], usual: float) -> _Metrics:
    tall, low, feet = _heights(line)
    sizes = tall or low
    if sizes:
        size = float(np.median(sizes))
    else:
        height = max(w.bottom - w.top for w in line)
        size = min(height / 0.9, usual or height) if height < 1.6 * usual else height / 0.9
    if not feet:
        below = max(w.bottom for w in line)
        has_low = any(set(w.text) & _LOW for w in line)
        return _Metrics(below - 0.2 * size if has_low else float(below), 0.0, size)
    xs, ys = np.array([f[0] for f in feet]), np.array([f[1] for f in feet])
    middle = float(np.median(ys))
    near = np.abs(ys - middle) < 0.25 * size
    if near.sum() >= 4 and np.ptp(xs[near]) > 12 * size:
        slope = float(np.clip(np.polyfit(xs[near], ys[near], 1)[0], -0.01, 0.01))
        return _Metrics(float(np.median(ys[near] - slope * xs[near])), slope, size)
    return _Metrics(middle, 0.0, size)


def _weight(word: SeenWord, picture: Picture, size: float) -> float | None:
    """Thickness of strokes in type sizes: twice the ink over its outline. None for words too short to tell."""
    if sum(c.isalpha() for c in word.text) < 3 or size <= 0:
        return None
    ink = np.pad(ink_of(word, picture), 1)
    area = int(ink.sum())
    outline = area - int(cv2.erode(ink, np.ones((3, 3), np.uint8)).sum())
    return 2 * area / (outline * size) if outline else None


def _regular(weights: Sequence[float]) -> float | None:
    """The usual weight of the page: bold is the exception, so look among the lighter half."""
    return float(np.percentile(weights, 35)) if len(weights) >= 8 else None


def _is_bold_line(line: Sequence[SeenWord], weights: Sequence[float | None], regular: float | None) -> bool:
    """Whether a line of text is bold as a whole; capitals look heavier than they are, and cells are too short."""
    known = [w for w in weights if w is not None]
    text = "".join(w.text for w in line)
    if regular is None or len(known) < _FEWEST_WEIGHED or text.isupper() or line[0].line[0] >= STRIP_BLOCK:
        return False
    return float(np.mean(known)) > _BOLDER_LINE * regular and min(known) > _LIGHTEST * regular


def _by_shape(
    word: SeenWord, index: int, line: Sequence[SeenWord], picture: Picture, measure: _Metrics, goes_on: bool
) -> str:
    """The word's text, where the engine is known to mistake shapes and the shape leaves no doubt.

    ``goes_on``: it is the rest of a word cut at the end of the line before (*contrô-ler*).
    """
    text = with_point(word.text, columns_of(word, picture), ink_of(word, picture)) if word.text.isdigit() else word.text
    if index == 0 and word.line[0] >= STRIP_BLOCK and text[:1].isdigit() and _follows_a_minus(word, picture):
        return "-" + text
    if len(text) == 1 and text in _BULLET_LIKE and index + 1 < len(line) and index == 0:
        gap = line[1].left - word.right
        if gap > 0.15 * measure.size and _is_disc(word, picture, measure.size):
            return "•"
    if _ARROW.fullmatch(text):
        return "→"
    if text in TAKEN_FOR and (sign := comparison_in(whole_ink(word, picture))):
        return sign
    if text[0] in "<>=" and len(glyphs := columns_of(word, picture)) == len(text):
        return (comparison_in(ink_of(word, picture)[:, slice(*glyphs[0])]) or text[0]) + text[1:]
    if text in ("O", "o") and _is_narrow(word, picture):
        return "0"
    if not goes_on and _FIRST.match(text):
        return "1" + text[1:]
    numbering = _NUMBERING.match(text)
    if numbering and index == 0:
        count = _bars(word, picture, measure.size)
        stems = numbering.group(1)
        if count >= 1 and not (count == 1 and stems == "i"):
            return "I" * count + numbering.group(2).replace(",", ".")
    stands_before_verb = index + 1 < len(line) and line[index + 1].text[:1].islower()
    if _BAR_PAIR.match(text) and stands_before_verb and _bars(word, picture, measure.size) == 2:
        return "Il"
    return text


def _follows_a_minus(word: SeenWord, picture: Picture) -> bool:
    """Whether a dash stands close in front of a figure in a cell, though the engine passed it over."""
    glyphs = columns_of(word, picture)
    first = word.left + glyphs[0][0] if glyphs else word.left
    reach = round(0.8 * (word.bottom - word.top))
    before = picture[max(0, word.top) : word.bottom, max(0, first - reach) : first - 1]
    return before.size > 0 and has_minus(before)


def _parts(word: SeenWord, picture: Picture) -> list[tuple[int, int, int, int, int]]:
    """Connected pieces of a word from the left: x, y, width, height, area."""
    _, _, stats, _ = cv2.connectedComponentsWithStats(ink_of(word, picture), connectivity=8)
    return sorted(tuple(int(v) for v in row) for row in stats[1:])  # type: ignore[misc]


def _is_disc(word: SeenWord, picture: Picture, size: float) -> bool:
    """One filled round or square piece, far smaller than a letter."""
    parts = [p for p in _parts(word, picture) if p[4] >= 0.002 * size * size]
    if len(parts) != 1:
        return False
    _, _, width, height, area = parts[0]
    return (
        0.15 * size <= max(width, height) <= 0.5 * size
        and 0.75 <= width / height <= 1.34
        and area >= 0.65 * width * height
    )


def _is_narrow(word: SeenWord, picture: Picture) -> bool:
    """One ring much higher than wide: a nought, where a capital O is as wide as high."""
    parts = _parts(word, picture)
    return len(parts) == 1 and parts[0][2] < 0.78 * parts[0][3]


def _bars(word: SeenWord, picture: Picture, size: float) -> int:
    """How many plain upright bars as tall as a capital the word begins with: capital I without serifs."""
    count = 0
    for _, _, width, height, area in _parts(word, picture):
        if height < 0.55 * size or width > 0.32 * height or area < 0.85 * width * height:
            break
        count += 1
    return count

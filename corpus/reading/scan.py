"""Pictures of text read: rendered, put upright, cleaned, recognised, the words brought to points on the page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np

from corpus.page import Box, Page, Reading, Ruling, Word
from corpus.reading.lines import Grid, Lines, find_grids, find_lines, without_lines
from corpus.reading.marks import is_typewritten, without_dirt
from corpus.reading.ocr import SeenWord, recognise
from corpus.reading.picture import PAPER, Picture, Span, cleaned, quickly_cleaned
from corpus.reading.settings import ReadingSettings
from corpus.reading.space import PageSpace, rounded
from corpus.reading.strips import STRIP_BLOCK, stacked
from corpus.reading.upright import ANALYSED, Pose, pose_of
from corpus.reading.words import words_of

_TURNS = {90: cv2.ROTATE_90_CLOCKWISE, 180: cv2.ROTATE_180, 270: cv2.ROTATE_90_COUNTERCLOCKWISE}
_WHOLE_PAGE, _ONE_BLOCK = 3, 6
"""Tesseract's page segmentation modes."""
_SAMPLE = 1.2
"""Inches of a page read both ways up where the shape of its lines does not tell."""
_LEAST_INK = 0.002
"""A stretch with less of its area inked holds no lines that could tell up from down."""
_SURE = 93.0
"""Figures in a cell of which the engine is less sure are read again, this much larger: of two readings the surer."""
_LARGER = 2.0
_SURER = 3.0
_FIGURES = "0123456789,.-+%€"
_LEAST_REGION_CONFIDENCE = 60.0
"""A picture on a digital page whose words are less sure than this, on average, is no text."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What was read on a straight picture, in points from its top left."""

    words: tuple[Word, ...]
    rulings: tuple[Ruling, ...]


def read_scan(picture: Picture, space: PageSpace, number: int, dpi: float, settings: ReadingSettings) -> Page:
    """Recognise a whole page from its picture, drawn at ``dpi``.

    Boxes are those of the page turned upright by ``rotation`` and straightened by ``skew`` about its middle.
    """
    pose = pose_of(quickly_cleaned(picture, ANALYSED))
    straight, rotation = _upright(picture, pose, dpi, settings)
    seen = _read_straight(straight, dpi, settings)
    width, height = (space.height, space.width) if rotation in (90, 270) else (space.width, space.height)
    return Page(
        number,
        round(width, 2),
        round(height, 2),
        Reading.OCR if seen.words else Reading.BLANK,
        seen.words,
        seen.rulings,
        rotation=rotation,
        skew=pose.skew,
        confidence=mean_confidence(seen.words),
    )


def read_region(picture: Picture, region: Box, known: Sequence[Word], dpi: float, settings: ReadingSettings) -> Seen:
    """Recognise a part of a page drawn at ``dpi``, its ``known`` words left out; nothing if no text comes out of it."""
    picture = picture.copy()
    scale = dpi / 72
    for w in known:
        top, left = max(0, round(w.box.y0 * scale)), max(0, round(w.box.x0 * scale))
        picture[top : max(0, round(w.box.y1 * scale)), left : max(0, round(w.box.x1 * scale))] = PAPER
    span = Span(
        max(0, round(region.x0 * scale)),
        max(0, round(region.y0 * scale)),
        min(picture.shape[1], round(region.x1 * scale)),
        min(picture.shape[0], round(region.y1 * scale)),
    )
    margin = round(0.15 * dpi)
    part = cv2.copyMakeBorder(span.of(picture), *(margin,) * 4, cv2.BORDER_REPLICATE)
    seen = _read_straight(part, dpi, settings)
    dx, dy = (span.x0 - margin) / scale, (span.y0 - margin) / scale
    words = tuple(
        replace(w, box=rounded(w.box.x0 + dx, w.box.y0 + dy, w.box.x1 + dx, w.box.y1 + dy)) for w in seen.words
    )
    if (mean_confidence(words) or 0.0) < _LEAST_REGION_CONFIDENCE:
        return Seen((), ())
    rulings = (r.box for r in seen.rulings)
    return Seen(words, tuple(Ruling(rounded(b.x0 + dx, b.y0 + dy, b.x1 + dx, b.y1 + dy)) for b in rulings))


def mean_confidence(words: Sequence[Word]) -> float | None:
    """Mean over letters, 0-100; None without words."""
    letters = sum(len(w.text) for w in words)
    return round(sum(w.confidence * len(w.text) for w in words) / letters, 1) if letters else None


def _upright(picture: Picture, pose: Pose, dpi: float, settings: ReadingSettings) -> tuple[Picture, int]:
    """The picture upright and straight, and the quarter turns this took, in degrees clockwise."""
    straight = straightened(picture, pose.rotation, pose.skew)
    if pose.is_doubtful and _reads_better_turned(straight, dpi, settings):
        return cv2.rotate(straight, cv2.ROTATE_180), pose.rotation + 180
    return straight, pose.rotation


def straightened(picture: Picture, rotation: int, skew: float) -> Picture:
    """Turn by quarter turns and then by ``skew`` degrees clockwise about the middle; the size stays."""
    turned: Picture = cv2.rotate(picture, _TURNS[rotation]) if rotation else picture
    if abs(skew) < 0.04:
        return turned
    height, width = turned.shape
    matrix = cv2.getRotationMatrix2D((width / 2 - 0.5, height / 2 - 0.5), -skew, 1.0)
    paper = int(np.percentile(turned[::8, ::8], 80))
    straight: Picture = cv2.warpAffine(
        turned, matrix, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_CONSTANT, borderValue=paper
    )
    return straight


def _reads_better_turned(picture: Picture, dpi: float, settings: ReadingSettings) -> bool:
    """Recognise the fullest stretch of the page both ways up: what is upside down reads as nonsense."""
    ink = quickly_cleaned(picture, max(picture.shape))
    height = min(picture.shape[0], round(_SAMPLE * dpi))
    filled = np.cumsum((ink < 128).sum(axis=1, dtype=np.int64))
    starts = range(0, picture.shape[0] - height + 1, max(1, height // 4))
    top = max(starts, key=lambda y: int(filled[y + height - 1] - filled[y]))
    sample = ink[top : top + height]
    if (sample < 128).mean() < _LEAST_INK:
        return False

    def sense(way: Picture) -> float:
        seen = recognise(way, settings.language, round(dpi), _ONE_BLOCK, settings.page_seconds)
        return sum(len(w.text) for w in seen if w.confidence > 60 and sum(c.isalpha() for c in w.text) > 2)

    return sense(cv2.rotate(sample, cv2.ROTATE_180)) > 1.5 * sense(sample)


def _read_straight(picture: Picture, dpi: float, settings: ReadingSettings) -> Seen:
    clean = cleaned(picture, dpi)
    lines = find_lines(clean.soft, dpi)
    grids = find_grids(lines, dpi)
    text = without_lines(clean.text, lines)
    if not (text < 128).any():
        return Seen((), _rulings(lines, 72 / dpi))
    seen = _recognised(text, grids, dpi, settings)
    return Seen(words_of(seen, text, 72 / dpi), _rulings(lines, 72 / dpi))


def _rulings(lines: Lines, scale: float) -> tuple[Ruling, ...]:
    return tuple(
        Ruling(rounded(s.x0 * scale, s.y0 * scale, s.x1 * scale, s.y1 * scale)) for s in (*lines.across, *lines.down)
    )


def _recognised(text: Picture, grids: Sequence[Grid], dpi: float, settings: ReadingSettings) -> list[SeenWord]:
    """The page but for its tables; then, in one more picture, cells and lines that were passed over."""
    page = text.copy()
    for grid in grids:
        grid.around.of(page)[:] = PAPER
        typewritten = is_typewritten((cell.of(text) for cell in grid.cells), dpi)
        for cell in grid.cells:
            cell.of(text)[:] = without_dirt(cell.of(text), dpi, typewritten)
    seen = recognise(page, settings.language, round(dpi), _WHOLE_PAGE, settings.page_seconds)
    parts = [cell for grid in grids for cell in grid.cells] + _passed_over(page, seen, dpi)
    first = _read_parts(text, parts, dpi, settings)
    _settle(first, text, parts, dpi, settings)
    for k in sorted(first):
        seen += [replace(w, line=(STRIP_BLOCK + k, *w.line[1:])) for w in first[k]]
    return seen


def _read_parts(
    text: Picture,
    parts: Sequence[Span],
    dpi: float,
    settings: ReadingSettings,
    scale: float = 1.0,
    letters: str = "",
) -> dict[int, list[SeenWord]]:
    """The words of each part of a page, by its index, all parts read on one picture."""
    strips = stacked(text, parts, dpi)
    if not strips.parts:
        return {}
    picture = strips.picture
    if scale != 1.0:
        picture = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC)
    words: dict[int, list[SeenWord]] = {}
    for word in recognise(picture, settings.language, round(dpi * scale), _ONE_BLOCK, settings.page_seconds, letters):
        home = strips.home(word.scaled(1 / scale))
        if home is not None:
            words.setdefault(home[0], []).append(home[1])
    return words


def _settle(
    found: dict[int, list[SeenWord]], text: Picture, parts: Sequence[Span], dpi: float, settings: ReadingSettings
) -> None:
    """Read doubtful figures once more, larger; then lone letters in columns of figures, as figures only."""
    doubtful = [k for k in found if _is_doubtful(found[k])]
    if doubtful:
        again = _read_parts(text, [parts[k] for k in doubtful], dpi, settings, _LARGER)
        for i, k in enumerate(doubtful):
            words = again.get(i, [])
            if _has_figures(words) and _sureness(words) > _sureness(found[k]) + _SURER:
                found[k] = words
    stray = [k for k in found if _is_stray(found[k]) and _stands_among_figures(k, parts, found)]
    if stray:
        # the engine passes over a lone letter on an empty page: the other figures keep it company
        company = [k for k in found if k in stray or _is_figure(found[k])]
        again = _read_parts(text, [parts[k] for k in company], dpi, settings, _LARGER, _FIGURES)
        found.update({k: again[i] for i, k in enumerate(company) if k in stray and _has_figures(again.get(i, []))})


def _is_stray(words: Sequence[SeenWord]) -> bool:
    """A letter or two of which the engine is less than sure: in a column of figures, a figure."""
    string = "".join(w.text for w in words)
    return len(string) <= 2 and not string.isdigit() and _sureness(words) < _SURE


def _stands_among_figures(k: int, parts: Sequence[Span], found: dict[int, list[SeenWord]]) -> bool:
    """Whether a cell above or below, as wide, holds a figure."""
    this = parts[k]
    return any(
        abs(parts[i].x0 - this.x0) < this.height and abs(parts[i].x1 - this.x1) < this.height and _is_figure(found[i])
        for i in found
        if i != k
    )


def _is_figure(words: Sequence[SeenWord]) -> bool:
    return _has_figures(words) and all(set(w.text) <= set(_FIGURES) for w in words)


def _has_figures(words: Sequence[SeenWord]) -> bool:
    return any(c.isdigit() for w in words for c in w.text)


def _is_doubtful(words: Sequence[SeenWord]) -> bool:
    """A few words with figures among them, of which the engine is less than sure."""
    return len(words) <= 4 and _has_figures(words) and _sureness(words) < _SURE


def _sureness(words: Sequence[SeenWord]) -> float:
    return min((w.confidence for w in words), default=0.0)


def _passed_over(page: Picture, seen: Sequence[SeenWord], dpi: float) -> list[Span]:
    """Lines of letters that no word of the first reading covers."""
    ink = (page < 128).astype(np.uint8)
    slack = max(1, round(dpi * 0.01))
    for word in seen:
        ink[max(0, word.top - slack) : word.bottom + slack, max(0, word.left - slack) : word.right + slack] = 0
    letters = np.zeros_like(ink)
    for x, y, w, h in map(cv2.boundingRect, cv2.findContours(ink, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)[0]):
        if 0.035 * dpi <= h <= 0.35 * dpi and w <= 0.8 * dpi:
            letters[y : y + h, x : x + w] = 1
    if not letters.any():
        return []
    joined = cv2.morphologyEx(letters, cv2.MORPH_CLOSE, np.ones((1, round(dpi * 0.2)), np.uint8))
    outlines, _ = cv2.findContours(joined, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    pad = round(dpi * 0.03)
    return [
        Span(max(0, x - pad), max(0, y - pad), x + w + pad, y + h + pad)
        for x, y, w, h in sorted(map(cv2.boundingRect, outlines), key=lambda r: (r[1], r[0]))
        if w >= 1.2 * h and h >= 0.05 * dpi
    ]

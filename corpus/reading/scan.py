"""A page that is a picture: rendered, put upright, cleaned, recognised, its words brought to points on the page."""

from __future__ import annotations

import os
from collections.abc import Sequence

import cv2
import numpy as np
import pypdfium2

from corpus.page import Box, Page, Reading, Ruling, Word
from corpus.reading.lines import Grid, Lines, find_grids, find_lines, without_lines
from corpus.reading.ocr import SeenWord, recognise
from corpus.reading.picture import PAPER, Picture, Span, cleaned, quickly_cleaned, render
from corpus.reading.settings import ReadingSettings
from corpus.reading.space import PageSpace
from corpus.reading.strips import stacked
from corpus.reading.upright import ANALYSED, pose_of
from corpus.reading.words import words_of

_TURNS = {90: cv2.ROTATE_90_CLOCKWISE, 180: cv2.ROTATE_180, 270: cv2.ROTATE_90_COUNTERCLOCKWISE}
_WHOLE_PAGE, _ONE_BLOCK = 3, 6
"""Tesseract's page segmentation modes."""
_SAMPLE = 1.2
"""Inches of a page read both ways up where the shape of its lines does not tell."""


def straightened(picture: Picture, rotation: int, skew: float) -> Picture:
    """Turn by quarter turns and then by ``skew`` degrees clockwise about the middle; the size stays."""
    turned = cv2.rotate(picture, _TURNS[rotation]) if rotation else picture
    if abs(skew) < 0.04:
        return turned  # type: ignore[return-value]
    height, width = turned.shape
    matrix = cv2.getRotationMatrix2D((width / 2 - 0.5, height / 2 - 0.5), -skew, 1.0)
    return cv2.warpAffine(  # type: ignore[return-value]
        turned, matrix, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_CONSTANT, borderValue=int(np.percentile(turned[::8, ::8], 80))
    )

DPI=float(os.environ.get('DPI','200')); SC=float(os.environ.get('SC','1'))

def read_scan(page: pypdfium2.PdfPage, space: PageSpace, number: int, settings: ReadingSettings) -> Page:
    """Recognise a page."""
    dpi = DPI
    picture = render(page, dpi)
    pose = pose_of(quickly_cleaned(picture, ANALYSED))
    straight = straightened(picture, pose.rotation, pose.skew)
    rotation = pose.rotation
    if pose.is_doubtful and _reads_better_turned(straight, dpi, settings):
        straight = cv2.rotate(straight, cv2.ROTATE_180)
        rotation += 180
    if SC != 1:
        straight = cv2.resize(straight, None, fx=SC, fy=SC, interpolation=cv2.INTER_CUBIC)
        dpi *= SC
    clean = cleaned(straight, dpi)
    lines = find_lines(clean.soft, dpi)
    grids = find_grids(lines, dpi)
    text = without_lines(clean.text, lines)
    seen = read_picture(text, grids, dpi, settings)
    if os.environ.get('DBG'): cv2.imwrite(f'/tmp/dev/reading/dbg{number}.png',text)
    words = words_of(seen, text, 72 / dpi)
    width, height = (space.height, space.width) if rotation in (90, 270) else (space.width, space.height)
    return Page(
        number,
        round(width, 2),
        round(height, 2),
        Reading.OCR if words else Reading.BLANK,
        words,
        _rulings(lines, 72 / dpi),
        rotation=rotation,
        skew=pose.skew,
        confidence=_confidence(words),
    )


def _reads_better_turned(picture: Picture, dpi: float, settings: ReadingSettings) -> bool:
    """Recognise the fullest stretch of the page both ways up: what is upside down reads as nonsense."""
    ink = quickly_cleaned(picture, max(picture.shape))
    height = min(picture.shape[0], round(_SAMPLE * dpi))
    filled = np.cumsum((ink < 128).sum(axis=1, dtype=np.int64))
    starts = range(0, picture.shape[0] - height + 1, max(1, height // 4))
    top = max(starts, key=lambda y: int(filled[y + height - 1] - filled[y]))
    sample = ink[top : top + height]

    def sense(way: Picture) -> float:
        seen = recognise(way, settings.language, round(dpi), _ONE_BLOCK, settings.page_seconds)
        return sum(len(w.text) for w in seen if w.confidence > 60 and sum(c.isalpha() for c in w.text) > 2)

    return sense(cv2.rotate(sample, cv2.ROTATE_180)) > 1.5 * sense(sample)  # type: ignore[arg-type]


def _confidence(words: Sequence[Word]) -> float | None:
    letters = sum(len(w.text) for w in words)
    return round(sum(w.confidence * len(w.text) for w in words) / letters, 1) if letters else None


def _rulings(lines: Lines, scale: float) -> tuple[Ruling, ...]:
    return tuple(
        Ruling(Box(round(s.x0 * scale, 2), round(s.y0 * scale, 2), round(s.x1 * scale, 2), round(s.y1 * scale, 2)))
        for s in (*lines.across, *lines.down)
    )


def read_picture(text: Picture, grids: Sequence[Grid], dpi: float, settings: ReadingSettings) -> list[SeenWord]:
    """Recognise a straight picture without lines: the page but for its tables, then cells and what was passed over."""
    page = text.copy()
    for grid in grids:
        page[grid.around.y0 : grid.around.y1, grid.around.x0 : grid.around.x1] = PAPER
    seen = recognise(page, settings.language, round(dpi), _WHOLE_PAGE, settings.page_seconds)
    parts = [cell for grid in grids for cell in grid.cells]
    parts += passed_over(page, seen, dpi)
    if parts:
        strips = stacked(text, parts, dpi)
        if strips.parts:
            more = recognise(strips.picture, settings.language, round(dpi), _ONE_BLOCK, settings.page_seconds)
            for word in more:
                home = strips.home(word)
                if home is not None:
                    k, moved = home
                    seen.append(SeenWord(moved.text, moved.left, moved.top, moved.right, moved.bottom, moved.confidence, (1000 + k, *moved.line[1:])))
    return seen


def passed_over(page: Picture, seen: Sequence[SeenWord], dpi: float) -> list[Span]:
    """Lines of letters that no word of the first reading covers."""
    ink = (page < 128).astype(np.uint8)
    slack = max(1, round(dpi * 0.01))
    for w in seen:
        ink[max(0, w.top - slack) : w.bottom + slack, max(0, w.left - slack) : w.right + slack] = 0
    count, labels, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    letter = (
        (stats[:, cv2.CC_STAT_HEIGHT] >= 0.035 * dpi)
        & (stats[:, cv2.CC_STAT_HEIGHT] <= 0.35 * dpi)
        & (stats[:, cv2.CC_STAT_WIDTH] <= 0.8 * dpi)
    )
    letter[0] = False
    if not letter.any():
        return []
    letters = letter[labels].astype(np.uint8)
    joined = cv2.morphologyEx(letters, cv2.MORPH_CLOSE, np.ones((1, round(dpi * 0.2)), np.uint8))
    count, _, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    spans = []
    pad = round(dpi * 0.03)
    for k in range(1, count):
        x, y, w, h, _area = (int(v) for v in stats[k])
        if w >= 1.2 * h and h >= 0.05 * dpi:
            spans.append(Span(max(0, x - pad), max(0, y - pad), x + w + pad, y + h + pad))
    return spans

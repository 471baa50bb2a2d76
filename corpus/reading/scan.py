"""A page that is a picture: rendered, put right, recognised, its words brought back to points on the page."""

from __future__ import annotations

from itertools import groupby

import numpy as np
import pypdfium2

from corpus.page import Box, Page, Reading, Ruling, Word
from corpus.reading.ocr import Picture, SeenWord, recognise
from corpus.reading.repair import repaired
from corpus.reading.settings import ReadingSettings
from corpus.reading.space import PageSpace
from corpus.reading.text_layer import line_box


def render(page: pypdfium2.PdfPage, dpi: float) -> Picture:
    """The page in grey levels."""
    bitmap = page.render(scale=dpi / 72, grayscale=True)
    return np.array(bitmap.to_numpy().reshape(bitmap.height, bitmap.width))


def read_scan(page: pypdfium2.PdfPage, space: PageSpace, number: int, settings: ReadingSettings) -> Page:
    """Recognise a page."""
    dpi = 200.0
    picture = render(page, dpi)
    words = words_of(recognise(picture, settings.language, round(dpi), 3, settings.page_seconds), 72 / dpi)
    letters = sum(len(w.text) for w in words)
    confidence = sum(w.confidence * len(w.text) for w in words) / letters if letters else None
    rulings: tuple[Ruling, ...] = ()
    return Page(
        number,
        round(space.width, 2),
        round(space.height, 2),
        Reading.OCR if words else Reading.BLANK,
        tuple(words),
        rulings,
        confidence=confidence,
    )


def words_of(seen: list[SeenWord], scale: float) -> list[Word]:
    """Words in points; ``scale`` is points a pixel."""
    words: list[Word] = []
    for _, group in groupby(seen, key=lambda w: w.line):
        line = list(group)
        size = _size(line) * scale
        for w in line:
            text = repaired(w.text)
            if not text:
                continue
            box = Box(round(w.left * scale, 2), round(w.top * scale, 2), round(w.right * scale, 2), round(w.bottom * scale, 2))
            words.append(Word(text, box, round(w.confidence, 1), size=round(size, 1), column=line[0].line[0]))
    return words


def _size(line: list[SeenWord]) -> float:
    """Type size in pixels by the height of words with tall letters: capitals and ascenders are 0.7 of the size."""
    tall = sorted(w.bottom - w.top for w in line if any(c.isupper() or c.isdigit() or c in "bdfhklt" for c in w.text))
    every = tall or sorted(w.bottom - w.top for w in line)
    return every[len(every) // 2] / 0.75 if every else 0.0

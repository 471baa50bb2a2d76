"""Whether a page's text layer is the page's text, and which of its pictures hold text that the layer lacks.

The traps, all met in the field: a layer that is only a stamp over a scanned page; glyphs whose font does not say what
they mean; an earlier program's recognition, laid invisible under the picture, good or garbage; text that is there but
not drawn; a table or a slide put in as a picture among real text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

import cv2
import numpy as np

from corpus.page import Box, Word
from corpus.reading.drawing import Drawing
from corpus.reading.picture import PAPER, Picture, quickly_cleaned
from corpus.reading.space import PageSpace
from corpus.reading.text_layer import TextLayer

_LETTER_SHARE = 0.58
"""Height of the middling letter, in type sizes: more are low than tall."""
SURVEY_DPI = 100.0
"""Resolution at which a page is looked at before deciding."""

_WHOLE = 0.6
"""A picture over this share of the page is a scan of it, or its background."""
_LEAST_WIDTH, _LEAST_HEIGHT = 70.0, 14.0
"""Points: smaller pictures are logos, icons, initials."""
_LEAST_PLAUSIBLE = 0.6
_MOST_UNMAPPED = 0.15
_ENOUGH_TOKENS = 12
_ENOUGH_FOR_VOWELS = 150
_FEWEST_VOWELS, _MOST_VOWELS = 0.28, 0.65
"""French has some 45 vowels in a hundred letters; letters moved along the alphabet have fewer than 25."""
_ENOUGH_LETTERS = 25
"""Letter-like marks without a digital word on them that make a picture worth reading."""


RenderAt = Callable[[float], Picture]
"""Draws the page at a resolution in dpi."""


class Path(StrEnum):
    """How a page is to be read."""

    LAYER = "layer"
    PICTURE = "picture"
    """The whole page from its picture."""
    BOTH = "both"
    """The layer, and pictures of text read into it."""
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Triage:
    """What to do with a page, and why."""

    path: Path
    words: tuple[Word, ...] = ()
    """Words of the layer to keep."""
    regions: tuple[Box, ...] = ()
    """Parts of the page to read from the picture."""
    notes: tuple[str, ...] = ()


def plausibility(words: Iterable[str]) -> float | None:
    """The share of tokens that look like French words, numbers or signs; None for fewer than a dozen tokens."""
    tokens = [w for w in words if w.strip()]
    if len(tokens) < _ENOUGH_TOKENS:
        return None
    return sum(_looks_right(t) for t in tokens) / len(tokens)


_LEADING, _TRAILING = "([{«\"'“‘’–—-•*/", ")]}»\"'”’.,;:!?…%€–—-*/°²³"
_NUMBER = re.compile(r"[+-]?[\d ][\d .,/:hHxX%€°'’-]*[a-zA-Zèéer]{0,4}")
_SIGN = re.compile(r"[^\w\s]{1,3}|[.…_·-]+|[•●▪➢☑☐→]+")
_LETTERS = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿŒœŸ]+")
_VOWEL = re.compile(r"[aeiouyàâäéèêëîïôöùûüÿœæ]", re.IGNORECASE)
_SHAPES = re.compile(
    r"[A-ZÀ-ÖØ-ÞŒŸ]?[a-zß-öø-ÿœ]+|[A-ZÀ-ÖØ-ÞŒŸ]+|(?:[A-Z][a-zß-öø-ÿ]+){2,}|[A-ZÀ-ÖØ-ÞŒ]+(?:ème|er|e|s|m)"
)
_LONGEST_CONSONANTS = re.compile(r"[bcdfghjklmnpqrstvwxzç]{6,}", re.IGNORECASE)


@lru_cache(maxsize=100_000)  # pages repeat their words
def _looks_right(token: str) -> bool:
    core = token.strip(_LEADING + _TRAILING)
    if not core:
        return bool(_SIGN.fullmatch(token))
    if core.startswith(("http", "www")) or "@" in core:
        return True
    if _NUMBER.fullmatch(core):
        return True
    parts = re.split(r"['’\-‐–./+&()·]", core)
    return all(_is_word(p) for p in parts if p)


def _is_word(part: str) -> bool:
    if part.isdigit() or len(part) == 1:
        return part.isalnum()
    letters = part.rstrip("0123456789²³°ᵉ").lstrip("0123456789")
    if not _LETTERS.fullmatch(letters):
        return not letters and part.isalnum()
    if not _SHAPES.fullmatch(letters):
        return False
    pronounceable = _VOWEL.search(letters) and not _LONGEST_CONSONANTS.search(letters)
    return len(letters) <= (4 if letters.isupper() else 2) or bool(pronounceable)


def triage(layer: TextLayer, drawing: Drawing, space: PageSpace, survey: Survey) -> Triage:
    """Decide how a page is read.

    Args:
        layer: what its text layer holds.
        drawing: its pictures.
        space: its size.
        survey: a look at the page as drawn, taken only if needed.
    """
    page = Box(0, 0, space.width, space.height)
    whole = any(_share(p, page) >= _WHOLE for p in drawing.pictures)
    visible = [w for w in layer.words if _on_page(w.box, page)]
    notes: list[str] = []
    if layer.hidden:
        notes.append("hidden-text-layer")
    if _is_noise(layer, visible):
        return Triage(Path.PICTURE, notes=(*notes, "text-layer-distrusted"))
    if not visible:
        path = Path.PICTURE if drawing.pictures or survey.has_ink() else Path.NOTHING
        return Triage(path, notes=tuple(notes))
    pictures = [p for p in drawing.pictures if p.width >= _LEAST_WIDTH and p.height >= _LEAST_HEIGHT]
    unread = survey.letters_without_words(page, visible) if whole else 0
    if unread > max(_ENOUGH_LETTERS, 0.5 * _letters(visible)):
        return Triage(Path.PICTURE, tuple(visible), notes=(*notes, "stamp-over-scan"))
    regions = [r for r in _merged(pictures) if survey.letters_without_words(r, visible) >= _ENOUGH_LETTERS]
    if layer.unreadable:
        notes.append("unmapped-glyphs")
        regions = _merged([*regions, *_widened(layer.unreadable)])
    if not regions:
        return Triage(Path.LAYER, tuple(visible), notes=tuple(notes))
    return Triage(Path.BOTH, tuple(visible), tuple(regions), tuple(notes))


def _is_noise(layer: TextLayer, visible: Sequence[Word]) -> bool:
    if layer.characters and layer.unmapped > _MOST_UNMAPPED * layer.characters:
        return True
    share = plausibility(w.text for w in visible)
    if share is not None and share < _LEAST_PLAUSIBLE:
        return True
    letters = [c for w in visible for c in w.text if c.isalpha()]
    vowels = len(_VOWEL.findall("".join(letters)))
    return len(letters) >= _ENOUGH_FOR_VOWELS and not _FEWEST_VOWELS < vowels / len(letters) < _MOST_VOWELS


def _letters(words: Iterable[Word]) -> int:
    return sum(sum(c.isalnum() for c in w.text) for w in words)


def _share(part: Box, page: Box) -> float:
    return part.width * part.height / max(1.0, page.width * page.height)


def _on_page(box: Box, page: Box) -> bool:
    return page.x0 <= box.centre <= page.x1 and page.y0 <= box.middle <= page.y1


def _widened(words: Sequence[Word]) -> list[Box]:
    """Words whose letters the font does not name, widened so that those side by side are read as one line."""
    return [Box(max(0.0, w.box.x0 - 6), max(0.0, w.box.y0 - 2), w.box.x1 + 6, w.box.y1 + 2) for w in words]


def _merged(boxes: Sequence[Box]) -> list[Box]:
    """Boxes that overlap made one: strips of one picture, pictures under pictures."""
    out: list[Box] = []
    for box in boxes:
        joined = box
        while touching := [b for b in out if b.overlaps(joined)]:
            out = [b for b in out if b not in touching]
            joined = Box.around([joined, *touching])
        out.append(joined)
    return sorted(out, key=lambda b: (b.y0, b.x0))


class Survey:
    """A page as drawn, at low resolution: rendered at most once, and only if asked."""

    def __init__(self, render: RenderAt) -> None:
        """Keep how to render; nothing is done yet."""
        self._render = render
        self._picture: Picture | None = None

    def _ink(self) -> Picture:
        if self._picture is None:
            drawn = self._render(SURVEY_DPI)
            self._picture = quickly_cleaned(drawn, max(drawn.shape)) if drawn.size else drawn
        return self._picture

    def has_ink(self) -> bool:
        """Whether more than a few specks are drawn."""
        ink = self._ink()
        return bool((ink < 128).sum() > 1e-4 * ink.size)

    def type_size(self) -> float | None:
        """The usual type size in points, roughly; None without letters."""
        _, _, stats, _ = cv2.connectedComponentsWithStats((self._ink() < 128).astype(np.uint8), connectivity=8)
        height, width = stats[1:, cv2.CC_STAT_HEIGHT], stats[1:, cv2.CC_STAT_WIDTH]
        letters = height[(height >= 4) & (height <= 40) & (width >= 2) & (width <= 40)]
        return float(np.median(letters)) / _LETTER_SHARE * 72 / SURVEY_DPI if letters.size >= 20 else None

    def letters_without_words(self, region: Box, words: Iterable[Word]) -> int:
        """How many letter-like marks stand in rows in ``region`` where no word of the layer is."""
        scale = SURVEY_DPI / 72
        ink = self._ink().copy()
        for w in words:
            b = w.box
            top, left = max(0, int(b.y0 * scale)), max(0, int(b.x0 * scale) - 1)
            ink[top : max(0, int(b.y1 * scale)) + 1, left : max(0, int(b.x1 * scale)) + 2] = PAPER
        top, left = max(0, int(region.y0 * scale)), max(0, int(region.x0 * scale))
        return _letter_marks(ink[top : int(region.y1 * scale) + 1, left : int(region.x1 * scale) + 1])


def _letter_marks(ink: Picture) -> int:
    """Marks of a letter's size that have two neighbours of like height on their line."""
    if not ink.size:
        return 0
    _, _, stats, centres = cv2.connectedComponentsWithStats((ink < 128).astype(np.uint8), connectivity=8)
    height, width = stats[:, cv2.CC_STAT_HEIGHT], stats[:, cv2.CC_STAT_WIDTH]
    letter = (height >= 4) & (height <= 40) & (width >= 1) & (width <= 60)
    letter[0] = False
    places = np.column_stack((centres[letter], height[letter]))
    if len(places) < 3:
        return 0
    places = places[np.argsort(places[:, 0])]
    neighbours = 0
    for i, (x, y, h) in enumerate(places):
        near = places[max(0, i - 40) : i + 41]
        beside = (
            (np.abs(near[:, 1] - y) < 0.6 * h)
            & (np.abs(near[:, 0] - x) < 4 * h)
            & (near[:, 2] < 2.2 * h)
            & (near[:, 2] > h / 2.2)
        )
        neighbours += int(beside.sum()) >= 3
    return neighbours

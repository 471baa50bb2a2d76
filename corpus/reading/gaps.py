"""Where words begin and end, by the gaps between letters on the picture, where the engine cut them otherwise."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from corpus.reading.ocr import SeenWord
from corpus.reading.picture import Picture
from corpus.reading.strips import STRIP_BLOCK

_WIDER = 1.6
"""A word's space is at least so many times the usual gap between its letters."""
_JOINED = re.compile(r"[a-zß-öø-ÿ](?:[.,:;-]|(?<=[a-zß-öø-ÿ]{3})(?<!qu)(?<!ujourd)['‘’])[a-zß-öø-ÿ]")
_TOUCHING, _REACH, _BELOW = 0.2, 0.35, 0.15
"""Capitals so near, in type sizes, are of one word (a space is 0.3 and more); how far to both sides it is looked; what
of the foot of the letters is left out, where an underline may run."""


def apart(word: SeenWord, picture: Picture, size: float) -> list[SeenWord]:
    """A word cut where its letters stand a word's space apart: at a speck taken for a sign, or among figures."""
    text = word.text
    if len(text) < 4 or not (_JOINED.search(text) or any(c.isdigit() for c in text)):
        return [word]
    glyphs = columns_of(word, picture)
    if len(glyphs) != len(text):
        return [word]
    for match in _JOINED.finditer(text):
        at = match.start() + 1
        (_, before), (left, right), (after, _) = glyphs[at - 1], glyphs[at], glyphs[at + 1]
        if after - before >= 0.24 * size and right - left <= 0.16 * size:
            first = replace(word, text=text[:at], right=word.left + before)
            return [first, *apart(replace(word, text=text[at + 1 :], left=word.left + after), picture, size)]
    gaps = [after[0] - before[1] for before, after in pairwise(glyphs)]
    usual = _WIDER * float(np.median(gaps))  # in a typewriter's face every letter stands apart
    for k, gap in enumerate(gaps, start=1):
        least = 0.25 + 0.08 * text[k - 1 : k + 1].count("1")
        if text[k - 1].isdigit() and (text[k].isdigit() or text[k] == "€") and gap >= max(least * size, usual):
            first = replace(word, text=text[:k], right=word.left + glyphs[k - 1][1])
            return [first, *apart(replace(word, text=text[k:], left=word.left + glyphs[k][0]), picture, size)]
    return [word]


def columns_of(word: SeenWord, picture: Picture) -> list[tuple[int, int]]:
    """From where to where each stretch of ink runs across a word: its letters, if none touch."""
    inked = ink_of(word, picture).any(axis=0).astype(np.int8)
    edges = np.flatnonzero(np.diff(np.concatenate(([0], inked, [0]))))
    return [(int(a), int(b)) for a, b in zip(edges[::2], edges[1::2], strict=True)]


def together(line: Sequence[SeenWord], picture: Picture, size: float) -> list[SeenWord]:
    """A line whose words are joined where no gap parts them: *OLLIV AUD*, an A tucked under the V before it."""
    joined = list(line[:1])
    for word in line[1:]:
        before = joined[-1]
        if _may_be_one(before, word) and _widest_gap(before, word, picture, size) < _TOUCHING * size:
            top, bottom = min(before.top, word.top), max(before.bottom, word.bottom)
            sure = min(before.confidence, word.confidence)
            text = before.text + word.text
            joined[-1] = replace(before, text=text, right=word.right, top=top, bottom=bottom, confidence=sure)
        else:
            joined.append(word)
    return joined


def _may_be_one(before: SeenWord, word: SeenWord) -> bool:
    """Whether two words may be one by their letters: capitals, no initial. In strips, places are too rough to tell."""
    are_capital = before.text[-1:].isupper() and word.text[:1].isupper() and word.text.isupper()
    return are_capital and word.line[0] < STRIP_BLOCK and word.text[1:] != "."


def _widest_gap(before: SeenWord, word: SeenWord, picture: Picture, size: float) -> float:
    """How wide the widest stretch without ink is where one word ends and the next begins, in pixels."""
    reach = round(_REACH * size)
    left = max(0, before.left, min(before.right, word.left) - reach)
    right = min(word.right, max(before.right, word.left) + reach)
    top, bottom = max(0, before.top, word.top), min(before.bottom, word.bottom)
    patch = picture[top : max(top, bottom - round(_BELOW * (bottom - top))), left : max(left, right)]
    inked = np.flatnonzero((patch < 128).any(axis=0))
    return float(np.diff(inked).max() - 1) if inked.size > 1 else size


def ink_of(word: SeenWord, picture: Picture) -> NDArray[np.uint8]:
    """1 where there is ink in the word's place."""
    patch = picture[max(0, word.top) : word.bottom, max(0, word.left) : word.right]
    return (patch < 128).astype(np.uint8)

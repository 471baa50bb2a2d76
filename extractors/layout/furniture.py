"""Running headers, footers, page numbers and stamps: what repeats over pages and belongs to none of the text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from corpus.page import Box, Page, Reading, Word
from extractors.numbering import LabelKind, names_an_act, parse_label

_MARGIN = 0.13
"""Share of the page's height at its top and bottom in which furniture is sought."""
_SAME_HEIGHT = 8.0
"""Points by which a running line may wander from page to page (scans)."""
_ALIKE = 82.0
"""Similarity (0-100) of two running lines, digits taken as equal."""
_SAME_PLACE = 6.0
"""Points within which a line that cannot be read counts as the running line of the other pages."""
_WIDER = 2.5
"""So many times as wide as the running line of the other pages, a line is another's."""
_APART = 1.8
"""Of the usual height of a row: white space that sets a running line apart from the body."""
_NEIGHBOURS = 12
"""Pages before and after among which a running line is sought."""

_PAGE_NUMBER = re.compile(
    r"(?:page|p\.?|folio|f°|feuillet)?\s*[-–—~|\[(]?\s*\d{1,4}\s*(?:(?:/|sur|de|\|)\s*\d{1,4})?\s*[-–—~|\])]?\s*",
    re.IGNORECASE,
)
_MARKED_NUMBER = re.compile(
    r"(?:page|folio|feuillet)\s*:?\s*\d{1,4}.*|[-–—]\s?\d{1,4}\s?[-–—]|\d{1,4}\s?(?:/|sur)\s?\d{1,4}", re.IGNORECASE
)
_STAMP = re.compile(
    r"(?:envoyé|reçu|recu|télétransmis|teletransmis|transmis)\s+(?:en|à la|au)\s+(?:sous-)?pr[ée]fecture\b"
    r"|accusé de réception (?:en|-|de la|préfecture)|id\s?:\s?\d{3}-\d{6,}.*|berger\s?levrault|s\W?low$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of words of a row without a wide gap: what a running line is compared by."""

    words: tuple[Word, ...]
    box: Box
    key: str
    height: float
    """Points from the nearer edge of the page, negative from the bottom."""


def segments_of(rows: Sequence[Sequence[Word]], page_height: float) -> list[Segment]:
    """Rows cut at wide gaps, so that a stamp beside the text is seen apart from it."""
    segments = []
    for row in rows:
        run: list[Word] = []
        for word in row:
            if run and word.box.x0 - run[-1].box.x1 > 2.5 * max(run[-1].box.height, word.box.height, 4.0):
                segments.append(_segment(run, page_height))
                run = []
            run.append(word)
        if run:
            segments.append(_segment(run, page_height))
    return segments


def _segment(words: Sequence[Word], page_height: float) -> Segment:
    string = unicodedata.normalize("NFKD", " ".join(w.text for w in words)).lower()
    string = "".join(c for c in string if not unicodedata.combining(c))
    box = Box.around(w.box for w in words)
    height = box.middle if box.middle < page_height / 2 else box.middle - page_height
    return Segment(tuple(words), box, re.sub(r"\d+", "#", string), height)


def find_furniture(pages: Sequence[Page], rows: Sequence[Sequence[Sequence[Word]]]) -> list[set[int]]:
    """For each page, the ids (``id(word)``) of the words of its furniture."""
    margins = [_in_margins(page, r) for page, r in zip(pages, rows, strict=True)]
    sure = [_furniture_of(i, page, margins, rows[i]) for i, page in enumerate(pages)]
    running = [
        sorted({_mark_of(s) for s in margins[i] if id(s.words[0]) in sure[i]} | set(_apart(page, rows[i])))
        for i, page in enumerate(pages)
    ]
    return [
        found if page.reading is Reading.DIGITAL else found | _by_place(i, margins[i], running)
        for i, (page, found) in enumerate(zip(pages, sure, strict=True))
    ]


_Mark = tuple[float, float]
"""Where a running line stands, from the nearer edge of the page, and how wide it is."""


def _mark_of(segment: Segment) -> _Mark:
    return segment.height, segment.box.width


def _apart(page: Page, rows: Sequence[Sequence[Word]]) -> list[_Mark]:
    """A page's first and last lines, where space sets them apart from the rest."""
    boxes = [Box.around(w.box for w in row) for row in rows]
    heights = sorted(b.height for b in boxes)
    found = []
    for order, edge in ((boxes, 0.0), (boxes[::-1], page.height)):
        if len(boxes) < 3 or abs(order[0].middle - edge) > page.height * _MARGIN:
            continue
        gap = _APART * heights[len(heights) // 2]
        body = next((b for b in order if abs(b.middle - order[0].middle) > _SAME_HEIGHT), None)
        if body is not None and max(body.y0 - order[0].y1, order[0].y0 - body.y1) > gap:
            found.append((order[0].middle - edge, order[0].width))
    return found


def _by_place(index: int, segments: Sequence[Segment], running: Sequence[list[_Mark]]) -> set[int]:
    """Words of a scan that stand just where most other pages have a running line, read too badly to compare.

    What is far wider is prose of a page without that line; the number of an act is that of its page alone.
    """
    near = [i for i in range(index - _NEIGHBOURS, index + _NEIGHBOURS + 1) if 0 <= i < len(running) and i != index]
    found: set[int] = set()
    for segment in segments:
        if _is_number_of_act(" ".join(w.text for w in segment.words)):
            continue
        seen = sum(1 for i in near if any(_is_at(segment, mark) for mark in running[i]))
        if len(near) >= 2 and seen >= 0.6 * len(near):
            found.update(id(w) for w in segment.words)
    return found


def _is_at(segment: Segment, mark: _Mark) -> bool:
    height, width = mark
    return abs(height - segment.height) <= _SAME_PLACE and segment.box.width <= _WIDER * width


def _in_margins(page: Page, rows: Sequence[Sequence[Word]]) -> list[Segment]:
    top, bottom = page.height * _MARGIN, page.height * (1 - _MARGIN)
    near = [r for r in rows if any(w.box.y0 < top or w.box.y1 > bottom for w in r)]
    return [s for s in segments_of(near, page.height) if s.box.middle < top or s.box.middle > bottom]


def _furniture_of(index: int, page: Page, margins: Sequence[list[Segment]], rows: Sequence[Sequence[Word]]) -> set[int]:
    found: set[int] = set()
    if not rows:
        return found
    first_y = min(w.box.y0 for w in rows[0])
    last_y = max(w.box.y1 for w in rows[-1])
    for segment in margins[index]:
        string = " ".join(w.text for w in segment.words)
        is_edge = segment.box.y0 <= first_y + 4 or segment.box.y1 >= last_y - 4
        if (
            _STAMP.match(string)
            or (is_edge and _MARKED_NUMBER.fullmatch(string))
            or (is_edge and _is_page_number(string, page, segment, index, margins))
            or (_repeats(segment, index, margins) and not _opens_act(string, index, margins))
        ):
            found.update(id(w) for w in segment.words)
    return found


def _is_page_number(string: str, page: Page, segment: Segment, index: int, margins: Sequence[list[Segment]]) -> bool:
    """A bare number at the edge of the page counts if the neighbours' numbers go up with the pages, or it fits."""
    if not _PAGE_NUMBER.fullmatch(string):
        return False
    number = int(re.findall(r"\d+", string)[0])
    if number == page.number:
        return True
    for other in (index - 1, index + 1):
        if 0 <= other < len(margins):
            for s in margins[other]:
                digits = re.findall(r"\d+", " ".join(w.text for w in s.words))
                if _PAGE_NUMBER.fullmatch(" ".join(w.text for w in s.words)) and (
                    int(digits[0]) - number == other - index
                ):
                    return True
    return False


def _opens_act(string: str, index: int, margins: Sequence[list[Segment]]) -> bool:
    """*Délibération n° 2024-32* at the head of an extract of one page: each page has another, and is another act's."""
    if not names_an_act(string) or not _is_number_of_act(string):
        return False
    before = margins[max(0, index - _NEIGHBOURS) : index]
    return all(" ".join(w.text for w in s.words) != string for segments in before for s in segments)


def _is_number_of_act(string: str) -> bool:
    label = parse_label(string)
    return label is not None and label.kind is LabelKind.ACT and label.end >= len(string.rstrip(" .:"))


_LETTERS = 3


def _repeats(segment: Segment, index: int, margins: Sequence[list[Segment]]) -> bool:
    """Whether enough other pages carry the same line at the same height from the nearer edge.

    A running line has words: sums of money near an edge all look alike once their digits are masked.
    """
    if sum(c.isalpha() for c in segment.key) < _LETTERS:
        return False
    others = seen = 0
    for other in range(max(0, index - _NEIGHBOURS), min(len(margins), index + _NEIGHBOURS + 1)):
        segments = margins[other]
        if other == index:
            continue
        others += 1
        if any(abs(s.height - segment.height) <= _SAME_HEIGHT and _alike(s.key, segment.key) for s in segments):
            seen += 1
    return seen >= 1 if others <= 3 else seen >= max(2, others // 5)


def _alike(a: str, b: str) -> bool:
    if a == b:
        return True
    return abs(len(a) - len(b)) <= 0.3 * max(len(a), len(b)) and fuzz.ratio(a, b) >= _ALIKE

"""Tables on pictures: short rules, rules in dark headers, dirt and marks in cells. The engine is not called."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from corpus.reading.lines import find_grids, find_lines
from corpus.reading.marks import is_typewritten, with_point, without_dirt
from corpus.reading.ocr import SeenWord
from corpus.reading.picture import PAPER, Span, cleaned
from corpus.reading.scan import _is_doubtful
from corpus.reading.strips import stacked

pytestmark = pytest.mark.unit
DPI = 200.0
LEFT, TOP, ROW = 200, 300, 42
COLUMNS = (0, 500, 640, 780)


def paper(height: int = 800, width: int = 1200) -> np.ndarray:
    return np.full((height, width), PAPER, np.uint8)


def small_table(rows: int, header: int | None = None, rule: int = 0, noise: float = 0.0) -> np.ndarray:
    """Rows of ``ROW`` pixels; the first on a ground of grey ``header``, rules of grey ``rule`` inside it."""
    picture = paper()
    right, bottom = LEFT + COLUMNS[-1], TOP + rows * ROW
    if header is not None:
        picture[TOP : TOP + ROW, LEFT:right] = header
    for k in range(rows + 1):
        cv2.line(picture, (LEFT, TOP + k * ROW), (right, TOP + k * ROW), 0, 2)
    for x in COLUMNS:
        cv2.line(picture, (LEFT + x, TOP), (LEFT + x, bottom), 0, 2)
        if header is not None and x not in (COLUMNS[0], COLUMNS[-1]):
            cv2.line(picture, (LEFT + x, TOP + 2), (LEFT + x, TOP + ROW - 2), rule, 2)
    for k in range(rows):
        ink = 255 if header is not None and k == 0 else 0
        for x in COLUMNS[:-1]:
            cv2.putText(picture, "3,5", (LEFT + x + 30, TOP + k * ROW + 30), cv2.FONT_HERSHEY_SIMPLEX, 0.7, ink, 2)
    if noise:
        grain = np.random.default_rng(1).normal(0, noise, picture.shape)
        return np.clip(0.75 * picture.astype(float) + 40 + grain, 0, 255).astype(np.uint8)
    return picture


def cells_of(picture: np.ndarray) -> list[int]:
    """How many cells each ruled table has."""
    return [len(g.cells) for g in find_grids(find_lines(cleaned(picture, DPI).soft, DPI), DPI)]


@pytest.mark.parametrize("rows", [1, 2, 3, 6])
@pytest.mark.parametrize("noise", [0.0, 9.0])
def test_table_of_few_rows_keeps_its_vertical_rules(rows, noise):
    assert cells_of(small_table(rows, noise=noise)) == [3 * rows]


@pytest.mark.parametrize(("header", "rule"), [(100, 0), (100, 255), (70, 20), (60, 220)])
def test_rules_inside_a_dark_header_are_found_lighter_or_darker(header, rule):
    assert cells_of(small_table(3, header, rule)) == [9]


def test_letters_between_two_rules_make_no_column():
    picture = paper()
    for y in (300, 340):
        cv2.line(picture, (200, y), (1000, y), 0, 2)
    cv2.putText(picture, "HILL (fill) |IlI| T", (220, 330), cv2.FONT_HERSHEY_SIMPLEX, 0.8, 0, 2)
    assert find_lines(cleaned(picture, DPI).soft, DPI).down == ()


def test_dark_area_of_two_widths_is_two_bars():
    picture = paper()
    picture[300:340, 600:900] = 80
    picture[340:380, 200:900] = 80
    cv2.putText(picture, "Tarifs", (620, 332), cv2.FONT_HERSHEY_SIMPLEX, 0.8, 255, 2)
    cv2.putText(picture, "Salle des aubiers", (220, 372), cv2.FONT_HERSHEY_SIMPLEX, 0.8, 255, 2)
    bars = sorted(cleaned(picture, DPI).bars, key=lambda b: b.y0)
    assert [(b.x0 // 10, b.x1 // 10) for b in bars] == [(60, 90), (20, 90)]
    assert bars[0].y1 <= bars[1].y0


def cell(*marks: tuple[int, int, int, int]) -> np.ndarray:
    """Two upright strokes of 20 pixels, 24 apart, and ``marks`` as (x, y, width, height)."""
    picture = paper(60, 120)
    for x in (40, 64):
        picture[20:40, x : x + 12] = 0
    for x, y, w, h in marks:
        picture[y : y + h, x : x + w] = 0
    return picture


@pytest.mark.parametrize(
    "mark",
    [
        (56, 37, 3, 6),  # a comma
        (55, 28, 6, 3),  # a hyphen
        (24, 29, 8, 3),  # a minus
        (44, 11, 4, 4),  # a dot above
        (79, 37, 3, 3),  # a full stop
        (54, 18, 3, 6),  # an apostrophe
    ],
)
def test_marks_in_their_place_stay(mark):
    assert (without_dirt(cell(mark), DPI) == cell(mark)).all()


@pytest.mark.parametrize("speck", [(20, 36, 4, 4), (95, 22, 4, 4), (60, 52, 3, 3), (10, 5, 4, 4)])
def test_specks_go(speck):
    assert (without_dirt(cell(speck), DPI) == cell()).all()


def typed(step: int, gap: int) -> np.ndarray:
    """Figures twenty high, ``step`` from one to the next, a comma ``gap`` after the fourth, two more after it."""
    picture = paper(60, 400)
    for k in (0, 1, 2, 3, 5, 6):
        left = 20 + k * step
        cv2.rectangle(picture, (left, 20), (left + 11, 39), 0, 2)
    picture[37:43, 20 + 3 * step + 12 + gap : 20 + 3 * step + 15 + gap] = 0
    return picture


def test_a_typewriters_comma_stands_apart_and_stays():
    cells = [typed(20, 10)] * 4
    assert is_typewritten(cells, DPI)
    assert (without_dirt(cells[0], DPI, typewritten=True) == cells[0]).all()
    assert not (without_dirt(cells[0], DPI) == cells[0]).all()


def test_printed_figures_are_not_typewritten():
    assert not is_typewritten([typed(15, 2)] * 4, DPI)
    assert not is_typewritten([typed(20, 10)], DPI), "one cell tells nothing"


def test_comma_passed_over_is_read_from_its_shape():
    ink = np.zeros((24, 40), np.uint8)
    ink[0:20, 0:12] = ink[0:20, 22:34] = 1
    ink[17:24, 15:19] = 1
    glyphs = [(0, 12), (15, 19), (22, 34)]
    assert with_point("34", glyphs, ink) == "3,4"
    assert with_point("345", glyphs, ink) == "345"
    assert with_point("ab", glyphs, ink) == "ab"


def test_pale_minus_is_not_cut_off():
    picture = paper(60, 200)
    picture[20:40, 60:72] = 0
    picture[29:32, 48:56] = 190
    strips = stacked(picture, [Span(0, 0, 200, 60)], DPI)
    assert strips.parts[0].x0 == 48


def test_only_unsure_figures_are_read_again():
    def seen(text: str, confidence: float) -> SeenWord:
        return SeenWord(text, 0, 0, 10, 10, confidence, (1, 1, 1))

    assert _is_doubtful([seen("30", 85.0), seen("€", 96.0)])
    assert not _is_doubtful([seen("30", 96.0)])
    assert not _is_doubtful([seen("licence", 40.0)])

"""Image work: upright, straight, even ground, rulings and cells. The engine is not called."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from corpus.reading.lines import find_grids, find_lines, without_lines
from corpus.reading.ocr import SeenWord
from corpus.reading.picture import Span, cleaned, quickly_cleaned
from corpus.reading.scan import straightened
from corpus.reading.strips import stacked
from corpus.reading.upright import ANALYSED, pose_of
from corpus.reading.words import _is_bold_line, calibrated, words_of
from tests.unit.reading_pdfs import minutes, pdf, picture_of, table, turned

pytestmark = pytest.mark.unit
DPI = 200.0


@pytest.fixture(scope="module")
def page() -> np.ndarray:
    return picture_of(pdf(minutes))


@pytest.fixture(scope="module")
def ruled() -> np.ndarray:
    return picture_of(pdf(table))


@pytest.mark.parametrize("degrees", [-3.0, -0.4, 0.0, 0.25, 1.5, 4.0])
def test_skew_is_measured(page, degrees):
    pose = pose_of(quickly_cleaned(turned(page, degrees), ANALYSED))
    assert pose.rotation == 0
    assert pose.skew == pytest.approx(degrees, abs=0.15)


def test_upright_page_is_told_from_one_upside_down(page):
    assert pose_of(quickly_cleaned(page, ANALYSED)).balance > 0.1
    assert pose_of(quickly_cleaned(cv2.rotate(page, cv2.ROTATE_180), ANALYSED)).balance < -0.1


@pytest.mark.parametrize(("turn", "balance"), [(cv2.ROTATE_90_COUNTERCLOCKWISE, 1), (cv2.ROTATE_90_CLOCKWISE, -1)])
def test_sideways_page_is_noticed(page, turn, balance):
    pose = pose_of(quickly_cleaned(cv2.rotate(page, turn), ANALYSED))
    assert pose.rotation == 90
    assert pose.balance * balance > 0.1


def test_straightening_undoes_the_lean(page):
    back = straightened(turned(page, 2.0), 0, 2.0)
    assert np.abs(back.astype(int) - page)[100:-100, 100:-100].mean() < 3


def test_shade_and_show_through_go_white_and_ink_black(page):
    height, width = page.shape
    shade = np.linspace(150, 230, width)[None, :].repeat(height, 0)
    faint = 255 - (255 - page[:, ::-1].astype(float)) * 0.12
    grey = (shade * (faint / 255) * (0.45 + 0.55 * page / 255)).astype(np.uint8)
    text = cleaned(grey, DPI).text
    assert text[page < 40].mean() < 70
    away = cv2.dilate((page < 200).astype(np.uint8), np.ones((9, 9))) == 0
    assert (text[away] > 200).mean() > 0.99


def thin_on_grainy(paper_grey: int, ink_grey: int, noise: float) -> np.ndarray:
    """Strokes with a thin pale hair at their side, faint print of the other side away from them."""
    picture = np.full((1000, 1000), paper_grey, np.uint8)
    for y in range(100, 900, 40):
        for x in range(100, 900, 12):
            picture[y : y + 16, x : x + 3] = ink_grey
            picture[y + 8, x + 3 : x + 5] = round(paper_grey - 0.25 * (paper_grey - ink_grey))
    picture[24:28, 100:900] = round(paper_grey - 0.22 * (paper_grey - ink_grey))
    grain = np.random.default_rng(3).normal(0, noise, picture.shape)
    return np.clip(picture + grain, 0, 255).astype(np.uint8)


def test_thin_ends_of_strokes_stay_where_grain_goes():
    text = cleaned(thin_on_grainy(235, 60, 0.0), DPI).text
    assert (text[108, 103:900:12] < 225).all(), "a hair beside its stroke"
    assert (text[20:32] == 255).all(), "the other side's print"


def test_on_paper_as_restless_as_its_letters_are_pale_nothing_pale_is_kept():
    text = cleaned(thin_on_grainy(190, 150, 5.0), DPI).text
    assert (text[24:28] > 200).mean() > 0.95, "the other side's print"
    assert (text[500:516, 460:463] < 128).mean() > 0.5, "letters stay"


def test_white_letters_on_a_dark_bar_come_out_black(page):
    barred = page.copy()
    box = np.s_[220:300, 150:1500]
    barred[box] = 255 - barred[box]
    clean = cleaned(barred, DPI)
    assert len(clean.bars) == 1
    inside = np.s_[230:290, 160:1490]
    assert np.abs(clean.text[inside].astype(int) - page[inside]).mean() < 12


def test_dark_margin_of_the_copier_goes(page):
    copied = page.copy()
    copied[:, -60:] = 20
    assert cleaned(copied, DPI).text[:, -120:].min() > 200


def test_lonely_specks_go_and_full_stops_stay(page):
    binary = np.where(page < 128, 0, 255).astype(np.uint8)
    dirty = binary.copy()
    rng = np.random.default_rng(3)
    for y, x in rng.integers(0, (900, page.shape[1] - 3), (60, 2)) + np.array([1300, 0]):
        dirty[y : y + 3, x : x + 3] = 0
    text = cleaned(dirty, DPI).text
    assert text[1300:].min() > 200
    assert (text[:1200] < 128).sum() == pytest.approx((binary[:1200] < 128).sum(), rel=0.01)


def test_grid_gives_its_cells_in_order(ruled):
    clean = cleaned(ruled, DPI)
    lines = find_lines(clean.soft, DPI)
    (grid,) = find_grids(lines, DPI)
    assert len(grid.cells) == 9
    assert [c.x0 for c in grid.cells[:3]] == sorted(c.x0 for c in grid.cells[:3])
    assert grid.cells[0].y1 <= grid.cells[3].y0
    scale = 72 / DPI
    assert grid.cells[0].x0 * scale == pytest.approx(72, abs=2)


def test_lines_are_whitened_and_letters_stay(ruled):
    clean = cleaned(ruled, DPI)
    without = without_lines(clean.text, find_lines(clean.soft, DPI))
    top = round((842 - 728) * DPI / 72)
    assert (without[top - 3 : top + 4] > 200).all()
    assert ((without < 128) & (clean.text >= 128)).sum() == 0
    heading = np.s_[: top - 20]
    assert (without[heading] < 128).sum() == (clean.text[heading] < 128).sum()


def test_running_text_has_no_lines(page):
    assert find_lines(cleaned(page, DPI).soft, DPI).across == ()


def test_underline_goes_without_the_letters_above_it():
    def draw(c):
        c.setFont("Helvetica-Bold", 12)
        c.drawString(72, 700, "Approbation des tarifs")
        c.line(72, 698, 72 + c.stringWidth("Approbation des tarifs", "Helvetica-Bold", 12), 698)

    def bare(c):
        c.setFont("Helvetica-Bold", 12)
        c.drawString(72, 700, "Approbation des tarifs")

    clean = cleaned(picture_of(pdf(draw)), DPI)
    without = without_lines(clean.text, find_lines(clean.soft, DPI))
    letters = picture_of(pdf(bare))
    assert ((without < 128) & (letters < 128)).sum() > 0.95 * (letters < 128).sum()
    assert (without < 128).sum() < 1.05 * (letters < 128).sum()


def test_strips_lead_words_home(ruled):
    parts = [Span(200, 300, 600, 380), Span(700, 380, 1000, 450)]
    page = np.full(ruled.shape, 255, np.uint8)
    page[330:350, 250:400] = 0
    page[400:420, 800:860] = 0
    strips = stacked(page, parts, DPI)
    for k, (x, y) in enumerate(((250, 330), (800, 400))):
        top = strips.tops[k]
        seen = SeenWord("mot", strips.left, top, strips.left + 30, top + 20, 90.0, (1, 1, 1))
        part, home = strips.home(seen)
        assert (part, home.left, home.top) == (k, x, y)


def test_empty_parts_make_no_strip(ruled):
    blank = np.full(ruled.shape, 255, np.uint8)
    assert stacked(blank, [Span(0, 0, 100, 100)], DPI).parts == ()


def seen(text: str, left: int, right: int, top: int, bottom: int) -> SeenWord:
    return SeenWord(text, left, top, right, bottom, 90.0, (1, 1, 1))


def test_size_and_baseline_come_from_the_shape_of_words():
    line = [seen("Vu", 100, 140, 79, 100), seen("page", 150, 210, 85, 107), seen("le", 220, 240, 79, 100)]
    words = words_of(line, np.full((200, 400), 255, np.uint8), 72 / DPI)
    assert [w.size for w in words] == [pytest.approx(30 * 72 / DPI, abs=0.2)] * 3
    assert {w.box.y1 for w in words} == {words[0].box.y1}
    assert words[1].box.x0 == 54.0


def test_disc_read_as_a_letter_is_a_bullet_and_an_e_is_not():
    picture = np.full((200, 400), 255, np.uint8)
    cv2.circle(picture, (105, 90), 5, 0, -1)
    line = [seen("e", 100, 111, 85, 96), seen("Voirie", 130, 220, 79, 100)]
    assert [w.text for w in words_of(line, picture, 72 / DPI)] == ["•", "Voirie"]
    cv2.circle(picture, (105, 90), 2, 255, -1)
    assert words_of(line, picture, 72 / DPI)[0].text == "e"


def test_plain_bars_are_roman_numerals():
    picture = np.full((200, 400), 255, np.uint8)
    picture[79:100, 100:104] = 0
    picture[79:100, 109:113] = 0
    picture[97:100, 118:121] = 0
    line = [seen("11.", 100, 121, 79, 100), seen("Vu", 140, 180, 79, 100)]
    word = words_of(line, picture, 72 / DPI)[0]
    assert (word.text, word.raw) == ("II.", "11.")


def test_dash_and_cross_is_an_arrow():
    picture = np.full((200, 400), 255, np.uint8)
    line = [seen("Forfait", 60, 110, 79, 100), seen("—+", 115, 130, 85, 96), seen("12", 140, 160, 79, 100)]
    words = words_of(line, picture, 72 / DPI)
    assert [(w.text, w.raw) for w in words] == [("Forfait", None), ("→", "—+"), ("12", None)]


def test_confidence_rises_with_the_engines_and_never_reaches_that_of_the_files_own_words():
    values = [calibrated(c) for c in range(101)]
    assert values == sorted(values)
    assert 0 < values[0] < 30
    assert values[-1] < 100


def test_heavier_strokes_are_bold():
    def draw(c):
        for i in range(6):
            c.setFont("Helvetica-Bold" if i == 2 else "Helvetica", 12)
            c.drawString(72, 740 - 22 * i, "Ordre seance maire conseil")

    picture = picture_of(pdf(draw))
    line = [("Ordre", 72, 104), ("seance", 108, 150), ("maire", 153, 184), ("conseil", 188, 230)]
    scale = DPI / 72
    words = []
    for i in range(6):
        bottom = round((842 - 740 + 22 * i) * scale) + 1
        for text, x0, x1 in line:
            place = (round(x0 * scale), bottom - 25, round(x1 * scale), bottom)
            words.append(SeenWord(text, *place, 95.0, (1, 1, i)))
    read = words_of(words, picture, 72 / DPI)
    assert [w.bold for w in read] == [i // 4 == 2 for i in range(24)]


def test_a_line_somewhat_heavier_throughout_is_bold_as_a_whole():
    line = [
        SeenWord(t, 40 * i, 10, 40 * i + 30, 30, 95.0, (1, 1, 1)) for i, t in enumerate(("Tarifs", "communaux", "2031"))
    ]
    assert _is_bold_line(line, [1.21, 1.2, None], 1.0)
    assert not _is_bold_line(line, [1.4, 1.02, None], 1.0)  # only the first word is
    assert not _is_bold_line(line, [1.3, None, None], 1.0)
    capitals = [SeenWord(w.text.upper(), w.left, w.top, w.right, w.bottom, 95.0, w.line) for w in line]
    assert not _is_bold_line(capitals, [1.21, 1.2, None], 1.0)


@pytest.mark.parametrize(
    ("before", "read", "said"),
    [
        ("du", "ler", "1er"),
        ("du", "lère,", "1ère,"),
        ("du", "ier", "1er"),
        ("du", "lerne", "lerne"),
        ("contrô-", "ler", "ler"),
        ("contrôles", "ler", "1er"),
    ],
)
def test_a_first_read_as_a_letter_is_a_figure_but_not_the_end_of_a_cut_word(before, read, said):
    line = 1 if before == "du" else 2
    seen = [SeenWord(before, 10, 10, 30, 30, 95.0, (1, 1, 1)), SeenWord(read, 40, 10, 80, 30, 95.0, (1, 1, line))]
    words = words_of(seen, np.full((60, 120), 255, np.uint8), 0.36)
    assert [w.text for w in words][-1] == said


@pytest.mark.parametrize(
    ("font", "drawn", "read", "said"),
    [
        ("Symbol", "≤", "<", "≤"),
        ("Symbol", "≥", "2", "≥"),
        ("Symbol", "≥", "=", "≥"),
        ("Helvetica", "<", "<", "<"),
        ("Helvetica", ">", ">", ">"),
        ("Helvetica", "=", "=", "="),
        ("Helvetica", "2", "2", "2"),
        ("Times-Roman", "2", "2", "2"),
        ("Helvetica", "Z", "Z", "Z"),
    ],
)
def test_at_most_and_at_least_are_told_by_their_bar(font, drawn, read, said):
    def draw(c):
        c.setFont(font, 12)
        c.drawString(72, 740, drawn)

    place = (round(70 * DPI / 72), round(90 * DPI / 72), round(82 * DPI / 72), round(107 * DPI / 72))
    words = words_of([SeenWord(read, *place, 95.0, (1, 1, 1))], picture_of(pdf(draw)), 72 / DPI)
    assert [w.text for w in words] == [said]


@pytest.mark.parametrize(
    ("drawn", "cut", "said"),
    [
        ("VAVILAVET", 5, ["VAVILAVET"]),
        ("VAVIL AVET", 5, ["VAVIL", "AVET"]),
        ("VAVIL A.", 5, ["VAVIL", "A."]),
        ("vavilavet", 5, ["vavil", "avet"]),
    ],
)
def test_capitals_that_no_space_parts_are_one_word(drawn, cut, said):
    def draw(c):
        c.setFont("Times-Roman", 12)
        c.drawString(72, 740, drawn)

    picture = picture_of(pdf(draw))
    inked = np.flatnonzero((picture < 128).any(axis=0))
    edge = inked[0] + round((inked[-1] - inked[0]) * cut / len(drawn))
    top, bottom = round(90 * DPI / 72), round(102.5 * DPI / 72)
    words = [
        SeenWord(drawn[:cut], int(inked[0]), top, int(edge), bottom, 95.0, (1, 1, 1)),
        SeenWord(drawn[cut:].strip(), int(edge), top, int(inked[-1]), bottom, 95.0, (1, 1, 1)),
    ]
    assert [w.text for w in words_of(words, picture, 72 / DPI)] == said


@pytest.mark.parametrize(("lefts", "said"), [((0, 20, 40, 60), ["2364"]), ((0, 40, 60, 80), ["2", "364"])])
def test_figures_of_a_typewriter_are_cut_only_at_a_space(lefts, said):
    picture = np.full((80, 200), 255, np.uint8)
    for left in lefts:
        picture[20:40, 40 + left : 52 + left] = 0
    words = words_of([seen("2364", 40, 52 + lefts[-1], 20, 40)], picture, 72 / DPI)
    assert [w.text for w in words] == said

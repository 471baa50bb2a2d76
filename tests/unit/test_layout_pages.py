"""Layout of single pages set by hand: rows, grids, columns, tables without rules."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.page import Box, Page, Reading, Ruling, Word
from extractors.document import BlockKind
from extractors.layout import lay_out
from extractors.layout.grids import find_grids
from extractors.layout.regions import split_columns
from extractors.layout.rows import rows_of

SIZE = 10.0
WIDTH = 5.0


def words_at(text: str, x: float, y: float, size: float = SIZE, bold: bool = False, slope: float = 0.0) -> list[Word]:
    words = []
    for token in text.split():
        width = WIDTH * len(token) * size / SIZE
        top = y + slope * (x - 50)
        words.append(Word(token, Box(x, top, x + width, top + size), size=size, bold=bold))
        x += width + WIDTH
    return words


def page_of(words: list[Word], rulings: list[Box] = [], number: int = 1, reading: Reading = Reading.DIGITAL) -> Page:  # noqa: B006
    return Page(number, 595.0, 842.0, reading, tuple(words), tuple(Ruling(b) for b in rulings))


def strings(rows: list[list[Word]]) -> list[str]:
    return [" ".join(w.text for w in r) for r in rows]


def ruled(x: list[float], y: list[float]) -> list[Box]:
    return [Box(x[0], t, x[-1], t) for t in y] + [Box(s, y[0], s, y[-1]) for s in x]


def test_rows_keep_a_skewed_line_together():
    first = words_at("une ligne assez longue pour que la pente la porte au niveau de sa voisine", 50, 100, slope=0.02)
    second = words_at(
        "et une autre ligne toute pareille qui descend de la même façon que la première", 50, 114, slope=0.02
    )
    assert strings(rows_of([*first, *second])) == [
        "une ligne assez longue pour que la pente la porte au niveau de sa voisine",
        "et une autre ligne toute pareille qui descend de la même façon que la première",
    ]


def test_a_superscript_stays_in_its_row():
    words = [*words_at("le 1", 50, 100), *words_at("er", 66, 97, size=6), *words_at("janvier", 82, 100)]
    assert strings(rows_of(words)) == ["le 1 er janvier"]


def test_a_skewed_scan_whose_boxes_overlap_keeps_its_rows():
    words = [
        Word("3.", Box(70, 217, 78, 227), 95),
        Word("PROJET", Box(81, 217, 147, 227), 95),
        Word("A", Box(141, 217, 146, 227), 90),
        Word("VENIR", Box(150, 217, 184, 227), 95),
    ]
    assert strings(rows_of(words)) == ["3. PROJET A VENIR"]


def test_merged_cells_of_a_grid():
    rulings = [
        Box(50, 100, 350, 100), Box(50, 120, 350, 120), Box(150, 140, 350, 140), Box(50, 160, 350, 160),
        Box(50, 100, 50, 160), Box(150, 100, 150, 160), Box(250, 120, 250, 160), Box(350, 100, 350, 160),
    ]  # fmt: skip
    (grid,) = find_grids([Ruling(b) for b in rulings])
    spans = {(c.row, c.column): (c.row_span, c.column_span) for c in grid.cells}
    assert (grid.n_rows, grid.n_columns) == (3, 3)
    assert spans == {(0, 0): (1, 1), (0, 1): (1, 2), (1, 0): (2, 1), (1, 1): (1, 1), (1, 2): (1, 1),
                     (2, 1): (1, 1), (2, 2): (1, 1)}  # fmt: skip


def test_a_half_ruled_table_is_closed_at_its_open_sides():
    rulings = [Ruling(Box(50, y, 350, y)) for y in (100, 120, 140)] + [Ruling(Box(200, 100, 200, 140))]
    (grid,) = find_grids(rulings)
    assert (grid.n_rows, grid.n_columns) == (2, 2)


def test_a_ruled_table_with_a_cell_of_several_lines():
    words = [
        *words_at("Libellé", 55, 105), *words_at("Montant", 205, 105),
        *words_at("Achat d'un", 55, 125), *words_at("fourgon", 55, 137), *words_at("12 500,00 €", 205, 131),
        *words_at("Total", 55, 155), *words_at("12 500,00 €", 205, 155),
    ]  # fmt: skip
    document = lay_out([page_of(words, ruled([50, 200, 300], [100, 120, 150, 170]))])
    (block,) = document.blocks
    table = block.table
    assert table is not None and block.kind is BlockKind.TABLE
    assert [[c.text.string for c in table.row(r) if c] for r in range(3)] == [
        ["Libellé", "Montant"], ["Achat d'un fourgon", "12 500,00 €"], ["Total", "12 500,00 €"],
    ]  # fmt: skip
    assert table.header_rows == 1
    assert document.page_texts == ((1, "Libellé\tMontant\nAchat d'un fourgon\t12 500,00 €\nTotal\t12 500,00 €"),)


def test_a_box_around_a_title_is_no_table():
    words = words_at("PROCÈS-VERBAL DE LA SÉANCE", 200, 110)
    document = lay_out([page_of(words, ruled([150, 450], [100, 130]))])
    assert [b.kind for b in document.blocks] == [BlockKind.HEADING]


LEFT = [
    "Présents : M. Abel Roux, Mme Zoé",
    "Petit, M. Jean Morel, Mme Lise",
    "Caron, M. Paul Denis, M. Yves",
    "Lucas, Mme Eva Blin.",
]
RIGHT = ["Excusés : M. Guy Perrin, Mme Ida", "Colas, M. Luc Meunier, Mme Ana", "Rey, M. Noël Gros, Mme Rose", "Vidal."]


def two_columns(interleaved: bool) -> list[Word]:
    left = [words_at(t, 50, 200 + 13 * i) for i, t in enumerate(LEFT)]
    right = [words_at(t, 310, 200 + 13 * i) for i, t in enumerate(RIGHT)]
    lines = [x for pair in zip(left, right, strict=True) for x in pair] if interleaved else [*left, *right]
    return [w for line in lines for w in line]


def test_a_two_column_roll_inside_a_page_of_one_column():
    above = words_at(
        "Le conseil légalement convoqué s'est réuni au lieu habituel de ses séances sous la présidence du maire.",
        50,
        170,
    )
    below = words_at(
        "Le quorum étant atteint, la séance est ouverte et le conseil passe à l'examen des affaires inscrites.", 50, 280
    )
    for interleaved in (False, True):
        document = lay_out([page_of([*above, *two_columns(interleaved), *below])])
        texts = [b.string for b in document.blocks]
        assert texts[1:3] == [" ".join(LEFT), " ".join(RIGHT)], interleaved


def test_a_heading_right_below_two_columns_is_of_the_line_below_it():
    heading = words_at("Pouvoirs :", 50, 200 + 13 * len(LEFT))
    below = words_at(
        "M. Yves Lucas à M. Guy Perrin, Mme Eva Blin à M. Noël Gros, M. Paul Denis à M. Jean Morel", 50, 265
    )
    document = lay_out([page_of([*two_columns(True), *heading, *below])])
    texts = [b.string for b in document.blocks]
    assert texts[:2] == [" ".join(LEFT), " ".join(RIGHT)]
    assert texts[2].startswith("Pouvoirs :")


def test_labels_beside_their_titles_are_one_column():
    labels = [w for i, t in enumerate(["I.", "II.", "III.", "IV."]) for w in words_at(t, 50, 100 + 14 * i)]
    titles = ["Affaires générales et élections", "Finances de la commune", "Personnel communal", "Questions diverses"]
    words = labels + [w for i, t in enumerate(titles) for w in words_at(t, 90, 100 + 14 * i)]
    assert len(split_columns(words, 50, 500)) == 1


def test_figures_that_stand_under_one_another_are_a_table():
    rows = [
        ("Droit de place, le mètre", "1,20 €"),
        ("Location de la salle", "250,00 €"),
        ("Garderie, la demi-heure", "0,80 €"),
    ]
    words = words_at("Les tarifs suivants sont proposés :", 50, 80)
    for i, (label, price) in enumerate(rows):
        words += words_at(label, 50, 110 + 14 * i) + words_at(price, 400 - WIDTH * len(price), 110 + 14 * i)
    table = lay_out([page_of(words)]).blocks[1].table
    assert table is not None and not table.is_ruled
    assert [(a.text.string, b.text.string) for a, b in (table.row(r) for r in range(3)) if a and b] == rows


def across(ys: list[float], left: float = 50, right: float = 420) -> list[Box]:
    return [Box(left, y, right, y) for y in ys]


def test_a_table_ruled_across_has_its_columns_from_the_gaps():
    rows = [
        ("Dépenses", "Montant", "Recettes", "Montant"),
        ("Toiture et charpente", "80 500,00 €", "Département", "12 000,00 €"),
        ("", "", "Fonds propres", "68 500,00 €"),
        ("TOTAL", "80 500,00 €", "TOTAL", "80 500,00 €"),
    ]
    words = []
    for i, (label, sum_, financer, share) in enumerate(rows):
        y = 102 + 16 * i
        words += words_at(label, 54, y) + words_at(sum_, 230 - WIDTH * len(sum_), y)
        words += words_at(financer, 238, y) + words_at(share, 414 - WIDTH * len(share), y)
    (block,) = lay_out([page_of(words, across([100 + 16 * i for i in range(5)]))]).blocks
    table = block.table
    assert table is not None
    assert [tuple(c.text.string for c in table.row(r) if c) for r in range(4)] == rows


def test_headings_on_the_first_rule_belong_to_the_table():
    rows = [("Embarcation", "Par jour", "Par an"), ("Barque", "4,00 €", "310,00 €"), ("Voilier", "9,50 €", "720,00 €")]
    words = words_at("Les droits d'amarrage seraient les suivants dès le printemps prochain :", 54, 78)
    for i, (label, day, year) in enumerate(rows):
        words += words_at(label, 54, 102 + 16 * i) + words_at(day, 300 - WIDTH * len(day), 102 + 16 * i)
        words += words_at(year, 414 - WIDTH * len(year), 102 + 16 * i)
    blocks = lay_out([page_of(words, across([116 + 16 * i for i in range(3)]))]).blocks
    table = blocks[1].table
    assert table is not None
    assert [tuple(c.text.string for c in table.row(r) if c) for r in range(3)] == rows
    assert blocks[0].string.endswith("prochain :")


def test_headings_centred_over_sums_set_to_the_right_are_of_their_columns():
    rows = [
        ("Volume", "Part fixe", "Levée"),
        ("80 L", "98,00 €", "2,10 €"),
        ("120 L", "122,00 €", "2,90 €"),
        ("240 L", "187,00 €", "5,20 €"),
    ]
    words = []
    for i, (label, fixed, lifted) in enumerate(rows):
        y, is_head = 102 + 16 * i, i == 0
        words += words_at(label, 90 if is_head else 54, y)
        words += words_at(fixed, 200 if is_head else 290 - WIDTH * len(fixed), y)
        words += words_at(lifted, 330 if is_head else 414 - WIDTH * len(lifted), y)
    table = lay_out([page_of(words, across([116 + 16 * i for i in range(4)]))]).blocks[0].table
    assert table is not None
    assert [tuple(c.text.string for c in table.row(r) if c) for r in range(4)] == rows


def test_groups_of_columns_stand_on_a_shorter_rule_above_the_headings():
    rows = [
        ("", "Jour", "Nuit", "Jour", "Nuit"),
        ("Tente", "4 €", "6 €", "5 €", "8 €"),
        ("Van", "7 €", "9 €", "8 €", "12 €"),
    ]
    words = words_at("Habitants", 180, 82) + words_at("Autres usagers", 310, 82)
    for i, row in enumerate(rows):
        for x, text in zip((54, 170, 240, 310, 380), row, strict=True):
            words += words_at(text, x, 102 + 16 * i)
    rules = [Box(160, 98, 420, 98), *across([116 + 16 * i for i in range(3)])]
    (block,) = lay_out([page_of(words, rules)]).blocks
    assert block.table is not None
    assert [c.text.string if c else None for c in block.table.row(0)][1:] == ["Habitants"] * 2 + ["Autres usagers"] * 2
    assert [c.text.string if c else None for c in block.table.row(1)][1:] == ["Jour", "Nuit", "Jour", "Nuit"]


def test_a_table_ruled_across_in_one_column_of_the_page_leaves_the_other_column_whole():
    prices = [("Entrée", "2 €"), ("Abonné", "9 €"), ("Groupe", "5 €")]
    words = []
    for i in range(14):
        y = 60 + 16 * i
        words += words_at("la commission des travaux rend son avis", 300, y)
        if 5 <= i < 8:
            label, price = prices[i - 5]
            words += words_at(label, 54, y) + words_at(price, 230, y)
        else:
            words += words_at("le maire rappelle les droits de place", 50, y)
    rules = across([138 + 16 * i for i in range(4)], 50, 250)
    strings = [b.string for b in lay_out([page_of(words, rules)]).blocks]
    assert strings.index(next(s for s in strings if "commission" in s)) == len(strings) - 1
    assert strings[-1].count("la commission des travaux rend son avis") == 14


def test_paragraphs_between_rules_are_no_table():
    words = [
        w for i in range(4) for w in words_at("Le conseil prend acte de la communication du maire", 50, 104 + 20 * i)
    ]
    assert all(b.table is None for b in lay_out([page_of(words, across([100 + 20 * i for i in range(5)]))]).blocks)


def test_the_columns_of_a_table_without_rules_are_named_by_the_row_above():
    rows = [("Association", "Montant"), ("Club de tir", "950,00 €"), ("Chorale", "1 200,00 €"), ("Boule", "300,00 €")]
    words = words_at("Subventions proposées par la commission", 50, 80) + words_at(rows[0][0], 150, 110)
    words += words_at(rows[0][1], 340, 110)
    for i, (label, sum_) in enumerate(rows[1:], start=1):
        words += words_at(label, 50, 110 + 14 * i) + words_at(sum_, 450 - WIDTH * len(sum_), 110 + 14 * i)
    words += words_at("Le conseil communautaire décide à cette date avec dix voix pour et 4", 50, 110 + 14 * 4)
    blocks = lay_out([page_of(words)]).blocks
    table = blocks[1].table
    assert table is not None and table.header_rows == 1
    assert [(a.text.string, b.text.string) for a, b in (table.row(r) for r in range(4)) if a and b] == rows


def test_a_header_repeated_at_the_top_of_pages_is_no_running_line():
    def page(number: int, rows: list[tuple[str, str]]) -> Page:
        words = []
        for i, (label, sum_) in enumerate([("Association", "Montant"), *rows]):
            words += words_at(label, 54, 52 + 16 * i) + words_at(sum_, 300, 52 + 16 * i)
        ys = [50.0 + 16 * i for i in range(len(rows) + 2)]
        return page_of([*words, *words_at("Fait et délibéré", 54, 400)], ruled([50, 290, 420], ys), number)

    pages = [
        page(1, [("Chorale", "120,00 €"), ("Pêche", "90,00 €")]),
        page(2, [("Tir", "80,00 €"), ("Boule", "70,00 €")]),
    ]
    tables = [b.table for b in lay_out(pages).blocks if b.table]
    assert [t.row(0)[1].text.string for t in tables if t.row(0)[1]] == ["Montant"] * len(tables)  # type: ignore[union-attr]
    assert tables


def test_labels_beside_colons_and_prices_are_one_list():
    rows = [("Emplacement", "8,75 euros"), ("Adulte", "5,25 euros"), ("Enfant", "2,80 euros"), ("Animal", "1,60 euros")]
    words = []
    for i, (label, price) in enumerate(rows):
        words += words_at(label, 76, 150 + 16 * i) + words_at(":", 385, 150 + 16 * i)
        words += words_at(price, 520 - WIDTH * len(price), 150 + 16 * i)
    assert len(split_columns(words, 70, 530)) == 1


def test_a_box_of_one_row_whose_lines_are_sums_is_a_table():
    labels, sums = ("Département", "Région", "Commune"), ("5 000 €", "2 500 €", "1 857,05 €")
    words = [w for i, t in enumerate(labels) for w in words_at(t, 54, 102 + 12 * i)]
    words += [w for i, t in enumerate(sums) for w in words_at(t, 260, 102 + 12 * i)]
    blocks = lay_out([page_of(words, ruled([50, 240, 400], [100, 142]))]).blocks
    assert [b.table is not None for b in blocks] == [True]


def test_the_counts_beside_a_roll_are_no_table():
    words = []
    for i, (label, count) in enumerate(
        [("Membres en exercice", "15"), ("Membres présents", "12"), ("Suffrages exprimés", "14")]
    ):
        words += words_at(label, 50, 100 + 14 * i) + words_at(count, 300, 100 + 14 * i)
    assert all(b.table is None for b in lay_out([page_of(words)]).blocks)


def test_stray_strokes_of_a_scan_are_no_text():
    words = [
        *words_at("La séance est levée.", 50, 100),
        Word("|", Box(10, 300, 12, 310), 40),
        Word("°", Box(50, 400, 54, 404), 20),
    ]
    document = lay_out([page_of(words, reading=Reading.OCR)])
    assert document.page_texts == ((1, "La séance est levée."),)
    assert len(document.furniture) == 2


boxes = st.tuples(st.floats(0, 590), st.floats(0, 835), st.floats(0, 200), st.floats(0, 40)).map(
    lambda t: Box(t[0], t[1], t[0] + t[2], t[1] + t[3])
)
tokens = st.text("aeéMN1.2-•|,:€IVo …_", min_size=1, max_size=8)
any_words = st.lists(st.builds(Word, tokens, boxes, st.floats(0, 100), st.floats(0, 30), st.booleans()), max_size=40)
any_rulings = st.lists(
    st.one_of(boxes.map(lambda b: Box(b.x0, b.y0, b.x1, b.y0)), boxes.map(lambda b: Box(b.x0, b.y0, b.x0, b.y1))),
    max_size=20,
)
any_pages = st.lists(
    st.tuples(any_words, any_rulings, st.sampled_from((Reading.DIGITAL, Reading.OCR, Reading.MIXED))), max_size=3
)


@settings(max_examples=60, deadline=None)
@given(any_pages)
def test_every_word_of_any_page_is_in_one_block_or_in_the_furniture(drawn):
    pages = [page_of(w, r, i + 1, reading) for i, (w, r, reading) in enumerate(drawn)]
    document = lay_out(pages)
    kept = [p.word for b in document.blocks for p in b.text.words] + [
        w for line in document.furniture for w in line.words
    ]
    given_texts = sorted((w.raw or w.text) for p in pages for w in p.words)
    assert sorted((w.raw or w.text) for w in kept) == given_texts
    assert [n for n, _ in document.page_texts] == [p.number for p in pages]
    assert [b.index for b in document.blocks] == list(range(len(document.blocks)))


@settings(max_examples=60, deadline=None)
@given(any_words)
def test_rows_lose_no_word(words):
    assert sorted(w.text for r in rows_of(words) for w in r) == sorted(w.text for w in words)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.floats(0, 500), min_size=2, max_size=6), st.lists(st.floats(0, 700), min_size=2, max_size=6))
def test_the_cells_of_a_grid_tile_it(xs, ys):
    for grid in find_grids([Ruling(b) for b in ruled(sorted(xs), sorted(ys))]):
        covered = [
            (c.row + i, c.column + j) for c in grid.cells for i in range(c.row_span) for j in range(c.column_span)
        ]
        assert sorted(covered) == [(r, c) for r in range(grid.n_rows) for c in range(grid.n_columns)]

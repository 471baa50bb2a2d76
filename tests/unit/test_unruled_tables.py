"""Columns that nothing rules: figures of one table stand under one another, or under the names of columns."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.page import Box, Word
from extractors.document import Table
from extractors.layout.unruled import split_unruled


def row(y: float, *cells: tuple[float, str]) -> Sequence[Word]:
    """Words of a printed row, a cell after another, each at its place."""
    words = []
    for x, text in cells:
        for part in text.split():
            words.append(Word(part, Box(x, y, x + 5.0 * len(part), y + 10), 100.0))
            x += 5.0 * len(part) + 3
    return words


def tables(rows: Sequence[Sequence[Word]]) -> list[Table]:
    return [part for part in split_unruled(1, rows) if isinstance(part, Table)]


EXPENSES = [
    row(116, (80, "6042"), (140, "Achats de prestations"), (390, "5 200,00")),
    row(132, (80, "6574"), (140, "Subventions versées"), (390, "1 350,00")),
]
REVENUES = [
    row(148, (80, "7067"), (140, "Redevances des services"), (477, "2 550,00")),
    row(164, (80, "7474"), (140, "Participation reçue"), (477, "4 000,00")),
]


def test_revenues_below_expenses_stand_under_the_name_of_their_own_column() -> None:
    heads = row(100, (95, "Art."), (220, "Libellé"), (367, "Dépenses"), (456, "Recettes"))
    (table,) = tables([heads, *EXPENSES, *REVENUES])
    assert (table.n_rows, table.n_columns) == (5, 4)
    third, fourth = table.cell(1, 2), table.cell(3, 3)
    assert third is not None
    assert fourth is not None
    assert (third.text.string, fourth.text.string) == ("5 200,00", "2 550,00")


def test_without_names_figures_that_stand_elsewhere_are_no_rows_of_one_table() -> None:
    assert tables([*EXPENSES, *REVENUES]) == []


GRID = [
    row(130, (80, "Jeune"), (300, "10,00"), (400, "14,00")),
    row(146, (80, "Adulte"), (300, "20,00"), (400, "28,00")),
    row(162, (80, "Famille"), (300, "30,00"), (400, "42,00")),
]


def test_heads_of_two_lines_are_one_row() -> None:
    heads = [row(100, (290, "Habitants"), (390, "Autres")), row(112, (290, "du bourg"), (390, "communes"))]
    (table,) = tables([*heads, *GRID])
    assert (table.n_rows, table.header_rows) == (4, 1)
    head = table.cell(0, 1)
    assert head is not None
    assert head.text.string.split() == ["Habitants", "du", "bourg"]


def test_the_heading_of_the_item_right_above_is_no_head_of_a_column() -> None:
    rows = [row(100, (80, "2031-04-07 – Taxe de séjour")), row(112, (80, "Catégorie"), (290, "Été"), (390, "Hiver"))]
    (table,) = tables([*rows, *GRID])
    first = table.cell(0, 0)
    assert first is not None
    assert first.text.string == "Catégorie"


def test_years_name_columns() -> None:
    (table,) = tables([row(112, (80, "Tarifs"), (300, "2021"), (400, "2022")), *GRID])
    assert (table.n_rows, table.header_rows) == (4, 1)


def test_a_title_between_rows_is_of_the_table() -> None:
    title = row(178, (80, "Hors commune"))
    more = [
        row(194, (80, "Jeune"), (300, "12,00"), (400, "16,00")),
        row(210, (80, "Aîné"), (300, "9,00"), (400, "8,00")),
    ]
    (table,) = tables([*GRID, title, *more])
    assert table.n_rows == 6


def test_a_label_that_wraps_around_its_figures_is_one_row() -> None:
    lines = [row(178, (80, "Groupe de plus")), row(183, (300, "50,00"), (400, "70,00")), row(188, (80, "de dix"))]
    (table,) = tables([*GRID, *lines, row(204, (80, "Classe"), (300, "5,00"), (400, "7,00"))])
    labels = [cell.text.string for i in range(table.n_rows) if (cell := table.cell(i, 0)) is not None]
    assert labels == ["Jeune", "Adulte", "Famille", "Groupe de plus de dix", "Classe"]


def test_a_long_label_that_nearly_touches_its_figure() -> None:
    rows = [
        row(130, (80, "Très longue saison (mai, juin)"), (248, "420"), (320, "190"), (400, "60")),
        row(146, (80, "Moyenne saison (avril, septembre)"), (248, "320"), (320, "150"), (400, "50")),
        row(162, (80, "Basse saison"), (248, "250"), (320, "120"), (400, "40")),
    ]
    (table,) = tables(rows)
    assert table.n_columns == 4
    assert [c.text.string for r in range(3) if (c := table.cell(r, 1)) is not None] == ["420", "320", "250"]

"""Layout over several pages: running lines, paragraphs and tables that go on, hyphens, kinds of blocks."""

from __future__ import annotations

import time

import pytest

from corpus.page import Box, Page, Reading, Word
from extractors.document import BlockKind
from extractors.layout import lay_out
from extractors.layout.plain import pages_of_text
from tests.unit.test_layout_pages import page_of, ruled, words_at

FULL = "Le conseil municipal examine les comptes de la régie du camping et constate que les recettes de la saison"


def page_with_furniture(number: int, body: list[Word]) -> Page:
    header = words_at("Commune de Valbrune - séance du 3 mars 2031", 180, 30, size=8)
    footer = words_at(f"Page {number} sur 3", 270, 810, size=8)
    return page_of([*header, *body, *footer], number=number)


def test_running_headers_and_page_numbers_are_furniture():
    pages = [page_with_furniture(i, words_at(f"Texte de la page, numéro {i}.", 50, 200)) for i in (1, 2, 3)]
    document = lay_out(pages)
    assert [t for _, t in document.page_texts] == [f"Texte de la page, numéro {i}." for i in (1, 2, 3)]
    assert len(document.furniture) == 6


def test_a_footer_read_too_badly_to_compare_is_known_by_its_place():
    footers = ["Cornnune do Va1brune", "Ccmm une de Val", "?tnmuno ub l:brune", "Commune de Valbrune"]
    pages = []
    for number, footer in enumerate(footers, 1):
        body = [w for i in range(5) for w in words_at(f"Paragraphe {number} de la page, ligne {i}.", 50, 200 + 14 * i)]
        pages.append(page_of([*body, *words_at(footer, 50, 806, size=8)], number=number, reading=Reading.OCR))
    document = lay_out(pages)
    assert [line.string for line in document.furniture] == footers
    last_line_low = page_of([*words_at("La séance est levée.", 50, 786), *words_at("Le maire", 50, 806)], number=1)
    assert lay_out([last_line_low]).furniture == ()


def test_a_title_on_the_first_page_only_is_text():
    pages = [page_with_furniture(i, words_at(f"Paragraphe {i}.", 50, 200)) for i in (1, 2, 3)]
    first = page_of([*words_at("PROCÈS-VERBAL", 220, 60), *pages[0].words])
    assert lay_out([first, *pages[1:]]).page_texts[0][1].startswith("PROCÈS-VERBAL")


def test_a_paragraph_goes_on_over_a_page_break():
    body = [
        page_with_furniture(1, words_at(FULL, 50, 700)),
        page_with_furniture(2, words_at("dépassent les prévisions.", 50, 60)),
    ]
    document = lay_out(body)
    assert [b.string for b in document.blocks] == [f"{FULL} dépassent les prévisions."]
    place = document.blocks[0].text.place(len(FULL) + 1)
    assert place.page == 2


def test_a_word_cut_by_a_hyphen_is_whole_and_keeps_both_boxes():
    words = [*words_at("Le conseil municipal approuve à la majorité des suffrages exprimés la délibéra-", 50, 100),
             *words_at("tion relative aux tarifs de l'eau.", 50, 114)]  # fmt: skip
    (block,) = lay_out([page_of(words)]).blocks
    assert "la délibération relative" in block.string
    start = block.string.index("délibération")
    assert block.text.place(start, start + len("délibération")).box.height > 20


def test_a_new_paragraph_after_a_short_line():
    words = [
        *words_at(FULL, 50, 100),
        *words_at("sont en hausse.", 50, 114),
        *words_at("Le maire propose un tarif.", 50, 128),
    ]
    assert [b.string for b in lay_out([page_of(words)]).blocks] == [
        f"{FULL} sont en hausse.",
        "Le maire propose un tarif.",
    ]


def test_a_number_at_the_start_of_a_line_is_no_label_where_the_sentence_goes_on():
    line = (
        "Vu la délibération du conseil communautaire portant création du budget annexe, complétée par la délibération"
    )
    words = [*words_at(line, 50, 100), *words_at("DEL2031-36 du 10 avril 2031.", 50, 114)]
    assert len(lay_out([page_of(words)]).blocks) == 1


@pytest.mark.parametrize("after", ["1) malgré le prix.", "délibération n° 14), puis à la tôle."])
def test_what_closes_the_bracket_of_the_line_above_is_no_label(after):
    line = "Le conseil écarte la solution en bois, trop chère à entretenir, et opte pour l'aluminium (3 voix contre"
    words = [*words_at(line, 50, 100), *words_at(after, 50, 114)]
    assert len(lay_out([page_of(words)]).blocks) == 1


def test_capitals_after_the_end_of_a_sentence_are_no_part_of_its_paragraph():
    line = "Après en avoir délibéré, le conseil municipal adopte les tarifs du marché par neuf voix contre trois."
    words = [*words_at(line, 50, 100), *words_at("OBJET : SUBVENTION À LA COOPÉRATIVE", 50, 114)]
    assert len(lay_out([page_of(words)]).blocks) == 2


def test_a_bold_heading_and_its_text_are_two_blocks():
    words = [*words_at("3. Tarifs du camping municipal", 50, 100, bold=True), *words_at(FULL, 50, 114)]
    heading, text = lay_out([page_of(words)]).blocks
    assert (heading.kind, heading.label, heading.body, heading.is_bold) == (
        BlockKind.HEADING, "3", "Tarifs du camping municipal", True,
    )  # fmt: skip
    assert text.kind is BlockKind.PARAGRAPH


def test_a_rule_beneath_a_line_underlines_it():
    words = [*words_at("Questions diverses", 50, 100), *words_at(FULL, 50, 130)]
    document = lay_out([page_of(words, [Box(50, 110.5, 140, 110.5)])])
    assert [b.is_underlined for b in document.blocks] == [True, False]
    assert document.blocks[0].kind is BlockKind.HEADING


def test_list_items_with_their_bullets():
    words = [
        w
        for i, b in enumerate(["•", "\uf0b7", "-", "➢"])
        for w in words_at(f"{b} Élément numéro {i}", 70, 100 + 14 * i)
    ]
    blocks = lay_out([page_of(words)]).blocks
    assert [(b.kind, b.bullet, b.body) for b in blocks] == [
        (BlockKind.ITEM, b, f"Élément numéro {i}") for i, b in enumerate(["•", "\uf0b7", "-", "➢"])
    ]


def table_page(number: int, y: list[float], rows: list[tuple[str, str]]) -> Page:
    words = [w for (a, b), t in zip(rows, y, strict=False) for w in [*words_at(a, 55, t + 4), *words_at(b, 305, t + 4)]]
    return page_of(words, ruled([50, 300, 400], y), number=number)


def test_a_table_goes_on_over_a_page_break_its_header_once():
    first = table_page(1, [700, 720, 740], [("Salle", "Tarif"), ("Grande salle", "250,00 €")])
    again = table_page(2, [60, 80, 100], [("Salle", "Tarif"), ("Petite salle", "120,00 €")])
    other = table_page(2, [60, 80, 100], [("Emplacement", "Prix"), ("Tente", "4,00 €")])
    (block,) = lay_out([first, again]).blocks
    assert block.table is not None
    assert [c.text.string for r in range(3) for c in block.table.row(r) if c] == [
        "Salle", "Tarif", "Grande salle", "250,00 €", "Petite salle", "120,00 €",
    ]  # fmt: skip
    assert block.table.cells[-1].text.place().page == 2
    assert len(lay_out([first, other]).blocks) == 2


def test_layout_is_fast_and_deterministic():
    pages = pages_of_text("\n".join(f"{FULL} et le conseil en prend acte, séance numéro {i}." for i in range(600)))
    start = time.process_time()
    document = lay_out(pages)
    assert len(pages) / (time.process_time() - start) > 8
    assert lay_out(pages).page_texts == document.page_texts


def test_the_number_of_an_act_at_the_head_of_its_page_is_text():
    pages = [
        page_of(
            [
                *words_at("EXTRAIT DU REGISTRE", 200, 40),
                *words_at(f"Délibération n° 2031/{number}", 50, 70),
                *words_at(f"Paragraphe {number}.", 50, 200),
            ],
            number=page,
        )
        for page, number in ((1, 31), (2, 32), (3, 32), (4, 33))
    ]
    texts = [t for _, t in lay_out(pages).page_texts]
    assert ["2031" in t for t in texts] == [True, True, False, True]
    assert not any("REGISTRE" in t for t in texts)


def test_prose_and_numbers_of_acts_at_the_place_of_a_running_line_are_text():
    prose = "Le six décembre, le conseil municipal, dûment convoqué, s'est assemblé à la mairie de Valbrune."
    pages = []
    for number, header in enumerate(["", *["Canton de Tervey"] * 3], 1):
        top = words_at(header or prose, 50, 60)
        act = [*words_at("Membres présents", 50, 76), *words_at(f"N° 2031-{number}", 450, 76)] if header else []
        body = [w for i in range(5) for w in words_at(f"Paragraphe {number} de la page, ligne {i}.", 50, 200 + 14 * i)]
        pages.append(page_of([*top, *act, *body], number=number, reading=Reading.OCR))
    document = lay_out(pages)
    text = document.string
    assert "dûment convoqué" in text and all(f"2031-{n}" in text for n in (2, 3, 4))
    assert "Membres présents" not in text and "Tervey" not in text

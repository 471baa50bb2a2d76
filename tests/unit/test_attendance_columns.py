"""Rolls in columns that nothing rules: words under the heads of a line above."""

from __future__ import annotations

import pytest

from corpus.page import Box, Word
from extractors.attendance import read_attendance
from extractors.document import Block, BlockKind, Document, Line, Outline, Text
from tests.unit.test_attendance_tables import shown

Placed = list[tuple[float, str]]

ROLLS: list[tuple[list[Placed], list[str]]] = [
    (
        [
            [(70, "Nom et prénom"), (230, "Présent"), (290, "Excusé"), (380, "Pouvoir à")],
            [(70, "COLOMBEL Daniel"), (242, "X")],
            [(70, "OZANNE Annie"), (242, "X")],
            [(70, "DRAPIER Paul"), (300, "X"), (370, "OZANNE Annie")],
            [(60, "Le quorum étant atteint, la séance est ouverte à vingt heures par le maire.")],
        ],
        ["Daniel COLOMBEL", "Annie OZANNE", "Paul DRAPIER =excused >Annie OZANNE"],
    ),
    (
        [
            [(70, "Commune"), (190, "Délégué"), (330, "Présence")],
            [(70, "Barville"), (170, "M. Daniel COLOMBEL"), (350, "P")],
            [(70, "Morval"), (170, "Mme Annie OZANNE"), (350, "A")],
        ],
        ["Daniel COLOMBEL @Barville", "Annie OZANNE =absent @Morval"],
    ),
    (
        [
            [(100, "PRÉSENTS"), (260, "EXCUSÉS"), (420, "ABSENTS")],
            [(70, "Daniel COLOMBEL"), (240, "Paul DRAPIER"), (400, "Claire BRIVAL")],
            [(70, "Annie OZANNE"), (400, "Anne LORMIER")],
        ],
        [
            "Daniel COLOMBEL",
            "Annie OZANNE",
            "Paul DRAPIER =excused",
            "Claire BRIVAL =absent",
            "Anne LORMIER =absent",
        ],
    ),
]


def _line(pieces: Placed, y: float) -> Line:
    words = []
    for x, piece in pieces:
        for text in piece.split():
            words.append(Word(text, Box(x, y, x + 5 * len(text), y + 10), 100.0))
            x += 5 * len(text) + 4
    return Line(1, tuple(words))


@pytest.mark.parametrize(("lines", "rows"), ROLLS)
def test_columns_without_rules(lines: list[Placed], rows: list[str]) -> None:
    texts = [Text.of_lines([_line(pieces, 100.0 + 14 * i)]) for i, pieces in enumerate(lines)]
    blocks = tuple(Block(i, BlockKind.PARAGRAPH, text) for i, text in enumerate(texts))
    found = read_attendance(Document(blocks, ()), Outline((), (0, len(blocks)), ()))
    assert [shown(r) for r in found] == rows

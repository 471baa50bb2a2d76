"""Presence derived deliberation by deliberation."""

from __future__ import annotations

from dataclasses import replace
from datetime import time
from typing import Any

import pytest

from corpus.page import Box
from extractors.document import Document, Outline, Section
from extractors.item_order import path_order
from extractors.presence import derive_presence
from extractors.records import (
    Attendance,
    Deliberation,
    Evidence,
    Movement,
    MovementKind,
    Outcome,
    Presence,
    Status,
)

SEEN = Evidence(1, Box(0, 0, 1, 1), "x", 0.9, "test")
OUTLINE = Outline((), (0, 5), ())


def row(name: str, status: Status = Status.PRESENT, proxy_to: str | None = None) -> Attendance:
    return Attendance(
        position=1, printed_name=name, name=name, civility=None, status=status, proxy_to=proxy_to, evidence=SEEN
    )


def move(name: str, kind: MovementKind, block: int, **told: Any) -> Movement:
    return Movement(name=name, kind=kind, block=block, evidence=SEEN, **told)


DELIBERATIONS = tuple(
    Deliberation(
        position=i, section=str(i), outcome=Outcome.ADOPTED, first_block=10 * i, last_block=10 * i + 8, evidence=SEEN
    )
    for i in (1, 2, 3)
)


def states(rows: list[Attendance], moves: list[Movement]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    presence = derive_presence(Document((), ()), OUTLINE, rows, moves, DELIBERATIONS)
    for p in presence:
        found.setdefault(p.name, []).append(shown(p))
    return found


def shown(presence: Presence) -> str:
    return presence.state.value + (f" by {presence.represented_by}" if presence.represented_by else "")


def test_without_movements_the_roll_holds_throughout() -> None:
    rows = [
        row("A"),
        row("B", Status.REMOTE),
        row("C", Status.EXCUSED, "A"),
        row("D", Status.ABSENT),
        row("E", Status.GUEST),
    ]
    assert states(rows, []) == {
        "A": ["present"] * 3,
        "B": ["remote"] * 3,
        "C": ["represented by A"] * 3,
        "D": ["absent"] * 3,
    }


def test_who_comes_late_is_absent_before_and_represented_if_he_gave_a_pouvoir() -> None:
    late = move("A", MovementKind.ARRIVES, 22)
    assert states([row("A")], [late])["A"] == ["absent", "present", "present"]
    rows = [row("A", proxy_to="B"), row("B")]
    assert states(rows, [late])["A"] == ["represented by B", "present", "present"]


def test_who_leaves_is_absent_after_or_represented() -> None:
    assert states([row("A")], [move("A", MovementKind.LEAVES, 25)])["A"] == ["present", "absent", "absent"]
    rows = [row("A"), row("B")]
    gone = move("A", MovementKind.LEAVES, 25, proxy_to="B")
    assert states(rows, [gone])["A"] == ["present", "represented by B", "represented by B"]


def test_a_withdrawal_is_for_its_own_deliberation() -> None:
    assert states([row("A")], [move("A", MovementKind.WITHDRAWS, 24)])["A"] == ["present", "withdrew", "present"]
    assert states([row("A")], [move("A", MovementKind.WITHDRAWS, 29)])["A"] == ["present", "withdrew", "present"]


def test_a_withdrawal_whose_end_is_told_holds_for_all_that_is_voted_in_between() -> None:
    gone = move("A", MovementKind.WITHDRAWS, 21, until_block=39)
    assert states([row("A")], [gone])["A"] == ["present", "withdrew", "withdrew"]
    gone = move("A", MovementKind.WITHDRAWS, 21, until_block=29)
    assert states([row("A")], [gone])["A"] == ["present", "withdrew", "present"]


def test_a_pouvoir_falls_with_its_bearer() -> None:
    rows = [row("A"), row("B", Status.EXCUSED, "A")]
    assert states(rows, [move("A", MovementKind.LEAVES, 25)])["B"] == ["represented by A", "absent", "absent"]


def test_a_note_in_the_roll_names_the_items() -> None:
    note = move("A", MovementKind.ARRIVES, 2, first_item="3")
    assert states([row("A")], [note])["A"] == ["absent", "absent", "present"]
    left = move("A", MovementKind.LEAVES, 2, first_item="2", last_item="2")
    assert states([row("A")], [left])["A"] == ["present", "absent", "present"]


def test_a_note_told_again_in_its_place_counts_there() -> None:
    note = replace(move("A", MovementKind.ARRIVES, 2), at=time(20, 15))
    assert states([row("A")], [note, move("A", MovementKind.ARRIVES, 33)])["A"] == ["absent", "absent", "present"]


def test_a_withdrawal_under_a_heading_that_decides_nothing_is_of_no_deliberation() -> None:
    later = Section(None, "Subventions", 1, 19, 20, 28)
    outline = Outline((), (0, 5), (later,))
    found = derive_presence(
        Document((), ()), outline, [row("A")], [move("A", MovementKind.WITHDRAWS, 19)], DELIBERATIONS
    )
    assert [shown(p) for p in found] == ["present"] * 3


def test_a_pouvoir_is_not_used_while_its_bearer_keeps_out() -> None:
    rows = [row("A"), row("B", Status.EXCUSED, "A")]
    assert states(rows, [move("A", MovementKind.WITHDRAWS, 24)])["B"] == [
        "represented by A",
        "absent",
        "represented by A",
    ]


def test_a_withdrawal_told_in_the_roll_is_of_the_item_it_names() -> None:
    moves = [move("A", MovementKind.WITHDRAWS, 2, first_item="2")]
    assert states([row("A")], moves) == {"A": ["present", "withdrew", "present"]}


def test_who_left_at_an_hour_told_in_the_roll_only_was_there() -> None:
    moves = [move("A", MovementKind.LEAVES, 2, at=time(21, 5))]
    assert states([row("A")], moves) == {"A": ["present", "present", "present"]}


def test_who_is_listed_absent_from_an_item_on_was_there_before() -> None:
    moves = [
        move("A", MovementKind.LEAVES, 2, first_item="3"),
        move("B", MovementKind.LEAVES, 2, first_item="2", last_item="2"),
    ]
    found = states([row("A", Status.ABSENT), row("B", Status.EXCUSED)], moves)
    assert found == {"A": ["present", "present", "absent"], "B": ["present", "absent", "present"]}


@pytest.mark.parametrize(
    ("section", "item", "order"),
    [
        ("2", "3", -1), ("3", "3", 0), ("3.1", "3", 0), ("II.3", "3", 0), ("II.2", "3", -1), ("I.2", "II.1", -1),
        ("II.2", "ii.1", 1), ("IV", "ii", 1), ("2.10", "2.9", 1), ("2", "2.4", 0), (None, "2", None), ("b", "2", None),
    ],
)  # fmt: skip
def test_items_are_put_in_order_by_their_paths(section: str | None, item: str, order: int | None) -> None:
    assert path_order(section, item) == order

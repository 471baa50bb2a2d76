"""Movements that belong together: told twice, or out and in again within one item.

Belongs here: which of them are kept. Does not belong here: reading them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractors.document import Outline
from extractors.french.fold import fold
from extractors.records import Movement, MovementKind

_LATE = re.compile(
    r"(?:arriv[ée]|parti[es]{0,2} à \d).*\bn(?:['’](?:a|ont|avai(?:en)?t) (?:donc |pas )|e (?:prend|participe|vote))",
    re.DOTALL,
)
"""Who came late or left early, and so had no part in what was voted without him: no withdrawal."""
_RETURNS = re.compile(r"\b(?:retour|revien|rentre|regagn|repren|reintegr|rejoi)")
_LEFT_ROOM = re.compile(r"\b(?:quitt|sort|se retir|retire|s'absent|laiss)")
_NEAR = 8
"""Blocks of one item, where no heading parts the items."""


def once(movements: Sequence[Movement], preamble_end: int) -> list[Movement]:
    """One movement for each person and sentence: a withdrawal tells more than the departure it goes with."""
    kept: list[Movement] = []
    for movement in movements:
        alike = (k for k, m in enumerate(kept) if _of_one_sentence(m, movement))
        withdraws = MovementKind.WITHDRAWS
        twin = next(
            (k for k in alike if kept[k].kind is movement.kind or withdraws in (kept[k].kind, movement.kind)), None
        )
        if twin is None:
            kept.append(movement)
        elif _is_told_of_votes(kept[twin], movement):
            kept[twin] = movement if kept[twin].kind is withdraws else kept[twin]
        elif movement.kind is withdraws:
            kept[twin] = movement
    kept = [m for k, m in enumerate(kept) if not any(_is_same_withdrawal(m, n) for n in kept[:k])]
    told = {(m.name, m.kind) for m in kept if m.block >= preamble_end}
    kept = [m for m in kept if m.block >= preamble_end or (m.name, m.kind) not in told]
    return sorted(kept, key=lambda m: m.block)


def _of_one_sentence(one: Movement, other: Movement) -> bool:
    """Whether two movements of someone are told by the same words, or one by a part of those of a late arrival."""
    if (one.name, one.block) != (other.name, other.block):
        return False
    short, long = sorted((one.evidence.quote, other.evidence.quote), key=len)
    return short == long or (short in long and _LATE.search(long) is not None)


def _is_same_withdrawal(one: Movement, other: Movement) -> bool:
    """Whether a paragraph tells twice that someone kept out: that he left the room, and that he did not vote."""
    kinds = {one.kind, other.kind}
    return kinds == {MovementKind.WITHDRAWS} and (one.name, one.block) == (other.name, other.block)


def _is_told_of_votes(one: Movement, other: Movement) -> bool:
    """Whether one of two movements of a sentence is only what an arrival or departure meant for the votes."""
    kinds = {one.kind, other.kind}
    return len(kinds) > 1 and any(_LATE.search(m.evidence.quote) for m in (one, other))


def out_and_in(movements: Sequence[Movement], outline: Outline) -> list[Movement]:
    """Who leaves and is back within the same item kept out of that item: one withdrawal instead of both."""
    movements = _with_returns(movements)
    kept: list[Movement | None] = list(movements)
    for i, movement in enumerate(movements):
        if movement.kind is MovementKind.ARRIVES or kept[i] is None:
            continue
        back = next((j for j, m in enumerate(kept) if j > i and m is not None and _is_back(m, movement, outline)), None)
        if back is not None:
            until = movements[back].block
            kept[i], kept[back] = replace(movement, kind=MovementKind.WITHDRAWS, until_block=until), None
    return [m for m in kept if m is not None]


def _with_returns(movements: Sequence[Movement]) -> list[Movement]:
    """Withdrawals, each with its end, instead of the movements that only tell it (*Retour de M. X*)."""
    kept: list[Movement] = []
    for movement in movements:
        last = next((k for k in range(len(kept) - 1, -1, -1) if kept[k].name == movement.name), None)
        if last is None or kept[last].kind is not MovementKind.WITHDRAWS or not _is_return(movement):
            kept.append(movement)
        elif _LEFT_ROOM.search(fold(kept[last].evidence.quote)):
            kept[last] = replace(kept[last], until_block=movement.block)
    return kept


def _is_return(movement: Movement) -> bool:
    return movement.kind is MovementKind.ARRIVES and _RETURNS.search(fold(movement.evidence.quote)) is not None


def _is_back(back: Movement, movement: Movement, outline: Outline) -> bool:
    """Whether the one who left comes in again within the item in which the departure is told."""
    if back.name != movement.name or back.kind is not MovementKind.ARRIVES or movement.block < outline.preamble[1]:
        return False
    is_near = outline.sections or back.block - movement.block <= _NEAR
    return bool(is_near) and _item(movement.block, outline) == _item(back.block, outline)


def _item(block: int, outline: Outline) -> int | None:
    """The heading of the innermost section a block stands in."""
    inside = [s.heading for s in outline.sections if s.heading <= block < s.end]
    return max(inside, default=None)

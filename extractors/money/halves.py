"""Tables printed side by side in one: *Dépenses* with its labels and sums, *Recettes* with its own."""

from __future__ import annotations

from extractors.money.columns import Column, Role
from extractors.records import Side


def halves_of(columns: tuple[Column, ...]) -> list[range]:
    """Runs of columns that belong together: *Dépenses* with its labels and sums, *Recettes* with its own."""
    starts = [0]
    for column in columns[1:]:
        before = columns[column.index - 1]
        parted = column.side is not None and before.side is not None and column.side is not before.side
        after_money = before.role is Role.MONEY and column.role is not Role.MONEY
        own_labels = any(c.role is not Role.MONEY for c in columns[column.index :] if c.side in (column.side, None))
        if (parted and own_labels and column.role is not Role.MONEY) or (
            after_money and _labels_ahead(columns, column.index)
        ):
            starts.append(column.index)
    ends = [*starts[1:], len(columns)]
    return [range(s, e) for s, e in zip(starts, ends, strict=True)]


def sides_of(halves: list[range], columns: tuple[Column, ...]) -> list[Side | None]:
    """The side of each half; of two halves the one without a legible heading is the other side."""
    sides = [named.pop() if len(named := {columns[c].side for c in half} - {None}) == 1 else None for half in halves]
    if len(sides) == 2 and sides.count(None) == 1:
        known = sides[0] or sides[1]
        other = Side.EXPENSE if known is Side.REVENUE else Side.REVENUE
        sides = [s or other for s in sides]
    return sides


def _labels_ahead(columns: tuple[Column, ...], index: int) -> bool:
    """Words then money again, right of a money column: a second half begins."""
    kinds = [c.role for c in columns[index:]]
    return Role.MONEY in kinds and any(
        k in (Role.LABEL, Role.ACCOUNT, Role.CHAPTER) for k in kinds[: kinds.index(Role.MONEY)]
    )

"""Printed totals against the lines they sum, and one side of a budget against the other.

A total sums the lines above it back to the total before; a grand total sums all lines, or the totals. Where one of
these agrees, it is passed and the cells it sums are confirmed; where none does, both numbers are shown.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from extractors.checks.french_numbers import euros
from extractors.records import Check, CheckResult, FinancialLine, FinancialTable, Side, with_confidence

_CONFIRMED = 0.995
_SIDE = {Side.EXPENSE: "dépenses", Side.REVENUE: "recettes"}
BALANCED_KINDS = frozenset(("budget_amendment", "budget", "financing_plan"))


@dataclass(frozen=True, slots=True)
class Closing:
    """A printed total and the lines it should sum."""

    total: FinancialLine
    lines: tuple[FinancialLine, ...]
    computed: Decimal | None
    """What the lines come to by the reading of *total* that agrees, else by the nearest one; None without lines."""
    agrees: bool


def closings(lines: Sequence[FinancialLine]) -> Iterator[Closing]:
    """Each printed total with the lines it sums: same table, same side, same column."""
    for table in sorted({x.table for x in lines}):
        here = [x for x in lines if x.table == table]
        keys = list(dict.fromkeys((x.side, x.column_label) for x in here if x.is_total))
        for side, column in keys:
            run = [x for x in here if x.side == side and x.column_label == column]
            if not any(not x.is_total for x in run):
                run = [x for x in here if x.column_label == column and (x.side == side or side is None)]
            yield from _of_run(run)


def _of_run(run: Sequence[FinancialLine]) -> Iterator[Closing]:
    since: list[FinancialLine] = []
    every: list[FinancialLine] = []
    totals: list[FinancialLine] = []
    for line in run:
        if not line.is_total:
            if line.amount is not None:
                since.append(line)
                every.append(line)
            continue
        if line.amount is None:
            yield Closing(line, tuple(every), None, agrees=False)
            continue
        readings = [r for r in (since, every, totals) if r]
        sums = [sum((x.amount or Decimal(0) for x in r), Decimal(0)) for r in readings]
        agreeing = next((i for i, value in enumerate(sums) if value == line.amount), None)
        if agreeing is not None:
            yield Closing(line, tuple(readings[agreeing]), sums[agreeing], agrees=True)
        elif readings:
            yield Closing(line, tuple(readings[0]), sums[0], agrees=False)
        totals.append(line)
        since = []


def check_totals(lines: Sequence[FinancialLine], tables: Sequence[FinancialTable]) -> Iterator[Check]:
    """One check a printed total."""
    by_position = {t.position: t for t in tables}
    for closing in closings(lines):
        total, computed = closing.total, closing.computed
        table = by_position.get(total.table)
        name = _name(total)
        if total.amount is None:
            result, message = CheckResult.NOT_STATED, f"{name} : aucun montant imprimé."
        elif closing.agrees:
            result, message = (
                CheckResult.PASSED,
                f"{name} : {euros(total.amount)} imprimé, les lignes donnent le même montant.",
            )
        else:
            result = CheckResult.FAILED
            found = euros(computed or Decimal(0))
            message = f"{name} : {euros(total.amount)} imprimé, les {len(closing.lines)} lignes font {found}."
        yield Check(
            rule="money.total",
            stated=total.amount,
            computed=computed,
            result=result,
            message=message,
            deliberation=table.deliberation if table else None,
            table=total.table,
            evidence=total.evidence,
        )


def _name(total: FinancialLine) -> str:
    parts = [total.label or "Total sans libellé"]
    if total.side is not None and _SIDE[total.side] not in parts[0].lower():
        parts.append(_SIDE[total.side])
    if total.column_label:
        parts.append(f"colonne « {total.column_label} »")
    return ", ".join(parts)


def check_balance(lines: Sequence[FinancialLine], tables: Sequence[FinancialTable]) -> Iterator[Check]:
    """Expenses against revenues of a budget or plan, on one table or on two that follow one another."""
    done: set[int] = set()
    for number, table in enumerate(tables):
        if table.kind not in BALANCED_KINDS or table.position in done:
            continue
        group = [table.position]
        sides = {x.side for x in lines if x.table == table.position}
        following = tables[number + 1] if number + 1 < len(tables) else None
        if len(sides - {None}) == 1 and following is not None and _is_other_side(table, following, lines, sides):
            group.append(following.position)
        done.update(group)
        yield from _balance([x for x in lines if x.table in group], table)


def _is_other_side(
    table: FinancialTable, following: FinancialTable, lines: Sequence[FinancialLine], sides: set[Side | None]
) -> bool:
    others = {x.side for x in lines if x.table == following.position} - {None}
    return (
        len(others) == 1
        and not others & sides
        and following.deliberation == table.deliberation
        and following.section == table.section
    )


def _balance(lines: Sequence[FinancialLine], table: FinancialTable) -> Iterator[Check]:
    revenue = _side_sums(lines, Side.REVENUE)
    expense = _side_sums(lines, Side.EXPENSE)
    if len(expense) > 1 and expense.keys() != revenue.keys():
        expense = _all_columns(lines)
    if not expense:
        return
    first = next(iter(expense.values()))
    for column, (received, line) in revenue.items():
        spent, spending = expense.get(column, first)
        name = f" (colonne « {column} »)" if column and len(revenue) > 1 else ""
        same = spent == received
        yield Check(
            rule="money.balance",
            stated=spent,
            computed=received,
            result=CheckResult.PASSED if same else CheckResult.FAILED,
            message=(
                f"Dépenses et recettes{name} s'équilibrent à {euros(spent)}."
                if same
                else f"Dépenses {euros(spent)}, recettes{name} {euros(received)} : l'équilibre n'y est pas."
            ),
            deliberation=table.deliberation,
            table=spending.table,
            evidence=line.evidence,
        )


def _side_sums(lines: Sequence[FinancialLine], side: Side) -> dict[str | None, tuple[Decimal, FinancialLine]]:
    """The sum of the lines of a side by column (lines are what is voted; a printed total may be the slip)."""
    sums: dict[str | None, tuple[Decimal, FinancialLine]] = {}
    for column in dict.fromkeys(x.column_label for x in lines if x.side is side):
        run = [x for x in lines if x.side is side and x.column_label == column and x.amount is not None]
        plain = [x for x in run if not x.is_total]
        totals = [x for x in run if x.is_total]
        if plain:
            sums[column] = (sum((x.amount or Decimal(0) for x in plain), Decimal(0)), (totals or plain)[-1])
        elif totals:
            sums[column] = (totals[-1].amount or Decimal(0), totals[-1])
    return sums


def _all_columns(lines: Sequence[FinancialLine]) -> dict[str | None, tuple[Decimal, FinancialLine]]:
    """Expenses printed over several columns that revenues do not share, as one sum."""
    run = [x for x in lines if x.side is Side.EXPENSE and not x.is_total and x.amount is not None]
    return {None: (sum((x.amount or Decimal(0) for x in run), Decimal(0)), run[-1])} if run else {}


def confirm(lines: Sequence[FinancialLine]) -> tuple[FinancialLine, ...]:
    """The lines, with those that sum to their printed total believed almost for certain, as is the total."""
    sure: set[int] = set()
    for closing in closings(lines):
        if closing.agrees and len(closing.lines) > 1:
            sure.update((closing.total.position, *(x.position for x in closing.lines)))
    return tuple(
        replace(x, evidence=with_confidence(x.evidence, max(x.evidence.confidence, _CONFIRMED)))
        if x.position in sure
        else x
        for x in lines
    )

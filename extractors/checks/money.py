"""Arithmetic checks on money: totals, balance, tiers, and what sentences state.

A failed check is the document's slip or ours; its message shows both numbers. `confirm` believes the cells that a
printed total closes on.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractors.checks.statements import check_statements
from extractors.checks.tiers import check_tiers
from extractors.checks.totals import check_balance, check_totals, confirm
from extractors.document import Document
from extractors.records import Amount, Check, FinancialLine, FinancialTable, Tariff

__all__ = ["check_money", "confirm"]


def check_money(
    document: Document,
    tables: Sequence[FinancialTable],
    lines: Sequence[FinancialLine],
    tariffs: Sequence[Tariff],
    amounts: Sequence[Amount],
) -> tuple[Check, ...]:
    """Every check of money the document allows, in the order table totals, balances, tiers, sentences."""
    return (
        *check_totals(lines, tables),
        *check_balance(lines, tables),
        *check_tiers(tariffs),
        *check_statements(document),
    )

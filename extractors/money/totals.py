"""Totals without a word: the sum at the foot of a column that says nothing and adds up what stands above it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractors.money.entries import Entry


def with_totals(entries: Sequence[Entry], is_price_list: bool = False) -> list[Entry]:
    """The entries, with unlabelled sums that total those above them marked as totals; *gratuit* left out.

    Prices are never added up: a price without a label of its own is one more price.
    """
    priced = [e for e in entries if not e.is_free]
    if is_price_list:
        return priced
    told: list[Entry] = []
    for entry in priced:
        told.append(replace(entry, is_total=True) if _is_silent_total(entry, told, priced) else entry)
    return told


def _is_silent_total(entry: Entry, above: Sequence[Entry], entries: Sequence[Entry]) -> bool:
    if entry.is_total or entry.label is not None or entry.account is not None or entry.money is None:
        return False
    column = [e for e in above if e.column == entry.column and e.money is not None and not e.is_total]
    if not column or any(e.row == entry.row and e.label for e in entries):
        return False
    adds_up = sum(e.money.amount for e in column if e.money) == entry.money.amount
    follows = any(e.row > entry.row and e.column == entry.column and not e.is_total for e in entries)
    return adds_up or not follows

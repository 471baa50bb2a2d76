"""Financial tables of the minutes: a table a printed table, a line a sum in it.

Tables are found by layout; their reading (headers, halves, accounts, totals) is in `extractors.money.sheet`. Prices in
a tariff grid are lines here and tariffs in `extractors.tariffs`: the one keeps the table as printed, the other says
what each price is for.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.document import Document, Outline
from extractors.money.accounts import side_of
from extractors.money.context import deliberation_of, section_path
from extractors.money.entries import Entry
from extractors.money.grids import MoneyTable, money_tables
from extractors.money.lexicon import says, words
from extractors.money.totals import with_totals
from extractors.records import Deliberation, Evidence, FinancialLine, FinancialTable, Side

_TRUST = 0.95
_TRUST_DAMAGED = 0.6
_TRUST_WEAK = 0.85


def read_financial_tables(
    document: Document, outline: Outline, deliberations: Sequence[Deliberation]
) -> tuple[tuple[FinancialTable, ...], tuple[FinancialLine, ...]]:
    """Every money table and its lines, in printed order."""
    tables: list[FinancialTable] = []
    lines: list[FinancialLine] = []
    for position, found in enumerate(money_tables(document, outline), start=1):
        deliberation = deliberation_of(deliberations, outline, found.block.index)
        section = budget_section(found)
        tables.append(
            FinancialTable(
                position=position,
                kind=found.kind,
                title=found.title,
                section=section_path(outline, found.block.index),
                budget_section=section,
                deliberation=deliberation.position if deliberation else None,
                evidence=found.block.text.evidence("financial-tables.table"),
            )
        )
        side = side_of_table(found)
        for entry in with_totals(found.entries, is_price_list=found.kind == "tariff_grid"):
            lines.append(_line(entry, len(lines) + 1, position, section, side))
    return tuple(tables), tuple(lines)


def budget_section(table: MoneyTable) -> str | None:
    """The budget section the nearest words about a table name."""
    for text in (table.sheet.title, table.around.caption, *table.around.lead[:2], *table.around.headings):
        named = [n for n in ("fonctionnement", "investissement") if says(words("money", "budget_sections", n), text)]
        if len(named) == 1:
            return named[0]
    return None


def side_of_table(table: MoneyTable) -> Side | None:
    """The side of a whole table: named by its caption, or revenue for the financers of a plan."""
    for text in (table.sheet.title, *(_last_words(t) for t in table.around.lead[:1])):
        if text:
            sides = [s for s in Side if says(words("money", "sides", s.value), text)]
            if len(sides) == 1 and table.kind != "financing_plan":
                return sides[0]
    return Side.REVENUE if table.kind == "financing_plan" else None


def _last_words(text: str) -> str | None:
    """The last phrase of the paragraph above, short enough to be a title (*Comptes Dépenses*)."""
    phrase = re.split(r"[.;!?]\s+|:\s+(?=\S)", text.strip())[-1]
    return phrase if len(phrase) < 50 else None


def _line(entry: Entry, position: int, table: int, section: str | None, side: Side | None) -> FinancialLine:
    money = entry.money
    own = entry.side or side_of(entry.chapter) or side_of(entry.account) or side
    return FinancialLine(
        position=position,
        table=table,
        side=own,
        budget_section=entry.budget_section or section,
        account=entry.account,
        chapter=entry.chapter,
        label=entry.label,
        column_label=entry.column_label,
        amount=money.amount if money else None,
        currency=(money.currency if money else None) or "EUR",
        is_total=entry.is_total,
        evidence=_evidence(entry),
    )


def _evidence(entry: Entry) -> Evidence:
    money, text = entry.money, entry.cell.text
    if money is None:
        return text.evidence("financial-tables.empty-total", trust=_TRUST_WEAK)
    trust = _TRUST_DAMAGED if money.is_damaged else _TRUST if entry.is_strong else _TRUST_WEAK
    rule = "financial-tables.labelled-sum" if money.start > 0 else "financial-tables.cell"
    return text.evidence(rule, money.start, money.end, trust)

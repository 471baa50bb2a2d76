"""Prices from tables: one price a sum of a tariff grid."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal

from extractors.document import Document, Outline
from extractors.money.entries import Entry
from extractors.money.grids import MoneyTable, money_tables
from extractors.money.lexicon import folded, is_wholly, says, words
from extractors.money.prices import (
    PriceDraft,
    audience_of,
    period_of,
    service_named,
    speaks_of_other_money,
    speaks_of_prices,
    tax_in,
    unit_of,
)
from extractors.money.tiers import Tier, counted, parse_tier


def table_prices(document: Document, outline: Outline) -> Iterator[PriceDraft]:
    """Every price printed in a tariff grid."""
    for position, table in enumerate(money_tables(document, outline), start=1):
        if not _sets_prices(table):
            continue
        nouns = Counter(c[0] for e in table.entries if (c := counted(e.label or "")))
        for entry in table.entries:
            if (entry.money is None and not entry.is_free) or entry.is_total or _is_no_price_column(entry):
                continue
            yield _price(table, entry, position, nouns)


def _sets_prices(table: MoneyTable) -> bool:
    """Whether a grid's sums are prices the body asks, not prices it pays nor parts of a budget."""
    if table.kind != "tariff_grid" or any(e.account or e.chapter or e.side for e in table.entries):
        return False
    heading = next(iter(table.around.headings), None)
    if says(words("tariffs", "bought"), heading) and not speaks_of_prices(heading):
        return False
    if any(speaks_of_prices(h) for h in table.sheet.headers):
        return True
    return not any(speaks_of_other_money(t) and not speaks_of_prices(t) for t in (table.title, table.sheet.title))


_CHANGE_COLUMN = ("evolution", "augmentation", "variation", "ecart", "difference", "hausse", "total")


def _is_no_price_column(entry: Entry) -> bool:
    header = folded(entry.column_label or "")
    return any(header.startswith(w) for w in _CHANGE_COLUMN)


def _price(table: MoneyTable, entry: Entry, position: int, nouns: Counter[str]) -> PriceDraft:
    tier = _tier(entry, nouns)
    column = entry.column_label if entry.column_label and parse_tier(entry.column_label) is None else None
    column = None if column and is_wholly(words("money", "plain_headers"), column) else column
    label = None if tier and tier.printed == (entry.label or "").strip() and parse_tier(tier.printed) else entry.label
    money = entry.money
    per = f"par {money.per}" if money and money.per else None
    said = (entry.unit, per, entry.label, entry.column_label, entry.group, *entry.headers)
    service = service_named(entry.topic) or _service(table)
    rivals = {e.column_label for e in table.entries if e.row == entry.row and e.money is not None}
    told = column is not None and not _is_status(column) and (len(rivals) > 1 or not speaks_of_prices(column))
    named_column = column if told else None
    group = entry.group if entry.group and service_named(entry.group) != service else None
    item = " – ".join(p for p in (group, entry.spanned, label, named_column) if p) or _last_resort(table, entry)
    text = entry.cell.text
    return PriceDraft(
        block=table.block.index,
        amount=money.amount if money else Decimal(0),
        text=text,
        start=money.start if money else 0,
        end=money.end if money else len(text.string),
        origin="table",
        rule="tariffs.free-cell" if money is None else "tariffs.grid-cell",
        service=service,
        item=item,
        unit=unit_of(said),
        period=period_of((*said, table.title)),
        tier=tier.printed if tier else None,
        tier_min=tier.low if tier else None,
        tier_max=tier.high if tier else None,
        amount_max=money.amount_max if money else None,
        currency=(money.currency if money else None) or "EUR",
        tax=tax_in(money, (*entry.headers, table.sheet.title, table.title)),
        audience=audience_of(entry.label) or audience_of(column) or audience_of(entry.group),
        is_current=says(words("tariffs", "current"), entry.column_label) or _is_older_year(entry, table.entries),
        is_damaged=money.is_damaged if money else False,
        table=position,
        context=(table.title or "", *table.around.lead[:2], *table.around.headings[:1]),
    )


def _tier(entry: Entry, nouns: Counter[str]) -> Tier | None:
    for text in (entry.label, *reversed(entry.headers), entry.spanned):
        if text and (tier := parse_tier(text)):
            return tier
    found = counted(entry.label or "")
    if found is not None and nouns[found[0]] >= 2:
        return found[1]
    return None


_SENTENCE = 60
"""Characters from which a caption is an announcing sentence, not a title."""
_TOPIC = re.compile(
    r"^\W*(?:\d+\W+)?(?:Pour\s[^:.;]{3,80}:\s*(?P<aim>[A-ZÀ-Ý][^:.;!?]{1,60})[.;]|(?P<topic>(?!\S*\d{2})[A-ZÀ-Ý0-9][^:.;!?]{1,60}?)\s*:\s+\S)"
)
"""*Lecture : ce service …*; *Pour lire partout : Liseuse.* names it after the aim. A number of an act is no topic."""


def _service(table: MoneyTable) -> str | None:
    """What the prices are for: the grid's title, a short caption, the topic of a paragraph above, the heading."""
    caption = table.around.caption if table.around.caption and len(table.around.caption) < _SENTENCE else None
    topics = [m["aim"] or m["topic"] for t in table.around.topics if (m := _TOPIC.match(t))]
    names = (table.sheet.title, caption, *topics, *table.around.headings, table.title)
    return next((s for n in names if (s := service_named(n))), None)


def _last_resort(table: MoneyTable, entry: Entry) -> str | None:
    return service_named(entry.group) or service_named(table.title)


def _is_status(column: str) -> bool:
    return says(words("tariffs", "current"), column) or says(words("tariffs", "proposed"), column)


def _year(entry: Entry) -> int | None:
    digits = "".join(c if c.isdigit() else " " for c in entry.column_label or "").split()
    years = [int(d) for d in digits if len(d) == 4 and 1980 <= int(d) <= 2100]
    return years[-1] if years else None


def _is_older_year(entry: Entry, entries: Sequence[Entry]) -> bool:
    """Of two columns that differ in the year only, the older tells the price in force so far."""
    year = _year(entry)
    row = [y for e in entries if e.row == entry.row and (y := _year(e)) is not None]
    return year is not None and len(set(row)) > 1 and year < max(row)

"""Prices from tables: one price a sum of a tariff grid."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal

from extractors.document import Document, Outline
from extractors.french.money import Money
from extractors.money.context import Surroundings
from extractors.money.entries import Entry
from extractors.money.grids import MoneyTable, money_tables
from extractors.money.lexicon import folded, is_wholly, lexicon, says, words
from extractors.money.naming import announced, first_name, is_sentence, service_named, titled
from extractors.money.prices import (
    PER,
    PriceDraft,
    audience_of,
    period_of,
    speaks_of_other_money,
    speaks_of_prices,
    tax_in,
    unit_in,
    unit_of,
)
from extractors.money.scales import Scales
from extractors.money.terms import is_measure
from extractors.money.tiers import Tier


def table_prices(document: Document, outline: Outline) -> Iterator[PriceDraft]:
    """Every price printed in a tariff grid."""
    tables = list(enumerate(money_tables(document, outline), start=1))
    priced = [(position, table) for position, table in tables if _sets_prices(table)]
    headings = Counter(table.around.headings[:1] for _, table in priced)
    for position, table in priced:
        service = _service(table, is_only=headings[table.around.headings[:1]] == 1)
        scales = Scales.of(table.entries)
        for entry in table.entries:
            if (entry.money is None and not entry.is_free) or entry.is_total or _is_no_price_column(entry):
                continue
            if entry.is_same and _sum_beside(entry, table.entries) is None:
                continue
            yield _price(table, entry, position, scales, service)


def _sets_prices(table: MoneyTable) -> bool:
    """Whether a grid's sums are prices the body asks, not prices it pays nor parts of a budget."""
    of_budget = sum(bool(e.account or e.chapter or e.side) for e in table.entries)
    if table.kind != "tariff_grid" or 2 * of_budget > len(table.entries):
        return False
    if table.around.is_told_prices:
        return True
    heading = next(iter(table.around.headings), None)
    if says(words("tariffs", "bought"), heading) and not speaks_of_prices(heading):
        return False
    if any(speaks_of_prices(h) for h in table.sheet.headers):
        return True
    return not any(speaks_of_other_money(t) and not speaks_of_prices(t) for t in (table.title, table.sheet.title))


_CHANGE_COLUMN = (
    "evolution",
    "augmentation",
    "variation",
    "ecart",
    "difference",
    "hausse",
    "total",
    "taxe additionnelle",
)


def _is_no_price_column(entry: Entry) -> bool:
    header = folded(entry.column_label or "")
    return any(header.startswith(w) for w in _CHANGE_COLUMN)


def _price(table: MoneyTable, entry: Entry, position: int, scales: Scales, of_table: str | None) -> PriceDraft:
    tier, labels = scales.tier_of(entry)
    money = entry.money
    per = f"par {money.per}" if money and money.per else None
    said = (entry.unit, per, entry.label, entry.column_label, entry.group, *entry.headers)
    column = _told_column(entry, table.entries, tier)
    service, item = _what_of(entry, service_named(entry.topic) or of_table, labels, column)
    if table.around.caption and _is_part(table.around.caption, table.around):
        item = " – ".join(p for p in (service_named(table.around.caption), item) if p)
    text = entry.cell.text
    same = _sum_beside(entry, table.entries) if entry.is_same else None
    period = period_of((*said, table.title))
    counted = () if says(words("tariffs", "deposits"), entry.label) else _counted_by(table)
    return PriceDraft(
        block=table.block.index,
        amount=money.amount if money else same.amount if same else Decimal(0),
        text=text,
        start=money.start if money else 0,
        end=money.end if money else len(text.string),
        origin="table",
        rule="tariffs.free-cell" if money is None else "tariffs.grid-cell",
        service=service,
        item=item,
        unit=unit_of(said)
        or unit_in(entry.unit)
        or _unit_beside(money)
        or (unit_of(counted) if period is None else None),
        period=period or period_of(counted),
        tier=tier.printed if tier else None,
        tier_min=tier.low if tier else None,
        tier_max=tier.high if tier else None,
        amount_max=money.amount_max if money else None,
        currency=(money.currency if money else None) or "EUR",
        tax=tax_in(money, (*entry.headers, table.sheet.title, table.title)),
        audience=audience_of(entry.label) or audience_of(entry.column_label) or audience_of(entry.group),
        is_current=says(words("tariffs", "current"), entry.column_label) or _is_older_year(entry, table.entries),
        is_proposed=_is_overruled(entry, table.entries),
        is_damaged=money.is_damaged if money else False,
        table=position,
        context=(table.title or "", *table.around.lead[:2], *table.around.titles, *table.sheet.headers),
    )


def _sum_beside(entry: Entry, entries: Sequence[Entry]) -> Money | None:
    """The sum so far, in the column before *inchangé*."""
    before = [e for e in entries if e.row == entry.row and e.column < entry.column and e.money is not None]
    return max(before, key=lambda e: e.column).money if before else None


def _unit_beside(money: Money | None) -> str | None:
    """*8 € par soirée*: what a sum is counted by, in a word no lexicon has."""
    return unit_in(money.per) if money is not None and money.per and period_of((f"par {money.per}",)) is None else None


def _counted_by(table: MoneyTable) -> tuple[str, ...]:
    """*Les tarifs, par personne et par nuitée, sont :*, of every price of the grid below."""
    lead = (table.around.caption, *table.around.lead[:1])
    return tuple(" ".join(PER.findall(t)) for t in lead if t and speaks_of_prices(t))


def _told_column(entry: Entry, entries: Sequence[Entry], tier: Tier | None) -> str | None:
    """The heading of the column where it says what is bought or who buys, not merely that it is a price, or of when."""
    column = entry.column_label
    if not column or (tier is not None and tier.printed == column):
        return None
    if is_wholly(words("money", "plain_headers"), column) or is_wholly(words("tariffs", "decided"), column):
        return None
    if service_named(column) is None and (_is_status(column) or _year_in(column) is not None):
        return None
    rivals = {e.column_label for e in entries if e.row == entry.row and e.money is not None}
    return column if len(rivals) > 1 or not (speaks_of_prices(column) or is_measure(column)) else None


def _what_of(
    entry: Entry, service: str | None, labels: Sequence[str], column: str | None
) -> tuple[str | None, str | None]:
    """Service and item: where no title names the service, the group of rows does, else the row itself."""
    group = entry.group if entry.group and service_named(entry.group) != service else None
    parts = [p for p in (group, entry.spanned, *labels) if p]
    if service is None and len(parts) > (column is None):
        named = titled(parts.pop(0)) if group is None else service_named(parts.pop(0)) or titled(group)
        service = named
    item = " – ".join([*parts, *([column] if column else [])]) or service_named(entry.group)
    return service, item


_SENTENCE = 60
"""Characters from which a caption is an announcing sentence, not a title."""
_TOPIC = re.compile(
    r"^\W*(?:\d+\W+)?(?:Pour\s[^:.;]{3,80}:\s*(?P<aim>[A-ZÀ-Ý][^:.;!?]{1,60})[.;]|(?P<topic>(?!\S*\d{2})[A-ZÀ-Ý0-9][^:.;!?]{1,60}?)\s*:\s+\S|(?P<misread>[A-ZÀ-Ý][^:.;!?]{1,25}?)\s;\s+[A-ZÀ-Ý])"
)
"""*Lecture : ce service …*; *Pour lire partout : Liseuse.* names it after the aim. A number of an act is no topic.

A scan may read the colon after a short topic as a semicolon (*Lecture ; Ce service …*).
"""


def _service(table: MoneyTable, is_only: bool) -> str | None:
    """What the prices are for: the grid's title, a short caption, the topic of a paragraph above, the heading.

    Where one heading stands over several grids, the sentence that announces each tells it first.
    """
    around = table.around
    caption = around.caption if around.caption and len(around.caption) < _SENTENCE else None
    topics = [
        name
        for t in around.topics
        if (m := _TOPIC.match(t)) and not is_sentence(name := m["aim"] or m["topic"] or m["misread"])
    ]
    titles = around.titles or around.headings
    spoken = (announced(around.caption), *(announced(t) for t in around.lead[:1]))
    near = [
        table.sheet.title,
        None if caption and (is_sentence(caption) or _is_part(caption, around)) else caption,
        *topics,
    ]
    return first_name([*near, *titles, *spoken] if is_only else [*near, *spoken, *titles])


def _is_part(caption: str, around: Surroundings) -> bool:
    """*Redevances d'amarrage* under *Port de plaisance*: what is asked there, told with each row."""
    name = service_named(around.headings[0]) if around.headings else None
    return (
        name is not None
        and caption not in around.headings
        and _CHARGE.match(folded(titled(caption))) is not None
        and not speaks_of_prices(name)
    )


_CHARGE = re.compile(rf"(?:{'|'.join(lexicon('tariffs')['charge_nouns'])}) d(?:e |es |u |')")


def _is_status(column: str) -> bool:
    named = any(says(words("tariffs", group), column) for group in ("current", "proposed"))
    return named or is_wholly(words("tariffs", "decided"), column)


def _is_overruled(entry: Entry, entries: Sequence[Entry]) -> bool:
    """*Propositions* beside *Vote*: of two columns of a row, that of what was but proposed."""
    if not says(words("tariffs", "proposed"), entry.column_label):
        return False
    return any(e.row == entry.row and is_wholly(words("tariffs", "decided"), e.column_label or "") for e in entries)


def _year_in(column: str) -> int | None:
    digits = "".join(c if c.isdigit() else " " for c in column).split()
    years = [int(d) for d in digits if len(d) == 4 and 1980 <= int(d) <= 2100]
    return years[-1] if years else None


def _year(entry: Entry) -> int | None:
    return _year_in(entry.column_label or "")


def _is_older_year(entry: Entry, entries: Sequence[Entry]) -> bool:
    """Of two columns that differ in the year only, the older tells the price in force so far."""
    year = _year(entry)
    row = [y for e in entries if e.row == entry.row and (y := _year(e)) is not None]
    return year is not None and len(set(row)) > 1 and year < max(row)

"""What is said of a price: unit, period, audience, and the name of the service without the words *tarif* and *prix*."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from extractors.document import Text
from extractors.french.money import Money, tax_of
from extractors.money.lexicon import folded, is_wholly, lexicon, says, words


@dataclass(frozen=True, slots=True)
class PriceDraft:
    """A price as found, before it is known whether it was adopted."""

    block: int
    amount: Decimal
    text: Text
    start: int
    end: int
    origin: str
    """'table' or 'text'."""
    rule: str
    service: str | None = None
    item: str | None = None
    unit: str | None = None
    period: str | None = None
    tier: str | None = None
    tier_min: Decimal | None = None
    tier_max: Decimal | None = None
    amount_max: Decimal | None = None
    currency: str = "EUR"
    tax: str | None = None
    audience: str | None = None
    is_current: bool = False
    """The price in force so far, told beside the new one."""
    is_proposed: bool = False
    """Another column tells what was decided instead."""
    is_damaged: bool = False
    valid_from: date | None = None
    table: int | None = None
    announced_at: int | None = None
    """The block that announces the list it is an entry of."""
    context: tuple[str, ...] = field(default=())
    """Words around it that may say *proposé*."""


def unit_of(texts: Iterable[str | None]) -> str | None:
    """The unit a price is counted by, from the first text that names one."""
    return _first(texts, "units")


def period_of(texts: Iterable[str | None]) -> str | None:
    """The period a price is counted by, from the first text that names one."""
    return _first(texts, "periods")


PER = re.compile(r"\b(?:par|au|à la|à l['’])\s+(?:l['’]|le\s|la\s)?[^\W\d_][\w³²]*")
"""*les tarifs suivants, par personne et par nuitée :*, of every price below."""


def _first(texts: Iterable[str | None], group: str) -> str | None:
    for text in texts:
        if not text:
            continue
        found = [
            (match.start(), name)
            for name in lexicon("tariffs")[group]
            if (match := words("tariffs", group, name).search(folded(text)))
        ]
        if found:
            return str(min(found)[1])
    return None


_LONGEST_UNIT = 25


def unit_in(cell: str | None) -> str | None:
    """The unit a column of units names in a word of its own (*acte*, *visite*); None where it names a period."""
    if not cell or period_of((cell,)) is not None or len(cell) > _LONGEST_UNIT:
        return None
    return cell.strip(" .:;/").lower() or None


def tax_in(money: Money | None, texts: Iterable[str | None]) -> str | None:
    """HT or TTC, from the sum itself, else from the first text that says so."""
    if money is not None and money.tax:
        return money.tax
    return next((tax for t in texts if t and (tax := tax_of(t))), None)


_FOR = re.compile(r"\bpour\s+(?:les?|la|l['’]|un|une|des)\s*(?P<who>[^,.;:()]{3,60})", re.IGNORECASE)
_NEXT = re.compile(r"\s+(?:et|ou)(?:\s+(?:à|de|d['’]|pour|reste|passe|est|sera|demeure)\b.*)?\s*$")
"""*pour les enfants et à 3 € …*: where the next price begins."""
_BRACKETS = re.compile(r"\((?P<who>[^()]{3,60})\)")


def audience_of(label: str | None) -> str | None:
    """Who pays, where a label is an audience, or says *pour les …* or has it in brackets or after a dash."""
    if not label:
        return None
    parts = [*re.split(r"\s[–—]\s", label), label, *re.split(r"\s[–—-]\s|,\s|\s:\s", label)]
    for part in (_without_period(p) for p in parts):
        if is_wholly(words("tariffs", "audiences"), part) and part.count("(") == part.count(")"):
            return part.strip(" .:;")
    for pattern in (_FOR, _BRACKETS):
        for match in pattern.finditer(label):
            who = _NEXT.sub("", match["who"]).strip()
            if is_wholly(words("tariffs", "audiences"), who):
                return who
    return None


_LAST_BRACKETS = re.compile(r"\s*\((?P<said>[^()]+)\)\s*$")


def _without_period(label: str) -> str:
    """*Extérieurs* of *Extérieurs (week-end)*."""
    last = _LAST_BRACKETS.search(label)
    return label[: last.start()] if last is not None and period_of((last["said"],)) is not None else label


def speaks_of_prices(text: str | None) -> bool:
    """Whether words name prices the body sets (*tarifs*, *droit de place*)."""
    return says(words("tariffs", "price_words", "strong"), text)


def speaks_of_charges(text: str | None) -> bool:
    """Whether words name something that may be a price where the context is one of prices (*location*, *forfait*)."""
    return says(words("tariffs", "price_words", "weak"), text)


def never_a_price(text: str | None) -> bool:
    """Whether words show that a sum is no price even in a list of prices."""
    return says(words("tariffs", "never_prices"), text)


def speaks_of_other_money(text: str | None) -> bool:
    """Whether words show that a sum is no price of the body's: a contract, a grant, a loan, a budget."""
    return says(words("tariffs", "not_prices"), text)

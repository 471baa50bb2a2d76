"""Every other sum stated in running text: loans, credit notes, contracts, grants, costs.

Belongs here: what a sum in prose is for, to whom, under which heading; that the same sum said again (in the decision
that follows the account) is one fact. Prices of the body's services are `extractors.tariffs`, sums in tables
`extractors.financial_tables`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractors.document import Block, BlockKind, Document, Outline
from extractors.french.money import Money, find_money
from extractors.money.bounds import without_bounds
from extractors.money.context import deliberation_of, section_path
from extractors.money.grantees import grantee
from extractors.money.lexicon import folded
from extractors.money.parties import Party, differ, parties_in, party_of
from extractors.money.purposes import purpose_of, rate_in, reference_in, term_in
from extractors.records import Amount, Deliberation, FinancialLine, Tariff

_TRUST = 0.93
_TRUST_DAMAGED = 0.55
_SAME = re.compile(r"\W*(?:h\.?t\.?|t\.?t\.?c\.?)?\W*(?:soit|c'est-a-dire|ou encore)\W*")
"""*1 250 m² à 0,80 €, soit 1 000 €*: the same told otherwise."""
_CARRIED = 3
"""Blocks over which a party named is still the one whose sums are told."""


def read_amounts(
    document: Document,
    outline: Outline,
    deliberations: Sequence[Deliberation],
    tariffs: Sequence[Tariff],
    lines: Sequence[FinancialLine],
) -> tuple[Amount, ...]:
    """Sums in prose that are neither prices nor cells of a table, each once under its heading, in printed order."""
    taken = {(t.evidence.page, t.evidence.quote, round(t.evidence.box.y0)) for t in tariffs if t.origin == "text"}
    taken |= {(x.evidence.page, x.evidence.quote, round(x.evidence.box.y0)) for x in lines}
    skipped = set(outline.agenda)
    told = _Told()
    under, carried, carried_at = None, None, 0
    for block in document.blocks:
        if block.kind is BlockKind.TABLE or block.index in skipped:
            continue
        here = outline.section_of(block.index)
        if here is not under:
            under, carried = here, None
        elif block.index - carried_at > _CARRIED:
            carried = None
        section = section_path(outline, block.index)
        string = block.string
        parties = parties_in(string)
        sums = without_bounds(string, find_money(string))
        what: str | None = None
        for number, money in enumerate(sums):
            place = block.text.place(money.start, money.end)
            if (place.page, place.quote, round(place.box.y0)) in taken:
                continue
            before = string[sums[number - 1].end if number else 0 : money.start]
            after = string[money.end : sums[number + 1].start if number + 1 < len(sums) else len(string)]
            floor = sums[number - 1].end if number else 0
            about = (here.title if here is not None else None, string[: money.start])
            party = grantee(before, floor, about) or party_of(parties, string, money.start, carried)
            deliberation = deliberation_of(deliberations, outline, block.index)
            what = what if what and _SAME.fullmatch(folded(before)) else purpose_of(before, after)
            amount = _amount(block, money, before, after, section, party, deliberation, what)
            told.add(amount, party, is_title=here is not None and block.index == here.heading)
        proper = [p for p in parties if p.is_proper]
        if proper:
            carried, carried_at = proper[-1], block.index
    return tuple(replace(amount, position=n) for n, (amount, _) in enumerate(told.sums, start=1))


class _Told:
    """Sums found so far, none twice; a title (*Emprunt de 250 000 €*) gives way to what the text says of its sum."""

    def __init__(self) -> None:
        self.sums: list[tuple[Amount, Party | None]] = []
        self._in_titles: set[int] = set()

    def add(self, amount: Amount, party: Party | None, *, is_title: bool) -> None:
        again = next((n for n, earlier in enumerate(self.sums) if _is_said_again(amount, party, *earlier)), None)
        if again is None:
            self._in_titles |= {len(self.sums)} if is_title else set()
            self.sums.append((amount, party))
        elif again in self._in_titles and not is_title:
            self.sums[again] = (amount, party)
            self._in_titles.remove(again)


def _amount(
    block: Block,
    money: Money,
    before: str,
    after: str,
    section: str | None,
    party: Party | None,
    deliberation: Deliberation | None,
    what: str | None,
) -> Amount:
    return Amount(
        position=0,
        amount=money.amount,
        amount_max=money.amount_max,
        currency=money.currency or "EUR",
        tax=money.tax,
        per=money.per,
        what=what,
        counterparty=party.name if party else None,
        reference=reference_in(before) or reference_in(after[:60]),
        rate_pct=rate_in(before[-160:], after),
        term_months=term_in(before[-160:], after),
        section=section,
        deliberation=deliberation.position if deliberation else None,
        evidence=block.text.evidence(
            "amounts.damaged" if money.is_damaged else "amounts.prose",
            money.start,
            money.end,
            _TRUST_DAMAGED if money.is_damaged else _TRUST,
        ),
    )


def _is_said_again(amount: Amount, party: Party | None, earlier: Amount, other: Party | None) -> bool:
    """The same sum under the same heading, unless for another party; anywhere, where both name the same party."""
    if (amount.amount, amount.amount_max, amount.currency) != (earlier.amount, earlier.amount_max, earlier.currency):
        return False
    if amount.tax is not None and earlier.tax is not None and amount.tax != earlier.tax:
        return False
    if differ(party, other):
        return False
    return amount.section == earlier.section or (party is not None and other is not None and party.kind == other.kind)

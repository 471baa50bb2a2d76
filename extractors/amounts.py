"""Every other sum stated in running text: loans, credit notes, contracts, grants, costs.

Belongs here: what a sum in prose is for, to whom, under which heading; that the same sum said again (in the decision
that follows the account) is one fact. Prices of the body's services are `extractors.tariffs`, sums in tables
`extractors.financial_tables`.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractors.document import Block, BlockKind, Document, Outline
from extractors.french.money import Money, find_money
from extractors.money.context import deliberation_of, section_path
from extractors.money.parties import counterparty_in
from extractors.money.purposes import purpose_of, rate_in, reference_in, term_in
from extractors.records import Amount, Deliberation, FinancialLine, Tariff

_TRUST = 0.93
_TRUST_DAMAGED = 0.55


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
    found: list[Amount] = []
    party: tuple[str | None, str | None] = (None, None)
    for block in document.blocks:
        if block.kind is BlockKind.TABLE or block.index in skipped:
            continue
        section = section_path(outline, block.index)
        if section != party[0]:
            party = (section, None)
        sums = find_money(block.string)
        for number, money in enumerate(sums):
            place = block.text.place(money.start, money.end)
            if (place.page, place.quote, round(place.box.y0)) in taken:
                continue
            before = block.string[sums[number - 1].end if number else 0 : money.start]
            after = block.string[money.end : sums[number + 1].start if number + 1 < len(sums) else len(block.string)]
            named = counterparty_in(before, after) or (counterparty_in(block.string[: money.start], "") if number else None)
            if named is not None:
                party = (section, named)
            amount = _amount(block, money, before, after, section, named or party[1], len(found) + 1)
            if not any(_is_said_again(amount, earlier) for earlier in found):
                deliberation = deliberation_of(deliberations, outline, block.index)
                found.append(_with_deliberation(amount, deliberation))
        if (last := counterparty_in(block.string, "")) is not None:
            party = (section, last)
    return tuple(found)


def _amount(
    block: Block, money: Money, before: str, after: str, section: str | None, party: str | None, position: int
) -> Amount:
    return Amount(
        position=position,
        amount=money.amount,
        amount_max=money.amount_max,
        currency=money.currency or "EUR",
        tax=money.tax,
        per=money.per,
        what=purpose_of(before, after),
        counterparty=party,
        reference=reference_in(before) or reference_in(after[:60]),
        rate_pct=rate_in(before[-160:], after),
        term_months=term_in(before[-160:], after),
        section=section,
        evidence=block.text.evidence(
            "amounts.damaged" if money.is_damaged else "amounts.prose",
            money.start,
            money.end,
            _TRUST_DAMAGED if money.is_damaged else _TRUST,
        ),
    )


def _with_deliberation(amount: Amount, deliberation: Deliberation | None) -> Amount:
    from dataclasses import replace

    return replace(amount, deliberation=deliberation.position if deliberation else None)


def _is_said_again(amount: Amount, earlier: Amount) -> bool:
    """The same sum under the same heading, for the same party as far as named, with no other tax said."""
    return (
        amount.amount == earlier.amount
        and amount.amount_max == earlier.amount_max
        and amount.currency == earlier.currency
        and amount.section == earlier.section
        and (amount.tax is None or earlier.tax is None or amount.tax == earlier.tax)
        and (amount.counterparty is None or earlier.counterparty is None or amount.counterparty == earlier.counterparty)
    )

"""Prices the body sets, is proposed to set, or tells: one row a price, from grids, lists and prose.

Belongs here: which of the prices found stands, which was only proposed, from when. Where prices are found is in
`extractors.money.price_tables` and `price_prose`. Prices the body pays are `extractors.amounts`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from extractors.document import Document, Outline
from extractors.french.dates import find_dates
from extractors.money.annexes import annexed_to
from extractors.money.context import deliberation_of
from extractors.money.lexicon import folded, says, words
from extractors.money.price_prose import prose_prices
from extractors.money.price_tables import table_prices
from extractors.money.prices import PriceDraft, speaks_of_charges, speaks_of_prices
from extractors.money.successors import has_successor, is_overtaken
from extractors.records import Deliberation, Outcome, PriceStatus, Tariff

_ASSERTS = re.compile(
    r"\b(?:conseil|comite|assemblee|bureau|commission permanente)\b[^.]{0,90}?\s"
    r"(?:fixe|decide|vote|porte|maintient|adopte|approuve|arrete|accepte|valide)\b|\baccord\b[^.]{0,20}\bconseil\b|"
    r"(?:^|[.!?]\s+)(?:adoptee?s?|approuvee?s?|acceptee?s?|accord)\b|"
    r"\bles (?:tarifs?|prix)\b[^.:]{0,60}\bseront\b|"
    r"\b(?:tarifs?|prix)\s+(?:sont\s+)?(?:votes|adoptes|approuves|fixes|retenus|acceptes)\b|"
    r"\b(?:est|sont|sera|seront|reste(?:nt)?)\s+(?:\w+\s+)?"
    r"(?:fixee?s?|portee?s?|maintenue?s?|augmentee?s?|inchangee?s?|adoptee?s?|facturee?s?|appliquee?s?)\b"
)
"""What is said as settled, though no vote is told."""
_RECALLED = re.compile(r"\bpour (?:memoire|rappel)\b")
_TRUST = {"table": 0.93, "text": 0.85}
_TRUST_DAMAGED = 0.55
_FROM = re.compile(
    r"(?:a compter|a partir|applicables?|en vigueur|effet)\s+(?:du|au|des le|le|a compter du|a partir du)\s*$"
)


def read_tariffs(document: Document, outline: Outline, deliberations: Sequence[Deliberation]) -> tuple[Tariff, ...]:
    """Every price, in printed order."""
    drafts = sorted(
        (*table_prices(document, outline), *prose_prices(document, outline)),
        key=lambda d: (d.block, d.start if d.origin == "text" else 0),
    )
    return tuple(
        _tariff(draft, number, document, outline, deliberations, drafts) for number, draft in enumerate(drafts, start=1)
    )


def _tariff(
    draft: PriceDraft,
    position: int,
    document: Document,
    outline: Outline,
    deliberations: Sequence[Deliberation],
    drafts: Sequence[PriceDraft],
) -> Tariff:
    deliberation = deliberation_of(deliberations, outline, draft.block)
    if deliberation is None and draft.announced_at is not None:
        deliberation = deliberation_of(deliberations, outline, draft.announced_at)
    if deliberation is None or deliberation.last_block < draft.block:
        deliberation = annexed_to(draft, document, deliberations) or deliberation
    return Tariff(
        position=position,
        deliberation=deliberation.position if deliberation else None,
        service=draft.service,
        item=draft.item,
        unit=draft.unit,
        period=draft.period,
        tier=draft.tier,
        tier_min=draft.tier_min,
        tier_max=draft.tier_max,
        amount=draft.amount,
        amount_max=draft.amount_max,
        currency=draft.currency,
        tax=draft.tax,
        audience=draft.audience,
        status=status_of(draft, deliberation, document, outline, drafts),
        origin=draft.origin,
        valid_from=_valid_from(draft, document, outline),
        table=draft.table,
        evidence=draft.text.evidence(
            draft.rule, draft.start, draft.end, _TRUST_DAMAGED if draft.is_damaged else _TRUST[draft.origin]
        ),
    )


def status_of(
    draft: PriceDraft,
    deliberation: Deliberation | None,
    document: Document,
    outline: Outline,
    drafts: Sequence[PriceDraft],
) -> PriceStatus:
    """Adopted with its decision; proposed where it was replaced, refused or put off; else told."""
    if draft.is_current or any(_RECALLED.search(folded(t)) for t in (draft.item, *draft.context[:2]) if t):
        return PriceStatus.INFORMATION
    if (
        draft.is_proposed
        or _is_replaced(draft, document, outline, drafts)
        or has_successor(draft, outline, drafts)
        or is_overtaken(draft, document, outline, drafts)
    ):
        return PriceStatus.PROPOSED
    if deliberation is not None and deliberation.outcome is Outcome.ADOPTED:
        about = (deliberation.title, deliberation.decision, draft.service, draft.item, *draft.context)
        return (
            PriceStatus.ADOPTED
            if any(speaks_of_prices(t) or speaks_of_charges(t) for t in about)
            or says(words("tariffs", "charged"), draft.service)
            or (draft.origin == "text" and _ASSERTS.search(folded(draft.context[0])))
            else PriceStatus.INFORMATION
        )
    if deliberation is not None and deliberation.outcome is not Outcome.NOTED:
        return PriceStatus.PROPOSED
    if deliberation is None and any(_ASSERTS.search(folded(text)) for text in draft.context[:2]):
        return PriceStatus.ADOPTED
    if any(says(words("tariffs", "proposed"), text) for text in draft.context):
        return PriceStatus.PROPOSED
    return PriceStatus.INFORMATION


def _is_replaced(draft: PriceDraft, document: Document, outline: Outline, drafts: Sequence[PriceDraft]) -> bool:
    """Whether other prices are stated further down under the same heading, announced as revised ones."""
    section = outline.section_of(draft.block)
    end = section.end if section else draft.block + 60
    later = [d.block for d in drafts if d.origin == "text" and draft.block < d.block < end]
    return any(
        says(words("tariffs", "revised"), document.blocks[i].string)
        and any(i <= d <= i + 8 for d in later)
        and re.search(r"\b(?:prix|tarifs?|tarification)\b", folded(document.blocks[i].string)) is not None
        for i in range(draft.block + 1, min(end, len(document.blocks)))
    )


def _valid_from(draft: PriceDraft, document: Document, outline: Outline) -> date | None:
    """*À compter du 1er janvier 2025*, said near the price or under its heading; the price so far held before."""
    if draft.is_current:
        return None
    section = outline.section_of(draft.block)
    first = section.heading if section else max(0, draft.block - 3)
    end = min(section.end if section else draft.block + 4, draft.block + 12, len(document.blocks))
    near = sorted(range(max(first, draft.block - 12), end), key=lambda i: abs(i - draft.block))
    for index in near:
        string = document.blocks[index].string
        for found in find_dates(string):
            if found.value is not None and _FROM.search(folded(string[: found.start])):
                return found.value
    return None

"""From a sum that is a price, what is said of it and where it stands, to the price: names, tier, unit, audience."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractors.document import Block
from extractors.french.money import Money
from extractors.money.announcements import Announcement
from extractors.money.asked import Place
from extractors.money.lexicon import folded, is_in_capitals, says, words
from extractors.money.naming import announced, first_name, service_named
from extractors.money.price_clauses import Said
from extractors.money.prices import PER, PriceDraft, audience_of, period_of, unit_in, unit_of
from extractors.money.tiers import Tier, counted, parse_tier

_MEASURE = re.compile(r"(?:\s*(?:l['’]|l[ea]\s)\s*\w+)?")
"""*52 € le stère*."""
_REST = re.compile(r"[^/;.,(]{0,60}")
"""*2,85 € par enfant de la commune*, where the sum comes first: whom it is counted by is what it buys."""


@dataclass(frozen=True, slots=True)
class Context:
    """Where a block of prices stands."""

    block: Block
    title: str | None
    announcement: Announcement | None
    titles: tuple[str, ...]
    """Innermost first."""
    is_priced: bool
    """A grid of prices stands in the same item of the minutes, or prices in the paragraph above."""
    heads: tuple[str, ...] = ()
    """Words over the entry of a list, the widest first."""

    def place(self, announcement: str | None) -> Place:
        """Where its sums stand."""
        return Place(self.block, self.title, announcement, self.titles)

    def names(self, spoken: str | None) -> tuple[str | None, str | None]:
        """The service, by the item of the minutes, and the part of it a subtitle names.

        Where no item names one, the subtitle does, else the sentence that announces the prices.
        """
        said = self.announcement
        titles = said.title_below(self.titles) if said is not None else self.titles
        place = titles.index(self.title) if self.title in titles else len(titles)
        service, part = first_name(titles[place:]), first_name(titles[:place])
        heads = [h for h in self.heads if folded(h) not in folded(f"{service} {part}")]
        if service is None and part is None and heads:
            service = service_named(heads.pop(0))
        part = " – ".join(h for h in (part, *heads) if h) or None
        if service is None:
            service, part = part, None
        told = spoken or (announced(said.block.string) if said is not None else None)
        return service or told, part


def draft_of(context: Context, money: Money, clause: str, after: str, said: Said, service: str | None) -> PriceDraft:
    """The price a sum is; ``clause`` and ``after`` are the words before and behind it."""
    item = said.item
    if item is None and not said.labels and money.per and not any(c.isalnum() for c in clause):
        item = " ".join(f"{money.per} {_REST.match(after)[0]}".split())  # type: ignore[index]
    parts = [*said.labels, *([item] if item else [])]
    if parts and (service is None or (len(parts) > 1 and said.item and said.is_labelled and is_in_capitals(parts[-2]))):
        service = parts.pop(0 if service is None else -2)
    parts = [_without_title(p, service) for p in parts]
    label = " – ".join(p for p in parts if not _names(p, service)) or None
    announcement = context.announcement.block.string if context.announcement else None
    tier = next((t for p in (*parts, service) if p and (t := _tier_in(p, announcement is not None))), None)
    per = f"par {money.per}" if money.per else None
    is_deposit = any(says(words("tariffs", "deposits"), p) for p in parts)
    counted_by = None if is_deposit else " ".join(PER.findall(announcement or "")) or None
    period = period_of((per, item, after.partition(";")[0][:60], clause[-80:], *said.labels))
    return PriceDraft(
        block=context.block.index,
        amount=money.amount,
        amount_max=money.amount_max,
        text=context.block.text,
        start=money.start,
        end=money.end,
        origin="text",
        rule="tariffs.prose-list" if said.is_labelled else "tariffs.prose-sentence",
        service=service,
        item=label,
        unit=unit_of((per, item, *said.labels))
        or (unit_in(money.per) if not period_of((per,)) else None)
        or unit_of((_MEASURE.match(after)[0],))  # type: ignore[index]
        or (unit_of((counted_by,)) if period is None else None),
        period=period or period_of((counted_by,)),
        tier=tier.printed if tier else None,
        tier_min=tier.low if tier else None,
        tier_max=tier.high if tier else None,
        currency=money.currency or "EUR",
        tax=money.tax,
        audience=audience_of(f"x {after[:70]}") or next((a for p in parts if (a := audience_of(p))), None),
        is_current=said.is_former,
        is_damaged=money.is_damaged,
        announced_at=context.announcement.block.index if context.announcement else None,
        context=(context.block.string, announcement or "", *context.titles),
    )


def _names(part: str, service: str | None) -> bool:
    """*Prix de l'eau 2020* over the prices of *eau*: said already."""
    return service is not None and folded(service) in (folded(part), folded(service_named(part) or ""))


def _without_title(label: str, service: str | None) -> str:
    """*CIMETIÈRE – Une concession*, at the head of the paragraph that its title runs into."""
    head = re.match(rf"{re.escape(service)}\s*[–—:.-]\s+(?=\S)", label) if service else None
    return label[head.end() :] if head is not None else label


def _tier_in(label: str, is_listed: bool) -> Tier | None:
    return parse_tier(label) or (found[1] if (found := counted(label)) and is_listed else None)

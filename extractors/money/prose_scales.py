"""Tiers of prices in prose: kept where several of one service make a scale, as in grids (`extractors.money.scales`)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractors.money.lexicon import folded
from extractors.money.prices import PriceDraft
from extractors.money.tiers import counted, parse_tier, trailing

_FEWEST = 2


def with_scales(drafts: Sequence[PriceDraft]) -> list[PriceDraft]:
    """The prices, their tiers kept where several of one service make a scale."""
    drafts = list(_continued(drafts))
    lists = Counter(key for key, _ in {(_scale(d), d.tier) for d in drafts if d.tier})
    measured = Counter((d.service, folded(told[0])) for d in drafts if (told := trailing(_last(d.item))))
    out: list[PriceDraft] = []
    for draft in drafts:
        told = trailing(_last(draft.item))
        if draft.tier is not None and lists[_scale(draft)] < _FEWEST:
            draft = replace(draft, tier=None, tier_min=None, tier_max=None)
        elif draft.tier is None and told is not None and measured[draft.service, folded(told[0])] >= _FEWEST:
            item = f"{(draft.item or '')[: -len(_last(draft.item))]}{told[0]}"
            draft = replace(draft, item=item, tier=told[1].printed, tier_min=told[1].low, tier_max=told[1].high)
        last = _last(draft.item)
        if draft.tier is not None and draft.item is not None and draft.item != last and _is_tier(last):
            draft = replace(draft, item=draft.item[: -len(last)].rstrip(" –"))
        out.append(draft)
    return out


def _continued(drafts: Sequence[PriceDraft]) -> Iterator[PriceDraft]:
    """Tiers that go on from the one before: *manèges de moins de 40 m² : 30 € ; de 40 à 90 m² : 55 €*, *au-delà*."""
    head: str | None = None
    block, high = -1, None
    for place, draft in enumerate(drafts):
        last = _last(draft.item)
        if draft.block != block:
            head, high = None, None
        told = trailing(last) if draft.tier is None else None
        follows = drafts[place + 1] if place + 1 < len(drafts) else None
        if told is not None and follows is not None and follows.block == draft.block and _is_tier(_last(follows.item)):
            head = f"{(draft.item or '')[: -len(last)]}{told[0]}"
            draft = replace(draft, item=head, tier=told[1].printed, tier_min=told[1].low, tier_max=told[1].high)
        elif head is not None and draft.item is not None and parse_tier(draft.item) is not None:
            draft = replace(draft, item=head)
        elif folded(last) in _BEYOND and high is not None:
            item = (draft.item or "")[: -len(last)].rstrip(" –") or None
            draft = replace(draft, item=head or item, tier=last, tier_min=high, tier_max=None)
        block, high = draft.block, draft.tier_max
        yield draft


_BEYOND = frozenset(("au-dela", "au dela", "au-dessus", "plus"))


def _is_tier(text: str) -> bool:
    return parse_tier(text) is not None or folded(text) in _BEYOND


def _scale(draft: PriceDraft) -> tuple[str | None, str | None]:
    """What the tiers of a scale share: the service, and the noun where they count one."""
    one = counted(draft.tier or "")
    return draft.service, one[0] if one is not None else None


def _last(item: str | None) -> str:
    return (item or "").split(" – ")[-1]

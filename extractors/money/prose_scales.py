"""Tiers of prices in prose: kept where several of one service make a scale, as in grids (`extractors.money.scales`)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from extractors.money.lexicon import folded
from extractors.money.prices import PriceDraft
from extractors.money.tiers import counted, trailing

_FEWEST = 2


def with_scales(drafts: Sequence[PriceDraft]) -> list[PriceDraft]:
    """The prices, their tiers kept where several of one service make a scale."""
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
        out.append(draft)
    return out


def _scale(draft: PriceDraft) -> tuple[str | None, str | None]:
    """What the tiers of a scale share: the service, and the noun where they count one."""
    one = counted(draft.tier or "")
    return draft.service, one[0] if one is not None else None


def _last(item: str | None) -> str:
    return (item or "").split(" – ")[-1]

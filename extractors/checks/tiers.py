"""Price tiers that overlap or leave a gap."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from extractors.checks.french_numbers import plain
from extractors.french.fold import fold
from extractors.records import Check, CheckResult, Tariff


def check_tiers(tariffs: Sequence[Tariff]) -> Iterator[Check]:
    """One check a series of tiers: passed, or one failed check for each pair that overlaps or leaves a gap."""
    seen: set[tuple[object, ...]] = set()
    for series in _series(tariffs):
        key = (series[0].table, *((t.tier_min, t.tier_max) for t in series))
        if key in seen:
            continue
        seen.add(key)
        faults = [fault for low, high in pairwise(series) if (fault := _fault(low, high)) is not None]
        yield from faults
        if not faults:
            names = ", ".join(t.tier or "" for t in series)
            yield _check(series[0], None, None, CheckResult.PASSED, f"Tranches {names} : ni recouvrement ni trou.")


def _series(tariffs: Sequence[Tariff]) -> Iterator[list[Tariff]]:
    """Prices of one thing by tiers, lowest first."""
    groups: dict[tuple[object, ...], list[Tariff]] = {}
    for tariff in tariffs:
        if tariff.tier is None or (tariff.tier_min is None and tariff.tier_max is None):
            continue
        key = (tariff.table, tariff.deliberation, tariff.service, tariff.item, tariff.audience, tariff.status)
        groups.setdefault(key if tariff.item != tariff.tier else key[:3], []).append(tariff)
    for group in groups.values():
        distinct = {(t.tier_min, t.tier_max): t for t in group}
        if len(distinct) >= 2 and len(distinct) == len(group):
            yield sorted(distinct.values(), key=lambda t: (t.tier_min or Decimal(0), t.tier_max or Decimal(10**12)))


_EXCLUDES = re.compile(
    r"\b(?:moins d|plus d|au[- ]dela|au[- ]dessus|inferieure?s? a(?! ou egal)|superieure?s? a(?! ou egal))|[<>](?!=)"
)
"""*moins de 800 €*, *au-delà de 120 m³*: a tier without its bound, which is the next one's."""


def _fault(low: Tariff, high: Tariff) -> Check | None:
    end, start = low.tier_max, high.tier_min
    if start is None:
        return None
    if end is None:
        return _check(
            high,
            start,
            None,
            CheckResult.FAILED,
            f"La tranche « {low.tier} » n'a pas de fin et « {high.tier} » commence à {plain(start)}.",
        )
    if start == end and (_EXCLUDES.search(fold(low.tier or "")) or _EXCLUDES.search(fold(high.tier or ""))):
        return None
    if start <= end:
        both = (
            f"{plain(start)} appartient aux deux"
            if start == end
            else f"de {plain(start)} à {plain(end)} elles se recouvrent"
        )
        return _check(high, start, end, CheckResult.FAILED, f"Tranches « {low.tier} » et « {high.tier} » : {both}.")
    step = Decimal(1) if end == end.to_integral_value() and start == start.to_integral_value() else Decimal("0.01")
    if start - end > step:
        return _check(
            high,
            start,
            end,
            CheckResult.FAILED,
            f"Entre les tranches « {low.tier} » et « {high.tier} », rien de {plain(end)} à {plain(start)}.",
        )
    return None


def _check(
    tariff: Tariff, stated: Decimal | None, computed: Decimal | None, result: CheckResult, message: str
) -> Check:
    return Check(
        rule="money.tiers",
        stated=stated,
        computed=computed,
        result=result,
        message=message,
        deliberation=tariff.deliberation,
        table=tariff.table,
        evidence=tariff.evidence,
    )

"""Sums that bound a tier rather than being asked or spent (*moins de 800 € : 5,10 € le repas*)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.french.money import Money
from extractors.money.lexicon import folded
from extractors.money.tiers import parse_tier, trailing

_PARTS = re.compile(r"\s*(?:inclus\s*)?\)?\s*(?:[:=→➔➜]|\s[-–—]\s|\.{3,}|…+)\s*")
"""What stands between a tier and its price."""
_BREAK = re.compile(r"[;|•\n]|(?<=[.!?])\s|\s[/–—]\s")


_OF_QUOTIENT = re.compile(
    r"\b(?:quotients?(?: familia(?:l|ux))?|q\.?f\.?)(?: mensuels?)? (?:est |sont |etant )?(?:(?:de|entre|a partir de)|"
    r"(?:superieure?s?|inferieure?s?|egale?s?)(?: ou egale?s?)? a|compris entre)\s*$"
)
"""*pour un quotient de 900 €, le repas revient à 3 €*."""


def without_bounds(string: str, sums: Sequence[Money]) -> tuple[Money, ...]:
    """The sums of a text but those that end a tier whose price follows, or say of which income one is told."""
    return tuple(
        money
        for i, money in enumerate(sums)
        if not _OF_QUOTIENT.search(folded(string[: money.start]))
        if i + 1 == len(sums)
        or _PARTS.fullmatch(string[money.end : sums[i + 1].start]) is None
        or not _is_tier(_label(string, sums[i - 1].end if i else 0, money.end))
    )


def _label(string: str, start: int, end: int) -> str:
    """The words that end in a sum, back to the mark before them."""
    breaks = list(_BREAK.finditer(string, start, end))
    return re.sub(r"^[\W_]+", "", string[breaks[-1].end() if breaks else start : end])


def _is_tier(label: str) -> bool:
    closed = f"{label})" if label.count("(") > label.count(")") else label  # *Tranche 2 (de 850 € à 1 200 €) : 7,40 €*
    return parse_tier(closed) is not None or trailing(label) is not None

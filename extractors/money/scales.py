"""The scales of tiers a price grid is laid out by, in its rows or its columns.

A tier is one of several: *0 à 400*, *401 et plus*. A lone *Moins de 18 ans* beside *Adulte* is a category like the
others, and stays with the words of its row.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extractors.money.entries import Entry
from extractors.money.lexicon import folded
from extractors.money.tiers import Tier, counted, names_tier, parse_tier, trailing

_FEWEST = 2
_AGE = re.compile(r"\bans?\b")
_QUOTIENT = re.compile(r"\b(?:q\.?f\.?|quotient)\b")
"""A tier though it stands alone (*Tarif normal*, *QF inférieur à 600 €*)."""


@dataclass(frozen=True, slots=True)
class Scales:
    """What the rows and columns of a grid count by."""

    tiers: frozenset[tuple[str | None, str]]
    """(part of the grid, tier as printed), of scales only."""
    counts: frozenset[str]
    """Nouns that several rows count (*1 service*, *2 services*)."""
    measured: frozenset[str]
    """What several rows tell tiers of (*consommation de 0 à 100 m³*, *consommation au-delà*)."""

    @staticmethod
    def of(entries: Sequence[Entry]) -> Scales:
        """The scales of a grid."""
        found: dict[tuple[str | None, bool], set[str]] = defaultdict(set)
        nouns: dict[str, set[str]] = defaultdict(set)
        measured: dict[str, set[str]] = defaultdict(set)
        for entry in entries:
            for is_row, texts in ((True, _of_row(entry)), (False, entry.headers)):
                found[entry.topic, is_row] |= {t.printed for w in texts if (t := parse_tier(w))}
            for word in entry.labels:
                if (one := counted(word)) is not None:
                    nouns[one[0]].add(one[1].printed)
                if (told := trailing(word)) is not None:
                    measured[folded(told[0])].add(told[1].printed)
        rows = len({e.row for e in entries})
        tiers = {
            (topic, tier)
            for (topic, is_row), scale in found.items()
            for tier in scale
            if _QUOTIENT.search(folded(tier)) or (len(scale) >= _FEWEST and not (is_row and _are_few(scale, rows)))
        }
        by_income = {topic for topic, tier in tiers if _AGE.search(folded(tier)) is None}
        # Of ages and incomes the incomes are the scale: an age says who pays.
        tiers = {(topic, tier) for topic, tier in tiers if topic not in by_income or not _AGE.search(folded(tier))}
        kept = {noun: told for noun, told in measured.items() if not _are_few(told, rows)}
        return Scales(frozenset(tiers), _scales(nouns), _scales(kept))

    def tier_of(self, entry: Entry) -> tuple[Tier | None, tuple[str, ...]]:
        """The tier of the scale that a price belongs to, and the words of its row without it."""
        for text in (*_of_row(entry), *reversed(entry.headers)):
            if (tier := parse_tier(text)) and (entry.topic, tier.printed) in self.tiers:
                return tier, tuple(w for w in entry.labels if not _tells(w, tier) and not names_tier(w))
        for text in entry.labels:
            if (one := counted(text)) is not None and one[0] in self.counts:
                return one[1], entry.labels
            if (told := trailing(text)) is not None and folded(told[0]) in self.measured:
                return told[1], tuple(told[0] if w == text else w for w in entry.labels)
        return None, entry.labels


def _are_few(scale: Iterable[str], rows: int) -> bool:
    """Ages of a few rows (*Enfant de 3 à 12 ans*) beside *Emplacement*, *Animal*: categories like the others."""
    ages = [t for t in scale if _AGE.search(folded(t))]
    return bool(ages) and 2 * len(ages) < rows


def _tells(label: str, tier: Tier) -> bool:
    return parse_tier(label) is not None and label.strip() == tier.printed


def _scales(found: dict[str, set[str]]) -> frozenset[str]:
    return frozenset(name for name, rows in found.items() if len(rows) >= _FEWEST)


def _of_row(entry: Entry) -> Iterable[str]:
    return (w for w in (*entry.labels, entry.spanned, entry.group) if w)

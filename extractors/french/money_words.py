"""Sums written out in words: *deux mille cinq cents euros*, *trois millions de francs*, *l'euro symbolique*.

Only numbers followed by a currency count, so that *un*, *deux* in running text are never sums.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from extractors.french.fold import fold
from extractors.french.numbers import NUMBER_WORDS, cardinal

_SCALES = {"million": 1_000_000, "millions": 1_000_000, "milliard": 1_000_000_000, "milliards": 1_000_000_000}
_SUM = re.compile(
    rf"(?<![\w-])(?:(?P<many>{NUMBER_WORDS})\s+(?P<scale>millions?|milliards?)\b)?\s*(?P<number>{NUMBER_WORDS})?\s*"
    rf"(?:d'\s?|de\s+)?\b(?P<currency>euros?|francs?)\b"
    rf"(?:\s+(?:et\s+)?(?P<cents>{NUMBER_WORDS})\s+centimes?\b)?"
)
_SYMBOLIC = re.compile(r"\bl'\s?euro\s+symbolique\b")


@dataclass(frozen=True, slots=True)
class WordSum:
    """A sum in words at ``[start:end]``."""

    amount: Decimal
    currency: str
    start: int
    end: int


def sum_in_words(string: str) -> Iterator[WordSum]:
    """Every sum in words; *l'euro symbolique* is one euro."""
    text = fold(string)
    for symbolic in _SYMBOLIC.finditer(text):
        yield WordSum(Decimal(1), "EUR", symbolic.start(), symbolic.end())
    for match in _SUM.finditer(text):
        if not match["many"] and not match["number"]:
            continue
        value = _SCALES[match["scale"]] * (cardinal(match["many"]) or 0) if match["many"] else 0
        value += (cardinal(match["number"]) or 0) if match["number"] else 0
        amount, end = Decimal(value), match.end("currency")
        cents = cardinal(match["cents"]) if match["cents"] else None
        if cents is not None and cents < 100:
            amount, end = amount + Decimal(cents) / 100, match.end()
        currency = "FRF" if match["currency"].startswith("franc") else "EUR"
        yield WordSum(amount, currency, match.start("many" if match["many"] else "number"), end)

"""Sums written out in words: *deux mille cinq cents euros*, *cent francs*.

Only numbers followed by a currency count, so that *un*, *deux* in running text are never sums.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

_UNITS = {
    "zéro": 0, "un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8,
    "neuf": 9, "dix": 10, "onze": 11, "douze": 12, "treize": 13, "quatorze": 14, "quinze": 15, "seize": 16,
    "vingt": 20, "vingts": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60, "septante": 70,
    "huitante": 80, "octante": 80, "nonante": 90,
}  # fmt: skip
_MULTIPLES = {
    "cent": 100, "cents": 100, "mille": 1_000, "mil": 1_000, "million": 1_000_000, "millions": 1_000_000,
    "milliard": 1_000_000_000, "milliards": 1_000_000_000,
}  # fmt: skip
_WORD = "(?:" + "|".join(sorted((*_UNITS, *_MULTIPLES), key=len, reverse=True)) + r")\b"
_RUN = rf"{_WORD}(?:(?:\s*-\s*|\s+)(?:et(?:\s+|-))?{_WORD})*"
_SYMBOLIC = re.compile(r"\b(?:l['’]\s?|un\s+)euro\s+symbolique\b", re.IGNORECASE)
_SUM = re.compile(
    rf"\b(?P<number>{_RUN})\s+(?:d['’]\s?|de\s+)?(?P<currency>euros?|francs?)\b"
    rf"(?:\s+(?:et\s+)?(?P<cents>{_RUN})(?:\s+(?P<mark>centimes?))?)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class WordSum:
    """A sum in words at ``[start:end]``."""

    amount: Decimal
    currency: str
    start: int
    end: int


def number_of_words(words: str) -> int | None:
    """The value of a French cardinal in words; None where the words make none."""
    tokens = [t for t in re.split(r"[\s-]+", words.lower()) if t and t != "et"]
    total = group = 0
    for token in tokens:
        if token in _UNITS:
            value = _UNITS[token]
            if value == 20 and group % 100 == 4:  # quatre-vingts
                group += 76
            else:
                group += value
        elif token in ("cent", "cents"):
            group = max(group, 1) * 100
        elif token in _MULTIPLES:
            total += max(group, 1) * _MULTIPLES[token]
            group = 0
        else:
            return None
    return total + group if tokens else None


def sum_in_words(string: str) -> Iterator[WordSum]:
    """Every sum in words; *l'euro symbolique* is one euro."""
    for symbolic in _SYMBOLIC.finditer(string):
        yield WordSum(Decimal(1), "EUR", symbolic.start(), symbolic.end())
    for match in _SUM.finditer(string):
        value = number_of_words(match["number"])
        if value is None:
            continue
        amount, end = Decimal(value), match.end("currency")
        cents = number_of_words(match["cents"]) if match["cents"] else None
        if cents is not None and cents < 100 and match["mark"]:
            amount, end = amount + Decimal(cents) / 100, match.end()
        yield WordSum(amount, "FRF" if match["currency"].lower().startswith("franc") else "EUR", match.start(), end)

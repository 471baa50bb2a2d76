"""What a single cell of a table holds: a sum, words, a label with its sum, or nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from corpus.page import Word
from extractors.document import Cell, Text
from extractors.french.money import Money, find_money, read_sum
from extractors.money.lexicon import is_wholly, words


class Content(StrEnum):
    """What a cell holds."""

    EMPTY = "empty"
    SUM = "sum"
    """A number and nothing else; whether it is money is for the column to say."""
    FREE = "free"
    """*Gratuit*: a price of nothing."""
    SAME = "same"
    """*Inchangé*: the price beside it stands."""
    NIL = "nil"
    """A dash, *néant*, *sur devis*: no sum here."""
    PERCENT = "percent"
    LABELLED = "labelled"
    """Words and one sum with its currency (``Compte 023 : + 5 000 €``)."""
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Reading:
    """A cell and what it holds."""

    cell: Cell
    content: Content
    money: Money | None = None
    label: str = ""
    """The words of a cell, without the sum where it has both."""

    @property
    def is_strong(self) -> bool:
        """The number alone shows that it is money: a currency, or two decimals."""
        money = self.money
        return money is not None and (money.currency is not None or _has_cents(money))

    @property
    def is_year(self) -> bool:
        """A bare whole number that may be a year."""
        money = self.money
        return (
            money is not None
            and money.currency is None
            and money.printed.isdigit()
            and Decimal(1980) <= money.amount <= Decimal(2100)
        )


_CLEAN, _DOUBTFUL, _SCRAP = 99.0, 45.0, 3
"""Word confidence (0-100) of certain print; below which a scrap of at most so many letters is dirt."""
_IN_BRACKETS = re.compile(r"\s*\([^()]*\)\s*$")
_PERCENT = re.compile(r"[-+]?\s*\d+(?:[.,]\d+)?\s*%")
_COMPARED = ("<", ">", "≤", "≥")
"""*> 1000*: a tier."""
_NIL = re.compile(r"[-–—−/.…*x_\s→➔➜⇒>=:]+", re.IGNORECASE)
_ENDS_LABEL = re.compile(r"[:=→>➔➜.…\s-]*$")


def _has_cents(money: Money) -> bool:
    return re.search(r"[.,]\d{2}$", money.printed) is not None


def read_cell(cell: Cell) -> Reading:
    """Tell what a cell holds."""
    text = words_of(cell.text)
    if not text:
        return Reading(cell, Content.EMPTY)
    if _NIL.fullmatch(text) or is_wholly(words("money", "unpriced"), text):
        return Reading(cell, Content.NIL, label=text)
    if _PERCENT.fullmatch(text):
        return Reading(cell, Content.PERCENT, label=text)
    if is_wholly(words("money", "free"), _IN_BRACKETS.sub("", text)):
        return Reading(cell, Content.FREE, label=text)
    if is_wholly(words("money", "same"), text):
        return Reading(cell, Content.SAME, label=text)
    money = read_sum(cell.text.string)
    if money is not None and not text.startswith(_COMPARED):
        return Reading(cell, Content.SUM, money)
    return _labelled(cell) or Reading(cell, Content.TEXT, label=text)


def words_of(text: Text) -> str:
    """The words of a cell without what dirt was read as: marks alone, and doubtful scraps at either end."""
    words = text.words
    first, last = 0, len(words)
    while first < last and _is_dirt(words[first].word):
        first += 1
    while last > first and _is_dirt(words[last - 1].word) and not _ends_tier([w.word.text for w in words[:last]]):
        last -= 1
    if (first, last) == (0, len(words)):
        return text.string.strip()
    if first == last:
        return text.string.strip() if all(w.word.confidence >= _CLEAN for w in words) else ""
    return text.string[text.starts[first] : text.starts[last - 1] + len(words[last - 1].word.text)].strip("‘’“”\"' ")


def _ends_tier(words: Sequence[str]) -> bool:
    """*75 et +*."""
    return words[-1] == "+" and len(words) > 1 and words[-2].lower() in ("et", "ou")


def _is_dirt(word: Word) -> bool:
    if word.confidence >= _CLEAN:
        return False
    kept = [c for c in word.text if c.isalnum() or c in "€%"]
    return not kept or (len(kept) <= _SCRAP and word.confidence < _DOUBTFUL and not any(c.isdigit() for c in kept))


def _labelled(cell: Cell) -> Reading | None:
    """A label and one sum at its end, or after a colon with the label's rest behind it."""
    string = cell.text.string
    sums = find_money(string)
    if len(sums) != 1 or sums[0].amount_max is not None:
        return None
    money = sums[0]
    before, after = string[: money.start], string[money.end :].strip()
    if not re.search(r"[^\W\d_]{2}", before) or (after and not before.rstrip().endswith((":", "=", "→"))):
        return None
    if re.search(r"\b(?:de|à|d'|d’|moins|plus|jusqu['’]à|entre|ou|et|<|>|≤|≥)\s*$", before, re.IGNORECASE):
        return None
    label = f"{_ENDS_LABEL.sub('', before).strip()} {after}".strip()
    return Reading(cell, Content.LABELLED, money, label)

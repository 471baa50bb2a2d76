"""The words money tables are read by, from the YAML lexicons, as compiled patterns on folded text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

from extractors.french.fold import fold as folded
from extractors.lexicons import load

__all__ = ["alternation", "folded", "is_in_capitals", "is_wholly", "lexicon", "says", "words"]
_CAPITALS = 0.8
"""Share of capitals from which words are set as a title."""


@cache
def lexicon(name: str) -> dict[str, Any]:
    """A lexicon of ``extractors/lexicons`` by its stem."""
    content = load(name)
    if not isinstance(content, dict):
        raise TypeError(f"lexicon {name} is not a mapping")
    return content


@cache
def words(name: str, *path: str) -> re.Pattern[str]:
    """The alternation of a list of expressions in a lexicon, to be searched in ``folded`` text."""
    node: Any = lexicon(name)
    for key in path:
        node = node[key]
    return alternation(tuple(str(expression) for expression in node))


@cache
def alternation(expressions: Sequence[str]) -> re.Pattern[str]:
    """One pattern of many; each stands alone as a word unless it is anchored itself (*m²/an*: a stroke parts words)."""
    parts = [e if e.startswith("^") else rf"(?:(?<!\w)|(?=/)){e}(?!\w)" for e in expressions]
    return re.compile("|".join(f"(?:{p})" for p in parts))


def says(pattern: re.Pattern[str], text: str | None) -> bool:
    """Whether the text holds one of the words."""
    return bool(text) and pattern.search(folded(text or "")) is not None


def is_wholly(pattern: re.Pattern[str], text: str) -> bool:
    """Whether the text is one of the words and nothing more (punctuation aside)."""
    return pattern.fullmatch(folded(text).strip(" .:;,*()")) is not None


def is_in_capitals(text: str) -> bool:
    """Whether words are set in capitals, as a title is."""
    letters = [c for c in text if c.isalpha()]
    return bool(letters) and sum(c.isupper() for c in letters) >= _CAPITALS * len(letters)

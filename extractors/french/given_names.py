"""Given names and what they tell: which words are given names, of whom, and which words belong to a surname.

Belongs here: the lexicon of given names. Does not belong here: taking a name apart (`names`).
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from extractors.french.fold import fold
from extractors.lexicons import load


@cache
def particles() -> frozenset[str]:
    """Folded words that belong to the surname that follows them (*de*, *le*, *van*, *ben*)."""
    return frozenset(_names_lexicon()["particles"].split())


@cache
def _names_lexicon() -> dict[str, str]:
    data: dict[str, str] = load("given_names")
    return data


@cache
def _given_names() -> tuple[frozenset[str], frozenset[str]]:
    """Given names (folded) that are hardly ever surnames, and those that are either."""
    data = _names_lexicon()
    either = frozenset(fold(n) for n in data["either"].split())
    every = frozenset(fold(n) for k in ("feminine", "masculine", "either") for n in data[k].split())
    return every - either, either


@lru_cache(maxsize=16384)
def is_given_name(word: str, strict: bool = False) -> bool:
    """Whether ``word`` (compound names by their parts) is in the lexicon of given names.

    Args:
        word: one word, any case.
        strict: names that are also common surnames do not count.
    """
    only, either = _given_names()
    known = only if strict else only | either
    folded = fold(word.strip(".,"))
    if folded in known:
        return True
    parts = [p for p in folded.split("-") if p]
    return len(parts) > 1 and all(p in only or p in either for p in parts[:2])


@cache
def _sexes() -> tuple[frozenset[str], frozenset[str]]:
    data = _names_lexicon()
    women, men, either = ({fold(n) for n in data[k].split()} for k in ("feminine", "masculine", "either"))
    return frozenset(women - men - either), frozenset(men - women - either)


def civility_of(given: str | None) -> str | None:
    """The civility a given name calls for, where it is given to one sex only; None where the lexicon cannot tell."""
    words = re.split(r"[\s-]+", fold(given or ""))
    women, men = _sexes()
    if words[0] in women:
        return "Mme"
    return "M." if words[0] in men else None


@cache
def _spellings() -> dict[str, str]:
    data = _names_lexicon()
    return {fold(n): n for k in ("feminine", "masculine") for n in data[k].split()}


def accented(folded: str) -> str:
    """A folded given name as the lexicon writes it, with its accents."""
    return _spellings().get(folded, folded.capitalize())

"""French numbers in words, cardinal and ordinal, as minutes print them: with and without hyphens, old and new spelling.

`cardinal` and `ordinal` read a whole string; `NUMBER_WORDS` is the source of a pattern over **folded** text
(`extractors.french.fold`) for those who look for numbers inside a sentence. Numbers in digits with separators and
currency belong to `extractors.french.money`.
"""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from extractors.french.fold import fold

_SMALL = {
    "zero": 0,
    "un": 1,
    "une": 1,
    "deux": 2,
    "trois": 3,
    "quatre": 4,
    "cinq": 5,
    "six": 6,
    "sept": 7,
    "huit": 8,
    "neuf": 9,
    "dix": 10,
    "onze": 11,
    "douze": 12,
    "treize": 13,
    "quatorze": 14,
    "quinze": 15,
    "seize": 16,
    "vingt": 20,
    "vingts": 20,
    "trente": 30,
    "quarante": 40,
    "cinquante": 50,
    "soixante": 60,
    "septante": 70,
    "huitante": 80,
    "octante": 80,
    "nonante": 90,
}
_HUNDRED = frozenset(("cent", "cents"))
_THOUSAND = frozenset(("mille", "mil", "milles"))
_WORDS = (*_SMALL, *_HUNDRED, *_THOUSAND)
_ANY = "|".join(sorted(_WORDS, key=len, reverse=True))

NUMBER_WORDS = rf"(?:\b(?:{_ANY})\b(?:(?:\s*-\s*|\s+)(?:et(?:\s*-\s*|\s+))?\b(?:{_ANY})\b)*)"
"""Source of a pattern for a run of number words in folded text."""

_ORDINAL_STEMS = {
    "premier": 1,
    "premiere": 1,
    "second": 2,
    "seconde": 2,
    "quatrieme": 4,
    "cinquieme": 5,
    "neuvieme": 9,
    "onzieme": 11,
    "douzieme": 12,
    "treizieme": 13,
    "quatorzieme": 14,
    "quinzieme": 15,
    "seizieme": 16,
    "trentieme": 30,
    "quarantieme": 40,
    "cinquantieme": 50,
    "soixantieme": 60,
    "millieme": 1000,
}
_ORDINAL_DIGITS = re.compile(r"(\d{1,4})\s*(?:er|ere|re|e|eme|ieme|nd|nde|o)s?\.?")


def cardinal(text: str) -> int | None:
    """The number that ``text`` spells (``deux mille vingt et un`` -> 2021), or None where it spells none.

    A word misread in one letter (``vinqt``) is still understood where only one number word is that near.
    """
    tokens = [t for t in re.split(r"[\s-]+", fold(text).strip(" .,;:")) if t]
    if not tokens:
        return None
    words = [_known(t) for t in tokens]
    if any(w is None for w in words):
        return None
    return _value([w for w in words if w is not None])


def ordinal(text: str) -> int | None:
    """The rank that ``text`` spells in digits or words (``1er``, ``2ème``, ``vingt et unième``), or None."""
    folded = fold(text).strip(" .,;:")
    digits = _ORDINAL_DIGITS.fullmatch(folded)
    if digits:
        return int(digits[1])
    if folded in _ORDINAL_STEMS:
        return _ORDINAL_STEMS[folded]
    tokens = re.split(r"[\s-]+", folded)
    last = tokens[-1].removesuffix("s")
    if not last.endswith("ieme"):
        return None
    if last in _ORDINAL_STEMS:
        tail: int | None = _ORDINAL_STEMS[last]
    else:
        stem = last.removesuffix("ieme")
        tail = _SMALL.get(stem, _SMALL.get(stem + "e"))
        if stem == "cent":
            tail = 100
    if tail is None:
        return None
    if len(tokens) == 1:
        return tail
    head = [t for t in tokens[:-1] if t != "et"]
    spelled = " ".join([*head, _spelling(tail)])
    return cardinal(spelled)


def _spelling(value: int) -> str:
    if value == 100:
        return "cent"
    if value == 1000:
        return "mille"
    return next(word for word, number in _SMALL.items() if number == value)


@lru_cache(maxsize=1024)
def _known(token: str) -> str | None:
    """The number word that ``token`` is or was misread from; 'et' is itself."""
    if token == "et" or token in _SMALL or token in _HUNDRED or token in _THOUSAND:
        return token
    if len(token) < 4:
        return None
    near = [w for w in _WORDS if len(w) >= 4 and Levenshtein.distance(token, w, score_cutoff=1) <= 1]
    values = {_SMALL.get(w, w) for w in near}
    return near[0] if len(values) == 1 else None


def _value(words: list[str]) -> int | None:
    """Read number words from left to right; None where they do not form a number."""
    total, group = 0, 0
    last: int | None = None  # the value of the last small word, to refuse "deux trois"
    for i, word in enumerate(words):
        if word == "et":
            if i in (0, len(words) - 1):
                return None
            continue
        if word in _THOUSAND:
            if total:
                return None
            total, group, last = (group or 1) * 1000, 0, None
        elif word in _HUNDRED:
            if group >= 10:
                return None
            group, last = (group or 1) * 100, None
        else:
            added = _added(group, last, _SMALL[word])
            if added is None:
                return None
            group, last = added, _SMALL[word]
    return total + group


def _added(group: int, last: int | None, value: int) -> int | None:
    """The group after one more small word, or None where the word cannot follow."""
    if last is None:
        return group + value
    if value == 20 and last == 4 and group % 100 == 4:
        return group - 4 + 80
    tens = group % 100
    if (value < 10 and tens in (20, 30, 40, 50, 60, 70, 80, 90)) or (10 <= value < 20 and tens in (60, 80)):
        return group + value
    if 7 <= value < 10 and tens in (10, 70, 90) and last == 10:
        return group + value
    return None

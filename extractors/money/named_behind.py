"""Sums that come before what they buy: *3,15 € le repas enfant, 5,40 € le repas adulte et 2 € le goûter*."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from extractors.french.money import Money
from extractors.money.lexicon import folded
from extractors.money.prices import audience_of
from extractors.money.terms import is_measure

_BETWEEN = re.compile(
    r"\s*(?:(?:HT|TTC)\s+)?(?:(?P<article>les?\s|la\s|l['’]\s?|une?\s))?(?P<what>[^\W\d_][^,;:()]{1,60}?)\s*"
    r"(?:[,;]|,?\s(?:et|ou|puis))\s*(?:à|de)?\s*"
)
_LAST = re.compile(
    r"\s*(?:(?:HT|TTC)\s+)?(?:(?P<article>les?\s|la\s|l['’]\s?|une?\s))?(?P<what>[^\W\d_][^,;:()]{1,60}?)\s*(?:[,;.]|$)"
)
_OTHERWISE = re.compile(r"(?:par|pour|au|aux|a|d[eu]s?|d'|ht|ttc|et|ou|soit|contre|dont|sur|net|maximum|environ)\b")
"""How words begin that are no name of a thing bought."""
_IN = re.compile(
    r"(?:en )?(?:a\d|noir|n&b|couleurs?)\b.*|en (?:semaine|journee|soiree|week-?end|"
    r"hiver|ete|saison|(?:haute|basse|moyenne|pleine|hors|mi-?) ?saison|\d{1,3} ?(?:m|cm))"
)


def named_behind(string: str, sums: Sequence[Money]) -> Mapping[int, str]:
    """For each of the sums (by number) that is followed by what it buys, those words.

    Only where two sums or more do so one after another, and the words before the first end at a mark or a preposition:
    a label would stand there otherwise.
    """
    found: dict[int, str] = {}
    run: list[tuple[int, str]] = []
    for number, money in enumerate(sums):
        is_last = number + 1 == len(sums)
        rest = string[money.end :] if is_last else string[money.end : sums[number + 1].start]
        goes_on = None if is_last else _BETWEEN.fullmatch(rest)
        match = goes_on or (_LAST.match(rest) if run else None)
        measure = _measure_of(string, money, match["what"]) if match is not None else None
        if match is not None and (measure or _is_thing(match)) and (run or _is_bare(string[: money.start])):
            run.append((number, " ".join(f"{measure or ''} {match['what']}".split())))
        if goes_on is None or match is None:
            found.update(run if len(run) > 1 else ())
            run = []
    return found


_MEASURE = re.compile(r"(?:l['’]|l[ea]\s|(?P<per>par\s))\s*(?P<noun>[^\W\d_][\w²³-]*)$")
_NARROWS = re.compile(r"(?:en|au|aux|d[eu]|sur|hors)\b|d['’]")
"""*42 € par km en souterrain, 56 € par km en aérien*."""


def _measure_of(string: str, money: Money, what: str) -> str | None:
    """*4,50 € le repas occasionnel*: what the sum is counted by, where a word behind tells it from the others."""
    measure = _MEASURE.search(string[money.start : money.end])
    if measure is None:
        return None
    if measure["per"]:
        return measure[0] if _NARROWS.match(folded(what)) else None
    return measure["noun"] if _OTHERWISE.match(folded(what)) is None else None


def _is_thing(match: re.Match[str]) -> bool:
    """Whether the words are a thing or who pays, rather than a unit or the end of a sentence."""
    what = match["what"]
    plain = f"{match['article'] or ''}{what}"
    if is_measure(plain):
        return False
    if _OTHERWISE.match(folded(what)):
        return False
    return match["article"] is not None or _IN.fullmatch(folded(what)) is not None or audience_of(what) is not None


def _is_bare(before: str) -> bool:
    return re.search(r"(?::|\bà|\bde|[.;])\s*$|^\W*$", before) is not None

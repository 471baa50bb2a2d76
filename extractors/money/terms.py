"""Terms that tell the prices of one thing apart (*la journée*, *30 ans*), and measures a sum is counted by.

Alone in front of a sum a term is its label, though as a word for a period it would name nothing anywhere else.
"""

from __future__ import annotations

import re

from extractors.french.dates import MONTHS
from extractors.money.lexicon import folded, is_wholly, lexicon, words

_MEASURES = ("units", "periods")
_COUNT = r"(?:(?:l['’]|(?:la|le|une?|deux|trois|\d{1,2})\s+))?"
_TERM = re.compile(
    rf"{_COUNT}(?:(?:demi-|1/2 )?journ[ée]es?|jours?|soir[ée]es?|matin[ée]es?|apr[èe]s-midi|week-?ends?|semaines?|"
    r"quinzaines?|nuits?|heures?|mois|trimestres?|ann[ée]es?|ans?)"
    r"(?:\s+(?:suppl[ée]mentaires?|suivante?s?|enti[èe]re?s?|compl[èe]te?s?))?",
    re.IGNORECASE,
)
_SEPARATED = re.compile(r"\s*[-–—/,;]\s*(?P<term>[^-–—/,;]+(?:-[^-–—/,;]+)*?)\s*")
_COUNTED = re.compile(
    r"(?P<head>.*?\S)\s+(?:de\s+)?\d{1,3}(?:er|[èe]re?|e|[èe]me|nde?)?\s(?P<noun>[^\W\d_]{2,}?)s?", re.IGNORECASE
)


def term_in(segment: str) -> tuple[str, ...]:
    """A term after a dash or a comma, as the label of the sum behind it (*week-end 180 € - journée 110 €*)."""
    match = _SEPARATED.fullmatch(segment)
    return (match["term"].strip(),) if match is not None and is_term(match["term"]) else ()


def is_term(text: str) -> bool:
    """*une journée*, *1 jour*, *week-end*, *semaine supplémentaire*."""
    return _TERM.fullmatch(text.strip()) is not None


def is_measure(text: str) -> bool:
    """*le stère*, *l'heure*: what a sum is counted by, and nothing more."""
    return any(
        is_wholly(words("tariffs", group, name), text) for group in _MEASURES for name in lexicon("tariffs")[group]
    )


_SEASON = re.compile(
    r"(?:(?:en|hors|l['’])\s?)?(?:(?:haute|basse|moyenne|pleine|hors|mi-?)[ -]?saison|[ée]t[ée]|hiver)", re.IGNORECASE
)
_TOLD_BEFORE = re.compile(
    r"(?P<head>.*?\S)\s*(?:\(\s*(?P<in>[^()]+)\)|\s(?:en|l['’])?\s?(?P<season>\S+(?:\s+saison)?))"
)
_MONTHS = re.compile(rf"(?:{'|'.join(MONTHS)})(?!\w)")


def head_of_terms(before: str, label: str) -> str | None:
    """What a second term or season is one of, by the label with the first.

    *Case 15 ans : 400 € / 30 ans : 700 €*, *carte de 10 bains 12 €, 20 bains 22 €*, *instrument 1er cycle 210 €,
    2e cycle 240 €*, *Garage mort (juillet) : 4 € ; hors saison : 2 €*.
    """
    if _SEASON.fullmatch(label.strip()) and (told := _TOLD_BEFORE.fullmatch(before)) is not None:
        when = (told["in"] or told["season"]).strip()
        return told["head"] if _SEASON.fullmatch(when) or _MONTHS.match(folded(when)) else None
    first, term = _COUNTED.fullmatch(before), _COUNTED.fullmatch(f"+ {label.strip()}")
    is_alone = term is not None and term["head"] == "+"
    return first["head"] if first and term and is_alone and folded(first["noun"]) == folded(term["noun"]) else None

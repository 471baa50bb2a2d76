"""Words that tell people, organisations and places apart, as patterns.

Belongs here: the lexicon. Does not belong here: finding names with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from extractors.lexicons import load

CIVILITIES = frozenset({"m", "mr", "mme", "mlle", "monsieur", "madame", "messieurs", "mesdames", "mademoiselle"})


@dataclass(frozen=True)
class Lexicon:
    """The data of ``entities.yaml``: sets of folded words, and patterns over folded text unless said otherwise."""

    not_names: frozenset[str]
    street_heads: frozenset[str]
    role_heads: frozenset[str]
    links: frozenset[str]
    organisation: re.Pattern[str]
    """A head, then words of the name: capitals are checked on the original afterwards."""
    whole: re.Pattern[str]
    """A head that is a name by itself (*Comité des fêtes*)."""
    acronym: re.Pattern[str]
    """Over the text as printed: an acronym that a name or a number follows (*SIVU des Trois Ruisseaux*)."""
    known: re.Pattern[str]
    """Over the text as printed: bodies known everywhere (*DREAL*, *Croix-Rouge française*)."""
    place: re.Pattern[str]
    places: re.Pattern[str]
    """What announces several (*les communes de A, B et C*)."""


@cache
def lexicon() -> Lexicon:
    """The lexicon, read once."""
    data = load("entities")
    links = "|".join(re.escape(link) for link in data["organisation_links"])
    rest = rf"(?:(?: (?:{links})(?: |(?<=')))*[ ]?[a-z0-9][\w'\-]*){{0,8}}"
    return Lexicon(
        not_names=frozenset(data["not_names"]),
        street_heads=frozenset(data["street_heads"]),
        role_heads=frozenset(data["role_heads"]),
        links=frozenset(data["organisation_links"]),
        organisation=re.compile(rf"\b{_any(data['organisation_heads'])}\b{rest}"),
        whole=re.compile(rf"{_any(data['whole_names'])}\b"),
        acronym=re.compile(rf"(?<![\w-]){_any(data['acronyms'])}(?![\w-])"),
        known=re.compile(rf"(?<![\w-]){_any(data['known_bodies'])}(?![\w-])"),
        place=re.compile(rf"\b{_any(data['place_heads'])} ?(?P<name>[a-z][\w'\-]*(?:[ \-][\w'\-]+){{0,6}})"),
        places=re.compile(rf"\b{_any(data['places_heads'])} ?(?=[a-z])"),
    )


def _any(words: Iterable[str]) -> str:
    """Any of ``words``, the longest first."""
    return "(?:" + "|".join(re.escape(w).replace(r"\ ", " ") for w in sorted(words, key=len, reverse=True)) + ")"

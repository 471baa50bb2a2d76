"""Who gets a grant in a list of grants: *Sont votées les subventions : Amicale 450 € ; Club de foot 900 €*."""

from __future__ import annotations

import re
from collections.abc import Iterable

from extractors.money.lexicon import says, words
from extractors.money.naming import is_sentence
from extractors.money.parties import Party

_KIND = -3
_LONGEST = 60
_CUT = re.compile(r"[;:•\n|]|,(?=\s)")
_OPEN = re.compile(r"(?:à|de|du|d['’]|est|pour|par|soit|hauteur|montant|somme)\s*$", re.IGNORECASE)
"""*Le gardiennage revient à*: words of a sentence."""
_NAME = re.compile(r"[\s–—-]*(?P<name>[A-ZÀ-Ý][^\d€]*?)[\s:=→.…–—-]*$")


def grantee(before: str, place: int, about: Iterable[str | None]) -> Party | None:
    """The name right before a sum, where what is about it speaks of grants; ``place`` is where ``before`` begins."""
    if not any(says(words("money", "kinds", "subsidies"), text) for text in about):
        return None
    cuts = list(_CUT.finditer(before.rstrip(" :=→.…–—-")))
    start = cuts[-1].end() if cuts else 0
    match = _NAME.fullmatch(before[start:])
    if match is None or len(match["name"]) > _LONGEST or is_sentence(match["name"]) or _OPEN.search(match["name"]):
        return None
    if says(words("money", "kinds", "subsidies"), match["name"]):
        return None
    return Party(place + start + match.start("name"), match["name"].strip(), _KIND)

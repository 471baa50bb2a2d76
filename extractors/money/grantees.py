"""Who gets a grant in a list of grants: *Sont votées les subventions : Amicale 450 € ; Club de foot 900 €*."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.money.lexicon import folded, says, words
from extractors.money.naming import is_sentence
from extractors.money.parties import Party

_KIND = -3
_LONGEST = 60
_CUT = re.compile(r"[;:•\n|]|,(?=\s)")
_OPEN = re.compile(r"(?:à|de|du|d['’]|est|pour|par|soit|hauteur|montant|somme)\s*$", re.IGNORECASE)
"""*Le gardiennage revient à*: words of a sentence."""
_OF_THE_SUM = re.compile(
    r"(?:(?:le |la )?(?:montants?|sommes?|subventions?|demandes?|propositions?|avis|votes?|total))\b|"
    r"(?:demande|propose|attribue|accorde|vote|alloue)e?s?\b"
)
"""*Amicale : montant demandé : 540 € ; montant attribué : 100 €*: of one grantee, named at the head."""
_HEAD = re.compile(r"[\W_]*(?:l['’]|l[ae]s?\s)?\s*(?P<name>[^\W\d_][^:;€]{2,60}?)\s*:", re.IGNORECASE)
_NAME = re.compile(r"[\s–—-]*(?P<name>[A-ZÀ-Ý][^\d€]*?)[\s:=→.…–—-]*$")


def grantee(before: str, place: int, about: Sequence[str | None]) -> Party | None:
    """The name right before a sum, where what is about it speaks of grants; ``place`` is where ``before`` begins.

    ``about`` is the title above, and all that stands before the sum in its paragraph.
    """
    if not any(says(words("money", "kinds", "subsidies"), text) for text in about):
        return None
    cuts = list(_CUT.finditer(before.rstrip(" :=→.…–—-")))
    start = cuts[-1].end() if cuts else 0
    match = _NAME.fullmatch(before[start:])
    if cuts and _OF_THE_SUM.match(folded(before[start:].lstrip())):
        return _named_at_head(about[-1])
    if match is None or len(match["name"]) > _LONGEST or is_sentence(match["name"]) or _OPEN.search(match["name"]):
        return None
    if says(words("money", "kinds", "subsidies"), match["name"]):
        return None
    return Party(place + start + match.start("name"), match["name"].strip(), _KIND)


def _named_at_head(paragraph: str | None) -> Party | None:
    head = _HEAD.match(paragraph or "")
    if head is None or is_sentence(head["name"]) or _OF_THE_SUM.match(folded(head["name"])):
        return None
    return Party(head.start("name"), head["name"], _KIND)

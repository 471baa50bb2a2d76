"""Prices that change: whether a sum is the price so far, or by how much it goes up or down."""

from __future__ import annotations

import re

from extractors.money.lexicon import alternation, folded, lexicon, says

FORMER = alternation(tuple(lexicon("tariffs")["former"]))
_SO_FAR = re.compile(
    r"\s*(?:cette année|actuellement|aujourd['’]hui|"
    r"l['’]an(?:née)? (?:dernier|dernière|passée?)|jusqu['’](?:ici|à présent))\b"
    r"[^.;]*\b(?:est|sera|passe|passera|port\w+|fix\w+|augment\w+)\b",
    re.IGNORECASE,
)
_FORMER_YEAR = re.compile(r"\s*(?:en (?:19|20)\d\d|l'an dernier|auparavant|pr[ée]c[ée]demment|actuellement)\s*\)")
"""*(1,12 € en 2007)*."""
_CHANGES = re.compile(
    r"\b(?:pass\w*|port\w*|augment\w*|relev\w*|ramen\w*|rehauss\w*|baiss\w*|revis\w*|evolu\w*)\b[^;:]*\s(?:de|d')\s*$"
)
_STEPS = re.compile(
    r"\b(?:augment\w*|hausses?|relev\w*|rehauss\w*|major(?:er|ent|ant)|baiss\w*|diminu\w*|redui\w*)\b"
    r"[^.;:\d]*\sd(?:e|')\s*$"
)
_GOES_TO = re.compile(r"\s*(?:(?:HT|TTC)\s*)?(?:à|pour\s+(?:passer|atteindre|s['’]établir))\s")


def is_former(before: str, after: str, in_brackets: bool) -> bool:
    """*passe de 9,80 €* à …, *au lieu de*, *(1,12 € en 2007)*: the price so far."""
    if says(FORMER, before) or _CHANGES.search(folded(before)) is not None or tells_so_far(after):
        return True
    return in_brackets and _FORMER_YEAR.match(after) is not None


def tells_so_far(after: str) -> bool:
    """*7 € l'an dernier, passe à …*."""
    return _SO_FAR.match(after) is not None


def is_step(before: str, after: str) -> bool:
    """*augmenter l'abonnement de 2 €*: by how much a price changes, and not what it was."""
    return _STEPS.search(folded(before)) is not None and _GOES_TO.match(after) is None


_RECALLS = re.compile(
    r"\b(?:rappel\w*|tarifs? (?:actuels?|en vigueur)|prix (?:actuels?|en vigueur))\b[^:;]{0,60}:[^;:]*$"
)
_NEW = re.compile(r"\b(?:propos\w*|nouveaux?|fix\w*|port\w*|pass\w*|augment\w*|devien\w*)\b")


def recalls(sentence: str, clause: str) -> bool:
    """*rappelle les tarifs en vigueur : abonnement 45 €, mètre cube 1,35 €*: all of the list is of so far."""
    before, found, _ = sentence.rpartition(clause) if clause.strip() else (sentence, "", "")
    head = _RECALLS.search(folded(before))
    return bool(found) and head is not None and _NEW.search(folded(f"{before[head.start() :]}{clause}")) is None

"""From and to which item of the agenda a movement holds, where its words say so.

Belongs here: *à partir du point 4*, *jusqu'à la délibération n° 7*. Does not belong here: hours, and who moves.
"""

from __future__ import annotations

import re
from functools import cache

from extractors.lexicons import load
from extractors.meeting_source import compiled

_MISSED = re.compile(r"\bn'(?:a|ont|avait|avaient)\s+(?:donc\s+)?pas\b")
_GONE = re.compile(r"quitt|\bpart|sort|retir|absent")
"""*Arrivée à 19 h 15, Mme X n'a pas pris part aux délibérations 1 et 2*: she is there from the third on."""
_LAST_FIGURES = re.compile(r"\d+$")


def items_of(words: str, verb: str) -> tuple[str | None, str | None]:
    """The first and the last item told in ``words`` (folded) about a movement worded ``verb``.

    What is told of the time *after* an item, or *up to and with* it, holds from the next one on. An absence *from* one
    item is over after it.
    """
    match = _item().search(words)
    if match is None:
        return None, None
    first, last = match["first"], match["last"]
    if verb.startswith(("absent", "sauf", "sorti")) and "partir" not in verb and "compter" not in verb:
        return first, last or first
    if _MISSED.search(words[: match.start()]) and not _GONE.search(verb):
        return _next(last or first), None
    is_after = match.group().startswith("apres") or (match.group().startswith("jusqu") and "arriv" not in words)
    return (_next(first) if is_after else first), last


def _next(item: str) -> str:
    """The number that follows (*7* of *6*, *2.4* of *2.3*); a roman one stays."""
    return _LAST_FIGURES.sub(lambda m: str(int(m[0]) + 1), item)


@cache
def _item() -> re.Pattern[str]:
    return compiled(load("movements")["item"])

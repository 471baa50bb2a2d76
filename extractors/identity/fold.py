"""Names without what printing and scanning change: case, accents, hyphens, look-alike letters."""

from __future__ import annotations

import re
from functools import lru_cache

from extractors.french.fold import key_of

_LOOK_ALIKES = (
    ("rn", "m"),
    ("vv", "w"),
    ("cl", "d"),
    ("li", "u"),
    ("il", "u"),
    ("ii", "u"),
    ("1", "i"),
    ("l", "i"),
    ("j", "i"),
    ("0", "o"),
    ("q", "o"),
    ("c", "e"),
    ("5", "s"),
    ("8", "b"),
    ("y", "v"),
)


@lru_cache(maxsize=500_000)
def fold(text: str) -> str:
    """Lower case without accents and ligatures; everything but letters and digits is a space."""
    return key_of(text.replace("œ", "oe").replace("Œ", "OE").replace("æ", "ae").replace("Æ", "AE"))


@lru_cache(maxsize=500_000)
def skeleton(text: str) -> str:
    """A folded string with look-alike letters made one and doubled letters single: equal for most misreadings."""
    for seen, kept in _LOOK_ALIKES:
        text = text.replace(seen, kept)
    return re.sub(r"(.)\1+", r"\1", text)

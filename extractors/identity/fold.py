"""Names without what printing and scanning change: case, accents, hyphens, look-alike letters."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_NOT_LETTERS = re.compile(r"[^a-z0-9]+")
_SPELT_OUT = str.maketrans({"œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE"})
_ACCENTS = dict.fromkeys(range(0x300, 0x370))

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
    plain = unicodedata.normalize("NFKD", text.translate(_SPELT_OUT).lower())
    return " ".join(_NOT_LETTERS.sub(" ", plain.translate(_ACCENTS)).split())


@lru_cache(maxsize=500_000)
def skeleton(text: str) -> str:
    """A folded string with look-alike letters made one and doubled letters single: equal for most misreadings."""
    for seen, kept in _LOOK_ALIKES:
        text = text.replace(seen, kept)
    return re.sub(r"(.)\1+", r"\1", text)

"""Text reduced for comparison without moving a letter: offsets in the folded string are offsets in the original.

Belongs here: case, accents, apostrophes, dashes, odd spaces. Does not belong here: anything that adds or drops a
character (that would cost a fact its place on the page).
"""

from __future__ import annotations

import re
import unicodedata

_SAME = {
    "\u2019": "'",
    "\u2018": "'",
    "\u02bc": "'",
    "\u00b4": "'",
    "`": "'",
    "\u2032": "'",
    "\u2010": "-",
    "\u2011": "-",
    "\u2012": "-",
    "\u2013": "-",
    "\u2014": "-",
    "\u2212": "-",
    "\u00ad": "-",
    "\u00a0": " ",
    "\u202f": " ",
    "\u2009": " ",
    "\u2007": " ",
    "\t": " ",
}


_BETWEEN_WORDS = re.compile(r"[\W_]+")


class _Folding(dict[int, str]):
    """What each character becomes, found out when it is first met."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = _folded(chr(code))
        return folded


def _folded(character: str) -> str:
    same = _SAME.get(character)
    if same is not None:
        return same
    base = "".join(c for c in unicodedata.normalize("NFD", character) if not unicodedata.combining(c))
    lower = base.lower()
    return lower if len(lower) == 1 else character


_FOLDING = _Folding()


def fold(text: str) -> str:
    """``text`` in lower case, without accents, with plain apostrophes, hyphens and spaces; of the same length."""
    return text.translate(_FOLDING)


def key_of(text: str) -> str:
    """``text`` as a key for comparing names: folded, hyphens and apostrophes as spaces, letters and digits only."""
    return _BETWEEN_WORDS.sub(" ", fold(text).replace("œ", "oe").replace("æ", "ae")).strip()

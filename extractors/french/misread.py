"""What recognition makes of words and names, and how they were printed.

Belongs here: the usual confusions of letters. Does not belong here: which word was meant, where several may be.
"""

from __future__ import annotations

from functools import lru_cache

from extractors.french.fold import fold
from extractors.french.given_names import accented, is_given_name

_CONFUSED = (("rn", "m"), ("ri", "n"), ("cl", "d"), ("li", "h"), ("ii", "n"), ("u", "n"), ("n", "u"), ("c", "e"))
"""What recognition reads, and what was printed."""


@lru_cache(maxsize=8192)
def misread_forms(word: str) -> frozenset[str]:
    """A folded word, and the words it may have been misread from by one usual confusion."""
    forms = {word}
    for read, meant in _CONFUSED:
        at = word.find(read)
        while at >= 0:
            forms.add(word[:at] + meant + word[at + len(read) :])
            at = word.find(read, at + 1)
    return frozenset(forms)


_MISREAD = str.maketrans({"!": "I", "|": "I", "1": "I", "l": "I", "0": "O", "5": "S", "8": "B"})


def repaired(word: str) -> str:
    """A word in capitals with its capital I and O as they were printed (``AUBR!`` for AUBRI)."""
    letters = [c for c in word if c.isalpha() and c != "l"]
    if word[0] in "850" and len(letters) >= 3:
        word = word[0].translate(_MISREAD) + word[1:]
    if len(letters) >= 3 and all(c.isupper() for c in letters) and any(c in "!|1l058" for c in word[1:]):
        return word[0] + word[1:].translate(_MISREAD)
    return given_as_printed(word)


@lru_cache(maxsize=16384)
def given_as_printed(word: str) -> str:
    """A given name with its capital, and without the one confusion that makes it unknown (*Fatirna*, *Lucicn*)."""
    if word.islower() and len(word) > 3 and is_given_name(word, strict=True):
        return word.capitalize()
    if not word[1:].islower() or len(word) < 5 or is_given_name(word):
        return word
    known = [f for f in misread_forms(fold(word)) if is_given_name(f, strict=True)]
    return accented(known[0]) if len(known) == 1 else word

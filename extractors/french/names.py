"""Names of people as minutes print them: given name and surname in either order, initials, particles.

Belongs here: taking one printed name apart and showing it as "Given SURNAME". Does not belong here: finding names in a
text, comparing them (`likeness`), and identity across documents.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from extractors.french.civility import read_civility
from extractors.french.fold import fold, key_of
from extractors.french.given_names import is_given_name, particles
from extractors.french.misread import given_as_printed, repaired


class NameOrder(StrEnum):
    """In which order a list prints its names."""

    GIVEN_FIRST = "given-first"
    SURNAME_FIRST = "surname-first"
    GIVEN_ONLY = "given-only"


@dataclass(frozen=True, slots=True)
class Name:
    """A person's name, taken apart."""

    printed: str
    """Without civility, spaces tidied."""
    given: str | None
    """'Jean-Luc', 'J.-L.', 'R.'; None where only a surname is printed."""
    surname: str | None
    """As printed, particle included; None where only a given name is printed."""
    civility: str | None = None
    """'M.' or 'Mme'."""
    is_certain: bool = True
    """Whether capitals or the lexicon settle which part is which."""

    @property
    def display(self) -> str:
        """Given SURNAME: accents kept, the surname in capitals, a particle as printed."""
        parts = [self.given] if self.given else []
        if self.surname:
            parts.append(" ".join(_capitals(word) for word in self.surname.split()))
        return " ".join(parts)

    @property
    def key(self) -> str:
        """For comparison: folded words of the display form."""
        return key_of(self.display)

    @property
    def has_initials(self) -> bool:
        """Whether the given name is printed as initials only."""
        return self.given is not None and all(is_initials(t) for t in self.given.split())


_INITIALS = re.compile(r"(?:[^\W\d_]\.?-?){1,3}")


def parse_name(printed: str, order: NameOrder | None = None) -> Name:
    """Take a printed name apart.

    Capitals decide first (the part in capitals is the surname), then initials, then the lexicon of given names, then
    ``order``, the habit of the list the name stands in; failing all, the given name comes first.
    """
    text = " ".join(printed.replace("\u00a0", " ").split()).strip(" ,;:.-–—•*")
    if printed.rstrip().endswith(".") and re.search(r"(?:^|[\s.-])[^\W\d_]$", text):
        text += "."
    civility = read_civility(text)
    if civility is not None and civility.end < len(text):
        text = text[civility.end :].strip(" ,;:")
    value = civility.value if civility else None
    tokens = _tokens(text)
    if not tokens:
        return Name(text, None, None, value, False)
    if len(tokens) == 1:
        if order is NameOrder.GIVEN_ONLY:
            return Name(text, text, None, value)
        return Name(text, None, text, value)
    split, certain = _split(tokens, order)
    given, surname = split
    return Name(text, " ".join(given) or None, " ".join(surname) or None, value, certain)


def infer_order(names: Iterable[str]) -> NameOrder | None:
    """The order in which a list prints its names, by those whose order is certain; None where none is."""
    votes = {NameOrder.GIVEN_FIRST: 0, NameOrder.SURNAME_FIRST: 0}
    singles = given_singles = 0
    for name in names:
        tokens = _tokens(name)
        if len(tokens) == 1:
            singles += 1
            given_singles += is_given_name(tokens[0]) and not _is_capital(tokens[0])
            continue
        (given, _), certain = _split(tokens, None)
        if certain and given:
            votes[NameOrder.GIVEN_FIRST if tokens[0] == given[0] else NameOrder.SURNAME_FIRST] += 1
    if singles >= 3 and given_singles >= 0.8 * singles and singles > sum(votes.values()):
        return NameOrder.GIVEN_ONLY
    best = max(votes, key=lambda o: votes[o])
    return best if votes[best] > sum(votes.values()) / 2 else None


_GLUED = re.compile(r"(?<![^\W\d_])([A-ZÀ-Þ][a-zà-ÿ]{2,})([A-ZÀ-Þ][a-zà-ÿ]{2,})(?![^\W\d_])")
"""Two given names run together (*PaulHenri*)."""
_PLAIN_WORD = r"[A-ZÀ-Þ](?:[a-zà-ÿ]+|[A-ZÀ-Þ]+)"
_PLAIN = re.compile(rf"{_PLAIN_WORD}(?:[ -]{_PLAIN_WORD})*")
"""Words each in one case, neither dots nor signs between them: nothing to set right but a given name."""
_DOTTED = re.compile(r"(?:[^\W\d_]\.-?)+")
"""*J.-P.*"""


def _tokens(text: str) -> list[str]:
    if _PLAIN.fullmatch(text):
        return [given_as_printed(word) for word in text.split()]
    spaced = re.sub(r"(?<=[^\W\d_]\.)(?=[^\W\d_]{2})", " ", text)
    spaced = re.sub(r"(?<![^\W\d_])([A-ZÀ-Þ][a-zà-ÿ]{2,})(?=[A-ZÀ-Þ]{3})", r"\1 ", spaced)  # *PaulDRAPIER*
    spaced = _GLUED.sub(lambda m: f"{m[1]} {m[2]}" if is_given_name(m[1]) and is_given_name(m[2]) else m[0], spaced)
    spaced = re.sub(r"\s+[-–]\s+", "-", spaced)
    spaced = re.sub(r"\s+(['’])\s*|(['’])\s+", lambda m: m[1] or m[2], spaced)
    words = (word.rstrip(".") if len(word) > 4 and not _DOTTED.fullmatch(word) else word for word in spaced.split())
    return [repaired(word) for word in words if any(c.isalpha() for c in word)]


@lru_cache(maxsize=16384)
def _is_capital(token: str) -> bool:
    """Whether a word is set in capitals, a misread letter apart."""
    letters = [c for c in token if c.isalpha()]
    if len(letters) < 2:
        return False
    upper = sum(c.isupper() for c in letters)
    return upper == len(letters) or (len(letters) >= 4 and upper >= 0.65 * len(letters))


@lru_cache(maxsize=16384)
def is_initials(token: str) -> bool:
    """Whether a word is initials: a capital alone, or capitals with stops or dashes (*J.-L.*)."""
    letters = [c for c in token if c.isalpha()]
    if not letters or not _INITIALS.fullmatch(token):
        return False
    return all(c.isupper() for c in letters) and (len(letters) == 1 or "." in token or "-" in token)


@lru_cache(maxsize=16384)
def _is_particle(token: str) -> bool:
    is_initial = len(token.rstrip(".")) == 1 and token[0].isupper()
    return not is_initial and fold(token).strip("'.") in particles()


def _split(tokens: list[str], order: NameOrder | None) -> tuple[tuple[list[str], list[str]], bool]:
    """(given, surname) and whether that is certain."""
    initials = [is_initials(t) for t in tokens]
    if any(initials) and not all(initials) and (initials[0] or initials[-1]):
        given = [t for t, i in zip(tokens, initials, strict=True) if i]
        return (given, [t for t, i in zip(tokens, initials, strict=True) if not i]), True
    if (bare := _bare_initials(tokens)) is not None:
        return bare, True
    capital = [_is_capital(t) for t in tokens]
    plain = [not c and not _is_particle(t) for c, t in zip(capital, tokens, strict=True)]
    real = [c and not _is_particle(t) for c, t in zip(capital, tokens, strict=True)]
    if any(real) and any(plain):
        return _by_capitals(tokens, real), True
    if all(capital) and order is not NameOrder.GIVEN_FIRST and len(tokens) == 2:
        short = [len(t) <= 2 and not is_given_name(t) for t in tokens]
        if short[1] and not short[0]:
            return ([tokens[1]], [tokens[0]]), True
    return _by_lexicon(tokens, order)


def _bare_initials(tokens: list[str]) -> tuple[list[str], list[str]] | None:
    """Two or three initials set as one word before or after a surname in small letters (*JP Drapier*, *Drapier MC*).

    With a vowel, and beside a given name, such a word is a surname (*Ali BA*).
    """
    for at in (0, -1):
        rest = tokens[1:] if at == 0 else tokens[:-1]
        letters = tokens[at]
        if not (2 <= len(letters) <= 3 and letters.isalpha() and letters.isupper()):
            continue
        if at == 0 and _is_particle(letters):
            continue
        if is_given_name(letters) or any(len(t) > 1 and t.isupper() for t in rest):
            continue
        if set("AEIOUY") & set(letters) and any(is_given_name(t) for t in rest):
            continue
        return [letters], rest
    return None


def _by_capitals(tokens: list[str], real: list[bool]) -> tuple[list[str], list[str]]:
    first = real.index(True)
    last = len(real) - 1 - real[::-1].index(True)
    while first > 0 and _is_particle(tokens[first - 1]):
        first -= 1
    return tokens[:first] + tokens[last + 1 :], tokens[first : last + 1]


def _by_lexicon(tokens: list[str], order: NameOrder | None) -> tuple[tuple[list[str], list[str]], bool]:
    head = 1
    while head < len(tokens) - 1 and is_given_name(tokens[head]) and is_given_name(tokens[0]):
        head += 1
    tail = len(tokens) - 1
    while tail > 1 and is_given_name(tokens[tail - 1]) and is_given_name(tokens[-1]):
        tail -= 1
    given_first = (tokens[:head], tokens[head:])
    surname_first = (tokens[tail:], tokens[:tail])
    if _is_particle(tokens[0]):
        alone = len(tokens) == 2 or (not is_given_name(tokens[-1]) and order is not NameOrder.SURNAME_FIRST)
        return (([], tokens) if alone else surname_first), True
    if _is_particle(tokens[-1]) or (len(tokens) > 2 and _is_particle(tokens[-2])):
        return given_first, True
    a, b = _weight(tokens[0]), _weight(tokens[-1])
    if a != b:
        return (given_first if a > b else surname_first), True
    if order is NameOrder.SURNAME_FIRST:
        return surname_first, False
    return given_first, False


def _weight(word: str) -> int:
    return 2 if is_given_name(word, strict=True) else 1 if is_given_name(word) else 0


def _capitals(word: str) -> str:
    """A word of a surname in capitals; a particle printed in small letters stays small."""
    if _is_particle(word) and not _is_capital(word):
        return word
    match = re.match(r"([dl]['’])(.+)", word)
    return match[1] + match[2].upper() if match else word.upper()

"""How alike two printed names of people are, knowing how clerks write and how scanners misread.

The score is a product of a surname part and a given-name part, each 0-1. It is graded by what happened (a letter
misread, an initial, half of a compound) rather than by raw edit distance, for the same distance means different
things: ``Gibert`` is no given name and so a slip of ``Gilbert``, while ``Jean`` and ``Jeanne`` are two people.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from extractors.french.given_names import is_given_name
from extractors.french.names import parse_name
from extractors.identity.fold import fold, skeleton

SAME = 0.85
"""At or above: one person, unless something forbids it."""
DOUBTFUL = 0.7
"""From here to `SAME`: put in front of a reviewer."""

CUT_ELSEWHERE = 0.95
"""The same words, of which others are the given name."""
PARTICLE_LOST = 0.75

_PAIRS = 500_000
"""How many pairs of name parts are remembered: the same few hundred meet again in every roll."""

PARTICLES = frozenset(
    {"de", "du", "des", "le", "la", "les", "d", "l", "von", "van", "der", "den", "di", "da", "dos", "el", "al", "ben",
     "mac", "saint", "sainte"}
)  # fmt: skip
"""Words that are one with the name they stand before: `LE GOFF` is `LEGOFF`, and not `GOFF`."""
LEFT_OUT = frozenset({"de", "d"})
"""Those that may as well not be printed."""
SPELT_OUT = {"mc": "mac", "st": "saint", "ste": "sainte"}


@dataclass(frozen=True, slots=True)
class Parts:
    """A name taken apart and folded (no case, accents or hyphens)."""

    given: tuple[str, ...]
    """Each part of a compound given name; initials are single letters; empty where none is printed."""
    surname: tuple[str, ...]
    """Each part of a double name, particles in one with it; without `de`, unless nothing else is left."""
    linked: str
    """The surname in one, with all particles."""

    @property
    def is_full(self) -> bool:
        """A given name in full and a surname."""
        return bool(self.surname) and bool(self.given) and len(self.given[0]) > 1

    @property
    def full_key(self) -> str:
        """Given and surname as one string."""
        return " ".join((*self.given, "|", *self.surname))


@lru_cache(maxsize=1_000_000)
def parts_of(name: str) -> Parts:
    """The parts of a name printed as "Given SURNAME"."""
    given_text, surname_text = _by_capitals(name) or _by_parser(name)
    given = tuple(fold(given_text).split())
    surname = tuple(fold(surname_text).split())
    while len(given) > 1 and SPELT_OUT.get(given[-1], given[-1]) in PARTICLES:  # `Aurore El MANSOURI`
        given, surname = given[:-1], (given[-1], *surname)
    words = [SPELT_OUT.get(t, t) for t in surname[:-1]] + list(surname[-1:])
    return Parts(given, tuple(_with_particles(words)), "".join(words))


def _with_particles(words: Sequence[str]) -> Iterator[str]:
    before = ""
    for n, word in enumerate(words, start=1):
        if word in PARTICLES and n < len(words):
            before += "" if word in LEFT_OUT else word
        else:
            yield before + word
            before = ""


_CAPITALS_LAST = re.compile(
    r"(?P<given>(?:[A-Z]\.-?)+|[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ]+(?:[ -][A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ]+)*) "
    r"(?P<surname>(?:(?:d'|de |du |des |de la |le |la )?[A-ZÀ-ÖØ-ÞŒ][A-ZÀ-ÖØ-ÞŒ'’-]+ ?)+)$"
)


def _by_capitals(name: str) -> tuple[str, str] | None:
    """The plain case, which is nearly all: given name in small letters, surname in capitals."""
    match = _CAPITALS_LAST.match(name)
    return (match["given"], match["surname"]) if match else None


def _by_parser(name: str) -> tuple[str, str]:
    parsed = parse_name(name)
    return parsed.given or "", parsed.surname or ""


@lru_cache(maxsize=_PAIRS)
def surname_likeness(a: tuple[str, ...], b: tuple[str, ...]) -> float:
    """0-1. One letter off is tolerated from five letters on, two from eight; a married name may hold the other."""
    if a == b:
        return 1.0
    left, right = "".join(a), "".join(b)
    if left == right:
        return 1.0
    distance = _misread_distance(left, right)
    shortest = min(len(left), len(right)) - len(_shared_particle(left, right))
    if distance <= 1 and shortest >= 4:
        if shortest == 4 and skeleton(left) != skeleton(right):
            return 0.8  # `COUR`, `TOUR`
        return 0.96 if shortest >= 6 else 0.9
    if distance <= 2 and shortest >= 6:
        return 0.92 if shortest >= 8 else 0.8
    if distance <= 3 and shortest >= 11:
        return 0.86
    if _holds(a, b) or _holds(b, a):
        return 0.88
    if len(a) > 1 and sorted(a) == sorted(b):
        return 0.9
    return PARTICLE_LOST if _without_particle(left, right) or _without_particle(right, left) else 0.0


@lru_cache(maxsize=_PAIRS)
def given_likeness(a: tuple[str, ...], b: tuple[str, ...]) -> float:
    """0-1. Initials and halves of compounds agree with their whole; two different known given names never do."""
    if a == b:
        return 1.0
    if not a or not b:
        return 0.9
    if "".join(a) == "".join(b):
        return 1.0
    if _initials_fit(a, b) or _initials_fit(b, a):
        return 0.92
    if len(a) != len(b):
        short, long = sorted((a, b), key=len)
        if all(_alike(x, y) > 0 for x, y in zip(short, long, strict=False)):
            return 0.9
        return _joined(a, b)
    return min(_alike(x, y) for x, y in zip(a, b, strict=True))


@lru_cache(maxsize=_PAIRS)
def given_names_conflict(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether two given names, slips included, cannot be one: both known and different, or of other initials."""
    for x, y in zip(a, b, strict=False):
        if len(x) == 1 or len(y) == 1:
            if x[0] != y[0]:
                return True
        elif _two_given_names(x, y):
            return True
    return False


def likeness(a: Parts, b: Parts) -> float:
    """0-1: are these two printed forms one person's name, whichever of the two orders each is in."""
    if a.given + a.surname == b.given + b.surname:  # `Marie CHRISTINE BREVAL`
        return 1.0 if a.given == b.given else CUT_ELSEWHERE
    direct = 1.0 if a.linked == b.linked else surname_likeness(a.surname, b.surname)
    if direct:
        direct *= given_likeness(a.given, b.given)
    if direct < SAME and a.given and b.given and a.surname and b.surname:
        turned = surname_likeness(a.surname, b.given) * surname_likeness(a.given, b.surname)
        return max(direct, 0.97 * turned)
    return direct


def _alike(x: str, y: str) -> float:
    """One part of a given name against another."""
    if x == y:
        return 1.0
    if _two_given_names(x, y):
        return 0.0
    distance = _misread_distance(x, y)
    shortest = min(len(x), len(y))
    if distance <= 1 and shortest >= 4:
        return 0.95
    if distance <= 2 and shortest >= 6:
        return 0.9
    return 0.0


_DOUBLED = re.compile(r"([^aeiouy])\1+")
"""Of vowels it is another name: `Andrée`."""


def _two_given_names(x: str, y: str) -> bool:
    """Both are known given names, and not one name spelt with single or double letters (Michele, Michelle)."""
    return _DOUBLED.sub(r"\1", x) != _DOUBLED.sub(r"\1", y) and is_given_name(x) and is_given_name(y)


def _joined(a: tuple[str, ...], b: tuple[str, ...]) -> float:
    """Compounds cut in different places by the reading (``jean luc`` / ``jeanluc``)."""
    left, right = "".join(a), "".join(b)
    return 0.93 if min(len(left), len(right)) >= 6 and _misread_distance(left, right) <= 1 else 0.0


def _initials_fit(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """``j l`` or ``jl`` for ``jean luc``; ``j`` for ``jean luc`` too."""
    letters = "".join(short)
    if any(len(t) > 1 for t in short) and not (len(short) == 1 and len(letters) == 2 and len(long) == 2):
        return False
    heads = "".join(t[0] for t in long)
    return any(len(t) > 1 for t in long) and heads.startswith(letters)


_LEADING = re.compile(r"(?:les?|la|du|des|van(?:de[nr]?)?|saint)(?=...)")


def _shared_particle(a: str, b: str) -> str:
    """What both begin with says little of who they are: `LE MAIRE`, `LE MAITRE`."""
    found = _LEADING.match(a)
    return found[0] if found and b.startswith(found[0]) else ""


def _without_particle(long: str, short: str) -> bool:
    """`GOFF` for `LE GOFF`: another name, or a word the scanner lost."""
    return len(short) >= 4 and long.endswith(short) and long.removesuffix(short) in PARTICLES


def _holds(long: tuple[str, ...], short: tuple[str, ...]) -> bool:
    """A double surname (married, compound) that holds the single one whole."""
    return len(long) > len(short) >= 1 and len("".join(short)) >= 4 and set(short) <= set(long)


def _misread_distance(a: str, b: str) -> float:
    """Edits, where confusions of the scanner count a quarter."""
    distance: float = Levenshtein.distance(a, b, score_cutoff=6)
    if distance > 1:
        distance = min(distance, Levenshtein.distance(skeleton(a), skeleton(b), score_cutoff=6) + 0.25)
    return distance

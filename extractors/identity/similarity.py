"""How alike two printed names of people are, knowing how clerks write and how scanners misread.

The score is a product of a surname part and a given-name part, each 0-1. It is graded by what happened (a letter
misread, an initial, half of a compound) rather than by raw edit distance, for the same distance means different
things: ``Gibert`` is no given name and so a slip of ``Gilbert``, while ``Jean`` and ``Jeanne`` are two people.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

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
TURNED = 0.97
"""Of a likeness that holds with surname and given name the other way round."""

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


class Parts(NamedTuple):
    """A name taken apart and folded (no case, accents or hyphens). A tuple, for it is hashed by the ten thousand."""

    given: tuple[str, ...]
    """Each part of a compound given name; initials are single letters; empty where none is printed."""
    surname: tuple[str, ...]
    """Each part of a double name, particles in one with it; without `de`, unless nothing else is left."""
    linked: str
    """The surname in one, with all particles."""
    full_key: str | None
    """A given name in full and a surname as one string; None where either is missing."""


@lru_cache(maxsize=1_000_000)
def parts_of(name: str) -> Parts:
    """The parts of a name printed as "Given SURNAME"."""
    given_text, surname_text = _by_capitals(name) or _by_parser(name)
    given, carried = _given(given_text)
    surname, linked = _surname(surname_text, carried)
    is_full = surname and given and len(given[0]) > 1
    return Parts(given, surname, linked, " ".join((*given, "|", *surname)) if is_full else None)


@lru_cache(maxsize=_PAIRS)
def _given(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Words of a given name, and those after it that belong to the surname (`Aurore El MANSOURI`)."""
    words = fold(text).split()
    end = len(words)
    while end > 1 and SPELT_OUT.get(words[end - 1], words[end - 1]) in PARTICLES:
        end -= 1
    return tuple(words[:end]), tuple(words[end:])


@lru_cache(maxsize=_PAIRS)
def _surname(text: str, carried: tuple[str, ...]) -> tuple[tuple[str, ...], str]:
    """Words of a surname with their particles, and all of them in one."""
    printed = [*carried, *fold(text).split()]
    words = [SPELT_OUT.get(t, t) for t in printed[:-1]] + printed[-1:]
    return tuple(_with_particles(words)), "".join(words)


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


def given_and_surname(name: str) -> tuple[str, str]:
    """The two parts of a name as printed, slips of known given names set right; empty where there is none."""
    found = _by_capitals(name)
    is_plain = found is not None and all(is_given_name(word, strict=True) for word in found[0].split())
    return found if found is not None and is_plain else _by_parser(name)


@lru_cache(maxsize=_PAIRS)
def surname_likeness(a: tuple[str, ...], b: tuple[str, ...]) -> float:
    """0-1. One letter off is tolerated from five letters on, two from eight; a married name may hold the other."""
    left, right = "".join(a), "".join(b)
    if left == right:
        return 1.0
    shortest = min(len(left), len(right)) - shared_particle(left, right)
    graded = misread_grade(_misread_distance(left, right), shortest, skeleton(left) == skeleton(right))
    return graded or likeness_by_words(a, b)


def misread_grade(distance: float, shortest: int, is_look_alike: bool) -> float:
    """How likely two surnames are one misread, 0-1.

    Args:
        distance: edits between them; confusions of the scanner count a quarter.
        shortest: letters of the shorter, without a particle that both begin with.
        is_look_alike: whether their skeletons are one.
    """
    if distance <= 1 and shortest >= 4:
        if shortest == 4 and not is_look_alike:
            return 0.8  # `COUR`, `TOUR`
        return 0.96 if shortest >= 6 else 0.9
    if distance <= 2 and shortest >= 6:
        return 0.92 if shortest >= 8 else 0.8
    if distance <= 3 and shortest >= 11:
        return 0.86
    return 0.0


def likeness_by_words(a: tuple[str, ...], b: tuple[str, ...]) -> float:
    """Of surnames that are no misreading of one another: half a double name, one turned round, a lost particle."""
    if _holds(a, b) or _holds(b, a):
        return 0.88
    if len(a) > 1 and sorted(a) == sorted(b):
        return 0.9
    left, right = "".join(a), "".join(b)
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
        return max(direct, TURNED * turned)
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


@lru_cache(maxsize=_PAIRS)
def leading_particle(surname: str) -> str:
    """The particle a surname in one word begins with; empty where it does not."""
    found = _LEADING.match(surname)
    return found[0] if found else ""


def shared_particle(a: str, b: str) -> int:
    """Letters that say little of who they are, for both begin with them: `LE MAIRE`, `LE MAITRE`."""
    leading = (leading_particle(a), leading_particle(b))
    return max(len(p) if a.startswith(p) and b.startswith(p) else 0 for p in leading) if all(leading) else 0


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

"""Whether two names printed in one document can be one person's.

Belongs here: how alike two names are. Does not belong here: taking names apart (`names`), identity across documents.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz import fuzz

from extractors.french.fold import fold, key_of
from extractors.french.given_names import is_given_name
from extractors.french.names import Name, is_initials


def same_person(one: Name, other: Name) -> float:
    """0-1: how well two names printed in one document agree; 0 where they contradict each other.

    Surnames must be nearly equal (misprints and misreadings of a letter or two); given names equal, alike, initials of
    one another, or missing on one side.
    """
    if one.surname is None or other.surname is None:
        a, b = key_of(one.given or one.surname or ""), key_of(other.given or other.surname or "")
        return fuzz.ratio(a, b) / 100 if a and b and fuzz.ratio(a, b) >= 88 else 0.0
    surname = _likeness(key_of(one.surname), key_of(other.surname))
    if surname < 0.8:
        whole = fuzz.token_sort_ratio(one.key, other.key) / 100
        return whole if whole >= 0.9 else 0.0
    given = _given_likeness(one.given, other.given)
    return 0.0 if given == 0 else 0.7 * surname + 0.3 * given


def best_match(name: Name, candidates: Sequence[Name]) -> int | None:
    """Index of the one candidate that agrees best with ``name``; None where none does or two do equally."""
    scored = sorted(((same_person(name, c), -i) for i, c in enumerate(candidates)), reverse=True)
    if not scored or scored[0][0] < 0.75:
        return None
    if (
        len(scored) > 1
        and scored[1][0] >= scored[0][0]
        and candidates[-scored[1][1]].key != candidates[-scored[0][1]].key
    ):
        return None
    return -scored[0][1]


def _likeness(a: str, b: str) -> float:
    """Likeness of two folded surnames; a married double name agrees with either half."""
    if a == b:
        return 1.0
    ratio = fuzz.ratio(a, b) / 100
    if min(len(a), len(b)) <= 4 and len(a) != len(b):
        ratio *= 0.85  # a letter more or less makes another name of a short one
    halves = [set(a.split()), set(b.split())]
    if min(len(h) for h in halves) == 1 and any(len(w) > 3 for w in halves[0] & halves[1]):
        ratio = max(ratio, 0.88)
    if a.replace(" ", "") == b.replace(" ", ""):
        ratio = max(ratio, 0.98)
    return ratio


def _given_likeness(a: str | None, b: str | None) -> float:
    if a is None or b is None:
        return 0.8
    x, y = key_of(a), key_of(b)
    if x == y:
        return 1.0
    if _abbreviates(a) or _abbreviates(b):
        return 0.9 if _initials(a)[:1] == _initials(b)[:1] else 0.0
    if x.split()[0] == y.split()[0] and (x in y or y in x):
        return 0.85
    ratio = fuzz.ratio(x, y) / 100
    return ratio if ratio >= 0.7 else 0.0


def _abbreviates(given: str) -> bool:
    """Whether a given name is printed as its initials (``J.-P.``, ``JP``)."""
    letters = [c for c in given if c.isalpha()]
    return is_initials(given) or (len(letters) <= 3 and given.isupper() and not is_given_name(given))


def _initials(given: str) -> str:
    return "".join(p[0] for p in re.split(r"[\s.-]+", fold(given)) if p)

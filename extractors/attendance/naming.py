"""A person named at a known place of a sentence, past a title. Does not belong here: lists of people (`entries`)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractors.attendance.words import name_end
from extractors.french.civility import read_civility
from extractors.french.given_names import is_given_name
from extractors.french.names import Name, parse_name


@dataclass(frozen=True, slots=True)
class Person:
    """A person named at ``[start, end)``, civility included."""

    start: int
    end: int
    name: Name


_CUT = re.compile(r"([A-ZÉÈ][^\W\d_]+(?:-[^\W\d_]+)*)\n(?=[A-ZÉÈÀ]{2})")
"""A page or paragraph break between given name and SURNAME."""
_TITLE = re.compile(
    r"(?:(?:monsieur|madame|mr?\.?|mme\.?)\s+)?(?:(?:l'|[a-z]{1,4}\s)\s*)?"
    r"(?:maire|mairesse|presidente?|vice-presidente?|adjointe?|premiere?|doyen(?:ne)?(?:\s+d'age)?|prefet)\b"
)
_TITLE_REST = re.compile(r"[a-z0-9' -]{0,60}?[\s,:-]+")


def person_at(printed: str, flat: str, start: int) -> Person | None:
    """The person named at ``start``, past a title (*Monsieur le Maire, X*); None where only a title stands there."""
    window = printed[start : start + 140]
    cut = _CUT.search(window)
    if cut is not None and is_given_name(cut[1]):
        window = window[: cut.end(1)] + " " + window[cut.end(1) + 1 :]
    stop = re.search(r"[\n;]", window)
    window = window[: stop.start()] if stop else window
    for skip in _title_ends(flat[start : start + len(window)]):
        lead = re.match(r"[\s,:.-]*", window[skip:])
        begin = skip + (lead.end() if lead else 0)
        civility = read_civility(window[begin:])
        if civility is not None and civility.is_group:
            continue
        name_start = begin + (civility.end if civility else 0)
        end = name_end(window, name_start, len(window), civility is not None)
        if end is None or not window[name_start : name_start + 1].isupper():
            continue
        name = parse_name(window[begin:end])
        if civility is None and name.given is None:
            continue
        return Person(start + begin, start + end, name)
    return None


def _title_ends(flat: str) -> list[int]:
    """Offsets at which a name can begin: at once, or at each word after a title."""
    title = _TITLE.match(flat)
    if title is None:
        return [0]
    ends = [m.end() for m in re.finditer(r"[\s,:-]+", flat[: title.end() + 70]) if m.start() >= title.end()]
    return [0, *(e for e in ends if _TITLE_REST.fullmatch(flat[title.end() : e]) or "," in flat[title.end() : e])]

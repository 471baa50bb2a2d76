"""The subject of a deliberation in the ACTES nomenclature, level 2, told from the words of its title.

Words and weights are data (`lexicons/subjects.yaml`). Belongs here: weighing them. Level 1 is measured on real lines
(see `docs`); level 2 is unmeasured, for want of labels. Below `LEAST_CONFIDENCE` no code is given.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from extractors.french.fold import fold
from extractors.lexicons import load

LEAST_CONFIDENCE = 0.4
"""Below this the code stays unknown."""

_DECISION_SHARE = 0.25
"""How far a word of the decision counts beside one of the title."""
_HEARD = 300
"""How many letters of the decision are heard: its first clause says the matter."""
_POSITION_SHARE = 0.35
"""How much less a word at the end of a title says than one at its start: the matter comes first in French titles."""
_SHORTEST_PLURAL = 4
"""A shorter word is an acronym, which takes no ending (*PLU* is not *plus*)."""
_APOSTROPHE = r"\s?'?\s?"
"""An apostrophe is often lost on the way: *demande d aide*, *demande daide*."""
_ACT = 6
"""A phrase of this weight names an act by its proper words, wherever it stands."""
_PARTS = re.compile(r"(?<!compte)\s+[-–—:_]+\s+|\s*[:;]\s+|\n")
_CERTAIN = 6.0
"""A lead of this weight over any other family settles the matter."""


def subject_name(code: str) -> str | None:
    """The name of a code of the nomenclature, at either level."""
    names: dict[str, str] = load("subjects")["names"]
    return names.get(code)


def classify(title: str | None, decision: str | None = None) -> tuple[str | None, float, str]:
    """The subject of a deliberation.

    Args:
        title: the heading it stands under.
        decision: what was decided; heard only in a low voice.

    Returns:
        The level-2 code (None below `LEAST_CONFIDENCE`), the confidence 0-1, and the words that decided.
    """
    scores, reasons = _weighed(title, decision)
    if not scores:
        return None, 0.0, "no known word"
    best = max(scores, key=lambda c: (scores[c], -_rank(c)))
    rival = max((s for f, s in _best_by_family(scores).items() if f != _family(best)), default=0.0)
    confidence = _confidence(scores[best], rival)
    why = ", ".join(reasons[best])
    return (best if confidence >= LEAST_CONFIDENCE else None), confidence, why


def scores_by_family(title: str) -> dict[str, float]:
    """How strongly the words of a title speak for each family (level 1); families nothing speaks for are left out."""
    return _best_by_family(_weighed(title, None)[0])


def _weighed(title: str | None, decision: str | None) -> tuple[dict[str, float], dict[str, list[str]]]:
    """The score of each code, and the words that gave it."""
    scores: dict[str, float] = {}
    reasons: dict[str, list[str]] = {}
    for text, share in ((title, 1.0), ((decision or "")[:_HEARD], _DECISION_SHARE)):
        for code, weight, words in _found(_plain(text or "")):
            if words in reasons.get(code, ()):
                continue
            scores[code] = scores.get(code, 0.0) + weight * share
            reasons.setdefault(code, []).append(words)
    return scores, reasons


def _best_by_family(scores: dict[str, float]) -> dict[str, float]:
    families: dict[str, float] = {}
    for code, score in scores.items():
        families[_family(code)] = max(families.get(_family(code), 0.0), score)
    return families


def _plain(text: str) -> str:
    """Folded, ligatures opened: no place in the text is told from here."""
    return fold(text).replace("œ", "oe").replace("æ", "ae")


def _confidence(score: float, rival: float) -> float:
    lead = (score - rival) / score
    weight = min(1.0, score / _CERTAIN)
    return round(min(0.95, 0.25 + 0.45 * lead + 0.3 * weight), 3)


def _family(code: str) -> str:
    return code.split(".", 1)[0]


def _rank(code: str) -> int:
    family, _, member = code.partition(".")
    return int(family) * 100 + int(member or 0)


def _found(folded: str) -> Iterator[tuple[str, float, str]]:
    """Codes, weights and words found, in each part of a title (*Mer et littoral – Demande d'aide*) on its own."""
    for part in _PARTS.split(folded):
        yield from _found_in_part(part.replace("_", " "))


def _found_in_part(part: str) -> Iterator[tuple[str, float, str]]:
    """A phrase inside a longer phrase of the same code says nothing more."""
    length = max(1, len(part))
    taken: dict[str, list[tuple[int, int]]] = {}
    for code, weight, pattern in _candidates(part):
        for match in _compiled(pattern).finditer(part):
            spans = taken.setdefault(code, [])
            if any(a <= match.start() and match.end() <= b for a, b in spans):
                continue
            spans.append(match.span())
            late = 0.0 if weight >= _ACT else _POSITION_SHARE * match.start() / length
            yield code, weight * (1 - late), match[0]


_Row = tuple[str, float, str]
"""Code, weight and pattern of a phrase."""


def _candidates(folded: str) -> list[_Row]:
    """The phrases whose first word begins a word of the text, heavier and longer first."""
    index = _index()
    prefixes = {word[:n] for word in set(re.findall(r"[a-z0-9]+", folded)) for n in range(1, len(word) + 1)}
    found = [row for prefix in prefixes for row in index.get(prefix, ())]
    return [row for _, row in sorted(found, key=lambda r: r[0])]


@cache
def _index() -> dict[str, list[tuple[int, _Row]]]:
    """Every phrase of the lexicon by its first word, with its rank: heavier and longer first."""
    rows: list[tuple[str, float, str]] = []
    for code, weights in load("subjects")["phrases"].items():
        for weight, phrases in weights.items():
            rows.extend((str(code), float(weight), _plain(phrase)) for phrase in phrases)
    rows.sort(key=lambda r: (-r[1], -len(r[2])))
    index: dict[str, list[tuple[int, _Row]]] = {}
    for rank, (code, weight, phrase) in enumerate(rows):
        first = re.search(r"[a-z0-9]+", phrase)
        if first is not None:
            index.setdefault(first[0], []).append((rank, (code, weight, _source(phrase))))
    return index


@cache
def _compiled(source: str) -> re.Pattern[str]:
    """Few of the lexicon's thousands of patterns are ever asked for."""
    return re.compile(source)


def _source(phrase: str) -> str:
    """The pattern of a phrase: the marks are explained at the head of the lexicon."""
    start = r"^[\W\d_]*" if phrase.startswith("^") else r"\b"
    stem = phrase.strip("^*")
    words = (re.escape(part.strip()).replace(r"\ ", r"[\s-]+").replace(r"\#", r"\d+") for part in stem.split("..."))
    parts = (part.replace("'", _APOSTROPHE) for part in words)
    end = r"\w*" if phrase.endswith("*") else r"[sx]?" if len(stem) >= _SHORTEST_PLURAL else ""
    return start + (r"\w*(?:\W+\w+){0,6}?\W+(?:[dl]" + _APOSTROPHE + ")?").join(parts) + end + r"\b"

"""Names printed beside a vote: lists after a count or a colon, and subjects of *vote contre* or *s'abstient*.

Belongs here: where a list of names begins and ends. Does not belong here: who they are (`extractors.ballots` ties them
to the roll).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractors.french.fold import fold
from extractors.lexicons import load
from extractors.records import Choice

_LEXICON = load("votes")
_CIVILITY = "|".join(sorted(_LEXICON["civilities"], key=len, reverse=True))
_NOT_NAMES = frozenset(
    word
    for words in (*_LEXICON["choices"].values(), *_LEXICON["verbs"].values(), _LEXICON["voices"])
    for phrase in words
    for word in phrase.split()
) | frozenset(_LEXICON["no_names"])
_ROLES = frozenset(_LEXICON["offices"])
_PARTICLES = frozenset("de du des la le d l da di van von ben el".split())
_TOKEN = re.compile(r"[^\W\d_][\w.'’-]*|\S")


@dataclass(frozen=True, slots=True)
class Voter:
    """A name printed at ``text[start:end]`` beside a vote."""

    choice: Choice
    name: str
    start: int
    end: int


def names_after(text: str, start: int, stop: int, choice: Choice, is_list: bool = False) -> tuple[Voter, ...]:
    """Names in a list that begins at ``start``, before ``stop``.

    Args:
        text: the text of the vote.
        start: just after the count, or the label.
        stop: where the next part of the vote begins.
        choice: how they voted.
        is_list: a colon or a parenthesis announced names, so that they need no civility.
    """
    segment = text[start:stop]
    opening = re.match(r"\s*(?:[:(,;\[=–-]|de\b|d['’]|dont\b|par\b|soit\b|\s)*", segment)
    offset = opening.end() if opening else 0
    is_list = is_list or (opening is not None and opening[0].strip() == ",")
    announced = is_list or (opening is not None and any(c in opening[0] for c in ":(["))
    if opening is not None and "(" in opening[0] and ")" in segment:
        segment = segment[: segment.index(")")]
    return tuple(
        Voter(choice, text[a:b], a, b) for a, b in _names(text, start + offset, start + len(segment), announced)
    )


def names_before(text: str, end: int, start: int, choice: Choice) -> tuple[Voter, ...]:
    """Names that end just before ``end`` (the verb of a sentence), not before ``start``."""
    segment = text[start:end]
    first = re.search(
        rf"(?:(?:\b(?:{_CIVILITY})\b\.?|\b(?:le|la)\s+(?=maire|president))[^:;()\n]{{0,220}})$", fold(segment)
    )
    if first is None:
        return ()
    begin = start + first.start()
    tail = re.split(r"(?<=[a-z]{3}[.;])\s+(?=[A-Z])", text[begin:end])[-1]
    begin = end - len(tail)
    found = list(_names(text, begin, end, False))
    return tuple(Voter(choice, text[a:b], a, b) for a, b in found)


def _is_capital(token: str) -> bool:
    """*Untel*, or *d'Untel* whose particle is small."""
    return token[0].isupper() or re.match(r"[dl]['’][A-ZÀ-Þ]", token) is not None


def _may_name(token: str, bare: str) -> bool:
    if bare in _PARTICLES or len(bare) == 1:
        return True
    return bare not in _NOT_NAMES and bare not in _ROLES


def _names(text: str, start: int, stop: int, announced: bool) -> list[tuple[int, int]]:
    """Spans of names from ``start``, until a word that cannot belong to a list of names."""
    listed = _List(announced)
    for token in _TOKEN.finditer(text, start, stop):
        if not listed.take(token):
            break
    listed.close()
    return listed.spans


class _List:
    """Names of a list, taken word by word."""

    def __init__(self, announced: bool) -> None:
        self.announced = announced
        self.spans: list[tuple[int, int]] = []
        self.first: int | None = None
        self.last = 0
        self.has_civility = False
        self.is_fresh = False
        """The civility stands just before."""

    def close(self) -> None:
        """End the name in the making."""
        if self.first is not None:
            self.spans.append((self.first, self.last))
        self.first = None

    def take(self, token: re.Match[str]) -> bool:
        """Take the next word; False where the list has ended."""
        word = fold(token[0])
        bare = word.rstrip(".")
        if bare in _LEXICON["civilities"] and (word.endswith(".") or len(bare) > 1 or token[0] == "M"):
            self.close()
            self.has_civility = self.is_fresh = True
        elif token[0] in ",;/&-–+" or bare in ("et", "ainsi", "que"):
            self.close()
        elif token[0] == ".":
            return self.first is not None or bool(self.spans) or self.has_civility
        elif bare in _ROLES and self.is_fresh and self.first is None:
            self.spans.append((token.start(), token.end()))
            self.is_fresh = False
        elif _is_capital(token[0]) and _may_name(token[0], bare) and (self.announced or self.has_civility):
            self._name(token, bare)
        else:
            return bare in _PARTICLES and (self.first is not None or self.has_civility)
        return True

    def _name(self, token: re.Match[str], bare: str) -> None:
        self.first = token.start() if self.first is None else self.first
        self.last = token.end()
        self.is_fresh = False
        is_initials = re.fullmatch(r"(?:[A-ZÀ-Þ]\.-?)+", token[0]) is not None
        if token[0].endswith(".") and len(bare) > 2 and not is_initials:  # the end of a sentence
            self.last -= 1
            self.close()
            self.has_civility = self.has_civility and self.announced

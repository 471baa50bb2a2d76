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
) | frozenset(
    "adopte adoptee adoptes approuve approuvee rejete rejetee accepte acceptee vote votes le la les il elle ils elles conseil "
    "comite assemblee bureau apres pour contre abstention abstentions unanimite majorite votants total deliberation "
    "nombre presents absents resultat decide autorise qui dont par avec ce cette ces procuration pouvoir".split()
)
_ROLES = frozenset(
    "president presidente maire adjoint adjointe vice-president vice-presidente membre conseiller conseillere".split()
)
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


def _may_name(token: str, bare: str) -> bool:
    if bare in _PARTICLES or len(bare) == 1:
        return True
    return bare not in _NOT_NAMES and bare not in _ROLES


def _names(text: str, start: int, stop: int, announced: bool) -> list[tuple[int, int]]:
    """Spans of names from ``start``, until a word that cannot belong to a list of names."""
    spans: list[tuple[int, int]] = []
    first: int | None = None
    last = start
    has_civility = is_fresh = False

    def close() -> None:
        nonlocal first
        if first is not None:
            spans.append((first, last))
        first = None

    for token in _TOKEN.finditer(text, start, stop):
        word = fold(token[0])
        bare = word.rstrip(".")
        if bare in _LEXICON["civilities"] and (word.endswith(".") or len(bare) > 1 or token[0] == "M"):
            close()
            has_civility = is_fresh = True
        elif token[0] in ",;/&-–+" or bare in ("et", "ainsi", "que"):
            close()
        elif token[0] == ".":
            if first is None and not spans and not has_civility:
                break
        elif bare in _ROLES and is_fresh and first is None:
            spans.append((token.start(), token.end()))
            is_fresh = False
        elif token[0][0].isupper() and _may_name(token[0], bare) and (announced or has_civility):
            first, last = (token.start() if first is None else first), token.end()
            is_fresh = False
            if token[0].endswith(".") and len(bare) > 2:
                last = token.end() - 1
                close()
                if not announced:
                    has_civility = False
        elif bare in _PARTICLES and (first is not None or has_civility):
            continue
        else:
            break
    close()
    return spans

"""Names printed beside a vote: lists after a count or a colon, and subjects of *vote contre* or *s'abstient*.

Belongs here: where a list of names begins and ends. Does not belong here: who they are (`extractors.ballots` ties them
to the roll).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractors.french.fold import fold
from extractors.french.numbers import cardinal
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
_SURNAMES_TOO = frozenset(("blanc",))
_PARTICLES = frozenset("de du des la le d l da di van von ben el".split())
_TOKEN = re.compile(r"[^\W\d_][\w.'’-]*|\S")


@dataclass(frozen=True, slots=True)
class Voter:
    """A name printed at ``text[start:end]`` beside a vote."""

    choice: Choice
    name: str
    start: int
    end: int


_OPENING = re.compile(
    r"\s*(?:[:(,;\[=–-]|de\b|d['’]|dont\b|par\b|soit\b|celles?\s+(?=d)|(?:groupes?|listes?)\s[^:()]{2,60}:|\s)*"
)
"""*: M. Untel*, *, celle de M. Untel*, *(groupe X : MM. Untel et Tel)*."""


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
    opening = _OPENING.match(segment)
    offset = opening.end() if opening else 0
    is_list = is_list or (opening is not None and opening[0].strip() == ",")
    announced = is_list or (opening is not None and any(c in opening[0] for c in ":(["))
    first = start + offset
    if opening is not None and "(" in opening[0] and ")" in segment:
        found = _names_in_brackets(text, first, start + segment.index(")"))
    else:
        found = _names(text, first, start + len(segment), announced)
    return tuple(Voter(choice, text[a:b], a, b) for a, b in found)


def names_before(text: str, end: int, start: int, choice: Choice) -> tuple[Voter, ...]:
    """Names that end just before ``end`` (the verb of a sentence), not before ``start``."""
    text = text[:start] + _ASIDE.sub(lambda match: " " * len(match[0]), text[start:end]) + text[end:]
    end = start + len(text[start:end].rstrip(" :"))
    segment = text[start:end]
    first = re.search(
        rf"(?:(?:\b(?:{_CIVILITY})\b\.?|\b(?:le|la)\s+(?=maire|president))[^:;()\n]{{0,220}})$", fold(segment)
    )
    if first is None:
        return _without_civility(text, start, end, choice)
    begin = start + first.start()
    tail = re.split(r"(?<=[a-z]{3}[.;])\s+(?=[A-Z])", text[begin:end])[-1]
    begin = end - len(tail)
    office = _OFFICE.match(tail)
    found = [(begin + office.start(1), begin + office.end(1))] if office is not None else []
    found += _subjects(text, begin + office.end() if office is not None else begin, end)
    return tuple(Voter(choice, text[a:b], a, b) for a, b in found)


_PLURAL = re.compile(r"\W*(?:se sont|ont\b|n'ont|ne (?:prennent|participent|votent)|votent|s'abstiennent|s'opposent)")
_SOMEONE = re.compile(rf"\b(?:{_CIVILITY})\b\.?\s+(?=\w)")


def _subjects(text: str, begin: int, end: int) -> list[tuple[int, int]]:
    """The names before a verb: *M. X, président du club, et Mme Y, trésorière, s'abstiennent*.

    What stands between commas after a name says who that is. Other prose parts the subject of another verb (*M. X
    répond, Mme Y s'abstient*): then the last names are meant, unless prose parts them from the verb too.
    """
    runs: list[list[tuple[int, int]]] = []
    is_aside = is_parted = False
    while begin < end:
        found, stop = _names_until(text, begin, end)
        if found and runs and is_aside:
            runs[-1].extend(found)
        elif found:
            runs.append(found)
        is_aside = text[:stop].rstrip().endswith(",") or text[:stop].rstrip().endswith(", qui")
        following = _SOMEONE.search(fold(text[stop:end])) if stop < end else None
        if following is None:
            is_parted = stop < end and not is_aside or fold(text[begin:end]).rstrip().endswith(" et")
            break
        begin = stop + following.start()
    if not runs or is_parted:
        return runs[0] if runs else []
    is_plural = _PLURAL.match(fold(text[end : end + 40])) is not None
    return runs[-1] if len(runs[-1]) > 1 or not is_plural else [span for run in runs for span in run]


def _names_in_brackets(text: str, start: int, stop: int) -> list[tuple[int, int]]:
    """Names of a closed list, words of what they are passed over: *(M. X adjoint, Mme Y absente)*."""
    found: list[tuple[int, int]] = []
    while start < stop:
        names, start = _names_until(text, start, stop, announced=True)
        found += names
        separator = re.search(r"[,;]", text[start:stop])
        if not found or separator is None:
            break
        start += separator.end()
    return found


_ASIDE = re.compile(r"\([^()]*\)")
"""*M. X (président du club) et Mme Y (trésorière) s'abstiennent*."""
_OFFICE = re.compile(r"(?:le|la)\s+(maire|présidente?)\b", re.IGNORECASE)
"""*Le maire ne prend pas part au vote*."""


_BARE = (
    r"(?:(?:[A-ZÀ-Þ]\.[ -]?){1,2}|[A-ZÀ-Þ]{1,2}\s)?[A-ZÀ-Þ][\w'’-]+"
    r"(?:\s(?:(?:de|du|des|la|le|d['’])\s?)?[A-ZÀ-Þ][\w'’-]+){0,3}"
)
_BARE_LIST = re.compile(
    rf"(?:^|[.;:(–-]\s*|,\s)(?P<names>{_BARE}(?:(?:,\s|\set\s){_BARE})*)\s*(?:,\s[a-zà-ÿ’' ]{{3,40}})?,?\s*$"
)
"""*Jean Untel*, *Untel et Tel*, *Jean Untel, président du club,*."""


def _without_civility(text: str, start: int, end: int, choice: Choice) -> tuple[Voter, ...]:
    """*Jean Untel s'abstient*, *Untel et Tel votent contre*, at the head of a sentence: one word is too little."""
    match = _BARE_LIST.search(text[start:end])
    if match is None:
        return ()
    found = _names(text, start + match.start("names"), start + match.end("names"), True)
    is_whole = (
        bool(found) and found[0][0] == start + match.start("names") and found[-1][1] == start + match.end("names")
    )
    names = [text[a:b] for a, b in found]
    if not is_whole or len(names) == 1 and " " not in names[0] and "." not in names[0] and not names[0].isupper():
        return ()
    if any(cardinal(fold(n)) is not None for n in names):
        return ()
    return tuple(Voter(choice, text[a:b], a, b) for a, b in found)


def _is_capital(token: str) -> bool:
    """*Untel*, or *d'Untel* whose particle is small."""
    return token[0].isupper() or re.match(r"[dl]['’][A-ZÀ-Þ]", token) is not None


def _names(text: str, start: int, stop: int, announced: bool) -> list[tuple[int, int]]:
    """Spans of names from ``start``, until a word that cannot belong to a list of names."""
    return _names_until(text, start, stop, announced)[0]


def _names_until(text: str, start: int, stop: int, announced: bool = False) -> tuple[list[tuple[int, int]], int]:
    """Spans of names from ``start``, and where the list ends."""
    listed = _List(announced)
    for token in _TOKEN.finditer(text, start, stop):
        if not listed.take(token):
            stop = token.start()
            break
    listed.close()
    return listed.spans, stop


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
        elif _is_capital(token[0]) and self._may_name(bare) and (self.announced or self.has_civility):
            self._name(token, bare)
        else:
            return bare in _PARTICLES and (self.first is not None or self.has_civility)
        return True

    def _may_name(self, bare: str) -> bool:
        """Whether a word may belong to a name: *blanc* does only behind a civility."""
        if bare in _PARTICLES or len(bare) == 1 or self.is_fresh and bare in _SURNAMES_TOO:
            return True
        return bare not in _NOT_NAMES and bare not in _ROLES

    def _name(self, token: re.Match[str], bare: str) -> None:
        self.first = token.start() if self.first is None else self.first
        self.last = token.end()
        self.is_fresh = False
        is_initials = re.fullmatch(r"(?:[A-ZÀ-Þ]\.?-?)+\.", token[0]) is not None
        if token[0].endswith(".") and len(bare) > 2 and not is_initials:  # the end of a sentence
            self.last -= 1
            self.close()
            self.has_civility = self.has_civility and self.announced

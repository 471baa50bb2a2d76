"""Names of people as minutes print them: civility, given name and surname in either order, initials, particles.

Belongs here: taking one printed name apart, showing it as "Given SURNAME", and telling whether two printed names can be
one person of the same document. Does not belong here: finding names in a text, and identity across documents.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import yaml
from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from extractors.french.fold import fold, key_of


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
        return self.given is not None and all(_is_initials(t) for t in self.given.split())


_INITIALS = re.compile(r"(?:[^\W\d_]\.?-?){1,3}")
_VOWELS = frozenset("aeiouy")


@cache
def particles() -> frozenset[str]:
    """Folded words that belong to the surname that follows them (*de*, *le*, *van*, *ben*)."""
    return frozenset(_names_lexicon()["particles"].split())


@cache
def _names_lexicon() -> dict[str, str]:
    text = files("extractors.lexicons").joinpath("given_names.yaml").read_text(encoding="utf-8")
    data: dict[str, str] = yaml.safe_load(text)
    return data


@cache
def _given_names() -> tuple[frozenset[str], frozenset[str]]:
    """Given names (folded) that are hardly ever surnames, and those that are either."""
    data = _names_lexicon()
    either = frozenset(fold(n) for n in data["either"].split())
    every = frozenset(fold(n) for k in ("feminine", "masculine", "either") for n in data[k].split())
    return every - either, either


@cache
def _civility_patterns() -> tuple[tuple[re.Pattern[str], str | None, bool], ...]:
    data: dict[str, Any] = yaml.safe_load(
        files("extractors.lexicons").joinpath("civilities.yaml").read_text(encoding="utf-8")
    )
    rows = [*data["group"], *data["single"], *data["misread"]]
    return tuple(
        (re.compile(rf"(?:{row['pattern']})(?:(?<=\.)|(?![a-z]))(?:\s*)"), row["civility"], bool(row["group"]))
        for row in rows
    )


@dataclass(frozen=True, slots=True)
class Civility:
    """A civility printed at the start of a text."""

    value: str | None
    """'M.', 'Mme' or None (Maître, Docteur, mixed groups)."""
    end: int
    """Offset after it and the spaces that follow."""
    is_group: bool
    """Whether it stands before several names (*MM.*, *Mesdames et Messieurs*)."""


@lru_cache(maxsize=8192)
def read_civility(text: str) -> Civility | None:
    """The civility that ``text`` starts with, groups joined by *et* or a comma included (``Mmes et MM.``).

    A civility counts only if a name can follow: the next letter is a capital, a joined civility, or an article.
    """
    first = _one_civility(text)
    if first is None:
        return None
    value, end, is_group = first.value, first.end, first.is_group
    joined = False
    while True:
        link = re.match(r"\s*(?:et|&|,|/|-)\s*", fold(text[end:]))
        if link is None:
            break
        following = _one_civility(text[end + link.end() :])
        if following is None or not (following.is_group or is_group or link.group().strip() in ("et", "&", "/")):
            break
        if not is_group and not following.is_group and link.group().strip() == ",":
            break
        value = value if value == following.value else None
        end += link.end() + following.end
        is_group = joined = True
    rest = text[end:].lstrip(" ,:.")
    if joined or is_group:
        trail = re.match(r"[\s,:;.-]*(?:les\s+[^\W\d_]+s\b[\s:,]*)?", text[end:])
        end += trail.end() if trail and rest[:1].isupper() else 0
    return Civility(value, end, is_group)


def _one_civility(text: str) -> Civility | None:
    return _civility_as_read(text, fold(text[:24])) or _misread_civility(text)


_IN_FULL = {"monsieur": 2, "madame": 1, "messieurs": 2, "mesdames": 1, "mademoiselle": 2}
"""Civilities in full, and how many letters of each may be misread."""


def _misread_civility(text: str) -> Civility | None:
    """A civility in full with a letter or two misread (*rnesdames*, *Monsienr*, *Maame*), before a capital."""
    word = re.match(r"[a-z]{5,14}(?=[ \v\n]+\S)", fold(text[:24]))
    if word is None or text[1 : word.end()].isupper():
        return None
    if re.match(r"[ \v\n]+(?:[A-ZÀ-Þ]|l[ea][ ])", text[word.end() :]) is None:
        return None
    forms = misread_forms(word.group())
    distance, whole = min((Levenshtein.distance(f, c) - n, c) for f in forms for c, n in _IN_FULL.items())
    if distance > 0:
        return None
    read = _civility_as_read(whole.capitalize() + text[word.end() :], whole + fold(text[word.end() : 24]))
    return replace(read, end=read.end + word.end() - len(whole)) if read is not None else None


def _civility_as_read(text: str, folded: str) -> Civility | None:
    for i, (pattern, value, is_group) in enumerate(_civility_patterns()):
        match = pattern.match(folded)
        if match is None or not (text[:1].isupper() or folded.startswith(("mon", "mad", "mes", "mlle", "mme"))):
            continue
        rest = text[match.end() :]
        misread = i >= len(_civility_patterns()) - 2
        if (
            not rest.strip()
            or _may_follow(rest)
            or (is_group and re.match(r"\s*(?:et|&|,|:|-|/|les)\b|[,:/-]", fold(rest)))
        ):
            if misread and not re.match(r"[A-ZÉÈÀÎÔÇ]", rest):
                continue
            if match.group().strip() in ("m", "me", "ms", "mrs", "pr", "dr") and not re.match(
                r"[\s.]*[A-ZÉÈÀÎÔÇ]", rest
            ):
                continue
            return Civility(value, match.end(), is_group)
    return None


def _may_follow(rest: str) -> bool:
    head = rest.lstrip(" .")
    first = re.match(r"[^\W\d_]{4,}(?=[ \v\n]+[A-ZÀ-Þ])", head)
    if first is not None and is_given_name(first.group(), strict=True):
        return True  # *Mme valérie JOLY*
    return head[:1].isupper() or re.match(r"(?:le|la|les|l'|de|du|d'|des|et|van|von|el)\b", fold(head)) is not None


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


@lru_cache(maxsize=16384)
def is_given_name(word: str, strict: bool = False) -> bool:
    """Whether ``word`` (compound names by their parts) is in the lexicon of given names.

    Args:
        word: one word, any case.
        strict: names that are also common surnames do not count.
    """
    only, either = _given_names()
    known = only if strict else only | either
    folded = fold(word.strip(".,"))
    if folded in known:
        return True
    parts = [p for p in folded.split("-") if p]
    return len(parts) > 1 and all(p in only or p in either for p in parts[:2])


@cache
def _sexes() -> tuple[frozenset[str], frozenset[str]]:
    data = _names_lexicon()
    women, men, either = ({fold(n) for n in data[k].split()} for k in ("feminine", "masculine", "either"))
    return frozenset(women - men - either), frozenset(men - women - either)


def civility_of(given: str | None) -> str | None:
    """The civility a given name calls for, where it is given to one sex only; None where the lexicon cannot tell."""
    words = re.split(r"[\s-]+", fold(given or ""))
    women, men = _sexes()
    if words[0] in women:
        return "Mme"
    return "M." if words[0] in men else None


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
    return _is_initials(given) or (len(letters) <= 3 and given.isupper() and not is_given_name(given))


def _initials(given: str) -> str:
    return "".join(p[0] for p in re.split(r"[\s.-]+", fold(given)) if p)


def _tokens(text: str) -> list[str]:
    spaced = re.sub(r"(?<=[^\W\d_]\.)(?=[^\W\d_]{2})", " ", text)
    spaced = re.sub(r"(?<![^\W\d_])([A-ZÀ-Þ][a-zà-ÿ]{2,})(?=[A-ZÀ-Þ]{3})", r"\1 ", spaced)  # *PaulDRAPIER*
    spaced = re.sub(r"\s+[-–]\s+", "-", spaced)
    spaced = re.sub(r"\s+(['’])\s*|(['’])\s+", lambda m: m[1] or m[2], spaced)
    words = (word.rstrip(".") if len(word) > 4 else word for word in spaced.split())
    return [_repaired(word) for word in words if any(c.isalpha() for c in word)]


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


def _repaired(word: str) -> str:
    """A word in capitals with its capital I and O as they were printed (``AUBR!`` for AUBRI)."""
    letters = [c for c in word if c.isalpha() and c != "l"]
    if word[0] in "850" and len(letters) >= 3:
        word = word[0].translate(_MISREAD) + word[1:]
    if len(letters) >= 3 and all(c.isupper() for c in letters) and any(c in "!|1l058" for c in word[1:]):
        return word[0] + word[1:].translate(_MISREAD)
    return _given_as_printed(word)


@lru_cache(maxsize=16384)
def _given_as_printed(word: str) -> str:
    """A given name with its capital, and without the one confusion that makes it unknown (*Fatirna*, *Lucicn*)."""
    if word.islower() and len(word) > 3 and is_given_name(word, strict=True):
        return word.capitalize()
    if not word[1:].islower() or len(word) < 5 or is_given_name(word):
        return word
    known = [f for f in misread_forms(fold(word)) if is_given_name(f, strict=True)]
    return _accented(known[0]) if len(known) == 1 else word


@cache
def _spellings() -> dict[str, str]:
    data = _names_lexicon()
    return {fold(n): n for k in ("feminine", "masculine") for n in data[k].split()}


def _accented(folded: str) -> str:
    return _spellings().get(folded, folded.capitalize())


def _is_capital(token: str) -> bool:
    """Whether a word is set in capitals, a misread letter apart."""
    letters = [c for c in token if c.isalpha()]
    if len(letters) < 2:
        return False
    upper = sum(c.isupper() for c in letters)
    return upper == len(letters) or (len(letters) >= 4 and upper >= 0.65 * len(letters))


def _is_initials(token: str) -> bool:
    letters = [c for c in token if c.isalpha()]
    if not letters or not _INITIALS.fullmatch(token):
        return False
    return all(c.isupper() for c in letters) and (len(letters) == 1 or "." in token or "-" in token)


def _is_particle(token: str) -> bool:
    is_initial = len(token.rstrip(".")) == 1 and token[0].isupper()
    return not is_initial and fold(token).strip("'.") in particles()


def _split(tokens: list[str], order: NameOrder | None) -> tuple[tuple[list[str], list[str]], bool]:
    """(given, surname) and whether that is certain."""
    initials = [_is_initials(t) for t in tokens]
    if any(initials) and not all(initials) and (initials[0] or initials[-1]):
        given = [t for t, i in zip(tokens, initials, strict=True) if i]
        return (given, [t for t, i in zip(tokens, initials, strict=True) if not i]), True
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

"""How a person is addressed before the name: *M.*, *Mesdames et Messieurs*, *Maître*.

Belongs here: reading a civility at the head of a text. Does not belong here: the name after it (`names`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Any

from rapidfuzz.distance import Levenshtein

from extractors.french.fold import fold
from extractors.french.given_names import is_given_name
from extractors.french.misread import misread_forms
from extractors.lexicons import load


@cache
def _civility_patterns() -> tuple[tuple[re.Pattern[str], str | None, bool], ...]:
    data: dict[str, Any] = load("civilities")
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
    head, _, _ = text.partition(" ")
    if is_given_name(head, strict=True):  # no civility is spelt like one; most names begin so
        return None
    first = _one_civility(text)
    if first is None:
        return None
    value, end, is_group = first.value, first.end, first.is_group
    joined = False
    while True:
        link = re.match(r"\s*(?:et|&|,|/|-)?\s*", fold(text[end:]))
        assert link is not None  # it may be empty
        following = _one_civility(text[end + link.end() :])
        if following is None or not (following.is_group or is_group or link.group().strip() in ("et", "&", "/")):
            break
        if not link.group().strip() and not (is_group and following.is_group):
            break  # two of them side by side are one only in the plural (*MM. Mmes*)
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
        if not rest.strip() or _may_follow(rest) or (is_group and re.match(r"\s*(?:et|les)\b|\s*[&,:/-]", fold(rest))):
            if misread and not re.match(r"[A-ZÉÈÀÎÔÇ]", rest):
                continue
            if match.group().strip() in _SHORT and not (re.match(r"[\s.]*[A-ZÉÈÀÎÔÇ]", rest) or _JOINED.match(rest)):
                continue
            return Civility(value, match.end(), is_group)
    return None


_SHORT = ("m", "me", "ms", "mrs", "pr", "dr")
"""Civilities of few letters without their stop: a capital must follow, or another civility."""
_JOINED = re.compile(r"\s*(?:et|&|/)\s*(?:MM|M(?:mes?|lles?|rs?|s)|M(?:ada|esda|onsi|essi|adem|esdem)\w+)\b")
"""*Ms et Mmes*."""


def _may_follow(rest: str) -> bool:
    head = rest.lstrip(" .")
    first = re.match(r"[^\W\d_]{4,}(?=[ \v\n]+[A-ZÀ-Þ])", head)
    if first is not None and is_given_name(first.group(), strict=True):
        return True  # *Mme valérie JOLY*
    return head[:1].isupper() or re.match(r"(?:le|la|les|l'|de|du|d'|des|et|van|von|el)\b", fold(head)) is not None

"""How minutes print what candidates got: a grammar from a string to names with numbers of votes.

Sources of the forms: the official models of the minutes of election of maires and adjoints (CGCT L2122-7, L2122-7-2),
and clerks' own: *M. Untel : 12 voix*, *est élue par 8 voix contre 7 à M. Untel*, *9 voix pour la liste Untel*, *ont
obtenu : Untel : 5*. Belongs here: one string. Does not belong here: tables (`extractors.candidate_tables`), who is
elected (`extractors.elected`) or where elections are told (`extractors.elections`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractors.french.civility import read_civility
from extractors.french.fold import fold
from extractors.french.given_names import is_given_name
from extractors.french.numbers import NUMBER_WORDS
from extractors.votes import number_of

CIVILITY = r"(?:M\.|Mr\.?|Mme\.?|Mlle|Melle|Monsieur|Madame|Mademoiselle)"
_WORD = r"(?:(?:[A-ZÀ-Þ][a-zß-ÿ]?\.-?)+(?=\s?[A-ZÀ-Þ])|[A-ZÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŒ][\w’'-]*)"
"""*Untel*, or initials: a longer word with a full stop ends a sentence."""
PERSON = rf"(?:{CIVILITY}\s+)?{_WORD}(?:\s+(?:(?:de|du|des|la|le|d['’]|van|von)\s*)?{_WORD}){{0,3}}"
_LIST = (
    r"[Ll](?:iste|ISTE)\s+(?:unique\s+)?(?:(?:conduite|menée|présentée|déposée)\s+par\s+)?"
    rf"(?:«\s?[^»]{{2,60}}»|\"[^\"]{{2,60}}\"|(?:n\s?[°o]\s?)?(?:\d|[A-D])(?![\w'’])(?:\s?\([^()]{{2,60}}\))?|{PERSON})"
)
_NAME = rf"(?:{_LIST}|{PERSON})"
_NUMBER = rf"(?:\d{{1,3}}|(?i:{NUMBER_WORDS}))"
_VOICES = rf"{_NUMBER}\s*(?:\(\s*[\wéèû -]+\s*\)\s*)?(?i:voix|suffrages?|votes?)\b"
_GOT = r"a\s+(?:donc\s+)?(?:obtenu|recueilli|totalisé|reçu)|obtient|recueille|totalise|ont\s+obtenu|avec|ayant\s+obtenu"
_ELECTED_BY = (
    r"(?:est|a\s+été|sont|ont\s+été)\s+(?:donc\s+|ainsi\s+)?(?:(?:proclamée?s?|déclarée?s?)\s+)?"
    r"(?:élue?s?|elue?s?|proclamée?s?|désignée?s?)\b[^.;:\d(]{0,80}?(?:\b(?:par|avec)\b|(?=\())"
)
_OF_ALL = r"(?:à\s+)?(?:l['’]\s?)?unanimité(?:\s+des\s+(?:suffrages|votants|voix)(?:\s+exprimé[es]+)?)?,?\s+soit"
_BESIDE = (
    r"\s*(?:\([^)]*\)\s*)?(?:,[^,.;:\d]{2,60},\s*)?"
    rf"(?:\s*(?:[:=–—-]|,|\.{{2,}}|{_GOT}|{_ELECTED_BY}|{_OF_ALL}))*\s*[:.]*\s*"
)
_NAME_FIRST = re.compile(
    rf"(?P<name>{_NAME}){_BESIDE}\(?(?P<votes>{_NUMBER})\s*(?:\(\s*[\wéèû -]+\s*\)\s*)?(?i:voix|suffrages?|votes?)\b"
    r"(?!\s*(?:pour|contre\b(?!\s*\d)|d['’]abst))"
)
_AGAINST = re.compile(
    rf"{_VOICES}\s*,?\s+contre\s+(?P<votes>{_NUMBER})\s*(?:voix\s+)?(?:à|pour|obtenues?\s+par)\s+(?P<name>{_NAME})"
)
"""*élue par 8 voix contre 7 à M. Untel*."""
_VOTES_FIRST = re.compile(
    rf"(?P<votes>{_NUMBER})\s*(?:\(\s*[\wéèû -]+\s*\)\s*)?(?i:voix|suffrages?)\s+"
    rf"(?:pour|à|en\s+faveur\s+de|au\s+profit\s+de)\s+(?P<name>{_LIST}|la\s+{_LIST}|{CIVILITY}\s+{PERSON})"
)
"""*9 voix pour Mme Unetelle*."""
_FOR = re.compile(rf"[Pp]our\s+(?P<name>{CIVILITY}\s+{PERSON})\s*:\s*(?P<votes>\d{{1,3}})\b")
"""*Votants : 7. Pour Mme Unetelle : 6. Blanc : 1*."""
_NAMES = rf"(?P<names>{_NAME}(?:\s*,\s*{_NAME})*\s*,?\s+et\s+{_NAME})\s*,?\s*"
_VOTES = rf"(?P<votes>{_NUMBER})\s*(?:\(\s*[\wéèû -]+\s*\)\s*)?(?i:voix|suffrages?)\b"
_EACH = (
    re.compile(
        rf"{_NAMES}(?:(?:{_GOT}|obtiennent|recueillent|totalisent|ayant)\s+)?"
        rf"(?P<before>chacune?\s+)?{_VOTES}(?(before)|\s+chacune?\b)"
    ),
    re.compile(
        rf"{_NAMES}(?:sont|ont\s+été)\s+(?:donc\s+|ainsi\s+)?(?:élue?s|elue?s)\b[^.;:\d]{{0,60}}?(?:par|avec)\s+{_VOTES}"
    ),
)
"""*M. Untel et Mme Unetelle recueillent chacun cinq voix*, *MM. Untel et Tel sont élus par 11 voix*."""
_ONE = re.compile(_NAME)
_BARE = re.compile(rf"(?P<name>{_NAME})\s*(?:\([^)]*\)\s*)?[:=–—-]\s*(?P<votes>\d{{1,3}})(?=\s*(?:[,;.(–—-]|$|et\b))")
"""*Untel : 5*, only where votes were announced."""
_RUN = re.compile(rf"(?P<name>{_NAME})\s+(?P<votes>\d{{1,3}})(?=\s*(?:[,;./–—-]|$|et\b))")
"""*Résultat : Untel 17, Unetelle 12*, *Voix obtenues : Untel 17 – Unetelle 12*, behind the words themselves."""
_RESULT = re.compile(r"\b(?:resultats?|voix\s+obtenues|suffrages\s+obtenus|(?:a|ont)\s+obtenu)\s*:")
_LINE = re.compile(
    rf"\W*(?P<name>(?:{CIVILITY}\s+)?{_WORD}(?:\s+{_WORD}){{1,3}})\s+(?P<votes>\d{{1,3}})\s*\((?i:{NUMBER_WORDS})\)\W*$"
)
"""*Untel Prénom 5 (cinq)*, a line of the official model: the number in digits and in words."""
_NO_CANDIDATES = re.compile(
    r"\b(?:votants?|suffrages?|bulletins?|majorite|nombre|exprimes?|pour|contre|abstentions?|total|ont|conseil|presents?"
    r"|pouvoirs?)\b"
)
_LABELS_OR_NAMES = re.compile(r"\b(?:blancs?|nuls?|reste|tour|square|rue|place)\b")
"""Labels of a count, or of an address, that are surnames too."""


@dataclass(frozen=True, slots=True)
class Count:
    """``votes`` for the candidate printed as ``name``, at ``text[start:end]``."""

    name: str
    votes: int
    start: int
    end: int


def counts_in(text: str, is_announced: bool = False) -> list[Count]:
    """What candidates got, in printed order.

    Args:
        text: a sentence or a paragraph.
        is_announced: *ont obtenu :* stands before, so that a number beside a name needs no word.
    """
    found: dict[int, Count] = {}
    patterns = (
        _AGAINST,
        _NAME_FIRST,
        _VOTES_FIRST,
        _FOR,
        *((_LINE,) if _LINE.match(text) else ()),
        *((_BARE,) if is_announced else ()),
        *((_RUN,) if _RESULT.search(fold(text)) else ()),
    )
    for pattern in patterns:
        for match in pattern.finditer(text):
            number = number_of(fold(match["votes"]))
            name = re.sub(r"^la\s+", "", match["name"])
            if number is None or match.start("votes") in found or not may_stand(name):
                continue
            found[match.start("votes")] = Count(name, number, match.start(), match.end())
    for match in (m for pattern in _EACH for m in pattern.finditer(text)):
        each = number_of(fold(match["votes"]))
        if each is None:
            continue
        for one in _ONE.finditer(text, *match.span("names")):
            found.pop(match.start("votes"), None)
            found[one.start()] = Count(one[0], each, one.start(), match.end())
    return [found[k] for k in sorted(found)]


def may_stand(printed: str) -> bool:
    """Whether it is a name, never a label of the count; *Michel BLANC* and *Mme Place* are names."""
    folded = fold(printed)
    if _NO_CANDIDATES.search(folded) is not None:
        return False
    if _LABELS_OR_NAMES.search(folded) is None or read_civility(printed) is not None:
        return True
    words = printed.split()
    return 2 <= len(words) <= 3 and (is_given_name(words[0]) or is_given_name(words[-1]))

"""How minutes print what candidates got: a grammar from a string to names with numbers of votes.

Sources of the forms: the official models of the minutes of election of maires and adjoints (CGCT L2122-7, L2122-7-2),
and clerks' own: *M. Untel : 12 voix*, *est élue par 8 voix contre 7 à M. Untel*, *9 voix pour la liste Untel*, *ont
obtenu : Untel : 5*. Belongs here: one string or one table. Does not belong here: where elections are told
(`extractors.elections`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.document import Cell, Table
from extractors.french.fold import fold
from extractors.french.numbers import NUMBER_WORDS
from extractors.votes import number_of

CIVILITY = r"(?:M\.|Mr\.?|Mme\.?|Mlle|Melle|Monsieur|Madame|Mademoiselle)"
_WORD = r"[A-ZÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŒ][\w’'-]*(?:\.(?=\s?[A-ZÀ-Þ]))?"
_PERSON = rf"(?:{CIVILITY}\s+)?{_WORD}(?:\s+(?:(?:de|du|des|la|le|d['’]|van|von)\s*)?{_WORD}){{0,3}}"
_LIST = (
    r"[Ll](?:iste|ISTE)\s+(?:unique\s+)?(?:(?:conduite|menée|présentée|déposée)\s+par\s+)?"
    rf"(?:«\s?[^»]{{2,60}}»|\"[^\"]{{2,60}}\"|(?:n\s?[°o]\s?)?(?:\d|[A-D])(?![\w'’])(?:\s?\([^()]{{2,60}}\))?|{_PERSON})"
)
_NAME = rf"(?:{_LIST}|{_PERSON})"
_NUMBER = rf"(?:\d{{1,3}}|(?i:{NUMBER_WORDS}))"
_VOICES = rf"{_NUMBER}\s*(?:\(\s*[\wéèû -]+\s*\)\s*)?(?i:voix|suffrages?|votes?)\b"
_GOT = r"a\s+(?:donc\s+)?(?:obtenu|recueilli|totalisé|reçu)|obtient|recueille|totalise|ont\s+obtenu|avec|ayant\s+obtenu"
_ELECTED_BY = (
    r"(?:est|a\s+été|sont|ont\s+été)\s+(?:donc\s+|ainsi\s+)?(?:(?:proclamée?s?|déclarée?s?)\s+)?"
    r"(?:élue?s?|elue?s?|proclamée?s?|désignée?s?)\b[^.;:\d(]{0,80}?(?:\b(?:par|avec)\b|(?=\())"
)
_BESIDE = (
    rf"\s*(?:\([^)]*\)\s*)?(?:,[^,.;:\d]{{2,60}},\s*)?(?:\s*(?:[:=–—-]|,|\.{{2,}}|{_GOT}|{_ELECTED_BY}))*\s*[:.]*\s*"
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
    rf"(?:pour|à|en\s+faveur\s+de|au\s+profit\s+de)\s+(?P<name>{_LIST}|la\s+{_LIST}|{CIVILITY}\s+{_PERSON})"
)
"""*9 voix pour Mme Unetelle*."""
_BARE = re.compile(rf"(?P<name>{_NAME})\s*(?:\([^)]*\)\s*)?[:=–—-]\s*(?P<votes>\d{{1,3}})(?=\s*(?:[,;.(–—-]|$|et\b))")
"""*Untel : 5*, only where votes were announced."""
_RUN = re.compile(rf"(?P<name>{_NAME})\s+(?P<votes>\d{{1,3}})(?=\s*(?:[,;.]|$|et\b))")
"""*Résultat : Untel 17, Unetelle 12*, behind the word itself."""
_RESULT = re.compile(r"\bresultats?\s*:")
_LINE = re.compile(
    rf"\W*(?P<name>(?:{CIVILITY}\s+)?{_WORD}(?:\s+{_WORD}){{1,3}})\s+(?P<votes>\d{{1,3}})\s*\((?i:{NUMBER_WORDS})\)\W*$"
)
"""*Untel Prénom 5 (cinq)*, a line of the official model: the number in digits and in words."""
_NO_CANDIDATES = re.compile(
    r"\b(?:votants?|suffrages?|bulletins?|majorite|nombre|blancs?|nuls?|exprimes?|pour|contre|abstentions?|total|ont|tour"
    r"|conseil|presents?|pouvoirs?|reste|square|rue|place)\b"
)


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
    return [found[k] for k in sorted(found)]


def may_stand(printed: str) -> bool:
    """Whether it is a name, never a label of the count."""
    return _NO_CANDIDATES.search(fold(printed)) is None


_HEAD_NAME = re.compile(r"\W*(?:noms?\b|candidate?s?\b|listes?\b|membres?\b)|.*\bcandidat")
_HEAD_ROUND = re.compile(r".*\btour\b")
_HEAD_VOTES = re.compile(r".*\btour\b|.*\b(?:suffrages?|voix|bulletins)\b|\W*nombre\b|.*\bchiffres\b")


def counts_of_table(table: Table) -> Iterator[tuple[Cell, Cell, int]]:
    """The rows of a table of candidates: the cell of the name, that of the number, the number."""
    for header in range(min(3, table.n_rows)):
        heads = {k: fold(c.text.string) for k, c in enumerate(table.row(header)) if c is not None and c.row == header}
        name = next((k for k, h in heads.items() if _HEAD_NAME.match(h)), None)
        if name is None and not heads.get(0) and len(heads) > 1:
            name = 0 if all(_HEAD_ROUND.match(h) for k, h in heads.items() if k) else None
        votes = [k for k, h in heads.items() if _HEAD_VOTES.match(h) and k != name]
        if name is None or not votes:
            continue
        for row in range(header + 1, table.n_rows):
            who = table.cell(row, name)
            if who is None or who.row != row or not re.search(r"[A-ZÀ-Þ]{2}|[A-ZÀ-Þ][a-zà-ÿ]", who.text.string):
                continue
            filled = [c for k in votes if (c := table.cell(row, k)) is not None and c.text.string.strip()]
            is_by_round = all(_HEAD_ROUND.match(heads[k]) for k in votes)
            for got in filled if is_by_round else filled[:1]:
                number = number_of(fold(got.text.string))
                if number is not None and may_stand(who.text.string):
                    yield who, got, number
        return

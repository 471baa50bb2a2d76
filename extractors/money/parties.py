"""The other party of a sum: the commune billed, the bank that lends, the company paid."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractors.money.lexicon import alternation, folded, lexicon, words

_UPPER = r"(?:(?:[A-Z]\.)+|(?:Ste?|Ets)\.|[A-ZÀ-ÝŒ](?:[\w’'&-]|\.(?=\w))*)"
"""A word of a name: a point ends it, unless it stands inside (*S.A.R.L.*) or after an abbreviation."""
_LINK = r"(?:de la|de l['’]|d['’]|de|du|des|la|le|les|l['’]|en|sur|sous|lès|lez|&)"
_QUOTED = re.compile(
    r"\s*(?:dénommée?\s+)?(?:«\s*(?P<name>[^«»]{2,60}?)\s*»|[“\"]\s*(?P<other>[^“”\"]{2,60}?)\s*[”\"])"
)
_NAME = re.compile(
    rf"\s*(?:dénommée?\s+|«\s*|“\s*|\"\s*)?(?P<name>(?:{_LINK}\s*)?{_UPPER}(?:\s+(?:(?:{_LINK}\s*){{1,2}}|et\s+(?=Fils|Cie|Associés)|){_UPPER}){{0,5}})"
)
_BANK = -1
_INSTITUTION = -2
_OFFICE = re.compile(
    r"(?:l[ea]|l'|les)?\s*(?:premi\w+ )?(?:president|maire|adjoint|vice|prefet|rapporteur|"
    r"conseill|tresor|receveur|percepteur|direct)"
)
_BEFORE_PERSON = re.compile(r"(?:\b(?:a|de|d'|par|avec|chez|aux|entre|envers|pour|aupres de)\s*|d'|^)$")
_GIVEN_THE_FLOOR = re.compile(r"\bparole a\s*$")
_SENTENCE = re.compile(r"(?<!\bM)(?<!\bMM)[.;!?]\s+(?=[A-ZÀ-Ý])")


@dataclass(frozen=True, slots=True)
class Party:
    """A party named at an offset of a text."""

    start: int
    name: str
    kind: int
    """Which list of words told it: two parties of one kind that differ are two parties."""

    @property
    def is_proper(self) -> bool:
        """Whether it has a name of its own, by which the sentences that follow may still be about it."""
        return self.kind != _INSTITUTION


def parties_in(text: str) -> tuple[Party, ...]:
    """Every party named, in order."""
    plain = folded(text)
    found: list[Party] = []
    for bank in words("finance", "banks").finditer(plain):
        if text[bank.start()].isupper():
            found.append(Party(bank.start(), _bare(text[bank.start() : bank.end()]), _BANK))
    persons = len(lexicon("finance")["parties"]) - 1
    for kind, expression in enumerate(lexicon("finance")["parties"]):
        for mark in alternation((expression,)).finditer(plain):
            name = _name_after(text, mark.end())
            if (
                name is None
                or _OFFICE.match(folded(name[0]))
                or (kind == persons and _is_speaking(plain, mark.start(), name[1]))
                or any(p.start - 4 <= mark.start() <= p.start + len(p.name) for p in found)
            ):
                continue
            found.append(Party(mark.start(), _bare(f"{text[mark.start() : mark.end()]} {name[0]}"), kind))
    for institution in words("finance", "institutions").finditer(plain):
        if not any(p.start - 4 <= institution.start() <= p.start + len(p.name) for p in found):
            found.append(Party(institution.start(), _bare(text[institution.start() : institution.end()]), _INSTITUTION))
    inside = {p for p in found for q in found if q.start < p.start <= q.start + len(q.name)}
    return tuple(sorted((p for p in found if p not in inside), key=lambda p: p.start))


def _name_after(text: str, place: int) -> tuple[str, int] | None:
    """The proper name at a place, whole where it is quoted, and where it ends."""
    quoted = _QUOTED.match(text, place)
    if quoted is not None:
        return quoted["name"] or quoted["other"], quoted.end()
    name = _NAME.match(text, place)
    return (name["name"].strip(), name.end()) if name else None


_ASIDE = re.compile(r"\s*\([^()]{1,40}\)")
"""*M. X (rapporteur) présente ...*."""


_SAYS = re.compile(r"\s{0,2}:|\s?\.?\s?[–—-]\s")
"""*M. X : « ... »*, *M. X. – ...*."""


def _is_speaking(plain: str, start: int, end: int) -> bool:
    """Whether a person presents, asks or is given the floor: who speaks is not who is paid."""
    before = plain[max(0, start - 12) : start]
    if not _BEFORE_PERSON.search(before) or _GIVEN_THE_FLOOR.search(before):
        return True
    aside = _ASIDE.match(plain, end)
    end = aside.end() if aside is not None else end
    if _SAYS.match(plain, end):
        return True
    verbs = "|".join(lexicon("finance")["speaks"])
    return bool(re.compile(rf"\s*,?\s*(?:(?:ne|n'|se|s'|l'|leur|lui|y)\s*)*(?:{verbs})").match(plain, end))


def party_of(parties: tuple[Party, ...], text: str, place: int, carried: Party | None) -> Party | None:
    """The party of a sum at ``place``.

    The last named before it in its sentence, else the first after it there, else the last named before it at all.
    """
    start = max((m.end() for m in _SENTENCE.finditer(text, 0, place)), default=0)
    end = next((m.start() for m in _SENTENCE.finditer(text, place)), len(text))
    before = [p for p in parties if start <= p.start < place]
    after = [p for p in parties if place <= p.start < end]
    earlier = [p for p in parties if p.start < start and p.is_proper]
    named = before[-1:] or after[:1] or earlier[-1:]
    return named[0] if named else carried


def differ(one: Party | None, other: Party | None) -> bool:
    """Whether two sums are certainly for two parties: both named, of one kind, and neither name within the other."""
    if one is None or other is None or one.kind != other.kind:
        return False
    first, second = set(folded(one.name).split()), set(folded(other.name).split())
    return not (first <= second or second <= first)


def _bare(name: str) -> str:
    name = re.sub(r"\s+", " ", name)
    return _ARTICLE.sub("", name).strip(" .,;")


_ARTICLE = re.compile(
    r"^(?:(?:l['’])?(?:offres?|devis) de )?(?:(?:du|de(?=\s+l[a'’])|à|a)\s+)?(?:(?:la|le|les|une?|aux?)\s+|l['’])?",
    re.IGNORECASE,
)

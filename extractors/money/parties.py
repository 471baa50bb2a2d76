"""The other party of a sum: the commune billed, the bank that lends, the company paid."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractors.money.lexicon import alternation, folded, lexicon, words

_UPPER = r"[A-ZÀ-ÝŒ][\w’'&.-]*"
_LINK = r"(?:de la|de l['’]|d['’]|de|du|des|la|le|les|l['’]|en|sur|sous|lès|lez|&)"
_NAME = re.compile(
    rf"\s*(?:dénommée?\s+|«\s*|“\s*|\"\s*)?(?P<name>(?:{_LINK}\s*)?{_UPPER}(?:\s+(?:(?:{_LINK}\s*){{1,2}}|et\s+(?=Fils|Cie|Associés)|){_UPPER}){{0,5}})"
)
_BANK = -1
_OFFICE = re.compile(
    r"(?:l[ea]|l'|les)?\s*(?:premi\w+ )?(?:president|maire|adjoint|vice|prefet|rapporteur|"
    r"conseill|tresor|receveur|percepteur|direct)"
)
_BEFORE_PERSON = re.compile(r"(?:\b(?:a|de|d'|par|avec|chez|aux|entre|envers|pour|aupres de)\s*|d'|^)$")
_SENTENCE = re.compile(r"[.;!?]\s+(?=[A-ZÀ-Ý])")


@dataclass(frozen=True, slots=True)
class Party:
    """A party named at an offset of a text."""

    start: int
    name: str
    kind: int
    """Which list of words told it: two parties of one kind that differ are two parties."""


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
            if kind == persons and not _BEFORE_PERSON.search(plain[max(0, mark.start() - 12) : mark.start()]):
                continue  # who speaks is not who is paid
            name = _NAME.match(text, mark.end())
            if (
                name is None
                or _OFFICE.match(folded(name["name"]))
                or any(p.start - 4 <= mark.start() <= p.start + len(p.name) for p in found)
            ):
                continue
            found.append(Party(mark.start(), _bare(f"{text[mark.start() : mark.end()]} {name['name'].strip()}"), kind))
    return tuple(sorted(found, key=lambda p: p.start))


def party_of(parties: tuple[Party, ...], text: str, place: int, carried: Party | None) -> Party | None:
    """The party of a sum at ``place``.

    The last named before it in its sentence, else the first after it there, else the last named before it at all.
    """
    start = max((m.end() for m in _SENTENCE.finditer(text, 0, place)), default=0)
    end = next((m.start() for m in _SENTENCE.finditer(text, place)), len(text))
    before = [p for p in parties if start <= p.start < place]
    after = [p for p in parties if place <= p.start < end]
    earlier = [p for p in parties if p.start < start]
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
    return re.sub(r"^(?:la|le|l['’]|les|une?|aux?)\s*", "", name, flags=re.IGNORECASE).strip(" .,;")

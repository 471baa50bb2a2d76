"""Who minutes say is elected: *M. Untel est proclamé élu*, *Sont élus : Mme Unetelle et M. Untel*.

Belongs here: the names in one string. Does not belong here: what they got (`extractors.candidates`), or which blocks
are asked (`extractors.elections`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.candidates import PERSON
from extractors.records import Choice
from extractors.voters import names_before

_BE = r"(?:est|a\s+été|a\s+ete|sont|ont\s+été|ont\s+ete)\s+(?:donc\s+|ainsi\s+)?"
_NOT_SECRETARY = r"(?!\w*\s+(?:[\w']+\s+){0,3}?secr[ée]taire)"
_ASIDE = r"(?:,?\s*ayant\s+obtenu[^.;]*?|\([^)]*\)|,[^,.;:]{2,50},)?,?\s*"
ELECTED = re.compile(
    rf"(?P<name>{PERSON})\s*{_ASIDE}"
    rf"(?:{_BE}(?:proclam|élu|elu|déclaré|declare)|[:,]?\s*\d{{1,3}}\s+voix\s*,?\s+élue?\b){_NOT_SECRETARY}"
)
"""*M. Untel, ayant obtenu la majorité absolue, est proclamé élu*, *M. Untel : 10 voix, élu*."""
_NAMED = re.compile(rf"(?P<name>{PERSON})\s*{_ASIDE}(?:{_BE}(?:désign|design|nomm)|devient\b){_NOT_SECRETARY}")
"""*M. Untel, ayant obtenu la majorité, est désigné*: elected where a ballot is told, else merely named."""
_SEVERAL = re.compile(
    rf"\b(?:sont|ont\s+été|ont\s+ete)\s+(?:donc\s+|ainsi\s+)?(?:élu|elu|désign|design|nomm)\w*{_NOT_SECRETARY}"
    rf"|\b(?:sont|ont\s+été|ont\s+ete)\s+(?:donc\s+|ainsi\s+)?(?:proclam|déclar|declar)\w*\b(?!\s+candidat){_NOT_SECRETARY}",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"(?:^|[\s(–—-])(?:[ÉE]lue?s?(?:\(e\))?\s*:\s*|[ÉE]li(?:t|sent)[\s,:]+(?=(?:M|Mm|Mr|Mme|Mmes|Mlle|Monsieur|Madame)\b))",
    re.IGNORECASE,
)
"""*Élue : Mme Unetelle*, *Le conseil élit M. Untel*."""
_STOP = re.compile(r"(?<=[a-zß-ÿ0-9)]{2})\.(?:\s|$)|$")
_PERSON = re.compile(PERSON)


def names_elected(text: str) -> Iterator[str]:
    """The names as printed, in no order; some are words that only look like names."""
    for pattern in (ELECTED, _NAMED):
        yield from (match["name"] for match in pattern.finditer(text))
    for match in (*_SEVERAL.finditer(text), *_LABEL.finditer(text)):
        stop = _STOP.search(text, match.end())
        yield from (found[0] for found in _PERSON.finditer(text, match.end(), stop.start() if stop else len(text)))
    for match in _SEVERAL.finditer(text):
        yield from (voter.name for voter in names_before(text, match.start(), 0, Choice.FOR))

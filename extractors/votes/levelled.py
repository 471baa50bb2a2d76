"""The text of a vote with what stands between names and numbers set level, letter for letter.

*M. X (et pouvoir de Mme Y)* names two who voted alike; *Ont voté pour (11) : ...* counts as *Pour (11) : ...* does.
Belongs here: rewriting of the same length, so that every place stays. Does not belong here: reading votes (`find`).
"""

from __future__ import annotations

import re

_WITH_POWER = re.compile(
    r"\(\s*(?:et\s+pour\s+|(?:\+|et|avec|ayant|dont|y compris)?\s*(?:le\s+|un\s+|aussi\s+le\s+)?"
    r"(?:pouvoirs?|procurations?|mandats?)\s+(?:de\s+|d['’]\s?))(?P<who>[^\W\d][^()]{2,80})\)",
    re.IGNORECASE,
)
_BY_POWER = re.compile(
    r"\(\s*(?:par|a donné|ayant donné)\s+(?:pouvoir|procuration|mandat)[^()]{0,40}\)|"
    r"\(\s*(?:pouvoir|procuration)\s+à\s+[^()]{3,40}\)",
    re.IGNORECASE,
)
_VOTED = re.compile(r"\b(?:ont|a)\s+voté\s+(?P<choice>pour|contre)(?=\s*(?:\(\s*\d|:\s*\d))", re.IGNORECASE)
_ABSTAINED = re.compile(r"\bse\s+sont\s+abstenu(?:e?s)?(?=\s*(?:\(\s*\d|:\s*\d))", re.IGNORECASE)


def levelled(text: str) -> str:
    """The same text, of the same length, in the plain form of a vote."""
    if "(" not in text and ":" not in text:
        return text
    text = _WITH_POWER.sub(_listed, text)
    text = _BY_POWER.sub(lambda m: " " * len(m[0]), text)
    text = _VOTED.sub(lambda m: m["choice"].capitalize().rjust(len(m[0])), text)
    return _ABSTAINED.sub(lambda m: "Abstentions".rjust(len(m[0])), text)


def _listed(match: re.Match[str]) -> str:
    """Names stay where they are printed: spaces fill what goes before them, and the bracket behind."""
    lead = match.start("who") - match.start() - 1
    return "," + " " * lead + match["who"] + " " * (match.end() - match.end("who"))

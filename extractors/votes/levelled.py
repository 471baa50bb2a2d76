"""The text of a vote with what stands between names and numbers set level, letter for letter.

*M. X (et pouvoir de Mme Y)* and *M. X et par procuration Mme Y* name two who voted alike; *Ont voté pour (11) : ...*
counts as *Pour (11) : ...* does.
Belongs here: rewriting of the same length, so that every place stays. Does not belong here: reading votes (`find`).
"""

from __future__ import annotations

import re

_WITH_POWER = re.compile(
    r"\(\s*(?:et\s+pour\s+|(?:\+|et|avec|ayant|dont|y compris)?\s*(?:le\s+|un\s+|aussi\s+le\s+)?"
    r"(?:pouvoirs?|procurations?|mandats?)\s+(?:de\s+|d['’]\s?))(?P<who>[^\W\d][^()]{2,80})\)",
    re.IGNORECASE,
)
_POWER = r"(?:pouvoirs?|procurations?|mandats?)"
_BEARS = re.compile(
    rf"(?:\ben\s+son\s+nom(?:\s+propre)?\s+(?:et|ainsi\s+qu[e'’])\s*au\s+nom\s+d(?:e\s+|['’]\s?)"
    rf"|\b(?:ayant|détenant|avec|porteur|porteuse|muni|munie|titulaire)\s+(?:d['’]\s?|de\s+|du\s+)?(?:la\s+|le\s+|une?\s+)?"
    rf"{_POWER}\s+d(?:e\s+|['’]\s?)|\bmandataire\s+d(?:e\s+|['’]\s?))(?=[A-ZÀ-Þ])"
)
"""*M. X ayant le pouvoir de Mme Y*, *M. X en son nom et au nom de Mme Y*: both voted."""
_BY_POWER = re.compile(
    rf"\(\s*(?:par|a donné|ayant donné)\s+{_POWER}[^()]{{0,40}}\)|"
    rf"\(\s*(?:pouvoir|procuration)\s+à\s+[^()]{{3,40}}\)|"
    rf"\bayant\s+donné\s+{_POWER}\s+à\s+[^,;()]{{3,50}}?(?=\s+et\b|\s*[,;()]|\s*$)|"
    rf"(?<=[\w)])\s+par\s+{_POWER}\b(?!\s+d)",
    re.IGNORECASE,
)
"""*Mme Y par pouvoir*, *Mme Y ayant donné pouvoir à M. X*: how she voted, not who."""
_CHOICE_BEHIND = re.compile(
    r"(?P<name>[A-ZÀ-Þ][\w'’-]+) \(\s?(?P<choice>(?i:(?:vote\s+)?contre|abstentions?|abst\.?|s['’]abstient))\s?\)"
)
"""*sauf M. X (abstention)* says what *M. X : abstention* does."""
_VOTED = re.compile(r"\b(?:ont|a)\s+voté\s+(?P<choice>pour|contre)(?=\s*(?:\(\s*\d|:\s*\d))", re.IGNORECASE)
_ABSTAINED = re.compile(r"\bse\s+sont\s+abstenu(?:e?s)?(?=\s*(?:\(\s*\d|:\s*\d))", re.IGNORECASE)


def levelled(text: str) -> str:
    """The same text, of the same length, in the plain form of a vote."""
    text = _BY_POWER.sub(lambda m: " " * len(m[0]), text)
    text = _BEARS.sub(lambda m: ",".ljust(len(m[0])), text)
    if "(" not in text and ":" not in text:
        return text
    text = _WITH_POWER.sub(_listed, text)
    text = _CHOICE_BEHIND.sub(lambda m: f"{m['name']} :{m['choice'].split()[-1]},".ljust(len(m[0])), text)
    text = _VOTED.sub(lambda m: m["choice"].capitalize().rjust(len(m[0])), text)
    return _ABSTAINED.sub(lambda m: "Abstentions".rjust(len(m[0])), text)


def _listed(match: re.Match[str]) -> str:
    """Names stay where they are printed: spaces fill what goes before them, and the bracket behind."""
    lead = match.start("who") - match.start() - 1
    return "," + " " * lead + match["who"] + " " * (match.end() - match.end("who"))

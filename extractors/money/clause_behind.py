"""What the words behind a sum say that it buys, and where they end: *pour les extérieurs*, *(été)*, *de charges*."""

from __future__ import annotations

import re

from extractors.money.lexicon import folded, lexicon, says
from extractors.money.price_changes import FORMER
from extractors.money.tiers import parse_tier
from extractors.votes import find_votes

_SHORTEST = 3
"""Letters an item has at least."""
_IS_NEXT = re.compile(r"\s*(?:(?:HT|TTC)\s*)?(?:[-–—/,;]|et\b)\s*[^\W\d_]")
_CHARGE = "|".join(
    (*lexicon("tariffs")["charge_nouns"], "arrhes", "charges", "provisions?", "acomptes?", "suppl[ée]ments?")
)
_TIER = r"jusqu['’][aà]\s\d|de\s\d[\d ]*(?:\s?m[³3²2])?\s[aà]\s\d|au[- ]del[aà]\b|au[- ]dessus\b"
_FOR = re.compile(
    r"^\s*(?:(?:HT|TTC)\s*)?"
    r"(?:pour\s+(?:le\s+|la\s+|les\s+|l['’]\s*|un\s+|une\s+)?|[-–]\s*|"
    rf"aux\s+|(?:d['’]|de\s+)(?={_CHARGE})|(?={_TIER})|(?=(?:sans|avec)\s)|(?P<bracket>\()\s*)"
    r"(?P<item>(?(bracket)[^/;.()]{2,120}?|[^/;.,:]{2,120}?))\s*(?:[/;.)]|(?(bracket)(?!)|(?:,|$)))",
    re.IGNORECASE,
)
_TRAILING = re.compile(
    rf"\s*,?\s*\b(?:(?:et|ou|puis|ainsi que|soit|de)\s*$|(?:{'|'.join(lexicon('tariffs')['name_ends'])})(?!\w).*$)"
)


def item_behind(after: str) -> tuple[str | None, int]:
    """*pour l'acquisition de la licence*, *(été)*: what words behind a sum say that it buys, and where they end."""
    behind = _FOR.match(after)
    if behind is None:
        return None, 0
    item = _LINKED.sub("", behind["item"])
    item = item if parse_tier(item) is not None else cut(item)
    end = behind.end() if behind["bracket"] else behind.start("item") + len(item)
    letters = sum(c.isalpha() for c in item) + (_SHORTEST if _DURATION.fullmatch(folded(item)) else 0)
    if letters < _SHORTEST + (behind["bracket"] is None) or _NO_ITEM.fullmatch(folded(item)) or find_votes(item):
        return None, 0
    return (None, 0) if says(FORMER, behind["item"]) else (" ".join(item.split()), end)


_LINKED = re.compile(r"\s+(?:(?:et|ou|puis)(?:\s+à)?|(?:et|puis)\s+(?:la\s+)?gratuit.*)\s*$", re.IGNORECASE)
_DURATION = re.compile(r"(?:une duree de )?\d{1,2} (?:ans|mois|jours|heures)")
"""*le m², pour 30 ans*."""
_NO_ITEM = re.compile(
    r"(?:les )?entre|comme|(?:(?:les |ces )?(?:tarifs?|prix) )?(?:inchange|maintenu|reconduit|nouveau|nouvelle)e?s?|"
    r"(?:sans|pas de) (?:changement|modification|augmentation)|idem|pour (?:memoire|rappel)"
)
"""What stands before a second sum or a date, or tells whether the price changes (*(inchangé)*), and names nothing."""


def labels_next(after: str) -> bool:
    """Whether what stands between a sum that has its label before it and the next sum is the label of that one."""
    return _IS_NEXT.match(after) is not None


def cut(text: str) -> str:
    """Without what begins after the name of a thing (*… à compter du*, *… et*, *… et à*)."""
    text = re.sub(r"\s+à\s*$", "", text)
    while (match := _TRAILING.search(folded(text))) is not None and match.start() > 0:
        text = text[: match.start()].rstrip(" ,")
    return text.strip(" ,–—-(")

"""What a sum in a sentence is for, and the facts of a loan that stand with it: rate, term, reference."""

from __future__ import annotations

import re
from decimal import Decimal

from extractors.french.money import decimal_of
from extractors.money.lexicon import folded

_SENTENCE = re.compile(r"(?<=[.;!?])(?<!\bM\.)(?<!\bMM\.)\s+(?=[A-ZÀ-Ý«-])|\n")
_LEADING = re.compile(
    r"^\W*(?:(?:il s['’]agit(?: donc)?|il est proposé|il convient|après en avoir délibéré|et|"
    r"soit|d['’]\s?où(?:\s+une?)?|ainsi que|dont|pour|à savoir|en effet|également|cependant)\b[\s,:]*)*"
    r"(?:d['’]|de\s+|que\s+)?",
    re.IGNORECASE,
)
_TRAILING = re.compile(
    r"(?:\s*(?:\b(?:pour|d['’]|de|du|à|au|est|s['’]élève(?:nt)?|étant|hauteur|la somme|"
    r"un montant|le montant|montant|total|global|soit|estimée?s?|évaluée?s?|fixée?s?|"
    r"une|un|la|le|les|sera|serait|sont|et|par|environ|(?<!non[- ])valeur|"
    r"arrêtée?|ht|ttc|prix)\b|[:=–—(-]))+\s*$",
    re.IGNORECASE,
)
_RATE = re.compile(r"(?:taux|t\.?e\.?g\.?|interet)[^%\d]{0,40}?(?P<rate>\d{1,2}(?:[.,]\d{1,4})?)\s?%")
_TERM = re.compile(
    r"(?:sur|duree (?:totale )?(?:de|d'|:)|pendant|remboursable en|pour une duree de|"
    r"d'une duree de)\s*(?:une duree de\s*)?(?P<count>\d{1,3})\s*(?P<unit>ans?|annees?|mois)\b"
)
_REFERENCE = re.compile(
    r"\b(?P<kind>titres?|factures?|mandats?|devis|march[ée]s?|contrats?|bons? de commande|"
    r"conventions?|avenants?|engagement|pr[êe]t)\s*(?:n\s?[°ºo]\s*|num[ée]ro\s*)?"
    r"(?P<number>(?=[\w/.-]*\d)[A-Z0-9][\w/.-]{2,})",
    re.IGNORECASE,
)


_SETS = re.compile(
    r"^(?:le |la |l['’])?[\w ]{0,30}\b(?:fixe|vote|attribue|alloue|accorde|verse|octroie)\s*$", re.IGNORECASE
)
_LONGEST = 160


def purpose_of(before: str, after: str) -> str | None:
    """The words of its own sentence that lead up to a sum; those that follow where none lead up to it."""
    head = _TRAILING.sub("", _SENTENCE.split(before)[-1])
    head = _LEADING.sub("", head).strip(" ,;:–—-")
    tail = _SENTENCE.split(after)[0].strip(" ,;:.–—-)")
    if _SETS.search(head) and len(tail) > len(head):
        return tail[:_LONGEST]  # *Le conseil fixe à 470 € l'indemnité de gardiennage*
    if len(head) >= 8:
        whole = " ".join(head.split())
        return whole if len(whole) <= _LONGEST else whole[-_LONGEST:].split(" ", 1)[-1]
    joined = " ".join(f"{head} {tail}".split())
    return joined[:_LONGEST] or None


def rate_in(before: str, after: str) -> Decimal | None:
    """The interest rate printed with a loan, in per cent."""
    match = _RATE.search(folded(f"{before} {_near(after)}"))
    return decimal_of(match["rate"]) if match else None


def term_in(before: str, after: str) -> int | None:
    """The term printed with a sum, in months."""
    match = _TERM.search(folded(_near(after))) or _TERM.search(folded(before))
    if match is None:
        return None
    return int(match["count"]) * (1 if match["unit"] == "mois" else 12)


def reference_in(text: str) -> str | None:
    """The reference of a document a sum goes back to: *titre 2452*, *facture n° 12-034*."""
    found = [m for m in _REFERENCE.finditer(text) if not re.fullmatch(r"(?:19|20)\d{2}", m["number"])]
    return f"{found[-1]['kind'].lower()} {found[-1]['number']}" if found else None


def _near(after: str) -> str:
    return _SENTENCE.split(after)[0][:120] if after else ""

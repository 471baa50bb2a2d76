"""Price tiers: from printed words to bounds.

``0-25``, ``75 et +``, ``QF < 400``, ``moins de 12 ans``, ``Q 1 : de 0 € à 167 €``, ``3 enfants et plus``.
Bounds are as printed: whether a bound itself belongs to the tier is not decided here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from extractors.french.money import decimal_of
from extractors.money.lexicon import folded

_N = r"\d{1,3}(?:[ \u00a0\u202f.]\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?"
_U = (
    r"(?:\s?(?:€|euros?|ans?|mois|m2|m²|m3|m³|m[°?]|ml|mg|kg|km|%|jours?|heures?|h|metres?|m|habitants?|"
    r"hab\.?|agents?|postes?|comptes?|personnes?|pers\.?|eleves?|enfants?|adherents?|"
    r"logements?|l|litres?|ha|tonnes?|t|kva|places?|couverts?|lignes?|pages?))?"
)
_LEAD = (
    r"(?:[a-h]\s?[–—:-]\s+)?(?:(?:tranche|t|quotient(?: familial)?|q[fe]|q|niveau|groupe|categorie|cat|"
    r"palier)\.?\s*(?:n°\s*)?(?:[a-z](?![a-z])|\d{1,2}(?!\d)|[ivx]+(?![a-z]))?\s*[:–-]?\s*)?"
    r"(?:(?:quotient(?: familial)?|q[fe]|q\.f\.?|revenus?(?:\s+(?:mensuels?|annuels?|fisca(?:l|ux)|imposables?))?|"
    r"ages?|enfants?|jeunes?|adultes?|"
    r"personnes?|foyers?|menages?|familles?|communes?|communautes?|collectivites?|etablissements?|"
    r"structures?|entreprises?|associations?|employeurs?|bateaux?|vehicules?|logements?|groupes?|"
    r"longueur|largeur|surface|superficie|duree|puissance)\s*[:–-]?\s*(?:de\s+(?=moins|plus))?)?"
)
_MORE = r"(?:et\s*(?:\+|plus|au[- ]dela|au[- ]dessus)|ou\s*(?:\+|plus)|\+|et superieur)"
_HIGH = rf"(?P<high>{_N}){_U}(?:\s*(?:inclus|revolus))?"
_LOW = rf"(?P<low>{_N}){_U}"
_FORMS = tuple(
    re.compile(rf"^{_LEAD}{form}\s*$")
    for form in (
        rf"(?:(?:est\s+)?compris(?:e|es)?\s+)?(?:de|entre|d')?\s*{_LOW}\s*"
        rf"(?:-|/|a|et|(?:<=?|≤)\s*(?:qf|q\.?f\.?)\s*(?:<=?|≤))\s*(?:moins de\s*)?{_HIGH}",
        rf"(?:a partir de\s*|de\s*|des\s*)?{_LOW}\s*{_MORE}",
        rf"(?:(?:de )?plus de|sup\w{{3,6}}ure?s? (?:a|ou egale?s? a)|au[- ]dela de|au[- ]dessus de|a partir de|"
        rf">=?|≥|\+ de|\+)\s*{_LOW}",
        rf"(?:(?:de )?moins de|inf\w{{3,6}}ure?s? (?:a|ou egale?s? a)|jusqu'a|<=?|≤|- de|jusque)\s*{_HIGH}",
        rf"(?P<high>{_N}){_U}\s*(?:et moins|ou moins|et -|maximum|maxi)",
    )
)
_NOT_TIER = re.compile(r"^\d{2}/\d{2}(?:/\d+)?$|^(?:19|20)\d{2}\s*[-/]\s*(?:19|20)\d{2}$|\d\s?h(?:\d|\b(?!ab))")
"""Dates, school years and hours of the day."""
_COUNTED = re.compile(
    rf"^(?P<low>\d{{1,3}})(?:er|ere|e|eme)?\s+(?!et\b|ou\b)(?P<noun>[a-z][a-z '-]*?)(?P<more>\s+{_MORE})?$"
)


_TIME = re.compile(
    r"(?:an|annee|mois|jour|journee|heure|semaine|nuit|minute|soiree|mn|min|litre|l|cm|mm|kg|kva|ampere)s?\b"
)
"""A term is no tier, nor is a size: *10 ans*, *30 ans*, *240 litres*."""
_NAMED = re.compile(
    r"(?:tranche|t|quotient(?: familial)?|q\.?f\.?|q|niveau|groupe|categorie|cat|palier)?\.?\s*(?:n°\s*)?"
    r"(?:[a-h]|\d{1,2}|[ivx]{1,4})?\s*\((?P<bounds>[^()]+)\)"
)
"""*QF 1 (0 à 500)*, *Tranche A (moins de 400 €)*."""


@dataclass(frozen=True, slots=True)
class Tier:
    """A tier as printed, with its bounds."""

    printed: str
    low: Decimal | None
    high: Decimal | None


def parse_tier(text: str) -> Tier | None:
    """The tier a cell states, None where the cell says more or something else."""
    bare = _bare(text)
    if (named := _NAMED.fullmatch(bare)) is not None:
        bare = named["bounds"].strip()
    if not any(c.isdigit() for c in bare) or _NOT_TIER.search(bare):
        return None
    for form in _FORMS:
        if match := form.match(bare):
            groups = match.groupdict()
            low = decimal_of(groups["low"]) if groups.get("low") else None
            high = decimal_of(groups["high"]) if groups.get("high") else None
            if low is not None and high is not None and low > high:
                return None
            return Tier(_spaced(text), low, high)
    return None


_TRAILING = re.compile(
    r"[\s:,(-](?P<tier>(?:de|entre|moins de|plus de|au[- ]dela de|au[- ]dessus de|jusqu'a|a partir de|superieure?s?|"
    r"inferieure?s?|<|>|≤|≥)(?![^\W\d_]).*)$"
)
_NOUN = re.compile(r"(?:\D|(?<=m)[23]){3,60}")


def trailing(text: str) -> tuple[str, Tier] | None:
    """*consommation de 0 à 100 m³*: what is counted, and the tier; to be believed only beside another tier of it."""
    bare, plain = _bare(text), folded(text)
    place = 0
    while (match := _TRAILING.search(bare, place)) is not None:
        place = match.start() + 1
        tier = parse_tier(match["tier"].rstrip(")"))
        noun = bare[: match.start()].removesuffix(" de").strip(" :,(-")
        if tier is not None and _NOUN.fullmatch(noun):
            start = plain.index(match["tier"])
            head = re.sub(r"\sde$", "", text[:start].strip(" :,(–-"))
            return head.strip(" :,(–-"), Tier(_spaced(text[start:]), tier.low, tier.high)
    return None


def counted(text: str) -> tuple[str, Tier] | None:
    """*2 services souscrits*: the noun counted and the tier, to be believed only beside rows that count the same."""
    match = _COUNTED.match(_bare(text))
    if match is None:
        return None
    if _TIME.match(match["noun"]):
        return None
    low = Decimal(match["low"])
    noun = re.sub(r"s\b", "", match["noun"]).strip()
    return noun, Tier(text.strip(), low, None if match["more"] else low)


def _spaced(text: str) -> str:
    """As printed, without specks at the ends, and with the spaces a scan loses (``75et+``)."""
    bare = re.sub(r"^[^\w<>≤≥+]+|[^\w+)%€²³.]+$", "", text.strip())
    bare = bare.removesuffix(")") if bare.count(")") > bare.count("(") else bare
    bare = re.sub(r"^de\s+(?=moins\s|plus\s)", "", bare, flags=re.IGNORECASE)
    bare = re.sub(r"(?<=\d)(?=et\b|et\+|à\b)|(?<=\bet)(?=\+|plus)", " ", bare)
    return re.sub(r"(?<=\det)(?=\+)|(?<=\d et)(?=\+)", " ", bare)


def _bare(text: str) -> str:
    return " ".join(folded(text).split()).strip(" .:;*|'\"”“‘’_")


_NAME_ONLY = re.compile(
    r"(?:(?:tranche|t|quotient(?: familial)?|q\.?f\.?|q|niveau|groupe|categorie|cat|palier)\.?\s*)?(?:n°\s*)?"
    r"(?:[a-h]|\d{1,2}|[ivx]{1,4})"
)


def names_tier(text: str) -> bool:
    """Whether a cell is the mere number of a tier (*A*, *Tranche 3*, *T2*), whose bounds stand beside it."""
    return _NAME_ONLY.fullmatch(_bare(text)) is not None

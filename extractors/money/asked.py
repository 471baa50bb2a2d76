"""Whether a sum in running text is a price the body asks, by its sentence, the list it stands in and its titles.

A sum is a price where its own sentence speaks of prices or sets a charge, or where it stands in a list that the title
or the announcing sentence says is one of prices; never where the sentence speaks of contracts, grants, loans, budgets.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractors.document import Block, BlockKind
from extractors.french.money import find_money
from extractors.money.lexicon import folded, says, words
from extractors.money.naming import SENTENCE, is_sentence, without_fixed
from extractors.money.price_clauses import Said, sets_price
from extractors.money.prices import never_a_price, speaks_of_charges, speaks_of_other_money, speaks_of_prices

_FEWEST = 2
_SHORT = 120
"""Characters up to which a sentence without a verb is an entry of a list."""
_CHARGES = (
    r"(?:tarifs?|prix|loyers?|fermages?|surtaxes?|redevances?|locations?|droits?|cautions?|"
    r"taxes? (?:de sejour|d'affouage|d'inhumation)|forfaits?|concessions?)"
)
_SETS = re.compile(
    rf"\bfix\w*\b.{{0,80}}\b(?:{_CHARGES}|participations?|abonnements?|adhesions?|montants? de (?:la|l')\s?\w+)|"
    rf"\b(?:mainti?en|port|ramen|relev|augment)\w*\b.{{0,80}}\b{_CHARGES}|"
    r"\bfix\w*\s+(?:le|son|leur|un) montant\b|"
    r"\b(?:penalite|majoration|supplement)s? de \d[^.;]{0,40}\s(?:est|sont|sera|seront)\s+"
    r"(?:applique|percu|demande|facture|du)e?s?\b|"
    r"\best demande (?:au?x?|a l'|a la|par) ?\w+[^.;:]{0,30}:|"
    rf"\b{_CHARGES}\b[^;]{{0,90}}?\s(?:(?:est|sont|sera|seront|reste\w*|a ete|demeure\w*)\s+(?:\w+\s+)?"
    r"(?:fixee?s?|portee?s?|maintenue?s?|ramenee?s?|etablie?s?)\s+a|(?:est|sont|sera|seront)\s+(?:de|a)|"
    r"passe\w*\s+(?:de|a)|reste\w*\s+a)\s+\d|"
    r"\bil (?:est|sera) demande \d|\bmoyennant une? (?:loyer|redevance)\b|"
    r"\blou\w+\b.{0,120}\bloyer\s+(?:\w+\s+)?(?:de|a)\s+\d|"
    rf"\b(?:instaur|institu|appliqu)\w*\b.{{0,40}}\b(?:{_CHARGES}|cotisations?|participations?|adhesions?)|"
    r"\bmajoree?s? de \d|"
    r"\bvendre\b.{0,60}\bdes\s+(?!(?:parcelles?|terrains?|lots?|immeubles?|maisons?|vehicules?|actions)\b)|"
    r"\bvend(?:re|u|ue|us|ues)\b.{0,60}\s(?:au (?:prix|tarif) de|a)\s+\d[\d ,.]*\s*(?:€|euros?)\s*(?:le|la|par)\s+"
    r"(?!m2|m²|metre|parcelle)"
)
"""The body sets, keeps or asks a charge: *fixe le loyer*, *la redevance est de*, *sera loué … pour un loyer de*."""
_COSTS = re.compile(
    r"\bcouts?\b(?![^.;]{0,80}\bfixe)|\ba coute\b|\bfactur|\bdepens|"
    r"\bvend\w*\b.{0,60}\b(?:parcelle|terrain|immeuble|maison|lot|vehicule|bien|tracteur)s?\b"
)
"""What something costs the body, or what is sold once."""


_STALLS = re.compile(
    r"\b(?:tarifs?|droits? de places?|emplacements?|forains?|commercants?)\b[^.;:]{0,40}"
    r"\b(?:du|des|au|aux|le) marches?\b(?! (?:d|publi|attrib|conclu|pass|n°))"
)
"""*les droits de place du marché*: a market, no contract."""
_IN_HOUSE = re.compile(r"\b(?:pour les |des )?travaux (?:en regie|effectues par (?:les |nos )?agents)")
"""*le taux horaire des travaux en régie*: the work of the body's own people, no contract."""
_BILLED = re.compile(
    r"\b(?:sera|seront|est|sont|etant|etre|ete)\s+(?:\w+\s+)?facturee?s?\b|\bfacturee?s?\s+aux?\b|"
    r"\bdonne(?:nt|ra|ront)? lieu a (?:la |une )?facturation\b|\bminimum de facturation\b|\bfacturation minim\w+"
)
"""What the body bills, not what it is billed."""
_MEASURED = (
    r"(?:stere|m[23²³]|metre|heure|demi-|quart d|jour|nuit|mois|an\b|annee|semaine|week-?end|repas|personne|enfant|"
    r"piece|unite|ticket|manifestation|passage|famille|foyer|tonne|kilo|kg|\d+ kg|litre|copie|page|seance|trajet)"
)
_ASKS = re.compile(
    r"\b(?:vaut|vaudra|vaudront)\b|\b(?:serait|seraient)\s+(?:de|a)\s+\d|"
    r"\b(?:couter(?:a|ont)|(?<!a )coute(?:nt)?|pai?er(?:a|ont)|payer(?:a|ont)|paient|acquitte\w*)\b|"
    r"\b(?:sera|seront|est|sont|etre|reste|restent)\b[^.;]{0,40}?"
    r"\b(?:vendu|loue|facture|compte|demande|percu|ajoute)e?s?\b|"
    r"\b(?:sera|seront|passe|passent|passera|passeront|portee?s?|fixee?s?|maintenue?s?|ramenee?s?)"
    r"\s+(?:\w+ ){0,2}?(?:a|de)\s+\d|"
    rf"\d\s?(?:€|euros?|f|francs?)\s?(?:/\s?|(?:les? |la |l'|par |de l')){_MEASURED}"
)
"""People pay: *coûtera 60 €*, *sera vendu*, *8 € le stère*."""
_SPENDS = re.compile(r"\b(?:repar|remplac(?!ement)|install|constru(?:ire|it|ction d)|achet|acqui[rs]|vers)\w*")
"""The body pays for itself (with the lexicon's `spent`)."""
_LISTS = re.compile(r"\bfix(?:e|ent|er)\b[^.;]{0,60}:\s")
"""*fixe, hors taxes : l'accès à 45 €, le remplacement d'un compteur à 70 €*."""
_PAID = re.compile(r",\s*(?:achete|paye|facture)e?s?\b[^,]*(?:,\d[^,]*)?,")
"""*le bac, payé 31 € au fournisseur, sera cédé ...*: told beside."""
_MARKET = re.compile(r"\bmarches?\b")
"""In a title: a contract, or where stalls stand (*Marché et bois*, over *le droit de place est porté à ...*)."""
_HELD = re.compile(r"\W*(?:le |un )?(?:soldes?|excedents?|deficits?|reliquats?)\s+(?:au|du|de|en)\b")
"""*Solde au 31 août : 1 245 €*: what there is in the till."""
_COST_PRICE = re.compile(r"\W*(?:(?:le |un )?(?:prix|couts?) de )?revient\b")
"""*Le prix de revient du repas est de 7,85 €*."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a sum stands."""

    block: Block
    title: str | None
    """Of the item of the minutes."""
    announcement: str | None
    """The words that announce the list it is in."""
    titles: tuple[str, ...]
    """All titles above, innermost first."""


def is_price(sentence: str, said: Said, place: Place, is_near: bool, follows: bool = False) -> bool:
    """Whether a sum is a price; ``is_near``: another sum of the block is one; ``follows``: that before it, as well."""
    block, title, announcement = place.block, place.title, place.announcement
    if said.is_bought or said.is_step or _is_joined(title) or any(_is_no_thing(label) for label in said.labels):
        return False
    own = folded(sentence).removeprefix(folded(title or "")).strip()
    plain = _BILLED.sub(" est demande ", _IN_HOUSE.sub(" ", _STALLS.sub(" ", own)))
    if announcement is not None and said.is_labelled:
        return not never_a_price(plain)
    is_listed = any(speaks_of_prices(t) and not _is_of_other_money(t) for t in place.titles)
    is_own = is_listed or speaks_of_prices(title) or says(words("tariffs", "rents"), title)
    if is_listed and said.is_labelled:
        return not never_a_price(plain) and not _COSTS.search(plain)
    is_other = speaks_of_other_money(plain)
    is_of_market = speaks_of_prices(sentence) and not speaks_of_other_money(_MARKET.sub(" ", folded(title or "")))
    if is_other or (speaks_of_other_money(title) and not is_own and not is_of_market):
        return False
    if speaks_of_prices(sentence) or _SETS.search(plain):
        return True
    if _COSTS.search(plain):
        return False
    if _is_among_prices(sentence, said, place, is_near):
        return True
    is_announced = announcement is not None and not _is_of_other_money(announcement)
    if is_announced and (follows or block.kind is not BlockKind.PARAGRAPH or _is_bare_list(sentence)):
        return True
    if is_announced and len(sentence) < _SHORT and not is_sentence(sentence):
        return True
    if (is_listed or is_announced) and (said.is_labelled or speaks_of_charges(sentence)):
        return True
    if is_listed or announcement is not None:
        return _BILLED.search(own) is not None and _ASKS.search(plain) is not None
    return _is_asked_for(plain, (title, *place.titles[:2]))


def _is_among_prices(sentence: str, said: Said, place: Place, is_near: bool) -> bool:
    """Whether what stands around a sum makes it a price: another price, the titles above, the rest of its block."""
    above = place.titles[:2]
    if is_near and said.is_labelled:
        return True
    if (is_near or any(speaks_of_charges(t) or speaks_of_prices(t) for t in above)) and sets_price(sentence):
        return True
    string = place.block.string
    if (said.labels or said.item) and speaks_of_prices(string) and not speaks_of_other_money(string):
        return True
    is_charged = any(_is_charged(t) or says(words("tariffs", "rents"), t) for t in (place.title, *above))
    return is_charged and (said.is_labelled or _is_run_of_entries(string))


def _is_asked_for(plain: str, titles: Sequence[str | None]) -> bool:
    """Whether, under the title of what a body offers (*Bois de chauffage*), a sentence tells what people pay for it."""
    if not any(says(words("tariffs", "offered"), t) or _is_charged(t) for t in titles):
        return False
    plain = _PAID.sub(" ", plain)
    if _LISTS.search(plain):
        return True
    return (_ASKS.search(plain) is not None or sets_price(plain)) and not (
        _SPENDS.search(plain) or says(words("tariffs", "spent"), plain)
    )


def _is_of_other_money(title: str) -> bool:
    return speaks_of_other_money(_STALLS.sub(" ", folded(title)))


_PARTED = re.compile(r"[,;/–]|\s-\s|\bet\b")


def _is_bare_list(sentence: str) -> bool:
    """*Entrée enfant 1,50 €, adulte 2,50 €, carte de dix bains 12 €*: things and sums, and no verb."""
    sums = find_money(sentence)
    if len(sums) < _FEWEST or says(words("tariffs", "finite_verbs"), without_fixed(sentence)):
        return False
    return all(_PARTED.search(sentence, a.end, b.start) for a, b in pairwise(sums))


_RUN = 3


def _is_run_of_entries(string: str) -> bool:
    """*Emplacement 3 €. Adulte 2,50 €. Véhicule 1 €*: at least three sums, each in words without a verb."""
    told = [s for s in SENTENCE.split(string) if find_money(s)]
    count = sum(len(find_money(s)) for s in told)
    return count >= _RUN and not any(
        says(words("tariffs", "finite_verbs"), without_fixed(s))
        or _SPENDS.search(folded(s))
        or speaks_of_other_money(s)
        for s in told
    )


def _is_no_thing(label: str) -> bool:
    """Whether the words before a sum show that nobody pays it: what is in the till, what a thing costs the body."""
    return any(form.match(folded(label)) for form in (_HELD, _COST_PRICE))


_JOINS = re.compile(r"\W*(?:adhesion|adherer|renouvellement de l'adhesion) (?:a|au|aux)\b")


def _is_joined(title: str | None) -> bool:
    """Whether a title tells of what the body buys or joins: who sells it asks the prices."""
    if not says(words("tariffs", "bought"), title) or _is_charged(title):
        return False
    return not speaks_of_prices(title) or _JOINS.match(folded(title or "")) is not None


def _is_charged(title: str | None) -> bool:
    """Whether a title names what bodies ask prices for."""
    return says(words("tariffs", "charged"), title)

"""What is said of a sum in a sentence of prices: what it buys, before it or after it, and whether it is the old price.

Four forms name what a price buys: a label before it (*Repas adulte : 5,90 €*, *contrôle de conception, 55 €*), the
subject of the verb that sets it (*le tarif du repas est fixé à …*), its object (*fixe la redevance de … à …*, *fixe à
… le diagnostic*), and words behind it (*pour les extérieurs*, *(été)*). A sum that names nothing shares what the sum
before it buys (*60 € la demi-journée et 100 € la journée*).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from extractors.money.clause_behind import cut, item_behind, labels_next
from extractors.money.lexicon import folded, lexicon, says, words
from extractors.money.naming import announced, is_sentence, service_named, without_fixed
from extractors.money.price_changes import FORMER, is_former, is_step, tells_so_far
from extractors.money.terms import is_measure, is_term, term_in

_LONGEST = 90
_SHORTEST = 3
"""Letters an item has at least."""
_CUT = re.compile(
    r"[;|•\n]|\s/\s|(?<=[.!?])(?<!\bM\.)(?<!\bMM\.)\s+(?=[A-ZÀ-Ý«])|"
    r",\s+(?:soit|à savoir)\s+(?=[^,;:]*[^\W\d_][^,;:]*:\s*$)"
)
"""Where what is said of a sum begins: *les tarifs sont reconduits, soit 30 ans : 150 €*."""
_OPENING = re.compile(
    r"^(?:[\W_]+|pi[eè]ce\b|l['’]unit[eé]\b|chacune?\b|articles?\s+\d+(?:er)?\b|(?:[a-h]|\d{1,2})\s?[.)°]\s+|"
    r"(?:et|ou|puis|soit|dont|plus(?! de \d)|ainsi que|enfin|,)\b\s*)+",
    re.IGNORECASE,
)
_LEADERS = re.compile(r"(?<=\w)\s*[.…·]{2,}(?=\s*(?:[:=]\s*)?$)|(?<=\w)\s*[…·][.…· ]*(?=$)")
_ENDS_LABEL = re.compile(r"\s*(?:[:=](?:\s*(?:de|entre|à partir de))?|→|➔|➜|\.{3,}|…+|\s[-–—]|,)\s*$")
_ASIDES = re.compile(
    r"(?:,\s*)?\b(?:a l'unanimite(?: des (?:membres|voix|suffrages|votants)[^,;:]{0,30}?)?(?=\s|,|$)|"
    r"a la majorite[^,;:]{0,30}?(?=,)|par \d+ voix[^;:]*?(?=,|\sde\s|\sdecide)|apres (?:en avoir )?delibere\w*|"
    r"comme suit|ainsi qu'il suit|ainsi|donc|egalement|respectivement|"
    r"(?:a compter|a partir) d[ue] (?:1er |\d+ )?\w+(?: \d{4})?|^au (?:1er|\d{1,2}) [a-z]{3,9}(?: \d{4})?)(?:\s*,)?"
)
"""Words that stand between a verb and its object and say nothing of the price."""
_IS = re.compile(
    r"(?P<verb>\b(?:est|sont|sera|seront|serai(?:en)?t|etai(?:en)?t|reste(?:nt)?|demeure(?:nt)?|passe(?:nt|ra|rait)?|"
    r"couter(?:a|ont)|coute(?:nt)?|vau(?:t|dra|dront)|pai?er(?:a|ont)|paient|payer(?:a|ont)|acquitter(?:a|ont)|(?:regl|vers)er(?:a|ont)|"
    r"continuer(?:a|ont)|varie(?:nt|ra|ront)?|donne(?:nt|ra|ront)? lieu|s'eleve(?:nt)?|s'elevai(?:en)?t|"
    r"s'etabli(?:t|ssent|ssai(?:en)?t)|a ete|ont ete|augmente(?:nt)?)\b)(?:\s+[^\s,;:]+){0,5}\s*$"
)
_SETS = (
    r"(?:fix(?:e|er|ent|ant|ons|era)|port(?:e|er|ent|ant)|mainten(?:ir|ant)|maintien(?:t|nent)|maintenu|arret(?:e|er|ent)|etabli(?:r|t|ssent)|"
    r"ramen(?:er|ant)|ramene|augment(?:e|er|ent)|relev(?:e|er|ent)|pass(?:e|er|ent)|appliqu(?:e|er|ent)|vot(?:e|er|ent)|"
    r"instaur(?:e|er|ent)|reconduire|reconduit|factur(?:e|er|ent)|adopt(?:e|er|ent)|limit(?:e|er|ent)|vend(?:re|ant)|"
    r"propose(?:nt)?|sugger(?:e|ent|er|ait))"
)
_OBJECT = re.compile(
    rf"\b{_SETS}\b[^;:]*?\s(?P<what>(?:l'|le\s|la\s|les\s|des\s|une?\s)(?!{_SETS}\b)[^,;:]+?)\s+"
    r"(?:a|de|au (?:tarif|prix) de)\s*(?:la somme de\s*)?$"
)
_SETS_TO = re.compile(rf"\b{_SETS}\b(?:\s+[^\s,;:]+){{0,4}}?\s+(?:a|au (?:tarif|prix) de)\s*$")
_SET = re.compile(
    r"(?:^|[,;:])(?!\s*(?:est|sont|sera|seront|reste|restent|demeure)\s)\s*"
    r"(?:(?:sous reserve|a l'exception|en dehors)\s+d(?:e\s+la\s+|e\s+l'|es\s+|e\s+|u\s+)|sauf\s+|hormis\s+)?"
    r"(?P<what>[^,;:]+?),?\s+(?:fixee?s?|portee?s?|ramenee?s?|maintenue?s?)\s+a\s*$"
)
"""*…, sous réserve du contrôle, fixé à*."""
_COORDINATE = re.compile(
    rf"(?:^|,\s*(?:et|puis)\s+|^\s*(?:et|puis)\s+(?=cel|ceux))"
    rf"(?:(?:cel(?:ui|le)s?|ceux) (?=d[eu]|d')|l'|le |la |les |de |d')\s*"
    rf"(?!(?:les? |la )?{_SETS}\b)"
    r"(?P<what>[^,;:]+?)\s+(?:est\s+|sont\s+)?(?:a|de)\s*$"
)
"""*…, l'entrée enfant à 3 €*, *celui du CD-ROM à*, *et de 600 litres à*: the verb was said before."""
_PRONOUN = re.compile(rf"\b(?:le|la|les)\s+{_SETS}\b")
_BEHIND = re.compile(
    r"^\s*(?:(?:HT|TTC|net)\b\s*)?(?:le\s(?:stère|m3|m²)\s)?"
    r"(?P<what>(?:l['’]|le\s|la\s|les\s).{3,90}?)\s*(?:[;.(]|$)",
    re.IGNORECASE,
)
_PRICED_NOUN = re.compile(
    r"(?:\b(?:un|une|le|la|les|l'|d'un|d'une|du|au)\s*|^\W*)"
    rf"(?P<what>(?:cheque de )?(?:{'|'.join(lexicon('tariffs')['price_nouns'])}|"
    rf"{'|'.join(lexicon('tariffs')['charge_nouns'])})\b[^,;:]*?)\s+(?:de|d'|a|est|:)\s*$"
)
_LEFT_OPEN = re.compile(
    r"\b(?:puis|de|d['’]|du|des|à|au|aux|par|pour|et|ou|en|sur|entre|le|la|les|l['’]|une?)\s*$", re.IGNORECASE
)
_QUALIFIES = re.compile(
    r"^(?:pour|en cas d[e']|concernant)\s*(?:les?\s|la\s|l'|une?\s)?\s*(?P<who>[^,]{3,60}),", re.IGNORECASE
)
_BOUGHT = re.compile(r"(?<!etre )\b(?:achete|paye|regle)e?s?\s+(?:\w+\s+)?$")
_LEADING_DATE = re.compile(
    r"^(?:au|(?:à|a) (?:compter|partir) du|dès le|depuis le)\s+(?:1er|\d{1,2})\s+[^\W\d]{3,9}(?:\s+\d{4})?,?\s+",
    re.IGNORECASE,
)
_BRACKET_BEFORE = re.compile(r"^[^()]*\)\s*,?\s*")
"""*0,70 € en 2033), prime fixe 20 €*: the end of an aside about the sum before."""
_FREE_FIRST = re.compile(r"\s*:[^:;]*\bgratuit(?:e?s?|és?)\b[^,;:]*(?:,?\s+puis\s*(?:\.{2,}|…)?|,)\s*$", re.IGNORECASE)
"""*Vélo : gratuit la première heure, puis 2 € par heure*."""
_BESIDE = re.compile(r",?\s*(?:achet|pay|vend|factur|lou|fix|port)(?:ée?s?|ue?s?)\s*$", re.IGNORECASE)
"""*Le fagot, vendu 7 € l'an dernier, ...*."""
_EXTRA = re.compile(
    r"\s*(?:une?\s+)?(?P<noun>(?:majoration|suppl[ée]ment|p[ée]nalit[ée]|forfait|participation|redevance|loyer)"
    r"(?:\s(?:mensuel|annuel|trimestriel|journalier|horaire|forfaitaire|unique)\w*)?)\s+de\s*",
    re.IGNORECASE,
)
"""*Repas hors délai : majoration de 1 €*."""


@dataclass(frozen=True, slots=True)
class Said:
    """What the words about a sum say."""

    labels: tuple[str, ...] = ()
    """What it buys, by the words before it, the wider first."""
    item: str | None = None
    """What it buys, by the words behind it."""
    spoken: str | None = None
    """The service an announcing sentence in front names."""
    is_labelled: bool = False
    """A label and a mark stand right before the sum, as in a list."""
    is_former: bool = False
    """It is the price so far (*passe de 9,80 €* à …, *au lieu de*)."""
    is_open: bool = False
    """The words before it name nothing: it shares what the sum before it buys."""
    behind: int = 0
    """How many letters behind the sum belong to it."""
    is_bought: bool = False
    """It is what the body pays (*Le bac, payé 31 € au fournisseur*)."""
    is_step: bool = False
    """It is by how much a price changes (*augmenter l'abonnement de 2 €*)."""
    is_for_whom: bool = False
    """Who pays is all that tells it (*pour les extérieurs de 300 à 320 €*)."""
    is_led_to_comma: bool = False
    """A semicolon ends what leads it (*Habitants : journée : 60 €, week-end : 90 € ; caution : 150 €*)."""
    led: tuple[str, ...] = ()
    """Of the labels, what is printed once before several sums (*Extérieurs : journée 110 € - week-end 180 €*)."""


def read_clause(before: str, after: str, is_last: bool = True, measure: str = "") -> Said:
    """Read the words before a sum, back to the sum or sentence before, and those behind it.

    ``is_last``: no other sum follows in the sentence. ``measure``: what the sum is counted by, where it may be the
    first word of what it buys (*5,80 € le repas adulte*).
    """
    cuts = list(_CUT.finditer(before))
    segment = before[cuts[-1].end() :] if cuts else before
    segment = _without_measure(_BRACKET_BEFORE.sub("", segment))
    in_brackets = segment.count("(") > segment.count(")")
    outside = ""
    if in_brackets:
        outside, segment = segment[: segment.rindex("(")], segment[segment.rindex("(") + 1 :]
    item, behind = item_behind(after)
    bare = _FREE_FIRST.sub(" : ", _LEADING_DATE.sub("", _OPENING.sub("", segment)))
    is_bought = _BOUGHT.search(folded(segment)) is not None
    if is_bought or tells_so_far(after):
        bare = _BESIDE.sub("", bare)
    said = Said(
        item=item,
        is_former=is_former(segment, after, in_brackets),
        behind=behind,
        is_bought=is_bought,
        is_step=is_step(segment, after),
    )
    ended = _ENDS_LABEL.search(bare := _LEADERS.sub(" : ", bare))
    if ended is not None:
        labels, spoken = _label(bare[: ended.start()])
        if labels or spoken:
            labels = labels or (spoken,)  # type: ignore[assignment]
            is_labelled = labels != (spoken,)
            return replace(
                said, labels=labels[-1:], led=labels[:-1], is_led_to_comma=True, spoken=spoken, is_labelled=is_labelled
            )
    if ":" in bare and (name := _listed(bare[bare.rindex(":") + 1 :])):
        led, spoken = _label(bare[: bare.rindex(":")])
        if not is_last and labels_next(after):
            said = replace(said, item=None, behind=0)
        return replace(said, labels=name, led=led, spoken=spoken, is_labelled=True)
    if ":" in bare and (extra := _EXTRA.fullmatch(bare[bare.rindex(":") + 1 :])):
        led, spoken = _label(bare[: bare.rindex(":")])
        return replace(said, labels=(*led, extra["noun"]), spoken=spoken, is_labelled=True)
    if in_brackets and not bare:
        bare = _OPENING.sub("", outside)  # *Les frais d'enregistrement (25 €)*
    names = _subject(bare) or _object(bare, f"{measure}{after}") or _plain(bare) or term_in(segment)
    if names and not is_last and labels_next(after):
        said = replace(said, item=None, behind=0)
    is_for_whom = re.match(r"\W*pour\s", bare, re.IGNORECASE) is not None
    return replace(said, labels=names, is_open=not names, is_for_whom=is_for_whom)


def _without_measure(segment: str) -> str:
    """*le stère, livraison en sus*: without what the sum before is counted by."""
    measure, comma, rest = segment.partition(",")
    return rest if comma and measure.strip()[:1].islower() and is_measure(measure) else segment


_EDGES = " ,–—-(…·"


def _label(text: str) -> tuple[tuple[str, ...], str | None]:
    """The parts of a label between colons, and what an announcing sentence among them names."""
    parts = [p.strip(_EDGES) for p in re.split(r"\s*:\s+|\s*[→➔➜=]\s*", text) if p.strip(_EDGES)]
    sentences = [p for p in parts if is_sentence(p)]
    labels = tuple(p for p in parts if not is_sentence(p) and any(c.isalpha() for c in p) and len(p) <= _LONGEST)
    return labels, next((name for p in sentences if (name := announced(p))), None)


def _subject(text: str) -> tuple[str, ...]:
    """The subject of the verb that ends in the sum: *le tarif du repas est fixé à*."""
    verb = _IS.search(_without_asides(text))
    if verb is None:
        return ()
    head = _APPOSED.sub("", text[: verb.start("verb")])
    qualified = _QUALIFIES.match(head)
    first = max(_IN_BRACKETS.sub(lambda m: "x" * len(m[0]), head).rfind(c) for c in ",;:") + 1
    led = () if qualified or head[first - 1 : first] != ":" else _label(head[: first - 1])[0]
    name = _named(_after_saying(re.sub(r"^\s*(?:que|dont|où)\s+", "", head[first:])))
    who = qualified["who"].strip() if qualified else None
    return (*led, *(n for n in (who, name) if n))


_IN_BRACKETS = re.compile(r"\([^()]*\)")
_SAYING = re.compile(r".*\s(?:que\s|qu['’])\s*")


def _after_saying(text: str) -> str:
    """*Le maire rappelle que le prix du repas*: what is told, without who tells it."""
    said = _SAYING.match(text)
    return text[said.end() :] if said is not None and is_sentence(said[0]) else text


_APPOSED = re.compile(r",[^,;:]*,\s*$")
"""*Le support, non remboursable, est vendu*."""


def _object(text: str, after: str) -> tuple[str, ...]:
    """What the verb before the sum sets, before the sum or behind it."""
    plain = _without_asides(text)
    behind = _BEHIND.match(after) if _SETS_TO.search(plain) else None
    named_behind = _named(what := cut(behind["what"])) if behind is not None else None
    if named_behind and not is_measure(what):
        return (named_behind,)
    for form in (_SET, _OBJECT, _PRICED_NOUN, _COORDINATE):
        if (match := form.search(plain)) is not None:
            printed = text[match.start("what") : match.end("what")]
            name, is_instead = _named(printed), _INSTEAD.match(plain, match.start()) is not None
            if name is None and not is_instead:
                continue
            if form is _SET and without_fixed(match[0]) != match[0]:
                continue  # *la part fixe à 30 €*
            if form is _COORDINATE and is_sentence(printed):
                continue
            return (f"{PRONOUN} {printed}" if is_instead or name is None else name,)
    return (named_behind,) if named_behind else ()


PRONOUN = "…"
"""Stands for the noun said before: *celle du soir*."""
_INSTEAD = re.compile(r"(?:\s*,?\s*(?:et|puis)\s+)?(?:celles?|celui|ceux)\s+(?=d)", re.IGNORECASE)
_AT = re.compile(r"(?P<what>[^\W\d_]\S*(?:\s\S+){0,4}?)\s+à", re.IGNORECASE)
_DOES = re.compile(
    rf"\b(?:est|sont|sera|seront|reste\w*|passe\w*|porte\w*|fixe\w*|ramene\w*|maintenu\w*|{_SETS})(?:\s\S+)?$"
)
_PLACED = re.compile(r"(?:à|au|aux|chez|auprès|dans|par|pour)\s", re.IGNORECASE)


def _plain(text: str) -> tuple[str, ...]:
    """Words right before a sum, without verb: *Repas adulte 5,90 €*, *fagots secs à 7 €*, *celui des aînés 9 €*."""
    bare = text.strip(" (,")
    at = _AT.fullmatch(bare)
    if at is not None and not _PLACED.match(bare) and not _DOES.search(folded(at["what"])):
        bare = re.sub(r"^(?:l['’]|l[ae]s?\s)\s*", "", at["what"])
    if (
        not re.match(r"[^\W\d_]|\d{1,3}\s(?:ans|mois|jours)\b|\d(?:er|[èe]re?|e|[èe]me|nde?)\s[^\W\d_]", bare)
        or len(bare) > _LONGEST
        or _LEFT_OPEN.search(bare)
        or (_PLACED.match(bare) and "," in bare)
        or is_sentence(bare)
    ):
        return ()
    is_name = sum(c.isalpha() for c in bare) >= _SHORTEST and _is_noun_phrase(bare) and not says(FORMER, bare)
    if is_name and (pronoun := _INSTEAD.match(bare)):
        return (f"{PRONOUN} {bare[pronoun.end() :]}",)
    return (bare,) if is_name else ()


def _listed(text: str) -> tuple[str, ...]:
    """Words between a colon and a sum, of which a term may be all (*Habitants : journée 60 €*)."""
    return _plain(text) or ((text.strip(),) if is_term(text) else ())


def _is_noun_phrase(text: str) -> bool:
    plain = without_fixed(folded(text))
    return not says(words("tariffs", "periods", "jour"), text) and re.search(rf"\b{_SETS}\b", plain) is None


def _named(text: str) -> str | None:
    name = service_named(re.sub(r"\s+(?:ils?|elles?|on)\s*$", "", text))
    return name if name is not None and len(name) <= _LONGEST else None


def _without_asides(text: str) -> str:
    """Folded, with words that come between blanked, so that places stay."""
    return _ASIDES.sub(lambda m: " " * len(m[0]), folded(text))


def sets_price(sentence: str) -> bool:
    """Whether a verb of the sentence sets or keeps a sum (*est porté à*, *fixe … à*)."""
    return _SETTING.search(folded(sentence)) is not None


_SETTING = re.compile(
    rf"\b(?:{_SETS}|(?:fixe|porte|maintenu|ramene|etabli|limite)e?s?)\b[^;]{{0,120}}?\s(?:a|au (?:tarif|prix) de)\s+\d|"
    r"\bvarie(?:nt|ra|ront)?\s+(?:de|entre)\s+\d|"
    r"\b(?:passe(?:nt|ra|ront|rait)?|reste(?:nt)?)\s+(?:de|a)\s+\d|\b(?:est|sont|sera|seront) vendue?s? \d|"
    r"\b(?:propose|sugger)(?:nt|r|e|ent|er|ait)?\s+\d"
)


def refers_back(before: str) -> bool:
    """*propose de le passer à*: what is priced was named in the sentence before."""
    return _PRONOUN.search(folded(before)) is not None

"""Who is reported to speak in a paragraph: a grammar over speakers and verbs of speech.

Belongs here: one paragraph. Does not belong here: who a surname is (`extractors.interventions.speakers`), or which
paragraphs are asked (`extractors.interventions.read`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.french.civility import read_civility
from extractors.french.fold import fold
from extractors.french.numbers import NUMBER_WORDS
from extractors.interventions.mentions import Mention, any_of, begins_speech, mentions_in, speech_begin
from extractors.lexicons import load

_LEXICON = load("speech")


@dataclass(frozen=True, slots=True)
class Turn:
    """``mention`` speaks; what is reported of it begins at ``start``."""

    mention: Mention
    start: int
    is_reported_in_past: bool = False
    """*a demandé*: said of sessions, and of other days as well."""
    rule: str = "interventions.subject-verb"


_STEMS = "|".join(sorted({fold(v) for v in _LEXICON["verbs"]}, key=len, reverse=True))
_FINITE = rf"(?:(?:{_STEMS})(?:e|ent)|{any_of(_LEXICON['irregular'])})"
_MADE = [*_LEXICON["guarded"]["fait"], *_LEXICON["guarded"]["met"]]
_PERFECT = (
    r"(?:a|ont)\s+(?:(?:lui|leur|nous|egalement|aussi|alors|ensuite)\s+)?"
    rf"(?:(?:{_STEMS})e|repondu|dit|souhaite|pris\s+la\s+parole|(?:fait|mis)\s+{any_of(_MADE)})"
)
_FILLERS = rf"(?:{any_of(_LEXICON['fillers'])}\s*(?:'\s?|,\s*|\s+))*"
_APPOSITION = r"(?:\s*\([^)]{1,60}\)|(?:\s*,\s*(?!et\b)[^,.;:()]{3,110}){1,2}(?:,|(?<=»)))?"
_VERB = re.compile(rf"{_APPOSITION}\s*,?\s*{_FILLERS}(?P<verb>{_FINITE}|(?P<perfect>{_PERFECT}))\b")
_GIVEN_FLOOR = re.compile(rf"{_APPOSITION}\s*,?\s*qui\s+{_FILLERS}(?P<verb>{_FINITE})\b")
"""*donne la parole à M. Untel qui présente le dossier*."""
_ANY_VERB = re.compile(rf"{_APPOSITION}\s+{_FILLERS}(?P<verb>[a-z]{{3,}}(?:e|ent|t|d|it|et|oit)\b)")
_FORMAL = re.compile(
    rf"{_APPOSITION}\s*,?\s*(?:{any_of(['ensuite', 'alors', 'donc', 'lui', 'enfin'])}\s+)?{any_of(_LEXICON['formal'])}"
)
_GUARDS = {
    fold(v): re.compile(rf"\s+(?:(?:egalement|aussi|alors|ensuite|donc|en)\s+)?{any_of(words)}")
    for v, words in _LEXICON["guarded"].items()
}
_PASSIVE = re.compile(
    rf"\b{any_of(_LEXICON['passive_things'])}\b[^.;]{{0,60}}?\b(?:est|sont|a\s+ete|ont\s+ete)\s+(?:\w+\s+)?{any_of(_LEXICON['passive'])}\s+(?:\w+\s+)?par\s+$|\b(?:est|sont)\s+{any_of(_LEXICON['passive'])}\s+par\s+$"
)
_NOUN = re.compile(
    rf"\b{any_of(_LEXICON['nouns'])}\s+(?:n\s?°?\s?\d+\s+)?(?:(?:ecrite|orale)s?\s+)?(?:de|d['’]|du|(?:posee|formulee|faite)s?\s+par)\s*$"
)
_JOINT = re.compile(r"\s*(?:,|et|&|,\s*et|ainsi\s+que)\s*$")
_TOGETHER = re.compile(r"\s*(?:et|&)\s*")
_SPACE = re.compile(r"\.?\s")
_OF_GROUNDS = re.compile(r"(?:^|[.;]\s+)\W*(?:vu|considerant|attendu)\b[^.;]*$|\bpar\s+l(?:equel|aquelle)\s+$")
"""*Considérant que M. Untel demande un bornage*: a ground, nothing said in the room."""
_IN_LETTER = re.compile(rf"\b{any_of(_LEXICON['letters'])}\s+(?:de|d'|du)\s*$")
_BEFORE_COLON = r"\s*(?:\([^)]{1,60}\)\s*|,\s*[^,;:.()]{3,60}|au\s+nom\s+d[^:;.()]{3,50})?\s*:"
_TO_COLON = re.compile(_BEFORE_COLON)
_COLON = re.compile(rf"{_BEFORE_COLON}\s*[«\"“A-ZÀÉÈÊÇ-]")
_COLON_SMALL = re.compile(
    rf"{_BEFORE_COLON}\s+(?!(?:{NUMBER_WORDS}\s+(?:\(\d+\)\s*)?(?:voix|suffrages?)|pouvoirs?"
    r"|procurations?|absente?|excusee?|presente?|represente\w*|voix|pour|contre"
    r"|abst\w+|adjoint\w*|maire|delegue\w*)\b)[a-z][^:;]{12,}"
)
_NO_SPEECH = re.compile(rf"{any_of(_LEXICON['no openings'])}\b")
_NAMES_ONLY = re.compile(r"[^.;:«]{3,45}(?:$|[,;(])")
_AFTER_SENTENCE = re.compile(r"[.!?…»]\s+$")
_DASH = re.compile(
    rf"(?:\s*\([^)]{{1,60}}\))?(?:\s*,\s*[^,;:.–—]{{3,80}})?\s*\.?\s*[–—-]+\s+(?!{any_of(_LEXICON['no openings'])}\b)"
    rf"(?=(?:{any_of(_LEXICON['openings'])}(?![\w-]).{{12}}|\S+\s\S.*[.!?…»:]$))",
    re.DOTALL,
)
"""*M. UNTEL - Je ne suis pas d'accord.*, *M. UNTEL, rapporteur. – L'enquête est close.*: how debates are printed in
full. What follows is a sentence, no office and no vote."""
_INVERTED = re.compile(rf"[»”\"]\s*,?\s*(?:{_FINITE})\s+$")
"""*« Il faut agir », déclare M. Untel.*"""
_UP_TO_HERE = r"(?:(?:[^.;:]|\bmm?\.)*(?:[,;/]|\bet)\s*)?(?:de\s+)?$"
_INTERVENE = re.compile(
    r"\b(?:interviennent|intervient|(?:prennent|prend)\s+la\s+parole|(?:sont|est)\s+intervenue?s?)\s*:?\s*"
    rf"{_UP_TO_HERE}|(?:^\W*|[.!?…»]\s+)(?:interventions?\s*(?:de\s*:?\s*|:\s*)"
    rf"|{any_of(_LEXICON['lists'])}\s*:\s*){_UP_TO_HERE}"
)
"""*Interviennent Mme Unetelle, M. Untel*, *Ont pris part au débat : M. Untel*."""
_LEAD_IN = re.compile(rf"^\W*{any_of(_LEXICON['exchanges'])}\s*[:-]\s*$")
"""*Débat – M. Untel : ...*"""
_ASKED = re.compile(
    rf"^\W*(?:sur|a|suite\s+a|en\s+reponse\s+a)\s+(?:l['’]\s?|la\s+|une\s+)?{any_of(_LEXICON['asked'])}\s+(?:de|d['’])\s*$"
)
_DECIDES = re.compile(r"(?:approuv|accept|valid|adopt|engag|constat|prenn)")
_REPLY = re.compile(r"\W*(?:interventions?|reponses?)\s+(?:de\s+|d['’]\s?|du\s+)$")
"""*Réponse de Mme la Présidente.*"""
_GOVERNED = re.compile(
    r"\bqu'une?\s+[^.;:«]{3,40},\s*$|\b(?:a|au|aux|de|du|des|d|par|pour|avec|que|et|chez|contre|sur|selon|envers|l)['\s]*$"
)
_COUPLE = re.compile(r"(?:^|\s)(?:m\.?|mr|monsieur)\s+et\s+$")
"""*M. et Mme Untel demandent à acquérir un terrain*: people from outside."""
_VIEW = re.compile(r"(?:^\W*|[.!?…»]\s+)(?P<view>selon|pour|d'apres)\s+$")
_VIEW_FOLLOWS = re.compile(r"\s*,\s*(?:il|elle|ce|c'est|cela|on|nous|le|la|les|l'|un|une|cette|ces)\b")
"""*Pour M. Untel, il faut attendre.*"""
_ENDS_LIST = re.compile(r"\s*(?:\([^)]*\)\s*)?(?:[,.;]|et\b|$)")


def turns_in(text: str, known: frozenset[str] = frozenset(), is_exchange: bool = False) -> list[Turn]:
    """Who speaks in a paragraph, in order, each time a verb of speech says so.

    Args:
        text: a paragraph.
        known: see `mentions_in`.
        is_exchange: the paragraph stands under *Temps d'échange* or within quotes: a person who begins it speaks,
            whatever the verb.
    """
    folded = fold(text)
    mentions = mentions_in(text, known)
    begin = speech_begin(text)
    found: list[Turn] = []
    first = 0
    for i, mention in enumerate(mentions):
        if i == 0 or not _TOGETHER.fullmatch(folded[mentions[i - 1].end : mention.start]):
            first = mention.start
        if _OF_GROUNDS.search(folded[: mention.start]):
            continue
        turn = _turn_of(text, folded, (mention, first), begin, is_exchange or "«" in text[:3])
        if turn is None:
            continue
        found.extend(_joint(text, folded, mentions, i, turn))
        found.append(turn)
    return sorted(found, key=lambda t: t.mention.start)


def _turn_of(text: str, folded: str, named: tuple[Mention, int], begin: int, is_exchange: bool) -> Turn | None:
    """The turn of someone named, if he speaks; with the start of those named together with him."""
    mention, first = named
    after = folded[mention.end :]
    before = folded[: mention.start]
    is_first = mention.start <= begin
    if is_first and not mention.is_collective and (rule := _rule_of_print(text[mention.end :], after)) is not None:
        return Turn(mention, mention.start, rule=rule)
    if _FORMAL.match(after):
        return None
    floor = _GIVEN_FLOOR.match(after)
    if floor is not None and _is_speech(after, floor) and not _IN_LETTER.search(before):
        return Turn(mention, mention.start, rule="interventions.floor")
    ahead = folded[:first]
    begins_sentence = first <= begin or _AFTER_SENTENCE.search(ahead) is not None or _LEAD_IN.match(ahead) is not None
    if begins_sentence and not mention.is_collective and _is_after_colon(text[mention.end :], after):
        return Turn(mention, mention.start, rule="interventions.colon")
    told = _told_before(mention, before, after)
    if told is not None:
        return Turn(mention, told[0], rule=told[1])
    if _is_governed(before) or _COUPLE.search(before):
        return None
    verb = _VERB.match(after)
    if verb is not None and _is_speech(after, verb) and not (mention.is_collective and _DECIDES.match(verb["verb"])):
        return Turn(mention, mention.start, is_reported_in_past=verb["perfect"] is not None)
    if is_exchange and is_first and _ANY_VERB.match(after):
        return Turn(mention, mention.start, rule="interventions.exchange")
    return None


def _rule_of_print(rest: str, after: str) -> str | None:
    """How debates printed in full set a speaker off: by a dash, or by nothing but the capital of the first word."""
    dash = _DASH.match(after)
    first = rest[dash.end() :][:1] if dash is not None else ""
    if dash is not None and (first.isupper() or (first.isdigit() and ". –" in rest[:8])):
        return "interventions.dash"
    return "interventions.run-in" if _SPACE.match(rest) and begins_speech(rest.lstrip(" .\n\v")) else None


def _is_after_colon(rest: str, after: str) -> bool:
    """Whether what follows a name and a colon is said: no office, no list of people, no votes."""
    if not (_COLON.match(rest) or _COLON_SMALL.match(after)):
        return False
    to_colon = _TO_COLON.match(rest)
    said = rest[to_colon.end() :].strip() if to_colon is not None else ""
    if _NO_SPEECH.match(fold(said)):
        return False
    civility = read_civility(said)
    if civility is not None and _NAMES_ONLY.match(said, civility.end):
        return False
    return said[:1] in '«"“' or len(said.split()) > 3 or said[-1:] in ".!?…»;:"


def _is_governed(before: str) -> bool:
    """Whether a name depends on a preposition: what follows is said by another."""
    return _GOVERNED.search(before) is not None and re.search(r"\b(?:que|et|quoi)\s*$", before) is None


def _told_before(mention: Mention, before: str, after: str) -> tuple[int, str] | None:
    """Where what is said begins, and the rule, if what stands before a name tells that he spoke."""
    if _PASSIVE.search(before):
        return 0, "interventions.passive"
    is_listed = mention.is_named and _INTERVENE.search(before) is not None or _REPLY.match(before) is not None
    if is_listed and _ENDS_LIST.match(after):
        return 0, "interventions.listed"
    if _INVERTED.search(before) or _ASKED.match(before):
        return 0, "interventions.inverted"
    view = _VIEW.search(before)
    if view is not None and mention.is_named and _VIEW_FOLLOWS.match(after):
        return view.start("view"), "interventions.view"
    noun = _NOUN.search(before)
    is_thanked = mention.is_named and re.search(r"\bremerciements\b", before[-40:]) is not None
    if noun is None or not (is_thanked or _TO_COLON.match(after)):
        return None
    if is_thanked or mention.start < 40:
        return 0, "interventions.noun"
    return (noun.start(), "interventions.noun") if _AFTER_SENTENCE.search(before[: noun.start()]) else None


def _is_speech(after: str, verb: re.Match[str]) -> bool:
    guard = _GUARDS.get(verb["verb"])
    return guard is None or guard.match(after, verb.end()) is not None


def _joint(text: str, folded: str, mentions: list[Mention], i: int, turn: Turn) -> Iterator[Turn]:
    """*Mme Untel et M. Tel demandent*: those named just before speak too, unless what they said is answered only."""
    if turn.rule not in ("interventions.subject-verb", "interventions.exchange", "interventions.colon"):
        return
    joint = _TOGETHER if turn.rule == "interventions.colon" else _JOINT
    last = mentions[i]
    others: list[Mention] = []
    for earlier in reversed(mentions[:i]):
        if not joint.fullmatch(folded[earlier.end : last.start]):
            break
        if _is_governed(folded[: earlier.start]):
            verb = _VERB.match(folded, mentions[i].end)
            others = others if verb is not None and verb["verb"].endswith("ent") else []
            break
        others.append(earlier)
        last = earlier
    for other in others:
        yield Turn(other, other.start, turn.is_reported_in_past, turn.rule)

"""Who is reported to speak in a paragraph: a grammar over speakers and verbs of speech.

Belongs here: one paragraph. Does not belong here: who a surname is (`extractors.interventions.speakers`), or which
paragraphs are asked (`extractors.interventions.read`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from extractors.french.civility import read_civility
from extractors.french.fold import fold, key_of
from extractors.french.given_names import is_given_name
from extractors.french.numbers import NUMBER_WORDS
from extractors.lexicons import load

_LEXICON = load("speech")


@dataclass(frozen=True, slots=True)
class Mention:
    """Someone who may speak, at ``text[start:end]``."""

    start: int
    end: int
    printed: str
    role: str | None = None
    """Folded office, where the person is named by it only."""
    is_named: bool = True
    is_collective: bool = False


@dataclass(frozen=True, slots=True)
class Turn:
    """``mention`` speaks; what is reported of it begins at ``start``."""

    mention: Mention
    start: int
    is_reported_in_past: bool = False
    """*a demandé*: said of sessions, and of other days as well."""
    rule: str = "interventions.subject-verb"


def _any(words: Iterable[str]) -> str:
    ordered = sorted({fold(w) for w in words}, key=len, reverse=True)
    return "(?:" + "|".join(re.escape(w).replace(r"\ ", r"\s+").replace("'", r"\s?'\s?") for w in ordered) + ")"


_ROLE = _any(_LEXICON["roles"])
_CAPITAL = "[A-ZÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŒŸ]"
_WORD = rf"(?:{_CAPITAL}(?:\.[ ]?-?{_CAPITAL})*\.(?!\s*[–—])|{_CAPITAL}[\w’'-]*)"
_PARTICLE = r"(?:de|du|des|la|le|d['’]|van|von|ben|el|da|di)"
_NAME = rf"{_WORD}(?:\s+(?:{_PARTICLE}\s*){{0,2}}{_WORD}){{0,4}}"
_AFTER_CIVILITY = re.compile(rf"(?:(?:{_PARTICLE}\s+){{0,2}}){_NAME}")
_BARE = re.compile(rf"{_WORD}(?:\s+{_WORD}|\s+{_PARTICLE}\s*{_WORD}){{1,3}}")
_INITIALS = re.compile(rf"(?:[A-ZÀ-Þ]\.\s?-?){{1,3}}\s*(?P<surname>{_WORD}(?:\s+{_WORD}){{0,2}})")
"""*R. UNTEL*, whose given name the roll prints in full."""
_ROLE_AFTER = re.compile(rf"(?:le\s+|la\s+|l['’]\s?)?(?P<role>{_ROLE})\b")
_ROLE_START = re.compile(rf"\b(?:le|la|l['’])\s*(?P<role>{_ROLE})\b")
_OWN_BODY = re.compile(
    r"\s+(?:du\s+(?:conseil|bureau|comite|syndicat)(?:\s+(?:municipal|syndical|communautaire|d['’]administration|d['’]exploitation))?|de\s+(?:la\s+)?seance|de\s+l['’]\s?assemblee)\b(?!\s+(?:departement|region|general))"
)
_OF_OTHERS = re.compile(r"\s+(?:du|de\s+la|de\s+l['’]|des|de|d['’])\s*\w")
_COLLECTIVE = re.compile(rf"\b{_any(_LEXICON['collectives'])}\b")

_STEMS = "|".join(sorted({fold(v) for v in _LEXICON["verbs"]}, key=len, reverse=True))
_FINITE = rf"(?:(?:{_STEMS})(?:e|ent)|{_any(_LEXICON['irregular'])})"
_PERFECT = (
    r"(?:a|ont)\s+(?:(?:lui|leur|nous|egalement|aussi|alors|ensuite)\s+)?"
    rf"(?:(?:{_STEMS})e|repondu|dit|fait|pris|souhaite|mis)"
)
_FILLERS = rf"(?:{_any(_LEXICON['fillers'])}\s*(?:'\s?|,\s*|\s+))*"
_APPOSITION = r"(?:\s*\([^)]{1,60}\)|(?:\s*,\s*(?!et\b)[^,.;:()]{3,110}){1,2}(?:,|(?<=»)))?"
_VERB = re.compile(rf"{_APPOSITION}\s*,?\s*{_FILLERS}(?P<verb>{_FINITE}|(?P<perfect>{_PERFECT}))\b")
_GIVEN_FLOOR = re.compile(rf"{_APPOSITION}\s*,?\s*qui\s+{_FILLERS}(?P<verb>{_FINITE})\b")
"""*donne la parole à M. Untel qui présente le dossier*."""
_ANY_VERB = re.compile(rf"{_APPOSITION}\s+{_FILLERS}(?P<verb>[a-z]{{3,}}(?:e|ent|t|d|it|et|oit)\b)")
_FORMAL = re.compile(
    rf"{_APPOSITION}\s*,?\s*(?:{_any(['ensuite', 'alors', 'donc', 'lui', 'enfin'])}\s+)?{_any(_LEXICON['formal'])}"
)
_GUARDS = {
    fold(v): re.compile(rf"\s+(?:(?:egalement|aussi|alors|ensuite|donc|en)\s+)?{_any(words)}")
    for v, words in _LEXICON["guarded"].items()
}
_PASSIVE = re.compile(
    rf"\b{_any(_LEXICON['passive_things'])}\b[^.;]{{0,60}}?\b(?:est|sont|a\s+ete|ont\s+ete)\s+(?:\w+\s+)?{_any(_LEXICON['passive'])}\s+(?:\w+\s+)?par\s+$|\b(?:est|sont)\s+{_any(_LEXICON['passive'])}\s+par\s+$"
)
_NOUN = re.compile(rf"\b{_any(_LEXICON['nouns'])}\s+(?:de|d['’]|du)\s*$")
_JOINT = re.compile(r"\s*(?:,|et|&|,\s*et|ainsi\s+que)\s*$")
_START = re.compile(r"(?<![\w'-])[a-z]|(?<=l')(?=elu|ad)")
_SMALL_START = re.compile(r"(?:m(?:me|onsieur|adame|lle)?|mademoiselle|le|la|l|les|un|une|des|plusieurs|certains)\b")
_COLON = re.compile(r"\s*(?:\([^)]{1,60}\)\s*)?:\s*[«\"“A-ZÀÉÈ-]")
_COLON_SMALL = re.compile(
    rf"\s*(?:\([^)]{{1,60}}\)\s*)?:\s+(?!(?:{NUMBER_WORDS}\s+(?:\(\d+\)\s*)?(?:voix|suffrages?)|pouvoirs?"
    r"|procurations?|absente?|excusee?|presente?|represente\w*|voix|pour|contre"
    r"|abst\w+|adjoint\w*|maire|delegue\w*)\b)[a-z][^:;]{12,}"
)
_DASH = re.compile(
    rf"(?:\s*\([^)]{{1,60}}\))?(?:\s*,\s*[^,;:.–—]{{3,80}})?\s*\.?\s*[–—-]+\s+(?!{_any(_LEXICON['no openings'])}\b)"
    rf"(?=(?:{_any(_LEXICON['openings'])}(?![\w-]).{{12}}|\S+\s\S.*[.!?…»:]$))",
    re.DOTALL,
)
"""*M. UNTEL - Je ne suis pas d'accord.*, *M. UNTEL, rapporteur. – L'enquête est close.*: how debates are printed in
full. What follows is a sentence, no office and no vote."""
_INVERTED = re.compile(rf"[»”\"]\s*,?\s*(?:{_FINITE})\s+$")
"""*« Il faut agir », déclare M. Untel.*"""
_INTERVENE = re.compile(
    r"\b(?:interviennent|intervient|(?:prennent|prend)\s+la\s+parole|(?:sont|est)\s+intervenue?s?)\s*:?\s*"
    r"(?:[^.;:]*(?:,|\bet)\s*)?$|^\W*interventions?\s*(?:de\s+|:\s*)(?:[^.;:]*(?:,|\bet)\s*)?(?:de\s+)?$"
)
"""*Interviennent Mme Unetelle, M. Untel*."""
_ASKED = re.compile(
    rf"^\W*(?:sur|a|suite\s+a|en\s+reponse\s+a)\s+(?:l['’]\s?|la\s+|une\s+)?{_any(_LEXICON['nouns'])}\s+(?:de|d['’])\s*$"
)
_DECIDES = re.compile(r"(?:approuv|accept|valid|adopt|engag|constat|prenn)")
_REPLY = re.compile(r"\W*(?:interventions?|reponses?)\s+(?:de\s+|d['’]\s?|du\s+)$")
"""*Réponse de Mme la Présidente.*"""
_ENDS_LIST = re.compile(r"\s*(?:\([^)]*\)\s*)?(?:[,.;]|et\b|$)")
_QUOTE = re.compile(r"^\s*[«\"“]?\s*")


def mentions_in(text: str, known: frozenset[str] = frozenset()) -> list[Mention]:
    """People named in ``text`` by civility, by office, or by a full name, in order.

    Args:
        text: a paragraph.
        known: keys (`key_of`) of full names met with a civility or in the roll, and of their surnames; a bare name
            counts only if among them, if it is a given name before one of them, or if it begins with a word that is
            a given name and nothing else.
    """
    found: list[Mention] = []
    folded = fold(text)
    taken = 0
    for match in _START.finditer(folded):
        start = match.start()
        if start < taken or not (text[start].isupper() or _SMALL_START.match(folded, start)):
            continue
        mention = _mention_at(text, folded, start, known)
        if mention is not None:
            found.append(mention)
            taken = mention.end
    return found


def _mention_at(text: str, whole: str, start: int, known: frozenset[str]) -> Mention | None:
    head = text[start : start + 140]
    folded = whole[start : start + 140]
    civility = read_civility(head) if head[:1] in "MmD" else None
    if civility is not None and not civility.is_group:
        return _after_civility(text, start, civility.end, folded)
    role = _ROLE_START.match(folded)
    if role is not None:
        end = start + role.end()
        own = _OWN_BODY.match(fold(text[end : end + 60]))
        if own is not None:
            end += own.end()
        elif _OF_OTHERS.match(fold(text[end : end + 20])) and not re.match(
            r"\s+des\s+services", fold(text[end : end + 20])
        ):
            return None
        return Mention(start, end, text[start:end], role["role"], is_named=False)
    collective = _COLLECTIVE.match(folded)
    if collective is not None:
        end = start + collective.end()
        return Mention(start, end, text[start:end], None, is_named=False, is_collective=True)
    if head[:1].isupper():
        return _bare_name(text, start, head, known)
    return None


def _after_civility(text: str, start: int, skip: int, folded: str) -> Mention | None:
    role = _ROLE_AFTER.match(folded, skip)
    if role is not None and not (text[start + role.end() :][:1] or " ").isalnum():
        end = start + role.end()
        rest = text[end : end + 60]
        if not _OWN_BODY.match(fold(rest)) and _OF_OTHERS.match(fold(rest)):
            return None
        name = re.match(rf"\s+{_NAME}", rest)
        if name is not None and re.match(r"\s+[A-Z]", rest) and role["role"] not in _LEXICON["chair"]:
            return Mention(start, end + name.end(), text[start : end + name.end()])
        return Mention(start, end, text[start:end], role["role"], is_named=False)
    name = _AFTER_CIVILITY.match(text, start + skip)
    if name is None:
        return None
    end = start + skip + len(name[0].rstrip(".'’"))
    return Mention(start, end, text[start:end])


def _bare_name(text: str, start: int, head: str, known: frozenset[str]) -> Mention | None:
    match = _BARE.match(head)
    if match is None:
        return None
    words = match[0].split()
    for size in range(len(words), 1, -1):
        part = " ".join(words[:size])
        if key_of(part) in known:
            end = start + head.index(words[size - 1]) + len(words[size - 1])
            return Mention(start, end, text[start:end])
    for size in range(min(len(words), 4), 1, -1):
        if is_given_name(words[0]) and key_of(" ".join(words[1:size])) in known:
            end = start + head.index(words[size - 1], len(words[0])) + len(words[size - 1])
            return Mention(start, end, text[start:end])
    initials = _INITIALS.match(head)
    if initials is not None and key_of(initials["surname"]) in known:
        end = start + initials.end()
        return Mention(start, end, text[start:end])
    is_at_start = _QUOTE.sub("", text[:start]) == ""
    if is_given_name(words[0], strict=not is_at_start) and len(words) <= (4 if is_at_start else 3):
        return Mention(start, start + match.end(), match[0])
    return None


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
    opening = _QUOTE.match(text)
    begin = opening.end() if opening else 0
    found: list[Turn] = []
    for i, mention in enumerate(mentions):
        turn = _turn_of(text, folded, mention, begin, is_exchange or "«" in text[:3])
        if turn is None:
            continue
        found.extend(_joint(text, folded, mentions, i, turn))
        found.append(turn)
    return sorted(found, key=lambda t: t.mention.start)


def _turn_of(text: str, folded: str, mention: Mention, begin: int, is_exchange: bool) -> Turn | None:
    after = folded[mention.end :]
    before = folded[: mention.start]
    dash = _DASH.match(after) if mention.start <= begin and not mention.is_collective else None
    first = text[mention.end + dash.end() :][:1] if dash is not None else ""
    if dash is not None and (first.isupper() or (first.isdigit() and ". –" in text[mention.end :][:8])):
        return Turn(mention, mention.start, rule="interventions.dash")
    if _FORMAL.match(after):
        return None
    floor = _GIVEN_FLOOR.match(after)
    if floor is not None and _is_speech(after, floor):
        return Turn(mention, mention.start, rule="interventions.floor")
    if mention.start <= begin and not mention.is_collective:
        rest = text[mention.end :]
        if _COLON.match(rest) or _COLON_SMALL.match(after):
            return Turn(mention, mention.start, rule="interventions.colon")
    rule = _rule_of_words_before(mention, before, after)
    if rule is not None:
        return Turn(mention, 0, rule=rule)
    if re.search(
        r"\b(?:a|au|aux|de|du|des|d|par|pour|avec|que|et|chez|contre|sur|selon|envers|l)['\s]*$", before
    ) and not re.search(r"\b(?:que|et|quoi)\s*$", before):
        return None
    verb = _VERB.match(after)
    if verb is not None and _is_speech(after, verb) and not (mention.is_collective and _DECIDES.match(verb["verb"])):
        return Turn(mention, mention.start, is_reported_in_past=verb["perfect"] is not None)
    if is_exchange and mention.start <= begin and _ANY_VERB.match(after):
        return Turn(mention, mention.start, rule="interventions.exchange")
    return None


def _rule_of_words_before(mention: Mention, before: str, after: str) -> str | None:
    """The rule by which what stands before a name tells that he spoke."""
    if _PASSIVE.search(before):
        return "interventions.passive"
    is_listed = mention.is_named and _INTERVENE.search(before) is not None or _REPLY.match(before) is not None
    if is_listed and _ENDS_LIST.match(after):
        return "interventions.listed"
    if _INVERTED.search(before) or _ASKED.match(before):
        return "interventions.inverted"
    is_thanked = mention.is_named and re.search(r"\bremerciements\b", before[-40:]) is not None
    if _NOUN.search(before) and (is_thanked or mention.start < 40 and ":" in after[:3]):
        return "interventions.noun"
    return None


def _is_speech(after: str, verb: re.Match[str]) -> bool:
    guard = _GUARDS.get(verb["verb"])
    return guard is None or guard.match(after, verb.end()) is not None


def _joint(text: str, folded: str, mentions: list[Mention], i: int, turn: Turn) -> Iterator[Turn]:
    """*Mme Untel et M. Tel demandent*: those named just before speak too."""
    last = mentions[i]
    for earlier in reversed(mentions[:i]):
        if (
            not _JOINT.fullmatch(folded[earlier.end : last.start])
            or turn.rule != "interventions.subject-verb"
            and turn.rule != "interventions.exchange"
        ):
            return
        yield Turn(earlier, earlier.start, turn.is_reported_in_past, turn.rule)
        last = earlier

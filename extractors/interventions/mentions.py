"""Who is named in a paragraph and may speak: people by civility, by office or by a full name, and collectives.

Belongs here: the mentions of one paragraph. Does not belong here: whether they speak (`turns`), and who a surname is
(`speakers`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from extractors.french.civility import read_civility
from extractors.french.fold import fold, key_of
from extractors.french.given_names import is_given_name
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


def any_of(words: Iterable[str]) -> str:
    """A pattern over folded text for any of ``words``, the longest first; a space matches any white space."""
    ordered = sorted({fold(w) for w in words}, key=len, reverse=True)
    return "(?:" + "|".join(re.escape(w).replace(r"\ ", r"\s+").replace("'", r"\s?'\s?") for w in ordered) + ")"


_ORDINAL = rf"(?:(?:\d{{1,2}}\s?(?:ere?|er|nde?|e|eme|ieme)|{any_of(_LEXICON['ordinals'])})\s+)?"
_ROLE = rf"{_ORDINAL}{any_of(_LEXICON['roles'])}"
_CAPITAL = "[A-ZÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŒŸ]"
_WORD = rf"(?:{_CAPITAL}(?:\.[ ]?-?{_CAPITAL})*\.(?!\s*[–—])|{_CAPITAL}[\w’'-]*)"
_PARTICLE = r"(?:de|du|des|la|le|d['’]|van|von|ben|el|da|di)"
_NAME = rf"{_WORD}(?:\s+(?:{_PARTICLE}\s*){{0,2}}{_WORD}){{0,4}}"
_AFTER_CIVILITY = re.compile(rf"(?:(?:{_PARTICLE}\s+){{0,2}}){_NAME}")
_NAME_NEXT = re.compile(rf"\s+{_NAME}")
_BARE = re.compile(rf"{_WORD}(?:\s+{_WORD}|\s+{_PARTICLE}\s*{_WORD}){{1,3}}")
_INITIALS = re.compile(
    rf"(?:(?:[A-ZÀ-Þ]\.\s?-?){{1,3}}|[A-ZÀ-Þ]{{2}}\.?\s)\s*(?P<surname>{_WORD}(?:\s+{_WORD}){{0,2}})"
)
"""*R. UNTEL*, whose given name the roll prints in full."""
_ONE_WORD = re.compile(rf"{_CAPITAL}[^\W\d_](?:[\w’'-]*[^\W\d_])?(?!\w)")
_ROLE_AFTER = re.compile(rf"(?:le\s+|la\s+|l['’]\s?)?(?P<role>{_ROLE})\b")
_ROLE_START = re.compile(rf"\b(?:le|la|l['’])\s*(?P<role>{_ROLE})\b")
_ROLE_OF = re.compile(rf"(?P<role>{_ROLE})\b")
_OWN_BODY = re.compile(
    r"\s+(?:du\s+(?:conseil|bureau|comite|syndicat)(?:\s+(?:municipal|syndical|communautaire|d['’]administration|d['’]exploitation))?|de\s+(?:la\s+)?seance|de\s+l['’]\s?assemblee)\b(?!\s+(?:departement|region|general))"
)
_CHARGE = re.compile(
    r"(?:\s+deleguee?)?\s+(?:(?:en\s+charge|chargee?|responsable)\s+d(?:e\s+la|e\s+l'|es|u|e)|aux?|a\s+la|a\s+l')\s*"
    r"[a-z'-]+(?:(?:\s*,\s*|\s+et\s+)(?:aux?\s+|a\s+la\s+|a\s+l'\s?|d(?:u|es|e\s+la|e\s+l')\s*)[a-z'-]+)*"
)
"""What an office is in charge of (*l'adjointe aux écoles et à la culture*)."""
_MARRIED = re.compile(rf"\s+(?:[ée]pouse|n[ée]e|[ée]p\.)\s+{_NAME}")
_ENDS_IN_INITIAL = re.compile(r"(?:^|[\s.-])[A-ZÀ-Þ]\.$")
_CHAIR_ALONE = re.compile(rf"{any_of(_LEXICON['chair'])}(?=\s*:)")
_OUTSIDER = re.compile(rf"(?:le|la|l')\s*{any_of(_LEXICON['outsiders'])}\b")
_OF_OTHERS = re.compile(r"\s+(?:du|de\s+la|de\s+l['’]|des|de|d['’])\s*\w")
_OF_SERVICES = re.compile(r"\s+des\s+services")
_COLLECTIVE = re.compile(rf"\b{any_of(_LEXICON['collectives'])}\b")
_START = re.compile(r"(?<![\w'-])[a-z]|(?<=l')(?=elu|ad)")
_SMALL_START = re.compile(r"(?:m(?:me|onsieur|adame|lle)?|mademoiselle|le|la|l|les|un|une|des|plusieurs|certains)\b")
_COUPLE = re.compile(r"(?:m\.?|mr|monsieur)\s+(?:et|ou)\s+m(?:me|adame)\b")
"""*M. et Mme Untel*: one household, mostly people from outside."""
_IN_GROUP = re.compile(r"\s*(?:,\s*(?:et\s+)?|\bet\s+|&\s*|ainsi\s+que\s+)")
_BEGINS_SPEECH = re.compile(rf"(?:{any_of(_LEXICON['first words'])}(?![\w-])|(?:j|c|qu|d)'(?=[aeiouy]))")
"""A capitalised word that begins a sentence and is never part of a name (*M. UNTEL Je ...*)."""
_AFTER_NAMES = re.compile(rf"{any_of(_LEXICON['after names'])}\W*")
_QUOTE = re.compile(r"^\s*(?:[-–—•*▪◦○●■□►➢\uf000-\uf0ff]\s*|\d{1,2}\s?[.)]\s+|[a-z]\)\s+)?[«\"“]?\s*")


def speech_begin(text: str) -> int:
    """Where a paragraph begins, after the sign of a list and an opening quotation mark."""
    match = _QUOTE.match(text)
    return match.end() if match else 0


def begins_speech(text: str) -> bool:
    """Whether ``text`` opens with a word that begins a sentence, as printed (*Je*, *Merci*, *Qu'en est-il*)."""
    return text[:1].isupper() and _BEGINS_SPEECH.match(fold(text[:20])) is not None


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
        if start < taken:
            continue
        named = _office_of(text, folded, start)
        if not named and (text[start].isupper() or _SMALL_START.match(folded, start)):
            named = list(_group_at(text, start)) or _one(_mention_at(text, folded, start, known))
        if named:
            found.extend(named)
            taken = named[-1].end
    return found


def _one(mention: Mention | None) -> list[Mention]:
    return [] if mention is None else [mention]


def _office_of(text: str, folded: str, start: int) -> list[Mention]:
    """*Réponse du maire*: after *du* an office has no article."""
    role = _ROLE_OF.match(folded, start) if folded.startswith("du ", max(0, start - 3)) else None
    if role is None or _OF_OTHERS.match(folded, role.end()):
        return []
    return [Mention(start, role.end(), text[start : role.end()], role["role"], is_named=False)]


def _group_at(text: str, start: int) -> Iterator[Mention]:
    """Those who share a civility (*MM. UNTEL et TEL*); the first begins where the civility does."""
    civility = read_civility(text[start : start + 140]) if text[start] in "Mm" else None
    if civility is None or not civility.is_group or _COUPLE.match(fold(text[start : start + 20])):
        return
    first, position = start, start + civility.end
    while (name := _AFTER_CIVILITY.match(text, position)) is not None:
        if read_civility(text[position : position + 40]) is not None:
            return
        end = _name_end(text, name.start(), name.end())
        yield Mention(first, end, text[position:end])
        link = _IN_GROUP.match(text, end)
        if link is None:
            return
        first = position = link.end()


def _mention_at(text: str, whole: str, start: int, known: frozenset[str]) -> Mention | None:
    head = text[start : start + 140]
    folded = whole[start : start + 140]
    civility = read_civility(head) if head[:1] in "MmD" else None
    if civility is not None and not civility.is_group:
        return _after_civility(text, whole, start, start + civility.end)
    role = _ROLE_START.match(whole, start)
    if role is not None:
        return _office(text, whole, start, role)
    collective = _COLLECTIVE.match(folded)
    if collective is not None:
        end = start + collective.end()
        return Mention(start, end, text[start:end], None, is_named=False, is_collective=True)
    if head[:1].isupper():
        return _bare_name(text, start, head, known) or _one_word(text, whole, start, known)
    return None


def _after_civility(text: str, whole: str, start: int, skip: int) -> Mention | None:
    role = _ROLE_AFTER.match(whole, skip)
    if role is not None:
        name = _NAME_NEXT.match(text, role.end())
        if name is not None and role["role"] not in _LEXICON["chair"]:
            return Mention(start, name.end(), text[start : name.end()])
        return _office(text, whole, start, role)
    if _OUTSIDER.match(whole, skip):
        return None
    name = _AFTER_CIVILITY.match(text, skip)
    if name is None:
        return None
    end = _name_end(text, name.start(), name.end())
    married = _MARRIED.match(text, end)
    return Mention(start, end if married is None else married.end(), text[start:end])


def _office(text: str, whole: str, start: int, role: re.Match[str]) -> Mention | None:
    """An office of the body itself, with what it is in charge of; none where it is of another body."""
    if (own := _OWN_BODY.match(whole, role.end())) is not None:
        return Mention(start, own.end(), text[start : own.end()], role["role"], is_named=False)
    if (charge := _CHARGE.match(whole, role.end())) is not None:
        office = whole[role.start("role") : charge.end()]
        return Mention(start, charge.end(), text[start : charge.end()], office, is_named=False)
    if _OF_OTHERS.match(whole, role.end()) and not _OF_SERVICES.match(whole, role.end()):
        return None
    return Mention(start, role.end(), text[start : role.end()], role["role"], is_named=False)


def _name_end(text: str, start: int, end: int) -> int:
    """The end of a name at ``start``: before a word that begins a sentence, and without the sign that follows."""
    for word in list(re.finditer(r"\S+", text[start:end]))[1:]:
        if (not word.group().isupper() and begins_speech(word.group())) or _AFTER_NAMES.fullmatch(fold(word.group())):
            end = start + word.start()
            break
    if _ENDS_IN_INITIAL.search(text[start:end]) and re.match(r" ?[a-z]", text[end : end + 2]):
        return end  # *M. UNTEL J.-P. demande*
    return start + len(text[start:end].rstrip(" .'’-"))


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
    is_at_start = speech_begin(text) == start
    if is_given_name(words[0], strict=not is_at_start) and len(words) <= (4 if is_at_start else 3):
        return Mention(start, start + match.end(), match[0])
    return None


def _one_word(text: str, folded: str, start: int, known: frozenset[str]) -> Mention | None:
    """A surname of the roll in capitals, or a given name by which the roll calls someone, alone (*UNTEL : ...*).

    So does the chair, before a colon (*Président : ...*).
    """
    chair = _CHAIR_ALONE.match(folded, start)
    if chair is not None and speech_begin(text) == start:
        return Mention(start, chair.end(), text[start : chair.end()], chair[0], is_named=False)
    match = _ONE_WORD.match(text, start)
    if match is None or key_of(match[0]) not in known or fold(match[0]) in _LEXICON["roles"]:
        return None
    if not match[0].isupper() and not (is_given_name(match[0]) and speech_begin(text) == start):
        return None
    return Mention(start, match.end(), match[0])

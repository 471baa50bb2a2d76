"""What prices are for: the service that a title names, and the one that an announcing sentence speaks of.

A title names it once the act and the word for prices are taken off its head (*Fixation des tarifs de la …*) and the
season off its end (*… – année scolaire 2022-2023*). A sentence (*Il est proposé de fixer les tarifs de la … comme
suit :*) names it in what its word for prices governs, and never as a whole. Words are in the lexicon, forms are here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from extractors.french.dates import MONTHS
from extractors.money.lexicon import folded, is_wholly, lexicon, says, words
from extractors.numbering import LabelKind, parse_label

_LONGEST_TITLE = 90
"""Characters from which what leads up to prices is a sentence even where no verb is known."""
_LONGEST_NAME = 80
_YEAR = r"(?:19|20)\d\d(?:\s*[-/]\s*(?:(?:19|20)?\d\d))?"
_MONTH = f"(?:{'|'.join(MONTHS)})"
_DATE = rf"(?:(?:1er|\d{{1,2}})\s+{_MONTH}(?:\s+{_YEAR})?|{_MONTH}\s+{_YEAR}|\d{{1,2}}/\d{{1,2}}/(?:\d\d)?\d\d|{_YEAR})"


def _any(*path: str) -> str:
    node = lexicon("tariffs")
    for key in path:
        node = node[key]
    return "|".join(str(expression) for expression in node)


_LINK = rf"(?:(?:{_any('season_links')})(?![^\W\d_])\s*|[dl]')"
_TERM = rf"(?:{_any('seasons')})(?!\w)"
_TAIL = re.compile(
    rf"(?:^|[\s(,:-]+)(?:{_LINK})*(?:{_TERM}\s*(?:(?:{_LINK})*{_DATE})?|{_DATE})(?:\s*\((?:suite|ht|ttc)\))?\s*\)?\s*$"
)
"""*– année scolaire 2022-2023*, *à compter du 1er janvier 2025*, *EN 2019*."""
_PRICE_TAIL = re.compile(
    rf"\s*[-:,(]\s*(?:(?:{_any('acts')})\s+(?:des?\s+|du\s+|d'))?(?:{_any('price_nouns')})"
    rf"(?:\s+(?:{_any('price_adjectives')}|et|de|du|des|la|le|les))*\s*\)?\s*$"
)
"""*Camping municipal : tarifs*."""
_HEAD = re.compile(
    rf"^(?:(?:{_any('acts')}|{_any('price_nouns')}|{_any('price_adjectives')}|{_any('head_links')}|{_YEAR})(?![\w])[\s:'’-]*)+"
)
_ARTICLE = re.compile(r"^(?:l'\s*|le\s+|la\s+|les\s+|d'\s*|de\s+la\s+|de\s+l'\s*|du\s+|des\s+|un\s+|une\s+|et\s+)")
_SHORT_ACT = re.compile(r"^\d{2}[-/]\d{2,4}\s+(?:[-–—:]\s*)?")
"""*25-004 Tarifs*: an act number of year and rank, to be believed before words only."""
_OF_ACT = re.compile(
    r"^(?:annexe\s*(?:n\s?[°o])?\s*[\w.]{0,6}\s*[:–—-]?\s*)?à\s+la\s+d[ée]lib[ée]ration\s+(?:n\s?[°o]\s*)?\S*\d\S*\s*[:–—-]\s*",
    re.IGNORECASE,
)
"""*Annexe B à la délibération n° 2017-08 : Camping*."""
_ACT_BEHIND = re.compile(
    r"\s*\((?:d[ée]lib(?:[ée]ration|\.)?\s*)?(?:n\s?[°o]\s*)?[A-Z]{0,5}[-_ ]?(?:19|20)?\d\d[-/._]\d{1,4}[\w./-]*\)\s*$",
    re.IGNORECASE,
)
"""*Camping : tarifs (délibération 2033-12)*."""
_NUMBER = re.compile(
    r"^[\W_]*(?:(?:[IVX]{1,4}|\d{1,2}|[A-H])(?:\s?[-.]\s?(?:\d{1,2}|[a-h]))+[.):]?\s+|"
    r"(?:(?:\d{1,2}\s?[°º]?|[IVX]{1,4}|[A-Ha-h])\s?[.)/]\s*|[IVX]{1,4}\s+[-–—]\s+)+)?[\W_]*"
)
"""*6°)*, *I-a*, *2.3*, *b)*, *IV –*, a bullet."""


def service_named(text: str | None) -> str | None:
    """A title without bullet or number, *tarifs*, articles and year: what the prices are for."""
    kept = _bare(text)
    return None if not kept or is_wholly(words("tariffs", "generic_titles"), kept) or len(kept) < 2 else kept


def is_bare_noun(text: str | None) -> bool:
    """Whether a title is a word for a price and no more (*Redevance 2007*): it needs the title above to be told."""
    return text is not None and is_wholly(words("tariffs", "bare_nouns"), _bare(text))


def titled(text: str) -> str:
    """A title as it stands, without bullet and number."""
    return _unnumbered(text).strip(" :;.")


def _unnumbered(text: str) -> str:
    bare = _NUMBER.sub("", _ACT_BEHIND.sub("", re.sub(r"[\s:;.]+$", "", text)), count=1)
    bare = _OF_ACT.sub("", bare)
    label = parse_label(bare)
    is_named = label is not None and label.kind in (LabelKind.ACT, LabelKind.WORD)
    return bare[label.end :] if label is not None and is_named else _SHORT_ACT.sub("", bare)


def _bare(text: str | None) -> str:
    if not text:
        return ""
    kept = _without_tails(_unnumbered(text))
    kept = kept[_head_end(kept) :]
    return _closed(kept.strip(" :;.–—-"))


def _without_tails(text: str) -> str:
    while True:
        plain = folded(text)
        tail = _TAIL.search(plain) or _PRICE_TAIL.search(plain)
        if tail is None:
            return text
        text = text[: tail.start()]


def _head_end(text: str) -> int:
    plain = folded(text)
    head = _HEAD.match(plain)
    end = head.end() if head else 0
    while article := _ARTICLE.match(plain[end:]):
        end += article.end()
    return end


def _closed(text: str) -> str:
    """Without a bracket that opens nothing, or one that is left open."""
    return re.sub(r"\s*\([^()]*$", "", text).strip(" :;.–—-,") if text.count("(") > text.count(")") else text


# Sentences

SENTENCE = re.compile(r"(?<=[.!?;])(?<!\bM\.)(?<!\bMM\.)\s+(?=[A-ZÀ-Ý«–-])")
"""Between two sentences; *M. DUVAL* is in one."""
_GOVERNED = re.compile(
    rf"(?<!\w)(?:(?P<generic>{_any('price_nouns')})|(?P<kind>{_any('charge_nouns')}))"
    rf"(?:\s+(?:{_any('price_adjectives')}))*\s+(?:d(?:e(?:\s+la\s+|\s+l'|s\s+|\s+)|u\s+|')|"
    rf"(?:pour|sur|relati[fv]e?s?\s+a|a)\s+(?:la\s+|les?\s+|l'|une?\s+)|aux?\s+|relati[fv]e?s?\s+aux?\s+)"
    rf"(?P<what>.+?)(?=\s*(?:[,:;.()]|$|\s(?:{_any('name_ends')})(?!\w)))"
)


def announced(sentence: str | None) -> str | None:
    """What the word for prices governs in a sentence: *… les tarifs de location de la salle comme suit*."""
    if not sentence:
        return None
    plain = folded(sentence)
    for match in _GOVERNED.finditer(plain):
        start = match.start("what") if match["generic"] else match.start("kind")
        name = service_named(sentence[start : match.end("what")])
        if name is not None and len(name) < _LONGEST_NAME and re.match(r"[^\W\d_]", name):
            return name
    return None


def is_sentence(text: str) -> bool:
    """Whether words that lead up to prices are a sentence, not a title: a subject that acts, or a verb."""
    bare = _unnumbered(text)
    if len(bare) > _LONGEST_TITLE:
        return True
    return _SUBJECT.match(folded(bare)) is not None or says(words("tariffs", "finite_verbs"), without_fixed(bare))


_FIXED = re.compile(
    rf"\b(?P<noun>parts?|primes?|parties?|termes?|{_any('price_nouns')}|{_any('charge_nouns')})\s+fixes?\b",
    re.IGNORECASE,
)


def without_fixed(text: str) -> str:
    """*part fixe*, *prime fixe* without the adjective, which is no verb."""
    return _FIXED.sub(lambda match: match["noun"], text)


_SUBJECT = re.compile(r"(?:ils?|elles?|on|nous|vous|apres|vu|considerant|m\.|mm\.|mmes?|monsieur|madame)\s")


def named_by(text: str | None) -> str | None:
    """What a title names, or a sentence speaks of."""
    if not text:
        return None
    return announced(text) if is_sentence(text) else service_named(text)


def first_name(texts: Iterable[str | None]) -> str | None:
    """The service that the first of titles, innermost first, names; a bare *Redevance* together with the one above."""
    pending: str | None = None
    for text in texts:
        if not text or titled(text) == pending:
            continue
        if pending is None and is_bare_noun(text) and not is_sentence(text):
            pending = titled(text)
        elif name := named_by(text):
            return f"{name} – {pending}" if pending else name
    return pending

"""Organisations in running text: by the first word of their name, by an acronym, or known everywhere.

Belongs here: rules for organisations. Does not belong here: which body a document is of (`extractors.meeting_body`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.document import Block
from extractors.entities.spans import Span
from extractors.entities.vocabulary import CIVILITIES, lexicon
from extractors.french.fold import fold

_HEAD_TRUST = 0.85
_WORD = re.compile(r"[\w’'\-]+")
_CAPITAL = re.compile(r"(?:[dl]['’])?[A-ZÀ-ÖØ-ÞŒ]")
_AND_SONS = frozenset({"fils", "filles", "freres", "cie", "compagnie", "associes"})
_NUMBER = re.compile(r" n?°? ?\d{1,3}\b")
_OF_LAND = re.compile(r"section|parcelle|cadastr")
"""Two letters are a section of the land register as well (*parcelle AS 12*)."""
_LONGEST = 90


def organisation_spans(block: Block) -> Iterator[Span]:
    """Names of organisations in a block."""
    string, folded = block.string, fold(block.string)
    words = lexicon()
    for first, last in _stretches(block):
        position = first
        while (match := words.organisation.search(folded, position, last)) is not None:
            end = _name_end(string, match.start(), match.end())
            whole = words.whole.match(folded, match.start(), last)
            if whole is not None and string[match.start()].isupper():
                end = max(end, whole.end())
            name = string[match.start() : end].split()
            position = max(end, match.start() + 1)
            if len(name) > 1 and (name[0][0].isupper() or any(w[0].isupper() for w in name[1:])):
                yield Span(match.start(), end, "ORG", "entities.organisation-head", _HEAD_TRUST)
    if not block.is_capital:
        yield from _acronyms(string)


def _acronyms(string: str) -> Iterator[Span]:
    """Acronyms with the name that follows, and bodies known everywhere: among words in small letters only."""
    words = lexicon()
    for match in words.acronym.finditer(string):
        is_short = len(match.group()) < 3
        if is_short and _OF_LAND.search(fold(string[max(0, match.start() - 60) : match.start()])):
            continue
        number = None if is_short else _NUMBER.match(string, match.end())
        end = number.end() if number else _name_end(string, match.start(), match.end() + _LONGEST)
        if end > match.end():
            yield Span(match.start(), end, "ORG", "entities.acronym", _HEAD_TRUST)
    for match in words.known.finditer(string):
        yield Span(match.start(), match.end(), "ORG", "entities.known-body", _HEAD_TRUST)


def _stretches(block: Block) -> Iterator[tuple[int, int]]:
    """Where a name may run: the whole of a paragraph, a cell of a table, since the next cell is another fact."""
    if block.table is None:
        yield 0, len(block.string)
        return
    place = 0
    for cell in block.table.cells:
        if cell.text.words:
            yield place, place + len(cell.text.string)
            place += len(cell.text.string) + 1


def _name_end(string: str, start: int, end: int) -> int:
    """Where an organisation's name ends: after its last capitalised word, before ordinary prose begins.

    Up to two ordinary words may stand before the first capital (`association des maires ruraux de France`), none
    after it but link words (`Chambre de Commerce et d'Industrie`). A stop or a comma ends it.
    """
    last, ordinary, seen_capital = start, 0, False
    links = lexicon().links
    words = list(_WORD.finditer(string[start:end]))
    for k, match in enumerate(words):
        word = match.group()
        if k == 0:
            last = start + match.end()
            continue
        if string[start + words[k - 1].end() : start + match.start()].strip(" -–"):
            break
        following = fold(words[k + 1].group()) if k + 1 < len(words) else ""
        if fold(word) in CIVILITIES:
            break
        if _CAPITAL.match(word):
            last, seen_capital = start + match.end(), True
        elif fold(word) == "et":
            if following not in _AND_SONS and not (following.startswith("d'") or following == "de"):
                break
        elif fold(word) not in links and fold(word[:2]) not in links:
            ordinary += 1
            if seen_capital or ordinary > 2:
                break
    return last

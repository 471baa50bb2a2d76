"""Communes and other places in running text, by what announces them.

Belongs here: rules for places. Does not belong here: which commune of the country it is (`extractors.places`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.document import Block
from extractors.entities.spans import RULE_TRUST, Span
from extractors.entities.vocabulary import lexicon
from extractors.french.fold import fold

_LINKS = frozenset(
    {"sur", "sous", "en", "les", "le", "la", "de", "du", "des", "d", "l", "et", "lez", "lès", "aux", "au", "à"}
)
_WORD = re.compile(r"[\w'’]+")
_LONGEST = 60
_NEXT = re.compile(r"\s*(?:,\s*(?:et\s+)?|\bet\s+)(?:de\s+|du\s+|d['’]\s?)?")


def place_spans(block: Block) -> Iterator[Span]:
    """Names of places in a block."""
    string, folded = block.string, fold(block.string)
    for match in lexicon().place.finditer(folded):
        start = match.start("name")
        if string[start].isupper():
            yield _span(start, _place_end(string, start, match.end()))
    for match in lexicon().places.finditer(folded):
        position = match.end()
        while string[position : position + 1].isupper():
            end = _place_end(string, position, position + _LONGEST)
            yield _span(position, end)
            link = _NEXT.match(string, end)
            if link is None:
                break
            position = link.end()


def _span(start: int, end: int) -> Span:
    return Span(start, end, "LOC", "entities.place-head", RULE_TRUST)


def _place_end(string: str, start: int, end: int) -> int:
    last = before = start
    for match in _WORD.finditer(string[start:end]):
        if string[before : start + match.start()].strip(" -–’'"):
            break  # a comma or a stop
        before = start + match.end()
        word = match.group()
        if word[0].isupper() or re.match(r"[dl]['’][A-ZÀ-Þ]", word):
            last = start + match.end()
        elif fold(word) not in _LINKS or (fold(word) == "et" and string[start + match.start() - 1] != "-"):
            break
    return last

"""The agenda printed as a sentence: its items one after another behind *Ordre du jour :*.

Belongs here: parting such items. Does not belong here: an agenda of lines (`agenda`) or of rows (`agenda_table`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.document import Block, BlockKind, Document
from extractors.french.fold import fold
from extractors.records import AgendaItem

_OPENING_BLOCKS = 30
_TITLE = re.compile(r"\bordre du jour\b[^:.\d]{0,50}:\s*(?=\S)")
_AMENDS = re.compile(r"ajout|inscri|complet|complement|modif|retir|prochain")
"""Words before *ordre du jour* that do not give the whole of this session's."""
_NUMBER = re.compile(r"(?<![\w.,/-])(?P<number>\d{1,2})\s?(?:[).°/]|[-–](?=\s))\s*(?=[^\W\d_])")
_DASH = re.compile(r"\s[–—-]\s+|\s*[;•●]\s*")
_SENTENCE_END = re.compile(r"\.(?=\s+[A-ZÀ-Þ])")
_LEAST, _LEAST_UNNUMBERED = 2, 3
_LONGEST = 25
"""Words of an item."""


def run_on_agenda(document: Document) -> tuple[AgendaItem, ...]:
    """*Ordre du jour : 1) Budget, 2) Voirie*, *Ordre du jour : Budget – Voirie – Divers*; none elsewhere."""
    for block in document.blocks[:_OPENING_BLOCKS]:
        title = _TITLE.search(fold(block.string)) if block.kind is not BlockKind.TABLE else None
        if title is None or _AMENDS.search(fold(block.string[: title.start()])):
            continue
        stop = _SENTENCE_END.search(block.string, title.end())
        end = stop.start() if stop is not None else len(block.string)
        parts = _numbered(block.string, title.end(), end) or _parted(block.string, title.end(), end)
        if parts:
            return _items(block, parts)
    return ()


def _numbered(text: str, start: int, end: int) -> list[tuple[str | None, int, int]]:
    """(number, start, end) of items numbered 1, 2, 3 and so on."""
    marks: list[re.Match[str]] = []
    for match in _NUMBER.finditer(text, start, end):
        if int(match["number"]) == len(marks) + 1:
            marks.append(match)
    if len(marks) < _LEAST or text[start : marks[0].start()].strip():
        return []
    ends = [*(m.start() for m in marks[1:]), end]
    return [(m["number"], m.end(), stop) for m, stop in zip(marks, ends, strict=True)]


def _parted(text: str, start: int, end: int) -> list[tuple[str | None, int, int]]:
    """(None, start, end) of items between dashes or semicolons."""
    cuts = [m.span() for m in _DASH.finditer(text, start, end)]
    starts, ends = [start, *(b for _, b in cuts)], [*(a for a, _ in cuts), end]
    parts = [(None, a, b) for a, b in zip(starts, ends, strict=True) if text[a:b].strip()]
    is_list = len(parts) >= _LEAST_UNNUMBERED and all(len(text[a:b].split()) <= _LONGEST for _, a, b in parts)
    return [*parts] if is_list else []


def _items(block: Block, parts: Sequence[tuple[str | None, int, int]]) -> tuple[AgendaItem, ...]:
    items: list[AgendaItem] = []
    for number, start, stop in parts:
        title = block.string[start:stop].strip(" \n,;:.–—-")
        begin = block.string.index(title, start)
        evidence = block.text.evidence("agenda.run-on", begin, begin + len(title), trust=0.85)
        items.append(AgendaItem(position=len(items) + 1, number=number, level=1, title=title, evidence=evidence))
    return tuple(items)

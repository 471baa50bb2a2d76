"""Official numbers of acts that do not begin the heading: behind its own label, at its end, on a line of their own.

Belongs here: which number goes with which heading. Does not belong here: what a number looks like
(`extractors.numbering`), which blocks are headings (`headings`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, replace

from extractors.document import Block, BlockKind, Section
from extractors.numbering import LabelKind, names_an_act, parse_label
from extractors.outline.words import counts_members

_YEARS = re.compile(r"(?:19|20)(\d{2})\s?[-–/]\s?(?:(?:19|20)\d{2}|(\d{2}))")
_AT_END = re.compile(r"\s*(?:\((?P<inside>[^()]{1,40})\)|\s[-–—:/]\s*(?P<after>[^()]{1,40}))\s*[.:]?$")
_BARE_END = re.compile(
    r"[\s,]+(?P<after>(?:d[ée]lib[ée]rations?|d[ée]lib\.?|dcm|dcc|dcs|d[ée]l\.?)\s.{1,30})$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Found:
    """A number and what is left of the heading without it."""

    number: str
    title: str


def with_numbers(sections: Sequence[Section], blocks: Sequence[Block]) -> tuple[Section, ...]:
    """Sections with the numbers printed elsewhere than at the start of their headings.

    What could be chance in one heading (a number at its end) counts where several headings have it.
    """
    heads = {s.heading for s in sections}
    result = list(sections)
    for find, least in ((_behind_label, 1), (_named_at_end, 1), (_at_end, 2), (_serial_at_end, 3)):
        found = {i: f for i, s in enumerate(result) if s.number is None and (f := find(s)) is not None}
        if len({f.number for f in found.values()}) >= least:
            for i, f in found.items():
                result[i] = replace(result[i], number=f.number, title=f.title)
    lines = {b.index: n for b in blocks if b.index not in heads and (n := number_alone(b)) is not None}
    beside = _beside(result, lines)
    return tuple(replace(s, number=s.number or beside.get(i)) for i, s in enumerate(result))


_TOLD = (
    re.compile(r"\((?P<inside>d[ée]lib[ée]rations?\s[^()]{2,40})\)[\s.]*$", re.IGNORECASE),
    re.compile(r"^\W*(?P<inside>d[ée]lib[ée]rations?\s(?:n\s?[°o]\s?)?[\w./-]*\d[\w./-]*)\s[–—:-]\s", re.IGNORECASE),
)


def number_told(texts: Iterable[str]) -> str | None:
    """The number told beside a vote: *(Délibération n° 2018-31)* behind, *Délibération 2018-31 – 9 pour* before."""
    found = {
        number
        for text in texts
        for pattern in _TOLD
        if (match := pattern.search(text)) is not None
        and (number := _whole(match["inside"].strip(), is_named=True)) is not None
    }
    return found.pop() if len(found) == 1 else None


def number_alone(block: Block) -> str | None:
    """The number a line holds, if it holds nothing else (*Délibération n° 2024-12*, *(DEL2024-12)*).

    Counts of members in the margin beside it may be run together with it (*N° 2024-12 présents : 13 votants : 16*).
    """
    text = block.string.strip()
    if block.label is not None and counts_members(block.body):
        text = block.string[: block.body_start].strip()
    if block.kind is BlockKind.TABLE or not 0 < len(text) <= 50:
        return None
    return _whole(text.strip("()[] .:-–—"), is_named=False)


_REACH = 3
"""Blocks above a heading in which its number may stand (*N° 2021-61*, members present and voting, *OBJET : ...*)."""


def _over(heading: int, lines: dict[int, str], heads: Set[int]) -> str | None:
    for place in range(heading - 1, heading - 1 - _REACH, -1):
        if place in heads:
            return None
        if place in lines:
            return lines[place]
    return None


def _beside(sections: Sequence[Section], lines: dict[int, str]) -> dict[int, str]:
    """The number on a line above a heading, or on the line below: whichever the document does more often."""
    heads = {s.heading for s in sections}
    above = {i: n for i, s in enumerate(sections) if (n := _over(s.heading, lines, heads)) is not None}
    below = {i: lines[s.heading + 1] for i, s in enumerate(sections) if s.heading + 1 in lines}
    first, second = (above, below) if len(above) >= len(below) else (below, above)
    given = set(first.values())
    return {**{i: n for i, n in second.items() if n not in given}, **first}


def _is_years(text: str) -> bool:
    """Whether a number is a span of years (*2024-2026*, *2024/25*)."""
    match = _YEARS.fullmatch(text)
    return match is not None and (match[2] is None or int(match[2]) == int(match[1]) + 1)


def _behind_label(section: Section) -> Found | None:
    """*2. DEL-2024-27 – Titre*."""
    label = parse_label(section.title)
    if section.path is None or label is None or label.kind is not LabelKind.ACT or _is_years(label.text):
        return None
    title = section.title[label.end :].strip(" :.-–—")
    is_sure = names_an_act(section.title) or re.search(r"[-_/.]", label.text)
    return Found(label.text, title) if is_sure and re.search(r"[^\W\d_]{3}", title) else None


def _end(section: Section, is_named: bool, *patterns: re.Pattern[str]) -> Found | None:
    for pattern in patterns:
        match = pattern.search(section.title)
        if match is None:
            continue
        text = next(t for t in match.groups() if t)
        number = _whole(text.strip(), is_named)
        title = section.title[: match.start()].strip(" :-–—")
        if number is not None and re.search(r"[^\W\d_]{3}", title):
            return Found(number, title)
    return None


def _named_at_end(section: Section) -> Found | None:
    """*Titre (délibération n° 12)*."""
    return _end(section, True, _AT_END, _BARE_END)


def _at_end(section: Section) -> Found | None:
    """*Titre (2024-12)*, *Titre – n° 12*."""
    return _end(section, False, _AT_END)


_SERIAL = re.compile(
    r"\s*\((?P<first>\d{2,4}(?P<mark>[-./])\d{1,2}(?P=mark)\d{1,3})(?:\s*(?:et|,|;)\s*\d{2,4}(?P=mark)\d{1,2}(?P=mark)\d{1,3})*\)$"
)


def _serial_at_end(section: Section) -> Found | None:
    """*Titre (21-04-03)*: looks like a day, and is a number where heading upon heading has one."""
    match = _SERIAL.search(section.title)
    title = section.title[: match.start()] if match else ""
    return Found(match["first"], title) if match is not None and re.search(r"[^\W\d_]{3}", title) else None


def _whole(text: str, is_named: bool) -> str | None:
    """The number, if a text is one from end to end."""
    label = parse_label(text)
    if label is None or label.kind is not LabelKind.ACT or label.end < len(text) or _is_years(label.text):
        return None
    return label.text if not is_named or names_an_act(text) else None

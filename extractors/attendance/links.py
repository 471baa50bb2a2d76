"""What ties one person of a roll to another: pouvoirs given and held, substitutes.

Belongs here: finding such a link in the words beside a name. Does not belong here: whose it is (`entries`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from extractors.attendance.source import RollText, plain
from extractors.attendance.vocabulary import vocabulary
from extractors.attendance.words import name_end
from extractors.french.civility import read_civility
from extractors.records import Status

BEARER_FOLLOWS = r"a|par|pour|vers|chez|(?:en faveur|au profit|au benefice) d(?:e|u)"
"""Words between who gives a pouvoir and who bears it, where a heading says that a list is of pouvoirs."""
ARROWS = r"→|->|=>|➔|⇒|>"
_ARROW = re.compile(rf"\s?(?:{ARROWS})\s?")
_BARE_PROXY = re.compile(rf"\s(?:{BEARER_FOLLOWS})\s+(?=\S)|\s?(?:{ARROWS})\s?|\sa(?=m(?:me|\.| |r|onsieur|adame))")


_NO_WORD = re.compile(r"\s*(?:pouvoirs?|procurations?|proc\.?|pvr)\s+(?!d(?:e|u|es|onne)\b)")
"""A pouvoir in brackets whose *à* was left out (*pouvoir M. X*)."""


@dataclass(slots=True)
class Link:
    """What ties the person of an entry to another."""

    kind: str
    """'proxy': gave a pouvoir to the other; 'holds': holds the other's; 'substitute': stands in for the other;
    'replaced': the other stands in."""
    start: int
    end: int
    """Where the other's name is printed, civility included."""


def find_link(roll: RollText, start: int, end: int, bare: bool, status: Status, is_proxies: bool) -> Link | None:
    """The link in ``[start, end)``: its kind and where the other person is named."""
    links = vocabulary().links
    folded = plain(roll.folded[start:end])
    is_away = is_proxies or status in (Status.ABSENT, Status.EXCUSED)
    order = (
        ("replaced", links["replaced_by_substitute"]),
        ("substitute", links["substitute"]),
        ("proxy", links["proxy"]),
        ("proxy" if is_away else "replaced", links["represented"]),
        ("replaced", links["replaced"]),
        ("holds", links["bearer"]),
    )
    for kind, pattern in order:
        for match in pattern.finditer(folded):
            other = person_span(roll, start + match.end(), end)
            if other is not None:
                return Link(kind, *other)
    if is_away and (arrow := _ARROW.search(folded)) is not None:
        other = person_span(roll, start + arrow.end(), end)
        if other is not None:
            return Link("proxy", *other)
    if bare:
        if (lead := _NO_WORD.match(folded)) is not None:
            other = person_span(roll, start + lead.end(), end)
            if other is not None:  # *(pouvoir M. X)* beside one who is there: X gave it
                return Link("proxy" if is_away else "holds", *other)
        found = _BARE_PROXY.search(f" {folded}")
        if found is not None and not vocabulary().notes["movement"].match(folded.strip()):
            other = person_span(roll, start + found.end() - 1, end)
            if other is not None:
                return Link("proxy", *other)
    return None


def person_span(roll: RollText, start: int, end: int) -> tuple[int, int] | None:
    """Where the person named at ``start`` stands, civility included."""
    lead = re.match(r"[\s:,.\-–]*", roll.marked[start:end])
    start += lead.end() if lead else 0
    text = plain(roll.marked[start:end])
    civility = read_civility(text)
    if civility is None and (small := read_civility(text[:1].upper() + text[1:])) is not None:
        start, civility = start + small.end, replace(small, end=0)  # *à m Yves X*
    name_start = start + civility.end if civility else start
    stop = name_end(roll.marked, name_start, end, civility is not None)
    if stop is None and (title := _TITLE.match(plain(roll.folded), start, end)) is not None:
        return start, title.end()
    return (start, stop) if stop is not None else None


_RESPECTIVELY = re.compile(
    r"\brespectivement\b(?: (?:leurs? )?(?:pouvoirs?|procurations?))? (?:a|au profit de|en faveur de)(?= |m)"
)
_JOINT = re.compile(r"\s*(?:,\s*(?:et\s)?|et\s|&)\s*(?:à\s+)?")


def bearers_respectively(roll: RollText, start: int, end: int, list_end: int, most: int) -> list[Link]:
    """The bearers, ``most`` at most, named after *respectivement à* in ``[start, end)``, as far as ``list_end``."""
    told = _RESPECTIVELY.search(plain(roll.folded[start:end]))
    found: list[Link] = []
    position = start + told.end() if told is not None else list_end
    while (bearer := person_span(roll, position, min(list_end, position + 80))) is not None:
        found.append(Link("proxy", *bearer))
        joint = _JOINT.match(roll.marked, bearer[1], list_end)
        if joint is None or len(found) == most:
            break
        position = joint.end()
    return found


TITLE_OF = "\0"
"""Marks a bearer who is named by his title only."""
_TITLE = re.compile(r"(?:m\.|mr|mme|monsieur|madame)?\s*(?:le|la)\s+(maire|presidente?)\b(?!\s+(?:delegue|suppleant))")


def title_in(roll: RollText, start: int, end: int) -> str | None:
    """*maire* or *president*, where ``[start, end)`` is a title without a name."""
    title = _TITLE.fullmatch(plain(roll.folded)[start:end].strip())
    return title[1] if title is not None else None


def names_a_bearer(text: str) -> bool:
    """Whether folded text ties a name to a bearer by a mere preposition (*X à Y*)."""
    return _BARE_PROXY.search(f" {text} ") is not None

"""What the rules about a session read: its opening text, flattened for patterns, and who is named where in it.

Belongs here: the text of one session and reading a person at a place of it. Does not belong here: which sentence tells
which fact (`meeting_dates`, `meeting_people`, `meeting_body`, `meeting_counts`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any, Generic, TypeVar

from extractors.attendance.source import RollText
from extractors.attendance.words import name_end
from extractors.document import Document
from extractors.french.names import Name, parse_name, read_civility
from extractors.lexicons import load
from extractors.records import Evidence


@dataclass(frozen=True)
class SessionText:
    """A stretch of blocks as one string for patterns: blocks end in newlines, lines within a block in spaces."""

    roll: RollText

    @staticmethod
    def of(document: Document, first: int, end: int) -> SessionText:
        """The text of blocks ``[first, end)``."""
        return SessionText(RollText.of(document, first, end))

    @property
    def printed(self) -> str:
        """As printed."""
        return self.roll.marked.replace("\v", " ").replace("\t", " ")

    @property
    def flat(self) -> str:
        """Folded; of the same length as `printed`."""
        return self.roll.folded.replace("\v", " ").replace("\t", " ")

    def evidence(self, rule: str, start: int, end: int, trust: float) -> Evidence:
        """Evidence for what is printed at ``[start, end)``."""
        return self.roll.text.evidence(f"meeting.{rule}", start, end, trust)

    def block_index(self, offset: int) -> int:
        """Index in the document of the block an offset falls in."""
        return self.roll.block_at(offset).index


T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Fact(Generic[T]):
    """A value and what it was read from."""

    value: T
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Person:
    """A person named at ``[start, end)``, civility included."""

    start: int
    end: int
    name: Name


_TITLE = re.compile(
    r"(?:(?:monsieur|madame|mr?\.?|mme\.?)\s+)?(?:(?:l'|[a-z]{1,4}\s)\s*)?"
    r"(?:maire|mairesse|presidente?|vice-presidente?|adjointe?|premiere?|doyen(?:ne)?(?:\s+d'age)?|prefet)\b"
)
_TITLE_REST = re.compile(r"[a-z0-9' -]{0,60}?[\s,:-]+")


def person_at(text: SessionText, start: int) -> Person | None:
    """The person named at ``start``, past a title (*Monsieur le Maire, X*, *son Président, X*); None if only a title."""
    window = text.printed[start : start + 140]
    stop = re.search(r"[\n;]", window)
    window = window[: stop.start()] if stop else window
    for skip in _title_ends(text.flat[start : start + len(window)]):
        lead = re.match(r"[\s,:.-]*", window[skip:])
        begin = skip + (lead.end() if lead else 0)
        civility = read_civility(window[begin:])
        if civility is not None and civility.is_group:
            continue
        name_start = begin + (civility.end if civility else 0)
        end = name_end(window, name_start, len(window), civility is not None)
        if end is None or not window[name_start : name_start + 1].isupper():
            continue
        name = parse_name(window[begin:end])
        if civility is None and name.given is None:
            continue
        return Person(start + begin, start + end, name)
    return None


def _title_ends(flat: str) -> list[int]:
    """Offsets at which a name can begin: at once, or at each word after a title."""
    title = _TITLE.match(flat)
    if title is None:
        return [0]
    ends = [m.end() for m in re.finditer(r"[\s,:-]+", flat[: title.end() + 70]) if m.start() >= title.end()]
    return [0, *(e for e in ends if _TITLE_REST.fullmatch(flat[title.end() : e]) or "," in flat[title.end() : e])]


@cache
def wording() -> dict[str, Any]:
    """The wordings of ``lexicons/meeting.yaml``."""
    found: dict[str, Any] = load("meeting")
    return found


@cache
def bodies() -> dict[str, Any]:
    """The assemblies, organisations and kinds of documents of ``lexicons/bodies.yaml``."""
    found: dict[str, Any] = load("bodies")
    return found


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """A pattern of a lexicon, its line breaks taken out."""
    return re.compile(re.sub(r"\n\s*", "", pattern))

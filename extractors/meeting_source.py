"""What the rules about a session read: its opening text, flattened for patterns, and who is named where in it.

Belongs here: the text of one session and reading a person at a place of it. Does not belong here: which sentence tells
which fact (`meeting_dates`, `meeting_people`, `meeting_body`, `meeting_counts`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any, Generic, TypeVar

from extractors.attendance.naming import Person
from extractors.attendance.naming import person_at as named_at
from extractors.attendance.source import RollText
from extractors.document import Document
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

    @cached_property
    def printed(self) -> str:
        """As printed; rows of a table of facts (*Lieu | Salle des fêtes*) read as lines, *Lieu:Salle des fêtes*."""
        return self._plain(self.roll.marked)

    @cached_property
    def flat(self) -> str:
        """Folded; of the same length as `printed`."""
        return self._plain(self.roll.folded)

    def _plain(self, marked: str) -> str:
        letters = list(marked)
        for match in compiled(wording()["labelled_row"]).finditer(self.roll.folded):
            letters[match.start("before") : match.end("before")] = "\n" * len(match["before"])
            letters[match.start("tab")] = ":"
        return "".join(letters).replace("\v", " ").replace("\t", " ")

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


def person_at(text: SessionText, start: int) -> Person | None:
    """The person named at ``start`` of a session's text; see `naming.person_at`."""
    return named_at(text.printed, text.flat, start)


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

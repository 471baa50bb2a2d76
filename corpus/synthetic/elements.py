"""The minutes as a run of typographic elements: one source for the plain text and for the PDF.

Belongs here: the elements and their plain text. Does not belong here: what they say, or how they are set on paper.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """What an element is on the page."""

    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    TABLE = "table"
    LEADER = "leader"
    """A label, a line of dots, an amount."""
    AGENDA = "agenda"
    """An entry of the agenda, perhaps with a page number."""
    COUNT = "count"
    """A count that may be set in the left margin of the roll."""
    RULE = "rule"
    """A short line between parts; no text."""
    SIGNATURE = "signature"


class Ruling(StrEnum):
    """How much of a table's grid is drawn."""

    FULL = "full"
    HALF = "half"
    """Horizontal lines only."""
    NONE = "none"
    BOX = "box"
    """A frame around, nothing inside."""


@dataclass(frozen=True)
class Grid:
    """Cells row by row; a cell covered by a merged one is empty."""

    rows: tuple[tuple[str, ...], ...]
    header_rows: int = 1
    ruling: Ruling = Ruling.FULL
    merged: tuple[tuple[int, int, int, int], ...] = ()
    """(row, column, last row, last column) of each merged cell, its text in the first."""
    widths: tuple[float, ...] = ()
    """Share of the width of each column; equal if empty."""
    bold_rows: tuple[int, ...] = ()


@dataclass(frozen=True)
class Element:
    """A paragraph, heading, table... in document order."""

    kind: Kind
    text: str = ""
    level: int = 0
    bold: bool = False
    italic: bool = False
    underline: str = ""
    """The first part of the text that is underlined ('Présents :')."""
    centred: bool = False
    bullet: str = ""
    page: str = ""
    """Of an agenda entry, the page it points to; of a leader, the amount at the end of the line."""
    grid: Grid | None = None
    columns: bool = False
    """Part of a run set in two columns."""

    def plain(self) -> list[str]:
        """Its lines of plain text: a paragraph a line, tabs between table cells."""
        if self.grid is not None:
            return ["\t".join(row) for row in self.grid.rows]
        if self.kind is Kind.RULE:
            return []
        text = f"{self.bullet} {self.text}" if self.bullet else self.text
        if self.kind is Kind.LEADER:
            return [f"{text} {'.' * max(6, 60 - len(text))} {self.page}"]
        return [f"{text} {self.page}" if self.page else text]


@dataclass
class Draft:
    """Elements and truth as they are written."""

    elements: list[Element] = field(default_factory=list)

    def add(self, kind: Kind, text: str = "", **more: object) -> None:
        """Append an element."""
        self.elements.append(Element(kind, text, **more))  # type: ignore[arg-type]

    def say(self, text: str, **more: object) -> None:
        """Append a paragraph."""
        self.add(Kind.PARAGRAPH, text, **more)

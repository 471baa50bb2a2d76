"""Which blocks tell of which session, for files that hold more than one."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.document import Document, Outline


@dataclass(frozen=True, slots=True)
class Span:
    """Blocks ``[first, end)`` of one session; its opening, roll included, is ``[first, roll_end)``."""

    first: int
    roll_end: int
    end: int
    preamble_end: int
    """Where the first item begins, as far as the outline tells."""


_LEAST_OPENING = 25


def find_sessions(document: Document, outline: Outline) -> tuple[Span, ...]:
    """The sessions of a document, in order; one where nothing shows more."""
    count = len(document.blocks)
    first, end = outline.preamble
    return (Span(0, min(count, max(end, first + _LEAST_OPENING)), count, end),)

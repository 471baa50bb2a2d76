"""Invented minutes as documents, for the tests of deliberations, ballots and interventions."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.document import Document, Outline, Section
from extractors.layout import lay_out
from extractors.layout.plain import pages_of_text


def document_of(lines: Sequence[str]) -> Document:
    """One paragraph a line."""
    return lay_out(pages_of_text("\n".join(lines)))


def outline_of(document: Document, titles: Sequence[str], agenda: Sequence[int] = ()) -> Outline:
    """Each block that reads as one of ``titles`` opens a section; what stands before is the preamble."""
    starts = [b.index for b in document.blocks if b.body.strip() in titles or b.string.strip() in titles]
    ends = [*starts[1:], len(document.blocks)]
    sections = tuple(
        Section(str(i), document.blocks[a].body.strip(), 1, a, a + 1, b)
        for i, (a, b) in enumerate(zip(starts, ends, strict=True), start=1)
    )
    first = starts[0] if starts else len(document.blocks)
    return Outline(tuple(agenda), (0, first), sections)

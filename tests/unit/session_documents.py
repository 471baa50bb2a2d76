"""Invented minutes as documents, for the tests of deliberations, ballots and interventions."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from corpus.page import Page
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


def pages_with_bold(lines: Sequence[str], bold: Collection[str]) -> list[Page]:
    """One paragraph a line; those of ``bold`` set in bold."""
    heads = [line.split() for line in bold]
    pages = []
    for page in pages_of_text("\n".join(lines)):
        words = list(page.words)
        for head in heads:
            for i in range(len(words) - len(head) + 1):
                if [w.text for w in words[i : i + len(head)]] == head:
                    words[i : i + len(head)] = [replace(w, bold=True) for w in words[i : i + len(head)]]
        pages.append(replace(page, words=tuple(words)))
    return pages

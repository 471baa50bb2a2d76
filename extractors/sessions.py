"""Which of several sessions in one file a decision or a turn of speech belongs to."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from extractors.document import Document, Outline
from extractors.meeting_spans import find_sessions
from extractors.records import Deliberation, Evidence, Intervention


class Sessions:
    """The sessions of a file, in order; nearly always one."""

    def __init__(self, document: Document, outline: Outline) -> None:
        """Find where each begins."""
        self._starts = [span.first for span in find_sessions(document, outline)]
        self._places = [_place(document.blocks[start].text.evidence("")) for start in self._starts[1:]]

    def of_deliberations(self, deliberations: Sequence[Deliberation]) -> tuple[Deliberation, ...]:
        """The same with ``meeting`` set by the block they begin in."""
        return tuple(replace(d, meeting=max(1, bisect_right(self._starts, d.first_block))) for d in deliberations)

    def of_interventions(self, interventions: Sequence[Intervention]) -> tuple[Intervention, ...]:
        """The same with ``meeting`` set by where they stand."""
        return tuple(replace(i, meeting=1 + bisect_right(self._places, _place(i.evidence))) for i in interventions)


def _place(evidence: Evidence) -> tuple[int, float]:
    return evidence.page, evidence.box.y0

"""The roll of a session: who was present, remote, absent, excused or a guest, who stood in for whom, who voted for whom."""

from __future__ import annotations

from extractors.attendance.assemble import read_lists, rows_of, settle_links, to_records
from extractors.attendance.source import RollText
from extractors.document import Document, Outline
from extractors.records import Attendance

__all__ = ["read_attendance"]


def read_attendance(document: Document, outline: Outline) -> tuple[Attendance, ...]:
    """Every person in the roll, in printed order; nobody who is merely named."""
    first, end = outline.preamble
    roll = RollText.of(document, first, max(end, first))
    rows = rows_of(roll, read_lists(roll))
    settle_links(rows)
    return tuple(to_records(rows, 1, 1))

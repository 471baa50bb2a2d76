"""From what documents say to columns of the warehouse: one Arrow table for each table, ids given.

Pure: no database here. Work is done a column at a time over a whole batch, since building rows one by one would cost
more than everything else in a load.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any

import pyarrow as pa

from corpus.page import Box
from extractors.records import Finding, PageText, Severity
from warehouse.arrow import Refusal, to_arrow
from warehouse.connection import utc_now
from warehouse.entries import DocumentEntry, PageReading
from warehouse.placing import as_displayed, displayed_size, is_turned
from warehouse.tables import BY_NAME
from warehouse.tables.intake import DOCUMENTS

ID_DIGITS = 12
"""How much of a document's hash stands in the ids of its facts, before the table's letter and the rank as printed."""

Columns = dict[str, list[Any]]


@dataclass
class _Facts:
    """The records of one table over a batch, in printed order, each with its owner and id."""

    records: list[Any] = field(default_factory=list)
    owners: list[int] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    ranks: list[int] = field(default_factory=list)

    def add(self, owner: int, records: Sequence[Any], prefix: str) -> None:
        """The records of one document, whose ids begin with ``prefix``."""
        count = len(records)
        self.records.extend(records)
        self.owners.extend([owner] * count)
        self.ranks.extend(range(1, count + 1))
        self.ids.extend([f"{prefix}{rank:05d}" for rank in range(1, count + 1)])

    def by_position(self) -> dict[tuple[int, int], str]:
        """(owner, position) to id; of records that claim one position the first holds it."""
        found: dict[tuple[int, int], str] = {}
        for owner, record, known in zip(self.owners, self.records, self.ids, strict=True):
            found.setdefault((owner, record.position), known)
        return found


@dataclass(frozen=True)
class _FieldEvidence:
    """Evidence of one field of a meeting."""

    meeting: int
    field: str
    evidence: Any


def frames(entries: Sequence[DocumentEntry], run_id: str | None = None) -> dict[str, pa.Table]:
    """Flatten documents into one Arrow table for each table of facts, and ``documents``.

    A value that its column cannot hold (a figure beyond any budget, more digits than a count has) is left NULL and
    told in ``quality_findings``; it never stops a batch.
    """
    refusals: list[Refusal] = []
    batch = _Batch(entries)
    done: dict[str, pa.Table] = {"documents": _documents(entries, run_id)}
    for name, build in _BUILDERS.items():
        facts = batch.facts(name)
        columns = build(batch, facts)
        done[name] = to_arrow(BY_NAME[name], columns, facts.owners, refusals)
    for refusal in refusals:
        batch.refuse(refusal)
    findings = batch.facts("quality_findings")
    done["quality_findings"] = to_arrow(
        BY_NAME["quality_findings"], _plain(batch, findings, "quality_findings"), findings.owners, []
    )
    return done


class _Batch:
    """A batch of documents and the ids of their facts."""

    def __init__(self, entries: Sequence[DocumentEntry]) -> None:
        self.entries = entries
        self.document_ids = [e.document_id for e in entries]
        self._facts: dict[str, _Facts] = {}
        self._refused: dict[int, list[Finding]] = {}
        self._turned = {(o, p.page): p for o, e in enumerate(entries) for p in e.pages if is_turned(p)}
        self.meetings = self.facts("meetings").by_position()
        self.deliberations = self.facts("deliberations").by_position()
        self.tables = self.facts("financial_tables").by_position()

    def facts(self, name: str) -> _Facts:
        """The records of a table, ranked."""
        if name != "quality_findings" and name in self._facts:
            return self._facts[name]
        facts = _Facts()
        letter = BY_NAME[name].letter or ""
        records_of = _RECORDS.get(name)
        for owner, entry in enumerate(self.entries):
            if name == "quality_findings":
                records: Sequence[Any] = [*_findings(entry), *self._refused.get(owner, ())]
            else:
                records = records_of(entry) if records_of else _in_order(getattr(entry.minutes, name))
            if records:
                facts.add(owner, records, f"{entry.document_id[:ID_DIGITS]}-{letter}")
        self._facts[name] = facts
        return facts

    def boxes(self, facts: _Facts) -> list[Box | None]:
        """Where each record stands on its page as displayed."""
        if not self._turned:
            return [r.evidence and r.evidence.box for r in facts.records]
        placed = []
        for owner, record in zip(facts.owners, facts.records, strict=True):
            page = self._turned.get((owner, record.evidence.page)) if record.evidence else None
            box = record.evidence and record.evidence.box
            placed.append(as_displayed(box, page) if page and box else box)
        return placed

    def refuse(self, refusal: Refusal) -> None:
        """Turn a value that could not be stored into a finding of its document."""
        finding = Finding(page=refusal.page, severity=Severity.WARNING, code="value-out-of-range", message=refusal.told)
        self._refused.setdefault(refusal.owner, []).append(finding)


_POSITION = attrgetter("position")


def _in_order(records: Iterable[Any]) -> list[Any]:
    every = list(records)
    if len(every) > 1 and hasattr(every[0], "position"):
        every.sort(key=_POSITION)
    return every


def _page_rows(entry: DocumentEntry) -> list[tuple[PageReading, str | None]]:
    texts: dict[int, str] = {p.page: p.text for p in entry.minutes.pages}
    known = {p.page for p in entry.pages}
    rows = [(p, texts.get(p.page)) for p in entry.pages]
    rows += [(_unread(t), t.text) for t in entry.minutes.pages if t.page not in known]
    return sorted(rows, key=lambda r: r[0].page)


def _unread(text: PageText) -> PageReading:
    return PageReading(text.page, "digital", 0, 0.0, 0.0, None)


def _findings(entry: DocumentEntry) -> list[Finding]:
    noted = [
        Finding(page=None, severity=Severity.INFO, code=code, message="Constat fait à la lecture des pages")
        for code in entry.notes
    ]
    return [*entry.minutes.findings, *noted]


def _field_evidence(entry: DocumentEntry) -> list[_FieldEvidence]:
    return [
        _FieldEvidence(m.position, name, evidence)
        for m in _in_order(entry.minutes.meetings)
        for name, evidence in m.field_evidence
    ]


_RECORDS: dict[str, Callable[[DocumentEntry], list[Any]]] = {
    "pages": _page_rows,
    "meeting_fields": _field_evidence,
}


def _plain(batch: _Batch, facts: _Facts, name: str) -> Columns:
    """Columns that need no looking up: ids, owner, provenance, and every field of the record of the same name."""
    table = BY_NAME[name]
    columns: Columns = {
        "row_id": facts.ids,
        "document_id": [batch.document_ids[o] for o in facts.owners],
    }
    if facts.records and not hasattr(facts.records[0], "position"):
        columns["position"] = list(facts.ranks)
    if table.has_provenance:
        columns.update(_provenance(facts.records, batch.boxes(facts)))
    sample = facts.records[0] if facts.records else None
    for column in table.column_names:
        if column not in columns and hasattr(sample, column):
            columns[column] = list(map(attrgetter(column), facts.records))
    return columns


def _provenance(records: Sequence[Any], boxes: Sequence[Any]) -> Columns:
    every = [r.evidence for r in records]
    if None in every:
        return _partial_provenance(every, boxes)
    return {
        "page": [e.page for e in every],
        "x0": [b.x0 for b in boxes],
        "y0": [b.y0 for b in boxes],
        "x1": [b.x1 for b in boxes],
        "y1": [b.y1 for b in boxes],
        "confidence": [e.confidence for e in every],
        "source_text": [e.quote for e in every],
        "rule": [e.rule for e in every],
    }


def _partial_provenance(every: Sequence[Any], boxes: Sequence[Any]) -> Columns:
    """Meetings may lack the evidence of their date where no date was found."""
    return {
        "page": [e and e.page for e in every],
        "x0": [b and b.x0 for b in boxes],
        "y0": [b and b.y0 for b in boxes],
        "x1": [b and b.x1 for b in boxes],
        "y1": [b and b.y1 for b in boxes],
        "confidence": [e and e.confidence for e in every],
        "source_text": [e and e.quote for e in every],
        "rule": [e and e.rule for e in every],
    }


def _pages(batch: _Batch, facts: _Facts) -> Columns:
    return {
        "row_id": facts.ids,
        "document_id": [batch.document_ids[o] for o in facts.owners],
        "page": [p.page for p, _ in facts.records],
        "reading": [p.reading for p, _ in facts.records],
        "rotation": [p.rotation for p, _ in facts.records],
        "skew": [p.skew for p, _ in facts.records],
        "width": [displayed_size(p)[0] for p, _ in facts.records],
        "height": [displayed_size(p)[1] for p, _ in facts.records],
        "confidence": [p.confidence for p, _ in facts.records],
        "text": [text for _, text in facts.records],
    }


def _keyed(name: str, key: str) -> Callable[[_Batch, _Facts], Columns]:
    """A table whose own id is its row id, and that hangs on a meeting or a deliberation."""

    def build(batch: _Batch, facts: _Facts) -> Columns:
        return {**_linked(name)(batch, facts), key: facts.ids}

    return build


def _linked(name: str) -> Callable[[_Batch, _Facts], Columns]:
    """A table that points to a meeting, a deliberation or a financial table by position."""

    def build(batch: _Batch, facts: _Facts) -> Columns:
        columns = _plain(batch, facts, name)
        for attribute, column, ids in (
            ("meeting", "meeting_id", batch.meetings),
            ("deliberation", "deliberation_id", batch.deliberations),
            ("table", "table_id", batch.tables),
        ):
            if column in BY_NAME[name].column_names and facts.records and hasattr(facts.records[0], attribute):
                columns[column] = [
                    ids.get((o, getattr(r, attribute))) for o, r in zip(facts.owners, facts.records, strict=True)
                ]
        return columns

    return build


def _movements(batch: _Batch, facts: _Facts) -> Columns:
    return {**_linked("movements")(batch, facts), "occurred_at": [m.at for m in facts.records]}


def _checks(batch: _Batch, facts: _Facts) -> Columns:
    return {**_linked("checks")(batch, facts), "rule": [c.rule for c in facts.records]}


_BUILDERS: dict[str, Callable[[_Batch, _Facts], Columns]] = {
    "pages": _pages,
    "meetings": _keyed("meetings", "meeting_id"),
    "meeting_fields": _linked("meeting_fields"),
    "deliberations": _keyed("deliberations", "deliberation_id"),
    "tariffs": _keyed("tariffs", "tariff_id"),
    "financial_tables": _keyed("financial_tables", "table_id"),
    "checks": _checks,
    "movements": _movements,
    **{
        name: _linked(name)
        for name in (
            "attendance",
            "agenda_items",
            "ballots",
            "election_results",
            "presence",
            "interventions",
            "financial_lines",
            "amounts",
            "entities",
        )
    },
}


def _documents(entries: Sequence[DocumentEntry], run_id: str | None) -> pa.Table:
    now = utc_now()
    own = ("document_id", "file_name", "source_path", "byte_size", "reading_version", "extraction_version",
           "reading_seconds", "extraction_seconds", "declared_body", "declared_on", "declared_reference",
           "near_duplicate_of", "reading", "ocr_confidence")  # fmt: skip
    columns: Columns = {name: [getattr(e, name) for e in entries] for name in own}
    columns["page_count"] = [len(e.pages) or len(e.minutes.pages) for e in entries]
    columns["ingested_at"] = [e.ingested_at or now for e in entries]
    columns["loaded_at"] = [now] * len(entries)
    columns["run_id"] = [run_id] * len(entries)
    return to_arrow(DOCUMENTS, columns, range(len(entries)), [])


def fact_count(made: dict[str, pa.Table]) -> int:
    """How many facts a batch holds, its documents not counted."""
    return sum(t.num_rows for name, t in made.items() if BY_NAME[name].is_fact)

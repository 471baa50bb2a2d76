"""What the pipeline hands to the warehouse: documents with all they say, quarantined files, events, counts.

Plain values without SQL or frames, so that importing them costs nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from corpus.page import Page, Reading
from extractors.records import Minutes


@dataclass(frozen=True, slots=True)
class PageReading:
    """How one page was read: a page without its words. Width and height are those of the page turned upright."""

    page: int
    reading: str
    rotation: int
    width: float
    height: float
    confidence: float | None
    """0-100; None where nothing was recognised."""
    skew: float = 0.0
    """Degrees by which the picture was straightened, after its rotation."""

    @staticmethod
    def of(page: Page) -> PageReading:
        """What the warehouse keeps of a page beside its text."""
        return PageReading(
            page.number, page.reading.value, page.rotation, page.width, page.height, page.confidence, page.skew
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentEntry:
    """One document to load: what is known of the file, and what it says."""

    document_id: str
    """SHA-256 of the bytes, hex."""
    file_name: str
    source_path: str
    byte_size: int
    pages: tuple[PageReading, ...]
    minutes: Minutes
    notes: tuple[str, ...] = ()
    """Codes of what reading found odd; they become findings."""
    ingested_at: datetime | None = None
    """UTC; None for now."""
    reading_version: str | None = None
    extraction_version: str | None = None
    reading_seconds: float | None = None
    extraction_seconds: float | None = None
    declared_body: str | None = None
    declared_on: date | None = None
    declared_reference: str | None = None
    near_duplicate_of: str | None = None

    @property
    def reading(self) -> str:
        """By which path the document as a whole was read: pages without text do not count."""
        paths = {p.reading for p in self.pages} - {Reading.BLANK.value}
        if len(paths) > 1:
            return Reading.MIXED.value
        return paths.pop() if paths else Reading.BLANK.value

    @property
    def ocr_confidence(self) -> float | None:
        """Mean over recognised pages, 0-100; None where nothing was recognised."""
        known = [p.confidence for p in self.pages if p.confidence is not None]
        return sum(known) / len(known) if known else None


@dataclass(frozen=True, slots=True, kw_only=True)
class QuarantineEntry:
    """A file that could not be taken in, and why."""

    sha256: str
    source_path: str
    code: str
    message: str
    way_out: str
    is_terminal: bool
    byte_size: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EventEntry:
    """Something someone or something did, for the ledger."""

    action: str
    actor: str = "greffier"
    sha256: str | None = None
    tool: str | None = None
    version: str | None = None
    detail: str | None = None
    at: datetime | None = None
    run_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceEntry:
    """A path met by a run and what stood there, so that the next run need not read the file again."""

    source_path: str
    sha256: str | None
    byte_size: int
    modified_ns: int
    outcome: str
    """'document', 'duplicate' or 'quarantined'."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunCounts:
    """The counts of a run, which close: found = new + unchanged + duplicate + quarantined."""

    found: int = 0
    new: int = 0
    unchanged: int = 0
    duplicate: int = 0
    quarantined: int = 0


@dataclass(frozen=True, slots=True)
class LoadCounts:
    """What one batch did."""

    documents: int
    """Documents loaded."""
    replaced: int
    """Of which known before, whose rows were replaced."""
    facts: int
    """Rows written in all fact tables."""

"""What goes to a worker process and what comes back: plain values that travel as JSON."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

EventRow = tuple[str, str | None, dict[str, object]]
"""What happened: (event, SHA-256, facts)."""


@dataclass(frozen=True, slots=True)
class Document:
    """A file to be read."""

    sha256: str
    path: str
    """Where its bytes are: the store's copy, or the source."""
    source_path: str
    """Where it was found, as shown to people."""
    byte_size: int
    modified_ns: int = 0


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a document could not be taken in."""

    code: str
    reason: str
    way_out: str
    is_terminal: bool
    detail: str | None = None
    """For whoever mends greffier: where it happened."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a document in a worker; its results are in the store."""

    sha256: str
    page_count: int = 0
    reading: str | None = None
    """'digital', 'ocr' or 'mixed'; None if it failed."""
    failure: Failure | None = None
    seconds: dict[str, float] = field(default_factory=dict)
    """Wall time of each stage that ran; a stage found in the store is not here."""
    kept_as: tuple[str, str] | None = None
    """(version, settings) of the key under which the store has what was extracted; None if it failed."""
    peak_mb: float = 0.0
    """Largest resident memory of the worker so far, its children (Tesseract) included, MiB."""

    def to_json(self) -> dict[str, Any]:
        """As plain values."""
        return asdict(self)

    @staticmethod
    def of_json(row: dict[str, Any]) -> Outcome:
        """From plain values."""
        failure = Failure(**row["failure"]) if row.get("failure") else None
        kept_as = tuple(row["kept_as"]) if row.get("kept_as") else None
        return Outcome(**{**row, "failure": failure, "kept_as": kept_as})


@dataclass(frozen=True, slots=True)
class Recipe:
    """How documents are to be processed: all a worker needs to know besides the document."""

    store: str
    max_bytes: int
    max_pages: int
    language_model: bool = True
    only_examine: bool = False
    """`--dry-run`: open and count pages, read nothing, keep nothing."""
    page_jobs: int = 1
    """Processes that share the pages of one document; the reading is the same whatever the number."""

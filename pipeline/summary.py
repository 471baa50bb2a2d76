"""The account of a run: counts that close, causes of failure, what to do next. In French: people read it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from pipeline.exit_codes import ExitCode
from pipeline.sorting import Kind
from pipeline.work import Failure, Outcome


@dataclass
class Summary:
    """What a run found and did. Filled as it goes; `closes` holds at any moment for the files dealt with."""

    run_id: str | None = None
    status: str = "running"
    found: int = 0
    """Files dealt with so far; at the end, all."""
    kinds: Counter[Kind] = field(default_factory=Counter)
    replaced: int = 0
    """Of the unchanged: documents extracted anew (`--outdated`, `--force`)."""
    failures: list[tuple[str, Failure]] = field(default_factory=list)
    """(path as shown, cause) of each file that went into quarantine in this run."""
    quarantined_before: int = 0
    """Of the quarantined: in quarantine since an earlier run, not tried again."""
    rejected: int = 0
    """Of those: set aside for good by a person, no cause for alarm."""
    passed_over: list[tuple[str, str]] = field(default_factory=list)
    """(path, reason) of what was not even counted: links out of the folder, special files, unreadable folders."""
    pages: int = 0
    readings: Counter[str] = field(default_factory=Counter)
    near_duplicates: list[tuple[str, str]] = field(default_factory=list)
    """(path, path of the document that reports the same meeting)."""
    seconds: Counter[str] = field(default_factory=Counter)
    """Summed over processes, by stage."""
    documents_by_stage: Counter[str] = field(default_factory=Counter)
    wall_seconds: float = 0.0
    peak_worker_mb: float = 0.0
    is_dry: bool = False
    is_published: bool = False
    has_finished_earlier: bool = False
    """Nothing was new, but names were resolved or a copy published that a run that was stopped still owed."""
    error: str | None = None
    """Why the run ended early, if it did."""

    def count(self, kind: Kind) -> int:
        """Files of a kind."""
        return self.kinds[kind]

    @property
    def closes(self) -> bool:
        """Found = new + unchanged + duplicate + quarantined."""
        return self.found == sum(self.kinds[kind] for kind in Kind)

    @property
    def did_nothing(self) -> bool:
        """No document was processed and none failed."""
        return not (self.kinds[Kind.NEW] or self.replaced or self.failures or self.has_finished_earlier)

    def settle(self, kind: Kind) -> None:
        """Count a file."""
        self.found += 1
        self.kinds[kind] += 1

    def fail(self, source_path: str, failure: Failure) -> None:
        """Note the cause of a file's quarantine (the file is counted by `settle`)."""
        self.failures.append((source_path, failure))

    def add_outcome(self, outcome: Outcome) -> None:
        """Add a worker's figures."""
        for stage, taken in outcome.seconds.items():
            self.seconds[stage] += taken  # type: ignore[assignment]
            self.documents_by_stage[stage] += 1
        self.peak_worker_mb = max(self.peak_worker_mb, outcome.peak_mb)
        if outcome.failure is None:
            self.pages += outcome.page_count
            if outcome.reading:
                self.readings[outcome.reading] += 1

    @property
    def exit_code(self) -> ExitCode:
        """What the command line says."""
        if self.status == "cancelled":
            return ExitCode.INTERRUPTED
        if self.error is not None:
            return ExitCode.FAILED
        if self.kinds[Kind.QUARANTINED] > self.rejected:
            return ExitCode.QUARANTINED
        return ExitCode.OK

    def to_json(self) -> dict[str, Any]:
        """For `--json`: stable names."""
        return {
            "run_id": self.run_id,
            "status": self.status,
            "dry_run": self.is_dry,
            "found": self.found,
            **{kind.value: self.kinds[kind] for kind in Kind},
            "closes": self.closes,
            "replaced": self.replaced,
            "quarantined_before": self.quarantined_before,
            "rejected": self.rejected,
            "pages": self.pages,
            "readings": dict(self.readings),
            "failures": [
                {"path": path, "code": f.code, "message": f.reason, "way_out": f.way_out} for path, f in self.failures
            ],
            "passed_over": [{"path": path, "reason": reason} for path, reason in self.passed_over],
            "near_duplicates": [{"path": path, "of": of} for path, of in self.near_duplicates],
            "seconds": {stage: round(float(taken), 2) for stage, taken in self.seconds.items()},
            "wall_seconds": round(self.wall_seconds, 2),
            "peak_worker_mb": self.peak_worker_mb,
            "published": self.is_published,
            "finished_earlier": self.has_finished_earlier,
            "error": self.error,
        }

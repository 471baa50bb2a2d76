"""The whole main job in bulk: rates, memory of each process, share of time by stage, against OCRmyPDF and pdfplumber.

    python benchmarks/bulk.py [--documents 2000] [--sessions 20] [--scanned 0.5] [--jobs N] [--against] [--keep FOLDER]

Documents are invented by `corpus.synthetic` (half of them scanned, unless told otherwise; so many sessions of each body
as archives have them) and ingested by the command line. ``--against`` also runs
``ocrmypdf -jN --output-type none --sidecar`` over the scanned ones and pdfplumber's text over the digital ones, where
they are installed: what the reading alone would cost otherwise.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

GREFFIER = (sys.executable, "-P", "-m", "pipeline.cli")


def write_document(seed: int, sessions: int, folder: Path, is_scanned: bool) -> None:
    """One invented document, of a body that has ``sessions`` of them."""
    from corpus.synthetic import found_body, generate, scan, typeset

    pdf = typeset(generate(seed, body=found_body((seed - 1) // sessions)))
    kind = "scan" if is_scanned else "digital"
    (folder / kind / f"{seed:06d}.pdf").write_bytes(scan(pdf, "good", seed) if is_scanned else pdf)


def write_corpus(folder: Path, documents: int, sessions: int, scanned: float, jobs: int) -> None:
    """All of them, by several processes."""
    for kind in ("scan", "digital"):
        (folder / kind).mkdir(parents=True, exist_ok=True)
    every = round(1 / scanned) if scanned else documents + 1
    with ProcessPoolExecutor(jobs) as pool:
        seeds = range(1, documents + 1)
        futures = [pool.submit(write_document, seed, sessions, folder, seed % every == 0) for seed in seeds]
        for future in futures:
            future.result()


class MemoryWatch:
    """Largest resident memory of each kind of process under one parent, sampled twice a second."""

    def __init__(self, pid: int) -> None:
        """Watch the descendants of ``pid``, itself included."""
        self.peaks_mb: dict[str, float] = {}
        self._pid = pid
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """No more samples."""
        self._over.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._over.wait(0.5):
            for pid in (self._pid, *_descendants(self._pid)):
                kind, resident = _memory(pid)
                if resident:
                    self.peaks_mb[kind] = max(self.peaks_mb.get(kind, 0.0), resident)


def _descendants(pid: int) -> Iterator[int]:
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        for task in Path(f"/proc/{pid}/task").iterdir():
            children += (task / "children").read_text().split()
    except OSError:
        return
    for child in sorted({int(c) for c in children}):
        yield child
        yield from _descendants(child)


def _memory(pid: int) -> tuple[str, float]:
    """(kind of process, resident MiB)."""
    try:
        command = Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    except (OSError, IndexError):
        return "gone", 0.0
    kinds = {"pipeline.worker": "worker", "pipeline.prefect_server": "prefect server", "tesseract": "tesseract"}
    kind = next((k for mark, k in kinds.items() if mark in command), "parent")
    return kind, pages * os.sysconf("SC_PAGE_SIZE") / 2**20


@dataclass
class Cost:
    """What something took: wall time depends on who else uses the machine, processor time does not."""

    wall: float = 0.0
    processor: float = 0.0

    def __str__(self) -> str:
        return f"{self.wall:.1f} s ({self.processor:.1f} s of processor)"


@contextmanager
def costing() -> Iterator[Cost]:
    """Of processes that are begun and ended within the block."""
    cost, begun, before = Cost(), time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    yield cost
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cost.wall = time.perf_counter() - begun
    cost.processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def run_ingest(inbox: Path, place: Path, *options: str) -> tuple[dict[str, object], Cost, dict[str, float]]:
    """Ingest with these options; returns the summary, what it took and peak memory by kind of process."""
    command = [*GREFFIER, "ingest", str(inbox), "--warehouse", str(place / "w.duckdb"), "--json", *options]
    with costing() as cost:
        process = subprocess.Popen(command, stdout=subprocess.PIPE)
        watch = MemoryWatch(process.pid)
        said, _ = process.communicate()
        watch.stop()
    summary: dict[str, object] = json.loads(said)
    return summary, cost, watch.peaks_mb


def other_tools(inbox: Path, jobs: int) -> dict[str, Cost]:
    """What reading alone takes with the usual tools; absent ones are left out, and said."""
    costs: dict[str, Cost] = {}
    if shutil.which("ocrmypdf"):
        with costing() as costs["ocrmypdf"]:
            recognise(inbox / "scan", jobs)
    else:
        print("ocrmypdf is not installed: left out")
    with costing() as costs["pdfplumber"], ProcessPoolExecutor(jobs) as pool:
        list(pool.map(plumb, sorted((inbox / "digital").glob("*.pdf"))))
    return costs


def recognise(folder: Path, jobs: int) -> None:
    """Text of scanned documents by OCRmyPDF."""
    command = ["ocrmypdf", f"-j{jobs}", "-l", "fra", "--rotate-pages", "--deskew", "--output-type", "none"]
    for path in sorted(folder.glob("*.pdf")):
        with tempfile.NamedTemporaryFile(suffix=".txt") as sidecar:
            subprocess.run([*command, "--sidecar", sidecar.name, str(path), "-"], check=True, capture_output=True)


def plumb(path: Path) -> int:
    """Words and tables of a digital document by pdfplumber; returns how many words."""
    import pdfplumber

    with pdfplumber.open(path) as pdf:
        return sum(len(page.extract_words()) + len(page.find_tables()) for page in pdf.pages)


def main() -> None:
    """Generate, ingest, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=2000)
    parser.add_argument("--sessions", type=int, default=20, help="documents of each body")
    parser.add_argument("--scanned", type=float, default=0.5, help="share of scanned documents")
    parser.add_argument("--jobs", type=int, default=len(os.sched_getaffinity(0)))
    parser.add_argument("--against", action="store_true", help="also time OCRmyPDF and pdfplumber")
    parser.add_argument("--keep", type=Path, help="keep documents and warehouse in this folder")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        place = options.keep or Path(scratch)
        inbox = place / "inbox"
        if not inbox.exists():
            write_corpus(inbox, options.documents, options.sessions, options.scanned, options.jobs)
        summary, cost, peaks = run_ingest(inbox, place, "--jobs", str(options.jobs))
        pages = int(str(summary["pages"]))
        found = int(str(summary["found"]))
        print(f"{found} documents, {pages} pages in {cost} with {options.jobs} workers")
        rates = f"{found / cost.wall:.2f} documents/s, {pages / cost.wall:.2f} pages/s"
        print(
            f"{rates}, {pages / cost.processor:.2f} pages a second of processor; {summary['quarantined']} quarantined"
        )
        for kind, peak in sorted(peaks.items()):
            print(f"peak memory of a {kind}: {peak:.0f} MiB")
        stages = summary["seconds"]
        assert isinstance(stages, dict)
        total = sum(stages.values())
        for stage, seconds in sorted(stages.items(), key=lambda item: -item[1]):
            print(f"{stage:<10} {seconds:>9.1f} s of processes, {100 * seconds / total:>5.1f} %")
        if options.against:
            others = other_tools(inbox, options.jobs)
            for tool, taken in others.items():
                print(f"{tool}: {taken}")
            both = Cost(sum(c.wall for c in others.values()), sum(c.processor for c in others.values()))
            print(f"sum: {both} for reading alone, against {cost} for everything")


if __name__ == "__main__":
    main()

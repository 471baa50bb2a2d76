"""Tables read cell by cell, by make of table, beside camelot and img2table where they are installed.

    python benchmarks/tables.py [--number 200] [--seed 1] [--paper digital|good|poor] [--peers] [--json]

Tables are those of invented minutes (`corpus.synthetic`): ruled, ruled across only, boxed, without rules, merged cells,
two halves, headers of two levels, over pages. A cell is right where its whole text stands alone in a cell of the row it
belongs to; a row is right where all its filled cells are, in order. Cells of tables not found count as wrong. A make is
the ruling and the features of a table; the weakest is named. camelot reads no pictures: on scans only img2table runs.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
import tempfile
import time
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from corpus.synthetic import generate, scan, typeset
from corpus.synthetic.elements import Grid

Rows = list[list[str]]
Reader = Callable[[Path, bool], list[Rows]]


@dataclass(slots=True)
class Count:
    """Cells and rows of one make, read by one reader."""

    tables: int = 0
    cells: int = 0
    cells_right: int = 0
    rows: int = 0
    rows_right: int = 0

    def add(self, other: Count) -> None:
        """Sum up."""
        for name in ("tables", "cells", "cells_right", "rows", "rows_right"):
            setattr(self, name, getattr(self, name) + getattr(other, name))


def make_of(grid: Grid) -> str:
    """The make of a printed table, in words."""
    parts = [{"full": "ruled", "half": "ruled across", "none": "no rules", "box": "boxed"}[grid.ruling.value]]
    if any(r1 > r0 for r0, _, r1, _ in grid.merged):
        parts.append("merged cells")
    if grid.header_rows > 1:
        parts.append("headers of two levels")
    elif grid.header_rows == 0:
        parts.append("no header")
    if len(grid.rows[0]) > 5:
        parts.append("many columns")
    return ", ".join(parts)


def by_greffier(path: Path, is_scan: bool) -> list[Rows]:
    """Tables as the extractors see them."""
    from corpus.reading import read_document
    from extractors.layout import lay_out
    from extractors.money.grids import whole_tables

    document = lay_out(read_document(path, "0" * 64).pages)
    return [
        [[c.text.string for c in t.row(r) if c is not None and c.row == r] for r in range(t.n_rows)]
        for t in whole_tables(document)
    ]


def by_camelot(path: Path, is_scan: bool) -> list[Rows]:
    """Its lattice where there are rules, its stream on pages where the lattice finds nothing."""
    import camelot

    ruled = camelot.read_pdf(str(path), pages="all", flavor="lattice", suppress_stdout=True)
    seen = {t.page for t in ruled}
    plain = [
        t for t in camelot.read_pdf(str(path), pages="all", flavor="stream", suppress_stdout=True) if t.page not in seen
    ]
    return [[list(map(str, row)) for row in t.data] for t in sorted([*ruled, *plain], key=lambda t: t.page)]


def by_img2table(path: Path, is_scan: bool) -> list[Rows]:
    """With rules and without; its own reading of the text layer, Tesseract on scans."""
    from img2table.document import PDF
    from img2table.ocr import TesseractOCR

    ocr = TesseractOCR(n_threads=1, lang="fra") if is_scan else None
    found = PDF(str(path)).extract_tables(ocr=ocr, implicit_rows=True, borderless_tables=True)
    return [
        [[str(v) if v is not None else "" for v in row] for row in t.df.values.tolist()]
        for page in sorted(found)
        for t in found[page]
    ]


def readers(with_peers: bool, is_scan: bool) -> dict[str, Reader]:
    """Ours, and the peers that are installed and can read such paper."""
    chosen: dict[str, Reader] = {"greffier": by_greffier}
    if with_peers and not is_scan and find_spec("camelot"):
        chosen["camelot"] = by_camelot
    if with_peers and find_spec("img2table"):
        chosen["img2table"] = by_img2table
    return chosen


def plain(text: str) -> str:
    """Text without what typesetting changes: spaces, quotes, dashes."""
    text = unicodedata.normalize("NFKC", text).translate(str.maketrans("’‘–—\u2212", "''---"))
    return re.sub(r"\s+", "", text).replace("→", "->")


def filled(row: Iterable[str]) -> list[str]:
    """The cells of a row that hold something."""
    return [p for cell in row if (p := plain(cell))]


def common(one: Sequence[str], other: Sequence[str]) -> int:
    """Cells of one row found whole in another, in order (longest common subsequence)."""
    lengths = [0] * (len(other) + 1)
    for a in one:
        before = 0
        for j, b in enumerate(other, start=1):
            kept = lengths[j]
            lengths[j] = before + 1 if a == b else max(lengths[j], lengths[j - 1])
            before = kept
    return lengths[-1]


def compare(grid: Grid, tables: Sequence[Rows]) -> Count:
    """How much of a printed table is right in the found table that has most of it."""
    printed = [f for row in grid.rows if (f := filled(row))]
    best = Count(1, sum(map(len, printed)), 0, len(printed), 0)
    for table in tables:
        rows = [f for row in table if (f := filled(row))]
        count = Count(1, best.cells, 0, best.rows, 0)
        place = 0
        for row in printed:
            scores = [(common(row, rows[i]), -i) for i in range(place, min(len(rows), place + 12))]
            score, index = max(scores, default=(0, 0))
            count.cells_right += score
            count.rows_right += score > 0 and rows[-index] == row
            place = -index + 1 if score else place
        if count.cells_right > best.cells_right:
            best = count
    return best


def measure(seed: int, paper: str, with_peers: bool) -> tuple[dict[str, dict[str, Count]], dict[str, float]]:
    """Counts by reader and make, and seconds by reader, over one set of minutes."""
    minutes = generate(seed)
    grids = [e.grid for e in minutes.elements if e.grid is not None]
    counts: dict[str, dict[str, Count]] = {}
    seconds: dict[str, float] = {}
    if not grids:
        return counts, seconds
    pdf = typeset(minutes)
    is_scan = paper != "digital"
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "minutes.pdf"
        path.write_bytes(scan(pdf, paper, seed) if is_scan else pdf)
        for name, reader in readers(with_peers, is_scan).items():
            start = time.perf_counter()
            tables = reader(path, is_scan)
            seconds[name] = time.perf_counter() - start
            makes = counts.setdefault(name, {})
            for grid in grids:
                makes.setdefault(make_of(grid), Count()).add(compare(grid, tables))
    return counts, seconds


def main() -> int:
    """Run and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--number", type=int, default=200, help="sets of minutes")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--paper", choices=("digital", "good", "poor"), default="digital")
    parser.add_argument("--peers", action="store_true")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    total: dict[str, dict[str, Count]] = defaultdict(lambda: defaultdict(Count))
    seconds: dict[str, float] = defaultdict(float)
    seeds = range(options.seed, options.seed + options.number)
    with ProcessPoolExecutor(options.jobs) as pool:
        for counts, times in pool.map(measure, seeds, [options.paper] * len(seeds), [options.peers] * len(seeds)):
            for name, makes in counts.items():
                for make, count in makes.items():
                    total[name][make].add(count)
            for name, value in times.items():
                seconds[name] += value
    if options.json:
        print(json.dumps({n: {m: vars_of(c) for m, c in makes.items()} for n, makes in total.items()}, indent=1))
        return 0
    show(total, seconds)
    return 0


def vars_of(count: Count) -> dict[str, int]:
    """A count as plain values."""
    return {n: getattr(count, n) for n in ("tables", "cells", "cells_right", "rows", "rows_right")}


def show(total: dict[str, dict[str, Count]], seconds: dict[str, float]) -> None:
    """The table of figures, and the weakest make of ours."""
    for name, makes in total.items():
        print(f"{name}: {seconds[name]:.1f} s")
        everything = Count()
        for make, count in sorted(makes.items(), key=lambda m: -m[1].cells):
            everything.add(count)
            print(_line(make, count))
        print(_line("all", everything))
    ours = {m: c for m, c in total.get("greffier", {}).items() if c.cells}
    if ours:
        weakest = min(ours, key=lambda m: ours[m].cells_right / ours[m].cells)
        print(f"weakest make: {weakest}")


def _line(make: str, count: Count) -> str:
    cells = count.cells_right / count.cells if count.cells else 0.0
    rows = count.rows_right / count.rows if count.rows else 0.0
    return f"  {make:<48}{count.tables:>6} tables{count.cells:>8} cells {cells:>7.2%} right, rows {rows:>7.2%}"


if __name__ == "__main__":
    sys.exit(main())

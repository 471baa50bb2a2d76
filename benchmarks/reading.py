"""Reading side by side: pages a second and character error rate, in one run, on the same files.

    python benchmarks/reading.py [--folder ../shared/corpus] [--sets scan-good scan-poor digital] [--jobs 2]

Scans: greffier, OCRmyPDF (``--rotate-pages --deskew --output-type none --sidecar``) and plain pytesseract (pages drawn
at 300 dpi, nothing else done), each with as many processes as ``--jobs`` and one engine thread a process. Digital
files: greffier, pdfplumber (``extract_words`` and ``find_tables``) and pypdfium2, each in one process. The folder holds
a folder of PDFs for each set, and ``text/STEM.txt`` with what each says. Error rates compare words in reading order as
typed: one kind of apostrophe and dash, no bullets or dot leaders, single spaces. Peers that are not installed are left
out, and said to be: OCRmyPDF is looked for under ``OCRMYPDF``, then on the path.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import unicodedata
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from itertools import repeat
from pathlib import Path

os.environ.setdefault("OMP_THREAD_LIMIT", "1")
sys.path[0] = str(Path(__file__).resolve().parents[1])

import pdfplumber
import pypdfium2
import pytesseract
from rapidfuzz.distance import Levenshtein

from corpus.page import Page
from corpus.reading.document import read_document, read_page_of
from extractors.layout import lay_out

SCANS = ("scan-good", "scan-poor", "mixed")


@dataclass(frozen=True)
class Result:
    """One tool on one set."""

    set: str
    tool: str
    pages: int
    seconds: float
    error_rates: dict[str, float]

    @property
    def pages_per_second(self) -> float:
        """All files, one after the other."""
        return self.pages / self.seconds

    @property
    def mean_error_rate(self) -> float:
        """Each file weighs the same."""
        return sum(self.error_rates.values()) / len(self.error_rates)


def plain(text: str) -> str:
    """Words as typed, for comparison."""
    text = unicodedata.normalize("NFC", text).translate(str.maketrans("’‘–—", "''--"))
    return " ".join(re.sub(r"\.{4,}|[•●▪➢☑⚫\uf0b7]|\s+", " ", text).split())


def error_rate(found: str, reference: str) -> float:
    """Edits a character of the reference."""
    a, b = plain(reference), plain(found)
    return Levenshtein.distance(a, b) / max(1, len(a))


def page_count(path: Path) -> int:
    """How many pages a PDF has."""
    document = pypdfium2.PdfDocument(path)
    try:
        return len(document)
    finally:
        document.close()


def by_greffier(files: list[Path], jobs: int) -> list[str]:
    """Read, then laid out, as the product does it."""
    work = [(path, n) for path in files for n in range(1, page_count(path) + 1)]
    paths, numbers = [w[0] for w in work], [w[1] for w in work]
    if jobs == 1:
        pages = [page for path in files for page in read_document(path, "0" * 64).pages]
    else:
        with ProcessPoolExecutor(jobs) as pool:
            pages = list(pool.map(read_page_of, paths, numbers))
    by_file: dict[Path, list[Page]] = {path: [] for path in files}
    for path, page in zip(paths, pages, strict=True):
        by_file[path].append(page)
    return [" ".join(text for _, text in lay_out(by_file[path]).page_texts) for path in files]


def by_ocrmypdf(program: str, files: list[Path], jobs: int) -> list[str]:
    """With what a careful user would ask for."""
    texts = []
    for path in files:
        with tempfile.TemporaryDirectory() as folder:
            sidecar = Path(folder, "text.txt")
            command = [program, "-l", "fra", f"-j{jobs}", "--rotate-pages", "--deskew", "--quiet"]
            command += ["--output-type", "none", "--sidecar", str(sidecar), str(path), "-"]
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
            texts.append(sidecar.read_text())
    return texts


def _page_by_pytesseract(path: Path, index: int) -> str:
    document = pypdfium2.PdfDocument(path)
    try:
        return str(pytesseract.image_to_string(document[index].render(scale=300 / 72).to_pil(), lang="fra"))
    finally:
        document.close()


def by_pytesseract(files: list[Path], jobs: int) -> list[str]:
    """The engine and nothing else."""
    with ProcessPoolExecutor(jobs) as pool:
        return ["\n".join(pool.map(_page_by_pytesseract, repeat(path), range(page_count(path)))) for path in files]


def by_pdfplumber(files: list[Path]) -> list[str]:
    """Words and tables, as an extractor would need both."""
    texts = []
    for path in files:
        with pdfplumber.open(path) as document:
            words = []
            for page in document.pages:
                words += [w["text"] for w in page.extract_words()]
                page.find_tables()
            texts.append(" ".join(words))
    return texts


def by_pypdfium2(files: list[Path]) -> list[str]:
    """The text alone, without boxes."""
    texts = []
    for path in files:
        document = pypdfium2.PdfDocument(path)
        texts.append("\n".join(page.get_textpage().get_text_range() for page in document))
        document.close()
    return texts


def tools_for(name: str, jobs: int) -> dict[str, Callable[[list[Path]], list[str]]]:
    """The competitors on one set."""
    if name not in SCANS:
        return {
            "greffier": lambda files: by_greffier(files, 1),
            "pdfplumber": by_pdfplumber,
            "pypdfium2": by_pypdfium2,
        }
    tools: dict[str, Callable[[list[Path]], list[str]]] = {"greffier": lambda files: by_greffier(files, jobs)}
    program = os.environ.get("OCRMYPDF") or shutil.which("ocrmypdf")
    if program:
        tools["ocrmypdf"] = lambda files: by_ocrmypdf(program, files, jobs)
    else:
        print("OCRmyPDF is not installed: left out", file=sys.stderr)
    tools["pytesseract"] = lambda files: by_pytesseract(files, jobs)
    return tools


def measured(name: str, files: list[Path], references: dict[str, str], jobs: int) -> list[Result]:
    """Every tool on one set, one after the other."""
    results = []
    pages = sum(page_count(path) for path in files)
    for tool, read in tools_for(name, jobs).items():
        start = time.perf_counter()
        texts = read(files)
        seconds = time.perf_counter() - start
        rates = {p.stem: error_rate(t, references[p.stem]) for p, t in zip(files, texts, strict=True)}
        results.append(Result(name, tool, pages, seconds, rates))
        show(results[-1])
    return results


def show(result: Result) -> None:
    """One line of the table."""
    print(
        f"{result.set:<10} {result.tool:<12} {result.pages:>4} pages {result.seconds:>7.1f} s "
        f"{result.pages_per_second:>8.2f} pages/s   error rate {100 * result.mean_error_rate:>6.2f} %",
        flush=True,
    )


def main() -> int:
    """Parse, run, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    root = Path(__file__).resolve().parents[1]
    parser.add_argument("--folder", type=Path, default=root.parent / "shared" / "corpus")
    parser.add_argument("--sets", nargs="+", default=["scan-good", "scan-poor", "digital"])
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--only", nargs="*", help="stems of files")
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    if not (options.folder / "text").is_dir():
        print(f"no files to read in {options.folder}: name a folder with --folder", file=sys.stderr)
        return 0
    references = {p.stem: p.read_text() for p in (options.folder / "text").glob("*.txt")}
    results = []
    for name in options.sets:
        files = sorted(p for p in (options.folder / name).glob("*.pdf") if p.stem in references)
        if options.only:
            files = [p for p in files if p.stem in options.only]
        results += measured(name, files, references, options.jobs)
    if options.json:
        options.json.write_text(json.dumps([asdict(r) for r in results], indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""The stages of one document, in order, each kept in the store: examine, read, extract.

Plain functions on plain values; no Prefect, no SQL, no processes. They run in a worker (`pipeline.worker`); heavy
libraries are imported here on first use, so that whoever only wants the names pays nothing.
"""

from __future__ import annotations

import errno
import hashlib
import resource
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.errors import GreffierError
from corpus.intake import Limits, examine
from corpus.page import ReadDocument
from corpus.store import Key, Store, settings_hash
from extractors.records import Minutes
from pipeline.work import Document, Failure, Outcome, Recipe
from warehouse import PageReading

if TYPE_CHECKING:
    from spacy.language import Language

READ = "read"
EXTRACT = "minutes"


class MemoryExceeded(GreffierError):
    """The document needs more memory than a worker may have."""

    code = "memory-limit"
    way_out = "Relever GREFFIER_MEMORY_MB ou découper le fichier, puis `greffier quarantine release`."


class SystemRefused(GreffierError):
    """The machine would not write or open what reading needs (full disk, rights, too many open files)."""

    code = "system-refused"
    way_out = "Vérifier la place et les droits (`greffier doctor`), puis relancer."
    is_terminal = False


@dataclass(frozen=True, slots=True)
class Extract:
    """All that the loader needs of one document: no words, only what was found."""

    pages: tuple[PageReading, ...]
    notes: tuple[str, ...]
    minutes: Minutes
    reading_version: str
    extraction_version: str


LONG = 20
"""Pages from which it is worth starting processes that share a document's pages: they take a second to start."""


def process(
    document: Document,
    recipe: Recipe,
    opened: Callable[[int], None] = lambda _: None,
    page_read: Callable[[int], None] = lambda _: None,
) -> Outcome:
    """Take one document through its stages. The one boundary at which any exception becomes an outcome.

    Args:
        document: the file.
        recipe: store, limits, whether to use the language model.
        opened: told the number of pages as soon as it is known.
        page_read: told after each page how many are read.
    """
    seconds: dict[str, float] = {}
    pages = 0
    try:
        with _timed(seconds, "examine"):
            pages = examine(Path(document.path), Limits(recipe.max_bytes, recipe.max_pages)).page_count
        opened(pages)
        if recipe.only_examine:
            return Outcome(document.sha256, pages, seconds=seconds)
        page_jobs = recipe.page_jobs if pages >= LONG else 1
        key, extract = take_through(document, replace(recipe, page_jobs=page_jobs), seconds, page_read)
    except Exception as error:
        failure = _failure_of(error)
    else:
        reading = _reading_of(extract.pages)
        kept_as = (key.version, key.settings)
        return Outcome(document.sha256, pages, reading, seconds=seconds, kept_as=kept_as, peak_mb=peak_mb())
    return Outcome(document.sha256, pages, failure=failure, seconds=seconds, peak_mb=peak_mb())


def _failure_of(error: Exception) -> Failure:
    """The cause as data; what nobody foresaw is told with its place."""
    if isinstance(error, MemoryError) or (isinstance(error, OSError) and error.errno == errno.ENOMEM):
        error = MemoryExceeded("Le document demande plus de mémoire qu'il n'en est accordé.")
    elif isinstance(error, OSError) and error.errno is not None:
        error = SystemRefused(f"Le système refuse : {error}.")
    if isinstance(error, GreffierError):
        return Failure(error.code, error.reason, error.way_out, error.is_terminal)
    reason = f"Erreur inattendue : {error!r}"[:500]
    return Failure(GreffierError.code, reason, GreffierError.way_out, True, _where(error))


def take_through(
    document: Document,
    recipe: Recipe,
    seconds: dict[str, float],
    page_read: Callable[[int], None] = lambda _: None,
) -> tuple[Key, Extract]:
    """Read and extract, or find in the store what an earlier run left; and under which key it is kept."""
    store = Store(Path(recipe.store))
    key = extract_key(document.sha256, recipe)
    kept = store.get(key, Extract)
    if kept is not None:
        return key, kept
    read = store.get(read_key(document.sha256), ReadDocument)
    if read is None:
        from corpus.reading import read_document

        with _timed(seconds, READ):
            read = read_document(Path(document.path), document.sha256, jobs=recipe.page_jobs, page_read=page_read)
        store.put(read_key(document.sha256), read, ReadDocument)
    extract = _extract(read, recipe, seconds)
    store.put(key, extract, Extract)
    return key, extract


def read_key(sha256: str) -> Key:
    """Under which a reading is kept."""
    from corpus.reading import READING_VERSION, ReadingSettings

    return Key(sha256, READ, READING_VERSION, settings_hash(ReadingSettings()))


def extract_key(sha256: str, recipe: Recipe) -> Key:
    """Under which an extraction is kept: it depends on the reading, the rules and the language model."""
    read = read_key(sha256)
    inputs = {"reading": read.version, "reading_settings": read.settings, "model": recipe.language_model}
    return Key(sha256, EXTRACT, extraction_version(), settings_hash(inputs))


def reading_version() -> str:
    """What READING_VERSION says; readings are redone only when it is raised, since OCR is dear."""
    from corpus.reading import READING_VERSION

    return READING_VERSION


@cache
def extraction_version() -> str:
    """EXTRACTION_VERSION and a fingerprint of the rules and lexicons themselves.

    Extraction is cheap to redo, and a rule changed without raising the version would otherwise go unnoticed.
    """
    import extractors

    digest = hashlib.sha256()
    for folder in extractors.__path__:
        for path in sorted(Path(folder).rglob("*")):
            if path.suffix in {".py", ".yaml", ".json"}:
                digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return f"{extractors.EXTRACTION_VERSION}+{digest.hexdigest()[:8]}"


def kept_extract(store: Store, outcome: Outcome) -> Extract | None:
    """What a worker extracted, from the store; None if it is not there or damaged."""
    if outcome.kept_as is None:
        return None
    return store.get(Key(outcome.sha256, EXTRACT, *outcome.kept_as), Extract)


def _extract(read: ReadDocument, recipe: Recipe, seconds: dict[str, float]) -> Extract:
    from extractors.extract import extract

    nlp = _language_model() if recipe.language_model else None
    with _timed(seconds, "extract"):
        minutes = extract(read.pages, nlp)
    pages = tuple(PageReading.of(page) for page in read.pages)
    return Extract(pages, read.notes, minutes, reading_version(), extraction_version())


@cache
def _language_model() -> Language:
    """Loading takes seconds: once a process."""
    from extractors.entities import load_model

    return load_model()


def _reading_of(pages: tuple[PageReading, ...]) -> str:
    kinds = {str(page.reading) for page in pages} - {"blank"}
    if kinds <= {"digital"}:
        return "digital"
    return "ocr" if kinds == {"ocr"} else "mixed"


def peak_mb() -> float:
    """Largest resident memory so far of this process and of its children, MiB."""
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return round((own + children) / 1024, 1)


def _where(error: Exception) -> str:
    """The innermost lines of the traceback: enough to find the fault, no text of the document."""
    import traceback

    frames = traceback.extract_tb(error.__traceback__)[-4:]
    return " < ".join(f"{Path(f.filename).name}:{f.lineno} {f.name}" for f in reversed(frames))


@contextmanager
def _timed(seconds: dict[str, float], stage: str) -> Iterator[None]:
    begin = time.perf_counter()
    try:
        yield
    finally:
        seconds[stage] = round(time.perf_counter() - begin, 4)

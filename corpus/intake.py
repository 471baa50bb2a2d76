"""Taking a file in: who it is (SHA-256 of its bytes) and whether it is a PDF that can be read within the limits.

Belongs here: checks that need no reading of pages. Does not belong here: what becomes of a file that fails them
(`pipeline` keeps the quarantine).
"""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

from corpus.discovery import shown
from corpus.errors import EmptyFile, EncryptedPdf, NoPages, NotAPdf, OverLimit, SourceUnreadable, TruncatedPdf

CHUNK = 1 << 20
HEADER_WITHIN = 1024
"""A reader accepts the header anywhere in the first kilobyte (ISO 32000-1, annex H, note 13)."""
TRAILER_WITHIN = 4096
EMPTY_SHA256 = hashlib.sha256(b"").hexdigest()


@dataclass(frozen=True, slots=True)
class Limits:
    """What a document may ask of the machine."""

    max_bytes: int = 1 << 30
    max_pages: int = 3000
    max_page_points: float = 14400.0
    """Longest side of a page in points: the largest a PDF 1.7 page may have (200 inches)."""


@dataclass(frozen=True, slots=True)
class Examined:
    """A PDF that can be opened."""

    page_count: int


def fingerprint(path: Path, copy: Path | None = None) -> str:
    """SHA-256 (hex) of the bytes, read as a stream; written to ``copy`` on the way, if given, through to the disk.

    Raises:
        SourceUnreadable: the file cannot be read now.
        OSError: ``copy`` cannot be written (full disk, read-only store).
    """
    digest = hashlib.sha256()
    try:
        source = path.open("rb")
    except OSError as error:
        raise _unreadable(path, error) from error
    with source:
        target = copy.open("wb") if copy is not None else None
        try:
            while chunk := _chunk(source.fileno(), path):
                digest.update(chunk)
                if target is not None:
                    target.write(chunk)
            if target is not None:
                target.flush()
                os.fsync(target.fileno())
        finally:
            if target is not None:
                target.close()
    return digest.hexdigest()


def _chunk(descriptor: int, path: Path) -> bytes:
    try:
        return os.read(descriptor, CHUNK)
    except OSError as error:
        raise _unreadable(path, error) from error


def _unreadable(path: Path, error: OSError) -> SourceUnreadable:
    return SourceUnreadable(f"« {shown(path)} » ne peut pas être lu : {error.strerror}.")


def screen(path: Path, limits: Limits | None = None) -> None:
    """Refuse by its first and last bytes a file that is no whole PDF, without any PDF library.

    Raises:
        EmptyFile: no byte.
        OverLimit: more bytes than the limits allow.
        NotAPdf: no PDF header in the first kilobyte.
        TruncatedPdf: it starts as a PDF and its end is missing.
        SourceUnreadable: it cannot be read now.
    """
    limits = limits or Limits()
    try:
        with path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            head = file.read(HEADER_WITHIN)
            tail = _tail(file.fileno(), size)
    except OSError as error:
        raise _unreadable(path, error) from error
    if size == 0:
        raise EmptyFile("Le fichier est vide (0 octet).")
    if b"%PDF-" not in head:
        raise NotAPdf(f"Ce n'est pas un PDF : {_looks_like(head)}.")
    if size > limits.max_bytes:
        raise OverLimit(f"{size} octets, pour une limite de {limits.max_bytes}.")
    if b"%%EOF" not in tail and b"startxref" not in tail:
        raise TruncatedPdf("Le fichier commence comme un PDF mais sa fin manque : copie interrompue.")


def _tail(descriptor: int, size: int) -> bytes:
    """The last bytes that say anything: padding with zeros or blanks, as some transfers leave, is skipped."""
    end = size
    while end > 0:
        start = max(0, end - TRAILER_WITHIN)
        block = os.pread(descriptor, end - start, start).rstrip(b"\0 \t\r\n\x1a")
        if block:
            begin = max(0, start + len(block) - TRAILER_WITHIN)
            return os.pread(descriptor, start + len(block) - begin, begin)
        end = start
    return b""


_SIGNATURES = (
    (b"PK\x03\x04", "une archive ou un document bureautique (ZIP, DOCX, ODT)"),
    (b"\xd0\xcf\x11\xe0", "un ancien document bureautique (DOC, XLS)"),
    (b"\xff\xd8\xff", "une image JPEG"),
    (b"\x89PNG", "une image PNG"),
    (b"II*\0", "une image TIFF"),
    (b"MM\0*", "une image TIFF"),
    (b"{\\rtf", "un texte RTF"),
    (b"%!PS", "un fichier PostScript"),
    (b"<", "une page HTML ou XML"),
)


def _looks_like(head: bytes) -> str:
    for signature, what in _SIGNATURES:
        if head.lstrip().startswith(signature):
            return what
    return "texte ou format inconnu"


def examine(path: Path, limits: Limits | None = None) -> Examined:
    """Open the PDF and count its pages. Runs in a worker: a poisoned file may take the process with it.

    Raises:
        IntakeError: it cannot be opened, is encrypted, has no page, or exceeds the limits.
    """
    import pypdfium2
    import pypdfium2.raw as pdfium_c

    limits = limits or Limits()
    screen(path, limits)
    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        if error.err_code in {pdfium_c.FPDF_ERR_PASSWORD, pdfium_c.FPDF_ERR_SECURITY}:
            raise EncryptedPdf("Un mot de passe est nécessaire pour l'ouvrir.") from error
        raise TruncatedPdf("Le fichier commence comme un PDF mais ne s'ouvre pas : il est abîmé.") from error
    try:
        count = len(document)
        if count == 0:
            raise NoPages("Le PDF ne contient aucune page.")
        if count > limits.max_pages:
            raise OverLimit(f"{count} pages, pour une limite de {limits.max_pages}.")
        for index in range(count):
            longest = _longest_side(document, index)
            if longest > limits.max_page_points:
                raise OverLimit(
                    f"La page {index + 1} mesure {longest:.0f} points, pour une limite de {limits.max_page_points:.0f}."
                )
    finally:
        document.close()
    return Examined(count)


def _longest_side(document: object, index: int) -> float:
    """Points; 0 where the page cannot tell (reading will say why)."""
    import pypdfium2

    try:
        width, height = document.get_page_size(index)  # type: ignore[attr-defined]
    except pypdfium2.PdfiumError:
        return 0.0
    return max(float(width), float(height))

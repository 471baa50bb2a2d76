"""The base of every error greffier raises on purpose, and those of taking in and reading files.

One class per cause. Each says what happened, why, and the way out, in terms the person at the keyboard can act on,
and whether trying again can help. Errors of other rooms derive from `GreffierError` in their own modules.
"""

from __future__ import annotations

from typing import ClassVar


class GreffierError(Exception):
    """A cause a person can act on.

    ``code`` is stable and machine-readable (kebab case); ``way_out`` is the remedy, in French since archivists read
    it in reports; ``is_terminal`` tells quarantine (True: the same bytes will fail again) from retry (False).
    """

    code: ClassVar[str] = "unexpected"
    way_out: ClassVar[str] = "Signaler le fichier avec ce message."
    is_terminal: ClassVar[bool] = True

    def __init__(self, reason: str) -> None:
        """Keep ``reason``: one sentence, in French, saying what was wrong with this very input."""
        super().__init__(reason)
        self.reason = reason


class IntakeError(GreffierError):
    """A file that cannot be taken in."""


class EmptyFile(IntakeError):
    """Zero bytes."""

    code = "empty-file"
    way_out = "Redéposer le fichier : il ne contient aucun octet."


class NotAPdf(IntakeError):
    """The bytes are something else."""

    code = "not-a-pdf"
    way_out = "Convertir le fichier en PDF, ou le retirer du dossier."


class TruncatedPdf(IntakeError):
    """It starts as a PDF and cannot be opened."""

    code = "damaged-pdf"
    way_out = "Redéposer une copie complète, ou réparer le fichier (qpdf --replace-input)."


class EncryptedPdf(IntakeError):
    """A password is needed to open it."""

    code = "encrypted-pdf"
    way_out = "Déposer une version sans mot de passe (qpdf --decrypt)."


class NoPages(IntakeError):
    """A PDF without a page."""

    code = "no-pages"
    way_out = "Vérifier l'export : le PDF ne contient aucune page."


class OverLimit(IntakeError):
    """Larger (bytes, pages, page area) than the settings allow."""

    code = "over-limit"
    way_out = "Relever la limite (GREFFIER_MAX_PAGES, GREFFIER_MAX_BYTES…) ou découper le fichier."


class ReadTimeout(GreffierError):
    """Reading took longer than the settings allow."""

    code = "time-out"
    way_out = "Relever GREFFIER_DOCUMENT_SECONDS, puis `greffier quarantine release`."


class WorkerCrashed(GreffierError):
    """The process that read the file died (memory, signal)."""

    code = "worker-crashed"
    way_out = "Le document a fait tomber son lecteur : l'examiner, puis `greffier quarantine release`."


class UnreadablePage(GreffierError):
    """A page can be neither extracted nor rendered."""

    code = "unreadable-page"
    way_out = "Réimprimer le document en PDF depuis un lecteur qui l'affiche."


class OcrUnavailable(GreffierError):
    """Tesseract or its French data is missing."""

    code = "ocr-unavailable"
    way_out = "Installer tesseract-ocr et tesseract-ocr-fra, puis lancer `greffier doctor`."
    is_terminal = False


class OcrInterrupted(GreffierError):
    """Tesseract was stopped by a signal while it read a page (killed by hand, by the system short of memory)."""

    code = "ocr-interrupted"
    way_out = (
        "Relancer. Si cela se répète : moins de processus (GREFFIER_JOBS) ou plus de mémoire (GREFFIER_MEMORY_MB)."
    )
    is_terminal = False


class SourceUnreadable(GreffierError):
    """The file or folder cannot be read now (rights, network share, vanished)."""

    code = "source-unreadable"
    way_out = "Vérifier les droits de lecture et que le support est monté, puis relancer."
    is_terminal = False

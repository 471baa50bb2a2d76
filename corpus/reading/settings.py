"""What reading may be told: language, resolution, limits."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReadingSettings:
    """How pages are read. Part of the key under which a reading is kept, so only what changes the words is here."""

    language: str = "fra"
    """Tesseract's name of the language."""
    use_ocr: bool = True
    """False: pictures are left unread, and their pages come out blank with a note."""
    least_dpi: int = 200
    """No picture is recognised below this resolution."""
    most_dpi: int = 300
    """Nor above this one."""
    most_pixels: int = 40_000_000
    """A page that would need more at ``least_dpi`` is rendered smaller."""
    page_seconds: float = 120.0
    """The engine is stopped after this long on one picture."""

    def __post_init__(self) -> None:
        """Refuse bounds that no page can meet."""
        if not 0 < self.least_dpi <= self.most_dpi:
            raise ValueError(f"dpi bounds: {self.least_dpi}..{self.most_dpi}")
        if self.most_pixels < 1_000_000 or self.page_seconds <= 0:
            raise ValueError("most_pixels must be at least a million and page_seconds positive")

"""What archivists keep beside an original: a searchable PDF and ALTO, from the recognition already made."""

from __future__ import annotations

from corpus.derivatives.alto import alto
from corpus.derivatives.searchable import searchable_pdf

__all__ = ["alto", "searchable_pdf"]

"""Every page of a PDF read into words with boxes, from its text layer if that is its text, else by recognition."""

from __future__ import annotations

from corpus.reading.document import READING_VERSION, read_document
from corpus.reading.settings import ReadingSettings

__all__ = ["READING_VERSION", "ReadingSettings", "read_document"]

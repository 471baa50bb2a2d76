"""Layout: from words on pages to blocks of text and tables in reading order."""

from extractors.layout.compose import lay_out

__all__ = ["lay_out"]

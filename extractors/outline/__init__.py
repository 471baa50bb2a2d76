"""The parts of minutes: the printed agenda, the preamble, and the headings of the body as a tree."""

from extractors.outline.find import find_outline

__all__ = ["find_outline"]

"""Invented French minutes with known truth: the one generator behind samples, property tests and benchmarks.

``generate`` draws minutes (text, elements, truth), ``typeset`` sets them as a PDF, ``scan`` makes a scan of a PDF.
Nothing here is copied from real minutes; people, places and prices are invented.
"""

from __future__ import annotations

from corpus.synthetic.bodies import Body, found_body
from corpus.synthetic.minutes import SyntheticMinutes, generate
from corpus.synthetic.style import FORMS, Style, draw_style

__all__ = [
    "FORMS",
    "Body",
    "Style",
    "SyntheticMinutes",
    "draw_style",
    "found_body",
    "generate",
    "mixed",
    "noisy",
    "scan",
    "typeset",
]


def typeset(minutes: SyntheticMinutes) -> bytes:
    """The minutes as a PDF; the same bytes for the same minutes and fonts."""
    from corpus.synthetic.typesetting import typeset as _typeset

    return _typeset(minutes)


def scan(pdf: bytes, quality: str, seed: int) -> bytes:
    """A PDF as a scanner would give it back; ``quality`` is 'good', 'poor' or 'fax'."""
    from corpus.synthetic.scanning import scan as _scan

    return _scan(pdf, quality, seed)


def mixed(pdf: bytes, quality: str, seed: int, scanned: tuple[int, ...]) -> bytes:
    """A PDF with some of its pages (from 1) replaced by their scans."""
    from corpus.synthetic.scanning import mixed as _mixed

    return _mixed(pdf, quality, seed, scanned)


def noisy(text: str, seed: int, rate: float) -> str:
    """Text as a poor recognition would read it; ``rate`` is the share of letters hit (0-1)."""
    from corpus.synthetic.noise import noisy as _noisy

    return _noisy(text, seed, rate)

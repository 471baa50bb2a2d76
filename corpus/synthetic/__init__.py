"""Invented French minutes with known truth: the one generator behind samples, property tests and benchmarks.

``generate`` draws minutes (text, elements, truth), ``typeset`` sets them as a PDF, ``scan`` makes a scan of a PDF.
Nothing here is copied from real minutes; people, places and prices are invented.
"""

from __future__ import annotations

from corpus.synthetic.minutes import SyntheticMinutes, generate
from corpus.synthetic.style import FORMS, Style, draw_style

__all__ = ["FORMS", "Style", "SyntheticMinutes", "draw_style", "generate"]

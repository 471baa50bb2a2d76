"""Arithmetic that minutes state, put to the test. What fails is the document's slip or ours: both numbers are shown."""

from __future__ import annotations

from extractors.checks.money import check_money
from extractors.checks.session import check_session

__all__ = ["check_money", "check_session"]

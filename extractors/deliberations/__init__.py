"""Decisions put to the assembly: found by their wording, grouped section by section, with their votes."""

from __future__ import annotations

from extractors.deliberations.read import read_deliberations

__all__ = ["read_deliberations"]

"""Turns of speech: who speaks, in which item, and what the minutes report of it."""

from __future__ import annotations

from extractors.interventions.read import read_interventions

__all__ = ["read_interventions"]

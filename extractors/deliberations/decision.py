"""A resolution and the item of business it stands under: what becomes a row."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.deliberations.items import Item
from extractors.deliberations.resolution import Resolution
from extractors.records import Outcome


@dataclass(frozen=True)
class Decision:
    """A resolution and the item it stands under."""

    item: Item
    resolution: Resolution
    title: str | None
    content: str | None
    outcome: Outcome
    number: str | None = None
    """The official number, where the heading does not print it."""

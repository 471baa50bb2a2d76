"""A person under a heading of the roll, as the readers of lists and tables make it."""

from __future__ import annotations

from dataclasses import dataclass, field

from extractors.attendance.links import Link
from extractors.records import Status


@dataclass(slots=True)
class Entry:
    """A person under a heading."""

    start: int
    """Where civility or name begins."""
    name_start: int
    end: int
    """Where the name ends."""
    civility: str | None
    status: Status
    group: int = -1
    """Offset of the civility it shares with others (*MM.*), -1 where it shares none."""
    is_proxy_list: bool = False
    """Whether it stands in a list of pouvoirs, which usually repeats people listed elsewhere."""
    role: str | None = None
    commune: str | None = None
    links: list[Link] = field(default_factory=list)
    trust: float = 0.95
    has_civility: bool = False
    is_assumed: bool = False
    """Whether nothing tells the status: another list may."""

"""One fact and what it rests on: its values, rule, confidence, quote and place on the page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.page import Box
from warehouse.errors import UnknownFact
from warehouse.query import open_published
from warehouse.tables import BY_LETTER, PROVENANCE

_ID = re.compile(r"([0-9a-f]{12})-([A-Z])(\d{5,})")
_EVIDENCE = frozenset(c.name for c in PROVENANCE)


@dataclass(frozen=True)
class Fact:
    """A fact with its evidence."""

    table: str
    meaning: str
    """What a row of the table is, in French."""
    row_id: str
    values: dict[str, Any]
    """Column -> value, evidence left out, in the order of the definition."""
    meanings: dict[str, str]
    """Column -> its comment, in French."""
    rule: str | None
    confidence: float | None
    """0-1."""
    quote: str | None
    page: int | None
    box: Box | None
    """On the page as displayed; None for a whole page or a finding."""
    page_width: float | None
    """Points."""
    page_height: float | None
    """Points."""
    page_rotation: int | None
    """Degrees by which reading turned the picture upright."""
    document_id: str
    file_name: str
    source_path: str


def explain(path: Path, row_id: str) -> Fact:
    """Look a fact up by its row id, in whatever table it stands.

    Raises:
        UnknownFact: the id is none of ours, or no row has it.
        WarehouseMissing: nothing is published there.
    """
    parsed = _ID.fullmatch(row_id.strip())
    table = BY_LETTER.get(parsed[2]) if parsed else None
    if table is None:
        raise UnknownFact(f"« {row_id} » n'est pas un identifiant de fait")
    with open_published(path) as connection:
        cursor = connection.execute(
            f"SELECT f.*, d.file_name, d.source_path, p.width, p.height, p.rotation FROM {table.name} f "
            "JOIN documents d USING (document_id) "
            "LEFT JOIN pages p ON p.document_id = f.document_id AND p.page = f.page WHERE f.row_id = ?"
            if "page" in table.column_names
            else f"SELECT f.*, d.file_name, d.source_path, NULL, NULL, NULL FROM {table.name} f "
            "JOIN documents d USING (document_id) WHERE f.row_id = ?",
            [row_id.strip()],
        )
        row = cursor.fetchone()
    if row is None:
        raise UnknownFact(f"aucun fait « {row_id} » dans la table {table.name}")
    size = len(table.columns)
    known = dict(zip(table.column_names, row[:size], strict=True))
    file_name, source_path, width, height, rotation = row[size:]
    corners = [known.get(c) for c in ("x0", "y0", "x1", "y1")]
    return Fact(
        table=table.name,
        meaning=table.comment,
        row_id=row_id.strip(),
        values={c: v for c, v in known.items() if c not in _EVIDENCE or not table.has_provenance},
        meanings={c.name: c.comment for c in table.columns},
        rule=known.get("rule"),
        confidence=known.get("confidence") if table.has_provenance else None,
        quote=known.get("source_text"),
        page=known.get("page"),
        box=Box(*corners) if None not in corners else None,  # type: ignore[arg-type]
        page_width=width,
        page_height=height,
        page_rotation=rotation,
        document_id=known["document_id"],
        file_name=file_name,
        source_path=source_path,
    )

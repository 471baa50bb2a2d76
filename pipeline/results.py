"""What search and explain found, for people and for programs."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.store import Store
from pipeline.settings import Settings

if TYPE_CHECKING:
    from warehouse.explain import Fact
    from warehouse.search import Hit

KINDS = {"page": "page", "deliberation": "délibération", "intervention": "intervention"}


def print_hits(hits: Sequence[Hit]) -> None:
    """To standard output; what was looked for stands in brackets on a pipe, in bold on a terminal."""
    marks = ("\033[1m", "\033[0m") if sys.stdout.isatty() else ("[", "]")
    if not hits:
        sys.stderr.write("Rien trouvé.\n")
    for hit in hits:
        place = f"{hit.file_name}, p. {hit.page}" if hit.page else hit.file_name
        held_on = hit.held_on.strftime("%d/%m/%Y") if hit.held_on else "sans date"
        body = " · ".join(part for part in (hit.organisation, hit.body) if part)
        sys.stdout.write(f"{hit.row_id}  {held_on}  {body}  ({KINDS.get(hit.kind, hit.kind)}, {place})\n")
        sys.stdout.write(f"    {hit.highlighted(*marks)}\n")


def fact_picture(fact: Fact, settings: Settings, path: Path) -> Path | None:
    """The stretch of the page with the fact's box drawn, as PNG: the whole page where it has no box.

    None where the fact has no page or its original is gone.
    """
    if fact.page is None:
        return None
    kept = Store(settings.store_root).original_path(fact.document_id)
    original = kept if kept.exists() else Path(fact.source_path)
    if not original.exists():
        return None
    from corpus.crop import crop

    crop(original, fact.page, fact.box, path, rotation=fact.page_rotation or 0)
    return path


def fact_json(fact: Fact, picture: Path | None) -> dict[str, Any]:
    """As plain values."""
    box = fact.box
    return {
        "row_id": fact.row_id,
        "table": fact.table,
        "values": fact.values,
        "rule": fact.rule,
        "confidence": fact.confidence,
        "quote": fact.quote,
        "document_id": fact.document_id,
        "file_name": fact.file_name,
        "source_path": fact.source_path,
        "page": fact.page,
        "box": [box.x0, box.y0, box.x1, box.y1] if box else None,
        "picture": str(picture) if picture else None,
    }


def print_fact(fact: Fact, picture: Path | None) -> None:
    """To standard output."""
    write = sys.stdout.write
    write(f"{fact.row_id} ({fact.table}) : {fact.meaning}\n")
    for name, value in fact.values.items():
        if value is not None:
            write(f"  {name:<20} {value}   ({fact.meanings[name]})\n")
    confidence = f", confiance {fact.confidence:.2f}" if fact.confidence is not None else ""
    if fact.rule:
        write(f"Règle : {fact.rule}{confidence}\n")
    if fact.quote:
        write(f"Texte : « {fact.quote} »\n")
    write(f"Source : {fact.source_path}" + (f", page {fact.page}\n" if fact.page else "\n"))
    if fact.box is not None:
        b = fact.box
        write(f"Cadre : x {b.x0:.1f}–{b.x1:.1f}, y {b.y0:.1f}–{b.y1:.1f} points, origine en haut à gauche\n")
    write(
        f"Extrait : {picture}\n"
        if picture
        else "Extrait : pas d'image (le fait ne tient à aucune page, ou l'original manque)\n"
    )

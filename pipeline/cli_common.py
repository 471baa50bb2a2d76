"""What every command shares: options, settings, ways of printing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from pipeline.settings import Settings

WarehouseOption = Annotated[
    Path | None, typer.Option("--warehouse", "-w", help="Fichier DuckDB publié (défaut : ./warehouse.duckdb).")
]
JsonOption = Annotated[bool, typer.Option("--json", help="Écrire du JSON sur la sortie standard.")]


def say(text: str) -> None:
    """To people, on standard error."""
    typer.echo(text, err=True)


def settings_with(**given: Any) -> Settings:
    """Settings from all sources, the command line's first."""
    from pipeline.settings import load_settings

    return load_settings(**given)


def print_json(value: Any) -> None:
    """To programs, on standard output."""
    import json

    typer.echo(json.dumps(value, ensure_ascii=False, indent=2, default=str))

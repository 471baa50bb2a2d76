"""Rows printed: as a table for people, as CSV or JSON for programs."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Sequence
from typing import Any


def print_rows(
    columns: Sequence[str], rows: Sequence[Sequence[Any]], *, as_json: bool = False, as_csv: bool = False
) -> None:
    """To standard output."""
    if as_json:
        every = [dict(zip(columns, row, strict=True)) for row in rows]
        sys.stdout.write(json.dumps(every, ensure_ascii=False, indent=2, default=str) + "\n")
    elif as_csv:
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows)
    else:
        _print_table(columns, rows)


def _print_table(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in columns:
        table.add_column(Text(column))
    for row in rows:
        table.add_row(*(Text("" if value is None else str(value)) for value in row))
    console = Console()
    if not console.is_terminal:
        # A pipe or a file has no width: nothing is cut.
        console = Console(width=max(200, 40 * len(columns)))
    console.print(table)
    if len(rows) != 1:
        sys.stderr.write(f"{len(rows)} lignes\n")

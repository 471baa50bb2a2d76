"""What the notebooks share: the published warehouse opened read-only, and one style of chart.

Each chart says what it shows (title), in what unit (axis labels) and from what (source line).
"""

from __future__ import annotations

import os
from pathlib import Path

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from warehouse.query import run_frame

COLOURS = ("#1f4e79", "#c8553d", "#7a9e7e", "#e0a458", "#6c5b7b", "#4f9da6", "#a3a3a3", "#8c4a2f")
"""Told apart in print and by colour-blind readers."""
PLACES = ("warehouse.duckdb", "demo/warehouse.duckdb", "../warehouse.duckdb", "../demo/warehouse.duckdb")


def warehouse_path() -> Path:
    """The published warehouse: GREFFIER_WAREHOUSE, else the one of the folder, else the demonstration's."""
    named = os.environ.get("GREFFIER_WAREHOUSE")
    places = [Path(named)] if named else [Path(p) for p in PLACES]
    return next((p for p in places if p.exists()), places[0])


def ask(query: str) -> pd.DataFrame:
    """The answer to a query; decimals become floats here, for drawing only."""
    found = run_frame(warehouse_path(), query)
    for name in found.columns:
        if found[name].dtype == object and found[name].map(type).astype(str).str.contains("Decimal").any():
            found[name] = found[name].astype(float)
    return found


def chart(title: str, x: str, y: str, width: float = 9.0, height: float = 4.5) -> tuple[Figure, Axes]:
    """An empty chart in our style."""
    plt.rcParams.update(
        {
            "axes.prop_cycle": plt.cycler(color=COLOURS),
            "axes.spines.top": False,
            "axes.spines.right": False,
            "axes.grid": True,
            "axes.axisbelow": True,
            "grid.color": "#e3e3e3",
            "font.size": 10,
            "figure.dpi": 100,
        }
    )
    figure, axes = plt.subplots(figsize=(width, height), layout="constrained")
    axes.set_title(title, loc="left", fontweight="bold")
    axes.set_xlabel(x)
    axes.set_ylabel(y)
    return figure, axes


def source(figure: Figure, tables: str) -> None:
    """Say below the chart what it was made from."""
    made = ask("SELECT count(*) AS n, min(held_on) AS first, max(held_on) AS last FROM meetings")
    n, first, last = made.iloc[0]
    period = "aucune date" if pd.isna(first) else f"{first:%m/%Y} à {last:%m/%Y}"
    figure.supxlabel(
        f"Source : entrepôt greffier ({tables}), {n} séances, {period}.", x=0.01, ha="left", fontsize=8, color="#666666"
    )


def figures(value: float, _: object = None) -> str:
    """A number as the French print it, for an axis: a space between thousands, a comma before decimals."""
    told = f"{value:,.2f}".rstrip("0").rstrip(".")
    return told.replace(",", "\u202f").replace(".", ",")


def short(text: str, length: int = 38) -> str:
    """A label that fits beside an axis."""
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"


def nothing(axes: Axes, told: str) -> None:
    """An empty chart that says why it is."""
    axes.text(0.5, 0.5, told, ha="center", va="center", transform=axes.transAxes, color="#666666")
    axes.set_xticks([])
    axes.set_yticks([])

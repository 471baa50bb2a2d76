"""The whole main job over the labelled development data, facet by facet, never below the floors.

Runs where ../shared is; `make score`. The store may be kept between runs (GREFFIER_TEST_STORE), since scans take
minutes to read; a reading of another version is never used.
"""

from __future__ import annotations

import json
import math
import os
import subprocess
import sys
import time
import tomllib
from pathlib import Path

import pytest

from pipeline.inbox import Request
from pipeline.run import ingest
from pipeline.settings import Settings
from pipeline.sorting import Kind

FLOORS_FILE = Path(__file__).with_name("floors.toml")
FLOORS = tomllib.loads(FLOORS_FILE.read_text(encoding="utf-8"))
VARIANTS = {
    "digital": ("corpus/digital", "gold"),
    "scan-good": ("corpus/scan-good", "gold"),
    "scan-poor": ("corpus/scan-poor", "gold"),
    "mixed": ("corpus/mixed", "gold"),
    "real": ("real/pdf", "real/gold"),
}
RAISING = os.environ.get("GREFFIER_RAISE_FLOORS") == "1"
MARGIN = 0.002
"""Room below a measured value, so that rounding does not break a build."""


@pytest.fixture(scope="session")
def store(tmp_path_factory) -> Path:
    kept = os.environ.get("GREFFIER_TEST_STORE")
    return Path(kept) if kept else tmp_path_factory.mktemp("store")


@pytest.fixture(scope="session")
def read_at_once(request, shared, store, tmp_path_factory) -> None:
    """Readings of all variants asked for, in the store: one by one each would end with a core that waits."""
    asked = {item.callspec.params.get("variant") for item in request.session.items if hasattr(item, "callspec")}
    settings = Settings(
        warehouse=tmp_path_factory.mktemp("all") / "all.duckdb", store=store, orchestrator="none", keep_originals=False
    )
    settings.loader.unlink(missing_ok=True)
    summary = ingest(settings, Request([shared / folder for v, (folder, _) in VARIANTS.items() if v in asked]))
    assert summary.failures == []


@pytest.mark.usefixtures("read_at_once")
@pytest.mark.parametrize("variant", VARIANTS)
def test_no_facet_falls_below_its_floor(variant, shared, store, tmp_path):
    folder, gold = VARIANTS[variant]
    settings = Settings(
        warehouse=tmp_path / f"{variant}.duckdb", store=store, orchestrator="none", keep_originals=False
    )
    settings.loader.unlink(missing_ok=True)
    summary = ingest(settings, Request([shared / folder]))
    assert summary.closes
    assert summary.failures == []
    assert summary.found == len(list((shared / folder).glob("*.pdf")))

    begun = time.monotonic()
    again = ingest(settings, Request([shared / folder]))
    assert again.did_nothing
    assert again.count(Kind.UNCHANGED) + again.count(Kind.DUPLICATE) == summary.found
    assert time.monotonic() - begun < 15

    command = [sys.executable, str(shared / "score.py"), str(settings.published), "--gold", str(shared / gold)]
    only = ",".join(path.stem for path in sorted((shared / folder).glob("*.pdf")))
    print(
        f"\n{variant}\n" + subprocess.run([*command, "--only", only], capture_output=True, text=True, check=True).stdout
    )
    answer = subprocess.run([*command, "--json", "--only", only], capture_output=True, text=True, check=True)
    found = {facet: row["f1"] for facet, row in json.loads(answer.stdout)["total"].items()}
    floors = FLOORS.get(variant, {})
    if RAISING:
        raise_floors(variant, found)
    below = {f: (round(found.get(f, 0.0), 4), floor) for f, floor in floors.items() if found.get(f, 0.0) < floor}
    assert below == {}, f"{variant}: facet -> (found, floor)"


def raise_floors(variant: str, found: dict[str, float]) -> None:
    """Write floors that this run met; none is lowered."""
    floors = tomllib.loads(FLOORS_FILE.read_text(encoding="utf-8"))
    mine = floors.setdefault(variant, {})
    for facet, value in found.items():
        mine[facet] = max(mine.get(facet, 0.0), math.floor((value - MARGIN) * 1000) / 1000)
    head = "".join(line for line in FLOORS_FILE.read_text(encoding="utf-8").splitlines(True) if line.startswith("#"))
    parts = [
        f"[{name}]\n" + "".join(f'"{facet}" = {floor}\n' for facet, floor in rows.items())
        for name, rows in floors.items()
    ]
    FLOORS_FILE.write_text(head + "\n".join(parts), encoding="utf-8")


def test_floors_name_variants_that_exist():
    assert set(FLOORS) <= set(VARIANTS)
    assert all(0 < floor <= 1 for rows in FLOORS.values() for floor in rows.values())

"""The whole main job over hand-written minutes no rule was written for: no facet falls below its floor.

The figures of the sealed side are the published ones (docs/accuracy.md); rules are not written from its documents.
"""

from __future__ import annotations

import json
import math
import os
import tomllib
from pathlib import Path

import pytest

from benchmarks.unseen import SIDES, UNSEEN, Tallies, measure, sources, total
from tests.unseen.typeset import typeset

FLOORS_FILE = Path(__file__).with_name("unseen_floors.toml")
FLOORS = tomllib.loads(FLOORS_FILE.read_text(encoding="utf-8"))
RAISING = os.environ.get("GREFFIER_RAISE_FLOORS") == "1"
MARGIN = 0.002


@pytest.fixture(scope="module")
def measured(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Tallies]:
    """Agreement of each side, digital."""
    return {side: total(of) for side, of in measure("digital", tmp_path_factory.mktemp("store")).items()}


@pytest.mark.parametrize("side", SIDES)
def test_no_facet_falls_below_its_floor(side: str, measured: dict[str, Tallies]) -> None:
    found = {facet: tally.f1 for facet, tally in measured[side].items() if tally.wanted}
    if RAISING:
        raise_floors(side, found)
    below = {f: (round(found.get(f, 0.0), 4), floor) for f, floor in FLOORS[side].items() if found.get(f, 0.0) < floor}
    assert below == {}, f"{side}: facet -> (found, floor)"


def raise_floors(side: str, found: dict[str, float]) -> None:
    """Write floors that this run met; none is lowered."""
    floors = tomllib.loads(FLOORS_FILE.read_text(encoding="utf-8"))
    mine = floors.setdefault(side, {})
    for facet, value in found.items():
        mine[facet] = max(mine.get(facet, 0.0), math.floor((value - MARGIN) * 1000) / 1000)
    head = "".join(line for line in FLOORS_FILE.read_text(encoding="utf-8").splitlines(True) if line.startswith("#"))
    parts = [
        f"[{name}]\n" + "".join(f'"{f}" = {floor}\n' for f, floor in rows.items()) for name, rows in floors.items()
    ]
    FLOORS_FILE.write_text(head + "\n".join(parts), encoding="utf-8")


@pytest.mark.parametrize("side", SIDES)
def test_every_document_has_its_labels_and_stands_on_its_side(side: str) -> None:
    stems = [source.stem for source in sources(side)]
    assert stems
    assert stems == sorted(path.stem for path in (UNSEEN / "gold" / side).glob("*.json"))
    assert {side_of(int(stem[:2])) for stem in stems} == {side}


def side_of(number: int) -> str:
    """The side on which the document of a number stands (tests/unseen/README.md)."""
    if number > 24:
        return "second"
    return "open" if number % 2 else "sealed"


@pytest.mark.parametrize("side", SIDES)
def test_labels_have_every_key_of_the_format(side: str) -> None:
    keys = {"document", "language", "meeting", "attendance", "agenda", "deliberations", "tariffs", "financial_tables"}
    keys |= {"amounts", "interventions", "people_mentions", "identity_links", "checks"}
    for source in sources(side):
        gold = json.loads((UNSEEN / "gold" / side / f"{source.stem}.json").read_text(encoding="utf-8"))
        assert keys <= set(gold)
        assert gold["document"] == source.stem


def test_the_same_text_is_typeset_as_the_same_bytes() -> None:
    text = sources("open")[0].read_text(encoding="utf-8")
    assert typeset(text) == typeset(text)

"""Boxes of turned pages come back to where a viewer displays them; crops show the words."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from corpus.crop import crop
from corpus.page import Box
from tests.warehouse_cases import entry, minutes
from warehouse.entries import PageReading
from warehouse.placing import as_displayed, displayed_size
from warehouse.rows import frames

SAMPLE = Path(__file__).parents[2] / "corpus" / "samples"


def upright(rotation: int, skew: float = 0.0) -> PageReading:
    """An A4 page that stood upright once turned."""
    return PageReading(1, "ocr", rotation, 595.0, 842.0, 90.0, skew)


def test_a_page_on_its_side():
    box = Box(10, 20, 110, 32)  # near the top left of the upright page
    assert as_displayed(box, upright(180)) == Box(485, 810, 585, 822)
    assert as_displayed(box, upright(90)) == Box(20, 485, 32, 585)
    assert as_displayed(box, upright(270)) == Box(810, 10, 822, 110)
    assert displayed_size(upright(90)) == (842.0, 595.0)


@settings(deadline=None)
@given(
    rotation=st.sampled_from((0, 90, 180, 270)),
    x=st.integers(0, 500), y=st.integers(0, 800), width=st.integers(1, 90), height=st.integers(1, 40),
)  # fmt: skip
def test_turning_back_is_what_a_picture_does(rotation, x, y, width, height):
    shown = np.zeros((842, 595), dtype=np.uint8)
    shown[y : y + height, x : x + width] = 1
    displayed = np.rot90(shown, rotation // 90)  # anticlockwise: undoes the turn that put it upright
    rows, columns = np.nonzero(displayed)
    expected = Box(columns.min(), rows.min(), columns.max() + 1, rows.max() + 1)
    inside = Box(x, y, min(595, x + width), min(842, y + height))
    assert as_displayed(inside, upright(rotation)) == expected


@settings(deadline=None)
@given(skew=st.floats(-5, 5), x=st.floats(100, 300), y=st.floats(100, 600))
def test_a_straightened_box_holds_its_middle(skew, x, y):
    box = Box(x, y, x + 100, y + 12)
    placed = as_displayed(box, upright(0, skew))
    assert placed.width * placed.height >= box.width * box.height - 2
    back = as_displayed(placed, upright(0, -skew))
    assert back.contains(box, slack=0.1)


def test_facts_of_a_turned_page_are_placed_as_displayed():
    turned = entry(pages=(upright(180), PageReading(2, "digital", 0, 595.0, 842.0, None)), said=minutes())
    made = frames([turned])
    row = made["attendance"].slice(0, 1).to_pylist()[0]
    assert (row["page"], row["x0"], row["y1"]) == (1, 595.0 - 300.0, 842.0 - 100.0)
    other = made["tariffs"].to_pylist()[0]
    assert (other["page"], other["x0"], other["y1"]) == (2, 72.0, 112.0)
    sideways = dataclasses.replace(turned, pages=(upright(90),))
    assert frames([sideways])["pages"].to_pylist()[0]["width"] == 842.0


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_crop_draws_the_box(tmp_path, rotation):
    pdf = sorted(SAMPLE.glob("*.pdf"))[0]
    crop(pdf, 1, Box(100, 200, 300, 230), tmp_path / "crop.png", dpi=72, rotation=rotation)
    picture = Image.open(tmp_path / "crop.png").convert("RGB")
    red = sum(1 for r, g, b in np.asarray(picture).reshape(-1, 3) if (r, g, b) == (200, 30, 30))
    assert red > 2 * (200 + 30)
    assert max(picture.size) > 500

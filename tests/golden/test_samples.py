"""The shipped samples: made by the committed generator, wide in form, read back by the extractors."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from benchmarks.generated import rows_of
from corpus.reading import read_document
from corpus.synthetic.agreement import Tally, agreement, fold
from corpus.synthetic.samples import FOLDER, Sample, minutes_of, samples
from extractors.extract import extract

pytestmark = pytest.mark.golden
MAXIMAL_BYTES = 3_000_000
DIGITAL_FLOORS = {
    "meeting": 0.95,
    "attendance": 0.98,
    "links": 0.95,
    "agenda": 0.95,
    "deliberations": 0.95,
    "votes": 0.95,
    "interventions": 0.95,
    "tariffs": 0.85,
    "financial lines": 0.90,
    "amounts": 0.90,
}
"""F1 over all digital samples together; a change that lowers one below is a step back."""


def truth_of(sample: Sample) -> dict[str, Any]:
    labels: dict[str, Any] = json.loads((FOLDER / "truth" / f"{sample.stem}.json").read_text(encoding="utf-8"))
    return labels


def pdf_of(sample: Sample) -> Path:
    return FOLDER / f"{sample.stem}.pdf"


def test_what_ships_is_what_the_generator_makes() -> None:
    for sample in samples():
        made = json.loads(json.dumps(dict(minutes_of(sample).truth, document=sample.stem)))
        assert truth_of(sample) == made, f"{sample.stem}: run python -m corpus.synthetic.samples"


def test_enough_samples_of_enough_bodies_over_years_and_small() -> None:
    listed = samples()
    assert len(listed) >= 8
    assert len({s.body for s in listed}) >= 4
    assert {"digital", "good", "poor", "mixed"} <= {s.paper for s in listed}
    assert len({s.held_on.year for s in listed}) >= 4
    files = sorted(FOLDER.glob("*.pdf"))
    assert [f.stem for f in files] == sorted(s.stem for s in listed)
    assert sum(f.stat().st_size for f in files) < MAXIMAL_BYTES


def test_every_facet_is_in_the_samples() -> None:
    every = [truth_of(s) for s in samples()]
    for facet in (
        "attendance",
        "agenda",
        "deliberations",
        "tariffs",
        "financial_tables",
        "amounts",
        "interventions",
        "ballots",
    ):
        assert any(labels[facet] for labels in every), facet
    assert {"present", "excused", "absent", "guest"} <= {a["status"] for t in every for a in t["attendance"]}
    assert any(a["proxy_to"] for t in every for a in t["attendance"])
    assert any(a["substitute_for"] for t in every for a in t["attendance"])
    assert {"adopted", "rejected"} <= {d["outcome"] for t in every for d in t["deliberations"]}


def test_people_and_prices_recur() -> None:
    persons: dict[str, list[str]] = json.loads((FOLDER / "persons.json").read_text(encoding="utf-8"))
    communes = [set(persons[s.stem]) for s in samples() if s.name == "commune"]
    assert len(set.intersection(*communes[:3])) >= 3
    priced: dict[tuple[str, str], set[str]] = {}
    for sample in samples():
        for tariff in truth_of(sample)["tariffs"]:
            priced.setdefault((sample.name, tariff["service"]), set()).add(sample.stem)
    assert any(len(stems) > 1 for stems in priced.values())


def test_digital_samples_have_their_text_and_scans_have_none() -> None:
    for sample in samples():
        document = pypdfium2.PdfDocument(pdf_of(sample))
        text = fold(" ".join(page.get_textpage().get_text_bounded() for page in document))
        if sample.paper == "digital":
            assert fold(truth_of(sample)["meeting"]["body"]) in text
        elif sample.paper != "mixed":
            assert not text


@pytest.fixture(scope="module")
def digital() -> dict[str, Tally]:
    """Agreement of what is read from the digital samples with their truth."""
    total: dict[str, Tally] = {}
    for sample in samples():
        if sample.paper == "digital":
            minutes = extract(read_document(pdf_of(sample), "0" * 64).pages)
            for facet, counted in agreement(truth_of(sample), rows_of(minutes)).items():
                total.setdefault(facet, Tally()).add(counted)
    return total


@pytest.mark.parametrize("facet", DIGITAL_FLOORS)
def test_digital_samples_are_read(digital: dict[str, Tally], facet: str) -> None:
    assert digital[facet].wanted > 0
    assert digital[facet].f1 >= DIGITAL_FLOORS[facet], digital[facet]

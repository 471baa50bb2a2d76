"""Extractors over generated sessions of styles drawn at random: a short run of ``benchmarks/generated.py``."""

from __future__ import annotations

import pytest

from benchmarks.generated import by_form, run, total
from corpus.synthetic import Style
from corpus.synthetic.agreement import Tally

pytestmark = pytest.mark.golden
SESSIONS = range(1, 61)
FLOORS = {
    "meeting": 0.97,
    "attendance": 0.97,
    "links": 0.95,
    "deliberations": 0.97,
    "votes": 0.97,
    "interventions": 0.97,
    "amounts": 0.95,
}
"""F1 over these sessions on plain text; the figure over 2,000 is published by the benchmark."""
Results = list[tuple[int, Style, dict[str, Tally]]]


@pytest.fixture(scope="module")
def results() -> Results:
    """Agreement on each session."""
    return run(SESSIONS)


@pytest.mark.parametrize("facet", FLOORS)
def test_generated_sessions_are_read(results: Results, facet: str) -> None:
    counted = total(results)[facet]
    assert counted.f1 >= FLOORS[facet], f"{counted.right} right of {counted.wanted}, {counted.found} found"


def test_the_worst_form_is_named(results: Results) -> None:
    ranked = by_form(results, "attendance")
    assert ranked == sorted(ranked)
    assert all("=" in form for _, form, _ in ranked)

"""Extraction over generated sessions: F1 by facet and by form of the style, the worst forms named.

    python benchmarks/generated.py [--number 2000] [--paper text|digital|good|poor|fax] [--noise 0.0] [--misses FACET]

Sessions come from `corpus.synthetic` with styles drawn at random, so the figures say how the extractors fare on
combinations of forms no sample has. ``--paper text`` lays the plain text out without a PDF (fast); ``digital``
typesets and reads each PDF; ``good``, ``poor`` and ``fax`` scan it first. A form's figure is over all sessions that
have it, whatever their other forms. Cells of money tables are counted by the make of their table.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

from corpus.page import Page
from corpus.synthetic import Style, SyntheticMinutes, generate, noisy, scan, typeset
from corpus.synthetic.agreement import Tally, agreement, cells_by_make
from extractors.extract import extract
from extractors.layout.plain import pages_of_text
from extractors.records import Minutes

HEADLINES = ("attendance", "votes")
TARGET = 0.99
Result = tuple[int, Style, dict[str, Tally]]
"""Seed, style and tallies of one session."""
CELLS = "cells, "
LEAST_SESSIONS = 20
"""A form seen in fewer sessions is not ranked."""


def rows_of(minutes: Minutes) -> dict[str, list[dict[str, Any]]]:
    """Records as plain rows, by table."""
    return {
        f.name: [asdict(record) for record in getattr(minutes, f.name)] for f in fields(minutes) if f.name != "pages"
    }


def pages_of(minutes: SyntheticMinutes, paper: str, noise: float) -> Sequence[Page]:
    """The pages of generated minutes, typeset from text or read from a PDF."""
    if paper == "text":
        return pages_of_text(noisy(minutes.text, minutes.seed, noise) if noise else minutes.text)
    from corpus.reading import read_document

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "minutes.pdf"
        pdf = typeset(minutes)
        path.write_bytes(pdf if paper == "digital" else scan(pdf, paper, minutes.seed))
        return read_document(path, "0" * 64).pages


def measure(seed: int, paper: str, noise: float, forms: Mapping[str, str]) -> Result:
    """Agreement on one session; cells of each make of money table count as facets ``cells, ...`` of recall."""
    minutes = generate(seed, forms=forms)
    found = rows_of(extract(pages_of(minutes, paper, noise)))
    tallies = agreement(minutes.truth, found)
    for make, (right, number) in cells_by_make(minutes.truth, found).items():
        tallies[f"{CELLS}{make}"] = Tally(number, number, right)
    return seed, minutes.style, tallies


def _measured(job: tuple[int, str, float, dict[str, str]]) -> Result:
    return measure(*job)


def run(
    seeds: Iterable[int], paper: str = "text", noise: float = 0.0, forms: Mapping[str, str] | None = None, jobs: int = 1
) -> list[Result]:
    """Agreement on many sessions."""
    work = [(seed, paper, noise, dict(forms or {})) for seed in seeds]
    if jobs <= 1:
        return [_measured(job) for job in work]
    with ProcessPoolExecutor(jobs) as pool:
        return list(pool.map(_measured, work, chunksize=8))


def total(results: Iterable[Result]) -> dict[str, Tally]:
    """Tallies of all sessions together, by facet."""
    out: dict[str, Tally] = defaultdict(Tally)
    for _, _, tallies in results:
        for facet, tally in tallies.items():
            out[facet].add(tally)
    return dict(out)


def by_form(results: Sequence[Result], facet: str) -> list[tuple[float, str, int]]:
    """F1 of a facet for each form of the style, worst first: (F1, 'field=form', sessions)."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    sessions: dict[str, int] = defaultdict(int)
    for _, style, found in results:
        for name, form in asdict(style).items():
            tallies[f"{name}={form}"].add(found.get(facet, Tally()))
            sessions[f"{name}={form}"] += 1
    ranked = [(tally.f1, form, sessions[form]) for form, tally in tallies.items() if sessions[form] >= LEAST_SESSIONS]
    return sorted(ranked)


def report(results: Sequence[Result], worst: int = 3) -> str:
    """The table, and the worst forms of each facet."""
    lines = [f"{'facet':<18}{'labels':>8}{'found':>8}{'right':>8}{'F1':>8}   worst forms"]
    totals = total(results)
    for facet, tally in totals.items():
        if facet.startswith(CELLS):
            continue
        low = ", ".join(f"{form} {f1:.3f}" for f1, form, _ in by_form(results, facet)[:worst])
        lines.append(f"{facet:<18}{tally.wanted:>8}{tally.found:>8}{tally.right:>8}{tally.f1:>8.4f}   {low}")
    makes = sorted((t.f1, facet, t.wanted) for facet, t in totals.items() if facet.startswith(CELLS))
    lines += ["", "share of cells exactly right, by make of table (worst first)"]
    lines += [f"{share:>8.3f}  {facet.removeprefix(CELLS)} ({number} cells)" for share, facet, number in makes]
    return "\n".join(lines)


def main() -> int:
    """Run, report, and say whether the targets are met."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--number", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--paper", choices=("text", "digital", "good", "poor", "fax"), default="text")
    parser.add_argument("--noise", type=float, default=0.0)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--form", action="append", default=[], metavar="FIELD=FORM", help="fix a form of the style")
    parser.add_argument("--misses", metavar="FACET", help="print what was missed and made up, with seeds")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    forms = dict(form.split("=", 1) for form in options.form)
    results = run(range(options.seed, options.seed + options.number), options.paper, options.noise, forms, options.jobs)
    if options.misses:
        for seed, _, tallies in results:
            for miss in tallies[options.misses].misses if options.misses in tallies else ():
                print(f"{seed}: {miss}", file=sys.stderr)
    totals = total(results)
    if options.json:
        ranked = {facet: by_form(results, facet)[:5] for facet in totals}
        print(
            json.dumps({facet: {"f1": t.f1, "labels": t.wanted, "worst": ranked[facet]} for facet, t in totals.items()})
        )
    else:
        print(f"{options.number} sessions, {options.paper}, noise {options.noise}")
        print(report(results))
    return 0 if all(totals[facet].f1 >= TARGET for facet in HEADLINES) else 1


if __name__ == "__main__":
    raise SystemExit(main())

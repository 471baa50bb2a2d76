"""Name resolution at scale, greffier beside splink on the same generated registry, in one run.

    python benchmarks/identity.py [--people 10000] [--mentions 1000000] [--peer PYTHON] [--as-printed]

The registry (`corpus.synthetic.registry`) has families, namesakes, people who sit in two bodies, misreadings and
initials, with truth. Both are timed from mentions to a person for each. Splink gets each distinct printed form once, in
its organisation, names taken apart by our parser, whose time is added to its own ("linkage" is its own); it is trained
unsupervised as its guides advise, with two comparisons of surnames (the quick and the better one), and quoted at the
threshold that suits it best. ``--as-printed`` also gives it the mentions themselves, as it would have them of whoever
does not gather them into forms first: its pairs grow with the square of how often somebody is printed, so a registry of
a tenth is enough. Then a warehouse is filled with the same mentions, and a night's thousand are added to it. ``--peer``
(or GREFFIER_BENCH_PYTHON) names a Python that has splink; without it greffier runs alone.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from warehouse import DocumentEntry

HERE = Path(__file__).resolve().parent
SYLLABLES = ("bramp", "dusk", "fonz", "gedt", "hixu", "kavor", "mugne", "nezpo", "pirda", "sotgi")
"""Digits of which each is at least three letters from any other: places a letter or two apart are one name misread."""


def main() -> None:
    """Generate, run each system in a process of its own, print the comparison."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, default=10_000)
    parser.add_argument("--mentions", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--peer", default=os.environ.get("GREFFIER_BENCH_PYTHON"))
    parser.add_argument("--as-printed", action="store_true", help="splink on the mentions themselves, too")
    parser.add_argument("--run", choices=list(RUNS), help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    sys.path[0] = str(HERE.parent)  # a benchmark beside this one is named `warehouse`
    if arguments.run:
        RUNS[arguments.run](arguments.folder)
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        generate(folder, arguments.seed, arguments.people, arguments.mentions)
        compare(folder, arguments.peer, arguments.as_printed)


def generate(folder: Path, seed: int, people: int, mentions: int) -> None:
    """Write mentions and distinct forms."""
    from corpus.synthetic.registry import generate_registry
    from extractors.identity.similarity import parts_of

    frame = pd.DataFrame(generate_registry(seed, people, mentions))
    frame["person_id"] = None
    begin = time.perf_counter()
    frame["form"] = frame.groupby(["organisation_id", "name"], sort=True).ngroup()
    forms = frame.groupby("form").agg(name=("name", "first"), organisation_id=("organisation_id", "first"))
    parts = [parts_of(name) for name in forms["name"]]
    forms["given"] = [" ".join(p.given) for p in parts]
    forms["surname"] = [" ".join(p.surname) for p in parts]
    forms["initial"] = forms["given"].str.slice(0, 1)
    forms["unique_id"] = forms.index
    (folder / "preparation.json").write_text(json.dumps(time.perf_counter() - begin))
    frame.to_parquet(folder / "mentions.parquet")
    forms.to_parquet(folder / "forms.parquet")
    truths = frame["truth"].nunique()
    print(f"{len(frame):,} mentions of {truths:,} people in {frame['organisation_id'].nunique():,} bodies,", end=" ")
    print(f"{len(forms):,} distinct forms")


def run_greffier(folder: Path) -> None:
    """Resolve everything."""
    from extractors.identity import resolve_people

    mentions = pd.read_parquet(folder / "mentions.parquet")
    begin = time.perf_counter()
    resolution = resolve_people(mentions, {})
    report(folder, "greffier", time.perf_counter() - begin, resolution.assignments["person_id"].tolist())


def run_increment(folder: Path) -> None:
    """A warehouse of all but the last sessions, resolved; then a night's thousand mentions, as the main job does it."""
    from pipeline.identities import resolve_identities
    from warehouse import Warehouse

    mentions = pd.read_parquet(folder / "mentions.parquet")
    last = mentions.groupby("document_id", sort=False)["held_on"].first().sort_values().index[-30:]
    new = mentions["document_id"].isin(last)
    seconds = {}
    with Warehouse.open(folder / "night.duckdb") as warehouse:
        run = warehouse.start_run("benchmark")
        for name, part in (("history", mentions[~new]), ("night", mentions[new])):
            loading = 0.0
            for batch in _batches(part, 1_000):
                begin = time.perf_counter()
                warehouse.load_batch(batch, run)
                loading += time.perf_counter() - begin
            begin = time.perf_counter()
            resolve_identities(warehouse, run)
            seconds[name] = time.perf_counter() - begin
            seconds[f"{name}_loading"] = loading
        night = [_sha(d) for d in last]
        before = warehouse.query("SELECT count(*) AS n FROM changes")["n"][0]
        begin = time.perf_counter()
        changed = resolve_identities(warehouse, run, everything=True)
        seconds["anew"] = time.perf_counter() - begin
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    figures = {"new": int(new.sum()), "documents": len(night), "changed": changed, "moved": int(before), "peak": peak}
    (folder / "increment.json").write_text(json.dumps({**seconds, **figures}))


def _batches(mentions: pd.DataFrame, size: int) -> Iterator[list[DocumentEntry]]:
    """Documents of which nothing but the roll and the turns of speech is known."""
    from corpus.page import Box
    from extractors.records import Attendance, Evidence, Intervention, Meeting, Minutes, Status
    from warehouse import DocumentEntry, PageReading

    proof = Evidence(1, Box(0, 0, 1, 1), "", 1.0, "benchmark")
    batch: list[DocumentEntry] = []
    for document, rows in mentions.groupby("document_id", sort=False):
        roll, turns = [], []
        for name, civility, in_roll in zip(rows["name"], rows["civility"], rows["in_roll"], strict=True):
            if in_roll:
                roll.append(
                    Attendance(
                        position=len(roll) + 1,
                        printed_name=name,
                        name=name,
                        civility=civility,
                        status=Status.PRESENT,
                        evidence=proof,
                    )
                )
            else:
                turns.append(
                    Intervention(
                        position=len(turns) + 1, section=None, speaker=name, speaker_name=name, text="", evidence=proof
                    )
                )
        place = _place(rows["organisation_id"].iloc[0])
        held = Meeting(organisation=place, body="Conseil", held_on=rows["held_on"].iloc[0], evidence=proof)
        batch.append(
            DocumentEntry(
                document_id=_sha(str(document)),
                file_name=str(document),
                source_path=str(document),
                byte_size=1,
                pages=(PageReading(1, "digital", 0, 595.0, 842.0, None),),
                minutes=Minutes(meetings=(held,), attendance=tuple(roll), interventions=tuple(turns)),
            )
        )
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch


def _place(organisation_id: str) -> str:
    return "Commune de " + "".join(SYLLABLES[int(digit)] for digit in organisation_id if digit.isdigit()).capitalize()


def _sha(document: str) -> str:
    return hashlib.sha256(document.encode()).hexdigest()


def run_splink(folder: Path, by_edits: bool = False, as_printed: bool = False) -> None:
    """Splink 5 on DuckDB, unsupervised; runs under the peer's Python, which knows nothing of greffier.

    Args:
        folder: what `generate` wrote.
        by_edits: compare surnames by Damerau-Levenshtein instead of Jaro-Winkler. Of eight settings tried (blocking by
            the whole body, by initials, by other parts of the surname; either comparison) these two gave the best
            F1 for their time, and this one the best F1.
        as_printed: every mention is a record, not every form.
    """
    from splink import Linker, block_on  # type: ignore[import-not-found]
    from splink.backends.duckdb import DuckDBAPI  # type: ignore[import-not-found]

    forms = pd.read_parquet(folder / "forms.parquet")
    mentions = pd.read_parquet(folder / "mentions.parquet", columns=["form", "truth"])
    if as_printed:
        forms = forms.take(mentions["form"]).reset_index(drop=True)
        forms["unique_id"] = mentions["form"] = mentions.index
    begin = time.perf_counter()
    known = DuckDBAPI().register(forms[["unique_id", "given", "surname", "organisation_id", "initial"]])
    linker = Linker(known, _splink_settings(by_edits), log_level=40)
    training = linker.training
    training.estimate_probability_two_random_records_match(
        [block_on("organisation_id", "given", "surname")], recall=0.5
    )
    training.estimate_u_using_random_sampling(max_pairs=2e6, seed=1)
    training.estimate_parameters_using_expectation_maximisation(block_on("organisation_id", "surname"))
    training.estimate_parameters_using_expectation_maximisation(block_on("organisation_id", "given"))
    predictions = linker.inference.predict(threshold_match_probability=0.005)
    predicted = time.perf_counter() - begin
    best: tuple[float, float, list[int], float] | None = None
    for threshold in (0.01, 0.05, 0.2, 0.5, 0.8, 0.9, 0.95, 0.99, 0.999):
        begin = time.perf_counter()
        clusters = linker.clustering.cluster_pairwise_predictions_at_threshold(
            predictions, threshold_match_probability=threshold
        ).as_pandas_dataframe()
        of_form = dict(zip(clusters["unique_id"], clusters["cluster_id"], strict=True))
        found = mentions["form"].map(of_form).tolist()
        clustered = time.perf_counter() - begin
        f1 = pairwise(mentions["truth"].tolist(), found)[2]
        if best is None or f1 > best[0]:
            best = (f1, threshold, found, clustered)
    assert best is not None
    linkage = predicted + best[3]
    prepared = json.loads((folder / "preparation.json").read_text())
    system = "splink-edits" if by_edits else "splink-printed" if as_printed else "splink"
    report(folder, system, prepared + linkage, best[2], threshold=best[1], linkage=linkage)


def _splink_settings(by_edits: bool) -> object:
    import splink.comparison_level_library as cll  # type: ignore[import-not-found]
    import splink.comparison_library as cl  # type: ignore[import-not-found]
    from splink import SettingsCreator, block_on

    # Given names by levels of their own: without them initials and half compounds cost splink half its recall.
    given = cl.CustomComparison(
        output_column_name="given",
        comparison_levels=[
            cll.NullLevel("given"),
            cll.ExactMatchLevel("given", term_frequency_adjustments=True),
            cll.CustomLevel("(length(given_l) <= 3 OR length(given_r) <= 3) AND initial_l = initial_r", "initial"),
            cll.CustomLevel("starts_with(given_l, given_r) OR starts_with(given_r, given_l)", "half"),
            cll.JaroWinklerLevel("given", 0.92),
            cll.JaroWinklerLevel("given", 0.8),
            cll.ElseLevel(),
        ],
    )
    edits, winkler = cl.DamerauLevenshteinAtThresholds, cl.JaroWinklerAtThresholds
    surname = edits("surname", [1, 2]) if by_edits else winkler("surname", [0.94, 0.86])
    return SettingsCreator(
        link_type="dedupe_only",
        comparisons=[given, surname.configure(term_frequency_adjustments=True), cl.ExactMatch("organisation_id")],
        blocking_rules_to_generate_predictions=[
            block_on("organisation_id", "surname"),
            block_on("organisation_id", "substr(surname, 1, 3)"),
            block_on("organisation_id", "given"),
            block_on("given", "surname"),
        ],
        retain_matching_columns=False,
    )


def report(folder: Path, system: str, seconds: float, clusters: Sequence[object], **more: float) -> None:
    """Measure one system's clusters against the truth and leave the figures for `compare`."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    truth = pd.read_parquet(folder / "mentions.parquet", columns=["truth"])["truth"].tolist()
    precision, recall, f1 = pairwise(truth, clusters)
    b_precision, b_recall, b_f1 = b_cubed(truth, clusters)
    figures = {
        "precision": precision, "recall": recall, "F1": f1, "B-cubed P": b_precision, "B-cubed R": b_recall,
        "B-cubed F1": b_f1, "seconds": seconds, "peak MiB": peak, **more,
    }  # fmt: skip
    (folder / f"{system}.json").write_text(json.dumps(figures))


def pairwise(truth: Sequence[object], found: Sequence[object]) -> tuple[float, float, float]:
    """Precision, recall and F1 over all pairs of mentions."""
    frame = pd.DataFrame({"t": truth, "f": found})
    right, labelled, claimed = (_pairs(frame.groupby(c).size()) for c in (["t", "f"], ["t"], ["f"]))
    precision, recall = right / claimed if claimed else 1.0, right / labelled if labelled else 1.0
    return precision, recall, 2 * precision * recall / (precision + recall)


def _pairs(sizes: pd.Series[int]) -> float:
    return float((sizes * (sizes - 1) / 2).sum())


def b_cubed(truth: Sequence[object], found: Sequence[object]) -> tuple[float, float, float]:
    """B-cubed precision, recall and F1: each mention's share of its cluster that is right, averaged."""
    frame = pd.DataFrame({"t": truth, "f": found})
    both = frame.groupby(["t", "f"]).size().rename("n").reset_index()
    labelled, claimed = both["t"].map(frame.groupby("t").size()), both["f"].map(frame.groupby("f").size())
    precision = float((both["n"] ** 2 / claimed).sum() / len(frame))
    recall = float((both["n"] ** 2 / labelled).sum() / len(frame))
    return precision, recall, 2 * precision * recall / (precision + recall)


def compare(folder: Path, peer: str | None, as_printed: bool) -> None:
    """Run both and print the figures side by side."""
    _run(sys.executable, "greffier", folder)
    _run(sys.executable, "increment", folder)
    peers = ("splink", "splink-edits", *(["splink-printed"] if as_printed else []))
    systems = ["greffier", *(s for s in peers if peer and _run(peer, s, folder))]
    figures = {system: json.loads((folder / f"{system}.json").read_text()) for system in systems}
    print(f"{'':<12}" + "".join(f"{system:>14}" for system in systems))
    for name in figures["greffier"]:
        print(f"{name:<12}" + "".join(f"{figures[system][name]:>14.4f}" for system in systems))
    for system in systems[1:]:
        ratio = figures[system]["seconds"] / figures["greffier"]["seconds"]
        print(
            "{}'s seconds / greffier's: {:.1f} (of its {:.1f} are its own; its best threshold {})".format(
                system, ratio, figures[system]["linkage"], figures[system]["threshold"]
            )
        )
    increment = json.loads((folder / "increment.json").read_text())
    print(
        "warehouse: all of it at once {history_loading:.1f} s to load and {history:.1f} s to resolve; a night of "
        "{new:,} mentions in {documents} documents {night_loading:.1f} s and {night:.1f} s; {anew:.1f} s to "
        "resolve everything anew ({changed} cells then differ), peak {peak:.0f} MiB".format(**increment)
    )


def _run(python: str, system: str, folder: Path) -> bool:
    done = subprocess.run([python, __file__, "--run", system, "--folder", str(folder)], check=False)
    return done.returncode == 0


RUNS = {
    "greffier": run_greffier,
    "splink": run_splink,
    "splink-edits": partial(run_splink, by_edits=True),
    "splink-printed": partial(run_splink, as_printed=True),
    "increment": run_increment,
}


if __name__ == "__main__":
    main()

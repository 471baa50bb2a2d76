"""How the whole main job fares on hand-written minutes that no rule was written for (tests/unseen): F1 by facet.

    python benchmarks/unseen.py [--side sealed|open|second] [--paper digital|good|poor|fax] [--store DIR] [--misses]
        [--json]

Each document is typeset, scanned where a paper is named, and read by the main job; its warehouse is compared with the
labels. Without options: all sides, digital and as good scans. ``--misses`` tells what was missed and made up, never of
sealed documents: who writes rules does not read them.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from corpus.synthetic import scan
from corpus.synthetic.agreement import Tally, agreement, fold, same_name
from pipeline.ingestion import Request
from pipeline.run import ingest
from pipeline.settings import Settings
from tests.unseen.typeset import typeset

UNSEEN = Path(__file__).resolve().parent.parent / "tests" / "unseen"
SIDES = ("sealed", "open", "second")
PAPERS = ("digital", "good", "poor", "fax")
TABLES = (
    "meetings",
    "attendance",
    "agenda_items",
    "deliberations",
    "ballots",
    "election_results",
    "movements",
    "tariffs",
    "financial_lines",
    "amounts",
    "entities",
)
UNLABELLED = ("presence",)
"""What agreement could compare and these labels do not say."""
Tallies = dict[str, Tally]


def sources(side: str) -> list[Path]:
    """The documents of a side, as written."""
    return sorted((UNSEEN / "minutes" / side).glob("*.md"))


def labels(side: str, stem: str) -> dict[str, Any]:
    """What a document says, by hand."""
    read: dict[str, Any] = json.loads((UNSEEN / "gold" / side / f"{stem}.json").read_text(encoding="utf-8"))
    return {"presence": [], **read}


def print_documents(side: str, paper: str, folder: Path) -> None:
    """The PDFs of a side on a paper."""
    folder.mkdir(parents=True, exist_ok=True)
    for source in sources(side):
        pdf = typeset(source.read_text(encoding="utf-8"))
        made = pdf if paper == "digital" else scan(pdf, paper, int(source.stem[:2]))
        (folder / f"{source.stem}.pdf").write_bytes(made)


def found_in(warehouse: Path) -> dict[str, dict[str, list[dict[str, Any]]]]:
    """Rows by table, by stem of the file."""
    with duckdb.connect(str(warehouse), read_only=True) as db:
        stems = {
            key: Path(name).stem for key, name in db.sql("select document_id, file_name from documents").fetchall()
        }
        out: dict[str, dict[str, list[dict[str, Any]]]] = {stem: defaultdict(list) for stem in stems.values()}
        queries = {table: f"select * from {table}" for table in TABLES}
        queries["interventions"] = (
            "select i.*, p.name as speaker_name from interventions i left join persons p using (person_id)"
        )
        for table, query in queries.items():
            rows = db.sql(query)
            for row in rows.fetchall():
                record = dict(zip(rows.columns, row, strict=True))
                out[stems[record["document_id"]]][table].append(record)
    for tables in out.values():
        for rows_of_table in tables.values():
            rows_of_table.sort(key=lambda record: record.get("position") or 0)
    return out


def people_mentioned(truth: Mapping[str, Any], entities: Sequence[Mapping[str, Any]]) -> Tally:
    """Recall only: labels do not name everyone who is mentioned."""
    said = [e["text"] for e in entities if e["label"] == "PER"]
    wanted = [p["name"] for p in truth["people_mentions"]]
    right = [n for n in wanted if any(same_name(n, text) or fold(n) in fold(text) for text in said)]
    return Tally(len(wanted), len(right), len(right), [f"- {n}" for n in wanted if n not in right])


def measure(paper: str, store: Path, sides: Sequence[str] = SIDES) -> dict[str, dict[str, Tallies]]:
    """Agreement by side, document and facet, after the whole main job over all of them."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        for side in sides:
            print_documents(side, paper, folder / "pdf")
        settings = Settings(warehouse=folder / "unseen.duckdb", store=store, orchestrator="none", keep_originals=False)
        settings.loader.unlink(missing_ok=True)
        summary = ingest(settings, Request([folder / "pdf"]))
        if summary.failures:
            raise RuntimeError(f"the main job failed on {summary.failures}")
        found = found_in(settings.published)
    return {side: {s.stem: _compared(side, s.stem, found[s.stem]) for s in sources(side)} for side in sides}


def _compared(side: str, stem: str, rows: Mapping[str, Sequence[Mapping[str, Any]]]) -> Tallies:
    truth = labels(side, stem)
    tallies = agreement(truth, rows)
    tallies["people mentioned"] = people_mentioned(truth, rows["entities"])
    return {facet: tally for facet, tally in tallies.items() if facet not in UNLABELLED}


def total(measured: Mapping[str, Tallies]) -> Tallies:
    """All documents together."""
    out: dict[str, Tally] = defaultdict(Tally)
    for tallies in measured.values():
        for facet, tally in tallies.items():
            out[facet].add(tally)
    return dict(out)


def table(columns: Mapping[str, Tallies]) -> str:
    """F1 of each facet, a column each run, with what was right, labelled and found."""
    facets = list(dict.fromkeys(facet for tallies in columns.values() for facet in tallies))
    lines = [f"{'facet':<18}" + "".join(f"{name:>24}" for name in columns)]
    for facet in facets:
        cells = []
        for tallies in columns.values():
            tally = tallies.get(facet, Tally())
            cells.append(f"{tally.f1:.3f} ({tally.right}/{tally.wanted}/{tally.found})" if tally.wanted else "-")
        lines.append(f"{facet:<18}" + "".join(f"{cell:>24}" for cell in cells))
    return "\n".join([*lines, "(right / labelled / found)"])


def _tell(documents: Mapping[str, Tallies], paper: str) -> None:
    for stem, tallies in documents.items():
        for facet, tally in tallies.items():
            for miss in tally.misses:
                print(f"{stem} {paper} {facet} {miss}", file=sys.stderr)


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--side", choices=SIDES, action="append")
    parser.add_argument("--paper", choices=PAPERS, action="append")
    parser.add_argument("--store", type=Path, help="where readings are kept from run to run")
    parser.add_argument("--misses", action="store_true", help="what was missed and made up, but of sealed documents")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    columns: dict[str, Tallies] = {}
    with tempfile.TemporaryDirectory() as passing:
        for paper in options.paper or PAPERS[:2]:
            measured = measure(paper, options.store or Path(passing) / "store", options.side or SIDES)
            columns |= {f"{side}, {paper}": total(documents) for side, documents in measured.items()}
            for side in measured.keys() - {"sealed"} if options.misses else ():
                _tell(measured[side], paper)
    if options.json:
        print(json.dumps({name: {f: round(t.f1, 4) for f, t in tallies.items()} for name, tallies in columns.items()}))
    else:
        print(table(columns))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

"""The minutes that ship with the project: made here, kept in ``corpus/samples``.

``python -m corpus.synthetic.samples`` makes them again: the same bytes, given the same fonts.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from corpus.synthetic import SyntheticMinutes, found_body, generate, mixed, scan, typeset

FOLDER = Path(__file__).resolve().parent.parent / "samples"

COMMUNE = {
    "roll": "civility",
    "numbering": "arabic",
    "opening": "lan-mixed",
    "font": "serif",
    "capitals": "yes",
    "agenda": "flat",
    "furniture": "footer",
}
COMMUNITY = {
    "roll": "titulars",
    "numbering": "act-themes",
    "opening": "gathered",
    "font": "liberation",
    "proxy": "gives",
    "proxy_place": "list",
}
SYNDICATE = {
    "roll": "civility",
    "numbering": "nested",
    "opening": "gathered",
    "font": "sans",
    "agenda": "nested",
    "talk": "quotes",
    "counts": "lines",
}
ACTION = {
    "roll": "surname-first",
    "numbering": "deliberation",
    "opening": "key-values",
    "font": "narrow",
    "document_type": "procès-verbal",
}
COUNTY = {
    "roll": "group-full",
    "numbering": "roman-arabic",
    "opening": "lan-words",
    "font": "serif",
    "counts": "margin",
}


@dataclass(frozen=True)
class Sample:
    """One document that ships."""

    name: str
    """Of the body, in the file's name."""
    body: tuple[int, str, int]
    """Seed, kind, number of seats."""
    held_on: date
    seed: int
    paper: str
    """'digital', 'good', 'poor', 'fax', or 'mixed': digital with its even pages scanned."""
    topics: tuple[str, ...]
    forms: dict[str, str] = field(default_factory=dict)
    items: int = 5

    @property
    def stem(self) -> str:
        """The file's name without its ending."""
        return f"{self.name}-{self.held_on.isoformat()}"


SAMPLES = (
    Sample("commune", (11, "commune", 15), date(2019, 4, 9), 1, "digital", ("compte", "budget", "tarifs"),
           COMMUNE | {"talk": "plain", "split": "named-lists", "unanimity": "line-vote", "decision": "list", "tariff": "ruled-grid", "counts": "lines", "movement": "none"}),
    Sample("commune", (11, "commune", 15), date(2021, 5, 18), 2, "digital", ("subvention-une", "amendment", "voirie"),
           COMMUNE | {"talk": "plain", "split": "counts-sentence", "unanimity": "lead", "decision": "asked", "amendment": "article-chapter", "movement": "departure", "roll_head": "Présents"}),
    Sample("commune", (11, "commune", 15), date(2022, 3, 29), 3, "good", ("budget", "tarifs", "emprunt"),
           COMMUNE | {"talk": "plain", "split": "counts-lines", "unanimity": "counts", "decision": "decides-that", "tariff": "half-ruled", "roll": "civility-long", "counts": "before"}),
    Sample("commune", (11, "commune", 15), date(2024, 9, 24), 4, "poor", ("subventions", "personnel", "eclairage"),
           COMMUNE | {"talk": "plain", "split": "majority-named", "unanimity": "sentence", "decision": "sentence", "movement": "arrival", "columns": "no"}),
    Sample("communaute", (23, "cc", 25), date(2021, 12, 9), 5, "digital", ("amendment", "batiment", "statuts"),
           COMMUNITY | {"roll": "civility", "talk": "plain", "split": "minus", "unanimity": "members", "decision": "participles", "amendment": "side-by-side", "movement": "none"}),
    Sample("communaute", (23, "cc", 25), date(2023, 6, 27), 6, "mixed", ("tarifs", "dechets", "representant"),
           COMMUNITY | {"talk": "dialogue", "split": "counts-slash", "unanimity": "line-adopted", "decision": "list", "tariff": "unruled", "counts": "sentence"}),
    Sample("syndicat", (35, "syndicat", 24), date(2022, 10, 12), 7, "digital", ("tarifs", "adhesion", "amendment"),
           SYNDICATE | {"split": "points", "unanimity": "members", "decision": "named", "tariff": "grid-then-prose", "amendment": "article-chapter", "columns": "no", "guests": "invited"}),
    Sample("syndicat", (35, "syndicat", 24), date(2023, 10, 11), 8, "good", ("tarifs", "batiment", "rifseep"),
           SYNDICATE | {"split": "arrow", "unanimity": "members", "decision": "named", "tariff": "two-levels", "columns": "yes", "movement": "departure"}),
    Sample("syndicat", (35, "syndicat", 24), date(2024, 10, 16), 9, "mixed", ("assurance", "amendment", "avoir"),
           SYNDICATE | {"split": "counts-sentence", "unanimity": "lead", "decision": "named", "columns": "yes", "amendment": "stacked"}),
    Sample("ccas", (47, "ccas", 11), date(2021, 3, 30), 10, "digital", ("subventions", "tarifs"),
           ACTION | {"talk": "plain", "split": "counts-lines", "unanimity": "sentence", "decision": "articles", "tariff": "boxed-arrows", "capitals": "yes"}, 4),
    Sample("ccas", (47, "ccas", 11), date(2022, 4, 5), 11, "fax", ("tarifs", "reglement"),
           ACTION | {"talk": "none", "split": "points", "unanimity": "counts-sentence", "decision": "short", "tariff": "leaders", "roll": "list"}, 4),
    Sample("departement", (59, "departement", 21), date(2020, 11, 30), 12, "digital", ("emprunt", "terrain", "motion"),
           COUNTY | {"talk": "plain", "split": "named-lists", "unanimity": "line-adopted", "decision": "sentence", "document_type": "compte rendu"}, 5),
)  # fmt: skip


def minutes_of(sample: Sample) -> SyntheticMinutes:
    """The minutes of one sample."""
    seed, kind, size = sample.body
    return generate(
        sample.seed,
        body=found_body(seed, kind, size),
        held_on=sample.held_on,
        items=sample.items,
        topics=sample.topics,
        **sample.forms,
    )


def made() -> Iterator[tuple[Sample, SyntheticMinutes, bytes]]:
    """Each sample, its minutes and its PDF."""
    for sample in SAMPLES:
        minutes = minutes_of(sample)
        pdf = typeset(minutes)
        if sample.paper == "mixed":
            pdf = mixed(pdf, "good", sample.seed, (2, 4, 6))
        elif sample.paper != "digital":
            pdf = scan(pdf, sample.paper, sample.seed)
        yield sample, minutes, pdf


def write(folder: Path) -> None:
    """Write every PDF, its truth beside, and who is who over all of them."""
    truth = folder / "truth"
    truth.mkdir(parents=True, exist_ok=True)
    persons: dict[str, list[str]] = {}
    for sample, minutes, pdf in made():
        (folder / f"{sample.stem}.pdf").write_bytes(pdf)
        labels = dict(minutes.truth, document=sample.stem)
        (truth / f"{sample.stem}.json").write_text(
            json.dumps(labels, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
        )
        persons[sample.stem] = list(minutes.persons)
    (folder / "persons.json").write_text(json.dumps(persons, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    """Make the samples again."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=FOLDER)
    write(parser.parse_args().folder)


if __name__ == "__main__":
    main()

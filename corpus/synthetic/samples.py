"""The minutes that ship with the project: made here, kept in ``corpus/samples``.

``python -m corpus.synthetic.samples`` makes them again: the same bytes, given the same fonts.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from corpus.synthetic import SyntheticMinutes, found_body, generate, mixed, scan, typeset
from corpus.synthetic.people import data

FOLDER = Path(__file__).resolve().parent.parent / "samples"


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
    service: str | None = None
    """What it sets prices for (a key of services.yaml), so that a price has a history; None for what is drawn."""

    @property
    def stem(self) -> str:
        """The file's name without its ending."""
        return f"{self.name}-{self.held_on.isoformat()}"


def samples() -> tuple[Sample, ...]:
    """What samples.yaml lists."""
    return tuple(
        Sample(**{**row, "body": tuple(row["body"]), "topics": tuple(row["topics"])}) for row in data("samples.yaml")
    )


def minutes_of(sample: Sample) -> SyntheticMinutes:
    """The minutes of one sample."""
    seed, kind, size = sample.body
    body = found_body(seed, kind, size)
    return generate(
        sample.seed,
        body=replace(body, services=(sample.service,)) if sample.service else body,
        held_on=sample.held_on,
        items=sample.items,
        topics=sample.topics,
        forms=sample.forms,
    )


def made() -> Iterator[tuple[Sample, SyntheticMinutes, bytes]]:
    """Each sample, its minutes and its PDF."""
    for sample in samples():
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

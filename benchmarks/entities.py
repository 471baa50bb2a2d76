"""The case for each part of entity reading: rules alone, the model alone, both joined, on generated minutes.

    python benchmarks/entities.py [--sessions 60]

Recall is over the people whom the truth names outside the roll; precision is the share of PER mentions that name
somebody of the truth (roll, speakers, others).
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import Any

from corpus.synthetic import generate
from extractors.attendance import read_attendance
from extractors.entities import load_model, read_entities
from extractors.french.fold import key_of
from extractors.layout import lay_out
from extractors.layout.plain import pages_of_text
from extractors.outline import find_outline
from extractors.records import Entity

WAYS = ("rules", "model", "both")


def main() -> None:
    """Print one line for each way of reading."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sessions", type=int, default=60)
    sessions = parser.parse_args().sessions
    model = load_model()
    tally = {way: [0, 0, 0, 0] for way in WAYS}
    for seed in range(sessions):
        minutes = generate(seed)
        document = lay_out(pages_of_text(minutes.text))
        roll = read_attendance(document, find_outline(document))
        ways = {
            "rules": read_entities(document, roll, ()),
            "model": [e for e in read_entities(document, (), (), model) if e.evidence.rule == "entities.spacy"],
            "both": read_entities(document, roll, (), model),
        }
        for way, entities in ways.items():
            for k, count in enumerate(_counts(entities, minutes.truth)):
                tally[way][k] += count
    print(f"{'':<8}{'mentions':>10}{'precision':>11}{'others':>8}{'recall':>8}")
    for way, (mentions, right, others, found) in tally.items():
        print(f"{way:<8}{mentions:>10}{right / max(1, mentions):>11.3f}{others:>8}{found / max(1, others):>8.3f}")


def _counts(entities: Sequence[Entity], truth: dict[str, Any]) -> tuple[int, int, int, int]:
    """Mentions, right ones, people named outside the roll, those of them found."""
    people = [key_of(e.text) for e in entities if e.label == "PER"]
    others = {key_of(p["name"]) for p in truth["people_mentions"]}
    named = others | {key_of(a["name"]) for a in truth["attendance"]}
    named |= {key_of(a["substitute_for"]) for a in truth["attendance"] if a["substitute_for"]}
    named |= {key_of(i["speaker_full"] or i["speaker"]) for i in truth["interventions"]}
    words = {name.split()[-1] for name in named if name}
    right = sum(1 for p in people if p in named or p.split()[-1] in words)
    return len(people), right, len(others), sum(1 for o in others if any(o in p or p == o for p in people))


if __name__ == "__main__":
    main()

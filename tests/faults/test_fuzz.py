"""Mutated PDFs: no crash, no hang, no unexpected error, every file accounted for.

GREFFIER_FUZZ_FILES sets how many (few in CI, 3,000 for the record).
"""

from __future__ import annotations

import os
import random
import re
from collections import Counter
from pathlib import Path

import pytest

from pipeline.inbox import Request
from pipeline.run import ingest
from pipeline.settings import Settings
from pipeline.sorting import Kind
from tests.conftest import ROOT

FILES = int(os.environ.get("GREFFIER_FUZZ_FILES", "48"))
SEED = int(os.environ.get("GREFFIER_FUZZ_SEED", "1"))


def flipped(data: bytes, other: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.choice((1, 8, 64, 512))):
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def truncated(data: bytes, other: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(1, len(data))]


def spliced(data: bytes, other: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data))] + other[chance.randrange(len(other)) :]


def holed(data: bytes, other: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(data))
    length = min(chance.choice((16, 512, 4096)), len(data) - start)
    return data[:start] + b"\0" * length + data[start + length :]


def swapped(data: bytes, other: bytes, chance: random.Random) -> bytes:
    """Objects change numbers: pages become fonts, fonts become pages, kids become their own parents."""
    numbers = sorted({m[1] for m in re.finditer(rb"\b(\d+) 0 (?:obj|R)\b", data)})
    if len(numbers) < 2:
        return truncated(data, other, chance)
    one, two = chance.sample(numbers, 2)
    names = {one: two, two: one} if chance.random() < 0.5 else {one: two}
    pattern = re.compile(rb"\b(" + b"|".join(map(re.escape, names)) + rb")(?= 0 R\b)")
    return pattern.sub(lambda m: names[m[1]], data)


def bloated(data: bytes, other: bytes, chance: random.Random) -> bytes:
    """Numbers become huge or negative: sizes, counts, widths."""
    values = (b"-1", b"0", b"99999999", b"1e38", b"4294967296")
    places = list(re.finditer(rb"(?<=[ \[])\d{1,4}(?=[ \]/\n])", data))
    for match in sorted(chance.sample(places, min(3, len(places))), key=lambda m: -m.start()):
        data = data[: match.start()] + chance.choice(values) + data[match.end() :]
    return data


MUTATIONS = (flipped, truncated, spliced, holed, swapped, bloated)


@pytest.fixture(scope="module")
def inbox(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("fuzz")
    samples = sorted((ROOT / "corpus" / "samples").glob("*.pdf"), key=lambda p: (p.stat().st_size, p.name))
    sources = [p.read_bytes() for p in samples[:6]]
    chance = random.Random(SEED)
    for number in range(FILES):
        mutate = MUTATIONS[number % len(MUTATIONS)]
        data = mutate(chance.choice(sources), chance.choice(sources), chance)
        (folder / f"{number:04d}-{mutate.__name__}.pdf").write_bytes(data)
    return folder


def test_every_mutated_file_is_accounted_for(inbox, tmp_path):
    settings = Settings(
        warehouse=tmp_path / "w.duckdb", orchestrator="none", language_model=False, jobs=2,
        document_seconds=60, page_seconds=10, memory_mb=3072,
    )  # fmt: skip
    summary = ingest(settings, Request([inbox]))
    causes = Counter(failure.code for _, failure in summary.failures)
    print(f"\n{summary.found} files: {summary.count(Kind.NEW)} read, {dict(sorted(causes.items()))}")
    assert summary.closes
    assert summary.found == FILES
    unexpected = [(path, f.reason, f.detail) for path, f in summary.failures if f.code == "unexpected"]
    assert unexpected == []
    assert ingest(settings, Request([inbox])).count(Kind.NEW) == 0

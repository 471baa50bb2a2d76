"""Make the shipped lists from the official data: ``python -m extractors.places.make FOLDER``.

FOLDER holds ``communes.json`` and ``epci.json`` of the npm package ``@etalab/decoupage-administratif``.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

HERE = Path(__file__).parent
KINDS = {"commune-actuelle": "", "commune-deleguee": "d", "commune-associee": "a"}


def main(folder: Path) -> None:
    """Write both lists, the same bytes for the same data."""
    communes = json.loads((folder / "communes.json").read_text(encoding="utf-8"))
    rows = sorted(
        (c["code"], c["nom"], KINDS[c["type"]], c.get("chefLieu", "") if KINDS[c["type"]] else "", c.get("siren", ""))
        for c in communes
        if c["type"] in KINDS
    )
    (HERE / "communes.csv.gz").write_bytes(
        gzip.compress(_csv(["code", "name", "former", "now", "siren"], rows), 9, mtime=0)
    )
    groupings = json.loads((folder / "epci.json").read_text(encoding="utf-8"))
    seats = sorted(
        (g["code"], g["nom"], g["type"], " ".join(sorted({m["code"] for m in g["membres"]}))) for g in groupings
    )
    (HERE / "groupings.csv.gz").write_bytes(
        gzip.compress(_csv(["siren", "name", "type", "members"], seats), 9, mtime=0)
    )


def _csv(header: list[str], rows: Iterable[Sequence[str]]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return text.getvalue().encode()


if __name__ == "__main__":
    main(Path(sys.argv[1]))

"""Write invented minutes with their truth: ``python -m corpus.synthetic 20 out --paper good``."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from corpus.synthetic import generate, noisy, scan, typeset


def main() -> None:
    """Parse the arguments and write the documents."""
    parser = argparse.ArgumentParser(prog="python -m corpus.synthetic", description=__doc__)
    parser.add_argument("number", type=int, help="how many documents")
    parser.add_argument("folder", type=Path, help="where to write them; the truth goes to its 'truth' folder")
    parser.add_argument("--seed", type=int, default=1, help="of the first document")
    parser.add_argument("--paper", choices=("text", "digital", "good", "poor", "fax"), default="digital")
    parser.add_argument("--noise", type=float, default=0.0, help="share of letters hit, for --paper text")
    parser.add_argument("--form", action="append", default=[], metavar="FIELD=FORM", help="fix a form of the style")
    options = parser.parse_args()
    truth = options.folder / "truth"
    truth.mkdir(parents=True, exist_ok=True)
    forms = dict(form.split("=", 1) for form in options.form)
    for seed in range(options.seed, options.seed + options.number):
        minutes = generate(seed, forms=forms)
        stem = f"synthetic-{seed}"
        if options.paper == "text":
            text = noisy(minutes.text, seed, options.noise) if options.noise else minutes.text
            (options.folder / f"{stem}.txt").write_text(text, encoding="utf-8")
        else:
            pdf = typeset(minutes)
            (options.folder / f"{stem}.pdf").write_bytes(
                pdf if options.paper == "digital" else scan(pdf, options.paper, seed)
            )
        (truth / f"{stem}.json").write_text(
            json.dumps(minutes.truth, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
        )


if __name__ == "__main__":
    main()

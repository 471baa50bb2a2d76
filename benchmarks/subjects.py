"""How often the subject of a deliberation is right at level 1, body by body, on the real lines of ../shared/scdl.

The lexicon (`extractors/subjects.py`) against a spaCy text classifier trained here on the lexicon's own phrases set in
turns of French titles, which is all that may be shipped. Neither is trained on a real line; figures by body show how
far bodies differ in what they file where. Then what learning from the real lines themselves would give: a linear
classifier (`linear`) of the words alone, and of the words with the lexicon's scores, each body judged by what the
others teach. Run: `.venv/bin/python benchmarks/subjects.py`.
"""

from __future__ import annotations

import csv
import random
import re
import sys
from collections import defaultdict
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import spacy
from spacy.training import Example
from spacy.util import fix_random_seed

from extractors.french.fold import fold
from extractors.lexicons import load
from extractors.subjects import classify, scores_by_family

REAL = Path(__file__).resolve().parents[2] / "shared" / "scdl" / "subjects_level1.csv"
SEED = 20260101
EPOCHS = 12
ARCHITECTURE = {
    "@architectures": "spacy.TextCatBOW.v3",
    "exclusive_classes": True,
    "ngram_size": 2,
    "no_output_layer": False,
}
TURNS = (
    "{}",
    "approbation : {}",
    "{} pour l'annee 2031",
    "projet de {}",
    "dossier : {}",
    "{} et autorisation de signer",
)
FAMILIES = tuple("123456789")
TRUST = 6.0
SCALE = 6.0
"""A score of the lexicon that settles the matter."""
STEPS, PACE, PULL = 150, 0.05, 1.0
"""Of the linear classifier: how long, how fast, and how hard it is held to what it knew before."""
BINS = (0.0, 0.4, 0.55, 0.7, 0.85, 1.01)

Answer = tuple[str | None, float]


def main() -> int:
    """Print the figures of each way to answer."""
    if not REAL.exists():
        print("subjects: ../shared/scdl is absent, nothing to compare with")
        return 0
    with REAL.open(encoding="utf-8") as source:
        lines = list(csv.DictReader(source))
    for name, answer in (("always 7", lambda _: ("7", 0.31)), ("lexicon", by_lexicon), ("textcat", trained())):
        report(name, lines, answer)
    for name, trust in (("words, learned from other bodies", None), ("words and lexicon, likewise", TRUST)):
        learned = by_other_bodies(lines, trust)
        report(name, lines, lambda title, told=learned: (told[title], 0.5))
    return 0


def by_lexicon(title: str) -> Answer:
    """What the product says."""
    code, confidence, _ = classify(title)
    return (code.split(".")[0] if code else None), confidence


def trained() -> Callable[[str], Answer]:
    """A bag-of-words classifier of level 1, trained on phrases as often as they weigh."""
    fix_random_seed(SEED)
    draw = random.Random(SEED)
    model = spacy.blank("fr")
    families = sorted({code.split(".")[0] for code in load("subjects")["phrases"]})
    model.add_pipe("textcat", config={"model": ARCHITECTURE})
    samples = []
    for code, weights in load("subjects")["phrases"].items():
        cats = {family: float(family == code.split(".")[0]) for family in families}
        for weight, phrases in weights.items():
            for phrase in phrases:
                plain = phrase.strip("^*").replace(" ... ", " de la ")
                for turn in draw.sample(TURNS, min(len(TURNS), max(1, int(weight)))):
                    samples.append(Example.from_dict(model.make_doc(turn.format(plain)), {"cats": cats}))
    optimizer = model.initialize(lambda: samples)
    for _ in range(EPOCHS):
        draw.shuffle(samples)
        for batch in spacy.util.minibatch(samples, 64):
            model.update(batch, sgd=optimizer)

    def answer(title: str) -> Answer:
        cats = model(fold(title)).cats
        best = max(cats, key=lambda c: (cats[c], c))
        return best, cats[best]

    return answer


def by_other_bodies(lines: list[dict[str, str]], trust: float | None) -> dict[str, str]:
    """What a linear classifier says of the titles of each body after learning from all the others.

    Args:
        lines: the real lines.
        trust: how much a score of the lexicon weighs before anything is learned; None to learn from words alone.
    """
    tokens = [set(re.findall(r"[a-z]{3,}", fold(line["objet"]))) for line in lines]
    vocabulary = sorted(set().union(*tokens))
    words = np.array([[word in told for word in vocabulary] for told in tokens], dtype=float)
    words /= np.maximum(np.linalg.norm(words, axis=1, keepdims=True), 1)
    scores = np.array([[scores_by_family(line["objet"]).get(f, 0.0) for f in FAMILIES] for line in lines]) / SCALE
    start = np.vstack([np.eye(len(FAMILIES)) * (trust or 0.0), np.zeros((len(vocabulary), len(FAMILIES)))])
    features = np.hstack([scores if trust else np.zeros_like(scores), words])
    truth = np.array([FAMILIES.index(line["matiere_niveau1"]) for line in lines])
    bodies = np.array([line["coll_siren"] for line in lines])
    said: dict[str, str] = {}
    for body in sorted(set(bodies)):
        others = bodies != body
        weights = linear(features[others], truth[others], start)
        for i in np.flatnonzero(~others):
            said[lines[i]["objet"]] = FAMILIES[int(np.argmax(features[i] @ weights))]
    return said


def linear(features: Any, truth: Any, start: Any) -> Any:
    """Multinomial logistic regression by gradient descent, drawn towards where it starts."""
    weights, wanted = start.copy(), np.eye(len(FAMILIES))[truth]
    for _ in range(STEPS):
        odds = np.exp(features @ weights - (features @ weights).max(axis=1, keepdims=True))
        chances = odds / odds.sum(axis=1, keepdims=True)
        weights -= PACE * (features.T @ (chances - wanted) + PULL * (weights - start))
    return weights


def report(name: str, lines: list[dict[str, str]], answer: Callable[[str], Answer]) -> None:
    """Accuracy over all lines, by body, and by stated confidence."""
    bodies: dict[str, list[bool]] = defaultdict(list)
    answered: list[tuple[float, bool]] = []
    for line in lines:
        family, confidence = answer(line["objet"])
        is_right = family == line["matiere_niveau1"]
        bodies[line["coll_siren"]].append(is_right)
        if family is not None:
            answered.append((confidence, is_right))
    shares = sorted(sum(rights) / len(rights) for rights in bodies.values())
    right = sum(is_right for _, is_right in answered)
    print(
        f"{name}: {right} of {len(lines)} right ({right / len(lines):.3f}), {len(lines) - len(answered)} unanswered; "
        f"bodies: mean {sum(shares) / len(shares):.3f}, worst {shares[0]:.2f}, median {shares[len(shares) // 2]:.2f}"
    )
    for low, high in pairwise(BINS):
        inside = [is_right for confidence, is_right in answered if low <= confidence < high]
        if inside:
            print(f"    confidence {low:.2f}-{high:.2f}: {sum(inside)} of {len(inside)} right")


if __name__ == "__main__":
    sys.exit(main())

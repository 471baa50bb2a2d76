"""Likenesses of many names at once are those of each two; pairs worth comparing are found in every way they may be."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from corpus.synthetic.registry import generate_registry
from extractors.identity import candidates
from extractors.identity.candidates import surname_pairs
from extractors.identity.likenesses import Likenesses
from extractors.identity.similarity import likeness, parts_of, shared_particle

PARTICULAR = (
    "Yann LE GOUVEL", "Yann LEGOUVEL", "Yann GOUVEL", "Guy d'ARBAUMONT", "Guy DARBAUMONT", "Claire BOUVREUIL",
    "Claire BOUVREUIL-TARDY", "Claire TARDY-BOUVREUIL", "TARDY Claire", "Claire TARDY", "Marie CHRISTINE BREVAL",
    "Marie-Christine BREVAL", "Luc LE MAIRE", "Luc LE MAITRE", "Luc COUR", "Luc TOUR", "J. COUR", "COUR", "Paul MAMIER",
    "Paul MARNIER", "Odile LAMY", "Odile LAMMY", "Michel", "Luc",
)  # fmt: skip


def test_many_at_once_are_as_alike_as_two_by_two() -> None:
    printed = {*PARTICULAR, *(mention.name for mention in generate_registry(5, 60, 2_500))}
    names = sorted({parts_of(name) for name in printed}, key=str)
    left, right = np.array(list(combinations(range(len(names)), 2))).T
    found = Likenesses(names).of(left, right)
    assert found.tolist() == [likeness(names[i], names[j]) for i, j in zip(left.tolist(), right.tolist(), strict=True)]


def test_a_shared_particle_counts_the_same_from_either_side() -> None:
    assert shared_particle("lemaire", "lemaitre") == shared_particle("lemaitre", "lemaire") == 2
    assert shared_particle("lesage", "lemaire") == shared_particle("lemaire", "lesage") == 2
    assert shared_particle("lamy", "lammy") == shared_particle("lammy", "lamy") == 0


@pytest.mark.parametrize("whole", [candidates.WHOLE, 3])
def test_pairs_stay_within_a_body_and_are_found_once(whole: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(candidates, "WHOLE", whole)
    printed = [
        ("Anne MORVANE", 0), ("Anne MORVAN", 0), ("Anne MORVANE", 1), ("Luc CORNILLEAU", 0), ("CORNILLEAU Luc", 0),
        ("Claire BOUVREUIL", 1), ("Claire BOUVREUIL-TARDY", 1), ("Claire TARDY-BOUVREUIL", 1), ("Anne MORVANE", 1),
        ("Alix", 2), ("Paul ALIX", 2),
    ]  # fmt: skip
    low, high = surname_pairs([parts_of(name) for name, _ in printed], np.array([body for _, body in printed]))
    found = list(zip(low.tolist(), high.tolist(), strict=True))
    assert found == sorted(set(found))
    assert {(0, 1), (2, 8), (3, 4), (5, 6), (5, 7), (6, 7), (9, 10)} == set(found)

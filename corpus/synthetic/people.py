"""Invented people: names drawn from lists of common French names, families and homonyms among them.

Belongs here: who a person is and how a name is set. Does not belong here: what the person sits on (`bodies`).
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import yaml


@cache
def data(name: str) -> Any:
    """The contents of one of the data files beside this module."""
    return yaml.safe_load((resources.files("corpus.synthetic") / "data" / name).read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Person:
    """Someone who does not exist."""

    key: str
    """One for each person over all documents of a body."""
    given: str
    surname: str
    is_woman: bool

    @property
    def civility(self) -> str:
        """'M.' or 'Mme'."""
        return "Mme" if self.is_woman else "M."

    @property
    def upper(self) -> str:
        """The surname in capitals."""
        return self.surname.upper()

    @property
    def initials(self) -> str:
        """'JP' for Jean-Pierre."""
        return "".join(part[0] for part in self.given.split("-"))

    @property
    def name(self) -> str:
        """'Jean-Pierre DUMAS'."""
        return f"{self.given} {self.upper}"

    def named(self, capitals: bool) -> str:
        """Given name and surname, in capitals or not."""
        return f"{self.given} {self.upper if capitals else self.surname}"


def draw_person(
    rng: random.Random, key: str, surname: str | None = None, taken: frozenset[str] = frozenset()
) -> Person:
    """Someone new.

    Args:
        rng: the source of chance.
        key: the identity to give.
        surname: of the family, where the person is to be a relative or a homonym.
        taken: surnames not to be drawn again, so that relatives are meant ones.
    """
    names = data("names.yaml")
    is_woman = rng.random() < 0.46
    given = rng.choice(names["given_f" if is_woman else "given_m"])
    if surname is None:
        pool = [s for s in names["surnames"] if s not in taken] or names["surnames"]
        draw = rng.random()
        if draw < 0.04:
            surname = rng.choice(names["particles"])
        elif draw < 0.08 and is_woman:
            surname = f"{rng.choice(pool)}-{rng.choice(pool)}"
        else:
            surname = rng.choice(pool)
    return Person(key, given, surname, is_woman)

"""Invented bodies: what they are, who sits on them from term to term, what they charge.

A body is drawn once from its seed; its members at a date follow from its terms, so that people recur, leave and
come over the years. Belongs here: what stays true between sessions. Does not belong here: one session (`sitting`).
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from corpus.synthetic.people import Person, data, draw_person
from corpus.synthetic.words import of_place

KINDS = ("commune", "cc", "syndicat", "ccas", "bureau", "syndicat-bureau", "departement")
TERMS = (1995, 2001, 2008, 2014, 2020, 2026)


@dataclass(frozen=True)
class Member:
    """A seat and who holds it."""

    person: Person
    role: str | None = None
    """'Maire', '2e adjoint', 'Vice-présidente'; None for plain members."""
    commune: str | None = None
    """For whom the member sits, in intercommunal bodies."""
    deputy: Person | None = None
    """The suppléant, where the body has them."""


@dataclass(frozen=True)
class Body:
    """An assembly of an organisation."""

    seed: int
    kind: str
    organisation: str
    """'Commune de Fontorbe'."""
    place_name: str
    assembly: str
    """'Conseil municipal'."""
    chair_title: tuple[str, str]
    """Of a man and of a woman: ('Maire', 'Maire'), ('Président', 'Présidente')."""
    seat: str
    """Where it meets."""
    terms: dict[int, tuple[Member, ...]] = field(repr=False)
    staff: tuple[tuple[Person, str], ...] = field(repr=False)
    prices: dict[str, float] = field(repr=False)
    """Level of its prices by service, around 1."""
    services: tuple[str, ...] = ()
    """What it mostly charges for, so that prices recur over the years."""

    def members_on(self, day: date) -> tuple[Member, ...]:
        """Who sits on a date: the chair first, then by rank."""
        first = max((t for t in TERMS if date(t, 4, 1) <= day), default=TERMS[0])
        return self.terms[first]

    def title_of(self, person: Person) -> str:
        """'Maire', 'Président' or 'Présidente'."""
        return self.chair_title[person.is_woman]

    @property
    def of(self) -> str:
        """'de Fontorbe', 'du Pays d'Ambrevie'."""
        return of_place(self.place_name)


def found_body(seed: int, kind: str | None = None, size: int | None = None) -> Body:
    """Draw a body.

    Args:
        seed: the same seed gives the same body.
        kind: one of KINDS; drawn if None.
        size: number of seats; drawn if None.
    """
    rng = random.Random(f"body-{seed}-{kind}")
    kind = kind or rng.choices(KINDS, (40, 18, 16, 8, 8, 6, 4))[0]
    places = data("places.yaml")
    organisation, place, assembly, chair, sizes = _identity(rng, kind, places)
    size = size or rng.choice(sizes)
    commune_pool = rng.sample(places["communes"], 12)
    people = _People(rng, f"{seed}-{kind}")
    terms: dict[int, tuple[Member, ...]] = {}
    previous: list[Person] = []
    for term in TERMS:
        kept = [p for p in previous if rng.random() < 0.6]
        sitting = kept + [people.new() for _ in range(size - len(kept))]
        if rng.random() < 0.3:
            sitting[0], sitting[-1] = sitting[-1], sitting[0]
        terms[term] = tuple(
            Member(
                p,
                _role(kind, i, size, p),
                _commune(kind, i, commune_pool),
                people.new() if _has_deputies(kind) else None,
            )
            for i, p in enumerate(sitting)
        )
        previous = sitting
    staff = tuple((p, job[p.is_woman]) for p, job in ((people.new(), job) for job in rng.sample(places["jobs"], 3)))
    return Body(
        seed,
        kind,
        organisation,
        place,
        assembly,
        chair,
        rng.choice(places["rooms"] if kind in ("commune", "ccas") else places["seats"]),
        terms,
        staff,
        {key: rng.uniform(0.8, 1.3) for key in data("services.yaml")["services"]},
        tuple(rng.sample(sorted(data("services.yaml")["services"]), 3)),
    )


def _identity(
    rng: random.Random, kind: str, places: dict[str, Any]
) -> tuple[str, str, str, tuple[str, str], tuple[int, ...]]:
    commune, territory = rng.choice(places["communes"]), rng.choice(places["territories"])
    president = ("Président", "Présidente")
    if kind == "commune":
        form = rng.choice(("Commune {}", "Mairie {}", "Ville {}", "COMMUNE {}"))
        return (
            form.format(of_place(commune)),
            commune,
            "Conseil municipal",
            ("Maire", "Maire"),
            (11, 15, 15, 19, 23, 27, 29),
        )
    if kind == "ccas":
        name = f"Centre communal d'action sociale {of_place(commune)}"
        return name, commune, "Conseil d'administration", president, (9, 11, 13)
    if kind in ("cc", "bureau"):
        article = "des" if territory.split()[0] in ("Rives", "Coteaux", "Monts", "Portes", "Hautes", "Vallées") else ""
        link = article or ("de la" if territory.startswith("Plaine") else "du")
        name = f"Communauté de communes {link} {territory}"
        return (
            name,
            territory,
            "Conseil communautaire" if kind == "cc" else "Bureau communautaire",
            president,
            ((25, 31, 38) if kind == "cc" else (9, 12)),
        )
    if kind == "departement":
        name = rng.choice(places["departments"])
        return (
            f"Département {of_place(name) if name[0] in 'AEIOU' else 'de la ' + name}",
            name,
            "Commission permanente",
            president,
            (21, 27),
        )
    syndicate: dict[str, str] = rng.choice(places["syndicates"])
    assembly = rng.choice(("Comité syndical", "Conseil syndical")) if kind == "syndicat" else "Bureau syndical"
    return syndicate["name"], syndicate["name"], assembly, president, (18, 24, 30) if kind == "syndicat" else (7, 9)


def _role(kind: str, rank: int, size: int, person: Person) -> str | None:
    woman = person.is_woman
    deputies = max(2, size // 5)
    if rank == 0:
        return "Maire" if kind == "commune" else ("Présidente" if woman else "Président")
    if rank > deputies:
        return None
    if kind == "commune":
        return (
            ("1ère adjointe" if woman else "1er adjoint")
            if rank == 1
            else f"{rank}e {'adjointe' if woman else 'adjoint'}"
        )
    return "Vice-présidente" if woman else "Vice-président"


def _commune(kind: str, rank: int, pool: list[str]) -> str | None:
    return pool[rank % len(pool)] if kind in ("cc", "syndicat", "bureau", "syndicat-bureau") else None


def _has_deputies(kind: str) -> bool:
    return kind in ("cc", "syndicat")


class _People:
    """Draws the people of one body; now and then a relative of someone already there."""

    def __init__(self, rng: random.Random, prefix: str) -> None:
        self.rng, self.prefix = rng, prefix
        self.drawn: list[Person] = []

    def new(self) -> Person:
        surname = None
        if self.drawn and self.rng.random() < 0.06:
            surname = self.rng.choice(self.drawn).surname
        taken = frozenset(p.surname for p in self.drawn[-150:])
        while True:
            person = draw_person(self.rng, f"{self.prefix}-{len(self.drawn) + 1}", surname, taken)
            if all(p.name != person.name for p in self.drawn):
                break
        self.drawn.append(person)
        return person

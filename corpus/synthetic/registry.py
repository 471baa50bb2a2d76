"""A generated history of names with truth: who was printed how, in which session's roll, over the years.

For measuring name resolution at scale: thousands of invented people in hundreds of bodies, families and namesakes
among them, each printed hundreds of times with the slips of clerks and scanners. No pages are made.
"""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from corpus.synthetic.people import Person, data, draw_person

COUNCIL = 33
"""Seats of a generated body."""
FIRST_YEAR = 2008
TERM = 6
TERMS = 3
KEPT = 0.55
"""Share of a council that is elected again."""
OUTSIDERS = 0.04
"""Share of seats held by people who sit elsewhere too (a commune and its EPCI)."""


@dataclass(frozen=True, slots=True)
class PrintedName:
    """One mention, and who is meant."""

    document_id: str
    organisation_id: str
    held_on: date
    name: str
    civility: str | None
    in_roll: bool
    truth: str


def generate_registry(seed: int, people: int, mentions: int) -> Iterator[PrintedName]:
    """Mentions of about ``people`` people, ``mentions`` in all, in the order their sessions were held by body.

    Within one session's roll nobody is printed twice.
    """
    rng = random.Random(seed)
    surnames = _surnames(rng, max(400, people // 3))
    per_body = COUNCIL * (1 + (TERMS - 1) * (1 - KEPT))
    bodies = max(1, round(people / per_body))
    sessions = max(TERMS, round(mentions / (bodies * COUNCIL * 1.15)))
    previous: list[Person] = []
    serial = 0
    left = mentions
    for b in range(bodies):
        council: list[Person] = []
        everyone: list[Person] = []
        for term in range(TERMS):
            council = [p for p in council if rng.random() < KEPT]
            while len(council) < COUNCIL:
                serial += 1
                council.append(_member(rng, serial, surnames, [*everyone, *council], previous if term == 0 else []))
            everyone.extend(council)
            for s in range(sessions // TERMS + (term < sessions % TERMS)):
                held = date(FIRST_YEAR + TERM * term, 4, 1) + timedelta(days=rng.randrange(TERM * 365))
                for mention in _session(rng, f"d{b:05d}-{term}-{s:05d}", f"o{b:05d}", held, council):
                    if left == 0:
                        return
                    left -= 1
                    yield mention
        previous = everyone


def _member(
    rng: random.Random, serial: int, surnames: list[str], council: list[Person], elsewhere: list[Person]
) -> Person:
    """Someone for a free seat; ``council`` are all who ever sat there, of whom nobody is a namesake."""
    if elsewhere and rng.random() < OUTSIDERS * 4:
        return rng.choice(elsewhere)
    family = rng.choice(council).surname if council and rng.random() < 0.05 else rng.choice(surnames)
    while True:
        person = draw_person(rng, f"t{serial:06d}", family)
        if all((person.given, person.surname) != (p.given, p.surname) for p in council):
            return person


def _session(
    rng: random.Random, document: str, organisation: str, held: date, council: list[Person]
) -> Iterator[PrintedName]:
    poor = rng.random() < 0.3
    upper = rng.random() < 0.8
    initials = rng.random() < 0.02
    civilities = rng.random() < 0.7
    for person in dict.fromkeys(council):
        turns = 1 + (rng.random() < 0.15)
        for turn in range(turns):
            name = _printed(rng, person, poor, upper, initials)
            wrong = rng.random() < 0.01
            civility = ("M." if person.is_woman else "Mme") if wrong else person.civility
            yield PrintedName(
                document, organisation, held, name, civility if civilities else None, turn == 0, person.key
            )


def _printed(rng: random.Random, person: Person, poor: bool, upper: bool, initials: bool) -> str:
    given, surname = person.given, person.surname
    if initials:
        given = ".".join(person.initials) + "."
    elif "-" in given and rng.random() < 0.04:
        given = given.split("-")[0] if rng.random() < 0.5 else given.replace("-", " ")
    if upper or rng.random() < 0.9:
        surname = surname.upper()
    if poor:
        if rng.random() < 0.25:
            surname = _bare(surname)
        if rng.random() < 0.08:
            surname = _misread(rng, surname)
        if not initials and rng.random() < 0.05:
            given = _misread(rng, given)
    elif rng.random() < 0.006:
        surname = _misread(rng, surname)
    return f"{given} {surname}"


_CONFUSED = tuple(
    tuple(pair.split("/"))
    for pair in (
        "I/L",
        "L/I",
        "O/Q",
        "E/F",
        "C/G",
        "U/II",
        "M/N",
        "B/R",
        "l/i",
        "i/l",
        "e/c",
        "n/u",
        "m/rn",
        "a/o",
        "t/l",
    )
)


def _misread(rng: random.Random, text: str) -> str:
    """One slip: a letter taken for another, dropped, or doubled."""
    if len(text) < 4:
        return text
    chance = rng.random()
    if chance < 0.6:
        fits = [(a, b) for a, b in _CONFUSED if a in text[1:]]
        if fits:
            a, b = rng.choice(fits)
            at = text.index(a, 1)
            return text[:at] + b + text[at + len(a) :]
    at = rng.randrange(1, len(text))
    return text[:at] + text[at + 1 :] if chance < 0.85 else text[:at] + text[at] + text[at:]


def _bare(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


def _surnames(rng: random.Random, count: int) -> list[str]:
    """Invented surnames spelt as French ones are: letter by letter, each from the two before it."""
    follows: dict[str, list[str]] = {}
    for surname in data("names.yaml")["surnames"]:
        word = f"^^{surname}$"
        for i in range(len(word) - 2):
            follows.setdefault(word[i : i + 2], []).append(word[i + 2])
    found: dict[str, None] = dict.fromkeys(data("names.yaml")["surnames"])
    while len(found) < count:
        word = "^^"
        while not word.endswith("$") and len(word) < 14:
            word += rng.choice(follows[word[-2:]])
        if word.endswith("$") and 6 <= len(word) - 3 <= 11:
            found[word[2:-1]] = None
    return list(found)

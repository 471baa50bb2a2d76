"""Looking communes and groupings up by the name a document prints."""

from __future__ import annotations

import csv
import gzip
import io
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from importlib import resources

from extractors.french.fold import key_of

_SAINTS = {"st": "saint", "ste": "sainte", "sts": "saints", "stes": "saintes", "s": "sur", "ss": "sous"}
_TYPES = {
    "CC": "communaute de communes",
    "CA": "communaute d agglomeration",
    "CU": "communaute urbaine",
    "METRO": "metropole",
    "MET69": "metropole",
}
_LINKS = frozenset({"de", "du", "des", "d", "la", "le", "les", "l", "et"})


@dataclass(frozen=True, slots=True)
class Place:
    """A commune of today, or one that has become part of another."""

    code: str
    """INSEE code of the commune itself."""
    name: str
    current_code: str
    """INSEE code of the commune it is part of today; its own if it still stands."""
    siren: str | None
    is_former: bool


@dataclass(frozen=True, slots=True)
class Grouping:
    """An intercommunalité with its own tax (EPCI)."""

    siren: str
    name: str
    members: tuple[str, ...]
    """INSEE codes of its communes."""


def communes_named(name: str) -> tuple[Place, ...]:
    """Every commune of that name, without regard to case, accents, hyphens or ``St`` for ``Saint``."""
    return tuple(
        Place(row["code"], row["name"], row["now"] or row["code"], row["siren"] or None, bool(row["former"]))
        for row in _communes().get(place_key(name), ())
    )


def groupings_named(name: str) -> tuple[Grouping, ...]:
    """Every grouping of that name, its kind written out or abbreviated."""
    return _groupings().get(grouping_key(name), ())


def department_of(code: str) -> str:
    """The department of an INSEE code: two characters, three overseas."""
    return code[:3] if code.startswith("97") else code[:2]


def place_key(name: str) -> str:
    """A commune's name for comparison."""
    words = [_SAINTS.get(word, word) if i == 0 or len(word) > 1 else word for i, word in enumerate(_words(name))]
    return " ".join(words)


def grouping_key(name: str) -> str:
    """A grouping's name for comparison: kind written out, link words dropped."""
    words = _words(name)
    if words and words[0].upper() in _TYPES:
        words = [*_TYPES[words[0].upper()].split(), *words[1:]]
    return " ".join(word for word in words if word not in _LINKS)


def _words(name: str) -> list[str]:
    return key_of(name.replace("œ", "oe").replace("Œ", "OE")).split()


@cache
def _communes() -> dict[str, list[dict[str, str]]]:
    """Rows of the list by the key of their name: of tens of thousands few are ever asked for."""
    found: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in _rows("communes.csv.gz"):
        found[place_key(row["name"])].append(row)
    return dict(found)


@cache
def _groupings() -> dict[str, tuple[Grouping, ...]]:
    found: dict[str, list[Grouping]] = defaultdict(list)
    for row in _rows("groupings.csv.gz"):
        written = " ".join([_TYPES[row["type"]], *row["name"].split()[1:]]) if row["type"] in _TYPES else row["name"]
        grouping = Grouping(row["siren"], row["name"], tuple(row["members"].split()))
        for key in {grouping_key(written), grouping_key(row["name"])}:
            found[key].append(grouping)
    return {key: tuple(groupings) for key, groupings in found.items()}


def _rows(name: str) -> list[dict[str, str]]:
    data = gzip.decompress((resources.files(__package__) / name).read_bytes())
    return list(csv.DictReader(io.StringIO(data.decode())))

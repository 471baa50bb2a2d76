"""The words of the roll, compiled from the lexicons. Belongs here: loading them; the words themselves are data."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TypeAlias

from extractors.lexicons import load
from extractors.records import Status

Pattern: TypeAlias = "re.Pattern[str]"


@dataclass(frozen=True)
class Vocabulary:
    """Patterns over folded text; see ``lexicons/roll.yaml`` for what each means."""

    status: dict[str, Pattern]
    any_status: str
    filler: str
    remote: Pattern
    guest: Pattern
    proxy_word: Pattern
    proxy_heading: Pattern
    guest_heading: Pattern
    present_heading: Pattern
    absent_heading: Pattern
    substitute_heading: Pattern
    replaced_heading: Pattern
    sub_headings: tuple[tuple[str | None, Pattern], ...]
    ends: Pattern
    counts: Pattern
    links: dict[str, Pattern]
    notes: dict[str, Pattern]
    role: Pattern
    not_names: frozenset[str]
    also_surnames: frozenset[str]


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary, loaded once."""
    roll, roles = load("roll"), load("roles")
    ending = str(roll["inclusive"])

    def source(pattern: str) -> str:
        return re.sub(r"\n\s*", "", pattern).replace("{i}", ending)

    def pattern(text: str) -> Pattern:
        return re.compile(rf"(?<![a-z0-9])(?:{source(text)})(?![a-z])")

    words = {key: source(text) for key, text in roll["status_words"].items()}
    links = {key: re.compile(rf"(?<![a-z])(?:{source(text)})") for key, text in roll["links"].items()}
    notes = {key: re.compile(rf"(?<![a-z])(?:{source(text)})") for key, text in roll["notes"].items()}
    ordinals, first = source(roles["ordinals"]), source(roles["first_words"])
    return Vocabulary(
        status={key: re.compile(rf"(?<![a-z])(?:{text})(?![a-z])") for key, text in words.items()},
        any_status="|".join(f"(?:{w})" for w in words.values()),
        filler=source(roll["filler"]),
        remote=pattern(roll["remote"]),
        guest=pattern(roll["guest"]),
        proxy_word=pattern(roll["proxy"]),
        proxy_heading=pattern(roll["proxy_headings"]),
        guest_heading=pattern(roll["guest_headings"]),
        present_heading=pattern(roll["present_headings"]),
        absent_heading=pattern(roll["absent_headings"]),
        substitute_heading=pattern(roll["substitute_headings"]),
        replaced_heading=pattern(roll["replaced_headings"]),
        sub_headings=tuple(
            (None if key in (None, "null") else str(key), pattern(text)) for key, text in roll["sub_headings"].items()
        ),
        ends=pattern(roll["ends"]),
        counts=re.compile(source(roll["counts"])),
        links=links,
        notes=notes,
        role=re.compile(rf"(?:{ordinals})?(?:{first})(?![a-z])|{ordinals}(?![a-z])"),
        not_names=frozenset(roles["not_names"].split()),
        also_surnames=frozenset(roles["also_surnames"].split()),
    )


STATUS_OF_WORD = {
    "present": Status.PRESENT,
    "absent": Status.ABSENT,
    "excused": Status.EXCUSED,
    "represented": Status.EXCUSED,
}

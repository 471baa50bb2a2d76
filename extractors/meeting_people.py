"""Who chaired a session and who kept its minutes. Belongs here: chair and secretary. Does not belong here: the roll."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractors.attendance.naming import Person
from extractors.french.fold import fold
from extractors.french.likeness import best_match
from extractors.french.names import Name, parse_name
from extractors.meeting_source import Fact, SessionText, compiled, person_at, wording
from extractors.records import Attendance, Status

_CHAIR_ROLE = compiled(
    r"(?:madame\s+|monsieur\s+)?(?:le\s+|la\s+)?(?:maire|presidente?|mairesse)\b(?!.{0,30}(?:delegue|commission|adjoint|honoraire))"
)


_OF_MAIRES = compiled(
    r"d'ecole\b|syndica|communautaire|de communaute|metropolitain|departemental|general|regional|territoire|des maires"
)
"""Assemblies that no maire presides over as such."""


def chair_of(
    opening: SessionText,
    closing: SessionText,
    whole: SessionText,
    attendance: Sequence[Attendance],
    preliminary: SessionText | None = None,
    body: str | None = None,
) -> tuple[Fact[str] | None, Person | None]:
    """Who presided, as the text before the first item says, else by role in the roll, else by the signature.

    Args:
        opening: the first blocks, which may hold the first items.
        closing: the last blocks, where signatures stand.
        whole: the whole session.
        attendance: the roll.
        preliminary: what stands before the first item. An item may be voted under another's presidency (the accounts,
            CGCT L2121-14), so what the first items say is asked last.
        body: the assembly, in which maires may sit without presiding over it.
    """
    signature = _signature(closing)
    said = _presiding(preliminary or opening, signature, attendance)
    if said is not None:
        return said
    for row in attendance:
        is_hers = row.role is not None and fold(row.role).startswith(("presidente", "mairesse"))
        if row.status not in (Status.PRESENT, Status.REMOTE) or is_hers and row.civility == "M.":
            continue
        told = compiled(r"^\W+").sub("", fold(row.role or ""))
        if _CHAIR_ROLE.match(told) and not (told.startswith("maire") and _OF_MAIRES.search(fold(body or ""))):
            fuller = signature is not None and best_match(signature.name, [parse_name(row.name)]) is not None
            name = resolve(signature.name, [row]) if signature is not None and fuller else row.name
            return Fact(name, row.evidence), None
    said = _presiding(opening, signature, attendance)
    if said is not None:
        return said
    if signature is not None:
        name = resolve(signature.name, attendance)
        return Fact(name, closing.evidence("chair-signature", signature.start, signature.end, 0.75)), None
    opener = _named_before(
        opening, compiled(r"\b(?:ouvre\s+la|declare\s+(?:la|ouverte)|constate\s+que)\b"), wording()["chair_opens"]
    )
    if opener is not None:
        name = resolve(opener.name, attendance)
        return Fact(name, opening.evidence("chair-opens", opener.start, opener.end, 0.8)), opener
    return _who_gives_the_floor(whole, attendance), None


def _presiding(
    text: SessionText, signature: Person | None, attendance: Sequence[Attendance]
) -> tuple[Fact[str], Person] | None:
    """*sous la présidence de M. Untel*, *M. Untel, doyen d'âge, préside la séance*."""
    best: tuple[float, Person] | None = None
    for rule in wording()["chair"]:
        for match in compiled(rule["pattern"]).finditer(text.flat):
            person = person_at(text, match.end())
            score = float(rule["score"]) - 0.001 * match.start() / 100
            if person is not None and (best is None or score > best[0]):
                best = (score, person)
                break
    if best is None or best[0] < _BY_VERB:
        person = _named_before(
            text, compiled(r"\b(?:preside|presidant|assure\s+la\s+presidence)\b"), wording()["chair_after"]
        )
        best = (_BY_VERB, person) if person is not None else best
    if best is None:
        return None
    score, person = best
    is_signed = signature is not None and best_match(signature.name, [person.name]) is not None
    has_more = person.name.has_initials and signature is not None and is_signed
    name = resolve(signature.name if has_more and signature is not None else person.name, attendance)
    return Fact(name, text.evidence("chair", person.start, person.end, min(0.97, score / 100))), person


_BY_VERB = 85.0


_FLOOR = compiled(
    r"\s*(?:,[^,.\n]{2,50},)?\s*(?:donne|cede|passe|laisse|redonne)\s+(?:ensuite\s+|alors\s+)?la\s+parole"
)


def _who_gives_the_floor(text: SessionText, attendance: Sequence[Attendance]) -> Fact[str] | None:
    """The member who gives others the floor again and again: only the chair may (CGCT L2121-16)."""
    found: dict[str, list[Person]] = {}
    for match in compiled(r"(?:donne|cede|passe|laisse|redonne)\s+(?:ensuite\s+|alors\s+)?la\s+parole").finditer(
        text.flat
    ):
        start = max(text.flat.rfind("\n", 0, match.start()) + 1, text.flat.rfind(". ", 0, match.start()) + 2, 0)
        person = person_at(text, start) if match.start() - start < 90 else None
        if person is not None and _FLOOR.match(text.flat, person.end):
            known = best_match(person.name, [parse_name(a.name) for a in attendance])
            if known is not None:
                found.setdefault(attendance[known].name, []).append(person)
    if not found:
        return None
    name, people = max(found.items(), key=lambda item: len(item[1]))
    if len(people) < 2:
        return None
    return Fact(name, text.evidence("chair-gives-floor", people[0].start, people[0].end, 0.6))


def secretary_of(text: SessionText, attendance: Sequence[Attendance]) -> Fact[str] | None:
    """Who was named secretary of the session."""
    best: tuple[float, Person] | None = None
    for rule in wording()["secretary"]:
        for match in compiled(rule["pattern"]).finditer(text.flat):
            if "needs" in rule and rule["needs"] not in text.flat[match.end() : match.end() + 120].split("\n")[0]:
                continue
            if compiled(
                r"secretaire\s+(?:de\s+mairie|general|d[eu]\s+(?!la\s+seance|seance)|administrati|comptable)"
            ).search(match.group()):
                continue
            person = person_at(text, match.end())
            if person is not None and (best is None or float(rule["score"]) > best[0]):
                best = (float(rule["score"]), person)
    after = _named_before(
        text,
        compiled(r"\bsecret(?:aire|ariat)\b(?!\s+(?:de\s+mairie|general|du\s|administrati|comptable))"),
        wording()["secretary_after"],
    )
    if after is not None and (best is None or best[0] < 88):
        best = (88.0, after)
    if best is None:
        return None
    score, person = best
    return Fact(
        resolve(person.name, attendance),
        text.evidence("secretary", person.start, person.end, min(0.97, score / 100 + 0.02)),
    )


def _named_before(text: SessionText, word: re.Pattern[str], between: str) -> Person | None:
    """The person of *X est désigné secrétaire de séance*, *X préside*: named before ``word`` in its line."""
    follows = compiled(between)
    for match in word.finditer(text.flat):
        start = max(text.flat.rfind("\n", 0, match.start()) + 1, match.start() - 200)
        for letter in compiled(r"(?<![^\W\d_])[^\W\d_]").finditer(text.printed, start, match.start()):
            if not (letter.group().isupper() or text.flat.startswith(("monsieur", "madame"), letter.start())):
                continue
            person = person_at(text, letter.start())
            if person is None or person.start != letter.start() or person.end > match.start():
                continue
            found = follows.match(text.flat, person.end)
            if found is not None and found.end() >= match.start():
                return person
    return None


def resolve(name: Name, attendance: Sequence[Attendance]) -> str:
    """``name`` as the roll prints it, where the roll has that person and does not print less of the name."""
    rolled = [parse_name(a.name) for a in attendance]
    known = best_match(name, rolled)
    if known is None:
        return name.display
    is_fuller = name.given is not None and (rolled[known].given is None or rolled[known].has_initials)
    if is_fuller and not name.has_initials and rolled[known].surname is not None:
        return replace(rolled[known], given=name.given).display
    return attendance[known].name


def _signature(text: SessionText) -> Person | None:
    found = None
    for match in compiled(
        r"(?:^|\n|\s)(?:le|la)\s+(?:maire|presidente?)(?:\s+de\s+(?:la\s+)?seance)?\s*[,:.]?\s*\n?\s*(?=\S)"
    ).finditer(text.flat):
        person = person_at(text, match.end())
        if person is not None:
            found = person
    return found

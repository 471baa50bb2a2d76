"""Bearers and titulars by the names the roll gives them: by surname, title, initials or given name.

Belongs here: who the other person of a link is. Does not belong here: finding links (`links`), rows (`assemble`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.attendance.assemble import Row
from extractors.attendance.links import TITLE_OF
from extractors.french.fold import fold, key_of
from extractors.french.likeness import best_match, same_person
from extractors.french.names import Name, parse_name
from extractors.records import Status

_HERE = (Status.PRESENT, Status.REMOTE)
_SURE = 0.9
"""How alike a titular and someone in the roll must be to be one: most titulars have no row of their own."""


def settle_links(rows: Sequence[Row]) -> None:
    """Name each bearer and titular as the roll does, now that all of it is read."""
    members = [r for r in rows if r.status is not Status.GUEST]
    names = [r.name for r in members]
    _turn_round(rows)
    for row in rows:
        for link in ("proxy_to", "substitute_for"):
            value = getattr(row, link)
            if value is None:
                continue
            if value.startswith(TITLE_OF):
                setattr(row, link, _by_title(rows, value.removeprefix(TITLE_OF)))
                continue
            other = parse_name(value)
            known = best_match(other, names)
            least = _SURE if link == "substitute_for" else 0.0
            if known is not None and members[known] is not row and same_person(other, names[known]) >= least:
                setattr(row, link, members[known].name.display)
            elif (one := _by_short_name(rows, value)) is not None:
                setattr(row, link, one)


def _by_short_name(rows: Sequence[Row], printed: str) -> str | None:
    """The only one there of these initials (*pouvoir à GC* for Guy COLOMBEL) or of this given name (*à Guy*)."""
    letters, word = re.sub(r"[ .-]", "", printed), key_of(printed)
    is_initials = re.fullmatch(r"[A-ZÀ-Þ]{2,4}", letters) is not None
    here = [r.name for r in rows if r.status in _HERE]
    found = [n for n in here if (is_initials and letters in _initials(n)) or (n.given and key_of(n.given) == word)]
    return found[0].display if len(found) == 1 else None


def _initials(name: Name) -> tuple[str, str]:
    given, surname = ("".join(w[0] for w in re.split(r"[ -]", part or "") if w) for part in (name.given, name.surname))
    return (given + surname).upper(), (surname + given).upper()


def _by_title(rows: Sequence[Row], title: str) -> str | None:
    """The one who is there as *le Maire* or *la Présidente*."""
    pattern = re.compile(rf"(?:depute-|senat\w+-)?{title[:6]}(?!\w*[- ]?(?:adjoint|delegue))")
    here = [r for r in rows if r.status in _HERE]
    titled = (r.name.display for r in here if r.role and pattern.match(fold(r.role)))
    presiding = (r.name.display for r in here if r.evidence.rule == "attendance.presides")
    return next(titled, None) or next(presiding, None)


def _turn_round(rows: Sequence[Row]) -> None:
    """Pouvoirs printed the other way round (*X (pour Y)*): who bears one is there, who gave it is not."""
    names = [r.name for r in rows]
    for row in rows:
        if row.proxy_to is None or row.status not in _HERE:
            continue
        other = None if row.proxy_to.startswith(TITLE_OF) else best_match(parse_name(row.proxy_to), names)
        if other is None or rows[other].status in (*_HERE, Status.GUEST) or rows[other].proxy_to is not None:
            continue
        rows[other].proxy_to, row.proxy_to = row.name.display, None

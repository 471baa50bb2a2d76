"""Headings of the roll: where a list of people begins, and which status it gives them.

A heading is a run of known words (``Étaient également présents en visioconférence``) that starts where a heading can
start and ends where names can begin. Belongs here: finding them. Does not belong here: the names under them.
"""

from __future__ import annotations

import re
from functools import cache

from extractors.attendance.communes import body_named
from extractors.attendance.heading_kinds import SUBSTITUTES, Heading, HeadingKind, status_of
from extractors.attendance.headings_in_sentences import all_but, announced_pouvoirs, in_presence, unheaded
from extractors.attendance.misread_headings import misread, misread_end
from extractors.attendance.source import LINE_END, RollText
from extractors.attendance.vocabulary import Pattern, vocabulary
from extractors.french.civility import read_civility
from extractors.french.given_names import is_given_name
from extractors.records import Status

_BULLET = re.compile(r"(?:[-•●▪➢☑⚫○◦■□*>→\uf0b7\uf0a7\uf0d8]+|\(?\d{1,2}[.)°]|[a-z][.)])\s*")
_GAP = re.compile(r"[ \v,/&+]*(?:-[ ](?=[a-z]))?")
_PARENTHESIS = re.compile(
    r"\s*\(\s*(?:\d{1,3}\b[^)\n]{0,40}|article[^)\n]{0,60}|l\.? ?\d[^)\n]{0,40}|[^)\n]{3,60}(?=\)\s*:))\)"
)
_LEGAL_TAIL = re.compile(
    r"\s*(?:(?:en )?(?:application|vertu)|conformement|selon|au sens|lors d|pendant|a l'ouverture|dans les conditions"
    r"|au titre d|pour le compte d|issu|representant|design|nomme|elu)"
    r"[^:\n]{0,140}(?=:)"
)
_PLACES_AWAY = re.compile(r"(?:etaient |sont )?(?:non|pas) representee?s? (?:par )?les (?:communes?|collectivites)\b")
"""*Étaient non représentées les communes de ...*: places, no people."""
_AROUND = re.compile(
    r"[ \v]*(?:autour|(?:aux )?cotes|(?:en )?plus|outre)\b[a-z' \v]{2,40}?"
    r"(?=[ \v]+(?:m|mm|mmes?|mesdames|messieurs|madame|monsieur)\b)"
)
"""*Étaient présents aux côtés de la présidente MM. X et Y*."""
_WHOM = re.compile(r"[a-z' -]{0,60}(?=:)")
_DIGITS = re.compile(r"\s*[:=]?\s*(?P<n>\d{1,3})(?!\s?h)(?:\s+puis\s+\d{1,3})?\b(?:[ \v]*[.;:)])?")
_MIDDLE = re.compile(
    r"(?:etai(?:en)?t|sont)\s+(?:egalement\s+|aussi\s+)?(?:presen|absen|excus|represent)|a\s+l'exception\s+d"
    r"|(?:excepte|hormis|sauf)\s+m|en\s+presence\s+d"
    r"|(?<=[;:,.]\s)absente?s(?:\s+excusee?s)?"
    r"(?=\s*:|\s+(?:m|mm|mmes?|mr|mlle|monsieur|madame|messieurs|mesdames)\b)"
)


def find_headings(roll: RollText) -> tuple[Heading, ...]:
    """Every heading of a roll's text, in order, without overlaps."""
    found: list[Heading] = []
    position = 0
    for anchor, is_line_start in _anchors(roll):
        if anchor < position:
            continue
        heading = _heading_at(roll, anchor, is_line_start, bool(found))
        if heading is not None:
            found.append(heading)
            position = heading.end
    return tuple(found)


def _anchors(roll: RollText) -> list[tuple[int, bool]]:
    """Offsets at which a heading may start, and whether a printed line starts there."""
    places: dict[int, bool] = {}
    for match in re.finditer(r"(?:^|[\n\v\t])(?:[^\w\n\v(]{1,4}|[eo°] (?=[a-z]{4}))?", roll.folded):
        start = match.end()
        while (bullet := _BULLET.match(roll.folded, start)) and bullet.end() > start:
            start = bullet.end()
        places[start] = True
    for match in re.finditer(
        r"(?<=[\s-])[A-ZÉÈÊ]|(?<=[;.][ ])(?=[^\W\d_][^:;.]{3,60}:)|(?<=[:;.][ ])(?=[^\W\d_][^:;.]{3,60}\d[ ]?\()",
        roll.marked,
    ):
        places.setdefault(match.start(), False)
    for match in _MIDDLE.finditer(roll.folded):
        places.setdefault(match.start(), False)
    return sorted(places.items())


@cache
def _words() -> Pattern:
    v = vocabulary()
    proxies = v.proxy_word.pattern
    return re.compile(
        rf"(?:{proxies}|(?:{v.any_status})(?![a-z])|{v.remote.pattern}|{v.guest.pattern}|(?:{v.filler})(?:(?<=')|(?![a-z])))"
    )


def _heading_at(roll: RollText, start: int, is_line_start: bool, has_before: bool) -> Heading | None:
    if is_line_start:
        if (away := _PLACES_AWAY.match(roll.folded, start)) is not None:
            return Heading(HeadingKind.END, start, away.end())
        count = vocabulary().counts.match(roll.folded, start)
        if count is not None and _closes_line(roll.folded, count.end()) and not _announces(roll, start, count.end()):
            return Heading(HeadingKind.COUNT, start, count.end())
    return (
        all_but(roll, start)
        or in_presence(roll, start)
        or _whole(roll, start, is_line_start)
        or (announced_pouvoirs(roll, start) if is_line_start else None)
        or (unheaded(roll, start) if is_line_start and not has_before else None)
        or _of_words(roll, start, is_line_start)
        or (_sub(roll, start, has_before) if is_line_start else None)
        or (_end(roll, start) if is_line_start else None)
        or (misread(roll, start) or misread_end(roll, start) if is_line_start else None)
    )


def _announces(roll: RollText, start: int, end: int) -> bool:
    """Whether a number of members stands over their names rather than among other numbers."""
    v = vocabulary()
    kinds = (*v.status.values(), v.proxy_word)
    if not any(p.match(roll.folded, start) for p in kinds) or roll.marked[:start].rstrip()[-1:] == ",":
        return False
    following = re.match(r"[ .;:)]*[\n\v][^\w\n]{0,3}(?:\d{1,2}[ ]?[.)-][ ]*)?|[.)-]?[ ](?=[A-ZÉÈ])", roll.marked[end:])
    if following is None:
        return False
    rest = roll.marked[end + following.end() : end + following.end() + 60]
    words = re.findall(r"[^\W\d_]+", rest.split("\n")[0])[:2]
    is_named = len(words) > 1 and is_given_name(words[0]) and words[1].isupper()
    return is_named or read_civility(rest) is not None or any(is_given_name(w, strict=True) for w in words)


_AFTER_COUNT = re.compile(
    r"[^a-z\n\v(]{0,8}(?:$|[\n\v\t]|(?=[a-z]+ ?:)"
    r"|(?=(?:en exercice|presents?|votants?|pouvoirs?|absents?|exprimes)[ :]*\d))"
)


def _closes_line(folded: str, end: int) -> bool:
    return _AFTER_COUNT.match(folded, end) is not None


_OF_ONE = re.compile(r"[A-ZÉÈ][^\W\d_]+[ ]$")
"""A name before *était présente*: told of that person, no list."""


def _of_words(roll: RollText, start: int, is_line_start: bool) -> Heading | None:
    """A heading made of a status word and its usual company."""
    v = vocabulary()
    end, last_civility = _run_of_words(roll, start)
    head = roll.folded[start:end]
    statuses = {key for key, pattern in v.status.items() if pattern.search(head)}
    is_proxy = v.proxy_word.search(head) is not None and "sans" not in head.split() and "present" not in statuses
    is_within = not is_line_start or roll.marked[start - 1 : start] == LINE_END
    if is_proxy and is_within and re.search(r"\ba\s*$", roll.folded[start : last_civility or end]):
        return None  # *M. X QUI AVAIT DONNE POUVOIR A M. Y*, typed in capitals
    is_remote = v.remote.search(head) is not None and len(head) < 60
    if not statuses and not is_remote and not (is_proxy and re.search(r"\b(?:donne|remis|ayant|representes?)", head)):
        return None
    if last_civility is not None and last_civility > start and not re.match(r"[ \v.]*:", roll.marked[end:]):
        end = last_civility  # the civility is that of the first name
    opening = _opening(roll, start, end, is_line_start)
    is_of_one = not is_line_start and head.startswith("etait ") and _OF_ONE.search(roll.marked[:start]) is not None
    if opening is None or (is_of_one and ":" not in roll.marked[end : opening[0]]):
        return None
    body, trust = opening
    if digits := _DIGITS.match(roll.folded, end):
        if _closes_line(roll.folded, digits.end()) and not _announces(roll, start, digits.end()):
            return Heading(HeadingKind.COUNT, start, digits.end())
        body = digits.end()
    kind = HeadingKind.PROXIES if is_proxy or "represented" in statuses - {"present"} else HeadingKind.ROLL
    whole = _OF_WHOM.split(head)[0]  # *Absents (3) dont représentés (2)*: all of them are absent
    statuses = {key for key in statuses if v.status[key].search(whole)} or statuses
    status = Status.GUEST if v.guest.search(head) else status_of(statuses, whole)
    return Heading(kind, start, body, status, None, trust)


def _run_of_words(roll: RollText, start: int) -> tuple[int, int | None]:
    """Where the run of heading words ends, and where its closing civilities begin, if it has any."""
    position, end, civility = start, start, None
    while match := _words().match(roll.folded, position):
        word = match.group()
        if re.fullmatch(r"mm|mmes?|m|messieurs|mesdames", word):
            civility = match.start() if civility is None else civility
        elif word not in ("et", "les", "ou"):
            civility = None
        end = match.end()
        if civility is not None and roll.folded.startswith((". mm", ". et"), end):
            end += 1  # *M. Mmes les membres*
        parenthesis = _PARENTHESIS.match(roll.folded, end)
        if parenthesis is not None:
            end = parenthesis.end()
        gap = _GAP.match(roll.folded, end)
        position = gap.end() if gap else end
    return end, civility


def _past_tail(roll: RollText, start: int, end: int) -> int:
    """Past what a heading says of the law, the moment or whom its people stand for, up to its colon."""
    is_for_some = re.search(r"\bau titre d|\bmembres d(?:u|e)\b", roll.folded[start:end]) is not None
    tails = (_LEGAL_TAIL, _WHOM, _AROUND) if is_for_some else (_LEGAL_TAIL, _AROUND)
    tail = next((m for t in tails if (m := t.match(roll.folded, end)) is not None), None)
    return tail.end() if tail is not None else end


_OF_WHOM = re.compile(r"\bdont\b")
_COUNTED_NAMES = re.compile(r"[ \v]*\d{1,3}[ ]*(?=\([ ]*(?:(?:MM?|Mmes?|Mr|Mlles?)\b|[A-ZÉÈ][^()]*?,))")
"""*Présents 12 (M. X, Mme Y, ...)*."""


def _opening(roll: RollText, start: int, end: int, is_line_start: bool) -> tuple[int, float] | None:
    """Where names begin after a heading that ends at ``end``, and how much that looks like a heading."""
    end = _past_tail(roll, start, end)
    is_capital = roll.marked[start].isupper()
    mark = re.match(r"[ \v]*[.'‘’,]?[ ]?(?::|[;*=·](?=\s))[ ]*[-–:]?", roll.marked[end:])
    if mark is not None:
        return end + mark.end(), 0.97
    counted = _COUNTED_NAMES.match(roll.marked, end)
    if counted is not None:
        return counted.end(), 0.9
    if not is_line_start and not is_capital and not _MIDDLE.match(roll.folded, start):
        return None
    if not is_line_start and re.match(r"[.]?[ ]*(?:$|[\n\v])", roll.marked[end:]) is not None:
        return None
    rest = re.match(r"[ .,\v-]*(?:[^\w\s(]{1,2}[ ]+)?", roll.marked[end:])
    after = end + (rest.end() if rest else 0)
    is_wrapped = start > 0 and roll.marked[start - 1] == LINE_END and not is_capital
    if is_wrapped:
        return None
    if read_civility(roll.marked[after : after + 60]) is not None:
        return after, 0.9
    if not is_line_start or not is_capital:
        return None
    if re.match(r"(?:MM?\.|Mmes?|Mr)[ ]", roll.marked[after:]):
        return after, 0.8  # a name follows whose first letter was misread
    if re.match(r"[.]?[ ]*(?:$|[\n\v\t])", roll.marked[end:]) is not None:
        return end, 0.85
    if re.match(r"[ ]*[-–—.][ ]*(?=[A-ZÉÈ])", roll.marked[end:]) is not None:
        return after, 0.85
    if re.match(r"[A-ZÉÈ][^\W\d_]*[.'’-]?[^\W\d_]* [A-ZÉÈ]", roll.marked[after:]) is not None:
        return after, 0.7
    return None


def _whole(roll: RollText, start: int, is_line_start: bool) -> Heading | None:
    """Headings that name no status: pouvoirs, invités."""
    v = vocabulary()
    for pattern, kind, status, role in (
        (v.present_heading, HeadingKind.ROLL, Status.PRESENT, None),
        (v.absent_heading, HeadingKind.ROLL, Status.ABSENT, None),
        (v.substitute_heading, HeadingKind.ROLL, Status.PRESENT, SUBSTITUTES),
        (v.proxy_heading, HeadingKind.PROXIES, Status.EXCUSED, None),
        (v.guest_heading, HeadingKind.ROLL, Status.GUEST, None),
    ):
        match = pattern.match(roll.folded, start)
        if match is None or (not roll.marked[start].isupper() and not is_line_start):
            continue
        if roll.marked[start - 1 : start] == LINE_END and re.match(r"[ \v]a[ \v]", roll.folded[match.end() :]):
            continue  # *M. X QUI AVAIT / DONNE POUVOIR A M. Y*
        end = match.end()
        parenthesis = _PARENTHESIS.match(roll.folded, end)
        end = parenthesis.end() if parenthesis else end
        misread = re.match(r"[a-z' ]{1,45}(?=[ ]?:)", roll.folded[end:])
        if misread is not None and kind is HeadingKind.ROLL and is_line_start:
            end += misread.end()
        opening = _opening(roll, start, end, is_line_start)
        if opening is None:
            continue
        digits = _DIGITS.match(roll.folded, end)
        is_count = digits is not None and _closes_line(roll.folded, digits.end())
        if digits is not None and is_count and not _announces(roll, start, digits.end()):
            return Heading(HeadingKind.COUNT, start, digits.end())
        return Heading(kind, start, digits.end() if digits else opening[0], status, role, opening[1])
    return None


_RANKS = re.compile(r"(?:les )?(?:adjointe?s|conseill[a-z]+)(?: au maire| municipaux| municipales)?[ ]?:")
"""*Adjoints : ...*, *Conseillers : ...*: parts of a roll that may bear no heading."""


def _sub(roll: RollText, start: int, has_before: bool) -> Heading | None:
    """A part of a list; at the very beginning, only one that says what its people are (*Titulaires :*)."""
    for role, pattern in vocabulary().sub_headings:
        match = pattern.match(roll.folded, start)
        if match is None or (role is None and not has_before and _RANKS.match(roll.folded, start) is None):
            continue
        parenthesis = _PARENTHESIS.match(roll.folded, match.end())
        end = parenthesis.end() if parenthesis else match.end()
        closing = re.match(r"[ ]*(?::|(?=[\n\v]|$))", roll.marked[end:])
        if closing is not None:
            commune = body_named(roll.marked[start : match.end()])
            return Heading(HeadingKind.SUB, start, end + closing.end(), None, role, 0.9, commune)
    return None


def _end(roll: RollText, start: int) -> Heading | None:
    if start > 0 and roll.marked[start - 1] == LINE_END and not roll.marked[start].isupper():
        return None
    match = vocabulary().ends.match(roll.folded, start)
    return Heading(HeadingKind.END, start, match.end()) if match else None

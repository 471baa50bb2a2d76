"""Where a session was held.

Belongs here: labels, the opening sentence and the title that name a place. Does not belong here: the gazetteer
(`extractors.places`).
"""

from __future__ import annotations

import re
from functools import cache

from extractors.document import BlockKind
from extractors.french.dates import FoundDate, find_dates
from extractors.meeting_body import tidy
from extractors.meeting_source import Fact, SessionText, compiled, wording

_TITLE_BLOCKS = 10
_LONGEST_TITLE = 170


def place_of(text: SessionText, held: FoundDate | None) -> Fact[str] | None:
    """Where the session was held: said in the sentence that tells of its meeting, beside its date or near the top."""
    labelled = compiled(
        r"(?:^|\n)\s*(?:lieu(?:\s+de\s+(?:la\s+)?(?:seance|reunion))?|salle)\s*:\s*([^\n]{3,90})"
    ).search(text.flat)
    if labelled is not None:
        start, end = labelled.span(1)
        return Fact(tidy(text.printed[start:end]), text.evidence("place-labelled", start, end, 0.93))
    opened = compiled(
        rf"seance\s+(?:est\s+|a\s+ete\s+)?ouverte\s+a\s+[^,\n]{{3,30}},\s*(?=(?P<place>{wording()['room']}[^,;\n]{{0,80}}?)\s*(?:[,;.]|$|\n))"
    ).search(text.flat)
    if opened is not None:
        start, end = opened.span("place")
        return Fact(tidy(text.printed[start:end]), text.evidence("place-at-opening", start, end, 0.85))
    for match in compiled(
        r"\b(?:reuni(?!on)[a-z()]*|(?:s'est|se\s+sont|s'etaient)\s+retrouve[a-z()]*|seance\s+tenue|(?:s'est|se\s+sont)\s+tenue?s?\b|(?:s'est|se\s+sont|s'etant|etant)\s+(?:[a-z]+\s+){0,2}assembl[a-z()]*)"
    ).finditer(text.flat):
        line_end = text.flat.find("\n", match.end())
        sentence = text.flat[match.end() : line_end if line_end >= 0 else len(text.flat)][:420]
        line_start = text.flat.rfind("\n", 0, match.start()) + 1
        if not _tells_of_session(text, line_start, line_end, held):
            continue
        place = _place_in(sentence)
        if place is not None:
            start, end = match.end() + place[0], match.end() + place[1]
            return Fact(tidy(text.printed[start:end]), text.evidence("place", start, end, 0.9))
    return _in_title(text, held)


_TIME = (
    r"(?:\s*[,–—-]?\s*(?:a|de)?\s*\d{1,2}\s?(?:h(?:eures?)?|:)\s?(?:\d{2}\b)?"
    r"(?:\s+a\s+\d{1,2}\s?(?:h|heures?)\s?\d{0,2})?)?"
)
_NO_PLACE = (
    r"(?!\d|application|vertu|execution|raison|presence\b|seance|session|huis|partir|la\s+suite|presents?|date|visio"
    r"|proces|compte|page)"
)


def _in_title(text: SessionText, held: FoundDate | None) -> Fact[str] | None:
    """*du mardi 23 juin 2015 à Villeneuve – 18 h*, *Jeudi 8 décembre – 20 h – Salle des fêtes*: beside the day."""
    if held is None:
        return None
    for day in find_dates(text.printed):
        index = text.block_index(day.start) - text.block_index(0)
        if (day.day, day.month) != (held.day, held.month) or index >= _TITLE_BLOCKS:
            continue
        end = text.flat.find("\n", day.end)
        line = text.flat[day.end : end if end >= 0 else len(text.flat)]
        block = text.roll.block_at(day.start)
        if len(block.string) > _LONGEST_TITLE or block.kind is BlockKind.TABLE:
            continue
        match = re.match(
            rf"{_TIME}\s*(?:[,–—-]\s*)?(?:(?:a|au|aux|en)\s+(?:la\s+|le\s+|les\s+|l'\s?)?{_NO_PLACE}(?P<at>[^–—;\n]{{3,90}})"
            rf"|(?:[,–—-]\s*)(?P<room>{wording()['room']}[^–—;\n]{{0,90}}))",
            line,
        )
        if match is None:
            continue
        group = "at" if match["at"] else "room"
        start = day.end + match.start(group)
        stop = re.search(
            r"\s+(?:a\s+\d|\(|sous\s+la|-\s|proces[- ]verbal|compte[- ]rendu|releve\s+de)",
            text.flat[start : day.end + match.end(group)],
        )
        finish = start + stop.start() if stop else day.end + match.end(group)
        if not re.search(r"[A-ZÀ-Þ]", text.printed[start:finish]) and group == "at" and not _is_room(text.flat[start:]):
            continue
        return Fact(tidy(text.printed[start:finish]), text.evidence("place-in-title", start, finish, 0.85))
    return None


def _is_room(flat: str) -> bool:
    return compiled(wording()["room"]).match(flat) is not None


def _tells_of_session(text: SessionText, start: int, end: int, held: FoundDate | None) -> bool:
    line = text.flat[start : end if end >= 0 else len(text.flat)]
    if compiled(r"^\W*(?:considerant|vu|que|sachant|suite)\b|\bcommission\b").match(line):
        return False
    dates = find_dates(text.printed[max(0, start - 160) : start + len(line)])
    if held is not None and any((d.day, d.month) == (held.day, held.month) for d in dates):
        return True
    return compiled(r"membres|conseil|comite|bureau|assemblee").search(line[:300]) is not None and (
        compiled(r"presidence|convoqu|ordre du jour").search(line) is not None
    )


@cache
def _place_link() -> re.Pattern[str]:
    return compiled(rf"\b(?:a|au|aux|dans|en|sur)\s+(?!{wording()['not_a_place']})")


def _place_in(sentence: str) -> tuple[int, int] | None:
    stop = compiled(wording()["place_stop"])
    for match in _place_link().finditer(sentence):
        before = _ON_CONVOCATION.sub("", sentence[: match.start()])
        if compiled(r"convo|presidence|\.\s").search(before):
            break
        article = re.match(r"(?:la|le|les)\s+|l'\s?", sentence[match.end() :])
        start = match.end() + (article.end() if article else 0)
        end_match = stop.search(sentence, start)
        end = end_match.start() if end_match else len(sentence)
        if end - start >= 4:
            return start, min(end, start + 160)
    room = compiled(rf"(?:^|,)\s*(?={wording()['room']})").search(sentence)
    if room is None or compiled(r"presidence|\.\s").search(sentence[: room.start()]):
        return None
    end_match = stop.search(sentence, room.end())
    return room.end(), min(end_match.start() if end_match else len(sentence), room.end() + 160)


_ON_CONVOCATION = re.compile(r"sur\s+(?:la\s+)?convocation\s+[a-z]+\s*,")

"""Which blocks tell of which session, for files that hold more than one.

A second session begins where a title or an opening sentence names another day (or, on the same day, another assembly)
and a roll follows before long. Belongs here: that decision only.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from extractors.document import Block, BlockKind, Document, Outline
from extractors.french.dates import find_dates
from extractors.french.fold import fold
from extractors.lexicons import load


@dataclass(frozen=True, slots=True)
class Span:
    """Blocks ``[first, end)`` of one session; its opening, roll included, is ``[first, roll_end)``."""

    first: int
    roll_end: int
    end: int
    preamble_end: int
    """Where the first item begins, as far as the outline tells."""


_LEAST_OPENING = 25
_ROLL_WITHIN = 30
_ROLL = re.compile(
    r"\W*(?:etaient\s+|membres\s+|conseillers\s+|delegues\s+)?(?:presents?|presentes?)\b[^.\n]{0,40}?(?::|$)"
)
_SENTENCE = re.compile(
    r"\W*l\s?'\s?an\b|.{0,160}\b(?:s'est|se\s+sont|s'etant)\s+(?:legalement\s+|regulierement\s+)?(?:reuni|assembl)"
)
_TITLE = re.compile(
    r"\W*(?:(?:compte\s*-?\s*rendu|proces\s*-?\s*verbal|extrait\s+du\s+registre)\b.{0,90}|seance\s+(?:ordinaire\s+|publique\s+)?)"
    r"\bdu\s+(?:\w+di\s+|dimanche\s+)?\d{1,2}\b"
)
_BODY_AND_DAY = re.compile(
    r"\W*(?:conseil|comite|bureau|commission|assemblee)\b[^.:;]{0,70}?\b(?:du|le|-|–)\s+(?:\w+di\s+|dimanche\s+)?\d{1,2}\b"
)
"""*CONSEIL D'ADMINISTRATION DU 3 FÉVRIER*: a title where the roll follows at once."""
_ROLL_NEAR = 8
_EARLIER = re.compile(load("meeting")["approval"])


@dataclass(frozen=True, slots=True)
class _Opening:
    block: int
    day: date
    body: str | None
    reach: int = _ROLL_WITHIN
    """Blocks within which its roll follows."""


def find_sessions(document: Document, outline: Outline) -> tuple[Span, ...]:
    """The sessions of a document, in order; one where nothing shows more."""
    count = len(document.blocks)
    starts = [0, *_later_starts(document)]
    spans = []
    for i, first in enumerate(starts):
        end = starts[i + 1] if i + 1 < len(starts) else count
        preamble_end = outline.preamble[1] if i == 0 else _preamble_end(outline, first, end)
        spans.append(Span(first, min(end, max(preamble_end, first + _LEAST_OPENING)), end, min(end, preamble_end)))
    return tuple(spans)


def _later_starts(document: Document) -> list[int]:
    """Blocks at which a further session begins."""
    openings = [o for b in document.blocks if (o := _opening(b)) is not None]
    rolls = [b.index for b in document.blocks if _ROLL.match(fold(b.string[:90]))]
    if len(rolls) < 2 or not openings:
        return []
    starts: list[int] = []
    current = openings[0]
    for opening in openings[1:]:
        is_other = opening.day != current.day or (
            opening.body is not None and current.body is not None and opening.body != current.body
        )
        has_roll = any(opening.block <= r < opening.block + opening.reach for r in rolls)
        had_roll = any(r < opening.block for r in rolls)
        if is_other and has_roll and had_roll:
            starts.append(_with_title(document, opening, current))
            current = opening
        elif opening.day == current.day and current.body is None:
            current = opening
    return starts


def _opening(block: Block) -> _Opening | None:
    """What a block tells if it opens a session: the day, and the assembly where it is named."""
    folded = fold(block.string[:420])
    is_sentence = _SENTENCE.match(folded) is not None and block.kind is not BlockKind.TABLE
    may_be_title = len(folded) < 160 and _EARLIER.search(folded) is None
    is_title = may_be_title and _TITLE.match(folded) is not None
    is_short = may_be_title and block.kind is BlockKind.HEADING and _BODY_AND_DAY.match(folded) is not None
    if not (is_sentence or is_title or is_short):
        return None
    if re.match(r"\W*(?:considerant|vu|attendu|sachant)\b|.{0,60}\bcommission\b", folded):
        return None
    days = [
        d
        for d in find_dates(block.string)
        if d.value is not None and not re.search(r"convo[^.]{0,60}$", folded[: d.start])
    ]
    if not days or days[0].value is None:
        return None
    reach = _ROLL_WITHIN if is_sentence or is_title else _ROLL_NEAR
    return _Opening(block.index, days[0].value, _body(folded), reach)


def _body(folded: str) -> str | None:
    for body in load("bodies")["assemblies"]:
        if body["name"] and re.search(rf"\b(?:{body['pattern']})\b", folded):
            return str(body["name"])
    return None


def _with_title(document: Document, opening: _Opening, before: _Opening) -> int:
    """The block where the session's title begins: headings directly above its opening."""
    first = opening.block
    while first - 1 > before.block and document.blocks[first - 1].kind is BlockKind.HEADING:
        first -= 1
    return first


def _preamble_end(outline: Outline, first: int, end: int) -> int:
    """The first section of a later session that stands below its roll."""
    later = [s.heading for s in outline.sections if first + 3 < s.heading < end]
    return min(later[0] if later else end, first + _LEAST_OPENING)

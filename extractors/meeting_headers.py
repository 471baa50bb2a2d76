"""The organisation where only a running header or a letterhead names it.

Letterheads and running lines name the body on every page (*Commune de X*, *X Agglomération*) while the text says *le
conseil*. Belongs here: reading those lines. Does not belong here: kinds before their name in the text (`meeting_body`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.document import Document, Line, Text
from extractors.french.fold import fold
from extractors.meeting_body import ORGANISATION_KINDS, organisation_end, tidy
from extractors.meeting_source import Fact, SessionText, bodies, compiled

_WIDE = 3.0
"""A gap of so many type sizes parts what stands left in a line from what stands right."""
_BRAND = re.compile(
    r"^(?!(?i:conseil|bureau|s[ée]ance|compte|proc[eè]s|r[ée]union|communaut|pr[ée]sident|ville|commune))(?:[A-ZÀ-Þ][\w’'.-]*\s+(?:(?:de|du|des|en|et|la|le|les|sur)\s+)*){1,4}"
    r"(?:Agglomération|Agglo|Métropole|Communauté|Intercommunalité|AGGLOMÉRATION|AGGLOMERATION|AGGLO|MÉTROPOLE|METROPOLE|COMMUNAUTÉ|COMMUNAUTE)\b"
)
"""*Trois-Rives Agglomération*: the kind stands after the name."""
_BRANDED = re.compile(r"communautaire|metropolitain|territoire|bureau|communaute|metropole")


def organisation_in_headers(document: Document, body: str | None) -> Fact[str] | None:
    """The organisation that a running line names, of the kind of ``body`` if that is known."""
    kinds = compiled(rf"(?:{bodies()['organisations']})\b")
    fitting = next((k for word, k in ORGANISATION_KINDS.items() if body is not None and word in fold(body)), None)
    for line in _parts(document):
        text = Text.of_lines([line])
        printed, flat = text.string, fold(text.string)
        brand = _BRAND.match(printed)
        if brand is not None and (body is None or _BRANDED.search(fold(body))):
            return Fact(tidy(brand[0]), text.evidence("meeting.organisation-header", 0, brand.end(), 0.85))
        for match in kinds.finditer(flat):
            if match.start() > 0 and not re.search(r"[–—|•-]\s*$", flat[: match.start()]):
                continue
            if fitting is not None and re.match(fitting, match.group()) is None:
                continue
            end = organisation_end(printed, match.end(), re.match(r"syndicat|pole|centre|caisse", match[0]) is not None)
            if end is None:
                continue
            end = match.start() + len(re.split(r"\s[–—|•-]\s", printed[match.start() : end])[0])
            evidence = text.evidence("meeting.organisation-header", match.start(), end, 0.85)
            return Fact(tidy(printed[match.start() : end]), evidence)
    return None


_LETTERHEAD_BLOCKS = 6
_LONGEST_LETTERHEAD = 60


def organisation_by_brand(text: SessionText, body: str | None) -> Fact[str] | None:
    """*X Agglomération* as the letterhead or beside the assembly (*le conseil communautaire de X Agglomération*)."""
    if body is None or _BRANDED.search(fold(body)) is None:
        return None
    tops = list(zip(text.roll.block_starts, text.roll.blocks, strict=True))[:_LETTERHEAD_BLOCKS]
    starts = [start for start, block in tops if len(block.string) <= _LONGEST_LETTERHEAD]
    beside = compiled(r"\b(?:conseil|bureau)\s+(?:communautaire|metropolitain|de\s+communaute)\s+(?:de\s+|d')")
    for start in [*starts, *(m.end() for m in beside.finditer(text.flat))]:
        brand = _BRAND.match(text.printed[start : start + _LONGEST_LETTERHEAD])
        if brand is not None:
            end = start + brand.end()
            return Fact(tidy(brand[0]), text.evidence("meeting.organisation-brand", start, end, 0.85))
    return None


def _parts(document: Document) -> Iterator[Line]:
    """Running lines, cut where a wide gap parts what stands left and right."""
    seen: set[str] = set()
    for line in document.furniture:
        words = list(line.words)
        start = 0
        for i in range(1, len(words) + 1):
            is_end = i == len(words)
            if is_end or words[i].box.x0 - words[i - 1].box.x1 > _WIDE * max(words[i].size, 6.0):
                part = Line(line.page, tuple(words[start:i]))
                start = i
                if part.string not in seen:
                    seen.add(part.string)
                    yield part

"""What stands around a sum or a table: its section, its deliberation, its caption, the words that lead up to it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.document import Block, BlockKind, Document, Outline
from extractors.french.money import find_money
from extractors.money.lexicon import folded, lexicon, says, words
from extractors.records import Deliberation, Outcome
from extractors.votes import find_votes

_LOOK_BACK = 4
"""Blocks above a table in which its caption may stand."""
_JUST_AFTER = 3
"""Blocks after a decision that may still belong to it (a price list under the vote)."""
_TOPIC_BACK = 9
"""Blocks above a table in which the thing it is about may be named."""
_TITLE_BACK = 40
"""Blocks above, where no item is known, in which a title may stand."""
_RUN_TOGETHER = 60
"""Characters from which a heading may be several titles run together."""
_SHORT = 220
"""Characters up to which a paragraph may be a caption."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The words about a table."""

    caption: str | None
    """The nearest heading, or paragraph that announces the table."""
    headings: tuple[str, ...]
    """Titles it stands under, innermost first."""
    lead: tuple[str, ...]
    """Paragraphs just above, nearest first."""
    topics: tuple[str, ...] = ()
    """Paragraphs further up, back to the table or section before, nearest first."""
    titles: tuple[str, ...] = ()
    """As `headings`, with those the outline does not count as items (a subtitle in bold above a list)."""
    is_told_prices: bool = False
    """The paragraph below says that these are prices."""


def section_path(outline: Outline, block: int) -> str | None:
    """Path of the innermost numbered section, else the title of the innermost section."""
    section = outline.section_of(block)
    while section is not None and section.path is None:
        if section.parent is None:
            return section.title or None
        section = outline.sections[section.parent]
    return section.path if section is not None else None


_POINTS_BELOW = re.compile(r"\bci-(?:dessous|apres|joint\w*|annexe\w*)\b|\bsuivante?s?\b|\bcomme suit\b|:\s*$")
"""*adopte les tarifs ci-dessous*, above several grids with their titles."""


def deliberation_of(deliberations: Sequence[Deliberation], outline: Outline, block: int) -> Deliberation | None:
    """The decision whose text holds a block; else the first to follow it under the same heading, or the one above.

    What is told before an amendment fails, and the text is adopted all the same, belongs to the text: of decisions
    that share what leads up to them, the first that is adopted.
    """
    holding = [d for d in deliberations if d.first_block <= block <= d.last_block]
    if holding:
        return next((d for d in holding if d.outcome is Outcome.ADOPTED), holding[0])
    section = outline.section_of(block)
    while section is not None:
        first, end = section.heading, section.end
        inside = [d for d in deliberations if first <= d.first_block < end or first <= d.last_block < end]
        after = [d for d in inside if d.last_block >= block]
        if after:
            return after[0]
        if inside:
            is_near = block - inside[-1].last_block <= _JUST_AFTER
            points_here = len(inside) == 1 and _POINTS_BELOW.search(folded(inside[0].decision or ""))
            return inside[-1] if is_near or points_here else None
        section = outline.sections[section.parent] if section.parent is not None else None
    if len(deliberations) == 1 and deliberations[0].last_block >= block:
        return deliberations[0]  # an extract of one decision, whose parts are no items
    return None


_THESE_PRICES = re.compile(
    r"\W*(?:(?:ces|les|lesdits) (?:nouveaux )?(?:tarifs?|prix|redevances?|loyers?)|cette grille|cette tarification|"
    r"la grille)\b(?! (?:actuel|en vigueur))[^.;:]{0,40}"
    r"\b(?:sont|seront|est|sera|ont ete|a ete|s'applique\w*|entre\w*)\b"
)
"""*Ces tarifs sont adoptés à l'unanimité.*"""


def surroundings(document: Document, outline: Outline, index: int, last: int | None = None) -> Surroundings:
    """What is said about the table at ``document.blocks[index]``, or the list from there to ``last``."""
    below = document.blocks[(index if last is None else last) + 1 :][:1]
    lead: list[Block] = []
    outer = outline.section_of(index)
    for block in reversed(document.blocks[max(0, index - _LOOK_BACK) : index]):
        if block.kind is BlockKind.TABLE:
            break
        if block.string.strip():
            lead.append(block)
        if (block.kind is BlockKind.HEADING and len(lead) > 1) or (outer is not None and block.index == outer.heading):
            break
    headings: list[str] = []
    section = outer
    while section is not None:
        headings.append(section.title)
        section = outline.sections[section.parent] if section.parent is not None else None
    return Surroundings(
        _caption(lead, outer.heading if outer else None),
        tuple(headings),
        tuple(b.string for b in lead),
        tuple(_above(document, outline, index)),
        titles_over(document, outline, index),
        any(_THESE_PRICES.match(folded(b.string)) for b in below if b.kind is BlockKind.PARAGRAPH),
    )


def titles_over(document: Document, outline: Outline, index: int) -> tuple[str, ...]:
    """The titles a block stands under, innermost first, whether the outline counts them as items or not.

    Of titles that look alike only the nearest counts: the others head what went before.
    """
    section = outline.section_of(index)
    first = section.heading if section else max(0, index - _TITLE_BACK, outline.preamble[0])
    found: list[str] = []
    looks: set[tuple[object, ...]] = set()
    for block in reversed(document.blocks[first : index + 1]):
        is_item = section is not None and block.index == section.heading
        if is_item or (
            block.kind is BlockKind.HEADING and not find_money(block.string) and not find_votes(block.string)
        ):
            look = look_of(block)
            if is_item or (look not in looks and block.index < index):
                found.append(section.title if section is not None and is_item else block.string)
            looks.add(look)
    while section is not None and section.parent is not None:
        section = outline.sections[section.parent]
        found.append(section.title)
    return tuple(dict.fromkeys(found))


def look_of(block: Block) -> tuple[object, ...]:
    """How a block is set: titles of one rank look alike."""
    return (
        block.is_bold, block.is_capital, block.is_underlined, block.is_centred, round(block.size), block.label is None,
    )  # fmt: skip


def _above(document: Document, outline: Outline, index: int) -> Iterator[str]:
    section = outline.section_of(index)
    first = max(section.heading if section else 0, index - _TOPIC_BACK)
    for block in reversed(document.blocks[first:index]):
        if block.kind is BlockKind.TABLE:
            return
        if not find_money(block.string):
            yield block.string
        if section is None and block.kind is BlockKind.HEADING:
            return


def _caption(lead: list[Block], section_heading: int | None) -> str | None:
    """The title nearest above, or the paragraph that announces the table.

    Of titles in a row it is the first, the title proper; the others are its subtitles.
    """
    for place, block in enumerate(lead):
        if not _is_title(block):
            if block.string.rstrip().endswith(":") and place < 2:
                return _trimmed(block.string)
            continue
        while (
            place + 1 < len(lead)
            and _is_title(lead[place + 1])
            and lead[place + 1].index == lead[place].index - 1
            and lead[place + 1].index != section_heading
        ):
            place += 1
        title = lead[place]
        return _first_of_title(title) or _trimmed(title.body if title.kind is BlockKind.HEADING else title.string)
    return None


def _first_of_title(block: Block) -> str | None:
    """The first line of titles that a scan runs together: it ends though the next word would have stood beside it."""
    if block.kind is not BlockKind.HEADING or len(block.lines) < 2 or len(block.string) < _RUN_TOGETHER:
        return None
    first, second = block.lines[0], block.lines[1]
    room = max(line.box.x1 for line in block.lines) - first.box.x1
    fits = room > second.words[0].box.width + first.box.height
    return first.string if fits and len(first.words) > 1 else None


def _is_title(block: Block) -> bool:
    if find_money(block.string) or find_votes(block.string):
        return False
    return block.kind is BlockKind.HEADING or (
        (block.is_bold or block.is_capital or block.is_centred) and len(block.string) < _SHORT
    )


def _trimmed(text: str) -> str:
    """The announcing sentence only, without its colon."""
    sentences = re.split(r"(?<=[.!?])(?<!\bM\.)(?<!\bMM\.)(?<!\b[A-Z]\.)\s+(?=[A-ZÀ-Ý])", text.strip())
    return sentences[-1].rstrip(" :").strip()


def kind_of(texts: Sequence[str | None]) -> str | None:
    """What a table is, by the first of the texts that says so."""
    kinds = lexicon("money")["kinds"]
    for text in texts:
        for kind in kinds:
            if text and says(words("money", "kinds", kind), text):
                return str(kind)
    return "budget" if any(text and says(words("money", "budget_heads"), text) for text in texts) else None

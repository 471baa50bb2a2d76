"""The items of business of minutes: the blocks under each heading, and headings that the outline passed over.

Belongs here: which blocks are decided on together. Does not belong here: what is decided (`read`).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from extractors.deliberations.listed import told_in_line
from extractors.deliberations.resolution import Resolution
from extractors.deliberations.units import units_of
from extractors.deliberations.wording import Wording, read_wording
from extractors.document import Block, BlockKind, Document, Outline, Section
from extractors.french.fold import fold
from extractors.outline.words import is_no_heading
from extractors.votes import find_votes


@dataclass(frozen=True)
class Item:
    """The blocks under one heading, or before the first."""

    section: Section | None
    heading: Block | None
    blocks: tuple[Block, ...]
    is_preamble: bool = False


_DAY = r"(?:\d{1,2}(?:er)?\s+[a-z]{3,9}\s+\d{4}|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4})"
_SESSION_TITLE = re.compile(
    r"\W*(?:(?:seance|reunion|session)\s+)?(?:du\s+|de\s+l['’]\s?|de\s+la\s+)?(?:conseil|comite|bureau|assemblee)\b.{0,60}"
    rf"\b{_DAY}\W*|\W*(?:seance|reunion|session)\s+(?:\w+\s+)?du\s+(?:\w+di\s+)?{_DAY}\W*"
    r"|\W*(?:commune|ville|mairie|communaute|syndicat|siaep|sivom|sivu|metropole)\s+(?:[a-z]+\s+){0,4}d(?:e\b|u\b|es\b|')\s?[^:]{0,60}"
    r"|\W*(?:compte[ -]?s?[ -]rendus?|proces[ -]verb(?:al|aux))(?!\s+(?:de\s+gestion|d['’]\s?activite))"
    rf"(?:\W*|\s+(?:sommaire|synthetique|des?\b|du\b|conseil\b|reunion\b|seance\b).{{0,70}}\b{_DAY}\W*)"
    rf"|\W*[a-z][a-z' -]{{2,40}},\s+le\s+{_DAY}\W*|\W*ordre\s+du\s+jour\W*"
)
"""*Conseil municipal du 4 mai 2020*, *COMPTE RENDU*, *Valmont, le 4 mai 2020*: titles of the document only."""
_IS_ENTRY = re.compile(r"\d\s?(?:€|%|euros?)(?:\s?/\s?\w+)?\W*$|[:;].*\d\s?(?:€|euros?)|=\s*[+-]?\s?\d")
"""An entry of a list of prices or of a plan of financing."""
_LEADERS = re.compile(r"\.{4,}|…{2,}")
"""*Majorité absolue ....... 17*: an entry with its value."""
_NUMBERED = re.compile(r"[A-Z]?\d{1,2}(?:\.\d{1,2})*|[IVX]+|[A-Z]|[a-z]")


def nearer_headings(
    document: Document, item: Item, resolutions: Sequence[Resolution], agenda: Collection[int] = ()
) -> list[Block | None]:
    """By decision, the heading that the outline passed over: between decisions of one item, or before the first item.

    The first decision of an item is under its title; where the later ones have titles of their own, so has the first.
    """
    if not resolutions:
        return []
    starts = [item.blocks[0].index, *(r.units[-1].block.index + 1 for r in resolutions[:-1])]
    found = [_nearer(document, r, start, agenda) for r, start in zip(resolutions, starts, strict=True)]
    if item.section is not None and found:
        later = [b for b in found[1:] if b is not None]
        is_part = item.section.number is None and item.section.path is None and bool(later)
        if not is_part or found[0] is None or _setting(found[0]) not in {_setting(b) for b in later}:
            found[0] = None
    return found


def _setting(block: Block) -> tuple[object, ...]:
    return block.kind, block.label is None, block.is_bold, block.is_underlined, block.is_capital


def _nearer(document: Document, resolution: Resolution, before: int, agenda: Collection[int]) -> Block | None:
    units = resolution.units
    used = {u.block.index for u in units}
    for block in reversed(document.blocks[before : units[0].block.index]):
        is_apart = block.index not in used and block.index not in agenda and not _heads_table(document, block)
        if is_apart and _looks_like_heading(block):
            return block
    return None


def _looks_like_heading(block: Block) -> bool:
    """Short, begun with a capital, not ended as a sentence or a list entry, and saying no decision."""
    body = block.body.strip()
    words = body.split()
    if (
        not (1 if block.label else 2) <= len(words) <= 30
        or block.bullet is not None
        or body.endswith((".", ";", ",", "!", "?"))
        or (body.endswith(":") and block.kind is not BlockKind.HEADING)
    ):
        return False
    if (
        block.kind is not BlockKind.HEADING
        and not (block.label and _NUMBERED.fullmatch(block.label))
        and len(words) > 14
    ):
        return False
    return (
        body[0].isupper()
        and _IS_ENTRY.search(body) is None
        and _SESSION_TITLE.fullmatch(fold(body)) is None
        and not is_no_heading(body)
        and _LEADERS.search(body) is None
        and all(read_wording(u).wording is Wording.NARRATIVE and not find_votes(u.text) for u in units_of(block))
        and not re.search(
            r"\b(?:monsieur|madame|mme|m\.|presents?|absents?|en exercice|quorum|secretaire|votants|suffrages)\b",
            fold(body),
        )
    )


def items_of(document: Document, outline: Outline) -> Iterator[Item]:
    """The parts of the minutes between headings.

    A heading that itself decides (*LE CONSEIL MUNICIPAL DÉCIDE*, *ADOPTÉ À L'UNANIMITÉ*) is no title: what follows
    belongs to the item before.
    """
    agenda = frozenset(outline.agenda)
    heads = {s.heading: s for s in outline.sections}
    is_loose = all(s.is_run_in for s in outline.sections)
    section: Section | None = None
    heading: Block | None = None
    blocks: list[Block] = []
    is_preamble = True
    for block in document.blocks:
        if block.index in agenda:
            continue
        opened = heads.get(block.index)
        may_open = opened is None and is_loose and block.index > 0 and (block.label or heads)
        if may_open and _looks_like_heading(block) and not _heads_table(document, block):
            end = section.end if section is not None else len(document.blocks)
            opened = Section(None, block.body.strip(" :.-–"), 1, block.index, block.index + 1, end)
        if opened is not None and opened.is_run_in:
            yield Item(section, heading, tuple(blocks), is_preamble)
            section, heading, blocks, is_preamble = opened, block, [block], False
            continue
        if opened is not None and not _is_decision(block):
            yield Item(section, heading, tuple(blocks), is_preamble)
            section, heading, blocks, is_preamble = opened, block, [], False
            continue
        if (
            section is not None
            and block.index >= section.end
            and (outer := outline.section_of(block.index)) is not section
        ):
            yield Item(section, heading, tuple(blocks), is_preamble)
            section, blocks = outer, []
            heading = document.blocks[outer.heading] if outer is not None else None
            is_preamble = outer is None
        blocks.append(block)
    yield Item(section, heading, tuple(blocks), is_preamble)


def _heads_table(document: Document, block: Block) -> bool:
    """Whether a table stands right beneath a line, which may be the heads of its columns."""
    below = document.blocks[block.index + 1 : block.index + 2]
    return bool(below) and below[0].kind is BlockKind.TABLE


def _is_decision(block: Block) -> bool:
    if block.label is not None and re.fullmatch(r"[IVX]+|\d+|[A-Z]|[\d.]+", block.label):
        return False
    if block.label is not None and told_in_line(block) is not None:
        return False  # "2024-12 – Tarifs – Adoptée": the title and its result in one line
    readings = [read_wording(unit) for unit in units_of(block)]
    kinds = (Wording.OPENER, Wording.ACTOR, Wording.VOTE, Wording.FATE)
    return bool(readings) and (
        readings[0].wording in kinds
        or readings[0].wording is Wording.ACT
        or readings[0].wording is Wording.CLAUSE
        and readings[0].is_strong
        and not readings[0].is_accessory
        and _ends_open(block)
    )


def _ends_open(block: Block) -> bool:
    return block.string.rstrip().endswith((":", ",", ";"))

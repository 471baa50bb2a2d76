"""Which blocks of the body may be headings, and how much speaks for each: label, setting, the agenda's line.

Belongs here: one block. Does not belong here: which of them are headings together (`headings`, `runs`, `holes`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from extractors.document import Block, BlockKind, Document
from extractors.french.money import find_money
from extractors.numbering import Label, LabelKind, parse_label
from extractors.outline.words import announces_matter, counts_members, ends_sentence, fold, is_no_heading
from extractors.votes import find_votes

_LABEL_POINTS = {
    LabelKind.ROMAN: 1.5,
    LabelKind.ROMAN_DECIMAL: 1.5,
    LabelKind.ACT: 2.0,
    LabelKind.WORD: 2.0,
    LabelKind.UPPER: 1.0,
    LabelKind.NUMBER: 1.0,
    LabelKind.DECIMAL: 1.0,
    LabelKind.LOWER: 0.5,
}
_MATCHED = 3.0
ALIKE = 84.0
"""Similarity (0-100) of a heading to the agenda's line."""
_ALIKE_SAME_LABEL = 62.0


@dataclass(frozen=True, slots=True)
class Candidate:
    """A block that may be a heading."""

    block: Block
    label: Label | None
    points: float
    entry: int | None
    """Index among the agenda's entries of the line it repeats."""
    has_number: bool = False
    """An act's number ends it."""


def candidates(document: Document, body: Sequence[Block], entries: Sequence[Block]) -> list[Candidate]:
    """Blocks of the body that may be headings, weighed."""
    possible = [b for b in body if _is_possible(b)]
    matches = _matched(possible, entries)
    size = _text_size(document)
    found = []
    for block in possible:
        label = _label(block)
        entry = matches.get(block.index)
        has_number = label is None and _ends_in_number(block.body)
        points = _points(block, label, size, is_matched=entry is not None) + 1.0 * has_number
        found.append(Candidate(block, label, points, entry, has_number))
    return found


def _label(block: Block) -> Label | None:
    if block.label is None:
        return None
    label = parse_label(block.string, block.is_recognised)
    if label is None or label.kind is not LabelKind.WORD:
        return label
    folded = fold(block.string)
    is_voted = re.match(r"\W*(?:chapitre|titre|section)\b", folded) and find_votes(block.body)
    return None if is_voted or re.match(r"\W*(?:article|annexe)", folded) else label


_NUMBER_AT_END = re.compile(r"\((?P<number>n\s?[°ºo]\s?[^()]{4,40})\)\W*$", re.IGNORECASE)


def _ends_in_number(body: str) -> bool:
    """*Titre (N° DE_2024_012)*: a title, whether it is set as the others are or not."""
    match = _NUMBER_AT_END.search(body)
    label = parse_label(match["number"]) if match is not None else None
    return match is not None and label is not None and label.end == len(match["number"]) and not label.text.isdigit()


_IS_RESULT = re.compile(r"(?:accord|refus|rejet|ajourn|report)ee?s?\b|(?:avis )?(?:de)?favorable\b")
"""What became of one request among many (*Dossier n° 3 : refusé*): an entry of a list."""
_IS_VOTED = re.compile(r"(?:est |a ete )?(?:adopt|approuv|valid|accept|rejet|vot)ee?s?\b")
"""What became of the matter above (*Délibération n° 12 adoptée à l'unanimité*)."""


def _is_possible(block: Block) -> bool:
    if block.kind is BlockKind.TABLE or not block.text.words:
        return False
    words = len(block.body.split())
    if counts_members(block.body):
        return False
    return 0 < words <= 60 and any(c.isalpha() for c in block.body) and not _is_result(block)


def _is_result(block: Block) -> bool:
    folded = fold(block.body)
    return _IS_RESULT.match(folded) is not None or block.body[:1].islower() and _IS_VOTED.match(folded) is not None


def _points(block: Block, label: Label | None, size: float, is_matched: bool) -> float:
    points = (_LABEL_POINTS[label.kind] if label else 0.0) + _MATCHED * is_matched
    points += 1.0 * block.is_bold + 1.0 * block.is_capital + 0.5 * block.is_centred
    points += block.is_underlined * (2.0 if block.is_recognised else 1.0)
    points += 1.0 * (size > 0 and block.size >= (1.4 if block.is_recognised else 1.08) * size)
    points += 0.5 * (label is not None and block.is_capital)
    body = block.body.rstrip()
    is_act = label is not None and label.kind is LabelKind.ACT
    runs_on = body.endswith((".", ";")) or (body.endswith(",") and not (block.is_underlined or block.is_bold))
    is_plain = not (block.is_bold or block.is_underlined or block.is_capital)
    is_entry = is_plain and fold(block.string).lstrip(" -").startswith("decision")
    if is_act and (body[:1].islower() or is_entry) and body.endswith("."):
        points -= 1.5  # an entry of a list of decisions taken alone
    if runs_on and not block.is_capital and not is_act:
        points -= 1.5
    elif body.endswith(":") and label is None and not is_matched:
        points -= 1.0
    if label is None and announces_matter(block.string):
        points += _MATCHED
    if len(body.split()) > 30 and label is None:
        points -= 1.0
    if block.bullet is not None:
        points -= 2.0
    if label is not None and not label.closing.strip() and _AMOUNT_AT_END.search(body):
        points -= 2.0  # *1 service 230 €*, in a list of prices
    if label is None and block.is_recognised and len(find_money(body)) > 1:
        points -= 1.0  # prices set as large as titles, which a scan cannot tell from them by size
    if block.kind is BlockKind.PARAGRAPH:
        points -= 1.0
    if is_no_heading(body) and (label is None or block.kind is not BlockKind.HEADING):
        points -= 4.0 if label is None else 2.0
    return points


def _text_size(document: Document) -> float:
    counts: dict[float, int] = {}
    for block in document.blocks:
        if block.kind is not BlockKind.TABLE:
            counts[round(2 * block.size) / 2] = counts.get(round(2 * block.size) / 2, 0) + len(block.string)
    return max(counts, key=lambda s: (counts[s], s)) if counts else 0.0


def _matched(possible: Sequence[Block], entries: Sequence[Block]) -> dict[int, int]:
    """Agenda entry of each block that repeats one, in the agenda's order: the heaviest increasing chain."""
    pairs: list[tuple[int, int, float]] = []
    titles = [fold(e.body).strip(" :;.,") for e in entries]
    for block in possible:
        title = fold(block.body).strip(" :;.,")
        for k, entry in enumerate(entries):
            alike = _alike(titles[k], title)
            same_label = block.label is not None and block.label == entry.label
            enough = _ALIKE_SAME_LABEL if same_label else ALIKE
            if alike >= enough:
                pairs.append((block.index, k, alike / 100 + 0.5 * same_label))
    return _chain(pairs)


def _alike(a: str, b: str) -> float:
    if not a or not b:
        return 0.0
    ratio = fuzz.ratio(a, b)
    if min(len(a), len(b)) >= 15 and len(a) <= 3 * len(b) and len(b) <= 3 * len(a):
        ratio = max(ratio, fuzz.partial_ratio(a, b) - 8)
    return ratio


def _chain(pairs: list[tuple[int, int, float]]) -> dict[int, int]:
    pairs.sort()
    best: list[tuple[float, int]] = []
    for j, (block, entry, weight) in enumerate(pairs):
        score, before = weight, -1
        for i in range(j):
            if pairs[i][0] < block and pairs[i][1] < entry and best[i][0] + weight > score + 1e-9:
                score, before = best[i][0] + weight, i
        best.append((score, before))
    chain: dict[int, int] = {}
    at = max(range(len(best)), key=lambda i: (best[i][0], -i)) if best else -1
    while at >= 0:
        chain[pairs[at][0]] = pairs[at][1]
        at = best[at][1]
    return chain


def may_be_title(block: Block) -> bool:
    """Whether a line reads as a title: no sentence, no price, no vote, no entry of the roll."""
    body = block.body.strip()
    return (
        len(body.split()) <= LONGEST_TITLE
        and not ends_sentence(body)
        and not is_no_heading(body)
        and _AMOUNT_AT_END.search(body) is None
        and not find_votes(body)
    )


def has_paragraph(index: int, blocks: Sequence[Block]) -> bool:
    """Whether a paragraph, a table or an entry after a bullet stands right beneath a block."""
    below = blocks[index + 1] if index + 1 < len(blocks) else None
    if below is None:
        return False
    is_entry = below.kind is BlockKind.ITEM and below.bullet is not None
    return below.kind in (BlockKind.PARAGRAPH, BlockKind.TABLE) or is_entry


LONGEST_TITLE = 25
"""Words: a longer line set apart without number is a decision or a notice."""


_AMOUNT_AT_END = re.compile(r"\d[\d\s.,]*\s?(?:€|%|euros?|[fF](?:rs?|rancs?)?\.?)$")
"""A line of a plan of financing or of a price list."""

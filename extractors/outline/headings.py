"""Which blocks of the body are headings: by label, setting, and the agenda that announced them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from extractors.document import Block, BlockKind, Document
from extractors.numbering import Label, LabelKind, parse_label
from extractors.outline.words import (
    announces_matter,
    counts_members,
    ends_sentence,
    fold,
    is_no_heading,
    is_usual_heading,
)
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
_ENOUGH = 2.0
_MATCHED = 3.0
_ALIKE = 84.0
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


def candidates(document: Document, body: Sequence[Block], entries: Sequence[Block]) -> list[Candidate]:
    """Blocks of the body that may be headings, weighed."""
    possible = [b for b in body if _is_possible(b)]
    matches = _matched(possible, entries)
    size = _text_size(document)
    found = []
    for block in possible:
        label = _label(block)
        entry = matches.get(block.index)
        points = _points(block, label, size, is_matched=entry is not None)
        found.append(Candidate(block, label, points, entry))
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
            enough = _ALIKE_SAME_LABEL if same_label else _ALIKE
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


def accepted(found: Sequence[Candidate], blocks: Sequence[Block]) -> list[Candidate]:
    """The headings among the candidates, consistent with one another.

    A numbered document has no headings without number but those set just like its numbered ones; in a document
    without numbers, headings are the lines set apart in one style that have text beneath, with the usual last words
    (*Questions diverses*) beside.
    """
    sure = _without_lists([c for c in found if c.points >= _ENOUGH])
    numbered = [c for c in sure if c.label is not None or c.entry is not None]
    if len(numbered) < 2:
        run = (
            _numbered_run(found, blocks)
            or _bulleted_run(found, blocks)
            or (not sure and _colon_run(found, blocks))
            or []
        )
        sure = sorted({c.block.index: c for c in (*sure, *run)}.values(), key=lambda c: c.block.index)
        numbered = run or numbered
    else:
        sure = _with_missing_numbers(sure, found, blocks)
    apart = [c for c in found if c.points < _ENOUGH and _is_set_apart(c)]
    if len(numbered) >= 2:
        styles = {_style(c.block) for c in numbered}
    else:
        styles = _styles_of_titles([*(c for c in sure if c.block.bullet is None), *apart], blocks)
    kept = [
        c
        for c in sure
        if c.label is not None or c.entry is not None or _style(c.block) in styles or is_usual_heading(c.block.body)
    ]
    kept += [c for c in apart if _style(c.block) in styles or is_usual_heading(c.block.body)]
    return sorted(kept, key=lambda c: c.block.index)


_FEWEST_FIRM = 2
_COUNTED = (LabelKind.NUMBER, LabelKind.ROMAN, LabelKind.UPPER)
_SHORTEST_RUN = 3
"""So many lines numbered one after the other, each with text beneath, are headings however plainly they are set."""


def _is_numbered_line(candidate: Candidate) -> bool:
    body = candidate.block.body
    return candidate.block.bullet is None and not ends_sentence(body) and len(body.split()) <= _LONGEST_TITLE


def _numbered_run(found: Sequence[Candidate], blocks: Sequence[Block]) -> list[Candidate]:
    """Plain lines *1. ...*, *2. ...*, *3. ...* with paragraphs between them; none where they do not count up."""
    run: list[Candidate] = []
    for c in found:
        label = c.label
        if label is None or label.kind not in _COUNTED or not _is_numbered_line(c):
            continue
        is_next = run and run[-1].label is not None and run[-1].label.kind is label.kind
        is_next = is_next and label.ordinal == (run[-1].label.ordinal or 0) + 1 if is_next and run[-1].label else False
        if not run and label.ordinal in (0, 1, None) or is_next:
            run.append(c)
    with_text = [c for c in run if has_paragraph(c.block.index, blocks)]
    return run if len(run) >= _SHORTEST_RUN and len(with_text) >= 0.75 * len(run) else []


def _with_missing_numbers(
    sure: Sequence[Candidate], found: Sequence[Candidate], blocks: Sequence[Block]
) -> list[Candidate]:
    """Headings, with the lines that count up to them and on from them, where a scan hides how some of them are set.

    *1) Rents* and *2) Cemetery* before *3) **Roads***: each has text beneath, so that no entry of a list is one.
    """
    firm = [c for c in sure if c.label is not None and c.label.kind in _COUNTED and c.block.is_recognised]
    kinds = {(c.label.kind, c.label.closing) for c in firm if c.label is not None}
    if len(firm) < _FEWEST_FIRM or len(kinds) > 1:
        return list(sure)
    plain = [
        c
        for c in found
        if c not in firm
        and c.label is not None
        and (c.label.kind, c.label.closing) in kinds
        and _is_numbered_line(c)
        and c.block.body[:1].isupper()
        and has_paragraph(c.block.index, blocks)
    ]
    run: list[Candidate] = []
    for c in sorted((*firm, *plain), key=lambda c: c.block.index):
        last = run[-1] if run else None
        if c in firm and last is not None and not _counts_up(last, c):
            run = [x for x in run if x in firm]  # what stands between does not lead up to it
        if c in firm or last is None or _counts_up(last, c):
            run.append(c)
    return sorted({c.block.index: c for c in (*sure, *run)}.values(), key=lambda c: c.block.index)


def _counts_up(before: Candidate, after: Candidate) -> bool:
    """Whether the number of one heading is the next after that of another."""
    if before.label is None or after.label is None or before.label.ordinal is None:
        return False
    return after.label.ordinal == before.label.ordinal + 1


def _bulleted_run(found: Sequence[Candidate], blocks: Sequence[Block]) -> list[Candidate]:
    """Short lines after one kind of bullet, each with text beneath that has none; none where bullets make lists."""
    by_bullet: dict[str, list[Candidate]] = {}
    for c in found:
        body = c.block.body.strip()
        if c.block.bullet is not None and body[:1].isupper():
            by_bullet.setdefault(c.block.bullet, []).append(c)
    for bullet, marked in by_bullet.items():
        titles = [c for c in marked if may_be_title(c.block)]
        alone = [c for c in titles if (i := c.block.index + 1) < len(blocks) and blocks[i].bullet != bullet]
        if len(titles) >= _SHORTEST_RUN and len(titles) == len(marked) and len(alone) >= 0.75 * len(titles):
            return titles
    return []


def _colon_run(found: Sequence[Candidate], blocks: Sequence[Block]) -> list[Candidate]:
    """Short plain lines that end on a colon, each with prose beneath (*Tarif de l'eau :*), where nothing else heads."""
    ended = [c for c in found if c.label is None and c.block.bullet is None and c.block.body.rstrip().endswith(":")]
    titles = [
        c for c in ended if c.block.body[:1].isupper() and may_be_title(c.block) and _has_prose(c.block.index, blocks)
    ]
    is_usual = len(titles) >= max(_SHORTEST_RUN, 0.75 * len(ended))
    return [c for c in titles if len(c.block.body.split()) <= _LONGEST_COLON_TITLE] if is_usual else []


_LONGEST_COLON_TITLE = 12
_SHORTEST_PROSE = 6


def _has_prose(index: int, blocks: Sequence[Block]) -> bool:
    """Whether a sentence stands right beneath a block."""
    below = blocks[index + 1] if index + 1 < len(blocks) else None
    if below is None or below.kind is not BlockKind.PARAGRAPH or below.bullet is not None:
        return False
    return below.string[:1].isupper() and len(below.string.split()) >= _SHORTEST_PROSE


def may_be_title(block: Block) -> bool:
    """Whether a line reads as a title: no sentence, no price, no vote, no entry of the roll."""
    body = block.body.strip()
    return (
        len(body.split()) <= _LONGEST_TITLE
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


_LONGEST_TITLE = 25
"""Words: a longer line set apart without number is a decision or a notice."""


_AMOUNT_AT_END = re.compile(r"\d[\d\s.,]*\s?(?:€|%|euros?|[fF](?:rs?|rancs?)?\.?)$")
"""A line of a plan of financing or of a price list."""


_INFORMS = re.compile(r"(?i:(?:points?\s+d['’]\s?|pour\s+)informations?\b)")
"""What is only told of stays with what stands before."""


def _is_set_apart(candidate: Candidate) -> bool:
    """A line that nothing but its setting tells for a title: bold, underlined or in capitals, no formula, no entry."""
    block = candidate.block
    body = block.body.strip()
    return (
        block.kind is BlockKind.HEADING
        and (block.is_bold or block.is_underlined or block.is_capital)
        and not block.is_recognised
        and candidate.label is None
        and block.bullet is None
        and body[:1].isupper()
        and _INFORMS.match(body) is None
        and may_be_title(block)
    )


def _styles_of_titles(titles: Sequence[Candidate], blocks: Sequence[Block]) -> set[tuple[bool, bool, bool, bool, int]]:
    """The styles of titles: the commonest among those sure by themselves, and each with text beneath twice or more."""
    sure = Counter(_style(c.block) for c in titles if c.points >= _ENOUGH)
    styles = {s for s, n in sure.items() if n == max(sure.values())}
    introducing = Counter(_style(c.block) for c in titles if _has_text(c.block.index, blocks))
    number = Counter(_style(c.block) for c in titles)
    return styles | {s for s, n in introducing.items() if n >= 2 and n >= 0.5 * number[s]}


def _has_text(index: int, blocks: Sequence[Block]) -> bool:
    """Whether what stands right beneath a block is no title itself."""
    return index + 1 < len(blocks) and blocks[index + 1].kind is not BlockKind.HEADING


def _without_lists(sure: list[Candidate]) -> list[Candidate]:
    """Bulleted entries repeated right beneath their heading only list what the item is about."""
    kept: list[Candidate] = []
    last = -2
    for c in sure:
        if c.block.bullet is not None and c.block.index == last + 1:
            last = c.block.index
            continue
        last = c.block.index
        kept.append(c)
    return kept


def _style(block: Block) -> tuple[bool, bool, bool, bool, int]:
    """How a heading is set; of a recognised one, what does not depend on estimates."""
    if block.is_recognised:
        return False, block.is_capital, block.is_underlined, False, 0
    return block.is_bold, block.is_capital, block.is_underlined, block.is_centred, round(block.size)


def without_recap(headings: list[Candidate], blocks: Sequence[Block]) -> list[Candidate]:
    """Headings without the list of deliberations printed once more at the end of many minutes.

    Such a list is a run of lines with nothing between them that repeats headings which do have a text.
    """
    real = [c for c in headings if not _is_among_titles(c.block.index, blocks)]
    titles = [fold(c.block.body) for c in real]
    if len(titles) < 3:
        return headings
    drop: set[int] = set()
    for run in _runs_of_titles(blocks, real[2].block.index):
        again = [i for i, b in enumerate(run) if any(fuzz.ratio(fold(b.body), t) >= _ALIKE for t in titles)]
        stretch = again[-1] - again[0] + 1 if again else 0
        if len(again) >= 3 and len(again) >= 0.6 * stretch:
            drop.update(b.index for b in run[again[0] : again[-1] + 1])
    return [c for c in headings if c.block.index not in drop]


def _is_title(block: Block) -> bool:
    return (
        block.kind is not BlockKind.TABLE
        and 0 < len(block.string.split()) <= 60
        and block.kind is not BlockKind.PARAGRAPH
    )


def _is_among_titles(index: int, blocks: Sequence[Block]) -> bool:
    """Whether a block has title-like lines right before and after it."""
    around = [blocks[i] for i in (index - 1, index + 1) if 0 <= i < len(blocks)]
    return all(_is_title(b) for b in around)


def _runs_of_titles(blocks: Sequence[Block], first: int) -> list[list[Block]]:
    """Runs of neighbouring title-like lines after block ``first``."""
    runs: list[list[Block]] = [[]]
    for block in blocks[first + 1 :]:
        if _is_title(block):
            runs[-1].append(block)
        elif runs[-1]:
            runs.append([])
    return [r for r in runs if r]

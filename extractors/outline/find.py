"""The outline of a document: agenda, preamble, sections."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractors.document import Block, BlockKind, Document, Outline, Section
from extractors.numbering import LabelKind
from extractors.numbering_tree import LabelTree, most_orderly
from extractors.outline.act_numbers import with_numbers
from extractors.outline.candidates import Candidate, candidates
from extractors.outline.headings import accepted, without_recap
from extractors.outline.holes import with_holes_filled
from extractors.outline.printed_agenda import find_agenda
from extractors.outline.run_in import run_in_sections
from extractors.outline.words import ends_agenda, fold, has_object_word, without_object_word
from extractors.votes import find_votes


def find_outline(document: Document) -> Outline:
    """Find the printed agenda, where the first item begins, and the headings of the body as a tree."""
    blocks = document.blocks
    title, agenda = find_agenda(document)
    taken = {*agenda, *(() if title is None else (title,))}
    roll_end = _roll_end(blocks, taken)
    body = [b for b in blocks if b.index not in taken]
    entries = [blocks[i] for i in agenda]
    found = [c for c in candidates(document, body, entries) if c.entry is not None or c.block.index > roll_end]
    headings = with_holes_filled(accepted(found, blocks), found, blocks)
    sections = _sections(without_recap(headings, blocks), blocks)
    run_in = run_in_sections(blocks, roll_end + 1)
    if run_in and _FEW * len(sections) <= len(run_in):
        sections = _among(run_in, sections)
    start = sections[0].heading if sections else max([roll_end + 1, *(i + 1 for i in agenda)])
    return Outline(agenda, (0, min(start, len(blocks))), sections)


_FEW = 3
"""So many titles at the head of paragraphs for each set apart make these the exception (*QUESTIONS DIVERSES*)."""


def _among(run_in: Sequence[Section], apart: Sequence[Section]) -> tuple[Section, ...]:
    """Titles at the head of their paragraphs and the few set apart, each up to the next."""
    both = sorted([*run_in, *apart], key=lambda s: s.heading)
    ends = [*(s.heading for s in both[1:]), max(s.end for s in both)]
    return tuple(replace(s, level=1, parent=None, end=end) for s, end in zip(both, ends, strict=True))


def _roll_end(blocks: Sequence[Block], taken: set[int]) -> int:
    """The last block of the roll and its formalities in the first part of the document, -1 if none."""
    last = -1
    limit = max(int(0.4 * len(blocks)), min(25, int(0.6 * len(blocks))))
    gap = 0
    for block in blocks[:limit]:
        if block.index in taken:
            continue
        if last >= 0 and _tells_decision(block):
            break
        if ends_agenda(block.string) and not _counts_a_ballot(blocks, block):
            last, gap = block.index, 0
        elif last >= 0:
            gap += 1
            if gap > 25:
                break
    return last


_DELIBERATED = re.compile(r"\bapres (?:en )?avoir (?:\w+ ){0,3}deliber")


def _tells_decision(block: Block) -> bool:
    """A vote with its counts, or that the assembly has deliberated: the roll is over, whatever counts follow."""
    if _DELIBERATED.search(fold(block.string)):
        return True
    return any(vote.votes_for is not None and vote.votes_against is not None for vote in find_votes(block.string))


_BALLOT_COUNT = re.compile(r"\W*nombre de (?:votants|suffrages|bulletins)\b")
_ELECTION = re.compile(r"\belections?\b")
_BALLOT_REACH = 12
"""So many blocks after its heading the counts of an election stand."""


def _counts_a_ballot(blocks: Sequence[Block], block: Block) -> bool:
    """*Nombre de votants : 11* under the numbered heading of an election is of its ballot, not of the roll."""
    if _BALLOT_COUNT.match(fold(block.string)) is None:
        return False
    before = blocks[max(0, block.index - _BALLOT_REACH) : block.index]
    return any(b.label is not None and b.kind is BlockKind.HEADING and _ELECTION.search(fold(b.body)) for b in before)


def _in_order(headings: Sequence[Candidate]) -> list[Candidate]:
    """Headings with their labels in the reading that makes the best order, where pages were recognised."""
    numbered = [c for c in headings if c.label is not None and c.label.kind is not LabelKind.ACT]
    if not any(c.block.is_recognised for c in numbered):
        return list(headings)
    labels = most_orderly([c.label for c in numbered if c.label is not None])
    better = {c.block.index: label for c, label in zip(numbered, labels, strict=True)}
    return [replace(c, label=better.get(c.block.index, c.label)) for c in headings]


_Draft = tuple[Candidate, str | None, int, str | None]
"""A heading, the path of its label, its level, its official number."""
_LEAST_OBJECTS = 2


def _under_objects(drafts: list[_Draft]) -> list[_Draft]:
    """Where items are headed *Objet : ...*, numbered titles between them head parts of what stands above."""
    objects = [i for i, (c, *_) in enumerate(drafts) if has_object_word(c.block.body) and c.label is None]
    if len(objects) < _LEAST_OBJECTS:
        return drafts
    return [
        (c, path, level + 1, number)
        if i > objects[0]
        and c.label is not None
        and c.label.kind is not LabelKind.ACT
        and not has_object_word(c.block.body)
        else (c, path, level, number)
        for i, (c, path, level, number) in enumerate(drafts)
    ]


def _sections(headings: Sequence[Candidate], blocks: Sequence[Block]) -> tuple[Section, ...]:
    headings, end = _in_order(headings), len(blocks)
    tree = LabelTree()
    drafts: list[_Draft] = []
    for c in headings:
        if c.label is None or c.label.kind is LabelKind.ACT:
            level = tree.depth + 1 if c.label is not None or c.block.bullet else max(1, tree.depth)
            drafts.append((c, None, level, c.label.text if c.label else None))
            continue
        node = tree.place(c.label)
        drafts.append((c, node.path, node.level, None))
    drafts = _under_objects(drafts)
    sections: list[Section] = []
    for i, (c, path, level, number) in enumerate(drafts):
        stop = next((d[0].block.index for d in drafts[i + 1 :] if d[2] <= level), end)
        parent = next((j for j in range(i - 1, -1, -1) if drafts[j][2] < level), None)
        sections.append(
            Section(
                path,
                without_object_word(c.block.body.strip().rstrip(" :").lstrip("| ")),
                level,
                c.block.index,
                c.block.index + 1,
                stop,
                parent,
                number,
            )
        )
    return with_numbers(sections, blocks)

"""The printed agenda, line by line, as a tree of numbers."""

from __future__ import annotations

import re

from extractors.agenda_run_on import run_on_agenda
from extractors.agenda_table import tabled_agenda
from extractors.document import Block, BlockKind, Document, Outline
from extractors.numbering import Label, LabelKind, parse_label
from extractors.numbering_tree import LabelTree, most_orderly
from extractors.records import AgendaItem

_TRAILING = re.compile(r"[\s:;,.…]+$")


def read_agenda(document: Document, outline: Outline) -> tuple[AgendaItem, ...]:
    """One row for each entry of the agenda, headings and leaves, in printed order: of a list, a table or a sentence."""
    blocks = [document.blocks[i] for i in outline.agenda]
    blocks = [b for b in blocks if b.kind is not BlockKind.TABLE and b.text.words]
    labels = _labels(blocks)
    tree = LabelTree()
    items: list[AgendaItem] = []
    for block in blocks:
        number, level = _number(block, labels.get(block.index), tree)
        end = len(_TRAILING.sub("", block.string))
        start = block.body_start
        if end <= start:
            continue
        items.append(
            AgendaItem(
                position=len(items) + 1,
                number=number,
                level=level,
                title=block.string[start:end].strip(),
                evidence=block.text.evidence("agenda.printed-entry", 0, end, trust=0.97),
            )
        )
    return tuple(items) or tabled_agenda(document) or run_on_agenda(document)


def _labels(blocks: list[Block]) -> dict[int, Label]:
    """The label of each labelled entry; those of recognised pages in the reading that makes the best order."""
    found: dict[int, Label] = {}
    for block in blocks:
        if block.label is not None and block.bullet is None:
            label = parse_label(block.string, is_recognised=True)
            if label is not None and label.kind is not LabelKind.ACT:
                found[block.index] = label
    if not any(b.is_recognised for b in blocks):
        return found
    return dict(zip(found, most_orderly(list(found.values())), strict=True))


def _number(block: Block, label: Label | None, tree: LabelTree) -> tuple[str | None, int]:
    """(path, level) of an agenda line."""
    if label is not None:
        node = tree.place(label)
        return node.path, node.level
    if block.bullet is not None or block.label is not None:
        return None, tree.depth + 1
    return None, max(1, tree.depth)

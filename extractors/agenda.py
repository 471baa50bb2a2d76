"""The printed agenda, line by line, as a tree of numbers."""

from __future__ import annotations

import re

from extractors.document import Block, BlockKind, Document, Outline
from extractors.numbering import LabelKind, parse_bullet, parse_label
from extractors.numbering_tree import LabelTree
from extractors.records import AgendaItem

_TRAILING = re.compile(r"[\s:;,.…]+$")


def read_agenda(document: Document, outline: Outline) -> tuple[AgendaItem, ...]:
    """One row for each entry of the printed agenda, headings and leaves, in printed order."""
    tree = LabelTree()
    items: list[AgendaItem] = []
    for index in outline.agenda:
        block = document.blocks[index]
        if block.kind is BlockKind.TABLE or not block.text.words:
            continue
        number, level, start = _number(block, tree)
        end = len(_TRAILING.sub("", block.string))
        if end <= start:
            continue
        title = block.string[start:end].strip()
        items.append(
            AgendaItem(
                position=len(items) + 1,
                number=number,
                level=level,
                title=title,
                evidence=block.text.evidence("agenda.printed-entry", 0, end, trust=0.97),
            )
        )
    return tuple(items)


def _number(block: Block, tree: LabelTree) -> tuple[str | None, int, int]:
    """(path, level, offset of the title) of an agenda line."""
    bullet = parse_bullet(block.string)
    if bullet is not None:
        return None, tree.depth + 1, bullet[1]
    label = parse_label(block.string) if block.label is not None else None
    if label is None:
        return None, max(1, tree.depth), 0
    if label.kind is LabelKind.ACT:
        return None, tree.depth + 1, label.end
    node = tree.place(label)
    return node.path, node.level, label.end

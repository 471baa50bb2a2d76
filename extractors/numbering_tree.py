"""Nesting from printed labels: 'I', 'I.2', 'A', '1' in that order make the path 'I.2.A.1'."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.numbering import Label, LabelKind, ordinal_of, readings_of


@dataclass(frozen=True, slots=True)
class Node:
    """A label in its place."""

    kind: LabelKind
    ordinal: int | None
    path: str
    level: int


class LabelTree:
    """Feed it labels in printed order; it keeps the open ancestors."""

    def __init__(self, opened: Sequence[Node] = ()) -> None:
        """Start with no label open, or with those of another tree."""
        self._open: list[Node] = list(opened)

    def copy(self) -> LabelTree:
        """A tree that goes on from here on its own."""
        return LabelTree(self._open)

    @property
    def depth(self) -> int:
        """Level of the innermost open label, 0 if none."""
        return self._open[-1].level if self._open else 0

    def fitness(self, label: Label) -> float:
        """How well a label goes on what is open: 2 the next sibling, about 1 a first child, below 0 out of order."""
        label = self._as_letter(label)
        if label.ordinal is None:
            return -1.0
        if label.kind in (LabelKind.ROMAN_DECIMAL, LabelKind.DECIMAL):
            return self._composite_fitness(label)
        for node in reversed(self._open):
            if _same(node, label) and node.ordinal is not None:
                step = label.ordinal - node.ordinal
                return 2.0 if step == 1 else 0.5 if 1 < step <= 3 else -1.0
        return 1.0 if label.ordinal == 1 else -0.5

    def _composite_fitness(self, label: Label) -> float:
        parts = re.split(r"[.\-]", label.text)
        prefix = ".".join(parts[:-1])
        ordinal = label.ordinal or 0
        for i in range(len(self._open) - 1, -1, -1):
            if self._open[i].path == prefix or self._open[i].path.endswith("." + prefix):
                after = self._open[i + 1].ordinal if i + 1 < len(self._open) else 0
                return 2.0 if after is not None and ordinal - after == 1 else 0.5
        return 0.5 if ordinal == 1 else -1.0

    def place(self, label: Label) -> Node:
        """The label's node, which is open from now on."""
        label = self._as_letter(label)
        if label.kind in (LabelKind.ROMAN_DECIMAL, LabelKind.DECIMAL):
            node = self._composite(label)
        else:
            node = self._simple(label)
        self._open.append(node)
        return node

    def _as_letter(self, label: Label) -> Label:
        """``I`` after ``H`` is a letter."""
        if label.kind is LabelKind.ROMAN and len(label.text) == 1:
            letter = ordinal_of(label.text, LabelKind.UPPER)
            for node in reversed(self._open):
                if node.kind is LabelKind.UPPER and letter is not None and node.ordinal == letter - 1:
                    return Label(label.text, LabelKind.UPPER, label.end, label.closing, letter)
        return label

    def _simple(self, label: Label) -> Node:
        for i in range(len(self._open) - 1, -1, -1):
            node = self._open[i]
            if _same(node, label):
                del self._open[i:]
                break
        parent = self._open[-1] if self._open else None
        path = f"{parent.path}.{label.text}" if parent else label.text
        return Node(label.kind, label.ordinal, path, parent.level + 1 if parent else 1)

    def _composite(self, label: Label) -> Node:
        parts = re.split(r"[.\-]", label.text)
        prefix = ".".join(parts[:-1])
        for is_whole in (True, False):
            for i in range(len(self._open) - 1, -1, -1):
                node = self._open[i]
                if node.path == prefix if is_whole else node.path.endswith("." + prefix):
                    del self._open[i + 1 :]
                    return Node(label.kind, label.ordinal, f"{node.path}.{parts[-1]}", node.level + 1)
        self._open.clear()
        return Node(label.kind, label.ordinal, ".".join(parts), len(parts))


_BEAM = 12
_REPAIR_COST = 0.4


def most_orderly(labels: Sequence[Label]) -> list[Label]:
    """The readings of recognised labels that make the most orderly numbering (``1.1`` may be ``I.1`` misread)."""
    beam: list[tuple[float, LabelTree, list[Label]]] = [(0.0, LabelTree(), [])]
    for label in labels:
        grown = []
        for score, tree, chosen in beam:
            for i, reading in enumerate(readings_of(label)):
                fitness = tree.fitness(reading) - _REPAIR_COST * (i > 0)
                after = tree.copy()
                after.place(reading)
                grown.append((score + fitness, after, [*chosen, reading]))
        grown.sort(key=lambda g: -g[0])
        beam = grown[:_BEAM]
    return beam[0][2]


def _same(node: Node, label: Label) -> bool:
    return node.kind is label.kind

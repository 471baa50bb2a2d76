"""Nesting from printed labels: 'I', 'I.2', 'A', '1' in that order make the path 'I.2.A.1'."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractors.numbering import Label, LabelKind, ordinal_of


@dataclass(frozen=True, slots=True)
class Node:
    """A label in its place."""

    kind: LabelKind
    ordinal: int | None
    path: str
    level: int


class LabelTree:
    """Feed it labels in printed order; it keeps the open ancestors."""

    def __init__(self) -> None:
        """Start with no label open."""
        self._open: list[Node] = []

    @property
    def depth(self) -> int:
        """Level of the innermost open label, 0 if none."""
        return self._open[-1].level if self._open else 0

    def fits(self, label: Label) -> bool:
        """Whether the label goes on a numbering that is open, or begins one."""
        if label.kind in (LabelKind.ROMAN_DECIMAL, LabelKind.DECIMAL):
            return True
        ordinal = label.ordinal
        if ordinal is None:
            return False
        if ordinal == 1:
            return True
        return any(_same(n, label) and n.ordinal is not None and 0 < ordinal - n.ordinal <= 3 for n in self._open)

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
        for is_home in (lambda path: path == prefix, lambda path: path.endswith("." + prefix)):
            for i in range(len(self._open) - 1, -1, -1):
                node = self._open[i]
                if is_home(node.path):
                    del self._open[i + 1 :]
                    return Node(label.kind, label.ordinal, f"{node.path}.{parts[-1]}", node.level + 1)
        self._open.clear()
        return Node(label.kind, label.ordinal, ".".join(parts), len(parts))


def _same(node: Node, label: Label) -> bool:
    return node.kind is label.kind

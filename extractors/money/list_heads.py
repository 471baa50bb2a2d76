"""The words over the entries of a list of prices, by its numbering: *1) Salle*, *a) Habitants*, *- une journée : 90 €*.

Each entry stands under the last entry without a sum of every rank above its own. Ranks are told by what an entry
begins with (number, letter, dash, the way it is set), and nest in the order in which they come up.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractors.document import Block, BlockKind
from extractors.french.money import find_money
from extractors.money.announcements import is_price_title
from extractors.money.context import look_of
from extractors.money.naming import is_sentence, service_named, titled
from extractors.numbering import parse_label
from extractors.votes import find_votes

_LONGEST = 70


def heads_over(blocks: Sequence[Block], entry: Block) -> tuple[str, ...]:
    """The heads of an entry among the blocks before it, the widest first."""
    stack: list[tuple[object, str | None]] = []
    for block in blocks:
        if block.kind is BlockKind.TABLE or (block.kind is BlockKind.PARAGRAPH and len(block.string) > 2 * _LONGEST):
            stack = []
            continue
        _leave(stack, _rank(block))
        stack.append((_rank(block), _head(block)))
    _leave(stack, _rank(entry))
    return tuple(head for _, head in stack if head is not None)


def _leave(stack: list[tuple[object, str | None]], rank: object) -> None:
    """Close what is of a rank and below it."""
    ranks = [r for r, _ in stack]
    if rank in ranks:
        del stack[ranks.index(rank) :]


def _rank(block: Block) -> object:
    label = parse_label(block.string)
    if label is not None:
        return label.kind, label.closing
    return block.bullet if block.kind is BlockKind.ITEM else look_of(block)


def _head(block: Block) -> str | None:
    """The words of an entry or a line that only heads others: short, without a sum, no sentence."""
    string = block.string.strip()
    is_marked = string.endswith(":") or parse_label(string) is not None
    if block.kind is BlockKind.HEADING or (block.kind is BlockKind.PARAGRAPH and not is_marked):
        return None  # titles are told by `titles_over`
    if len(string) > _LONGEST or string.endswith((".", ";", ",")) or find_money(string) or find_votes(string):
        return None
    head = titled(string)
    if is_price_title(string) or service_named(string) is None:
        return None
    return head if sum(c.isalpha() for c in head) > 2 and not is_sentence(head) else None

"""Where the agenda is printed: its title or announcement, and the entries that follow."""

from __future__ import annotations

from collections.abc import Iterator

from rapidfuzz import fuzz

from extractors.document import Block, BlockKind, Document
from extractors.numbering import LabelKind, parse_label
from extractors.outline.words import (
    announces_agenda,
    counts_ballots,
    ends_agenda,
    fold,
    is_agenda_title,
    is_usual_heading,
)
from extractors.votes import find_votes

_MAX_ENTRY_WORDS = 70
_HARDLY_READ = 50.0
"""Mean confidence (0-100) of a few words below which they are no text."""
_SEARCHED = 0.7
"""Share of the document in which the agenda's title is sought: an agenda at the very end is the next session's."""


def find_agenda(document: Document) -> tuple[int | None, tuple[int, ...]]:
    """(block of the title, blocks of the entries); (None, ()) where no agenda is printed."""
    blocks = document.blocks
    for i in agenda_titles(document):
        entries = _entries(blocks, i + 1)
        if entries:
            return i, tuple(entries)
    return None, tuple(_untitled(blocks))


def agenda_titles(document: Document) -> Iterator[int]:
    """Blocks that are the title of an agenda, or announce it, where it can be that of this session."""
    blocks = document.blocks
    for i, block in enumerate(blocks[: max(30, int(len(blocks) * _SEARCHED))]):
        if block.kind is BlockKind.TABLE:
            continue
        if is_agenda_title(block.string) or (len(block.string) < 1500 and announces_agenda(block.string)):
            yield i


_UNTITLED_WITHIN = 0.4
_UNTITLED_AFTER = 600
"""Words before an agenda that bears no title: a heading and a roll at most."""
_REPEATED = 0.6
_ALIKE = 80.0


def _untitled(blocks: tuple[Block, ...]) -> list[int]:
    """An agenda without a title: a numbered list near the beginning that the headings of the body repeat."""
    words = 0
    for i, block in enumerate(blocks[: int(len(blocks) * _UNTITLED_WITHIN)]):
        words += len(block.string.split())
        if words > _UNTITLED_AFTER:
            break
        label = parse_label(block.string, block.is_recognised) if block.label is not None else None
        if label is None or label.ordinal != 1 or not _is_line(block):
            continue
        entries = _entries(blocks, i)
        rest = [fold(b.body) for b in blocks[entries[-1] + 1 :] if b.label is not None] if entries else []
        repeated = sum(1 for e in entries if any(fuzz.ratio(fold(blocks[e].body), r) >= _ALIKE for r in rest))
        marked = sum(1 for e in entries if blocks[e].label is not None or blocks[e].bullet is not None)
        if len(entries) >= 3 and marked >= 0.8 * len(entries) and repeated >= _REPEATED * len(entries):
            return entries
    return []


def _entries(blocks: tuple[Block, ...], first: int) -> list[int]:
    """Blocks from ``first`` on while they look like lines of an agenda and the body has not begun to repeat them."""
    found: list[int] = []
    for i in range(first, len(blocks)):
        block = blocks[i]
        if _is_noise(block):
            continue
        if block.kind is BlockKind.TABLE or not _is_line(block):
            break
        if found and _restarts(blocks, found, block):
            break
        if not _belongs(blocks, found, i):
            break
        found.append(i)
    return found


def _is_noise(block: Block) -> bool:
    """Whether a line of a scan is dots and specks taken for letters."""
    if not block.is_recognised or block.kind is BlockKind.TABLE:
        return False
    if sum(c.isalpha() for c in block.string) < 3:
        return True
    words = [w.word for w in block.text.words]
    if (
        block.bullet is None
        and block.label is None
        and len(words) >= 3
        and sum(len(w.text) for w in words) <= 2 * len(words)
    ):
        return True
    return len(words) <= 8 and sum(w.confidence for w in words) / len(words) < _HARDLY_READ


def _is_line(block: Block) -> bool:
    string = block.string
    words = len(string.split())
    if not any(c.isalpha() for c in string) or words > _MAX_ENTRY_WORDS or ends_agenda(string):
        return False
    if counts_ballots(block.body):
        return False
    if is_agenda_title(string) or any(v.is_result for v in find_votes(string)):
        return False
    if block.label is None and block.bullet is None:
        return not (string.rstrip().endswith(".") and words > 15) and words <= 40
    return True


def _restarts(blocks: tuple[Block, ...], found: list[int], block: Block) -> bool:
    """Whether the first entries come again: this is the first heading of the body."""
    title = fold(block.body)
    for i in [found[0], *(k for k in found[1:3] if blocks[k].bullet is None)]:
        entry = blocks[i]
        alike = fuzz.ratio(fold(entry.body), title)
        same_label = entry.label == block.label
        if alike >= (80 if block.is_recognised else 85 if same_label else 95) and len(title) >= 6:
            return True
    if _takes_up(blocks, found, block, title):
        return True
    first = blocks[found[0]]
    if not block.is_recognised and block.size > 1.08 * max(blocks[i].size for i in found):
        return True
    return (
        not block.is_recognised
        and first.label is not None
        and first.label == block.label
        and _kind(first) is _kind(block)
        and _outranks(block, first)
    )


def _takes_up(blocks: tuple[Block, ...], found: list[int], block: Block, title: str) -> bool:
    """Whether a block with a label of another make begins as an entry does: *Question n° 2 - Adoption du ...*."""
    label = parse_label(block.string)
    if label is None or label.kind not in (LabelKind.WORD, LabelKind.ACT):
        return False
    entries = [fold(blocks[i].body).strip(" .;:") for i in found if _kind(blocks[i]) is not label.kind]
    return any(len(e) >= 12 and title.startswith(e) for e in entries)


def _outranks(block: Block, entry: Block) -> bool:
    """Whether a block with the first entry's label is set as a heading of the body would be: larger, or underlined."""
    return (
        block.size > entry.size * 1.08
        or (block.is_underlined and not entry.is_underlined)
        or (block.level <= entry.level and block.is_bold and not entry.is_bold)
    )


def _kind(block: Block) -> LabelKind | None:
    label = parse_label(block.string)
    return label.kind if label else None


def _belongs(blocks: tuple[Block, ...], found: list[int], i: int) -> bool:
    """Whether a line is of the make of the entries before it."""
    block = blocks[i]
    marked = block.label is not None or block.bullet is not None
    if not found or marked:
        return True
    first = blocks[found[0]]
    first_marked = first.label is not None or first.bullet is not None
    if not first_marked:
        return abs(block.size - first.size) <= 0.15 * max(block.size, first.size)
    if block.is_recognised and len(block.string.split()) <= 20:
        return any(b.label is not None or b.bullet is not None for b in blocks[i + 1 : i + 4] if _is_line(b))
    if is_usual_heading(block.body):
        return True
    return _is_short_line(block) and _is_resumed(blocks, found, i)


_DETAIL_LINES = 4
"""So many lines without a mark may detail one entry of a marked agenda."""


def _is_short_line(block: Block) -> bool:
    words = len(block.string.split())
    return words <= 5 or words <= 15 and not block.string.rstrip().endswith(".")


def _is_resumed(blocks: tuple[Block, ...], found: list[int], i: int) -> bool:
    """Whether the marked entries go on after a few short lines."""
    first = blocks[found[0]]
    for block in blocks[i + 1 : i + 1 + _DETAIL_LINES]:
        if block.kind is BlockKind.TABLE or _restarts(blocks, found, block) or not _is_line(block):
            return False
        if block.label is not None and first.label is not None or block.bullet is not None and first.bullet is not None:
            return True
        if not _is_short_line(block):
            return False
    return False

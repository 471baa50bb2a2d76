"""Headings that run into their paragraph, the first words bold, made blocks.

*Voirie. Le programme comprend ...*, and behind a number *2. Voirie Le programme comprend ...* too.
Belongs here: which paragraphs begin with a heading, and cutting them. Does not belong here: whether a heading opens a
section (`extractors.outline`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from extractors.document import Block, BlockKind, Line
from extractors.french.fold import fold
from extractors.lexicons import load

_FEWEST = 3
"""So many paragraphs that begin so are a manner of setting, not an emphasis."""
_LONGEST = 10
"""Words of such a heading."""
_LONGEST_NUMBERED = 25
_NUMBER = re.compile(r"\d{1,2}(?:\.\d{1,2})*|[IVX]{1,5}|[A-H]")
_SHORTEST_TEXT = 4
"""Words that must follow: a shorter text is the value of a field (*Lieu. Salle des fêtes*)."""
_CIVILITY = re.compile(
    rf"(?:{'|'.join(sorted(map(re.escape, load('votes')['civilities']), key=len, reverse=True))})\b\.?\s"
)
_FORMALITIES = re.compile("|".join(f"(?:{p})" for p in load("outline")["not_agenda"]))
_PARTS = re.compile("|".join(f"(?:{p})" for p in load("outline")["not_headings"]))


def with_run_in_headings(blocks: Sequence[Block]) -> list[Block]:
    """``blocks`` with such headings cut from their text, where the document is set that way; else as they are.

    Newsletters' accounts of a session and minutes of small communes are: bold first words ended by a full stop, and
    no other headings to speak of.
    """
    leads = {b.index: n for b in blocks if (n := _lead(b))}
    told = Counter(fold(_words(blocks[i], n)) for i, n in leads.items())
    leads = {i: n for i, n in leads.items() if told[fold(_words(blocks[i], n))] == 1}
    headings = sum(b.kind is BlockKind.HEADING and b.index > min(leads, default=0) for b in blocks)
    if len(leads) < _FEWEST or len(leads) <= headings:
        return list(blocks)
    cut: list[Block] = []
    for block in blocks:
        cut += _cut(block, leads[block.index]) if block.index in leads else [block]
    return [replace(b, index=i) for i, b in enumerate(cut)]


def _words(block: Block, count: int) -> str:
    return " ".join(w.word.text for w in block.text.words[:count])


def _lead(block: Block) -> int:
    """How many words of a paragraph are a heading that runs into it; 0 for none."""
    words = [w.word for w in block.text.words]
    count = next((i for i, w in enumerate(words) if not w.bold), len(words))
    is_numbered = block.label is not None and _NUMBER.fullmatch(block.label) is not None
    is_plain = block.kind is BlockKind.PARAGRAPH and block.label is None
    if not (is_plain or is_numbered) or block.is_recognised or not block.lines:
        return 0
    longest = _LONGEST_NUMBERED if is_numbered else _LONGEST
    if not 0 < count <= longest or len(words) - count < _SHORTEST_TEXT or any(w.bold for w in words[count:]):
        return 0
    title = _words(block, count)[block.body_start :]
    is_ended = title.endswith(".") or (is_numbered and not title.endswith(","))
    is_sentence = is_ended and re.match(r"[«\"]?[A-ZÀ-Þ\d]", words[count].text) is not None
    if not is_sentence or not title[0].isupper() or _CIVILITY.match(fold(title)):
        return 0
    if is_numbered:
        return 0 if _is_name(title) and not title.isupper() else count
    bare = fold(title).strip(" .")
    return 0 if _is_name(title) or _FORMALITIES.match(bare) or _PARTS.fullmatch(bare) else count


def _is_name(title: str) -> bool:
    """*Paul RIVIÈRE.*: a speaker, before what is said."""
    words = title.strip(" .").split()
    return len(words) > 1 and all(w[0].isupper() for w in words)


def _cut(block: Block, count: int) -> list[Block]:
    words = block.text.words
    stop = words[count - 1].word.text.endswith(".") and block.label is None
    title = block.text.slice(0, block.text.starts[count - 1] + len(words[count - 1].word.text) - stop)
    head, rest = _lines(block.lines, count)
    text = block.text.slice(block.text.starts[count], len(block.string))
    return [
        replace(block, kind=BlockKind.HEADING, text=title, is_bold=True, is_capital=title.string.isupper(), lines=head),
        replace(block, kind=BlockKind.PARAGRAPH, text=text, lines=rest, label=None, body_start=0),
    ]


def _lines(lines: Sequence[Line], count: int) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """The lines of the first ``count`` words, and those of the rest."""
    head: list[Line] = []
    rest: list[Line] = []
    for line in lines:
        here = line.words[:count]
        head += [Line(line.page, here)] if here else []
        rest += [Line(line.page, line.words[count:])] if line.words[count:] else []
        count = max(0, count - len(line.words))
    return tuple(head), tuple(rest)

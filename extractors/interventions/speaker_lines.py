"""Speakers set on a line of their own, what they say in the paragraph below (*Mme UNETELLE*, *M. UNTEL :*).

Belongs here: which lines are such. Does not belong here: speakers within the paragraph they speak in (`turns`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from extractors.document import Block, BlockKind
from extractors.french.fold import fold
from extractors.interventions.mentions import Mention, any_of, begins_speech, mentions_in, speech_begin
from extractors.lexicons import load

_AFTER_NAME = re.compile(r"\s*(?:\([^)]{1,60}\)|,\s*[^.:;()]{3,70})?\s*(?P<sign>[:.–—-]?)\s*$")
_NO_SPEECH = re.compile(rf"\W*(?:{any_of(load('speech')['no openings'])}|vu|considerant|certifie|signature)\b")
_LONGEST_LINE = 120
_SURE = 2
"""Lines without a colon that are followed by words only a speaker says, from which on a document is a transcript."""


def speaker_lines(blocks: Sequence[Block], known: frozenset[str]) -> dict[int, Mention]:
    """The speakers that stand alone on a line, by the index of their block.

    A line that ends on a colon is one wherever a sentence follows. Without colon it may be a signature or the name of
    a rapporteur: then it is one in documents in which several such lines are followed by *Je*, *Merci*, *Nous* ...
    """
    lines = list(_candidates(blocks, known))
    bare = [following for _, _, sign, following in lines if sign != ":"]
    sure = sum(begins_speech(b.string[speech_begin(b.string) :]) for b in bare)
    is_transcript = sure >= _SURE and 3 * sure >= len(bare)
    return {block.index: mention for block, mention, sign, _ in lines if sign == ":" or is_transcript}


def _candidates(blocks: Sequence[Block], known: frozenset[str]) -> Iterator[tuple[Block, Mention, str, Block]]:
    """Lines that only name someone, with the sign after the name and the paragraph below."""
    alone = {block.index: _alone(block, known) for block in blocks}
    for block, following in pairwise(blocks):
        here = alone[block.index]
        if here is None or alone[following.index] is not None:
            continue
        if following.kind in (BlockKind.TABLE, BlockKind.HEADING) or not _is_said(following.string):
            continue
        yield block, here[0], here[1], following


def _alone(block: Block, known: frozenset[str]) -> tuple[Mention, str] | None:
    """Who is named by a block that says nothing else, and the sign behind the name."""
    text = block.string
    if len(text) > _LONGEST_LINE or block.kind is BlockKind.TABLE:
        return None
    mention = next(iter(mentions_in(text, known)), None)
    if mention is None or mention.is_collective or mention.start != speech_begin(text):
        return None
    end = _AFTER_NAME.match(text, mention.end)
    return (mention, end["sign"]) if end is not None else None


def _is_said(text: str) -> bool:
    """Whether a paragraph is a sentence, no office, roll or legal ground."""
    words = text[speech_begin(text) :]
    if _NO_SPEECH.match(fold(words)):
        return False
    return len(words.split()) >= 3 and (text.rstrip()[-1:] in ".!?…»;:" or len(words.split()) >= 8)

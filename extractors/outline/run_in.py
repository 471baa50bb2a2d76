"""Titles at the head of their paragraphs, of minutes that have no headings (*Voirie : trois entreprises ...*).

Belongs here: which words are such a title. Does not belong here: titles set apart in bold (`extractors.layout.run_in`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.document import Block, BlockKind, Section
from extractors.french.civility import read_civility
from extractors.french.given_names import is_given_name
from extractors.outline.words import ends_agenda, fold, is_no_heading
from extractors.votes import find_votes

_RUN_IN = re.compile(
    r"(?P<title>[A-ZÀ-Þ«\"](?:[^:.;!?\n]|(?<=\bM)\.){2,80}?)\s?:\s+(?P<rest>[^\W_].*[.!?])\s*", re.DOTALL
)
_SHOUTED = re.compile(
    r"(?P<title>[A-ZÀ-Þ«\"][A-ZÀ-Þ0-9 '’«»\"(),°/.-]{2,80}?)\s?(?:\s[–—-]|[.:])\s+(?P<rest>[^\W_].*)", re.DOTALL
)
"""*CANTINE – Le repas passera à 2,85 €*: in capitals, so that a dash is mark enough."""
_DASHED = re.compile(r"(?P<title>[A-ZÀ-Þ«\"][^:.;!?\n–—]{2,80}?)\s[–—-]\s+(?P<rest>[A-ZÀ-Þ].*[.!?])\s*", re.DOTALL)
"""*2 - Tarif de l'eau - Le conseil fixe ...*: behind a number a dash is mark enough."""
_NUMBER = re.compile(r"\d{1,2}|[IVX]{1,5}|[A-H]")
_LONGEST_RUN_IN = 12
_LEAST_RUN_IN = 3
"""So many paragraphs that begin with the words for their matter make them the titles of the minutes."""
_LEAST_SAID = 4
"""Words after a title."""


def run_in_titles(blocks: Sequence[Block]) -> dict[int, str]:
    """*Voirie : trois entreprises ont répondu.*: index of each paragraph that begins with its title -> the title.

    None where fewer than three do. *Présents :*, *Vote :* and *M. Untel :* name no matter, and an entry of a list of
    prices is no sentence. Where there are some, a line of nothing but such a title is one too.
    """
    found = {b.index: title for b in blocks if (title := _run_in_title(b)) is not None}
    if found:
        first = min(found)
        found |= {b.index: title for b in blocks if b.index > first and (title := _title_alone(b)) is not None}
    return found if len(found) >= _LEAST_RUN_IN else {}


def _run_in_title(block: Block) -> str | None:
    is_numbered = block.label is not None and _NUMBER.fullmatch(block.label) is not None
    if block.kind is BlockKind.TABLE or block.kind is not BlockKind.PARAGRAPH and not is_numbered:
        return None
    if block.bullet is not None:
        return None
    body = block.body if is_numbered else block.string
    match = _SHOUTED.fullmatch(body) or _RUN_IN.fullmatch(body) or (is_numbered and _DASHED.fullmatch(body)) or None
    if match is None or len(match["rest"].split()) < _LEAST_SAID:
        return None
    title = match["title"].strip()
    return title if _names_matter(title) and not _are_people(match["rest"]) else None


_PARTED = re.compile(r"[,;]|\bet\b|\s[–—-]\s")
_LONGEST_NAME = 6


def _are_people(rest: str) -> bool:
    """Whether nothing but people follows a title: a commune and its delegates (*BARVILLE : M. X, Mme Y*)."""
    parts = [p.strip() for p in _PARTED.split(re.sub(r"\([^)]*\)?", "", rest)) if p.strip()]
    return all(
        len(p.split()) <= _LONGEST_NAME and (read_civility(p) is not None or is_given_name(p.split()[0], strict=True))
        for p in parts
    )


_ALONE = re.compile(r"(?P<title>[A-ZÀ-Þ«\"][^:;!?\n]{2,80}?)\s?(?P<colon>:)?\s*")
_SUBJECT = re.compile(
    r"(?:tarifs?|prix|subventions?|budgets?|travaux|emprunts?|personnel|indemnites?|loyers?|divers|questions?)\b"
)
_LONGEST_ALONE = 6
"""Words of a title alone without a colon."""
_TELLS = re.compile(
    r"\b(?:est|sont|suivant\w*|ci-\w+|comme|soit|dont|decide\w*|propose\w*|ainsi|depenses?|recettes?)\b"
)


def _title_alone(block: Block) -> str | None:
    """*Décision modificative n° 2 :*, *Tarifs communaux 2011*: what is decided below it."""
    match = _ALONE.fullmatch(block.string) if block.kind is not BlockKind.TABLE and block.bullet is None else None
    if match is None:
        return None
    title = match["title"].strip()
    is_usual = _SUBJECT.match(fold(title)) is not None and len(title.split()) <= _LONGEST_ALONE and title[-1] != "."
    is_title = bool(match["colon"]) or is_usual
    return title if is_title and _names_matter(title) and _TELLS.search(fold(title)) is None else None


def _names_matter(title: str) -> bool:
    is_matter = read_civility(title) is None and not is_no_heading(title) and not ends_agenda(title)
    is_short = len(title.split()) <= _LONGEST_RUN_IN
    return is_matter and is_short and _SPEAKER.match(fold(title)) is None and not find_votes(title)


_SPEAKER = re.compile(
    r"(?:le|la|l')\s?(?:maire|president|adjoint|conseill|rapporteur|directeur|directrice)|reponse|question\b"
)


def run_in_sections(blocks: Sequence[Block], first: int) -> tuple[Section, ...]:
    """The sections that such titles open from block ``first`` on; each begins with the paragraph of its title."""
    titles = run_in_titles(blocks[first:])
    starts = sorted(titles)
    ends = [*starts[1:], len(blocks)]
    return tuple(Section(None, titles[a], 1, a, a, b) for a, b in zip(starts, ends, strict=False))

"""Decisions told under the title of a part (*3° Divers*, *E – Culture*) that are of the whole item above.

One act may have parts with titles of their own: what is decided, and voted, once, at the end of the last part is the
act's. Belongs here: whose a decision is, by the outline. Does not belong here: reading decisions (`read`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from rapidfuzz import fuzz

from extractors.deliberations.decision import Decision
from extractors.document import Document, Outline, Section
from extractors.french.fold import fold
from extractors.records import Outcome

_RESTATED = 92.0
"""Likeness (0-100) of a title to the words of a sentence that restates it."""
_SHORTEST_TITLE = 12


def of_whole_items(decisions: Sequence[Decision], document: Document, outline: Outline) -> list[Decision]:
    """The decisions, those of parts given to their item, its vote beneath the last part joined to its words above."""
    kept: list[Decision] = []
    for family in _families(decisions, outline):
        root = _root(family[0], outline)
        if root is None:
            kept.extend(family)
        elif len(family) == 1:
            kept.append(_lifted(family[0], root, document))
        elif len(family) == 2 and _votes_on(family[1], family[0]):
            kept.append(_joined(_lifted(family[0], root, document), family[1]))
        else:
            kept.extend(d if root.number is not None else _lifted(d, root, document) for d in family)
    return kept


def _families(decisions: Sequence[Decision], outline: Outline) -> list[list[Decision]]:
    """Runs of decisions under one outermost section."""
    found: list[list[Decision]] = []
    last: Section | None = None
    for decision in decisions:
        root = _root(decision, outline)
        if found and root is not None and root is last:
            found[-1].append(decision)
        else:
            found.append([decision])
        last = root
    return found


def _root(decision: Decision, outline: Outline) -> Section | None:
    """The section of the item a decision stands in: the nearest with an official number, else the outermost."""
    section = decision.item.section
    while section is not None and section.number is None and section.parent is not None:
        section = outline.sections[section.parent]
    return section


def _lifted(decision: Decision, root: Section, document: Document) -> Decision:
    """The decision under the title of the whole item, where that is numbered as one act or its words say so."""
    section = decision.item.section
    if section is root or section is None:
        return decision
    is_part = _OF_ELECTION.match(fold(section.title)) is not None
    if root.number is None and not is_part and not _restates(decision, root.title):
        return decision
    item = replace(decision.item, section=root, heading=document.blocks[root.heading])
    return replace(decision, item=item, title=root.title)


_OF_ELECTION = re.compile(r"\W*(?:proclamation|resultats?\b.{0,20}\b(?:tour|scrutin|vote)|depouillement|deroulement d)")
"""Titles within an election, of the official models of its minutes."""


def _restates(decision: Decision, title: str) -> bool:
    """*Le programme de voirie 2019 est retenu*, under a part of the item *Programme de voirie 2019*."""
    bare = fold(title)
    if len(bare) < _SHORTEST_TITLE:
        return False
    return any(fuzz.partial_ratio(bare, unit.folded) >= _RESTATED for unit in decision.resolution.units)


def _votes_on(second: Decision, first: Decision) -> bool:
    """Whether the one is a mere vote, and the other words without any."""
    is_bare = not second.resolution.content or re.match(r"\W*(?:pour|contre|votes?|abst)", fold(second.content or ""))
    return bool(is_bare) and second.resolution.has_result and not first.resolution.has_result


def _joined(first: Decision, vote: Decision) -> Decision:
    resolution = replace(first.resolution, votes=[*first.resolution.votes, *vote.resolution.votes])
    told = resolution.vote
    is_lost = told is not None and told.is_lost
    return replace(first, resolution=resolution, outcome=Outcome.REJECTED if is_lost else first.outcome)

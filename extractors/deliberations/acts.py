"""Sentences whose subject is the assembly: it decides, it has deliberated, or it is only named.

Belongs here: telling the acts of this assembly on this day from reports of others. Does not belong here: sentences
without it (`extractors.deliberations.matters`).
"""

from __future__ import annotations

import re

from extractors.deliberations import patterns
from extractors.deliberations.matters import proposal
from extractors.deliberations.reading import RESIDUE, Reading, Sentence, Wording, outcome_of, refusal_of
from extractors.records import Outcome

_FAR = 90
"""A verb further than this from its subject needs a vote or a deliberation to be the assembly's."""


def act(sentence: Sentence) -> Reading | None:
    """*Le conseil municipal, à l'unanimité, décide de ...*, or the same without its verb yet."""
    deliberated = patterns.DELIBERATED.search(sentence.folded)
    actor = patterns.ACTOR.search(sentence.folded)
    if actor is None and not _deliberates_without_name(sentence, deliberated):
        return None
    if not deliberated and _only_proposes(sentence, actor):
        return None
    where = actor.end() if actor else (deliberated.end() if deliberated else 0)
    verb = patterns.FINITE_VERB.search(sentence.clean, where)
    if verb is None and deliberated:
        verb = patterns.FINITE_VERB.search(sentence.clean, deliberated.end())
    if actor is not None and _is_elsewhere(sentence, actor, deliberated is not None, verb is not None):
        return None
    return _decision(sentence, where, verb, deliberated is not None)


def _decision(sentence: Sentence, where: int, verb: re.Match[str] | None, deliberated: bool) -> Reading | None:
    """The act, or the opening of one, once its subject is known."""
    unit, vote, clean = sentence.unit, sentence.vote, sentence.clean
    has_phrase = any(p.search(clean) for p in patterns.PHRASES.values())
    has_phrase = has_phrase or patterns.PHRASES[Outcome.REJECTED].search(sentence.folded) is not None
    verbal = verb or patterns.PERFECT.search(clean, where)
    if verbal is None and not has_phrase:
        is_opening = deliberated or vote is not None and vote.is_result
        refuses = patterns.REFUSES.match(sentence.folded, where) is not None
        if refuses and vote is not None:
            return Reading(unit, Wording.ACT, Outcome.REJECTED, vote, is_strong=True)
        return Reading(unit, Wording.OPENER, vote=vote) if is_opening else None
    is_far = verb is not None and verb.start() - where > _FAR
    if not (deliberated or vote) and (is_far or patterns.STATE.match(clean, where)):
        return None
    rest = clean[verbal.end() :] if verbal is not None else ""
    if not re.search(r"\w{3,}", rest) and not has_phrase:
        return Reading(unit, Wording.OPENER, refusal_of(sentence.folded), vote, is_strong=True)
    if vote is not None and patterns.AGREES.search(clean) and sentence.residue <= RESIDUE:
        return Reading(unit, Wording.VOTE, refusal_of(sentence.folded), vote, is_strong=True)
    is_accessory = not has_phrase and verb is not None and patterns.ACCESSORY_ONLY.fullmatch(verb[0]) is not None
    outcome = outcome_of(sentence.folded, vote)
    return Reading(unit, Wording.ACT, outcome, vote, is_accessory=is_accessory, is_strong=True)


def _deliberates_without_name(sentence: Sentence, deliberated: re.Match[str] | None) -> bool:
    """*Après en avoir délibéré, décide ...*: the assembly is understood."""
    if deliberated is None or "deliber" not in deliberated[0]:
        return False
    return sentence.vote is not None or patterns.FINITE_VERB.search(sentence.folded, deliberated.end()) is not None


def _only_proposes(sentence: Sentence, actor: re.Match[str] | None) -> bool:
    if proposal(sentence) is None:
        return False
    return actor is None or actor.start() > 0 or sentence.vote is None


def _is_elsewhere(sentence: Sentence, actor: re.Match[str], deliberated: bool, has_verb: bool) -> bool:
    """Whether the sentence tells of another body, or of another day."""
    if deliberated:
        return False
    folded = sentence.folded
    head, tail = folded[: actor.start()], folded[actor.end() :]
    if patterns.REPORT.search(head) or patterns.DATED.search(head):
        return True
    if re.match(r"\W*(?:pour\s+rappel|depuis|suite\s+a)", head):
        return True
    printed = sentence.unit.printed_body[actor.end() : actor.end() + 80]  # where *a* and *à* differ
    if re.search(r"\b(?:a|ont|avait|avaient|avoir)\s+\w", printed) and patterns.DATED.search(folded):
        return True
    if patterns.CONVENED.match(tail):
        return True
    if patterns.OTHER_BODY.match(tail) and not (sentence.vote is not None and has_verb):
        return True
    if actor[0].rstrip().endswith("bureau") and re.match(r"\s+(?:de\b|d['’])", tail):
        return True
    if patterns.OTHER_COMMITTEE.match(tail) is not None:
        return True
    is_preposition = re.match(r"\s*,?\s*à\b", printed) is not None
    return not is_preposition and patterns.PAST_OF_OTHERS.match(tail[:60]) is not None


def actor_alone(sentence: Sentence) -> Reading | None:
    """*Le Conseil Municipal,* alone, its verb being further down."""
    match = patterns.ACTOR.search(sentence.folded)
    if match is None or _is_elsewhere(sentence, match, deliberated=False, has_verb=False):
        return None
    rest = len(sentence.folded) - match.end()
    if rest <= 3 or match.start() <= 2 and rest <= 40:
        return Reading(sentence.unit, Wording.ACTOR)
    return None

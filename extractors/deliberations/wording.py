"""What a sentence does: the assembly decides, a vote is told, a matter is proposed, a point is taken off the table.

Belongs here: the order in which the rules are asked, over one sentence out of its context. Does not belong here: which
sentences make one deliberation (`extractors.deliberations.resolutions`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from extractors.candidate_tables import rows_of
from extractors.deliberations.acts import act, actor_alone
from extractors.deliberations.matters import bare_vote, clause, fate, grounds, impersonal, nominal, passive, proposal
from extractors.deliberations.patterns import MINUTES
from extractors.deliberations.reading import RESIDUE, Reading, Sentence, Wording, own_words
from extractors.deliberations.units import Unit, units_of
from extractors.document import Block, BlockKind
from extractors.french.fold import fold
from extractors.outline.words import ends_agenda, is_no_heading
from extractors.records import Outcome
from extractors.votes import Vote, find_votes, vote_of_table

__all__ = ["Reading", "Wording", "is_about_minutes", "read_wording", "read_wordings"]

_RULES = (fate, grounds, act, impersonal, proposal, bare_vote, passive, nominal, clause, actor_alone)


_KEEPS_OUT = re.compile(
    r"\b(?:ne\s+(?:prend|prennent|participe|participent|vote|votent)|n'(?:a|ont)\s+pas\s+(?:pris|participe|vote))\b"
)
"""*Untel ne participe pas au vote.*, where the name alone is not told for one."""


_OPEN_BALLOT = re.compile(
    r"\bne\s+pas\s+(?:\w+\s+){0,4}(?:scrutin|bulletins?|vote)\s+secrets?\b"
    r"(?!.*\b(?:et|puis)\s+(?:design|elit|nomm|elu|procede))"
    r"|\b(?:vot\w+|scrutin)\s+(?:\w+\s+){0,4}a\s+mains?\s+levees?\s+(?:est|a ete)\s+(?:adopte|approuve|accepte|decide)"
)
"""*Le conseil décide de ne pas procéder au scrutin secret*: how it will vote, nothing of the matter."""


def read_wording(unit: Unit) -> Reading:
    """What ``unit`` does: the first rule that knows decides."""
    sentence = Sentence(unit)
    vote = sentence.vote
    if unit.block.kind is BlockKind.TABLE:
        counted = vote_of_table(unit.block.table, unit.text) if unit.block.table is not None else None
        if counted is not None:
            whole = replace(counted, start=0, end=len(unit.text))
            return Reading(unit, Wording.VOTE, vote=whole)
        is_vote = vote is not None and sentence.residue <= RESIDUE
        if not is_vote and unit.block.table is not None and any(rows_of(unit.block.table)):
            return Reading(unit, Wording.PASSIVE, Outcome.ADOPTED, is_naming=True)
        return Reading(unit, Wording.VOTE, vote=vote) if is_vote else Reading(unit, Wording.NARRATIVE)
    keeps_out = (
        vote is not None
        and not vote.is_result
        and (bool(vote.not_voting) or _KEEPS_OUT.search(unit.folded) is not None)
    )
    if _OPEN_BALLOT.search(unit.folded):
        return Reading(unit, Wording.NARRATIVE)
    for rule in _RULES:
        found = rule(sentence)
        if found is not None and not (keeps_out and found.wording is Wording.VOTE):
            return (found.wording in (Wording.VOTE, Wording.CLAUSE) and _after_label(unit, found)) or found
    led = _after_label(unit, None)
    if led is not None:
        return led
    return Reading(unit, Wording.NARRATIVE, vote=vote if keeps_out else None)


_LABELLED = re.compile(
    r"(?P<label>[A-ZÀ-Þ«\"][^:;?!]{2,110}?)(?:\s*:|(?P<dash>\s[–—-]))\s+(?P<rest>\S.{4,})", re.DOTALL
)
_LONGEST_LABEL = 16
_TELLS = re.compile(r"\b(?:rend(?:ent)?\s+compte|informe|rappelle|signale|annonce|fait\s+part)\b")
"""*Mme Unetelle rend compte du syndicat : le tarif est adopté*: told of another body."""


def _after_label(unit: Unit, whole: Reading | None) -> Reading | None:
    """*Voirie : le devis est accepté*, *Décision : avis favorable*: a decision behind the words that say of what."""
    match = _LABELLED.fullmatch(unit.printed_body) if unit.is_first else None
    if match is None or len(match["label"].split()) > _LONGEST_LABEL or ends_agenda(match["label"]):
        return None
    if _TELLS.search(fold(match["label"])) or match["dash"] and not (match["label"].isupper() or unit.block.label):
        return None
    offset = len(unit.text) - len(match["rest"])
    if any(v.start < offset for v in find_votes(unit.plain)):
        return None
    if whole is not None and whole.wording is Wording.CLAUSE and not match["label"].isupper():
        return None
    rest = Unit(unit.block, unit.start + offset, unit.end, match["rest"], fold(match["rest"]), False)
    found = read_wording(rest)
    is_result = found.wording is Wording.VOTE and found.vote is not None and found.vote.is_result and not match["dash"]
    is_said = found.wording in (Wording.ACT, Wording.PASSIVE, Wording.FATE)
    is_clause = found.wording is Wording.CLAUSE and not found.is_infinitive and not found.is_accessory
    if not (is_result or is_said and found.is_strong or is_clause):
        return None
    label = match["label"].strip(' «»"')
    matter = None if is_no_heading(label) or not (own_words(fold(label)) or is_about_minutes(fold(label))) else label
    if is_result and matter is None:
        return None
    return replace(found, wording=Wording.PASSIVE, is_strong=True, matter=matter)


_LABELS = re.compile(
    r"\W*(?:(?:votants?|exprimes?|pour|contre|abst(?:entions?|\.)?|nppv|blancs?|nuls?|votes?|resultat)\W+){2,}",
    re.ASCII,
)
_NUMBERS = re.compile(r"\W*(?:\d{1,3}\W+){2,}")


def read_wordings(blocks: Iterable[Block]) -> Iterator[Reading]:
    """What the sentences of ``blocks`` do, in order; labels of a vote and the numbers printed beneath read as one."""
    labels: Unit | None = None
    listed: Reading | None = None
    for block in blocks:
        for unit in units_of(block):
            if listed is not None:
                both = _with_more_names(listed, unit)
                yield from both or (listed,)
                listed = None
                if both:
                    continue
            if labels is not None and _NUMBERS.fullmatch(unit.folded + " "):
                votes = find_votes(f"{labels.text} {unit.text}")
                if len(votes) == 1 and votes[0].is_result:
                    yield Reading(unit, Wording.VOTE, vote=votes[0])
                    labels = None
                    continue
            labels = unit if _LABELS.fullmatch(unit.folded + " ") else None
            reading = read_wording(unit)
            if reading.vote is not None and reading.vote.voters and unit.folded.endswith((",", " et")):
                listed = reading
            else:
                yield reading
    if listed is not None:
        yield listed


def _with_more_names(reading: Reading, unit: Unit) -> tuple[Reading, Reading] | None:
    """A vote whose list of names runs on in the next paragraph, and the rest of the names; None where it does not."""
    told = reading.vote
    offset = len(reading.unit.plain) + 1
    votes = find_votes(f"{reading.unit.plain} {unit.text}")
    vote = next((v for v in votes if told is not None and v.start == told.start), None)
    more = [v for v in vote.voters if v.start >= offset] if vote is not None else []
    if vote is None or not more or len(unit.text) > offset + more[-1].end:
        return None
    if own_words(re.sub(r"\b(?:mm?|mme|mmes|mlle)\b", "", unit.folded)) > sum(len(v.name.split()) for v in more):
        return None
    here = replace(vote, end=len(reading.unit.text), voters=tuple(v for v in vote.voters if v.start < offset))
    rest = tuple(replace(v, start=v.start - offset, end=v.end - offset) for v in more)
    there = Vote(0, len(unit.text), voters=rest)
    return replace(reading, vote=here), Reading(unit, Wording.NARRATIVE, vote=there)


def is_about_minutes(folded: str) -> bool:
    """Whether a sentence is about the minutes of an earlier session."""
    return MINUTES.search(folded) is not None

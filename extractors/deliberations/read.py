"""From a document to its deliberations: item by item, each with title, decision, outcome and vote.

Belongs here: which blocks make an item, and the records. Does not belong here: the grammar of a sentence
(`extractors.deliberations.wording`) or the grouping of sentences (`extractors.deliberations.resolutions`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from rapidfuzz import fuzz

from extractors.deliberations.decision import Decision
from extractors.deliberations.delegated import of_assembly, report_over
from extractors.deliberations.items import Item, items_of, nearer_headings
from extractors.deliberations.listed import Listed, lists_of, told_in_line
from extractors.deliberations.parts import of_whole_items
from extractors.deliberations.resolution import Resolution, says_adopted
from extractors.deliberations.resolutions import resolutions_of
from extractors.deliberations.units import Unit
from extractors.deliberations.wording import is_about_minutes, read_wordings
from extractors.document import Document, Outline
from extractors.french.fold import fold
from extractors.outline.act_numbers import number_told
from extractors.outline.words import is_usual_heading
from extractors.records import Deliberation, Evidence, Outcome, with_confidence
from extractors.subjects import classify
from extractors.votes import Vote

_LONGEST_DECISION = 1500
_LONGEST_TITLE = 300


def read_deliberations(document: Document, outline: Outline) -> tuple[Deliberation, ...]:
    """Every decision put to the assembly, in printed order.

    Approval of earlier minutes and the naming of a secretary by vote are deliberations, also before the first
    heading; mere information is none. Counts printed for the session as a whole are not a deliberation's.
    """
    decisions = find_decisions(document, outline)
    return _without_numbers_of_amendments([_record(i, decision) for i, decision in enumerate(decisions, start=1)])


def find_decisions(document: Document, outline: Outline) -> list[Decision]:
    """Decisions with the sentences they were read from, in the order of `read_deliberations`."""
    found: list[Decision] = []
    lists = lists_of(document)
    waiting: list[Item] = []
    report: Item | None = None
    for item in items_of(document, outline):
        report = report_over(item, report)
        if _is_bare(item):
            told = told_in_line(item.heading) if item.heading is not None else None
            found.extend([_of_row(item, told)] if told is not None else [])
            waiting.extend([item] if told is None else [])
            continue
        readings = list(read_wordings(b for b in item.blocks if b.index not in lists))
        if report is not None:
            readings = of_assembly(readings)
            item = replace(item, section=report.section, heading=report.heading)
        resolutions = resolutions_of(readings, not item.is_preamble, _is_election(item))
        headings = nearer_headings(document, item, resolutions, outline.agenda)
        for resolution, nearer in zip(resolutions, headings, strict=True):
            found.extend(
                _decisions_of(item if nearer is None else replace(item, heading=nearer, section=None), resolution)
            )
            if _speaks_of_several(resolution):
                together = [w for w in waiting if w.section and item.section and w.section.level == item.section.level]
                found.extend(d for w in together for d in _decisions_of(w, resolution))
        waiting = []
    found = of_whole_items(found, document, outline)
    listed = _listed(document, lists, found)
    return sorted([*found, *listed], key=lambda d: d.resolution.units[0].block.index) if listed else found


_ELECTION = re.compile(
    r"(?:.{0,80}[:–—-]\s)?\W*(?:elections?|designations?|nominations?|deleguee?s?|representante?s?)\b"
)
"""*Mission locale : élection d'un représentant*, *Délégués au syndicat*; *Bilan des élections* elects nobody."""


def _is_election(item: Item) -> bool:
    return item.section is not None and _ELECTION.match(fold(item.section.title)) is not None


def _is_bare(item: Item) -> bool:
    """A heading with nothing beneath: its matter is decided together with the next one's, or it heads a part."""
    return item.section is not None and not item.blocks


_SEVERAL = re.compile(
    r"\b(?:(?:elles|ils)\s+(?:sont|ont)|(?:ces|les)\s+(?:deux|trois|quatre|cinq|six|\d)\s+(?:deliberations|points|questions|projets|dossiers)"
    r"|ces\s+(?:deliberations|points|questions|propositions|projets|dossiers))\b"
)


def _speaks_of_several(resolution: Resolution) -> bool:
    """*Elles sont adoptées à l'unanimité*, *Ces trois délibérations ...*."""
    return any(_SEVERAL.search(u.folded) for u in resolution.units)


_ALIKE = 84.0
"""Similarity (0-100) of two titles of one decision."""


def _listed(document: Document, lists: dict[int, list[Listed]], told: Sequence[Decision]) -> list[Decision]:
    """Decisions of the lists set as tables, without those the minutes tell themselves or another list told before."""
    titles = [fold(d.title) for d in told if d.title]
    numbers = {n for d in told if (n := d.item.section.number if d.item.section else None) is not None}
    found: list[Decision] = []
    for index, rows in lists.items():
        new = [r for r in rows if not _is_told(r, titles, numbers)]
        if len(new) <= 0.5 * len(rows):
            continue
        for row in new:
            found.append(_of_row(Item(None, None, (document.blocks[index],)), row))
            titles.append(fold(row.title))
    return found


def _of_row(item: Item, row: Listed) -> Decision:
    resolution = Resolution(row.outcome, content=[row.result], votes=[(row.result, row.vote)], is_strong=True)
    return Decision(item, resolution, row.title, row.result.text, row.outcome, row.number)


def _is_told(row: Listed, titles: Sequence[str], numbers: set[str]) -> bool:
    if row.number is not None and row.number in numbers:
        return True
    title = fold(row.title)
    return any(fuzz.ratio(title, other) >= _ALIKE for other in titles)


# --- one resolution, one row or several --------------------------------------------------------------------------

_OWN_DELIBERATION = re.compile(r"^\W*(?:la|les|le|une|l['’])?\s*(?:projets?\s+de\s+)?deliberati\w*\b")
_PLURAL_NUMBERS = re.compile(
    r"\b(?P<what>deliberations?|decisions\s+modificatives|projets\s+de\s+deliberation|points|questions|dossiers)\s+(?:n\s?[°o]s?\s*)?"
    r"(?P<numbers>\d+(?:\s*(?:,|et|;)\s*(?:n\s?[°o]s?\s*)?\d+)+)\b"
)


def _decisions_of(item: Item, resolution: Resolution) -> Iterator[Decision]:
    outcome = resolution.outcome or Outcome.ADOPTED
    if outcome is Outcome.REJECTED and _is_protest(item, resolution):
        outcome = Outcome.ADOPTED
    own = [u for u in resolution.content if u.is_item and _OWN_DELIBERATION.match(u.body)]
    parts: list[str | None] = [u.printed_body for u in own] if own else [_content_of(resolution)]
    for part in parts:
        title = _title_of(item, resolution, part)
        for heading, text in _numbered(item, part, title):
            yield Decision(item, resolution, heading, text, outcome)


_PROTEST = re.compile(r"\W*(?:motion|voeu|petition)\b|.*\bcontre\s+(?:la|le|les|l')")


def _is_protest(item: Item, resolution: Resolution) -> bool:
    """*Motion contre la fermeture : le conseil s'oppose à ...*: what it opposes is not what is put to it."""
    vote = resolution.vote
    opposes = any(re.search(r"\bs'oppose\b", u.folded) for u in resolution.content)
    title = item.section.title if item.section is not None else item.heading.body if item.heading is not None else ""
    return opposes and not (vote is not None and vote.is_lost) and _PROTEST.match(fold(title)) is not None


def _numbered(item: Item, part: str | None, title: str | None) -> Iterator[tuple[str | None, str | None]]:
    """*Les décisions modificatives n°1 et n°2* are two."""
    match = _PLURAL_NUMBERS.search(fold(part)) if part else None
    if match is None or part is None or match.start() > 90:
        yield title, part
        return
    what = part[match.start("what") : match.end("what")].rstrip("s")
    for number in re.findall(r"\d+", match["numbers"]):
        one = re.compile(rf"\b{fold(_singular(what))}\w*\s+(?:n\s?[°o]\s*)?{number}\b")
        named = next(
            (
                b
                for b in item.blocks
                if one.search(fold(b.string))
                and len(b.string) < _LONGEST_TITLE
                and b.string != part
                and not match.re.search(fold(b.string))
            ),
            None,
        )
        yield (named.body.strip(" :.") if named is not None else title), part


def _singular(what: str) -> str:
    return " ".join(word.rstrip("s") for word in what.split())


def _content_of(resolution: Resolution) -> str | None:
    units = resolution.content or resolution.proposal
    if not units:
        voted = [u for u, _ in resolution.votes]
        told = [u for u in voted if says_adopted(u)]
        units = [resolution.opener] if resolution.opener is not None else told or voted
    text = " ".join(u.printed_body.strip() for u in units)
    return text if len(text) <= _LONGEST_DECISION else text[:_LONGEST_DECISION].rsplit(" ", 1)[0] + "…"


_LEAD = re.compile(
    r"\W*(?P<matter>(?:concernant|s['’]agissant|en ce qui concerne|pour ce qui (?:concerne|est)|au sujet)\b.{5,250}?)"
    r",?\s+(?=(?:le|la|les|l['’])\s*(?:conseil|comité|bureau|assemblée|membres|élus)\b)",
    re.IGNORECASE,
)
"""*Concernant telle affaire, le conseil ...*: several matters under one heading."""


def _title_of(item: Item, resolution: Resolution, part: str | None) -> str | None:
    lead = _LEAD.match(part) if part is not None else None
    if lead is not None:
        return lead["matter"].strip()
    if resolution.matter is not None and (item.section is None or is_usual_heading(item.section.title)):
        return resolution.matter
    if item.section is not None:
        return item.section.title
    if item.heading is not None:
        return item.heading.body.strip(" :.-–")
    if part is None:
        return None
    first = part.strip()
    if is_about_minutes(fold(first)):
        match = re.match(r"(?P<subject>.{5,160}?)\s+(?:est|sont|a\s+été|adopté|approuvé|n['’]appel)", first)
        return (match["subject"] if match else first)[:_LONGEST_TITLE]
    return first[:_LONGEST_TITLE]


# --- records -----------------------------------------------------------------------------------------------------


def _without_numbers_of_amendments(records: Sequence[Deliberation]) -> tuple[Deliberation, ...]:
    """An act is what is adopted: what was lost before it under the same heading bears no number."""
    kept = list(records)
    for place, (one, then) in enumerate(pairwise(records)):
        is_same = one.number is not None and (one.number, one.first_block) == (then.number, then.first_block)
        if is_same and one.outcome is Outcome.REJECTED and then.outcome is Outcome.ADOPTED:
            kept[place] = replace(one, number=None)
    return tuple(kept)


def _record(position: int, decision: Decision) -> Deliberation:
    resolution, item = decision.resolution, decision.item
    vote = resolution.vote or Vote(0, 0)
    units = resolution.units
    blocks = [u.block.index for u in units]
    code, confidence, words = classify(decision.title, decision.content)
    heading = item.heading.index if item.heading is not None else min(blocks)
    return Deliberation(
        position=position,
        number=decision.number
        or (item.section.number if item.section is not None else None)
        or number_told(b.string for b in dict.fromkeys(u.block for u in units)),
        section=item.section.path if item.section is not None else None,
        title=decision.title,
        decision=decision.content,
        outcome=decision.outcome,
        unanimous=vote.unanimous,
        votes_for=vote.votes_for,
        votes_against=vote.votes_against,
        abstentions=vote.abstentions,
        not_voting=vote.not_voting,
        blank_votes=vote.blank_votes,
        votes_cast=vote.votes_cast,
        is_secret_ballot=vote.is_secret_ballot,
        subject_code=code,
        subject_confidence=confidence if code is not None else None,
        subject_words=words if code is not None else None,
        first_block=min(heading, *blocks),
        last_block=max(blocks),
        evidence=_evidence(resolution, units),
    )


def _evidence(resolution: Resolution, units: Sequence[Unit]) -> Evidence:
    unit = (
        resolution.content
        or ([resolution.opener] if resolution.opener else [])
        or [u for u, _ in resolution.votes]
        or list(units)
    )[0]
    rule = (
        "deliberations.act"
        if resolution.content
        else "deliberations.vote-on-proposal"
        if resolution.proposal
        else "deliberations.vote"
    )
    trust = 0.95 if resolution.has_result else 0.85
    evidence = unit.block.text.evidence(rule, unit.start, unit.end, trust)
    return with_confidence(evidence, evidence.confidence)

"""Prices from running text: ``SERVICE : 4 € pour …``, ``Entrée : 3,50 €``, *le tarif du repas est fixé à 4,10 €*.

A sum in prose is a price where its own sentence speaks of prices, or where it stands in a list that the heading or the
announcing sentence says is one of prices; and never where the sentence speaks of contracts, grants, loans or budgets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extractors.document import Block, BlockKind, Document, Outline
from extractors.french.money import Money, find_money
from extractors.money.announcements import Announcement, announces, announces_sums, heading_over, opens_list
from extractors.money.asked import Place, is_price
from extractors.money.bounds import without_bounds
from extractors.money.clause_behind import labels_next
from extractors.money.context import titles_over
from extractors.money.grids import money_tables
from extractors.money.lexicon import folded
from extractors.money.named_behind import named_behind
from extractors.money.naming import announced, first_name, is_sentence
from extractors.money.price_clauses import PRONOUN, Said, read_clause, refers_back
from extractors.money.prices import (
    PriceDraft,
    audience_of,
    period_of,
    unit_in,
    unit_of,
)
from extractors.money.prose_scales import with_scales
from extractors.money.tiers import Tier, counted, parse_tier

_CAPITALS = 0.8
"""Share of capitals from which a label is set as a title."""
_ENTRY = 120
"""Characters up to which a block with a price is an entry of a list, which then goes on."""
_SENTENCE = re.compile(r"(?<=[.!?;])\s+(?=[A-ZÀ-Ý«–-])")
_INTRODUCED = re.compile(
    r"\b(?:prix|tarifs?|tarification|redevances?|droits?|loyers?)\b[^:]{0,120}:\s*(?P<first>[^:;]{2,80}?)\s*:\s*$",
    re.IGNORECASE,
)
"""*Les prix sont fixés ainsi pour le service X : première chose : 12 €*."""
_REST = re.compile(r"[^/;.,(]{0,60}")
"""*2,85 € par enfant de la commune*, where the sum comes first: whom it is counted by is what it buys."""
_INTRODUCES = re.compile(r"(?:nouvelles? )?propositions?|(?:nouveaux |les )?(?:tarifs?|prix)(?: \w+)?|soit|rappel")
"""*Proposition : entrée adulte 5,20 €, enfant 3,60 €*: says nothing of the prices."""
_PER = re.compile(r"\b(?:par|au|à la|à l['’])\s+(?:l['’]|le\s|la\s)?[^\W\d_][\w²³]*")
"""*les tarifs suivants par personne et par nuitée :*, of every price below."""
_QUOTED = re.compile(r"[«“\"]\s*(?P<name>[^«»“”\"]{2,60}?)\s*[»”\"]")
_JOINS = re.compile(r"\s*(?:,|et|ou|puis|,?\s*et)?\s*", re.IGNORECASE)


def prose_prices(document: Document, outline: Outline) -> list[PriceDraft]:
    """Every price stated outside tables, once where one is told again."""
    drafts = with_scales(list(_told(document, outline)))
    return [d for d in drafts if d.item is not None or not any(_repeats(d, other, outline) for other in drafts)]


def _repeats(draft: PriceDraft, other: PriceDraft, outline: Outline) -> bool:
    """*propose de ramener ce prix à 145 €*, and further down *le contrôle, fixé à 145 €*: one price."""
    if other.service != draft.service:
        return False
    is_same = other.amount == draft.amount and outline.section_of(other.block) is outline.section_of(draft.block)
    return is_same and other.item is not None and other.block != draft.block and not other.is_current


def _told(document: Document, outline: Outline) -> Iterator[PriceDraft]:
    tables = money_tables(document, outline)
    skipped = set(outline.agenda).union(*(t.blocks for t in tables))
    grids = [t.block.index for t in tables if t.kind == "tariff_grid"]
    announcement: Announcement | None = None
    last: PriceDraft | None = None
    for block in document.blocks:
        if block.kind is BlockKind.TABLE or block.index in skipped:
            continue
        sums = without_bounds(block.string, find_money(block.string))
        if announcement is not None and announcement.is_closed_by(block, document, outline):
            announcement = None
        if not sums:
            if announces(block) or announces_sums(block, _title_of(outline, block)):
                is_part = announcement is not None and block.kind is BlockKind.HEADING
                announcement = announcement.going_on(block) if is_part and announcement else _announced(block, document)
            continue
        follows = last is not None and last.block == block.index - 1
        if announcement is None and follows and block.kind is BlockKind.ITEM:
            announcement = _announced(document.blocks[block.index - 1], document)
        section = outline.section_of(block.index)
        titles = titles_over(document, outline, block.index)
        is_priced = section is not None and any(section.heading < i < section.end for i in grids)
        context = _Context(
            block, _title_of(outline, block), announcement, titles, is_priced, _list_head(document, block)
        )
        drafts = list(_of_block(context, sums, last if follows and block.string.lstrip()[:1] in "/;," else None))
        yield from drafts
        last = drafts[-1] if drafts else None
        if announcement is not None and drafts and len(block.string) < _ENTRY:
            announcement = announcement.going_on(block)
        if drafts and opens_list(block, sums[0].start):
            announcement = _announced(block, document)


def _title_of(outline: Outline, block: Block) -> str | None:
    section = outline.section_of(block.index)
    return section.title if section is not None else None


def _announced(block: Block, document: Document) -> Announcement:
    return Announcement(block, heading_over(document, block.index))


@dataclass(frozen=True, slots=True)
class _Context:
    """Where a block of prices stands."""

    block: Block
    title: str | None
    announcement: Announcement | None
    titles: tuple[str, ...]
    """Innermost first."""
    is_priced: bool
    """A grid of prices stands in the same item of the minutes."""
    list_head: str | None = None
    """Words over the entries of a list, where it is one."""

    def place(self, announcement: str | None) -> Place:
        """Where its sums stand."""
        return Place(self.block, self.title, announcement, self.titles)

    def names(self, spoken: str | None) -> tuple[str | None, str | None]:
        """The service, by the item of the minutes, and the part of it a subtitle names.

        Where no item names one, the subtitle does, else the sentence that announces the prices.
        """
        said = self.announcement
        titles = said.title_below(self.titles) if said is not None else self.titles
        place = titles.index(self.title) if self.title in titles else len(titles)
        service, part = first_name(titles[place:]), first_name(titles[:place])
        if part is None and self.list_head is not None and folded(self.list_head) not in folded(service or ""):
            part = self.list_head
        if service is None:
            service, part = part, None
        told = spoken or (announced(said.block.string) if said is not None else None)
        return service or told, part


_LONGEST_HEAD = 60


def _list_head(document: Document, block: Block) -> str | None:
    """*Location de vélos, par personne :* over entries: what they are parts of, where it is no sentence."""
    if block.kind is not BlockKind.ITEM:
        return None
    above = next((b for b in reversed(document.blocks[: block.index]) if b.kind is not BlockKind.ITEM), None)
    text = re.sub(r"^[\W_]+", "", above.string).strip() if above is not None else ""
    if len(text) > _LONGEST_HEAD or not text.endswith(":") or is_sentence(text):
        return None
    return first_name((text,))


def _of_block(context: _Context, sums: tuple[Money, ...], before: PriceDraft | None) -> Iterator[PriceDraft]:
    string = context.block.string
    announcement = context.announcement.block.string if context.announcement else None
    group: str | None = None
    shared: Said | None = Said((before.service,)) if before is not None and before.service else None
    spoken: str | None = None
    led: tuple[str, ...] = ()
    was_change = False
    is_found = before is not None or context.is_priced
    behind = named_behind(string, sums)
    heading = _heads_entries(string, sums[0].start)
    shared_head: tuple[str, ...] = ()
    for number, money in enumerate(sums):
        floor = sums[number - 1].end if number else 0
        ceiling = sums[number + 1].start if number + 1 < len(sums) else len(string)
        start = _sentence_start(string, money.start)
        clause = (
            string[max(start, floor + (shared.behind if shared else 0)) : money.start]
            if start <= floor
            else string[start : money.start]
        )
        sentence = string[start : _sentence_end(string, money.end)]
        introduction = _introduction(clause)
        if introduction is not None:
            quoted = _QUOTED.search(introduction)
            group = quoted["name"] if quoted else group
            announcement = introduction
        is_last = ceiling > _sentence_end(string, money.end) or ceiling == len(string)
        after = string[money.end : min(ceiling, _sentence_end(string, money.end))]
        said = read_clause(clause, after, is_last, _measured(string, money, after))
        if number in behind:
            if number - 1 not in behind:
                shared_head = tuple(w for w in said.labels if folded(w) != folded(behind[number]))
            said = replace(said, labels=shared_head, item=behind[number], is_labelled=True)
        elif shared is not None and start <= floor and said.labels and _JOINS.match(clause):
            said = replace(said, is_labelled=said.is_labelled or shared.is_labelled)
        spoken = said.spoken or spoken
        led = said.led if said.led or start > floor else led or heading
        said = _with_noun(_under(led, said), shared)
        if said.is_open and shared is not None and (start <= floor or refers_back(clause)):
            is_former = said.is_former or (shared.is_former and start <= floor and _JOINS.fullmatch(clause) is not None)
            said = replace(said, labels=shared.labels, is_labelled=shared.is_labelled, is_former=is_former)
        if was_change and _changes_too(clause, string[money.end : ceiling]):
            said = replace(said, is_former=True)
        was_change = said.is_former or (was_change and start <= floor and not said.is_former)
        if not is_price(sentence, said, context.place(announcement), is_found, shared is not None and start <= floor):
            shared = said if said.is_bought else None
            continue
        shared, is_found = said, True
        service, part = context.names(spoken)
        if group is not None:
            service, part = group, None
        if part is not None:
            said = replace(said, labels=(part, *(w for w in said.labels if folded(w) != folded(part))))
        is_told_before = bool(said.labels) and said.item is None and not is_last and labels_next(after)
        yield _draft(context, money, clause, "" if is_told_before else after, said, service)


_MEASURE = re.compile(r"(?:l['’]|l[ea]\s)\s*[^\W\d_][\w-]*$")
_QUALIFIED = re.compile(
    r"\s(?!(?:d[eu]s?|et|ou|puis|à|aux?|par|pour|en|sur|hors|HT|TTC|soit|qui|que|dont|avec|contre|pendant)\b|d['’])[^\W\d_]"
)


def _measured(string: str, money: Money, after: str) -> str:
    """*5,80 € le repas adulte*: what a sum is counted by, where a word behind it makes it the thing bought."""
    measure = _MEASURE.search(string[money.start : money.end])
    return measure[0] if measure is not None and _QUALIFIED.match(after) else ""


def _introduction(clause: str) -> str | None:
    match = _INTRODUCED.search(clause)
    return None if match is None else clause[: match.start("first")]


def _under(led: Sequence[str], said: Said) -> Said:
    """What is said of a sum, under the words that lead its list."""
    if not led or said.is_open:
        return said
    labels = (*(w for w in led if not _INTRODUCES.fullmatch(folded(w))), *said.labels)
    return replace(said, labels=labels, is_labelled=bool(labels))


_HEADS = re.compile(r"[\W_]*(?P<head>[^\W\d_][^:;.]{2,70}?)\s?:\s[^:]*;[^:]*$")


def _heads_entries(string: str, first: int) -> tuple[str, ...]:
    """*Bibliothèque : enfants, gratuit ; adultes, 8 €*: what heads entries of which the first has no sum."""
    match = _HEADS.match(string[:first])
    return (match["head"],) if match is not None and not is_sentence(match["head"]) else ()


_HEAD_NOUN = re.compile(r"(?:l[ae]s?\s|l['’])?(?P<noun>\S+)")


def _with_noun(said: Said, before: Said | None) -> Said:
    """*celle du soir*: the noun of what the sum before buys, in place of the pronoun."""
    if not said.labels or not said.labels[-1].startswith(PRONOUN):
        return said
    noun = _HEAD_NOUN.match(before.labels[-1]) if before is not None and before.labels else None
    rest = said.labels[-1].removeprefix(PRONOUN).strip()
    return replace(said, labels=(*said.labels[:-1], f"{noun['noun']} {rest}" if noun is not None else rest))


def _changes_too(clause: str, after: str) -> bool:
    """*porter l'eau de 1 € à 2 € et l'abonnement de 3 € à 4 €*: the three euros are a former price too."""
    return folded(clause).rstrip().endswith(" de") and after.strip() == "à"


def _sentence_start(string: str, place: int) -> int:
    ends = [m.end() for m in _SENTENCE.finditer(string, 0, place)]
    return ends[-1] if ends else 0


def _sentence_end(string: str, place: int) -> int:
    match = _SENTENCE.search(string, place)
    return match.start() if match else len(string)


def _draft(context: _Context, money: Money, clause: str, after: str, said: Said, service: str | None) -> PriceDraft:
    item = said.item
    if item is None and not said.labels and money.per and not any(c.isalnum() for c in clause):
        item = " ".join(f"{money.per} {_REST.match(after)[0]}".split())  # type: ignore[index]
    parts = [*said.labels, *([item] if item else [])]
    if parts and (service is None or (len(parts) > 1 and said.item and said.is_labelled and _is_capital(parts[-2]))):
        service = parts.pop(0 if service is None else -2)
    parts = [_without_title(p, service) for p in parts]
    label = " – ".join(p for p in parts if folded(p) != folded(service or "")) or None
    announcement = context.announcement.block.string if context.announcement else None
    tier = next((t for p in (*parts, service) if p and (t := _tier_in(p, announcement is not None))), None)
    per = f"par {money.per}" if money.per else None
    counted_by = " ".join(_PER.findall(announcement or "")) or None
    said_of = (per, item, after[:60], clause[-80:], *said.labels)
    return PriceDraft(
        block=context.block.index,
        amount=money.amount,
        amount_max=money.amount_max,
        text=context.block.text,
        start=money.start,
        end=money.end,
        origin="text",
        rule="tariffs.prose-list" if said.is_labelled else "tariffs.prose-sentence",
        service=service,
        item=label,
        unit=unit_of((per, item, *said.labels))
        or (unit_in(money.per) if not period_of((per,)) else None)
        or unit_of((counted_by,)),
        period=period_of((*said_of, counted_by)),
        tier=tier.printed if tier else None,
        tier_min=tier.low if tier else None,
        tier_max=tier.high if tier else None,
        currency=money.currency or "EUR",
        tax=money.tax,
        audience=audience_of(f"x {after[:70]}") or next((a for p in parts if (a := audience_of(p))), None),
        is_current=said.is_former,
        is_damaged=money.is_damaged,
        announced_at=context.announcement.block.index if context.announcement else None,
        context=(context.block.string, announcement or "", *context.titles),
    )


def _without_title(label: str, service: str | None) -> str:
    """*CIMETIÈRE – Une concession*, at the head of the paragraph that its title runs into."""
    head = re.match(rf"{re.escape(service)}\s*[–—:.-]\s+(?=\S)", label) if service else None
    return label[head.end() :] if head is not None else label


def _tier_in(label: str, is_listed: bool) -> Tier | None:
    return parse_tier(label) or (found[1] if (found := counted(label)) and is_listed else None)


def _is_capital(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    return bool(letters) and sum(c.isupper() for c in letters) >= _CAPITALS * len(letters)

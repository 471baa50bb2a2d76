"""Prices from running text: ``SERVICE : 4 € pour …``, ``Entrée : 3,50 €``, *le tarif du repas est fixé à 4,10 €*.

A sum in prose is a price where its own sentence speaks of prices, or where it stands in a list that the heading or the
announcing sentence says is one of prices; and never where the sentence speaks of contracts, grants, loans or budgets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.document import Block, BlockKind, Document, Outline
from extractors.french.money import Money, find_money
from extractors.money.grids import money_tables
from extractors.money.lexicon import folded
from extractors.money.prices import (
    PriceDraft,
    audience_of,
    never_a_price,
    period_of,
    service_named,
    speaks_of_charges,
    speaks_of_other_money,
    speaks_of_prices,
    unit_of,
)
from extractors.money.tiers import counted, parse_tier

_HEADING = 70
_SHORTEST = 3
"""Letters an item has at least."""
_LIST_REACH = 12
"""Blocks a list of prices may run on after the words that announce it."""
_ENTRY = 120
"""Characters up to which a block with a price is an entry of a list, which then goes on."""
_SENTENCE = re.compile(r"(?<=[.!?;])\s+(?=[A-ZÀ-Ý«–-])")
_LEAD = re.compile(r"^\W*(?P<service>[^:;]{2,90}?)\s*(?::|→|➔|➜|\.{3,}|…+|=)\s*$")
_FOR = re.compile(
    r"^\s*(?:(?:HT|TTC)\s*)?(?:pour\s+(?:le\s+|la\s+|les\s+|l['’]\s*|un\s+|une\s+)?|[-–(]\s*)(?P<item>[^/;.]{3,120}?)\s*(?:[/;.)]|$)",
    re.IGNORECASE,
)
_REST = re.compile(r"[^/;.,(]{0,60}")
"""*2,85 € par enfant de la commune*, where the sum comes first: whom it is counted by is what it buys."""
_NAMED = re.compile(
    r"\b(?:tarifs?|tarification|prix|coût|montant|redevance|loyer|participation|forfait|caution|abonnement|location|droit)s?"
    r"(?P<of>(?:\s+(?!est\b|sont\b|fix\w+|s['’]élèv\w+|à\s+\d|passe|de\s+\d)[^\s,;:]+){0,12}?)\s+"
    r"(?:est|sont|serait|seraient|sera|seront|fix\w+|s['’]élèv\w+|passe\w*|port\w+|est\s+de|à|de(?=\s+\d)|:)\b",
    re.IGNORECASE,
)
_INTRODUCED = re.compile(
    r"\b(?:prix|tarifs?|tarification|redevances?|droits?|loyers?)\b[^:]{0,120}:\s*(?P<first>[^:;]{2,80}?)\s*:\s*$",
    re.IGNORECASE,
)
"""*Les prix sont fixés ainsi pour le service X : première chose : 12 €*."""
_QUOTED = re.compile(r"[«“\"]\s*(?P<name>[^«»“”\"]{2,60}?)\s*[»”\"]")
_SETS = re.compile(
    r"\bfix\w*\b.{0,80}\b(?:tarifs?|prix|loyers?|redevances?|location|participation|droits?|"
    r"cautions?|abonnements?|montants? de (?:la|l')\s?\w+)",
)


def prose_prices(document: Document, outline: Outline) -> Iterator[PriceDraft]:
    """Every price stated outside tables."""
    skipped = set(outline.agenda).union(*(t.blocks for t in money_tables(document, outline)))
    announced_until, announcement = -1, None
    listed_at = -1
    service: str | None = None
    for block in document.blocks:
        if block.kind is BlockKind.TABLE or block.index in skipped:
            continue
        sums = find_money(block.string)
        if not sums:
            if _announces(block):
                announced_until, announcement = block.index + _LIST_REACH, block.string
            elif (block.kind is BlockKind.HEADING and block.index > announced_until - _LIST_REACH + 2) or (
                block.kind is BlockKind.PARAGRAPH and len(block.string) > 160
            ):
                announced_until = -1
            continue
        section = outline.section_of(block.index)
        title = section.title if section else None
        listed = announcement if block.index <= announced_until else None
        going_on = service if listed_at == block.index - 1 and block.string.lstrip()[:1] in "/;," else None
        drafts = list(_of_block(block, sums, listed, title, going_on))
        yield from drafts
        listed_at, service = (block.index, drafts[-1].service) if drafts else (-1, None)
        if listed is not None and drafts and len(block.string) < _ENTRY:
            announced_until = max(announced_until, block.index + _LIST_REACH // 2)
        if _announces(block) and block.string.rstrip().endswith(":"):
            announced_until, announcement = block.index + _LIST_REACH, block.string


def _announces(block: Block) -> bool:
    """Whether a block says that prices follow."""
    if not speaks_of_prices(block.string) and not re.search(r"\bprix\b", folded(block.string)):
        return False
    if _is_price_title(block.string):
        return True
    return block.kind is BlockKind.HEADING or block.is_capital or block.string.rstrip().endswith(":")


_PRICE_TITLE = re.compile(
    r"\W*(?:les |nouveaux |nouvelle )?(?:tarifs?|tarification|prix)\b(?!.*\b(?:est|sont|fix\w+|suivants?)\b)"
)


def _is_price_title(string: str) -> bool:
    """*Tarifs de la salle*, *Prix 2024*: a few words that begin with prices and say nothing of them, however set."""
    text = string.strip()
    return len(text) <= _HEADING and not text.endswith((".", ";")) and _PRICE_TITLE.match(folded(text)) is not None


def _of_block(
    block: Block, sums: tuple[Money, ...], announcement: str | None, title: str | None, service: str | None = None
) -> Iterator[PriceDraft]:
    for number, money in enumerate(sums):
        floor = sums[number - 1].end if number else 0
        ceiling = sums[number + 1].start if number + 1 < len(sums) else len(block.string)
        start = _sentence_start(block.string, money.start)
        clause = block.string[max(start, floor) : money.start]
        sentence = block.string[start : _sentence_end(block.string, money.end)]
        lead = _LEAD.match(clause)
        introduced = _INTRODUCED.search(clause)
        if introduced is not None:
            quoted = _QUOTED.search(clause[: introduced.start("first")])
            title = quoted["name"] if quoted else title
            announcement = clause[: introduced.start("first")]
            service = introduced["first"].strip()
        elif lead is not None:
            service = lead["service"].strip()
        if not _is_price(sentence, clause, announcement, title, service is not None, block):
            continue
        after = block.string[money.end : ceiling]
        yield _draft(block, money, clause, after, service, announcement, title)


def _sentence_start(string: str, place: int) -> int:
    ends = [m.end() for m in _SENTENCE.finditer(string, 0, place)]
    return ends[-1] if ends else 0


def _sentence_end(string: str, place: int) -> int:
    match = _SENTENCE.search(string, place)
    return match.start() if match else len(string)


def _is_price(
    sentence: str, clause: str, announcement: str | None, title: str | None, is_listed: bool, block: Block
) -> bool:
    if announcement is not None and is_listed:
        return not never_a_price(sentence)
    if speaks_of_other_money(sentence) or (speaks_of_other_money(title) and not speaks_of_prices(title)):
        return False
    if speaks_of_prices(sentence) or _SETS.search(folded(sentence)):
        return True
    if announcement is not None and not speaks_of_other_money(announcement):
        return is_listed or block.kind is not BlockKind.PARAGRAPH or len(sentence) < 120
    if title is not None and speaks_of_prices(title) and not speaks_of_other_money(title):
        return is_listed or speaks_of_charges(sentence)
    return False


def _draft(
    block: Block,
    money: Money,
    clause: str,
    after: str,
    service: str | None,
    announcement: str | None,
    title: str | None,
) -> PriceDraft:
    item = _item(clause, after, service)
    if item is None and money.per and not any(c.isalnum() for c in clause):
        item = " ".join(f"{money.per} {_REST.match(after)[0]}".split())  # type: ignore[index]
    label = service if service and item is None else item
    tier = parse_tier(label or "") or (found[1] if (found := counted(label or "")) and announcement else None)
    per = f"par {money.per}" if money.per else None
    said = (per, item, after[:60], clause[-80:], service)
    named = service if item is not None and service else None
    audience = audience_of(f"x {after[:70]}") or audience_of(label) or audience_of(clause)
    if item is not None and audience is not None and item.strip().lower() == audience.lower():
        item = None
    return PriceDraft(
        block=block.index,
        amount=money.amount,
        amount_max=money.amount_max,
        text=block.text,
        start=money.start,
        end=money.end,
        origin="text",
        rule="tariffs.prose-list" if service else "tariffs.prose-sentence",
        service=named or _heading_service(announcement) or service_named(title),
        item=item or (service if named is None else None),
        unit=unit_of((per, item, service)),
        period=period_of(said),
        tier=tier.printed if tier else None,
        tier_min=tier.low if tier else None,
        tier_max=tier.high if tier else None,
        currency=money.currency or "EUR",
        tax=money.tax,
        audience=audience,
        is_damaged=money.is_damaged,
        context=(block.string, announcement or "", title or ""),
    )


def _heading_service(announcement: str | None) -> str | None:
    """What a heading of prices is about; an announcing sentence is about too much."""
    if announcement is None or len(announcement) > _HEADING:
        return None
    if announcement.rstrip().endswith(":") and not _is_price_title(announcement):
        return None
    return service_named(announcement)


def _item(clause: str, after: str, service: str | None) -> str | None:
    """What the price buys: the words after *pour*, else the noun after *tarif de*, else the label before the sum."""
    behind = _FOR.match(after)
    if behind is not None:
        item = " ".join(behind["item"].split())
        is_audience = all(audience_of(word) for word in item.split())
        if (
            sum(c.isalpha() for c in item) > _SHORTEST
            and folded(item) not in ("entre", "les entre")
            and not is_audience
        ):
            return item
    named = _NAMED.search(clause)
    return service_named(named["of"]) if named is not None else None

"""The prices of one paragraph or entry, sum by sum: each shares with those before it what it does not say itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from extractors.french.money import Money
from extractors.money.asked import is_price
from extractors.money.clause_behind import labels_next
from extractors.money.lexicon import folded
from extractors.money.named_behind import named_behind
from extractors.money.naming import SENTENCE, is_sentence
from extractors.money.price_changes import recalls
from extractors.money.price_clauses import PRONOUN, Said, read_clause, refers_back
from extractors.money.prices import PriceDraft, audience_of
from extractors.money.prose_drafts import Context, draft_of
from extractors.money.terms import head_of_terms

_INTRODUCED = re.compile(
    r"\b(?:prix|tarifs?|tarification|redevances?|droits?|loyers?)\b[^:]{0,120}:\s*(?P<first>[^:;]{2,80}?)\s*:\s*$",
    re.IGNORECASE,
)
"""*Les prix sont fixés ainsi pour le service X : première chose : 12 €*."""
_INTRODUCES = re.compile(r"(?:nouvelles? )?propositions?|(?:nouveaux |les )?(?:tarifs?|prix)(?: \w+)?|soit|rappel")
"""*Proposition : entrée adulte 5,20 €, enfant 3,60 €*: says nothing of the prices."""
_QUOTED = re.compile(r"[«“\"]\s*(?P<name>[^«»“”\"]{2,60}?)\s*[»”\"]")
_JOINS = re.compile(r"\s*(?:,|et|ou|puis|,?\s*et)?\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Around:
    """The words about one sum."""

    number: int
    money: Money
    clause: str
    """Before it, back to the sum or sentence before."""
    after: str
    """Behind it, to the next sum or the end of its sentence."""
    between: str
    """Behind it, to the next sum."""
    sentence: str
    goes_on: bool
    """The sum before stands in the same sentence."""
    is_last: bool
    """No other sum follows in the sentence."""


@dataclass(slots=True)
class _State:
    """What the sums read so far have told of those that follow."""

    announcement: str | None
    shared: Said | None
    is_found: bool
    """A price stands before in the block, or in the item of the minutes."""
    heading: tuple[str, ...]
    behind: Mapping[int, str]
    group: str | None = None
    spoken: str | None = None
    led: tuple[str, ...] = ()
    is_led_to_comma: bool = False
    was_change: bool = False
    shared_head: tuple[str, ...] = ()
    last: PriceDraft | None = field(default=None)


def prices_of_block(context: Context, sums: Sequence[Money], before: PriceDraft | None) -> Iterator[PriceDraft]:
    """The prices among the sums of a block; ``before`` is the price that the block goes on from."""
    string = context.block.string
    state = _State(
        context.announcement.block.string if context.announcement else None,
        Said((before.service,)) if before is not None and before.service else None,
        before is not None or context.is_priced,
        _heads_entries(string, sums[0].start),
        named_behind(string, sums),
    )
    for number in range(len(sums)):
        around = _around(string, sums, number, state.shared.behind if state.shared else 0)
        said = _said_of(string, around, state)
        follows = state.shared is not None and around.goes_on
        if not is_price(around.sentence, said, context.place(state.announcement), state.is_found, follows):
            state.shared = said if said.is_bought else None
            continue
        state.shared, state.is_found = said, True
        state.last = _priced(context, around, said, state)
        yield state.last


def _around(string: str, sums: Sequence[Money], number: int, behind: int) -> _Around:
    """The words about a sum; ``behind`` letters after the sum before belong to that one."""
    money = sums[number]
    floor = sums[number - 1].end if number else 0
    ceiling = sums[number + 1].start if number + 1 < len(sums) else len(string)
    start, end = _sentence_start(string, money.start), _sentence_end(string, money.end)
    goes_on = start <= floor
    return _Around(
        number,
        money,
        string[max(start, floor + behind) if goes_on else start : money.start],
        string[money.end : min(ceiling, end)],
        string[money.end : ceiling],
        string[start:end],
        goes_on,
        ceiling > end or ceiling == len(string),
    )


def _said_of(string: str, around: _Around, state: _State) -> Said:
    """What is said of a sum, with what it shares with those before it."""
    introduction = _introduction(around.clause)
    if introduction is not None:
        quoted = _QUOTED.search(introduction)
        state.group = quoted["name"] if quoted else state.group
        state.announcement = introduction
    said = read_clause(around.clause, around.after, around.is_last, _measured(string, around.money, around.after))
    number, shared = around.number, state.shared
    if number in state.behind:
        if number - 1 not in state.behind:
            state.shared_head = tuple(w for w in said.labels if folded(w) != folded(state.behind[number]))
        said = replace(said, labels=state.shared_head, item=state.behind[number], is_labelled=True)
    elif shared is not None and around.goes_on and said.labels and _JOINS.match(around.clause):
        said = replace(said, is_labelled=said.is_labelled or shared.is_labelled)
        head = head_of_terms(shared.labels[-1], said.labels[-1]) if shared.labels else None
        said = replace(said, labels=(head, *said.labels)) if head is not None else said
    state.spoken = said.spoken or state.spoken
    if said.led or not around.goes_on or (state.is_led_to_comma and ";" in around.clause):
        state.led, state.is_led_to_comma = said.led, said.is_led_to_comma
    state.led = state.led or (state.heading if around.goes_on else ())
    said = _with_noun(_under(state.led, said), shared)
    if shared is not None and around.goes_on and (whom := _FOR_WHOM.fullmatch(around.clause)) is not None:
        said = _for_whom(said, whom["who"], shared)
    if said.is_open and shared is not None and (around.goes_on or refers_back(around.clause)):
        is_joined = around.goes_on and _JOINS.fullmatch(around.clause) is not None
        is_former = said.is_former or (shared.is_former and is_joined)
        labels = tuple(_WHOM.sub("", w) for w in shared.labels) if audience_of(said.item) else shared.labels
        said = replace(
            said, labels=labels, is_labelled=shared.is_labelled, is_former=is_former, is_for_whom=shared.is_for_whom
        )
    if around.goes_on and recalls(around.sentence, around.clause):
        said = replace(said, is_former=True)
    if state.was_change and _changes_too(around.clause, around.between):
        said = replace(said, is_former=True)
    state.was_change = said.is_former or (state.was_change and around.goes_on)
    return said


def _priced(context: Context, around: _Around, said: Said, state: _State) -> PriceDraft:
    service, part = context.names(state.spoken)
    if state.group is not None:
        service, part = state.group, None
    if part is not None:
        said = replace(said, labels=(part, *(w for w in said.labels if folded(w) != folded(part))))
    is_told_before = bool(said.labels) and said.item is None and not around.is_last and labels_next(around.after)
    after = "" if is_told_before else around.after
    draft = draft_of(context, around.money, around.clause, after, said, service)
    last = state.last
    shares = said.is_open and around.number not in state.behind
    if shares and last is not None and around.goes_on and draft.unit is None and draft.period is None:
        return replace(draft, unit=last.unit, period=last.period)  # *280 € la semaine en été, 190 € en hiver*
    return draft


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


_FOR_WHOM = re.compile(
    r"\s*,?\s*(?:et\s+)?pour\s+(?:les?\s|la\s|l['’]|une?\s|des\s)\s*(?P<who>[^,;:]{3,60}?)\s+(?:à|de)\s*", re.IGNORECASE
)
"""*Pour les habitants la salle passe de 150 à 160 €, pour les extérieurs de 300 à 320 €*."""
_WHOM = re.compile(r"\s+pour\s+(?:les?\s|la\s|l['’]|une?\s|des\s)[^,;:]{3,60}$")
"""*le prix du repas pour les enfants* à 3 € et 5 € pour les adultes."""


def _for_whom(said: Said, who: str, before: Said) -> Said:
    """The sum of who else pays: of the same thing, or of all that the words before tell as well."""
    if before.is_for_whom:
        return replace(said, labels=(who,), item=None, is_open=False, is_for_whom=True)
    return replace(said, labels=(), item=who, is_open=True, is_for_whom=True)


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
    own = re.sub(r"^(?:d[eu]s?\s(?:la\s|l['’])?|d['’])", "", rest)
    if noun is not None and folded(own).startswith(folded(noun["noun"])):
        return replace(said, labels=(*said.labels[:-1], own))  # *le prix du repas enfant, celui du repas adulte*
    return replace(said, labels=(*said.labels[:-1], f"{noun['noun']} {rest}" if noun is not None else rest))


def _changes_too(clause: str, after: str) -> bool:
    """*porter l'eau de 1 € à 2 € et l'abonnement de 3 € à 4 €*: the three euros are a former price too."""
    return folded(clause).rstrip().endswith(" de") and after.strip() == "à"


def _sentence_start(string: str, place: int) -> int:
    ends = [m.end() for m in SENTENCE.finditer(string, 0, place)]
    return ends[-1] if ends else 0


def _sentence_end(string: str, place: int) -> int:
    match = SENTENCE.search(string, place)
    return match.start() if match else len(string)

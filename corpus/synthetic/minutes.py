"""From a seed to minutes: text, elements and exact truth.

Belongs here: the order in which the parts are written. Does not belong here: any wording (see the modules it calls).
"""

from __future__ import annotations

import random
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from corpus.synthetic.bodies import Body, found_body
from corpus.synthetic.elements import Draft, Element, Grid, Kind
from corpus.synthetic.money import Purse
from corpus.synthetic.naming import Namer
from corpus.synthetic.opening import Opening
from corpus.synthetic.outline import Heading, Item, arrange, write_agenda
from corpus.synthetic.people import Person, data
from corpus.synthetic.roll import Roll, of_name
from corpus.synthetic.sitting import Seat, Sitting, hold
from corpus.synthetic.style import Style, draw_style
from corpus.synthetic.topics import Talk, Topic, draw_topics
from corpus.synthetic.votes import Ballot, Clerk, Question, cast
from corpus.synthetic.words import clock, long_date

BARE_CAPITALS = str.maketrans("ÀÂÉÈÊËÎÏÔÛÙÇ", "AAEEEEIIOUUC")
HARD_SPACE = re.compile(r"(?<=«) | (?=»)| (?=[:;?!])|(?<=\bM\.) |(?<=\bMme) ")
COUNTED = ("arabic", "arabic-dash", "arabic-paren", "arabic-slash", "point")


@dataclass(frozen=True)
class SyntheticMinutes:
    """Invented minutes and all there is to know about them."""

    seed: int
    body: Body
    style: Style
    elements: tuple[Element, ...]
    truth: dict[str, Any] = field(repr=False)
    """In the format of the hand-made labels, with 'movements', 'ballots', 'elections' and 'presence' beside."""
    persons: tuple[str, ...] = field(repr=False)
    """For each row of truth['attendance'], the identity of the person: the same over all documents of a body."""
    speakers: tuple[str, ...] = field(repr=False)
    """For each row of truth['interventions'], the identity of the speaker."""

    @property
    def text(self) -> str:
        """A paragraph a line, tabs between table cells."""
        return "\n".join(line for element in self.elements for line in element.plain()) + "\n"


def generate(
    seed: int,
    style: Style | None = None,
    *,
    body: Body | None = None,
    held_on: date | None = None,
    items: int | None = None,
    topics: tuple[str, ...] = (),
    forms: Mapping[str, str] | None = None,
) -> SyntheticMinutes:
    """Minutes of a session that never was.

    Args:
        seed: the same arguments give the same minutes.
        style: habits of the clerk; drawn if None.
        body: whose session; drawn if None.
        held_on: its date; drawn if None.
        items: how many decisions; drawn if None.
        topics: keys of topics.yaml to have among them.
        forms: single forms of the style to fix (see ``style.FORMS``).
    """
    rng = random.Random(f"minutes-{seed}")
    style = style or draw_style(rng, **(forms or {}))
    body = body or found_body(seed)
    day = held_on or _drawn_day(rng)
    return _Writer(seed, rng, _fitting(style, body), body, day, items or rng.randrange(3, 9), topics).write()


def _drawn_day(rng: random.Random) -> date:
    """A working day; now and then of the years of the franc."""
    first = date(1996, 1, 8) if rng.random() < 0.06 else date(2009, 1, 5)
    weeks = 300 if first.year < 2000 else 880
    return first + timedelta(days=7 * rng.randrange(weeks) + rng.randrange(5))


def _fitting(style: Style, body: Body) -> Style:
    """Forms that need what this body has not give way to the plain form."""
    has_communes = body.terms[2014][0].commune is not None
    if style.roll in ("communes", "titulars", "table-communes") and not has_communes:
        style = style.but(roll="civility")
    if style.movement == "arrival-item" and style.numbering not in COUNTED:
        style = style.but(movement="arrival")
    if style.roll == "stops" and style.proxy_place == "inline":
        style = style.but(proxy_place="run")
    if style.roll == "given-only":
        style = style.but(speaker="full")
    if style.roll in ("stops", "given-only") and style.proxy in ("of-to", "has-given"):
        style = style.but(proxy="gives")
    if style.counts == "session":
        style = style.but(unanimity="members", movement="none")
    if style.agenda == "nested" and style.numbering not in ("nested", "roman-arabic"):
        style = style.but(agenda="flat")
    return style


class _Writer:
    def __init__(
        self, seed: int, rng: random.Random, style: Style, body: Body, day: date, number: int, wanted: tuple[str, ...]
    ) -> None:
        self.wanted = wanted
        self.seed, self.rng, self.style, self.body, self.day, self.number = seed, rng, style, body, day, number
        self.draft = Draft()
        self.sitting: Sitting = hold(rng, body, day, style.movement, number)
        self.sitting.first_number = 2 if style.approval == "item" else 1
        self.namer = Namer(style, self.sitting)
        self.opening = Opening(rng, self.draft, style, self.sitting, self.namer)
        self.roll = Roll(rng, self.draft, style, self.sitting, self.namer)
        self.purse = Purse(rng, self.draft, style, body, day.year)
        self.talk = Talk(rng, self.draft, style, self.sitting, self.namer, self.purse)
        self.clerk = Clerk(rng, self.draft, style, self.sitting, self.namer)
        self.movements: list[dict[str, Any]] = []
        self.elections: list[dict[str, Any]] = []
        self.presence: list[dict[str, Any]] = []
        self.withdrawn_once = style.movement != "withdrawal"

    def write(self) -> SyntheticMinutes:
        style = self.style
        topics, entries = self._order_of_the_day()
        self.opening.title()
        agenda: list[dict[str, Any]] = []
        if style.agenda_place == "before":
            agenda = write_agenda(self.rng, self.draft, style, entries)
        self.opening.open()
        counts_first = style.counts in ("before", "margin")
        if counts_first:
            self.opening.counts()
        self.roll.write()
        if not counts_first:
            self.opening.counts()
        self._secretary()
        if style.agenda_place == "after":
            agenda = write_agenda(self.rng, self.draft, style, entries)
        if style.approval == "sentence":
            self._approval(None, None)
        self._body(entries, topics)
        self.opening.close()
        if self.rng.random() < 0.08:
            self._signatures()
        return self._finished(agenda)

    def _signatures(self) -> None:
        """The members once more, to sign: no second roll."""
        self.draft.add(Kind.HEADING, "Signatures", level=1)
        names = [f"{s.who.civility} {self.namer.full(s.who)}" for s in self.sitting.with_status("present")]
        if self.rng.random() < 0.5:
            self.draft.say(", ".join(names))
            return
        rows = tuple((name, "") for name in names)
        self.draft.add(Kind.TABLE, grid=Grid(rows, 0, widths=(1, 1)))

    def _order_of_the_day(self) -> tuple[dict[int, Topic], list[Item | Heading]]:
        rng = self.rng
        present = [s.who for s in self.sitting.with_status("present")]
        elected = rng.sample(present, min(3, len(present)))
        drawn = draw_topics(rng, self.body, self.day.year, self.number, elected, self.talk.chief, self.wanted)
        items = [Item("decision", t.title) for t in drawn]
        approval = None
        if self.style.approval == "item":
            word = rng.choice(("du procès-verbal", "du compte rendu"))
            approval = Item("approval", f"Approbation {word} de la séance du {long_date(self.sitting.previous)}")
        infos = [Item("info", i["title"]) for i in rng.sample(data("topics.yaml")["infos"], rng.choice((0, 0, 1, 2)))]
        entries = arrange(rng, self.style, self.day, approval, items, infos)
        return {id(i): t for i, t in zip(items, drawn, strict=True)}, entries

    def _secretary(self) -> None:
        sentence = self.opening.secretary()
        if sentence:
            question = Question("Désignation du secrétaire de séance", None, None, (), "")
            self.clerk.record(question, sentence, Ballot("unanimous"), counts=False, said=True)
            self._seen(0)

    def _approval(self, section: str | None, title: str | None) -> None:
        rng, previous = self.rng, long_date(self.sitting.previous)
        word = rng.choice(("compte rendu", "procès-verbal"))
        said: bool | None = True
        sentence = rng.choice(
            (
                f"Le {word} de la séance du {previous} est adopté à l'unanimité.",
                f"Sans observation ni modification, le {word} de la séance du {previous} est approuvé à l'unanimité "
                "des membres présents.",
                f"Aucune remarque n'ayant été formulée, le {word} du {previous} est adopté à l'unanimité.",
                f"Le {word} de la réunion du {previous} est approuvé.",
            )
        )
        if "unanimité" not in sentence:
            said = None
        self.draft.say(sentence)
        question = Question(title or f"{word} de la séance du {previous}", section, None, (), "")
        self.clerk.record(question, sentence, Ballot("unanimous"), counts=False, said=said)
        self._seen(0)

    def _body(self, entries: list[Item | Heading], topics: dict[int, Topic]) -> None:
        turn = -1
        parents: list[Heading] = []
        for entry in entries:
            if isinstance(entry, Heading):
                self.draft.add(Kind.HEADING, entry.text, level=entry.level)
                parents = [*[p for p in parents if p.level < entry.level], entry]
                continue
            if entry.kind == "decision":
                turn += 1
                self._move(turn)
            self.draft.add(Kind.HEADING, entry.heading, level=entry.level)
            section = entry.path or (parents[-1].path if parents else None)
            if entry.kind == "approval":
                self._approval(section, entry.title)
            elif entry.kind == "info":
                self._inform(entry.title, turn, section)
            else:
                self._deal(turn, entry, topics[id(entry)], section)

    def _inform(self, title: str, turn: int, section: str | None) -> None:
        text = next(i["text"] for i in data("topics.yaml")["infos"] if i["title"].upper() == title.upper())
        for sentence in text:
            self.draft.say(sentence)
        self.talk.exchange(max(turn, 0), section)

    def _deal(self, turn: int, item: Item, topic: Topic, section: str | None) -> None:
        rng, spec = self.rng, topic.spec
        self.talk.expose(topic, turn, section)
        kind = self._kind_of_vote(topic)
        table = spec.get("table")
        if table == "tariff":
            self.purse.tariff(topic.slots["service"], kind in ("unanimous", "split", "silent"), section)
        elif table == "financing":
            self.purse.financing(section)
        elif table == "subsidies":
            self.purse.subsidies(section)
        elif table in ("amendment", "budget", "account"):
            getattr(self.purse, table)(item.title, section)
        before = rng.random() < 0.5
        if before:
            self.talk.exchange(turn, section)
        question = Question(
            item.title,
            section,
            item.act,
            tuple((v, topic.fill(c)) for v, c in spec["decisions"]),
            topic.fill(spec["noun"]),
        )
        ballot = cast(rng, self.sitting, turn, kind, self._withdraw(turn, topic, kind))
        if spec.get("election") and rng.random() < 0.6:
            self._elect(turn, question, ballot)
        elif (
            kind == "unanimous"
            and len(question.decisions) == 2
            and self.style.decision != "named"
            and rng.random() < 0.08
        ):
            for decision in question.decisions:
                self.clerk.decide(replace(question, decisions=(decision,)), ballot)
        else:
            self.clerk.decide(question, ballot)
        self._seen(turn, ballot)
        if not before:
            self.talk.exchange(turn, section)

    def _kind_of_vote(self, topic: Topic) -> str:
        if topic.spec.get("vote") == "note":
            return "noted"
        draw = self.rng.random()
        if self.style.counts == "session":
            return "unanimous" if draw < 0.9 else "withdrawn"
        if topic.spec.get("contested"):
            return "split" if draw < 0.55 else "rejected" if draw < 0.65 else "unanimous"
        if draw < 0.62:
            return "unanimous"
        if draw < 0.82:
            return "split"
        if draw < 0.9:
            return "silent"
        return (
            "withdrawn" if draw < 0.93 else "postponed" if draw < 0.96 else "rejected" if draw < 0.98 else "unanimous"
        )

    def _withdraw(self, turn: int, topic: Topic, kind: str) -> list[Person]:
        """Who takes no part in a vote, and the sentence that says so."""
        if kind in ("withdrawn", "postponed", "noted"):
            return []
        if topic.spec.get("chair_leaves"):
            chair = self.sitting.chair
            self.draft.say(f"{self.talk.chief} quitte la salle et ne prend pas part au vote.")
            self._note(chair, "withdraws", None)
            return [chair]
        here = [s.who for s in self.sitting.seats[1:] if s.here_at(turn)]
        if self.withdrawn_once or not here or "asso" not in str(topic.spec["titles"]):
            return []
        self.withdrawn_once = True
        person = self.rng.choice(here)
        role = "présidente" if person.is_woman else "président"
        self.draft.say(
            self.rng.choice(
                (
                    f"{self.namer.spoken(person)}, {role} de l'association, ne prend pas part au vote.",
                    f"{self.namer.spoken(person)} ne participe pas au vote.",
                    f"{self.namer.spoken(person)} se retire et ne prend part ni au débat ni au vote.",
                )
            )
        )
        self._note(person, "withdraws", None)
        return [person]

    def _elect(self, turn: int, question: Question, ballot: Ballot) -> None:
        rng = self.rng
        here = [s.who for s in self.sitting.seats if s.here_at(turn)]
        first, second = rng.sample(here, 2)
        voters = len(ballot.pro)
        void = rng.choice((0, 0, 1, 2)) if voters > 6 else 0
        valid = voters - void
        won = rng.randrange(valid // 2 + 1, valid + 1)
        names = [f"{p.civility} {self.namer.full(p)}" for p in (first, second)]
        self.draft.say("Il est procédé au scrutin secret.")
        for line in (
            f"Nombre de votants : {voters}",
            f"Bulletins blancs ou nuls : {void}",
            f"Suffrages exprimés : {valid}",
        ):
            self.draft.add(Kind.ITEM, line, bullet=self.style.bullet)
        self.draft.say("Ont obtenu :")
        for name, votes in ((names[0], won), (names[1], valid - won)):
            self.draft.add(Kind.ITEM, f"{name} : {votes} voix", bullet=self.style.bullet)
        ending = "e" if first.is_woman else ""
        sentence = f"{names[0]} est élu{ending} représentant{ending} de l'assemblée."
        self.draft.say(sentence)
        self.clerk.record(question, sentence, Ballot("secret"), counts=False, said=None)
        for person, votes in ((first, won), (second, valid - won)):
            self.elections.append(
                {
                    "deliberation": len(self.clerk.truth),
                    "candidate": self.namer.full(person),
                    "votes": votes,
                    "elected": person is first,
                }
            )

    def _move(self, turn: int) -> None:
        """Tell of whoever comes or goes before this item."""
        for seat in self.sitting.seats:
            name = self.namer.spoken(seat.who)
            if seat.arrives_before == turn and seat.at:
                at = clock(seat.at, self.style.clock if self.style.clock != "words" else "h")
                form = self.style.movement
                if form == "arrival" or (form == "arrival-roll" and self.rng.random() < 0.5):
                    self.draft.say(
                        self.rng.choice(
                            (
                                f"Arrivée {of_name(name)} à {at}.",
                                f"{name} rejoint la séance à {at}.",
                                f"{at} : arrivée {of_name(name)}.",
                                f"{name} arrive à {at}.",
                            )
                        )
                    )
                self._note(seat.who, "arrives", seat)
            elif seat.leaves_before == turn and seat.at:
                at = clock(seat.at, self.style.clock if self.style.clock != "words" else "h")
                if self.style.movement == "departure" or self.rng.random() < 0.5:
                    self.draft.say(self._leaving(name, at, seat))
                self._note(seat.who, "leaves", seat)

    def _leaving(self, name: str, at: str, seat: Seat) -> str:
        rng = self.rng
        if not seat.later_bearer:
            return rng.choice(
                (
                    f"{name} quitte la séance à {at}.",
                    f"Départ {of_name(name)} à {at}.",
                    f"{at} : départ {of_name(name)}.",
                )
            )
        bearer = self.namer.spoken(seat.later_bearer)
        return rng.choice(
            (
                f"{name} quitte la séance à {at} et donne pouvoir à {bearer}.",
                f"Départ {of_name(name)} à {at} (procuration à {bearer}).",
                f"{name} quitte la salle à {at} après avoir donné pouvoir à {bearer}.",
            )
        )

    def _note(self, person: Person, kind: str, seat: Any) -> None:
        bearer = seat.later_bearer if seat else None
        self.movements.append(
            {
                "name": self.namer.label(person),
                "kind": kind,
                "at": f"{seat.at:%H:%M}" if seat and self.style.movement != "arrival-item" else None,
                "proxy_to": self.namer.label(bearer) if bearer else None,
            }
        )

    def _seen(self, turn: int, ballot: Ballot | None = None) -> None:
        """Keep who was present, represented or out at the deliberations labelled since the last call."""
        done = max((p["deliberation"] for p in self.presence), default=0)
        for number in range(done + 1, len(self.clerk.truth) + 1):
            self._seen_at(number, turn, ballot)

    def _seen_at(self, number: int, turn: int, ballot: Ballot | None) -> None:
        out = {p.key for p in ballot.out} if ballot else set()
        for seat in self.sitting.seats:
            bearer = seat.represented_at(turn)
            state = "present" if seat.here_at(turn) else "represented" if bearer else "absent"
            if state == "present" and seat.status == "remote":
                state = "remote"
            if seat.who.key in out:
                state = "withdrew"
            self.presence.append(
                {
                    "deliberation": number,
                    "name": self.namer.label(seat.who),
                    "state": state,
                    "represented_by": self.namer.label(bearer) if state == "represented" and bearer else None,
                }
            )

    def _finished(self, agenda: list[dict[str, Any]]) -> SyntheticMinutes:
        truth = {
            "document": f"synthetic-{self.seed}",
            "language": "fr",
            "meeting": self.opening.truth,
            "attendance": self.roll.truth,
            "agenda": agenda,
            "deliberations": self.clerk.truth,
            "tariffs": self.purse.tariffs,
            "financial_tables": self.purse.tables,
            "amounts": self.purse.amounts,
            "interventions": self.talk.truth,
            "people_mentions": self.talk.mentions,
            "identity_links": [],
            "checks": self.purse.checks,
            "financial lines_borderline": self.purse.borderline,
            "movements": self.movements,
            "ballots": self.clerk.ballots,
            "elections": self.elections,
            "presence": self.presence,
        }
        elements = tuple(_typed(e, self.style) for e in self.draft.elements)
        return SyntheticMinutes(
            self.seed, self.body, self.style, elements, truth, tuple(self.roll.people), tuple(self.talk.people)
        )


def _typed(element: Element, style: Style) -> Element:
    """The same words with this typist's apostrophes and spaces."""

    def typed(text: str) -> str:
        text = text.replace("'", style.apostrophe)
        if style.accents == "no":
            text = text.translate(BARE_CAPITALS)
        if style.spaces == "nbsp":
            text = HARD_SPACE.sub("\u00a0", text)
        return text

    grid = element.grid
    if grid is not None:
        grid = replace(grid, rows=tuple(tuple(typed(c) for c in row) for row in grid.rows))
    return replace(element, text=typed(element.text), underline=typed(element.underline), grid=grid)

"""What comes before the assembly: topics with their slots filled, and the words spoken about them.

Belongs here: prose of the items and reported speech. Does not belong here: numbering (`outline`) or votes (`votes`).
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from corpus.synthetic.bodies import Body
from corpus.synthetic.elements import Draft
from corpus.synthetic.money import Purse, bare
from corpus.synthetic.naming import Namer
from corpus.synthetic.people import Person, data, draw_person
from corpus.synthetic.sitting import Sitting
from corpus.synthetic.style import Style
from corpus.synthetic.words import MONTHS, capital, elided, listed, long_date


@dataclass
class Topic:
    """A topic of topics.yaml with its slots filled."""

    spec: dict[str, Any]
    slots: dict[str, str]
    title: str
    vote: str | None = None

    def fill(self, text: str) -> str:
        """A sentence with its slots filled."""
        return text.format_map(self.slots)


def draw_topics(
    rng: random.Random,
    body: Body,
    year: int,
    number: int,
    elected: list[Person],
    chief: str,
    wanted: tuple[str, ...] = (),
) -> list[Topic]:
    """Different topics for one session.

    Args:
        rng: the source of chance.
        body: whose session.
        year: of the session.
        number: how many.
        elected: three members who stand for this or that.
        chief: 'Madame le Maire', as the decisions name the chair.
        wanted: keys of topics to have among them.
    """
    every = [t for t in data("topics.yaml")["items"] if body.kind in t.get("kinds", (body.kind,))]
    money = [t for t in every if "table" in t or "amounts" in t]
    plain = [t for t in every if t not in money]
    rng.shuffle(money)
    rng.shuffle(plain)
    half = min(len(money), (number + 1) // 2)
    chosen = [t for t in every if t["key"] in wanted]
    chosen += [t for t in money[:half] + plain if t not in chosen][: number - len(chosen)]
    rng.shuffle(chosen)
    return [_filled(rng, spec, body, year, elected, chief) for spec in chosen]


def _filled(
    rng: random.Random, spec: dict[str, Any], body: Body, year: int, elected: list[Person], chief: str
) -> Topic:
    places, services = data("places.yaml"), data("services.yaml")["services"]
    asso = rng.choice(places["associations"])
    service = rng.choice(body.services)
    slots = {
        "asso": f"l'association « {asso} »",
        "asso_nom": asso,
        "entreprise": rng.choice(places["companies"]),
        "banque": rng.choice(places["banks"]),
        "rue": rng.choice(places["streets"]),
        "commune": rng.choice(places["communes"]),
        "annee": str(year),
        "annee_prec": str(year - 1),
        "annee_suiv": str(year + 1),
        "n": str(rng.randrange(2, 8)),
        "n3": str(rng.randrange(101, 480)),
        "mois": rng.choice(MONTHS),
        "taux": f"{rng.randrange(80, 420) / 100:.2f}".replace(".", ","),
        "chef": chief,
        "service": service,
        "service_de": services[service]["de"],
        "elu": _called(elected[0]),
        "trio": listed([_called(p) for p in elected]),
    }
    topic = Topic(spec, slots, "")
    topic.title = capital(topic.fill(rng.choice(spec["titles"])))
    return topic


def _called(person: Person) -> str:
    return f"{person.civility} {person.name}"


class Talk:
    """Writes exposés and exchanges into a draft and keeps their labels."""

    def __init__(
        self, rng: random.Random, draft: Draft, style: Style, sitting: Sitting, namer: Namer, purse: Purse
    ) -> None:
        """Nothing is said yet."""
        self.rng, self.draft, self.style, self.sitting, self.namer, self.purse = (
            rng,
            draft,
            style,
            sitting,
            namer,
            purse,
        )
        self.truth: list[dict[str, Any]] = []
        self.mentions: list[dict[str, Any]] = []
        self.people: list[str] = []
        self.said: dict[str, list[str]] = {}

    @property
    def chief(self) -> str:
        """'Madame la Présidente', 'Monsieur le Maire'."""
        chair = self.sitting.chair
        title = self.sitting.body.title_of(chair)
        return f"{'Madame' if chair.is_woman else 'Monsieur'} {'la' if title == 'Présidente' else 'le'} {title}"

    def turn(self, speaker: Person, printed: str, section: str | None) -> None:
        """Label a speech turn."""
        self.truth.append(
            {
                "section": section,
                "speaker": printed,
                "speaker_full": self.namer.known(speaker, self.sitting),
                "note": None,
            }
        )
        self.people.append(speaker.key)

    def expose(self, topic: Topic, item: int, section: str | None) -> None:
        """Tell what the item is about."""
        rng, talk = self.rng, data("talk.yaml")
        sentences = []
        for raw in topic.spec["context"]:
            for key, spec in topic.spec.get("amounts", {}).items():
                if f"{{{key}}}" in raw:
                    who = topic.slots.get(spec["who"]) if "who" in spec else None
                    topic.slots[key] = self.purse.state(spec, who, section)
            sentences.append(capital(topic.fill(raw).strip()))
        self._lead(sentences, item, section)
        if rng.random() < 0.3:
            self.draft.say(rng.choice(talk["noise"]))
        if rng.random() < 0.15:
            self._recitals()
        if rng.random() < 0.5:
            self.draft.say(" ".join(sentences))
        else:
            for sentence in sentences:
                self.draft.say(sentence)
        if rng.random() < 0.08:
            self._mention()

    def _lead(self, sentences: list[str], item: int, section: str | None) -> None:
        """Say, before or within the first sentence, who tells it."""
        rng, talk, form = self.rng, data("talk.yaml"), self.style.expose
        first = sentences[0][0].lower() + sentences[0][1:]
        if form == "rapporteur" and rng.random() < 0.8:
            member = self._someone(item)
            self.draft.say(f"Rapporteur : {self.namer.spoken(member)}")
        elif form == "chair" and rng.random() < 0.7:
            lead = rng.choice(talk["expose"]).format(qui=self.chief)
            sentences[0] = f"{lead[:-3]}{elided('que', first)}"
            self.turn(self.sitting.chair, self.chief, section)
        elif form in ("presenter", "floor") and rng.random() < 0.7:
            self._present(form, item, section)
        elif form == "passive" and rng.random() < 0.5:
            sentences[0] = f"{rng.choice(talk['passive'])[:-3]}{elided('que', first)}"

    def _present(self, form: str, item: int, section: str | None) -> None:
        """A member presents the item, perhaps given the floor for it."""
        rng, phrases = self.rng, data("phrases.yaml")
        member = self._someone(item)
        printed = self.namer.spoken(member)
        phrase = rng.choice(phrases["presents" if form == "presenter" else "floor"])
        self.draft.say(phrase.format(qui=printed, chief=self.chief))
        self.turn(member, printed, section)

    def _someone(self, item: int) -> Person:
        """A member who sits through an item, not the chair where others do."""
        here = [s.who for s in self.sitting.seats if s.here_at(item)]
        return self.rng.choice(here[1:] or here)

    def _recitals(self) -> None:
        """'Vu ...', 'Considérant ...': other acts, other dates."""
        rng = self.rng
        chosen = sorted(rng.sample(data("phrases.yaml")["recitals"], rng.randrange(2, 5)), reverse=True)
        day = self.sitting.day - timedelta(days=rng.randrange(30, 900))
        for line in chosen:
            self.draft.say(line.format(year=day.year, n=rng.randrange(10, 99), day=long_date(day)))

    def _mention(self) -> None:
        talk = data("talk.yaml")
        taken = frozenset(p.surname for p in [s.who for s in self.sitting.seats] + [g for g, _ in self.sitting.guests])
        person = draw_person(self.rng, f"mention-{len(self.mentions)}", taken=taken)
        job = self.rng.choice(talk["jobs"])
        name = self.namer.full(person)
        self.draft.say(self.rng.choice(talk["mentions"]).format(qui=f"{person.civility} {name}", job=job))
        self.mentions.append({"name": name, "role": job, "organisation": None})

    def exchange(self, item: int, section: str | None) -> None:
        """Some members ask, someone answers."""
        rng, talk, style = self.rng, data("talk.yaml"), self.style
        if style.talk == "none" or rng.random() < 0.5:
            return
        here = [s.who for s in self.sitting.seats if s.here_at(item)]
        if len(here) < 3:
            return
        turns = rng.randrange(1, 5)
        self.said = {kind: rng.sample(talk[kind], len(talk[kind])) for kind in ("ask", "answer", "say", "lines")}
        if style.talk == "quotes":
            self.draft.say(rng.choice(talk["debate_heads"]), underline="Temps")
        for i in range(turns):
            kind = "ask" if i % 2 == 0 and turns > 1 else "answer" if i % 2 else "say"
            person = rng.choice(here[1:])
            if kind == "answer" and rng.random() < 0.4:
                self._say(self.sitting.chair, self.chief, self.said["answer"].pop(), section)
            elif kind == "answer" and self.sitting.guests and style.guests != "none" and rng.random() < 0.2:
                guest = rng.choice(self.sitting.guests)[0]
                self._say(guest, self.namer.spoken(guest), self.said["answer"].pop(), section)
            else:
                self._say(person, self.namer.spoken(person), self.said[kind].pop(), section)

    def _say(self, person: Person, printed: str, sentence: str, section: str | None) -> None:
        style = self.style
        if style.talk == "dialogue":
            text = f"{printed} : {self.said['lines'].pop()}"
        elif style.talk == "quotes":
            text = f"« {sentence.format(qui=printed)} »"
        else:
            text = sentence.format(qui=printed)
        self.draft.say(text, italic=style.talk == "quotes")
        self.turn(person, printed, section)


__all__ = ["Talk", "Topic", "bare", "draw_topics"]

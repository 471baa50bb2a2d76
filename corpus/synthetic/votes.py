"""What was decided and how it is told: decisions, votes, named voters, elections.

Belongs here: a ballot's facts and every printed form of them, with labels. Does not belong here: what the item is
about (`topics`).
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import Any

from corpus.synthetic.elements import Draft, Kind
from corpus.synthetic.naming import Namer
from corpus.synthetic.people import Person
from corpus.synthetic.sitting import Sitting
from corpus.synthetic.style import Style
from corpus.synthetic.words import capital, elided, in_words, listed

PRESENT = {
    "approuver": ("approuve", "approuvent", "approuvé"), "autoriser": ("autorise", "autorisent", "autorisé"), "attribuer": ("attribue", "attribuent", "attribué"),
    "solliciter": ("sollicite", "sollicitent", "sollicité"), "charger": ("charge", "chargent", "chargé"), "retenir": ("retient", "retiennent", "retenu"),
    "accorder": ("accorde", "accordent", "accordé"), "dire": ("dit", "disent", "dit"), "adopter": ("adopte", "adoptent", "adopté"),
    "voter": ("vote", "votent", "voté"), "arrêter": ("arrête", "arrêtent", "arrêté"), "fixer": ("fixe", "fixent", "fixé"),
    "préciser": ("précise", "précisent", "précisé"), "créer": ("crée", "créent", "créé"), "modifier": ("modifie", "modifient", "modifié"),
    "instaurer": ("instaure", "instaurent", "instauré"), "abroger": ("abroge", "abrogent", "abrogé"), "tirer": ("tire", "tirent", "tiré"),
    "demander": ("demande", "demandent", "demandé"), "prendre acte": ("prend acte", "prennent acte", "pris acte"), "désigner": ("désigne", "désignent", "désigné"),
    "notifier": ("notifie", "notifient", "notifié"), "valider": ("valide", "valident", "validé"),
}  # fmt: skip


@dataclass
class Ballot:
    """The outcome of a vote."""

    kind: str
    """'unanimous', 'split', 'silent', 'rejected', 'withdrawn', 'postponed', 'noted', 'secret'."""
    pro: list[Person] = field(default_factory=list)
    con: list[Person] = field(default_factory=list)
    abstaining: list[Person] = field(default_factory=list)
    out: list[Person] = field(default_factory=list)
    """Those who take no part."""

    @property
    def outcome(self) -> str:
        """In the words of the labels."""
        named = {"rejected": "rejected", "withdrawn": "withdrawn", "postponed": "postponed", "noted": "noted"}
        return named.get(self.kind, "adopted")


def cast(rng: random.Random, sitting: Sitting, item: int, kind: str, out: list[Person]) -> Ballot:
    """Let the voters of an item vote."""
    barred = {p.key for p in out}
    voters = [p for p in sitting.voters_at(item) if p.key not in barred]
    ballot = Ballot(kind, voters, out=out)
    if kind in ("split", "rejected") and len(voters) > 4:
        others = [p for p in voters if p.key != sitting.chair.key]
        rng.shuffle(others)
        against, silent = _shared_out(rng, len(voters), kind)
        ballot.con, ballot.abstaining = others[:against], others[against : against + silent]
        taken = {p.key for p in ballot.con + ballot.abstaining}
        ballot.pro = [p for p in voters if p.key not in taken]
        if not ballot.con and not ballot.abstaining:
            ballot.kind = "unanimous"
    elif kind in ("split", "rejected"):
        ballot.kind = "unanimous"
    return ballot


def _shared_out(rng: random.Random, voters: int, kind: str) -> tuple[int, int]:
    """How many vote against and how many abstain, so that a split passes and a rejection does not."""
    if kind == "rejected":
        against = rng.randrange(voters // 2 + 1, voters)
        return against, rng.randrange(0, min(3, voters - 1 - against) + 1)
    against = min(rng.choice((0, 1, 1, 2, 3, 5, 8)), (voters - 1) // 2)
    silent = rng.choice((0, 1, 1, 2, 3)) if against else rng.choice((1, 2, 3))
    return against, min(silent, voters - 2 * against - 1)


@dataclass(frozen=True)
class Question:
    """What is put to the vote."""

    title: str | None
    section: str | None
    number: str | None
    decisions: tuple[tuple[str, str], ...]
    noun: str


class Clerk:
    """Writes decisions and votes into a draft and keeps their labels."""

    def __init__(self, rng: random.Random, draft: Draft, style: Style, sitting: Sitting, namer: Namer) -> None:
        """Nothing is written yet."""
        self.rng, self.draft, self.style, self.sitting, self.namer = rng, draft, style, sitting, namer
        self.truth: list[dict[str, Any]] = []
        self.ballots: list[dict[str, Any]] = []
        assembly = sitting.body.assembly
        self.assembly = rng.choice((f"le {assembly}", f"le {assembly}", f"les membres du {assembly}"))
        self.plural = self.assembly.startswith("les")
        self.form: str | None = None

    def verb(self, infinitive: str) -> str:
        """Conjugated with the assembly."""
        return PRESENT[infinitive][self.plural]

    def record(self, question: Question, decision: str, ballot: Ballot, counts: bool, said: bool | None) -> None:
        """Label a deliberation.

        Args:
            question: what it is about.
            decision: the words that say what is approved.
            ballot: the outcome.
            counts: whether figures are printed.
            said: what the text says of unanimity (None: nothing).
        """
        self.truth.append(
            {
                "number": question.number,
                "section": question.section,
                "title": question.title,
                "decision": decision,
                "outcome": ballot.outcome,
                "unanimous": said,
                "votes_for": len(ballot.pro) if counts else None,
                "votes_against": len(ballot.con) if counts else None,
                "abstentions": len(ballot.abstaining) if counts else None,
                "note": None,
            }
        )

    def name_voters(self, people: list[Person], choice: str) -> str:
        """' (M. X, Mme Y)', and label them."""
        for person in people:
            self.ballots.append(
                {
                    "deliberation": len(self.truth) + 1,
                    "name": self.namer.full(person),
                    "person": person.key,
                    "choice": choice,
                }
            )
        return (
            listed([self.namer.spoken(p) for p in people])
            if self.rng.random() < 0.5
            else ", ".join(self.namer.spoken(p) for p in people)
        )

    def decide(self, question: Question, ballot: Ballot) -> None:
        """Write a decision and its vote in the style's form."""
        if ballot.kind == "withdrawn":
            self._put_off(
                question,
                ballot,
                self.rng.choice(
                    (
                        "Ce point est retiré de l'ordre du jour.",
                        "Cette question est retirée de l'ordre du jour.",
                        "Délibération retirée.",
                    )
                ),
            )
        elif ballot.kind == "postponed":
            self._put_off(
                question,
                ballot,
                self.rng.choice(
                    (
                        "Ce point est reporté à une prochaine séance.",
                        "La décision est ajournée.",
                        "Question reportée à la prochaine réunion.",
                    )
                ),
            )
        elif ballot.kind == "noted":
            self._note(question, ballot)
        elif ballot.kind == "rejected":
            self._reject(question, ballot)
        elif ballot.kind == "unanimous":
            self._unanimous(question, ballot)
        elif ballot.kind == "split":
            self._split(question, ballot)
        else:
            self.form = (
                "list" if self.style.decision == "asked" else None
            )  # a question without a vote would decide nothing
            decision = self._decision(question, "")
            self.form = None
            self.record(question, decision, ballot, counts=False, said=None)

    def _put_off(self, question: Question, ballot: Ballot, sentence: str) -> None:
        self.draft.say(sentence)
        self.record(question, sentence, ballot, counts=False, said=None)

    def _note(self, question: Question, ballot: Ballot) -> None:
        verb, rest = question.decisions[0]
        lead = self.rng.choice(("{a} {v} {r}.", "Après en avoir pris connaissance, {a} {v} {r}.", "{a} {v} {r}."))
        sentence = capital(lead.format(a=self.assembly, v=self.verb(verb), r=rest))
        self.draft.say(sentence)
        self.record(question, sentence, ballot, counts=False, said=None)

    def _unanimous(self, question: Question, ballot: Ballot) -> None:
        form = self.style.unanimity
        rng, n = self.rng, len(ballot.pro)
        if form == "lead":
            decision = self._decision(question, "à l'unanimité")
            counted = False
        elif form == "members":
            tail = rng.choice(
                (
                    "à l'unanimité des membres présents",
                    "à l'unanimité des membres présents et représentés",
                    "à l'unanimité des votants",
                )
            )
            decision = self._decision(question, tail)
            counted = False
        elif form == "words":
            decision = self._decision(question, f"par {in_words(n)} voix pour")
            counted = True
        elif form == "counts-sentence":
            decision = self._decision(
                question,
                rng.choice(
                    (
                        f"par {n} voix pour",
                        f"à l'unanimité ({n} voix pour)",
                        f"à l'unanimité par {n} voix pour, 0 contre et 0 abstention",
                    )
                ),
            )
            counted = True
        else:
            decision = self._decision(question, "")
            counted = form == "counts"
            if form == "line-vote":
                self._line(
                    rng.choice(
                        (
                            "Vote : Pour à l'unanimité",
                            "Vote : pour à l'unanimité",
                            "Vote : unanimité",
                            "VOTE : à l'unanimité",
                            "Résultat du vote : unanimité",
                        )
                    )
                )
            elif form == "line-adopted":
                self._line(
                    rng.choice(
                        (
                            "Adoptée à l'unanimité",
                            "Adopté à l'unanimité",
                            "ADOPTÉ À L'UNANIMITÉ",
                            "Adopté à l'unanimité.",
                            "Délibération adoptée à l'unanimité des membres présents",
                        )
                    )
                )
            elif form == "sentence":
                self.draft.say(
                    rng.choice(
                        (
                            "Cette délibération est adoptée à l'unanimité.",
                            "La délibération, mise aux voix, est adoptée à l'unanimité.",
                            "Cette proposition est acceptée à l'unanimité.",
                            "Cette délibération est validée à l'unanimité.",
                        )
                    )
                )
            elif rng.random() < 0.4:
                for line in (f"Pour : {n}", "Contre : 0", "Abstention : 0"):
                    self.draft.add(Kind.ITEM, line, bullet=self.style.bullet)
            else:
                self._line(
                    rng.choice(
                        (
                            f"Pour : {n} / Contre : 0 / Abstention : 0",
                            f"Pour : {n} - Contre : 0 - Abstentions : 0",
                            f"Votants : {n}  Pour : {n}  Contre : 0  Abstention : 0",
                            f"{n} pour / 0 contre / 0 abstention",
                            f"{n} votes pour. 0 vote contre. 0 abstention.",
                        )
                    )
                )
        self.record(question, decision, ballot, counted, said=True)
        if counted and form in ("counts-sentence", "words") and "0 contre" not in decision:
            self.truth[-1].update(votes_against=None, abstentions=None)

    def _split(self, question: Question, ballot: Ballot) -> None:
        rng, form = self.rng, self.style.split
        p, c, a = len(ballot.pro), len(ballot.con), len(ballot.abstaining)
        counts, said = True, False
        if form == "minus" and (a == 0 or c > 0 or a > 3):
            form = "counts-sentence"
        if form == "words":
            parts = [f"{in_words(p)} voix pour"]
            parts += [f"{in_words(c) if c > 1 else 'une'} voix contre"] if c else []
            parts += [f"{in_words(a) if a > 1 else 'une'} abstention{'s' if a > 1 else ''}"] if a else []
            decision = self._decision(question, f"par {listed(parts)}")
            self.record(question, decision, ballot, counts, said)
            self.truth[-1].update(votes_against=c or None, abstentions=a or None)
            return
        if form == "counts-sentence":
            named = rng.random() < 0.6 and c + a <= 6
            parts = [f"{p} voix pour"]
            if c:
                parts.append(f"{c} voix contre" + (f" ({self.name_voters(ballot.con, 'against')})" if named else ""))
            if a:
                parts.append(
                    f"{a} abstention{'s' if a > 1 else ''}"
                    + (f" ({self.name_voters(ballot.abstaining, 'abstention')})" if named else "")
                )
            decision = self._decision(question, f"{rng.choice(('par', 'à', 'avec'))} {listed(parts)}")
            zero = {"votes_against": None if not c else c, "abstentions": None if not a else a}
            self.record(question, decision, ballot, counts, said)
            self.truth[-1].update(zero)
            return
        if form == "minus":
            who = self.name_voters(ballot.abstaining, "abstention")
            word = "une abstention" if a == 1 else f"{a} abstentions"
            decision = self._decision(question, f"à l'unanimité moins {word} ({who})")
            self.record(question, decision, ballot, counts=False, said=False)
            self.truth[-1]["abstentions"] = a
            return
        if form == "majority-named":
            against = f"{c} contre" + (f" : {self.name_voters(ballot.con, 'against')}" if c <= 4 else "") if c else ""
            silent = (
                f"{a} abstention{'s' if a > 1 else ''}"
                + (f" : {self.name_voters(ballot.abstaining, 'abstention')}" if a <= 4 else "")
                if a
                else ""
            )
            decision = self._decision(question, f"à la majorité ({' ; '.join(x for x in (against, silent) if x)})")
            self.record(question, decision, ballot, counts=False, said=False)
            self.truth[-1].update(votes_against=c or None, abstentions=a or None)
            return
        decision = self._decision(question, "")
        if form == "counts-lines":
            for label, number, people, choice in (
                ("Pour", p, [], ""),
                ("Contre", c, ballot.con, "against"),
                (f"Abstention{'s' if a > 1 else ''}", a, ballot.abstaining, "abstention"),
            ):
                names = (
                    f" ({self.name_voters(people, choice)})"
                    if people and len(people) <= 5 and rng.random() < 0.6
                    else ""
                )
                self.draft.add(Kind.ITEM, f"{label} : {number}{names}", bullet=self.style.bullet)
        elif form == "named-lists":
            self._line(f"Pour : {p}")
            for label, people, choice in (
                ("Contre", ballot.con, "against"),
                ("Abstentions", ballot.abstaining, "abstention"),
            ):
                if people:
                    self._line(f"{label} : {len(people)}, {self.name_voters(people, choice)}")
                else:
                    self._line(f"{label} : 0")
        elif form == "counts-slash":
            named = f", {self.name_voters(ballot.con, 'against')}" if c and c <= 3 and rng.random() < 0.5 else ""
            self._line(f"Pour : {p} / Abstention{'s' if a > 1 else ''} : {a} / Contre : {c}{named}")
        elif form == "arrow":
            self._line(f"{p} pour / {c} contre / {a} abstention{'s' if a > 1 else ''} → adopté")
        else:
            self._line(f"{p} votes pour. {c} vote{'s' if c > 1 else ''} contre. {a} Abstention{'s' if a > 1 else ''}.")
        self.record(question, decision, ballot, counts, said)

    def _reject(self, question: Question, ballot: Ballot) -> None:
        p, c, a = len(ballot.pro), len(ballot.con), len(ballot.abstaining)
        verb, rest = question.decisions[0]
        voices = f"{c} voix contre, {a} abstention{'s' if a > 1 else ''} et {p} pour"
        negated = f"n'{self.verb(verb)} pas" if self.verb(verb)[0] in "aeéio" else f"ne {self.verb(verb)} pas"
        form = self.rng.choice(("majority", "line", "sentence"))
        if form == "majority":
            sentence = capital(f"{self.assembly}, à la majorité ({voices}), {negated} {rest}.")
            self.draft.say(sentence)
        elif form == "line":
            sentence = f"{capital(self.rng.choice(('Il est proposé', 'Il est demandé')))} {elided('de', verb)} {rest}."
            self.draft.say(sentence)
            self._line(f"Pour : {p} / Contre : {c} / Abstention{'s' if a > 1 else ''} : {a}")
            self._line(self.rng.choice(("La proposition est rejetée.", "Délibération rejetée", "REJETÉ")))
        else:
            sentence = f"Par {c} voix contre, {p} voix pour et {a} abstention{'s' if a > 1 else ''}, la proposition est rejetée."
            self.draft.say(f"Il est proposé {elided('de', verb)} {rest}.")
            self.draft.say(sentence)
        self.record(question, sentence, ballot, counts=True, said=False)

    def _line(self, text: str) -> None:
        self.draft.say(text, bold=True)

    def _decision(self, question: Question, vote: str) -> str:
        """Write what is decided, the vote within it if given; returns the label's wording."""
        rng, style, draft = self.rng, self.style, self.draft
        who, decisions = self.assembly, question.decisions
        after = rng.choice(("après en avoir délibéré", "après en avoir délibéré", "après délibération", ""))
        voted = f", {vote}," if vote else ""
        form = self.form or style.decision
        if form == "list":
            lead = (
                ", ".join(x for x in (after, who, vote) if x)
                if rng.random() < 0.5
                else ", ".join(x for x in (who, after, vote) if x)
            )
            draft.say(f"{capital(lead)} :")
            texts = [f"{self.verb(v)} {r}" for v, r in decisions]
            if rng.random() < 0.5:
                texts = [capital(t) for t in texts]
            self._items(texts, " ;", ".")
            return " ; ".join(texts)
        if form == "articles":
            draft.say(
                f"{capital(', '.join(x for x in (who, after, vote) if x))}, DÉCIDE :"
                if not self.plural
                else f"{capital(', '.join(x for x in (who, after, vote) if x))}, DÉCIDENT :"
            )
            texts = [f"{PRESENT[v][0].upper()} {r}" for v, r in decisions]
            for i, text in enumerate(texts, 1):
                draft.say(f"Article {i} : {text}.")
            return " ; ".join(texts)
        if form == "participles":
            have = "ont" if self.plural else "a"
            lead = (
                f"{capital(after)}, {who} {have}{', ' + vote if vote else ''} :"
                if after
                else f"{capital(who)} {have}{', ' + vote if vote else ''} :"
            )
            draft.say(lead)
            texts = [f"{capital(PRESENT[v][2])} {r}" for v, r in decisions]
            self._items(texts, ",", ".")
            return " ; ".join(texts)
        if form == "decides-that":
            lead = capital(", ".join(x for x in (who, after) if x))
            decides, comma = "décident" if self.plural else "décide", "," if after else ""
            texts = [f"{elided('de', v)} {r}" for v, r in decisions]
            if rng.random() < 0.5:
                draft.say(f"{lead}{voted or comma} {decides.upper() if rng.random() < 0.4 else decides} :")
                self._items(texts, " ;", ".")
            else:
                draft.say(f"{lead}{voted or comma} {decides} {' et '.join(texts)}.")
            return " ; ".join(texts)
        if form == "asked":
            chief = self.sitting.body.title_of(self.sitting.chair)
            title = f"{'Madame' if self.sitting.chair.is_woman else 'Monsieur'} {'la' if chief == 'Présidente' else 'le'} {chief}"
            draft.say(f"{title} demande aux membres de l'assemblée s'ils sont d'accord pour :")
            texts = [f"{v} {r}" for v, r in decisions]
            self._items(texts, " ;", ".")
            if vote:
                draft.say(f"{capital(who)} {'donnent leur' if self.plural else 'donne son'} accord {vote}.")
            return " ; ".join(texts)
        if form == "named":
            text = f"La délibération relative {question.noun}."
            draft.say(
                f"{capital(vote)}, {who} {self.verb('approuver')} :"
                if vote
                else f"{capital(who)} {self.verb('approuver')} :"
            )
            draft.add(Kind.ITEM, text, bullet=style.bullet, bold=True)
            return text
        texts = [f"{self.verb(v)} {r}" for v, r in decisions]
        if form == "short":
            texts = texts[:1]
        body = " et ".join(texts) if len(texts) < 3 else listed(texts)
        order = rng.random()
        if after and order < 0.4:
            sentence = f"{capital(after)}, {who}{voted} {body}."
        elif vote and order < 0.7:
            sentence = f"{capital(vote)}, {who} {body}."
        else:
            sentence = f"{capital(who)}{', ' + after if after else ''}{voted or (',' if after else '')} {body}."
        draft.say(sentence)
        return sentence

    def _items(self, texts: list[str], joint: str, end: str) -> None:
        for i, text in enumerate(texts):
            self.draft.add(Kind.ITEM, text + (end if i == len(texts) - 1 else joint), bullet=self.style.bullet)

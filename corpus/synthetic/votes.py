"""What was decided and how it is told: decisions, votes, named voters, elections.

Belongs here: a ballot's facts and every printed form of them, with labels. Does not belong here: what the item is
about (`topics`).
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import Any

from corpus.synthetic.elements import Draft, Grid, Kind
from corpus.synthetic.naming import Namer
from corpus.synthetic.people import Person, data
from corpus.synthetic.sitting import Sitting
from corpus.synthetic.style import Style
from corpus.synthetic.words import capital, elided, in_words, listed


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
        forms: list[str] = data("verbs.yaml")[infinitive]
        return forms[self.plural]

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
        form, n = self.style.unanimity, len(ballot.pro)
        counted = form in ("counts", "table", "counts-sentence", "words")
        within = data("phrases.yaml")["unanimity_within"].get(form)
        after = data("phrases.yaml")["unanimity_after"].get(form)
        words = {"n": n, "words": in_words(n)}
        phrase = self.rng.choice(within).format(**words) if within else ""
        decision = self._decision(question, phrase)
        if form == "table":
            self._table_of_votes(ballot)
        elif form == "counts" and self.rng.random() < 0.4:
            for line in (f"Pour : {n}", "Contre : 0", "Abstention : 0"):
                self.draft.add(Kind.ITEM, line, bullet=self.style.bullet)
        elif after:
            self.draft.say(self.rng.choice(after).format(**words), bold=form != "sentence")
        self.record(question, decision, ballot, counted, said=True)
        if counted and within and "0 contre" not in phrase:
            self.truth[-1].update(votes_against=None, abstentions=None)

    def _split(self, question: Question, ballot: Ballot) -> None:
        form = self.style.split
        if form == "minus" and (not ballot.abstaining or ballot.con or len(ballot.abstaining) > 3):
            form = "counts-sentence"
        within = {
            "words": self._in_words,
            "counts-sentence": self._in_figures,
            "minus": self._minus,
            "majority-named": self._by_majority,
        }.get(form)
        pro, con, silent = (len(x) for x in (ballot.pro, ballot.con, ballot.abstaining))
        if within:
            decision = self._decision(question, within(ballot))
            self.record(question, decision, ballot, counts=False, said=False)
            told = pro if form in ("words", "counts-sentence") else None
            self.truth[-1].update(votes_for=told, votes_against=con or None, abstentions=silent or None)
            return
        decision = self._decision(question, "")
        if form == "table":
            self._table_of_votes(ballot)
            self.record(question, decision, ballot, counts=True, said=False)
            return
        abstentions = f"Abstention{'s' if silent > 1 else ''}"
        if form in ("counts-lines", "named-lists"):
            self._lines_of_votes(ballot, form, abstentions)
        elif form == "counts-slash":
            named = f", {self.name_voters(ballot.con, 'against')}" if 0 < con <= 3 and self.rng.random() < 0.5 else ""
            self._line(f"Pour : {pro} / {abstentions} : {silent} / Contre : {con}{named}")
        elif form == "one-line":
            self._line(self._all_in_one(ballot, abstentions))
        elif form == "capitals":
            self._line(f"{pro} voix POUR, {con} voix CONTRE, {silent} {abstentions.upper()}")
        elif form == "verbs":
            self._verbs_of_votes(ballot)
        elif form == "arrow":
            self._line(f"{pro} pour / {con} contre / {silent} {abstentions.lower()} → adopté")
        else:
            self._line(f"{pro} votes pour. {con} vote{'s' if con > 1 else ''} contre. {silent} {abstentions}.")
        self.record(question, decision, ballot, counts=True, said=False)
        if form == "verbs":
            self.truth[-1].update(votes_against=con or None, abstentions=silent or None)

    def _table_of_votes(self, ballot: Ballot) -> None:
        heads = ("Votants", "Pour", "Contre", "Abstentions")
        pro, con, silent = (len(x) for x in (ballot.pro, ballot.con, ballot.abstaining))
        rows = (heads, tuple(str(n) for n in (pro + con + silent, pro, con, silent)))
        self.draft.add(Kind.TABLE, grid=Grid(rows, widths=(1, 1, 1, 1)))

    def _verbs_of_votes(self, ballot: Ballot) -> None:
        """'Ont voté contre : M. A, Mme B', 'S'est abstenue : Mme C'; those in favour are told by number."""
        self._line(f"Ont voté pour : {len(ballot.pro)}")
        if ballot.con:
            self._line(
                f"{'A' if len(ballot.con) == 1 else 'Ont'} voté contre : {self.name_voters(ballot.con, 'against')}"
            )
        if ballot.abstaining:
            one = ballot.abstaining[0] if len(ballot.abstaining) == 1 else None
            lead = f"S'est abstenu{'e' if one.is_woman else ''}" if one else "Se sont abstenus"
            self._line(f"{lead} : {self.name_voters(ballot.abstaining, 'abstention')}")

    def _all_in_one(self, ballot: Ballot, abstentions: str) -> str:
        parts = [f"Pour : {len(ballot.pro)}"]
        for label, people, choice in (
            ("Contre", ballot.con, "against"),
            (abstentions, ballot.abstaining, "abstention"),
        ):
            named = people and len(people) <= 4 and self.rng.random() < 0.5
            parts.append(f"{label} : {len(people)}" + (f" ({self.name_voters(people, choice)})" if named else ""))
        return f"{self.rng.choice(('Vote', 'Résultat du vote', 'Votes'))} : {', '.join(parts)}"

    def _in_words(self, ballot: Ballot) -> str:
        con, silent = len(ballot.con), len(ballot.abstaining)
        parts = [f"{in_words(len(ballot.pro))} voix pour"]
        parts += [f"{in_words(con) if con > 1 else 'une'} voix contre"] if con else []
        parts += (
            [f"{in_words(silent) if silent > 1 else 'une'} abstention{'s' if silent > 1 else ''}"] if silent else []
        )
        return f"par {listed(parts)}"

    def _in_figures(self, ballot: Ballot) -> str:
        con, silent = len(ballot.con), len(ballot.abstaining)
        named = self.rng.random() < 0.6 and con + silent <= 6
        parts = [f"{len(ballot.pro)} voix pour"]
        if con:
            parts.append(f"{con} voix contre" + (f" ({self.name_voters(ballot.con, 'against')})" if named else ""))
        if silent:
            who = f" ({self.name_voters(ballot.abstaining, 'abstention')})" if named else ""
            parts.append(f"{silent} abstention{'s' if silent > 1 else ''}{who}")
        return f"{self.rng.choice(('par', 'à', 'avec'))} {listed(parts)}"

    def _minus(self, ballot: Ballot) -> str:
        silent = len(ballot.abstaining)
        word = "une abstention" if silent == 1 else f"{silent} abstentions"
        return f"à l'unanimité moins {word} ({self.name_voters(ballot.abstaining, 'abstention')})"

    def _by_majority(self, ballot: Ballot) -> str:
        parts = []
        for people, choice, word in (
            (ballot.con, "against", "contre"),
            (ballot.abstaining, "abstention", "abstention"),
        ):
            if people:
                plural = "s" if choice == "abstention" and len(people) > 1 else ""
                names = f" : {self.name_voters(people, choice)}" if len(people) <= 4 else ""
                parts.append(f"{len(people)} {word}{plural}{names}")
        return f"à la majorité ({' ; '.join(parts)})"

    def _lines_of_votes(self, ballot: Ballot, form: str, abstentions: str) -> None:
        groups = (("Contre", ballot.con, "against"), (abstentions, ballot.abstaining, "abstention"))
        if form == "named-lists":
            self._line(f"Pour : {len(ballot.pro)}")
            for label, people, choice in groups:
                names = f", {self.name_voters(people, choice)}" if people else ""
                self._line(
                    f"{label if people else label.rstrip('s') + 's' * (choice == 'abstention')} : {len(people)}{names}"
                )
            return
        self.draft.add(Kind.ITEM, f"Pour : {len(ballot.pro)}", bullet=self.style.bullet)
        for label, people, choice in groups:
            named = people and len(people) <= 5 and self.rng.random() < 0.6
            names = f" ({self.name_voters(people, choice)})" if named else ""
            self.draft.add(Kind.ITEM, f"{label} : {len(people)}{names}", bullet=self.style.bullet)

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
            plural = "s" if a > 1 else ""
            sentence = f"Par {c} voix contre, {p} voix pour et {a} abstention{plural}, la proposition est rejetée."
            self.draft.say(f"Il est proposé {elided('de', verb)} {rest}.")
            self.draft.say(sentence)
        self.record(question, sentence, ballot, counts=True, said=False)

    def _line(self, text: str) -> None:
        self.draft.say(text, bold=True)

    def _decision(self, question: Question, vote: str) -> str:
        """Write what is decided, the vote within it if given; returns the label's wording."""
        after = self.rng.choice(data("phrases.yaml")["after_debate"]).format(chief=self.chief)
        write = {
            "list": self._as_list,
            "articles": self._as_articles,
            "participles": self._as_participles,
            "named": self._as_named,
            "decides-that": self._as_infinitives,
            "passive": self._as_passive,
            "verb-first": self._as_verb_first,
            "asked": self._as_question,
        }.get(self.form or self.style.decision, self._as_sentence)
        return write(question, vote, after)

    def _as_list(self, question: Question, vote: str, after: str) -> str:
        order = (after, self.assembly, vote) if self.rng.random() < 0.5 else (self.assembly, after, vote)
        self.draft.say(f"{capital(', '.join(x for x in order if x))} :")
        texts = [f"{self.verb(v)} {r}" for v, r in question.decisions]
        draw = self.rng.random()
        if draw < 0.2:
            texts = [f"{self.verb(v).upper()} {r}" for v, r in question.decisions]
        elif draw < 0.6:
            texts = [capital(t) for t in texts]
        self._items(texts, " ;", ".")
        return " ; ".join(texts)

    def _as_articles(self, question: Question, vote: str, after: str) -> str:
        lead = capital(", ".join(x for x in (self.assembly, after, vote) if x))
        self.draft.say(f"{lead}, {'DÉCIDENT' if self.plural else 'DÉCIDE'} :")
        texts = [f"{data('verbs.yaml')[v][0].upper()} {r}" for v, r in question.decisions]
        for i, text in enumerate(texts, 1):
            self.draft.say(f"Article {i} : {text}.")
        return " ; ".join(texts)

    def _as_participles(self, question: Question, vote: str, after: str) -> str:
        have = f"{'ont' if self.plural else 'a'}{', ' + vote if vote else ''}"
        self.draft.say(f"{capital(after)}, {self.assembly} {have} :" if after else f"{capital(self.assembly)} {have} :")
        texts = [f"{capital(data('verbs.yaml')[v][2])} {r}" for v, r in question.decisions]
        self._items(texts, ",", ".")
        return " ; ".join(texts)

    def _as_infinitives(self, question: Question, vote: str, after: str) -> str:
        lead = capital(", ".join(x for x in (self.assembly, after) if x))
        decides = "décident" if self.plural else "décide"
        comma = f", {vote}," if vote else "," if after else ""
        texts = [f"{elided('de', v)} {r}" for v, r in question.decisions]
        if self.rng.random() < 0.5:
            self.draft.say(f"{lead}{comma} {decides.upper() if self.rng.random() < 0.4 else decides} :")
            self._items(texts, " ;", ".")
        else:
            self.draft.say(f"{lead}{comma} {decides} {' et '.join(texts)}.")
        return " ; ".join(texts)

    @property
    def chief(self) -> str:
        """'Madame la Présidente'."""
        title = self.sitting.body.title_of(self.sitting.chair)
        civility = "Madame" if self.sitting.chair.is_woman else "Monsieur"
        return f"{civility} {'la' if title == 'Présidente' else 'le'} {title}"

    def _as_passive(self, question: Question, vote: str, after: str) -> str:
        """'Il est décidé, à l'unanimité, de ...'."""
        infinitive = " et ".join(f"{elided('de', v)} {r}" for v, r in question.decisions)
        if not vote:
            sentence = f"Il est décidé {infinitive}."
        else:
            phrase = self.rng.choice(data("phrases.yaml")["passive_decisions"])
            sentence = phrase.format(vote=vote, infinitive=infinitive)
        self.draft.say(sentence)
        return sentence

    def _as_verb_first(self, question: Question, vote: str, after: str) -> str:
        """'Le Conseil approuve à l'unanimité la convention ...', the other decisions as they come."""
        texts = [f"{self.verb(v)} {r}" for v, r in question.decisions]
        if vote:
            verb, rest = question.decisions[0]
            texts[0] = f"{self.verb(verb)} {vote} {rest}"
        lead = f"{capital(after)}, {self.assembly}" if after else capital(self.assembly)
        sentence = f"{lead} {listed(texts)}."
        self.draft.say(sentence)
        return sentence

    def _as_question(self, question: Question, vote: str, after: str) -> str:
        self.draft.say(f"{self.chief} demande aux membres de l'assemblée s'ils sont d'accord pour :")
        texts = [f"{v} {r}" for v, r in question.decisions]
        self._items(texts, " ;", ".")
        if vote:
            self.draft.say(f"{capital(self.assembly)} {'donnent leur' if self.plural else 'donne son'} accord {vote}.")
        return " ; ".join(texts)

    def _as_named(self, question: Question, vote: str, after: str) -> str:
        text = f"La délibération relative {question.noun}."
        lead = f"{capital(vote)}, {self.assembly}" if vote else capital(self.assembly)
        self.draft.say(f"{lead} {self.verb('approuver')} :")
        self.draft.add(Kind.ITEM, text, bullet=self.style.bullet, bold=True)
        return text

    def _as_sentence(self, question: Question, vote: str, after: str) -> str:
        who, voted = self.assembly, f", {vote}," if vote else ""
        texts = [f"{self.verb(v)} {r}" for v, r in question.decisions]
        body = listed(texts[:1] if self.style.decision == "short" else texts)
        order = self.rng.random()
        if after and order < 0.4:
            sentence = f"{capital(after)}, {who}{voted} {body}."
        elif vote and order < 0.7:
            sentence = f"{capital(vote)}, {who} {body}."
        else:
            sentence = f"{capital(who)}{', ' + after if after else ''}{voted or (',' if after else '')} {body}."
        self.draft.say(sentence)
        return sentence

    def _items(self, texts: list[str], joint: str, end: str) -> None:
        for i, text in enumerate(texts):
            self.draft.add(Kind.ITEM, text + (end if i == len(texts) - 1 else joint), bullet=self.style.bullet)

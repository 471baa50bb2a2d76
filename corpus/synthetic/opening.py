"""The first lines and the last: title, opening sentence, counts, secretary, closing.

Belongs here: what the meeting's labels are printed by. Does not belong here: the roll (`roll`) and the items.
"""

from __future__ import annotations

import random
from typing import Any

from corpus.synthetic.elements import Draft, Kind
from corpus.synthetic.naming import Namer
from corpus.synthetic.people import data
from corpus.synthetic.sitting import Sitting
from corpus.synthetic.style import Style
from corpus.synthetic.words import capital, clock, date_in_words, day_month, elided, in_words, long_date


class Opening:
    """Writes opening and closing of one session and keeps the meeting's label."""

    def __init__(self, rng: random.Random, draft: Draft, style: Style, sitting: Sitting, namer: Namer) -> None:
        """Nothing is written yet."""
        self.rng, self.draft, self.style, self.sitting, self.namer = rng, draft, style, sitting, namer
        body = sitting.body
        self.organisation = body.organisation
        kind = None if style.document_type == "none" else style.document_type
        self.truth: dict[str, Any] = {
            "organisation": self.organisation,
            "body": body.assembly,
            "document_type": kind,
            "date": sitting.day.isoformat(),
            "start_time": None,
            "end_time": None,
            "place": None,
            "convened_on": None,
            "chair": None,
            "secretary": None,
            "members_in_office": None,
            "members_present": None,
            "votes_cast": None,
            "votes_for": None,
            "votes_against": None,
            "abstentions": None,
            "start_time_announced": None,
            "next_meeting": None,
            "note": None,
        }
        self.votes: list[tuple[str, str]] = []

    @property
    def chief(self) -> str:
        """'Maire', 'Présidente'."""
        return self.sitting.body.title_of(self.sitting.chair)

    def title(self) -> None:
        """Organisation, assembly, date, kind of document."""
        rng, draft, body = self.rng, self.draft, self.sitting.body
        kind = self.truth["document_type"]
        shown = kind.upper() if kind else ""
        dated = self._dated()
        timed = f" à {clock(self.sitting.starts, self.style.clock)}" if self.style.opening == "title-only" else ""
        if timed:
            self.truth["start_time"] = f"{self.sitting.starts:%H:%M}"
        draft.add(Kind.TITLE, self.organisation.upper() if rng.random() < 0.4 else self.organisation)
        form = rng.choice(("one", "two", "three"))
        if not kind:
            draft.add(
                Kind.TITLE,
                f"{body.assembly} du {dated}{timed}"
                if form != "two"
                else f"{body.assembly.upper()} – SÉANCE DU {dated.upper()}{timed}",
            )
        elif form == "one":
            draft.add(
                Kind.TITLE,
                f"{capital(kind)} de la {rng.choice(('séance', 'réunion'))} du {body.assembly} du {dated}{timed}",
            )
        elif form == "two":
            draft.add(Kind.TITLE, f"{body.assembly.upper()} du {dated}{timed}")
            draft.add(Kind.TITLE, shown)
        else:
            draft.add(Kind.TITLE, shown)
            draft.add(Kind.TITLE, body.assembly.upper())
            draft.add(Kind.TITLE, f"Séance du {dated}{timed}")

    def _dated(self) -> str:
        """The date of the title."""
        day = self.sitting.day
        return {
            "weekday": long_date(day, weekday=True),
            "slashed": f"{day:%d/%m/%Y}",
            "dotted": f"{day:%d.%m.%Y}",
            "capitals": long_date(day, weekday=self.rng.random() < 0.5).upper(),
        }.get(self.style.date_form, long_date(day))

    def _title_of_chief(self) -> str:
        chair = self.sitting.chair
        article = "la" if self.chief == "Présidente" else "le"
        return f"{'Madame' if chair.is_woman else 'Monsieur'} {article} {self.chief}"

    def _opened(self) -> None:
        """Where the title gives no hour, a sentence may."""
        at = clock(self.sitting.starts, self.style.clock)
        phrase = self.rng.choice(data("phrases.yaml")["opens"])
        self.draft.say(phrase.format(chief=self._title_of_chief(), at=at))

    def open(self) -> None:
        """The opening sentence, or its key: value lines."""
        rng, sitting, style, body = self.rng, self.sitting, self.style, self.sitting.body
        chair = self.namer.solemn(sitting.chair)
        at = clock(sitting.starts, style.clock)
        convened = long_date(sitting.convened)
        place = self._place()
        if style.opening == "title-only":
            if rng.random() < 0.4:
                self._opened()
            if rng.random() < 0.5:
                self.draft.say(f"Présidence : {chair}, {self.chief}")
                self.truth["chair"] = self.namer.full(sitting.chair)
            return
        self.truth.update(
            start_time=f"{sitting.starts:%H:%M}",
            place=place,
            convened_on=sitting.convened.isoformat(),
            chair=self.namer.full(sitting.chair),
        )
        if style.opening == "key-values":
            for key, value in (
                ("Date", long_date(sitting.day, True)),
                ("Heure", at),
                ("Lieu", capital(place)),
                ("Date de convocation", convened),
                ("Président de séance", chair),
            ):
                self.draft.say(f"{key} : {value}", underline=key)
            return
        whose = "" if body.kind.startswith("syndicat") else f" {_whose(body.organisation)}"
        called = rng.choice(("légalement convoqué", "dûment convoqué", "régulièrement convoqué"))
        if style.opening.startswith("lan"):
            if style.opening == "lan-words":
                when = f"L'an {date_in_words(sitting.day)}, à {at},"
            else:
                when = f"L'an {in_words(sitting.day.year)}, le {day_month(sitting.day)} à {at},"
            self.draft.say(
                f"{when} le {body.assembly}{whose}, {called} le {convened}, "
                f"s'est réuni {place}, sous la présidence de {chair}, {self.chief}."
            )
        else:
            by = f"{'la' if self.chief == 'Présidente' else 'le'} {self.chief}"
            self.draft.say(
                f"Les membres du {body.assembly}{whose} se sont réunis le {long_date(sitting.day, True)} à {at} "
                f"{place}, {called}s par {by} {chair} en date du {convened}."
            )
        if rng.random() < 0.2:
            self.draft.say(
                "Le quorum étant atteint, l'assemblée peut valablement délibérer, "
                "les présents formant la majorité des membres en exercice."
            )

    def _place(self) -> str:
        body = self.sitting.body
        return body.seat if body.seat.split()[0] in ("au", "à", "en") else elided_place(body.seat)

    def counts(self) -> None:
        """Members in office, present, voting."""
        style, sitting = self.style, self.sitting
        if style.counts == "none":
            return
        office = len(sitting.seats)
        moves = any(s.arrives_before is not None or s.leaves_before is not None for s in sitting.seats)
        first, last = (sum(s.here_at(i) for s in sitting.seats) for i in (0, 99))
        voting = len(sitting.voters_at(0))
        present = f"{first} puis {last}" if moves else str(first)
        self.truth.update(members_in_office=office, members_present=first, votes_cast=None if moves else voting)
        who = {"Conseil municipal": "conseillers", "Conseil communautaire": "délégués"}.get(
            sitting.body.assembly, "membres"
        )
        proxies = voting - first
        if style.counts == "with-proxies" and not moves:
            self.draft.say(
                f"Membres en exercice : {office} – Présents : {present} – Pouvoirs : {proxies} – Votants : {voting}"
            )
            return
        if style.counts == "sentence":
            text = f"Nombre de {who} en exercice : {office} – présents : {present}" + (
                "" if moves else f" – votants : {voting}"
            )
            self.draft.say(text)
            return
        form = self.rng.choice(("long", "short"))
        lines = [
            (f"Nombre de {who} en exercice" if form == "long" else "En exercice", str(office)),
            ("Nombre de présents" if form == "long" else "Présents", present),
        ]
        if not moves:
            lines.append(("Nombre de votants" if form == "long" else "Votants", str(voting)))
        if style.counts == "quorum":
            lines.insert(1, ("Quorum", str(office // 2 + 1)))
        if style.counts == "session":
            lines[-1] = ("Nombre de suffrages exprimés", str(voting))
            self.truth.update(votes_for=voting, votes_against=0)
        for label, value in lines:
            self.draft.add(Kind.COUNT, f"{label} : {value}", underline=label)
        if style.counts == "session":
            for line in (f"Pour : {voting}", "Contre : 0"):
                self.draft.add(Kind.ITEM, line, bullet=style.bullet)

    def secretary(self) -> str | None:
        """Name the secretary; returns the sentence where it is a decision of the assembly."""
        sitting, form = self.sitting, self.style.secretary
        person = sitting.secretary
        name, ending = f"{person.civility} {self.namer.full(person)}", "e" if person.is_woman else ""
        self.truth["secretary"] = self.namer.full(person)
        if form == "line":
            head = self.rng.choice(("Secrétaire de séance", "Secrétaire de séance", "Secrétaire"))
            self.draft.say(f"{head} : {name}", underline=head)
        elif form == "sentence":
            self.draft.say(f"{name} est désigné{ending} secrétaire de séance.")
        elif form == "named":
            self.draft.say(
                self.rng.choice(
                    (
                        f"{name} a été nommé{ending} secrétaire de séance.",
                        f"L'assemblée a choisi pour secrétaire : {name}.",
                        f"Désignation du secrétaire de séance : {name}",
                    )
                )
            )
        else:
            sentence = f"À l'unanimité, {name} est désigné{ending} secrétaire de séance."
            self.draft.say(sentence)
            return sentence
        return None

    def close(self) -> None:
        """End of the session, next meeting, signature."""
        rng, sitting = self.rng, self.sitting
        if sitting.following:
            self.truth["next_meeting"] = sitting.following.isoformat()
            self.draft.say(
                f"La prochaine {rng.choice(('réunion', 'séance'))} est fixée au {long_date(sitting.following, True)}."
            )
        if sitting.ends:
            at = clock(sitting.ends, self.style.clock)
            self.truth["end_time"] = f"{sitting.ends:%H:%M}"
            phrase = rng.choice(data("phrases.yaml")["closes"])
            self.draft.say(phrase.format(chief=self._title_of_chief(), at=at))
        if self.truth["chair"] is None or rng.random() < 0.3:
            article = "La" if self.chief == "Présidente" else "Le"
            self.draft.add(Kind.SIGNATURE, f"{article} {self.chief}, {self.namer.full(sitting.chair)}")
            self.truth["chair"] = self.namer.full(sitting.chair)


def elided_place(room: str) -> str:
    """'en salle du conseil', 'à l'Espace ...', 'au foyer rural'."""
    if room.startswith("Espace"):
        return f"à l'{room}"
    if room.startswith("foyer"):
        return f"au {room}"
    return f"à la {room}" if room.startswith("salle") else room


def _whose(organisation: str) -> str:
    first = organisation.split(maxsplit=1)[0].lower()
    rest = organisation[len(first) :]
    if first in ("communauté", "commune", "mairie", "ville"):
        return f"de la {'commune' if first == 'mairie' else first}{rest}"
    if first in ("centre", "département"):
        return f"du {organisation[0].lower() if first == 'centre' else organisation[0]}{organisation[1:]}"
    return elided("de", organisation)

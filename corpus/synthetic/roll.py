"""The roll: attendance in every form bodies print it, with its labels.

Belongs here: lists of names under their headings, pouvoirs, substitutes, guests. Does not belong here: counts and
the opening sentence (`opening`).
"""

from __future__ import annotations

import random
from typing import Any

from corpus.synthetic.elements import Draft, Grid, Kind
from corpus.synthetic.naming import Namer
from corpus.synthetic.people import Person
from corpus.synthetic.sitting import Seat, Sitting
from corpus.synthetic.style import Style
from corpus.synthetic.words import clock, listed

Truth = dict[str, Any]
ALONE = ("civility", "civility-long", "civility-mr", "list", "table-communes")
INLINE = ("parens", "procuration", "having-given", "represented", "power-to")
PROXY_HEADS = {
    "by": ("Représentés", "Étaient représentés", "Membres représentés"),
    "represented": ("Représentés", "Absents représentés", "Pouvoirs"),
    "gives": ("Pouvoirs", "Procurations", "Ont donné pouvoir"),
    "having-given": ("Absents ayant donné pouvoir", "Pouvoirs", "Procurations"),
}


class Roll:
    """Writes the roll of one session into a draft and keeps its labels."""

    def __init__(self, rng: random.Random, draft: Draft, style: Style, sitting: Sitting, namer: Namer) -> None:
        """Nothing is written yet."""
        self.rng, self.draft, self.style, self.sitting, self.namer = rng, draft, style, sitting, namer
        self.truth: list[Truth] = []
        self.people: list[str] = []
        self.proxies_inline = style.proxy_place == "inline" and style.roll not in ("ticks",)
        self.proxies_apart = (
            style.proxy_place in ("absent-head", "run") and rng.random() < 0.6
        ) or style.proxy_place == "absent-head"
        self.merges = rng.random() < 0.5
        self.colon = rng.choice((" : ", " : ", ": ", " : "))

    def write(self) -> None:
        """All of it: members by status, pouvoirs, guests."""
        sitting = self.sitting
        if self.style.roll == "ticks":
            self._ticks()
            self._proxies([s for s in sitting.seats if s.bearer])
        else:
            self._group(self.style.roll_head, sitting.with_status("present"), "present")
            remote = sitting.with_status("remote")
            if remote:
                self._group(
                    self.rng.choice(("Présents en visioconférence", "Présent(e)s en visio", "En visioconférence")),
                    remote,
                    "remote",
                )
            excused, absent = sitting.with_status("excused"), sitting.with_status("absent")
            given = [s for s in excused if s.bearer]
            plain = [s for s in excused if not s.bearer]
            if self.proxies_inline:
                self._group(self.style.excused_head, excused, "excused")
            elif self.proxies_apart:
                self._proxies(given)
                self._group(self.style.excused_head, plain, "excused")
            else:
                self._group(self.style.excused_head, excused, "excused")
            self._group(self.style.absent_head, absent, "absent")
            if not self.proxies_inline and not self.proxies_apart:
                self._proxies(given)
        self._guests()

    def _label(self, seat: Seat, status: str) -> None:
        if seat.who.key in self.people:
            return
        deputy_for = self.namer.label(seat.member.person) if seat.deputised else None
        late = None
        if seat.at is not None and seat.arrives_before is not None:
            late = f"arrived {seat.at:%H:%M}"
        elif seat.at is not None:
            late = f"left {seat.at:%H:%M}"
        self.truth.append(
            {
                "name": self.namer.label(seat.who),
                "civility": self._civility(seat.who),
                "status": status,
                "substitute_for": deputy_for,
                "proxy_to": self.namer.label(seat.bearer) if seat.bearer else None,
                "role": None,
                "late_or_left": late,
                "note": None,
            }
        )
        self.people.append(seat.who.key)

    def _civility(self, person: Person) -> str | None:
        mute = (
            "ladies-gentlemen",
            "dashes",
            "all-mm",
            "initials",
            "initials-after",
            "surname-first",
            "bare",
            "ticks",
            "communes",
            "titulars",
        )
        return None if self.style.roll in mute else person.civility

    def _entry(self, seat: Seat, status: str, alone: bool) -> str:
        """One name with what hangs on it."""
        who, namer = seat.who, self.namer
        text = namer.entry(who) if alone else namer.in_roll(who)
        if seat.deputised:
            title = namer.entry(seat.member.person) if alone else namer.in_roll(seat.member.person)
            text = self._substitute(text, title, who)
        elif self.style.roll == "titulars" and seat.member.commune and status != "absent":
            text += f" (titulaire {seat.member.commune})"
        role = seat.member.role
        if not seat.deputised and role and status == "present" and self._prints_role(seat):
            comma = self.style.roles == "ranks-comma" or self.style.roll in ("list", "table-communes")
            text += f", {role}" if comma else f" ({role})"
        if seat.bearer and self.proxies_inline:
            form = self.style.proxy if self.style.proxy in INLINE else "power-to"
            text = self._proxy(seat, form, alone)
        return text + self._movement(seat)

    def _movement(self, seat: Seat) -> str:
        """What the roll itself says of a late arrival or a departure."""
        ending = "e" if seat.who.is_woman else ""
        movement = self.style.movement
        if seat.at is None:
            return ""
        if seat.arrives_before is not None and movement == "arrival-roll":
            return f" (arrivé{ending} à {clock(seat.at, 'h')})"
        if seat.arrives_before is not None and movement == "arrival-item":
            return f" (présent{ending} à partir du point n° {seat.arrives_before + self.sitting.first_number})"
        if seat.leaves_before is not None and movement == "departure-roll":
            return f" ({self.rng.choice(('départ', f'parti{ending}', 'quitte la séance'))} à {clock(seat.at, 'h')})"
        return ""

    def _prints_role(self, seat: Seat) -> bool:
        if self.style.roll in ("stops", "dashes", "table-communes", "table-roles", "communes", "titulars"):
            return False
        if self.style.roles == "ranks-comma" and self.style.roll.startswith("group"):
            return False
        return self.style.roles.startswith("ranks") or (
            self.style.roles == "chair" and seat.who.key == self.sitting.chair.key
        )

    def _substitute(self, text: str, title: str, who: Person) -> str:
        form = self.rng.choice(("of", "of", "replaced"))
        word = "suppléante" if who.is_woman else "suppléant"
        if form == "replaced" and self.style.roll in ("civility", "civility-long", "list", "bare", "surname-first"):
            return f"{title} remplacé par {'sa' if who.is_woman else 'son'} {word} {text}"
        return f"{text} ({word} {of_name(title)})"

    def _proxy(self, seat: Seat, form: str, alone: bool = True) -> str:
        assert seat.bearer is not None
        who = self.namer.entry(seat.who) if alone else self.namer.in_roll(seat.who)
        bearer = self.namer.entry(seat.bearer)
        ending = "e" if seat.who.is_woman else ""
        return {
            "gives": f"{who} donne pouvoir à {bearer}",
            "to": f"{who} à {bearer}",
            "parens": f"{who} (à {bearer})",
            "procuration": f"{who} (procuration à {bearer})",
            "by": f"{who} par {bearer}",
            "represented": f"{who} représenté{ending} par {bearer}",
            "having-given": f"{who} ayant donné pouvoir à {bearer}",
            "power-to": f"{who} (pouvoir à {bearer})",
            "has-given": f"{who} a donné pouvoir à {bearer}",
            "of-to": f"{self.rng.choice(('Pouvoir', 'Procuration'))} {of_name(who)} à {bearer}",
        }[form]

    def _proxies(self, seats: list[Seat]) -> None:
        if not seats:
            return
        style = self.style
        heads = PROXY_HEADS.get(style.proxy, ("Pouvoirs", "Procurations", "Pouvoirs"))
        head = self.rng.choice(heads)
        if style.proxy_place == "absent-head" and style.proxy not in ("by", "represented"):
            head = self.rng.choice(
                ("Absents ayant donné pouvoir", "Absents ayant donné procuration", "Absent(s) ayant donné pouvoir")
            )
        if style.proxy_place == "table":
            self.draft.say(f"{head} :", underline=head)
            heads2 = self.rng.choice((("Mandant", "Mandataire"), ("Membre absent", "Pouvoir donné à")))
            rows = [(self.namer.entry(s.who), self.namer.entry(s.bearer)) for s in seats if s.bearer]
            self.draft.add(Kind.TABLE, grid=Grid((heads2, *rows), widths=(1, 1)))
            for seat in seats:
                self._label(seat, seat.status)
            return
        lines = [self._proxy(seat, style.proxy) for seat in seats]
        if style.proxy_place == "list":
            self.draft.say(f"{head}{self.colon}".rstrip() if self.colon != ": " else f"{head} :", underline=head)
            for line in lines:
                self.draft.add(Kind.ITEM, line, bullet=style.bullet)
        else:
            joint = self.rng.choice((", ", " ; ", ". ")) if style.roll not in ("initials", "initials-after") else " ; "
            text = f"{head}{self.colon}{joint.join(lines)}"
            self.draft.say(text if text.endswith(".") else f"{text}.", underline=head)
        for seat in seats:
            self._label(seat, seat.status)

    def _head(self, head: str, number: int) -> str:
        """A heading with what is printed between it and the names."""
        if self.style.roll_form == "counted":
            return f"{head} ({number}){self.colon}"
        if self.style.roll_form == "dash" and self.style.roll not in ("dashes", "initials-after"):
            return f"{head} – "
        return f"{head}{self.colon}"

    def _group(self, head: str, seats: list[Seat], status: str) -> None:
        """The names of one status under their heading."""
        if not seats:
            if status != "remote" and self.rng.random() < 0.15:
                self.draft.say(f"{head} : {self.rng.choice(('néant', 'Néant.', 'aucun', '/'))}", underline=head)
            return
        form = self.style.roll
        if form == "prose" and status == "present":
            self._prose(seats)
        elif form == "list":
            self._one_a_line(head, seats, status)
        elif form == "table-communes" and status == "present":
            seats.sort(key=lambda s: s.member.commune or "")
            self._table(head, ("Communes", "Délégués"), [(s.member.commune or "", self._alone(s)) for s in seats])
        elif form == "table-roles" and status == "present":
            self._table(head, ("Nom", "Qualité"), [(self._alone(s), s.member.role or "Membre") for s in seats])
        elif self.style.roll_form == "sub-heads" and 0 < sum(s.deputised for s in seats) < len(seats):
            self._titulars_and_deputies(head, seats)
        else:
            self._paragraph(head, seats, status)
        for seat in self._in_printed_order(seats):
            self._label(seat, status)

    def _alone(self, seat: Seat) -> str:
        return self._entry(seat, "present", alone=True)

    def _table(self, head: str, heads: tuple[str, str], rows: list[tuple[str, str]]) -> None:
        self.draft.say(f"{head} :", underline=head)
        merged: list[tuple[int, int, int, int]] = []
        shown: list[tuple[str, str]] = []
        for i, row in enumerate(rows, 1):
            if i > 1 and row[0] == rows[i - 2][0] and self.merges:
                merged[-1] = (*merged[-1][:2], i, 0)
                shown.append(("", row[1]))
            else:
                merged.append((i, 0, i, 0))
                shown.append(row)
        spans = tuple(m for m in merged if m[2] > m[0])
        self.draft.add(Kind.TABLE, grid=Grid((heads, *shown), merged=spans, widths=(1, 2) if self.merges else (2, 2)))

    def _one_a_line(self, head: str, seats: list[Seat], status: str) -> None:
        counted = f" ({len(seats)})" if self.style.roll_form == "counted" else ""
        self.draft.say(f"{head}{counted} :", underline=head)
        for seat in seats:
            text = self._entry(seat, status, alone=True)
            self.draft.add(Kind.ITEM, text, bullet=self.style.bullet, columns=self.style.columns == "yes")

    def _paragraph(self, head: str, seats: list[Seat], status: str) -> None:
        lead, names = self._head(head, len(seats)), self._run(seats, status)
        columns = self.style.columns == "yes" and len(seats) > 12
        if status == "present" and names.endswith(".") and self.rng.random() < 0.08:
            names = f"{names[:-1]}, formant la majorité des membres en exercice."
        if self.style.roll_form == "own-line":
            self.draft.say(lead.rstrip(), underline=head)
            self.draft.say(names, columns=columns)
        else:
            self.draft.say(f"{lead}{names}", underline=head, columns=columns)

    def _titulars_and_deputies(self, head: str, seats: list[Seat]) -> None:
        """Members first, then those who stand in, each under a heading of their own."""
        self.draft.say(f"{head} :", underline=head)
        for name, deputised in (("Titulaires", False), ("Suppléants", True)):
            group = [s for s in seats if s.deputised is deputised]
            self.draft.say(f"{name} : {self._run(group, 'present')}", underline=name)
        seats.sort(key=lambda s: s.deputised)

    def _in_printed_order(self, seats: list[Seat]) -> list[Seat]:
        women_first = {"group-surnames": True, "group-full": True, "stops": False}.get(self.style.roll)
        return seats if women_first is None else sorted(seats, key=lambda s: s.who.is_woman is not women_first)

    def _run(self, seats: list[Seat], status: str) -> str:
        """Names one after the other in a paragraph."""
        form = self.style.roll
        women, men = [s for s in seats if s.who.is_woman], [s for s in seats if not s.who.is_woman]
        if form in ("group-surnames", "group-full", "stops"):
            joint = "." if form == "stops" else ", "
            parts = []
            ordered = [(women, "Mme", "Mmes"), (men, "M.", "MM.")]
            if form == "stops":
                ordered.reverse()
            for group, one, many in ordered:
                if group:
                    title = one if len(group) == 1 else many
                    parts.append(f"{title} " + joint.join(self._entry(s, status, alone=False) for s in group))
            return (joint if form == "stops" else self.rng.choice((" ", ", ", " ; "))).join(parts) + (
                "" if form == "stops" else "."
            )
        names = [self._entry(s, status, alone=form in ALONE) for s in seats]
        if form == "communes" and all(s.member.commune for s in seats):
            return self._by_commune(seats, names)
        lead = {"ladies-gentlemen": "Mesdames et Messieurs, ", "dashes": "Mmes et Ms ", "all-mm": "MM. "}.get(form, "")
        if form == "ladies-gentlemen" and len(seats) == 1:
            lead = "Madame " if seats[0].who.is_woman else "Monsieur "
        if form in ("dashes", "all-mm") and len(seats) == 1:
            lead = f"{seats[0].who.civility} "
        joint = " - " if form in ("dashes", "initials-after") else ", "
        if joint == ", " and any("," in n for n in names):
            joint = " ; "
        end = self.rng.choice((".", "."))
        if (
            joint == ", "
            and len(names) > 1
            and self.rng.random() < 0.3
            and form in ("civility", "civility-long", "bare")
        ):
            return lead + listed(names) + end
        text = lead + joint.join(names)
        return text if text.endswith(".") else text + end

    def _by_commune(self, seats: list[Seat], names: list[str]) -> str:
        groups: dict[str, list[str]] = {}
        for seat, name in zip(seats, names, strict=True):
            groups.setdefault(seat.member.commune or "", []).append(name)
        seats.sort(key=lambda s: list(groups).index(s.member.commune or ""))
        return " ; ".join(f"{commune} : {', '.join(group)}" for commune, group in groups.items()) + "."

    def _prose(self, seats: list[Seat]) -> None:
        namer, chair = self.namer, self.sitting.chair
        rest = [s for s in seats if s.who.key != chair.key]
        title = self.sitting.body.title_of(chair)
        article = "la" if title == "Présidente" else "le"
        lead = f"{namer.civility(chair, long=True).lower()} {article} {title.lower()} {namer.full(chair)}"
        groups = []
        for group, one, many in (
            ([s for s in rest if s.who.is_woman], "madame", "mesdames"),
            ([s for s in rest if not s.who.is_woman], "monsieur", "messieurs"),
        ):
            if group:
                groups.append(
                    (one if len(group) == 1 else many)
                    + " "
                    + ", ".join(self._entry(s, "present", alone=False) for s in group)
                )
        self.draft.say(f"Sont présents et formant quorum : {lead}, {', '.join(groups)}.")
        seats.sort(key=lambda s: (s.who.key != chair.key, not s.who.is_woman))

    def _ticks(self) -> None:
        statuses = [("present", "Présent"), ("excused", "Excusé"), ("absent", "Absent")]
        mark = self.rng.choice(("X", "x", "X"))
        if self.sitting.with_status("remote"):
            statuses.insert(1, ("remote", "Visio"))
        rows = [("NOM Prénom", *(head for _, head in statuses))]
        for seat in self.sitting.seats:
            name = self.namer.in_roll(seat.who)
            if seat.deputised:
                word = "suppléante" if seat.who.is_woman else "suppléant"
                name += f" ({word} {of_name(self.namer.in_roll(seat.member.person))})"
            rows.append((name, *(mark if seat.status == key else "" for key, _ in statuses)))
            self._label(seat, seat.status)
        self.draft.add(Kind.TABLE, grid=Grid(tuple(rows), widths=(3, *([1] * len(statuses)))))

    def _guests(self) -> None:
        style = self.style
        guests = self.sitting.guests if style.guests != "none" else []
        if not guests:
            return
        head = {
            "invited": "Assistaient en tant qu'invités",
            "also": "Étaient également présents",
            "assisted": "Assistaient à la séance",
            "also-assisted": "Assistaient également",
            "in-presence": "En présence de",
        }[style.guests]
        names = []
        for person, job in guests:
            name = self.namer.full(person)
            names.append(f"{person.civility} {name}" + (f" ({job})" if style.guests != "invited" else ""))
            self.truth.append(
                {
                    "name": name,
                    "civility": person.civility,
                    "status": "guest",
                    "substitute_for": None,
                    "proxy_to": None,
                    "role": job if style.guests != "invited" else None,
                    "late_or_left": None,
                    "note": None,
                }
            )
            self.people.append(person.key)
        self.draft.say(f"{head} : {', '.join(names)}.", underline=head)


def of_name(name: str) -> str:
    """'de M. X', 'd'Anne X'."""
    return f"d'{name}" if name[0] in "AEIOUYÉÈÊÂÎÔH" else f"de {name}"

"""How one document prints names: in the roll, in sentences, of speakers.

Belongs here: the printed form of a name and the label a careful reader would give it. Does not belong here: the
lists and sentences around it.
"""

from __future__ import annotations

from collections import Counter

from corpus.synthetic.people import Person
from corpus.synthetic.sitting import Sitting
from corpus.synthetic.style import Style

MR = {"M.": "Mr", "Mme": "Mme"}
SURNAME_ONLY = ("group-surnames", "stops")
GROUPED = ("group-surnames", "group-full", "ladies-gentlemen", "dashes", "stops", "all-mm", "prose")


class Namer:
    """Prints names in one document's manner."""

    def __init__(self, style: Style, sitting: Sitting) -> None:
        """Learn whose surnames are shared, since those need more than the surname."""
        self.style = style
        everyone = [s.who for s in sitting.seats] + [s.member.person for s in sitting.seats if s.deputised]
        everyone += [p for p, _ in sitting.guests]
        counts = Counter(p.surname for p in {p.key: p for p in everyone}.values())
        self.shared = {surname for surname, n in counts.items() if n > 1}
        given = Counter(p.given for p in {p.key: p for p in everyone}.values())
        self.given_shared = {name for name, n in given.items() if n > 1}
        short = Counter((p.surname, p.initials) for p in {p.key: p for p in everyone}.values())
        self.initials_shared = {pair for pair, n in short.items() if n > 1}
        self.capitals = style.capitals == "yes"

    def surname(self, person: Person) -> str:
        """In capitals or not."""
        return person.upper if self.capitals else person.surname

    def full(self, person: Person) -> str:
        """'Jean DUMAS'."""
        return person.named(self.capitals)

    def in_roll(self, person: Person) -> str:
        """As an entry of the roll, without its civility."""
        form = self.style.roll
        if form in SURNAME_ONLY:
            return (
                self.surname(person) if person.surname not in self.shared else f"{self.surname(person)} {person.given}"
            )
        if form == "given-only":
            return person.given if person.given not in self.given_shared else self.full(person)
        if form.startswith("initials") and (person.surname, person.initials) in self.initials_shared:
            return self.full(person) if form == "initials" else f"{person.upper} {person.given}"
        if form == "initials":
            return f"{person.initials[0]}. {self.surname(person)}"
        if form == "initials-after":
            initials = person.initials if len(person.initials) > 1 else f"{person.initials}."
            return f"{person.upper} {initials}"
        if form in ("surname-first", "ladies-gentlemen", "ticks"):
            return f"{person.upper} {person.given}"
        return self.full(person)

    def label(self, person: Person) -> str:
        """What the roll gives to know of the name, given name first."""
        form = self.style.roll
        if form in SURNAME_ONLY and person.surname not in self.shared:
            return self.surname(person)
        if form == "given-only" and person.given not in self.given_shared:
            return person.given
        if form.startswith("initials") and (person.surname, person.initials) in self.initials_shared:
            return self.full(person)
        if form == "initials":
            return f"{person.initials[0]}. {self.surname(person)}"
        if form == "initials-after":
            initials = person.initials if len(person.initials) > 1 else f"{person.initials}."
            return f"{initials} {person.upper}"
        if form in ("surname-first", "ladies-gentlemen", "ticks", *SURNAME_ONLY):
            return f"{person.given} {person.upper if form not in SURNAME_ONLY else self.surname(person)}"
        return self.full(person)

    def known(self, person: Person, sitting: Sitting) -> str:
        """The most that the document says of the name of a speaker."""
        printed = (sitting.chair, sitting.secretary, *(guest for guest, _ in sitting.guests))
        if self.style.speaker in ("full", "m-full") or any(person.key == p.key for p in printed):
            return self.full(person)
        return self.label(person)

    def civility(self, person: Person, long: bool = False) -> str:
        """'M.', 'Mme', or in full."""
        if long:
            return "Madame" if person.is_woman else "Monsieur"
        return person.civility

    def entry(self, person: Person) -> str:
        """A roll entry that stands alone: with its civility where the roll prints one on each."""
        form = self.style.roll
        if form in ("civility", "list", "table-communes"):
            return f"{person.civility} {self.in_roll(person)}"
        if form == "civility-mr":
            return f"{MR[person.civility]} {self.in_roll(person)}"
        if form == "civility-long":
            return f"{self.civility(person, long=True)} {self.in_roll(person)}"
        if form in SURNAME_ONLY:
            return f"{person.civility} {self.in_roll(person)}"
        return self.in_roll(person)

    def spoken(self, person: Person) -> str:
        """As a speaker or a voter."""
        form = self.style.speaker
        if form == "full" or person.surname in self.shared:
            return self.full(person) if form == "full" else f"{person.civility} {self.full(person)}"
        if form == "monsieur-surname":
            return f"{self.civility(person, long=True)} {person.surname}"
        if form == "m-full":
            return f"{person.civility} {self.full(person)}"
        return f"{person.civility} {self.surname(person)}"

    def solemn(self, person: Person) -> str:
        """'Madame Claire DUMAS', in opening and closing sentences."""
        return f"{self.civility(person, long=True)} {self.full(person)}"

"""What is printed beside a name: roles, communes, notes on presence, links to other people.

Belongs here: whose they are and what they change. Does not belong here: where entries begin and end (`entries`), the
wording of a link (`links`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.attendance.boundaries import Boundaries
from extractors.attendance.entry import Entry
from extractors.attendance.heading_kinds import SUBSTITUTES, Heading, HeadingKind
from extractors.attendance.links import Link, find_link, names_a_bearer
from extractors.attendance.source import RollText, plain
from extractors.attendance.vocabulary import vocabulary
from extractors.attendance.words import is_prose
from extractors.french.civility import read_civility
from extractors.french.given_names import is_given_name
from extractors.records import Status

_TITULAIRE = re.compile(r"(?:membre |delegue\(?e?\)? )?(titulaires?|suppleant\(?e?\)?s?)\b[ :,-]*")


_FOR_WHOM = re.compile(
    r"[-–, ]*(?:pour )?(?:l[ae] |l')?"
    r"(?:conseil|commune|communaute|syndicat|departement|region|ville|metropole|agglomeration|c\.?[ca]\.?) "
)
"""The body someone sits for, printed after the name."""
_OF_PLACES = re.compile(
    r"(?:titulaires?|deleguee?s?|representante?s?|maire) (?:de|du|d'|des) ?"
    r"(?!m\.|mme|mr|monsieur|madame|l[ae] commission)"
)

_LETTERS = {"t": "titulaire", "s": "suppléant", "tit": "titulaire", "sup": "suppléant", "suppl": "suppléant"}
"""A rank in a letter (*X (T)*); other letters by themselves are initials, no commune."""
_BEFORE_LINK = re.compile(
    r"\s*(\S[^(]*?)\s*(?:\(|\b(?:a donn|a remi|a lais|ayant|qui|donn|pouvoir|procuration|represent|remplac|supple))"
)
"""A function before a link (*X, conseiller municipal (pouvoir à Y)*)."""
_INITIAL = re.compile(r"(?<![^\W\d_])[A-ZÀ-Þ]\.|(?<!\w)[A-ZÀ-Þ]{1,2}(?=[ ]\w)|(?<=\w[ ])[A-ZÀ-Þ]{1,2}$")
_BEFORE_PLACE = re.compile(r"(?:[(]|\bd[eu] |\bd'|\b(?:a|au|commune|ville|mairie) )\s*$")
"""What stands before a commune wherever a roll and its preamble name it."""


_BORNE = re.compile(
    r"\W*(?:a|->|→|=>) (?P<civility>(?:m\.|mme|mr|m|monsieur|madame|mlle) )?(?P<given>[a-z-]+)[ ][a-z' -]{2,30}$"
)
_PREPOSITION = re.compile(r"^(?:de\s|d['’]|à\s|pour\s)\s*", re.IGNORECASE)
"""Before the commune that someone is *de*; the article of *du Mas* is part of its name."""
_AWAY = (Status.ABSENT, Status.EXCUSED)


class Beside:
    """Reads what stands beside the names of one list."""

    def __init__(
        self, roll: RollText, heading: Heading, end: int, bounds: Boundaries, entries: Sequence[Entry]
    ) -> None:
        """``entries`` are those read so far, which the reader of the list goes on adding to."""
        self.roll, self.heading, self.end, self.bounds, self.entries = roll, heading, end, bounds, entries
        self.is_proxies = heading.kind is HeadingKind.PROXIES
        self.line_has_role = False
        """Whether a role was read since the last name: more of it may follow a comma."""
        self.is_of_giver = False
        """Whether *pouvoir de* stands before the name, so that a mere *à* ties it to the bearer."""
        self.is_of_replaced = vocabulary().replaced_heading.search(roll.folded, heading.start, heading.end) is not None
        """Whether the heading says that its people are replaced by those named after them."""

    def rest(self, entry: Entry, start: int, end: int) -> None:
        """Read what is printed after a name, up to the next separator."""
        position = start
        while position < end:
            match = re.search(r"[\[({]", self.roll.marked[position:end])
            stop = position + match.start() if match else end
            self._tail(entry, position, stop)
            if match is None:
                return
            close = self.bounds.closing(stop)
            self.note(stop + 1, min(close, end), plain(self.roll.folded[close + 1 : end]))
            position = close + 1

    def _tail(self, entry: Entry, start: int, end: int) -> None:
        if not self.roll.marked[start:end].strip(" \v-–—:."):
            return
        self._excuse(entry, plain(self.roll.folded[start:end]))
        text = plain(self.roll.folded[start:end])
        is_bare = self.is_proxies or self.is_of_giver or (entry.status in _AWAY and self._is_borne(text))
        if self._link(entry, start, end, is_bare or self._goes_on(entry.start)):
            return
        lead = len(text) - len(text.lstrip(" -–:."))
        if self._status_note(entry, text):
            return
        if vocabulary().role.match(text.lstrip(" -–:.")):
            entry.role = entry.role or tidy(self.roll.marked[start + lead : end])
            self.line_has_role = True
        elif re.match(r"\s*(?:de |du |d'|a |pour )", text) and not is_prose(text):
            entry.commune = entry.commune or _PREPOSITION.sub("", tidy(self.roll.marked[start + lead : end]))

    def is_unknown(self, rest: str, start: int) -> bool:
        """Whether folded words after the name that begins at ``start`` are nothing that stands beside names."""
        v = vocabulary()
        text = re.sub(r"\([^)]*\)?", " ", rest).strip()
        if not text:
            return False
        if v.role.match(text) or _FOR_WHOM.match(text) or any(p.search(text) for p in v.links.values()):
            return False
        if any(p.search(text) for p in v.notes.values()) or re.search(r"\brespectivement\b", text):
            return False
        if self.heading.status in _AWAY and self._is_borne(text):
            return False
        return not ((self.is_proxies or self._goes_on(start)) and names_a_bearer(text))

    def _is_borne(self, text: str) -> bool:
        """Whether folded words beside somebody who is away are no more than *à M. Y* or *à Given SURNAME*."""
        bearer = _BORNE.match(text)
        return bearer is not None and (bearer["civility"] is not None or is_given_name(bearer["given"]))

    def _goes_on(self, start: int) -> bool:
        """Whether the one before gave a pouvoir in so many words, so that *et M. X à M. Y* says it again."""
        before = next((e for e in reversed(self.entries) if e.start < start), None)
        if before is None or not any(k.kind == "proxy" for k in before.links):
            return False
        return re.fullmatch(r"[\s,;]*et\s+", plain(self.roll.folded[before.links[-1].end : start])) is not None

    def tells_of(self, entry: Entry, start: int, end: int, text: str) -> bool:
        """Whether what follows a comma is a link or a note of the one before it, now taken over."""
        self._excuse(entry, text)
        is_second = any(
            k.kind == "proxy" for k in entry.links
        )  # *à M. X, puis à Mme Y*: the first bears it from the start
        if is_second or not self._link(entry, start, end, self.is_proxies):
            return self._status_note(entry, text)
        told = _BEFORE_LINK.match(text)
        if told is not None and vocabulary().role.match(text, told.start(1)):
            entry.role = entry.role or tidy(self.roll.marked[start + told.start(1) : start + told.end(1)])
        return True

    def _excuse(self, entry: Entry, text: str) -> None:
        """Who stands among the absent is excused where the words beside him begin so."""
        if entry.status is Status.ABSENT and re.match(r"[\s,]*excuse", text):
            entry.status = Status.EXCUSED

    def _is_of_bearer(self, entry: Entry, start: int) -> bool:
        """Whether a bracket that opens before ``start`` follows the other person of a link: his commune, his rank."""
        return bool(entry.links) and not plain(self.roll.marked[entry.links[-1].end : start]).strip(" ([{")

    def _tells_bearer(self, text: str) -> bool:
        """Whether folded words name the bearer of a pouvoir."""
        return names_a_bearer(text) or vocabulary().links["proxy"].search(text) is not None

    def note(self, start: int, end: int, after: str = "") -> None:
        """Read what stands in brackets after a name; ``after`` are the folded words beside it that follow them."""
        if not self.entries or end <= start:
            return
        entry = self.entries[-1]
        text = plain(self.roll.folded[start:end])
        if self._is_of_bearer(entry, start):
            self._status_note(entry, text)
        elif self._link(entry, start, end, vocabulary().role.match(text) is None):
            self._excuse(entry, text)
        elif not self._status_note(entry, text):
            self._rank_or_place(entry, start, end, after)

    def _rank_or_place(self, entry: Entry, start: int, end: int, after: str) -> None:
        """What brackets say that is neither a link nor a status: titular or not, a function, a commune, a bearer."""
        text = plain(self.roll.folded[start:end])
        if titulaire := _TITULAIRE.match(text):
            self._share_rank(entry, titulaire[1], self.roll.marked[start + titulaire.end() : end])
        elif (letter := text.strip(" .")) in _LETTERS or re.fullmatch("[a-z]{1,2}", letter):
            entry.role = entry.role or _LETTERS.get(letter)
        elif vocabulary().role.match(text):
            entry.role = entry.role or tidy(self.roll.marked[start:end])
        elif self.roll.marked[start:end].strip()[:1].isupper() and not any(c.isdigit() for c in text):
            if self._names_bearer(entry, start, end, after):
                entry.links.append(Link("proxy", start, end))
            else:
                entry.commune = tidy(self.roll.marked[start:end])

    def _share_rank(self, entry: Entry, rank: str, rest: str) -> None:
        """*(titulaire Barville)*; in the plural it is that of the one before too (*X et Y (titulaires Barville)*)."""
        sharing = [entry]
        if rank.endswith("s") and len(self.entries) > 1 and self._joins(self.entries[-2], entry):
            sharing.append(self.entries[-2])
        for one in sharing:
            one.role = one.role or ("titulaire" if rank.startswith("t") else "suppléant")
            one.commune = tidy(rest) if rest.strip() else one.commune

    def _names_bearer(self, entry: Entry, start: int, end: int, after: str) -> bool:
        """Whether a name in brackets bears the pouvoir of the one before (*M. X (Mme Y)*) rather than places him."""
        civility = read_civility(plain(self.roll.marked[start:end]))
        if civility is not None and entry.status in (Status.ABSENT, Status.EXCUSED):
            return True
        if not self.is_proxies or self._tells_bearer(after):
            return False
        return civility is not None or self._may_be_person(start, end)

    def _may_be_person(self, start: int, end: int) -> bool:
        """Whether what a bracket holds beside who gave a pouvoir is its bearer rather than a commune.

        A bearer has a given name or an initial, or is named elsewhere in the roll; communes stand there in brackets or
        before a colon only (*Mme X (Barville)*, *Barville : M. Y*).
        """
        printed = plain(self.roll.marked[start:end]).strip()
        is_saint = re.match(r"s(?:ain)?te?[ -]", plain(self.roll.folded[start:end]).strip()) is not None
        if not is_saint and (_INITIAL.search(printed) or any(is_given_name(w, strict=True) for w in printed.split())):
            return True
        elsewhere = re.finditer(
            rf"(?<![\w-]){re.escape(plain(self.roll.folded[start:end]).strip())}(?![\w-])", self.roll.folded
        )
        return any(m.start() != start and self._stands_as_name(m.start(), m.end()) for m in elsewhere)

    def _stands_as_name(self, start: int, end: int) -> bool:
        before, after = plain(self.roll.folded[max(0, start - 12) : start]), plain(self.roll.folded[end : end + 4])
        return _BEFORE_PLACE.search(before) is None and re.match(r"\s*[):]", after) is None

    def _joins(self, first: Entry, second: Entry) -> bool:
        """Whether nothing but *et* stands between two names."""
        return re.fullmatch(r"\s*(?:et|&)\s*", plain(self.roll.folded[first.end : second.start])) is not None

    def _status_note(self, entry: Entry, text: str) -> bool:
        """Whether a note tells the status of one name, or a movement; the status is taken over."""
        notes = vocabulary().notes
        if len(text.split()) > 14:
            return False
        if notes["movement"].search(text):
            return True
        for key, status in (
            ("remote", Status.REMOTE),
            ("excused", Status.EXCUSED),
            ("absent", Status.ABSENT),
            ("present", Status.PRESENT),
        ):
            if notes[key].match(text.lstrip(" (-–:")):
                if key == "absent" and "excuse" in text:
                    status = Status.EXCUSED
                if key == "remote" and entry.status not in (Status.PRESENT, Status.REMOTE):
                    return True
                entry.status = status
                return True
        return False

    def _link(self, entry: Entry, start: int, end: int, bare: bool) -> bool:
        """Read a link to another person in ``[start, end)``."""
        found = find_link(self.roll, start, end, bare, entry.status, self.is_proxies)
        if found is None:
            return False
        if found.kind == "proxy" and self.is_of_replaced:
            found.kind = "replaced"
        elif found.kind == "proxy" and self.heading.role == SUBSTITUTES and entry.status is Status.PRESENT:
            found.kind = "substitute"
        elif found.kind == "proxy" and entry.status is Status.PRESENT and self._gives_all(start, end):
            entry.status = Status.EXCUSED  # named among those present, but as one who gave a pouvoir
        elif found.kind == "substitute" and self._is_place(found):
            return False
        entry.links.append(found)
        return True

    def _gives_all(self, start: int, end: int) -> bool:
        """Whether a pouvoir is given for the whole session, not by someone who comes late or leaves."""
        return vocabulary().notes["movement"].search(plain(self.roll.folded[start:end])) is None

    def _is_place(self, link: Link) -> bool:
        """Whether a commune is stood in for (*suppléante de Morval*, where others are *titulaire de Barville*)."""
        printed = self.roll.marked[link.start : link.end]
        if read_civility(printed) is not None or any(is_given_name(w) for w in printed.split()):
            return False
        body = self.roll.folded[self.heading.end : self.end]
        return _OF_PLACES.search(plain(body)) is not None


def tidy(text: str) -> str:
    """A role or commune as printed, without the marks around it."""
    return " ".join(plain(text).split()).strip(" ,;:.-–—()")

"""Entries of a roll: the people under one heading.

A list is read from left to right: separators end an entry, a civility begins one, and what is neither name nor
separator is a role, a commune, a note or a link to another person; the first thing that is none of these ends the list.
Belongs here: where each entry of one list begins and ends. Does not belong here: what stands beside a name (`beside`),
how lists of one roll fit together (`assemble`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from extractors.attendance.beside import Beside, tidy
from extractors.attendance.boundaries import OPEN, Boundaries
from extractors.attendance.communes import Communes, body_named
from extractors.attendance.entry import Entry
from extractors.attendance.heading_kinds import Heading, HeadingKind
from extractors.attendance.links import Link, bearers_respectively, names_a_bearer, person_span
from extractors.attendance.source import BLOCK_END, LINE_END, RollText, plain
from extractors.attendance.style import ListStyle, style_of
from extractors.attendance.vocabulary import vocabulary
from extractors.attendance.words import is_prose, name_end, name_starts
from extractors.french.civility import read_civility
from extractors.french.given_names import is_given_name
from extractors.records import Status

_SKIP = re.compile(
    r"(?<=\n)[oe°](?=\s[A-ZÉÈ])"
    r"|[\s,;:.•●▪➢☑⚫○◦■□*>→|\uf0b7\uf0a7\uf0d8&/+=_·…'\"«»\]\)\-–—‐]+"
    r"|(?:et|ET|ainsi que|puis|avec)(?=\s)|et(?=[A-ZÉÈ])|\d{1,2}\s?[.)°](?=\s)"
)
"""Separators, bullets and list numbers before an entry."""
_CLOSING = re.compile(
    r"(?:formant|constituant|composant|representant(?=\s+(?:ainsi\s+|ensemble\s+|plus\s+|au\s+|la\s+(?:majo|tota|moiti)|le\s+quor|l'(?:ens|una|eff)"
    r"|les?\s+(?:deux|trois|quorum)|\d))|soit|lesquels|qui (?:forment|constituent)|tous|en nombre"
    r"|la majorite|le quorum|a l'exception)\b"
)
_MAJORITY = re.compile(r"(?:formant|constituant|representant)\s+(?:ainsi\s+)?(?:la|le|l')")
_TELLS = re.compile(
    r"\s*(?:(?:est|sont|a|ont|etait|etaient)\s+(?:arriv|quitt|rejoi|parti|sorti|entre)|(?:quitte|arrive|rejoint|sort|entre)\b)"
)
_SPEAKS = re.compile(
    r"\s*(?:,[^,;:]{3,60},)?\s*(?:souhaite|remercie|ouvre|informe|presente|rappelle|donne lecture|propose|fait part"
    r"|accueille|declare|demande|explique|precise|indique|constate|procede|prend la parole|preside|excuse l"
    r"|(?:assure|assurait|exerce|exercait|remplit|tient|tenait|assume|assumait)\s+(?:le|les|la)\s+(?:secretariat|fonctions?|role|presidence)"
    r"|(?:est|a ete|sont) (?:designee?|elue?|nommee?|desormais|proclamee?))\b"
)
_TURN = re.compile(r"\s?\.?\s?[-–—:]\s[^\n]{60}")
"""What stands between a speaker's name and the words said (*M. LE PRÉSIDENT. – Mes chers collègues, ...*)."""
_CHAIR_ALONE = re.compile(r"\s*(?:le|la|l')\s?(?:(?:vice-)?presidente?|maire)\b")
_GUESTS_AFTER = re.compile(
    r"[^\n]{0,240}\bassist(?:ai)?(?:en)?t\s+(?:egalement\s+|aussi\s+)?a\s+(?:la|cette)\s+(?:seance|reunion)"
)
_INITIAL = re.compile(r"[A-ZÀ-Þ]\.")
_TITLE = re.compile(
    r"(?:le\s+|la\s+|l')((?:(?:premiere?|seconde?|deuxieme|troisieme|\d(?:er|re|ere|e|eme|nde?))\s+)?(?:maire|president(?:\(?e\)?)?|vice-president(?:\(?e\)?)?|adjointe?|docteur|professeur|depute(?:\(?e\)?)?"
    r"|senat(?:eur|rice)|ministre|prefete?|conseill(?:er|ere)\s+\w+)(?:\s+(?:deleguee?|suppleante?|sortante?|honoraire))?)\s*,?\s+"
)
_HONOUR = re.compile(r"(?:chevalier|commandeur|officier|medaillee?)\s+(?:de|des|du|dans)\b")
_OF_BUSINESS = re.compile(
    r"\b(?:vot|contre|abst|rapport|secret|presid|objet|desig|nomin|scrut|redig|redact|date|convoc|affich|propos|decid|approuv|adopt)"
)
"""Words before a colon after which no part of a list stands."""
_POUVOIR_OF = re.compile(r"(?:pouvoirs?|procurations?|mandats?)[ \v]+(?:donnee?s?[ \v]+par|de la part de|de|d')[ \v]*")


_LEAST_BEARERS = 2
_COLUMN = 2
"""Communes one above another that are a column of them."""
_OF_MANY = re.compile(r"les\s+(?:maires|adjoints|delegues|conseillers|membres|elus|vice-presidents)\b[^:\n\v\d]{0,50}:")
"""*MM. les Maires et Délégués :*."""
_OF_WHAT = re.compile(
    r"(?:[ \v]+(?:munici\w+|communaut\w+|syndic\w+|metropolit\w+|depart\w+|region\w+|delegue\w*|titulaires?|elue?s"
    r"|au[ \v]+maire))*"
)
"""What goes on after a function (*conseillers municipaux délégués*); it may be nothing."""
_BRACKETED = re.compile(r"[ \v:]*\([ \v]*(?=(?:MM?|Mmes?|Mr|Mlles?|Monsieur|Madame)\b|[^\W\d_]+[^()]*?[,;])")


def _within_brackets(roll: RollText, start: int, end: int) -> tuple[int, int]:
    """The bounds of a list, without the brackets it may stand in (*Présents : 3 (Mme X, M. Y et M. Z)*)."""
    opened = _BRACKETED.match(roll.marked, start, end)
    if opened is None:
        return start, end
    depth = 1
    for i in range(opened.end(), end):
        depth += (roll.marked[i] in "([") - (roll.marked[i] in ")]")
        if depth == 0:
            return opened.end(), i
    return start, end


class ListReader:
    """Reads the list under one heading."""

    def __init__(self, roll: RollText, heading: Heading, end: int, holes: Sequence[tuple[int, int]]) -> None:
        """``holes`` are stretches of the list that are not of it (counts printed between the names)."""
        self.roll, self.heading = roll, heading
        self.begin, self.end = _within_brackets(roll, heading.end, end)
        self.holes = holes
        self.entries: list[Entry] = []
        self.group: str | None = None
        self.in_group = False
        self.group_start = -1
        self.commune: str | None = heading.commune
        self.role: str | None = heading.role
        self.status = heading.status or Status.PRESENT
        self.style: ListStyle = style_of(roll.marked[self.begin : self.end])
        expects_bearer = self.is_proxies or self.status in (Status.ABSENT, Status.EXCUSED)
        self.bounds = Boundaries(roll, self.end, holes, self.style, expects_bearer)
        self.communes = Communes(roll, self.begin, self.end, self.style, self.is_proxies)
        self.beside = Beside(roll, heading, self.end, self.bounds, self.entries)
        self.title: str | None = None
        self.labels: list[int] = []
        """How many people had been read when each commune on a line of its own came."""

    @property
    def is_proxies(self) -> bool:
        """Whether the heading promises pouvoirs."""
        return self.heading.kind is HeadingKind.PROXIES

    def read(self) -> list[Entry]:
        """All entries of the list."""
        position = self.begin
        while position < self.end:
            position, breaks = self._skip(position)
            if position >= self.end:
                break
            following = self._chunk(position, breaks)
            if following is None:
                break
            position = max(following, position + 1)
        if self.entries and self._is_label_of_next(self.entries[-1]):
            self.entries.pop()
        return self.entries

    def _is_label_of_next(self, entry: Entry) -> bool:
        """Whether what stands last is whom the next list is of (*... ; FCPE : présents : X, Y*)."""
        rest = plain(self.roll.marked[entry.end : self.end]).strip()
        words = plain(self.roll.marked[entry.name_start : entry.end]).split()
        is_within = self.end < len(self.roll.marked) and BLOCK_END not in self.roll.marked[entry.end : self.end]
        return rest == ":" and is_within and not entry.has_civility and not any(map(is_given_name, words))

    def _skip(self, position: int) -> tuple[int, str]:
        """Past separators, bullets and holes; what was skipped."""
        start = position
        while position < self.end:
            hole = next((h for h in self.holes if h[0] <= position < h[1]), None)
            if hole is not None:
                position = hole[1]
                continue
            match = _SKIP.match(self.roll.marked, position)
            if match is None:
                break
            position = match.end()
        return position, self.roll.marked[start:position]

    def _chunk(self, start: int, breaks: str) -> int | None:
        """Read what stands between two separators; the offset after it, or None where the list is over."""
        marked, folded = self.roll.marked, self.roll.folded
        if BLOCK_END in breaks and self.entries and _GUESTS_AFTER.match(folded, start):
            self.status = Status.GUEST  # *X, directeur, et Y assistaient également à la séance*
        if marked[start] in OPEN:
            close = self.bounds.closing(start)
            self.beside.note(start + 1, close)
            return close + 1
        if _CLOSING.match(folded, start) and (marked[start].islower() or _MAJORITY.match(folded, start)):
            return None if BLOCK_END in breaks else self._after_sentence(start)
        placed: tuple[str | None, int] | None = self.communes.before_bracket(start) or self.communes.sat_for(start)
        if placed is None and (BLOCK_END in breaks or LINE_END in breaks):
            placed = self.communes.before_civility(start) or self.communes.joined(start)
        if placed is not None:
            self.commune, following = placed if self.labels.count(len(self.entries)) < _COLUMN else (None, placed[1])
            return following
        of = _POUVOIR_OF.match(folded, start, self.end)
        self.beside.is_of_giver = of is not None and self._is_giver(of.end())
        if of is not None and self.beside.is_of_giver:
            start = of.end()
        civility = read_civility(plain(marked[start : min(self.end, start + 80)]))
        if self.style.has_initials and re.match(r"M\.", marked[start:]):
            civility = None
        name_start = start + civility.end if civility else start
        if civility and civility.is_group:
            self.group, self.in_group, self.group_start = civility.value, True, start
            if (label := _OF_MANY.match(folded, name_start)) is not None:
                return label.end()
            if civility.end and not name_starts(marked, name_start):
                return name_start
        elif civility:
            self.in_group = False
            name_start = self._past_title(name_start)
        end = self.bounds.chunk_end(name_start)
        value = civility.value if civility else (self.group if self.in_group else None)
        return self._classify(start, name_start, end, value, civility is not None, breaks)

    def _past_title(self, start: int) -> int:
        """Past *le maire* and the like before a name, kept as the role."""
        title = _TITLE.match(self.roll.folded, start)
        if title is None or read_civility(plain(self.roll.marked[title.end() : title.end() + 40])) is not None:
            return start
        if not name_starts(self.roll.marked, title.end()):
            return start
        self.title = title[1]
        return title.end()

    def _is_giver(self, start: int) -> bool:
        """Whether *pouvoir de* is followed by who gave it and to whom, rather than by the giver alone."""
        civility = read_civility(plain(self.roll.marked[start : min(self.end, start + 60)]))
        name_start = start + (civility.end if civility else 0)
        stop = name_end(self.roll.marked, name_start, self.end, civility is not None)
        return stop is not None and re.match(r"[ \v]+a(?:[ \v]|(?=m))", self.roll.folded[stop:]) is not None

    def _after_sentence(self, start: int) -> int | None:
        """Past a closing phrase (*formant la majorité des membres en exercice*): the list is over with its sentence."""
        stop = re.search(rf"[.;](?=\s|$)|{BLOCK_END}", self.roll.marked[start : self.end])
        return start + stop.end() if stop and self.heading.kind is HeadingKind.PROXIES else None

    def _classify(
        self, start: int, name_start: int, end: int, civility: str | None, has_civility: bool, breaks: str
    ) -> int | None:
        marked, folded = self.roll.marked, self.roll.folded
        is_block_start = BLOCK_END in breaks
        is_honour = not has_civility and _HONOUR.match(folded, name_start) is not None
        stop = None if is_honour else name_end(marked, name_start, end, has_civility or self.in_group)
        if stop is None:
            return self._nameless(start, name_start, end, has_civility, breaks)
        terminator = marked[end : end + 1]
        bearer = self._bearer_after_colon(name_start, stop, end, has_civility)
        placed = None
        if bearer is None and not has_civility and (not self.in_group or terminator == ":" or ";" in breaks):
            placed = self.communes.before_name(name_start, stop, end)
        if placed is not None:
            self.commune, following = placed
            return following
        if is_block_start and (over := self.communes.on_line(start)) is not None:
            return self._below(*over)
        if is_block_start and has_civility and self._is_sentence(stop, end):
            return None
        if terminator != ":" and self._is_stray(name_start, stop, has_civility, breaks):
            return None if is_block_start else end
        if not has_civility and self._is_firm(name_start, stop, breaks):
            return end
        if self._name_begins_anew(name_start, stop, end):
            end = stop
        rest = plain(folded[stop:end])
        is_place = re.fullmatch(r"[ ]*(?:de|du|des)[ ]+[^a-zà-ÿ]+", plain(marked[stop:end])) is not None
        if is_prose(rest) and not is_place and self.beside.is_unknown(rest, start):
            closing = _CLOSING.search(rest)
            if closing is None or is_prose(rest[: closing.start()]):
                return None
        entry = Entry(
            start,
            name_start,
            stop,
            civility,
            self.status,
            self.group_start if self.in_group else -1,
            self.is_proxies,
            self.role,
            self.commune,
            has_civility=has_civility and not self.in_group,
        )
        entry.role, self.title = entry.role or self.title, None
        entry.is_assumed = self.heading.is_assumed
        entry.trust = self.heading.trust * (1.0 if has_civility or self.in_group else 0.97)
        self.entries.append(entry)
        self.beside.line_has_role = False
        if bearer is not None:
            entry.links.append(bearer)
            return bearer.end
        return self._after_name(entry, stop, end, breaks)

    def _after_name(self, entry: Entry, stop: int, end: int, breaks: str) -> int:
        """Read what stands after the name of an entry; where the list goes on."""
        shared = self._respectively(stop, end)
        if shared is None:
            self.beside.rest(entry, stop, end)
            self._share_bearer(entry, breaks)
        return shared or end

    def _below(self, commune: str, following: int) -> int:
        """Take over the commune printed above people; of several one above another nobody can tell whose they are."""
        self.labels.append(len(self.entries))
        self.commune = commune if self.labels.count(len(self.entries)) == 1 else None
        return following

    def _is_stray(self, name_start: int, stop: int, has_civility: bool, breaks: str) -> bool:
        """Whether a line that begins with no known name stands in a list where each has a civility."""
        is_civil = self.in_group or (bool(self.entries) and self.entries[-1].has_civility)
        if is_civil and not has_civility and self._is_past_full_stop(name_start, stop, breaks):
            return True
        if self._is_numbered_anew(name_start, stop, breaks):
            return True
        is_line = BLOCK_END in breaks or (LINE_END in breaks and self.style.is_lines)
        if not is_line or not self.style.has_civilities or has_civility or self.in_group or self.is_proxies:
            return False
        if self.style.has_initials and _INITIAL.match(self.roll.marked, name_start):
            return False  # *P. Adam*, where *M. Ozanne* is no civility
        if re.search(r"\d", breaks) and re.match(r"\W*\d", self.roll.marked[self.begin : self.end]) is None:
            return True  # *1. Colis de Noël* below people without numbers
        return not any(is_given_name(w) for w in plain(self.roll.marked[name_start:stop]).split())

    def _is_numbered_anew(self, name_start: int, stop: int, breaks: str) -> bool:
        """Whether a number stands before what is no known name, below people without numbers (*1. Voirie*)."""
        if BLOCK_END not in breaks or re.search(r"\d", breaks) is None or not self.entries:
            return False
        if re.match(r"\W*\d", self.roll.marked[self.begin : self.end]) is not None:
            return False
        return not any(is_given_name(w) for w in plain(self.roll.marked[name_start:stop]).split())

    def _is_past_full_stop(self, name_start: int, stop: int, breaks: str) -> bool:
        """Whether *Mmes X et Y.* has ended, and what begins below is no name like those before it."""
        if not breaks.lstrip().startswith(".") or BLOCK_END not in breaks:
            return False
        words, before = (plain(self.roll.marked[a:b]) for a, b in ((name_start, stop), (self.begin, name_start)))
        if any(is_given_name(w) for w in words.split()):
            return False
        return not words.isupper() or any(is_given_name(w, strict=True) for w in re.findall(r"[^\W\d_]+", before))

    def _is_firm(self, name_start: int, stop: int, breaks: str) -> bool:
        """Whether, among guests, capitals after a comma are whom the one before comes from (*Mme Rose X, EAUX SA*)."""
        if self.status is not Status.GUEST or not self.entries or breaks.strip() != ",":
            return False
        before = plain(self.roll.marked[self.entries[-1].name_start : self.entries[-1].end]).split()
        words = plain(self.roll.marked[name_start:stop]).split()
        return (
            all(w.isupper() for w in words) and any(map(is_given_name, before)) and not any(map(is_given_name, words))
        )

    def _name_begins_anew(self, name_start: int, stop: int, end: int) -> bool:
        """Whether another name follows the one that ends at ``stop``: the comma between them was lost."""
        marked = self.roll.marked
        following = re.match(r"[ \v]+(?=([A-ZÀ-Þ]\S*))", marked[stop:end])
        if following is None:
            return False
        word = following[1]
        is_surname = word.isupper() and len(word) > 2 and marked[name_start].isupper()
        is_name = is_surname or is_given_name(word)
        return is_name and name_end(marked, stop + following.end(), end, False) is not None

    def _is_sentence(self, stop: int, end: int) -> bool:
        """Whether a block that begins with a name goes on to tell what that person did: it is no entry."""
        if _TELLS.match(plain(self.roll.folded[stop:end])):
            return True
        if self._is_turn(stop):
            return True
        line = re.split(BLOCK_END, self.roll.folded[stop : stop + 160])[0]
        return _SPEAKS.match(plain(line)) is not None

    def _is_turn(self, stop: int) -> bool:
        """Whether a speech follows the name that ends at ``stop``: a stop and a dash, then a sentence."""
        turn = _TURN.match(self.roll.folded, stop)
        return turn is not None and "." in turn.group()[:3] and is_prose(plain(turn.group()))

    def _is_chair_speaking(self, start: int) -> bool:
        """Whether *Monsieur le Président*, from ``start`` on, is told to say or do something."""
        title = _CHAIR_ALONE.match(self.roll.folded, start)
        if title is None:
            return False
        line = self.roll.folded[title.end() : title.end() + 160].split(BLOCK_END)[0]
        return _SPEAKS.match(plain(line)) is not None or self._is_turn(title.end())

    def _bearer_after_colon(self, name_start: int, stop: int, end: int, has_civility: bool) -> Link | None:
        """*X : Y* in a list of pouvoirs, where X is a person rather than a commune: Y bears that of X."""
        marked = self.roll.marked
        if not self.is_proxies or marked[end : end + 1] != ":" or marked[stop:end].strip():
            return None
        if not has_civility and not any(is_given_name(w) for w in plain(marked[name_start:stop]).split()):
            return None
        close = self.bounds.chunk_end(end + 1)
        bearer = person_span(self.roll, end + 1, close)
        if bearer is None or names_a_bearer(plain(self.roll.folded[bearer[1] : close])):
            return None
        return Link("proxy", *bearer)

    def _share_bearer(self, entry: Entry, breaks: str) -> None:
        """*X et Y à Z* in a list of pouvoirs: X too gave his to Z."""
        before = self.entries[-2] if len(self.entries) > 1 else None
        if not self.is_proxies or before is None or before.links:
            return
        if re.fullmatch(r"\s*(?:et|ET)\s+", plain(breaks)) is not None:
            before.links.extend(Link(k.kind, k.start, k.end) for k in entry.links if k.kind == "proxy")

    def _respectively(self, start: int, end: int) -> int | None:
        """*X et Y, ayant donné procuration respectivement à Z et T*: a bearer each; where the last of them ends."""
        givers = list(takewhile(lambda e: not e.links, reversed(self.entries)))[::-1]
        bearers = bearers_respectively(self.roll, start, end, self.end, len(givers))
        givers = givers[-len(bearers) :]
        if len(bearers) < _LEAST_BEARERS:
            return None
        for giver, bearer in zip(givers, bearers, strict=True):
            giver.links.append(bearer)
        return bearers[-1].end

    def _nameless(self, start: int, name_start: int, end: int, has_civility: bool, breaks: str) -> int | None:
        """A stretch without a name at its head: a role, a link, a note, or the end of the list."""
        folded = self.roll.folded
        is_block_start = BLOCK_END in breaks
        text = plain(folded[name_start:end])
        last = self.entries[-1] if self.entries else None
        if self._is_service(end) and self._is_label(text, breaks):
            self.commune = body_named(self.roll.marked[start:end])
            return end + 1  # the service or firm, the commune or college of those who follow
        if has_civility:
            if is_block_start and self._is_chair_speaking(name_start):
                return None
            if re.match(r"\s*(?:le|la|l')\s?", text) and len(text.split()) <= 4:
                return end  # *Monsieur le Maire*, named elsewhere
            return None if is_prose(text) or is_block_start else end
        if not is_block_start and (shared := self._respectively(start, end)) is not None:
            return shared
        if last is not None and not is_block_start and self.beside.tells_of(last, start, end, text):
            return end
        article = re.match(r"(?:l[ea]s?\s+|l')", text)
        role = vocabulary().role.match(text, article.end() if article else 0)
        is_of_many = article is not None and article.group().strip() == "les"
        named = self._named_after(name_start + role.end(), end, is_of_many) if role is not None else None
        if role is not None and (named is not None or not (is_block_start and is_prose(text))):
            end = named or end
            if last is not None:
                self._take_role(last, name_start, end)
            return end
        if self.beside.line_has_role and last is not None and text[:1].isalpha() and not is_block_start:
            return end  # the role goes on after a comma
        if not is_prose(text):
            return end
        is_apposition = last is not None and not is_block_start and "." not in breaks and "," in breaks
        if is_apposition and len(text.split()) <= 14:
            self.beside.line_has_role = True
            return end
        return None

    def _take_role(self, entry: Entry, start: int, end: int) -> None:
        """A function after a comma, and what stands in brackets behind it (*Présidente (Barville)*)."""
        opening = self.roll.marked.find("(", start, end)
        stop = opening if opening > start else end
        entry.role = entry.role or tidy(self.roll.marked[start:stop])
        self.beside.line_has_role = True
        if stop < end:
            self.beside.note(opening + 1, min(self.bounds.closing(opening), end))

    def _named_after(self, start: int, end: int, is_of_many: bool) -> int | None:
        """Where, right after a function, a person is named: *les conseillers communautaires Guy X*."""
        of_what = _OF_WHAT.match(self.roll.folded, start)
        start = of_what.end() if of_what is not None else start
        named = re.match(r"[ \v]+(?=([A-ZÀ-Þ][^\W\d_]+(?:-[^\W\d_]+)*))", self.roll.marked[start:end])
        if named is None:
            return None
        if is_of_many and name_starts(self.roll.marked, start + named.end()):
            return start + named.end()
        is_pair = is_given_name(named[1]) and re.match(
            r"[ \v]+[A-ZÀ-Þ'’-]{3,}", self.roll.marked[start + named.end(1) :]
        )
        return start + named.end() if is_pair or is_given_name(named[1], strict=True) else None

    def _is_label(self, text: str, breaks: str) -> bool:
        """Whether folded words say whom those after their colon stand for: at the head of a line, or among guests."""
        is_there = BLOCK_END in breaks or self.status is Status.GUEST or body_named(text) is not None
        return is_there and len(text) < 60 and _OF_BUSINESS.search(text) is None

    def _is_service(self, end: int) -> bool:
        """Whether a colon at ``end`` stands before a person."""
        colon = re.match(r":[ ]*(?=[A-ZÉÈ])", self.roll.marked[end : self.end])
        if colon is None:
            return False
        following = plain(self.roll.marked[end + colon.end() : end + 60])
        return read_civility(following) is not None or is_given_name(re.split(r"[ ,]", following)[0])

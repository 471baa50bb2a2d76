"""Communes printed among the names of a list: a line of their own, words before the first name, words before a bracket.

Belongs here: telling them from names. Does not belong here: communes in a column of a table (`columns`).
"""

from __future__ import annotations

import re

from extractors.attendance.source import BLOCK_END, LINE_END, RollText, plain
from extractors.attendance.style import ListStyle
from extractors.attendance.words import name_starts
from extractors.french.civility import read_civility
from extractors.french.given_names import is_given_name

_PLACE_GOES_ON = re.compile(
    r"(?:[ ]+(?:l[eè][zs]|les?|la|sous|sur|en|aux?|du|des?|/|s/|\d{1,2})|[ ]+(?:[dl]['’])?[A-ZÀ-Þ][\w'’-]*)*[ ]*"
)
_ARTICLE_AFTER = re.compile(r"[ \v]*(?:\((?:L[AE]S?|L['’])\)[ \v]*)?")
_IN_BRACKETS = re.compile(r"[ \v]*\([^()\n]{1,40}\)[ \v]*")
"""What is said of a commune or class before its colon (*BARVILLE (2 délégués) : X, Y*)."""
_STATUS_FOLLOWS = re.compile(r":\s*(?:presen|absen|excus|represent|pouvoir|procur|visio|arriv|depart|parti|quitt)")
_WITH_PERSON = re.compile(
    r"(?:(?<=[\n\v;,:])|^)[ \v]*(?P<place>[A-ZÀ-Þ][^\n\v;,:(]{1,45}?)[ \v]*\([ ]?"
    r"(?=(?:M\.|MM\.|Mme|Mlle|Monsieur|Madame)[ \v]?[A-ZÀ-Þ])"
)
"""A commune, its delegate in brackets: *Barville (Mme X)*."""
_BEFORE_CIVILITY = re.compile(
    r"[A-ZÀ-Þ][A-ZÀ-Þ0-9 '’/.()\v-]{1,90}?(?<!\.)(?:[ ]\.)?[ \v]+"
    r"(?=(?:MM?\.|(?:MM?|Mrs?|Mmes?|Mlle|Monsieur|Madame|Messieurs|Mesdames)[ ])[ ]?[A-ZÀ-Þ])"
)
"""A commune in capitals, then the first of its delegates: *PONT / LUZY Mme X*, its colon misread (*LUZY . Mme X*)."""
_SAT_FOR = re.compile(r"pour la (?:commune|ville) (?:d[eu] |des |d')(?P<place>[^,;:()]{2,45}),\s*")
_JOINED = re.compile(r"(?P<place>[A-ZÀ-Þ][^\n\v:,;(]{1,35} et [^\n\v:,;(]{2,30}?)[ ]?:[ ]*")
_LEAST = 2


_NAMED = re.compile(r"(?:pour |au titre de )?(?:la )?(?:commune|ville) (?:de |d['’] ?)(?P<place>\S.*)", re.IGNORECASE)


def commune_named(printed: str) -> str | None:
    """*Commune de Barville*, *pour la ville d'Orsec*: the commune; None where these words are not there.

    *Commune du Mas* stays whole: its name begins with an article.
    """
    match = _NAMED.fullmatch(" ".join(plain(printed).split()).strip(" :"))
    return match["place"] if match is not None else None


_BODY = re.compile(
    r"(?:pour |au titre d[eu] )?(?:la |le )?(?P<body>(?:communaut[ée] (?:de communes?|d['’] ?agglom[ée]ration|urbaine)"
    r"|m[ée]tropole|d[ée]partement|r[ée]gion|conseil (?:d[ée]partemental|r[ée]gional|g[ée]n[ée]ral)"
    r"|syndicat(?: mixte| intercommunal)?) \S.+)",
    re.IGNORECASE,
)


def body_named(printed: str) -> str | None:
    """The commune or the body of communes for which people sit, as a sub-heading names it."""
    match = _BODY.fullmatch(" ".join(plain(printed).split()).strip(" :"))
    return match["body"] if match is not None else commune_named(printed)


class Communes:
    """The communes of one list."""

    def __init__(self, roll: RollText, start: int, end: int, style: ListStyle, is_proxies: bool = False) -> None:
        """The list stands in ``[start, end)``; one of pouvoirs puts the bearers in brackets."""
        self.roll, self.end, self.style, self.is_proxies = roll, end, style, is_proxies
        body = roll.marked[start:end]
        self.colons = len(re.findall(r":(?=\s)", body))
        self.has_lines = style.has_civilities or _begins_with_place(body)
        placed = [m for m in _WITH_PERSON.finditer(body) if not (_has_given(m["place"]) or read_civility(m["place"]))]
        self.before_brackets = {start + m.start("place"): start + m.end() for m in placed}
        if len(placed) < _LEAST or is_proxies:
            self.before_brackets.clear()

    def before_bracket(self, start: int) -> tuple[str, int] | None:
        """The commune at ``start`` whose delegate stands in the brackets after it, and where he is named."""
        inside = self.before_brackets.get(start)
        return (_tidy(self.roll.marked[start:inside].rstrip("( \v")), inside) if inside is not None else None

    def sat_for(self, start: int) -> tuple[str, int] | None:
        """The commune named in so many words before its delegates (*Pour la Commune de Barville, Monsieur X*)."""
        match = _SAT_FOR.match(plain(self.roll.folded[start : start + 120])) if self.style.has_civilities else None
        if match is None or read_civility(plain(self.roll.marked[start + match.end() :][:60])) is None:
            return None
        return _tidy(self.roll.marked[start + match.start("place") : start + match.end("place")]), start + match.end()

    def joined(self, start: int) -> tuple[str, int] | None:
        """The two names that begin a line at ``start`` before a colon (*CC du Val et Monts : X, Y*), and its list."""
        match = None if self.is_proxies else _JOINED.match(self.roll.marked, start, self.end)
        if match is None or read_civility(match.group()) is not None or _has_given(match.group()):
            return None
        return (match["place"], match.end()) if name_starts(self.roll.marked, match.end()) else None

    def before_civility(self, start: int) -> tuple[str | None, int] | None:
        """The commune in capitals that begins a line at ``start``, where each of the list has a civility.

        Lines of capitals one below another are a column of communes: which is that of the person, nobody can tell.
        """
        match = _BEFORE_CIVILITY.match(self.roll.marked, start, self.end) if self.style.has_civilities else None
        if match is None or read_civility(match.group()) is not None or _has_given(match.group()):
            return None
        named = match.group().rstrip(" ." + LINE_END)
        return None if LINE_END in named else named, match.end()

    def before_name(self, start: int, stop: int, end: int) -> tuple[str, int] | None:
        """The commune that stands at ``start`` before a name, and where the list goes on.

        ``stop`` is where a name would end, ``end`` what parts it from the next.
        """
        marked = self.roll.marked
        if self.style.has_civilities and self._is_label(stop, end):
            return plain(marked[start:end]).strip(), end
        if marked[end : end + 1] != ":" or _STATUS_FOLLOWS.match(self.roll.folded, end):
            return None
        rest = marked[stop:end]
        if self._is_slip(start, stop, end):
            return None
        if _ARTICLE_AFTER.fullmatch(rest) or (_IN_BRACKETS.fullmatch(rest) and not _has_given(marked[start:stop])):
            return _tidy(marked[start:stop]), end + 1
        return (_tidy(marked[start:end]), end + 1) if _PLACE_GOES_ON.fullmatch(plain(f" {rest.lstrip()}")) else None

    def _is_slip(self, start: int, stop: int, end: int) -> bool:
        """Whether the only colon of a list of *SURNAME Given* stands after one of them: a semicolon was meant."""
        words = plain(self.roll.marked[start:stop]).split()
        is_pair = len(words) > 1 and words[0].isupper() and is_given_name(words[-1]) and not words[-1].isupper()
        return is_pair and self.style.has_pairs and self.colons == 1 and not self.roll.marked[stop:end].strip()

    def on_line(self, start: int) -> tuple[str, int] | None:
        """The commune that is all of the line at ``start``, over lines that begin with people; where the line ends."""
        if not self.has_lines:
            return None
        marked = self.roll.marked
        stop = marked.find(BLOCK_END, start)
        line = plain(marked[start:stop]) if stop > 0 else ""
        if not 0 < len(line) < 50 or not line.isupper() or read_civility(line) is not None:
            return None
        below = re.split(r"[\n\v]", marked[stop + 1 : stop + 50])[0]
        if not self.style.has_civilities:
            return (line.strip(), stop) if _is_place(line) and _is_pair(below) else None
        is_over = read_civility(marked[stop + 1 : stop + 50]) is not None or (below[:40].isupper() and len(below) < 40)
        is_over = is_over or _BEFORE_CIVILITY.match(marked, stop + 1) is not None
        return (line.strip(), stop) if is_over else None

    def _is_label(self, stop: int, end: int) -> bool:
        """Whether the words up to ``end`` stand directly before a civility, on its line."""
        if _PLACE_GOES_ON.fullmatch(plain(self.roll.marked[stop:end])) is None:
            return False
        if end >= self.end or self.roll.marked[end] in ",;.\n":
            return False
        return read_civility(plain(self.roll.marked[end : end + 60])) is not None


def _begins_with_place(body: str) -> bool:
    """Whether a list of *SURNAME Given*, one a line, begins with a line of capitals alone: communes part it."""
    lines = [plain(line).strip() for line in re.split(r"[\n\v]", body) if line.strip()]
    return len(lines) > 1 and _is_place(lines[0]) and _is_pair(lines[1])


def _is_place(line: str) -> bool:
    return line.isupper() and len(line) > 2 and not _has_given(line) and not re.search(r"[,;:(]", line)


def _is_pair(line: str) -> bool:
    """Whether a line holds a given name in small letters, as people do where communes stand in capitals."""
    return any(is_given_name(w) and not w.isupper() for w in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", line))


def _has_given(text: str) -> bool:
    return any(is_given_name(w, strict=True) for w in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", text))


def _tidy(text: str) -> str:
    return text.replace(LINE_END, " ").replace(BLOCK_END, " ").strip()

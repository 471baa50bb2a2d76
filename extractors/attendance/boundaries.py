"""Where one entry of a list of names ends: at which comma, stop, dash, line end or word.

Belongs here: the ends of entries, given the style of the list. Does not belong here: what an entry says (`entries`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.attendance.links import ARROWS, BEARER_FOLLOWS
from extractors.attendance.source import BLOCK_END, CELL_END, LINE_END, RollText, plain
from extractors.attendance.style import ListStyle
from extractors.attendance.vocabulary import vocabulary
from extractors.attendance.words import name_end
from extractors.french.civility import read_civility
from extractors.french.fold import fold
from extractors.french.given_names import is_given_name, particles

_AHEAD = 12
"""How far past an end a link looks for the civility that must follow it."""
_PLACE_BEGINS = re.compile(r"[ ]*[A-ZÀ-Þ][A-ZÀ-Þ0-9 '’/()-]{2,45}:")
_PART_BEGINS = re.compile(r"[ \v][A-ZÀ-Þ][\w'’/ -]{1,40}?[ ]?:[ ]*(?=[A-ZÀ-Þ])")
"""After a dash, the commune of those who follow (*BARVILLE : X, Y – LUZY : Z*)."""
_LABEL_BEGINS = re.compile(r"[ ]*[A-ZÀ-Þ][\w'’-]*(?:[ ][\w'’-]+)?[ ]\([^()\n\v]{1,40}\)[ ]?:[ ]*(?=[A-ZÀ-Þ])")
"""A class and its teacher, a commune and its seats before those who sit for it (*CP (Mme X) : Y*)."""
_SUBSTITUTE_FOLLOWS = re.compile(r"(?:remplac|supple|represent)\S* par s(?:a|on) (?:suppleant|remplacant)e?\s*$")
"""Words after which the substitute is named, be it past a comma."""
_COMMUNE_BEGINS = re.compile(r"(?:commune|ville) (?:d[eu] |des |d')[^,;:()\n]{2,45}:")
"""*Commune de Barville : M. X Commune d'Orsec : M. Y*: nothing else parts one commune from the next."""
_BRACKETS = re.compile(r"\([^()]*\)")
"""What stands in them asks for nothing outside (*X (suppléant) Mme Y*)."""
_LEAST_STROKES = 2
_SURNAME_BELOW = re.compile(
    r"[\v\n][ ]*[A-ZÀ-Þ][A-ZÀ-Þ'’-]{2,}[ ]*"
    r"(?=[\v\n,;.(]|$|(?:à|ayant|qui|donn|a donn|pouvoir|procur|représ|suppl|rempl))"
)
"""What can only be the SURNAME of the given name that ends the line above: nothing after it, or a link."""
OPEN, CLOSE = "([{", ")]}"
_ABBREVIATED = frozenset(
    ("st", "ste", "mme", "mr", "mlle", "jp", "jl", "jm", "dr", "me", "mm", "mmes", "cl", "ch", "ph", "fr")
)
"""Words whose full stop is part of them."""


_INITIALS_AFTER = re.compile(r"M\.-?[A-Z]\.?(?=\s*(?:[,;()/*–—-]|$))")
"""Initials of a given name after a surname (*FOUCHET M.J.*), which begin like a civility."""


class Boundaries:
    """The ends of entries in one list."""

    def __init__(
        self, roll: RollText, end: int, holes: Sequence[tuple[int, int]], style: ListStyle, expects_bearer: bool
    ) -> None:
        """``expects_bearer``: a mere *à* may stand between who gives a pouvoir and who bears it."""
        self.roll, self.end, self.holes = roll, end, holes
        self.style, self.expects_bearer = style, expects_bearer

    def closing(self, start: int) -> int:
        """Where the bracket opened at ``start`` closes; where it should have, if it does not."""
        depth = 0
        for i in range(start, min(self.end, start + 300)):
            depth += self.roll.marked[i] in OPEN
            depth -= self.roll.marked[i] in CLOSE
            if depth == 0:
                return i
        stop = re.search(r"[\n,;]", self.roll.marked[start : self.end])
        return start + stop.start() if stop else self.end - 1

    def chunk_end(self, start: int) -> int:
        """Where the stretch that begins with a name at ``start`` ends."""
        i = start
        while i < self.end:
            if self.roll.marked[i] in OPEN:
                i = self.closing(i) + 1
                if self._name_follows(i):
                    return i
                continue
            if any(h[0] == i for h in self.holes) or self._mark_ends(start, i) or self._word_ends(start, i):
                return i
            i += 1
        return self.end

    def _mark_ends(self, start: int, i: int) -> bool:
        """Whether the character at ``i`` parts two entries."""
        character = self.roll.marked[i]
        if character == ",":
            return _SUBSTITUTE_FOLLOWS.search(plain(self.roll.folded[start:i])) is None
        if character in ";|•●▪*" or character == CELL_END:
            return True
        if character == "/":
            return self._slash_ends(start, i)
        if character == BLOCK_END:
            goes_on = not self.style.is_lines and self._ends_with_link(start, i + 1)
            return not goes_on and not self._is_cut_name(start, i)
        if character == LINE_END:
            breaks = (self.style.is_lines and not self._is_wrapped(start, i)) or self._line_breaks(start, i)
            return breaks and not self._ends_with_link(start, i + 1)
        if character == ":":
            return not self._ends_with_link(start, i + 1)
        if character == ".":
            return self._full_stop(start, i)
        return character in "-–—‐" and self._dash_ends(start, i)

    def _slash_ends(self, start: int, i: int) -> bool:
        """Whether a stroke between spaces parts two entries, rather than standing for *sur* (*LUZY S/ ARON*)."""
        is_apart = self.roll.marked[i - 1 : i].isspace() or self.roll.marked[i + 1 : i + 2].isspace()
        is_apart = is_apart or self._strokes_part_names(i)
        return is_apart and re.search(r"(?:^|\s)[sS]\s?$", self.roll.marked[start:i]) is None

    def _strokes_part_names(self, i: int) -> bool:
        """Whether the line at ``i`` is a list of surnames between strokes (*OZANNE/DRAPIER/PETRIN*)."""
        first = max(self.roll.marked.rfind(c, 0, i) for c in (LINE_END, BLOCK_END)) + 1
        line = re.split(rf"[{LINE_END}{BLOCK_END}]", self.roll.marked[first:], maxsplit=1)[0]
        return len(re.findall(r"[A-ZÀ-Þ]{3}/(?=[A-ZÀ-Þ]{3})", line)) >= _LEAST_STROKES

    def _name_follows(self, start: int) -> bool:
        """Whether, right after a bracket, another person is named: the comma between them was forgotten."""
        following = re.match(r"[ \v]+([^\W\d_]+(?:-[^\W\d_]+)*)", self.roll.marked[start : self.end])
        if following is None or vocabulary().role.match(fold(following[1])):
            return False
        word = following[1]
        if not (word.isupper() and len(word) > 2) and not (word[0].isupper() and is_given_name(word, strict=True)):
            return False
        return name_end(self.roll.marked, start + following.start(1), self.end, False) is not None

    def _word_ends(self, start: int, i: int) -> bool:
        """Whether a word that begins at ``i`` parts two entries: *et*, a civility, *Commune de*."""
        folded = self.roll.folded
        if i == start or folded[i - 1].isalpha() or folded[i - 1] in "-'" or not folded[i].isalpha():
            return False
        is_joint = re.match(r"(?:et|ET|ainsi que|&)\s|et[A-ZÉÈ]", self.roll.marked[i : i + 10]) is not None
        return (
            is_joint or _COMMUNE_BEGINS.match(plain(folded[i : i + 60])) is not None or self._civility_begins(start, i)
        )

    def _line_breaks(self, start: int, i: int) -> bool:
        """A line end ends an entry where a bullet follows, or a commune in capitals with its colon."""
        rest = self.roll.marked[i + 1 : i + 60]
        if re.match(r"\s*[•●▪➢\uf0b7*]|\s*[-–]\s", rest[:3]) is not None:
            return True
        if _LABEL_BEGINS.match(self.roll.marked, i + 1, self.end) is not None:
            return True
        return _PLACE_BEGINS.match(rest) is not None and any(c.islower() for c in self.roll.marked[start:i])

    def _is_wrapped(self, start: int, i: int) -> bool:
        """Whether a line ends with a civility or, in a list of pairs, with a SURNAME whose given name is the next."""
        before = self.roll.marked[start:i].strip()
        if re.search(r"(?:^|[ \v])(?:MM?\.?|Mr|Mmes?|Monsieur|Madame|Mlle)$", before):
            return True
        below = re.match(r"[\v\n][ ]*([^\W\d_]+(?:-[^\W\d_]+)*)[ ]*(?=[\v\n,;]|$)", self.roll.marked[i : self.end])
        if self.style.has_pairs and self._is_given_alone(before, i):
            return True
        linked = re.search(r"\b(?:de|par|à)[ ]([A-ZÀ-Þ'’ -]{3,})$", before)
        if below is not None and linked is not None and is_given_name(below[1]) and not below[1].isupper():
            return True  # *suppléante de SURNAME / Given*
        bearer = re.search(r"(?:\b(?:de|par|à)|[→>])[ ](?:M\.|Mme)?[ ]?([^\W\d_]+(?:-[^\W\d_]+)*)$", before)
        if bearer is not None and self._is_given_alone(bearer[1], i):
            return True  # *à Given / SURNAME*
        if not self.style.has_pairs or below is None or not re.fullmatch(r"[^\W\d_]+(?:[ '’-][^\W\d_]+)*", before):
            return False
        is_surname = before.isupper() and not is_given_name(before, strict=True)
        return is_surname and is_given_name(below[1]) and not below[1].isupper()

    def _is_given_alone(self, before: str, i: int) -> bool:
        """Whether a lone given name ends a line and the SURNAME begins the next."""
        below = _SURNAME_BELOW.match(self.roll.marked, i, self.end)
        return below is not None and not before.isupper() and is_given_name(before)

    def _is_cut_name(self, start: int, i: int) -> bool:
        """Whether a page or paragraph break falls between given name and surname."""
        if _LABEL_BEGINS.match(self.roll.marked, i + 1, self.end) is not None:
            return False
        before = self.roll.marked[start:i].strip()
        tail = re.search(r"\s([^\W\d_]+(?:-[^\W\d_]+)*-?)$", before)
        if tail is not None and self._ends_with_link(start, self.roll.marked.rindex(tail[1], start, i)):
            before = tail[1]  # the bearer's given name
        last = re.search(r"[ \v]([^\W\d_]+)$", before)
        if last is not None and fold(last[1]) in particles() and not self.style.is_lines:
            return re.match(r"\n[A-ZÉÈ][^\W\d_]+[ ]?[,;.(\v]", self.roll.marked[i : i + 40]) is not None  # *LE / GOFF*
        if self.style.is_lines or not re.fullmatch(r"[^\W\d_]+(?:-[^\W\d_]+)*-?", before):
            return False
        if before.isupper() and re.match(r"\n[A-ZÉÈ]{1,2}\.?[ ]*[-–(,;./*]", self.roll.marked[i : i + 9]):
            return True  # *SURNAME / I.*
        following = re.match(
            r"\n[^\w\n]{0,3}((?:[dDlL]['’])?[^\W\d_]{2,}(?:-[^\W\d_]+)*)(?=[,;.\n ]|$)(?![^\n,;.]{0,30}:)",
            self.roll.marked[i : i + 80],
        )
        if following is not None and fold(before) in particles() and following[1][0].isupper():
            return True  # *Le / Bihan*
        if following is None or not (following[1].isupper() or (self.style.has_pairs and following[1][0].isupper())):
            return False
        if before.isupper() and is_given_name(following[1]) and not following[1].isupper():
            return True  # *SURNAME / Given*
        if before.isupper():
            return fold(before) in particles()
        return is_given_name(before.rstrip("-"))

    def _civility_begins(self, start: int, i: int) -> bool:
        if not re.match(r"m|d|pr|rn|n", self.roll.folded[i : i + 2]):
            return False
        window = plain(self.roll.marked[i : min(self.end, i + 80)])
        if _INITIALS_AFTER.match(window):
            return False
        civility = read_civility(window)
        if civility is None or not window[civility.end :].strip():
            return False
        return not self._ends_with_link(start, i)

    def _ends_with_link(self, start: int, end: int) -> bool:
        """Whether the text before ``end`` asks for another name to follow."""
        before = _BRACKETS.sub(lambda m: " " * len(m.group()), plain(self.roll.folded[start:end]))
        ahead = before + plain(self.roll.folded[end : end + _AHEAD])
        for pattern in vocabulary().links.values():
            found = list(pattern.finditer(ahead))
            if any(m.start() < len(before.rstrip()) and m.end() > len(before) for m in found):
                return True  # *pouvoir / à M. X*
            last = max((m.end() for m in found if m.end() <= len(before)), default=None)
            if last is not None and not before[last:].strip(" :,-"):
                return True
        if self.expects_bearer:
            return re.search(rf"(?:^|\s)(?:{BEARER_FOLLOWS})\s+$|(?:{ARROWS})\s*$|\sa$", before) is not None
        return re.search(r"\s(?:par|a|de)\s+$", before) is not None

    def _full_stop(self, start: int, i: int) -> bool:
        """Whether a full stop ends an entry rather than an initial or an abbreviation."""
        before = re.search(r"([^\W\d_]+)$", self.roll.marked[start:i])
        after = self.roll.marked[i + 1 : i + 2]
        if before is None:
            return not after.isalpha() or self.roll.marked[i - 1] in CLOSE or self.roll.marked[i - 1].isspace()
        word = before[1]
        is_first = re.search(
            r"(?:^|[(,;:]|\s(?:à|a|par|pour|et|de|Mme|M\.))\s*$", self.roll.marked[start : i - len(word)]
        )
        is_abbreviated = (
            len(word) == 1 or fold(word) in _ABBREVIATED or (is_first is not None and len(word) == 2 and word.isupper())
        )
        return not is_abbreviated and not _is_misread_stop(self.roll.marked, start, i)

    def _dash_ends(self, start: int, i: int) -> bool:
        before, after = self.roll.marked[i - 1 : i], self.roll.marked[i + 1 : i + 2]
        if not before.isspace() and not after.isspace():
            return False
        if i == start:
            return False
        if self.style.is_dashes or after in ("", BLOCK_END) or _PART_BEGINS.match(self.roll.marked, i + 1, self.end):
            return True
        rest = plain(self.roll.folded[i + 1 : i + 60]).lstrip()
        if vocabulary().role.match(rest) or read_civility(plain(self.roll.marked[i + 1 : i + 60]).lstrip()) is not None:
            return True
        next_word = re.match(r"\s?([^\W\d_]+)", self.roll.marked[i + 1 :])
        last_word = re.search(r"([^\W\d_]+)\s?$", self.roll.marked[start:i])
        if next_word is None or last_word is None or not (next_word[1].isupper() and last_word[1].isupper()):
            return True
        # A double surname set with spaces, where something else separates entries or nothing does.
        if min(len(next_word[1]), len(last_word[1])) <= 2:
            return True
        return not self.style.has_separators and not self._is_second_surname(start, i + 1 + next_word.end())

    def _is_second_surname(self, start: int, end: int) -> bool:
        """Whether what ends at ``end`` is one SURNAME alone that closes its line, after *Given SURNAME*."""
        closes = re.match(r"[ ]*(?:[\v\n]|$)", self.roll.marked[end : self.end]) is not None
        return closes and any(is_given_name(w) for w in plain(self.roll.marked[start:end]).split())


def _is_misread_stop(marked: str, start: int, i: int) -> bool:
    """A speck read as a full stop between given name and SURNAME."""
    before = marked[start:i].strip()
    following = re.match(r"\.[ \v]([^\W\d_]{3,})", marked[i:])
    return (
        following is not None
        and following[1].isupper()
        and re.fullmatch(r"[^\W\d_]+(?:-[^\W\d_]+)*", before) is not None
        and not before.isupper()
        and is_given_name(before)
    )

"""Functions printed once for several people: in a column beside the names, or in the plural after the last of them.

Belongs here: whose function it is. Does not belong here: functions that follow a name in the
text (`beside`), columns of a table (`tables`).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence

from corpus.page import Word
from extractors.attendance.beside import tidy
from extractors.attendance.entry import Entry
from extractors.attendance.source import RollText
from extractors.attendance.vocabulary import vocabulary
from extractors.french.fold import fold

_WIDE = 1.4
"""Of the height of the letters: the least space between two columns."""
_LEAST = 2
"""People beside whom a function stands, from which on a column is seen."""


def with_functions(roll: RollText, entries: Sequence[Entry]) -> None:
    """Give each entry the function that stands on its line in the next column, where several have one."""
    if len(entries) < _LEAST:
        return
    pages = _Pages(roll)
    found = [(e, beside) for e in entries if (beside := _beside(roll, pages, e)) is not None]
    if len(found) < _LEAST:
        return
    for entry, function in found:
        entry.role = function


_PLURAL = re.compile(
    r"(?:les\s+)?(?:adjointe?s|vice-?\s?presidente?s|conseilleres|conseillers|deleguee?s|maires|membres)\b"
)


def share_functions(entries: Sequence[Entry]) -> None:
    """*X, Maire ; Y, Z, Adjoints*: a function in the plural is everyone's since the last function.

    With its article (*Mmes et MM. les conseillers : X, Y*) it announces those who follow.
    """
    for last, entry in enumerate(entries):
        if entry.role is None or _PLURAL.match(fold(entry.role)) is None:
            continue
        if fold(entry.role).startswith("les "):
            entry.role = None
            continue
        entry.role = _singular(entry.role)
        for before in reversed(entries[:last]):
            if before.role is not None or before.status is not entry.status:
                break
            before.role = entry.role


def _singular(role: str) -> str:
    """*Conseillers municipaux* as *Conseiller municipal*."""
    return re.sub(r"(?<=[^\W\d_]{3})s\b", "", re.sub(r"(?<=[^\W\d_]{3})aux\b", "al", role))


class _Pages:
    """The words of a roll from top to bottom, page by page."""

    def __init__(self, roll: RollText) -> None:
        self._words: dict[int, list[Word]] = defaultdict(list)
        for placed in roll.text.words:
            self._words[placed.page].append(placed.word)
        for words in self._words.values():
            words.sort(key=lambda w: w.box.middle)

    def right_of(self, page: int, name: Word) -> list[Word]:
        """The words right of a name, at its height."""
        words, reach = self._words[page], 0.5 * name.box.height
        first = bisect_left(words, name.box.middle - reach, key=lambda w: w.box.middle)
        end = bisect_right(words, name.box.middle + reach, key=lambda w: w.box.middle)
        return sorted((w for w in words[first:end] if w.box.x0 > name.box.x1), key=lambda w: w.box.x0)


def _beside(roll: RollText, pages: _Pages, entry: Entry) -> str | None:
    """The function set to the right of a name whose own line ends with it; None where there is none."""
    text = roll.text
    last = bisect_right(text.starts, entry.end - 1) - 1
    if last < 0:
        return None
    name = text.words[last]
    line = pages.right_of(name.page, name.word)
    if not line or line[0].box.x0 - name.word.box.x1 < _WIDE * name.word.box.height:
        return None
    if last + 1 < len(text.words) and text.words[last + 1].word is line[0]:
        return None  # read in its order
    piece = [line[0]]
    for word in line[1:]:
        if word.box.x0 - piece[-1].box.x1 >= _WIDE * word.box.height:
            break
        piece.append(word)
    printed = " ".join(w.text for w in piece)
    return tidy(printed) if vocabulary().role.match(fold(printed)) else None

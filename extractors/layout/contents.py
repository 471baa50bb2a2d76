"""Dot leaders and page numbers at the end of the lines of a table of contents, taken off the text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.page import Word
from extractors.document import Line
from extractors.layout.paragraphs import Setting

_LEADER = re.compile(r"[.…·_]{3,}\d{0,3}")
_TRAILING_LEADER = re.compile(r"^(?P<text>.*?[^.…·_])(?P<leader>[.…·_]{4,})(?P<number>\d{0,3})$")
_NUMBER = re.compile(r"\d{1,3}")


def without_leaders(settings: Sequence[Setting]) -> tuple[list[Setting], list[Line]]:
    """The lines without leader and page number, and what was taken off."""
    entries = [_entry(s) for s in settings]
    bare = [i for i, e in enumerate(entries) if e is not None and not e[2]]
    led = [i for i, e in enumerate(entries) if e is not None and e[2]]
    sure = (set(led) - _counts(settings, led)) | _aligned(settings, bare)
    result, taken = [], []
    for i, setting in enumerate(settings):
        entry = entries[i]
        if entry is None or i not in sure or not entry[0]:
            result.append(setting)
            continue
        kept, rest, _ = entry
        result.append(replace(setting, line=Line(setting.line.page, kept)))
        taken.append(Line(setting.line.page, rest))
    return result, taken


def _counts(settings: Sequence[Setting], led: Sequence[int]) -> set[int]:
    """Short runs of led lines whose numbers go down: no pages, but numbers of members (*Présents .... 10*)."""
    found: set[int] = set()
    run: list[int] = []
    for i in [*led, None]:
        if i is not None and (not run or i - run[-1] == 1):
            run.append(i)
            continue
        numbers = [int(w) for j in run if _NUMBER.fullmatch(w := settings[j].line.words[-1].text)]
        if 2 <= len(run) <= _FEW and len(numbers) == len(run) and numbers != sorted(numbers):
            found.update(run)
        run = [] if i is None else [i]
    return found


_FEW = 5


def _entry(setting: Setting) -> tuple[tuple[Word, ...], tuple[Word, ...], bool] | None:
    """(words of the title, words of leader and number, whether there is a leader) of a line that may be an entry."""
    words = setting.line.words
    if len(words) < 2:
        return None
    end = len(words)
    if _NUMBER.fullmatch(words[-1].text):
        end -= 1
    leader = end
    while leader > 0 and _LEADER.fullmatch(words[leader - 1].text):
        leader -= 1
    if leader < end:
        return words[:leader], words[leader:], True
    glued = _TRAILING_LEADER.match(words[end - 1].text)
    if glued and (end < len(words) or glued["number"]):
        last = words[end - 1]
        return (
            (*words[: end - 1], replace(last, text=glued["text"], raw=last.raw or last.text)),
            words[end:],
            True,
        )
    if end == len(words) - 1 and words[-1].box.x0 - words[end - 1].box.x1 > 2.0 * setting.size:
        return words[:end], words[end:], False
    return None


def _aligned(settings: Sequence[Setting], bare: Sequence[int]) -> set[int]:
    """Entries without leader whose numbers stand under one another at the right edge and never go down."""
    sure: set[int] = set()
    run: list[int] = []
    for i in [*bare, None]:
        if i is not None and run and i - run[-1] <= 3 and _follows(settings[run[-1]], settings[i]):
            run.append(i)
            continue
        if len(run) >= 3:
            sure.update(run)
        run = [] if i is None else [i]
    return sure


def _follows(before: Setting, after: Setting) -> bool:
    a, b = before.line.words[-1], after.line.words[-1]
    return (
        before.line.page == after.line.page
        and abs(a.box.x1 - b.box.x1) <= 4
        and int(a.text) <= int(b.text)
        and a.box.x1 >= before.right - 0.12 * (before.right - before.left)
    )

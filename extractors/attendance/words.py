"""Which words can be part of a person's name, and which make a sentence."""

from __future__ import annotations

import re

from extractors.attendance.vocabulary import vocabulary
from extractors.french.fold import fold
from extractors.french.names import is_given_name, particles

_TOKEN = re.compile(
    r"[\s\v]*([^\W\d_](?:[^\s(),;:/|\[\]{}\t\n•●▪]*(?:[^\W_]|(?<=[A-Z])!)|)\.?)(?=[\s(),;:/|\[\]{}.•●▪]|$|[-–—]\s)"
)
_HYPHEN_BREAK = re.compile(r"-[\v\n]\s*")
_LONGEST = 6


def name_starts(marked: str, start: int) -> bool:
    """Whether a name can begin at ``start``."""
    return name_end(marked, start, min(len(marked), start + 80), True) is not None


def name_end(marked: str, start: int, end: int, is_announced: bool) -> int | None:
    """Where the name that begins at ``start`` ends; None where none begins.

    Args:
        marked: the text.
        start: where the name would begin.
        end: how far it may go.
        is_announced: whether a civility stands before it, so that an unlikely word (*Maire*, *Page*) may be a surname.
    """
    position, last, words = start, None, 0
    letters = 0
    while words < _LONGEST:
        match = _TOKEN.match(marked, position, end)
        if match is None:
            break
        word = match[1]
        if "." in word[:-1]:
            word, cut = _before_stop(word)
            if cut:
                if _is_name_word(word, words, is_announced):
                    last = match.start(1) + len(word)
                    letters += len(word)
                break
        if not _is_name_word(word, words, is_announced):
            break
        words += 1
        position = match.end(1)
        double = re.match(r"\s?[-–]\s(?=[A-ZÉÈ]{2})", marked[position:end])
        if double is not None and word.isupper():
            last, position = position, position + double.end()
            continue
        is_initial = len(word.strip(".")) == 1 and word[0].isupper()
        if (
            is_initial
            or fold(word) not in particles()
            or (word.isupper() and words > 1 and not marked[position:end].strip())
        ):
            last = position - (word.endswith(".") and len(word) > 3)
            letters += sum(c.isalpha() for c in word)
        if position < end and marked[position] == ".":
            if len(word) > 2:
                following = re.match(r"\.[ \v]([^\W\d_]{3,})", marked[position:end])
                if (
                    words != 1
                    or word.isupper()
                    or following is None
                    or not following[1].isupper()
                    or not is_given_name(word)
                ):
                    break
                position += 1
                continue
            position += 1
            last = position
    if last is None or letters < 2:
        return None
    return last


def _before_stop(word: str) -> tuple[str, bool]:
    """A word up to a full stop that separates two names (``DUMAS.PEREZ``); initials (``J.P``) stay whole."""
    parts = word.split(".")
    if len(parts[0]) <= 2:
        return word, False
    return parts[0], True


def _is_name_word(word: str, index: int, is_announced: bool) -> bool:
    folded = fold(word).strip(".'")
    if not word[0].isupper():
        if folded in particles() or re.match(r"(?:d|l|o)['’][A-ZÉÈ]", word) is not None:
            return True
        return word[:1] == "l" and word[1:].isupper() and len(word) > 3  # a capital I misread
    if re.match(r"[LDlJN]['’][a-zéèêà]", word) is not None:
        return False
    if sum(c.isdigit() for c in word) > 1:
        return False
    if folded in particles():
        return index > 0 or is_announced or len(word) > 1
    if folded in vocabulary().not_names and not (is_announced and word.isupper() and index == 0 and len(word) > 3):
        return bool(
            is_announced and index > 0 and word.isupper() and folded in ("maire", "page", "conseil", "avril", "mars")
        )
    role = vocabulary().role.match(folded)
    if role is not None and role.end() == len(folded):
        if is_given_name(word):
            return True
        return index > 0 and word.isupper() and len(word) > 3
    return True


def is_prose(text: str) -> bool:
    """Whether folded text reads as a sentence: several words that are no name's, role's or note's."""
    words = re.findall(r"[a-z']{2,}", re.sub(r"\([^)]*\)?", " ", text))
    return len([w for w in words if w not in particles()]) >= 3

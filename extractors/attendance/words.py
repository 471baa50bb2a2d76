"""Which words can be part of a person's name, and which make a sentence."""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from extractors.attendance.source import LINE_END
from extractors.attendance.vocabulary import vocabulary
from extractors.french.civility import read_civility
from extractors.french.fold import fold
from extractors.french.given_names import is_given_name, particles

_TOKEN = re.compile(
    r"[\s\v]*((?:[^\W\d_]|[850](?=[^\W\d_]{3})(?!(?:ieme|ième|eme|ème|rue|heures?)))(?:[^\s(),;:/|\[\]{}\t\n•●▪]*(?:[^\W_]|(?<=[A-Z])!)|)\.?)(?=[\s(),;:/|\[\]{}.•●▪]|$|[-–—]+(?:\s|$))"
)
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
    position, last, words, letters, capitals = start, None, 0, 0, False
    before = first = ""
    while words < _LONGEST:
        match = _TOKEN.match(marked, position, end)
        if match is None:
            break
        word = _up_to_stop(match[1])
        if words and before.isupper() and len(before) > 2 and _TWO_INITIALS.match(marked, match.start(1)):
            return match.start(1) + 2
        if not _is_name_word(word, words, is_announced) and not (words and _is_surname_after(before, word)):
            break
        if words and (_is_function(before, word) or _is_preposition(word, marked[match.end(1) : end])):
            break
        if words and _is_of_another(first, before, match, marked, (words, capitals, end)):
            break
        capitals = capitals or (words > 0 and word.isupper() and len(word) > 2)
        words, before, first = words + 1, word, first or word
        position = match.start(1) + len(word)
        double = _DOUBLE.match(marked, position, end)
        if double is not None and word.isupper():
            last, position = position, double.end()
            continue
        if _can_end(word, words, marked[position:end]):
            last = position - (word.endswith(".") and len(word) > 3 and not _ALL_INITIALS.fullmatch(word))
            letters += sum(c.isalpha() for c in word)
        if position < end and marked[position] == ".":
            if len(word) <= 2:
                position = last = position + 1
            elif words == 1 and _is_speck(word, marked[position:end]):
                position += 1
            else:
                break
    return last if last is not None and letters >= 2 else None


def _is_of_next_line(before: str, word: str, rest: str) -> bool:
    """Whether a word in capitals that begins a line is a commune before the next person (*... à M. X / LUZY Mme Y*)."""
    if not (before.isupper() and len(before) > 2 and word.isupper()) or fold(before) in particles():
        return False
    return read_civility(re.sub(r"^[\s/]*(?:[A-ZÀ-Þ'’-]{2,}\s+){0,3}", "", rest)) is not None and rest[:1].isspace()


_STATE = re.compile(r"presen|absen|excus|represen|pouvoir|procur|mandat|votant|supple|titul|visio")


def _is_surname_after(before: str, word: str) -> bool:
    """Whether a common word (*BUREAU*, *Février*) is a surname, since a given name or an initial stands before it."""
    folded = fold(word)
    if not word[0].isupper() or len(word) < 4 or _STATE.match(folded) or folded not in vocabulary().not_names:
        return False
    is_initial = re.fullmatch(r"(?:[A-ZÉ]\.?-?){1,2}", before) is not None and fold(before) not in ("m", "m.")
    return is_initial or (word.isupper() and not before.isupper() and is_given_name(before))


def _begins_anew(word: str, rest: str) -> bool:
    """Whether, after *Given SURNAME*, another given name and SURNAME follow: the comma between them was lost."""
    following = re.match(r"[ \v]([^\W\d_]{3,})", rest)
    return is_given_name(word) and not word.isupper() and following is not None and following[1].isupper()


def _is_of_another(first: str, before: str, match: re.Match[str], marked: str, so_far: tuple[int, bool, int]) -> bool:
    """Whether the next word belongs to another name or place, the comma before it lost or a line ended.

    ``so_far`` are the words read, whether a SURNAME is among them, and how far the name may go.
    """
    word, (words, capitals, end) = _up_to_stop(match[1]), so_far
    if LINE_END in match.group() and _is_of_next_line(before, word, marked[match.end(1) : end + 30]):
        return True
    if words > 1 and first.isupper() and _is_over(before, word, marked, match.start(1)):
        return True
    return capitals and _begins_anew(word, marked[match.end(1) : end])


def _is_function(before: str, word: str) -> bool:
    """Whether, in a list typed in capitals, a function follows the surname (*TARPIN MAIRE*, unlike *Jean MAIRE*)."""
    if not (before.isupper() and len(before) > 2 and word.isupper()) or is_given_name(before):
        return False
    role = vocabulary().role.fullmatch(fold(word).strip("."))
    return role is not None and fold(before) not in particles() and fold(word) not in ("garde", "page")


def _is_preposition(word: str, rest: str) -> bool:
    """Whether a lone capital A is *à* typed in capitals, since a civility follows (*M. PETRIN A M. DRAPIER*)."""
    return word == "A" and read_civility(rest.lstrip(" \v")) is not None


_INITIAL = re.compile(r"[A-ZÉÈ]\.?")
_TWO_INITIALS = re.compile(r"[A-Z]{2}\.(?=[ \v]?(?:[,;(\n\v–-]|$))")
"""Initials set without a stop between them after a SURNAME (*CHABERT JE.*)."""
_GIVEN_AFTER = re.compile(r"[A-ZÀ-Þ'’-]{3,}[ \v]([A-ZÀ-Þ][a-zà-ÿ]+(?:-[^\W\d_]+)?)(?=[ \v]?[,;.\n(]|$)")
_IN_PLACE = re.compile(r"de[ \v](?:LA[ \v]|LES?[ \v])?[A-ZÉÈ]{3,}")
_ALL_INITIALS = re.compile(r"(?:[A-ZÉÈ]\.-?)+")
_DOUBLE = re.compile(r"\s?[-–]\s(?=[A-ZÉÈ]{2})")


def _can_end(word: str, count: int, rest: str) -> bool:
    """Whether a name can end with ``word``: with any but a particle; with one in capitals if it is the last word."""
    is_initial = len(word.strip(".")) == 1 and word[0].isupper()
    return is_initial or fold(word) not in particles() or (word.isupper() and count > 1 and not rest.strip())


def _is_speck(word: str, rest: str) -> bool:
    """Whether the full stop at the head of ``rest`` is dirt between given name and SURNAME."""
    following = re.match(r"\.[ \v]([^\W\d_]{3,})", rest)
    return following is not None and following[1].isupper() and not word.isupper() and is_given_name(word)


def _is_over(before: str, word: str, marked: str, start: int) -> bool:
    """Whether, after *SURNAME Given* or *SURNAME I.*, a commune or, its comma lost, another SURNAME follows."""
    if _INITIAL.fullmatch(before):
        return word.isupper() and len(word) > 2
    if before.isupper():
        return False
    following = _GIVEN_AFTER.match(marked, start) if word.isupper() and is_given_name(before) else None
    return _IN_PLACE.match(marked, start) is not None or (following is not None and is_given_name(following[1]))


def _up_to_stop(word: str) -> str:
    """A word up to a full stop that separates two names (``DUMAS.PEREZ``); initials (``J.P``) stay whole."""
    if word.endswith("--"):
        word = word.rstrip("-")
    head = word[:-1].split(".", 1)[0]
    return head if "." in word[:-1] and len(head) > 2 else word


def _is_name_word(word: str, index: int, is_announced: bool) -> bool:
    folded = fold(word).strip(".'")
    if word[0].isdigit():
        return index > 0 or is_announced  # the B of *8illaud*, the S of *5OUSA*
    if not word[0].isupper():
        if index == 0 and is_announced and is_given_name(word, strict=True):
            return True
        if folded in particles() or re.match(r"(?:d|l|o)['’][A-ZÉÈ]", word) is not None:
            return vocabulary().role.match(folded[2:]) is None  # *Mme l'Inspectrice* is nobody's name
        return word[:1] == "l" and word[1:].isupper() and len(word) > 3  # a capital I misread
    if re.match(r"[LDlJN]['’][a-zéèêà]", word) is not None:
        return False
    if sum(c.isdigit() for c in word) > 1:
        return False
    if folded in particles():
        return True  # *de Luzy*, *D Bernier* with its initial
    if folded in vocabulary().not_names:
        return is_announced and _is_common_surname(word, folded, index)
    if index == 0 and not is_announced and (_is_misread_role(folded) or _is_misread_maire(word)):
        return False
    role = vocabulary().role.match(folded)
    if role is not None and role.end() == len(folded):
        if is_given_name(word):
            return True
        return index > 0 and word.isupper() and len(word) > 3
    return True


def _is_common_surname(word: str, folded: str, index: int) -> bool:
    """Whether a word that begins no name is one after a civility: *Mme Avril*, *M. Jean CONSEIL*."""
    if index == 0:
        return folded in vocabulary().also_surnames or (word.isupper() and len(word) > 3)
    return word.isupper() and folded in ("maire", "page", "conseil", "avril", "mars")


_LONG_ROLES = (
    "president", "presidente", "vice-president", "vice-presidente", "conseiller", "conseillere", "titulaire",
    "suppleant", "suppleante", "secretaire", "directeur", "directrice", "responsable",
)  # fmt: skip


@lru_cache(maxsize=8192)
def _is_misread_role(word: str) -> bool:
    """Whether a word is that of a function with one letter misread (*Présideut*)."""
    return len(word) >= 8 and any(Levenshtein.distance(word, role, score_cutoff=1) == 1 for role in _LONG_ROLES)


def _is_misread_maire(word: str) -> bool:
    """Whether a word is *Maire* with a letter misread (*Marre*); in capitals it may be a surname."""
    folded = fold(word)
    is_near = word[1:].islower() and Levenshtein.distance(folded, "maire", score_cutoff=1) == 1
    return is_near and len(folded) == len("maire") and not is_given_name(word)


def is_prose(text: str) -> bool:
    """Whether folded text reads as a sentence: several words that are no name's, role's or note's."""
    words = re.findall(r"[a-z']{2,}", re.sub(r"\([^)]*\)?", " ", text))
    return len([w for w in words if w not in particles()]) >= 3

"""Headings of the roll with letters misread, and misread lines that end it.

Belongs here: what is told by nearness to the words of headings. Does not belong here: headings as they are printed
(`headings`).
"""

from __future__ import annotations

import re
from functools import cache

from rapidfuzz.distance import Levenshtein

from extractors.attendance.heading_kinds import Heading, HeadingKind, status_of
from extractors.attendance.source import LINE_END, RollText
from extractors.attendance.vocabulary import vocabulary
from extractors.french.misread import misread_forms
from extractors.records import Status

_HEAD = re.compile(
    r"([a-z](?:[^:;*\n\v(]|\([a-z]{1,3}\)){3,70}?)[ ]?(?:\([ ]?\d{1,3}[ ]?\)?[ ]?)?(?:[:;*]|(?<=[ ])[-–—])"
)
_NAMES_SOMEONE = re.compile(r"\b(?:m\.|mr|mme|monsieur|madame)\s+[a-z]")
_TELLING = (
    "presents", "present", "presentes", "absents", "absent", "absentes", "excuses", "excuse", "excusees", "pouvoirs",
    "pouvoir", "procurations", "procuration", "representes", "assistaient", "invites", "presence",
)  # fmt: skip
_COMPANY = (
    *_TELLING,
    "etaient",
    "membres",
    "conseillers",
    "delegues",
    "ayant",
    "donne",
    "egalement",
    "seance",
    "visioconference",
)


def misread(roll: RollText, start: int) -> Heading | None:
    """A heading with a letter or two misread (*Prèseuts :*), told by its colon and by all of its words."""
    match = _HEAD.match(roll.folded, start)
    is_wrapped = start > 0 and roll.marked[start - 1] == LINE_END and not roll.marked[start].isupper()
    if match is None or is_wrapped or _NAMES_SOMEONE.search(match[1]):
        return None
    words = re.findall(r"[a-z0-9]+", re.sub(r"\(([a-z]{1,3})\)(s?)", r"\1\2", match[1]))
    read = [_nearest(w) for w in words]
    if len(read) > 2 and read[0] in ("absents", "absent", "absentes") and Levenshtein.distance(words[1], "non") <= 1:
        read[1] = "non"
    spared = 1 if any(w in _TELLING for w in words) else 0
    if read and read[0] is None and _is_end_of_name(roll, start):
        return None
    if read.count(None) > spared or not any(w in _TELLING for w in read):
        return None
    head = " ".join(w for w in read if w is not None)
    v = vocabulary()
    statuses = {key for key, pattern in v.status.items() if pattern.search(head)}
    is_proxy = v.proxy_word.search(head) is not None and "present" not in statuses
    is_guest = v.guest.search(head) is not None or "invites" in head or head.startswith("en presence")
    if not (statuses or is_proxy or is_guest):
        return None
    status = Status.GUEST if is_guest else status_of(statuses, head)
    kind = HeadingKind.PROXIES if is_proxy or "represented" in statuses else HeadingKind.ROLL
    return Heading(kind, start, match.end(), status, None, 0.75)


def _is_end_of_name(roll: RollText, start: int) -> bool:
    """Whether the unknown word at the head of a wrapped line is a list's last name (*Mme X, / OZANNE Absents :*)."""
    word = re.match(r"[^\W\d_]+", roll.marked[start:])
    following = roll.marked[start + word.end() :].lstrip() if word is not None else ""
    is_wrapped = start > 0 and roll.marked[start - 1] == LINE_END
    return is_wrapped and word is not None and word[0].isupper() and following[1:2].islower()


_CLOSERS = ("nombre", "designation", "secretaire", "approbation", "convocation", "quorum")


def misread_end(roll: RollText, start: int) -> Heading | None:
    """A line that ends the roll, its first word misread in a letter (*Désiqnation du secrétaire*)."""
    if re.match(r"n[o0][mn]?br?ed[eu]s? [a-z]", roll.folded[start:]) and roll.marked[start].isupper():
        return Heading(HeadingKind.END, start, start + 8, trust=0.7)
    match = re.match(r"([a-z0-9]{6,14})[ ](?:d[eu]\b|d'|des\b|est\b)[^\n\v]{3,60}?(?::|\n|$)", roll.folded[start:])
    if match is None or not roll.marked[start].isupper():
        return None
    word = match[1]
    if word not in _CLOSERS and any(
        Levenshtein.distance(form, c) <= (1 if len(c) < 10 else 2) for form in misread_forms(word) for c in _CLOSERS
    ):
        return Heading(HeadingKind.END, start, start + match.end(1), trust=0.7)
    return None


@cache
def _nearest(word: str) -> str | None:
    """The word of a heading that ``word`` is or was misread from; short words are let by."""
    if len(word) <= 3 or re.fullmatch(vocabulary().filler, word):
        return word
    glued = _GLUED.match(word)
    if glued is not None:
        return _nearest(glued[1])
    allowed = 1 if len(word) < 10 else 2
    forms = misread_forms(word)
    distance, near = min((Levenshtein.distance(form, w), w) for form in forms for w in _COMPANY)
    return near if distance <= allowed else None


_GLUED = re.compile(r"(?:sont|etaient|membres|conseillers|delegues|elus)([a-z]{6,})")
"""Words of a heading run together (*Sontprésents*)."""

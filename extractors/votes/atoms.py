"""Pieces of a vote: a count with its choice, names under a label, unanimity, a majority.

Belongs here: the grammar over the letters of `extractors.votes.tokens`, one piece at a time. Does not belong here:
which pieces make one vote (`extractors.votes.find`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.french.fold import fold
from extractors.votes.tokens import Token


@dataclass(frozen=True, slots=True)
class Atom:
    """A piece of a vote at tokens ``first`` to ``last``."""

    kind: str
    first: int
    last: int
    start: int
    end: int
    number: int | None = None
    is_sure: bool = True
    """False for what is a vote only beside another piece of one (``pour 12``)."""
    is_subject: bool = False
    """The names stand before it (*M. Untel vote contre*)."""


CHOICE = "FASXBCE"
_AGAINST_NUMBER = re.compile(r"(?<![FASXBCE:(])N(?:\(N\))?V?A(N)(?![VG]?[FASXBCE:])")
_AGAINST_IN_BRACKETS = re.compile(r"(?<=\()NV?A(N)(?=\))")
"""*(3 voix contre 1)*."""
_HEADER = re.compile(r"(?:f|[VGc]{0,2}[FASXBCE])(?:[,:]?[Vc]{0,2}[FASXBCE]){1,5}[,:]?(?:N[,:]?){2,6}")
_HEADS_BEFORE = re.compile(r"[FASXBCE][,:]?[Vc]{0,2}$")
_LABEL_MARKED = re.compile(r"[FASXBCE],{0,2}(?::[,:]?c?|\()(N)\)?[VG]?")
_LABEL_BARE = re.compile(
    r"(?:[FASB],?|[CE](?:,(?!NV?[FAS](?!,?:?N)))?|X)(N)(?!V[FAS])[VG]?(?=[,.():]*(?:[VcG]{0,3}[FASXBCE]|[fas]:|Q|P|$)|,|\)|\()"
)
"""*Pour 12*; in *suffrages exprimés, 3 abstentions* the number is that of what follows."""
_LABEL_GROUPS = re.compile(r"[FAS],?:c*(?!\()(?:[wPcFAVGM'-]{1,9}\(N[VG]?\)[,c]{0,3})+")
"""*Pour : majorité municipale (21), groupe Untel (3)*: the numbers are those of the groups."""
_VERB_LABEL = re.compile(r"[fas],?:c?(?:(N)[VG]?|(?=[QP]))")
"""*Ont voté pour : 12*, *Se sont abstenus : M. Untel*."""
_COUNT = re.compile(r"N(?:\(N\))?(?:V|G)?c{0,3}([fasFASXBCE])")
_PURPOSES = re.compile(r"NFc*[wcP]{1,6}[,c]*NV?[AS](?![wN])")
"""*6 pour l'augmentation du prix, 3 contre*."""
_OF_CANDIDATE = re.compile(r"N(?:\(N\))?VFQP{1,4}(?![,c]{0,2}[QP])")
"""*10 voix pour M. Untel*: what a candidate got, and no vote on a matter."""
_COUNTED_NEXT = re.compile(r"[VG]?[FAS]")
_PASSED = re.compile(r"(?:adopt|approuv|accept|valid|vot)e")
_PASSES = re.compile(r"\s?,?\s*(?:decid|approuv|adopt|accept|valid|fix|autoris|attribu|retient|choisi)")
"""*Le conseil, par 9 voix, décide ...*."""
_WITHHELD_BEFORE = re.compile(r"N[VG]?[AS](?:\([QPc,]*\))?,?$")
"""Before *et 11 voix*, which are in favour then: *par 1 abstention et 11 voix*."""
_REACH = 40
"""So many letters back names in brackets may begin."""
_NAMED_IN_BRACKETS = re.compile(r"[(,]Q[QPc,]*P[AS]$|(?:^|[(,:Mm])Q[QPc,]*P:[AS]$")
"""*(M. Untel contre)*, *(MM. Untel et Tel contre, Mme Unetelle abstention)*, *M. Untel : contre*."""
_NAMED_BEHIND = re.compile(r"A(?:\(|:,?)c*[QP]")
"""*1 contre : M. Untel*, *1 opposition (Mme Unetelle)*: a number before it counts votes."""
_NOT_VOTING_NAMED = re.compile(r"X,?(?::,?|\()[,c]*[QP]")
"""*Ne prennent pas part au vote : MM. Untel et Tel*."""
_COUNTED_FIRST = re.compile(r"(?:N[FASXCE][,c]*){2,}(?![N:])")
"""*15 votants, 15 pour 0 contre 0 abstention*: every number stands before its label."""
_LABEL_BEFORE = re.compile(r"(?<!N)[FASXCE][:,]*$")
_COUNTS_NEXT = re.compile(r"V?[FAS](?![:(N]|,N)")
"""Behind the number in *Le maire ne participant pas au vote : 15 pour*: it counts those in favour."""
_ALONE = re.compile(r"c(N)V(?![FASXBCEfas])")
_OF_ALL = re.compile(r"U[c,]{0,3}E?,?(?:\(|c)?$")
"""Before *(13 voix)*, *soit 13 voix*: all of them are in favour."""
_VOICES = re.compile(r"NV(?=[,)]|$)")
_ADDED_UP = re.compile(r"V:[N,cPw]{1,8}:$")
"""*Vote : 18 + 3 pouvoirs = 21 pour*."""


def atoms_of(text: str, tokens: Sequence[Token]) -> list[Atom]:
    """The pieces of votes among ``tokens``, in order."""
    letters = "".join(t.kind for t in tokens)
    atoms: list[Atom] = []
    i = 0
    while i < len(tokens):
        found = _atoms_at(text, tokens, letters, i)
        atoms.extend(found)
        i = found[-1].last + 1 if found else i + 1
    return atoms


def _atoms_at(text: str, tokens: Sequence[Token], letters: str, i: int) -> list[Atom]:
    """The piece of a vote that begins at token ``i``: one atom, several for a header with numbers under it, or none."""
    kind = letters[i]
    if kind in "UMK":
        return [_atom(tokens, kind, i, i, None)]
    if kind == "n" and i + 1 < len(tokens):
        return _zero(tokens, letters, i)
    if kind == "m":
        return _minus(tokens, letters, i)
    if (match := _HEADER.match(letters, i)) and (several := _of_header(tokens, letters, match)):
        return several
    if kind == "N":
        return _counted(text, tokens, letters, i)
    if kind in CHOICE:
        return _labelled(text, tokens, letters, i)
    if kind == "a" and letters[i : i + 3] == "acQ" and fold(text[tokens[i + 1].start :]).startswith("d"):
        return [_atom(tokens, "A", i, i, None)]  # "le vote contre de M. Untel"
    if kind in "fas" and (match := _VERB_LABEL.match(letters, i)):
        counted = match.start(1) if match[1] else i
        number = tokens[counted].number if match[1] else None
        return [_atom(tokens, kind.upper(), i, counted, number)]
    if kind in "fas":
        return [_atom(tokens, kind.upper(), i, i, None, is_subject=True)]
    if kind == "c" and (match := _ALONE.match(letters, i)) and re.match(r"par|a\b", fold(text[tokens[i].start :])):
        is_sure = i > 0 and _PASSED.match(fold(text[tokens[i - 1].start : tokens[i - 1].end])) is not None
        is_sure = is_sure or _PASSES.match(fold(text[tokens[i + 2].end :][:40])) is not None
        return [_atom(tokens, "F", i, i + 2, tokens[i + 1].number, is_sure=is_sure)]
    if kind == "c" and (match := _ALONE.match(letters, i)) and _WITHHELD_BEFORE.search(letters[max(0, i - _REACH) : i]):
        return [_atom(tokens, "F", i, i + 2, tokens[i + 1].number)]
    return []


def _atom(
    tokens: Sequence[Token],
    kind: str,
    first: int,
    last: int,
    number: int | None,
    is_sure: bool = True,
    is_subject: bool = False,
) -> Atom:
    return Atom(kind, first, last, tokens[first].start, tokens[last].end, number, is_sure, is_subject)


_LESS = re.compile(r"mN(?:V?(?P<choice>[AS])|V|,|$)")
_LESS_NAMED = re.compile(r"mc{0,2}(?:V|V?[AS]|c*Q)")
_BUT_FOR = re.compile(r"U[VEGcwP,]{0,8}$")


def _minus(tokens: Sequence[Token], letters: str, i: int) -> list[Atom]:
    """*moins une voix*, *moins deux voix contre*; behind *à l'unanimité* also *sauf M. Untel*."""
    match = _LESS.match(letters, i)
    if match is None and _LESS_NAMED.match(letters, i) and _BUT_FOR.search(letters[max(0, i - _REACH) : i]):
        return [_atom(tokens, "m", i, i, None)]
    if match is None:
        return []
    number = tokens[i + 1].number
    if match["choice"] is None:
        return [_atom(tokens, "m", i, i + 1, number)]
    choice = match.start("choice")
    return [_atom(tokens, "m", i, i, number), _atom(tokens, letters[choice], i + 1, choice, number)]


def _zero(tokens: Sequence[Token], letters: str, i: int) -> list[Atom]:
    """*sans abstention*, *ni opposition*, *pas de vote contre*."""
    j = i + 1
    if letters[j] == "V" and j + 1 < len(letters):
        j += 1
    return [_atom(tokens, letters[j].upper(), i, j, 0, is_sure=False)] if letters[j] in "ASa" else []


def _of_header(tokens: Sequence[Token], letters: str, match: re.Match[str]) -> list[Atom]:
    """*Pour Contre Abstentions / 15 0 2*: as many numbers as labels."""
    places = range(match.start(), match.end())
    labels = [j for j in places if letters[j] in CHOICE or letters[j] == "f"]
    numbers = [j for j in places if letters[j] == "N"]
    if len(labels) != len(numbers) or len({letters[j] for j in labels}) < len(labels):
        return []
    if _HEADS_BEFORE.search(letters[: match.start()]):
        return []  # "Votants Pour Contre 6 7": heads of columns that are not all filled
    atoms = []
    for label, number in zip(labels, numbers, strict=True):
        atoms.append(
            Atom(letters[label].upper(), number, number, tokens[label].start, tokens[number].end, tokens[number].number)
        )
    return atoms


_GOVERNED = 160
"""So many letters before its numbers a verb may stand."""
_REFUSES = re.compile(r"\b(?:rejet|refus|repouss|desapprouv|s'oppos)\w*\b[^.;]*$")
_REFUSES_AFTER = re.compile(r"\s*(?:voix\s*)?,?\s*(?:et\s+)?(?:rejet|refus|repouss|desapprouv)")
"""*rejette le projet à la majorité de 9 voix contre 2*: the nine are against it."""


def _counted(text: str, tokens: Sequence[Token], letters: str, i: int) -> list[Atom]:
    """A number first: *12 voix pour*, *18 voix contre 3*, *deux (2) abstentions*."""
    if match := _AGAINST_NUMBER.match(letters, i) or _AGAINST_IN_BRACKETS.match(letters, i):
        against = match.start(1)
        around = fold(text[max(0, tokens[i].start - _GOVERNED) : tokens[i].start])
        after = fold(text[tokens[against].end : tokens[against].end + 40])
        is_refused = _REFUSES.search(around) is not None or _REFUSES_AFTER.match(after) is not None
        first, second = "AF" if is_refused else "FA"
        return [
            _atom(tokens, first, i, against - 2, tokens[i].number),
            _atom(tokens, second, against - 1, against, tokens[against].number),
        ]
    if _OF_CANDIDATE.match(letters, i):
        return []
    match = _COUNT.match(letters, i)
    if match is None:
        is_all = _VOICES.match(letters, i) and _OF_ALL.search(letters[max(0, i - 8) : i])
        return [_atom(tokens, "F", i, i + 1, tokens[i].number)] if is_all else []
    j = match.start(1)
    kind = letters[j]
    if kind in CHOICE and _LABEL_MARKED.match(letters, j) or kind in "fas" and letters[j + 1 : j + 2] == ":":
        return []  # "... 12 Contre : 3", "... 1 Ont voté contre : ...": the number belongs to what stands before it
    has_voices = "V" in match[0]
    follows = letters[j + 1 : j + 2]
    is_alone = letters[max(0, i - 1) : j + 2] in ("(NF)", "(NA)") or letters.strip(",") in ("NF", "NA")
    is_announced = letters[max(0, i - 2) : i] == "V:" or _ADDED_UP.search(letters[:i]) is not None
    is_sure = has_voices or kind in "SXBfas" or kind == "C" or is_alone or is_announced
    if kind == "A" and _NAMED_BEHIND.match(letters, j):
        is_sure = True
    is_run = _COUNTED_FIRST.match(letters, i) and not _LABEL_BEFORE.search(letters[max(0, i - 4) : i])
    is_run = is_run or _PURPOSES.match(letters, i) is not None
    if kind == "F" and not has_voices and follows in ("w", "N") and not is_run:
        return []
    return [_atom(tokens, kind.upper(), i, j, tokens[i].number, is_sure=is_sure)]


def _labelled(text: str, tokens: Sequence[Token], letters: str, i: int) -> list[Atom]:
    """A label first: *Pour : 12*, *Contre 3*, *Abstentions : M. Untel*, *ne prend pas part au vote*."""
    kind = letters[i]
    before = letters[i - 1 : i]
    match = _LABEL_MARKED.match(letters, i)
    if match and kind in "XEC" and _COUNTS_NEXT.match(letters, match.end(1)):
        match = None
    if match and letters[i + 1] == "(" and _COUNTED_NEXT.match(letters, match.end(1)):
        return []  # "suffrages exprimés (13 pour, 2 contre)": the number belongs to what stands after it
    if match and kind == "E" and letters[i + 1] == "(" and _OF_ALL.search(letters[max(0, i - 8) : i]):
        return []  # "à l'unanimité des suffrages exprimés (13 voix)"
    if match:
        is_sure = before not in ("w",) and letters[match.end() : match.end() + 1] != "w"
        last = match.end() - 1
        return [_atom(tokens, kind, i, last, tokens[match.start(1)].number, is_sure=is_sure)]
    if match := _LABEL_GROUPS.match(letters, i):
        counted = [j for j in range(i, match.end()) if letters[j] == "N"]
        return [_atom(tokens, kind, i, match.end() - 1, sum(tokens[j].number or 0 for j in counted))]
    if match := _LABEL_BARE.match(letters, i):
        return [_atom(tokens, kind, i, match.start(1), tokens[match.start(1)].number, is_sure=False)]
    if kind == "X" and before != "P" and _NOT_VOTING_NAMED.match(letters, i):
        return [_atom(tokens, kind, i, i, None)]
    if kind in "FAS" and re.compile(r"[FAS],?(?::,?|\()[,c]*[QP]|[FAS]c?c?Q|[FAS]\(").match(letters, i):
        is_marked = letters[i + 1 : i + 2] in (":", "(") or letters[i + 2 : i + 3] in (":", "(")
        if kind == "S" or is_marked and before not in ("w",):
            return [_atom(tokens, kind, i, i, None, is_sure=kind == "S" or letters[i + 1 : i + 2] == ":")]
    if (
        kind == "X"
        or kind in "AS"
        and _NAMED_IN_BRACKETS.search(letters[: i + 1])
        and letters[i + 1 : i + 2] in (")", ",")
    ):
        return [_atom(tokens, kind, i, i, None, is_subject=True)]
    return []

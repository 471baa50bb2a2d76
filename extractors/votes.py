"""How a vote is printed: a grammar over the forms minutes give it, from a string to counts.

The text is cut into tokens of a small alphabet (a number, a choice, voices, names ...) and the grammar is written over
that alphabet. Belongs here: counts for and against, unanimity, majority, secrecy, named voters, on a string alone. Does
not belong here: which deliberation a vote is about (`extractors.deliberations`), or who the names are
(`extractors.ballots`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from extractors.french.fold import fold
from extractors.french.numbers import NUMBER_WORDS, cardinal
from extractors.lexicons import load
from extractors.records import Choice
from extractors.voters import Voter, names_after, names_before

_LEXICON = load("votes")


@dataclass(frozen=True, slots=True)
class Vote:
    """One vote as printed in ``text[start:end]``. Unknown is None; a printed zero is 0."""

    start: int
    end: int
    unanimous: bool | None = None
    """True where the text says so or every vote counted is in favour; False where votes are against or withheld."""
    votes_for: int | None = None
    votes_against: int | None = None
    abstentions: int | None = None
    not_voting: int | None = None
    blank_votes: int | None = None
    votes_cast: int | None = None
    is_secret_ballot: bool = False
    voters: tuple[Voter, ...] = ()
    """Who is named, and how they voted."""
    words: frozenset[str] = frozenset()
    """What is said besides counts: 'unanimity', 'majority', 'minus' (*unanimité moins une voix*)."""

    @property
    def is_lost(self) -> bool:
        """More votes against than for, both printed."""
        return self.votes_for is not None and self.votes_against is not None and self.votes_against > self.votes_for

    @property
    def is_result(self) -> bool:
        """Whether it tells how the vote went, not merely that it was secret or that someone kept out of it."""
        return self.unanimous is not None or self.votes_for is not None


def find_votes(text: str) -> tuple[Vote, ...]:
    """Every vote printed in ``text``, in order.

    ``lutter contre``, ``bureau de vote``, ``formant la majorité des membres`` and ``pour`` as a preposition are none.
    Two votes in one string are told apart by a count given twice, or by prose between them.
    """
    folded = _repaired(fold(text))
    if _SIGN.search(folded) is None:
        return ()
    tokens = _tokens(text, folded)
    atoms = _atoms(text, tokens)
    votes = (_vote_of(text, cluster) for cluster in _clusters(text, tokens, atoms))
    return tuple(v for v in votes if v is not None)


def merged(votes: Sequence[Vote]) -> Vote | None:
    """One vote told in several sentences: what each adds, the earlier first; who keeps out is added up."""
    if len(votes) <= 1:
        return votes[0] if votes else None
    first: dict[str, Any] = {
        f: next((getattr(v, f) for v in votes if getattr(v, f) is not None), None) for f in _FIELDS
    }
    words = frozenset().union(*(v.words for v in votes))
    apart = [v.not_voting for v in votes if v.not_voting is not None]
    return replace(
        votes[0],
        **first,
        end=votes[-1].end,
        not_voting=sum(apart) if apart else None,
        unanimous=_unanimity(words, first["votes_for"], first["votes_against"], first["abstentions"]),
        is_secret_ballot=any(v.is_secret_ballot for v in votes),
        voters=tuple(voter for v in votes for voter in v.voters),
        words=words,
    )


_FIELDS = ("votes_for", "votes_against", "abstentions", "blank_votes", "votes_cast")


# --- tokens: one letter each ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    start: int
    end: int
    number: int | None = None


def _any(words: Iterable[str]) -> str:
    ordered = sorted(words, key=len, reverse=True)
    return "(?:" + "|".join(re.escape(w).replace(r"\ ", r"[\s-]+").replace("'", r"\s?'\s?") for w in ordered) + ")"


_VERBS = {"for": "f", "against": "a", "abstention": "s"}
_NOT_OR = r"(?!\s+ou\s+(?:non|a\s+la\s+maj))"
_DIGITS = r"(?=[oil|]{0,2}\d)[\doil|]{1,3}"
_LEXER = re.compile(
    "|".join(
        f"(?P<{name}>{pattern})"
        for name, pattern in (
            ("K", rf"\b{_any(_LEXICON['secret'])}\b"),
            ("X", rf"\b{_any(_LEXICON['choices']['not voting'])}\b"),
            ("B", rf"\b{_any(_LEXICON['choices']['blank'])}\b"),
            ("C", rf"\b{_any(_LEXICON['choices']['cast'])}\b"),
            ("E", rf"\b{_any(_LEXICON['choices']['expressed'])}\b"),
            *((letter, rf"\b{_any(_LEXICON['verbs'][kind])}\b") for kind, letter in _VERBS.items()),
            (
                "w0",
                r"\bou\s+non\b|\bavis\s+(?:tres\s+)?(?:de)?favorable\b|\bsuite\s+favorable\b|\bbureaux?\s+de\s+vote\b|\bpar\s+contre\b|\b(?:la|une)\s+majorite\s+des\s+membres\s+en\s+exercice\b",
            ),
            ("n0", r"\b(?:sans|ni|pas\s+d\s?'\s?|d\s?')\s*(?=abst|opposition|voix\s+contre|vote\s+contre)"),
            (
                "M",
                r"\ba\s+(?:la|une)\s+(?:tres\s+|grande\s+|large\s+)*majorite\b(?!\s+(?:absolue|relative|qualifiee|requise|des\s+(?:deux|2)\b))"
                r"|\b(?:vote|pour)\s*:\s*(?:a\s+la\s+)?majorite\b",
            ),
            (
                "U",
                rf"(?:\ba\s+)?(?:\b[l1i|]\s?['\"]?\s?)?\bun?an[il1]?m[il1]t[a-z0-9]{{0,3}}\b{_NOT_OR}|(?:\ba\s+)?\b[l1i|]un?an[il1]?m[il1]t[a-z0-9]{{0,3}}\b{_NOT_OR}|\bunanimement\b|\bunanimes?\b"
                rf"|\btous\s+(?:les\s+)?{_any(_LEXICON['people'])}\s+(?:presents?\s+)?(?:et\s+representes\s+)?"
                rf"(?={_any(_LEXICON['all agree'])}\b)",
            ),
            ("F", rf"\b{_any(_LEXICON['choices']['for'])}\b(?:\s?\(s\))?"),
            ("A", rf"\b{_any(_LEXICON['choices']['against'])}\b(?:\s?\(s\))?"),
            ("S", rf"\b{_any(_LEXICON['choices']['abstention'])}\b\.?(?:\s?\(s\))?"),
            ("V", rf"\b{_any(_LEXICON['voices'])}\b(?:\s?\(s\))?"),
            ("G", rf"\b{_any(_LEXICON['people'])}\b(?:\s?\(e?s\))?"),
            (
                "w1",
                r"\d[\d.,\s]*(?:€|%|euros?\b|m²|m2\b|km\b|h\d*\b|ha\b)|\bn\s?[°o]\s*\d[\w./-]*|\b\d{1,2}\s*/\s*\d{1,2}\s*/\s*\d{2,4}\b|\b[\d]+[.,/]\d[\d.,/]*|\b\d{4,}\b",
            ),
            (
                "N",
                rf"\b{_DIGITS}\b(?!\s?[€%°])|{NUMBER_WORDS}|\b{_any(_LEXICON['zero'])}\b|(?<=:)\s*(?:-|/|ø)(?!\w)|(?<=:\s)(?:-|/)(?=\s|$)",
            ),
            ("Q", rf"\b{_any(_LEXICON['civilities'])}\b\.?"),
            ("mark", r"[:=→>»*]+|-+>|\.{2,}"),
            ("open", r"[(\[]"),
            ("close", r"[)\]]"),
            ("m", r"\bmoins\b"),
            ("word", r"[^\W\d_][\w'-]*"),
            ("other", r"\S"),
        )
    )
)
_SIGN = re.compile(
    r"\btous\s+(?:les\s+)?(?:membres|conseillers|elus|delegues)\b|unan|majorit|contre|abst|voix|vot|suffrage|bulletin|scrutin|exprim|oppos|part\s+(?:au|a|ni)\b|nppa?v|favorab|\bpour\s*(?:[:=(]|\d|$)|\d\s*pour"
)
"""Without any of these a text tells no vote: most texts are passed over at once."""
_LETTER = {"w0": "w", "w1": "w", "n0": "n", "mark": ":", "open": "(", "close": ")", "other": ","}
_CONNECTORS = frozenset(_LEXICON["connectors"])


def _tokens(text: str, folded: str) -> list[_Token]:
    found: list[_Token] = []
    for match in _LEXER.finditer(folded):
        name = match.lastgroup or ""
        kind = _LETTER.get(name, name)
        if name == "word":
            kind = _kind_of_word(text, match)
        if kind == "N":
            number = number_of(match[0])
            found.append(_Token("N" if number is not None else "w", match.start(), match.end(), number))
        else:
            found.append(_Token(kind, match.start(), match.end()))
    return found


def _repaired(folded: str) -> str:
    """``folded`` with words of a vote set right where one letter of them was misread; of the same length."""
    return _LONG_WORD.sub(lambda match: _word_meant(match[0]), folded)


_LONG_WORD = re.compile(r"\b[a-z0-9|]{6,11}\b")
_MEANT = (
    "contre",
    "unanimite",
    "majorite",
    "abstention",
    "abstentions",
    "votants",
    "suffrages",
    "exprimes",
    "bulletins",
)
_MISREAD = frozenset(
    "o0 0o oc co ec ce tl lt tf ft il li i1 l1 1l t1 nu un nr rn mn nm bh hb g9 s5 5s i| l| iu ui nv ae ea".split()
)
"""Pairs (meant, read) of letters that engines take for one another."""


@lru_cache(maxsize=4096)
def _word_meant(word: str) -> str:
    if word in _MEANT:
        return word
    for meant in _MEANT:
        if len(meant) == len(word):
            wrong = [a + b for a, b in zip(meant, word, strict=True) if a != b]
            if len(wrong) == 1 and wrong[0] in _MISREAD:
                return meant
    return word


def _kind_of_word(text: str, match: re.Match[str]) -> str:
    if match[0] in _CONNECTORS or match[0].rstrip("'") in _CONNECTORS:
        return "c"
    return "P" if text[match.start()].isupper() else "w"


def number_of(word: str) -> int | None:
    """The count that digits or words give; 0 for *aucun*, *néant* or a dash; letters misread for digits repaired."""
    word = word.strip()
    if word in {*_LEXICON["zero"], "-", "/", "ø"}:
        return 0
    if re.fullmatch(_DIGITS, word):
        return int(word.translate(str.maketrans("oil|", "0111")))
    return cardinal(word)


# --- atoms: a count, names, unanimity ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Atom:
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


_CHOICE = "FASXBCE"
_AGAINST_NUMBER = re.compile(r"(?<![FASXBCE:(])N(?:\(N\))?V?A(N)(?![VG]?[FASXBCE:])")
_HEADER = re.compile(r"(?:f|[VGc]{0,2}[FASXBCE])(?:[,:]?[Vc]{0,2}[FASXBCE]){1,5}[,:]?(?:N[,:]?){2,6}")
_LABEL_MARKED = re.compile(r"[FASXBCE],{0,2}(?::[,:]?c?|\()(N)\)?[VG]?")
_LABEL_BARE = re.compile(r"(?:[FASBCE],?|X)(N)(?!V[FAS])[VG]?(?=[,.():]*(?:[VcG]{0,3}[FASXBCE]|Q|P|$)|,|\)|\()")
_VERB_LABEL = re.compile(r"[fas],?:c?(?:(N)[VG]?|(?=[QP]))")
"""*Ont voté pour : 12*, *Se sont abstenus : M. Untel*."""
_COUNT = re.compile(r"N(?:\(N\))?(?:V|G)?c{0,3}([fasFASXBCE])")
_COUNTED_NEXT = re.compile(r"[VG]?[FAS]")
_PASSED = re.compile(r"(?:adopt|approuv|accept|valid|vot)e")
_ALONE = re.compile(r"c(N)V(?![FASXBCEfas])")


def _atoms(text: str, tokens: Sequence[_Token]) -> list[_Atom]:
    letters = "".join(t.kind for t in tokens)
    atoms: list[_Atom] = []
    i = 0
    while i < len(tokens):
        found = _atoms_at(text, tokens, letters, i)
        atoms.extend(found)
        i = found[-1].last + 1 if found else i + 1
    return atoms


def _atoms_at(text: str, tokens: Sequence[_Token], letters: str, i: int) -> list[_Atom]:
    """The piece of a vote that begins at token ``i``: one atom, several for a header with numbers under it, or none."""
    kind = letters[i]
    if kind in "UMK":
        return [_atom(tokens, kind, i, i, None)]
    if kind == "n" and i + 1 < len(tokens):
        return _zero(tokens, letters, i)
    if kind == "m":
        match = re.compile("mN(V|,|S|$)").match(letters, i)
        withheld = [_atom(tokens, "S", i + 1, i + 2, tokens[i + 1].number)] if match and match[1] == "S" else []
        return [_atom(tokens, "m", i, i if withheld else i + 1, tokens[i + 1].number), *withheld] if match else []
    if (match := _HEADER.match(letters, i)) and (several := _of_header(tokens, letters, match)):
        return several
    if kind == "N":
        return _counted(text, tokens, letters, i)
    if kind in _CHOICE:
        return _labelled(text, tokens, letters, i)
    if kind in "fas" and (match := _VERB_LABEL.match(letters, i)):
        counted = match.start(1) if match[1] else i
        number = tokens[counted].number if match[1] else None
        return [_atom(tokens, kind.upper(), i, counted, number)]
    if kind in "fas":
        return [_atom(tokens, kind.upper(), i, i, None, is_subject=True)]
    if kind == "c" and (match := _ALONE.match(letters, i)) and re.match(r"par|a\b", fold(text[tokens[i].start :])):
        is_sure = i > 0 and _PASSED.match(fold(text[tokens[i - 1].start : tokens[i - 1].end])) is not None
        return [_atom(tokens, "F", i, i + 2, tokens[i + 1].number, is_sure=is_sure)]
    return []


def _atom(
    tokens: Sequence[_Token],
    kind: str,
    first: int,
    last: int,
    number: int | None,
    is_sure: bool = True,
    is_subject: bool = False,
) -> _Atom:
    return _Atom(kind, first, last, tokens[first].start, tokens[last].end, number, is_sure, is_subject)


def _zero(tokens: Sequence[_Token], letters: str, i: int) -> list[_Atom]:
    """*sans abstention*, *ni opposition*."""
    j = i + 1
    if letters[j] == "V" and j + 1 < len(letters):
        j += 1
    return [_atom(tokens, letters[j], i, j, 0, is_sure=False)] if letters[j] in "AS" else []


def _of_header(tokens: Sequence[_Token], letters: str, match: re.Match[str]) -> list[_Atom]:
    """*Pour Contre Abstentions / 15 0 2*: as many numbers as labels."""
    places = range(match.start(), match.end())
    labels = [j for j in places if letters[j] in _CHOICE or letters[j] == "f"]
    numbers = [j for j in places if letters[j] == "N"]
    if len(labels) != len(numbers) or len({letters[j] for j in labels}) < len(labels):
        return []
    atoms = []
    for label, number in zip(labels, numbers, strict=True):
        atoms.append(
            _Atom(
                letters[label].upper(), number, number, tokens[label].start, tokens[number].end, tokens[number].number
            )
        )
    return atoms


def _counted(text: str, tokens: Sequence[_Token], letters: str, i: int) -> list[_Atom]:
    """A number first: *12 voix pour*, *18 voix contre 3*, *deux (2) abstentions*."""
    if match := _AGAINST_NUMBER.match(letters, i):
        against = match.start(1)
        is_refused = re.search(r"(?:rejet|refus|repouss)\w*\s+(?:par\s+)?$", fold(text[: tokens[i].start])) is not None
        first, second = "AF" if is_refused else "FA"
        return [
            _atom(tokens, first, i, against - 2, tokens[i].number),
            _atom(tokens, second, against - 1, against, tokens[against].number),
        ]
    match = _COUNT.match(letters, i)
    if match is None:
        return []
    j = match.start(1)
    kind = letters[j]
    if kind in _CHOICE and _LABEL_MARKED.match(letters, j):
        return []  # "... 12 Contre : 3": the number belongs to what stands before it
    has_voices = "V" in match[0]
    follows = letters[j + 1 : j + 2]
    is_alone = letters[max(0, i - 1) : j + 2] in ("(NF)", "(NA)") or letters.strip(",") in ("NF", "NA")
    is_announced = letters[max(0, i - 2) : i] == "V:"
    is_sure = has_voices or kind in "SXBfas" or kind == "C" or is_alone or is_announced
    if kind in "FA" and not has_voices and follows in ("w", "N") and kind != "A":
        return []
    return [_atom(tokens, kind.upper(), i, j, tokens[i].number, is_sure=is_sure)]


def _labelled(text: str, tokens: Sequence[_Token], letters: str, i: int) -> list[_Atom]:
    """A label first: *Pour : 12*, *Contre 3*, *Abstentions : M. Untel*, *ne prend pas part au vote*."""
    kind = letters[i]
    before = letters[i - 1 : i]
    match = _LABEL_MARKED.match(letters, i)
    if match and letters[i + 1] == "(" and _COUNTED_NEXT.match(letters, match.end(1)):
        return []  # "suffrages exprimés (13 pour, 2 contre)": the number belongs to what stands after it
    if match:
        is_sure = before not in ("w",) and letters[match.end() : match.end() + 1] != "w"
        last = match.end() - 1
        return [_atom(tokens, kind, i, last, tokens[match.start(1)].number, is_sure=is_sure)]
    if match := _LABEL_BARE.match(letters, i):
        return [_atom(tokens, kind, i, match.start(1), tokens[match.start(1)].number, is_sure=False)]
    if kind in "FAS" and re.compile(r"[FAS],?(?::,?|\()[,c]*[QP]|[FAS]c?c?Q|[FAS]\(").match(letters, i):
        is_marked = letters[i + 1 : i + 2] in (":", "(") or letters[i + 2 : i + 3] in (":", "(")
        if kind == "S" or is_marked and before not in ("w",):
            return [_atom(tokens, kind, i, i, None, is_sure=kind == "S" or letters[i + 1 : i + 2] == ":")]
    if kind == "X":
        return [_atom(tokens, kind, i, i, None, is_subject=True)]
    return []


# --- votes: atoms that belong together --------------------------------------------------------------------------

_PROSE_ALLOWED = 4
_CLUSTER_REACH = 420
_CHOICE_OF = {"F": Choice.FOR, "A": Choice.AGAINST, "S": Choice.ABSTENTION, "X": Choice.NOT_VOTING}


def _clusters(text: str, tokens: Sequence[_Token], atoms: Sequence[_Atom]) -> Iterator[list[_Atom]]:
    current: list[_Atom] = []
    for atom in atoms:
        if current and not _belongs(tokens, current, atom):
            yield current
            current = []
        current.append(atom)
    if current:
        yield current


def _belongs(tokens: Sequence[_Token], current: Sequence[_Atom], atom: _Atom) -> bool:
    last = current[-1]
    if atom.start - last.end > _CLUSTER_REACH:
        return False
    between = tokens[last.last + 1 : atom.first]
    prose = sum(t.kind == "w" for t in between)
    allowed = 14 if atom.is_subject or last.is_subject else _PROSE_ALLOWED
    if prose > allowed:
        return False
    twice = [a for a in current if a.kind == atom.kind and a.kind in "FASCEUM"]
    if atom.kind == "U" and twice:
        return False
    return not any(a.number is not None and atom.number is not None and a.number != atom.number for a in twice)


def _vote_of(text: str, cluster: Sequence[_Atom]) -> Vote | None:
    kinds = {a.kind for a in cluster}
    counted = [a for a in cluster if a.kind in "FAS" and (a.number is not None or a.is_subject)]
    if not any(a.is_sure for a in cluster) and len({a.kind for a in counted}) < 2:
        return None
    if not kinds & set("UMKFASXCEB") or kinds <= {"m"}:
        return None
    numbers: dict[str, int] = {}
    voters: list[Voter] = []
    for i, atom in enumerate(cluster):
        named = _voters(text, cluster, i)
        voters.extend(named)
        number = atom.number if atom.number is not None else (len(named) or None)
        if number is None or atom.kind not in _CHOICE:
            continue
        if atom.kind == "B" or (atom.kind in "ASX" and atom.number is None and not _is_repeat(cluster, i)):
            numbers[atom.kind] = numbers.get(atom.kind, 0) + number
        else:
            numbers.setdefault(atom.kind, number)
    words = frozenset(_WORDS[k] for k in kinds if k in _WORDS)
    return Vote(
        start=min([a.start for a in cluster] + [v.start for v in voters]),
        end=max([a.end for a in cluster] + [v.end for v in voters]),
        unanimous=_unanimity(words, numbers.get("F"), numbers.get("A"), numbers.get("S")),
        votes_for=numbers.get("F"),
        votes_against=numbers.get("A"),
        abstentions=numbers.get("S"),
        not_voting=numbers.get("X"),
        blank_votes=numbers.get("B"),
        votes_cast=numbers.get("C", numbers.get("E")),
        is_secret_ballot="K" in kinds,
        voters=tuple(voters),
        words=words,
    )


def _is_repeat(cluster: Sequence[_Atom], i: int) -> bool:
    """Names that detail a count already given (*2 abstentions : ...*), not further votes."""
    return any(a.kind == cluster[i].kind and a.number is not None for a in cluster)


def _voters(text: str, cluster: Sequence[_Atom], i: int) -> tuple[Voter, ...]:
    atom = cluster[i]
    choice = _CHOICE_OF.get(atom.kind)
    if choice is None:
        return ()
    if atom.is_subject:
        start = max((a.end for a in cluster[:i]), default=max(0, atom.start - 240))
        return names_before(text, atom.start, start, choice)
    stop = min((a.start for a in cluster[i + 1 :] if a.start >= atom.end), default=len(text))
    return names_after(text, atom.end, stop, choice)


_WORDS = {"U": "unanimity", "M": "majority", "m": "minus"}


def _unanimity(words: frozenset[str], favour: int | None, against: int | None, withheld: int | None) -> bool | None:
    if "minus" in words:
        return False
    if "unanimity" in words:
        is_refused = bool(against) and not favour and not withheld
        return is_refused or not (against or withheld)
    if against or withheld or "majority" in words:
        return False
    return True if favour or against == withheld == 0 else None

"""Votes in a string: pieces that belong together, with their counts, unanimity and named voters.

Belongs here: counts for and against, unanimity, majority, secrecy, named voters, on a string alone. Does not belong
here: which deliberation a vote is about (`extractors.deliberations`), or who the names are (`extractors.ballots`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from extractors.french.fold import fold
from extractors.french.numbers import NUMBER_WORDS
from extractors.records import Choice
from extractors.voters import Voter, names_after, names_before
from extractors.votes.atoms import CHOICE, Atom, atoms_of
from extractors.votes.levelled import levelled
from extractors.votes.tokens import SIGN, Token, has_initials, number_of, repaired, tokens_of


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
    """What is said besides counts: 'unanimity', 'majority', 'minus' (*unanimité moins une voix*), 'dissent' (of people
    who are not counted: *le groupe X vote contre*)."""

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
    text = levelled(text)
    folded = repaired(fold(text))
    opposed = opposed_proposals(folded)
    if opposed is not None:
        return _with_withheld(opposed, find_votes(text[opposed.end :]))
    if SIGN.search(folded) is None and not has_initials(text):
        return ()
    tokens = tokens_of(text, folded)
    atoms = atoms_of(text, tokens)
    votes = (_vote_of(text, cluster) for cluster in _clusters(text, tokens, atoms))
    return tuple(v for v in votes if v is not None)


def opposed_proposals(folded: str) -> Vote | None:
    """*Deux propositions sont soumises au vote : ..., 2 voix ; ..., 5 voix*: those for the other one are against."""
    match = _OPPOSED.search(folded)
    if match is None:
        return None
    numbers = sorted((number_of(match["one"]) or 0, number_of(match["other"]) or 0), reverse=True)
    return Vote(match.start(), match.end(), unanimous=False, votes_for=numbers[0], votes_against=numbers[1])


def _with_withheld(opposed: Vote, after: tuple[Vote, ...]) -> tuple[Vote, ...]:
    """*..., 2 voix ; ..., 5 voix, M. Untel s'abstenant*: who abstains from both, told in what is printed after."""
    told = next((v for v in after if v.votes_for is None and v.votes_against is None and v.abstentions), None)
    if told is None:
        return (opposed,)
    shift = opposed.end
    voters = tuple(replace(v, start=v.start + shift, end=v.end + shift) for v in told.voters)
    return (replace(opposed, end=shift + told.end, abstentions=told.abstentions, voters=voters),)


_NUMBER = rf"(?:\d{{1,3}}|{NUMBER_WORDS})"
_OPPOSED = re.compile(
    r"\b(?:deux|2)\s+(?:propositions|options|solutions|projets|hypotheses|possibilites|variantes|avis)\b[^.:]{0,90}:"
    rf"[^.:;\d][^.:;]{{3,100}}?[\s,(:]+(?P<one>{_NUMBER})\s+voix\b\)?\s*(?:[,;]|et\b|ou\b|contre\b)"
    rf"(?![^.;]{{0,100}}\b(?:pour|contre)\b)[^.;]{{3,100}}?[\s,(:]+(?P<other>{_NUMBER})\s+voix\b\)?(?!\s+(?:pour|contre))"
)


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


_PROSE_ALLOWED = 4
_CLUSTER_REACH = 420
_CHOICE_OF = {"F": Choice.FOR, "A": Choice.AGAINST, "S": Choice.ABSTENTION, "X": Choice.NOT_VOTING}


def _clusters(text: str, tokens: Sequence[Token], atoms: Sequence[Atom]) -> Iterator[list[Atom]]:
    current: list[Atom] = []
    for atom in atoms:
        if current and not _belongs(tokens, current, atom):
            yield current
            current = []
        current.append(atom)
    if current:
        yield current


def _belongs(tokens: Sequence[Token], current: Sequence[Atom], atom: Atom) -> bool:
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


def _vote_of(text: str, cluster: Sequence[Atom]) -> Vote | None:
    kinds = {a.kind for a in cluster}
    counted = [a for a in cluster if a.kind in "FAS" and (a.number is not None or a.is_subject)]
    if not any(a.is_sure for a in cluster) and len({a.kind for a in counted}) < 2 and not kinds >= set("CEF"):
        return None
    if not kinds & set("UMKFASXCEB") or kinds <= {"m"}:
        return None
    numbers: dict[str, int] = {}
    voters: list[Voter] = []
    for i, atom in enumerate(cluster):
        named = _voters(text, cluster, i)
        voters.extend(named)
        number = atom.number if atom.number is not None else (len(named) + _powers(text, atom, named) or None)
        if number is None or atom.kind not in CHOICE:
            continue
        if atom.kind == "B" or (atom.kind in "ASX" and atom.number is None and not _is_repeat(cluster, i)):
            numbers[atom.kind] = numbers.get(atom.kind, 0) + number
        else:
            numbers.setdefault(atom.kind, number)
    words = frozenset(_WORDS[k] for k in kinds if k in _WORDS)
    if any(a.kind in "AS" and a.is_subject and a.kind not in numbers and _is_of_group(text, a) for a in cluster):
        words |= {"dissent"}
    around = fold(text[max(0, cluster[0].start - _REFUSAL_REACH) : cluster[-1].end + _REFUSAL_REACH])
    if _GROUP_WITHHOLDS.search(around):
        words |= {"dissent"}
    if _REFUSAL.search(around):
        words |= {"refusal"}
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


_AND_A_POWER = re.compile(
    r"\W{0,3}(?:\+|et|avec)\s*(?P<number>1|un|une|2|deux)\s+(?:pouvoirs?|procurations?)\b(?!\s+d)"
)


def _powers(text: str, atom: Atom, named: Sequence[Voter]) -> int:
    """*Abstention : M. Untel (+ 1 pouvoir)* counts two: how many are counted and not named."""
    if not named or atom.is_subject:
        return 0
    match = _AND_A_POWER.match(fold(text[named[-1].end : named[-1].end + 30]))
    return (number_of(match["number"]) or 0) if match is not None else 0


_GROUP = re.compile(r"\b(?:groupes?|listes?|elus|opposition|minorite)\b[^.;:]*$")


_REFUSAL_REACH = 120
_REFUSAL = re.compile(r"\b(?:rejet|refus|repouss|desapprouv|defavorable|(?:n'|ne\s)\w+\s+pas\b)")
"""Where it stands beside *à l'unanimité*, all the votes counted against are that unanimity."""
_GROUP_WITHHOLDS = re.compile(
    r"\b(?:abstentions?|votes?\s+contre|opposition)\s+(?:du|des|de\s+la)\s+(?:groupe|liste|elus|minorite|opposition)"
)


def _is_of_group(text: str, atom: Atom) -> bool:
    """*le groupe Untel votant contre*: nobody is counted, and not all agree."""
    return _GROUP.search(fold(text[max(0, atom.start - 80) : atom.start])) is not None


def _is_repeat(cluster: Sequence[Atom], i: int) -> bool:
    """Names that detail a count already given (*2 abstentions : ...*), not further votes."""
    return any(a.kind == cluster[i].kind and a.number is not None for a in cluster)


def _voters(text: str, cluster: Sequence[Atom], i: int) -> tuple[Voter, ...]:
    atom = cluster[i]
    choice = _CHOICE_OF.get(atom.kind)
    if choice is None:
        return ()
    if atom.is_subject:
        start = max((a.end for a in cluster[:i]), default=max(0, atom.start - 240))
        return names_before(text, atom.start, start, choice)
    follows_subject = i + 1 < len(cluster) and cluster[i + 1].is_subject
    if follows_subject and re.match(r"\s*[:(]", text[atom.end :]) is None:
        return ()  # "par 9 voix contre 2, Mme Unetelle s'abstenant"
    stop = min((a.start for a in cluster[i + 1 :] if a.start >= atom.end), default=len(text))
    if follows_subject and ")" not in text[atom.end : stop]:
        return ()  # "10 pour (M. Untel, président du club, ne vote pas)"
    is_apart = re.match(r"\s*[^\w\s]", text[atom.end :]) is not None
    if not is_apart and _NAMES.search(fold(text[max(0, cluster[0].start - _REACH) : cluster[0].start])):
        return ()
    return names_after(text, atom.end, stop, choice)


_REACH = 40
_NAMES = re.compile(r"\b(?:(?:design|nomm)e(?:nt)?|eli(?:t|sent))\b[\s,]*(?:par\s*|avec\s*)?$")
"""*désigne par 13 voix et 1 abstention M. Untel*: who is named, not who abstained."""
_WORDS = {"U": "unanimity", "M": "majority", "m": "minus"}


def _unanimity(words: frozenset[str], favour: int | None, against: int | None, withheld: int | None) -> bool | None:
    if "minus" in words:
        return False
    if "dissent" in words and (words & {"unanimity", "majority"} or favour):
        return False
    if "unanimity" in words:
        is_refused = bool(against) and "refusal" in words and not favour and not withheld
        return is_refused or not (against or withheld)
    if against or withheld or "majority" in words:
        return False
    return True if favour or against == withheld == 0 else None

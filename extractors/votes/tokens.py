"""A string cut into tokens of a small alphabet: a number, a choice, voices, names, each one letter.

Belongs here: which words are which letter, and letters that engines misread. Does not belong here: what letters make
together (`extractors.votes.atoms`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from extractors.french.numbers import NUMBER_WORDS, cardinal
from extractors.lexicons import load

_LEXICON = load("votes")


@dataclass(frozen=True, slots=True)
class Token:
    """One letter of the alphabet, at ``text[start:end]``."""

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
_NOT_OF_PEOPLE = r"(?<!groupe\s)(?<!groupes\s)(?<!elus\s)(?<!liste\s)"
"""*le groupe d'opposition* says of no vote that it had none against."""
_LEXER = re.compile(
    "|".join(
        f"(?P<{name}>{pattern})"
        for name, pattern in (
            ("w2", rf"\b(?:ne\s+pas|pas\s+d'|sans)\s*(?:\w+\s+){{0,3}}{_any(_LEXICON['secret'])}\b"),
            ("K", rf"\b{_any(_LEXICON['secret'])}\b"),
            ("X", rf"\b{_any(_LEXICON['choices']['not voting'])}\b"),
            ("B", rf"\b{_any(_LEXICON['choices']['blank'])}\b"),
            ("C", rf"\b{_any(_LEXICON['choices']['cast'])}\b"),
            ("E", rf"\b{_any(_LEXICON['choices']['expressed'])}\b"),
            *((letter, rf"\b{_any(_LEXICON['verbs'][kind])}\b") for kind, letter in _VERBS.items()),
            (
                "w0",
                r"\bou\s+non\b|(?<!\d\s)\bavis\s+(?:tres\s+)?(?:de)?favorable\b|\bsuite\s+favorable\b|\bbureaux?\s+de\s+vote\b|\bpar\s+contre\b|\b(?:la|une)\s+majorite\s+des\s+membres\s+en\s+exercice\b",
            ),
            (
                "n0",
                rf"(?:\b(?:sans|ni|pas\s+d(?:e\b|\s?'\s?))|{_NOT_OF_PEOPLE}\bd\s?'\s?)\s*"
                r"(?=abst|opposition|voix\s+contre|vote\s+contre)(?!\w+\s?(?:\(s\)\s?)?[:=]?\s?\d)",
            ),
            ("c0", r"\b[ld]\s?'\s?(?=abstentions?\b)"),
            (
                "M",
                r"\ba\s+(?:la|une)\s+(?:tres\s+|grande\s+|large\s+)*majorite\b(?!\s+(?:absolue|relative|qualifiee|requise|des\s+(?:deux|2)\b))"
                r"|\b(?:tous\s+)?les\s+autres\s+(?:\w+\s+){0,2}?(?:votent|votant|ont\s+vote|sont|etant)\s+pour\b"
                r"|\b(?:vote|pour)\s*:\s*(?:a\s+la\s+)?majorite\b(?!\s+(?:municipale|communautaire|departementale|regionale))",
            ),
            (
                "U",
                rf"(?:\ba\s+)?(?:\b[l1i|]\s?['\"]?\s?)?\bun?an[il1]?m[il1]t[a-z0-9]{{0,3}}\b{_NOT_OR}|(?:\ba\s+)?\b[l1i|]un?an[il1]?m[il1]t[a-z0-9]{{0,3}}\b{_NOT_OR}|\bunanimement\b|\bunanimes?\b"
                r"|\btous\s+(?:les\s+\w+\s+)?(?:sont\s+)?pour\b(?=\s*(?:[.;)]|$))|\baccord\s+(?:de\s+tous|general)\b"
                rf"|\bpar\s+l'ensemble\s+des\s+{_any(_LEXICON['people'])}\b"
                r"|\btout\s+le\s+monde\s+est\s+(?:pour|d'accord|favorable)\b"
                rf"|\btous\s+(?:(?:les\s+)?{_any(_LEXICON['people'])}\s+)?(?:presents?\s+)?(?:et\s+representes\s+)?"
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
            ("m", r"\bmoins\b|\bsauf\b|\bhormis\b|\ba\s+l'exception\s+d(?:e\s+|[u']\s?)"),
            ("word", r"[^\W\d_][\w'-]*"),
            ("other", r"\S"),
        )
    )
)
SIGN = re.compile(
    r"\btous\s+pour\b|\baccord\s+(?:de\s+tous|general)|\bpar\s+l'ensemble\s+des|\btout\s+le\s+monde\s+est|\btous\s+(?:les\s+)?(?:membres|conseillers|elus|delegues|votants|presents)\b|\btous\s+(?:sont|approuv|accept|vot)|unan|majorit|contre|abs(?:t|ent)|voix|vot|suffrage|bulletin|scrutin|exprim|oppos|part\s+(?:au|a|ni)\b|nppa?v|favorab|\bpour\s*(?:[:=(]|\d|$)|\d\s*(?:pour|oui)\b|\boui\s*:?\s*\d"
)
"""Without any of these a text tells no vote: most texts are passed over at once."""
_LETTER = {"w0": "w", "w1": "w", "w2": "w", "n0": "n", "c0": "c", "mark": ":", "open": "(", "close": ")", "other": ","}
_CONNECTORS = frozenset(_LEXICON["connectors"])


def tokens_of(text: str, folded: str) -> list[Token]:
    """``text`` as letters; ``folded`` is its folding, letters misread set right, of the same length."""
    found: list[Token] = []
    initials = _initials_of(text)
    for match in _LEXER.finditer(folded):
        name = match.lastgroup or ""
        kind = _LETTER.get(name, name)
        if match.start() in initials:
            found += _counted(match, initials)
            continue
        if name == "word":
            kind = _kind_of_word(text, match)
        if kind == "N":
            number = number_of(match[0])
            found.append(Token("N" if number is not None else "w", match.start(), match.end(), number))
        else:
            found.append(Token(kind, match.start(), match.end()))
    return found


def has_initials(text: str) -> bool:
    """Whether choices are told by their initials (*P : 12 C : 2 A : 1*)."""
    return _BY_INITIALS.search(text) is not None


def _initials_of(text: str) -> dict[int, str]:
    """Where an initial stands for a choice, and the letter of the choice."""
    return {
        initial.start(): _CHOICE_OF_INITIAL[initial[0]]
        for sequence in _BY_INITIALS.finditer(text)
        for initial in _INITIAL.finditer(text, sequence.start(), sequence.end())
    }


def _counted(word: re.Match[str], initials: Mapping[int, str]) -> Iterator[Token]:
    """The initials and counts of what the lexer took for one word (*P16*, *P16-C2-A1*)."""
    for part in _COUNTED.finditer(word[0]):
        start, end = word.start() + part.start(), word.start() + part.end()
        number = int(part[0]) if part[0].isdigit() else None
        yield Token(initials.get(start, "N" if number is not None else ","), start, end, number)


_COUNTED = re.compile(r"[a-z]|\d{1,3}|\W")
_CHOICE_OF_INITIAL = {"P": "F", "C": "A", "A": "S"}
_INITIAL = re.compile("[PCA]")
_BETWEEN = r"[\s,;/|–-]{1,4}"
_AFTER = r"\s?[:=]?\s?\d{1,3}\b"
_BEFORE = r"\d{1,3}\s?"
_BY_INITIALS = re.compile(
    rf"(?<![\w°])P{_AFTER}(?:{_BETWEEN}C{_AFTER}(?:{_BETWEEN}A{_AFTER})?|{_BETWEEN}A{_AFTER})"
    rf"|(?<![\w.,°]){_BEFORE}P\b(?:{_BETWEEN}{_BEFORE}C\b(?:{_BETWEEN}{_BEFORE}A\b)?|{_BETWEEN}{_BEFORE}A\b)"
)
"""*P : 12 C : 2 A : 1*, *12 P, 2 C, 1 A*: two of them at least, in this order."""


def repaired(folded: str) -> str:
    """``folded`` with words of a vote set right where one letter of them was misread; of the same length.

    Marks of quotation around a choice (*11 voix « pour »*) are blanked: elsewhere such a mark may be an arrow. So are
    the asides of the form for elections (*Nombre de votants (enveloppes déposées) : 10*, *exprimés [b - c - d] : 8*).
    """
    unquoted = _QUOTED.sub(lambda match: f" {match[1]} ", folded)
    unquoted = _ASIDE.sub(lambda match: " " * len(match[0]), unquoted)
    unquoted = _NOBODY.sub(r"\g<1>0", unquoted)
    return _LONG_WORD.sub(lambda match: _word_meant(match[0]), unquoted)


_NOBODY = re.compile(
    r"(\b(?:pour|contre|abstentions?)(?:\s?\(s\))?(?:\s?[:=]\s?|\s(?=o\s?(?:[,;./)|]|$))))o(?![\w'])"
    r"(?!\.\s?(?!abst|pour|contre|adopt|approuv|vot|l[ae]s?\s)[a-z])"  # an initial: *Contre : O. MARCEL*
)
"""*Contre : O*, typed with the letter or read as it."""
_QUOTED = re.compile(rf"[«\"“„](\s?{_any(['pour', 'contre', 'abstention', 'abstentions', 'oui', 'non'])}\s?)[»\"”]")


_ASIDE = re.compile(
    r"\((?:enveloppes|bulletins)[^()]{0,40}\)(?=\s*[:=])|\[\s?[a-e](?:\s?[–+-]\s?[a-e])*\s?\](?=\s*[:=])"
)
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

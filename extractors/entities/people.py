"""People in running text: by civility, by capitals after a given name, by the roll of the document itself.

Belongs here: rules for people. Does not belong here: turns of speech (`extractors.interventions`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractors.document import Block, BlockKind
from extractors.entities.spans import ROLL_TRUST, RULE_TRUST, Span
from extractors.entities.vocabulary import CIVILITIES, lexicon
from extractors.french.fold import fold, key_of
from extractors.french.given_names import is_given_name
from extractors.french.names import parse_name
from extractors.records import Attendance, Intervention

_WORD = r"[A-ZÀ-ÖØ-ÞŒ][\w'’\-]*"
_PARTICLE = r"(?:de la|de l['’]|de|du|des|d['’]|le|la|von|van)"
_NAME = rf"(?:{_WORD}|[A-Z]\.)(?:[ ]?(?:-[ ]?)?(?:{_PARTICLE}[ ]?)?(?:{_WORD}|[A-Z]\.)){{0,4}}"
_CIVILITY = re.compile(
    rf"\b(?:M\.|MM\.|M|Mr|Mme|Mmes|Mlle|Melle|Me|Maître|Dr|Docteur|Monsieur|Madame|Mademoiselle|Messieurs|Mesdames)"
    rf"\.?[ ](?:le |la )?(?P<name>(?:{_PARTICLE}[ ]?)?{_NAME})"
)
_CAPITALS = r"[A-ZÀ-ÖØ-ÞŒ][A-ZÀ-ÖØ-ÞŒ'’\- ]*[A-ZÀ-ÖØ-ÞŒ]"
_GIVEN_SURNAME = re.compile(rf"(?<![\w-])(?P<name>{_WORD}(?:[ ]{_WORD})?[ ](?:{_PARTICLE}[ ]?)?{_CAPITALS})(?![\w])")
_BEFORE_AN_OFFICE = CIVILITIES | {"le", "la", "les", "l", "de", "du"}


def is_office(name: str) -> bool:
    """Whether words name an office, a body or a place rather than a person (`le Président`, `Commission Finances`)."""
    words = [word for word in key_of(name).split() if word not in _BEFORE_AN_OFFICE]
    return not words or words[0] in lexicon().not_names


class People:
    """The people the document itself introduces, by surname and by full name."""

    def __init__(self, attendance: Sequence[Attendance], interventions: Sequence[Intervention]) -> None:
        names = [a.name for a in attendance]
        names += [a.substitute_for for a in attendance if a.substitute_for]
        names += [i.speaker_name for i in interventions if i.speaker_name]
        self._full = {key_of(name): name for name in names}
        by_surname: dict[str, set[str]] = {}
        for name in names:
            by_surname.setdefault(key_of(parse_name(name).surname or name), set()).add(name)
        self._unique = {surname: next(iter(found)) for surname, found in by_surname.items() if len(found) == 1}
        words = sorted((k for k in {*self._full, *by_surname} if len(k) >= 3), key=len, reverse=True)
        self.pattern = re.compile(r"\b(?:" + "|".join(map(re.escape, words)) + r")\b") if words else None

    def resolve(self, text: str) -> str | None:
        """The full name of whoever is mentioned, where the document settles it."""
        key = key_of(text)
        if key in self._full:
            return self._full[key]
        parsed = parse_name(text)
        if not parsed.given:
            return self._unique.get(key_of(parsed.surname or text))
        return None


def people_spans(block: Block, people: People) -> Iterator[Span]:
    """Names of people in a block."""
    string = block.string
    for match in _CIVILITY.finditer(string):
        start, end = _trimmed(string, *match.span("name"))
        if end > start:
            yield Span(start, end, "PER", "entities.civility", RULE_TRUST)
    if block.kind is not BlockKind.HEADING or not block.is_capital:
        for match in _GIVEN_SURNAME.finditer(string):
            start, end = _trimmed(string, *match.span("name"))
            words = string[start:end].split()
            if len(words) > 1 and is_given_name(words[0].split("-")[0]) and not after_street(string, start):
                yield Span(start, end, "PER", "entities.given-surname", RULE_TRUST)
    if people.pattern:
        flat = fold(string).replace("-", " ").replace("'", " ")
        for match in people.pattern.finditer(flat):
            if string[match.start()].isupper() and not after_street(string, match.start()):
                whole = " " in match.group() or string[match.start() : match.end()].isupper()
                if whole:
                    yield Span(*match.span(), "PER", "entities.roll", ROLL_TRUST)


def _trimmed(string: str, start: int, end: int) -> tuple[int, int]:
    """Cut a run of capitalised words where a word is none of a name's."""
    words = lexicon()
    kept = start
    for match in re.finditer(r"[\w'’.\-]+", string[start:end]):
        if fold(match.group()).strip(".'-") in words.not_names:
            break
        kept = start + match.end()
    while kept > start and not string[kept - 1].isalnum():
        kept -= 1
    return start, kept


def after_street(string: str, start: int) -> bool:
    """Whether a name at ``start`` is that of a street, a school or a law."""
    before = fold(string[max(0, start - 40) : start]).replace("'", " ").split()
    return any(word in lexicon().street_heads for word in before[-2:])


def role_after(string: str, span: Span) -> str | None:
    """The role printed after the name (`, directrice du service`), as far as the next comma or bracket."""
    after = re.match(r",? ?\(?(?P<role>(?:[\w'’\-]+ ){0,9}[\w'’\-]+)", string[span.end :].lstrip())
    if not after or string[span.end : span.end + 2].strip() not in {",", "(", ""}:
        return None
    role = after.group("role")
    head = fold(role.split()[0])
    if head not in lexicon().role_heads:
        return None
    cut = re.search(r"[,;.)]", string[span.end + 1 :].lstrip(" ,("))
    whole = string[span.end :].lstrip(" ,(")
    return whole[: cut.start()].strip() if cut else role

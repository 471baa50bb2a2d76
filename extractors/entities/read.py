"""From a document to its named entities: what the rules and the model find, the more trusted where they overlap.

Belongs here: the whole and the records. Does not belong here: each kind of name.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from extractors.document import Block, Document
from extractors.entities.model import model_spans
from extractors.entities.organisations import organisation_spans
from extractors.entities.people import People, people_spans, role_after
from extractors.entities.places import place_spans
from extractors.entities.spans import Span, disjoint
from extractors.records import Attendance, Entity, Intervention

if TYPE_CHECKING:
    from spacy.language import Language


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
    people = People(attendance, interventions)
    blocks = [b for b in document.blocks if b.string.strip()]
    learned = model_spans(blocks, nlp)
    entities: list[Entity] = []
    for block, from_model in zip(blocks, learned, strict=True):
        spans = [*people_spans(block, people), *organisation_spans(block), *place_spans(block), *from_model]
        for span in disjoint(spans):
            entities.append(_entity(block, span, people))
    return tuple(entities)


def _entity(block: Block, span: Span, people: People) -> Entity:
    text = block.string[span.start : span.end]
    return Entity(
        label=span.label,
        text=text,
        name=people.resolve(text) if span.label == "PER" else None,
        role=role_after(block.string, span) if span.label == "PER" else None,
        evidence=block.text.evidence(span.rule, span.start, span.end, span.trust),
    )

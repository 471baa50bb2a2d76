"""What the mayor or the president decided alone, by delegation, told to the assembly: no deliberations.

Belongs here: which items report such decisions, and which of their sentences are still the assembly's. Does not belong
here: reading decisions (`read`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from extractors.deliberations.items import Item
from extractors.deliberations.reading import Reading, Wording
from extractors.french.fold import fold
from extractors.records import Outcome

_ALONE = r"(?:du|de\s+la|de\s+m\w*\.?|par)\s+(?:l[ea]\s+|m\w*\.?\s+(?:l[ea]\s+)?)?(?:maire|president)"
_REPORT = re.compile(
    r"(?:.{0,60}\b(?:de|des|les|sur)\s+(?:les\s+)?)?\W*decisions?\s+(?:municipales?\s+|prises?\s+)*"
    rf"(?:{_ALONE}|.{{0,90}}\b(?:delegations?|delegues?|l\W{{0,2}}\s?(?:2122[ -]2[23]|5211[ -]10|3211[ -]2))\b)"
)
"""*Compte rendu des décisions du maire*, *Décisions prises en vertu de l'article L. 2122-22*."""
_ONE = re.compile(r"\W*decisions?\s+(?:municipale\s+)?(?:n\W{0,2}\s?[°o]?\s*)?[a-z]{0,4}[\s./_-]?\d")
"""*Décision n° 2024-12*, set as a heading under such a title."""


def report_over(item: Item, before: Item | None) -> Item | None:
    """The item that reports such decisions: this one, or the one before while its decisions go on; None for others."""
    if item.section is not None and _REPORT.match(fold(item.section.title)):
        return item
    is_one = item.heading is not None and _ONE.match(fold(item.heading.string)) is not None
    return before if is_one else None


def of_assembly(readings: Iterable[Reading]) -> list[Reading]:
    """Sentences without those that only repeat what was decided alone (*Décide de signer un contrat*)."""
    alone = (Wording.CLAUSE, Wording.PASSIVE, Wording.FATE)
    return [r for r in readings if r.outcome is Outcome.NOTED or r.wording not in alone]

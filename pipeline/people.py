"""Reviewers' decisions about persons: the queue of doubtful pairs, and a decision kept, applied and published."""

from __future__ import annotations

import sys
from typing import Any

from pipeline.settings import Settings


def doubtful_pairs(settings: Settings, limit: int) -> list[dict[str, Any]]:
    """Pairs of names that may be one person, the most likely first."""
    from warehouse.overview import review_queue

    answer = review_queue(settings.published, limit)
    return [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]


def print_pairs(pairs: list[dict[str, Any]]) -> None:
    """To standard output."""
    if not pairs:
        sys.stderr.write("Aucun nom douteux.\n")
        return
    for pair in pairs:
        sys.stdout.write(f"{pair['score']:.2f}  {pair['left_name']} ({pair['left_id']})\n")
        sys.stdout.write(f"      {pair['right_name']} ({pair['right_id']})  {pair['reason'] or ''}\n")
    sys.stderr.write(
        "\nLa même personne : greffier people merge PERSONNE AUTRE\n"
        "Deux personnes   : greffier people split PERSONNE --from AUTRE\n"
    )


def decide(
    settings: Settings,
    verb: str,
    actor: str,
    person_id: str,
    *,
    other_person_id: str | None = None,
    document_id: str | None = None,
    printed_name: str | None = None,
    name: str | None = None,
    reason: str | None = None,
) -> None:
    """Keep a decision, resolve anew under it, publish.

    Raises:
        WarehouseBusy: a run is loading.
        UnknownSubject: no such person.
    """
    from corpus.ledger import Ledger
    from pipeline.identities import resolve_identities
    from warehouse import Warehouse

    with Warehouse.open(settings.loader) as warehouse:
        decision_id = warehouse.decide(
            verb,
            actor,
            person_id=person_id,
            other_person_id=other_person_id,
            document_id=document_id,
            printed_name=printed_name,
            name=name,
            reason=reason,
        )
        resolve_identities(warehouse)
        warehouse.publish(settings.published)
    facts = {"decision": decision_id, "verb": verb, "person": person_id, "other": other_person_id, "actor": actor}
    Ledger(settings.ledger).append("decided", **facts)

"""Reviewers' decisions about persons: the queue of doubtful pairs, and a decision kept, applied and published."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from extractors.identity.fold import fold
from pipeline.settings import Settings

if TYPE_CHECKING:
    from extractors.identity import Subject
    from warehouse import Warehouse

VERBS = {
    "merge": "réunir",
    "split": "séparer une forme",
    "keep apart": "tenir pour distinctes",
    "rename": "renommer",
}


def doubtful_pairs(settings: Settings, limit: int) -> list[dict[str, Any]]:
    """Pairs of names that may be one person, those first whose answer settles most rows."""
    from warehouse.overview import review_queue

    answer = review_queue(settings.published, limit)
    return [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]


def print_pairs(pairs: list[dict[str, Any]]) -> None:
    """To standard output."""
    if not pairs:
        sys.stderr.write("Aucun nom douteux.\n")
        return
    for pair in pairs:
        rows = pair["rows_settled"] or 0
        where = f" · {pair['organisation']}" if pair["organisation"] else ""
        sys.stdout.write(
            f"{pair['left_name']} ({pair['left_id']})  =?  {pair['right_name']} ({pair['right_id']})\n"
            f"      {pair['reason'] or ''} · vraisemblance {pair['score']:.2f} · "
            f"{rows} mention{'s' if rows > 1 else ''} à attribuer{where}\n"
        )
    first = pairs[0]
    sys.stderr.write(
        "\nLa même personne : greffier people merge "
        f"{first['left_id']} {first['right_id']}\n"
        f"Deux personnes   : greffier people split {first['left_id']} --from {first['right_id']}\n"
        "Revenir dessus   : greffier people undo (défait la dernière décision)\n"
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
) -> str:
    """Keep a decision, resolve anew under it, publish.

    Returns:
        What came of it, in a sentence.

    Raises:
        WarehouseBusy: a run is loading.
        UnknownSubject: no such person, name or document, or nothing to decide.
    """
    from pipeline.reviewed import as_json
    from warehouse import Warehouse

    with Warehouse.open(settings.loader) as warehouse:
        person = _living(warehouse, person_id)
        other = _living(warehouse, other_person_id) if other_person_id else None
        forms = _forms(warehouse, person)
        others: list[Subject] = []
        if other is not None:
            if other == person:
                raise _unknown(f"{person_id} et {other_person_id} sont déjà la même personne ({person})")
            others = _forms(warehouse, other)
        elif printed_name is not None:
            document_id = _document(warehouse, document_id) if document_id else None
            forms, others = _split(forms, printed_name, document_id)
        decision = warehouse.decide(
            verb,
            actor,
            person_id=person,
            other_person_id=other,
            document_id=document_id,
            printed_name=printed_name,
            name=name,
            reason=reason,
            forms=as_json(forms),
            other_forms=as_json(others) if others else None,
        )
        _apply(warehouse, settings, decision=decision, verb=verb, person=person, other=other, actor=actor)
        return _outcome(warehouse, verb, forms, others)


def undo(settings: Settings, decision_id: str | None, actor: str) -> str:
    """Undo a decision, the last one in force where none is named; returns its id.

    Raises:
        UnknownSubject: there is none.
    """
    from warehouse import Warehouse

    with Warehouse.open(settings.loader) as warehouse:
        if decision_id is None:
            standing = warehouse.decisions()
            if not len(standing):
                raise _unknown("aucune décision n'est en vigueur")
            decision_id = str(standing["decision_id"].iloc[-1])
        warehouse.revoke(decision_id, actor)
        _apply(warehouse, settings, decision=decision_id, verb="undo", actor=actor)
    return decision_id


def _apply(warehouse: Warehouse, settings: Settings, **facts: str | None) -> None:
    """Told before it is applied: a decision stands from when it is kept, killed though what follows may be."""
    from corpus.ledger import Ledger
    from pipeline.identities import resolve_identities

    Ledger(settings.ledger).append("decided", **facts)
    resolve_identities(warehouse)
    warehouse.publish(settings.published)


def _unknown(reason: str) -> Exception:
    from warehouse.errors import UnknownSubject

    return UnknownSubject(reason)


def _living(warehouse: Warehouse, person_id: str) -> str:
    """The id in use for one that may have been given up for an older."""
    known = warehouse.person_ids()
    after = dict(zip(known["person_id"], known["merged_into"], strict=True))
    seen: set[str] = set()
    while isinstance(after.get(person_id), str) and person_id not in seen:
        seen.add(person_id)
        person_id = str(after[person_id])
    if person_id not in after or not len(warehouse.query("SELECT 1 FROM persons WHERE person_id = ?", [person_id])):
        raise _unknown(f"aucune personne {person_id!r}")
    return person_id


def _document(warehouse: Warehouse, document_id: str) -> str:
    """A document by its id or the beginning of it."""
    found = warehouse.query("SELECT document_id FROM documents WHERE starts_with(document_id, ?)", [document_id])
    if len(found) != 1:
        raise _unknown(f"{'aucun document' if not len(found) else 'plusieurs documents'} {document_id!r}")
    return str(found["document_id"].iloc[0])


def _forms(warehouse: Warehouse, person_id: str) -> list[Subject]:
    """The printed forms of a person, the most printed first."""
    from extractors.identity import Subject

    rows = warehouse.query(
        "SELECT name, organisation_id, nullif(only_document, '') AS document_id, nullif(told_apart, '') AS told_apart "
        "FROM person_forms WHERE person_id = ? AND mentions > 0 ORDER BY mentions DESC, name, organisation_id",
        [person_id],
    )
    clean = rows.astype(object).where(rows.notna(), None)
    return [Subject(*row) for row in clean.itertuples(index=False, name=None)]


def _split(forms: list[Subject], printed_name: str, document_id: str | None) -> tuple[list[Subject], list[Subject]]:
    """What stays with a person, and what is another's."""
    from extractors.identity import Subject
    from pipeline.identities import display_of

    wanted = {fold(printed_name), fold(display_of(printed_name) or printed_name)}
    meant = [f for f in forms if fold(f.name) in wanted]
    if not meant:
        raise _unknown(f"« {printed_name} » n'est pas une forme de cette personne : {_listed(forms)}")
    if document_id is not None:
        return forms, [Subject(f.name, f.organisation_id, document_id, f.told_apart) for f in meant]
    left = [f for f in forms if f not in meant]
    if not left:
        raise _unknown(
            f"« {printed_name} » est la seule forme de cette personne ; dire dans quel document elle en désigne une "
            "autre (--document)"
        )
    return left, meant


def _listed(forms: Iterable[Subject]) -> str:
    return ", ".join(f"« {name} »" for name in dict.fromkeys(f.name for f in forms))


def _outcome(warehouse: Warehouse, verb: str, forms: list[Subject], others: list[Subject]) -> str:
    def bearers(subjects: list[Subject]) -> set[str]:
        found: set[str] = set()
        for s in subjects:
            rows = warehouse.query(
                "SELECT person_id FROM person_forms WHERE name = ? AND organisation_id = ? AND only_document = ?",
                [s.name, s.organisation_id, s.document_id or ""],
            )
            found.update(rows["person_id"])
        return found

    one, two = bearers(forms), bearers(others)
    if verb == "merge":
        return f"Une seule personne : {min(one)}." if one == two and len(one) == 1 else "Réunion gardée."
    if others and not one & two:
        return f"Deux personnes : {', '.join(sorted(one))} et {', '.join(sorted(two))}."
    return "Décision gardée et appliquée."

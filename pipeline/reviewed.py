"""Reviewers' decisions, from rows of the warehouse to what they say of printed forms."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import product
from typing import Any

import pandas as pd

from extractors.french.names import parse_name
from extractors.identity import Decision, Subject, Verdict
from extractors.identity.forms import subject_of


def decisions_of(rows: pd.DataFrame, anchors: Mapping[str, str], printed: Collection[str]) -> list[Decision]:
    """Decisions in terms of printed forms.

    Args:
        rows: of ``decisions``.
        anchors: id of every person ever -> the form it was created with, for decisions kept without forms.
        printed: names that are printed somewhere: a person's first form may not be any more.
    """
    found: list[Decision] = []
    for row in rows.to_dict("records"):
        left = subjects(row["forms"]) or _by_anchor(anchors, row["person_id"])
        right = subjects(row["other_forms"]) or _other(anchors, row, left)
        if left and right:
            found.extend(_pairs(row, left, right, printed))
    return found


def _pairs(
    row: Mapping[Any, Any], left: Sequence[Subject], right: Sequence[Subject], printed: Collection[str]
) -> Iterator[Decision]:
    at, who = pd.Timestamp(row["decided_at"]).to_pydatetime(), row["actor"]
    why = row["reason"] if isinstance(row["reason"], str) else None
    if row["verb"] == "merge":
        # One pair joins the two persons; between the others nothing that was said earlier stands in the way.
        yield from (Decision(a, b, Verdict.OPEN, who, at, why) for a, b in product(left, right))
        yield Decision(_standing(left, printed), _standing(right, printed), Verdict.SAME, who, at, why)
    elif row["verb"] in ("split", "keep apart"):
        yield from (Decision(a, b, Verdict.DIFFERENT, who, at, why) for a, b in product(left, right))


def _standing(forms: Sequence[Subject], printed: Collection[str]) -> Subject:
    return next((f for f in forms if f.name in printed), forms[0])


def _by_anchor(anchors: Mapping[str, str], person_id: object) -> list[Subject]:
    anchor = anchors.get(person_id) if isinstance(person_id, str) else None
    return [subject_of(anchor)] if anchor else []


def _other(anchors: Mapping[str, str], row: Mapping[Any, Any], left: Sequence[Subject]) -> list[Subject]:
    """Of a decision kept without forms."""
    if row["verb"] != "split":
        return _by_anchor(anchors, row["other_person_id"])
    if not left or not isinstance(row["printed_name"], str):
        return []
    document = row["document_id"] if isinstance(row["document_id"], str) else None
    name = parse_name(row["printed_name"]).display or row["printed_name"]
    return [Subject(name, left[0].organisation_id, document)]


def subjects(told: object) -> list[Subject]:
    """From the JSON of a decision."""
    if not isinstance(told, str):
        return []
    return [
        Subject(f["name"], f.get("organisation_id"), f.get("document_id"), f.get("told_apart"))
        for f in json.loads(told)
    ]


def as_json(forms: Iterable[Subject]) -> str:
    """For a decision's row."""
    return json.dumps(
        [
            {
                "name": f.name,
                "organisation_id": f.organisation_id,
                "document_id": f.document_id,
                "told_apart": f.told_apart,
            }
            for f in forms
        ],
        ensure_ascii=False,
    )

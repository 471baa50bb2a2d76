"""Mentions gathered into forms: one printed form of a name in one organisation.

Only forms are compared, so a million mentions of ten thousand people cost what their few ten thousand forms cost.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from extractors.identity.decisions import Decision, Subject
from extractors.identity.similarity import Parts, parts_of

MENTION_COLUMNS = ("document_id", "organisation_id", "name", "civility", "in_roll", "held_on", "person_id")
"""What is needed of each mention: ``person_id`` is the id it has now, None if new. An ``elected_id`` besides makes it
an entry of the national register, which nobody printed."""
ATTESTED = 3
"""A form printed so often is no chance slip."""

_SEPARATOR = "\x1f"


@dataclass(frozen=True, slots=True)
class Form:
    """One printed form of a name in one organisation."""

    organisation_id: str
    name: str
    told_apart: str
    """Civility of a surname printed alone ('' otherwise): `M. X` and `Mme X` are two people."""
    ordinal: int
    """0, or k where a roll has the same form k+1 times (namesakes in one council)."""
    only_document: str | None
    """Set where a reviewer spoke of this document's mention alone."""
    parts: Parts
    civility: str | None
    """The one most often printed with it."""
    mentions: int
    """How often it is printed; 0 for a name that is in the register only."""
    rolls: frozenset[int]
    """Documents, by number, whose roll has it as an entry."""
    person_ids: frozenset[str]
    """Ids its mentions have from earlier runs."""
    years: tuple[int, int] | None = None
    """First and last year it is printed in; None where no session has a date."""
    elected: frozenset[str] = frozenset()
    """Who it is in the national register of elected officials."""

    @property
    def is_attested(self) -> bool:
        """Whether it can be no chance slip."""
        return self.mentions >= ATTESTED or bool(self.elected)

    @property
    def key(self) -> tuple[str, str, str, int, str]:
        """What tells forms apart, and orders them."""
        return (self.organisation_id, self.name, self.told_apart, self.ordinal, self.only_document or "")

    @property
    def anchor(self) -> str:
        """The key as one string: what an id is created with."""
        return _SEPARATOR.join(str(part) for part in self.key)

    @property
    def subject(self) -> Subject:
        """The form as a decision names it."""
        return Subject(self.name, self.organisation_id, self.only_document, self.told_apart or None)


def subject_of(anchor: str) -> Subject:
    """The form that an anchor stands for."""
    organisation_id, name, told_apart, _, document_id = anchor.split(_SEPARATOR)
    return Subject(name, organisation_id, document_id or None, told_apart or None)


def gather_forms(mentions: pd.DataFrame, decisions: Sequence[Decision]) -> tuple[list[Form], list[int]]:
    """Distinct forms in the order of their keys, and for each mention the index of its form.

    Args:
        mentions: columns `MENTION_COLUMNS`.
        decisions: those that single out a document make its mention a form of its own.
    """
    if mentions.empty:
        return [], []
    documents, _ = pd.factorize(mentions["document_id"], sort=True)
    organisations, organisation_names = _coded(mentions["organisation_id"])
    names, name_list = _coded(mentions["name"])
    parts = [parts_of(name) for name in name_list]
    in_roll = mentions["in_roll"].to_numpy(dtype=bool)
    civilities, civility_names = _coded(mentions["civility"].fillna(""))
    if "" not in civility_names:
        civility_names.append("")
    none = civility_names.index("")
    # A surname alone with M. and with Mme are two forms; a full name with the wrong civility is one.
    bare = np.array([not p.given for p in parts])[names]
    told_apart = np.where(bare, civilities, none)
    only = _singled_out(mentions, decisions)
    entries = pd.DataFrame(
        {"document": documents, "organisation": organisations, "name": names, "told": told_apart, "roll": in_roll}
    )
    ordinal = np.where(in_roll, entries.groupby(list(entries.columns), sort=False).cumcount().to_numpy(), 0)
    keys = pd.DataFrame(
        {"organisation": organisations, "name": names, "told": told_apart, "ordinal": ordinal, "only": only}
    )
    grouped = keys.groupby(list(keys.columns), sort=True)
    of_mention = grouped.ngroup().to_numpy()
    distinct = grouped.size().index.tolist()
    elected = mentions["elected_id"] if "elected_id" in mentions.columns else pd.Series(None, mentions.index, object)
    printed = elected.isna().to_numpy()
    counts = np.bincount(of_mention[printed], minlength=len(distinct))
    said = _most_said(of_mention[civilities != none], civilities[civilities != none], civility_names)
    rolls = _gathered(of_mention[in_roll], documents[in_roll])
    ids = _gathered(of_mention, mentions["person_id"].to_numpy())
    years = _gathered(of_mention, pd.to_datetime(mentions["held_on"]).dt.year.to_numpy())
    registered = {} if printed.all() else _gathered(of_mention, elected.to_numpy())
    forms = [
        Form(
            organisation_id=organisation_names[organisation],
            name=name_list[name],
            told_apart=civility_names[told],
            ordinal=int(ordinal),
            only_document=only or None,
            parts=parts[name],
            civility=said.get(i),
            mentions=int(counts[i]),
            rolls=rolls.get(i, frozenset()),
            person_ids=ids.get(i, frozenset()),
            years=(int(min(years[i])), int(max(years[i]))) if i in years else None,
            elected=registered.get(i, frozenset()),
        )
        for i, (organisation, name, told, ordinal, only) in enumerate(distinct)
    ]
    return forms, of_mention.tolist()


def _coded(values: pd.Series[str]) -> tuple[np.ndarray[Any, Any], list[str]]:
    """Each value as the rank of its string, and the strings in order."""
    codes, strings = pd.factorize(values, sort=True)
    return codes, strings.tolist()


def _singled_out(mentions: pd.DataFrame, decisions: Sequence[Decision]) -> np.ndarray[Any, Any]:
    apart = {(s.name, s.document_id) for d in decisions for s in (d.left, d.right) if s.document_id}
    only = np.full(len(mentions), "", dtype=object)
    for name, document in sorted(apart, key=str):
        here = (mentions["name"] == name) & (mentions["document_id"] == document)
        only[here.to_numpy()] = document
    return only


def _gathered(of_mention: np.ndarray[Any, Any], values: np.ndarray[Any, Any]) -> dict[int, frozenset[Any]]:
    """For each form, the distinct values of its mentions; forms without any are left out."""
    pairs = pd.DataFrame({"form": of_mention, "value": values}).dropna().drop_duplicates()
    found: dict[int, list[Any]] = defaultdict(list)
    for form, value in zip(pairs["form"].tolist(), pairs["value"].tolist(), strict=True):
        found[form].append(value)
    return {form: frozenset(said) for form, said in found.items()}


def _most_said(
    of_mention: np.ndarray[Any, Any], civilities: np.ndarray[Any, Any], names: Sequence[str]
) -> dict[int, str]:
    """For each form, the civility printed most often (the first in order where two are)."""
    pairs = pd.DataFrame({"form": of_mention, "civility": civilities})
    counts = pairs.value_counts(["form", "civility"]).reset_index(name="n")
    best = counts.sort_values(["form", "n", "civility"], ascending=[True, False, True]).drop_duplicates("form")
    return {form: names[code] for form, code in zip(best["form"].tolist(), best["civility"].tolist(), strict=True)}

"""Mentions gathered into forms: one printed form of a name in one organisation.

Only forms are compared, so a million mentions of ten thousand people cost what their few ten thousand forms cost.
"""

from __future__ import annotations

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

Codes = np.ndarray[Any, Any]
_SEPARATOR = "\x1f"
_NOTHING: frozenset[Any] = frozenset()


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
    only, only_names = _coded(_singled_out(mentions, decisions))
    ordinal = np.zeros(len(mentions), dtype=np.int64)
    ordinal[in_roll] = _repeats(_combined(documents, names, told_apart)[in_roll])
    key = _combined(organisations, names, told_apart, ordinal, only)
    _, firsts, of_mention = np.unique(key, return_index=True, return_inverse=True)
    elected = mentions["elected_id"] if "elected_id" in mentions.columns else pd.Series(None, mentions.index, object)
    printed = elected.isna().to_numpy()
    counts_at = np.bincount(of_mention[printed], minlength=len(firsts))[of_mention]
    said = _most_said(of_mention[civilities != none], civilities[civilities != none], civility_names)
    rolls = _gathered(of_mention[in_roll], documents[in_roll])
    ids = _gathered_strings(of_mention, mentions["person_id"])
    years = _years(of_mention, mentions["held_on"])
    registered = _gathered_strings(of_mention, elected)
    columns = (codes[firsts].tolist() for codes in (organisations, names, told_apart, ordinal, only, counts_at))
    forms = [
        Form(
            organisation_id=organisation_names[organisation],
            name=name_list[name],
            told_apart=civility_names[told],
            ordinal=rank,
            only_document=only_names[document] or None,
            parts=parts[name],
            civility=said.get(i),
            mentions=count,
            rolls=rolls.get(i, _NOTHING),
            person_ids=ids.get(i, _NOTHING),
            years=years.get(i),
            elected=registered.get(i, _NOTHING),
        )
        for i, (organisation, name, told, rank, document, count) in enumerate(zip(*columns, strict=True))
    ]
    return forms, of_mention.tolist()


def _combined(*codes: Codes) -> Codes:
    """Several codes as one, in their order."""
    whole = codes[0].astype(np.int64)
    for code in codes[1:]:
        whole = whole * (int(code.max()) + 1) + code
    return whole


def _repeats(codes: Codes) -> Codes:
    """For each, how often the same code stood before it."""
    order = np.argsort(codes, kind="stable")
    ranked = codes[order]
    begins = np.concatenate(([True], ranked[1:] != ranked[:-1])) if len(codes) else np.zeros(0, dtype=bool)
    place = np.arange(len(codes))
    counted = np.empty(len(codes), dtype=np.int64)
    counted[order] = place - np.maximum.accumulate(np.where(begins, place, 0))
    return counted


def _coded(values: pd.Series[str]) -> tuple[Codes, list[str]]:
    """Each value as the rank of its string, and the strings in order."""
    codes, strings = pd.factorize(values, sort=True)
    return codes, strings.tolist()


def _singled_out(mentions: pd.DataFrame, decisions: Sequence[Decision]) -> pd.Series[str]:
    apart = {(s.name, s.document_id) for d in decisions for s in (d.left, d.right) if s.document_id}
    only = pd.Series("", index=mentions.index, dtype=object)
    for name, document in sorted(apart, key=str):
        only[(mentions["name"] == name) & (mentions["document_id"] == document)] = document
    return only


def _gathered(of_mention: Codes, values: Codes) -> dict[int, frozenset[Any]]:
    """For each form, the values of its mentions; forms without any are left out."""
    if not len(values):
        return {}
    order = np.argsort(of_mention, kind="stable")
    forms, every = of_mention[order], values[order].tolist()
    begins = np.flatnonzero(np.concatenate(([True], forms[1:] != forms[:-1])))
    ends = [*begins[1:].tolist(), len(every)]
    return {
        form: frozenset(every[a:b]) for form, a, b in zip(forms[begins].tolist(), begins.tolist(), ends, strict=True)
    }


def _gathered_strings(of_mention: Codes, values: pd.Series[Any]) -> dict[int, frozenset[str]]:
    there = values.notna().to_numpy()
    if not there.any():
        return {}
    codes, strings = _coded(values[there])
    return {form: frozenset(strings[c] for c in said) for form, said in _gathered(of_mention[there], codes).items()}


def _years(of_mention: Codes, held_on: pd.Series[Any]) -> dict[int, tuple[int, int]]:
    """First and last year of each form that has one."""
    codes, days = pd.factorize(held_on)
    of_day = pd.to_datetime(pd.Series(days)).dt.year.to_numpy()
    there = codes >= 0
    forms, years = of_mention[there], of_day[codes[there]].astype(np.int64)
    first = np.full(int(of_mention.max()) + 1, np.iinfo(np.int64).max)
    last = np.zeros(len(first), dtype=np.int64)
    np.minimum.at(first, forms, years)
    np.maximum.at(last, forms, years)
    return {i: (a, b) for i, (a, b) in enumerate(zip(first.tolist(), last.tolist(), strict=True)) if b}


def _most_said(of_mention: Codes, civilities: Codes, names: Sequence[str]) -> dict[int, str]:
    """For each form, the civility printed most often (the first in order where two are)."""
    pairs = pd.DataFrame({"form": of_mention, "civility": civilities})
    counts = pairs.value_counts(["form", "civility"]).reset_index(name="n")
    best = counts.sort_values(["form", "n", "civility"], ascending=[True, False, True]).drop_duplicates("form")
    return {form: names[code] for form, code in zip(best["form"].tolist(), best["civility"].tolist(), strict=True)}

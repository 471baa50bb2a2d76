"""Mentions gathered into forms: one printed form of a name in one organisation.

Only forms are compared, so a million mentions of ten thousand people cost what their few ten thousand forms cost.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from extractors.identity.codes import Codes, combined
from extractors.identity.decisions import Decision, Subject
from extractors.identity.similarity import Parts, parts_of

MENTION_COLUMNS = ("document_id", "organisation_id", "name", "civility", "in_roll", "held_on", "person_id")
"""What is needed of each mention: ``person_id`` is the id it has now, None if new. An ``elected_id`` besides makes it
an entry of the national register, which nobody printed."""
ATTESTED = 3
"""A form printed so often is no chance slip."""

_PIECE = 62
"""Bits of a roll counted at once."""
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
    rolls: int
    """Documents whose roll has it as an entry: a bit for each document of its organisation."""
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

    def shares_a_roll_with(self, other: Form) -> bool:
        """Whether both are entries of one roll."""
        return bool(self.rolls & other.rolls) and self.organisation_id == other.organisation_id

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


def gather_forms(mentions: pd.DataFrame, decisions: Sequence[Decision]) -> tuple[list[Form], Codes]:
    """Distinct forms in the order of their keys, and for each mention the index of its form.

    Args:
        mentions: columns `MENTION_COLUMNS`; a document is of one organisation and of one day.
        decisions: those that single out a document make its mention a form of its own.
    """
    if mentions.empty:
        return [], np.zeros(0, dtype=np.int64)
    sessions = _Sessions(mentions)
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
    only, only_names = _singled_out(mentions, decisions)
    ordinal = np.zeros(len(mentions), dtype=np.int64)
    ordinal[in_roll] = _repeats(combined(sessions.of_mention, names, told_apart)[in_roll])
    organisations = sessions.organisation[sessions.of_mention]
    of_mention, firsts = _ranked(combined(organisations, names, told_apart, ordinal, only))
    elected = mentions["elected_id"] if "elected_id" in mentions.columns else pd.Series(None, mentions.index, object)
    counts = np.bincount(of_mention[elected.isna().to_numpy()], minlength=len(firsts))
    said = _most_said(of_mention, civilities, len(firsts), len(civility_names), none)
    ids = _gathered_strings(of_mention, mentions["person_id"])
    registered = _gathered_strings(of_mention, elected)
    columns = (codes[firsts].tolist() for codes in (organisations, names, told_apart, ordinal, only))
    forms = [
        Form(
            organisation_id=sessions.organisation_names[organisation],
            name=name_list[name],
            told_apart=civility_names[told],
            ordinal=rank,
            only_document=only_names[document] or None,
            parts=parts[name],
            civility=civility_names[civility] if civility >= 0 else None,
            mentions=count,
            rolls=entries,
            person_ids=ids.get(i, _NOTHING),
            years=years,
            elected=registered.get(i, _NOTHING),
        )
        for i, (organisation, name, told, rank, document, civility, count, entries, years) in enumerate(
            zip(
                *columns,
                said.tolist(),
                counts.tolist(),
                sessions.rolls(of_mention, in_roll, len(firsts)),
                sessions.years(of_mention, len(firsts)),
                strict=True,
            )
        )
    ]
    return forms, of_mention


class _Sessions:
    """The documents mentions stand in."""

    def __init__(self, mentions: pd.DataFrame) -> None:
        self.of_mention, _ = pd.factorize(mentions["document_id"])
        first = np.full(int(self.of_mention.max()) + 1, -1, dtype=np.int64)
        first[self.of_mention[::-1]] = np.arange(len(mentions))[::-1]
        self.organisation, self.organisation_names = _coded(mentions["organisation_id"].iloc[first])
        self._year = _years(mentions["held_on"].iloc[first])

    def rolls(self, of_mention: Codes, in_roll: Codes, forms: int) -> list[int]:
        """For each form, its rolls as bits, numbered within the organisation."""
        place = _repeats(self.organisation)[self.of_mention[in_roll]]
        pieces = int(place.max(initial=0)) // _PIECE + 1
        codes, held = pd.factorize(of_mention[in_roll].astype(np.int64) * pieces + place // _PIECE)
        bits = np.zeros(len(held), dtype=np.int64)
        np.bitwise_or.at(bits, codes, np.left_shift(1, place % _PIECE))
        found = [0] * forms
        for code, piece in zip(held.tolist(), bits.tolist(), strict=True):
            form, nth = divmod(code, pieces)
            found[form] |= piece << (nth * _PIECE)
        return found

    def years(self, of_mention: Codes, forms: int) -> list[tuple[int, int] | None]:
        """First and last year of each form."""
        year = self._year[self.of_mention]
        there = year > 0
        first, last = np.full(forms, np.iinfo(np.int64).max), np.zeros(forms, dtype=np.int64)
        np.minimum.at(first, of_mention[there], year[there])
        np.maximum.at(last, of_mention[there], year[there])
        return [(a, b) if b else None for a, b in zip(first.tolist(), last.tolist(), strict=True)]


def _years(days: pd.Series[Any]) -> Codes:
    """The year of each day, 0 where there is none."""
    found = pd.to_datetime(days.reset_index(drop=True)).dt.year
    return found.fillna(0).to_numpy(dtype=np.int64)


def _ranked(keys: Codes) -> tuple[Codes, Codes]:
    """For each the rank of its key, and for each key where it is first met."""
    codes, every = pd.factorize(keys)
    first = np.empty(len(every), dtype=np.int64)
    first[codes[::-1]] = np.arange(len(codes))[::-1]
    order = np.argsort(every)
    rank = np.empty(len(every), dtype=np.int64)
    rank[order] = np.arange(len(every))
    return rank[codes], first[order]


def _repeats(codes: Codes) -> Codes:
    """For each, how often the same code stood before it."""
    counted = np.zeros(len(codes), dtype=np.int64)
    again = pd.Series(codes).duplicated(keep=False).to_numpy()
    counted[again] = pd.Series(codes[again]).groupby(codes[again], sort=False).cumcount().to_numpy()
    return counted


def _coded(values: pd.Series[str]) -> tuple[Codes, list[str]]:
    """Each value as the rank of its string, and the strings in order."""
    codes, strings = pd.factorize(values, sort=True)
    return codes.astype(np.int64), strings.tolist()


def _singled_out(mentions: pd.DataFrame, decisions: Sequence[Decision]) -> tuple[Codes, list[str]]:
    """For each mention the document that a reviewer singled it out in, as a rank ('' for none), and the documents."""
    apart = sorted({(s.name, s.document_id) for d in decisions for s in (d.left, d.right) if s.document_id}, key=str)
    documents = ["", *sorted({document for _, document in apart})]
    only = np.zeros(len(mentions), dtype=np.int64)
    for name, document in apart:
        meant = (mentions["name"] == name) & (mentions["document_id"] == document)
        only[meant.to_numpy(dtype=bool)] = documents.index(document)
    return only, documents


def _gathered_strings(of_mention: Codes, values: pd.Series[Any]) -> dict[int, frozenset[str]]:
    """For each form, the values of its mentions; forms without any are left out."""
    there = values.notna().to_numpy()
    if not there.any():
        return {}
    codes, strings = _coded(values[there])
    pairs = pd.unique(combined(of_mention[there], codes)).tolist()
    found: dict[int, set[str]] = {}
    for pair in pairs:
        form, code = divmod(pair, len(strings))
        found.setdefault(form, set()).add(strings[code])
    return {form: frozenset(those) for form, those in found.items()}


def _most_said(of_mention: Codes, civilities: Codes, forms: int, names: int, none: int) -> Codes:
    """For each form, the civility printed most often (the first in order where two are); -1 where none is."""
    counts = np.bincount(of_mention * names + civilities, minlength=forms * names).reshape(forms, names)
    counts[:, none] = 0
    return np.where(counts.any(axis=1), counts.argmax(axis=1), -1)

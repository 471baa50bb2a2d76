"""The registry of names between the warehouse's table and `extractors.identity`."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from extractors.identity.forms import Form
from extractors.identity.registry import KnownForm
from extractors.identity.similarity import parts_of

COLUMNS = [
    "organisation_id", "name", "told_apart", "ordinal", "only_document", "civility", "mentions", "body", "circle",
    "person_id", "elected_id",
]  # fmt: skip


def known_forms(frame: pd.DataFrame) -> list[KnownForm]:
    """From the rows of ``person_forms``."""
    columns = [frame[name].tolist() for name in COLUMNS]
    return [
        KnownForm(
            Form(
                organisation_id=organisation,
                name=name,
                told_apart=told_apart,
                ordinal=int(ordinal),
                only_document=only or None,
                parts=parts_of(name),
                civility=civility,
                mentions=int(mentions),
                rolls=0,
                person_ids=frozenset((person,)),
                elected=frozenset(elected.split()) if elected else frozenset(),
            ),
            body,
            circle,
            person,
        )
        for organisation, name, told_apart, ordinal, only, civility, mentions, body, circle, person, elected in zip(
            *columns, strict=True
        )
    ]


def form_rows(known: Iterable[KnownForm]) -> pd.DataFrame:
    """Rows of ``person_forms``."""
    rows = [
        (
            k.form.organisation_id,
            k.form.name,
            k.form.told_apart,
            k.form.ordinal,
            k.form.only_document or "",
            k.form.civility,
            k.form.mentions,
            k.body,
            k.circle,
            k.person_id,
            " ".join(sorted(k.form.elected)) or None,
        )
        for k in known
    ]
    return pd.DataFrame(rows, columns=COLUMNS).astype({"civility": object, "elected_id": object})

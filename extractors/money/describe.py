"""What a row says of its sums: label, account, side, section, group, and whether they are totals."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from extractors.document import Cell
from extractors.money.accounts import Imputation, is_chapter_code, read_imputation
from extractors.money.cells import Content, Reading
from extractors.money.columns import NOT_LABELS, Column, Role, side_named
from extractors.money.lexicon import folded, says, words
from extractors.money.row_cells import filled, section_named
from extractors.records import Side


@dataclass(slots=True)
class State:
    """What the rows read so far have set for those that follow."""

    header_rows: list[int] = field(default_factory=list)
    group: str | None = None
    is_listed: bool = False
    """The rows of the group begin with dashes, so that one without is no longer of it."""
    has_small: bool = False
    """The row before, of the group, is not in capitals."""
    side: Side | None = None
    section: str | None = None


@dataclass(frozen=True, slots=True)
class Description:
    """What a row says of its sums, in one half."""

    label: str | None
    label_cell: Cell | None
    imputation: Imputation | None
    side: Side | None
    section: str | None
    unit: str | None
    group: str | None
    spanned: str | None
    is_total: bool
    is_own_total: bool
    """The total is named in this half, not only elsewhere on the row."""
    labels: tuple[str, ...] = ()
    """The words of each cell that `label` joins."""


def describe(
    row: Sequence[Reading | None], index: int, columns: tuple[Column, ...], half: range, state: State, is_budget: bool
) -> Description:
    """Read one half of a row; ``is_budget`` is whether bare codes before labels are chapters and accounts."""
    texts: list[Reading] = []
    codes: dict[Role, Reading] = {}
    for c in half:
        reading, role = row[c], columns[c].role
        if reading is None or reading in texts:
            continue
        if reading.content in (Content.TEXT, Content.FREE) and role in (Role.LABEL, Role.MONEY):
            if reading.cell.column_span < len(half) or says(words("money", "totals"), reading.label):
                texts.append(reading)
        elif role in NOT_LABELS and reading.content is not Content.EMPTY:
            if says(words("money", "totals"), reading.label):
                texts.append(reading)
            else:
                codes.setdefault(role, reading)
        elif role is Role.LABEL and reading.content is Content.SUM:
            codes.setdefault(Role.ACCOUNT if read_imputation(reading.cell.text.string) else Role.CODE, reading)
    texts = [
        t for t in texts if columns[t.cell.column].role is not Role.MONEY or says(words("money", "totals"), t.label)
    ]
    spanning = [
        t
        for t in texts
        if len(texts) > 1
        and (columns[t.cell.column].is_grouping or any(o.cell.row_span < t.cell.row_span for o in texts))
    ]
    fine = [t for t in texts if t not in spanning] or texts
    totals = [t for t in fine if says(words("money", "totals"), t.label)]
    elsewhere = any(says(words("money", "totals"), r.label) for r in filled(row))
    imputation = _imputation(codes, columns, fine, is_budget)
    coded = codes.get(Role.ACCOUNT)
    if coded is not None and imputation and imputation.label and not totals and _all_span(fine, coded):
        spanning, fine = [*spanning, *fine], []  # the words of the account's cell are this row's own
    parts = _labels(fine, totals, imputation)
    label = " – ".join(parts) or None
    direction = codes.get(Role.DIRECTION)
    section = codes.get(Role.SECTION)
    unit = codes.get(Role.UNIT)
    if label is None and section is not None and imputation is None and not elsewhere:
        label = section.label or section.cell.text.string.strip()  # *Fonctionnement*, in a column of sections
    if label is None and elsewhere:
        label = next(r.label for r in filled(row) if says(words("money", "totals"), r.label))
    side = _side_of_row(direction, fine) or state.side
    named = totals or fine
    return Description(
        label,
        named[0].cell if named else None,
        imputation,
        side,
        (section_named(section.label) if section else None) or _section_in(fine) or state.section,
        unit.cell.text.string.strip() if unit else None,
        state.group,
        " – ".join(s.label for s in spanning) or None,
        bool(totals) or elsewhere,
        bool(totals),
        parts,
    )


def _all_span(texts: list[Reading], code: Reading) -> bool:
    return bool(texts) and all(t.cell.row_span > code.cell.row_span for t in texts)


def _side_of_row(direction: Reading | None, texts: list[Reading]) -> Side | None:
    if direction is not None and (letter := folded(direction.cell.text.string).strip()[:1]) in ("d", "r"):
        return Side.EXPENSE if letter == "d" else Side.REVENUE
    for text in texts:
        first = folded(text.label)[:2]
        if first in ("df", "di", "rf", "ri") and not folded(text.label)[2:3].isalpha():
            return Side.EXPENSE if first[0] == "d" else Side.REVENUE
        if (coded := _SIDE_LETTER.match(folded(text.label))) is not None:
            return Side.EXPENSE if coded["side"] == "d" else Side.REVENUE
        if _SIDE_LABEL.match(folded(text.label)) and (side := side_named(text.label)):
            return side
    return None


_SIDE_LETTER = re.compile(r"^(?:total )?(?P<side>[dr])[ -]?\d{2,8}(?:-\d+)? ?:")
"""*R 7411 : Dotation*, *TOTAL D 011 : Charges*."""
_SIDE_LABEL = re.compile(r"^(?:(?:sous[ -]?)?total\w*(?: general)?(?: des)?|ensemble des)?\s*(?:depenses?|recettes?)\b")


def _section_in(texts: list[Reading]) -> str | None:
    return next((s for t in texts if says(words("money", "totals"), t.label) and (s := section_named(t.label))), None)


def _imputation(
    codes: dict[Role, Reading], columns: tuple[Column, ...], texts: list[Reading], is_budget: bool
) -> Imputation | None:
    account = _read(codes.get(Role.ACCOUNT))
    if account is not None and is_budget and not _is_named(codes.get(Role.ACCOUNT), columns):
        account = _placed(account)
    chapter = _read(codes.get(Role.CHAPTER))
    if account is None and chapter is None:
        for text in texts:
            printed = read_imputation(text.label)
            if printed is not None and (printed.is_marked or is_budget):
                return _placed(printed) if not printed.is_marked else printed
        return None
    operation = codes.get(Role.OPERATION)
    code = None
    if chapter is not None:
        code = chapter.chapter or chapter.account
    label = (account.label if account else None) or (chapter.label if chapter else None)
    return Imputation(
        account.account if account else (chapter.account if chapter and chapter.account and chapter.chapter else None),
        code if code is not None else (account.chapter if account else None),
        operation.cell.text.string.strip() if operation else (account.operation if account else None),
        label,
        True,
    )


def _is_named(reading: Reading | None, columns: tuple[Column, ...]) -> bool:
    return reading is not None and bool(columns[reading.cell.column].headers)


def _placed(printed: Imputation) -> Imputation:
    """A bare code before a label: chapters have two digits, accounts more."""
    if printed.account is not None and printed.chapter is None and is_chapter_code(printed.account):
        return Imputation(None, printed.account, printed.operation, printed.label)
    return printed


def _read(reading: Reading | None) -> Imputation | None:
    return None if reading is None else read_imputation(reading.cell.text.string)


def _labels(texts: list[Reading], totals: list[Reading], imputation: Imputation | None) -> tuple[str, ...]:
    if totals:
        return (totals[0].label.rstrip(" :"),)
    parts = [" ".join(t.label.split()) for t in texts]
    if imputation is not None and parts and (inner := read_imputation(parts[0])) is not None:
        parts[0] = inner.label or ""
    elif imputation is not None and not parts and imputation.label:
        parts = [imputation.label]
    return tuple(kept for p in parts if p and (kept := p.rstrip(" :=→.…")))

"""What each column of a table holds: accounts, labels, quantities or money, and on which side of the budget."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from extractors.document import Cell, Table
from extractors.money.accounts import read_imputation
from extractors.money.cells import Content, Reading, words_of
from extractors.money.lexicon import folded, is_wholly, lexicon, says, words
from extractors.money.tiers import parse_tier
from extractors.records import Side


class Role(StrEnum):
    """What a column is for."""

    ACCOUNT = "account"
    CHAPTER = "chapter"
    OPERATION = "operation"
    SECTION = "section"
    DIRECTION = "direction"
    CODE = "code"
    UNIT = "unit"
    QUANTITY = "quantity"
    PERCENT = "percent"
    MONEY = "money"
    LABEL = "label"


_LETTERS_OF_DIRT = 4
_SIGNS = re.compile(r"[-+−–]|\b(?:en|moins|plus|hausse|baisse|augmentations?|diminutions?)\b|\s")
NOT_LABELS = frozenset(set(Role) - {Role.LABEL, Role.MONEY})


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a segment."""

    index: int
    role: Role
    headers: tuple[str, ...]
    """Header texts from the top down, without repeats."""
    side: Side | None = None
    header_cells: tuple[Cell, ...] = ()
    is_grouping: bool = False
    """Its words stand beside several rows each, as what these are of (a service beside its prices)."""

    @property
    def header(self) -> str:
        """All headers in one."""
        return " ".join(self.headers)


def headers_of(table: Table, header_rows: Sequence[int], column: int) -> list[Cell]:
    """The distinct header cells above a column, top down."""
    found: list[Cell] = []
    for row in header_rows:
        cell = table.cell(row, column)
        if cell is not None and not cell.text.string.strip() and row != header_rows[-1]:
            cell = _spreading(table, row, column)
        if cell is not None and cell.text.string.strip() and cell not in found:
            found.append(cell)
    return found


def _spreading(table: Table, row: int, column: int) -> Cell | None:
    """A heading printed over the first of its columns only: a side of the budget, or the one heading of its row."""
    filled = {c.column for c in table.row(row) if c is not None and c.text.string.strip()}
    for left in range(column - 1, -1, -1):
        cell = table.cell(row, left)
        if cell is not None and cell.text.string.strip():
            return cell if (left > 0 and len(filled) == 1) or side_named(cell.text.string) is not None else None
    return None


_IS_OPERATION = re.compile(r"\bcomptes? (?:d')?operations?\b|\binventaire\b")


_RISE = re.compile(r"\(\s*[+-]\s?\d+(?:[.,]\d+)?\s?%\s*\)")
"""*2023 (+ 4 %)*: a column of sums, and by how much they rose."""


def role_named(header: str) -> Role | None:
    """The role a header names, None where it names none."""
    header = _RISE.sub("", header)
    bare = folded(header).strip(" .:;,*()")
    if not bare:
        return None
    groups = lexicon("money")["columns"]
    for name in groups:
        if words("money", "columns", name).fullmatch(bare):
            return Role(name)
    if says(words("money", "columns", "money"), header):
        return Role.MONEY
    for name in ("account", "operation", "chapter", "percent"):
        if name == "account" and _IS_OPERATION.search(bare):
            continue
        if says(words("money", "columns", name), header):
            return Role(name)
    return None


def side_named(text: str | None) -> Side | None:
    """The side of the budget words name; None where they name none or both."""
    sides = [s for s in Side if says(words("money", "sides", s.value), text)]
    return sides[0] if len(sides) == 1 else None


def type_columns(
    table: Table, header_rows: Sequence[int], body: Sequence[Sequence[Reading | None]], is_price_table: bool
) -> tuple[Column, ...]:
    """The columns of a segment, from their headers and from what stands in them."""
    columns = []
    for index in range(table.n_columns):
        cells = headers_of(table, header_rows, index)
        headers = tuple(h for c in cells if (h := words_of(c.text)))
        covering = [r for row in body if (r := row[index]) is not None]
        readings = [r for r in covering if r.cell.column == index]
        if not any(r.content is not Content.EMPTY for r in readings):
            readings = covering
        role = _role(index, headers, readings, is_price_table)
        side = next((s for h in headers if (s := side_named(h)) is not None), None)
        if role is Role.LABEL and sum(parse_tier(r.label) is not None for r in readings) > 1:
            side = None  # *Ressources mensuelles* over a scale of them is no side of a budget
        columns.append(Column(index, role, headers, side, tuple(cells), _is_grouping(role, readings)))
    labelled = [c.index for c in columns if c.role is Role.LABEL]
    return tuple(replace(c, is_grouping=c.is_grouping and c.index < labelled[-1]) for c in columns)


def _is_grouping(role: Role, readings: Sequence[Reading]) -> bool:
    texts = [r for r in readings if r.content is Content.TEXT]
    return role is Role.LABEL and any(r.cell.row_span > 1 for r in texts)


def _role(index: int, headers: tuple[str, ...], readings: list[Reading], is_price_table: bool) -> Role:
    sums = [r for r in readings if r.content is Content.SUM]
    strong = sum(r.is_strong for r in sums)
    euros = sum(r.money is not None and r.money.currency is not None for r in sums)
    texts = [r for r in readings if r.content in (Content.TEXT, Content.LABELLED)]
    named = next((role for h in reversed(headers) if (role := role_named(h)) is not None), None)
    if is_price_table:
        named = _of_prices(named, index, headers, has_texts=bool(texts), has_sums=bool(sums), is_strong=bool(strong))
    if named in (Role.ACCOUNT, Role.CHAPTER) and texts and not sums and not any(map(_has_code, texts)):
        return Role.LABEL  # *articles de papeterie* are no articles of the budget
    if named in NOT_LABELS and not (euros and euros >= len(sums) / 2):
        return named or Role.LABEL
    if named is Role.LABEL and not strong:
        return Role.LABEL
    if strong and strong >= len(texts) / 3:
        return Role.MONEY
    if named is Role.MONEY and len(sums) >= len(texts) and (sums or index > 0):
        return Role.MONEY
    if not sums:
        percents = [r for r in readings if r.content is Content.PERCENT]
        return Role.PERCENT if percents and len(percents) >= len(texts) else Role.LABEL
    is_tier = any(parse_tier(h) is not None for h in headers)
    if index > 0 and len(sums) > len(texts) and is_price_table and (is_tier or not all(r.is_year for r in sums)):
        return Role.MONEY
    if all(r.is_year or _is_account(r) for r in sums) and not texts:
        return Role.ACCOUNT if all(_is_account(r) for r in sums) else Role.CODE
    return Role.LABEL if texts or index == 0 else Role.QUANTITY


def _of_prices(
    named: Role | None, index: int, headers: tuple[str, ...], *, has_texts: bool, has_sums: bool, is_strong: bool
) -> Role | None:
    """What a column of a price list is, where its heading reads otherwise elsewhere."""
    if named is Role.QUANTITY and len(headers) > 1 and role_named(headers[-1]) is None and not has_texts:
        return None  # *Durée* over *15 ans*, *30 ans*: what the prices of the columns are for
    if named is Role.QUANTITY and has_texts and not has_sums:
        return Role.LABEL  # *Durée* over *Journée*, *15 ans*
    if named is Role.QUANTITY and index and is_strong and not has_texts and _PERIOD.fullmatch(_last(headers)):
        return Role.MONEY  # *Année* beside *Mois*, *Semaine*: what a price is for
    if named is Role.CODE and index == 0 and has_texts and not has_sums:
        return Role.LABEL  # *Service* over *Repas enfant*, *Garderie*
    return named


_PERIOD = re.compile(r"(?:l')?(?:annees?|heures?|nuitees?|journees?)")


def _last(headers: tuple[str, ...]) -> str:
    return folded(headers[-1]).strip() if headers else ""


def _has_code(reading: Reading) -> bool:
    return any(c.isdigit() for c in reading.cell.text.string)


def _is_account(reading: Reading) -> bool:
    text = reading.cell.text.string
    return reading.money is not None and reading.money.printed.isdigit() and read_imputation(text) is not None


def distinct_header(column: Column, columns: Sequence[Column]) -> str | None:
    """The words that tell this money column from the others; None where its header only says *Montant*."""
    tier = next((h for h in reversed(column.headers) if parse_tier(h) is not None), None)
    if tier is not None and tier == column.headers[-1]:
        return parsed.printed if (parsed := parse_tier(tier)) else tier
    money = [c for c in columns if c.role is Role.MONEY]
    shared = {h for h in column.headers if len(money) > 1 and all(h in c.headers for c in money)}
    rivals = [c for c in money if c.side is column.side and c.headers != column.headers]
    kept = [
        h
        for h in column.headers
        if h not in shared
        and (_tells_apart(h, rivals) or not _is_only_side(h))
        and not is_wholly(words("money", "plain_headers"), h)
    ]
    return " – ".join(kept) or None


def _tells_apart(header: str, rivals: Sequence[Column]) -> bool:
    """*Dépenses en moins* beside *Dépenses en plus*: two columns of one side whose headings name it."""
    named = [h for c in rivals for h in c.headers if side_named(h) is not None]
    return side_named(header) is not None and any(
        header != h and _SIGNS.sub("", folded(h)) == _SIGNS.sub("", folded(header)) for h in named
    )


def _is_only_side(header: str) -> bool:
    """Nothing but the name of a side, give or take what dirt was read as."""
    if side_named(header) is None:
        return False
    plain = folded(header)
    rest = "".join(
        words("money", "sides", s.value).sub(" ", plain) for s in Side if says(words("money", "sides", s.value), plain)
    )
    return sum(c.isalpha() for c in rest) < _LETTERS_OF_DIRT

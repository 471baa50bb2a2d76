"""Python values to Arrow columns of exactly the types the warehouse declares.

The quick way converts a whole column at once; only where that fails is each value looked at, so that one absurd
figure costs a NULL and a finding rather than a batch.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from warehouse.tables import Column, Table

_PLAIN: dict[str, pa.DataType] = {
    "VARCHAR": pa.string(),
    "INTEGER": pa.int32(),
    "BIGINT": pa.int64(),
    "DOUBLE": pa.float64(),
    "BOOLEAN": pa.bool_(),
    "DATE": pa.date32(),
    "TIME": pa.time64("us"),
    "TIMESTAMP": pa.timestamp("us"),
}
_DECIMAL = re.compile(r"DECIMAL\((\d+),(\d+)\)")


@dataclass(frozen=True, slots=True)
class Refusal:
    """A value that its column cannot hold."""

    owner: int
    """Which document of the batch."""
    page: int | None
    told: str
    """In French, for the finding."""


def arrow_type(column: Column) -> pa.DataType:
    """The Arrow type of a column's SQL type."""
    decimal = _DECIMAL.fullmatch(column.type)
    if decimal:
        return pa.decimal128(int(decimal[1]), int(decimal[2]))
    return _PLAIN[column.type]


def to_arrow(table: Table, columns: dict[str, list[Any]], owners: Sequence[int], refusals: list[Refusal]) -> pa.Table:
    """One Arrow table with the columns given, in the order of the definition; the others stay NULL on insert."""
    pages = columns.get("page")
    arrays, names = [], []
    for column in table.columns:
        if column.name not in columns and owners:
            continue
        values = columns.get(column.name, [])
        wanted = arrow_type(column)
        try:
            array = pa.array(values, wanted)
        except (pa.ArrowException, OverflowError, UnicodeError, TypeError):
            array = _carefully(table, column, values, owners, pages, refusals)
        arrays.append(array if column.required else _unknown_is_null(array))
        names.append(column.name)
    return pa.table(arrays, names=names)


def _unknown_is_null(array: pa.Array) -> pa.Array:
    """An empty text is one that was not printed."""
    if not pa.types.is_string(array.type):
        return array
    is_empty = pc.equal(array, "")
    return pc.if_else(is_empty, pa.scalar(None, pa.string()), array) if pc.any(is_empty).as_py() else array


def of_records(table: Table, records: Sequence[Any], **constant: object) -> pa.Table:
    """Dataclasses whose fields are columns, with further columns: a list, or a value that all rows share."""
    columns: dict[str, list[Any]] = {
        c: [getattr(r, c) for r in records] for c in table.column_names if records and hasattr(records[0], c)
    }
    for name, value in constant.items():
        columns[name] = value if isinstance(value, list) else [value] * len(records)
    return to_arrow(table, columns, range(len(records)), [])


def _carefully(
    table: Table,
    column: Column,
    values: Sequence[Any],
    owners: Sequence[int],
    pages: Sequence[Any] | None,
    refusals: list[Refusal],
) -> pa.Array:
    wanted = arrow_type(column)
    mend = _mender(wanted)
    kept: list[Any] = []
    for i, value in enumerate(values):
        mended = None if value is None else mend(value)
        if value is not None and mended is None:
            told = f"{table.name}.{column.name} : « {str(value)[:80]} » ne tient pas dans {column.type}, laissé vide"
            refusals.append(Refusal(owners[i], pages[i] if pages else None, told))
        kept.append(mended)
    return pa.array(kept, wanted)


def _mender(wanted: pa.DataType) -> Callable[[Any], Any]:
    if pa.types.is_decimal(wanted):
        return lambda v: _rounded(v, wanted.precision, wanted.scale)
    if pa.types.is_integer(wanted):
        limit = 2 ** (wanted.bit_width - 1)
        return lambda v: int(v) if -limit <= v < limit and v == int(v) else None
    if pa.types.is_string(wanted):
        return lambda v: str(v).encode("utf-8", "backslashreplace").decode("utf-8")
    return lambda v: v


def _rounded(value: Decimal | float, precision: int, scale: int) -> Decimal | None:
    exact = value if isinstance(value, Decimal) else Decimal(str(value))
    if not exact.is_finite() or exact.adjusted() >= precision - scale:
        return None
    return exact.quantize(Decimal(1).scaleb(-scale), ROUND_HALF_EVEN)

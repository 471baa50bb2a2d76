"""The whole warehouse as files: Parquet, CSV, one Excel workbook. The same warehouse gives the same bytes.

Rows are written in the order of their keys by one thread, and no file carries the time it was made.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from warehouse.ddl import quoted
from warehouse.query import open_published
from warehouse.tables import TABLES, Table

if TYPE_CHECKING:
    import duckdb
    import xlsxwriter

TECHNICAL = ("search_texts", "indexed_documents")
"""Tables that only the search index needs."""
EXCEL_ROWS = 1_048_575
"""What a sheet holds below its header."""
EXCEL_TEXT = 32_767
"""What a cell holds."""
CUT = " […]"
_EPOCH = datetime(2000, 1, 1)
"""Date of creation written into every workbook."""
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f￾￿]")
_FORMATS = {"DATE": "dd/mm/yyyy", "TIME": "hh:mm", "TIMESTAMP": "dd/mm/yyyy hh:mm:ss", "DECIMAL": "#,##0.00####"}


def exported_tables() -> tuple[Table, ...]:
    """The tables that leave."""
    return tuple(t for t in TABLES if t.name not in TECHNICAL)


def export_parquet(path: Path, directory: Path) -> list[Path]:
    """One Parquet file a table, types kept.

    Args:
        path: of the published warehouse.
        directory: made if absent.

    Returns:
        The files, in the order of the data dictionary.
    """
    return _copy(path, directory, "parquet", "FORMAT parquet, COMPRESSION zstd")


def export_csv(path: Path, directory: Path) -> list[Path]:
    """One CSV file a table: UTF-8, comma, header, NULL as nothing; arguments as of `export_parquet`."""
    return _copy(path, directory, "csv", "FORMAT csv, HEADER true, DELIMITER ','")


def _copy(path: Path, directory: Path, suffix: str, options: str) -> list[Path]:
    directory.mkdir(parents=True, exist_ok=True)
    made = []
    with open_published(path) as connection:
        connection.execute("SET threads = 1")
        for table in exported_tables():
            file = directory / f"{table.name}.{suffix}"
            connection.execute(f"COPY ({_ordered(table)}) TO {quoted(str(file))} ({options})")
            made.append(file)
    return made


def _ordered(table: Table) -> str:
    return f"SELECT * FROM {table.name} ORDER BY {', '.join(table.key) or 'ALL'}"


def export_xlsx(path: Path, directory: Path) -> list[Path]:
    """One workbook ``warehouse.xlsx``: a sheet a table with typed columns, and the data dictionary.

    A text longer than a cell holds is cut and ends in ``[…]``; rows beyond what a sheet holds go on in a further one.
    """
    import xlsxwriter

    directory.mkdir(parents=True, exist_ok=True)
    file = directory / "warehouse.xlsx"
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "default_date_format": _FORMATS["DATE"],
        "nan_inf_to_errors": True,
    }
    with xlsxwriter.Workbook(str(file), options) as book, open_published(path) as connection:
        book.set_properties({"title": "Entrepôt greffier", "created": _EPOCH})
        _dictionary_sheet(book)
        for table in exported_tables():
            _table_sheets(book, connection, table)
    return [file]


def _dictionary_sheet(book: xlsxwriter.Workbook) -> None:
    sheet = book.add_worksheet("dictionnaire")
    bold = book.add_format({"bold": True})
    sheet.write_row(0, 0, ["table", "colonne", "type", "sens"], bold)
    row = 0
    for table in exported_tables():
        for column in table.columns:
            row += 1
            sheet.write_row(row, 0, [table.name, column.name, column.type, column.comment])
    sheet.freeze_panes(1, 0)


def _table_sheets(book: xlsxwriter.Workbook, connection: duckdb.DuckDBPyConnection, table: Table) -> None:
    bold = book.add_format({"bold": True})
    formats = [_format(book, c.type) for c in table.columns]
    cursor = connection.execute(_ordered(table))
    for number, rows in enumerate(_sheetfuls(cursor), start=1):
        sheet = book.add_worksheet(table.name if number == 1 else f"{table.name} ({number})")
        sheet.write_row(0, 0, table.column_names, bold)
        sheet.freeze_panes(1, 0)
        for i, row in enumerate(rows, start=1):
            for j, value in enumerate(row):
                _write_cell(sheet, i, j, value, formats[j])


def _sheetfuls(cursor: duckdb.DuckDBPyConnection) -> Iterator[Iterator[tuple[Any, ...]]]:
    """Rows in portions that a sheet holds; one empty portion for an empty table."""
    rows = iter(cursor.fetchone, None)
    first = next(rows, None)
    if first is None:
        yield iter(())
        return
    while first is not None:
        yield _portion(first, rows)
        first = next(rows, None)


def _portion(first: tuple[Any, ...], rows: Iterator[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
    yield first
    for _, row in zip(range(EXCEL_ROWS - 1), rows, strict=False):
        yield row


def _format(book: xlsxwriter.Workbook, sql_type: str) -> Any:
    shape = _FORMATS.get(sql_type.split("(", maxsplit=1)[0])
    return book.add_format({"num_format": shape}) if shape else None


def _write_cell(sheet: Any, row: int, column: int, value: Any, shape: Any) -> None:
    if value is None:
        return
    if isinstance(value, str):
        text = _UNPRINTABLE.sub(" ", value)
        cut = text if len(text) <= EXCEL_TEXT else text[: EXCEL_TEXT - len(CUT)] + CUT
        sheet.write_string(row, column, cut)
    elif isinstance(value, bool):
        sheet.write_boolean(row, column, value)
    else:
        sheet.write(row, column, value, shape)

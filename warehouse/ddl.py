"""SQL that makes the tables of `warehouse.tables`, with keys, constraints and comments."""

from __future__ import annotations

from collections.abc import Iterator

from warehouse.tables import TABLES, Column, Table


def quoted(text: str) -> str:
    """A string as an SQL literal."""
    return "'" + text.replace("'", "''") + "'"


def create_table(table: Table) -> str:
    """The CREATE TABLE statement of a table."""
    lines = [_column(c) for c in table.columns]
    if table.is_key_enforced:
        lines.append(f"PRIMARY KEY ({', '.join(table.key)})")
    body = ",\n    ".join(lines)
    return f"CREATE TABLE {table.name} (\n    {body}\n)"


def comments(table: Table) -> Iterator[str]:
    """COMMENT ON for the table and each of its columns."""
    yield f"COMMENT ON TABLE {table.name} IS {quoted(table.comment)}"
    for column in table.columns:
        yield f'COMMENT ON COLUMN {table.name}."{column.name}" IS {quoted(column.comment)}'


def statements() -> Iterator[str]:
    """All that an empty file needs to hold the tables."""
    for table in TABLES:
        yield create_table(table)
        yield from comments(table)


def _column(column: Column) -> str:
    parts = [f'"{column.name}"', column.type]
    if column.required:
        parts.append("NOT NULL")
    if column.values:
        parts.append(f'CHECK ("{column.name}" IN ({", ".join(quoted(v) for v in column.values)}))')
    return " ".join(parts)

"""How a table of the warehouse is defined: once, as data, from which DDL, comments, docs and loads are made.

Belongs here: the types of a definition. Not here: the tables themselves (their neighbours in this package) and SQL
(`warehouse.ddl`).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

TEXT = "VARCHAR"
INTEGER = "INTEGER"
BIGINT = "BIGINT"
REAL = "DOUBLE"
BOOLEAN = "BOOLEAN"
DATE = "DATE"
TIME = "TIME"
INSTANT = "TIMESTAMP"
"""UTC, without zone."""
MONEY = "DECIMAL(18,4)"
PRICE = "DECIMAL(18,6)"
"""Unit prices are printed with up to six decimals (a kilowatt-hour, a cubic metre)."""
PERCENT = "DECIMAL(9,4)"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its meaning is the comment, in French since analysts read it in ``DESCRIBE`` and in the docs."""

    name: str
    type: str
    comment: str
    required: bool = False
    """NOT NULL."""
    values: tuple[str, ...] = ()
    """Closed vocabulary, checked by the database; empty where any value may stand."""
    references: str | None = None
    """``table.column`` this points to; checked set-based by `warehouse.integrity`, since DuckDB's own foreign keys
    forbid replacing a document's rows in one transaction."""

    def __post_init__(self) -> None:
        """Refuse an undocumented column."""
        if not self.comment:
            raise ValueError(f"column {self.name} has no comment")


@dataclass(frozen=True)
class Table:
    """A table: one row is ``comment``."""

    name: str
    comment: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()
    """Columns that tell rows apart."""
    is_key_enforced: bool = False
    """PRIMARY KEY in the database. Only for the tables others point to: an index on each fact costs more than the
    rest of the load, and ids of facts are unique by construction (a document's rows are replaced whole)."""
    letter: str | None = None
    """Letter of its row ids; None for tables that hold no facts of documents."""
    identity: tuple[str, ...] = ()
    """Columns by which a fact is recognised when its document is extracted again (`warehouse.changes`)."""

    def __post_init__(self) -> None:
        """Refuse a definition that contradicts itself."""
        names = [c.name for c in self.columns]
        if len(set(names)) != len(names):
            raise ValueError(f"table {self.name} defines a column twice")
        for name in (*self.key, *self.identity):
            if name not in names:
                raise ValueError(f"table {self.name} has no column {name}")

    @cached_property
    def column_names(self) -> tuple[str, ...]:
        """In order."""
        return tuple(c.name for c in self.columns)

    @cached_property
    def is_fact(self) -> bool:
        """Whether its rows come from one document each and are replaced with it."""
        return self.letter is not None

    @cached_property
    def has_provenance(self) -> bool:
        """Whether each row leads back to a place on a page."""
        return "source_text" in self.column_names


PROVENANCE = (
    Column("page", INTEGER, "Page du document où le fait est imprimé (à partir de 1)"),
    Column("x0", REAL, "Bord gauche du cadre, en points PDF depuis la gauche de la page affichée"),
    Column("y0", REAL, "Bord haut du cadre, en points PDF depuis le haut de la page affichée"),
    Column("x1", REAL, "Bord droit du cadre, en points PDF"),
    Column("y1", REAL, "Bord bas du cadre, en points PDF"),
    Column("confidence", REAL, "Confiance dans le fait, de 0 à 1 (lecture de la page et règle appliquée)"),
    Column("source_text", TEXT, "Texte cité, tel que lu dans le cadre"),
    Column("rule", TEXT, "Règle d'extraction qui a produit le fait (module.règle)"),
)


def document_id() -> Column:
    """The column that ties a row to its document."""
    return Column(
        "document_id", TEXT, "Document d'origine (SHA-256 des octets)", True, references="documents.document_id"
    )


def row_id(what: str) -> Column:
    """The id that ``greffier explain`` takes."""
    return Column("row_id", TEXT, f"Identifiant stable {what}, à donner à « greffier explain »", True)

"""The French full-text index: pages, deliberations and interventions, kept in step at every publication.

The index is DuckDB's own (extension ``fts``: BM25, French stems, accents folded), made once over an empty table and
then kept by us: its dictionary, documents and postings are plain tables, and adding the night's documents to them
costs the night's documents, where rebuilding would cost the whole archive. A test holds the outcome equal to an index
that the extension builds itself.
"""

from __future__ import annotations

from functools import cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from warehouse.connection import transaction
from warehouse.errors import SearchUnavailable

if TYPE_CHECKING:
    import duckdb

INDEX = "fts_main_search_texts"
"""The schema in which the extension keeps the index of table ``search_texts``."""
SEPARATORS = r"(\.|[^a-z0-9])+"
"""What parts words, once accents are folded and letters lowered. Digits stay: act numbers are looked for."""
LETTERS = {"page": "P", "deliberation": "D", "intervention": "I"}
"""Kind of text -> letter of its row ids."""

_TEXTS = """
SELECT row_id, document_id, text FROM pages WHERE text <> ''
UNION ALL
SELECT row_id, document_id, concat_ws(' ', title, decision) AS text FROM deliberations
UNION ALL
SELECT row_id, document_id, text FROM interventions
"""


_AT_A_TIME = 500
"""Documents whose words are in memory together."""
_PASSING = ("arriving", "new_texts", "new_words", "stems", "new_terms")


def load_extension(connection: duckdb.DuckDBPyConnection) -> None:
    """Load ``fts`` from its wheel; nothing is fetched.

    Raises:
        SearchUnavailable: the wheel for this version of DuckDB is not installed.
    """
    import duckdb

    try:
        place = resources.files("duckdb_extension_fts")
    except ModuleNotFoundError as error:
        raise SearchUnavailable("l'extension fts de DuckDB n'est pas installée (duckdb-extension-fts)") from error
    file = Path(str(place)) / "extensions" / f"v{duckdb.__version__}" / "fts.duckdb_extension"
    if not file.exists():
        raise SearchUnavailable(f"l'extension fts installée n'est pas celle de DuckDB {duckdb.__version__}")
    connection.load_extension(str(file))


@cache
def stop_words() -> frozenset[str]:
    """French words that tell nothing, without accents."""
    return frozenset(resources.files("warehouse").joinpath("stopwords_fr.txt").read_text(encoding="utf-8").split())


def bring_in_step(connection: duckdb.DuckDBPyConnection) -> int:
    """Index what was loaded since the last time and forget what is gone; returns the texts added."""
    load_extension(connection)
    with transaction(connection):
        _ensure_index(connection)
        _forget(connection)
        added = 0
        while _next(connection):
            added += _add(connection)
        for table in _PASSING:
            connection.execute(f"DROP TABLE IF EXISTS temp.{table}")
        return added


def create_index(connection: duckdb.DuckDBPyConnection, table: str) -> None:
    """An index of a table (row_id, text), with our settings."""
    connection.execute("CREATE OR REPLACE TEMP TABLE french_stop_words AS SELECT unnest(?::VARCHAR[]) AS sw",
                       [sorted(stop_words())])  # fmt: skip
    connection.execute(
        f"PRAGMA create_fts_index('{table}', 'row_id', 'text', stemmer = 'french', "
        f"stopwords = 'french_stop_words', ignore = '{SEPARATORS}', strip_accents = 1, lower = 1, overwrite = 1)"
    )


def _ensure_index(connection: duckdb.DuckDBPyConnection) -> None:
    known = connection.execute("SELECT 1 FROM duckdb_schemas() WHERE schema_name = ?", [INDEX]).fetchone()
    if not known:
        create_index(connection, "search_texts")
        connection.execute("DELETE FROM indexed_documents")


def _forget(connection: duckdb.DuckDBPyConnection) -> None:
    """Take out texts of documents that were loaded again or are gone."""
    connection.execute("""
        CREATE OR REPLACE TEMP TABLE stale AS
        SELECT i.document_id FROM indexed_documents i LEFT JOIN documents d USING (document_id)
        WHERE d.loaded_at IS DISTINCT FROM i.loaded_at
    """)
    if not _count(connection, "stale"):
        return
    connection.execute(f"""
        CREATE OR REPLACE TEMP TABLE leaving AS
        SELECT docid FROM {INDEX}.docs WHERE left(name, 12) IN (SELECT left(document_id, 12) FROM stale);
        UPDATE {INDEX}.dict SET df = df - gone.n FROM (
            SELECT termid, count(DISTINCT docid) AS n FROM {INDEX}.terms
            WHERE docid IN (SELECT docid FROM leaving) GROUP BY termid
        ) gone WHERE gone.termid = dict.termid;
        DELETE FROM {INDEX}.terms WHERE docid IN (SELECT docid FROM leaving);
        DELETE FROM {INDEX}.docs WHERE docid IN (SELECT docid FROM leaving);
        DELETE FROM indexed_documents WHERE document_id IN (SELECT document_id FROM stale)
    """)


def _next(connection: duckdb.DuckDBPyConnection) -> int:
    """Choose the next documents not indexed yet (table ``arriving``)."""
    connection.execute(f"""
        CREATE OR REPLACE TEMP TABLE arriving AS
        SELECT document_id, loaded_at FROM documents
        WHERE document_id NOT IN (SELECT document_id FROM indexed_documents)
        ORDER BY document_id LIMIT {_AT_A_TIME}
    """)
    return _count(connection, "arriving")


def _add(connection: duckdb.DuckDBPyConnection) -> int:
    """Add the texts of the documents chosen. Each distinct word is stemmed once."""
    connection.execute(f"""
        CREATE OR REPLACE TEMP TABLE new_texts AS
        SELECT (SELECT coalesce(max(docid), -1) FROM {INDEX}.docs) + row_number() OVER (ORDER BY row_id) AS docid, *
        FROM ({_TEXTS}) texts WHERE document_id IN (SELECT document_id FROM arriving);
        CREATE OR REPLACE TEMP TABLE new_words AS
        SELECT docid, word FROM (SELECT docid, unnest({INDEX}.tokenize(text)) AS word FROM new_texts)
        WHERE word <> '' AND word NOT IN (SELECT sw FROM {INDEX}.stopwords);
        CREATE OR REPLACE TEMP TABLE stems AS
        SELECT word, stem(word, 'french') AS term FROM (SELECT DISTINCT word FROM new_words);
        INSERT INTO {INDEX}.dict
        SELECT (SELECT coalesce(max(termid), -1) FROM {INDEX}.dict) + row_number() OVER (ORDER BY term), term, 0
        FROM (SELECT DISTINCT term FROM stems ANTI JOIN {INDEX}.dict known USING (term));
        CREATE OR REPLACE TEMP TABLE new_terms AS
        SELECT w.docid, (SELECT min(fieldid) FROM {INDEX}.fields) AS fieldid, d.termid
        FROM new_words w JOIN stems s USING (word) JOIN {INDEX}.dict d USING (term);
        INSERT INTO {INDEX}.terms SELECT docid, fieldid, termid FROM new_terms;
        UPDATE {INDEX}.dict SET df = df + come.n FROM (
            SELECT termid, count(DISTINCT docid) AS n FROM new_terms GROUP BY termid
        ) come WHERE come.termid = dict.termid;
        INSERT INTO {INDEX}.docs
        SELECT t.docid, t.row_id, coalesce(n.words, 0) FROM new_texts t
        LEFT JOIN (SELECT docid, count(*) AS words FROM new_terms GROUP BY docid) n USING (docid);
        DELETE FROM {INDEX}.stats;
        INSERT INTO {INDEX}.stats SELECT count(*), avg(len) FROM {INDEX}.docs;
        INSERT INTO indexed_documents SELECT document_id, loaded_at FROM arriving
    """)
    return _count(connection, "new_texts")


def _count(connection: duckdb.DuckDBPyConnection, table: str) -> int:
    row = connection.execute(f"SELECT count(*) FROM {table}").fetchone()
    return int(row[0]) if row else 0

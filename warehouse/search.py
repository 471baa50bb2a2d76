"""French full-text search on the published warehouse, with snippets and filters."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from warehouse.errors import SearchUnavailable
from warehouse.fulltext import INDEX, LETTERS, load_extension, stop_words
from warehouse.query import open_published

if TYPE_CHECKING:
    import duckdb

SNIPPET_WORDS = 30
"""How long a snippet is."""
_WORD = re.compile(r"\w+")
_FOLD = str.maketrans({"’": "'"})


@dataclass(frozen=True, slots=True)
class Hit:
    """A text that answers the search."""

    row_id: str
    kind: str
    """'page', 'deliberation' or 'intervention'."""
    score: float
    """BM25; comparable within one search only."""
    document_id: str
    file_name: str
    page: int | None
    organisation: str | None
    body: str | None
    held_on: date | None
    title: str | None
    """Of a deliberation; the speaker of an intervention."""
    snippet: str
    """A stretch of the text around the words found."""
    marks: tuple[tuple[int, int], ...]
    """[start, end) of the words found, in ``snippet``."""

    def highlighted(self, before: str, after: str) -> str:
        """The snippet with the words found between two marks."""
        told, last = [], 0
        for start, end in self.marks:
            told += [self.snippet[last:start], before, self.snippet[start:end], after]
            last = end
        return "".join([*told, self.snippet[last:]])


def search(
    path: Path,
    words: str,
    *,
    body: str | None = None,
    since: date | None = None,
    until: date | None = None,
    kind: str | None = None,
    limit: int = 20,
) -> list[Hit]:
    """Find texts in which all the words stand, in any form; best first. Where there are none, those with any of them.

    Args:
        path: of the published file.
        words: what is looked for; accents, capitals and endings do not matter.
        body: only of organisations or bodies whose name contains this, accents and capitals apart.
        since: only of sessions held on that day or later.
        until: only of sessions held on that day or earlier.
        kind: 'page', 'deliberation' or 'intervention'; None for all.
        limit: at most so many.

    Raises:
        SearchUnavailable: the file has no index.
        WarehouseMissing: nothing is published there.
    """
    if kind is not None and kind not in LETTERS:
        raise SearchUnavailable(f"genre de texte inconnu : {kind} (page, deliberation ou intervention)")
    with open_published(path) as connection:
        load_extension(connection)
        _require_index(connection)
        wanted = _folded(connection, words)
        if not wanted:
            return []
        stems = _stems(connection, wanted)
        asked = {
            "stems": sorted(set(stems.values())),
            "letter": LETTERS[kind] if kind else None,
            "body": body,
            "since": since,
            "until": until,
            "limit": limit,
        }
        found = _best(connection, {**asked, "all_words": True})
        if not found and len(wanted) > 1:
            found = _best(connection, {**asked, "all_words": False})
        _tell(connection, found)
        stems |= _stems(connection, [w for f in found for w in _WORD.findall(f["text"])])
    sought = {stems[w] for w in wanted}
    return [_hit(f, sought, stems) for f in found]


_FOUND = f"""
WITH asked AS (
    SELECT termid, df FROM {INDEX}.dict WHERE term IN (SELECT unnest($stems::VARCHAR[]))
),
counted AS (
    SELECT docid, termid, count(*) AS tf FROM {INDEX}.terms
    WHERE termid IN (SELECT termid FROM asked) GROUP BY docid, termid
),
weighed AS (
    SELECT docid, tf, log((num_docs - df + 0.5) / (df + 0.5) + 1) AS rarity, avgdl
    FROM counted JOIN asked USING (termid) CROSS JOIN {INDEX}.stats
)
SELECT any_value(name) AS row_id, sum(rarity * tf * 2.2 / (tf + 1.2 * (0.25 + 0.75 * len / avgdl))) AS score
FROM weighed JOIN {INDEX}.docs USING (docid)
WHERE $letter IS NULL OR name[14] = $letter
GROUP BY docid
HAVING NOT $all_words OR count(*) = len($stems::VARCHAR[])
"""
"""What the index's own ``match_bm25`` gives, with its k and b, in one pass over the postings: the macro looks every
text of the archive up by name, at twice the price. A test holds the two equal."""
_PLACED = """
SELECT f.row_id, f.score, d.document_id, d.file_name, coalesce(o.name, m.organisation) AS organisation, m.body,
       m.held_on
FROM found f
JOIN documents d ON left(d.document_id, 12) = left(f.row_id, 12)
LEFT JOIN meetings m ON m.meeting_id = left(f.row_id, 12) || '-M00001'
LEFT JOIN organisations o USING (organisation_id)
WHERE ($since IS NULL OR m.held_on >= $since)
  AND ($until IS NULL OR m.held_on <= $until)
  AND ($body IS NULL OR contains(lower(strip_accents(concat_ws(' ', o.name, m.organisation, m.body))),
                                 lower(strip_accents($body))))
"""
_BEST = "ORDER BY score DESC, row_id LIMIT $limit"
_TOLD = {
    "page": "SELECT row_id, page, NULL AS title, text FROM pages",
    "deliberation": "SELECT row_id, page, title, concat_ws(' — ', title, decision) AS text FROM deliberations",
    "intervention": "SELECT row_id, page, speaker AS title, text FROM interventions",
}
"""Kind -> where its texts stand."""
_PLACES = ("row_id", "score", "document_id", "file_name", "organisation", "body", "held_on")


def _best(connection: duckdb.DuckDBPyConnection, asked: dict[str, Any]) -> list[dict[str, Any]]:
    """The texts that answer best, with the session they are from. Only filters need the sessions of every answer."""
    is_filtered = any(asked[f] is not None for f in ("body", "since", "until"))
    if is_filtered:
        query = f"WITH found AS ({_FOUND}) {_PLACED} {_BEST}"
    else:
        query = f"WITH found AS ({_FOUND} {_BEST}) {_PLACED} ORDER BY score DESC, row_id"
        asked = {**asked, "body": None, "since": None, "until": None}
    rows = connection.execute(query, asked).fetchall()
    return [dict(zip(_PLACES, row, strict=True)) for row in rows]


def _tell(connection: duckdb.DuckDBPyConnection, found: list[dict[str, Any]]) -> None:
    """Add kind, page, title and text to each text found."""
    for kind, letter in LETTERS.items():
        wanted = [f["row_id"] for f in found if f["row_id"][13] == letter]
        if not wanted:
            continue
        query = f"SELECT * FROM ({_TOLD[kind]}) told WHERE row_id IN (SELECT unnest(?::VARCHAR[]))"
        told = {row[0]: row[1:] for row in connection.execute(query, [wanted]).fetchall()}
        for place in found:
            if place["row_id"] in told:
                page, title, text = told[place["row_id"]]
                place.update(kind=kind, page=page, title=title, text=text or "")


def _require_index(connection: duckdb.DuckDBPyConnection) -> None:
    known = connection.execute("SELECT 1 FROM duckdb_schemas() WHERE schema_name = ?", [INDEX]).fetchone()
    if not known:
        raise SearchUnavailable("le fichier publié n'a pas d'index de recherche")


def _folded(connection: duckdb.DuckDBPyConnection, words: str) -> list[str]:
    """The words looked for as the index knows them, without those that tell nothing."""
    row = connection.execute(f"SELECT {INDEX}.tokenize(?)", [words.translate(_FOLD)]).fetchone()
    found = [w for w in (row[0] if row else []) if w and w not in stop_words()]
    return list(dict.fromkeys(found))


def _stems(connection: duckdb.DuckDBPyConnection, words: list[str]) -> dict[str, str]:
    """Each word's stem, as the index makes it."""
    rows = connection.execute(
        "SELECT word, stem(lower(strip_accents(word)), 'french') FROM (SELECT DISTINCT unnest(?::VARCHAR[]) AS word)",
        [words],
    ).fetchall()
    return dict(rows)


def _hit(found: dict[str, Any], sought: set[str], stems: dict[str, str]) -> Hit:
    snippet, marks = _snippet(found.pop("text"), sought, stems)
    return Hit(**found, snippet=snippet, marks=marks)


def _snippet(text: str, sought: set[str], stems: dict[str, str]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The stretch of the text with most of the words sought, and where they stand in it."""
    words = list(_WORD.finditer(text))
    meant = [i for i, w in enumerate(words) if stems.get(w.group()) in sought]
    if not meant:
        return " ".join(text.split()[:SNIPPET_WORDS]), ()
    best = max(meant, key=lambda i: (_different(words, meant, i, stems), -i))
    first = max(0, best - 5)
    last = min(len(words), first + SNIPPET_WORDS) - 1
    start, end = words[first].start(), words[last].end()
    head, tail = ("… " if first else ""), (" …" if last + 1 < len(words) else "")
    shift = len(head) - start
    marks = tuple((words[i].start() + shift, words[i].end() + shift) for i in meant if first <= i <= last)
    flat = text[start:end].replace("\n", " ").replace("\t", " ")
    return f"{head}{flat}{tail}", marks


def _different(words: list[re.Match[str]], meant: list[int], at: int, stems: dict[str, str]) -> int:
    return len({stems[words[i].group()] for i in meant if at <= i < at + SNIPPET_WORDS - 5})

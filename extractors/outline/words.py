"""The outline's lexicon, compiled, and the folding of text it is matched on."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from extractors.lexicons import load


def fold(string: str) -> str:
    """Lower case without accents, typographic apostrophes and double spaces."""
    flat = unicodedata.normalize("NFKD", string.replace("’", "'").replace("œ", "oe").replace("Œ", "oe"))
    return " ".join("".join(c for c in flat if not unicodedata.combining(c)).lower().split())


@cache
def _patterns(name: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{p})" for p in load("outline")[name]))


def is_agenda_title(string: str) -> bool:
    """Whether a line is nothing but the title of the agenda."""
    return bool(_patterns("agenda_titles").fullmatch(_bare(string)))


def heads_agenda_column(string: str) -> bool:
    """Whether a cell is nothing but the head of a column of an agenda set as a table."""
    return bool(_patterns("agenda_columns").fullmatch(_bare(string)))


def announces_agenda(string: str) -> bool:
    """Whether a sentence ends by announcing the agenda, rather than a change to it."""
    end = fold(string)[-160:]
    return bool(_patterns("agenda_announced").search(end)) and not _patterns("agenda_changed").search(end)


def ends_agenda(string: str) -> bool:
    """Whether a line begins the roll or the formalities."""
    return bool(_patterns("not_agenda").match(_bare(string)))


def is_no_heading(string: str) -> bool:
    """Whether a line set as a title names a part of an item, a vote or a formality."""
    return bool(_patterns("not_headings").fullmatch(_bare(string)))


def counts_ballots(string: str) -> bool:
    """Whether a line is one of the counts of an election (*Suffrages exprimés : 14*)."""
    return bool(_patterns("ballot_counts").fullmatch(_bare(string)))


def counts_members(string: str) -> bool:
    """Whether a text is nothing but counts of members (*en exercice : 19 présents : 13 votants : 16*)."""
    return bool(_patterns("member_counts").fullmatch(_bare(string)))


def is_usual_heading(string: str) -> bool:
    """Whether a line is a heading that needs no number and no setting of its own (*Questions diverses*)."""
    return bool(_patterns("usual_headings").fullmatch(_bare(string)))


def announces_matter(string: str) -> bool:
    """Whether a line says itself that it is the heading of a matter (*Délibération sur les tarifs*)."""
    return not ends_sentence(string) and bool(_patterns("announced_headings").fullmatch(_bare(string)))


def ends_sentence(string: str) -> bool:
    """Whether a line ends as sentences and entries of lists do; the full stop of *S.I.V.O.M.* or *Mme L.* is none."""
    return string.rstrip().endswith((".", ";", ",")) and _ACRONYM.search(string) is None


_ACRONYM = re.compile(r"(?:\b[A-Z]\.){2,}\s*$|\b(?:M|Mme|Mlle|MM)\.?\s+[A-Z]\.\s*$")


def has_object_word(text: str) -> bool:
    """Whether a heading begins with *Objet :*."""
    return _OBJECT.match(text) is not None


def without_object_word(string: str) -> str:
    """A title without the word *Objet :* or *Délibération :* before it."""
    return _OBJECT.sub("", _ACT_WORD.sub("", string, count=1), count=1)


_ACT_WORD = re.compile(r"^\s*d[ée]lib[ée]rations?\s*:\s*(?=\S)", re.IGNORECASE)
_OBJECT = re.compile(r"^\s*objets?\s*:\s*(?=\S)", re.IGNORECASE)


def _bare(string: str) -> str:
    return fold(string).strip(" :;.,-–—*«»\"'•")

"""How a list of names is set: separated by commas, by dashes, or one name a line."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractors.attendance.vocabulary import vocabulary
from extractors.french.fold import fold


@dataclass(frozen=True, slots=True)
class ListStyle:
    """The habits of one list."""

    is_lines: bool
    """One entry a line: the end of a printed line ends an entry."""
    is_dashes: bool
    """Entries are separated by dashes between spaces."""
    has_civilities: bool
    """Most entries carry a civility of their own."""
    has_initials: bool
    """Given names are initials, so that *M.* is one of them."""
    has_separators: bool
    """Commas, semicolons or civilities part the entries."""
    has_pairs: bool
    """Most entries print given name and surname."""


_BRACKETS = re.compile(r"\([^)]*\)?|\[[^\]]*\]?")
_DASH = re.compile(r"(?<=\S)\s+[-–—‐]\s*(?=[A-ZÉÈ])|(?<=[^\W\d_])[-–—‐]\s+(?=[A-ZÉÈ])")
_INITIAL = re.compile(r"(?<![^\W\d_.])(?!M\.)[A-Z]\.(?:-?[A-Z]\.)?\s?[A-Z][^\W\d_]{2,}")
_CIVILITY = re.compile(r"(?<![^\W\d_])(?:M\.|Mr\.?|Mme\.?|Monsieur|Madame|Mlle\.?|monsieur|madame)(?=\s?[A-ZÉÈ])")


_WRAPPED = re.compile(r"(?<=[ \v\n]M\.)\v|(?<=[ \v\n]Mme)\v|(?<=[ \v\n]et)\v")
"""The end of a line between a civility and its name."""

_TWO_OF_GROUP = re.compile(r"(?:MM|Ms|Mrs|Mmes|Messieurs|Mesdames)\b[^,;:\v\n]+[-–—][^,;:\v\n]+")
"""*MM. X – Y*: a civility in the plural before two names, not before a double one."""


def style_of(body: str) -> ListStyle:
    """Tell the style of a list from the whole of it (marked as in `RollText`)."""
    text = _WRAPPED.sub(" ", _BRACKETS.sub(" ", body))
    commas = len(_entry_commas(text))
    dashes = len(_DASH.findall(re.sub(r"[\v\n]\s*[-–—]", "\v", text)))
    civilities = len(_CIVILITY.findall(text))
    lines = [line for line in re.split(r"[\v\n]", text) if line.strip()]
    crowded = sum(
        1 for line in lines if len(_entry_commas(line.strip().rstrip(",;"))) or len(_CIVILITY.findall(line)) > 1
    )
    dashed = sum(1 for line in lines if len(_DASH.findall(line.strip())) > 0)
    is_dashes = dashes >= 2 and dashes > commas and dashes > civilities * 0.6
    is_dashes = is_dashes or (dashes == 1 and _TWO_OF_GROUP.fullmatch(text.strip()) is not None)
    stops = sum(1 for line in lines if re.search(r"[^\W\d_]{3}\.\s?[A-ZÉÈ]", line))
    is_lines = len(lines) > 1 and not crowded and not (is_dashes and dashed) and not stops
    others = len(_INITIAL.findall(text))
    has_initials = others >= 3 and "Mme" not in text and others > len(re.findall(r"(?<![^\W\d_])M\.", text))
    pieces = [p.split() for p in re.split(r"[,;]|\s[-–—]\s", text)]
    pairs = sum(len(p) >= 2 and all(w[:1].isupper() for w in p[-2:]) for p in pieces)
    return ListStyle(
        is_lines, is_dashes, civilities >= 2, has_initials, commas > 0 or civilities > 1, pairs > 0.5 * len(pieces)
    )


def _entry_commas(text: str) -> list[str]:
    """Commas and semicolons after which a person comes, rather than a role."""
    role = vocabulary().role
    found = []
    for match in re.finditer(r"(?:[,;*]|(?<![sS])(?:(?<=\s)/|/(?=\s)))\s*(?=(\S[^,;*\n\v]*))", text):
        following = match[1]
        if following[:1].isupper() and not role.match(fold(following)):
            found.append(following)
    return found

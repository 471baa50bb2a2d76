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


_BRACKETS = re.compile(r"\([^)]*\)?|\[[^\]]*\]?")
_DASH = re.compile(r"(?<=\S)\s+[-–—‐]\s*(?=[A-ZÉÈ])|(?<=[^\W\d_])[-–—‐]\s+(?=[A-ZÉÈ])")
_CIVILITY = re.compile(r"(?<![^\W\d_])(?:M\.|Mr\.?|Mme\.?|Monsieur|Madame|Mlle\.?|monsieur|madame)(?=\s?[A-ZÉÈ])")


def style_of(body: str) -> ListStyle:
    """Tell the style of a list from the whole of it (marked as in `RollText`)."""
    text = _BRACKETS.sub(" ", body)
    commas = len(_entry_commas(text))
    dashes = len(_DASH.findall(re.sub(r"[\v\n]\s*[-–—]", "\v", text)))
    civilities = len(_CIVILITY.findall(text))
    lines = [line for line in re.split(r"[\v\n]", text) if line.strip()]
    crowded = sum(
        1 for line in lines if len(_entry_commas(line.strip().rstrip(",;"))) or len(_CIVILITY.findall(line)) > 1
    )
    dashed = sum(1 for line in lines if len(_DASH.findall(line.strip())) > 0)
    is_dashes = dashes >= 2 and dashes > commas and dashes > civilities * 0.6
    stops = sum(1 for line in lines if re.search(r"[^\W\d_]{3}\.\s?[A-ZÉÈ]", line))
    is_lines = len(lines) > 1 and not crowded and not (is_dashes and dashed) and not stops
    return ListStyle(is_lines, is_dashes, civilities >= 2)


def _entry_commas(text: str) -> list[str]:
    """Commas and semicolons after which a person comes, rather than a role."""
    role = vocabulary().role
    found = []
    for match in re.finditer(r"[,;]\s*(?=(\S[^,;\n\v]*))", text):
        following = match[1]
        if following[:1].isupper() and not role.match(fold(following)):
            found.append(following)
    return found

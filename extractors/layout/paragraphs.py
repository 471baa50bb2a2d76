"""From lines to paragraphs: which line goes on from the one before, over column and page breaks too."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from corpus.page import Reading, Word
from extractors.document import Line
from extractors.layout.rows import typical_size
from extractors.numbering import LabelKind, parse_bullet, parse_label

_ENDS = re.compile(r"[.!?:;»\"”]\s*$")
_ENDS_SENTENCE = re.compile(r"[.!?]\s*[»\"”)]?\s*$")


@dataclass(frozen=True, slots=True)
class Setting:
    """A line as set: where, how large, how heavy, in which column."""

    line: Line
    left: float
    """The column's left edge."""
    right: float
    """The column's right edge (of its text)."""
    size: float
    bold: float
    """Share of the letters that are bold, 0-1."""
    pitch: float
    """Usual distance of baselines in this region; 0 where unknown."""
    is_exact: bool
    """Sizes and weights come from the file rather than from a picture."""
    first_in_region: bool = False
    table_before: bool = False

    @property
    def string(self) -> str:
        """The line's words."""
        return self.line.string


def set_lines(page: int, reading: Reading, rows: Sequence[Sequence[Word]], left: float, right: float) -> list[Setting]:
    """Measure the rows of a region."""
    lines = [Line(page, tuple(row)) for row in rows]
    boxes = [line.box for line in lines]
    steps = [(a, b.y1 - a.y1) for a, b in pairwise(boxes) if b.y1 > a.y1]
    pitches = [step for a, step in steps if a.x1 >= right - 0.1 * (right - left)] or [step for _, step in steps]
    pitch = _mode(pitches)
    return [
        Setting(
            line,
            left,
            right,
            typical_size(line.words),
            _bold_share(line),
            pitch,
            reading is Reading.DIGITAL,
            first_in_region=i == 0,
        )
        for i, line in enumerate(lines)
    ]


def _mode(values: list[float]) -> float:
    """The commonest of measured distances, to about a point; the smaller of two as common."""
    if not values:
        return 0.0
    counts: dict[int, list[float]] = {}
    for value in values:
        counts.setdefault(round(value), []).append(value)
    best = max(
        counts, key=lambda k: (len(counts[k]) + 0.5 * (len(counts.get(k - 1, ())) + len(counts.get(k + 1, ()))), -k)
    )
    return median(counts[best])


def _bold_share(line: Line) -> float:
    letters = sum(len(w.text) for w in line.words)
    return sum(len(w.text) for w in line.words if w.bold) / letters if letters else 0.0


def starts_entry(string: str, is_recognised: bool = False) -> bool:
    """Whether a line opens with a bullet or a label that no running sentence would put there."""
    if parse_bullet(string, is_recognised) is not None:
        return True
    label = parse_label(string, is_recognised)
    if label is None:
        return False
    if label.kind is LabelKind.UPPER:
        return label.closing != "." or not re.match(r"[A-Z][a-zé]+\b|[A-ZÉ-]{2,}\b(?=[,;.)]|$)", string[label.end :])
    return True


def goes_on(before: Setting, after: Setting) -> bool:
    """Whether ``after`` continues the paragraph ``before`` is the last line of."""
    if starts_entry(after.string, not after.is_exact) and not _hangs(before, after):
        return False
    same_page = before.line.page == after.line.page
    a, b = before.line.box, after.line.box
    text = before.string
    lower = after.string[:1].islower()
    if same_page and not after.first_in_region and b.y0 >= a.y0:
        return _goes_on_below(before, after, lower)
    if _ENDS_SENTENCE.search(text):
        return False
    if after.is_exact and _differs(before, after):
        return False
    if lower and not text.rstrip().endswith((":", ";")):
        return True
    return not _ENDS.search(text) and _is_full(before, after) and not _is_capital(after.string)


_HANGING = re.compile(
    r"(?:^|[\s(])(?:à|au|aux|de|du|des|d['’]|la|le|les|l['’]|et|ou|en|par|pour|sur|dans|avec|sans|sous|que|qui|un|une|n\s?°|"
    r"articles?|alinéas?|délibérations?|arrêtés?|décisions?|lois?|décrets?|page|soit|son|sa|ses|leur|leurs|ce|cette|ces)$",
    re.IGNORECASE,
)


_CIVILITY_LAST = re.compile(r"(?:^|[\s(])(?:MM?\.|Mmes?|Mlles?|Monsieur|Madame|Messieurs|Mesdames)$")
"""*... sort à 19 h 5. M.* / *X est élu*: the name is on the next line."""
_CLOSES = re.compile(r"(?:\d{1,3}|[a-zà-ÿ][^()]{3,60})\s?\)")
"""*(3 voix contre* / *1)*, *(sauf* / *délibération n° 4)*: it ends what the line before opened and labels nothing."""
_NUMBER_SIGN = re.compile(r"n\s?°")


def _hangs(before: Setting, after: Setting) -> bool:
    """Whether the line before cannot end there, so that the number on the next line is not a label."""
    if before.line.page == after.line.page and after.line.box.y1 - before.line.box.y1 > 1.6 * (
        before.pitch or before.size
    ):
        return False
    text = before.string.rstrip()
    if not _is_full(before, after):
        return False
    if _CLOSES.match(after.string) and text.rfind("(") > text.rfind(")"):
        return True
    return bool(_HANGING.search(text)) or (bool(_NUMBER_SIGN.match(after.string)) and not _ENDS.search(text))


def _goes_on_below(before: Setting, after: Setting, lower: bool) -> bool:
    a, b = before.line.box, after.line.box
    size = max(before.size, after.size, 1.0)
    pitch = b.y1 - a.y1
    usual = before.pitch or 1.4 * size
    near = pitch <= 1.3 * usual + 1 or b.y0 - a.y1 <= 0.35 * size
    text = before.string.rstrip()
    if not near:
        return lower and pitch <= 2.2 * usual and not _ENDS.search(text) and _is_full(before, after)
    if _differs(before, after) or _is_title_after(text, after.string):
        return False
    if _CIVILITY_LAST.search(text) and after.string[:1].isupper():
        return True
    if _is_full(before, after):
        return True
    if lower:
        return not text.endswith((".", ";", ":"))
    return (
        _is_centred(before)
        and _is_centred(after)
        and not _ENDS.search(text)
        and _is_capital(text) == _is_capital(after.string)
    )


_WORDS_END = re.compile(r"(?:[a-zà-ÿ]{3,}|[\d)»]|\b(?:HT|TTC|[NU][A-D]))\s?\.\s*$")


_OBJECT = re.compile(r"\W?objet\s?:", re.IGNORECASE)


def _is_title_after(text: str, following: str) -> bool:
    """*... adopte ces tarifs par 8 voix.* / *OBJET : SUBVENTION À LA COOPÉRATIVE*: prose ends, capitals begin."""
    if text.endswith(".") and _OBJECT.match(following):
        return True
    is_end = _WORDS_END.search(text) is not None and _CIVILITY_LAST.search(text.rstrip(".")) is None
    return is_end and not _is_capital(text) and _is_capital(following) and len(following.split()) > 1


def _differs(before: Setting, after: Setting) -> bool:
    """Whether the type changes: a heading over its text."""
    larger = max(before.size, after.size)
    tolerance = 0.12 if before.is_exact and after.is_exact else 0.3
    if abs(before.size - after.size) > tolerance * larger:
        return True
    if before.is_exact and after.is_exact:
        return (before.bold >= 0.9) != (after.bold >= 0.9) and abs(before.bold - after.bold) > 0.6
    return False


def _is_full(before: Setting, after: Setting) -> bool:
    """Whether the next line's first word would not have fitted: the break was the typesetter's, not the author's."""
    first = after.line.words[0].box.width
    space = 0.2 * before.size
    slack = 0.5 * before.size if before.is_exact else 1.0 * before.size
    return before.line.box.x1 + space + first >= before.right - slack


def _is_centred(setting: Setting) -> bool:
    box = setting.line.box
    left, right = box.x0 - setting.left, setting.right - box.x1
    return left > 2 * setting.size and abs(left - right) <= 0.15 * (left + right) + 4


def _is_capital(string: str) -> bool:
    letters = [c for c in string if c.isalpha()]
    return len(letters) >= 4 and sum(c.isupper() for c in letters) >= 0.8 * len(letters)

"""What a paragraph looks like: heading, list item or plain, by its setting against that of the document."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.document import BlockKind
from extractors.layout.paragraphs import Setting
from extractors.numbering import Label, LabelKind, parse_bullet, parse_label

_MAX_WORDS = 45
_HEADING_LABELS = frozenset((LabelKind.ROMAN, LabelKind.ROMAN_DECIMAL, LabelKind.ACT, LabelKind.WORD))
_RUNNING = re.compile(r"[.;,]\s*$")


@dataclass(frozen=True, slots=True)
class Look:
    """The features of a paragraph that tell its kind."""

    kind: BlockKind
    label: Label | None
    bullet: str | None
    body_start: int
    size: float
    is_bold: bool
    is_capital: bool
    is_centred: bool
    is_underlined: bool


def look_at(settings: Sequence[Setting], string: str, body_size: float, underlined: float) -> Look:
    """Judge a paragraph set in ``settings``; ``underlined`` is the share of its width that has a rule beneath."""
    is_recognised = not settings[0].is_exact
    bullet = parse_bullet(string, is_recognised)
    label = None if bullet else parse_label(string, is_recognised)
    if bullet and (act := parse_label(string)) is not None and act.kind is LabelKind.ACT:
        bullet, label = None, act
    if label is not None and label.kind is LabelKind.UPPER and _is_initial(string, label):
        label = None
    start = bullet[1] if bullet else label.end if label else 0
    body = string[start:]
    size = sorted(s.size for s in settings)[len(settings) // 2]
    letters = [c for c in body if c.isalpha()]
    bold = sum(s.bold * len(s.string) for s in settings) / max(1, sum(len(s.string) for s in settings))
    is_capital = len(letters) >= 3 and sum(c.isupper() for c in letters) >= 0.85 * len(letters)
    look = Look(
        BlockKind.PARAGRAPH,
        label,
        bullet[0] if bullet else None,
        start,
        size,
        bold >= 0.8,
        is_capital,
        all(is_centred(s) for s in settings),
        underlined >= 0.6,
    )
    return _with_kind(look, body, body_size, settings[0].is_exact)


def _with_kind(look: Look, body: str, body_size: float, is_exact: bool) -> Look:
    kind = BlockKind.PARAGRAPH
    words = len(body.split())
    larger = body_size > 0 and look.size >= body_size * (1.1 if is_exact else 1.3)
    set_apart = sum((look.is_bold, look.is_capital, larger, look.is_centred, look.is_underlined))
    running = bool(_RUNNING.search(body)) and not look.is_capital
    if body.rstrip().endswith(",") and (look.is_underlined or look.is_bold):
        running = False
    if look.bullet:
        kind = BlockKind.ITEM
    elif words and words <= _MAX_WORDS and not running and set_apart and any(c.isalpha() for c in body):
        kind = BlockKind.HEADING
    elif look.label is not None:
        is_title = look.label.kind in _HEADING_LABELS and words <= _MAX_WORDS and not running
        kind = BlockKind.HEADING if is_title else BlockKind.ITEM
    return Look(
        kind,
        look.label,
        look.bullet,
        look.body_start,
        look.size,
        look.is_bold,
        look.is_capital,
        look.is_centred,
        look.is_underlined,
    )


def is_centred(setting: Setting) -> bool:
    """Whether a line stands in the middle of its column with room on both sides."""
    box = setting.line.box
    left, right = box.x0 - setting.left, setting.right - box.x1
    return left > 3 * setting.size and abs(left - right) <= 0.12 * (left + right) + 3


def _is_initial(string: str, label: Label) -> bool:
    """``C. Martin``: a capital, a full stop and a name is a person."""
    rest = string[label.end :]
    return label.closing == "." and bool(re.match(r"[A-ZÉÈ][\w'’-]+\s*(?:[,;:.)(]|[-–—]\s)", rest))

"""The labels clerks put before headings and list entries: roman, decimal, lettered, official act numbers.

Belongs here: recognising a label at the start of a line and comparing labels. Whether the line is a heading is for
`layout.kinds` and `outline` to say.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum


class LabelKind(StrEnum):
    """What family a printed label is of; labels of one family at one depth are siblings."""

    ROMAN = "roman"
    """I. II. IV -"""
    ROMAN_DECIMAL = "roman-decimal"
    """I.2, II.1.3"""
    UPPER = "upper"
    """A. B) C -"""
    LOWER = "lower"
    """a) b. c/"""
    NUMBER = "number"
    """1. 2) 3° 4 - 5/"""
    DECIMAL = "decimal"
    """1.2, 3.1.4"""
    ACT = "act"
    """An official act number: DEL2025-59, 2020-09-01, 20221205 1, n° 2013/616."""
    WORD = "word"
    """A word and a number: Point n° 3, Question 4, Rapport n° 12, Article 2, Annexe 1."""


@dataclass(frozen=True, slots=True)
class Label:
    """A printed label."""

    text: str
    """Without punctuation around: 'I', 'I.2', 'a', 'DEL2025-59'."""
    kind: LabelKind
    end: int
    """Offset at which the text after label and separator begins."""
    closing: str = ""
    """The separator printed after it ('.', ')', '-', ...): siblings share it."""
    ordinal: int | None = None
    """Its place among siblings: I -> 1, b -> 2, 12 -> 12, the last part of decimals."""


_SEPARATOR = r"(?:\s?(?:°\s?\)|[.)°/:\]])\s?(?:[-–—]\s)?|\s[-–—.:/]\s?|[-–—]\s|[-–—](?=[^\W\d_]{2}))"
_ACT_CORE = (
    r"(?:"
    r"[A-Z]{1,6}[ _/.-]?(?:19|20)\d{2}[ _/.-]{1,2}\d{1,4}(?:[_/.-]\d{1,4})*[A-Z]?"  # DEL2025-59, DCS2024_01
    r"|(?:19|20)\d{2}[/_.-]\d{1,4}(?:[A-D]\b|(?:[/_.-][A-Z0-9]{1,5})*)"  # 2020-09-01, 2013/616, 2021-12, 2021-12B
    r"|(?:[A-Z]{2,5}[_-]?)?(?:19|20)\d{2}[01]\d[0-3]\d[ _/.-]{1,2}\d{1,3}"  # 20221205 1, CM20221205-1
    r"|[0-3]\d[01]\d(?:19|20)\d{2}[ _/.-]{1,2}\d{1,3}"  # 05122022-1
    r"|(?:19|20)\d{2}(?P<mark>[/_.-])[A-Z]{1,4}(?P=mark)\d{1,4}"  # 2022-C-45
    r"|\d{2}(?P<sign>[/_.-])[A-Z]{1,3}(?P=sign)\d{2,4}"  # 22/C/045
    r"|[A-Z]{2,5}(?P<dot>[/.])\d{2}(?P=dot)\d{2,4}"  # DB/22/045
    r"|[A-Z]{2,6}[ _-]?\d{2,4}[_/.-]\d{1,4}(?:[_/.-]\d{1,4})?"  # CM-24-012, BC21-05, DCM 19-03-01
    r"|(?:(?!M)[A-Z]|[A-Z]{2,5})[. _-]{0,2}\d{1,3}[/-](?:19|20)\d{2}(?!\d)"  # D.12/2021, DEL 12-2021
    r"|\d{1,3}[/.-](?:19|20)\d{2}(?:[/.-]\d{1,3})?"  # 12/2021, 04-2019
    r"|(?:19|20)\d{2}[A-Z]{1,5}\d{1,4}"  # 2021DCM12
    r"|[A-Z]{1,4}(?:19|20)\d{2}\d{2,3}"  # D202455
    r"|(?!M)[A-Z]\d{2}[_/-]\d{2,4}(?!/)"  # D24-07
    r"|\d{2}[_/-]\d{3}(?![\d/.-])"  # 25-001
    r")"
)
_ACT_WORD = (
    r"(?:d[ée]lib[ée]rations?|d[ée]lib|d[ée]cisions?|dcm|dcc|dcs|d[ée]l|arr[êe]t[ée]s?|actes?|affaires?|dossiers?)"
)
_MARK = r"(?:\W|[-–•●▪➢*]\s(?=d[ée]lib|dcm|DCM|D[ÉE]LIB|D[ée]lib))?"
"""A bullet may stand before *Délibération n° 12*: it is no entry of a list then."""
_NUMBER_SIGN = r"(?:n\s?[°ºo]s?\s?\.?:?\s*|num[ée]ro\s+)"
_ACT = re.compile(
    rf"(?:{_MARK}(?i:{_ACT_WORD}\b(?:\.(?=\s))?\s*(?:{_NUMBER_SIGN})?)|\W?(?i:{_NUMBER_SIGN})?)"
    rf"(?P<label>{_ACT_CORE})(?!\d)(?P<sep>\s*[-–—:.)\]/]\s*|\s+|$)"
    rf"(?:(?<=[-–—:]\s){_NUMBER_SIGN}\d{{3,6}}\s?[-–—:]\s)?",
)
"""Behind the number may stand the one of the act as sent to the prefecture: *48/2025 : n° 4713 : Titre*."""
_ACT_SMALL = re.compile(
    rf"(?:{_MARK}{_ACT_WORD}\s*{_NUMBER_SIGN}|{_NUMBER_SIGN}|{_MARK}d[ée]lib[ée]ration\s+(?=\d{{1,3}}\s?[:–—-]\s))"
    r"(?P<label>(?:19|20)\d{2}\s[-–/]\s\d{1,4}|\d{1,3}\s/\s(?:19|20)\d{2}|\d{1,4}(?:[ _/.-]\d{1,4})*)"
    r"(?P<sep>\s*[-–—:.)/]\s*|\s+|$)",
    re.IGNORECASE,
)
_NAMED = re.compile(rf"\W?(?:{_ACT_WORD})(?![^\W\d_])", re.IGNORECASE)
_WORD = re.compile(
    rf"(?:points?|questions?|rapports?|articles?|annexes?|projets?|titre|chapitre|partie|sujet|th[èe]me|objet)\s+"
    rf"(?:{_NUMBER_SIGN})?(?P<label>\d{{1,3}}|[IVX]{{1,5}}|[A-H])(?![\w])(?P<sep>\s*[-–—:.)/]\s*|\s+|$)",
    re.IGNORECASE,
)
_RANKED = re.compile(
    r"(?P<label>\d{1,2})\s?(?:er|[èe]re|[èe]?me|e)\s+(?:question|point|affaire|objet|sujet|dossier)(?P<sep>\s*[-–—:.]\s*)",
    re.IGNORECASE,
)
"""*2ème question : Tarif de l'eau*."""
_ROMAN_DECIMAL = re.compile(
    rf"(?P<label>[IVX]{{1,6}}(?:(?:\.\s?|\s?[-–]\s?)\d{{1,2}})+)(?P<sep>{_SEPARATOR}|\s+)(?=\S)"
)
_ROMAN = re.compile(rf"(?P<label>[IVX]{{1,6}})(?P<sep>{_SEPARATOR})(?=\S)")
_DECIMAL = re.compile(
    rf"(?P<label>\d{{1,2}}(?:(?:\.|\s?[-–]\s?)\d{{1,2}}){{1,3}})(?P<sep>{_SEPARATOR}|\s+)(?=[^\W\d_]|[«\"'(\[’])"
)
_NUMBER = re.compile(rf"(?P<label>\d{{1,3}})(?P<sep>{_SEPARATOR}|[èe]?me\s*[-–—:.)]\s*)(?=\S)")
_LETTER = re.compile(r"(?P<label>[A-La-l])(?P<sep>\s?[.)°/](?:\s(?:[-–—]\s)?|(?=[^\W\d_]{3}))|\s[-–—]\s|[-–—]\s)(?=\S)")
_MIXED = re.compile(rf"(?P<label>[A-H](?:[.\-]?\d{{1,2}}){{1,3}})(?P<sep>{_SEPARATOR}|\s+)(?=[^\W\d_]|[«\"(])")


_MISREAD_ROMAN = re.compile(
    r"(?P<label>[IVXl1|!]{2,5}|l|\||!)(?P<tail>\.\d{1,2})?(?P<sep>\s?[.,)]\s?|\s?[-–—]\s|(?<=\d)\s)(?=\S)"
)
_MISREAD_SHORT = re.compile(r"(?P<head>[ILl]{1,3})(?P<tail>\d)\.?\s+(?=[A-ZÀ-Þ]{3})")
_BARE_NUMBER = re.compile(r"(?P<label>\d{1,2})\s+(?=[A-ZÀ-Þ]{3}|[A-ZÀ-Þ][a-zß-ÿ]{3})")
_MISREAD_NUMBER = re.compile(r"(?P<label>\d{1,2})(?P<sep>\s?,\s)(?=[^\W\d_])")


def parse_label(string: str, is_recognised: bool = False) -> Label | None:
    """The label ``string`` starts with, if it starts with one.

    ``is_recognised`` allows for what OCR makes of labels: ``Il.`` for ``II.``, ``2,`` for ``2.``, ``111.1`` for
    ``III.1``.

    ``M. Dupont`` and ``C. Martin`` are civility and initial, not labels: M never is a label, and a single capital
    needs more than a name after it (the caller decides). Amounts, dates and clock times are not labels.
    """
    for pattern, kind in (
        (_ACT, LabelKind.ACT),
        (_ACT_SMALL, LabelKind.ACT),
        (_WORD, LabelKind.WORD),
        (_RANKED, LabelKind.WORD),
        (_ROMAN_DECIMAL, LabelKind.ROMAN_DECIMAL),
        (_ROMAN, LabelKind.ROMAN),
        (_DECIMAL, LabelKind.DECIMAL),
        (_NUMBER, LabelKind.NUMBER),
        (_MIXED, LabelKind.DECIMAL),
        (_LETTER, LabelKind.UPPER),
    ):
        found = pattern.match(string)
        if found is None or _is_no_label(string, found, kind):
            continue
        text = found["label"].strip()
        if kind in (LabelKind.DECIMAL, LabelKind.ROMAN_DECIMAL):
            text = re.sub(r"[\s.–-]+", ".", text)
        if kind is LabelKind.UPPER and text.islower():
            kind = LabelKind.LOWER
        return Label(text, kind, found.end(), found["sep"].strip(), ordinal_of(text, kind))
    return _misread_label(string) if is_recognised else None


def names_an_act(string: str) -> bool:
    """Whether ``string`` begins with the word for an act (*Délibération*, *DCM*)."""
    return _NAMED.match(string) is not None


_SPECK = re.compile(r"[.,:;'‘’\"|*~°=_]{1,2}\s?(?=\d{1,2}\s?[.)]|[IVX]{1,4}\.)")


def _misread_label(string: str) -> Label | None:
    speck = _SPECK.match(string)
    if speck is not None:
        label = parse_label(string[speck.end() :], is_recognised=True)
        return replace(label, end=label.end + speck.end()) if label is not None else None
    found = _MISREAD_ROMAN.match(string)
    if found is not None:
        roman = re.sub(r"[l1|!]", "I", found["label"])
        value = roman_value(roman)
        if value is not None and value <= 30:
            if found["tail"]:
                text = roman + found["tail"]
                return Label(text, LabelKind.ROMAN_DECIMAL, found.end(), found["sep"].strip(), int(found["tail"][1:]))
            return Label(roman, LabelKind.ROMAN, found.end(), found["sep"].strip(), value)
    found = _MISREAD_SHORT.match(string)
    if found is not None:
        roman = "I" * len(found["head"])
        return Label(f"{roman}.{found['tail']}", LabelKind.ROMAN_DECIMAL, found.end(), "", int(found["tail"]))
    found = _BARE_NUMBER.match(string)
    if found is not None:
        return Label(found["label"], LabelKind.NUMBER, found.end(), "", int(found["label"]))
    found = _MISREAD_NUMBER.match(string)
    if found is not None:
        return Label(found["label"], LabelKind.NUMBER, found.end(), ".", int(found["label"]))
    return None


_CONFUSED = {"8": "B", "4": "A", "0": "D", "6": "G"}


def readings_of(label: Label) -> list[Label]:
    """The label and what else OCR may have made it of: ``1`` of ``I``, ``11.2`` of ``II.2``, ``8`` of ``B``."""
    found = [label]
    for text, kind in _other_readings(label):
        ordinal = ordinal_of(text, kind)
        if ordinal is not None:
            found.append(Label(text, kind, label.end, label.closing, ordinal))
    return found


def _other_readings(label: Label) -> list[tuple[str, LabelKind]]:
    head, dot, tail = label.text.partition(".")
    others: list[tuple[str, LabelKind]] = []
    if label.kind is LabelKind.NUMBER:
        if set(head) == {"1"}:
            others.append(("I" * len(head), LabelKind.ROMAN))
        if len(head) == 2 and head[0] == "1" and not label.closing:
            others.append((f"I.{head[1]}", LabelKind.ROMAN_DECIMAL))
        if head in _CONFUSED:
            others.append((_CONFUSED[head], LabelKind.UPPER))
    elif label.kind is LabelKind.UPPER:
        others += [(digit, LabelKind.NUMBER) for digit, letter in _CONFUSED.items() if letter == head]
    elif label.kind is LabelKind.DECIMAL and set(head) == {"1"}:
        others.append(("I" * len(head) + dot + tail, LabelKind.ROMAN_DECIMAL))
    elif set(head) == {"I"} and label.kind in (LabelKind.ROMAN, LabelKind.ROMAN_DECIMAL):
        digits = LabelKind.DECIMAL if dot else LabelKind.NUMBER
        others.append(("1" * len(head) + dot + tail, digits))
    return others


_AFTER_QUANTITY = re.compile(
    r"\s*(?:€|euros?\b|k€|%|heures?\b|h\d|mois\b|ans?\b|jours?\b|m²|km\b|janvier|février|fevrier|mars|avril|mai\b|juin|"
    r"juillet|août|aout|septembre|octobre|novembre|décembre|decembre|voix\b|membres?\b|conseillers?\b|abstentions?\b|"
    r"pour\b|contre\b|votants?\b|présents?\b)",
    re.IGNORECASE,
)


def _is_no_label(string: str, found: re.Match[str], kind: LabelKind) -> bool:
    rest = string[found.end() :]
    if kind in (LabelKind.NUMBER, LabelKind.DECIMAL):
        if _AFTER_QUANTITY.match(rest):
            return True
        tight = not found["sep"] or not (found["sep"][-1].isspace() or found["sep"][0].isspace())
        if tight and rest[:1].isdigit():
            return True
        if rest[:1].isdigit() and kind is LabelKind.NUMBER and found["sep"].strip() in ("/", ":", "-", ""):
            return True
    if kind is LabelKind.ROMAN and roman_value(found["label"]) is None:
        return True
    month = re.match(r"(\d{1,2})[/.-](?:19|20)\d{2}$", found["label"]) if kind is LabelKind.ACT else None
    if month is not None and not found.group(0).lower().lstrip().startswith(("d", "n", "a")):
        return int(month[1]) <= _MONTHS or found["label"][-5] != "/" or found["sep"].strip()[:1] not in _COLON_OR_DASH
    return False


_MONTHS = 12
"""*06/2025* may be a month, *48/2025 : Titre* is a number."""
_COLON_OR_DASH = (":", "-", "–", "—")


_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10}


def roman_value(text: str) -> int | None:
    """The number a roman numeral of I, V, X means; None for what is not well formed (``IIX``)."""
    total = 0
    for i, letter in enumerate(text):
        value = _ROMAN_VALUES.get(letter)
        if value is None:
            return None
        following = _ROMAN_VALUES.get(text[i + 1], 0) if i + 1 < len(text) else 0
        total += -value if value < following else value
    return total if total > 0 and _as_roman(total) == text else None


def _as_roman(number: int) -> str:
    parts = []
    for value, letters in ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
        while number >= value:
            parts.append(letters)
            number -= value
    return "".join(parts)


def ordinal_of(text: str, kind: LabelKind) -> int | None:
    """A label's place among its siblings."""
    if kind is LabelKind.ROMAN:
        return roman_value(text)
    if kind in (LabelKind.UPPER, LabelKind.LOWER):
        return ord(text.lower()) - ord("a") + 1
    digits = re.findall(r"\d+", text)
    if digits:
        return int(digits[-1])
    return roman_value(text) if kind is LabelKind.WORD else None


_BULLETS = "•●▪➢☑⚫○◦■□►▶▸▹‣⁃→⇒⇨➔➜➤➥✓✔✗✘❖◆◇♦·∙*★☆☐☒⬥⮚⦁◊¤†"
_BULLET = re.compile(
    rf"(?P<bullet>[{re.escape(_BULLETS)}\ue000-\uf8ff]|[-–—‐‑−](?![-–—\d,.])|[oO](?=\s+[^\W\d_])|[>»](?=\s)|=>|->)\s*(?=\S)"
)


_MISREAD_BULLET = re.compile(
    r"(?P<bullet>[eoOsv+*°º¢®©>»«“”\"'‘’.:;~=_|!¥#§€&£@%«]{1,2}[_’”]?)\s+(?=[^\W\d_a-zà-ÿ]|[«\"])"
)


def parse_bullet(string: str, is_recognised: bool = False) -> tuple[str, int] | None:
    """(bullet, offset of the text after it) if ``string`` starts with a bullet of any make.

    ``is_recognised`` allows for what OCR makes of round bullets and ticks: a lone ``e``, ``+``, ``°``, ``v”`` before
    a capital.
    """
    found = _BULLET.match(string)
    if found is None and is_recognised:
        found = _MISREAD_BULLET.match(string)
        if found is not None:
            return "•", found.end()
    if found is None:
        return None
    bullet = found["bullet"]
    if bullet in "oO" and not re.match(r"o\s+\S", string):
        return None
    return bullet, found.end()

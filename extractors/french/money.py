"""Sums of money as French minutes print them: from a string to amount, currency, tax, unit and span.

``find_money`` reads running text, where only a currency (or *euros* in words) makes a number a sum; ``read_sum``
reads the whole of a table cell, where the column may hold the currency. Nothing is repaired silently: a sum whose
digits were put right (``2OO,00`` for ``200,00``) says so, with the digits as printed, and is worth less until an
arithmetic check confirms it. Francs stay francs. What a sum is *for* is not known here (`extractors.tariffs`,
`extractors.amounts`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from extractors.french.money_words import sum_in_words

SPACE = "[ \u00a0\u202f\u2009\u2007\u2002\u2003\t]"
DASH = "[-\u2010\u2011\u2012\u2013\u2014\u2212]"

_DIGITS = "0123456789"
_LOOKALIKES = str.maketrans({"O": "0", "o": "0", "Q": "0", "D": "0", "l": "1", "I": "1", "|": "1", "S": "5", "B": "8"})
_DAMAGED = "OoQDlI|SB"

_GROUPED = rf"\d{{1,3}}(?:{SPACE}\d{{3}})+(?!\d)(?:{SPACE}?[.,]{SPACE}?\d{{1,2}}(?!\d))?"
_DOTTED = r"\d{1,3}(?:\.\d{3})+(?:,\d{1,2})?(?!\d)"
_COMMAED = r"\d{1,3}(?:,\d{3})+\.\d{1,2}(?!\d)"
_QUOTED = r"\d{1,3}(?:['’]\d{3})+(?:[.,]\d{1,2})?(?!\d)"
_PLAIN = r"\d+(?:[.,]\d{1,4})?(?!\d)"
_NUMBER = rf"(?:{_GROUPED}|{_DOTTED}|{_COMMAED}|{_QUOTED}|{_PLAIN})"
_BROKEN = rf"[\d{_DAMAGED}](?:[\d{_DAMAGED}]|[.,]|{SPACE}(?=[\d{_DAMAGED}]{{3}}(?![\w]))){{1,14}}"

_SCALE = {
    "k": 1_000, "ke": 1_000, "mille": 1_000, "milliers": 1_000, "millier": 1_000,
    "m": 1_000_000, "million": 1_000_000, "millions": 1_000_000,
    "md": 1_000_000_000, "mds": 1_000_000_000, "mrd": 1_000_000_000,
    "milliard": 1_000_000_000, "milliards": 1_000_000_000,
}  # fmt: skip
_SCALES = r"(?:milliards?|millions?|milliers?|mille|Mds?|Mrd|[kK]|M)"

_EURO = r"(?:€+|EUROS?\b|[Ee]uros?\b|EUR\b|Eur\b|eur\b|\u20ac)"
_FRANC = r"(?:[Ff]rancs?\b|FRANCS?\b|FRF\b|FF\b|[Ff]rs?\b|FRS\b|F(?![\w'’.-])|F(?=\.\s*$|\.\s+[A-ZÀ-Ý][a-zà-ÿ'’]))"
_CENT = r"(?:[Cc]entimes?(?:\s+d['’]euros?)?\b|[Cc]ts?\b)"
_CURRENCY = rf"(?:(?P<eur>{_EURO})|(?P<frf>{_FRANC}))"

_TAX = r"(?P<tax>H\.?\s?T\b\.?|T\.?\s?T\.?\s?C\b\.?|hors[\s-]taxes?\b|toutes\s+taxes\s+comprises\b|TVA\s+comprise\b)"
_TAX_BEFORE = re.compile(rf"\b{_TAX}\W*(?:[\w’']+\W+){{0,3}}$")
_SENTENCE_BREAK = re.compile(r"[.;!?](?=\s+[A-ZÀ-Ý])|€|\beuros?\b|\d{3}")

_UNIT_STOP = r"(?:de|du|des|d|à|a|au|aux|en|et|ou|sur|pour|dans|selon|soit|est|hors|avec|sous|le|la|les|l|que|qui|afin)"
_UNIT_WORDS = rf"(?:quart d['’]heure|[^\W\d_][\w²³'’-]*(?:\s+(?!{_UNIT_STOP}\b)[a-zà-ÿ][\w²³’'-]*)?)"
_PER = re.compile(
    rf"{SPACE}*(?:/{SPACE}*(?P<slash>[^\W\d_][\w²³]*(?:-[^\W\d_]+)*(?:{SPACE}?/{SPACE}?[^\W\d_][\w²³]*)*)"
    rf"|(?:par|chaque){SPACE}+(?P<by>{_UNIT_WORDS}(?:{SPACE}+et{SPACE}+par{SPACE}+[^\W\d_]\w*)?)"
    rf"|(?:le|la|les{SPACE}+\d+|l['’]|du|de{SPACE}+la|de{SPACE}+l['’]){SPACE}*"
    r"(?P<measure>m[²2³3]|m3|mètre(?:s|{s})?(?:\s+(?:carré|cube|linéaire)s?)?|ml|km|kilomètre|kilo|kg|tonne|litre|hectare|ha|are|heure|"
    r"demi-journée|demi-heure|journée|jour|mois|an|année|semaine|week-?end|soirée|trimestre|saison|unité|pièce|"
    r"repas|nuit(?:ée)?|page|exemplaire|kWh|MWh)\b)".replace("{s}", "s")
)

_SUM = re.compile(
    rf"(?<![\w.,])(?P<sign>[+]|{DASH})?{SPACE}?(?P<number>{_NUMBER}){SPACE}?(?:(?P<scale>{_SCALES})(?![a-zéA-Z]){SPACE}?(?:d['’]{SPACE}?|de{SPACE}+)?)?"
    rf"(?:,-|[.,]{DASH})?{SPACE}?{_CURRENCY}"
    rf"(?:{SPACE}?(?P<cents>\d{{2}})(?![\d%]|{SPACE}?(?:{_EURO}|%)|{SPACE}\d{{3}}|[.,/]\d)(?:{SPACE}?{_CENT})?)?"
)
_CURRENCY_FIRST = re.compile(
    rf"(?<![\w\d)])(?<!\d{SPACE}){SPACE}?(?:(?P<eur>€|EUR)|(?P<frf>FRF)){SPACE}?(?P<number>{_NUMBER})(?!{SPACE}?{_EURO})"
)
_CENTIMES = re.compile(rf"(?<![\w.,])(?P<number>\d{{1,2}}){SPACE}?{_CENT}")
_BROKEN_SUM = re.compile(rf"(?<![\w.,'’-])(?P<number>{_BROKEN}){SPACE}?{_CURRENCY}")

_BETWEEN = re.compile(r"(?:\bentre|\bde|\bd['’])\s*$", re.IGNORECASE)
_CHANGING = (
    r"\b(?:pass|port|ramen|augment|baiss|diminu|rédui|modifi|relev|rehauss|évolu|révis)\w*\s+"  # of a price, to another
)
_CHANGE = re.compile(
    rf"{_CHANGING}(?:[\w’'°-]+\s+){{0,8}}$|"
    # *porter l'eau de 1,32 € à 1,36 € et l'abonnement de*: one verb for both
    rf"{_CHANGING}[^.;:]{{0,60}}\bde\s[^;:]{{3,20}}\sà\s[^;:]{{3,20}}\s(?:et|ainsi que)\s[^.;:\d]{{3,60}}$",
    re.IGNORECASE,
)
_RANGE_LINK = re.compile(rf"\s*(?P<link>à|et|{DASH}|/|jusqu['’]à)\s*(?:un\s+maximum\s+de\s+)?$", re.IGNORECASE)
_RANGE_OPEN = re.compile(
    rf"(?P<lead>\bentre\b|\bde\b|\bd['’])\s*(?P<low>{_NUMBER})\s*(?P<link>à|et|{DASH})\s*$", re.IGNORECASE
)
_PERCENT_BEFORE = re.compile(r"%[^.;]{0,40}$")
_RANGE_BARE = re.compile(rf"(?<![\w.,/])(?P<low>{_NUMBER})\s*(?P<link>à|{DASH})\s*$")


@dataclass(frozen=True, slots=True)
class Money:
    """A sum found at ``string[start:end]``."""

    amount: Decimal
    start: int
    end: int
    amount_max: Decimal | None = None
    """Upper end of a printed range (*de 300 à 500 €*)."""
    currency: str | None = None
    """'EUR' or 'FRF'; None where none is printed (a cell of a column)."""
    tax: str | None = None
    """'HT' or 'TTC', None where not said."""
    per: str | None = None
    """What it is counted by, as printed: 'mois', 'habitant', 'ha/an'."""
    sign: str | None = None
    """'+' or '-' where printed; ``amount`` is already negative after '-'."""
    is_damaged: bool = False
    """Letters stood among the digits and were read as the digits they resemble."""
    printed: str = ""
    """The number as printed."""


def decimal_of(number: str) -> Decimal:
    """The value of a number printed by French habit: spaces, dots or apostrophes group, a comma or last dot divides.

    Three digits after a single dot are thousands (``2.000``), save after a lone zero (``0.125``).
    """
    bare = re.sub(rf"{SPACE}|['’]", "", number)
    comma, dot = bare.rfind(","), bare.rfind(".")
    if comma >= 0 and dot >= 0:
        group, point = (".", ",") if comma > dot else (",", ".")
        return Decimal(bare.replace(group, "").replace(point, "."))
    if bare.count(".") > 1 or (bare.count(".") == 1 and re.fullmatch(r"[1-9]\d{0,2}\.\d{3}", bare)):
        return Decimal(bare.replace(".", ""))
    if bare.count(",") > 1:
        return Decimal(bare.replace(",", ""))
    return Decimal(bare.replace(",", "."))


def tax_of(printed: str) -> str | None:
    """'HT' or 'TTC' of a printed mark, or of a heading that holds one such mark and no other."""
    marks = {_tax_name(m["tax"]) for m in re.finditer(rf"(?<![\w]){_TAX}", printed)}
    return marks.pop() if len(marks) == 1 else None


def _tax_name(mark: str) -> str:
    return "HT" if mark[0] in "hH" else "TTC"


def find_money(string: str) -> tuple[Money, ...]:
    """Every sum with a currency in running text, in order, ranges joined and restatements in words left out."""
    found = list(_without_overlaps(sorted(_candidates(string), key=lambda m: (m.start, -m.end))))
    found = _ranges(string, found)
    dressed: list[Money] = []
    for money, following in zip(found, [*found[1:], None], strict=False):
        floor = dressed[-1].end if dressed else 0
        dressed.append(_dressed(string, money, floor, following.start if following else len(string)))
    return tuple(dressed)


def _candidates(string: str) -> Iterator[Money]:
    for match in _SUM.finditer(string):
        yield _of_match(string, match)
    for match in _CURRENCY_FIRST.finditer(string):
        yield _plain(match, decimal_of(match["number"]))
    for match in _CENTIMES.finditer(string):
        amount = Decimal(match["number"]) / 100
        yield Money(amount, match.start("number"), match.end(), currency="EUR", printed=match["number"])
    for match in _BROKEN_SUM.finditer(string):
        repaired = _repaired(match["number"])
        if repaired is not None:
            yield replace(_plain(match, decimal_of(repaired)), is_damaged=True, printed=match["number"])
    for words in sum_in_words(string):
        yield Money(
            words.amount, words.start, words.end, currency=words.currency, printed=string[words.start : words.end]
        )


def _plain(match: re.Match[str], amount: Decimal) -> Money:
    currency = "FRF" if match["frf"] else "EUR"
    return Money(amount, match.start("number"), match.end(), currency=currency, printed=match["number"])


_HAS_CENTS = re.compile(r"[.,]\d{1,2}$")
"""*38,00 € 10 entrées*: ten are no cents."""


def _of_match(string: str, match: re.Match[str]) -> Money:
    amount = decimal_of(match["number"])
    if match["scale"]:
        amount *= _SCALE[match["scale"].lower()]
    end = match.end()
    if match["cents"] and not _HAS_CENTS.search(match["number"]) and not match["scale"]:
        amount += Decimal(match["cents"]) / 100
    elif match["cents"]:
        end = match.end("eur") if match["eur"] else match.end("frf")
    money = _plain(match, amount)
    money = replace(money, end=end)
    sign = match["sign"]
    if sign == "+":
        return replace(money, sign="+", start=match.start("sign"))
    if sign and _is_minus(string, match):
        return replace(money, amount=-amount, sign="-", start=match.start("sign"))
    return money


def _is_minus(string: str, match: re.Match[str]) -> bool:
    """A dash is a minus where it touches its digits, or stands right after a colon, *de*, or at the start of a cell.

    Elsewhere in prose a free-standing dash is a bullet or parts a label from its sum.
    """
    before = string[: match.start("sign")].rstrip()
    if before.endswith((":", " de")):
        return True
    touches = match.end("sign") == match.start("number")
    return touches and (match.start("sign") == 0 or string[match.start("sign") - 1] in " \u00a0(\t:=")


def _repaired(number: str) -> str | None:
    """The number with look-alike letters read as digits; None where it is a word or needs no repair."""
    letters = sum(c in _DAMAGED for c in number)
    digits = sum(c in _DIGITS for c in number)
    if letters == 0 or digits == 0 or (letters > digits + 2 and not re.search(r"[.,]..$", number)):
        return None
    if len(re.sub(r"\W", "", number)) < 3 and not re.fullmatch(r"[Oo][.,]\d", number):
        return None  # B1, S5, l2: names of things; O.8 is a price below one
    repaired = number.translate(_LOOKALIKES)
    return repaired if re.fullmatch(_NUMBER, repaired) else None


def _without_overlaps(found: list[Money]) -> Iterator[Money]:
    end = -1
    for money in found:
        if money.start >= end:
            yield money
            end = money.end


def _ranges(string: str, found: list[Money]) -> list[Money]:
    joined: list[Money] = []
    changed_until = -1
    for money in found:
        previous = joined[-1] if joined else None
        if previous is not None and _goes_from(string, previous, money, changed_until):
            changed_until = money.end
            joined.append(money)
            continue
        if previous is not None and previous.amount_max is None and _is_range(string, previous, money):
            joined[-1] = replace(previous, amount_max=money.amount, end=money.end, tax=money.tax)
            continue
        if previous is not None and _restates(string, previous, money):
            joined[-1] = replace(previous, end=money.end)
            continue
        floor = previous.end if previous else 0
        goes_on = changed_until >= 0 and _STOP.search(string[changed_until : money.start]) is None
        former = _former(string, money, floor, goes_on)
        changed_until = money.end if former is not None else changed_until
        joined.append(_opened(string, money, floor) if former is None else money)
        if former is not None:
            joined.insert(-1, former)
    return joined


_STOP = re.compile(r"[.;:]\s")


def _former(string: str, money: Money, floor: int, goes_on: bool) -> Money | None:
    """*passera de 72 à 79 euros*: the sum so far, which shares the currency of the new one.

    ``goes_on``: a change was told before in the sentence (*..., et de 64 à 68 € pour les autres*).
    """
    opened = _RANGE_OPEN.search(string[floor : money.start])
    if opened is None or opened["link"] != "à" or money.sign == "-":
        return None
    start = floor + opened.start("low")
    is_change = goes_on or _CHANGE.search(string[floor : floor + opened.start()])
    if not is_change or _PERCENT_BEFORE.search(string[floor:start]):
        return None
    low = _in_scale(opened["low"], money)
    return Money(low, start, start + len(opened["low"]), currency=money.currency, printed=opened["low"])


_UNSCALED = 1_000


def _in_scale(number: str, money: Money) -> Decimal:
    """*de 2,1 à 3,4 millions d'euros*: the scale is said once for both; a number in full needs none."""
    value, shown = decimal_of(number), decimal_of(money.printed) if money.printed else Decimal(0)
    factor = money.amount / shown if shown else Decimal(1)
    return value * factor if value < _UNSCALED and factor in _SCALE.values() else value


def _goes_from(string: str, low: Money, high: Money, changed_until: int) -> bool:
    """*le loyer passe de 300 € à 310 €, celui du garage de 40 € à 42 €*: two prices, the verb said once."""
    link = _RANGE_LINK.fullmatch(string[low.end : high.start].rstrip() or " ")
    if link is None or link["link"] != "à" or low.amount_max is not None or low.currency != high.currency:
        return False
    before = string[: low.start]
    if _BETWEEN.search(before) is None:
        return False
    goes_on = 0 <= changed_until <= low.start and _STOP.search(string[changed_until : low.start]) is None
    return goes_on or _CHANGE.search(_BETWEEN.sub("", before)) is not None


def _is_range(string: str, low: Money, high: Money) -> bool:
    between = string[low.end : high.start]
    link = _RANGE_LINK.fullmatch(re.sub(rf"^{SPACE}*{_TAX}", "", between).rstrip() or " ")
    if link is None or low.currency != high.currency or not 0 <= low.amount < high.amount:
        return False
    before = string[: low.start]
    if _CHANGE.search(_BETWEEN.sub("", before)):
        return False
    if link["link"].lower() == "et":
        return re.search(r"\bentre\s*$", before, re.IGNORECASE) is not None
    return link["link"] != "/"


_FRANCS = Decimal("6.55957")
"""Francs in a euro (règlement CE n° 2866/98)."""
_CENT_OFF = Decimal("0.02")


def _restates(string: str, first: Money, second: Money) -> bool:
    """*cent euros (100 €)*, *190 F (28,97 euros)*: one sum said twice."""
    between = string[first.end : second.start].strip()
    if between not in {"(", "soit", "(soit", "ou"}:
        return False
    if first.currency == second.currency:
        return between == "(" and first.amount == second.amount
    francs, euros = (first, second) if first.currency == "FRF" else (second, first)
    return (francs.currency, euros.currency) == ("FRF", "EUR") and abs(
        francs.amount / _FRANCS - euros.amount
    ) < _CENT_OFF


def _opened(string: str, money: Money, floor: int) -> Money:
    """*de 300 à 500 €*: the lower end printed without its currency."""
    before = string[floor : money.start]
    opened = _RANGE_OPEN.search(before)
    if opened is None and (bare := _RANGE_BARE.search(before)) and bare["link"] == "à":
        opened = bare
    if opened is None or money.sign == "-":
        return money
    low = _in_scale(opened["low"], money)
    link_et = opened["link"].lower() == "et" and not opened.group(0).lower().startswith("entre")
    if link_et or not low < money.amount or _CHANGE.search(before[: opened.start()]):
        return money
    return replace(money, amount=low, amount_max=money.amount, start=floor + opened.start("low"))


def _dressed(string: str, money: Money, floor: int, ceiling: int) -> Money:
    """The sum with the tax and unit printed beside it, between the sums before and after."""
    end, tax, per = money.end, money.tax, None
    for _ in range(2):
        after = string[end:ceiling]
        if tax is None and (mark := re.match(rf"{SPACE}*\(?{_TAX}\)?", after)):
            tax, end = _tax_name(mark["tax"]), end + mark.end()
        elif per is None and (unit := _PER.match(after)) and not _is_next_label(unit, after, ceiling < len(string)):
            per = " ".join((unit["slash"] or unit["by"] or unit["measure"]).split())
            end += unit.end()
    if tax is None:
        before = string[max(floor, money.start - 60) : money.start]
        breaks = list(_SENTENCE_BREAK.finditer(before))
        mark = _TAX_BEFORE.search(before[breaks[-1].end() :] if breaks else before)
        tax = _tax_name(mark["tax"]) if mark else None
    return replace(money, end=end, tax=tax, per=per)


def _is_next_label(unit: re.Match[str], after: str, goes_on: bool) -> bool:
    """*18 € / Tarif réduit : 12 €*, *matin 1,20 € / soir 1,80 €*: what follows the stroke names the second price."""
    rest = after[unit.end() :]
    if unit["slash"] is None:
        return False
    if re.match(r"\s*(?:[\w(].*)?:\s*$", rest) is not None:
        return True
    return goes_on and unit[0].startswith((" / ", "\u00a0/ ")) and re.fullmatch(r"[\w\s'’-]*", rest) is not None


_CELL = re.compile(
    rf"(?P<sign>[+]|{DASH})?{SPACE}*(?P<open>\()?(?P<number>{_NUMBER})(?(open)\)){SPACE}?(?:(?P<scale>{_SCALES})(?={SPACE}?(?:€|$)))?"
    rf"{SPACE}?(?:(?P<eur>{_EURO})|(?P<frf>{_FRANC}))?{SPACE}?(?:{_TAX})?[*.,;]*(?P<rest>.*)",
    re.DOTALL,
)
_SPECKS = "‘’“”\"'`´°®©™~^_|!¡;:.,*·•\\\\/«»<>{}\\[\\]"
_SPECKS_BEFORE = re.compile(rf"^[\s{_SPECKS}]+(?:{DASH}\s+(?=\W))?")
_SPECKS_AFTER = re.compile(rf"(?:[\s{_SPECKS}]|\s{DASH})+$")
"""What dirt on a scan is read as, around the number of a cell."""
_BROKEN_CELL = re.compile(
    rf"(?P<sign>[+]|{DASH})?{SPACE}*(?P<number>{_BROKEN}){SPACE}?(?P<eur>{_EURO}|[£¢]|{SPACE}[eEcC])?{SPACE}?(?:{_TAX})?"
)
_BROKEN_EURO = re.compile(rf"(?P<sum>.*\d){SPACE}?(?:[£¢]|{SPACE}[eEcC])")


def read_sum(cell: str) -> Money | None:
    """The sum that makes up a whole table cell, with or without currency; None where the cell says anything else.

    A unit may follow (``1,50 €/hab``), a note mark too (``1 350 €*``).
    """
    bare = _SPECKS_BEFORE.sub("", cell)
    offset = len(cell) - len(bare)
    text = _SPECKS_AFTER.sub("", bare)
    match = _CELL.fullmatch(text)
    if match is None:
        return _broken_cell(text, offset)
    amount = decimal_of(match["number"])
    if match["scale"]:
        amount *= _SCALE[match["scale"].lower()]
    rest = match["rest"].strip()
    per = None
    if rest:
        unit = _PER.fullmatch(rest)
        if unit is None:
            return _broken_cell(text, offset)
        per = " ".join((unit["slash"] or unit["by"] or unit["measure"]).split())
    sign = match["sign"] and ("+" if match["sign"] == "+" else "-")
    currency = "EUR" if match["eur"] else "FRF" if match["frf"] else None
    return Money(
        -amount if sign == "-" else amount, offset, offset + len(text), currency=currency,
        tax=_tax_name(match["tax"]) if match["tax"] else None, per=per, sign=sign or None, printed=match["number"],
    )  # fmt: skip


_STRAY = re.compile(rf"\d{SPACE}(?P<sum>\d{{4,}}(?:[.,]\d{{1,2}})?{SPACE}?(?:{_EURO})?)")
"""A digit that groups with nothing (``7 87500``) is a speck."""


def _broken_cell(text: str, offset: int) -> Money | None:
    if stray := _STRAY.fullmatch(text):
        money = read_sum(stray["sum"])
        return None if money is None else replace(money, is_damaged=True, start=offset, end=offset + len(text))
    if euro := _BROKEN_EURO.fullmatch(text):
        money = read_sum(euro["sum"])
        return None if money is None else replace(money, currency="EUR", start=offset, end=offset + len(text))
    match = _BROKEN_CELL.fullmatch(text)
    repaired = _repaired(match["number"]) if match else None
    if match is None or repaired is None:
        return None
    amount = decimal_of(repaired)
    sign = match["sign"] and ("+" if match["sign"] == "+" else "-")
    return Money(
        -amount if sign == "-" else amount, offset, offset + len(text), currency="EUR" if match["eur"] else None,
        tax=_tax_name(match["tax"]) if match["tax"] else None, sign=sign or None, is_damaged=True,
        printed=match["number"],
    )  # fmt: skip

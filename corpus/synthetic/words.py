"""French wording of numbers, dates, times, sums and articles, as minutes print them.

Belongs here: how a value is written. Does not belong here: which value, or in which sentence.
"""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal

UNITS = (
    "zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze", "treize",
    "quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf",
)  # fmt: skip
TENS = {20: "vingt", 30: "trente", 40: "quarante", 50: "cinquante", 60: "soixante", 80: "quatre-vingt"}
MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre",
    "novembre", "décembre",
)  # fmt: skip
DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
VOWELS = "aeiouyàâäéèêëîïôöûüAEIOUYÀÂÄÉÈÊËÎÏÔÖÛÜhH"


def in_words(number: int) -> str:
    """A number below 3000 in words: ``in_words(2023)`` is 'deux mille vingt-trois'."""
    if number >= 1000:
        head = "mille" if number < 2000 else f"{UNITS[number // 1000]} mille"
        return head if number % 1000 == 0 else f"{head} {in_words(number % 1000)}"
    if number >= 100:
        head = "cent" if number < 200 else f"{UNITS[number // 100]} cent"
        if number % 100 == 0:
            return head + ("s" if number > 100 else "")
        return f"{head} {in_words(number % 100)}"
    if number < 20:
        return UNITS[number]
    tens = number // 10 * 10
    if tens in (70, 90):
        tens -= 10
    rest = number - tens
    if rest == 0:
        return TENS[tens] + ("s" if tens == 80 else "")
    joint = " et " if rest in (1, 11) and tens != 80 else "-"
    return f"{TENS[tens]}{joint}{UNITS[rest]}"


def roman(number: int) -> str:
    """A small number in Roman capitals."""
    out = ""
    for value, letters in ROMAN:
        while number >= value:
            out, number = out + letters, number - value
    return out


def day_month(day: date) -> str:
    """'1er mars', '30 novembre'."""
    return f"{'1er' if day.day == 1 else day.day} {MONTHS[day.month - 1]}"


def long_date(day: date, weekday: bool = False) -> str:
    """'30 novembre 2020', or 'lundi 30 novembre 2020'."""
    text = f"{day_month(day)} {day.year}"
    return f"{DAYS[day.weekday()]} {text}" if weekday else text


def date_in_words(day: date) -> str:
    """'deux mille vingt, le trente novembre'."""
    ordinal = "premier" if day.day == 1 else in_words(day.day)
    return f"{in_words(day.year)}, le {ordinal} {MONTHS[day.month - 1]}"


def clock(at: time, form: str) -> str:
    """A time of day in one of the printed forms: '20h30', '20 h 30', '20:30', '20 heures 30', 'vingt heures trente'."""
    if form == "words":
        return f"{in_words(at.hour)} heures" + (f" {in_words(at.minute)}" if at.minute else "")
    if form == "heures":
        return f"{at.hour} heures" + (f" {at.minute:02d}" if at.minute else "")
    if form == "colon":
        return f"{at.hour:02d}:{at.minute:02d}"
    if form == "spaced":
        return f"{at.hour} h {at.minute:02d}" if at.minute else f"{at.hour} h"
    if form == "short":
        return f"{at.hour}h{at.minute:02d}" if at.minute else f"{at.hour}h"
    return f"{at.hour:02d}h{at.minute:02d}"


def grouped(whole: int, separator: str) -> str:
    """Thousands set apart by ``separator``."""
    return f"{whole:,}".replace(",", separator)


def money(amount: Decimal, form: str, unit: bool = True, cents: bool = True) -> str:
    """A sum of euros in one of the printed forms.

    Args:
        amount: the sum.
        form: 'space', 'nbsp', 'thin', 'dot', 'solid', 'point' (decimal point), 'euros' (the word).
        unit: whether the currency is printed.
        cents: whether two decimals are printed even where they are zero.
    """
    whole, fraction = divmod(abs(int(amount * 100)), 100)
    separator = {"nbsp": "\u00a0", "thin": "\u202f", "dot": ".", "solid": ""}.get(form, " ")
    text = ("-" if amount < 0 else "") + grouped(whole, separator)
    if fraction or cents:
        text += f"{'.' if form == 'point' else ','}{fraction:02d}"
    if not unit:
        return text
    if form.endswith("francs"):
        return f"{text} {'F' if form == 'short francs' else 'francs'}"
    return text + {"euros": " euros", "solid": "€", "nbsp": "\u00a0€", "thin": "\u202f€"}.get(form, " €")


def elided(word: str, following: str) -> str:
    """``elided('que', 'une')`` is "qu'une"; ``elided('de', 'la')`` is 'de la'."""
    return f"{word[:-1]}'{following}" if following[:1] in VOWELS else f"{word} {following}"


def of_place(name: str) -> str:
    """'de Fontorbe', "d'Aubrespin", 'du Mesnil', 'de La Ferté', 'des Ormières'."""
    if name.startswith("Le "):
        return "du " + name[3:]
    if name.startswith("Les "):
        return "des " + name[4:]
    return elided("de", name)


def capital(text: str) -> str:
    """The first letter in capitals, the rest untouched."""
    return text[:1].upper() + text[1:]


def listed(parts: list[str]) -> str:
    """'a, b et c'."""
    return parts[0] if len(parts) == 1 else ", ".join(parts[:-1]) + " et " + parts[-1]

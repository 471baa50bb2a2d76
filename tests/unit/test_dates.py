"""Dates and times as printed."""

from __future__ import annotations

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.french.dates import find_dates, find_times, parse_date, parse_time

MONTHS = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("le 3 mars 2021", date(2021, 3, 3)),
        ("le 1er avril 2019", date(2019, 4, 1)),
        ("le ler avril 2019", date(2019, 4, 1)),
        ("L'an deux mille seize, le onze février", date(2016, 2, 11)),
        ("L’AN DEUX MIL SEIZE, LE ONZE FÉVRIER", date(2016, 2, 11)),
        ("L'an deux mille vingt et un et le mardi six du mois de juillet", date(2021, 7, 6)),
        ("L'an 2024, le 12 mars", date(2024, 3, 12)),
        ("le vingt-cinq septembre deux mille dix-sept", date(2017, 9, 25)),
        ("12/05/2022", date(2022, 5, 12)),
        ("Conseil d'école n° 2\nMardi 12 mars 2019", date(2019, 3, 12)),
        ("12.05.22", date(2022, 5, 12)),
        ("2022-05-12", date(2022, 5, 12)),
        ("12-05-2022", date(2022, 5, 12)),
        ("jeudi 7 décernbre 2023", date(2023, 12, 7)),
        ("le 30 août 2O18", date(2018, 8, 30)),
        ("5 fév. 2012", date(2012, 2, 5)),
    ],
)
def test_forms(text: str, day: date) -> None:
    assert parse_date(text) == day


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31)))
def test_reads_back_what_is_printed(day: date) -> None:
    ordinal = "1er" if day.day == 1 else str(day.day)
    text = f"réunis le {ordinal} {MONTHS[day.month - 1]} {day.year} à la mairie"
    (found,) = find_dates(text)
    assert found.value == day
    assert text[found.start : found.end].startswith(ordinal)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("10 avril 20105", "impossible-year"),
        ("31 février 2020", "impossible-date"),
        ("lundi 2 mars 2021", "wrong-weekday"),
    ],
)
def test_what_cannot_be_says_so(text: str, problem: str) -> None:
    (found,) = find_dates(text)
    assert found.problem == problem


def test_an_impossible_date_has_no_value() -> None:
    assert parse_date("10 avril 20105") is None
    assert parse_date("31 février 2020") is None


@pytest.mark.parametrize(
    "text", ["article 3.2.1", "12 345,67 €", "le 3 main 2020", "35/12/2020", "n° 2020-391 du budget"]
)
def test_numbers_that_are_no_dates(text: str) -> None:
    assert find_dates(text) == ()


def test_a_date_without_year_takes_the_next_that_fits_its_weekday() -> None:
    (found,) = find_dates("mardi 10 décembre à 9h")
    assert found.value is None
    assert found.next_after(date(2024, 9, 30)) == date(2024, 12, 10)


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("17h30", time(17, 30)),
        ("17 H 30", time(17, 30)),
        ("à 20 heures", time(20, 0)),
        ("20 heures 05 minutes", time(20, 5)),
        ("à dix-huit heures trente", time(18, 30)),
        ("vingt heures et quart", time(20, 15)),
        ("dix-neuf heures et demie", time(19, 30)),
        ("9h", time(9, 0)),
        ("20:15", time(20, 15)),
        ("à midi", time(12, 0)),
        ("19h3O", time(19, 30)),
    ],
)
def test_times(text: str, at: time) -> None:
    assert parse_time(text) == at


@pytest.mark.parametrize("text", ["35 h", "100 heures", "25h10", "3 hectares", "ratio 3:75"])
def test_no_time_of_day(text: str) -> None:
    assert find_times(text) == ()

"""French numbers in words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.french.numbers import NUMBER_WORDS, cardinal, ordinal

UNITS = (
    "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize "
    "dix-sept dix-huit dix-neuf"
).split()
TENS = {2: "vingt", 3: "trente", 4: "quarante", 5: "cinquante", 6: "soixante", 8: "quatre-vingt"}


def spelled(number: int) -> str:
    """The traditional spelling of a number below a million."""
    if number >= 1000:
        head = "mille" if number < 2000 else f"{spelled(number // 1000)} mille"
        return head if number % 1000 == 0 else f"{head} {spelled(number % 1000)}"
    if number >= 100:
        head = "cent" if number < 200 else f"{UNITS[number // 100]} cent"
        return head if number % 100 == 0 else f"{head} {spelled(number % 100)}"
    if number < 20:
        return UNITS[number]
    tens = number // 10 - (number // 10 in (7, 9))
    rest = number - 10 * tens
    if rest == 0:
        return "quatre-vingts" if tens == 8 else TENS[tens]
    return TENS[tens] + (" et " if rest in (1, 11) and tens != 8 else "-") + UNITS[rest]


@given(st.integers(min_value=0, max_value=99_999))
def test_reads_back_what_is_spelled(number: int) -> None:
    assert cardinal(spelled(number)) == number


@given(st.integers(min_value=1, max_value=99))
def test_hyphens_or_spaces_are_one(number: int) -> None:
    assert cardinal(spelled(number).replace("-", " ")) == number
    assert cardinal(spelled(number).replace(" ", "-").upper()) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("deux mil dix sept", 2017),
        ("mil neuf cent quatre-vingt-dix-huit", 1998),
        ("septante-cinq", 75),
        ("vinqt", 20),
        ("quatorz", 14),
    ],
)
def test_old_spellings_and_misread_letters(text: str, number: int) -> None:
    assert cardinal(text) == number


@pytest.mark.parametrize("text", ["", "deux trois", "vingt dix", "et", "mairie", "mille mille", "dix cent"])
def test_what_is_no_number(text: str) -> None:
    assert cardinal(text) is None


@pytest.mark.parametrize(
    ("text", "rank"),
    [("1er", 1), ("1ère", 1), ("2ème", 2), ("21e", 21), ("premier", 1), ("dix-huitième", 18), ("vingt et unième", 21),
     ("quatre-vingtième", 80), ("cinquième", 5), ("neuvième", 9)],
)  # fmt: skip
def test_ordinals(text: str, rank: int) -> None:
    assert ordinal(text) == rank


def test_ordinals_are_not_cardinals() -> None:
    assert ordinal("douze") is None
    assert cardinal("douzième") is None


def test_a_run_of_number_words_is_found_in_a_sentence() -> None:
    import re

    found = re.search(NUMBER_WORDS, "l'an deux mille vingt et un, le douze mai")
    assert found is not None and found.group() == "deux mille vingt et un"

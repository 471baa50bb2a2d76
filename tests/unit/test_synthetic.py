"""Generated minutes: the truth must be what a careful reader finds on the printed page."""

from __future__ import annotations

import random
import re

import pytest

from corpus.synthetic import FORMS, Style, SyntheticMinutes, draw_style, found_body, generate, noisy
from corpus.synthetic.agreement import Tally, agreement, fold, same_person, tally

pytestmark = pytest.mark.unit
SEEDS = range(120)


@pytest.fixture(scope="module")
def many() -> list[SyntheticMinutes]:
    """Sessions of styles drawn at random."""
    return [generate(seed) for seed in SEEDS]


def printed(minutes: SyntheticMinutes) -> str:
    """The text as it is compared: without case, accents and punctuation."""
    return fold(minutes.text)


def test_same_seed_same_minutes() -> None:
    assert generate(7).text == generate(7).text
    assert generate(7).truth == generate(7).truth
    assert generate(7).text != generate(8).text


def test_every_name_of_the_roll_is_printed(many: list[SyntheticMinutes]) -> None:
    for minutes in many:
        text = printed(minutes)
        for row in minutes.truth["attendance"]:
            words = [w for w in fold(row["name"]).split() if len(w.strip(".")) > 1]
            assert all(word in text for word in words), (minutes.seed, row["name"])


def test_every_person_of_the_roll_is_there_once(many: list[SyntheticMinutes]) -> None:
    for minutes in many:
        assert len(set(minutes.persons)) == len(minutes.persons) == len(minutes.truth["attendance"])


def test_bearers_are_in_the_room_and_bear_one(many: list[SyntheticMinutes]) -> None:
    for minutes in many:
        rows = minutes.truth["attendance"]
        here = {r["name"] for r in rows if r["status"] in ("present", "remote")}
        bearers = [r["proxy_to"] for r in rows if r["proxy_to"]]
        assert set(bearers) <= here
        assert len(set(bearers)) == len(bearers)


def test_counts_close(many: list[SyntheticMinutes]) -> None:
    """En exercice >= presents; where nobody comes or goes, presents and pouvoirs make the votants."""
    stated = 0
    for minutes in many:
        meeting, rows = minutes.truth["meeting"], minutes.truth["attendance"]
        if meeting["members_present"] is None:
            continue
        assert meeting["members_in_office"] >= meeting["members_present"]
        if meeting["votes_cast"] is not None:
            stated += 1
            assert meeting["members_present"] == sum(r["status"] in ("present", "remote") for r in rows)
            assert meeting["votes_cast"] == meeting["members_present"] + sum(bool(r["proxy_to"]) for r in rows)
    assert stated > 20


def test_ballots_close(many: list[SyntheticMinutes]) -> None:
    """For + against + abstaining are those who were present or represented and did not withdraw."""
    counted = 0
    for minutes in many:
        for number, row in enumerate(minutes.truth["deliberations"], 1):
            figures = [row[k] for k in ("votes_for", "votes_against", "abstentions")]
            if None in figures:
                continue
            counted += 1
            states = [p["state"] for p in minutes.truth["presence"] if p["deliberation"] == number]
            assert sum(figures) == sum(s in ("present", "remote", "represented") for s in states), (
                minutes.seed,
                number,
            )
    assert counted > 50


def test_named_voters_match_their_counts(many: list[SyntheticMinutes]) -> None:
    for minutes in many:
        named: dict[tuple[int, str], int] = {}
        for ballot in minutes.truth["ballots"]:
            key = (ballot["deliberation"], ballot["choice"])
            named[key] = named.get(key, 0) + 1
        for (number, choice), n in named.items():
            row = minutes.truth["deliberations"][number - 1]
            assert row["votes_against" if choice == "against" else "abstentions"] == n, (minutes.seed, number)


def test_rejections_are_outvoted(many: list[SyntheticMinutes]) -> None:
    rejected = [d for m in many for d in m.truth["deliberations"] if d["outcome"] == "rejected"]
    assert rejected
    assert all(d["votes_against"] > d["votes_for"] for d in rejected)


def test_titles_and_decisions_are_printed(many: list[SyntheticMinutes]) -> None:
    for minutes in many:
        text = printed(minutes)
        for row in minutes.truth["deliberations"]:
            first = fold(row["decision"].split(" ; ")[0]).strip(". ")
            assert first in text, (minutes.seed, first)
            if row["number"]:
                assert fold(row["number"]) in text


def test_money_is_printed(many: list[SyntheticMinutes]) -> None:
    """Each amount stands in the text in the document's own form."""
    for minutes in many:
        digits = re.sub(r"[^0-9]", "", minutes.text)
        for row in [*minutes.truth["amounts"], *minutes.truth["tariffs"]]:
            whole = str(int(row["amount"]))
            assert whole in digits or whole.removesuffix("000") in digits, (minutes.seed, row)


def test_tables_close(many: list[SyntheticMinutes]) -> None:
    """The lines of each side add up to its printed total, but for slips that are on record."""
    totals = 0
    for minutes in many:
        for table in minutes.truth["financial_tables"]:
            for total in table["totals"]:
                if total["amount"] is None or minutes.truth["checks"]:
                    continue
                totals += 1
                lines = sum(line["amount"] for line in table["lines"] if line["side"] == total["side"])
                assert lines == pytest.approx(total["amount"], abs=0.005), (minutes.seed, table["title"])
    assert totals > 50


def test_every_form_is_drawn_and_can_be_fixed() -> None:
    rng = random.Random(1)
    drawn = [draw_style(rng) for _ in range(600)]
    for name, forms in FORMS.items():
        assert {getattr(style, name) for style in drawn} == set(forms)
    assert draw_style(rng, roll="ticks").roll == "ticks"


def test_an_unknown_form_is_refused() -> None:
    style = draw_style(random.Random(1))
    with pytest.raises(ValueError, match="roll"):
        style.but(roll="in verse")
    assert isinstance(style, Style)


def test_people_recur_over_the_years_and_change_with_the_terms() -> None:
    body = found_body(3, "commune", 19)
    first, second = ({m.person.key for m in body.terms[term]} for term in (2014, 2020))
    assert first & second
    assert first != second
    names = [m.person.name for term in body.terms.values() for m in term]
    keys = [m.person.key for term in body.terms.values() for m in term]
    assert len(set(zip(names, keys, strict=True))) == len(set(keys)) == len(set(names))


def test_families_share_a_surname() -> None:
    people = [m.person for seed in range(10) for m in found_body(seed, "commune", 29).terms[2020]]
    assert len({(p.key.split("-")[0], p.surname) for p in people}) < len(people)


def test_noise_keeps_lines_and_grows_with_the_rate() -> None:
    text = generate(4).text
    few, many = noisy(text, 1, 0.005), noisy(text, 1, 0.05)
    assert few.count("\n") == many.count("\n") == text.count("\n")
    assert noisy(text, 1, 0.0) == text

    def changed(other: str) -> int:
        return sum(a != b for a, b in zip(text.split(), other.split(), strict=False))

    assert 0 < changed(few) < changed(many)


def test_agreement_is_full_with_the_truth_itself_and_not_with_less() -> None:
    minutes = generate(12)
    truth = minutes.truth
    found = {
        "meetings": [{"held_on": truth["meeting"]["date"], "body": truth["meeting"]["body"]}],
        "attendance": truth["attendance"],
        "agenda_items": truth["agenda"],
        "deliberations": truth["deliberations"],
        "interventions": [dict(i, speaker_name=i["speaker_full"]) for i in truth["interventions"]],
        "tariffs": truth["tariffs"],
        "financial_lines": [],
        "amounts": truth["amounts"],
    }
    tallies = agreement(truth, found)
    for facet in ("attendance", "links", "agenda", "deliberations", "votes", "interventions", "amounts"):
        assert tallies[facet].f1 == 1.0, facet
    assert tallies["meeting"].found == tallies["meeting"].right == 2
    assert agreement(truth, found | {"attendance": truth["attendance"][1:]})["attendance"].f1 < 1.0


def test_a_debatable_row_is_neither_right_nor_wrong() -> None:
    counted = tally(["a"], ["a", "b", "c"], lambda x, y: x == y, debatable=["b"])
    assert (counted.wanted, counted.found, counted.right) == (1, 2, 1)
    assert counted.misses == ["+ c"]
    assert Tally().f1 == 1.0


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("Jean DUMAS", "M. Jean Dumas", True),
        ("DUMAS", "Jean DUMAS", True),
        ("J. DUMAS", "Jean DUMAS", True),
        ("Paul DUMAS", "Jean DUMAS", False),
        ("DUMAS", "Jean FABRE", False),
    ],
)
def test_same_person(a: str, b: str, same: bool) -> None:
    assert same_person(a, b) is same

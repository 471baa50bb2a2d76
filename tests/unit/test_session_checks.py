"""Arithmetic of the session."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from corpus.page import Box
from extractors.checks.session import check_session
from extractors.document import Document, Outline
from extractors.presence import derive_presence
from extractors.records import Attendance, Check, Deliberation, Evidence, Meeting, Outcome, Status

SEEN = Evidence(1, Box(0, 0, 1, 1), "x", 0.9, "test")
DOCUMENT = Document((), ())


def people(present: int, absent: int = 0) -> list[Attendance]:
    rows = [(f"P{i}", Status.PRESENT) for i in range(present)] + [(f"A{i}", Status.ABSENT) for i in range(absent)]
    return [
        Attendance(position=i, printed_name=n, name=n, civility=None, status=s, evidence=SEEN)
        for i, (n, s) in enumerate(rows, 1)
    ]


def given(rows: list[Attendance], **bearers: str) -> list[Attendance]:
    from dataclasses import replace

    return [replace(r, proxy_to=bearers.get(r.name)) for r in rows]


def checks(rows: list[Attendance], meeting: Meeting, *deliberations: Deliberation) -> dict[str, Check]:
    presence = derive_presence(DOCUMENT, Outline((), (0, 0), ()), rows, (), deliberations)
    return {c.rule: c for c in check_session(DOCUMENT, (meeting,), rows, deliberations, presence)}


def shown(check: Check) -> tuple[str, int | None, int | None]:
    stated, computed = (None if n is None else int(n) for n in (check.stated, check.computed))
    return check.result.value, stated, computed


def session(**counts: Any) -> Meeting:
    return Meeting(evidence=SEEN, held_on=date(2023, 5, 4), **counts)


def vote(**counts: Any) -> Deliberation:
    return Deliberation(position=1, outcome=Outcome.ADOPTED, first_block=1, last_block=2, evidence=SEEN, **counts)


def test_counts_that_agree_pass() -> None:
    rows = given(people(8, 3), A0="P1")
    found = checks(rows, session(members_in_office=11, members_present=8, votes_cast=9))
    assert {rule: c.result.value for rule, c in found.items()} == {
        "in-office-covers-present": "passed",
        "quorum": "passed",
        "roll-present": "passed",
        "roll-in-office": "passed",
        "present-plus-proxies": "passed",
        "pouvoirs-per-bearer": "passed",
        "bearer-is-present": "passed",
    }


@pytest.mark.parametrize(
    ("rule", "counts", "numbers"),
    [
        ("in-office-covers-present", {"members_in_office": 5, "members_present": 8}, (5, 8)),
        ("quorum", {"members_in_office": 20, "members_present": 8}, (11, 8)),
        ("roll-present", {"members_present": 9}, (9, 8)),
        ("roll-in-office", {"members_in_office": 15, "members_present": 8}, (15, 11)),
        ("present-plus-proxies", {"members_present": 8, "votes_cast": 10}, (10, 9)),
    ],
)
def test_counts_that_do_not_agree_fail_and_show_both(
    rule: str, counts: dict[str, int], numbers: tuple[int, int]
) -> None:
    found = checks(given(people(8, 3), A0="P1"), session(**counts))[rule]
    assert shown(found) == ("failed", *numbers)
    assert all(str(n) in found.message for n in numbers)


def test_what_is_not_stated_is_said_not_to_be() -> None:
    assert checks(people(8), session())["roll-present"].result.value == "not stated"


def test_one_pouvoir_a_bearer_and_two_during_the_epidemic() -> None:
    from dataclasses import replace

    rows = given(people(8, 3), A0="P1", A1="P1")
    assert checks(rows, session())["pouvoirs-per-bearer"].result.value == "failed"
    epidemic = replace(session(), held_on=date(2021, 2, 1))
    assert checks(rows, epidemic)["pouvoirs-per-bearer"].result.value == "passed"


def test_a_bearer_must_be_there() -> None:
    found = checks(given(people(3, 2), A0="A1"), session())["bearer-is-present"]
    assert found.result.value == "failed" and "A1" in found.message
    assert checks(given(people(3, 2), A0="Z9"), session())["bearer-is-present"].result.value == "failed"


def test_votes_add_up_to_the_voters() -> None:
    rows = given(people(8, 3), A0="P1")
    assert (
        checks(rows, session(), vote(votes_for=7, votes_against=1, abstentions=1))["votes-add-up"].result.value
        == "passed"
    )
    found = checks(rows, session(), vote(votes_for=7, votes_against=1))["votes-add-up"]
    assert shown(found) == ("failed", 9, 8)
    stated = checks(rows, session(), vote(votes_for=7, votes_against=1, votes_cast=8))["votes-add-up"]
    assert stated.result.value == "passed"


def test_a_session_wide_vote() -> None:
    counted = session(
        votes_cast=8,
        votes_for=7,
        votes_against=0,
        abstentions=0,
        field_evidence=(("votes_for", SEEN), ("votes_cast", SEEN)),
    )
    found = checks(people(8), counted)["session-votes"]
    assert shown(found) == ("failed", 8, 7)

"""One session as it happened: who was there when, who stood in for whom.

Belongs here: the facts of presence, item by item. Does not belong here: the words that report them (`roll`).
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, time, timedelta

from corpus.synthetic.bodies import Body, Member
from corpus.synthetic.people import Person


@dataclass
class Seat:
    """A member at this session. ``who`` is the person in the room: the member, or a suppléant for him."""

    member: Member
    status: str
    """'present', 'remote', 'excused', 'absent'."""
    deputised: bool = False
    bearer: Person | None = None
    """Who holds the member's pouvoir."""
    arrives_before: int | None = None
    """Index of the first item he sits through, if late."""
    leaves_before: int | None = None
    """Index of the first item he misses, if he leaves."""
    at: time | None = None
    """Of the arrival or departure."""
    later_bearer: Person | None = None
    """Who holds the pouvoir he gives on leaving."""

    @property
    def who(self) -> Person:
        """The person in the room or, of the absent, the member."""
        deputy = self.member.deputy
        return deputy if self.deputised and deputy else self.member.person

    def here_at(self, item: int) -> bool:
        """Whether he sits through an item."""
        if self.status not in ("present", "remote"):
            return False
        late = self.arrives_before is not None and item < self.arrives_before
        return not late and (self.leaves_before is None or item < self.leaves_before)

    def represented_at(self, item: int) -> Person | None:
        """Who votes for him at an item, if anyone."""
        if self.status not in ("present", "remote"):
            return self.bearer
        return self.later_bearer if self.leaves_before is not None and item >= self.leaves_before else None


@dataclass
class Sitting:
    """The facts of a session."""

    body: Body
    day: date
    starts: time
    ends: time | None
    convened: date
    seats: list[Seat]
    chair: Person
    secretary: Person
    guests: list[tuple[Person, str]]
    previous: date
    following: date | None
    weighted: bool = False
    printed_chair: bool = True
    """Whether the roll names the chair (else only the opening does)."""
    first_number: int = 1
    """Printed number of the first decision, where items are counted."""

    def with_status(self, *statuses: str) -> list[Seat]:
        """Seats of those statuses in roll order."""
        return [s for s in self.seats if s.status in statuses]

    def voters_at(self, item: int) -> list[Person]:
        """Those who vote at an item: in the room, and by pouvoir (the member's own name)."""
        here = [s.who for s in self.seats if s.here_at(item)]
        present = {p.key for p in here}
        return here + [
            s.who for s in self.seats if not s.here_at(item) and (b := s.represented_at(item)) and b.key in present
        ]


def hold(rng: random.Random, body: Body, day: date, movement: str, items: int) -> Sitting:
    """Let a session take place.

    Args:
        rng: the source of chance.
        body: whose session.
        day: its date.
        movement: a form of the style's ``movement``.
        items: how many items will be dealt with.
    """
    starts = time(rng.choice((9, 14, 17, 18, 18, 19, 20, 20)), rng.choice((0, 0, 15, 30, 30, 45)))
    seats = [Seat(m, _status(rng, i)) for i, m in enumerate(body.members_on(day))]
    for seat in seats[1:]:
        if seat.member.deputy and seat.status == "excused" and rng.random() < 0.4:
            seat.status, seat.deputised = "present", True
    if day.year >= 2020 and rng.random() < 0.2:
        for seat in rng.sample(seats[2:], min(3, len(seats) - 2)):
            seat.status = "remote" if seat.status == "present" else seat.status
    here = [s for s in seats if s.status == "present"]
    bearers = [s.who for s in here]
    rng.shuffle(bearers)
    for seat in seats:
        if seat.status == "excused" and bearers and rng.random() < 0.65:
            seat.bearer = bearers.pop()
    if movement.startswith(("arrival", "departure")) and len(here) > 4 and items > 3:
        _move(rng, movement, here, starts, items, {s.bearer.key for s in seats if s.bearer})
    ends = _later(starts, rng.randrange(45, 180)) if rng.random() < 0.6 and starts.hour < 21 else None
    secretary = rng.choice([s for s in here[1:] if s.arrives_before is None and s.leaves_before is None] or here).who
    return Sitting(
        body,
        day,
        starts,
        ends,
        day - timedelta(days=rng.choice((5, 6, 7, 8, 10))),
        seats,
        here[0].who,
        secretary,
        list(body.staff[: rng.choice((1, 2, 3))]),
        day - timedelta(days=rng.randrange(25, 80)),
        day + timedelta(days=rng.randrange(20, 70)) if rng.random() < 0.3 else None,
    )


def _status(rng: random.Random, rank: int) -> str:
    if rank == 0:
        return "present"
    return rng.choices(("present", "excused", "absent"), (74, 18, 8))[0]


def _move(rng: random.Random, movement: str, here: list[Seat], starts: time, items: int, bearers: set[str]) -> None:
    free = [s for s in here[2:] if s.who.key not in bearers]
    if not free:
        return
    seat = rng.choice(free)
    turn = rng.randrange(2, items - 1)
    seat.at = _later(starts, 8 * turn + rng.randrange(1, 6))
    if movement.startswith("departure"):
        seat.leaves_before = turn
        others = [s.who for s in here if s is not seat and s.who.key not in bearers]
        seat.later_bearer = rng.choice(others) if others and movement == "departure" and rng.random() < 0.6 else None
    else:
        seat.arrives_before = turn


def _later(at: time, minutes: int) -> time:
    total = min(at.hour * 60 + at.minute + minutes, 23 * 60 + 55)
    return time(total // 60, total % 60)

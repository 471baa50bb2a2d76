"""How far facts read from minutes agree with their known truth, facet by facet.

Works on plain mappings, so that it serves whoever read them. Names are compared without case, accents, hyphens and
civilities; words at 90 % likeness; amounts, times and outcomes exactly. Belongs here: counting agreement. Does not
belong here: reading, or what to do about a disagreement.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from rapidfuzz import fuzz

Row = Mapping[str, Any]
Fits = Callable[[Any, Any], bool]
CLOSE = 90
CIVILITY = re.compile(r"\b(m|mme|mr|mlle|monsieur|madame)\b\.?")
MEETING = (
    ("organisation", "organisation"),
    ("body", "body"),
    ("document_type", "document_type"),
    ("date", "held_on"),
    ("start_time", "starts_at"),
    ("end_time", "ends_at"),
    ("place", "place"),
    ("convened_on", "convened_on"),
    ("chair", "chair"),
    ("secretary", "secretary"),
    ("members_in_office", "members_in_office"),
    ("members_present", "members_present"),
    ("votes_cast", "votes_cast"),
    ("next_meeting", "next_meeting_on"),
)


@dataclass
class Tally:
    """Agreement of one facet."""

    wanted: int = 0
    found: int = 0
    right: int = 0
    misses: list[str] = field(default_factory=list)
    """What was missed ('- ...') and made up ('+ ...')."""

    def add(self, other: Tally) -> None:
        """Count another document in."""
        self.wanted += other.wanted
        self.found += other.found
        self.right += other.right

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall; 1 where there was nothing to find and nothing was found."""
        if self.wanted + self.found == 0:
            return 1.0
        return 2 * self.right / (self.wanted + self.found)


def fold(text: object) -> str:
    """Lower case without accents, civilities and punctuation."""
    if text is None:
        return ""
    plain = unicodedata.normalize("NFKD", str(text).replace("’", "'").replace("œ", "oe").replace("Œ", "OE"))
    plain = "".join(c for c in plain if not unicodedata.combining(c)).lower()
    return " ".join(re.sub(r"[^a-z0-9%€.,']+", " ", CIVILITY.sub(" ", plain)).split())


def same_name(a: object, b: object) -> bool:
    """Whether two printed names are one."""
    x, y = fold(a), fold(b)
    return x == y or fuzz.token_sort_ratio(x, y) >= CLOSE


def same_person(a: object, b: object) -> bool:
    """Whether two forms can be one person: the shorter may give the surname only, or an initial."""
    if same_name(a, b):
        return True
    few, many = sorted((fold(a).replace(".", "").split(), fold(b).replace(".", "").split()), key=len)
    if not any(len(word) > 2 and word in many for word in few):
        return False
    return all(any(_may_be(word, other) for other in many) for word in few)


def _may_be(a: str, b: str) -> bool:
    """The same word, or one the initial of the other."""
    return a == b or (min(len(a), len(b)) <= 2 and a[0] == b[0])


def same_text(a: object, b: object) -> bool:
    """Whether two wordings are one, or one holds the other."""
    x, y = fold(a), fold(b)
    if not x or not y:
        return x == y
    return fuzz.ratio(x, y) >= CLOSE or (min(len(x), len(y)) >= 12 and fuzz.partial_ratio(x, y) >= 95)


def same_number(a: Any, b: Any) -> bool:
    """Equal amounts, or both unknown."""
    if a is None or b is None:
        return a is b
    return abs(float(a) - float(b)) < 0.0005


def tally(wanted: Sequence[Any], found: Sequence[Any], fits: Fits, debatable: Sequence[Any] = ()) -> Tally:
    """Pair rows one to one, first come first served; what only matches a debatable row is neither right nor wrong."""
    left, missed, right = list(found), [], 0
    for row in wanted:
        k = next((i for i, candidate in enumerate(left) if fits(row, candidate)), None)
        if k is None:
            missed.append(row)
        else:
            left.pop(k)
            right += 1
    for row in debatable:
        k = next((i for i, candidate in enumerate(left) if fits(row, candidate)), None)
        if k is not None:
            left.pop(k)
    misses = [f"- {_shown(r)}" for r in missed] + [f"+ {_shown(r)}" for r in left]
    return Tally(len(wanted), right + len(left), right, misses)


def agreement(truth: Row, found: Mapping[str, Sequence[Row]]) -> dict[str, Tally]:
    """Agreement by facet.

    Args:
        truth: labels of one document, as `generate` gives them; rows under '<table>_borderline' are debatable: to
            find them is neither right nor wrong.
        found: rows read, by table ('meetings', 'attendance', 'deliberations', ...), fields named as in the warehouse.
    """
    return dict(_facets(truth, found))


def _facets(truth: Row, found: Mapping[str, Sequence[Row]]) -> Iterator[tuple[str, Tally]]:
    yield "meeting", _meeting(truth["meeting"], found["meetings"])
    people, read = truth["attendance"], found["attendance"]
    yield (
        "attendance",
        tally(
            people,
            read,
            lambda a, b: same_name(a["name"], b["name"]) and a["status"] == b["status"],
            _debatable(truth, "attendance"),
        ),
    )
    links = [
        [(p["name"], k, p[k]) for p in rows for k in ("substitute_for", "proxy_to") if p.get(k)]
        for rows in (people, read)
    ]
    yield (
        "links",
        tally(links[0], links[1], lambda a, b: a[1] == b[1] and same_name(a[0], b[0]) and same_name(a[2], b[2])),
    )
    yield "agenda", tally(truth["agenda"], found["agenda_items"], lambda a, b: same_text(a["title"], b["title"]))
    yield from _decisions(truth, found)
    turns = truth["interventions"]
    said = found["interventions"]
    yield (
        "interventions",
        tally(
            turns,
            said,
            lambda a, b: fuzz.partial_ratio(fold(a["speaker"]), fold(b["speaker"])) >= CLOSE,
            _debatable(truth, "interventions"),
        ),
    )
    resolved = [t for t in said if t.get("speaker_name")]
    yield (
        "speakers",
        tally(
            turns,
            resolved,
            lambda a, b: same_person(a["speaker_full"], b["speaker_name"]),
            _debatable(truth, "interventions"),
        ),
    )
    yield from _money(truth, found)
    yield "presence", _presence(truth, found)
    moved = list({(fold(m["name"]), str(m["kind"])): m for m in found.get("movements", ())}.values())
    yield (
        "movements",
        tally(truth["movements"], moved, lambda a, b: same_person(a["name"], b["name"]) and a["kind"] == b["kind"]),
    )


def _debatable(truth: Row, table: str) -> Sequence[Row]:
    rows: Sequence[Row] = truth.get(f"{table}_borderline", ())
    return rows


def _meeting(labels: Row, meetings: Sequence[Row]) -> Tally:
    meeting = meetings[0] if meetings else {}
    wanted = [(name, labels[name]) for name, _ in MEETING if labels.get(name) is not None]
    found = [(name, meeting[column]) for name, column in MEETING if meeting.get(column) is not None]
    return tally(wanted, found, lambda a, b: a[0] == b[0] and _same_field(a[0], a[1], b[1]))


def _same_field(name: str, a: Any, b: Any) -> bool:
    if name in ("organisation", "body"):
        return same_text(a, b)
    if name in ("chair", "secretary"):
        return same_name(a, b)
    if name == "place":
        return fuzz.partial_ratio(fold(a), fold(b)) >= CLOSE
    if name.endswith("time"):
        return str(a)[:5] == str(b)[:5]
    return fold(a) == fold(b)


def _one_decision(a: Row, b: Row) -> bool:
    named = same_text(a["title"], b["title"]) or same_text(a["decision"], b["decision"])
    return named and str(a["outcome"]) == str(b["outcome"])


def _decisions(truth: Row, found: Mapping[str, Sequence[Row]]) -> Iterator[tuple[str, Tally]]:
    wanted, read = truth["deliberations"], found["deliberations"]

    def counted(a: Row, b: Row) -> bool:
        numbers = ("votes_for", "votes_against", "abstentions")
        return (
            _one_decision(a, b)
            and a["unanimous"] == b["unanimous"]
            and all(a[k] is None or same_number(a[k], b[k]) for k in numbers)
        )

    debatable = _debatable(truth, "deliberations")
    yield "deliberations", tally(wanted, read, _one_decision, debatable)
    voted = [[d for d in rows if d["unanimous"] is not None or d["votes_for"] is not None] for rows in (wanted, read)]
    yield "votes", tally(voted[0], voted[1], counted, debatable)
    acts = [[d["number"] for d in rows if d.get("number")] for rows in (wanted, read)]
    yield "act numbers", tally(acts[0], acts[1], lambda a, b: fold(a) == fold(b))
    named = [
        [(b["name"], str(b["choice"])) for b in rows if str(b["choice"]) in ("against", "abstention")]
        for rows in (truth["ballots"], found.get("ballots", ()))
    ]
    yield "named votes", tally(named[0], named[1], lambda a, b: a[1] == b[1] and same_person(a[0], b[0]))
    results = found.get("election_results", ())
    yield (
        "elections",
        tally(
            truth["elections"],
            results,
            lambda a, b: same_person(a["candidate"], b["candidate"]) and a["votes"] == b["votes"],
        ),
    )


def _presence(truth: Row, found: Mapping[str, Sequence[Row]]) -> Tally:
    """Who was there at each deliberation: only deliberations that were found are compared."""
    read, taken = list(found["deliberations"]), set()
    wanted: list[tuple[int, Row]] = []
    for number, row in enumerate(truth["deliberations"], 1):
        k = next((i for i, b in enumerate(read) if i not in taken and _one_decision(row, b)), None)
        if k is not None:
            taken.add(k)
            at = read[k]["position"] if "position" in read[k] else k + 1
            wanted += [(at, p) for p in truth["presence"] if p["deliberation"] == number]
    told = {at for at, _ in wanted}
    rows = [(p["deliberation"], p) for p in found.get("presence", ()) if p["deliberation"] in told]
    by_item: dict[int, tuple[list[Row], list[Row]]] = {}
    for at, row in wanted:
        by_item.setdefault(at, ([], []))[0].append(row)
    for at, row in rows:
        by_item[at][1].append(row)
    total = Tally()
    for at, (want, got) in by_item.items():
        one = tally(want, got, lambda a, b: str(a["state"]) == str(b["state"]) and same_person(a["name"], b["name"]))
        total.add(one)
        total.misses += [f"{at}: {miss}" for miss in one.misses]
    return total


def _cells(table: Row) -> list[dict[str, Any]]:
    return [dict(line, is_total=total) for key, total in (("lines", False), ("totals", True)) for line in table[key]]


def _same_cell(a: Row, b: Row) -> bool:
    return (
        same_number(a["amount"], b["amount"])
        and (a["side"] is None or a["side"] == b["side"])
        and bool(b["is_total"]) == a["is_total"]
        and (a.get("account") is None or fold(a["account"]) == fold(b["account"]))
        and same_text(a["label"], b["label"])
        and (a.get("column") is None or same_text(a["column"], b["column_label"]))
    )


def cells_by_make(truth: Row, found: Mapping[str, Sequence[Row]]) -> dict[str, tuple[int, int]]:
    """Cells exactly right and cells in all, for each make of money table."""
    left = list(found["financial_lines"])
    out: dict[str, tuple[int, int]] = {}
    for table in truth["financial_tables"]:
        for cell in _cells(table):
            k = next((i for i, b in enumerate(left) if _same_cell(cell, b)), None)
            right, number = out.get(table["make"], (0, 0))
            out[table["make"]] = (right + (k is not None), number + 1)
            if k is not None:
                left.pop(k)
    return out


def _money(truth: Row, found: Mapping[str, Sequence[Row]]) -> Iterator[tuple[str, Tally]]:
    def price(a: Row, b: Row) -> bool:
        words = [f"{fold(r['service'])} {fold(r['item'])}" for r in (a, b)]
        return (
            same_number(a["amount"], b["amount"])
            and _same_tier(a, b)
            and str(a["status"]) == str(b["status"])
            and fuzz.token_set_ratio(*words) >= CLOSE
        )

    prices = _debatable(truth, "tariffs")
    yield "tariffs", tally(truth["tariffs"], found["tariffs"], price, prices)
    yield (
        "tariff amounts",
        tally(truth["tariffs"], found["tariffs"], lambda a, b: same_number(a["amount"], b["amount"]), prices),
    )

    lines = [line for table in truth["financial_tables"] for line in _cells(table)]
    debatable = [dict(line, is_total=False) for line in _debatable(truth, "financial lines")]
    yield "financial lines", tally(lines, found["financial_lines"], _same_cell, debatable)
    yield (
        "amounts",
        tally(
            truth["amounts"],
            found["amounts"],
            lambda a, b: same_number(a["amount"], b["amount"]),
            _debatable(truth, "amounts"),
        ),
    )


def _same_tier(a: Row, b: Row) -> bool:
    if fold(a.get("tier")) == fold(b.get("tier")):
        return True
    return a.get("tier_min") is not None and all(same_number(a.get(k), b.get(k)) for k in ("tier_min", "tier_max"))


SHOWN_NOT = ("note", "text", "evidence", "civility", "role", "late_or_left", "position", "meeting", "section")


def _shown(row: Any) -> str:
    if isinstance(row, Mapping):
        return str({k: str(v) for k, v in row.items() if v is not None and k not in SHOWN_NOT})[:400]
    return str(row)

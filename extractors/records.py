"""What a document says: one record type for each table of the warehouse, each with its evidence.

Records of one document refer to one another by ``position`` (from 1, in printed order); the warehouse turns
positions into ids. Unknown is None. Money is Decimal. Names of people are "Given SURNAME".
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, time
from decimal import Decimal
from enum import StrEnum

from corpus.page import Box


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a fact stands and what makes us believe it."""

    page: int
    """From 1."""
    box: Box
    """Around the quoted words, on that page."""
    quote: str
    """The words as read."""
    confidence: float
    """0-1: how likely the fact is right, from the reading and from the rule; raised by an independent check."""
    rule: str
    """The rule that fired, as ``module.rule`` in kebab case (``attendance.group-civility``)."""


class Status(StrEnum):
    """Status of a person in the roll: that of the heading the name stands under."""

    PRESENT = "present"
    REMOTE = "remote"
    ABSENT = "absent"
    EXCUSED = "excused"
    GUEST = "guest"


class Outcome(StrEnum):
    """What became of a question put to the assembly."""

    ADOPTED = "adopted"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    POSTPONED = "postponed"
    NOTED = "noted"
    """*Prend acte*: put to the assembly without a choice to make."""


class PriceStatus(StrEnum):
    """Whether a price was set, only proposed, or merely told."""

    PROPOSED = "proposed"
    ADOPTED = "adopted"
    INFORMATION = "information"


class Side(StrEnum):
    """Side of a budget."""

    EXPENSE = "expense"
    REVENUE = "revenue"


class PresenceState(StrEnum):
    """A member at one deliberation."""

    PRESENT = "present"
    REMOTE = "remote"
    REPRESENTED = "represented"
    ABSENT = "absent"
    WITHDREW = "withdrew"


class Choice(StrEnum):
    """A member's vote, where the minutes name it."""

    FOR = "for"
    AGAINST = "against"
    ABSTENTION = "abstention"
    NOT_VOTING = "not voting"


class CheckResult(StrEnum):
    """Outcome of an arithmetic check."""

    PASSED = "passed"
    FAILED = "failed"
    NOT_STATED = "not stated"


class Severity(StrEnum):
    """How much a finding matters to who relies on the document."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """A session of a body. ``evidence`` is that of the date."""

    position: int = 1
    organisation: str | None = None
    body: str | None = None
    document_type: str | None = None
    """'compte rendu', 'procès-verbal', 'liste des délibérations', 'extrait', ..."""
    held_on: date | None = None
    starts_at: time | None = None
    ends_at: time | None = None
    place: str | None = None
    convened_on: date | None = None
    chair: str | None = None
    secretary: str | None = None
    members_in_office: int | None = None
    members_present: int | None = None
    votes_cast: int | None = None
    votes_for: int | None = None
    votes_against: int | None = None
    abstentions: int | None = None
    next_meeting_on: date | None = None
    evidence: Evidence | None = None
    field_evidence: tuple[tuple[str, Evidence], ...] = ()
    """Evidence of each other field, by field name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendance:
    """A person in the roll, in printed order. A replaced titular has no row of his own."""

    position: int
    printed_name: str
    name: str
    civility: str | None
    """'M.' or 'Mme' (Mlle is Mme); None where none is printed."""
    status: Status
    substitute_for: str | None = None
    """Name of the titular member this person stands in for."""
    proxy_to: str | None = None
    """Name of the bearer of the pouvoir this absent member gave."""
    role: str | None = None
    commune: str | None = None
    """The commune or body the member sits for, where the roll prints it."""
    meeting: int = 1
    evidence: Evidence


class MovementKind(StrEnum):
    """How presence changes in the course of a session."""

    ARRIVES = "arrives"
    LEAVES = "leaves"
    WITHDRAWS = "withdraws"
    """For one item only (*ne prend pas part au vote*, conflict of interest)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Movement:
    """An arrival, a departure or a withdrawal."""

    name: str
    kind: MovementKind
    at: time | None = None
    block: int
    """Index of the block it is printed in: before or after a deliberation by document order."""
    first_item: str | None = None
    """Number of the first item it holds for, where the text says (*à partir du point n° 8*)."""
    last_item: str | None = None
    proxy_to: str | None = None
    """Who votes for the person from then on (*procuration à*), where stated."""
    until_block: int | None = None
    """Where whoever left the room for a while is told to be back."""
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaItem:
    """A line of the printed agenda, headings and leaves."""

    position: int
    number: str | None
    """Path such as 'I.2.A.1'; None where the agenda is not numbered."""
    level: int
    """From 1."""
    title: str
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Deliberation:
    """A decision put to the assembly."""

    position: int
    number: str | None = None
    """Official act number ('DEL2025-59', '2020-09-01'), never the agenda number."""
    section: str | None = None
    """Path of the heading it stands under, 'I.2.A.1'."""
    title: str | None = None
    decision: str | None = None
    """The sentence or bullet that says what is approved, as printed."""
    outcome: Outcome
    unanimous: bool | None = None
    votes_for: int | None = None
    votes_against: int | None = None
    abstentions: int | None = None
    not_voting: int | None = None
    blank_votes: int | None = None
    """Blancs et nuls of a secret ballot."""
    votes_cast: int | None = None
    is_secret_ballot: bool = False
    subject_code: str | None = None
    subject_confidence: float | None = None
    subject_words: str | None = None
    """The words that decided the subject."""
    first_block: int
    """Index of the first block of its text (its heading)."""
    last_block: int
    """Index of the last block that belongs to the decision and its vote."""
    meeting: int = 1
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Ballot:
    """A member's vote, where the minutes name it; or a candidate's votes in an election (``votes``)."""

    deliberation: int
    name: str
    choice: Choice
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class ElectionResult:
    """Votes a candidate got."""

    deliberation: int
    candidate: str
    votes: int | None
    is_elected: bool | None = None
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Presence:
    """A member at one deliberation. Derived: its evidence is that of the roll entry or of the movement."""

    deliberation: int
    name: str
    state: PresenceState
    represented_by: str | None = None
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Intervention:
    """A turn of speech: one paragraph in which a named speaker is reported."""

    position: int
    section: str | None
    speaker: str
    """As printed, without 'a dit que'."""
    speaker_name: str | None = None
    """"Given SURNAME" where the roll or the text resolves it."""
    text: str
    meeting: int = 1
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Tariff:
    """One price the body sets, is proposed to set, or tells."""

    position: int
    deliberation: int | None = None
    service: str | None = None
    item: str | None = None
    unit: str | None = None
    period: str | None = None
    """'mois', 'an', 'jour', 'heure' or None."""
    tier: str | None = None
    """As printed."""
    tier_min: Decimal | None = None
    tier_max: Decimal | None = None
    amount: Decimal
    amount_max: Decimal | None = None
    """Upper end of a printed range."""
    currency: str = "EUR"
    tax: str | None = None
    audience: str | None = None
    status: PriceStatus
    origin: str
    """'table' or 'text'."""
    valid_from: date | None = None
    table: int | None = None
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class FinancialTable:
    """A printed money table."""

    position: int
    kind: str
    """'budget_amendment', 'financing_plan', 'budget', 'administrative_account', 'subsidies', 'staff',
    'tariff_grid' or 'other'."""
    title: str | None = None
    section: str | None = None
    """Path of the heading it stands under."""
    budget_section: str | None = None
    """'fonctionnement', 'investissement' or None."""
    deliberation: int | None = None
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class FinancialLine:
    """A cell of money in a table."""

    position: int
    table: int
    side: Side | None = None
    budget_section: str | None = None
    account: str | None = None
    chapter: str | None = None
    label: str | None = None
    column_label: str | None = None
    amount: Decimal | None
    """None for the printed total whose cell is empty."""
    currency: str = "EUR"
    is_total: bool = False
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """Another amount stated in running text."""

    position: int
    amount: Decimal
    amount_max: Decimal | None = None
    currency: str = "EUR"
    tax: str | None = None
    per: str | None = None
    what: str | None = None
    counterparty: str | None = None
    reference: str | None = None
    rate_pct: Decimal | None = None
    """Interest rate of a loan, in per cent."""
    term_months: int | None = None
    section: str | None = None
    deliberation: int | None = None
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """A named-entity mention in the text."""

    label: str
    """'PER', 'ORG' or 'LOC'."""
    text: str
    name: str | None = None
    """Resolved form ("Given SURNAME" of the roll, the organisation's fuller name) where the document gives it."""
    role: str | None = None
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """An arithmetic statement put to the test."""

    rule: str
    stated: Decimal | None
    computed: Decimal | None
    result: CheckResult
    message: str
    """In French: both numbers, and where they come from."""
    deliberation: int | None = None
    table: int | None = None
    meeting: int | None = None
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something that does not add up, or that a person should look at."""

    page: int | None
    severity: Severity
    code: str
    message: str
    """In French."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageText:
    """A page as text in reading order; running headers, footers and page numbers left out."""

    page: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Minutes:
    """All that one file says."""

    pages: tuple[PageText, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    attendance: tuple[Attendance, ...] = ()
    movements: tuple[Movement, ...] = ()
    agenda_items: tuple[AgendaItem, ...] = ()
    deliberations: tuple[Deliberation, ...] = ()
    ballots: tuple[Ballot, ...] = ()
    election_results: tuple[ElectionResult, ...] = ()
    presence: tuple[Presence, ...] = ()
    interventions: tuple[Intervention, ...] = ()
    tariffs: tuple[Tariff, ...] = ()
    financial_tables: tuple[FinancialTable, ...] = ()
    financial_lines: tuple[FinancialLine, ...] = ()
    amounts: tuple[Amount, ...] = ()
    entities: tuple[Entity, ...] = ()
    checks: tuple[Check, ...] = ()
    findings: tuple[Finding, ...] = ()


def with_confidence(evidence: Evidence, confidence: float) -> Evidence:
    """The same evidence believed more or less."""
    return replace(evidence, confidence=max(0.0, min(1.0, confidence)))

"""Invented minutes, already extracted, for tests of the warehouse: three sessions of one council over two years."""

from __future__ import annotations

import hashlib
from datetime import date, datetime, time
from decimal import Decimal

from corpus.page import Box
from extractors.records import (
    AgendaItem,
    Amount,
    Attendance,
    Ballot,
    Check,
    CheckResult,
    Choice,
    Deliberation,
    ElectionResult,
    Entity,
    Evidence,
    FinancialLine,
    FinancialTable,
    Finding,
    Intervention,
    Meeting,
    Minutes,
    Movement,
    MovementKind,
    Outcome,
    PageText,
    Presence,
    PresenceState,
    PriceStatus,
    Severity,
    Side,
    Status,
    Tariff,
)
from warehouse import DocumentEntry, PageReading

ORGANISATION = "Commune de Valbrume"
BODY = "Conseil municipal"
MEMBERS = (
    ("Odile FERRANDEAU", "Mme"),
    ("Basile COURTEMANCHE", "M."),
    ("Yvonne TRASSARD", "Mme"),
    ("Anatole de la BRÉVINE", "M."),
    ("Rosalie QUENTRIC", "Mme"),
)


def proof(quote: str = "texte cité", page: int = 1, rule: str = "test.rule", confidence: float = 0.9) -> Evidence:
    return Evidence(page, Box(72.0, 100.0, 300.0, 112.0), quote, confidence, rule)


def attendance(present: int = 4) -> tuple[Attendance, ...]:
    """The first ``present`` members sit; the others gave their pouvoir to the first."""
    return tuple(
        Attendance(
            position=i,
            printed_name=f"{civility} {name}",
            name=name,
            civility=civility,
            status=Status.PRESENT if i <= present else Status.EXCUSED,
            proxy_to=None if i <= present else MEMBERS[0][0],
            role="maire" if i == 1 else None,
            evidence=proof(f"{civility} {name}", rule="attendance.group-civility"),
        )
        for i, (name, civility) in enumerate(MEMBERS, start=1)
    )


def minutes(held_on: date = date(2024, 3, 12), price: str = "3.40", present: int = 4) -> Minutes:
    """A session with something in each table."""
    roll = attendance(present)
    return Minutes(
        pages=(
            PageText(page=1, text=f"Séance du {held_on:%d/%m/%Y}. Présents : {', '.join(a.name for a in roll)}."),
            PageText(page=2, text="Le conseil fixe les tarifs de la cantine scolaire et vote les subventions."),
        ),
        meetings=(
            Meeting(
                organisation=ORGANISATION,
                body=BODY,
                document_type="procès-verbal",
                held_on=held_on,
                starts_at=time(20, 0),
                place="Salle des fêtes",
                chair=MEMBERS[0][0],
                secretary=MEMBERS[2][0],
                members_in_office=5,
                members_present=present,
                votes_cast=5,
                evidence=proof("séance du mardi 12 mars", rule="meeting.date"),
                field_evidence=(("place", proof("Salle des fêtes", rule="meeting.place")),),
            ),
        ),
        attendance=roll,
        movements=(
            Movement(
                name=MEMBERS[1][0],
                kind=MovementKind.LEAVES,
                at=time(21, 15),
                block=9,
                evidence=proof("quitte la séance"),
            ),
        ),
        agenda_items=(
            AgendaItem(
                position=1, number="1", level=1, title="Tarifs de la cantine", evidence=proof("1. Tarifs de la cantine")
            ),
            AgendaItem(position=2, number="2", level=1, title="Subventions", evidence=proof("2. Subventions")),
        ),
        deliberations=(
            Deliberation(
                position=1,
                number=f"{held_on:%Y-%m}-01",
                section="1",
                title="Tarifs de la cantine",
                decision="fixe le prix du repas",
                outcome=Outcome.ADOPTED,
                unanimous=True,
                first_block=4,
                last_block=6,
                subject_code="7.1",
                evidence=proof("fixe le prix du repas", page=2, rule="deliberations.decide"),
            ),
            Deliberation(
                position=2,
                number=f"{held_on:%Y-%m}-02",
                section="2",
                title="Subventions aux associations",
                decision="attribue une subvention de 1 500 € au club nautique",
                outcome=Outcome.ADOPTED,
                unanimous=False,
                votes_for=4,
                votes_against=1,
                abstentions=0,
                first_block=7,
                last_block=8,
                subject_code="7.5",
                evidence=proof("attribue une subvention", page=2, rule="deliberations.decide"),
            ),
        ),
        ballots=(
            Ballot(
                deliberation=2, name=MEMBERS[3][0], choice=Choice.AGAINST, evidence=proof("Contre : M. de la BRÉVINE")
            ),
        ),
        election_results=(
            ElectionResult(deliberation=1, candidate=MEMBERS[4][0], votes=5, is_elected=True, evidence=proof()),
        ),
        presence=tuple(
            Presence(
                deliberation=d,
                name=a.name,
                state=PresenceState.PRESENT if a.status is Status.PRESENT else PresenceState.REPRESENTED,
                represented_by=a.proxy_to,
                evidence=a.evidence,
            )
            for d in (1, 2)
            for a in roll
        ),
        interventions=(
            Intervention(
                position=1,
                section="1",
                speaker="Mme Trassard",
                speaker_name=MEMBERS[2][0],
                text="Mme Trassard demande si les délibérations sur la cantine seront réexaminées.",
                evidence=proof(page=2),
            ),
        ),
        tariffs=(
            Tariff(
                position=1,
                deliberation=1,
                service="Cantine scolaire",
                item="Repas enfant",
                unit="repas",
                amount=Decimal(price),
                tax="TTC",
                status=PriceStatus.ADOPTED,
                origin="text",
                evidence=proof(f"{price} € le repas", page=2, rule="tariffs.prose"),
            ),
        ),
        financial_tables=(
            FinancialTable(
                position=1,
                kind="budget_amendment",
                title="Décision modificative n° 1",
                deliberation=2,
                evidence=proof(),
            ),
        ),
        financial_lines=(
            FinancialLine(
                position=1,
                table=1,
                side=Side.EXPENSE,
                account="6574",
                chapter="65",
                label="Subventions",
                amount=Decimal("1500"),
                evidence=proof(),
            ),
            FinancialLine(
                position=2,
                table=1,
                side=Side.REVENUE,
                account="7388",
                chapter="73",
                label="Autres taxes",
                amount=Decimal("1500.00"),
                evidence=proof(),
            ),
            FinancialLine(
                position=3, table=1, side=Side.EXPENSE, label="Total", amount=None, is_total=True, evidence=proof()
            ),
        ),
        amounts=(
            Amount(
                position=1,
                amount=Decimal("1500"),
                what="subvention",
                counterparty="Club nautique de Valbrume",
                deliberation=2,
                evidence=proof(),
            ),
        ),
        entities=(
            Entity(label="PER", text="Mme Trassard", name=MEMBERS[2][0], evidence=proof()),
            Entity(label="ORG", text="Club nautique de Valbrume", evidence=proof()),
        ),
        checks=(
            Check(
                rule="checks.votes-sum",
                stated=Decimal(5),
                computed=Decimal(5),
                result=CheckResult.PASSED,
                message="4 + 1 = 5",
                deliberation=2,
                evidence=proof(),
            ),
            Check(
                rule="checks.roll-count",
                stated=Decimal(4),
                computed=Decimal(3),
                result=CheckResult.FAILED,
                message="4 présents énoncés, 3 comptés",
                meeting=1,
                evidence=proof(),
            ),
        ),
        findings=(
            Finding(page=1, severity=Severity.WARNING, code="roll-count", message="4 présents énoncés, 3 comptés"),
        ),
    )


def entry(
    held_on: date = date(2024, 3, 12), said: Minutes | None = None, version: str = "1", **changes
) -> DocumentEntry:
    """A document of that day's session; other minutes or versions of the same bytes by ``said`` and ``version``."""
    known = {
        "document_id": hashlib.sha256(held_on.isoformat().encode()).hexdigest(),
        "file_name": f"pv-{held_on}.pdf",
        "source_path": f"depot/pv-{held_on}.pdf",
        "byte_size": 12_345,
        "pages": (
            PageReading(1, "digital", 0, 595.0, 842.0, None),
            PageReading(2, "ocr", 0, 595.0, 842.0, 91.5),
        ),
        "minutes": said or minutes(held_on),
        "ingested_at": datetime(2025, 1, 6, 8, 0),
        "reading_version": "lecture-1",
        "extraction_version": version,
    }
    return DocumentEntry(**{**known, **changes})


def history() -> list[DocumentEntry]:
    """Three sessions: the price of a meal rises, a member misses the second."""
    return [
        entry(date(2023, 11, 7), minutes(date(2023, 11, 7), "3.25", present=5)),
        entry(date(2024, 3, 12), minutes(date(2024, 3, 12), "3.40", present=4)),
        entry(date(2024, 9, 24), minutes(date(2024, 9, 24), "3.55", present=3)),
    ]

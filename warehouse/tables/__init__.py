"""The one definition of the warehouse's tables: names, columns, types, comments, keys.

DDL (`warehouse.ddl`), the data dictionary (`warehouse.dictionary`), loads, exports, integrity checks and changes are
all made from `TABLES`. Names and meanings that analysts rely on are never changed, only added to; a change that is
more than an addition bumps `CURRENT_VERSION`, and `warehouse.migrations` says what old rows hold.
"""

from __future__ import annotations

from warehouse.tables import decisions, identities, intake, money, session
from warehouse.tables.definition import PROVENANCE, Column, Table

CURRENT_VERSION = 3
"""Version of the model that this code writes."""

TABLES: tuple[Table, ...] = (
    intake.DOCUMENTS,
    intake.PAGES,
    session.MEETINGS,
    session.MEETING_FIELDS,
    session.ATTENDANCE,
    session.MOVEMENTS,
    session.AGENDA_ITEMS,
    decisions.DELIBERATIONS,
    decisions.BALLOTS,
    decisions.ELECTION_RESULTS,
    session.PRESENCE,
    session.INTERVENTIONS,
    money.TARIFFS,
    money.FINANCIAL_TABLES,
    money.FINANCIAL_LINES,
    money.AMOUNTS,
    session.ENTITIES,
    decisions.CHECKS,
    decisions.QUALITY_FINDINGS,
    identities.PERSONS,
    identities.PERSON_NAMES,
    identities.PERSON_IDS,
    identities.PERSON_FORMS,
    identities.RESOLVED_DOCUMENTS,
    identities.ELECTED_OFFICIALS,
    identities.ORGANISATIONS,
    identities.ORGANISATION_NAMES,
    identities.REVIEW_QUEUE,
    identities.DECISIONS,
    intake.QUARANTINE,
    intake.SOURCES,
    intake.RUNS,
    intake.RUN_STAGES,
    intake.EVENTS,
    intake.CHANGES,
    intake.SEARCH_TEXTS,
    intake.INDEXED_DOCUMENTS,
    intake.SCHEMA_VERSION,
)
"""In the order in which the data dictionary tells them."""

BY_NAME = {t.name: t for t in TABLES}
FACT_TABLES = tuple(t for t in TABLES if t.is_fact)
BY_LETTER = {t.letter: t for t in FACT_TABLES if t.letter}

__all__ = ["BY_LETTER", "BY_NAME", "CURRENT_VERSION", "FACT_TABLES", "PROVENANCE", "TABLES", "Column", "Table"]

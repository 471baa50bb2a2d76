"""The order of extraction: from the pages of one file to all that it says.

Belongs here: which extractor runs when, and what each is given. Does not belong here: any rule.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from corpus.page import Page
from extractors.agenda import read_agenda
from extractors.amounts import read_amounts
from extractors.attendance import read_attendance
from extractors.ballots import read_ballots
from extractors.checks import check_money, check_session
from extractors.checks.money import confirm
from extractors.deliberations import read_deliberations
from extractors.entities import read_entities
from extractors.financial_tables import read_financial_tables
from extractors.findings import find_doubts
from extractors.interventions import read_interventions
from extractors.layout import lay_out
from extractors.meeting import read_meetings
from extractors.movements import read_movements
from extractors.outline import find_outline
from extractors.presence import derive_presence
from extractors.records import Minutes, PageText
from extractors.sessions import Sessions
from extractors.tariffs import read_tariffs

if TYPE_CHECKING:
    from spacy.language import Language


def extract(pages: Sequence[Page], nlp: Language | None = None) -> Minutes:
    """Read everything a document says.

    Args:
        pages: the pages of one file, in order.
        nlp: the spaCy pipeline of `extractors.entities.load_model`; without it entities come from rules alone.

    Returns:
        Records that refer to one another by position. Empty facets are empty, never guessed.
    """
    document = lay_out(pages)
    outline = find_outline(document)
    attendance = read_attendance(document, outline)
    meetings = read_meetings(document, outline, attendance)
    movements = read_movements(document, outline, attendance)
    sessions = Sessions(document, outline)
    deliberations = sessions.of_deliberations(read_deliberations(document, outline))
    ballots, elections = read_ballots(
        document, outline, deliberations, attendance, meetings[0].chair if len(meetings) == 1 else None
    )
    presence = derive_presence(document, outline, attendance, movements, deliberations)
    interventions = sessions.of_interventions(read_interventions(document, outline, attendance, meetings))
    tables, lines = read_financial_tables(document, outline, deliberations)
    lines = confirm(lines)
    tariffs = read_tariffs(document, outline, deliberations)
    amounts = read_amounts(document, outline, deliberations, tariffs, lines)
    entities = read_entities(document, attendance, interventions, nlp)
    session_checks = check_session(document, meetings, attendance, deliberations, presence)
    money_checks = check_money(document, tables, lines, tariffs, amounts)
    minutes = Minutes(
        pages=tuple(PageText(page=number, text=text) for number, text in document.page_texts),
        meetings=meetings,
        attendance=attendance,
        movements=movements,
        agenda_items=read_agenda(document, outline),
        deliberations=deliberations,
        ballots=ballots,
        election_results=elections,
        presence=presence,
        interventions=interventions,
        tariffs=tariffs,
        financial_tables=tables,
        financial_lines=lines,
        amounts=amounts,
        entities=entities,
        checks=(*session_checks, *money_checks),
    )
    return find_doubts(minutes)

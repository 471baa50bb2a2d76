"""Tables about what was decided: deliberations, votes, elections, and the checks put to them."""

from __future__ import annotations

from warehouse.tables.definition import (
    BOOLEAN,
    INTEGER,
    MONEY,
    PROVENANCE,
    REAL,
    TEXT,
    Column,
    Table,
    document_id,
    row_id,
)
from warehouse.tables.session import deliberation_id, meeting_id, person_id

DELIBERATIONS = Table(
    "deliberations",
    "Une décision soumise à l'assemblée",
    (
        Column("deliberation_id", TEXT, "Identifiant stable de la délibération (égal à row_id)", True),
        row_id("de la délibération"),
        document_id(),
        meeting_id(),
        Column("position", INTEGER, "Rang dans le document, à partir de 1"),
        Column("number", TEXT, "Numéro officiel de l'acte, s'il est imprimé"),
        Column("section", TEXT, "Point sous lequel elle est imprimée (I.2.A.1)"),
        Column("title", TEXT, "Titre sous lequel elle est imprimée"),
        Column("decision", TEXT, "Ce qui est décidé, tel qu'imprimé"),
        Column("subject_code", TEXT, "Matière ACTES de niveau 2 (7.1) ; NULL si le classement est trop incertain"),
        Column("subject_confidence", REAL, "Confiance dans la matière, de 0 à 1"),
        Column("subject_words", TEXT, "Mots du titre ou de la décision qui ont fait choisir la matière"),
        Column(
            "outcome",
            TEXT,
            "adopted (adoptée), rejected (rejetée), withdrawn (retirée), postponed (reportée), noted (prise d'acte)",
            True,
            values=("adopted", "rejected", "withdrawn", "postponed", "noted"),
        ),
        Column("unanimous", BOOLEAN, "Vrai si l'unanimité est dite ; NULL si aucun vote n'est imprimé"),
        Column("votes_for", INTEGER, "Voix pour"),
        Column("votes_against", INTEGER, "Voix contre"),
        Column("abstentions", INTEGER, "Abstentions"),
        Column("not_voting", INTEGER, "Membres ne prenant pas part au vote"),
        Column("blank_votes", INTEGER, "Bulletins blancs et nuls d'un scrutin secret"),
        Column("votes_cast", INTEGER, "Votants imprimés pour cette délibération"),
        Column("is_secret_ballot", BOOLEAN, "Vrai pour un scrutin secret"),
        *PROVENANCE,
    ),
    key=("deliberation_id",),
    is_key_enforced=True,
    letter="D",
    identity=("title", "decision"),
)

BALLOTS = Table(
    "ballots",
    "Le vote d'un membre, quand le document le nomme",
    (
        row_id("du vote"),
        deliberation_id(),
        document_id(),
        Column("position", INTEGER, "Rang dans le document, à partir de 1"),
        person_id("Membre"),
        Column("name", TEXT, "Nom sous la forme « Prénom NOM »", True),
        Column(
            "choice",
            TEXT,
            "for (pour), against (contre), abstention, not voting (ne prend pas part au vote)",
            True,
            values=("for", "against", "abstention", "not voting"),
        ),
        *PROVENANCE,
    ),
    key=("row_id",),
    letter="B",
    identity=("deliberation_id", "name"),
)

ELECTION_RESULTS = Table(
    "election_results",
    "Les voix obtenues par un candidat",
    (
        row_id("du résultat"),
        deliberation_id(),
        document_id(),
        Column("position", INTEGER, "Rang dans le document, à partir de 1"),
        Column("candidate", TEXT, "Candidat ou liste", True),
        person_id("Candidat"),
        Column("votes", INTEGER, "Voix obtenues"),
        Column("is_elected", BOOLEAN, "Vrai si le document le dit élu"),
        *PROVENANCE,
    ),
    key=("row_id",),
    letter="N",
    identity=("deliberation_id", "candidate"),
)

CHECKS = Table(
    "checks",
    "Une égalité arithmétique énoncée par le document, mise à l'épreuve",
    (
        row_id("du contrôle"),
        document_id(),
        meeting_id(),
        deliberation_id(),
        Column("table_id", TEXT, "Tableau financier", references="financial_tables.table_id"),
        Column("position", INTEGER, "Rang dans le document, à partir de 1"),
        Column("stated", MONEY, "Valeur imprimée"),
        Column("computed", MONEY, "Valeur recalculée"),
        Column(
            "result",
            TEXT,
            "passed (juste), failed (faux), not stated (non vérifiable : le document ne donne pas la valeur)",
            True,
            values=("passed", "failed", "not stated"),
        ),
        Column("message", TEXT, "Les deux nombres, et d'où ils viennent"),
        *PROVENANCE,
    ),
    key=("row_id",),
    letter="C",
    identity=("rule", "deliberation_id", "table_id"),
)

QUALITY_FINDINGS = Table(
    "quality_findings",
    "Quelque chose qui ne tombe pas juste, ou qu'une personne devrait regarder",
    (
        row_id("du constat"),
        document_id(),
        Column("position", INTEGER, "Rang dans le document, à partir de 1"),
        Column("page", INTEGER, "Page ; NULL si le constat porte sur le document"),
        Column("severity", TEXT, "error, warning ou info", True, values=("error", "warning", "info")),
        Column("code", TEXT, "Code du constat", True),
        Column("message", TEXT, "Constat en clair"),
    ),
    key=("row_id",),
    letter="Q",
    identity=("code", "message"),
)

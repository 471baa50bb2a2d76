"""Tables about money: prices, printed tables of figures, amounts in the text."""

from __future__ import annotations

from warehouse.tables.definition import (
    BOOLEAN,
    DATE,
    INTEGER,
    MONEY,
    PERCENT,
    PRICE,
    PROVENANCE,
    TEXT,
    Column,
    Table,
    document_id,
    row_id,
)
from warehouse.tables.session import deliberation_id

TARIFFS = Table(
    "tariffs",
    "Un prix fixé, proposé ou rappelé",
    (
        Column("tariff_id", TEXT, "Identifiant stable du prix (égal à row_id)", True),
        row_id("du prix"),
        document_id(),
        deliberation_id(),
        Column("position", INTEGER, "Rang dans le document, à partir de 1"),
        Column("service", TEXT, "Service vendu ou rendu"),
        Column("item", TEXT, "Prestation ou ligne de la grille"),
        Column("unit", TEXT, "Unité (repas, m3, poste...)"),
        Column("period", TEXT, "Périodicité : mois, an, jour, heure"),
        Column("tier", TEXT, "Tranche, telle qu'imprimée"),
        Column("tier_min", PRICE, "Début de la tranche"),
        Column("tier_max", PRICE, "Fin de la tranche"),
        Column("amount", PRICE, "Prix ; borne basse si une fourchette est imprimée"),
        Column("amount_max", PRICE, "Borne haute d'une fourchette"),
        Column("currency", TEXT, "Monnaie (EUR, FRF)"),
        Column("tax", TEXT, "HT ou TTC ; NULL si ce n'est pas dit"),
        Column("audience", TEXT, "Public concerné (habitants, extérieurs, adhérents...)"),
        Column(
            "status",
            TEXT,
            "proposed (proposé), adopted (adopté), information (rappelé)",
            True,
            values=("proposed", "adopted", "information"),
        ),
        Column("origin", TEXT, "table (lu dans un tableau) ou text (lu dans une phrase)", values=("table", "text")),
        Column("valid_from", DATE, "Date d'effet, si elle est imprimée"),
        Column("table_id", TEXT, "Tableau d'où vient le prix", references="financial_tables.table_id"),
        *PROVENANCE,
    ),
    key=("tariff_id",),
    letter="T",
    identity=("service", "item", "tier", "audience", "status"),
)

FINANCIAL_TABLES = Table(
    "financial_tables",
    "Un tableau de montants imprimé",
    (
        Column("table_id", TEXT, "Identifiant stable du tableau (égal à row_id)", True),
        row_id("du tableau"),
        document_id(),
        deliberation_id(),
        Column("position", INTEGER, "Rang dans le document, à partir de 1"),
        Column(
            "kind",
            TEXT,
            "Nature : budget_amendment (décision modificative), financing_plan (plan de financement), budget, "
            "administrative_account (compte administratif), subsidies, staff, tariff_grid (grille tarifaire), other",
        ),
        Column("title", TEXT, "Titre du tableau"),
        Column("section", TEXT, "Point sous lequel il est imprimé"),
        Column("budget_section", TEXT, "fonctionnement ou investissement, si le tableau n'a que l'une"),
        *PROVENANCE,
    ),
    key=("table_id",),
    is_key_enforced=True,
    letter="F",
    identity=("kind", "title"),
)

FINANCIAL_LINES = Table(
    "financial_lines",
    "Une case de montant d'un tableau",
    (
        row_id("de la case"),
        Column("table_id", TEXT, "Tableau", references="financial_tables.table_id"),
        document_id(),
        Column("position", INTEGER, "Rang dans le document, à partir de 1"),
        Column("side", TEXT, "expense (dépense) ou revenue (recette)", values=("expense", "revenue")),
        Column("budget_section", TEXT, "fonctionnement ou investissement"),
        Column("account", TEXT, "Article du plan de comptes"),
        Column("chapter", TEXT, "Chapitre"),
        Column("label", TEXT, "Libellé de la ligne"),
        Column("column_label", TEXT, "Libellé de la colonne"),
        Column("amount", MONEY, "Montant ; NULL pour un total dont la case est vide"),
        Column("currency", TEXT, "Monnaie (EUR, FRF)"),
        Column("is_total", BOOLEAN, "Vrai pour un total ou un sous-total imprimé"),
        *PROVENANCE,
    ),
    key=("row_id",),
    letter="L",
    identity=("table_id", "side", "account", "label", "column_label"),
)

AMOUNTS = Table(
    "amounts",
    "Un autre montant énoncé dans le texte (emprunt, subvention, marché...)",
    (
        row_id("du montant"),
        document_id(),
        deliberation_id(),
        Column("position", INTEGER, "Rang dans le document, à partir de 1"),
        Column("amount", MONEY, "Montant ; borne basse si une fourchette est imprimée"),
        Column("amount_max", MONEY, "Borne haute d'une fourchette"),
        Column("currency", TEXT, "Monnaie (EUR, FRF)"),
        Column("tax", TEXT, "HT ou TTC ; NULL si ce n'est pas dit"),
        Column("per", TEXT, "Ce à quoi le montant se rapporte (par an, par habitant...)"),
        Column("what", TEXT, "Ce que le montant paie"),
        Column("counterparty", TEXT, "Qui paie ou reçoit, tel qu'imprimé"),
        Column(
            "organisation_id",
            TEXT,
            "Qui paie ou reçoit, une fois le nom rapproché",
            references="organisations.organisation_id",
        ),
        Column("reference", TEXT, "Référence imprimée (marché, facture, titre...)"),
        Column("rate_pct", PERCENT, "Taux d'un emprunt, en pour cent"),
        Column("term_months", INTEGER, "Durée d'un emprunt, en mois"),
        Column("section", TEXT, "Point sous lequel il est imprimé"),
        *PROVENANCE,
    ),
    key=("row_id",),
    letter="S",
    identity=("amount", "what"),
)

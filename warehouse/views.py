"""Views named for the questions analysts ask; part of the model as much as the tables.

Each has a comment in the database and a worked example in ``docs/analyst.md``, which a test runs. Their SQL stands in
``sql/<name>.sql`` beside this module: one SELECT each.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from importlib import resources

from warehouse.ddl import quoted
from warehouse.tables import FACT_TABLES


@dataclass(frozen=True)
class View:
    """A view: its question answered, and the meaning of each column."""

    name: str
    comment: str
    columns: tuple[tuple[str, str], ...]
    """(name, comment), in the order of the SELECT."""

    @cached_property
    def select(self) -> str:
        """The SELECT behind it."""
        if self.name == "facts":
            return _facts()
        return resources.files("warehouse").joinpath("sql", f"{self.name}.sql").read_text(encoding="utf-8")

    def statements(self) -> Iterator[str]:
        """CREATE VIEW with its comments."""
        names = ", ".join(f'"{name}"' for name, _ in self.columns)
        yield f"CREATE OR REPLACE VIEW {self.name} AS SELECT * FROM (\n{self.select}\n) AS named ({names})"
        yield f"COMMENT ON VIEW {self.name} IS {quoted(self.comment)}"
        for name, comment in self.columns:
            yield f'COMMENT ON COLUMN {self.name}."{name}" IS {quoted(comment)}'


def _facts() -> str:
    """One row for each fact of any table that shows its place on a page."""
    selects = [
        f"SELECT row_id, '{t.name}' AS table_name, document_id, page, x0, y0, x1, y1, confidence, source_text, rule "
        f"FROM {t.name}"
        for t in FACT_TABLES
        if t.has_provenance
    ]
    return "\nUNION ALL ".join(selects)


_ORGANISATION = ("organisation", "Collectivité ou établissement (nom rapproché, à défaut tel qu'imprimé)")
_BODY = ("body", "Organe réuni")
_YEAR = ("year", "Année de la séance")
_HELD_ON = ("held_on", "Date de la séance")
_PERSON = ("person_id", "Personne ; NULL si le nom n'a pas été rapproché")
_MEMBER = ("member", "Nom de la personne (nom rapproché, à défaut tel que lu)")
_DOCUMENT = ("document_id", "Document d'origine")
_DELIBERATION = ("deliberation_id", "Délibération")
_ROW = ("row_id", "Fait à l'appui, pour « greffier explain »")

VIEWS: tuple[View, ...] = (
    View(
        "sessions",
        "Les séances avec le nom rapproché de leur collectivité, leur année et leurs effectifs comptés dans l'appel",
        (
            ("meeting_id", "Séance"),
            _DOCUMENT,
            _ORGANISATION,
            _BODY,
            _HELD_ON,
            _YEAR,
            ("chair", "Président de séance (nom rapproché, à défaut tel que lu)"),
            ("secretary", "Secrétaire de séance (nom rapproché, à défaut tel que lu)"),
            ("members_in_office", "Membres en exercice, tel qu'imprimé"),
            ("members_present", "Membres présents, tel qu'imprimé"),
            ("roll_members", "Membres nommés dans l'appel, invités non compris"),
            ("roll_present", "Membres présents ou à distance selon l'appel"),
            ("roll_represented", "Membres absents ayant donné pouvoir selon l'appel"),
            ("deliberations", "Nombre de délibérations"),
        ),
    ),
    View(
        "attendance_rates",
        "Le taux de présence de chaque membre, par organe et par année",
        (
            _PERSON,
            _MEMBER,
            _ORGANISATION,
            _BODY,
            _YEAR,
            ("sessions", "Séances où le membre figure à l'appel"),
            ("present", "Séances où il est présent ou à distance"),
            ("represented", "Séances où, absent, il a donné pouvoir"),
            ("absent", "Séances où il est absent ou excusé sans pouvoir"),
            ("attendance_pct", "Part des séances où il est présent, en pour cent"),
        ),
    ),
    View(
        "voting_record",
        "Le vote de chaque membre à chaque délibération, énoncé ou déduit de l'unanimité",
        (
            _PERSON,
            _MEMBER,
            _ORGANISATION,
            _BODY,
            _HELD_ON,
            _DELIBERATION,
            ("title", "Titre de la délibération"),
            ("outcome", "Issue de la délibération"),
            ("state", "present, remote, represented, absent ou withdrew ; NULL si seul le vote est connu"),
            ("choice", "for, against, abstention ou not voting ; NULL si rien ne permet de le savoir"),
            ("choice_is_stated", "Vrai si le document nomme ce vote, faux s'il est déduit, NULL s'il est inconnu"),
        ),
    ),
    View(
        "representations",
        "Qui représente qui : pouvoirs donnés à l'appel ou en partant, suppléances",
        (
            _HELD_ON,
            _ORGANISATION,
            _BODY,
            ("kind", "pouvoir ou suppléance"),
            ("represented", "Membre représenté"),
            ("represented_person_id", "Sa personne ; NULL si le nom n'a pas été rapproché"),
            ("representative", "Porteur du pouvoir ou suppléant"),
            ("representative_person_id", "Sa personne ; NULL si le nom n'a pas été rapproché"),
            _ROW,
        ),
    ),
    View(
        "deliberation_details",
        "Les délibérations avec leurs votes et la présence à ce moment de la séance",
        (
            _DELIBERATION,
            _DOCUMENT,
            _ORGANISATION,
            _BODY,
            _HELD_ON,
            _YEAR,
            ("number", "Numéro officiel de l'acte"),
            ("title", "Titre"),
            ("decision", "Ce qui est décidé"),
            ("subject_code", "Matière ACTES de niveau 2"),
            ("outcome", "Issue"),
            ("unanimous", "Vrai si l'unanimité est dite"),
            ("votes_for", "Voix pour"),
            ("votes_against", "Voix contre"),
            ("abstentions", "Abstentions"),
            ("members_present", "Membres présents ou à distance à ce moment"),
            ("members_represented", "Membres représentés par un pouvoir"),
            ("members_absent", "Membres absents sans pouvoir"),
            ("members_withdrawn", "Membres qui se sont retirés du vote"),
        ),
    ),
    View(
        "service_prices",
        "Le prix de chaque service au fil du temps, avec l'évolution depuis le prix adopté précédent",
        (
            _ORGANISATION,
            ("service", "Service"),
            ("item", "Prestation"),
            ("unit", "Unité"),
            ("period", "Périodicité"),
            ("tier", "Tranche"),
            ("audience", "Public"),
            ("tax", "HT ou TTC"),
            ("currency", "Monnaie"),
            ("held_on", "Date de la séance qui l'a adopté"),
            ("valid_from", "Date d'effet, si elle est imprimée"),
            ("amount", "Prix adopté"),
            ("amount_max", "Borne haute d'une fourchette"),
            ("previous_amount", "Prix adopté précédent de la même prestation"),
            ("change_pct", "Évolution depuis le prix précédent, en pour cent"),
            _ROW,
        ),
    ),
    View(
        "budget_changes",
        "Ce que les décisions modificatives changent au budget, par chapitre et par année",
        (
            _ORGANISATION,
            _YEAR,
            ("side", "expense (dépense) ou revenue (recette)"),
            ("budget_section", "fonctionnement ou investissement, imprimé ou déduit de la classe du compte"),
            ("chapter", "Chapitre, imprimé ou déduit du compte (plans M14, M57 et M4)"),
            ("lines", "Nombre de lignes"),
            ("increase", "Somme des hausses, en euros"),
            ("decrease", "Somme des baisses, en euros (négative)"),
            ("net_change", "Somme des hausses et des baisses, en euros"),
        ),
    ),
    View(
        "money_by_counterparty",
        "Les montants énoncés dans le texte, par tiers et par année (sommes énoncées, non dépenses constatées ; "
        "un même montant dit HT puis TTC compte une fois, TTC)",
        (
            _ORGANISATION,
            ("counterparty", "Tiers (nom rapproché, à défaut tel qu'imprimé)"),
            _YEAR,
            ("currency", "Monnaie"),
            ("mentions", "Nombre de montants énoncés"),
            ("total", "Somme des montants énoncés"),
            ("largest", "Plus grand montant énoncé"),
        ),
    ),
    View(
        "speaking_turns",
        "Les tours de parole de chaque orateur, par organe et par année",
        (
            _PERSON,
            _MEMBER,
            _ORGANISATION,
            _BODY,
            _YEAR,
            ("turns", "Nombre de tours de parole"),
            ("sessions", "Nombre de séances où il prend la parole"),
            ("words", "Nombre de mots rapportés"),
        ),
    ),
    View(
        "failed_checks",
        "Ce qui ne tombe pas juste : le contrôle, les deux nombres, et où les lire",
        (
            _ROW,
            _DOCUMENT,
            ("file_name", "Fichier"),
            _ORGANISATION,
            _HELD_ON,
            _DELIBERATION,
            ("title", "Titre de la délibération concernée"),
            ("rule", "Contrôle"),
            ("stated", "Valeur imprimée"),
            ("computed", "Valeur recalculée"),
            ("message", "Les deux nombres, et d'où ils viennent"),
            ("page", "Page"),
        ),
    ),
    View(
        "facts",
        "Tous les faits extraits de toutes les tables, avec leur place sur la page",
        (
            ("row_id", "Identifiant du fait"),
            ("table_name", "Table du fait"),
            _DOCUMENT,
            ("page", "Page"),
            ("x0", "Bord gauche du cadre, en points PDF"),
            ("y0", "Bord haut du cadre, en points PDF"),
            ("x1", "Bord droit du cadre, en points PDF"),
            ("y1", "Bord bas du cadre, en points PDF"),
            ("confidence", "Confiance, de 0 à 1"),
            ("source_text", "Texte cité"),
            ("rule", "Règle d'extraction"),
        ),
    ),
    View(
        "document_quality",
        "La qualité de chaque document : lecture, confiance des faits, contrôles, constats",
        (
            _DOCUMENT,
            ("file_name", "Fichier"),
            _ORGANISATION,
            _HELD_ON,
            ("reading", "Voie de lecture"),
            ("page_count", "Pages"),
            ("ocr_confidence", "Confiance moyenne de la reconnaissance, de 0 à 100"),
            ("facts", "Nombre de faits extraits"),
            ("mean_confidence", "Confiance moyenne des faits, de 0 à 1"),
            ("checks_passed", "Contrôles justes"),
            ("checks_failed", "Contrôles faux"),
            ("findings", "Constats (erreurs et avertissements)"),
        ),
    ),
    View(
        "changes_by_run",
        "Ce que chaque exécution a changé : faits apparus, modifiés, disparus, et pourquoi",
        (
            ("run_id", "Exécution"),
            ("started_at", "Début (UTC)"),
            ("table_name", "Table"),
            ("kind", "new (apparu), changed (modifié), gone (disparu)"),
            ("cause", "intake (document nouveau), version, document, decision ou resolution"),
            ("documents", "Nombre de documents concernés"),
            ("facts", "Nombre de faits"),
        ),
    ),
)
BY_NAME = {v.name: v for v in VIEWS}


def statements() -> Iterator[str]:
    """All views, in an order in which each finds those it is made of."""
    for view in VIEWS:
        yield from view.statements()

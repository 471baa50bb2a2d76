"""Errors of the warehouse: one class per cause."""

from __future__ import annotations

from corpus.errors import GreffierError


class WarehouseError(GreffierError):
    """Something about the database file."""


class WarehouseBusy(WarehouseError):
    """Another load holds the loader's file."""

    code = "warehouse-busy"
    way_out = "Attendre la fin de l'autre chargement (`greffier status`), puis relancer."
    is_terminal = False


class WarehouseMissing(WarehouseError):
    """There is no published warehouse yet."""

    code = "warehouse-missing"
    way_out = "Lancer d'abord `greffier ingest DOSSIER`, ou donner le bon fichier avec --warehouse."


class NotAWarehouse(WarehouseError):
    """The file is no DuckDB database, or holds none of our tables."""

    code = "not-a-warehouse"
    way_out = "Donner avec --warehouse un fichier créé par greffier."


class WarehouseTooNew(WarehouseError):
    """The file was made by a later version of greffier."""

    code = "warehouse-too-new"
    way_out = "Mettre greffier à jour : ce fichier a été créé par une version plus récente."


class WarehouseUnwritable(WarehouseError):
    """The loader's file cannot be written (full disk, rights)."""

    code = "warehouse-unwritable"
    way_out = "Libérer de la place ou rétablir les droits (`greffier doctor`), puis relancer : rien n'est perdu."
    is_terminal = False


class QueryFailed(WarehouseError):
    """The analyst's SQL was refused."""

    code = "query-failed"
    way_out = "Corriger la requête ; `DESCRIBE table` donne les colonnes, docs/warehouse.md leur sens."


class UnknownFact(WarehouseError):
    """No row has that id."""

    code = "unknown-fact"
    way_out = "Copier un row_id d'une table de faits (par exemple : SELECT row_id FROM tariffs)."


class SearchUnavailable(WarehouseError):
    """The published file has no full-text index."""

    code = "search-unavailable"
    way_out = (
        "Publier à nouveau l'entrepôt avec `greffier ingest` ; l'index de recherche est refait à chaque chargement."
    )


class UnknownSubject(WarehouseError):
    """A decision or state change about something that is not there."""

    code = "unknown-subject"
    way_out = "Vérifier l'identifiant donné (`greffier quarantine list`, `greffier people review`)."


class ExportFailed(WarehouseError):
    """What was exported does not satisfy its schema."""

    code = "export-failed"
    way_out = "Lire le rapport d'export : il dit quelle ligne et quelle règle du schéma."

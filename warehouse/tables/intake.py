"""Tables about files, runs and events: what came in, what could not, and who did what."""

from __future__ import annotations

from warehouse.tables.definition import (
    BIGINT,
    BOOLEAN,
    DATE,
    INSTANT,
    INTEGER,
    REAL,
    TEXT,
    Column,
    Table,
    document_id,
    row_id,
)

DOCUMENTS = Table(
    "documents",
    "Un fichier pris en charge, reconnu à l'empreinte de ses octets",
    (
        Column("document_id", TEXT, "SHA-256 des octets du fichier, en hexadécimal", True),
        Column("file_name", TEXT, "Nom du fichier, sans dossier", True),
        Column("source_path", TEXT, "Chemin du fichier lors de sa prise en charge", True),
        Column("byte_size", BIGINT, "Taille du fichier en octets"),
        Column("page_count", INTEGER, "Nombre de pages"),
        Column(
            "reading",
            TEXT,
            "Voie de lecture : digital (couche texte), ocr (reconnaissance), mixed (les deux), blank (rien à lire)",
            values=("digital", "ocr", "mixed", "blank"),
        ),
        Column(
            "ocr_confidence", REAL, "Confiance moyenne de la reconnaissance, de 0 à 100 ; NULL si tout est numérique"
        ),
        Column("ingested_at", INSTANT, "Instant de la prise en charge (UTC)"),
        Column("loaded_at", INSTANT, "Instant du dernier chargement de ses faits (UTC)"),
        Column("run_id", TEXT, "Exécution qui a chargé ces faits en dernier", references="runs.run_id"),
        Column("first_run_id", TEXT, "Exécution qui a pris le fichier en charge", references="runs.run_id"),
        Column("reading_version", TEXT, "Version de l'étape de lecture"),
        Column("extraction_version", TEXT, "Version des règles d'extraction"),
        Column("reading_seconds", REAL, "Durée de lecture, en secondes"),
        Column("extraction_seconds", REAL, "Durée d'extraction, en secondes"),
        Column("declared_body", TEXT, "Organe annoncé par le fichier d'accompagnement (CSV), s'il y en a un"),
        Column("declared_on", DATE, "Date de séance annoncée par le fichier d'accompagnement"),
        Column("declared_reference", TEXT, "Cote ou référence annoncée par le fichier d'accompagnement"),
        Column(
            "near_duplicate_of", TEXT, "Autre document de la même séance (nouvelle numérisation), s'il a été reconnu"
        ),
    ),
    key=("document_id",),
    is_key_enforced=True,
)

PAGES = Table(
    "pages",
    "Une page d'un document",
    (
        row_id("de la page"),
        document_id(),
        Column("page", INTEGER, "Numéro de la page, à partir de 1", True),
        Column(
            "reading",
            TEXT,
            "Voie de lecture de la page : digital, ocr, mixed (texte et image lue) ou blank (vide)",
            values=("digital", "ocr", "mixed", "blank"),
        ),
        Column("rotation", INTEGER, "Rotation appliquée pour la redresser, en degrés (0, 90, 180, 270)"),
        Column("skew", REAL, "Redressement fin appliqué ensuite, en degrés"),
        Column("width", REAL, "Largeur de la page affichée, en points PDF"),
        Column("height", REAL, "Hauteur de la page affichée, en points PDF"),
        Column("confidence", REAL, "Confiance de la reconnaissance, de 0 à 100 ; NULL si rien n'a été reconnu"),
        Column("text", TEXT, "Texte dans l'ordre de lecture, sans en-têtes, pieds de page ni numéros de page"),
    ),
    key=("document_id", "page"),
    letter="P",
    identity=("page",),
)

SOURCES = Table(
    "sources",
    "Un chemin rencontré lors d'une collecte, avec l'empreinte du fichier qui s'y trouvait",
    (
        Column("source_path", TEXT, "Chemin du fichier", True),
        Column("sha256", TEXT, "Empreinte SHA-256 de ses octets"),
        Column("byte_size", BIGINT, "Taille en octets lors de la dernière collecte"),
        Column("modified_ns", BIGINT, "Date de modification du fichier, en nanosecondes depuis 1970"),
        Column("outcome", TEXT, "Ce qu'il en est advenu : document, duplicate (mêmes octets ailleurs), quarantined"),
        Column("first_seen", INSTANT, "Première collecte (UTC)"),
        Column("last_seen", INSTANT, "Dernière collecte (UTC)"),
        Column("run_id", TEXT, "Dernière exécution qui l'a rencontré", references="runs.run_id"),
    ),
    key=("source_path",),
    is_key_enforced=True,
)

QUARANTINE = Table(
    "quarantine",
    "Un fichier qui n'a pas pu être pris en charge",
    (
        Column("sha256", TEXT, "Empreinte SHA-256 du fichier", True),
        Column("source_path", TEXT, "Chemin du fichier", True),
        Column("code", TEXT, "Code de la cause", True),
        Column("message", TEXT, "Ce qui ne va pas, en clair"),
        Column("attempts", INTEGER, "Nombre de tentatives", True),
        Column("last_seen", INSTANT, "Dernière tentative (UTC)"),
        Column("way_out", TEXT, "Que faire"),
        Column("is_terminal", BOOLEAN, "Vrai si un nouvel essai sur les mêmes octets échouera encore"),
        Column("byte_size", BIGINT, "Taille du fichier en octets"),
        Column("first_seen", INSTANT, "Première tentative (UTC)"),
        Column("run_id", TEXT, "Dernière exécution concernée", references="runs.run_id"),
        Column(
            "state",
            TEXT,
            "quarantined (en attente), released (à reprendre), rejected (écarté pour de bon)",
            True,
            values=("quarantined", "released", "rejected"),
        ),
        Column("reason", TEXT, "Motif donné par la personne qui a libéré ou écarté le fichier"),
    ),
    key=("sha256",),
    is_key_enforced=True,
)

RUNS = Table(
    "runs",
    "Une exécution de la collecte",
    (
        Column("run_id", TEXT, "Identifiant de l'exécution ; l'ordre alphabétique est chronologique", True),
        Column("started_at", INSTANT, "Début (UTC)"),
        Column("ended_at", INSTANT, "Fin (UTC) ; NULL si en cours ou interrompue"),
        Column(
            "status",
            TEXT,
            "running (en cours), completed, completed with failures, failed, cancelled, interrupted (arrêt brutal)",
            True,
            values=("running", "completed", "completed with failures", "failed", "cancelled", "interrupted"),
        ),
        Column("documents_found", INTEGER, "Fichiers trouvés"),
        Column("documents_new", INTEGER, "Documents nouveaux ou extraits à nouveau"),
        Column("documents_unchanged", INTEGER, "Documents déjà connus, laissés tels quels"),
        Column("documents_duplicate", INTEGER, "Fichiers aux mêmes octets qu'un autre"),
        Column("documents_failed", INTEGER, "Fichiers mis en quarantaine"),
        Column("version", TEXT, "Version de greffier"),
        Column("detail", TEXT, "Réglages de l'exécution"),
    ),
    key=("run_id",),
    is_key_enforced=True,
)

RUN_STAGES = Table(
    "run_stages",
    "Le temps passé à une étape au cours d'une exécution",
    (
        Column("run_id", TEXT, "Exécution", True, references="runs.run_id"),
        Column("stage", TEXT, "Étape (lecture, extraction, chargement, publication...)", True),
        Column("documents", INTEGER, "Documents traités par l'étape"),
        Column("seconds", REAL, "Durée cumulée, en secondes"),
    ),
    key=("run_id", "stage"),
)

EVENTS = Table(
    "events",
    "Un événement du registre (on y ajoute, on n'en retire rien) : qui a fait quoi, quand, avec quel outil",
    (
        Column("event_id", BIGINT, "Rang de l'événement", True),
        Column("occurred_at", INSTANT, "Instant (UTC)", True),
        Column("actor", TEXT, "Personne ou programme", True),
        Column(
            "action", TEXT, "Ce qui a été fait (taken-in, loaded, quarantined, released, decided, published...)", True
        ),
        Column("sha256", TEXT, "Fichier concerné"),
        Column("tool", TEXT, "Outil employé"),
        Column("version", TEXT, "Version de l'outil"),
        Column("detail", TEXT, "Précisions"),
        Column("run_id", TEXT, "Exécution", references="runs.run_id"),
    ),
    key=("event_id",),
)

CHANGES = Table(
    "changes",
    "Un fait apparu, modifié ou disparu quand un document a été chargé de nouveau, ou qu'une décision a été prise",
    (
        Column("run_id", TEXT, "Exécution qui a constaté le changement", references="runs.run_id"),
        Column("changed_at", INSTANT, "Instant (UTC)", True),
        Column("document_id", TEXT, "Document concerné"),
        Column("table_name", TEXT, "Table du fait", True),
        Column("row_id", TEXT, "Identifiant du fait (le nouveau, ou l'ancien s'il a disparu)"),
        Column(
            "kind", TEXT, "new (apparu), changed (modifié), gone (disparu)", True, values=("new", "changed", "gone")
        ),
        Column("before", TEXT, "Valeurs avant, en JSON (celles qui changent, ou tout le fait s'il a disparu)"),
        Column("after", TEXT, "Valeurs après, en JSON (celles qui changent, ou tout le fait s'il est apparu)"),
        Column(
            "cause",
            TEXT,
            "Ce qui l'explique : version (nouvelle version de lecture ou d'extraction), document (fichier relu), "
            "decision (choix d'un relecteur), resolution (rapprochement des noms)",
            True,
            values=("version", "document", "decision", "resolution"),
        ),
        Column("detail", TEXT, "Versions avant et après, ou décision"),
    ),
)

SEARCH_TEXTS = Table(
    "search_texts",
    "Table vide sur laquelle repose l'index de recherche en plein texte (schéma fts_main_search_texts)",
    (
        Column("row_id", TEXT, "Identifiant du texte : page, délibération ou tour de parole"),
        Column("text", TEXT, "Texte indexé"),
    ),
)

INDEXED_DOCUMENTS = Table(
    "indexed_documents",
    "Un document dont les textes sont dans l'index de recherche",
    (
        Column("document_id", TEXT, "Document", True),
        Column("loaded_at", INSTANT, "Chargement dont l'index tient compte (UTC)"),
    ),
    key=("document_id",),
)

SCHEMA_VERSION = Table(
    "schema_version",
    "La version du modèle de l'entrepôt, une ligne par migration",
    (
        Column("version", INTEGER, "Version du modèle", True),
        Column("applied_at", INSTANT, "Instant de la mise à niveau (UTC)", True),
        Column("greffier_version", TEXT, "Version de greffier qui l'a faite"),
        Column("fingerprint", TEXT, "Empreinte de la définition des tables et des vues"),
    ),
    key=("version", "applied_at"),
)

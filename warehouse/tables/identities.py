"""Tables about who is who across documents, and what reviewers decided about it."""

from __future__ import annotations

from warehouse.tables.definition import BOOLEAN, DATE, INSTANT, REAL, TEXT, Column, Table

PERSONS = Table(
    "persons",
    "Une personne, la même dans tous les documents",
    (
        Column("person_id", TEXT, "Identifiant de la personne", True),
        Column("name", TEXT, "Nom sous la forme « Prénom NOM »", True),
        Column("given_name", TEXT, "Prénom"),
        Column("surname", TEXT, "Nom de famille"),
        Column("civility", TEXT, "M. ou Mme ; NULL si elle n'est jamais imprimée"),
        Column("first_seen", DATE, "Première séance où la personne est nommée"),
        Column("last_seen", DATE, "Dernière séance où la personne est nommée"),
    ),
    key=("person_id",),
    is_key_enforced=True,
)

PERSON_NAMES = Table(
    "person_names",
    "Une forme imprimée du nom d'une personne dans un document",
    (
        Column("person_id", TEXT, "Personne", True, references="persons.person_id"),
        Column("printed_name", TEXT, "Forme imprimée", True),
        Column("document_id", TEXT, "Document", references="documents.document_id"),
        Column("name", TEXT, "Forme lue (« Prénom NOM »), par laquelle les autres tables sont rapprochées"),
        Column("score", REAL, "Certitude du rapprochement, de 0 à 1"),
        Column("decided_by", TEXT, "rule (règle) ou reviewer (relecteur)", values=("rule", "reviewer")),
        Column("reason", TEXT, "Ce qui a emporté le rapprochement"),
    ),
    key=("document_id", "name", "printed_name"),
)

PERSON_IDS = Table(
    "person_ids",
    "Tout identifiant de personne jamais donné : un identifiant ne change pas, une fusion laisse sa trace",
    (
        Column("person_id", TEXT, "Identifiant", True),
        Column("anchor", TEXT, "Forme du nom avec laquelle l'identifiant a été créé", True),
        Column("created_at", INSTANT, "Instant (UTC) de sa création ; en cas de fusion le plus ancien reste", True),
        Column("merged_into", TEXT, "Identifiant qui l'a remplacé, s'il a été fusionné"),
    ),
    key=("person_id",),
    is_key_enforced=True,
)

ORGANISATIONS = Table(
    "organisations",
    "Une collectivité, un établissement ou un autre organisme, le même dans tous les documents",
    (
        Column("organisation_id", TEXT, "Identifiant de l'organisation", True),
        Column("name", TEXT, "Nom", True),
        Column("kind", TEXT, "Nature (commune, intercommunalité, syndicat, CCAS, entreprise, association...)"),
        Column("official_name", TEXT, "Nom au Code officiel géographique ou à la liste des EPCI, si le lien est sûr"),
        Column("insee_code", TEXT, "Code INSEE de la commune d'aujourd'hui (celle qui a absorbé une ancienne commune)"),
        Column("siren", TEXT, "Numéro SIREN, si le lien est sûr"),
    ),
    key=("organisation_id",),
    is_key_enforced=True,
)

ORGANISATION_NAMES = Table(
    "organisation_names",
    "Une forme imprimée du nom d'une organisation dans un document",
    (
        Column("organisation_id", TEXT, "Organisation", True, references="organisations.organisation_id"),
        Column("printed_name", TEXT, "Forme imprimée", True),
        Column("document_id", TEXT, "Document", references="documents.document_id"),
        Column("score", REAL, "Certitude du rapprochement, de 0 à 1"),
        Column("decided_by", TEXT, "rule (règle) ou reviewer (relecteur)", values=("rule", "reviewer")),
    ),
    key=("document_id", "printed_name"),
)

REVIEW_QUEUE = Table(
    "review_queue",
    "Deux noms dont une personne doit dire s'ils désignent la même personne",
    (
        Column("review_id", TEXT, "Identifiant de la question", True),
        Column("left_id", TEXT, "Une personne"),
        Column("left_name", TEXT, "Son nom", True),
        Column("right_id", TEXT, "L'autre personne"),
        Column("right_name", TEXT, "Son nom", True),
        Column("score", REAL, "Vraisemblance que ce soit la même personne, de 0 à 1"),
        Column("reason", TEXT, "Ce qui fait douter"),
    ),
    key=("review_id",),
)

DECISIONS = Table(
    "decisions",
    "Ce qu'un relecteur a décidé ; survit à toute nouvelle extraction",
    (
        Column("decision_id", TEXT, "Identifiant de la décision ; l'ordre alphabétique est chronologique", True),
        Column("decided_at", INSTANT, "Instant (UTC)", True),
        Column("actor", TEXT, "Relecteur", True),
        Column(
            "verb",
            TEXT,
            "merge (même personne), split (personne à part), rename (nom à retenir), keep apart (personnes distinctes)",
            True,
            values=("merge", "split", "rename", "keep apart"),
        ),
        Column("person_id", TEXT, "Personne concernée"),
        Column("other_person_id", TEXT, "Autre personne concernée"),
        Column("person_name", TEXT, "Nom de la personne lors de la décision"),
        Column("other_person_name", TEXT, "Nom de l'autre personne lors de la décision"),
        Column("document_id", TEXT, "Document auquel la décision se limite, s'il y en a un"),
        Column("printed_name", TEXT, "Forme imprimée à laquelle la décision se limite"),
        Column("name", TEXT, "Nom à retenir"),
        Column("reason", TEXT, "Motif"),
        Column("is_revoked", BOOLEAN, "Vrai si la décision a été annulée"),
    ),
    key=("decision_id",),
    is_key_enforced=True,
)

"""Tables about who is who across documents, and what reviewers decided about it."""

from __future__ import annotations

from warehouse.tables.definition import BOOLEAN, DATE, INSTANT, INTEGER, REAL, TEXT, Column, Table

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
        Column(
            "elected_id",
            TEXT,
            "Élu du Répertoire national des élus, s'il a été importé et si le lien est sûr",
            references="elected_officials.elected_id",
        ),
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

PERSON_FORMS = Table(
    "person_forms",
    "Le registre des noms : une forme de nom dans un organisme, et la personne qu'elle désigne (à l'usage du "
    "rapprochement, qui ne reprend que les organismes touchés par un chargement)",
    (
        Column("organisation_id", TEXT, "Organisme, ou « document:… » si le document ne le nomme pas", True),
        Column("name", TEXT, "Forme lue, « Prénom NOM »", True),
        Column(
            "told_apart", TEXT, "Civilité qui distingue deux noms de famille imprimés sans prénom, sinon vide", True
        ),
        Column("ordinal", INTEGER, "0, ou le rang d'un homonyme dans un même appel", True),
        Column("only_document", TEXT, "Document auquel un relecteur a limité la forme, sinon vide", True),
        Column("civility", TEXT, "Civilité la plus souvent imprimée avec elle"),
        Column("mentions", INTEGER, "Nombre de mentions", True),
        Column("body", TEXT, "Organisme qui vaut pour tous ceux qui ont la même assemblée", True),
        Column("circle", TEXT, "Première des formes qui sont une même personne dans cette assemblée", True),
        Column("person_id", TEXT, "Personne", True),
        Column("elected_id", TEXT, "Élu ou élus du Répertoire national des élus que la forme désigne"),
    ),
    key=("organisation_id", "name", "told_apart", "ordinal", "only_document"),
)

RESOLVED_DOCUMENTS = Table(
    "resolved_documents",
    "Les documents dont les noms sont rapprochés (à l'usage du rapprochement)",
    (
        Column("document_id", TEXT, "Document", True),
        Column("organisation_id", TEXT, "Organisme sous lequel ses noms sont rapprochés", True),
        Column("loaded_at", INSTANT, "Chargement dont le rapprochement tient compte (UTC)"),
        Column("version", TEXT, "Version des règles de rapprochement"),
    ),
    key=("document_id",),
)

ELECTED_OFFICIALS = Table(
    "elected_officials",
    "Un mandat du Répertoire national des élus (« greffier people import-rne ») ; la date de naissance, qui ne sert "
    "qu'à distinguer les homonymes, n'est pas gardée",
    (
        Column("elected_id", TEXT, "Élu, le même pour tous ses mandats", True),
        Column("name", TEXT, "Nom sous la forme « Prénom NOM »", True),
        Column("civility", TEXT, "M. ou Mme"),
        Column("mandate", TEXT, "Nature du mandat (commune ou intercommunalité)", True),
        Column("place", TEXT, "Commune ou intercommunalité, telle que le répertoire la nomme"),
        Column("insee_code", TEXT, "Code INSEE de la commune"),
        Column("siren", TEXT, "Numéro SIREN de l'intercommunalité"),
        Column("role", TEXT, "Fonction (maire, adjoint...)"),
        Column("started_on", DATE, "Début du mandat"),
        Column("imported_at", INSTANT, "Instant (UTC) de l'import", True),
    ),
    key=("elected_id", "mandate", "insee_code", "siren", "started_on"),
)

ORGANISATIONS = Table(
    "organisations",
    "Une collectivité, un établissement ou un autre organisme, le même dans tous les documents",
    (
        Column("organisation_id", TEXT, "Identifiant de l'organisation", True),
        Column("name", TEXT, "Nom le plus imprimé ; celui de la commune où les documents disent mairie ou ville", True),
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
        Column("rows_settled", INTEGER, "Nombre de mentions que la réponse attribue"),
        Column(
            "organisation_id",
            TEXT,
            "Organisme où les deux noms sont imprimés ; NULL s'ils le sont dans deux assemblées",
        ),
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
        Column("forms", TEXT, "Formes imprimées de la personne lors de la décision, en JSON : elles la désignent"),
        Column("other_forms", TEXT, "Formes imprimées de l'autre personne lors de la décision, en JSON"),
        Column("is_revoked", BOOLEAN, "Vrai si la décision a été annulée"),
        Column("revoked_at", INSTANT, "Instant (UTC) de l'annulation"),
        Column("revoked_by", TEXT, "Qui a annulé la décision"),
        Column("is_applied", BOOLEAN, "Vrai si le rapprochement en tient compte"),
    ),
    key=("decision_id",),
    is_key_enforced=True,
)

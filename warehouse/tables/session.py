"""Tables about a session: when and where, who sat, what was on the agenda, who said what."""

from __future__ import annotations

from warehouse.tables.definition import (
    DATE,
    INTEGER,
    PROVENANCE,
    TEXT,
    TIME,
    Column,
    Table,
    document_id,
    row_id,
)

_PERSON = "persons.person_id"
_MEETING = "meetings.meeting_id"
_DELIBERATION = "deliberations.deliberation_id"


def meeting_id() -> Column:
    """The session a row belongs to."""
    return Column("meeting_id", TEXT, "Séance", references=_MEETING)


def deliberation_id(required: bool = False) -> Column:
    """The deliberation a row belongs to."""
    return Column("deliberation_id", TEXT, "Délibération", required, references=_DELIBERATION)


def person_id(what: str = "Personne") -> Column:
    """The person behind a printed name."""
    return Column("person_id", TEXT, f"{what}, une fois le nom rapproché", references=_PERSON)


MEETINGS = Table(
    "meetings",
    "Une séance d'un organe délibérant",
    (
        Column("meeting_id", TEXT, "Identifiant stable de la séance (égal à row_id)", True),
        row_id("de la séance"),
        document_id(),
        Column("position", INTEGER, "Rang de la séance dans le document, à partir de 1"),
        Column("organisation", TEXT, "Collectivité ou établissement, tel qu'imprimé"),
        Column(
            "organisation_id",
            TEXT,
            "Collectivité ou établissement, une fois le nom rapproché",
            references="organisations.organisation_id",
        ),
        Column("body", TEXT, "Organe réuni (Conseil municipal, Bureau, Comité syndical...)"),
        Column("document_type", TEXT, "Nature de l'écrit (compte rendu, procès-verbal, liste des délibérations...)"),
        Column("held_on", DATE, "Date de la séance"),
        Column("starts_at", TIME, "Heure d'ouverture"),
        Column("ends_at", TIME, "Heure de clôture"),
        Column("place", TEXT, "Lieu"),
        Column("convened_on", DATE, "Date de la convocation"),
        Column("chair", TEXT, "Président de séance"),
        Column("chair_person_id", TEXT, "Président de séance, une fois le nom rapproché", references=_PERSON),
        Column("secretary", TEXT, "Secrétaire de séance"),
        Column("secretary_person_id", TEXT, "Secrétaire de séance, une fois le nom rapproché", references=_PERSON),
        Column("members_in_office", INTEGER, "Membres en exercice, tel qu'imprimé"),
        Column("members_present", INTEGER, "Membres présents, tel qu'imprimé"),
        Column("votes_cast", INTEGER, "Nombre de votants imprimé pour la séance"),
        Column("votes_for", INTEGER, "Voix pour, imprimées pour la séance entière"),
        Column("votes_against", INTEGER, "Voix contre, imprimées pour la séance entière"),
        Column("abstentions", INTEGER, "Abstentions imprimées pour la séance entière"),
        Column("next_meeting_on", DATE, "Date annoncée de la prochaine séance"),
        *PROVENANCE,
    ),
    key=("meeting_id",),
    is_key_enforced=True,
    letter="M",
    identity=("position",),
)

MEETING_FIELDS = Table(
    "meeting_fields",
    "La preuve d'un champ de la séance (lieu, heure, secrétaire...), la date ayant la sienne dans meetings",
    (
        row_id("du champ"),
        document_id(),
        meeting_id(),
        Column("field", TEXT, "Colonne de meetings ainsi prouvée", True),
        *PROVENANCE,
    ),
    key=("row_id",),
    letter="H",
    identity=("meeting_id", "field"),
)

ATTENDANCE = Table(
    "attendance",
    "Une personne de la liste d'appel, dans l'ordre imprimé",
    (
        row_id("de la ligne"),
        meeting_id(),
        document_id(),
        Column("position", INTEGER, "Rang dans la liste, à partir de 1"),
        Column("printed_name", TEXT, "Nom tel qu'imprimé", True),
        Column("name", TEXT, "Nom sous la forme « Prénom NOM »", True),
        Column("civility", TEXT, "M. ou Mme ; NULL si elle n'est pas imprimée"),
        Column(
            "status",
            TEXT,
            "present, remote (à distance), absent, excused (excusé), guest (invité)",
            True,
            values=("present", "remote", "absent", "excused", "guest"),
        ),
        Column("substitute_for", TEXT, "Titulaire que cette personne supplée"),
        Column("proxy_to", TEXT, "Porteur du pouvoir que ce membre a donné"),
        Column("role", TEXT, "Fonction imprimée (maire, adjoint, président...)"),
        Column("commune", TEXT, "Commune ou structure que le membre représente, si elle est imprimée"),
        person_id(),
        Column("substitute_for_person_id", TEXT, "Titulaire suppléé, une fois le nom rapproché", references=_PERSON),
        Column("proxy_to_person_id", TEXT, "Porteur du pouvoir, une fois le nom rapproché", references=_PERSON),
        *PROVENANCE,
    ),
    key=("row_id",),
    letter="A",
    identity=("meeting_id", "name"),
)

MOVEMENTS = Table(
    "movements",
    "Une arrivée, un départ ou un retrait en cours de séance",
    (
        row_id("du mouvement"),
        document_id(),
        Column("position", INTEGER, "Rang dans le document, à partir de 1"),
        Column("name", TEXT, "Nom sous la forme « Prénom NOM »", True),
        person_id(),
        Column(
            "kind",
            TEXT,
            "arrives (arrive), leaves (part), withdraws (se retire pour un point)",
            True,
            values=("arrives", "leaves", "withdraws"),
        ),
        Column("occurred_at", TIME, "Heure imprimée"),
        Column("first_item", TEXT, "Premier point concerné, s'il est dit"),
        Column("last_item", TEXT, "Dernier point concerné, s'il est dit"),
        Column("proxy_to", TEXT, "Porteur du pouvoir donné en partant"),
        *PROVENANCE,
    ),
    key=("row_id",),
    letter="V",
    identity=("name", "kind"),
)

AGENDA_ITEMS = Table(
    "agenda_items",
    "Une ligne de l'ordre du jour imprimé",
    (
        row_id("de la ligne"),
        document_id(),
        Column("position", INTEGER, "Rang dans l'ordre du jour, à partir de 1"),
        Column("number", TEXT, "Numéro complet (I.2.A.1) ; NULL si l'ordre du jour n'est pas numéroté"),
        Column("level", INTEGER, "Profondeur, à partir de 1"),
        Column("title", TEXT, "Intitulé"),
        *PROVENANCE,
    ),
    key=("row_id",),
    letter="G",
    identity=("title",),
)

INTERVENTIONS = Table(
    "interventions",
    "Un tour de parole",
    (
        row_id("du tour de parole"),
        document_id(),
        meeting_id(),
        Column("position", INTEGER, "Rang dans le document, à partir de 1"),
        Column("section", TEXT, "Point sous lequel la parole est prise"),
        Column("speaker", TEXT, "Orateur, tel qu'imprimé", True),
        Column("speaker_name", TEXT, "Orateur sous la forme « Prénom NOM », quand la liste d'appel le donne"),
        person_id("Orateur"),
        Column("text", TEXT, "Propos rapporté"),
        *PROVENANCE,
    ),
    key=("row_id",),
    letter="I",
    identity=("speaker", "text"),
)

ENTITIES = Table(
    "entities",
    "Une personne, une organisation ou un lieu nommé dans le texte",
    (
        row_id("de la mention"),
        document_id(),
        Column("position", INTEGER, "Rang dans le document, à partir de 1"),
        Column("label", TEXT, "PER (personne), ORG (organisation), LOC (lieu)", True),
        Column("text", TEXT, "Mention telle qu'imprimée", True),
        Column("name", TEXT, "Forme complète, quand le document la donne"),
        Column("role", TEXT, "Fonction imprimée auprès du nom"),
        person_id(),
        Column(
            "organisation_id",
            TEXT,
            "Organisation, une fois le nom rapproché",
            references="organisations.organisation_id",
        ),
        *PROVENANCE,
    ),
    key=("row_id",),
    letter="E",
    identity=("label", "text"),
)

PRESENCE = Table(
    "presence",
    "Un membre lors d'une délibération (déduit de l'appel et des mouvements)",
    (
        row_id("de la présence"),
        deliberation_id(),
        document_id(),
        Column("position", INTEGER, "Rang dans le document, à partir de 1"),
        person_id("Membre"),
        Column("name", TEXT, "Nom sous la forme « Prénom NOM »", True),
        Column(
            "state",
            TEXT,
            "present, remote (à distance), represented (a donné pouvoir), absent, withdrew (s'est retiré du vote)",
            True,
            values=("present", "remote", "represented", "absent", "withdrew"),
        ),
        Column("represented_by", TEXT, "Porteur du pouvoir"),
        Column("represented_by_person_id", TEXT, "Porteur du pouvoir, une fois le nom rapproché", references=_PERSON),
        *PROVENANCE,
    ),
    key=("row_id",),
    letter="R",
    identity=("deliberation_id", "name"),
)

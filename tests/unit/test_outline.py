"""Agenda, preamble and sections of invented minutes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.page import Reading
from extractors.agenda import read_agenda
from extractors.layout import lay_out
from extractors.layout.plain import pages_of_text
from extractors.outline import find_outline
from tests.unit.session_documents import pages_with_bold


def outlined(text: str):
    document = lay_out(pages_of_text(text))
    return document, find_outline(document)


NESTED = """CONSEIL COMMUNAUTAIRE DU LUNDI 3 MARS 2031
ORDRE DU JOUR
I. VIE DE LA COMMUNAUTÉ
I.1 APPROBATION DU PROCÈS-VERBAL
I.2 DÉLIBÉRATIONS
A. Service de l'eau
1. Prix de l'eau potable
2. Renouvellement du réseau :
- Hameau du Moulin
- Rue des Tanneurs
B. Service des déchets
1. Achat d'un camion
II. QUESTIONS DIVERSES
Les membres du conseil se sont réunis le 3 mars 2031 à 18h00, régulièrement convoqués par le président.
Présents : M. Abel ROUX, Mme Zoé PETIT.
Secrétaire de séance : Mme Zoé PETIT
I. VIE DE LA COMMUNAUTÉ
I.1 APPROBATION DU PROCÈS-VERBAL
Le procès-verbal est approuvé à l'unanimité.
I.2 DÉLIBÉRATIONS
A. Service de l'eau
1. Prix de l'eau potable
Le président rappelle les raisons suivantes :
1. Le réseau est ancien ;
2. Les recettes ont baissé ;
Le conseil approuve le prix proposé.
2. Renouvellement du réseau
Le conseil approuve les travaux.
B. Service des déchets
1. Achat d'un camion
Le conseil approuve l'achat.
II. QUESTIONS DIVERSES
La séance est levée à 20h00.
"""


def test_a_nested_agenda_and_the_headings_that_repeat_it():
    document, outline = outlined(NESTED)
    items = read_agenda(document, outline)
    assert [(i.number, i.level, i.title) for i in items] == [
        ("I", 1, "VIE DE LA COMMUNAUTÉ"),
        ("I.1", 2, "APPROBATION DU PROCÈS-VERBAL"),
        ("I.2", 2, "DÉLIBÉRATIONS"),
        ("I.2.A", 3, "Service de l'eau"),
        ("I.2.A.1", 4, "Prix de l'eau potable"),
        ("I.2.A.2", 4, "Renouvellement du réseau"),
        (None, 5, "Hameau du Moulin"),
        (None, 5, "Rue des Tanneurs"),
        ("I.2.B", 3, "Service des déchets"),
        ("I.2.B.1", 4, "Achat d'un camion"),
        ("II", 1, "QUESTIONS DIVERSES"),
    ]
    assert [s.path for s in outline.sections] == [
        "I", "I.1", "I.2", "I.2.A", "I.2.A.1", "I.2.A.2", "I.2.B", "I.2.B.1", "II",
    ]  # fmt: skip
    price = outline.sections[4]
    inside = [document.blocks[i].string for i in range(price.first, price.end)]
    assert inside[1:3] == ["1. Le réseau est ancien ;", "2. Les recettes ont baissé ;"]
    assert outline.preamble == (0, outline.sections[0].heading)
    assert all(i.evidence.page == 1 and i.title in i.evidence.quote for i in items)


def test_page_numbers_of_a_table_of_contents_are_no_part_of_the_titles():
    document, outline = outlined(
        "Ordre du jour\n"
        "1. APPROBATION DU COMPTE RENDU ........................ 1\n"
        "2. TARIFS DE LA PISCINE ............................... 2\n"
        "3. POINTS DIVERS ...................................... 10\n"
        "Présents : Mme Zoé PETIT, M. Abel ROUX.\n"
        "1. APPROBATION DU COMPTE RENDU\nLe compte rendu est approuvé.\n"
        "2. TARIFS DE LA PISCINE\nLes tarifs sont adoptés.\n"
        "3. POINTS DIVERS\nNéant.\n"
    )
    titles = [i.title for i in read_agenda(document, outline)]
    assert titles == ["APPROBATION DU COMPTE RENDU", "TARIFS DE LA PISCINE", "POINTS DIVERS"]
    assert [s.path for s in outline.sections] == ["1", "2", "3"]


def test_an_agenda_without_numbers():
    document, outline = outlined(
        "PROCÈS-VERBAL\nL'ordre du jour est le suivant :\n- Compte administratif\n- Subventions aux associations\n"
        "- Questions diverses\nÉtaient présents : M. Abel ROUX, Mme Zoé PETIT.\n"
        "COMPTE ADMINISTRATIF\nLe compte administratif est adopté.\n"
        "SUBVENTIONS AUX ASSOCIATIONS\nLes subventions sont votées.\nQUESTIONS DIVERSES\nNéant.\n"
    )
    items = read_agenda(document, outline)
    assert [(i.number, i.level, i.title) for i in items] == [
        (None, 1, "Compte administratif"), (None, 1, "Subventions aux associations"), (None, 1, "Questions diverses"),
    ]  # fmt: skip
    assert [s.title for s in outline.sections] == [
        "COMPTE ADMINISTRATIF", "SUBVENTIONS AUX ASSOCIATIONS", "QUESTIONS DIVERSES",
    ]  # fmt: skip


def test_an_agenda_that_bears_no_title():
    document, outline = outlined(
        "CONSEIL MUNICIPAL DU 4 MAI 2032\n1. Budget primitif\n2. Emprunt pour l'école\n3. Bail de la forge\n"
        "Présents : M. Abel ROUX, Mme Zoé PETIT.\n"
        "1. BUDGET PRIMITIF\nLe budget est adopté.\n2. EMPRUNT POUR L'ÉCOLE\nL'emprunt est approuvé.\n"
        "3. BAIL DE LA FORGE\nLe bail est renouvelé.\n"
    )
    assert [i.title for i in read_agenda(document, outline)] == [
        "Budget primitif",
        "Emprunt pour l'école",
        "Bail de la forge",
    ]


def test_an_item_added_to_the_agenda_is_no_agenda():
    document, outline = outlined(
        "COMPTE RENDU\nLe conseil accepte d'ajouter les sujets suivants à l'ordre du jour :\n- Départ d'un agent\n"
        "1. VENTE D'HERBE\nLe conseil fixe le prix.\n2. CHAUDIÈRE DE L'ÉCOLE\nLe conseil retient le devis.\n"
    )
    assert read_agenda(document, outline) == ()
    assert [s.path for s in outline.sections] == ["1", "2"]


def test_act_numbers_are_apart_from_the_path():
    _, outline = outlined(
        "PROCÈS-VERBAL\n1. FINANCES\nDEL2031-59 : Décision modificative n° 1\nLe conseil approuve.\n"
        "DEL2031-60 : Admission en non-valeur\nLe conseil admet.\n2. URBANISME\nDEL2031-61 : Plan local d'urbanisme\n"
        "Le conseil arrête le plan.\n"
    )
    assert [(s.path, s.number, s.title, s.level) for s in outline.sections] == [
        ("1", None, "FINANCES", 1),
        (None, "DEL2031-59", "Décision modificative n° 1", 2),
        (None, "DEL2031-60", "Admission en non-valeur", 2),
        ("2", None, "URBANISME", 1),
        (None, "DEL2031-61", "Plan local d'urbanisme", 2),
    ]
    assert [s.parent for s in outline.sections] == [None, 0, 0, None, 3]


def test_the_list_of_deliberations_printed_at_the_end_makes_no_sections():
    items = ["VENTE D'HERBE", "CHAUDIÈRE DE L'ÉCOLE", "TARIFS DU CAMPING"]
    body = "".join(f"{i}. {t}\nLe conseil adopte la proposition du rapporteur.\n" for i, t in enumerate(items, 1))
    recap = "".join(f"{i}. {t}\n" for i, t in enumerate(items, 1))
    _, outline = outlined(f"COMPTE RENDU\n{body}DELIBERATIONS\n{recap}")
    assert [s.title for s in outline.sections] == items


def test_minutes_without_any_heading():
    document, outline = outlined(
        "Le maire ouvre la séance et remercie les élus de leur présence.\nLa séance est levée."
    )
    assert outline.sections == () and outline.agenda == ()
    assert outline.section_of(1) is None
    assert read_agenda(document, outline) == ()


lines = st.lists(
    st.sampled_from(
        ["ORDRE DU JOUR", "I. FINANCES", "1. Budget", "2. Emprunt", "A. Voirie", "- un point", "Présents : M. ROUX",
         "a) x", "Le conseil approuve.", "DEL2031-01 : Titre", "Vote : Pour 12", "Libellé\t12,00", "QUESTIONS DIVERSES"]
    ),
    max_size=25,
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(lines)
def test_sections_of_any_document_nest(some):
    document, outline = outlined("\n".join(some))
    assert 0 <= outline.preamble[1] <= len(document.blocks)
    for i, section in enumerate(outline.sections):
        assert section.heading < section.end <= len(document.blocks)
        if section.parent is not None:
            parent = outline.sections[section.parent]
            assert section.parent < i and parent.level < section.level
            assert parent.heading < section.heading and section.end <= parent.end
    items = read_agenda(document, outline)
    assert [i.position for i in items] == list(range(1, len(items) + 1))


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (  # behind the item's own label
            "2. CT-2031-27 – AVIS SUR LE PLAN LOCAL\nLe conseil émet un avis favorable.\n"
            "3. CT-2031-28 – OUVERTURE DES COMMERCES\nLe conseil approuve.\n",
            [("CT-2031-27", "AVIS SUR LE PLAN LOCAL"), ("CT-2031-28", "OUVERTURE DES COMMERCES")],
        ),
        (  # a year of two figures
            "31-001 APPROBATION DU COMPTE RENDU\nLe conseil approuve.\n"
            "31-002 TARIFS DE LA CANTINE\nLe conseil adopte.\n",
            [("31-001", "APPROBATION DU COMPTE RENDU"), ("31-002", "TARIFS DE LA CANTINE")],
        ),
        (  # in brackets at the end
            "1. TARIFS DE LA CANTINE (DEL-2031-12)\nLe conseil adopte.\n"
            "2. BAIL DE LA FORGE (DEL-2031-13)\nLe conseil approuve.\n",
            [("DEL-2031-12", "TARIFS DE LA CANTINE"), ("DEL-2031-13", "BAIL DE LA FORGE")],
        ),
        (  # after a dash, with its word
            "1. TARIFS DE LA CANTINE – DÉLIBÉRATION N° 12\nLe conseil adopte.\n"
            "2. BAIL DE LA FORGE\nLe conseil approuve.\n",
            [("12", "TARIFS DE LA CANTINE"), (None, "BAIL DE LA FORGE")],
        ),
        (  # on a line beneath
            "1. TARIFS DE LA CANTINE\nDélibération n° 2031/12\nLe conseil adopte.\n"
            "2. BAIL DE LA FORGE\nDélibération n° 2031/13\nLe conseil approuve.\n",
            [("2031/12", "TARIFS DE LA CANTINE"), ("2031/13", "BAIL DE LA FORGE")],
        ),
        (  # on a line above
            "N° 2031 - 12\n1. TARIFS DE LA CANTINE\nLe conseil adopte.\n"
            "N° 2031 - 13\n2. BAIL DE LA FORGE\nLe conseil approuve.\n",
            [("2031 - 12", "TARIFS DE LA CANTINE"), ("2031 - 13", "BAIL DE LA FORGE")],
        ),
        (  # a letter before the year
            "D31-07 TARIFS DE LA CANTINE\nLe conseil adopte.\nD31-08 BAIL DE LA FORGE\nLe conseil approuve.\n",
            [("D31-07", "TARIFS DE LA CANTINE"), ("D31-08", "BAIL DE LA FORGE")],
        ),
        (  # years and the numbers of other things are no acts
            "1. PROGRAMME D'ACTION (2031-2033)\nLe conseil adopte.\n"
            "2. DÉCISION MODIFICATIVE (n° 2)\nLe conseil approuve.\n",
            [(None, "PROGRAMME D'ACTION (2031-2033)"), (None, "DÉCISION MODIFICATIVE (n° 2)")],
        ),
    ],
)
def test_act_numbers_wherever_they_stand(body, expected):
    _, outline = outlined("PROCÈS-VERBAL\nÉtaient présents : M. Abel ROUX, Mme Zoé PETIT.\n" + body)
    assert [(s.number, s.title) for s in outline.sections] == expected


BOLD = [
    "COMMUNE DE VALBRUNE",
    "Réunion du conseil municipal du 12 mars 2019",
    "Présents : M. Paul GARNERO, Mme Lise HOUDARD, M. Yvan CORTIL",
    "Secrétaire de séance : Mme Lise HOUDARD",
    "Achat d'une saleuse",
    "Deux devis ont été reçus et le conseil retient le moins cher.",
    "Pour : 8 – Contre : 2 (M. CORTIL, M. GARNERO)",
    "Toiture de la chapelle",
    "Le conseil attend le chiffrage de l'architecte avant de se prononcer.",
    "Part de la commune 1 200,00 €",
    "Part du département 800,00 €",
    "Le solde reste à la charge du diocèse.",
]


def test_lines_in_bold_with_text_beneath_are_the_headings_of_minutes_without_numbers():
    pages = pages_with_bold(BOLD, [BOLD[4], BOLD[6], BOLD[7], BOLD[9], BOLD[10]])
    outline = find_outline(lay_out(pages))
    assert [s.title for s in outline.sections] == ["Achat d'une saleuse", "Toiture de la chapelle"]


def test_on_scans_too_lines_in_bold_head_minutes_without_numbers_yet_not_those_with():
    pages = pages_with_bold(BOLD, [BOLD[4], BOLD[6], BOLD[7], BOLD[9], BOLD[10]])
    outline = find_outline(lay_out([replace(page, reading=Reading.OCR) for page in pages]))
    assert [s.title for s in outline.sections] == ["Achat d'une saleuse", "Toiture de la chapelle"]
    numbered = [*BOLD[:4], "1. Achat", "Oui.", "Rapport de la commission", "Elle approuve.", "2. Vente", "Non."]
    pages = pages_with_bold(numbered, [numbered[4], numbered[6], numbered[8]])
    outline = find_outline(lay_out([replace(page, reading=Reading.OCR) for page in pages]))
    assert [s.title for s in outline.sections] == ["Achat", "Vente"]


def test_a_heading_without_number_is_set_like_the_numbered_ones():
    numbered = [*BOLD[:4], "Approbation du procès-verbal", "Il est approuvé.", "1. Achat", "Oui.", "2. Vente", "Non."]
    outline = find_outline(lay_out(pages_with_bold(numbered, [numbered[4], numbered[6], numbered[8]])))
    assert [s.title for s in outline.sections] == ["Approbation du procès-verbal", "Achat", "Vente"]


RUN_IN = [
    "BULLETIN DE VALBRUNE",
    "Conseil municipal du 12 mars 2019",
    "Présents : M. Paul GARNERO, maire, Mme Lise HOUDARD, M. Yvan CORTIL, Mme Anne BESSAC.",
    "Voirie. Le programme de l'année comprend deux chemins. Le conseil retient une entreprise.",
    "Salle des fêtes. Le devis de la chaudière est accepté à l'unanimité.",
    "Subventions. 150 € sont accordés au club des aînés par le conseil.",
]


def test_bold_first_words_are_headings_where_minutes_are_set_so() -> None:
    document = lay_out(pages_with_bold(RUN_IN, ["Voirie.", "Salle des fêtes.", "Subventions."]))
    outline = find_outline(document)
    assert [s.title for s in outline.sections] == ["Voirie", "Salle des fêtes", "Subventions"]
    assert document.blocks[outline.sections[1].first].string == RUN_IN[4].removeprefix("Salle des fêtes. ")
    assert [b.index for b in document.blocks] == list(range(len(document.blocks)))


def test_bold_first_words_behind_a_number_need_no_stop() -> None:
    lines = [*RUN_IN[:3], *(f"{n}. {line.replace('. ', ' ', 1)}" for n, line in enumerate(RUN_IN[3:], start=1))]
    document = lay_out(pages_with_bold(lines, ["1. Voirie", "2. Salle des fêtes", "3. Subventions"]))
    sections = find_outline(document).sections
    assert [(s.path, s.title) for s in sections] == [("1", "Voirie"), ("2", "Salle des fêtes"), ("3", "Subventions")]
    assert document.blocks[sections[1].first].string == "Le devis de la chaudière est accepté à l'unanimité."


@pytest.mark.parametrize(
    ("lines", "bold"),
    [
        (RUN_IN, ["Voirie.", "Salle des fêtes."]),
        ([*RUN_IN[:3], *(f"M. {n}. Je ne suis pas de cet avis." for n in ("Cortil", "Bessac", "Houdard"))],
         ["M. Cortil.", "M. Bessac.", "M. Houdard."]),
        ([*RUN_IN[:3], *(f"{n}. Je ne suis pas de cet avis." for n in ("Yvan Cortil", "Anne Bessac", "Lise Houdard"))],
         ["Yvan Cortil.", "Anne Bessac.", "Lise Houdard."]),
        ([*RUN_IN[:3], *(3 * ["Exposé. Le maire rappelle ce qui a été fait."])], ["Exposé."]),
    ],
    ids=["too few", "speakers", "speakers without civility", "the same each time"],
)  # fmt: skip
def test_other_bold_first_words_stay_in_their_paragraph(lines: list[str], bold: list[str]) -> None:
    plain = lay_out(pages_of_text("\n".join(lines)))
    assert [b.string for b in lay_out(pages_with_bold(lines, bold)).blocks] == [b.string for b in plain.blocks]


HALF_SEEN = [
    *RUN_IN[:3],
    "1) Loyers du bourg",
    "Le conseil accepte la hausse des loyers.",
    "2) Coupe de bois",
    "Il sera procédé comme il suit :",
    "1) Marquage",
    "2) Abattage",
    "3) Vente du bois",
    "Le conseil accepte le prix proposé.",
    "4) Chemin du moulin",
    "Le conseil retient une entreprise.",
]


def test_numbers_that_count_up_to_headings_which_a_scan_shows_as_such() -> None:
    document = lay_out(pages_with_bold(HALF_SEEN, ["3) Vente du bois", "4) Chemin du moulin"]))
    titles = ["Vente du bois", "Chemin du moulin"]
    assert [s.title for s in find_outline(document).sections] == titles
    recognised = replace(document, blocks=tuple(replace(b, is_recognised=True) for b in document.blocks))
    assert [s.title for s in find_outline(recognised).sections] == ["Loyers du bourg", "Coupe de bois", *titles]


def test_the_counts_of_a_first_election_are_not_the_end_of_the_roll() -> None:
    lines = [
        "COMMUNE DE VALBRUNE",
        "L'an deux mille vingt, le vingt-quatre mai, se sont réunis les membres du conseil municipal.",
        "Présents : M. Paul GARNERO, Mme Lise HOUDARD, M. Yvan CORTIL, Mme Anne BESSAC.",
        "1. Élection du maire",
        "Nombre de votants : 4",
        "Mme Lise HOUDARD a obtenu 4 voix et a été proclamée maire.",
        "2. Nombre d'adjoints",
        "Le conseil fixe à deux le nombre des adjoints.",
        "3. Divers",
        "Aucune question n'est posée au cours de la séance.",
    ]
    outline = find_outline(lay_out(pages_with_bold(lines, [lines[3], lines[6], lines[8]])))
    assert [s.title for s in outline.sections] == ["Élection du maire", "Nombre d'adjoints", "Divers"]


def test_titles_after_bullets_with_text_beneath_are_headings() -> None:
    _, outline = outlined(
        "CONSEIL MUNICIPAL DU 8 JUIN 2031\nPrésents : M. Abel ROUX, Mme Zoé PETIT\n• Tarifs de la salle\n"
        "Les tarifs sont adoptés.\n• Emprunt\nLe conseil décide d'emprunter.\n• Divers\n- Le repas aura lieu le 14.\n"
        "- Un nid est signalé."
    )
    assert [s.title for s in outline.sections] == ["Tarifs de la salle", "Emprunt", "Divers"]


def test_bullets_of_a_list_are_no_headings() -> None:
    _, outline = outlined(
        "CONSEIL MUNICIPAL DU 8 JUIN 2031\nPrésents : M. Abel ROUX, Mme Zoé PETIT\nLe conseil décide :\n"
        "• Achat d'un camion\n• Vente du pré\n• Réfection du toit\nLa séance est levée."
    )
    assert outline.sections == ()


def test_what_became_of_one_request_among_many_is_no_heading() -> None:
    _, outline = outlined(
        "CONSEIL D'ADMINISTRATION DU 8 JUIN 2031\nPrésents : M. Abel ROUX, Mme Zoé PETIT\n1 – Aides\n"
        "Les demandes sont examinées.\nDossier n° 1 : accordé, 150 €\nDossier n° 2 : refusé\n"
        "Dossier n° 3 : ajourné, pièces manquantes\n2 – Repas\nLe tarif est adopté.\n3 – Budget\nLe budget est voté."
    )
    assert [s.title for s in outline.sections] == ["Aides", "Repas", "Budget"]


_PROSE = (
    "Le conseil municipal, à l'unanimité, retient l'entreprise Vidal pour refaire la rue.",
    "Le conseil municipal fixe le prix du mètre cube à 4,20 francs, à l'unanimité.",
    "Le conseil municipal sollicite une subvention du département pour la toiture.",
)
_TITLES = ("Réfection de la rue", "Tarif de l'eau", "Toiture de l'école")


@pytest.mark.parametrize(
    "form",
    [
        "{title} :\n{prose}",
        "{number}. {title} : {prose}",
        "{number} - {title} - {prose}",
        "Délibération {number} : {title}\n{prose}",
        "{number}ème question : {title}\n{prose}",
    ],
)
def test_titles_that_nothing_but_their_place_or_a_word_tells(form: str) -> None:
    items = zip(_TITLES, _PROSE, strict=True)
    lines = [form.format(title=t, prose=p, number=i).split("\n") for i, (t, p) in enumerate(items, 1)]
    text = "\n".join(line for item in lines for line in item)
    _, outline = outlined("COMMUNE DE VALBRUNE\nPrésents : MM. GARNERO, CORTIL\n" + text + "\n")
    assert [s.title for s in outline.sections] == list(_TITLES)


def test_lines_that_announce_lists_are_no_titles() -> None:
    _, outline = outlined(
        "COMMUNE DE VALBRUNE\nPrésents : MM. GARNERO, CORTIL\nLe maire ouvre la séance à vingt heures.\n"
        "Travaux prévus :\n- la rue haute\n- le lavoir\nMatériel acheté :\n- un broyeur\n- une remorque\n"
        "Locations :\n- la salle\n- le préau\n"
    )
    assert outline.sections == ()


def test_plain_numbered_lines_fill_a_hole_between_headings() -> None:
    lines = [
        "Présents : M. Abel ROUX, Mme Zoé PETIT.",
        "1. PROCÈS-VERBAL",
        "Le procès-verbal est approuvé à l'unanimité.",
        "2. Tarifs de la salle (délibération 2031-21)",
        "Le conseil approuve les tarifs.",
        "3. Bail de la forge (délibération 2031-22)",
        "Deux conditions sont mises.",
        "1. Le loyer est payé d'avance.",
        "2. Les clefs sont rendues.",
        "Le conseil approuve le bail.",
        "4. QUESTIONS DIVERSES",
        "Néant.",
    ]
    document = lay_out(pages_with_bold(lines, ["1. PROCÈS-VERBAL", "4. QUESTIONS DIVERSES"]))
    sections = find_outline(document).sections
    assert [s.path for s in sections] == ["1", "2", "3", "4"]
    assert [s.number for s in sections] == [None, "2031-21", "2031-22", None]


def test_a_number_run_together_with_the_counts_beside_it_is_that_of_the_title_below() -> None:
    _, outline = outlined(
        "N° 2031-61 en exercice : 19 présents : 13 votants : 16\n"
        "OBJET : Tarifs de la salle\n"
        "Le conseil approuve les tarifs.\n"
        "N° 2031-62 en exercice : 19 présents : 12 votants : 15\n"
        "OBJET : Bail de la forge\n"
        "Le conseil approuve le bail.\n"
    )
    assert [(s.number, s.title) for s in outline.sections] == [
        ("2031-61", "Tarifs de la salle"),
        ("2031-62", "Bail de la forge"),
    ]


def test_a_title_that_ends_in_a_number_is_one_however_it_is_set() -> None:
    lines = [
        "DÉLIBÉRATION : ÉLECTION D'UN DÉLÉGUÉ (N° DE_2031_085)",
        "Mme Aubry est élue.",
        "Taxe sur les friches (N° DE_2031_086)",
        "Le conseil institue la taxe.",
        "Voirie (N° DE_2031_087)",
        "Le conseil approuve les travaux (voir le plan).",
    ]
    document = lay_out(pages_with_bold(lines, [line for line in lines if "N° DE" in line]))
    sections = find_outline(document).sections
    assert [s.number for s in sections] == ["DE_2031_085", "DE_2031_086", "DE_2031_087"]
    assert [s.title for s in sections] == ["ÉLECTION D'UN DÉLÉGUÉ", "Taxe sur les friches", "Voirie"]

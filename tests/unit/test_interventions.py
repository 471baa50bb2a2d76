"""Turns of speech in invented paragraphs: who speaks, who does not, and who a surname is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from corpus.page import Box
from extractors.interventions import read_interventions
from extractors.interventions.turns import turns_in
from extractors.records import Attendance, Evidence, Intervention, Meeting, Status
from tests.unit.session_documents import document_of, outline_of

pytestmark = pytest.mark.unit

EVIDENCE = Evidence(1, Box(0, 0, 1, 1), "", 1.0, "test")
ROLL = tuple(
    Attendance(position=i, printed_name=n, name=n, civility=c, status=s, evidence=EVIDENCE)
    for i, (n, c, s) in enumerate(
        [
            ("Odile FAUCONNET", "Mme", Status.PRESENT),
            ("Paul BRISSAC", "M.", Status.PRESENT),
            ("Jeanne TOURNEL", "Mme", Status.PRESENT),
            ("Marc TOURNEL", "M.", Status.GUEST),
            ("R. VERDELLE", "M.", Status.PRESENT),
        ],
        start=1,
    )
)
CHAIR = (Meeting(chair="Odile FAUCONNET"),)
TITLE = "Achat d'une faucheuse"


def turns(*lines: str) -> tuple[Intervention, ...]:
    document = document_of([TITLE, *lines])
    return read_interventions(document, outline_of(document, [TITLE]), ROLL, CHAIR)


def speakers(text: str) -> list[str]:
    return [t.mention.printed for t in turns_in(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("M. Brissac demande quel est le prix.", ["M. Brissac"]),
        ("« Monsieur Brissac s'interroge sur l'entretien. »", ["Monsieur Brissac"]),
        ("Madame Tournel lui répond que tout est compris.", ["Madame Tournel"]),
        ("Le Président souligne l'intérêt du projet.", ["Le Président"]),
        ("Mme le Maire rappelle que le devis est ancien.", ["Mme le Maire"]),
        ("M. Brissac demande le prix. Mme Tournel répond qu'il est connu.", ["M. Brissac", "Mme Tournel"]),
        ("Mme Tournel et M. Brissac apprécient l'idée.", ["Mme Tournel", "M. Brissac"]),
        ("M. Alban Mouret, responsable des achats, explique que trois devis ont été reçus.", ["M. Alban Mouret"]),
        ("Trois solutions sont proposées par M. Alban Mouret.", ["M. Alban Mouret"]),
        ("M. Brissac : « Le prix a-t-il été négocié ? »", ["M. Brissac"]),
        ("Un échéancier est demandé par les élus.", ["les élus"]),
        ("Madame le Maire donne la parole à M. Brissac qui présente le dossier.", ["M. Brissac"]),
        ("Mme Tournel fait remarquer que la saison commence.", ["Mme Tournel"]),
        ("MM. Brissac et Mouret estiment le prix excessif.", ["Brissac", "Mouret"]),
        ("Mmes Tournel, Mouret et Sorin s'interrogent.", ["Tournel", "Mouret", "Sorin"]),
        ("- Mme Tournel : les lames sont usées.", ["Mme Tournel"]),
        ("2) M. Brissac : la remise a lieu samedi.", ["M. Brissac"]),
        ("Le devis est élevé. M. Brissac : il faut attendre encore.", ["M. Brissac"]),
        ("M. BRISSAC Je partage cet avis.", ["M. BRISSAC"]),
        ("M. BRISSAC- Bonsoir à tous.", ["M. BRISSAC"]),
        ("Mme Tournel au nom du groupe Agir : nous voterons contre.", ["Mme Tournel"]),
        ("Le prix est ferme. Réponse du maire : il sera négocié en mars.", ["maire"]),
        ("Question de M. Brissac : qui paiera la livraison ?", ["M. Brissac"]),
        ("Pour M. Brissac, il faut attendre.", ["M. Brissac"]),
        ("En réponse à M. Brissac, Mme Tournel indique le délai.", ["Mme Tournel"]),
        ("Aux questions de M. Brissac et Mme Sorin, M. Mouret répond que tout est compris.", ["M. Mouret"]),
        ("La 2ème adjointe présente le bilan.", ["La 2ème adjointe"]),
        ("L'adjoint aux travaux précise le délai.", ["L'adjoint aux travaux"]),
        ("Le vice-président en charge des déchets présente le bilan.", ["Le vice-président en charge des déchets"]),
        ("Président : bonjour à tous.", ["Président"]),
        ("M. BRISSAC. Je vous remercie.", ["M. BRISSAC"]),
        ("M. Brissac J.-P. demande un délai.", ["M. Brissac J.-P."]),
        ("Mme Tournel et M. Brissac : « Nous voterons contre. »", ["Mme Tournel", "M. Brissac"]),
        ("Mme Tournel formule une remarque.", ["Mme Tournel"]),
        ("M. Brissac va se renseigner.", ["M. Brissac"]),
        ("M. Brissac préférerait un autre modèle.", ["M. Brissac"]),
        ("Mme Tournel verra la chose avec le vendeur.", ["Mme Tournel"]),
        ("Mme Tournel en convient.", ["Mme Tournel"]),
        ("Mme Tournel est contre.", ["Mme Tournel"]),
        ("MM. Brissac et Mouret sont favorables au second devis.", ["Brissac", "Mouret"]),
        ("Mme Tournel n'est pas de cet avis.", ["Mme Tournel"]),
        ("Question n° 2 posée par Mme Tournel : quand sera-t-elle livrée ?", ["Mme Tournel"]),
        ("M. Brissac a pris la parole sur ce point.", ["M. Brissac"]),
        ("Mme Tournel expose qu'un riverain, M. Sorin, souhaite acquérir le pré.", ["Mme Tournel"]),
        ("Il est précisé par le Maire que le prix est ferme.", ["le Maire"]),
        ("M. Brissac est d'accord avec cette analyse.", ["M. Brissac"]),
    ],
)
def test_who_speaks(text: str, expected: list[str]) -> None:
    assert speakers(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Le Président ouvre la séance à 20 heures.",
        "Madame le Maire donne la parole à M. Brissac.",
        "Le Président met aux voix la proposition.",
        "Le Président propose aux membres du bureau d'approuver la convention.",
        "M. Brissac quitte la salle à 21 h 10.",
        "M. Brissac ne prend pas part au vote.",
        "Le conseil autorise Monsieur le Maire à signer le marché.",
        "Mme Tournel est désignée secrétaire de séance.",
        "Le Président du département a notifié sa décision.",
        "Une délégation conduite par M. Brissac a rencontré le fournisseur.",
        "La société Ferrandon propose un rabais.",
        "M. Brissac donne pouvoir à Mme Tournel.",
        "M. et Mme Brissac demandent à acquérir un chemin.",
        "Sur proposition de M. Brissac, le conseil décide.",
        "M. Brissac : Mme Tournel, M. Mouret",
        "M. Brissac : Adjoint aux travaux",
        "Le Maire : M. Brissac",
        "Considérant que M. Brissac demande un bornage,",
        "Vu le courrier par lequel M. Brissac demande un bornage,",
        "Il est lu une lettre de Mme Tournel, qui demande un miroir.",
        "Mme la Préfète demande une nouvelle délibération.",
        "Mme Tournel, benjamine, a pris place au bureau.",
        "M. Brissac a mis la faucheuse en marche.",
    ],
)
def test_who_does_not(text: str) -> None:
    assert speakers(text) == []


def test_surnames_offices_and_guests_are_resolved() -> None:
    found = turns(
        "M. Brissac demande quel est le prix.",
        "Le Président répond que le devis est joint.",
        "M. Tournel précise le délai de livraison.",
        "M. Alban Mouret, fournisseur, détaille l'offre.",
        "M. Mouret ajoute que la garantie est de deux ans.",
    )
    assert [t.speaker_name for t in found] == [
        "Paul BRISSAC",
        "Odile FAUCONNET",
        "Marc TOURNEL",
        "Alban Mouret",
        "Alban Mouret",
    ]


def test_the_fuller_name_is_kept_where_the_roll_prints_initials() -> None:
    assert [t.speaker_name for t in turns("M. Roger Verdelle regrette ce choix.")] == ["Roger Verdelle"]


def test_one_paragraph_one_turn_a_speaker() -> None:
    found = turns("M. Brissac demande le prix. Mme Tournel répond. M. Brissac estime qu'il est trop élevé.")
    assert [t.speaker for t in found] == ["M. Brissac", "Mme Tournel"]


def test_a_turn_ends_where_another_speaker_begins_a_sentence() -> None:
    told = turns(
        "M. Sauzet demande où en est le remembrement. Mme Vernier répond que rien n'est fait. M. Sauzet insiste."
    )
    assert [t.text for t in told] == [
        "M. Sauzet demande où en est le remembrement.",
        "Mme Vernier répond que rien n'est fait. M. Sauzet insiste.",
    ]


def test_a_question_asked_for_a_group_is_its_speakers() -> None:
    told = turns("Question de Mme Vernier au nom de son groupe : quand le pont sera-t-il réparé ?")
    assert [t.speaker for t in told] == ["Mme Vernier"]


def test_a_pronoun_goes_on_or_begins_anew() -> None:
    going_on = turns("Mme Tournel rappelle la règle.", "Elle propose de la revoir.")
    anew = turns("Mme Tournel rappelle la règle.", "Un cahier des charges est en cours.", "Elle propose de le revoir.")
    assert [t.speaker for t in going_on] == ["Mme Tournel"]
    assert [t.speaker for t in anew] == ["Mme Tournel", "Mme Tournel"]


def test_in_an_exchange_any_verb_is_speech_yet_no_movement() -> None:
    found = turns(
        "Temps d'échange :", "« Mme Tournel penche pour le second devis. »", "« M. Brissac quitte la salle. »"
    )
    assert [t.speaker for t in found] == ["Mme Tournel"]


def test_evidence_leads_to_the_paragraph() -> None:
    (turn,) = turns("Concernant le prix, M. Brissac demande une remise.")
    assert turn.section == "1"
    assert turn.text == "M. Brissac demande une remise."
    assert turn.evidence.quote == turn.text


@pytest.mark.parametrize(
    "line",
    [
        "M. LORMEAU - Je ne suis pas d'accord avec ce calendrier.",
        "Mme Lormeau (groupe Agir) : nous voterons contre ce budget.",
        "« Il faut agir vite », déclare M. Lormeau.",
        "M. Lormeau rend compte de la réunion du syndicat.",
        "M. Lormeau juge le montant excessif.",
    ],
)
def test_further_forms_of_speech(line: str) -> None:
    assert len(turns_in(line)) == 1


@pytest.mark.parametrize(
    "line", ["M. LORMEAU - Mme TISSIER - M. ROUVRE", "M. Lormeau : pouvoir à Mme Tissier", "M. LORMEAU : 15 voix"]
)
def test_lists_of_people_are_no_speech(line: str) -> None:
    assert turns_in(line) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("M. BRISSAC, rapporteur. – L'enquête publique est close depuis septembre.", ["M. BRISSAC"]),
        ("MME LE MAIRE – Parce que la méthode a changé.", ["MME LE MAIRE"]),
        ("MME LE MAIRE – Au printemps.", ["MME LE MAIRE"]),
        ("M. BRISSAC – Adjoint aux travaux de la commune.", []),
        ("Interviennent Mme TOURNEL, M. BRISSAC.", ["Mme TOURNEL", "M. BRISSAC"]),
        ("Réponse de Mme la Présidente.", ["Mme la Présidente"]),
        ("Interventions : M. BRISSAC, Mme TOURNEL", ["M. BRISSAC", "Mme TOURNEL"]),
        ("Interventions de M. BRISSAC et de Mme TOURNEL.", ["M. BRISSAC", "Mme TOURNEL"]),
        ("Ont pris part au débat : M. BRISSAC, Mme TOURNEL", ["M. BRISSAC", "Mme TOURNEL"]),
        ("Débat – M. BRISSAC : le prix est trop élevé.", ["M. BRISSAC"]),
        ("Question posée par Mme TOURNEL : quel est le prix ?", ["Mme TOURNEL"]),
        ("Le Président rappelle l'ordre du jour.", []),
        ("Le Président donne connaissance des pouvoirs.", []),
        ("M. BRISSAC, rapporteur, présente le rapport.", ["M. BRISSAC"]),
        ("M. BRISSAC défend l'amendement n° 1.", ["M. BRISSAC"]),
        ("M. Brissac et Mme Tournel se déclarent candidats.", []),
        ("M. Brissac : trois voix (3)", []),
        ("Mme Tournel assure le secrétariat.", []),
        ("Le texte a été adopté après l'intervention de M. Brissac.", []),
    ],
)
def test_debates_printed_in_full_and_what_is_no_speech(text: str, expected: list[str]) -> None:
    assert speakers(text) == expected


def test_a_heading_set_behind_a_name_is_no_part_of_it() -> None:
    said = turns("Présents : Mmes Tournel, de Brissard Excusés : M. Sorin", "Mme de Brissard est contre.")
    assert [i.speaker for i in said] == ["Mme de Brissard"]
    assert said[0].speaker_name != "de Brissard Excusés"


def test_initials_stand_for_the_given_name_of_the_roll() -> None:
    said = turns("P. BRISSAC demande si le lot sera relancé.", "O. FAUCONNET et P. BRISSAC reprennent place.")
    assert [(i.speaker, i.speaker_name) for i in said] == [("P. BRISSAC", "Paul BRISSAC")]


def test_a_line_that_ends_on_a_colon_may_report_a_speaker() -> None:
    said = turns("Mme Tournel présente les prix :", "Faucheuse : 900 €")
    assert [i.speaker_name for i in said] == ["Jeanne TOURNEL"]


@pytest.mark.parametrize(
    "text",
    [
        "M. BRISSAC (groupe Vivre ici). – Nous demandons que le chantier soit suspendu.",
        "Mme Fauconnet. – 12 000 euros suffiront à payer la faucheuse.",
    ],
)
def test_a_speaker_with_group_or_office_before_a_dash(text: str) -> None:
    assert len(turns_in(text)) == 1


def test_surnames_of_the_roll_alone() -> None:
    said = turns("VERDELLE : Qui souhaite intervenir ?", "BRISSAC demande un délai.", "FAUCHEUSE demande une révision.")
    assert [i.speaker_name for i in said] == ["R. VERDELLE", "Paul BRISSAC"]


def test_a_speaker_on_a_line_with_a_colon() -> None:
    said = turns("Paul Brissac :", "- les lames sont livrées en juin ;", "- la remise a lieu samedi.")
    assert [(i.speaker_name, i.text) for i in said] == [("Paul BRISSAC", "- les lames sont livrées en juin ;")]


def test_speakers_on_lines_of_their_own_in_a_transcript() -> None:
    said = turns(
        "Mme le Maire",
        "Mes chers collègues, voici le projet.",
        "M. Brissac",
        "Je m'interroge sur le prix.",
        "Mme Tournel",
        "Le prix est ferme et la livraison comprise.",
    )
    assert [i.speaker_name for i in said] == ["Odile FAUCONNET", "Paul BRISSAC", "Jeanne TOURNEL"]


def test_a_signature_is_no_speaker() -> None:
    assert turns("Le Maire,", "Certifie le caractère exécutoire du présent acte.") == ()
    assert turns("M. Brissac", "La commune est propriétaire d'une faucheuse ancienne.") == ()


def test_an_office_by_its_rank() -> None:
    roll = tuple(replace(a, role="1ère adjointe" if a.name == "Jeanne TOURNEL" else "2e adjoint") for a in ROLL[1:3])
    document = document_of([TITLE, "La première adjointe présente le bilan."])
    (turn,) = read_interventions(document, outline_of(document, [TITLE]), roll, CHAIR)
    assert turn.speaker_name == "Jeanne TOURNEL"


def test_a_member_called_by_the_given_name_alone() -> None:
    said = turns("Paul : la remise a lieu samedi.", "Odile présente le devis.", "Samedi : remise de la faucheuse.")
    assert [i.speaker_name for i in said] == ["Paul BRISSAC", "Odile FAUCONNET"]


def test_a_question_numbered_as_an_item_is_said() -> None:
    question = "Question n° 1 de M. Brissac : quand sera-t-elle livrée ?"
    document = document_of([TITLE, "Le devis est joint.", question, "Mme Fauconnet répond qu'elle l'est."])
    said = read_interventions(document, outline_of(document, [TITLE, question]), ROLL, CHAIR)
    assert [i.speaker_name for i in said] == ["Paul BRISSAC", "Odile FAUCONNET"]

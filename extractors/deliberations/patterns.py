"""Patterns of decision over folded text, built from `lexicons/decisions.yaml`.

Belongs here: what a subject, a verb, a passive or a proposal looks like. Does not belong here: what a sentence made of
them does (`extractors.deliberations.wording`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from extractors.french.numbers import NUMBER_WORDS
from extractors.lexicons import load
from extractors.records import Outcome

_LEXICON = load("decisions")


def _any(words: Iterable[str]) -> str:
    ordered = sorted(set(words), key=len, reverse=True)
    spelled = (re.escape(w).replace(r"\ ", r"[\s-]+").replace("'", r"\s?['’]?\s?") for w in ordered)
    return "(?:" + "|".join(spelled) + ")"


def _er(stems: Iterable[str], endings: str) -> str:
    return rf"(?:{'|'.join(sorted(set(stems), key=len, reverse=True))}){endings}"


# --- who decides --------------------------------------------------------------------------------------------------

_ARTICLE = r"(?:(?:le|la|les|ce|cette)\s+|l\s?['’]?\s?|nos?\s+)"
_OF = r"(?:du|de\s+la|de\s+l['’]?\s?|des?|d['’])\s*"
_ALL = r"(?:l['’]\s?ensemble\s+des\s+|ensemble\s+des\s+)?"
_MEMBERS = _any(_LEXICON["members"])
_ASSEMBLY = (
    rf"(?:{_ARTICLE}{_ALL}(?:{_MEMBERS}\s+{_OF}(?:presents?\s+)?)?{_any(_LEXICON['assemblies'])}"
    rf"|{_ARTICLE}(?:ensemble\s+des\s+)?{_MEMBERS})"
)
_BEFORE_ACTOR = r"(?:^|(?<=[,;:.]\s)|(?<=[,;:]))\s*(?:et\s+|puis\s+|enfin\s+|ainsi\s+|alors\s+)?"
_VOTE_BEFORE_ACTOR = (
    r"(?:unanimite|majorite|representes|presents|exprimes|delibere|voix|discussion|debat|vote|contre|abstentions?|pour)"
    r"\)?\s*,?\s+(?:et\s+)?"
)
_NO_AGENT = r"(?<!\bpar\s)(?<!\bque\s)(?<!\bpour\s)(?<!\bavec\s)"
OTHER_BODY = re.compile(r"\s+(?:du\s|de\s+la\s|de\s+l['’]|des\s|d['’])\s*[a-z]")
"""After an actor: it is the council *of something*, so perhaps of another body."""
OTHER_COMMITTEE = re.compile(
    r"\s+(?:technique|sociale?|territorial|consultati\w+|local|de\s+pilotage|medical|scientifique|economique)\b"
)
DELIBERATED = re.compile(
    r"\bapres\s+(?:en\s+)?(?:avoir\s+)?(?:\w+\s+){0,3}?deliber\w+|\bdelibere\b.{0,20}\bdecid|\ben\s+avoir\s+deliber"
    r"|\bapres\s+(?:deliberation|discussion|debats?|echanges?|examen|en\s+avoir\s+debattu)\b"
    r"|\bapres\s+avoir\s+(?:entendu|ecoute|pris|oui)|(?<=,\s)apres\s+avoir\s+(?:etudie|examine|analyse|compare|consulte)"
)

# --- verbs --------------------------------------------------------------------------------------------------------

_PRESENT = r"(?:e|ent)\b"
_NOT = r"(?:ne\s+|n\s?['’]\s?)?"
_REFLEXIVE = r"(?:s\s?['’]\s?|se\s+|lui\s+|leur\s+)?"
_STEMS = [*_LEXICON["main"], *_LEXICON["accessory"]]
_MAIN_VERB = rf"(?:{_er(_LEXICON['main'], _PRESENT)}|{_any(_LEXICON['irregular']['main'])}\b)"
_ACCESSORY_VERB = rf"(?:{_er(_LEXICON['accessory'], _PRESENT)}|{_any(_LEXICON['irregular']['accessory'])}\b)"
_PARTICIPLE = rf"(?:{_er(_STEMS, '(?:e|ee|es|ees)')}|{_any(_LEXICON['participles'])}e?s?)\b"
_INFINITIVE = rf"(?:{_er(_STEMS, 'er')}|{_any(_LEXICON['infinitives'])})\b"
FINITE_VERB = re.compile(rf"\b{_NOT}{_REFLEXIVE}(?:{_MAIN_VERB}|{_ACCESSORY_VERB})")
_VOTE_AFTER_ACTOR = r"(?=\W{0,3}(?:a\W{0,2}l\W{0,3}unan|a\s+la\s+maj|apres\s+(?:en\s+)?avoir\s+delib|decide\b))"
ACTOR = re.compile(
    rf"{_BEFORE_ACTOR}{_ASSEMBLY}\b|{_VOTE_BEFORE_ACTOR}{_ASSEMBLY}\b|{_NO_AGENT}{_ASSEMBLY}{_VOTE_AFTER_ACTOR}"
    rf"|^\W*le\s+syndicat(?=\s+{_MAIN_VERB})"
)
"""The assembly as the subject of a sentence."""
ACCESSORY_ONLY = re.compile(rf"{_NOT}{_REFLEXIVE}{_ACCESSORY_VERB}")
PERFECT = re.compile(
    rf"\b(?:a|ont)\s+(?:[^.;:]{{0,80}}?[\s,:-]+)?{_PARTICIPLE}|\b(?:a|ont)\s*,?\s*(?:[^.;]{{0,120}})?:?$"
)
AND_DECIDES = re.compile(rf"\b(?:et|puis)\s+(?:{_MAIN_VERB}|declare(?:nt)?\b)")
"""*prend acte de l'enquête et approuve le projet*: more than notice is taken."""
PAST_OF_OTHERS = re.compile(
    r"\s*,?\s*(?:a|ont|avai\w+|sera|doit|devra|pourra\w*)\s+(?=\w)(?!l\W?unan|la\s+maj|par\b|decid|approuv|adopt|accept"
    r"|valid|pris\s+(?:acte|connaissance|note)|donne|emis|vote|rejet|refus|desap|fixe|retenu|attribu|accord|main\s+levee|bulletins?\b|scrutin)"
)
"""After an actor: what it did otherwise than decide."""
STATE = re.compile(
    r"\s*,?\s*(?:(?:est|sont)(?!\s+(?:(?:tous|toutes)\s+)?(?:d['’]\s?accord|favorables?)\b)|s['’]est|se\s+sont|etait|etaient|sera|doit|peut|avait|comport|se\s+compos)"
)
CONVENED = re.compile(
    r"[^.;]{0,500}?\b(?:s\s?['’]\s?est|se\s+sont|s\s?['’]\s?etant|etai(?:t|ent))\s+(?:\w+\s+){0,2}"
    r"(?:reunie?s?|assemblee?s?)\b"
)
"""After an actor: it met; what was sent with the convocation decides nothing."""
_NO_VOTER = r"(?!vote(?:nt)?\s+pas\b(?!\s+(?:les?|la|l['’]|ce|cette|ces)\b))"
"""*Mme Unetelle ne vote pas* refuses nothing; *ne vote pas le budget* does."""
NEGATED = re.compile(
    rf"\b(?:ne\s+|n\s?['’]\s?){_REFLEXIVE}{_NO_VOTER}(?:{_MAIN_VERB}|autoris{_PRESENT}|donnent?\b|retien\w+)"
    r"\s+(?:pas|point)\b"
)

# --- entries of a list of decisions -------------------------------------------------------------------------------

_LIST_START = (
    r"^(?:[\W_]*[vywlf\u00ff]?[\W_]+)?"  # a tick or an arrow, perhaps misread as a letter
    r"(?:(?:article|art)\s*\.?\s*(?:\d+|premier|unique|[ivx]+)(?:er|e|eme)?\s*[.:)–-]*\s*"
    r"|[-–•*>✓→]\s*|\d{1,2}\s*[°.)/-]+\s*|[a-z]\)\s*"
    r"|et\s+|puis\s+|enfin\s+|par\s+ailleurs,?\s+|de\s+plus,?\s+|en\s+outre,?\s+|egalement,?\s+)*"
)
_NO_NOUN = (
    r"(?!classes?\s+(?:de\s|d['’]|decouverte|verte|transplantee)|votes?\s+(?:du|de|des|d['’]|par\s+(?:article|chapitre|section|division))"
    r"|demandes?\s+(?:du|des|de\s|d['’]\s?)(?!\s*\w+(?:er|ir|re)\b))"
)
"""*Vote du budget*, *Vote par article*, *Demande de subvention* are titles, no verbs."""
_VERB_GROUP = rf"(?:(?P<main>{_MAIN_VERB})|(?P<accessory>{_ACCESSORY_VERB}))"
CLAUSE = re.compile(rf"{_LIST_START}(?P<verb>{_NO_NOUN}{_NOT}{_REFLEXIVE}{_VERB_GROUP})(?!\s*:?\s*(?:est|sont)\b)")
CLAUSE_NOTED = re.compile(rf"{_LIST_START}(?:lui\s+|en\s+)?{_any(_LEXICON['phrases']['noted'])}\b")
CLAUSE_OF_IT = re.compile(
    rf"^\W*(?:il|elle|ils)\s+(?P<verb>(?P<main>(?:approuv|adopt|decid|valid|fix|accept|refus|rejet|attribu|accord|retir|vot)"
    rf"{_PRESENT}|(?:rejette|retient|maintient|emet)(?:nt)?\b)"
    rf"|(?P<accessory>(?:autoris|charg|mandat|habilit){_PRESENT}|donnent?\b))"
)
CLAUSE_PARTICIPLE = re.compile(rf"{_LIST_START}{_NO_NOUN}(?:d['’]\s?|a\s+|ont\s+)?{_PARTICIPLE}")
CLAUSE_INFINITIVE = re.compile(rf"{_LIST_START}(?:de\s+|d\s?['’]\s?|a\s+|l['’]|pour\s+)?{_INFINITIVE}")

# --- things decided -----------------------------------------------------------------------------------------------

_THEN = r"(?:donc\s+|ainsi\s+|ensuite\s+|egalement\s+|alors\s+)?"
PASSIVE = re.compile(
    r"(?P<subject>.*?)\b(?:est|sont|a\s+ete|ont\s+ete)\s+"
    r"(?:(?:donc|ainsi|ensuite|alors|egalement|mise?s?\s+aux\s+voix\s+et|lue?s?\s+et|bien|,)\s+)*(?:,[^,]*,\s*)?"
    rf"(?:a\s+l\W?unanimite\W{{0,3}}\s*(?:des\s+[\w\s]+,\s*)?)?(?P<participle>{_PARTICIPLE})"
)
ELLIPTIC = re.compile(
    r"^(?P<subject>.{3,160}?)\s*[:,–-]?\s+(?P<participle>(?:adopte|approuve|valide|accepte|vote|rejete|refuse)"
    r"(?:e|s|es)?)\b\W*(?:a\s+l|sans\s|$)"
)
"""*Compte rendu de la réunion du 4 mai adopté*."""
VERDICT = re.compile(
    rf"\W*(?:{_any(_LEXICON['verdicts'])})(?:\s+(?:unanime|general|de\s+principe|de\s+tous))?(?:\s+{_OF}{_any(_LEXICON['assemblies'])})?\W*"
    rf"|\W*(?:{_ASSEMBLY}|tou(?:s|tes)|tout le monde|les (?:elus|membres|conseillers))\s+"
    r"(?:est|sont|se dit|se disent)\s+(?:d'accord|favorables?|pour)\W*"
)
"""*Accord du conseil.*, *Dont acte*, *Le conseil est d'accord*: a verdict alone in its sentence."""
NOMINAL = re.compile(
    r"^\W*(?:l['’]\s?|la\s+|le\s+)?(?:(?P<opinion>(?:accord|avis\s+(?:de)?favorable|refus)\b)"
    rf"|{_any(_LEXICON['nominal'])}\b)"
)
"""*Approbation à l'unanimité du compte rendu*, *Avis favorable pour ...*: a noun tells the decision."""
OTHERS = re.compile(rf"\b{_any(_LEXICON['others'])}\b")
BARE_DECISION = re.compile(
    r"\W*(?:(?:approuv|adopt|accept|valid|decid|fix|autoris|attribu|accord|octroi|octroy|instaur|sollicit|refus|rejett"
    r"|habilit|ratifi|confirm|supprim|modifi|design|cre(?!\w+\s+en\b)|delibere\s+et\s+decid)e(?:nt)?\b(?=\s)|emet(?:tent)?\s+un"
    r"|donne(?:nt)?\s+(?:son|leur|un|tout|tous|pouvoir|quitus|mandat|delegation|decharge)\b"
    r"|ne\s+(?:donne|retien|souhait|valid|souscri)\w*\s+pas\b|n['’]\s?(?:approuv|adopt|accept|autoris|accord|emet)\w*\s+pas\b)"
)
"""*Attribue le marché à ...* alone under its heading, as records of decisions have it."""
NOT_RETAINED = re.compile(
    r"\W*(?:cette|ce|la|le|l['’])\s?(?:\w+\s+)?(?:demande|proposition|offre|projet|candidature|motion|amendement|idee|solution|devis)"
    r"[^.;:]{0,60}?\b(?:n['’](?:est|a)|ne\s+sera)\s+(?:donc\s+|finalement\s+)?pas\s+(?:ete\s+)?(?:retenu|adopt|approuv|accept|valid|accord)e?e?s?\W*"
)
"""*Cette demande n'est pas retenue.*"""
IMPERSONAL = re.compile(
    rf"\bil\s+(?:est|a\s+ete|fut)\s+{_THEN}(?P<participle>decide|valide|approuve|convenu|arrete|acte|accepte|(?:pris|donne)\s+acte)\b"
)
ELECTION = re.compile(
    rf"^\W*(?:sont|est)\s+{_THEN}(?:elue?s?|designee?s?|proclamee?s?|nommee?s?)\b"
    r"|\b(?:est|sont|a\s+ete|ont\s+ete)\s+(?:\w+\s+)?"
    r"(?:proclame|declaree?s?\s+elu|elue?s?\b.*(?:voix|suffrages|tour|majorite))"
    r"|^\W*(?:a|ont)\s+ete\s+(?:\w+\s+)?proclame"
    r"|\bayant\s+obtenu\b.*\b(?:est|sont|a\s+ete|ont\s+ete)\s+(?:\w+\s+)?(?:elu|proclam|declar|design)"
)
ELECTED_BY_VOTES = re.compile(
    rf"(?:\d{{1,3}}|{NUMBER_WORDS})\s*(?:\(\w+\)\s*)?(?:voix|suffrages)\b[^.;]{{0,30}}[,(:–—-]\s*elue?s?\b"
)
"""*M. Untel, 10 voix, élu au premier tour*, *Mme Unetelle : 9 voix – élue*."""
ELECTED_LABEL = re.compile(
    r"\W*(?:elue?s?(?:\(e\)s?)?\s*:|(?:a\s+l['’]\s?)?unanimite\s+pour)\s*"
    r"(?:mm?|mr|mmes?|mlle|monsieur|madame|messieurs|mesdames)\b"
)
"""*Élue : Mme Unetelle (20 voix)*, *Unanimité pour M. Untel*."""
PROCLAIMS = re.compile(r"^\W*(?:le|la|m|mme|monsieur|madame)\b[^.;:,]{0,40}\b(?:proclame|declare)\s+elue?s?\b")
"""*Le maire a proclamé élus délégués : ...*."""
BECOMES = re.compile(r"\bdevient\s+(?:\w+\s+){0,3}?(?:maire|adjointe?|presidente?|vice-presidente?|deleguee?)\b")
"""*M. Untel devient deuxième adjoint.*"""
PRICE_TO_COME = re.compile(
    r"^\W*(?:les?|la|l['’])\s*(?:tarifs?|loyers?|prix|taux|redevances?|cotisations?|indemnites?)\b[^.;,:]{0,80}?"
    r"\bser(?:a|ont)\s+(?:donc\s+|ainsi\s+)?(?:augmente|revalorise|majore|baisse|diminue|maintenu|reconduit|porte)e?s?\b"
    r"(?!.*\b(?:par|si|prochain\w*|ulterieur\w*|lors|apres|propose\w*)\b)"
)
"""*Les loyers seront augmentés de 1 % au 1er juillet*: newsletters tell so what was decided."""
PARTICIPLE_FIRST = re.compile(
    r"^\W*(?:(?:decision|resultat|vote|avis)\s*[:–-]\s*)?(?:adopt|approuv|accord|vot|accept|valid|refus|rejet)(?:e|ee|es|ees)\b"
)
"""*Accordées à l'unanimité en application de ...*: the heading above is the subject."""
NAMING = re.compile(r"^(?:design|nomm|elu|proclam|declar)")
ADOPTION = re.compile(
    r"^(?:adopt|approuv|valid|accept|rejet|repouss|desapprouv|refus|vot|accord|attribu|octroy|retenu|arret)"
)
ADOPTABLE = re.compile(rf"\b{_any(_LEXICON['adoptable'])}\b")
MINUTES = re.compile(rf"\b{_any(_LEXICON['minutes'])}\b")

# --- what is said of a matter -------------------------------------------------------------------------------------

PHRASES = {Outcome(k): re.compile(rf"\b{_any(v)}\b") for k, v in _LEXICON["phrases"].items()}
FATES = {Outcome(k): re.compile(rf"\b{_any(v)}\b") for k, v in _LEXICON["fates"].items()}
MATTER = re.compile(rf"\b{_any(_LEXICON['matters'])}\b")
_LATER = _LEXICON["later"]
LATER = re.compile(
    rf"\W*(?:(?:a|au|aux|lors\s+d\w+|pour)\s+(?:l[ea]s?\s+|l['’]\s?|une?\s+|cette\s+)?(?:\w+\s+){{0,2}}?"
    rf"{_any(_LATER['sessions'])}\b|{_any(_LATER['times'])}\b)"
)
"""After the participle: the session at which the matter comes again."""
BECAUSE = re.compile(rf"\W*{_any(_LEXICON['because'])}")
_PUTS_OFF = rf"(?:de\s+|d['’]\s?)(?P<verb>{_any(_LEXICON['puts off'])})"
_THE_MATTER = (
    rf"(?:ce|cette|ces|la|le|les|sa|l['’])\s*(?:\w+\s+){{0,2}}?{_any(_LEXICON['matters'])}\b|(?:sa|la)\s+decision"
)
PUT_OFF = re.compile(
    rf"\bsurseoit|\bdecid\w*\s+de\s+surseoir|\bdecid\w*\s+d['’]\s?attendre\b|\b(?:decid|propos|souhait|demand|prefer)\w*\s+(?:donc\s+)?{_PUTS_OFF}\s+(?:{_THE_MATTER})"
    r"|\b(?:decid|propos|souhait|demand)\w*\s+(?:donc\s+)?(?:de\s+|d['’]\s?)(?:le|la|les|l['’])\s?(?:ajourner|reporter|differer|retirer)\b"
    rf"|(?:^|\b(?:je|maire|presidente?|rapporteur\w*)\s+)(?P<takes>retire|reporte|ajourne)\s+(?:{_THE_MATTER})"
    rf"|\b(?:conseil|comite|bureau|assemblee)\b[^.;]{{0,40}}?\b(?:reporte|ajourne|differe)\s+(?:{_THE_MATTER})"
    rf"|\b(?:conseil|comite|bureau|assemblee)\b[^.;]{{0,90}}?\s(?:et|puis)\s(?:reporte|ajourne|differe)\s+(?:{_THE_MATTER})"
    r"|\b(?P<own>retir(?:e|ent|ons))\s+(?:donc\s+)?(?:mon|ma|son|sa|notre|leur)\s+(?:projet\s+de\s+)?(?:motion|v(?:oe|œ)u)\b"
)
"""*décide de reporter ce point*, *propose de l'ajourner*, *Je retire ce point*, *nous retirons notre motion*."""
PROPOSAL = re.compile(
    rf"\b{_any(w for w in _LEXICON['proposals'] if not w.endswith(chr(39)))}\b"
    r"|\b(?:propose|convient|lieu|agit)\s+d\s?['’]"
)
REPORT = re.compile(rf"\b{_any(_LEXICON['reports'])}\b")
GROUNDS = re.compile(rf"^\W*{_any(_LEXICON['grounds'])}\b")
DECIDES_AFTER_GROUNDS = re.compile(rf",\s+{_ASSEMBLY}(?:\s*,[^,.;]{{3,80}},)?\s+{_MAIN_VERB}")
"""*Considérant la circulaire, le conseil fixe ...*."""
DATED = re.compile(
    r"\b(?:du|le|en\s+date\s+du)\s+\d{1,2}(?:er)?\s+(?:janv|fev|mars|avr|mai|juin|juil|aout|sept|oct|nov|dec)"
)
TEMPLATE = re.compile(r"\bunanimite\s+ou\s+(?:non|a\s+la\s+majorite)\b")
"""The words of a form, left in: no vote."""
VOTE_LABEL = re.compile(
    r"^\W*(?:(?:resultats?\s+du\s+)?votes?(?:\s+du\s+conseil(?:\s+\w+)?)?|scrutin|mise?\s+aux\s+voix|deliberation"
    r"|decision)\s*[:.]?\s*$"
)
REFUSES = re.compile(r"\s*,?\s*(?:s\s?['’]\s?(?:y\s+)?oppos|vote\w*\s+contre|rejett?|refus)")
AGREES = re.compile(r"\b(?:donne|donnent)\s+(?:son|leur|un)\s+accord\b")
ANAPHORIC = re.compile(
    r"^\W*(?:cette|ce|ces|celle|celui|ladite|la\s+presente|l['’]\s?ensemble|(?:la|le|les)\s+\w+\s*,?\s*mise?s?\s+aux)\b"
)
EMPTY = frozenset(_LEXICON["empty"])
"""Words that say nothing of the matter."""

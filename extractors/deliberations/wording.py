"""What a sentence does: the assembly decides, a vote is told, a matter is proposed, a point is taken off the table.

Belongs here: one sentence, out of its context. Does not belong here: which sentences make one deliberation
(`extractors.deliberations.resolutions`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from extractors.deliberations.units import Unit
from extractors.document import BlockKind
from extractors.lexicons import load
from extractors.records import Outcome
from extractors.votes import Vote, find_votes

_LEXICON = load("decisions")


class Wording(StrEnum):
    """What a sentence does."""

    ACT = "act"
    """The assembly, named, decides."""
    OPENER = "opener"
    """The assembly, having deliberated or voted: what it decides follows."""
    ACTOR = "actor"
    """The assembly is named, and nothing else yet."""
    CLAUSE = "clause"
    """It begins with a verb of decision, its subject being before (*Autorise le maire à signer*)."""
    PASSIVE = "passive"
    """A thing is decided (*Le compte rendu est adopté*, *Il est décidé de*)."""
    VOTE = "vote"
    """A vote, without its matter (*Adopté à l'unanimité*)."""
    FATE = "fate"
    """The question is withdrawn or postponed."""
    PROPOSAL = "proposal"
    """The matter is put to the assembly."""
    NARRATIVE = "narrative"
    """None of these."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A sentence and what it does."""

    unit: Unit
    wording: Wording
    outcome: Outcome | None = None
    vote: Vote | None = None
    is_accessory: bool = False
    """Its verb only follows from a decision (*charge le maire de*)."""
    is_strong: bool = False
    """It could open a deliberation of its own without a vote."""
    is_infinitive: bool = False
    is_naming: bool = False
    """Someone is elected or named: a decision only where a ballot is told."""


def _any(words: Iterable[str]) -> str:
    ordered = sorted(set(words), key=len, reverse=True)
    return "(?:" + "|".join(re.escape(w).replace(r"\ ", r"[\s-]+").replace("'", r"\s?['’]?\s?") for w in ordered) + ")"


def _er(stems: Iterable[str], endings: str) -> str:
    return rf"(?:{'|'.join(sorted(set(stems), key=len, reverse=True))}){endings}"


_ARTICLE = r"(?:(?:le|la|les|ce|cette)\s+|l\s?['’]?\s?|nos?\s+)"
_OF = r"(?:du|de\s+la|de\s+l['’]?\s?|des?|d['’])\s*"
_ASSEMBLY = (
    rf"(?:{_ARTICLE}(?:l['’]\s?ensemble\s+des\s+|ensemble\s+des\s+)?(?:{_any(_LEXICON['members'])}\s+{_OF}(?:presents?\s+)?)?{_any(_LEXICON['assemblies'])}"
    rf"|{_ARTICLE}(?:ensemble\s+des\s+)?{_any(_LEXICON['members'])})"
)
_ACTOR = re.compile(
    rf"(?:^|(?<=[,;:.]\s)|(?<=[,;:]))\s*(?:et\s+|puis\s+|enfin\s+|ainsi\s+|alors\s+)?(?P<actor>{_ASSEMBLY})\b|(?:unanimite|majorite|representes|presents|exprimes|delibere|voix|discussion|debat|vote|contre|abstentions?|pour)\)?\s*,?\s+(?:et\s+)?(?P<after>{_ASSEMBLY})\b"
    rf"|(?<!\bpar\s)(?<!\bque\s)(?<!\bpour\s)(?<!\bavec\s)(?P<voting>{_ASSEMBLY})(?=\W{{0,3}}(?:a\W{{0,2}}l\W{{0,3}}unan|a\s+la\s+maj|apres\s+(?:en\s+)?avoir\s+delib|decide\b))"
)
_OTHER_BODY = re.compile(r"\s+(?:du\s|de\s+la\s|de\s+l['’]|des\s|d['’])\s*[a-z]")
_DELIBERATED = re.compile(
    r"\bapres\s+(?:en\s+)?(?:avoir\s+)?(?:\w+\s+){0,3}?deliber\w+|\bdelibere\b.{0,20}\bdecid|\ben\s+avoir\s+deliber|\bapres\s+(?:deliberation|discussion|debats?|echanges?|examen|en\s+avoir\s+debattu)\b|\bapres\s+avoir\s+(?:entendu|ecoute|pris|oui)"
)

_PRESENT = r"(?:e|ent)\b"
_ANY_ENDING = r"(?:e|ent|er|es|ee|ees)\b"
_NOT = r"(?:ne\s+|n\s?['’]\s?)?"
_REFLEXIVE = r"(?:s\s?['’]\s?|se\s+)?"
_MAIN_VERB = rf"(?:{_er(_LEXICON['main'], _PRESENT)}|{_any(_LEXICON['irregular']['main'])}\b)"
_ACCESSORY_VERB = rf"(?:{_er(_LEXICON['accessory'], _PRESENT)}|{_any(_LEXICON['irregular']['accessory'])}\b)"
_FINITE = rf"\b{_NOT}{_REFLEXIVE}(?:{_MAIN_VERB}|{_ACCESSORY_VERB})"
_FINITE_VERB = re.compile(_FINITE)
_PARTICIPLE = rf"(?:{_er([*_LEXICON['main'], *_LEXICON['accessory']], r'(?:e|ee|es|ees)')}|retenue?s?|elue?s?|emise?s?|reconduite?s?|desapprouvee?s?|prise?s?|definie?s?|etablie?s?|admise?s?|consentie?s?)\b"
_INFINITIVE = rf"(?:{_er([*_LEXICON['main'], *_LEXICON['accessory']], r'er')}|emettre|retenir|elire|dire|inscrire|prendre|instituer|acquerir|vendre|ceder|choisir|definir|etablir|donner|s['’]engager|verser|participer|proceder|prevoir|reconduire|maintenir|souscrire|conclure|mettre|confier|faire|adherer|renoncer|surseoir|ne\s+pas|deposer|realiser|passer|recruter|imputer|transmettre|acter|poursuivre|effectuer|renouveler|mandater|completer|intervenir)\b"
_LIST_START = r"^(?:[\W_]*[vywlf\u00ff]?[\W_]+)?(?:(?:article|art)\s*\.?\s*(?:\d+|premier|unique|[ivx]+)(?:er|e|eme)?\s*[.:)–-]*\s*|[-–•*>✓→]\s*|\d{1,2}\s*[°.)/-]+\s*|[a-z]\)\s*|et\s+|puis\s+|enfin\s+|par\s+ailleurs,?\s+|de\s+plus,?\s+|en\s+outre,?\s+|egalement,?\s+)*"
_CLAUSE = re.compile(
    rf"{_LIST_START}(?P<verb>(?!votes?\s+(?:du|de|des|d['’])){_NOT}{_REFLEXIVE}(?:(?P<main>{_MAIN_VERB})|(?P<accessory>{_ACCESSORY_VERB})))(?!\s*:?\s*(?:est|sont)\b)"
)
_CLAUSE_OF_IT = re.compile(
    rf"^\W*(?:il|elle|ils)\s+(?P<verb>(?P<main>(?:approuv|adopt|decid|valid|fix|accept){_PRESENT})|(?P<accessory>(?:autoris|charg|mandat|habilit){_PRESENT}|donnent?\b))"
)
_CLAUSE_PARTICIPLE = re.compile(rf"{_LIST_START}(?!votes?\s+(?:du|de|des|d['’]))(?:d['’]\s?|a\s+|ont\s+)?{_PARTICIPLE}")
_CLAUSE_INFINITIVE = re.compile(rf"{_LIST_START}(?:de\s+|d\s?['’]\s?|a\s+|l['’]|pour\s+)?{_INFINITIVE}")
_PERFECT = re.compile(
    rf"\b(?:a|ont)\s+(?:[^.;:]{{0,80}}?[\s,:-]+)?{_PARTICIPLE}|\b(?:a|ont)\s*,?\s*(?:[^.;]{{0,120}})?:?$"
)
_PASSIVE = re.compile(
    rf"(?P<subject>.*?)\b(?:est|sont|a\s+ete|ont\s+ete)\s+(?:(?:donc|ainsi|ensuite|alors|egalement|mise?s?\s+aux\s+voix\s+et|bien|,)\s+)*(?:,[^,]*,\s*)?(?:a\s+l\W?unanimite\W{{0,3}}\s*(?:des\s+[\w\s]+,\s*)?)?(?P<participle>{_PARTICIPLE})"
)
_ELLIPTIC = re.compile(
    r"^(?P<subject>.{3,160}?)\s*[:,–-]?\s+(?P<participle>(?:adopte|approuve|valide|accepte|vote|rejete|refuse)(?:e|s|es)?)\b\W*(?:a\s+l|sans\s|$)"
)
_IMPERSONAL = re.compile(
    r"^(?:\W|il\s+est\s+(?:donc\s+|ainsi\s+|ensuite\s+|egalement\s+|alors\s+|pris\s+acte)?)\s*(?P<participle>(?:decide|valide|approuve|acte|convenu|arrete|vote|accepte|pris\s+acte|institue|cree))\b"
)
_IMPERSONAL_START = re.compile(
    r"\bil\s+est\s+(?:donc\s+|ainsi\s+|ensuite\s+|egalement\s+|alors\s+)?(?P<participle>decide|valide|approuve|convenu|arrete|acte|accepte|pris\s+acte)\b"
)
_REPORT = re.compile(rf"\b{_any(_LEXICON['reports'])}\b")
_GROUNDS = re.compile(rf"^\W*{_any(_LEXICON['grounds'])}\b")
_PROPOSAL = re.compile(
    rf"\b{_any(w for w in _LEXICON['proposals'] if not w.endswith(chr(39)))}\b|\b(?:propose|convient|lieu|agit)\s+d\s?['’]"
)
_NEGATED = re.compile(
    rf"\b(?:ne\s+|n\s?['’]\s?){_REFLEXIVE}(?:{_MAIN_VERB}|autoris{_PRESENT}|donnent?\b|retien\w+)\s+(?:pas|point)\b"
)
_PHRASES = {Outcome(k): re.compile(rf"\b{_any(v)}\b") for k, v in _LEXICON["phrases"].items()}
_FATES = {Outcome(k): re.compile(rf"\b{_any(v)}\b") for k, v in _LEXICON["fates"].items()}
_MATTER = re.compile(rf"\b{_any(_LEXICON['matters'])}\b")
_ADOPTABLE = re.compile(rf"\b{_any(_LEXICON['adoptable'])}\b")
_MINUTES = re.compile(rf"\b{_any(_LEXICON['minutes'])}\b")
_EMPTY = frozenset(_LEXICON["empty"])
_VOTE_LABEL = re.compile(
    r"^\W*(?:(?:resultats?\s+du\s+)?votes?(?:\s+du\s+conseil(?:\s+\w+)?)?|scrutin|mise?\s+aux\s+voix|deliberation|decision)\s*[:.]?\s*$"
)
_AGREES = re.compile(r"\b(?:donne|donnent)\s+(?:son|leur|un)\s+accord\b")
_ANAPHORIC = re.compile(
    r"^\W*(?:cette|ce|ces|celle|celui|ladite|la\s+presente|l['’]\s?ensemble|(?:la|le|les)\s+\w+\s*,?\s*mise?s?\s+aux)\b"
)
_DATED = re.compile(
    r"\b(?:du|le|en\s+date\s+du)\s+\d{1,2}(?:er)?\s+(?:janv|fev|mars|avr|mai|juin|juil|aout|sept|oct|nov|dec)"
)
_TEMPLATE = re.compile(r"\bunanimite\s+ou\s+(?:non|a\s+la\s+majorite)\b")
"""The words of a form, left in: no vote."""
_ELECTION = re.compile(
    r"^\W*(?:sont|est)\s+(?:ainsi\s+|donc\s+)?(?:elue?s?|designee?s?|proclamee?s?|nommee?s?)\b|\b(?:est|sont|a\s+ete|ont\s+ete)\s+(?:\w+\s+)?(?:proclame|declaree?s?\s+elu|elue?s?\b.*(?:voix|tour|majorite))"
    r"|\bayant\s+obtenu\b.*\b(?:est|sont|a\s+ete|ont\s+ete)\s+(?:\w+\s+)?(?:elu|proclam|declar|design)"
)
_NAMING = re.compile(r"^(?:design|nomm|elu|proclam|declar)")


def read_wording(unit: Unit) -> Reading:
    """What ``unit`` does."""
    votes = find_votes(unit.plain)
    vote = next((v for v in votes if v.is_result), votes[0] if votes else None)
    if unit.block.kind is BlockKind.TABLE:
        is_vote = vote is not None and _residue(unit, votes) <= _RESIDUE
        return Reading(unit, Wording.VOTE if is_vote else Wording.NARRATIVE, vote=vote if is_vote else None)
    aside = vote if vote is not None and vote.not_voting and not vote.is_result else None
    for rule in (_fate, _grounds, _act, _impersonal, _proposal, _bare_vote, _passive, _clause, _actor):
        found = rule(unit, vote, votes)
        if found is not None and (aside is None or found.wording is not Wording.VOTE):
            return found
    return Reading(unit, Wording.NARRATIVE, vote=aside)


def is_about_minutes(folded: str) -> bool:
    """Whether a sentence is about the minutes of an earlier session."""
    return _MINUTES.search(folded) is not None


def outcome_of(folded: str, vote: Vote | None = None) -> Outcome:
    """What becomes of a matter, from the words of the decision and the vote."""
    if _NEGATED.search(folded):
        return Outcome.REJECTED
    for outcome in (Outcome.REJECTED, Outcome.NOTED):
        if _PHRASES[outcome].search(folded):
            return outcome
    return Outcome.REJECTED if vote is not None and vote.is_lost else Outcome.ADOPTED


# --- one rule for each wording: a reading, or None where it is something else --------------------------------------


def _fate(unit: Unit, vote: Vote | None, votes: tuple[Vote, ...]) -> Reading | None:
    """*Ajournée*, *Le point 4 est retiré de l'ordre du jour*, *décide de reporter ce point*."""
    folded = unit.body
    if len(folded) > 320 or _REPORT.search(folded) and not re.search(r"\best\b|\bsont\b", folded):
        return None
    for outcome, pattern in _FATES.items():
        match = pattern.search(folded)
        if match is None or re.search(r"\bs[e']\s*$", folded[: match.start()]):
            continue
        before = folded[: match.start()]
        alone = len(re.findall(r"\w{3,}", before)) <= 1 and len(re.findall(r"\w{3,}", folded[match.end() :])) <= 9
        said_of = _MATTER.search(before) or "ordre du jour" in folded[match.start() :]
        is_passive = re.search(r"\b(?:est|sont|a\s+ete|ont\s+ete)\s+(?:\w+\s+)?$", before)
        of_matter = re.search(r"\bdecid\w*\s+(?:de|d['’])\s*$", before) and _MATTER.search(
            folded[match.end() : match.end() + 60]
        )
        if alone and match.start() < 25 or said_of and is_passive or of_matter:
            return Reading(unit, Wording.FATE, outcome=outcome, vote=vote, is_strong=True)
    if re.search(
        r"\b(?:surseoit|decid\w*\s+de\s+surseoir|(?:decid\w*\s+(?:de\s+|d['’]\s?))(?:reporter|ajourner|differer|retirer)\s+(?:ce|cette|la|le|sa|l['’])\s*(?:\w+\s+)?"
        + _any(_LEXICON["matters"])
        + ")",
        folded,
    ):
        outcome = Outcome.WITHDRAWN if "retirer" in folded else Outcome.POSTPONED
        return Reading(unit, Wording.FATE, outcome=outcome, vote=vote, is_strong=True)
    return None


def _grounds(unit: Unit, vote: Vote | None, votes: tuple[Vote, ...]) -> Reading | None:
    """*Vu ...*, *Considérant ...*: never a decision, unless the assembly has deliberated in the same breath."""
    if _TEMPLATE.search(unit.body) or _GROUNDS.match(unit.body) and not _DELIBERATED.search(unit.folded):
        return Reading(unit, Wording.NARRATIVE)
    return None


def _act(unit: Unit, vote: Vote | None, votes: tuple[Vote, ...]) -> Reading | None:
    """*Le conseil municipal, à l'unanimité, décide de ...*, or the same without its verb yet."""
    folded = unit.body
    deliberated = _DELIBERATED.search(folded)
    actor = _ACTOR.search(folded)
    if actor is None and not (
        deliberated and "deliber" in deliberated[0] and (vote or _FINITE_VERB.search(folded, deliberated.end()))
    ):
        return None
    if (
        not deliberated
        and _proposal(unit, vote, votes) is not None
        and (actor is None or actor.start() > 0 or not vote)
    ):
        return None
    where = actor.end() if actor else (deliberated.end() if deliberated else 0)
    clean = _without_votes(unit, votes)
    verb = _FINITE_VERB.search(clean, where) or (_FINITE_VERB.search(clean, deliberated.end()) if deliberated else None)
    phrase = next((p for p in _PHRASES.values() if p.search(clean)), None)
    perfect = _PERFECT.search(clean, where)
    if actor is not None and _is_elsewhere(folded, actor, deliberated is not None, vote, verb is not None):
        return None
    if verb is None and phrase is None and perfect is None:
        if not (deliberated or vote and vote.is_result):
            return None
        return Reading(unit, Wording.OPENER, vote=vote)
    between = clean[where : verb.start()] if verb is not None else ""
    if verb is not None and not deliberated and not vote and len(between) > 90:
        return None
    if not (deliberated or vote) and re.match(
        r"\s*,?\s*(?:est|sont|s['’]est|se\s+sont|etait|etaient|sera|doit|peut|avait|comport|se\s+compos)", clean[where:]
    ):
        return None
    rest = clean[(verb or perfect or re.search(r"$", clean)).end() :] if (verb or perfect) else ""
    if not re.search(r"\w{3,}", rest) and phrase is None:
        return Reading(unit, Wording.OPENER, outcome=_refusal(folded), vote=vote, is_strong=True)
    if vote is not None and _AGREES.search(clean) and _residue(unit, votes) <= _RESIDUE:
        return Reading(unit, Wording.VOTE, _refusal(folded), vote, is_strong=True)
    accessory = (
        verb is not None
        and re.fullmatch(rf"{_NOT}{_REFLEXIVE}{_ACCESSORY_VERB}", verb[0]) is not None
        and phrase is None
    )
    return Reading(unit, Wording.ACT, outcome_of(folded, vote), vote, is_accessory=accessory, is_strong=True)


def _refusal(folded: str) -> Outcome | None:
    outcome = outcome_of(folded)
    return outcome if outcome is not Outcome.ADOPTED else None


def _is_elsewhere(folded: str, actor: re.Match[str], deliberated: bool, vote: Vote | None, has_verb: bool) -> bool:
    """Whether the sentence tells of another body, or of another day."""
    if deliberated:
        return False
    head = folded[: actor.start()]
    if _REPORT.search(head) or _DATED.search(head) or re.match(r"\W*(?:pour\s+rappel|depuis|suite\s+a)", head):
        return True
    if re.search(r"\b(?:a|ont|avait|avaient|avoir)\s+\w", folded[actor.end() : actor.end() + 80]) and _DATED.search(
        folded
    ):
        return True
    if _OTHER_BODY.match(folded, actor.end()) and not (vote and has_verb):
        return True
    if actor[0].rstrip().endswith("bureau") and re.match(r"\s+(?:de\b|d['’])", folded[actor.end() :]):
        return True
    if re.match(
        r"\s+(?:technique|sociale?|territorial|consultati\w+|local|de\s+pilotage|medical|scientifique|economique)\b",
        folded[actor.end() :],
    ):
        return True
    follows = folded[actor.end() : actor.end() + 60]
    return (
        re.match(
            r"\s*,?\s*(?:a|ont|avai\w+|sera|doit|devra|pourra\w*)\s+(?=\w)(?!l\W?unan|la\s+maj|par\b|decid|approuv|adopt|accept|valid|pris\s+acte|donne|emis|vote|rejet|refus|desap)",
            follows,
        )
        is not None
    )


def _impersonal(unit: Unit, vote: Vote | None, votes: tuple[Vote, ...]) -> Reading | None:
    """*Il est décidé de ...*."""
    match = _IMPERSONAL_START.search(unit.body)
    if match is None or _REPORT.search(unit.body[: match.start()]) or match.start() > 60:
        return None
    weak = match["participle"] == "acte" and vote is None
    outcome = Outcome.NOTED if "pris" in match["participle"] else outcome_of(unit.body, vote)
    return Reading(unit, Wording.PASSIVE, outcome, vote, is_strong=not weak)


def _proposal(unit: Unit, vote: Vote | None, votes: tuple[Vote, ...]) -> Reading | None:
    """*Il est proposé de ...*, *demande aux membres s'ils sont d'accord pour ...*."""
    match = _PROPOSAL.search(unit.body)
    if match is None:
        return None
    actor = _ACTOR.search(unit.body)
    if (
        vote is not None
        and vote.is_result
        and (actor or _PASSIVE.match(unit.body))
        and not re.match(r"\W*(?:il|je)\b", unit.body)
    ):
        return None
    return Reading(unit, Wording.PROPOSAL, vote=None)


_RESIDUE = 2


def _bare_vote(unit: Unit, vote: Vote | None, votes: tuple[Vote, ...]) -> Reading | None:
    """*Vote : pour à l'unanimité*, *Cette délibération est adoptée à l'unanimité*."""
    if _VOTE_LABEL.match(unit.body):
        return Reading(unit, Wording.VOTE)
    residue = _residue(unit, votes)
    passive = _PASSIVE.match(unit.body)
    if passive is not None and not _ANAPHORIC.match(unit.body) and _own_words(passive["subject"]):
        return None
    if vote is not None and residue <= _RESIDUE + (len(unit.folded) > 60) * 2 * bool(
        re.match(r"\W*(?:vote|pour|contre|abst|adopt)", unit.body)
    ):
        return Reading(unit, Wording.VOTE, _refusal(unit.body), vote)
    if vote is not None and vote.start <= len(unit.text) - len(unit.body) + 2 and _counts(vote) >= 2:
        return Reading(unit, Wording.VOTE, None, vote)
    words = re.findall(r"[a-z]+", unit.body)
    if (
        vote is None
        and 1 <= len(words) <= 6
        and all(w in _EMPTY for w in words)
        and re.search(r"\b(?:adopt|approuv|valid|accept|rejet)ee?s?\b", unit.body)
    ):
        return Reading(unit, Wording.VOTE, _refusal(unit.body), None)
    return None


def _passive(unit: Unit, vote: Vote | None, votes: tuple[Vote, ...]) -> Reading | None:
    """*Le compte rendu est approuvé*, *La proposition de M. Untel est acceptée à l'unanimité*."""
    folded = unit.body
    match = _PASSIVE.match(folded) or _ELLIPTIC.match(folded)
    if match is None or len(match["subject"]) > 260 or re.search(r"\b(?:a|ont|avait|avaient)\s*$", match["subject"]):
        return None
    subject = match["subject"]
    if (
        _REPORT.search(subject)
        or re.search(r"\bqu(?:e\b|['’])", subject)
        or re.search(r"\b(?:qui|que|dont|si|quand|lorsque)\s*$|\bqu['’]\s?\w*\s*$", subject)
    ):
        return None
    naming = _NAMING.match(match["participle"]) is not None
    if vote is None and _ELECTION.search(folded) and "secretaire" not in folded:
        return Reading(unit, Wording.PASSIVE, Outcome.ADOPTED, None, is_strong=True, is_naming=True)
    if vote is None and naming and "secretaire" not in folded:
        return Reading(unit, Wording.PASSIVE, Outcome.ADOPTED, None, is_naming=True)
    if vote is None and (naming or not _is_adoptable(subject)):
        return None
    if vote is None and not re.match(r"(?:adopt|approuv|valid|accept|rejet|refus|vot)", match["participle"]):
        return None
    if vote is None and (
        re.search(r"\bpar\s+(?:le|la|l['’]|un|delib|arret)", folded[match.end() :])
        or _DATED.search(folded[match.end() :])
    ):
        return None
    if vote is not None and not vote.is_result:
        return None
    return Reading(unit, Wording.PASSIVE, outcome_of(folded, vote), vote, is_strong=True)


def _is_adoptable(subject: str) -> bool:
    """Whether the thing adopted is one an assembly adopts, named at the start of its sentence."""
    head = re.sub(r"^(?:sans|apres|aucune?|n['’]ayant)\b[^,;]*(?:,\s*ni\s+[^,;]*)?,\s*", "", subject.strip())
    found = _ADOPTABLE.search(head)
    if found is None or re.search(r"\b(?:a|ont|avait)\s+(?:ete\b|\w+e\b)|\b(?:est|sont)\b", head):
        return False
    return (
        re.fullmatch(
            r"\W*(?:(?:le|la|les|l|ce|cette|ces|un|une|projet|de|du|aucune|observation|presente?)\W+)*",
            head[: found.start()],
        )
        is not None
    )


def _clause(unit: Unit, vote: Vote | None, votes: tuple[Vote, ...]) -> Reading | None:
    """*Autorise le maire à signer*, *De fixer le tarif à ...*, *Approuvé la décision ...*."""
    folded = unit.body
    match = _CLAUSE.match(folded) or _CLAUSE_OF_IT.match(folded)
    if match is not None:
        outcome = outcome_of(folded, vote)
        capital = unit.printed_body[match.start("verb") : match.start("verb") + 1].isupper()
        accessory = match["main"] is None
        return Reading(unit, Wording.CLAUSE, outcome, vote, is_accessory=accessory, is_strong=capital and not accessory)
    noted = _PHRASES[Outcome.NOTED].match(folded)
    if noted:
        return Reading(unit, Wording.CLAUSE, Outcome.NOTED, vote, is_strong=unit.printed_body[:1].isupper())
    if _CLAUSE_INFINITIVE.match(folded) or _CLAUSE_PARTICIPLE.match(folded):
        return Reading(unit, Wording.CLAUSE, None, vote, is_infinitive=True)
    return None


def _actor(unit: Unit, vote: Vote | None, votes: tuple[Vote, ...]) -> Reading | None:
    """*Le Conseil Municipal,* alone, its verb being further down."""
    match = _ACTOR.search(unit.body)
    if match is None or _is_elsewhere(unit.body, match, False, None, False):
        return None
    rest = len(unit.body) - match.end()
    if rest <= 3 or match.start() <= 2 and rest <= 40:
        return Reading(unit, Wording.ACTOR)
    return None


def _counts(vote: Vote) -> int:
    return sum(n is not None for n in (vote.votes_for, vote.votes_against, vote.abstentions))


def _own_words(folded: str) -> int:
    return sum(len(w) > 2 and w not in _EMPTY for w in re.findall(r"[a-z]+", folded))


def _residue(unit: Unit, votes: tuple[Vote, ...]) -> int:
    """How many words of the sentence belong neither to a vote nor to the wording of one."""
    return _own_words(_without_votes(unit, votes))


def _without_votes(unit: Unit, votes: tuple[Vote, ...]) -> str:
    """The folded body with its votes blanked, letter for letter."""
    letters = list(unit.folded)
    for vote in votes:
        letters[vote.start : vote.end] = " " * (vote.end - vote.start)
    return "".join(letters)[len(unit.folded) - len(unit.body) :]

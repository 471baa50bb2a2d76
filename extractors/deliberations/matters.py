"""Sentences whose subject is the matter: proposed, voted on, adopted, withdrawn; and entries of a list of decisions.

Belongs here: one rule for each, giving a reading or None. Does not belong here: sentences whose subject is the assembly
(`extractors.deliberations.acts`).
"""

from __future__ import annotations

import re

from extractors.deliberations import patterns
from extractors.deliberations.reading import (
    RESIDUE,
    Reading,
    Sentence,
    Wording,
    outcome_of,
    own_words,
    refusal_of,
)
from extractors.records import Outcome
from extractors.votes import Vote

_LONGEST_FATE = 320
_LONGEST_SUBJECT = 260
_LONG = 60


def fate(sentence: Sentence) -> Reading | None:
    """*Ajournée*, *Le point 4 est retiré de l'ordre du jour*, *Dossier remis à la prochaine réunion*."""
    folded = sentence.folded
    if len(folded) > _LONGEST_FATE:
        return None
    put_off = patterns.PUT_OFF.search(folded)
    if patterns.REPORT.search(folded) and not re.search(r"\b(?:est|sont)\b", folded) and put_off is None:
        return None
    for outcome, pattern in patterns.FATES.items():
        for match in pattern.finditer(folded):
            if _is_fate(folded, match):
                return Reading(sentence.unit, Wording.FATE, outcome, sentence.vote, is_strong=True)
    if _TO_SEE_AGAIN.match(folded):
        return Reading(sentence.unit, Wording.FATE, Outcome.POSTPONED, sentence.vote, is_strong=True)
    if put_off is not None:
        outcome = Outcome.WITHDRAWN if "retir" in put_off[0] else Outcome.POSTPONED
        return Reading(sentence.unit, Wording.FATE, outcome, sentence.vote, is_strong=True)
    return None


_TO_SEE_AGAIN = re.compile(
    r"\W*(?:(?:affaire|point|dossier|question|sujet)\s+a\s+(?:revoir|reetudier|reprendre|representer)\b[^.]{0,60}"
    r"|a\s+(?:revoir|reetudier))\W*$"
)
"""*Affaire à revoir.*"""
_SUMS = re.compile(
    r"\b(?:resultats?|excedents?|deficits?|soldes?|credits?|depenses?|recettes?|restes?|sommes?|montants?)\b"
)
"""What is carried over in accounts: no question that is put off."""
_TOLD_OF = re.compile(
    r"(?:^|,\s*(?:et\s+)?|\b(?:est|sont|a\s+ete|ont\s+ete|reste|demeure)\s+"
    r"(?:(?:donc|ainsi|toutefois|alors|par consequent)\s+)?)$"
)
"""What stands before a participle that tells the fate: a form of *être*, a comma, or nothing."""


def _is_fate(folded: str, match: re.Match[str]) -> bool:
    """Whether the word is said of a question, or stands alone; people withdraw too, and sums are carried over."""
    before, after = folded[: match.start()], folded[match.end() :]
    if re.search(r"\bs(?:e|'|'est|'etant|e\s+sont)\s*$", before) or _SUMS.search(before):
        return False
    if match[0].startswith("remis"):
        is_dated = patterns.LATER.match(after) is not None and "commission" not in after[:30]
        return is_dated and (_is_said(before) or len(before.split()) <= 3)
    if match.start() < 25 and len(re.findall(r"\w{3,}", before)) <= 1 and len(re.findall(r"\w{3,}", after)) <= 9:
        return True
    if re.search(r"\bdecid\w*\s+(?:de|d['’])\s*$", before) and patterns.MATTER.search(after[:60]):
        return True
    if not _is_said(before):
        return False
    if patterns.MATTER.search(before) is not None or "ordre du jour" in folded[match.start() :]:
        return True
    if match[0].startswith("retire"):
        return False
    if patterns.LATER.match(after) is not None:
        return True
    return match[0].startswith("ajourn") and patterns.BECAUSE.match(after) is not None


def _is_said(before: str) -> bool:
    """*La question est ...*, *Point non examiné, ...*, *Sans vote – ...*."""
    return _TOLD_OF.search(before) is not None or re.search(r"[–—:-]\s*$", before) is not None


def grounds(sentence: Sentence) -> Reading | None:
    """*Vu ...*, *Considérant ...*: never a decision, unless the assembly has deliberated in the same breath."""
    is_ground = patterns.GROUNDS.match(sentence.folded) and not (
        patterns.DELIBERATED.search(sentence.folded) or patterns.DECIDES_AFTER_GROUNDS.search(sentence.folded)
    )
    if is_ground or patterns.TEMPLATE.search(sentence.folded):
        return Reading(sentence.unit, Wording.NARRATIVE)
    return None


def impersonal(sentence: Sentence) -> Reading | None:
    """*Il est décidé de ...*."""
    match = patterns.IMPERSONAL.search(sentence.folded)
    if match is None or match.start() > _LONG or patterns.REPORT.search(sentence.folded[: match.start()]):
        return None
    is_weak = match["participle"] == "acte" and sentence.vote is None
    outcome = Outcome.NOTED if match["participle"].endswith(" acte") else outcome_of(sentence.folded, sentence.vote)
    return Reading(sentence.unit, Wording.PASSIVE, outcome, sentence.vote, is_strong=not is_weak)


def proposal(sentence: Sentence) -> Reading | None:
    """*Il est proposé de ...*, *demande aux membres s'ils sont d'accord pour ...*."""
    folded, vote = sentence.folded, sentence.vote
    if patterns.PROPOSAL.search(folded) is None:
        return None
    is_decided = patterns.ACTOR.search(folded) or patterns.PASSIVE.match(folded)
    if vote is not None and vote.is_result and is_decided and not re.match(r"\W*(?:il|je)\b", folded):
        return None
    return Reading(sentence.unit, Wording.PROPOSAL)


def nominal(sentence: Sentence) -> Reading | None:
    """*Approbation à l'unanimité du compte rendu*, *Adoption du procès-verbal : à l'unanimité*."""
    vote = sentence.vote
    match = patterns.NOMINAL.match(sentence.folded)
    if match is None or len(sentence.folded) > _LONGEST_SUBJECT or sentence.residue == 0:
        return None
    if vote is None and (match["opinion"] is None or patterns.OTHERS.search(sentence.folded)):
        return None
    if vote is None and _OPINION_OF.match(sentence.folded) is None:
        return None
    if vote is not None and not vote.is_result:
        return None
    refuses = match["opinion"] is not None and _REFUSES.search(match["opinion"]) is not None
    outcome = Outcome.REJECTED if refuses else outcome_of(sentence.folded, vote)
    return Reading(sentence.unit, Wording.PASSIVE, outcome, vote, is_strong=True)


_ANNOUNCED = re.compile(r"\b(?:vote|voix|scrutin|resultats?|depouillement|bulletins?)\b[^:]*:")
"""*le vote à bulletins secrets donne : oui 3, non 1*, *l'amendement est mis aux voix : pour 5, contre 11*."""


_OPINION_OF = re.compile(
    r"\W*(?:l['’]\s?|le\s+|la\s+)?(?:accord|avis\s+(?:de)?favorable|refus)\b(?:\s+(?:unanime|general|est|a\s+ete|"
    r"d[eu]s?\b|d['’]|pour|sur|aux?|a\b|sous|avec|sans|sauf|concernant|quant|et\b|formel|donne)|\s*[^\w\s]|\s*$)"
)
"""What an opinion is followed by, where it is one: *L'accord de principe attendu depuis mai* tells none."""
_REFUSES = re.compile(r"\W*(?:refus|rejet|defavorable)\b")


_OTHERS_VOTED = re.compile(
    r"\W*(?:le|la|les|l['’])\s?(?:syndicat|departement|region|commission(?!\s+permanente)|communaute|association|"
    r"agglomeration|prefecture|conseil\s+d['’]\s?ecole)\b[^.,;:]{0,60}?\s(?:a|ont|avait|avaient)\s"
)
"""*Le syndicat a voté son budget par 15 voix*: told to the assembly, not voted by it."""


def bare_vote(sentence: Sentence) -> Reading | None:
    """*Vote : pour à l'unanimité*, *Cette délibération est adoptée à l'unanimité*."""
    unit, folded, vote = sentence.unit, sentence.folded, sentence.vote
    if patterns.VOTE_LABEL.match(folded):
        return Reading(unit, Wording.VOTE)
    if _OTHERS_VOTED.match(folded) and patterns.ACTOR.search(folded) is None:
        return None
    passive = patterns.PASSIVE.match(folded)
    if passive is not None and not patterns.ANAPHORIC.match(folded) and own_words(passive["subject"]):
        return None
    if vote is not None:
        is_labelled = re.match(r"\W*(?:vote|pour|contre|abst|adopt)", folded) is not None and len(folded) > _LONG
        if sentence.residue <= (2 * RESIDUE if is_labelled else RESIDUE):
            return Reading(unit, Wording.VOTE, refusal_of(folded), vote)
        if vote.start <= len(unit.text) - len(folded) + 2 and _counts(vote) > 1:
            return Reading(unit, Wording.VOTE, None, vote)
        is_last = vote.end >= len(unit.text) - 3 and re.search(r":\W*(?:[a-z]+\W+)?\d", unit.folded) is not None
        if is_last and _counts(vote) > 1 and _ANNOUNCED.search(folded):
            return Reading(unit, Wording.VOTE, refusal_of(folded), vote)
        if vote.is_result and patterns.PARTICIPLE_FIRST.match(folded):
            return Reading(unit, Wording.VOTE, refusal_of(folded), vote)
        return None
    words = re.findall(r"[a-z]+", folded)
    if patterns.VERDICT.fullmatch(folded):
        refuses = _REFUSES.match(folded) is not None
        return Reading(unit, Wording.PASSIVE, Outcome.REJECTED if refuses else outcome_of(folded), is_strong=True)
    is_verdict = re.search(r"\b(?:adopt|approuv|valid|accept|rejet)ee?s?\b", folded) is not None
    if is_verdict and len(words) <= 6 and all(w in patterns.EMPTY for w in words):
        return Reading(unit, Wording.VOTE, refusal_of(folded))
    return None


def _counts(vote: Vote) -> int:
    return sum(n is not None for n in (vote.votes_for, vote.votes_against, vote.abstentions))


def passive(sentence: Sentence) -> Reading | None:
    """*Le compte rendu est approuvé*, *La proposition de M. Untel est acceptée à l'unanimité*."""
    folded, vote = sentence.folded, sentence.vote
    if (
        patterns.ELECTED_BY_VOTES.search(folded)
        and "secretaire" not in folded
        and patterns.ACTOR.search(folded) is None
    ):
        return Reading(sentence.unit, Wording.PASSIVE, Outcome.ADOPTED, is_strong=True, is_naming=True)
    if patterns.ELECTED_LABEL.match(folded):
        told = vote if vote is not None and vote.unanimous else None
        return Reading(sentence.unit, Wording.PASSIVE, Outcome.ADOPTED, told, is_strong=True, is_naming=True)
    if vote is None and (patterns.PROCLAIMS.match(folded) or patterns.BECOMES.search(folded)):
        is_sure = patterns.BECOMES.search(folded) is None
        return Reading(sentence.unit, Wording.PASSIVE, Outcome.ADOPTED, is_strong=is_sure, is_naming=True)
    if vote is None and patterns.PRICE_TO_COME.match(folded):
        return Reading(sentence.unit, Wording.PASSIVE, Outcome.ADOPTED)
    if vote is None and patterns.NOT_RETAINED.fullmatch(folded):
        return Reading(sentence.unit, Wording.PASSIVE, Outcome.REJECTED, is_strong=True)
    match = patterns.PASSIVE.match(folded) or patterns.ELLIPTIC.match(folded)
    if match is None or not _may_be_decided(match["subject"]):
        return None
    if vote is None or _is_count_of_candidate(match["participle"], vote):
        return _passive_without_vote(sentence, match)
    if not vote.is_result:
        return None
    return Reading(sentence.unit, Wording.PASSIVE, outcome_of(folded, vote), vote, is_strong=True)


def _is_count_of_candidate(participle: str, vote: Vote) -> bool:
    """*est élue par 8 voix contre 7*, *est élu avec 13 voix (2 blancs)*: what a candidate got, no vote on a matter."""
    return patterns.NAMING.match(participle) is not None and "unanimity" not in vote.words


def _may_be_decided(subject: str) -> bool:
    """Whether a subject can be that of a main clause about this session."""
    if len(subject) > _LONGEST_SUBJECT or patterns.REPORT.search(subject):
        return False
    has_auxiliary = re.search(r"\b(?:a|ont|avait|avaient)\s*$", subject)
    is_subordinate = re.search(r"\bqu(?:e\b|['’])|\b(?:qui|dont|si|quand|lorsque)\s*$", subject)
    is_resumed = re.search(r",\s*(?:ils?|elles?|celles?-ci|celui-ci|ceux-ci|cela)\s*$", subject)
    return not has_auxiliary and (is_resumed is not None or not is_subordinate)


_HELPERS = re.compile(r"\bsecretaires?\b|\b(?:scrutat|assesseu)\w+\b")
"""Who is named to keep the minutes or count the ballots: no decision on the item."""


def _passive_without_vote(sentence: Sentence, match: re.Match[str]) -> Reading | None:
    """People elected, and the few things that are adopted without a vote printed."""
    folded, rest = sentence.folded, sentence.folded[match.end() :]
    is_naming = patterns.NAMING.match(match["participle"]) is not None
    if _HELPERS.search(folded) is None:
        if patterns.ELECTION.search(folded):
            return Reading(sentence.unit, Wording.PASSIVE, Outcome.ADOPTED, is_strong=True, is_naming=True)
        if is_naming:
            return Reading(sentence.unit, Wording.PASSIVE, Outcome.ADOPTED, is_naming=True)
    by_chair = "preponderante" in folded
    if is_naming or not patterns.ADOPTION.match(match["participle"]):
        return None
    if not by_chair and not _is_adoptable(match["subject"]):
        return None
    if re.search(r"\bpar\s+(?!l['’]ensemble\s+des?\b)(?:le|la|l['’]|un|delib|arret)", rest) or patterns.DATED.search(
        rest
    ):
        return None
    return Reading(sentence.unit, Wording.PASSIVE, outcome_of(folded), is_strong=True)


_LEADING_WORDS = re.compile(
    r"\W*(?:(?:le|la|les|l|ce|cette|ces|un|une|autres?|memes?|projet|de|du|aucune|observation|presente?)\W+)*"
)


_RESUMED = re.compile(r"(?:celui|celle|ceux|celles)-ci|ils?|elles?")
"""*Sans remarque sur le procès-verbal, celui-ci est approuvé*."""


def _is_adoptable(subject: str) -> bool:
    """Whether the thing adopted is one an assembly adopts, named at the start of its sentence."""
    head = re.sub(
        r"^(?:sans|sous|apres|aucune?|personne|n['’]ayant|mise?s?\s+aux?)\b[^,;]*(?:,\s*ni\s+[^,;]*)?,\s*",
        "",
        subject.strip(),
    )
    head = re.sub(r",\s*(?:dont|qui|que)\b[^,]*,", " ", head)
    if _RESUMED.fullmatch(head.strip()) and patterns.ADOPTABLE.search(subject):
        return True
    found = patterns.ADOPTABLE.search(head)
    if found is None or re.search(r"\b(?:a|ont|avait)\s+(?:ete\b|\w+e\b)|\b(?:est|sont)\b", head):
        return False
    return _LEADING_WORDS.fullmatch(head[: found.start()]) is not None


def clause(sentence: Sentence) -> Reading | None:
    """*Autorise le maire à signer*, *De fixer le tarif à ...*, *Approuvé la décision ...*."""
    unit, folded, vote = sentence.unit, sentence.folded, sentence.vote
    if patterns.CLAUSE_NOTED.match(folded):
        return Reading(unit, Wording.CLAUSE, Outcome.NOTED, vote, is_strong=unit.printed_body[:1].isupper())
    match = patterns.CLAUSE.match(folded) or patterns.CLAUSE_OF_IT.match(folded)
    if match is not None:
        is_accessory = match["main"] is None
        is_capital = unit.printed_body[match.start("verb") : match.start("verb") + 1].isupper()
        is_strong = is_capital and not is_accessory
        outcome = outcome_of(folded, vote)
        if not is_accessory and patterns.CLAUSE_OF_IT.match(folded) and vote is not None and vote.is_result:
            return Reading(unit, Wording.ACT, outcome, vote, is_strong=True)
        return Reading(unit, Wording.CLAUSE, outcome, vote, is_accessory=is_accessory, is_strong=is_strong)
    if patterns.CLAUSE_INFINITIVE.match(folded) or patterns.CLAUSE_PARTICIPLE.match(folded):
        return Reading(unit, Wording.CLAUSE, None, vote, is_infinitive=True)
    return None

"""Numbers of members a session states: en exercice, présents, votants, and votes counted once for the whole session."""

from __future__ import annotations

import re

from extractors.french.numbers import NUMBER_WORDS, cardinal
from extractors.meeting_source import Fact, SessionText, wording

_NUMBER = rf"(?P<n>\d{{1,3}}|{NUMBER_WORDS})(?![\d/]|\s?h(?![a-z])|\s?%|[.,]\d)"
_VOTES = {"votes_for": "pour", "votes_against": "contre", "abstentions": "abstentions?"}


def counts_of(text: SessionText) -> dict[str, Fact[int]]:
    """Each stated number by the name of its field in `Meeting`; ``expressed`` and ``proxies`` beside them."""
    found = _in_columns(text)
    for field, pattern in wording()["counts"].items():
        if field in found:
            continue
        fact = _labelled(text, pattern) or _before_label(text, pattern)
        if fact is not None:
            found[field] = fact
    _add_share(text, found)
    if "votes_cast" not in found and "expressed" in found:
        found["votes_cast"] = found["expressed"]
    for field, word in _VOTES.items():
        match = re.search(
            rf"(?:^|\n)\W*(?:\w\s+)?(?:votes?\s+|voix\s+)?{word}\s*[:=]\s*(?P<n>\d{{1,3}}|o)\s*(?:voix)?\s*[.;,]?\s*(?=\n|$)",
            text.flat,
        )
        if match is not None:
            found[field] = Fact(
                int(match["n"].replace("o", "0")),
                text.evidence(field.replace("_", "-"), match.start("n"), match.end("n"), 0.9),
            )
    return found


def _add_share(text: SessionText, found: dict[str, Fact[int]]) -> None:
    """*16 présents sur 24 membres*."""
    match = _HERE_OF_ALL.search(text.flat)
    sizes = _SHARE.search(text.flat)
    if sizes is not None and "members_in_office" not in found:
        start, end = sizes.span("all")
        found["members_in_office"] = Fact(int(sizes["all"]), text.evidence("count-share", start, end, 0.85))
    for field, groups in (("members_present", ("here", "these")), ("members_in_office", ("all", "whole"))):
        if match is not None and field not in found:
            group = next(g for g in groups if match[g] is not None)
            start, end = match.span(group)
            found[field] = Fact(int(match[group]), text.evidence("count-share", start, end, 0.85))
    if "members_in_office" not in found and (alone := _labelled(text, _OF_MEMBERS)) is not None:
        found["members_in_office"] = alone


_OF_MEMBERS = (
    r"(?:nombre|nbre|nb)\s+(?:total\s+)?d[e']\s*(?:membres|conseillers|delegues|elus|administrateurs)"
    r"(?:\s+(?:municipaux|communautaires|syndicaux|elus))?(?=\s*[:=])|effectifs?(?:\s+du\s+conseil)?(?=\s*[:=])"
)
"""*Nombre de délégués : 20*, where nothing tells those in office apart."""


_HERE_OF_ALL = re.compile(
    r"\b(?P<here>\d{1,3})\s+(?:(?:membres|conseillers|delegues|elus)\s+)?presents?\s+sur\s+(?:les\s+)?(?P<all>\d{1,3})\b"
    r"|\bpresents?\s+(?P<these>\d{1,3})\s+(?:membres|conseillers|delegues|elus)\s+sur\s+(?:les\s+)?(?P<whole>\d{1,3})\b"
)
_SHARE = re.compile(r"\(sur\s+(?P<all>\d{1,3})\s+(?:conseillers|membres|delegues|elus)[a-z ]{0,20}\)")


def _labelled(text: SessionText, pattern: str) -> Fact[int] | None:
    for match in re.finditer(
        rf"(?<![a-z])(?:{pattern})\s*(?:\([^)\n]{{0,30}}\))?\s*(?:(?:est|sont|etait)(?:\s+de)?|s'eleve\s+a)?\s*[:=.…*–-]*\s*\(?{_NUMBER}",
        text.flat,
    ):
        label = match.group()[: match.start("n") - match.start()]
        if "\n" in label and re.search(r"[:=]\s*$", label) is None:
            continue
        if "\n" in label and re.match(r"\s?[.)-]\s?[a-z]", text.flat[match.end("n") :]):
            continue  # the first of a numbered list of names
        fact = _fact(text, match, "count-labelled", 0.95 if re.search(r"[:=]\s*$", label) else 0.85)
        if fact is not None:
            return fact
    return None


def _before_label(text: SessionText, pattern: str) -> Fact[int] | None:
    """*15 membres en exercice*, *12 présents*."""
    for match in re.finditer(rf"(?<![a-z0-9/.,]){_NUMBER}[ ]+(?:{pattern})(?![a-z])", text.flat):
        if re.search(r"(?:article|loi|n°|le)\s*$", text.flat[: match.start()]):
            continue
        fact = _fact(text, match, "count-before-label", 0.8)
        if fact is not None:
            return fact
    return None


def _fact(text: SessionText, match: re.Match[str], rule: str, trust: float) -> Fact[int] | None:
    value = int(match["n"]) if match["n"].isdigit() else cardinal(match["n"])
    if value is None:
        return None
    return Fact(value, text.evidence(rule, match.start("n"), match.end("n"), trust))


_LABELS = {
    "members_in_office": r"(?:afferents?\s+au\s+conseil[a-z ]{0,20}|(?:membres\s+)?en\s+exercices?)",
    "members_present": r"presents?",
    "votes_cast": r"(?:votants?|(?:qui\s+ont|ayant)\s+pris\s+part\s+(?:a\s+la\s+deliberation|au\s+vote))",
    "proxies": r"(?:pouvoirs?|procurations?|representes?)",
    "other": r"(?:absents?|excuses?|suffrages?\s+exprimes?|pour|contre|abstentions?)",
}


def _in_columns(text: SessionText) -> dict[str, Fact[int]]:
    """Labels side by side with their numbers on the line below (*En exercice  Présents  Votants / 15  12  14*)."""
    label = "|".join(f"(?P<{key}>{pattern})" for key, pattern in _LABELS.items())
    gap = r"[\s|:;,-]*(?:nombre\s+de\s+(?:membres|conseillers)\s*)?"
    labelled = re.compile(rf"(?:(?:{_unnamed(label)}){gap}){{2,6}}")
    run = labelled.search(text.flat)
    found: dict[str, Fact[int]] = {}
    while run is not None:
        labels = [m.lastgroup for m in re.finditer(label, run.group())]
        numbers = re.match(rf"(?:\s*\b(\d{{1,3}})\b[\s|]*){{{len(labels)}}}(?!\d)", text.flat[run.end() :])
        if numbers is not None:
            printed = re.finditer(r"\d{1,3}", numbers.group())
            for key, number in zip(labels, printed, strict=True):
                if key is not None and key != "other":
                    start, end = run.end() + number.start(), run.end() + number.end()
                    found.setdefault(key, Fact(int(number[0]), text.evidence("count-column", start, end, 0.88)))
            return found
        run = labelled.search(text.flat, run.end())
    return found


def _unnamed(pattern: str) -> str:
    return re.sub(r"\?P<\w+>", "?:", pattern)

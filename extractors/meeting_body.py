"""Which assembly of which organisation sat, and what kind of document tells of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection

from rapidfuzz import fuzz

from extractors.document import BlockKind
from extractors.french.fold import fold
from extractors.meeting_source import Fact, SessionText, bodies, compiled, wording

_TITLE_BLOCKS = 10
_WORDY = re.compile(r"syndicat|pole|office|centre|etablissement|service|communaute|parc|association|caisse|s\.?[im]")
"""Kinds whose names run on in small letters (*syndicat mixte de traitement des déchets du ...*)."""
_SMALL = re.compile(
    r"(?:[ ]{1,4}(?!(?:se|s'est|s’est|dûment|légalement|régulièrement|convoqu\w*|réuni\w*|est|sont|a|ont|à|qui|dont"
    r"|sous|"
    r"au\s+nombre|le\s+\d|du\s+\d|(?:le|du)\s+(?:lundi|mardi|mercredi|jeudi|vendredi|samedi))\b)"
    r"(?:[^\s,;:.()]+|-))+"
)
_LINKS = r"(?:de|du|des|la|le|les|en|et|sur|sous|aux?|a|à|pour|lès)(?=[ ])"
_NAME = rf"(?:[ ]{{1,4}}(?:-[ ])?(?:(?:[dl]['’])?[A-ZÉÈÀÂÎÔÛŒÇ0-9«][^\s,;:.()]*|{_LINKS}|[dl]['’](?=[ ])))+"


def document_type(text: SessionText) -> Fact[str] | None:
    """What the title says the document is; None where no title does."""
    for block_start, block in list(zip(text.roll.block_starts, text.roll.blocks, strict=True))[:_TITLE_BLOCKS]:
        string = text.flat[block_start : block_start + len(block.string)]
        is_item = block.index - text.block_index(0) > 2 and (block.kind is BlockKind.ITEM or block.label is not None)
        if block.kind is BlockKind.TABLE or is_item or _mentions_approval(string):
            continue
        misread = _misread_title(string)
        if misread is not None:
            end = block_start + len(block.string)
            return Fact(misread, text.evidence("document-type-misread", block_start, end, 0.85))
        for kind in bodies()["document_types"]:
            match = compiled(kind["pattern"]).search(string)
            is_sentence = match is not None and match.start() <= 2 and block.index - text.block_index(0) <= 2
            is_sentence = is_sentence and string.find("seance", 0, 60) >= 0 and not kind.get("first")
            if match is None or not (is_sentence or _is_title(block.kind, string, match.start())):
                continue
            if kind.get("first") and (block.index - text.block_index(0) > 2 or block.label is not None):
                continue
            start = block_start + match.start()
            return Fact(str(kind["name"]), text.evidence("document-type", start, block_start + match.end(), 0.95))
    return None


_TITLES = {"compterendu": "compte rendu", "procesverbal": "procès-verbal"}


def _misread_title(string: str) -> str | None:
    """A line that is nothing but a title, letters misread or set apart (*COMPT E RENDU*)."""
    letters = re.sub(r"[^a-z]", "", string)
    near = [name for key, name in _TITLES.items() if fuzz.ratio(letters, key) >= 82]
    return near[0] if near and len(letters) <= 16 else None


def _mentions_approval(string: str) -> bool:
    return compiled(rf"{wording()['approval']}").search(string) is not None


_IN_HEADING = 140
"""Letters of a heading before the title of the document: the name of a long organisation."""


def _is_title(kind: BlockKind, string: str, start: int) -> bool:
    """Whether the words stand as a title: at the head of a short block that is no sentence."""
    if kind is BlockKind.HEADING and len(string) <= 260 and start <= _IN_HEADING:
        return True
    if len(string) > 260 or start > 60:
        return False
    return start <= 30 and len(string) < 200


def body_of(text: SessionText) -> Fact[str] | None:
    """The assembly that sat: the one named first in title or opening sentence, the more precise name first."""
    flat = text.flat
    opening = compiled(r"(?:reuni|assembl|seance\s+d[eu]|reunion\s+d[eu])").search(flat)
    best: tuple[float, str, int, int] | None = None
    for rank, body in enumerate(bodies()["assemblies"]):
        if body["name"] is None:
            continue
        for match in re.finditer(rf"\b(?:{body['pattern']})\b", flat):
            line = flat[flat.rfind("\n", 0, match.start()) + 1 : match.start() + 200].split("\n")[0]
            score = match.start() / 40 + rank * 0.2
            if compiled(wording()["approval"]).search(line):
                score += 200
            if opening is not None and abs(match.start() - opening.start()) < 220:
                score -= 15
            if body["name"] in ("Bureau", "Comité", "Conseil d'école", "Comité de direction", "Conférence des maires"):
                score += 60
            if best is None or score < best[0]:
                best = (score, str(body["name"]), match.start(), match.end())
            break
    if best is None or best[0] > 200:
        return None
    return Fact(best[1], text.evidence("body", best[2], best[3], 0.94))


ORGANISATION_KINDS = {
    "municipal": r"commune|mairie|ville",
    "communautaire": r"communaute|metropole|cc\b",
    "metropolitain": r"metropole|communaute",
    "de territoire": r"metropole|communaute|territoire",
    "syndical": r"syndicat|s\.?[im]\.?|petr|pole|parc|e\.?p\.?[at]\.?",
    "departemental": r"departement|conseil",
    "general": r"conseil|departement",
    "d'administration": (
        r"centre|c\.?[ci]\.?a\.?s|caisse|office|etablissement|service|sdis|agence|societe|pole|regie|ehpad"
    ),
    "caisse": r"caisse",
    "regional": r"region",
}


_SPELT_OUT = 8
"""How much better a name is than its initials (*C.I.A.S.*)."""
_LETTERHEAD = 15
"""How much worse the department is: letterheads of every commune begin with it."""
UNSURE = 0.75
"""How far a name is trusted that stands neither in a title nor beside the assembly."""


def organisation_of(
    text: SessionText, agenda: Collection[int] = (), body: str | None = None, by_number: bool = False
) -> Fact[str] | None:
    """The organisation the assembly sits for, as printed in title, opening sentence or running header.

    Args:
        text: where to look.
        agenda: blocks of the printed agenda, which names other organisations.
        body: the assembly, whose kind the organisation must fit.
        by_number: take the name printed most often, for a text that has no opening.
    """
    kinds = re.sub(r"\n\s*", "", bodies()["organisations"])
    pattern = re.compile(rf"\b(?:{kinds})\b")
    found: list[tuple[float, int, int]] = []
    fitting = next((k for word, k in ORGANISATION_KINDS.items() if body is not None and word in fold(body)), None)
    numbers: Counter[str] = Counter()
    for match in pattern.finditer(text.flat):
        is_short = "." in match.group()
        kind_end = match.end() + (is_short and text.flat[match.end() : match.end() + 1] == ".")
        end = organisation_end(_on_one_line(text.printed, kind_end), kind_end, _WORDY.match(match.group()) is not None)
        if end is None and fitting is not None and _IS_NAME_ITSELF.fullmatch(match.group()):
            end = match.end()
        if end is None or text.block_index(match.start()) in agenda:
            continue
        if fitting is not None and re.match(fitting, match.group()) is None:
            continue
        score = _standing(text, match) + (_SPELT_OUT if is_short else 0)
        if fitting is None and match.group() == "departement":
            score += _LETTERHEAD
        numbers[fold(tidy(text.printed[match.start() : end]))] += 1
        found.append((score, match.start(), end))
    if found:
        if by_number:
            found = [(s - 10 * numbers[fold(tidy(text.printed[a:b]))], a, b) for s, a, b in found]
        score, start, end = min(found)
        trust = 0.9 if score < 0 else UNSURE
        return Fact(tidy(text.printed[start:end]), text.evidence("organisation", start, end, trust))
    return _of_council(text)


def _standing(text: SessionText, match: re.Match[str]) -> float:
    """How well an organisation's name stands for the body's own, the lower the better: early, in a title, beside it."""
    score = match.start() / 100
    block = text.roll.block_at(match.start())
    line_start = text.flat.rfind("\n", 0, match.start()) + 1
    if match.start() - line_start <= 3 and len(block.string) < 120:
        score -= 6
    if match.start() - line_start <= 3 and block.kind is BlockKind.HEADING:
        score -= 4
    before = text.flat[max(line_start, match.start() - 160) : match.start()]
    if compiled(r"(?:conseil|comite|bureau|membres|siege|assemblee)\b[^.]{0,40}$").search(before):
        score -= 8
    if text.printed[match.start()].isupper():
        score -= 2
    return score + (30 if _later_words(text.flat, line_start) else 0)


def _later_words(flat: str, line_start: int) -> bool:
    """Whether a line is an item of business rather than part of the opening."""
    line = flat[line_start : line_start + 200].split("\n", maxsplit=1)[0]
    return (
        compiled(
            r"^\W*(?:\d+[.)\s]|[ivx]+[.)]\s|vu\b|considerant|convention|demande|adhesion|subvention|retrait)"
        ).match(line)
        is not None
    )


_IS_NAME_ITSELF = re.compile(
    r"caisse\s+des\s+ecoles|centre\s+(?:inter)?communal\s+d\s?'\s?action\s+sociale|c\.?[ci]\.?a\.?s\.?"
)
"""What stands in a letterhead without the name of its commune."""
_OF = r"(?:DE|DU|DES|D['’]|de|du|des|d['’])[ ]?(?:L[AE](?=[ \n])|L['’]|LES|l[ae](?=[ \n])|l['’]|les)?"
_NAMED_BELOW = re.compile(rf"[ ]*(?:\n{_OF}|[ ]{_OF}[ ]*\n|\n{_OF}[ ]*\n)[ ]?(?=[A-ZÉÈ][^\n]{{2,50}}\n)")


def _on_one_line(printed: str, end: int) -> str:
    """A letterhead over lines as one (*CENTRE COMMUNAL D'ACTION SOCIALE / DE VILLENEUVE*, *MAIRIE DE / VILLENEUVE*).

    Of the same length.
    """
    below = _NAMED_BELOW.match(printed, end)
    if below is None:
        return printed
    return printed[:end] + below.group().replace("\n", " ") + printed[below.end() :]


_REFERENCE = re.compile(
    r"\s+(?:R[ée]f|T[ée]l|Fax|Objet|Lieu|Date|Ouverture|Cl[ôo]ture|Pr[ée]sents?|Nombre|Membres|Quorum|Affaire)\b"
    r"|\s+(?:Monsieur|Madame|Mesdames|Messieurs|Mmes?|MM?\.)(?=\s)"
)
"""What stands beside a letterhead's name, read on in its line."""


_TITLE_AFTER = re.compile(
    r"\s(?:proc[eè]s[- ]verba\w*|compte[- ]?s?[- ]rendus?|extraits?\s+du|registre\s+des|liste\s+des\s+d[ée]lib"
    r"|(?:conseil|bureau)\s+(?:municipal|communautaire|syndical|m[ée]tropolitain|d['’]\s?administration|de\s+communaut)"
    r"|[-–—]\s(?:bureau|conseil|comit[ée]|s[ée]ance|r[ée]union)|comit[ée]\s+syndical|s[ée]ance\s+(?:d[ue]|ordinaire|publique)|r[ée]union\s+d[ue]"
    r"|(?:(?:en\s+date\s+)?du|le)\s+(?:\w+di\s+|dimanche\s+)?(?:\d{1,2}|1er)\s+\w{3,9}\s+\d{4})\b",
    re.IGNORECASE,
)
"""The title of the document or of the session, or its day, run into the name above it."""


def organisation_end(printed: str, start: int, is_wordy: bool = False) -> int | None:
    """Where the organisation's name ends; None where no name follows."""
    window = printed[start : start + 130].split("\n", maxsplit=1)[0]
    match = (_SMALL if is_wordy else re.compile(_NAME)).match(window)
    if match is None:
        return None
    text = _REFERENCE.split(match.group(), maxsplit=1)[0]
    text = _TITLE_AFTER.split(text, maxsplit=1)[0]
    text = re.sub(r"\s+(?i:conseil|bureau|comit[ée]|s[ée]ance|r[ée]union)$", "", text)
    text = re.sub(r"\s*[-–—,(]?\s*\d{5}\b.*$", "", text)  # a postal code
    text = re.sub(r"(?:\s(?:de|du|des|d'|la|le|les|l'|en|et|sur|sous|aux?|a|pour|-))+$", "", text)
    if re.search(r"[A-ZÉÈÀÂÎÔÛŒÇ]", text) is None:
        return None
    cut = re.search(
        r"\s(?:du|le|en|a|à|(?i:séance|seance|département|departement|canton|arrondissement))"
        r"\s?(?:\d|(?i:lundi|mardi|mercredi|jeudi|vendredi|samedi)|d[eu']|DE|$)",
        text,
    )
    return start + (cut.start() if cut else len(text))


_DATED = re.compile(
    r"\s*(?:d[eu]\s+)?(?:\d|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|premier|mois|jour|[a-z-]+\s+(?:janvier|fevrier"
    r"|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre)\b)"
)
"""What follows *conseil municipal du* when it is a day."""


def _of_council(text: SessionText) -> Fact[str] | None:
    """*le Conseil municipal de Y*: the commune is named by its council only."""
    for match in compiled(r"conseil\s+municipal\s+(?=d[eu']\s?|des\s)").finditer(text.flat):
        end = organisation_end(text.printed, match.end() - 1)
        if end is not None and _DATED.match(text.flat, match.end() - 1) is None:
            name = f"Commune {tidy(text.printed[match.end() - 1 : end])}"
            return Fact(name, text.evidence("organisation-by-council", match.start(), end, 0.7))
    return None


def tidy(value: str) -> str:
    """Single spaces, no punctuation around."""
    return " ".join(value.split()).strip(" ,;:.-–—")

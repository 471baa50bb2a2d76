"""A clerk's habits: every choice of form, drawn once a document.

Each field names its forms in FORMS; a style is any combination. Belongs here: the choices. Does not belong here: how
each is written (`roll`, `votes`, `items`, ...).
"""

from __future__ import annotations

import random
from dataclasses import asdict, dataclass, fields, replace

FORMS: dict[str, tuple[str, ...]] = {
    "document_type": ("compte rendu", "procès-verbal", "compte rendu", "procès-verbal", "none"),
    "opening": ("lan-words", "lan-mixed", "gathered", "gathered", "key-values", "title-only"),
    "date_form": ("long", "long", "weekday", "slashed", "capitals", "dotted"),
    "clock": ("h", "h", "short", "spaced", "heures", "colon", "words"),
    "capitals": ("yes", "yes", "no"),
    "roll": (
        "civility",
        "civility",
        "civility-long",
        "civility-mr",
        "group-surnames",
        "group-full",
        "ladies-gentlemen",
        "dashes",
        "stops",
        "initials",
        "initials-after",
        "surname-first",
        "all-mm",
        "communes",
        "titulars",
        "table-communes",
        "table-roles",
        "ticks",
        "list",
        "prose",
        "bare",
        "given-only",
    ),
    "roll_head": (
        "Présents",
        "Étaient présents",
        "Présent(e)s",
        "Membres présents",
        "PRÉSENTS",
        "Etaient présents",
        "Sont présents",
        "ÉTAIENT PRÉSENTS",
        "Présents à l'ouverture de la séance",
        "Conseillers présents",
    ),
    "roll_form": ("run-on", "run-on", "own-line", "counted", "dash", "sub-heads"),
    "excused_head": (
        "Excusés",
        "Absents excusés",
        "Absent(e)s excusé(e)s",
        "Étaient excusés",
        "Excusé(e)s",
        "ABSENTS EXCUSÉS",
    ),
    "absent_head": ("Absents", "Absent(e)s", "Étaient absents", "ABSENTS", "Absents non excusés"),
    "roles": ("none", "none", "chair", "ranks", "ranks-comma"),
    "proxy": (
        "gives",
        "to",
        "parens",
        "procuration",
        "by",
        "represented",
        "having-given",
        "power-to",
        "has-given",
        "of-to",
    ),
    "proxy_place": ("list", "run", "inline", "absent-head", "list", "table"),
    "counts": ("none", "lines", "margin", "sentence", "lines", "before", "session", "with-proxies", "quorum"),
    "secretary": ("line", "sentence", "named", "line", "voted"),
    "guests": ("none", "invited", "also", "assisted", "also-assisted", "in-presence"),
    "agenda": ("none", "flat", "flat", "bullets", "nested", "pages"),
    "agenda_place": ("before", "after"),
    "numbering": (
        "nested",
        "roman-arabic",
        "arabic",
        "arabic",
        "arabic-dash",
        "arabic-paren",
        "arabic-slash",
        "arabic-degree",
        "point",
        "question",
        "roman",
        "roman-dash",
        "act-del",
        "act-date",
        "act-compact",
        "act-slash",
        "act-dotted",
        "act-dcm",
        "act-themes",
        "deliberation",
        "capitals",
        "subject",
        "plain",
    ),
    "decision": (
        "passive",
        "verb-first",
        "list",
        "sentence",
        "decides-that",
        "named",
        "asked",
        "articles",
        "participles",
        "short",
    ),
    "unanimity": (
        "lead",
        "line-vote",
        "line-adopted",
        "sentence",
        "counts",
        "members",
        "counts-sentence",
        "words",
        "table",
    ),
    "split": (
        "counts-lines",
        "counts-sentence",
        "counts-slash",
        "arrow",
        "points",
        "minus",
        "majority-named",
        "named-lists",
        "words",
        "one-line",
        "capitals",
        "table",
        "verbs",
    ),
    "talk": ("none", "quotes", "plain", "plain", "dialogue"),
    "speaker": ("monsieur-surname", "m-surname", "m-full", "full", "m-surname"),
    "expose": ("chair", "passive", "rapporteur", "chair", "presenter", "floor"),
    "approval": ("item", "sentence", "item", "none"),
    "money": ("space", "nbsp", "thin", "dot", "solid", "point", "euros", "space"),
    "tariff": (
        "ruled-grid",
        "half-ruled",
        "unruled",
        "boxed-arrows",
        "leaders",
        "prose",
        "grid-then-prose",
        "two-levels",
    ),
    "amendment": ("stacked", "side-by-side", "article-chapter", "lines", "stacked"),
    "apostrophe": ("'", "’", "’"),
    "accents": ("yes", "yes", "no"),
    "spaces": ("plain", "plain", "nbsp"),
    "bullet": ("-", "•", "-", "➢", "●", "–", "o", "\uf0b7"),
    "font": ("sans", "serif", "serif", "liberation", "narrow"),
    "furniture": ("none", "footer", "page", "header", "footer", "stamp"),
    "columns": ("no", "no", "no", "yes"),
    "movement": (
        "none",
        "none",
        "arrival",
        "departure",
        "arrival-roll",
        "arrival-item",
        "departure-roll",
        "withdrawal",
    ),
}


@dataclass(frozen=True)
class Style:
    """One form for each field of FORMS."""

    document_type: str
    opening: str
    date_form: str
    """Of the date in the title."""
    clock: str
    capitals: str
    roll: str
    roll_head: str
    roll_form: str
    excused_head: str
    absent_head: str
    roles: str
    proxy: str
    proxy_place: str
    counts: str
    secretary: str
    guests: str
    agenda: str
    agenda_place: str
    numbering: str
    decision: str
    unanimity: str
    split: str
    talk: str
    speaker: str
    expose: str
    approval: str
    money: str
    tariff: str
    amendment: str
    apostrophe: str
    accents: str
    """Whether capitals keep their accents."""
    spaces: str
    bullet: str
    font: str
    furniture: str
    columns: str
    movement: str

    def __post_init__(self) -> None:
        """Refuse a form that is not in FORMS."""
        for name, form in asdict(self).items():
            if form not in FORMS[name]:
                raise ValueError(f"{name}: {form!r} is none of {sorted(set(FORMS[name]))}")

    def but(self, **forms: str) -> Style:
        """The same habits with some forms exchanged."""
        return replace(self, **forms)


def draw_style(rng: random.Random, **fixed: str) -> Style:
    """Habits drawn at random, but for those given."""
    return Style(**{f.name: fixed.get(f.name) or rng.choice(FORMS[f.name]) for f in fields(Style)})

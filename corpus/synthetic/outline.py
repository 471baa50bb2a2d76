"""Numbers and headings: how items are counted, headed and announced.

Belongs here: paths, act numbers, headings, the agenda. Does not belong here: what is under a heading.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date
from typing import Any

from corpus.synthetic.elements import Draft, Kind
from corpus.synthetic.style import Style
from corpus.synthetic.words import roman

GROUPS = ("Direction générale", "Finances", "Ressources humaines", "Aménagement", "Vie scolaire", "Services techniques")
ACTS = ("act-del", "act-date", "act-compact", "act-slash", "act-dotted", "act-dcm", "act-themes", "deliberation")


@dataclass
class Item:
    """A place in the order of the day."""

    kind: str
    """'approval', 'decision', 'info', 'other'."""
    title: str
    heading: str = ""
    """As the body prints it."""
    path: str | None = None
    """'I.2.A.1'."""
    act: str | None = None
    label: str | None = None
    """Printed number in the agenda."""
    level: int = 1


@dataclass
class Heading:
    """A heading above items ('I.2 DÉLIBÉRATIONS')."""

    text: str
    path: str
    title: str
    level: int


Entry = Item | Heading


def arrange(
    rng: random.Random, style: Style, day: date, approval: Item | None, items: list[Item], infos: list[Item]
) -> list[Entry]:
    """Number items and set headings above them."""
    numbering = style.numbering
    if numbering == "nested":
        return _nested(rng, approval, items, infos)
    if numbering == "roman-arabic":
        return _two_levels(approval, items, infos)
    entries: list[Entry] = []
    first = rng.randrange(1, 90)
    theme = 0
    for i, item in enumerate([*([approval] if approval else []), *items, *infos], 1):
        if numbering in ACTS and item.kind == "decision":
            item.act, item.heading = _act(numbering, day, first + i, i, item.title)
            if numbering == "act-themes" and (theme == 0 or rng.random() < 0.3) and theme < len(GROUPS):
                theme += 1
                entries.append(
                    Heading(f"{theme}. {GROUPS[theme - 1].upper()}", str(theme), GROUPS[theme - 1].upper(), 1)
                )
            item.path = None
        else:
            item.path, item.heading = _simple(numbering, i, item)
        item.label = str(i)
        entries.append(item)
    return entries


def _act(numbering: str, day: date, n: int, i: int, title: str) -> tuple[str, str]:
    if numbering in ("act-del", "act-themes"):
        act = f"DEL{day.year}-{n}"
        return act, f"{act} : {title}"
    if numbering == "act-date":
        act = f"{day.year}-{day.month:02d}-{i:02d}"
        return act, f"{act} : {title}"
    if numbering == "act-compact":
        act = f"{day:%Y%m%d} {i}"
        return act, f"{act} - {title}"
    if numbering == "act-slash":
        act = f"{day.year}/{n:03d}"
        return act, f"n° {act} – {title}"
    if numbering == "act-dotted":
        act = f"{day.year}.{day.month:02d}.{i:02d}"
        return act, f"{act} {title}"
    if numbering == "act-dcm":
        act = f"{day.year}-{n:03d}"
        return act, f"DCM n° {act} – {title}"
    act = f"{day.year}-{n:02d}"
    return act, f"Délibération n° {act} : {title}"


def _simple(numbering: str, i: int, item: Item) -> tuple[str | None, str]:
    title = item.title
    forms = {
        "arabic": (str(i), f"{i}. {title}"),
        "arabic-dash": (str(i), f"{i} - {title}"),
        "arabic-paren": (str(i), f"{i}) {title}"),
        "arabic-slash": (str(i), f"{i}/ {title}"),
        "arabic-degree": (str(i), f"{i}°) {title}"),
        "question": (str(i), f"QUESTION N° {i} : {title}"),
        "roman-dash": (roman(i), f"{roman(i)} – {title}"),
        "point": (str(i), f"Point n° {i} : {title}"),
        "roman": (roman(i), f"{roman(i)}. {title}"),
        "subject": (None, f"Objet : {title}"),
    }
    if numbering in forms:
        return forms[numbering]
    if numbering == "capitals":
        item.title = title.upper()
        return None, item.title
    return None, title


def _nested(rng: random.Random, approval: Item | None, items: list[Item], infos: list[Item]) -> list[Entry]:
    entries: list[Entry] = [Heading("I. AFFAIRES SOUMISES À L'ASSEMBLÉE", "I", "AFFAIRES SOUMISES À L'ASSEMBLÉE", 1)]
    part = 0
    if approval:
        part += 1
        approval.title = approval.title.upper()
        approval.path = approval.label = f"I.{part}"
        approval.heading, approval.level = f"I.{part} {approval.title}", 2
        entries.append(approval)
    part += 1
    entries.append(Heading(f"I.{part} DÉLIBÉRATIONS", f"I.{part}", "DÉLIBÉRATIONS", 2))
    group, place = -1, 0
    names = list(GROUPS)
    rng.shuffle(names)
    for i, item in enumerate(items):
        if group < 0 or (rng.random() < 0.35 and group < 4 and i < len(items)):
            group, place = group + 1, 0
            letter = "ABCDEF"[group]
            entries.append(Heading(f"{letter}. {names[group]}", f"I.{part}.{letter}", names[group], 3))
        place += 1
        item.path = item.label = f"I.{part}.{'ABCDEF'[group]}.{place}"
        item.heading, item.level = f"{place}. {item.title}", 4
        entries.append(item)
    if infos:
        entries.append(Heading("II. INFORMATIONS", "II", "INFORMATIONS", 1))
        for i, item in enumerate(infos, 1):
            item.path = item.label = f"II.{i}"
            item.heading, item.level = f"II.{i} {item.title}", 2
            entries.append(item)
    return entries


def _two_levels(approval: Item | None, items: list[Item], infos: list[Item]) -> list[Entry]:
    entries: list[Entry] = []
    parts = [("Délibérations", [*([approval] if approval else []), *items]), ("Informations", infos)]
    for n, (title, group) in enumerate([p for p in parts if p[1]], 1):
        entries.append(Heading(f"{roman(n)}. {title}", roman(n), title, 1))
        for i, item in enumerate(group, 1):
            item.path = item.label = f"{roman(n)}.{i}"
            item.heading, item.level = f"{i}. {item.title}", 2
            entries.append(item)
    return entries


def write_agenda(rng: random.Random, draft: Draft, style: Style, entries: list[Entry]) -> list[dict[str, Any]]:
    """Print the agenda; returns its labels."""
    if style.agenda == "none":
        return []
    head = rng.choice(("ORDRE DU JOUR", "Ordre du jour :", "Ordre du jour", "L'ordre du jour est le suivant :"))
    draft.say(head, bold=True, centred=head.isupper())
    truth: list[dict[str, Any]] = []
    page, count = 2, 0
    for entry in entries:
        page += rng.random() < 0.4
        shown = str(page) if style.agenda == "pages" else ""
        tree = style.numbering in ("nested", "roman-arabic")
        if isinstance(entry, Heading):
            if tree and style.agenda != "bullets":
                draft.add(Kind.AGENDA, entry.text, level=entry.level, page=shown, bold=entry.level < 3)
                truth.append({"number": entry.path, "title": entry.title})
            continue
        count += 1
        if style.agenda == "bullets":
            draft.add(Kind.AGENDA, entry.title, bullet=style.bullet, level=1)
            truth.append({"number": None, "title": entry.title})
        elif tree:
            draft.add(Kind.AGENDA, entry.heading, level=entry.level, page=shown)
            truth.append({"number": entry.path, "title": entry.title})
        else:
            draft.add(Kind.AGENDA, f"{count}. {entry.title}", level=1, page=shown)
            truth.append({"number": str(count), "title": entry.title})
    return truth

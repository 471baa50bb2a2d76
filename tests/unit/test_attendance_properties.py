"""Any roll, set in any of the usual styles, is read back whole."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.attendance import read_attendance
from extractors.document import Outline
from extractors.layout import lay_out
from extractors.layout.plain import pages_of_text
from extractors.records import Status

WOMEN = ["Annie", "Claire", "Marie-Noëlle", "Odette", "Inès", "Solange"]
MEN = ["Paul", "Jean-Luc", "Guy", "Rémi", "Octave", "Thierry"]
SURNAMES = [
    "DRAPIER",
    "OZANNE",
    "PETRIN",
    "QUINOT",
    "LE BRAZ",
    "TARPIN",
    "VERDELET",
    "BRIVAL-COSSON",
    "D'ORVILLY",
    "COLOMBEL",
]


@dataclass(frozen=True)
class Someone:
    given: str
    surname: str
    is_woman: bool

    @property
    def name(self) -> str:
        return f"{self.given} {self.surname}"

    @property
    def civility(self) -> str:
        return "Mme" if self.is_woman else "M."


@st.composite
def assemblies(draw: st.DrawFn) -> list[Someone]:
    surnames = draw(st.permutations(SURNAMES))
    women = draw(st.lists(st.booleans(), min_size=4, max_size=10))
    return [
        Someone(draw(st.sampled_from(WOMEN if woman else MEN)), surname, woman)
        for woman, surname in zip(women, surnames, strict=False)
    ]


Style = Callable[[list[Someone]], str]
STYLES: dict[str, Style] = {
    "civilities": lambda people: ", ".join(f"{p.civility} {p.name}" for p in people) + ".",
    "in full": lambda people: ", ".join(f"{'Madame' if p.is_woman else 'Monsieur'} {p.name}" for p in people),
    "semicolons": lambda people: " ; ".join(f"{p.civility} {p.name}" for p in people),
    "no civility": lambda people: ", ".join(p.name for p in people),
    "surname first": lambda people: "MM. " + ", ".join(f"{p.surname} {p.given}" for p in people) + ".",
    "dashes": lambda people: "Mmes et MM. " + " - ".join(p.name for p in people),
    "lines": lambda people: "\n" + "\n".join(f"{p.civility} {p.name}" for p in people),
    "bullets": lambda people: "\n" + "\n".join(f"- {p.name}" for p in people),
    "roles": lambda people: ", ".join(f"{p.civility} {p.name}, conseiller municipal" for p in people),
    "communes": lambda people: " ; ".join(f"Barville : {p.name}" for p in people),
    "and": lambda people: (
        ", ".join(f"{p.civility} {p.name}" for p in people[:-1]) + f" et {people[-1].civility} {people[-1].name}"
    ),
}
HEADS = ["Présents", "Étaient présents", "PRÉSENTS", "Présent(e)s", "Membres présents", "Conseillers présents"]
AWAY = {
    "Absents": Status.ABSENT,
    "Absents excusés": Status.EXCUSED,
    "Excusé(e)s": Status.EXCUSED,
    "En visioconférence": Status.REMOTE,
    "Étaient absents": Status.ABSENT,
}


def read(text: str) -> list[tuple[str, Status, str | None]]:
    document = lay_out(pages_of_text(text))
    outline = Outline((), (0, len(document.blocks)), ())
    return [(r.name, r.status, r.proxy_to) for r in read_attendance(document, outline)]


@settings(max_examples=60, deadline=None)
@given(
    assemblies(),
    st.integers(min_value=2, max_value=4),
    st.sampled_from(sorted(STYLES)),
    st.sampled_from(HEADS),
    st.sampled_from(sorted(AWAY)),
)
def test_statuses_are_those_of_the_headings(people: list[Someone], cut: int, style: str, head: str, away: str) -> None:
    here, gone = people[:cut], people[cut:]
    text = f"{head} : {STYLES[style](here)}\n"
    if gone:
        text += f"{away} : {STYLES[style](gone)}\n"
    text += "Secrétaire de séance : Mme Ode TERNAY\n"
    expected = [(p.name, Status.PRESENT, None) for p in here] + [(p.name, AWAY[away], None) for p in gone]
    assert read(text) == expected


LINKS = [
    "{a} donne pouvoir à {b}",
    "{a} à {b}",
    "{a} (pouvoir à {b})",
    "{a} ayant donné procuration à {b}",
    "{a} représenté par {b}",
]


@settings(max_examples=40, deadline=None)
@given(assemblies(), st.sampled_from(LINKS), st.sampled_from(["\n", " ; ", ", "]), st.booleans())
def test_pouvoirs_lead_from_the_absent_to_the_bearer(
    people: list[Someone], link: str, joint: str, listed: bool
) -> None:
    half = len(people) // 2
    here, gone = people[:half], people[half : 2 * half]
    pairs = list(zip(gone, here, strict=True))
    lines = [link.format(a=f"{a.civility} {a.name}", b=f"{b.civility} {b.name}") for a, b in pairs]
    text = f"Présents : {STYLES['civilities'](here)}\n"
    if listed:
        text += f"Absents : {STYLES['civilities'](gone)}\n"
    text += "Pouvoirs :" + ("\n" if joint == "\n" else " ") + joint.join(lines) + "\n"
    status = Status.ABSENT if listed else Status.EXCUSED
    expected = [(p.name, Status.PRESENT, None) for p in here] + [(a.name, status, b.name) for a, b in pairs]
    assert read(text) == expected


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="Mme. ,;:-()\nÉPAabsentpréiouvàDRX12", max_size=200))
def test_no_text_breaks_the_reader(text: str) -> None:
    for name, _, _ in read(f"Présents : {text}"):
        assert name.strip()

"""Elements set as PDF pages, by reportlab: fonts, headings, tables, columns, page furniture.

The bytes depend on the minutes and on the fonts found, on nothing else (no date, no random id). Belongs here: how
minutes look on paper. Does not belong here: what they say.
"""

from __future__ import annotations

import io
import random
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_LEFT, TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BalancedColumns, Flowable, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from corpus.synthetic.elements import Element, Grid, Kind, Ruling
from corpus.synthetic.minutes import SyntheticMinutes

FOLDERS = (
    "/usr/share/fonts/truetype/dejavu",
    "/usr/share/fonts/truetype/liberation",
    "/usr/share/fonts/truetype/liberation2",
)
FAMILIES = {
    "sans": ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf", "DejaVuSans-Oblique.ttf", "DejaVuSans-BoldOblique.ttf"),
    "serif": (
        "LiberationSerif-Regular.ttf",
        "LiberationSerif-Bold.ttf",
        "LiberationSerif-Italic.ttf",
        "LiberationSerif-BoldItalic.ttf",
    ),
    "liberation": (
        "LiberationSans-Regular.ttf",
        "LiberationSans-Bold.ttf",
        "LiberationSans-Italic.ttf",
        "LiberationSans-BoldItalic.ttf",
    ),
    "narrow": (
        "LiberationSansNarrow-Regular.ttf",
        "LiberationSansNarrow-Bold.ttf",
        "LiberationSansNarrow-Italic.ttf",
        "LiberationSansNarrow-BoldItalic.ttf",
    ),
}
MONEY = re.compile(r"[-+]? ?\d[\d\s.,\u00a0\u202f]*(?:€|euros|francs|F)?(?: (?:HT|TTC))?")
BUILT_IN = {"sans": "Helvetica", "serif": "Times-Roman", "liberation": "Helvetica", "narrow": "Helvetica"}
INKS = (colors.black, colors.black, colors.HexColor("#1f3d7a"), colors.HexColor("#7a1f2b"), colors.HexColor("#1e6b52"))


@cache
def _font(family: str) -> str:
    """Register a family; its name, or the built-in one where its files are missing."""
    files = [next((Path(f) / name for f in FOLDERS if (Path(f) / name).exists()), None) for name in FAMILIES[family]]
    if any(f is None for f in files):
        return BUILT_IN[family]
    for suffix, path in zip(("", "-B", "-I", "-BI"), files, strict=True):
        pdfmetrics.registerFont(TTFont(family + suffix, str(path)))
    pdfmetrics.registerFontFamily(
        family, normal=family, bold=f"{family}-B", italic=f"{family}-I", boldItalic=f"{family}-BI"
    )
    return family


@cache
def _letters(font: str) -> frozenset[int] | None:
    """Code points a font has; None for a built-in one (Windows Latin 1)."""
    face = getattr(pdfmetrics.getFont(font), "face", None)
    letters = getattr(face, "charToGlyph", None)
    return frozenset(letters) if letters else None


@dataclass(frozen=True)
class Look:
    """Of one document: what the style's name leaves to chance."""

    font: str
    size: float
    leading: float
    ink: Any
    justified: bool
    boxed_title: bool
    margin: float
    underlined: bool
    centred_headings: bool
    shaded: bool
    numbered: str
    """'Page 1/5', 'Page 1 sur 5', '1'."""


def _look(minutes: SyntheticMinutes) -> Look:
    rng = random.Random(f"look-{minutes.body.seed}-{minutes.style.font}")
    size = rng.choice((9.5, 10.0, 10.5, 11.0))
    return Look(
        _font(minutes.style.font),
        size,
        size * rng.choice((1.15, 1.25, 1.35)),
        rng.choice(INKS),
        rng.random() < 0.6,
        rng.random() < 0.4,
        rng.choice((48, 57, 64, 72)),
        rng.random() < 0.4,
        rng.random() < 0.2,
        rng.random() < 0.5,
        rng.choice(("slash", "sur", "bare")),
    )


def typeset(minutes: SyntheticMinutes) -> bytes:
    """The minutes as a PDF."""
    look = _look(minutes)
    buffer = io.BytesIO()
    document = SimpleDocTemplate(
        buffer,
        pagesize=A4,
        leftMargin=look.margin,
        rightMargin=look.margin,
        topMargin=62,
        bottomMargin=58,
        invariant=1,
        title=None,
        author=None,
        creator="greffier corpus.synthetic",
    )
    setter = _Setter(look, A4[0] - 2 * look.margin - 12)

    def canvas(*args: Any, **kwargs: Any) -> Canvas:
        kwargs["invariant"] = 1
        return _Numbered(minutes, look, *args, **kwargs)

    document.build(setter.flow(minutes.elements, minutes.style.counts == "margin"), canvasmaker=canvas)
    return buffer.getvalue()


class _Numbered(Canvas):  # type: ignore[misc]
    """A canvas that draws running headers and footers once the number of pages is known."""

    def __init__(self, minutes: SyntheticMinutes, look: Look, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._minutes, self._look, self._kept = minutes, look, []  # type: ignore[var-annotated]

    def showPage(self) -> None:
        self._kept.append(dict(self.__dict__))
        self._startPage()

    def save(self) -> None:
        total = len(self._kept)
        for number, state in enumerate(self._kept, 1):
            self.__dict__.update(state)
            self._furniture(number, total)
            super().showPage()
        super().save()

    def _furniture(self, number: int, total: int) -> None:
        kind, look, body = self._minutes.style.furniture, self._look, self._minutes.body
        if kind == "none":
            return
        self.setFont(look.font, 8)
        self.setFillColor(colors.HexColor("#555555"))
        day = self._minutes.truth["meeting"]["date"]
        running = f"{body.organisation} – {body.assembly} du {day[8:]}/{day[5:7]}/{day[:4]}"
        counted = {"slash": f"Page {number}/{total}", "sur": f"Page {number} sur {total}", "bare": str(number)}[
            look.numbered
        ]
        if kind == "header":
            self.drawString(look.margin, 808, running)
        elif kind in ("footer", "stamp"):
            self.drawString(look.margin, 32, running)
        if kind == "page":
            self.drawCentredString(A4[0] / 2, 32, counted)
        else:
            self.drawRightString(A4[0] - look.margin, 32, counted)
        if kind == "stamp":
            self._stamp(day)

    def _stamp(self, day: str) -> None:
        """What the prefecture's teletransmission prints on each page: dates that are not the meeting's."""
        after = f"{min(28, int(day[8:]) + 3):02d}/{day[5:7]}/{day[:4]}"
        lines = (
            f"Envoyé en préfecture le {after}",
            f"Reçu en préfecture le {after}",
            f"Publié le {after}",
            f"ID : 099-{self._minutes.seed:09d}-{day.replace('-', '')}-PV-DE",
        )
        self.setFont(self._look.font, 6.5)
        self.setStrokeColor(colors.HexColor("#6a7fb0"))
        self.rect(A4[0] - 196, 790, 176, 38)
        for i, line in enumerate(lines):
            self.drawString(A4[0] - 191, 819 - 8.6 * i, line)


class _Leader(Flowable):  # type: ignore[misc]
    """A label, dots to the right edge, an amount or a page number."""

    def __init__(self, label: str, end: str, font: str, size: float, indent: float) -> None:
        super().__init__()
        self.label, self.end, self.font, self.size, self.indent = label, end, font, size, indent

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self.width = width
        return width, self.size * 1.4

    def draw(self) -> None:
        measure = pdfmetrics.stringWidth
        left = self.indent + measure(self.label, self.font, self.size) + 3
        right = self.width - measure(self.end, self.font, self.size)
        self.canv.setFont(self.font, self.size)
        self.canv.drawString(self.indent, 2, self.label)
        count = int((right - left - 3) / measure(".", self.font, self.size))
        self.canv.drawString(left, 2, "." * max(0, count))
        self.canv.drawString(right, 2, self.end)


class _Setter:
    """Turns elements into reportlab's flowables."""

    def __init__(self, look: Look, width: float) -> None:
        self.look, self.width = look, width
        base = ParagraphStyle(
            "text", fontName=look.font, fontSize=look.size, leading=look.leading, spaceAfter=look.size * 0.45
        )
        base.alignment = TA_JUSTIFY if look.justified else TA_LEFT
        self.base = base

    def flow(self, elements: tuple[Element, ...], margin_counts: bool) -> list[Flowable]:
        """All elements in order."""
        out: list[Flowable] = []
        i = 0
        titles = [e for e in elements if e.kind is Kind.TITLE]
        while i < len(elements):
            element = elements[i]
            if element.kind is Kind.TITLE:
                out += self._titles(titles)
                i += len(titles)
                continue
            if element.columns:
                j = i
                while j < len(elements) and elements[j].columns:
                    j += 1
                inner = [f for e in elements[i:j] for f in self._one(e)]
                out.append(BalancedColumns(inner, nCols=2, needed=60, innerPadding=14))
                out.append(Spacer(1, 6))
                i = j
                continue
            if element.kind is Kind.COUNT and margin_counts:
                j = i
                while elements[j].kind is Kind.COUNT:
                    j += 1
                if elements[j].kind is Kind.PARAGRAPH and not elements[j].columns and len(elements[j].text) > 60:
                    out.append(self._beside(elements[i:j], elements[j]))
                    i = j + 1
                    continue
            out += self._one(element)
            i += 1
        return out

    def _beside(self, counts: tuple[Element, ...], text: Element) -> Flowable:
        left = [f for e in counts for f in self._one(e)]
        table = Table([[left, self._one(text)]], colWidths=[self.width * 0.28, self.width * 0.72])
        table.setStyle(TableStyle([("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (-1, -1), 0)]))
        return table

    def _titles(self, titles: list[Element]) -> list[Flowable]:
        look = self.look
        style = ParagraphStyle(
            "title",
            parent=self.base,
            alignment=TA_CENTER,
            fontSize=look.size + 3.5,
            leading=(look.size + 3.5) * 1.25,
            textColor=look.ink,
        )
        lines: list[Flowable] = [Paragraph(f"<b>{self._safe(t.text)}</b>", style) for t in titles]
        if look.boxed_title:
            table = Table([[line] for line in lines], colWidths=[self.width])
            table.setStyle(
                TableStyle(
                    [
                        ("BOX", (0, 0), (-1, -1), 1, look.ink),
                        ("TOPPADDING", (0, 0), (-1, -1), 2),
                        ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
                    ]
                )
            )
            lines = [table]
        return [*lines, Spacer(1, 12)]

    def _one(self, element: Element) -> list[Flowable]:
        base = self.base
        if element.kind is Kind.TABLE and element.grid:
            return [Spacer(1, 3), self._table(element.grid), Spacer(1, 7)]
        if element.kind is Kind.LEADER or (element.kind is Kind.AGENDA and element.page):
            return [self._leader(element)]
        text = self._marked(element)
        if element.kind is Kind.HEADING:
            return [Paragraph(text, self._heading(element.level))]
        if element.kind in (Kind.ITEM, Kind.AGENDA):
            return [self._item(element, text)]
        if element.kind is Kind.SIGNATURE:
            style = ParagraphStyle("signature", parent=base, alignment=TA_RIGHT)
            return [Spacer(1, 18), Paragraph(text, style)]
        if element.centred:
            return [Paragraph(text, ParagraphStyle("centred", parent=base, alignment=TA_CENTER))]
        if element.kind is Kind.COUNT:
            return [Paragraph(text, ParagraphStyle("count", parent=base, spaceAfter=1, alignment=TA_LEFT))]
        return [Paragraph(text, base)]

    def _leader(self, element: Element) -> Flowable:
        look = self.look
        label, end = self._plain(element.text), self._plain(element.page)
        if pdfmetrics.stringWidth(label, look.font, look.size) > self.width - 60:  # too long for one line
            return Paragraph(self._safe(f"{element.text} {element.page}"), self.base)
        return _Leader(label, end, look.font, look.size, 8.0 * element.level)

    def _marked(self, element: Element) -> str:
        """The text with its bold, italic and underlined parts marked up."""
        text = self._safe(element.text)
        if element.underline and element.text.startswith(element.underline):
            n = len(self._safe(element.underline))
            head = f"<u>{text[:n]}</u>" if self.look.underlined else f"<b>{text[:n]}</b>"
            text = head + text[n:]
        if element.bold or element.kind is Kind.HEADING:
            text = f"<b>{text}</b>"
        return f"<i>{text}</i>" if element.italic else text

    def _item(self, element: Element, text: str) -> Flowable:
        indent = 16 + 11 * element.level
        style = ParagraphStyle(
            "item",
            parent=self.base,
            leftIndent=indent,
            bulletIndent=indent - 12,
            spaceAfter=self.look.size * 0.2,
            alignment=TA_LEFT,
        )
        if not element.bullet:
            return Paragraph(text, style)
        hanging = ParagraphStyle("bulleted", parent=style, firstLineIndent=-12)
        return Paragraph(f"{self._safe(element.bullet)}&nbsp; {text}", hanging)

    def _heading(self, level: int) -> ParagraphStyle:
        look = self.look
        size = look.size + (2 if level == 1 else 1 if level == 2 else 0)
        return ParagraphStyle(
            "heading",
            parent=self.base,
            fontSize=size,
            leading=size * 1.25,
            spaceBefore=size * 0.9,
            spaceAfter=size * 0.4,
            textColor=look.ink,
            alignment=TA_CENTER if look.centred_headings else TA_LEFT,
            leftIndent=0 if look.centred_headings else 6 * (level - 1),
            keepWithNext=1,
        )

    def _table(self, grid: Grid) -> Flowable:
        look = self.look
        size = min(look.size, 9.5) - (1 if len(grid.rows[0]) > 5 else 0)
        cell = ParagraphStyle(
            "cell", parent=self.base, fontSize=size, leading=size * 1.2, alignment=TA_LEFT, spaceAfter=0
        )
        right = ParagraphStyle("right", parent=cell, alignment=TA_RIGHT)
        middle = ParagraphStyle("middle", parent=cell, alignment=TA_CENTER)
        shares = grid.widths or (1,) * len(grid.rows[0])
        full = self.width * (1 if sum(shares) > 3 or len(shares) > 2 else 0.75)
        rows = []
        for i, row in enumerate(grid.rows):
            head = i < grid.header_rows
            line = []
            for text in row:
                shown = self._safe(text)
                shown = f"<b>{shown}</b>" if head or i in grid.bold_rows else shown
                kind = middle if head or text in ("X", "x", "→", ":") else right if _is_money(text) else cell
                line.append(Paragraph(shown, kind))
            rows.append(line)
        table = Table(
            rows, colWidths=[full * s / sum(shares) for s in shares], repeatRows=grid.header_rows, hAlign="CENTER"
        )
        commands: list[tuple[Any, ...]] = [
            ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
            ("TOPPADDING", (0, 0), (-1, -1), 2),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
        ]
        if grid.ruling is Ruling.FULL:
            commands.append(("GRID", (0, 0), (-1, -1), 0.6, colors.black))
        elif grid.ruling is Ruling.HALF:
            commands += [
                ("LINEABOVE", (0, 0), (-1, -1), 0.5, colors.black),
                ("LINEBELOW", (0, -1), (-1, -1), 0.5, colors.black),
            ]
        elif grid.ruling is Ruling.BOX:
            commands.append(("BOX", (0, 0), (-1, -1), 0.9, look.ink))
        if grid.header_rows and look.shaded and grid.ruling is Ruling.FULL:
            commands.append(("BACKGROUND", (0, 0), (-1, grid.header_rows - 1), colors.HexColor("#e3e7ee")))
        commands += [("SPAN", (c0, r0), (c1, r1)) for r0, c0, r1, c1 in grid.merged]
        table.setStyle(TableStyle(commands))
        return table

    def _plain(self, text: str) -> str:
        """With characters the font lacks replaced by near ones."""
        letters = _letters(self.look.font)
        out = text.replace("\uf0b7", "•")
        if letters is None:
            return out.replace("\u202f", "\u00a0").replace("→", "->").replace("➢", "-").replace("●", "•")
        return "".join(c if ord(c) in letters else {"\u202f": "\u00a0", "➢": "●", "●": "•"}.get(c, c) for c in out)

    def _safe(self, text: str) -> str:
        return escape(self._plain(text))


def _is_money(text: str) -> bool:
    return bool(MONEY.fullmatch(text))

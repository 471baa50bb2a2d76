"""Sets a hand-written document of ``minutes/`` as a PDF: the light markup of README.md, by reportlab.

Only fonts that come with reportlab or with every PDF reader are used, so the same bytes come out on every machine.
Belongs here: how the markup looks on paper. Does not belong here: what the documents say, or scoring.
"""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from reportlab import platypus
from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_LEFT, TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.pdfmetrics import registerFontFamily
from reportlab.pdfbase.ttfonts import TTFont

FAMILIES = {
    "times": ("Times-Roman", "Times-Bold"),
    "helvetica": ("Helvetica", "Helvetica-Bold"),
    "courier": ("Courier", "Courier-Bold"),
    "vera": ("Vera", "Vera-Bold"),
}
VERA = {"Vera": "Vera.ttf", "Vera-Bold": "VeraBd.ttf", "Vera-Italic": "VeraIt.ttf", "Vera-BoldItalic": "VeraBI.ttf"}
ALIGN = {"l": TA_LEFT, "c": TA_CENTER, "r": TA_RIGHT, "j": TA_JUSTIFY}
GREY = colors.Color(0.35, 0.35, 0.35)


@dataclass
class Look:
    """What the ``@`` lines at the head of a document say."""

    font: str = "times"
    size: float = 11.0
    leading: float = 1.25
    margin: float = 62.0
    align: str = "l"
    gap: float = 5.0
    header: list[str] = field(default_factory=list)
    footer: list[str] = field(default_factory=list)
    stamp: list[str] = field(default_factory=list)

    def style(self, **changes: Any) -> ParagraphStyle:
        """The body's paragraph style with changes."""
        size = changes.pop("size", self.size)
        look = {
            "fontName": FAMILIES[self.font][0],
            "fontSize": size,
            "leading": size * self.leading,
            "spaceAfter": self.gap,
            "alignment": ALIGN[self.align],
        }
        return ParagraphStyle("style", **{**look, **changes})


def typeset(text: str) -> bytes:
    """The PDF of a document written in the markup."""
    for name, file in VERA.items():
        if name not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(TTFont(name, file))
    registerFontFamily("Vera", *VERA)
    look, lines = _head(text.splitlines())
    out = io.BytesIO()
    document = platypus.BaseDocTemplate(out, pagesize=A4, invariant=1, title="", author="")
    width, height = A4
    frame = platypus.Frame(look.margin, 52, width - 2 * look.margin, height - 104, 0, 0, 0, 0, id="page")

    def furniture(canvas: Any, _: Any) -> None:
        _furniture(canvas, look)

    document.addPageTemplates(platypus.PageTemplate(id="page", frames=[frame], onPage=furniture))
    document.build(_flow(lines, look, frame.width))
    return out.getvalue()


def _head(lines: Sequence[str]) -> tuple[Look, list[str]]:
    look, rest = Look(), []
    for line in lines:
        setting = re.match(r"@(\w+) (.*)", line)
        if not setting:
            rest.append(line)
            continue
        name, value = setting.groups()
        now = getattr(look, name)
        setattr(look, name, [*now, value] if isinstance(now, list) else type(now)(value))
    return look, rest


def _furniture(canvas: Any, look: Look) -> None:
    width, height = A4
    canvas.saveState()
    canvas.setFont(FAMILIES[look.font][0], look.size - 2.5)
    for lines, top in ((look.header, height - 44 if look.stamp else height - 30), (look.footer, 34)):
        for number, line in enumerate(lines):
            said = line.replace("{n}", str(canvas.getPageNumber()))
            left, _, right = said.partition("||")
            y = top - number * (look.size - 1)
            if right:
                canvas.drawString(look.margin, y, left.strip())
                canvas.drawRightString(width - look.margin, y, right.strip())
            else:
                canvas.drawCentredString(width / 2, y, left.strip())
    canvas.setFont("Helvetica", 6.5)
    canvas.setFillColor(GREY)
    for number, line in enumerate(look.stamp):
        canvas.drawString(width - 185, height - 14 - 8 * number, line)
    canvas.restoreState()


def _flow(lines: Sequence[str], look: Look, width: float) -> list[platypus.Flowable]:
    """Flowables of a run of lines."""
    flow: list[platypus.Flowable] = []
    words: list[str] = []

    def end() -> None:
        if words:
            flow.append(platypus.Paragraph(_inline(" ".join(words)), look.style()))
            words.clear()

    rows = iter(lines)
    for line in rows:
        block = re.match(r":::(\w+)(.*)", line)
        if block:
            end()
            inside, depth = [], 1
            for row in rows:
                depth += 1 if re.match(r":::\w", row) else -1 if row.strip() == ":::" else 0
                if not depth:
                    break
                inside.append(row)
            flow.append(_block(block[1], block[2].split(), inside, look, width))
            flow.append(platypus.Spacer(1, look.gap))
        elif special := _line(line, look):
            end()
            flow.append(special)
        elif not line.strip():
            end()
        else:
            words.append(line.strip())
    end()
    return flow


def _line(line: str, look: Look) -> platypus.Flowable | None:
    """A line that is an element by itself."""
    bold = FAMILIES[look.font][1]
    size = look.size
    kinds: dict[str, dict[str, Any]] = {
        "# ": {"fontName": bold, "size": size + 4, "alignment": TA_CENTER, "spaceAfter": look.gap + 3},
        "## ": {"fontName": bold, "size": size + 1, "alignment": TA_LEFT, "spaceBefore": size * 0.7},
        "### ": {"alignment": TA_LEFT, "spaceBefore": size * 0.4, "underlined": True},
        "> ": {"alignment": TA_CENTER},
        ">> ": {"alignment": TA_RIGHT},
        "- ": {"leftIndent": 22, "firstLineIndent": -10, "spaceAfter": 1.5},
        "~ ": {"spaceAfter": 0},
        "~~ ": {"size": size - 2.5, "spaceAfter": 0},
        "+ ": {"leftIndent": 30},
    }
    if line.strip() in ("===", "---", "..."):
        rule = platypus.HRFlowable(width="100%", thickness=0.6, color=colors.black, spaceAfter=look.gap)
        return {"===": platypus.PageBreak(), "---": rule, "...": platypus.Spacer(1, look.size)}[line.strip()]
    mark = next((mark for mark in sorted(kinds, key=len, reverse=True) if line.startswith(mark)), None)
    if mark is None:
        return None
    look_of = kinds[mark]
    said = _inline(line[len(mark) :])
    if look_of.pop("underlined", False):
        said = f"<u>{said}</u>"
    return platypus.Paragraph(("- " if mark == "- " else "") + said, look.style(**look_of))


def _inline(text: str) -> str:
    """Bold, italics, underlining, line breaks."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace("\\\\", "<br/>").replace("~_", "\u00a0")
    text = re.sub(r"\*\*(.+?)\*\*", r"<b>\1</b>", text)
    text = re.sub(r"__(.+?)__", r"<u>\1</u>", text)
    return re.sub(r"//(.+?)//", r"<i>\1</i>", text)


def _block(kind: str, options: Sequence[str], lines: Sequence[str], look: Look, width: float) -> platypus.Flowable:
    given = dict(option.partition("=")[::2] for option in options)
    if kind == "table":
        return _table(given, lines, look, width)
    if kind == "columns":
        number = int(given.get("n", 2))
        return platypus.BalancedColumns(_flow(lines, look, width / number - 6), nCols=number, innerPadding=12)
    if kind == "pre":
        size = float(given.get("size", look.size - 1))
        style = look.style(size=size, fontName=given.get("font", "Courier"), alignment=TA_LEFT)
        return platypus.Preformatted("\n".join(lines).replace("~_", "\u00a0"), style)
    cells: list[list[str]] = [[]]
    for line in lines:
        if line.strip() == "+++":
            cells.append([])
        else:
            cells[-1].append(line)
    shares = [float(x) for x in given.get("widths", ",".join("1" * len(cells))).split(",")]
    widths = [width * share / sum(shares) for share in shares]
    boxes = [[_flow(cell, look, w - 12) for cell, w in zip(cells, widths, strict=True)]]
    rules = [("VALIGN", (0, 0), (-1, -1), "TOP")]
    if kind == "box":
        rules.append(("GRID", (0, 0), (-1, -1), 0.7, colors.black))
    return platypus.Table(boxes, colWidths=widths, style=rules)


def _table(given: dict[str, str], lines: Sequence[str], look: Look, width: float) -> platypus.Table:
    rows = [[cell.strip() for cell in line.split("|")] for line in lines if line.strip()]
    columns = max(len(row) for row in rows)
    rows = [row + [""] * (columns - len(row)) for row in rows]
    shares = [float(x) for x in given.get("widths", ",".join("1" * columns)).split(",")]
    span = width * float(given.get("width", 1)) / sum(shares)
    align, head = given.get("align", "l" * columns).replace(",", ""), int(given.get("head", 0))
    rules: list[tuple[Any, ...]] = [("VALIGN", (0, 0), (-1, -1), "MIDDLE")]
    rules += [("TOPPADDING", (0, 0), (-1, -1), 1.5), ("BOTTOMPADDING", (0, 0), (-1, -1), 2.5)]
    for ruling, command in (("ruled", "GRID"), ("half", "LINEBELOW"), ("boxed", "BOX")):
        if ruling in given:
            rules.append((command, (0, 0), (-1, -1), 0.5, colors.black))
    if "shade" in given:
        rules.append(("BACKGROUND", (0, 0), (-1, head - 1), colors.Color(0.87, 0.87, 0.87)))
    cells: list[list[Any]] = []
    for y, row in enumerate(rows):
        made: list[Any] = []
        for x, said in enumerate(row):
            wide = next((i for i in range(x + 1, columns) if row[i] != "<<"), columns)
            tall = next((i for i in range(y + 1, len(rows)) if rows[i][x] != "^^"), len(rows))
            if said not in ("<<", "^^") and (wide > x + 1 or tall > y + 1):
                rules.append(("SPAN", (x, y), (wide - 1, tall - 1)))
            style = look.style(
                size=float(given.get("size", look.size - 1)),
                fontName=FAMILIES[look.font][1 if y < head else 0],
                alignment=TA_CENTER if y < head else ALIGN[align[x]],
                spaceAfter=0,
            )
            made.append("" if said in ("<<", "^^") else platypus.Paragraph(_inline(said), style))
        cells.append(made)
    where = "LEFT" if "left" in given else "CENTER"
    return platypus.Table(cells, colWidths=[span * s for s in shares], style=rules, repeatRows=head, hAlign=where)


if __name__ == "__main__":
    source, target = map(Path, sys.argv[1:3])
    target.write_bytes(typeset(source.read_text(encoding="utf-8")))

"""A page as ALTO 4: every word with its place and how sure it is.

Coordinates are those of the page as its file displays it, in twelve-hundredths of an inch, so that they hold at any
resolution. The schema is the Library of Congress's `alto-4-4.xsd`.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterable, Sequence
from itertools import groupby

from corpus.derivatives.placing import Placing
from corpus.page import Box, Page, Reading, Word

NAMESPACE = "http://www.loc.gov/standards/alto/ns-v4#"
_INSTANCE = "http://www.w3.org/2001/XMLSchema-instance"
_SCHEMA = "http://www.loc.gov/standards/alto/v4/alto-4-4.xsd"
_UNITS_PER_POINT = 1200 / 72


def alto(page: Page, sha256: str, reading_version: str, file_name: str | None = None) -> str:
    """One page as an ALTO document.

    Args:
        page: as read.
        sha256: identity of the file it is a page of.
        reading_version: of the code that read it.
        file_name: under which the file is known, if it is to be told.
    """
    ET.register_namespace("", NAMESPACE)
    ET.register_namespace("xsi", _INSTANCE)
    root = ET.Element(
        _name("alto"), {f"{{{_INSTANCE}}}schemaLocation": f"{NAMESPACE} {_SCHEMA}", "SCHEMAVERSION": "4.4"}
    )
    _describe(root, page, sha256, reading_version, file_name)
    styles = _styles(root, page.words)
    _lay_out(root, page, styles)
    ET.indent(root, " ")
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _name(tag: str) -> str:
    return f"{{{NAMESPACE}}}{tag}"


def _add(parent: ET.Element, tag: str, text: str | None = None, **attributes: str) -> ET.Element:
    child = ET.SubElement(parent, _name(tag), attributes)
    child.text = text
    return child


def _describe(root: ET.Element, page: Page, sha256: str, version: str, file_name: str | None) -> None:
    description = _add(root, "Description")
    _add(description, "MeasurementUnit", "inch1200")
    source = _add(description, "sourceImageInformation")
    if file_name is not None:
        _add(source, "fileName", file_name)
    _add(source, "fileIdentifier", f"sha256:{sha256}")
    step = _add(description, "Processing", ID="PROCESSING_1")
    _add(step, "processingCategory", "contentGeneration")
    _add(step, "processingStepDescription", _STEPS[page.reading])
    if page.rotation or page.skew:
        _add(step, "processingStepSettings", f"rotation={page.rotation} skew={page.skew:g}")
    software = _add(step, "processingSoftware")
    _add(software, "softwareName", "greffier")
    _add(software, "softwareVersion", f"reading {version}")


_STEPS = {
    Reading.DIGITAL: "Text layer of the file",
    Reading.OCR: "Optical character recognition",
    Reading.MIXED: "Text layer of the file and optical character recognition of its pictures",
    Reading.BLANK: "No text found",
}


def _styles(root: ET.Element, words: Iterable[Word]) -> dict[float, str]:
    sizes = sorted({w.size for w in words if w.size > 0})
    if not sizes:
        return {}
    styles = _add(root, "Styles")
    names = {size: f"STYLE_{i}" for i, size in enumerate(sizes, 1)}
    for size, name in names.items():
        _add(styles, "TextStyle", ID=name, FONTSIZE=f"{size:g}")
    return names


def _lay_out(root: ET.Element, page: Page, styles: dict[float, str]) -> None:
    placing = Placing.of(page)
    width, height = placing.displayed_size
    attributes = {"ID": f"PAGE_{page.number}", "PHYSICAL_IMG_NR": str(page.number), "LANG": "fr"}
    attributes |= {"WIDTH": _units(width), "HEIGHT": _units(height), "PROCESSINGREFS": "PROCESSING_1"}
    if page.confidence is not None:
        attributes["PC"] = f"{page.confidence / 100:.4f}"
    leaf = _add(_add(root, "Layout"), "Page", **attributes)
    space = _add(leaf, "PrintSpace", HPOS="0", VPOS="0", WIDTH=_units(width), HEIGHT=_units(height))
    turn = {} if page.rotation == 0 else {"ROTATION": str(page.rotation)}
    for i, lines in enumerate(_blocks(page.words), 1):
        name = f"BLOCK_{i}"
        box = placing.box(Box.around(w.box for line in lines for w in line))
        block = _add(space, "TextBlock", ID=name, **_place(box), **turn)
        for j, line in enumerate(lines, 1):
            _write_line(block, f"{name}_LINE_{j}", line, placing, styles)


def _write_line(block: ET.Element, name: str, line: Sequence[Word], placing: Placing, styles: dict[float, str]) -> None:
    element = _add(block, "TextLine", ID=name, **_place(placing.box(Box.around(w.box for w in line))))
    for k, word in enumerate(line, 1):
        if k > 1:
            gap = Box(min(line[k - 2].box.x1, word.box.x0), word.box.y0, word.box.x0, word.box.y1)
            _add(element, "SP", **_place(placing.box(gap)))
        attributes = {"ID": f"{name}_WORD_{k}", "CONTENT": word.text, "WC": f"{word.confidence / 100:.4f}"}
        if word.size in styles:
            attributes["STYLEREFS"] = styles[word.size]
        if word.bold or word.italic:
            attributes["STYLE"] = " ".join(s for s, on in (("bold", word.bold), ("italics", word.italic)) if on)
        string = _add(element, "String", **attributes, **_place(placing.box(word.box)))
        if word.raw is not None:
            _add(string, "ALTERNATIVE", _printable(word.raw), PURPOSE="as read")


def _printable(text: str) -> str:
    """XML has no place for control characters."""
    return "".join(c if c.isprintable() else "\ufffd" for c in text)


def _blocks(words: Sequence[Word]) -> list[list[list[Word]]]:
    """Words in lines in blocks, in the order and columns the reading gives."""
    return [_lines(list(group)) for _, group in groupby(words, key=lambda w: w.column)]


def _lines(words: Sequence[Word]) -> list[list[Word]]:
    lines: list[list[Word]] = []
    for word in words:
        if lines and _goes_on(lines[-1][-1].box, word.box):
            lines[-1].append(word)
        else:
            lines.append([word])
    return lines


def _goes_on(last: Box, box: Box) -> bool:
    overlap = min(last.y1, box.y1) - max(last.y0, box.y0)
    return box.x0 >= last.x0 and overlap > 0.5 * min(last.height, box.height)


def _place(box: Box) -> dict[str, str]:
    return {
        "HPOS": _units(box.x0),
        "VPOS": _units(box.y0),
        "WIDTH": _units(box.width),
        "HEIGHT": _units(box.height),
    }


def _units(points: float) -> str:
    return f"{points * _UNITS_PER_POINT:.0f}"

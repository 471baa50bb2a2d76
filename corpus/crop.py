"""A stretch of a page as a picture, with a box drawn on it: what a person looks at to believe a figure."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
from PIL import Image, ImageDraw

from corpus.page import Box

_COLOUR = (200, 30, 30)
_TURNS = {90: Image.Transpose.ROTATE_270, 180: Image.Transpose.ROTATE_180, 270: Image.Transpose.ROTATE_90}
"""Degrees clockwise -> Pillow's own, which count anticlockwise."""
_ASIDE = 2.0
"""Points by which the drawn line stands off the words."""


def crop(
    pdf: Path, page: int, box: Box | None, png: Path, *, margin: float = 60.0, dpi: float = 150.0, rotation: int = 0
) -> None:
    """Draw a box on its page and write the stretch around it.

    The stretch is as wide as the page, so that the line is read in its context.

    Args:
        pdf: the original.
        page: from 1.
        box: in points, origin top left, of the page as displayed; None for the whole page.
        png: file to write.
        margin: points of page shown around the box.
        dpi: resolution of the picture.
        rotation: degrees clockwise that put the picture upright (``pages.rotation``).
    """
    scale = dpi / 72
    with pypdfium2.PdfDocument(pdf) as document:
        picture = document[page - 1].render(scale=scale).to_pil().convert("RGB")
    shown = picture if box is None else _stretch(picture, box, scale, margin, is_aside=bool(rotation % 180))
    if rotation % 360:
        shown = shown.transpose(_TURNS[rotation % 360])
    png.parent.mkdir(parents=True, exist_ok=True)
    shown.save(png, optimize=False)


def _stretch(picture: Image.Image, box: Box, scale: float, margin: float, *, is_aside: bool) -> Image.Image:
    """Draw the box, and cut out what stands around it; on a page lying on its side, the columns around it."""
    aside = Box(box.x0 - _ASIDE, box.y0 - _ASIDE, box.x1 + _ASIDE, box.y1 + _ASIDE)
    pixels = tuple(round(v * scale) for v in (aside.x0, aside.y0, aside.x1, aside.y1))
    ImageDraw.Draw(picture).rectangle(pixels, outline=_COLOUR, width=max(2, round(scale)))
    width, height = picture.size
    around = round(margin * scale)
    if is_aside:
        return picture.crop((max(0, pixels[0] - around), 0, min(width, pixels[2] + around), height))
    return picture.crop((0, max(0, pixels[1] - around), width, min(height, pixels[3] + around)))

"""Tiny PDFs for the tests of reading: invented minutes, typeset digital, and scans made of them."""

from __future__ import annotations

import io
from collections.abc import Callable

import cv2
import numpy as np
import pypdfium2
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

LINES = (
    "Commune de Valbrune - Conseil municipal",
    "Compte rendu de la séance du 12 mars 2021 à 19 heures",
    "Le quorum étant atteint, le maire ouvre la séance et donne lecture",
    "de la convocation adressée aux membres du conseil le 5 mars.",
    "Le conseil approuve à l'unanimité le compte rendu précédent.",
    "Le prix du repas est porté à 4,20 euros pour les familles du village.",
)


def pdf(*pages: Callable[[Canvas], None], size: tuple[float, float] = A4) -> bytes:
    """A PDF with a page for each function that draws."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=size)
    for draw in pages:
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def minutes(canvas: Canvas) -> None:
    """A page of running text."""
    canvas.setFont("Times-Roman", 12)
    for i, line in enumerate(LINES):
        canvas.drawString(72, 740 - 22 * i, line)


def table(canvas: Canvas) -> None:
    """A ruled table of three columns under a heading."""
    canvas.setFont("Helvetica", 11)
    canvas.drawString(72, 760, "Tarifs de la salle des fêtes adoptés par le conseil")
    rows = (("Durée", "Habitants", "Extérieurs"), ("Journée", "120,00", "210,00"), ("Week-end", "185,50", "340,00"))
    for i, row in enumerate(rows):
        for j, cell in enumerate(row):
            canvas.rect(72 + 140 * j, 700 - 28 * i, 140, 28)
            canvas.drawString(80 + 140 * j, 709 - 28 * i, cell)


def picture_of(document: bytes, page: int = 0, dpi: float = 200) -> np.ndarray:
    """A page as grey levels."""
    bitmap = pypdfium2.PdfDocument(document)[page].render(scale=dpi / 72, grayscale=True)
    return np.array(bitmap.to_numpy()).reshape(bitmap.height, bitmap.width)


def scan(picture: np.ndarray, dpi: float = 200, over: Callable[[Canvas], None] | None = None) -> bytes:
    """A PDF whose page is a picture, with what ``over`` draws on it."""
    height, width = picture.shape
    size = (width * 72 / dpi, height * 72 / dpi)

    def draw(canvas: Canvas) -> None:
        canvas.drawImage(ImageReader(Image.fromarray(picture)), 0, 0, *size)
        if over is not None:
            over(canvas)

    return pdf(draw, size=size)


def turned(picture: np.ndarray, degrees: float) -> np.ndarray:
    """A picture leaning by ``degrees`` anticlockwise, on white."""
    height, width = picture.shape
    matrix = cv2.getRotationMatrix2D((width / 2 - 0.5, height / 2 - 0.5), degrees, 1)
    return cv2.warpAffine(picture, matrix, (width, height), flags=cv2.INTER_CUBIC, borderValue=255)

"""A PDF as a scanner would give it back: pictures of its pages, more or less damaged.

Belongs here: simulated scanning. Does not belong here: reading scans (`corpus.reading`).
"""

from __future__ import annotations

import io
import random
import re
import time
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
import pypdfium2
from PIL import Image

EPOCH = time.gmtime(946684800)
Picture = np.ndarray[Any, np.dtype[np.uint8]]


@dataclass(frozen=True)
class Quality:
    """A kind of scanner and its operator."""

    dpi: int
    skew: float
    """Largest tilt in degrees."""
    noise: float
    """Standard deviation of the grain, in grey levels."""
    blur: float
    """Radius of the blur in pixels."""
    jpeg: int
    """JPEG quality 1-100; 0 for a bilevel picture."""
    paper: int = 255
    """Grey of the paper."""
    shade: float = 0.0
    """How much darker the gutter is (0-1)."""
    show_through: float = 0.0
    """How much of the back of the sheet shows (0-1)."""
    turned: float = 0.0
    """Share of pages that lie sideways or upside down."""


QUALITIES = {
    "good": Quality(dpi=150, skew=0.4, noise=3, blur=0.4, jpeg=55),
    "poor": Quality(
        dpi=120, skew=1.8, noise=9, blur=0.8, jpeg=35, paper=214, shade=0.35, show_through=0.12, turned=0.12
    ),
    "fax": Quality(dpi=170, skew=0.8, noise=18, blur=0.5, jpeg=0),
}


def scan(pdf: bytes, quality: str, seed: int) -> bytes:
    """The same pages as pictures.

    Args:
        pdf: what lies on the glass.
        quality: 'good', 'poor' or 'fax'.
        seed: of the damage.
    """
    pages = _pictures(pdf, QUALITIES[quality].dpi)
    return _bound(_damaged(pages, QUALITIES[quality], random.Random(f"scan-{seed}")), QUALITIES[quality])


def mixed(pdf: bytes, quality: str, seed: int, scanned: tuple[int, ...]) -> bytes:
    """The same document with some pages (from 1) replaced by their scans."""
    source = pypdfium2.PdfDocument(pdf)
    scans = pypdfium2.PdfDocument(scan(pdf, quality, seed))
    out = pypdfium2.PdfDocument.new()
    for i in range(len(source)):
        out.import_pages(scans if i + 1 in scanned else source, [i])
    buffer = io.BytesIO()
    out.save(buffer)
    return _undated(buffer.getvalue())


def _pictures(pdf: bytes, dpi: int) -> list[Picture]:
    document = pypdfium2.PdfDocument(pdf)
    return [
        np.asarray(page.render(scale=dpi / 72, grayscale=True).to_pil().convert("L"), dtype=np.uint8)
        for page in document
    ]


def _damaged(pages: list[Picture], quality: Quality, rng: random.Random) -> list[Picture]:
    out = []
    for i, page in enumerate(pages):
        picture = page.astype(np.float32)
        grain = np.random.default_rng(rng.randrange(2**32))
        if quality.show_through:
            back = cv2.GaussianBlur(
                pages[(i + 1) % len(pages)][:, ::-1].astype(np.float32), (0, 0), 1.6 * quality.dpi / 120
            )
            height, width = picture.shape
            back = back[:height, :width]
            picture[: back.shape[0], : back.shape[1]] -= (255 - back) * quality.show_through
        picture *= quality.paper / 255
        if quality.shade:
            width = picture.shape[1]
            ramp = 1 - quality.shade * np.exp(-np.arange(width, dtype=np.float32) / (0.08 * width))
            picture *= ramp if i % 2 == 0 else ramp[::-1]
        picture = _tilted(picture, rng.uniform(-quality.skew, quality.skew), float(np.median(picture)))
        picture = cv2.GaussianBlur(picture, (0, 0), quality.blur).astype(np.float32)
        picture += grain.normal(0, quality.noise, picture.shape).astype(np.float32)
        clean = np.clip(picture, 0, 255).astype(np.uint8)
        if i and rng.random() < quality.turned:
            clean = np.rot90(clean, rng.choice((1, 2, 3))).copy()
        out.append(clean)
    return out


def _tilted(picture: Any, degrees: float, paper: float) -> Any:
    height, width = picture.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
    return cv2.warpAffine(picture, turn, (width, height), flags=cv2.INTER_LINEAR, borderValue=paper)


def _bound(pages: list[Picture], quality: Quality) -> bytes:
    """Pictures as the pages of a PDF, each as JPEG or, of a bilevel scanner, by fax compression."""
    images = [Image.fromarray(p) for p in pages]
    if not quality.jpeg:
        images = [i.point(lambda v: 255 if v > 150 else 0).convert("1") for i in images]
    buffer = io.BytesIO()
    compression = {"quality": quality.jpeg} if quality.jpeg else {}
    images[0].save(
        buffer,
        "PDF",
        save_all=True,
        append_images=images[1:],
        resolution=quality.dpi,
        **compression,
        creationDate=EPOCH,
        modDate=EPOCH,
        producer="greffier corpus.synthetic",
    )
    return buffer.getvalue()


def _undated(pdf: bytes) -> bytes:
    """The same length of bytes without the identifier and the date PDFium puts in."""
    out = re.sub(rb"/ID\s*\[[^]]*\]", lambda m: b" " * len(m.group()), pdf)
    return re.sub(rb"/CreationDate\(D:\d{14}", b"/CreationDate(D:20000101000000", out)

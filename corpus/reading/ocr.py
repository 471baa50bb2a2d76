"""One picture through Tesseract: words with boxes in pixels."""

from __future__ import annotations

import csv
import os
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

from corpus.errors import OcrInterrupted, OcrUnavailable, ReadTimeout
from corpus.reading.picture import Picture

os.environ.setdefault("OMP_THREAD_LIMIT", "1")
"""Measured: one engine thread a core is 2-6 times faster than the engine's own default."""


@dataclass(frozen=True, slots=True)
class SeenWord:
    """A word as the engine gives it, in pixels of the picture."""

    text: str
    left: int
    top: int
    right: int
    bottom: int
    confidence: float
    line: tuple[int, int, int]
    """Block, paragraph and line it stands in."""

    def scaled(self, by: float) -> SeenWord:
        """The same word on the picture made larger or smaller."""
        return replace(
            self,
            left=round(self.left * by),
            top=round(self.top * by),
            right=round(self.right * by),
            bottom=round(self.bottom * by),
        )


def recognise(
    picture: Picture, language: str, dpi: int, segmentation: int, seconds: float, letters: str = ""
) -> list[SeenWord]:
    """Read a picture of text.

    The picture goes to the engine as an uncompressed file: given a path, pytesseract does not encode it again.

    Args:
        picture: upright, dark letters on a light ground.
        language: Tesseract's name.
        dpi: resolution, so that the engine need not guess.
        segmentation: Tesseract's page segmentation mode.
        seconds: give up after that long.
        letters: the only ones that can stand there; any if empty.

    Raises:
        OcrUnavailable: the engine or its language is missing.
        OcrInterrupted: a signal stopped the engine, twice.
        OSError: the picture cannot be written (full disk).
        ReadTimeout: it took longer than ``seconds``.
    """
    only = f" -c tessedit_char_whitelist={letters}" if letters else ""
    with tempfile.TemporaryDirectory(prefix="greffier-") as folder:
        path = Path(folder, "page.pgm")
        path.write_bytes(b"P5\n%d %d\n255\n" % (picture.shape[1], picture.shape[0]) + picture.tobytes())
        options = f"--psm {segmentation} --dpi {dpi} --oem 1 -c tessedit_do_invert=0{only}"
        try:
            table = _table(path, language, options, seconds)
        except OcrInterrupted:
            # Whoever stopped it may not have meant this page: once more, at once.
            table = _table(path, language, options, seconds)
    return _words(table)


def _table(path: Path, language: str, options: str, seconds: float) -> str:
    """What the engine prints of a picture; its failures as ours."""
    import pytesseract  # brings pandas: processes that read no picture do without

    try:
        return str(pytesseract.image_to_data(str(path), lang=language, config=options, timeout=seconds))
    except pytesseract.TesseractNotFoundError as error:
        raise OcrUnavailable("tesseract est introuvable") from error
    except pytesseract.TesseractError as error:
        if error.status < 0:
            raise OcrInterrupted(f"tesseract a été arrêté par le signal {-error.status}") from error
        raise OcrUnavailable(f"tesseract a échoué : {error.message}") from error
    except RuntimeError as error:
        raise ReadTimeout(f"la reconnaissance d'une page a dépassé {seconds:.0f} s") from error


def _words(table: str) -> list[SeenWord]:
    found = []
    for row in csv.DictReader(table.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE):
        text = (row["text"] or "").strip()
        if row["level"] != "5" or not text:
            continue
        left, top, width, height = (int(row[k]) for k in ("left", "top", "width", "height"))
        line = (int(row["block_num"]), int(row["par_num"]), int(row["line_num"]))
        found.append(SeenWord(text, left, top, left + width, top + height, float(row["conf"]), line))
    return found

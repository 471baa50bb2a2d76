"""BagIt (RFC 8493): a bag is verified before anything in it is taken, and originals go out as a bag."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

import bagit

from corpus.discovery import shown
from corpus.errors import IntakeError

# What it logs as it goes is in the error it raises too.
logging.getLogger("bagit").setLevel(logging.CRITICAL)


class BrokenBag(IntakeError):
    """What is in the bag is not what its manifest says."""

    code = "broken-bag"
    way_out = "Redemander le sac à qui l'a transmis : rien n'en a été pris."


def is_bag(folder: Path) -> bool:
    """Whether a folder says it is a bag."""
    return (folder / "bagit.txt").is_file()


def payload(folder: Path) -> Path:
    """Verify a bag and return the folder of its documents.

    Raises:
        BrokenBag: a file is missing, in excess, or has other bytes than declared.
    """
    try:
        bagit.Bag(str(folder)).validate()
    except bagit.BagError as error:
        raise BrokenBag(f"Le sac « {shown(folder)} » n'est pas conforme : {error}") from error
    return folder / "data"


def make_bag(folder: Path, files: Iterable[tuple[Path, str]], info: Mapping[str, str]) -> int:
    """Copy files into a new bag; returns how many.

    Args:
        folder: empty or absent; becomes the bag.
        files: (path of the bytes, name in the bag) of each.
        info: for ``bag-info.txt``.

    Raises:
        FileExistsError: the folder holds something already.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if any(folder.iterdir()):
        raise FileExistsError(17, "le dossier n'est pas vide", str(folder))
    count = 0
    for source, name in files:
        shutil.copyfile(source, folder / name)
        count += 1
    bagit.make_bag(str(folder), dict(info), checksums=["sha256"])
    return count

"""Finding the files of a folder, as a stream, without ever leaving it.

Belongs here: which paths are candidates, which are passed over and why. Does not belong here: what is inside a file
(`corpus.intake`).
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import SourceUnreadable

SYSTEM_FILES = frozenset(("thumbs.db", "desktop.ini", "__macosx"))
DATA_SUFFIXES = frozenset(
    f".{name}"
    for name in (
        "css csv db duckdb ini js json jsonl log md md5 parquet py pyc sha256 sha512 sqlite toml tsv wal xml yaml yml"
    ).split()
)
"""What stands beside documents and is none: a listing, a checksum, a program. Anything else (an office document, a
picture, a text, a file without suffix) may be minutes that somebody expects to find, and is answered for."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A file to take in."""

    path: Path
    """Absolute; may hold bytes that are no UTF-8 (surrogate escapes)."""
    byte_size: int
    modified_ns: int
    inode: int

    @property
    def shown(self) -> str:
        """The path as text that any terminal, JSON or database takes."""
        return shown(self.path)


@dataclass(frozen=True, slots=True)
class PassedOver:
    """A path that is not taken in, and why."""

    path: Path
    reason: str
    """In French."""


def shown(path: Path | str) -> str:
    r"""A path as valid UTF-8: bytes that are none come as ``\xNN``, control characters escaped."""
    text = os.fsencode(path).decode("utf-8", "backslashreplace")
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)


def discover(
    roots: Collection[Path],
    exclude: Collection[Path] = (),
    passed_over: Callable[[PassedOver], None] | None = None,
) -> Iterator[Candidate]:
    """Every file under the roots (folders of any depth, or files) that may be a document, in a stable order, once.

    Hidden files and folders, and those systems leave behind, are no documents. A symbolic link is followed only if
    it leads to a file inside the same root; special files (sockets, devices, pipes) never are read.

    Args:
        roots: folders or files; a relative one is taken from the current folder.
        exclude: files and folders that are greffier's own (the store, the warehouse, a sidecar).
        passed_over: told of each path left out for a reason a person should know.

    Raises:
        SourceUnreadable: a root does not exist or cannot be listed.
    """
    note = passed_over or (lambda _: None)
    excluded = {os.path.realpath(p) for p in exclude}
    seen: set[str] = set()
    for root in roots:
        top = os.path.realpath(root)
        if not os.path.lexists(top):
            raise SourceUnreadable(f"« {shown(root)} » n'existe pas.")
        found = _files(top, excluded, note) if os.path.isdir(top) else iter((top,))  # noqa: PTH112 - bytes-safe
        for path in found:
            if path in seen or path in excluded:
                continue
            seen.add(path)
            suffix = os.path.splitext(path)[1].lower()  # noqa: PTH122 - bytes-safe
            if suffix in DATA_SUFFIXES:
                note(PassedOver(Path(path), f"fichier de données ({suffix})"))
                continue
            candidate = _candidate(path, top, note)
            if candidate is not None:
                yield candidate


def _files(top: str, excluded: set[str], note: Callable[[PassedOver], None]) -> Iterator[str]:
    def unreadable(error: OSError) -> None:
        note(PassedOver(Path(str(error.filename)), f"dossier illisible : {error.strerror}"))

    if not os.access(top, os.R_OK | os.X_OK):
        raise SourceUnreadable(f"« {shown(top)} » ne peut pas être lu : droits insuffisants.")
    for folder, folders, files in os.walk(top, onerror=unreadable):
        kept = [f for f in folders if not _is_system(f) and os.path.join(folder, f) not in excluded]  # noqa: PTH118
        for name in kept:
            if os.path.islink(os.path.join(folder, name)):  # noqa: PTH114, PTH118
                note(PassedOver(Path(folder) / name, "lien vers un dossier : non suivi"))
        folders[:] = sorted(kept)
        for name in sorted(files):
            if not _is_system(name):
                yield os.path.join(folder, name)  # noqa: PTH118


def _is_system(name: str) -> bool:
    return name.startswith((".", "~$")) or name.lower() in SYSTEM_FILES


def _candidate(path: str, top: str, note: Callable[[PassedOver], None]) -> Candidate | None:
    try:
        status = os.lstat(path)
        if stat.S_ISLNK(status.st_mode):
            target = os.path.realpath(path)
            if os.path.commonpath((top, target)) != top:
                note(PassedOver(Path(path), "lien qui sort du dossier : non suivi"))
                return None
            status = os.stat(path)  # noqa: PTH116 - the link's target
    except OSError as error:
        note(PassedOver(Path(path), f"inaccessible : {error.strerror}"))
        return None
    if not stat.S_ISREG(status.st_mode):
        if not stat.S_ISDIR(status.st_mode):
            note(PassedOver(Path(path), "fichier spécial : non lu"))
        return None
    return Candidate(Path(path), status.st_size, status.st_mtime_ns, status.st_ino)

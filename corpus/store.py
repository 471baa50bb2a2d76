"""The store: copies of originals and derivatives of each stage, found by content, written whole or not at all.

A derivative is a pure function of (bytes, stage, version, settings); that quadruple is its key. Belongs here: files
on disk. Does not belong here: what a stage does, or the state of a document (the warehouse's).
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import re
import shutil
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, is_dataclass
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from corpus.intake import fingerprint

T = TypeVar("T")

_SHA256 = re.compile(r"[0-9a-f]{64}")
_PLAIN = re.compile(r"[a-z0-9-]+")


def settings_hash(settings: object) -> str:
    """A short name for settings: the same for equal settings, whatever the run (16 hex digits)."""
    if is_dataclass(settings) and not isinstance(settings, type):
        settings = asdict(settings)
    text = json.dumps(settings, sort_keys=True, default=str, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Key:
    """What makes one derivative."""

    sha256: str
    stage: str
    version: str
    settings: str = ""

    def __post_init__(self) -> None:
        """Refuse what could name a path outside the store."""
        if not _SHA256.fullmatch(self.sha256):
            raise ValueError(f"not a SHA-256: {self.sha256!r}")
        if not _PLAIN.fullmatch(self.stage):
            raise ValueError(f"not a stage name: {self.stage!r}")

    @property
    def file_name(self) -> str:
        """``stage-hash.json.gz``: versions and settings may hold any character, their hash none."""
        made_by = hashlib.sha256(f"{self.version}\0{self.settings}".encode()).hexdigest()[:16]
        return f"{self.stage}-{made_by}.json.gz"


_ADAPTERS: dict[type[Any], TypeAdapter[Any]] = {}


def _adapter(kind: type[T]) -> TypeAdapter[T]:
    """Building one takes tens of milliseconds: once a process."""
    if kind not in _ADAPTERS:
        _ADAPTERS[kind] = TypeAdapter(kind)
    return _ADAPTERS[kind]


class Store:
    """A folder of greffier's own. Safe under several processes: files appear by rename, complete."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def derivative_path(self, key: Key) -> Path:
        """Where that derivative is or would be."""
        return self.root / "derivatives" / key.sha256[:2] / key.sha256 / key.file_name

    def has(self, key: Key) -> bool:
        """Whether the derivative is there (it may yet prove damaged when read)."""
        return self.derivative_path(key).exists()

    def get(self, key: Key, kind: type[T]) -> T | None:
        """The derivative, or None if it is not there, is damaged, or was written by another shape of the types."""
        try:
            body = gzip.decompress(self.derivative_path(key).read_bytes())
            return _adapter(kind).validate_json(body)
        except FileNotFoundError:
            return None
        except (gzip.BadGzipFile, EOFError, zlib.error, ValidationError):
            return None

    def put(self, key: Key, value: T, kind: type[T]) -> Path:
        """Write a derivative through to the disk; a reader sees the whole of it or nothing.

        Raises:
            OSError: full disk, read-only store.
        """
        path = self.derivative_path(key)
        body = gzip.compress(_adapter(kind).dump_json(value), compresslevel=3, mtime=0)
        with self.replacing(path) as temporary:
            temporary.write_bytes(body)
        return path

    def original_path(self, sha256: str) -> Path:
        """Where the store's own copy of an original is or would be."""
        if not _SHA256.fullmatch(sha256):
            raise ValueError(f"not a SHA-256: {sha256!r}")
        return self.root / "originals" / sha256[:2] / f"{sha256}.pdf"

    def take(self, source: Path, keep: bool = True) -> str:
        """Fingerprint a file, and keep a copy of its bytes if ``keep``; the source itself is only read.

        Returns:
            The SHA-256 of the bytes read, which are those of the copy.
        """
        if not keep:
            return fingerprint(source)
        folder = self.root / "originals"
        folder.mkdir(parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(prefix=".taking-", dir=folder)
        os.close(descriptor)
        temporary = Path(name)
        try:
            sha256 = fingerprint(source, temporary)
            path = self.original_path(sha256)
            if path.exists():
                temporary.unlink()
            else:
                path.parent.mkdir(exist_ok=True)
                temporary.chmod(0o444)
                temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)
        return sha256

    @contextmanager
    def replacing(self, path: Path) -> Iterator[Path]:
        """A temporary path beside ``path``; what is written there takes its place when the block ends well."""
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(prefix=".writing-", dir=path.parent)
        os.close(descriptor)
        temporary = Path(name)
        try:
            yield temporary
            flush(temporary)
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)

    def forget(self, sha256: str) -> None:
        """Remove every derivative of a document (`--force`); its original stays."""
        folder = self.root / "derivatives" / Key(sha256, "any", "").sha256[:2] / sha256
        shutil.rmtree(folder, ignore_errors=True)

    def originals(self) -> Iterator[Path]:
        """Every copy kept, in a stable order."""
        yield from sorted((self.root / "originals").glob("??/*.pdf"))


def flush(path: Path) -> None:
    """Through to the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def read_json_lines(path: Path) -> Iterator[dict[str, Any]]:
    """Whole lines of a file of JSON objects; a last line torn by a kill is left out; a missing file has none."""
    try:
        file = path.open("rb")
    except FileNotFoundError:
        return
    with file:
        for line in file:
            if not line.endswith(b"\n"):
                return
            try:
                value = json.loads(line)
            except ValueError:
                continue
            if isinstance(value, dict):
                yield value


def append_json_lines(path: Path, rows: list[dict[str, Any]]) -> None:
    """Append rows and push them to the disk with one flush. A torn last line is closed first, so none is lost."""
    if not rows:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    body = b"".join(json.dumps(row, ensure_ascii=False, default=str).encode() + b"\n" for row in rows)
    with path.open("ab+") as file:
        if file.tell() > 0:
            file.seek(-1, os.SEEK_END)
            if file.read(1) != b"\n":
                body = b"\n" + body
        file.write(body)
        file.flush()
        os.fsync(file.fileno())

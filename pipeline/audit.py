"""Fixity: are the originals still the bytes that were taken in? Every copy kept and every source is hashed anew."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from corpus.errors import SourceUnreadable
from corpus.intake import fingerprint
from corpus.ledger import Ledger
from corpus.store import Store
from pipeline.progress import Observer
from pipeline.settings import Settings
from pipeline.work import EventRow

SAID = {
    "altered-copy": "la copie gardée n'a plus les octets d'origine",
    "missing-copy": "la copie gardée a disparu",
    "altered-source": "le fichier d'origine a changé depuis sa prise en charge",
    "missing-source": "le fichier d'origine n'est plus là",
    "unreadable": "le fichier ne se lit pas",
}
WAY_OUT = {
    "altered-copy": "Restaurer ce fichier depuis une sauvegarde, ou supprimer la copie et relancer `greffier ingest`.",
    "missing-copy": "Relancer `greffier ingest --force` sur le dossier d'origine, ou restaurer une sauvegarde.",
    "altered-source": "Vérifier qui l'a remplacé ; `greffier ingest` prendra la nouvelle version à part.",
    "missing-source": "Rien à faire si le rangement est voulu : la copie gardée fait foi.",
    "unreadable": "Vérifier les droits et le support.",
}
HARMLESS = frozenset(("missing-source", "altered-source"))
"""While the copy kept is whole, nothing is lost."""


@dataclass(frozen=True, slots=True)
class Damage:
    """One original that is not as it was."""

    document_id: str
    path: str
    code: str
    is_loss: bool
    """Whether no whole copy is left."""

    def to_json(self) -> dict[str, Any]:
        """As plain values."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Audit:
    """What was found."""

    checked: int
    """Files hashed."""
    documents: int
    damages: tuple[Damage, ...]

    @property
    def is_loss(self) -> bool:
        """Whether a document has no whole copy left."""
        return any(damage.is_loss for damage in self.damages)

    def to_json(self) -> dict[str, Any]:
        """As plain values."""
        return {
            "checked": self.checked,
            "documents": self.documents,
            "is_loss": self.is_loss,
            "damages": [damage.to_json() for damage in self.damages],
        }


def audit(settings: Settings, observer: Observer) -> Audit:
    """Hash every copy and every source of every document, and note the result in the ledger.

    Raises:
        WarehouseMissing: nothing is published yet.
    """
    from warehouse.overview import documents_with_sources

    store = Store(settings.store_root)
    documents = documents_with_sources(settings.published)
    observer.found(len(documents))
    damages: list[Damage] = []
    checked = 0
    for document_id, source_path in documents:
        places = [(Path(source_path), "source")]
        if settings.keep_originals:
            places.append((store.original_path(document_id), "copy"))
        codes = dict(_examine(document_id, places))
        whole = [kind for _, kind in places if kind not in codes]
        checked += len(places)
        paths = {kind: path for path, kind in places}
        damages += [Damage(document_id, str(paths[kind]), code, not whole) for kind, code in codes.items()]
        observer.advance(1, 0)
    result = Audit(checked, len(documents), tuple(damages))
    events: list[EventRow] = [("fixity-failed", d.document_id, {"path": d.path, "code": d.code}) for d in damages]
    Ledger(settings.ledger).append_all([*events, ("audited", None, {"checked": checked, "damages": len(damages)})])
    return result


def _examine(document_id: str, places: list[tuple[Path, str]]) -> Iterator[tuple[str, str]]:
    for path, kind in places:
        if not path.exists():
            yield kind, f"missing-{kind}"
            continue
        try:
            if fingerprint(path) != document_id:
                yield kind, f"altered-{kind}"
        except SourceUnreadable:
            yield kind, "unreadable"


def print_audit(result: Audit) -> None:
    """To standard output."""
    for damage in result.damages:
        sys.stdout.write(f"{'✗' if damage.is_loss else '!'} {damage.path} : {SAID[damage.code]}\n")
        sys.stdout.write(f"  → {WAY_OUT[damage.code]}\n")
    sound = result.documents - len({d.document_id for d in result.damages if d.is_loss})
    sys.stdout.write(f"{result.checked} fichiers vérifiés ; {sound} documents sur {result.documents} sont intacts.\n")

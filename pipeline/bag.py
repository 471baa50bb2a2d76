"""The originals of a warehouse as a BagIt bag, each under a name that is its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from corpus.bag import make_bag
from corpus.errors import GreffierError
from corpus.store import Store
from pipeline.settings import Settings


class OriginalMissing(GreffierError):
    """Neither the copy nor the source is there."""

    code = "original-missing"
    way_out = "Lancer `greffier audit` pour voir ce qui manque, puis restaurer une sauvegarde."


def write_bag(settings: Settings, folder: Path) -> int:
    """Write the bag; returns how many originals it holds.

    Raises:
        WarehouseMissing: nothing is published yet.
        OriginalMissing: an original is nowhere.
        FileExistsError: the folder is not empty.
    """
    from warehouse.overview import documents_with_sources

    documents = documents_with_sources(settings.published)
    info = {"Source-Organization": "greffier", "External-Description": f"Originaux de {settings.published.name}"}
    named = named_originals(documents, Store(settings.store_root))
    return make_bag(folder, ((path, name) for _, path, name in named), info)


def named_originals(documents: Sequence[tuple[str, str]], store: Store) -> Iterator[tuple[str, Path, str]]:
    """(document, path of its bytes, name to give it): its own name after the beginning of its hash.

    Two folders may use the same name for two files.

    Raises:
        OriginalMissing: neither the copy nor the source is there.
    """
    for document_id, source_path in documents:
        kept = store.original_path(document_id)
        path = kept if kept.exists() else Path(source_path)
        if not path.exists():
            raise OriginalMissing(f"Ni la copie de « {source_path} » ni le fichier lui-même ne sont là.")
        yield document_id, path, f"{document_id[:12]}-{Path(source_path).name}"

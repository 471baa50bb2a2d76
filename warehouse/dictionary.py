"""The data dictionary ``docs/warehouse.md``, generated from the definition of tables and views.

Run ``python -m warehouse.dictionary docs/warehouse.md`` after a change; a test holds the file to the definition.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from warehouse.tables import CURRENT_VERSION, TABLES, Table
from warehouse.views import VIEWS, View

_INTRODUCTION = f"""# L'entrepôt : dictionnaire des données

Ce fichier est engendré par `python -m warehouse.dictionary docs/warehouse.md` à partir de la définition des tables ;
ne pas le modifier à la main. Version du modèle : {CURRENT_VERSION}.

Une seule base DuckDB, ouverte en lecture seule. Les mêmes commentaires se lisent dans la base :

```sql
SELECT table_name, column_name, data_type, comment FROM duckdb_columns() WHERE schema_name = 'main';
```

Conventions : NULL veut dire « non imprimé » ou « inconnu », jamais zéro ni chaîne vide. L'argent est en décimal exact.
Les instants sont en UTC. Les noms de personnes sont sous la forme « Prénom NOM ».

Preuve : chaque fait extrait porte `page`, `x0`, `y0`, `x1`, `y1` (points PDF, origine en haut à gauche de la page
affichée), `confidence` (0 à 1), `source_text` (texte cité) et `rule` (règle appliquée). `row_id` se donne à
`greffier explain`, qui montre le fait sur sa page. Il se lit ainsi : douze premiers caractères de l'empreinte du
document, lettre de la table, rang dans le document.
"""


def markdown() -> str:
    """The whole dictionary."""
    return "\n".join([_INTRODUCTION, *_summary(), *(_table(t) for t in TABLES), *_views()]).rstrip() + "\n"


def _summary() -> Iterator[str]:
    yield "## Tables\n"
    yield "| table | une ligne est | lettre |\n|---|---|---|"
    for table in TABLES:
        yield f"| [{table.name}](#{table.name}) | {table.comment} | {table.letter or ''} |"
    yield "\n## Vues\n"
    yield "| vue | ce qu'elle dit |\n|---|---|"
    for view in VIEWS:
        yield f"| [{view.name}](#{view.name}) | {view.comment} |"
    yield ""


def _table(table: Table) -> str:
    rows = [
        f"| {c.name} | {c.type} | {'oui' if c.required else ''} | {c.references or ''} | {c.comment} |"
        for c in table.columns
    ]
    key = f"Clé : {', '.join(table.key)}.\n" if table.key else ""
    head = "| colonne | type | obligatoire | renvoie à | sens |\n|---|---|---|---|---|"
    return "\n".join([f"## {table.name}\n", f"{table.comment}. {key}", head, *rows, ""])


def _views() -> Iterator[str]:
    for view in VIEWS:
        yield _view(view)


def _view(view: View) -> str:
    rows = [f"| {name} | {comment} |" for name, comment in view.columns]
    return "\n".join([f"## {view.name}\n", f"{view.comment}.\n", "| colonne | sens |\n|---|---|", *rows, ""])


def main() -> None:
    """Write the dictionary to the file named on the command line."""
    Path(sys.argv[1]).write_text(markdown(), encoding="utf-8")


if __name__ == "__main__":
    main()

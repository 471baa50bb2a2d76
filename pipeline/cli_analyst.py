"""Commands of who asks the warehouse: sql, search, explain, changes, export."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli_common import JsonOption, WarehouseOption, print_json, settings_with
from pipeline.exports import FORMATS

Day = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], metavar="AAAA-MM-JJ")]


def register(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    panel = "Interroger"
    for command in (sql, search, explain, changes, export):
        app.command(rich_help_panel=panel)(command)


def sql(
    query: Annotated[str, typer.Argument(metavar="REQUÊTE", help="Du SQL DuckDB, en lecture seule.")],
    warehouse: WarehouseOption = None,
    as_json: JsonOption = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="Écrire du CSV.")] = False,
) -> None:
    """Interroger l'entrepôt publié."""
    from pipeline.tables import print_rows
    from warehouse.query import run_sql

    answer = run_sql(settings_with(warehouse=warehouse).published, query)
    print_rows(answer.columns, answer.rows, as_json=as_json, as_csv=as_csv)


def search(
    words: Annotated[list[str], typer.Argument(metavar="MOTS...", help="Accents, majuscules et terminaisons libres.")],
    warehouse: WarehouseOption = None,
    body: Annotated[str | None, typer.Option("--body", help="Organisation ou organe dont le nom contient…")] = None,
    since: Day = None,
    until: Day = None,
    kind: Annotated[str | None, typer.Option("--kind", help="page, deliberation ou intervention.")] = None,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, help="Réponses au plus.")] = 10,
    as_json: JsonOption = False,
) -> None:
    """Chercher dans les textes."""
    from pipeline.results import print_hits
    from warehouse.search import search as run

    hits = run(
        settings_with(warehouse=warehouse).published,
        " ".join(words),
        body=body,
        since=since.date() if since else None,
        until=until.date() if until else None,
        kind=kind,
        limit=limit,
    )
    if as_json:
        print_json([asdict(hit) for hit in hits])
    else:
        print_hits(hits)


def explain(
    row_id: Annotated[str, typer.Argument(metavar="ROW_ID", help="Identifiant d'un fait (colonne row_id).")],
    warehouse: WarehouseOption = None,
    image: Annotated[
        Path | None, typer.Option("--image", metavar="FICHIER.png", help="Où écrire l'extrait de la page.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Montrer d'où vient un fait : valeurs, règle, citation, et l'extrait de la page, encadré."""
    from pipeline.results import fact_json, fact_picture, print_fact
    from warehouse.explain import explain as run

    settings = settings_with(warehouse=warehouse)
    fact = run(settings.published, row_id)
    picture = fact_picture(fact, settings, image or Path(f"{fact.row_id}.png"))
    if as_json:
        print_json(fact_json(fact, picture))
    else:
        print_fact(fact, picture)


def changes(
    since: Annotated[
        str | None, typer.Option("--since", metavar="EXÉCUTION", help="Après ce run_id ; l'avant-dernier par défaut.")
    ] = None,
    until: Annotated[
        str | None,
        typer.Option("--until", metavar="EXÉCUTION", help="Jusqu'à ce run_id compris ; le dernier par défaut."),
    ] = None,
    warehouse: WarehouseOption = None,
    as_json: JsonOption = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="Écrire du CSV.")] = False,
) -> None:
    """Dire ce qui a changé entre deux chargements : faits apparus, modifiés, disparus, et pourquoi."""
    from pipeline.tables import print_rows
    from warehouse.history import what_changed

    answer = what_changed(settings_with(warehouse=warehouse).published, since, until)
    print_rows(answer.columns, answer.rows, as_json=as_json, as_csv=as_csv)


def export(
    form: Annotated[str, typer.Argument(metavar="FORMAT", help=f"Un de : {', '.join(FORMATS)}.")],
    folder: Annotated[Path, typer.Argument(metavar="DOSSIER", help="Où écrire.")],
    warehouse: WarehouseOption = None,
) -> None:
    """Exporter : données ouvertes, tables, PDF cherchables, ALTO, sac BagIt des originaux."""
    from pipeline.exports import export as run

    if form not in FORMATS:
        raise typer.BadParameter(f"« {form} » n'est pas un de : {', '.join(FORMATS)}", param_hint="FORMAT")
    for line in run(settings_with(warehouse=warehouse), form, folder):
        typer.echo(line)

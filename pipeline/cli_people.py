"""Commands about persons: the queue of doubtful names, and what reviewers decide."""

from __future__ import annotations

import getpass
from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli_common import JsonOption, WarehouseOption, print_json, say, settings_with

people_app = typer.Typer(help="Les personnes : noms douteux, réunir, séparer, renommer, défaire.", no_args_is_help=True)
ReasonOption = Annotated[str | None, typer.Option("--reason", help="Motif, gardé avec la décision.")]


def register(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    app.add_typer(people_app, name="people", rich_help_panel="Interroger")


@people_app.command("review")
def people_review(
    warehouse: WarehouseOption = None,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1)] = 20,
    as_json: JsonOption = False,
) -> None:
    """Voir les noms dont on ne sait pas s'ils désignent la même personne."""
    from pipeline.people import doubtful_pairs, print_pairs

    pairs = doubtful_pairs(settings_with(warehouse=warehouse), limit)
    if as_json:
        print_json(pairs)
    else:
        print_pairs(pairs)


@people_app.command("merge")
def people_merge(
    person: Annotated[str, typer.Argument(metavar="PERSONNE", help="person_id d'un nom.")],
    other: Annotated[str, typer.Argument(metavar="AUTRE", help="person_id de l'autre.")],
    warehouse: WarehouseOption = None,
    reason: ReasonOption = None,
) -> None:
    """Dire que deux personnes n'en font qu'une ; l'identifiant le plus ancien reste, l'autre y renvoie."""
    _decide(warehouse, "merge", person, other_person_id=other, reason=reason)


@people_app.command("split")
def people_split(
    person: Annotated[str, typer.Argument(metavar="PERSONNE", help="person_id dont un nom n'est pas le sien.")],
    other: Annotated[
        str | None, typer.Option("--from", metavar="AUTRE", help="L'autre person_id : les tenir pour distinctes.")
    ] = None,
    name: Annotated[
        str | None, typer.Option("--name", metavar="NOM", help="Forme imprimée qui est celle d'une autre personne.")
    ] = None,
    document: Annotated[
        str | None, typer.Option("--document", metavar="DOCUMENT", help="Seulement dans ce document (document_id).")
    ] = None,
    warehouse: WarehouseOption = None,
    reason: ReasonOption = None,
) -> None:
    """Dire que deux personnes sont distinctes, ou qu'une forme imprimée est celle d'une autre."""
    if (other is None) == (name is None):
        raise typer.BadParameter("donner soit --from AUTRE, soit --name NOM")
    verb = "keep apart" if other else "split"
    _decide(warehouse, verb, person, other_person_id=other, printed_name=name, document_id=document, reason=reason)


@people_app.command("rename")
def people_rename(
    person: Annotated[str, typer.Argument(metavar="PERSONNE", help="person_id.")],
    name: Annotated[str, typer.Argument(metavar="NOM", help="Le nom à retenir, « Prénom NOM ».")],
    warehouse: WarehouseOption = None,
    reason: ReasonOption = None,
) -> None:
    """Choisir le nom sous lequel une personne est montrée."""
    _decide(warehouse, "rename", person, name=name, reason=reason)


@people_app.command("undo")
def people_undo(
    decision: Annotated[
        str | None, typer.Argument(metavar="DÉCISION", help="decision_id ; à défaut, la dernière en vigueur.")
    ] = None,
    warehouse: WarehouseOption = None,
) -> None:
    """Défaire une décision ; elle reste au journal, avec qui l'a défaite et quand."""
    from pipeline.people import undo

    undone = undo(settings_with(warehouse=warehouse), decision, getpass.getuser())
    say(f"{undone} n'est plus en vigueur ; les noms sont rapprochés comme si elle n'avait pas été prise.")


@people_app.command("decisions")
def people_decisions(warehouse: WarehouseOption = None, as_json: JsonOption = False) -> None:
    """Voir les décisions prises, les dernières d'abord."""
    from pipeline.people import VERBS
    from pipeline.tables import print_rows
    from warehouse.overview import decisions_about_people

    answer = decisions_about_people(settings_with(warehouse=warehouse).published)
    if not answer.rows and not as_json:
        say("Aucune décision.")
        return
    verb = answer.columns.index("verb")
    rows = answer.rows if as_json else [(*r[:verb], VERBS.get(r[verb], r[verb]), *r[verb + 1 :]) for r in answer.rows]
    print_rows(answer.columns, rows, as_json=as_json, as_csv=False)


@people_app.command("export")
def people_export(
    file: Annotated[Path, typer.Argument(metavar="FICHIER.csv", help="Fichier à écrire.")],
    warehouse: WarehouseOption = None,
) -> None:
    """Écrire les décisions dans un fichier CSV, à garder ou à porter dans un autre entrepôt."""
    from pipeline.decisions import export_decisions

    count = export_decisions(settings_with(warehouse=warehouse), file)
    say(f"{count} décision{'s' if count > 1 else ''} dans {file}.")


@people_app.command("import")
def people_import(
    file: Annotated[Path, typer.Argument(metavar="FICHIER.csv", help="Écrit par people export.")],
    warehouse: WarehouseOption = None,
) -> None:
    """Reprendre les décisions d'un fichier ; celles déjà connues restent comme elles sont."""
    from pipeline.decisions import import_decisions

    new, every = import_decisions(settings_with(warehouse=warehouse), file)
    say(f"{new} décision{'s' if new > 1 else ''} reprise{'s' if new > 1 else ''}, {every - new} déjà connue(s).")


@people_app.command("import-rne")
def people_import_rne(
    files: Annotated[
        list[Path],
        typer.Argument(metavar="CSV...", help="Fichiers du Répertoire national des élus."),
    ],
    warehouse: WarehouseOption = None,
) -> None:
    """Prendre le Répertoire national des élus (data.gouv.fr) en renfort, sans garder les dates de naissance."""
    from pipeline.rne import import_register

    for told in import_register(settings_with(warehouse=warehouse), files):
        if not told.is_of_use:
            say(f"{told.path.name} : mandat sans commune ni intercommunalité, laissé de côté.")
            continue
        left_out = f", {told.skipped} ligne(s) sans nom ou sans lieu" if told.skipped else ""
        say(f"{told.path.name} : {told.entries} mandat{'s' if told.entries > 1 else ''}{left_out}.")


def _decide(warehouse: Path | None, verb: str, person_id: str, **about: str | None) -> None:
    from pipeline.people import decide

    outcome = decide(settings_with(warehouse=warehouse), verb, getpass.getuser(), person_id, **about)
    say(f"{outcome} La décision survivra à toute nouvelle extraction ; « greffier people undo » la défait.")

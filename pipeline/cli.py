"""The command line: parses, calls one function, prints, returns a code. Heavy imports wait for the command chosen.

People read standard error; standard output carries what a program would read (rows, JSON, paths).
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from pipeline import cli_analyst, cli_people
from pipeline.cli_common import JsonOption, WarehouseOption, print_json, say, settings_with
from pipeline.exit_codes import ExitCode

app = typer.Typer(
    name="greffier",
    help="Des comptes rendus de séance (PDF numériques ou scannés) vers un entrepôt DuckDB qu'on peut croire.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
quarantine_app = typer.Typer(
    help="Les fichiers qui n'ont pas pu être pris : les voir, les rendre, les écarter.", no_args_is_help=True
)


def main() -> None:
    """Run the command line; every known error becomes a sentence, a way out and an exit code."""
    from corpus.errors import GreffierError

    try:
        app()
    except GreffierError as error:
        say(f"{error.reason}\n→ {error.way_out}")
        sys.exit(_code_of(error))
    except OSError as error:
        say(f"Le système refuse : {error}.\n→ Vérifier la place et les droits (`greffier doctor`), puis relancer.")
        sys.exit(ExitCode.FAILED)


def _code_of(error: Any) -> ExitCode:
    return {"warehouse-busy": ExitCode.BUSY, "ocr-unavailable": ExitCode.NOT_READY}.get(error.code, ExitCode.FAILED)


@app.command(rich_help_panel="Import")
def ingest(
    paths: Annotated[
        list[Path], typer.Argument(metavar="CHEMIN...", help="Dossiers (à toute profondeur) ou fichiers.")
    ],
    warehouse: WarehouseOption = None,
    jobs: Annotated[
        int | None, typer.Option("--jobs", "-j", min=1, help="Processus de lecture (défaut : un par cœur).")
    ] = None,
    dask: Annotated[
        str | None, typer.Option("--dask", metavar="ADRESSE", help="Lire sur une grappe Dask (tcp://hôte:8786).")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Dire ce qui serait fait, sans rien écrire.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Tout refaire, quarantaine comprise.")] = False,
    outdated: Annotated[
        bool, typer.Option("--outdated", help="Refaire ce qu'une version antérieure a extrait, sans relire.")
    ] = False,
    sidecar: Annotated[
        list[Path] | None, typer.Option("--sidecar", help="CSV path,body,date,reference (en plus des greffier.csv).")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Prendre des fichiers dans l'entrepôt : le travail principal."""
    settings = settings_with(warehouse=warehouse, jobs=jobs)
    from pipeline.inbox import Request
    from pipeline.progress import Bar
    from pipeline.run import ingest as run

    request = Request(paths, dry_run, force, outdated, sidecar or ())
    with Bar() as bar:
        summary = run(settings, request, bar, dask)
    from pipeline.account import print_account

    print_account(summary, settings)
    if as_json:
        print_json(summary.to_json())
    raise typer.Exit(summary.exit_code)


@app.command(rich_help_panel="Suivi")
def status(warehouse: WarehouseOption = None, as_json: JsonOption = False) -> None:
    """Dire ce que contient l'entrepôt, et où en est un import en cours."""
    from pipeline.state import print_state, state_of

    state = state_of(settings_with(warehouse=warehouse))
    if as_json:
        print_json(state.to_json())
    else:
        print_state(state)


@app.command(rich_help_panel="Suivi")
def doctor(warehouse: WarehouseOption = None, as_json: JsonOption = False) -> None:
    """Dire si la machine est prête."""
    from pipeline.doctor import examine_machine, print_findings

    findings = examine_machine(settings_with(warehouse=warehouse))
    if as_json:
        print_json([finding.to_json() for finding in findings])
    else:
        print_findings(findings)
    if any(finding.is_blocking for finding in findings):
        raise typer.Exit(ExitCode.NOT_READY)


@app.command(rich_help_panel="Suivi")
def report(
    warehouse: WarehouseOption = None,
    html: Annotated[Path | None, typer.Option("--html", metavar="FICHIER", help="Écrire une page HTML.")] = None,
    as_csv: Annotated[
        Path | None, typer.Option("--csv", metavar="FICHIER", help="Écrire la quarantaine en CSV (tableur).")
    ] = None,
) -> None:
    """Rendre compte : ce qui est entré, ce qui a échoué, pourquoi et que faire."""
    from corpus.store import Store
    from pipeline.report import make_report, print_report, write_csv, write_html

    settings = settings_with(warehouse=warehouse)
    made = make_report(settings)
    store = Store(settings.store_root)
    if html is not None:
        write_html(made, html.absolute(), store)
        say(f"Rapport écrit : {html}")
    if as_csv is not None:
        write_csv(made, as_csv.absolute(), store)
        say(f"Quarantaine écrite : {as_csv}")
    if html is None and as_csv is None:
        print_report(made)


@app.command(rich_help_panel="Suivi")
def audit(warehouse: WarehouseOption = None, as_json: JsonOption = False) -> None:
    """Vérifier que chaque original a toujours les octets pris en charge."""
    from pipeline.audit import audit as run
    from pipeline.audit import print_audit
    from pipeline.progress import Bar

    with Bar() as bar:
        result = run(settings_with(warehouse=warehouse), bar)
    if as_json:
        print_json(result.to_json())
    else:
        print_audit(result)
    if result.is_loss:
        raise typer.Exit(ExitCode.DAMAGED)


@app.command(rich_help_panel="Import")
def schedule(
    inboxes: Annotated[list[Path], typer.Argument(metavar="DOSSIER...", help="Ce qui est pris chaque nuit.")],
    cron: Annotated[str, typer.Option("--cron", help="Quand : minute heure jour mois jour-de-semaine.")] = "0 2 * * *",
    timezone: Annotated[str, typer.Option("--timezone", help="Fuseau horaire.")] = "Europe/Paris",
    port: Annotated[int, typer.Option("--port", help="Port du serveur Prefect, sur cette machine seulement.")] = 4200,
    systemd: Annotated[
        bool, typer.Option("--systemd", help="Écrire plutôt les unités systemd qui font de même, et s'arrêter.")
    ] = False,
    warehouse: WarehouseOption = None,
) -> None:
    """Importer chaque nuit : un déploiement Prefect servi par ce processus."""
    from pipeline.schedule import serve, systemd_units

    settings = settings_with(warehouse=warehouse)
    if systemd:
        typer.echo(systemd_units(settings, inboxes, cron), nl=False)
    else:
        serve(settings, inboxes, cron, timezone, port)


@quarantine_app.command("list")
def quarantine_list(warehouse: WarehouseOption = None, as_json: JsonOption = False) -> None:
    """Voir les fichiers en quarantaine, la cause et le remède."""
    from pipeline.quarantine import held_files, print_held

    held = held_files(settings_with(warehouse=warehouse))
    if as_json:
        print_json([file.to_json() for file in held])
    else:
        print_held(held)


@quarantine_app.command("release")
def quarantine_release(
    sha256: Annotated[str, typer.Argument(metavar="EMPREINTE", help="Début de l'empreinte, ou `all`.")],
    warehouse: WarehouseOption = None,
    reason: Annotated[str | None, typer.Option("--reason", help="Motif, gardé au journal.")] = None,
) -> None:
    """Rendre un fichier : le prochain `ingest` l'essaiera à nouveau."""
    _decide_quarantine(warehouse, sha256, "released", reason)


@quarantine_app.command("reject")
def quarantine_reject(
    sha256: Annotated[str, typer.Argument(metavar="EMPREINTE", help="Début de l'empreinte, ou `all`.")],
    warehouse: WarehouseOption = None,
    reason: Annotated[str | None, typer.Option("--reason", help="Motif, gardé au journal.")] = None,
) -> None:
    """Écarter un fichier pour de bon : il ne sera plus essayé et ne compte plus comme un échec."""
    _decide_quarantine(warehouse, sha256, "rejected", reason)


def _decide_quarantine(warehouse: Path | None, sha256: str, state: str, reason: str | None) -> None:
    from pipeline.quarantine import decide

    count = decide(settings_with(warehouse=warehouse), sha256, state, reason)
    done = "rendu(s) : relancer `greffier ingest`" if state == "released" else "écarté(s)"
    say(f"{count} fichier(s) {done}.")


app.add_typer(quarantine_app, name="quarantine", rich_help_panel="Suivi")
cli_analyst.register(app)
cli_people.register(app)


if __name__ == "__main__":
    main()

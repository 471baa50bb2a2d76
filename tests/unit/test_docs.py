"""What the docs say is so: settings, exit codes, causes of failure, commands."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from corpus.errors import GreffierError
from pipeline.exit_codes import ExitCode
from pipeline.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
DOCS = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
OPERATOR = (ROOT / "docs" / "operator.md").read_text(encoding="utf-8")
ARCHIVIST = (ROOT / "docs" / "archivist.md").read_text(encoding="utf-8")


def shown(value) -> str:
    return str(value).lower() if isinstance(value, bool) else f"{value:g}" if isinstance(value, float) else str(value)


@pytest.mark.parametrize("name", Settings.model_fields)
def test_every_setting_is_documented_with_its_default(name):
    row = re.search(rf"^\| `{name}` \| (.+?) \| (.+) \|$", OPERATOR, re.MULTILINE)
    assert row, f"docs/operator.md says nothing of {name}"
    default = Settings.model_fields[name].default
    if default is not None:
        assert shown(default) in row[1].strip("`")


def test_no_setting_is_documented_that_is_none():
    section = OPERATOR.split("## Settings")[1].split("## ")[0]
    assert set(re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE)) == set(Settings.model_fields)


def test_exit_codes_are_those_documented():
    documented = {int(c): n for c, n in re.findall(r"^\| (\d+) \| (\w+) \|", OPERATOR, re.MULTILINE)}
    assert documented == {int(code): code.name for code in ExitCode}


def subclasses(base: type) -> set[type]:
    return {base, *(c for child in base.__subclasses__() for c in subclasses(child))}


def test_every_cause_that_can_quarantine_a_file_has_its_remedy():
    import corpus.errors
    import pipeline.ingestion
    import pipeline.stages

    causes = {
        e.code for e in subclasses(corpus.errors.GreffierError) if e.__module__ in {"corpus.errors", "pipeline.stages"}
    }
    causes.add(pipeline.ingestion.LOST_DERIVATIVE.code)
    documented = set(re.findall(r"^\| `([a-z-]+)` \|", ARCHIVIST, re.MULTILINE))
    assert documented == causes
    assert pipeline.stages.MemoryExceeded.code in documented


def test_every_error_says_what_to_do():
    import warehouse.errors  # noqa: F401

    codes: dict[str, type] = {}
    for error in subclasses(GreffierError) - {GreffierError}:
        if error.__module__.split(".")[0] not in {"corpus", "pipeline", "warehouse", "extractors"}:
            continue
        if error.code != GreffierError.code:  # a base class of a room keeps the base code
            assert codes.setdefault(error.code, error) is error, f"two causes share the code {error.code}"
            assert error.way_out != GreffierError.way_out, error.code


def commands() -> list[str]:
    found = []
    for path in DOCS:
        for block in re.findall(r"^```\w*\n(.*?)^```", path.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL):
            for line in block.splitlines():
                line = line.split("  #")[0].strip()
                if re.match(r"(\.venv/bin/)?greffier ", line):
                    found.append(re.sub(r"^\.venv/bin/", "", line))
    return sorted(set(found))


def test_there_are_commands_in_the_docs():
    assert len(commands()) > 15


@pytest.mark.parametrize("command", commands())
def test_every_command_of_the_docs_is_one(command):
    """Parsed as it stands; the flow tests run the archivist's guide."""
    import typer.main

    from pipeline.cli import app

    words = shlex.split(command)[1:]
    group = typer.main.get_command(app)
    context = group.make_context("greffier", words, resilient_parsing=False)
    name, sub, rest = group.resolve_command(context, context._protected_args + context.args)
    while hasattr(sub, "commands"):
        context = sub.make_context(name, rest, parent=context)
        name, sub, rest = sub.resolve_command(context, context._protected_args + context.args)
    sub.make_context(name, rest, parent=context)


def test_links_between_docs_lead_somewhere():
    for path in DOCS:
        for target in re.findall(r"\]\(([^)#:]+)\)", path.read_text(encoding="utf-8")):
            assert (path.parent / target).exists(), f"{path.name} -> {target}"


def test_make_targets_of_the_docs_exist():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    for path in DOCS:
        assert set(re.findall(r"\bmake ([a-z]+)", path.read_text(encoding="utf-8"))) - {"it"} <= targets, path.name

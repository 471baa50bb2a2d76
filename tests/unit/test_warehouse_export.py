"""Exports: complete, typed, the same bytes each time; SCDL valid, and honest about what it leaves out."""

from __future__ import annotations

import csv
import dataclasses
import re
import zipfile
from datetime import date
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.records import Outcome
from tests.warehouse_cases import ORGANISATION, entry, history, minutes
from warehouse import Warehouse
from warehouse.errors import ExportFailed
from warehouse.export import export_csv, export_parquet, export_xlsx, exported_tables
from warehouse.query import run_sql
from warehouse.scdl import BodySettings, export_scdl
from warehouse.scdl.bodies import is_siret, settings_of
from warehouse.scdl.export import schema, subjects, validate

SIRET = "12345678200002"
SETTINGS = {"commune de VALBRUME": BodySettings(siret=SIRET, official_name="Valbrume", prefecture="PREF099",
                                                url="https://valbrume.example/actes/{number}.pdf")}  # fmt: skip


@pytest.fixture(scope="module")
def published(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("published")
    with Warehouse.open(folder / "loader.duckdb", "test") as warehouse:
        warehouse.load_batch(history(), warehouse.start_run("test"))
        warehouse.publish(folder / "warehouse.duckdb")
    return folder / "warehouse.duckdb"


@pytest.mark.parametrize("export", [export_parquet, export_csv, export_xlsx])
def test_exports_repeat_byte_for_byte(published, tmp_path, export):
    once, again = export(published, tmp_path / "a"), export(published, tmp_path / "b")
    assert [f.read_bytes() for f in once] == [f.read_bytes() for f in again]


def test_parquet_holds_every_row_and_type(published, tmp_path):
    for file, table in zip(export_parquet(published, tmp_path), exported_tables(), strict=True):
        read = duckdb.sql(f"DESCRIBE SELECT * FROM '{file}'").fetchall()
        assert [r[0] for r in read] == list(table.column_names)
        assert [r[1] for r in read] == [c.type for c in table.columns]
        there = duckdb.sql(f"SELECT count(*) FROM '{file}'").fetchone()
        assert there == run_sql(published, f"SELECT count(*) FROM {table.name}").rows[0], table.name


def test_csv_keeps_null_from_empty(published, tmp_path):
    export_csv(published, tmp_path)
    rows = list(csv.DictReader((tmp_path / "tariffs.csv").open(encoding="utf-8")))
    assert [r["amount"] for r in rows] == ["3.550000", "3.400000", "3.250000"]
    assert {r["tier"] for r in rows} == {""}


def test_workbook_is_typed(published, tmp_path):
    (file,) = export_xlsx(published, tmp_path)
    with zipfile.ZipFile(file) as parts:
        book = parts.read("xl/workbook.xml").decode()
        names = [t.name for t in exported_tables()]
        assert all(f'name="{n}"' in book for n in names)
        sheet = parts.read(f"xl/worksheets/sheet{names.index('tariffs') + 2}.xml").decode()
        assert re.search(r"<v>3\.550*</v>", sheet)
        meetings = parts.read(f"xl/worksheets/sheet{names.index('meetings') + 2}.xml").decode()
        assert f"<v>{(date(2024, 9, 24) - date(1899, 12, 30)).days}</v>" in meetings


def test_workbook_runs_no_formula_of_a_document(tmp_path):
    said = dataclasses.replace(
        minutes(), deliberations=(dataclasses.replace(minutes().deliberations[0], title="=1+1\x0b" + "x" * 40_000),)
    )
    with Warehouse.open(tmp_path / "loader.duckdb") as warehouse:
        warehouse.load_batch([entry(said=said)], warehouse.start_run("test"))
        warehouse.publish(tmp_path / "w.duckdb")
    (file,) = export_xlsx(tmp_path / "w.duckdb", tmp_path)
    with zipfile.ZipFile(file) as parts:
        sheets = "".join(parts.read(n).decode() for n in parts.namelist() if n.startswith("xl/worksheets/"))
    assert "<f>" not in sheets
    assert "=1+1 xxx" in sheets
    assert "[…]" in sheets


def test_scdl_is_valid_and_complete(published, tmp_path):
    report = export_scdl(published, tmp_path, SETTINGS)
    assert report.exported == 6
    assert [f.name for f in report.files] == [f"deliberations-{SIRET}.csv", "non-exporte.csv"]
    rows = list(csv.DictReader(report.files[0].open(encoding="utf-8", newline="")))
    assert list(rows[0]) == [f["name"] for f in schema()["fields"]]
    assert len(rows[0]) == 17
    second = rows[1]
    assert (second["COLL_NOM"], second["COLL_SIRET"], second["DELIB_ID"]) == ("Valbrume", SIRET, "2023-11-02")
    assert (second["DELIB_DATE"], second["DELIB_MATIERE_CODE"]) == ("2023-11-07", "7.5")
    assert second["DELIB_MATIERE_NOM"] == "finances locales/subventions"
    assert [second[k] for k in ("VOTE_EFFECTIF", "VOTE_REEL", "VOTE_POUR", "VOTE_CONTRE", "VOTE_ABSTENTION")] == [
        "5", "5", "4", "1", "0",
    ]  # fmt: skip
    assert second["DELIB_URL"] == "https://valbrume.example/actes/2023-11-02.pdf"
    assert rows[0]["VOTE_POUR"] == ""


def test_scdl_repeats_byte_for_byte(published, tmp_path):
    once = export_scdl(published, tmp_path / "a", SETTINGS)
    again = export_scdl(published, tmp_path / "b", SETTINGS)
    assert [f.read_bytes() for f in once.files] == [f.read_bytes() for f in again.files]


def leaving_out(tmp_path: Path, settings=SETTINGS, **changes) -> list[tuple[str, str]]:
    """What the report says of the first deliberation so changed."""
    said = minutes()
    changed = (dataclasses.replace(said.deliberations[0], **changes), *said.deliberations[1:])
    with Warehouse.open(tmp_path / "loader.duckdb") as warehouse:
        warehouse.load_batch(
            [entry(said=dataclasses.replace(said, deliberations=changed))], warehouse.start_run("test")
        )
        warehouse.publish(tmp_path / "w.duckdb")
    report = export_scdl(tmp_path / "w.duckdb", tmp_path / "out", settings)
    kept = sum(1 for x in report.left_out if x.what == "délibération")
    assert report.exported + kept == 2
    written = list(csv.DictReader((tmp_path / "out" / "non-exporte.csv").open(encoding="utf-8", newline="")))
    assert len(written) == len(report.left_out)
    return [(x.what, x.reason) for x in report.left_out if x.row_id.endswith("D00001")]


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"subject_code": None}, "matière ACTES trop incertaine"),
        ({"subject_code": "7.99"}, "matière hors nomenclature"),
        ({"number": None}, "numéro d'acte non imprimé, aucun modèle réglé"),
        ({"outcome": Outcome.REJECTED}, "la délibération n'a pas été adoptée"),
        ({"title": None, "decision": None}, "objet inconnu"),
    ],
)
def test_scdl_leaves_out_what_lacks_and_says_why(tmp_path, changes, reason):
    assert leaving_out(tmp_path, **changes) == [("délibération", reason)]


def test_scdl_leaves_out_votes_that_do_not_add_up(tmp_path):
    told = leaving_out(tmp_path, votes_for=3, votes_against=1, abstentions=0, votes_cast=5)
    assert told == [("votes", "pour, contre et abstentions font 4, les votants sont 5")]


def test_scdl_without_settings_exports_nothing_and_says_so(published, tmp_path):
    report = export_scdl(published, tmp_path, {})
    assert (report.exported, len(report.left_out)) == (0, 6)
    assert {x.reason for x in report.left_out} == {"aucun réglage (SIRET) pour cet organisme"}


def test_scdl_numbers_acts_by_the_model_of_the_body(tmp_path):
    model = {ORGANISATION: BodySettings(siret=SIRET, act_number="{date:%Y%m%d}-{position:02d}")}
    assert leaving_out(tmp_path, settings=model, number=None) == []
    rows = list(csv.DictReader((tmp_path / "out" / f"deliberations-{SIRET}.csv").open(encoding="utf-8", newline="")))
    assert rows[0]["DELIB_ID"] == "20240312-01"


def test_what_breaks_the_schema_is_refused(tmp_path):
    file = tmp_path / "deliberations.csv"
    names = [f["name"] for f in schema()["fields"]]
    file.write_text(",".join(names) + "\n" + ",".join(["Valbrume", "123"] + [""] * 15) + "\n", encoding="utf-8")
    with pytest.raises(ExportFailed, match="COLL_SIRET"):
        validate(file)


def test_nomenclature_is_spelt_as_the_schema_asks():
    assert len(subjects()) == 57
    for code, name in subjects().items():
        assert name == name.lower(), name
        assert name.count("/") == 1 and not set(name) & set(",()"), name
        assert code.count(".") == 1


def test_siret_key():
    assert is_siret(SIRET)
    assert not is_siret("12345678200003")
    assert not is_siret("1234567820000")
    assert is_siret("35600000000048")


@settings(deadline=None)
@given(st.text(alphabet="0123456789", min_size=13, max_size=13))
def test_exactly_one_last_digit_makes_a_siret(start):
    made = [d for d in "0123456789" if is_siret(start + d)]
    assert len(made) >= 1
    assert len(made) == 1 or start.startswith("356000000")


def test_settings_are_found_whatever_the_capitals():
    assert settings_of("COMMUNE DE VALBRUME", SETTINGS) is SETTINGS["commune de VALBRUME"]
    assert settings_of("Autre", SETTINGS) is None
    assert settings_of(None, SETTINGS) is None


def test_money_leaves_as_decimal(published, tmp_path):
    export_parquet(published, tmp_path)
    (value,) = duckdb.sql(f"SELECT max(amount) FROM '{tmp_path}/amounts.parquet'").fetchone()
    assert value == Decimal("1500.0000")

"""Where settings come from, which wins, and where files go."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.settings import Settings, WrongSettings, load_settings


@pytest.fixture(autouse=True)
def elsewhere(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


def test_command_line_over_environment_over_file(tmp_path, monkeypatch):
    (tmp_path / "greffier.toml").write_text('max_pages = 10\njobs = 3\nwarehouse = "f.duckdb"\n')
    assert load_settings().max_pages == 10
    monkeypatch.setenv("GREFFIER_MAX_PAGES", "20")
    assert load_settings().max_pages == 20
    assert load_settings(max_pages=30).max_pages == 30
    assert load_settings(max_pages=None).max_pages == 20
    assert load_settings().workers == 3


def test_everything_stays_beside_the_warehouse(tmp_path):
    settings = load_settings(warehouse=Path("data/w.duckdb"))
    assert settings.published == tmp_path / "data" / "w.duckdb"
    assert settings.store_root == tmp_path / "data" / ".greffier"
    assert settings.loader != settings.published
    assert {settings.loader.parents[1], settings.ledger.parents[1]} == {settings.store_root}


def test_two_warehouses_share_a_store_and_nothing_else(tmp_path):
    one, two = Settings(warehouse=tmp_path / "a.duckdb"), Settings(warehouse=tmp_path / "b.duckdb")
    assert one.store_root == two.store_root
    assert one.loader != two.loader
    assert one.ledger != two.ledger


@pytest.mark.parametrize(
    "given", [{"jobs": -1}, {"max_bytes": 0}, {"orchestrator": "cron"}, {"memory_mb": 1}, {"document_seconds": 0}]
)
def test_what_cannot_be_is_refused(given):
    with pytest.raises(WrongSettings) as caught:
        load_settings(**given)
    assert next(iter(given)) in caught.value.reason


def test_a_folder_is_no_warehouse(tmp_path):
    with pytest.raises(WrongSettings, match="dossier"):
        load_settings(warehouse=tmp_path)

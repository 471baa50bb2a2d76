"""Derivatives whole or not at all; a ledger that loses no line."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.ledger import Ledger
from corpus.page import Box, Page, ReadDocument, Reading, Word
from corpus.store import Key, Store, append_json_lines, read_json_lines, settings_hash
from extractors.records import Amount, Evidence, Meeting, Minutes

SHA = "ab" * 32
KEY = Key(SHA, "read", "1", "s")
DOCUMENT = ReadDocument(
    SHA,
    (Page(1, 595.0, 842.0, Reading.OCR, (Word("séance", Box(1, 2, 3, 4), 91.5, raw="sèance"),), confidence=91.5),),
    ("note",),
)


def test_what_is_put_is_got(tmp_path):
    store = Store(tmp_path)
    assert store.get(KEY, ReadDocument) is None
    store.put(KEY, DOCUMENT, ReadDocument)
    assert store.get(KEY, ReadDocument) == DOCUMENT


def test_records_keep_their_types(tmp_path):
    evidence = Evidence(1, Box(0, 0, 1, 1), "12 500,10 €", 0.9, "amounts.plain")
    minutes = Minutes(
        meetings=(Meeting(held_on=date(2023, 3, 14), evidence=evidence, field_evidence=(("held_on", evidence),)),),
        amounts=(Amount(position=1, amount=Decimal("12500.10"), evidence=evidence),),
    )
    store = Store(tmp_path)
    store.put(KEY, minutes, Minutes)
    got = store.get(KEY, Minutes)
    assert got == minutes
    assert str(got.amounts[0].amount) == "12500.10"


def test_the_same_value_gives_the_same_bytes(tmp_path):
    first = Store(tmp_path / "a").put(KEY, DOCUMENT, ReadDocument).read_bytes()
    second = Store(tmp_path / "b").put(KEY, DOCUMENT, ReadDocument).read_bytes()
    assert first == second


@pytest.mark.parametrize("damage", [lambda b: b"", lambda b: b[:-5], lambda b: b[: len(b) // 2], lambda b: b"{}" + b])
def test_a_damaged_derivative_is_as_good_as_none(tmp_path, damage):
    store = Store(tmp_path)
    path = store.put(KEY, DOCUMENT, ReadDocument)
    path.write_bytes(damage(path.read_bytes()))
    assert store.get(KEY, ReadDocument) is None


def test_another_version_or_setting_is_another_derivative(tmp_path):
    store = Store(tmp_path)
    store.put(KEY, DOCUMENT, ReadDocument)
    assert not store.has(Key(SHA, "read", "2", "s"))
    assert not store.has(Key(SHA, "read", "1", "t"))
    assert settings_hash({"a": 1, "b": 2}) == settings_hash({"b": 2, "a": 1})
    assert settings_hash({"a": 1}) != settings_hash({"a": 2})


def test_a_failed_write_leaves_what_was_there(tmp_path):
    store = Store(tmp_path)
    path = store.put(KEY, DOCUMENT, ReadDocument)
    with pytest.raises(OSError, match="full"), store.replacing(path) as temporary:
        temporary.write_bytes(b"half")
        raise OSError("disk full")
    assert store.get(KEY, ReadDocument) == DOCUMENT
    assert [p.name for p in path.parent.iterdir()] == [path.name]


def test_keys_cannot_lead_out_of_the_store():
    with pytest.raises(ValueError, match="SHA-256"):
        Key("../../etc/passwd", "read", "1")
    with pytest.raises(ValueError, match="stage"):
        Key(SHA, "../x", "1")
    assert "/" not in Key(SHA, "read", "../../1").file_name


def test_originals_are_copied_once_and_never_changed(tmp_path):
    source = tmp_path / "in.pdf"
    source.write_bytes(b"%PDF-1.4 x")
    store = Store(tmp_path / "store")
    sha256 = store.take(source)
    kept = store.original_path(sha256)
    assert kept.read_bytes() == source.read_bytes()
    assert not kept.stat().st_mode & 0o222
    before = kept.stat().st_ino
    assert store.take(source) == sha256
    assert kept.stat().st_ino == before
    assert list(store.originals()) == [kept]
    assert store.take(source, keep=False) == sha256


def test_ledger_survives_a_torn_line(tmp_path):
    ledger = Ledger(tmp_path / "l.jsonl")
    ledger.append("taken-in", run_id="r", sha256=SHA, path="é")
    whole = ledger.path.read_bytes()
    ledger.path.write_bytes(whole + b'{"event": "torn')
    assert [e.event for e in ledger.events()] == ["taken-in"]
    ledger.append("loaded", run_id="r", sha256=SHA)
    events = list(ledger.events())
    assert [e.event for e in events] == ["taken-in", "loaded"]
    assert events[0].facts == {"path": "é"}
    assert ledger.path.read_bytes().startswith(whole)


@given(st.lists(st.dictionaries(st.text(max_size=5), st.integers() | st.text(max_size=20), max_size=3), max_size=5))
def test_json_lines_round_trip(tmp_path_factory, rows):
    path = tmp_path_factory.mktemp("jl") / "f.jsonl"
    append_json_lines(path, rows)
    append_json_lines(path, rows)
    assert list(read_json_lines(path)) == rows + rows

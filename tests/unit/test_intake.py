"""Which files are found, who they are, and which are refused, by cause."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from corpus.discovery import PassedOver, discover, shown
from corpus.errors import EmptyFile, EncryptedPdf, NotAPdf, OverLimit, SourceUnreadable, TruncatedPdf
from corpus.intake import Limits, examine, fingerprint, screen


def names(*roots, **given):
    return [c.path.name for c in discover(roots, **given)]


def test_fingerprint_is_the_hash_of_the_bytes_and_copies_them(tmp_path):
    source = tmp_path / "a"
    source.write_bytes(b"x" * 3_000_000)
    copy = tmp_path / "b"
    assert fingerprint(source, copy) == hashlib.sha256(source.read_bytes()).hexdigest()
    assert copy.read_bytes() == source.read_bytes()


def test_fingerprint_of_what_is_gone(tmp_path):
    with pytest.raises(SourceUnreadable):
        fingerprint(tmp_path / "nowhere.pdf")


def test_a_good_pdf_passes(make_pdf):
    assert examine(make_pdf(pages=3)).page_count == 3


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"", EmptyFile),
        (b"Bonjour, ceci n'est pas un PDF.", NotAPdf),
        (b"PK\x03\x04 un document bureautique", NotAPdf),
        (b"%PDF-1.7\n1 0 obj << /Type /Catalog", TruncatedPdf),
        (b"%PDF-1.7\nrubbish\nstartxref\n0\n%%EOF\n", TruncatedPdf),
    ],
)
def test_refused_by_cause(tmp_path, content, error):
    path = tmp_path / "f.pdf"
    path.write_bytes(content)
    with pytest.raises(error) as caught:
        examine(path)
    assert caught.value.is_terminal
    assert caught.value.reason
    assert caught.value.way_out


@pytest.mark.parametrize("part", [0.2, 0.5, 0.9, 0.99])
def test_a_cut_copy_is_never_taken_for_a_short_document(make_pdf, part):
    path = make_pdf(pages=6)
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * part)])
    with pytest.raises(TruncatedPdf):
        examine(path)


def test_padding_after_the_end_is_no_damage(make_pdf):
    path = make_pdf()
    path.write_bytes(path.read_bytes() + b"\0" * 100_000)
    assert examine(path).page_count == 1


def test_bytes_before_the_header_are_no_damage(make_pdf):
    path = make_pdf()
    path.write_bytes(b"\xef\xbb\xbf\r\n" + path.read_bytes())
    screen(path)


def test_encrypted(make_pdf):
    with pytest.raises(EncryptedPdf):
        examine(make_pdf(password="sésame"))


def test_limits(make_pdf):
    path = make_pdf(pages=4)
    with pytest.raises(OverLimit, match="4 pages"):
        examine(path, Limits(max_pages=3))
    with pytest.raises(OverLimit, match="octets"):
        examine(path, Limits(max_bytes=100))
    with pytest.raises(OverLimit, match="842 points"):
        examine(path, Limits(max_page_points=800))


def test_discovery_goes_deep_in_a_stable_order_and_passes_over_what_is_no_document(tmp_path):
    for name in (
        "b/z/deep.pdf",
        "b/a.PDF",
        "a.pdf",
        ".hidden/x.pdf",
        ".hidden.pdf",
        "Thumbs.db",
        "~$lock.doc",
        "t.csv",
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")
    passed: list[PassedOver] = []
    assert names(tmp_path, passed_over=passed.append) == ["a.pdf", "a.PDF", "deep.pdf"]
    assert [p.path.name for p in passed] == ["t.csv"]


def test_a_path_given_twice_is_found_once(tmp_path):
    path = tmp_path / "a.pdf"
    path.write_bytes(b"x")
    assert names(tmp_path, path, tmp_path / ".") == ["a.pdf"]


def test_links_are_not_followed_out_of_the_folder(tmp_path):
    outside = tmp_path / "outside"
    inside = tmp_path / "inside"
    outside.mkdir()
    inside.mkdir()
    (outside / "secret.pdf").write_bytes(b"x")
    (inside / "own.pdf").write_bytes(b"x")
    (inside / "to-file.pdf").symlink_to(outside / "secret.pdf")
    (inside / "to-folder").symlink_to(outside)
    (inside / "to-own.pdf").symlink_to("own.pdf")
    (inside / "dangling.pdf").symlink_to("nowhere.pdf")
    (inside / "loop").symlink_to(inside)
    os.mkfifo(inside / "pipe.pdf")
    passed: list[PassedOver] = []
    assert names(inside, passed_over=passed.append) == ["own.pdf", "to-own.pdf"]
    assert {p.path.name for p in passed} == {"to-file.pdf", "to-folder", "dangling.pdf", "loop", "pipe.pdf"}


def test_odd_names_are_found_and_shown_as_text(tmp_path):
    odd = [b"caf\xe9.pdf", "séance du 3.pdf".encode(), b"new\nline.pdf", b"--help.pdf", b"a;rm -rf.pdf"]
    for name in odd:
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name)).write_bytes(b"x")
    found = list(discover([tmp_path]))
    assert len(found) == len(odd)
    for candidate in found:
        candidate.shown.encode("utf-8")
        assert "\n" not in candidate.shown
    assert shown(Path(os.fsdecode(b"caf\xe9.pdf"))) == "caf\\xe9.pdf"


def test_a_root_that_is_not_there(tmp_path):
    with pytest.raises(SourceUnreadable):
        list(discover([tmp_path / "nowhere"]))

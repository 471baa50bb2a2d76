"""Files made to harm: each is read or refused with its cause within its limits, and its neighbours are read."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.inbox import Request
from pipeline.run import ingest
from pipeline.settings import Settings
from pipeline.sorting import Kind

FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
TEXT = b"BT /F1 12 Tf 72 700 Td (Le conseil municipal approuve la motion.) Tj ET"


def pdf(*objects: bytes) -> bytes:
    """A file of these objects, numbered from 1; the first is the catalogue."""
    body, places = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"trailer\n<< /Root 1 0 R /Size %d >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(body))
    return body + b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + table + trailer


def stream(data: bytes, extra: bytes = b"") -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), extra, data)


def one_page(
    content: bytes, box: bytes = b"0 0 595 842", resources: bytes = b"/Font << /F1 5 0 R >>", *more: bytes
) -> bytes:
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [%s] /Contents 4 0 R /Resources << %s >> >>" % (box, resources)
    return pdf(
        b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>", page, content, FONT, *more
    )


def decompression_bomb() -> bytes:
    squeezed = zlib.compressobj(9)
    data = b"".join(squeezed.compress(b" " * (1 << 20)) for _ in range(1500)) + squeezed.flush()
    return one_page(stream(data, b"/Filter /FlateDecode"))


def bomb_in_a_bomb() -> bytes:
    inner = zlib.compress(b" " * (1 << 28), 9)
    return one_page(stream(zlib.compress(inner, 9), b"/Filter [/FlateDecode /FlateDecode]"))


def twenty_thousand_pages() -> bytes:
    kids = b" ".join([b"3 0 R"] * 20_000)
    return pdf(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count 20000 >>" % kids,
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
    )


def hundred_megapixels() -> bytes:
    image = stream(
        zlib.compress(b"\xff" * (10_000 * 10_000 // 8), 9),
        b"/Type /XObject /Subtype /Image /Width 10000 /Height 10000 /BitsPerComponent 1 /ColorSpace /DeviceGray "
        b"/Filter /FlateDecode",
    )
    return one_page(stream(b"595 0 0 842 0 0 cm /I Do"), b"0 0 595 842", b"/XObject << /I 6 0 R >>", image)


def hundred_megapixels_in_colour() -> bytes:
    squeezed = zlib.compressobj(9)
    rows = b"".join(squeezed.compress(b"\xff" * 30_000 * 100) for _ in range(100)) + squeezed.flush()
    image = stream(
        rows,
        b"/Type /XObject /Subtype /Image /Width 10000 /Height 10000 /BitsPerComponent 8 /ColorSpace /DeviceRGB "
        b"/Filter /FlateDecode",
    )
    return one_page(stream(b"595 0 0 842 0 0 cm /I Do"), b"0 0 595 842", b"/XObject << /I 6 0 R >>", image)


def table_of_objects_that_points_to_itself() -> bytes:
    whole = one_page(stream(TEXT))
    place = int(whole.rsplit(b"startxref\n", 1)[1].split(b"\n", 1)[0])
    return whole.replace(b"/Root 1 0 R", b"/Prev %d /Root 1 0 R" % place)


def content_said_ten_thousand_times() -> bytes:
    page = (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents [%s] /Resources << /Font << /F1 5 0 R >> >> >>"
    )
    return pdf(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        page % (b"4 0 R " * 10_000),
        stream(TEXT),
        FONT,
    )


def page_that_is_its_own_parent() -> bytes:
    return pdf(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 3 0 R /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        stream(TEXT),
        FONT,
    )


def program_to_launch() -> bytes:
    return pdf(
        b"<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /Launch /F (/bin/sh) >>"
        b" /AA << /WC << /S /URI /URI (http://127.0.0.1:9/) >> >> >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        stream(TEXT),
        FONT,
    )


def huge_page() -> bytes:
    return one_page(stream(TEXT), b"0 0 200000 200000")


def pages_in_a_circle() -> bytes:
    return pdf(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 2 >>",
        b"<< /Type /Pages /Parent 2 0 R /Kids [2 0 R] /Count 2 >>",
    )


def form_that_draws_itself() -> bytes:
    form = stream(
        b"/X Do", b"/Type /XObject /Subtype /Form /BBox [0 0 100 100] /Resources << /XObject << /X 6 0 R >> >>"
    )
    return one_page(stream(b"/X Do " + TEXT), b"0 0 595 842", b"/Font << /F1 5 0 R >> /XObject << /X 6 0 R >>", form)


def script() -> bytes:
    return pdf(
        b"<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /JavaScript /JS (while (true) { app.alert(1); }) >> >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        stream(TEXT),
        FONT,
    )


def font_that_is_not_there() -> bytes:
    return one_page(stream(TEXT), b"0 0 595 842", b"/Font << /F1 99 0 R >>")


def zero_size() -> bytes:
    return one_page(stream(TEXT), b"0 0 0 0")


def deep_nesting() -> bytes:
    return one_page(stream(b"[" * 200_000 + b"]" * 200_000 + TEXT))


POISONS: tuple[Callable[[], bytes], ...] = (
    decompression_bomb, bomb_in_a_bomb, twenty_thousand_pages, hundred_megapixels, huge_page, pages_in_a_circle,
    form_that_draws_itself, hundred_megapixels_in_colour, table_of_objects_that_points_to_itself,
    content_said_ten_thousand_times, page_that_is_its_own_parent, program_to_launch, script, font_that_is_not_there,
    zero_size, deep_nesting,
)  # fmt: skip
REFUSED = {"twenty_thousand_pages": "over-limit", "huge_page": "over-limit"}


@pytest.fixture(scope="module")
def inbox(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("poison")
    for make in POISONS:
        (folder / f"{make.__name__}.pdf").write_bytes(make())
    (folder / "innocent.pdf").write_bytes(one_page(stream(TEXT)))
    return folder


def test_poison_stays_where_it_is(inbox, tmp_path):
    settings = Settings(
        warehouse=tmp_path / "w.duckdb", orchestrator="none", language_model=False, jobs=2,
        document_seconds=90, page_seconds=0, memory_mb=2560,
    )  # fmt: skip
    summary = ingest(settings, Request([inbox]))
    causes = {Path(path).stem: failure.code for path, failure in summary.failures}
    print(f"\nread: {summary.count(Kind.NEW)}; refused: {causes}")
    assert summary.closes
    assert summary.found == len(POISONS) + 1
    assert "innocent" not in causes
    assert {"script", "program_to_launch", "font_that_is_not_there"} & set(causes) == set()
    assert {name: causes.get(name) for name in REFUSED} == REFUSED
    unexpected = [(path, f.reason, f.detail) for path, f in summary.failures if f.code == "unexpected"]
    assert unexpected == []
    assert summary.peak_worker_mb < 2 * 2560

"""A night with nothing new on 20,000 known files."""

from __future__ import annotations

import hashlib
import os
import time

import duckdb
import pytest

from tests.flow.conftest import run_greffier, settings_in
from warehouse import Warehouse

pytestmark = pytest.mark.alone
FILES = 20_000


def test_nothing_new_on_twenty_thousand_known_files(tmp_path):
    settings = settings_in(tmp_path, warehouse=tmp_path / "warehouse.duckdb")
    known = []
    for number in range(FILES):
        path = tmp_path / "in" / f"{number % 100:02d}" / f"{number:05d}.pdf"
        path.parent.mkdir(parents=True, exist_ok=True)
        data = b"%%PDF-1.4 %d %%%%EOF" % number
        path.write_bytes(data)
        os.utime(path, ns=(10**18, 10**18))
        known.append((hashlib.sha256(data).hexdigest(), path.name, str(path), len(data)))
    with Warehouse.open(settings.loader):
        pass
    with duckdb.connect(str(settings.loader)) as connection:
        connection.execute("CREATE TEMP TABLE k (sha256 VARCHAR, file_name VARCHAR, source_path VARCHAR, size BIGINT)")
        values = ", ".join(f"('{s}', '{n}', '{p}', {size})" for s, n, p, size in known)
        connection.execute(f"INSERT INTO k VALUES {values}")
        connection.execute(
            "INSERT INTO documents BY NAME SELECT sha256 AS document_id, file_name, source_path, size AS byte_size "
            "FROM k"
        )
        connection.execute(
            "INSERT INTO sources BY NAME SELECT source_path, sha256, size AS byte_size, "
            "1000000000000000000 AS modified_ns, 'document' AS outcome FROM k"
        )
    with Warehouse.open(settings.loader) as warehouse:
        warehouse.publish(settings.published)
    begun = time.monotonic()
    said = run_greffier("ingest", "in", cwd=tmp_path)
    took = time.monotonic() - begun
    assert said.returncode == 0, said.stderr
    assert f"{FILES} fichiers trouvés = 0 nouveaux + {FILES} inchangés" in said.stderr
    assert "Rien de nouveau" in said.stderr
    print(f"\n{FILES} known files: {took:.1f} s")
    assert took < 30

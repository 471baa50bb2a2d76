"""A worker that speaks the protocol and misbehaves as the name of the document says."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path


def reply(message: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(message) + "\n")
    sys.stdout.flush()


def attempts(path: Path) -> int:
    """How often this document was tried, over all processes."""
    with path.with_suffix(".attempts").open("a") as file:
        file.write("x")
    return path.with_suffix(".attempts").stat().st_size


reply({"ready": os.getpid()})
for line in sys.stdin:
    document = json.loads(line)["document"]
    path = Path(document["path"])
    kind = path.stem
    count = attempts(path)
    if kind == "crashes" or (kind == "crashes-once" and count == 1):
        os.kill(os.getpid(), signal.SIGSEGV)
    if kind == "exits":
        sys.exit(7)
    if kind == "hangs":
        child = subprocess.Popen(["sleep", "600"])
        path.with_suffix(".child").write_text(str(child.pid))
        time.sleep(600)
    if kind == "tells":
        reply({"pages": 2})
        reply({"read": 1})
        time.sleep(600)
    if kind == "long":
        reply({"pages": 100})
        time.sleep(1.5)
    failure = None
    if kind == "unexpected-once" and count == 1:
        failure = {"code": "unexpected", "reason": "r", "way_out": "w", "is_terminal": True, "detail": None}
    if kind == "memory":
        failure = {"code": "memory-limit", "reason": "r", "way_out": "w", "is_terminal": True, "detail": None}
    outcome = {
        "sha256": document["sha256"], "page_count": 1, "reading": "digital", "failure": failure,
        "seconds": {"read": 0.1}, "kept_as": ["1", "s"], "peak_mb": 1.0,
    }  # fmt: skip
    reply({"outcome": outcome})

"""A worker process: documents come in as JSON lines on standard input, outcomes go out on what was standard output.

Run as ``python -P -m pipeline.worker MEMORY_MB``. It leads a session of its own, so that the parent can stop it with
all it started; and it ends itself, Tesseract included, as soon as the parent is gone.
"""

from __future__ import annotations

import json
import os
import queue
import resource
import signal
import sys
import threading
from typing import IO, Any

from pipeline.work import Document, Recipe


def main() -> None:
    """Serve until standard input ends."""
    replies = _private_replies()
    _limit_memory(int(sys.argv[1]))
    requests: queue.Queue[dict[str, Any]] = queue.Queue()
    threading.Thread(target=_listen, args=(requests,), daemon=True).start()

    from pipeline.stages import process

    _reply(replies, {"ready": os.getpid()})
    while True:
        request = requests.get()
        outcome = process(
            Document(**request["document"]),
            Recipe(**request["recipe"]),
            opened=lambda pages: _reply(replies, {"pages": pages}),
            page_read=lambda read: _reply(replies, {"read": read}),
        )
        _reply(replies, {"outcome": outcome.to_json()})


def _private_replies() -> IO[bytes]:
    """Replies go to the pipe alone: whatever a library prints goes to standard error."""
    replies = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return replies


def _limit_memory(megabytes: int) -> None:
    """Of this process and, since limits are inherited, of each Tesseract it starts."""
    limit = megabytes << 20
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _listen(requests: queue.Queue[dict[str, Any]]) -> None:
    for line in sys.stdin.buffer:
        requests.put(json.loads(line))
    # The parent closed the pipe or was killed: nobody wants the result. SIGKILL takes the whole session.
    os.killpg(os.getpgid(0), signal.SIGKILL)


def _reply(replies: IO[bytes], message: dict[str, Any]) -> None:
    replies.write(json.dumps(message).encode() + b"\n")
    replies.flush()


if __name__ == "__main__":
    main()

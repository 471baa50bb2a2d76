"""Giving memory back to the system between two pieces of work, so that a long import takes no more than a short one.

What was freed stays with the allocators of Arrow and of the C library, in pieces that fit nothing later: by the end of
an import of thousands of documents that is as much as all that is in use.
"""

from __future__ import annotations

import ctypes
import gc
import sys


def give_back() -> None:
    """Return free memory to the system, where its allocators can be told to."""
    import pyarrow as pa

    gc.collect()
    pa.default_memory_pool().release_unused()
    if sys.platform == "linux":
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)  # of glibc; others have none
        if trim is not None:
            trim(0)

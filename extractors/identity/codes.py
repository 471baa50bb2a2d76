"""Values as numbers, so that whole columns of them are compared and sorted at once."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import Any, TypeVar

import numpy as np
import pandas as pd

Codes = np.ndarray[Any, Any]
Value = TypeVar("Value", bound=Hashable)


def numbered(values: Iterable[Value]) -> tuple[Codes, list[Value]]:
    """The number of each value, the same for the same, and the values in the order they were met."""
    numbers: dict[Value, int] = {}
    codes = [numbers.setdefault(value, len(numbers)) for value in values]
    return np.array(codes, dtype=np.int64), list(numbers)


def combined(*codes: Codes) -> Codes:
    """Several columns of codes as one, in their order."""
    whole = codes[0].astype(np.int64)
    for code in codes[1:]:
        whole = whole * (int(code.max(initial=0)) + 1) + code
    return whole


def distinct(codes: Codes) -> Codes:
    """Each code once, in order."""
    found: Codes = np.sort(pd.unique(codes))
    return found

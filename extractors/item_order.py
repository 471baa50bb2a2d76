"""Which of two items of an agenda comes first, by the numbers printed.

Belongs here: comparing paths. Does not belong here: reading labels (`numbering`) or the tree they form.
"""

from __future__ import annotations

import re

from extractors.numbering import roman_value

_NUMBER = re.compile(r"\d+|\b[ivx]+\b")


def path_order(here: str | None, there: str | None) -> int | None:
    """Whether an item comes before another (-1), is in it or is it (0), or comes after it (1); None where not told.

    A number alone is compared with the like of it: *3* is the item of that number in *II.3*, and holds *3.1*.
    """
    some, others = _NUMBER.findall((here or "").lower()), _NUMBER.findall((there or "").lower())
    if some and others and some[0].isdigit() != others[0].isdigit():
        some, others = ([n for n in path if n.isdigit()] for path in (some, others))
    pairs = [(_value(a), _value(b)) for a, b in zip(some, others, strict=False)]
    if not pairs:
        return None
    return next((-1 if a < b else 1 for a, b in pairs if a != b), 0)


def _value(number: str) -> int:
    return int(number) if number.isdigit() else roman_value(number.upper()) or 0

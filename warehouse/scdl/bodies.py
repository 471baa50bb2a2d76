"""What minutes do not print and a publisher must say of each deliberating body."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rapidfuzz.utils import default_process

_LA_POSTE = "356000000"
"""The one company whose establishments do not satisfy the key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BodySettings:
    """Settings for one organisation, found by its name as the warehouse has it."""

    siret: str
    """14 digits; its key is checked."""
    official_name: str | None = None
    """COLL_NOM; the warehouse's own name if None."""
    act_number: str | None = None
    """How to number acts that print no number, as ``{date:%Y%m%d}-{position:02d}``; None leaves them out."""
    prefecture: str | None = None
    """PREF_ID: PREF and 3 characters, SPREF and 4, or SGAR and 3."""
    url: str | None = None
    """DELIB_URL, with ``{number}``, ``{date}``, ``{position}``."""


def settings_of(organisation: str | None, bodies: Mapping[str, BodySettings]) -> BodySettings | None:
    """The settings for an organisation, whatever the capitals and punctuation of its name."""
    if organisation is None:
        return None
    wanted = default_process(organisation)
    return next((s for name, s in bodies.items() if default_process(name) == wanted), None)


def is_siret(text: str) -> bool:
    """Whether 14 digits satisfy the key of the register of establishments (Luhn; La Poste: sum of digits by 5)."""
    if len(text) != 14 or not (text.isascii() and text.isdigit()):
        return False
    digits = [int(c) for c in text]
    if text.startswith(_LA_POSTE) and sum(digits) % 5 == 0:
        return True
    doubled = [d * 2 if i % 2 == 0 else d for i, d in enumerate(digits)]
    return sum(d // 10 + d % 10 for d in doubled) % 10 == 0

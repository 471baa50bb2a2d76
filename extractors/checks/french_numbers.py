"""Numbers as French readers expect them in messages."""

from __future__ import annotations

from decimal import Decimal


def euros(amount: Decimal) -> str:
    """``1 234,50 €`` (narrow no-break spaces between thousands)."""
    text = f"{amount:,.2f}".replace(",", "\u202f").replace(".", ",")
    return f"{text}\u00a0€"


def plain(number: Decimal) -> str:
    """A number without needless decimals, with a comma."""
    text = f"{number.normalize():f}"
    return text.replace(".", ",")

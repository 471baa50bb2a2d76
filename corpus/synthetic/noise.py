"""Text damaged as optical recognition damages it: confusions of letters, lost accents, split and joined words."""

from __future__ import annotations

import random
import unicodedata

CONFUSIONS = {
    "l": ("I", "1", "i"),
    "I": ("l", "1"),
    "1": ("l", "I"),
    "0": ("O", "o"),
    "O": ("0",),
    "5": ("S",),
    "S": ("5",),
    "8": ("B",),
    "B": ("8",),
    "rn": ("m",),
    "m": ("rn",),
    "e": ("c",),
    "c": ("e",),
    "é": ("è", "e"),
    "è": ("é", "e"),
    "u": ("n",),
    "n": ("u", "ri"),
    "cl": ("d",),
    "'": (" '", "’", ""),
    ",": (".", ""),
    ".": (",", ""),
    "g": ("q",),
    "ti": ("ü",),
    "f": ("t",),
    "h": ("li",),
    "€": ("E", "C"),
    ":": (";", "."),
}


def noisy(text: str, seed: int, rate: float = 0.01) -> str:
    """The text with about ``rate`` of its letters hit; line and cell breaks stay.

    Args:
        text: as printed.
        seed: of the damage.
        rate: share of letters hit, 0-1.
    """
    rng = random.Random(f"noise-{seed}")
    out: list[str] = []
    i = 0
    while i < len(text):
        letter = text[i]
        if letter in "\n\t" or rng.random() >= rate:
            out.append(letter)
            i += 1
            continue
        pair = text[i : i + 2]
        if pair in CONFUSIONS:
            out.append(rng.choice(CONFUSIONS[pair]))
            i += 2
            continue
        out.append(_hit(rng, letter))
        i += 1
    return "".join(out)


def _hit(rng: random.Random, letter: str) -> str:
    if letter in CONFUSIONS:
        return rng.choice(CONFUSIONS[letter])
    plain = unicodedata.normalize("NFD", letter)[0]
    if plain != letter:
        return plain
    if letter == " ":
        return rng.choice(("", "  "))
    return rng.choice((letter, letter, "", letter.swapcase()))

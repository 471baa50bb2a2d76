"""Characters put right where there is no doubt; the form as read stays beside (`Word.raw`)."""

from __future__ import annotations

import unicodedata

_LIGATURES = {
    "\ufb00": "ff",
    "\ufb01": "fi",
    "\ufb02": "fl",
    "\ufb03": "ffi",
    "\ufb04": "ffl",
    "\ufb05": "st",
    "\ufb06": "st",
}
_BULLETS = dict.fromkeys(
    "\uf0b7\uf0a7\uf0d8\uf0fc\uf076\uf0a8\uf06e\uf0d6\uf0e8\uf0e0\uf02d\uf0be\uf0de\uf0f0\uf071\uf0fe\uf0a3", "•"
)
"""Private-use code points under which Word's Symbol and Wingdings bullets come out."""
_SIGNS = str.maketrans({**_LIGATURES, **_BULLETS, "\u00ad": "-", "\u2010": "-", "\u2011": "-", "\u0092": "’", "\u0080": "€"})


def repaired(text: str) -> str:
    """Composed accents, plain letters for ligatures, one bullet for private-use ones, one hyphen."""
    if text.isascii():
        return text
    return unicodedata.normalize("NFC", text).translate(_SIGNS)

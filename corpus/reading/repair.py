"""Characters put right where there is no doubt; the form as read stays beside (`Word.raw`)."""

from __future__ import annotations

import re
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
_SYMBOLS = {"\uf0e8": "→", "\uf0e0": "→", "\uf0de": "→", "\uf0f0": "→", "\uf02d": "-", "\uf0b0": "°", "\uf020": " "}
"""Private-use code points of Word's Symbol and Wingdings that are no bullets."""
_SIGNS = str.maketrans({**_LIGATURES, **_SYMBOLS, "\u2010": "-", "\u2011": "-", "\u0092": "’", "\u0080": "€"})
_DEGREE = re.compile(r"(?<=[nN])[ºᵒ˚]|(?<=\d)[º˚](?![A-Za-z])")


def repaired(text: str) -> str:
    """Composed accents, letters for ligatures, a bullet for a lone private-use sign, one hyphen, one degree sign."""
    if text.isascii():
        return text
    if len(text) == 1 and text not in _SYMBOLS and (text == "\ufffd" or "\ue000" <= text <= "\uf8ff"):
        return "•"
    return _DEGREE.sub("°", unicodedata.normalize("NFC", text).translate(_SIGNS)).strip()

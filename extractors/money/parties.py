"""The other party of a sum: the commune billed, the bank that lends, the company paid."""

from __future__ import annotations

import re

from extractors.money.lexicon import folded, words

_UPPER = r"[A-ZÀ-ÝŒ0-9][\w’'&.-]*"
_LINK = r"(?:de la|de l['’]|d['’]|de|du|des|la|le|les|l['’]|et|en|à|au|aux|sur|sous|lès|lez)"
_NAME = re.compile(rf"\s*(?:dénommée?\s+|«\s*|“\s*|\"\s*)?(?P<name>(?:{_LINK}\s*)?{_UPPER}(?:\s+(?:{_LINK}\s*){{0,2}}{_UPPER}){{0,5}})")
_SENTENCE = re.compile(r"[.;!?]\s+(?=[A-ZÀ-Ý])")


def counterparty_in(before: str, after: str) -> str | None:
    """The last party named before a sum in its own sentence, else the first after it."""
    head = _SENTENCE.split(before)[-1] if before else ""
    tail = _SENTENCE.split(after)[0] if after else ""
    found = [*_named(head)]
    if found:
        return found[-1]
    found = [*_named(tail)]
    return found[0] if found else None


def _named(text: str) -> list[str]:
    plain = folded(text)
    found: list[tuple[int, str]] = []
    for bank in words("finance", "banks").finditer(plain):
        if text[bank.start()].isupper():
            found.append((bank.start(), text[bank.start() : bank.end()]))
    for mark in words("finance", "parties").finditer(plain):
        name = _NAME.match(text, mark.end())
        if name is None or any(start <= mark.start() <= start + len(n) for start, n in found):
            continue
        start = mark.start()
        found.append((start, f"{text[start : mark.end()]} {name['name'].strip()}".strip()))
    return [_bare(name) for _, name in sorted(found)]


def _bare(name: str) -> str:
    name = re.sub(r"\s+", " ", name)
    return re.sub(r"^(?:la|le|l['’]|les|une?|aux?)\s*", "", name, flags=re.IGNORECASE).strip(" .,;")

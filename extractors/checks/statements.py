"""Arithmetic that a sentence states: instalments by months, price by quantity, HT and TTC, parts of a total."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from extractors.checks.french_numbers import euros, plain
from extractors.document import Block, BlockKind, Document
from extractors.french.fold import fold
from extractors.french.money import Money, decimal_of, find_money
from extractors.money.purposes import term_in
from extractors.records import Check, CheckResult

_CENT = Decimal("0.01")
_RATES = tuple(Decimal(r) for r in ("20", "19.6", "10", "8.5", "7", "5.5", "2.1"))
"""Rates of French VAT in per cent, those of the years before 2014 and of the overseas departments included."""
_PERIODS = {
    "mensualite": 12,
    "mensuelle": 12,
    "trimestrialite": 4,
    "trimestrielle": 4,
    "semestrielle": 2,
    "annuite": 1,
    "annuelle": 1,
}
_INSTALMENT = re.compile(
    r"\b(?P<word>mensualites?|trimestrialites?|annuites?|(?:echeance|remboursement)s?\s+(?:constantes?\s+)?(?:mensuelle|trimestrielle|semestrielle|annuelle)s?)\b"
)
_GRAND_TOTAL = re.compile(
    r"avec les interets|interets compris|cout total|total (?:rembourse|a rembourser|"
    r"du credit)|montant total du remboursement|soit un total"
)
_TIMES_BEFORE = re.compile(
    r"(?P<count>\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d+)\s*(?P<noun>[^\W\d]\w*\s*)?(?:[x×*]|a|"
    r"au prix de|au tarif de|a raison de)\s*$"
)
_TIMES_AFTER = re.compile(
    r"^\s*(?:[x×*]|pour un effectif de|pour)\s*(?P<count>\d{1,3}(?:[ \u00a0\u202f]\d{3})+|"
    r"\d+)(?!\s*(?:€|%|[.,]\d|ans?\b|mois\b|jours?\b|heures?\b))"
)
_RESULT = re.compile(r"(?:\bsoit\b|=|\btotale?\b|\bau total\b)")


def check_statements(document: Document) -> Iterator[Check]:
    """Every statement of arithmetic in prose put to the test."""
    for block in document.blocks:
        if block.kind is BlockKind.TABLE:
            continue
        sums = find_money(block.string)
        if len(sums) < 2:
            continue
        plain_text = fold(block.string)
        yield from _taxes(block, sums)
        yield from _products(block, plain_text, sums)
        yield from _instalments(block, plain_text, sums)
        yield from _parts(block, plain_text, sums)


def _taxes(block: Block, sums: tuple[Money, ...]) -> Iterator[Check]:
    """*X € HT soit Y € TTC*: some rate of VAT must lead from one to the other."""
    for first, second in pairwise(sums):
        between = block.string[first.end : second.start]
        if (
            len(between) > 25
            or not re.search(r"\bsoit\b|\bou\b|/|\(", between)
            or first.tax is None
            or second.tax is None
        ):
            continue
        if first.tax == second.tax:
            if first.amount < second.amount <= first.amount * Decimal("1.21"):
                yield _check(
                    block, first, second, "money.tax", first.amount, second.amount, CheckResult.FAILED,
                    f"{euros(first.amount)} {first.tax} « soit » {euros(second.amount)} {second.tax} : "
                    "deux montants différents portent la même mention de taxe.",
                )  # fmt: skip
            continue
        net, gross = (first, second) if first.tax == "HT" else (second, first)
        if net.amount <= 0:
            continue
        rate = next(
            (
                r
                for r in _RATES
                if abs(net.amount * (1 + r / 100) - gross.amount) <= max(_CENT * 2, gross.amount / 50000)
            ),
            None,
        )
        if rate is not None:
            computed = (net.amount * (1 + rate / 100)).quantize(_CENT)
            yield _check(
                block, first, second, "money.tax", gross.amount, computed, CheckResult.PASSED,
                f"{euros(net.amount)} HT et {euros(gross.amount)} TTC : TVA à {plain(rate)} %.",
            )  # fmt: skip
        elif gross.amount < net.amount or gross.amount > net.amount * Decimal("1.21"):
            computed = (net.amount * Decimal("1.2")).quantize(_CENT)
            yield _check(
                block, first, second, "money.tax", gross.amount, computed, CheckResult.FAILED,
                f"{euros(net.amount)} HT et {euros(gross.amount)} TTC : aucun taux de TVA ne mène de l'un à l'autre "
                f"(à 20 %, {euros(computed)}).",
            )  # fmt: skip


def _products(block: Block, text: str, sums: tuple[Money, ...]) -> Iterator[Check]:
    """*50 dictionnaires à 7,59 €, soit 379,50 €*."""
    for unit, total in pairwise(sums):
        between = text[unit.end : total.start]
        if not _RESULT.search(between) or len(between) > 90 or re.search(r"[.;]\s", between):
            continue
        count = _TIMES_BEFORE.search(text[max(0, unit.start - 60) : unit.start]) or _TIMES_AFTER.search(between)
        if count is None:
            continue
        times = decimal_of(count["count"])
        computed = unit.amount * times
        if times < 2 or not (computed == total.amount or abs(computed - total.amount) <= total.amount / 10):
            continue  # the count counts something else
        yield _outcome(
            block, unit, total, "money.product", total.amount, computed, f"{plain(times)} × {euros(unit.amount)}"
        )


def _instalments(block: Block, text: str, sums: tuple[Money, ...]) -> Iterator[Check]:
    """*Mensualité de 500 € sur 5 ans … 30 000 € avec les intérêts*."""
    for number, (instalment, total) in enumerate(pairwise(sums)):
        floor = sums[number - 1].end if number else 0
        word = _INSTALMENT.search(text[floor : instalment.start]) or _INSTALMENT.search(
            text[instalment.end : total.start]
        )
        near = text[instalment.end : total.end + 60]
        months = term_in(text[floor : instalment.start], block.string[instalment.end : total.start])
        if word is None or months is None or not _GRAND_TOTAL.search(near):
            continue
        per_year = next(n for w, n in _PERIODS.items() if w in word["word"])
        count = Decimal(months * per_year) / 12
        yield _outcome(
            block, instalment, total, "money.instalments", total.amount, instalment.amount * count,
            f"{plain(count)} échéances de {euros(instalment.amount)}",
        )  # fmt: skip


def _parts(block: Block, text: str, sums: tuple[Money, ...]) -> Iterator[Check]:
    """*A € … et B €, pour un total de C €*: passed where it adds up, failed where it nearly does."""
    for a, b, total in zip(sums, sums[1:], sums[2:], strict=False):
        before = text[b.end : total.start]
        if (
            not re.search(r"\b(?:total(?:e)?|soit)\b", before)
            or len(before) > 80
            or re.search(r"[.;]\s", text[a.end : total.start])
        ):
            continue
        computed = a.amount + b.amount
        if computed == total.amount or (0 < abs(computed - total.amount) <= total.amount / 100 and a.tax == b.tax):
            yield _outcome(
                block, a, total, "money.parts", total.amount, computed, f"{euros(a.amount)} + {euros(b.amount)}"
            )


def _outcome(block: Block, first: Money, last: Money, rule: str, stated: Decimal, computed: Decimal, how: str) -> Check:
    same = stated == computed
    message = f"{how} = {euros(computed)}, " + ("comme imprimé." if same else f"imprimé {euros(stated)}.")
    return _check(
        block, first, last, rule, stated, computed, CheckResult.PASSED if same else CheckResult.FAILED, message
    )


def _check(
    block: Block,
    first: Money,
    last: Money,
    rule: str,
    stated: Decimal,
    computed: Decimal,
    result: CheckResult,
    message: str,
) -> Check:
    return Check(
        rule=rule, stated=stated, computed=computed, result=result, message=message,
        evidence=block.text.evidence(f"checks.{rule}", first.start, last.end),
    )  # fmt: skip

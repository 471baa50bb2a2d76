"""The account of a run, printed in French for whoever started it."""

from __future__ import annotations

import sys
from collections import Counter

from pipeline.settings import Settings
from pipeline.sorting import Kind
from pipeline.summary import Summary

SHOWN_FAILURES = 20
SHOWN_PASSED_OVER = 2
LABELS = {
    Kind.NEW: "nouveaux",
    Kind.UNCHANGED: "inchangés",
    Kind.DUPLICATE: "doublons",
    Kind.QUARANTINED: "en quarantaine",
}


def print_account(summary: Summary, settings: Settings) -> None:
    """To standard error."""
    sys.stderr.write("\n".join(account(summary, settings)) + "\n")


def account(summary: Summary, settings: Settings) -> list[str]:
    """Lines of text: the counts, the causes of failure with their remedies, where the warehouse is."""
    lines = [_headline(summary)]
    parts = " + ".join(f"{summary.count(kind)} {LABELS[kind]}" for kind in Kind)
    lines.append(f"  {summary.found} fichiers trouvés = {parts}")
    if summary.replaced:
        lines.append(f"  dont {summary.replaced} déjà connus, extraits à nouveau")
    if summary.pages:
        lines.append(f"  {_pages(summary)}")
    if summary.quarantined_before:
        already = f"  {summary.quarantined_before} étaient déjà en quarantaine : `greffier quarantine list`"
        lines.append(already + (f" ({summary.rejected} écartés)" if summary.rejected else ""))
    lines += _failures(summary)
    lines += _passed_over(summary)
    lines += [f"  même séance que {of} : {path}" for path, of in summary.near_duplicates[:SHOWN_FAILURES]]
    if summary.is_published:
        lines.append(f"Entrepôt : {settings.published}")
    return lines


def _headline(summary: Summary) -> str:
    took = f"en {summary.wall_seconds:.1f} s"
    if summary.error is not None:
        return summary.error
    if summary.is_dry:
        return f"Essai à blanc {took} ; rien n'a été écrit."
    if summary.did_nothing:
        return f"Rien de nouveau, rien n'a été fait ({took})."
    if summary.has_finished_earlier:
        return f"Rien de nouveau ; ce qu'un import interrompu n'avait pas fini l'est maintenant ({took})."
    if summary.failures:
        return f"Import terminé {took}, avec des échecs."
    return f"Import terminé {took}."


def _pages(summary: Summary) -> str:
    kinds = {"digital": "numériques", "ocr": "reconnus (OCR)", "mixed": "mixtes", "blank": "vides"}
    readings = ", ".join(f"{count} {kinds.get(kind, kind)}" for kind, count in sorted(summary.readings.items()))
    rate = summary.pages / summary.wall_seconds if summary.wall_seconds else 0.0
    suffix = f" ; documents : {readings}" if readings else ""
    return f"{summary.pages} pages, {rate:.1f} pages/s{suffix}"


def _passed_over(summary: Summary) -> list[str]:
    """What was not counted: by name where few, by reason where many."""
    by_reason: dict[str, list[str]] = {}
    for path, reason in summary.passed_over:
        by_reason.setdefault(reason, []).append(path)
    lines = []
    for reason, paths in sorted(by_reason.items()):
        what = ", ".join(paths) if len(paths) <= SHOWN_PASSED_OVER else f"{len(paths)} fichiers"
        lines.append(f"  laissé de côté, {reason} : {what}")
    return lines


def _failures(summary: Summary) -> list[str]:
    """Each file with its cause; the remedy once for each cause."""
    lines = []
    for path, failure in summary.failures[:SHOWN_FAILURES]:
        lines.append(f"  ✗ {path}")
        lines.append(f"    [{failure.code}] {failure.reason}")
    if len(summary.failures) > SHOWN_FAILURES:
        lines.append(f"  … et {len(summary.failures) - SHOWN_FAILURES} autres : `greffier quarantine list`")
    ways = Counter((failure.code, failure.way_out) for _, failure in summary.failures)
    lines += [f"  → {code} ({count}) : {way_out}" for (code, way_out), count in sorted(ways.items())]
    return lines

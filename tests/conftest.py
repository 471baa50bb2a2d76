"""What every test may ask for: small PDFs made on the spot, the shared development data where it is there.

Markers come from the folder a test is in. Workers of pytest-xdist share two cores, hence one Tesseract thread each.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

os.environ.setdefault("OMP_THREAD_LIMIT", "1")
os.environ.setdefault("DO_NOT_TRACK", "1")

# How busy the machine is decides no test.
settings.register_profile("greffier", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("greffier")

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
KINDS = ("unit", "golden", "flow", "faults")


def pytest_collection_modifyitems(items: Sequence[pytest.Item]) -> None:
    for item in items:
        parts = item.path.relative_to(ROOT / "tests").parts
        if parts[0] in KINDS:
            item.add_marker(getattr(pytest.mark, parts[0]))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The development data beside the repository; tests that need it are skipped where it is not."""
    if not (SHARED / "gold").is_dir():
        pytest.skip("../shared (development data with labels) is not on this machine")
    return SHARED


MINUTES = (
    "COMMUNE DE VALBRIANNE",
    "CONSEIL MUNICIPAL",
    "Procès-verbal de la séance du 14 mars 2023",
    "L'an deux mille vingt-trois, le quatorze mars à vingt heures trente, le conseil municipal s'est réuni",
    "en mairie sous la présidence de Madame Odile VERDANCE, maire.",
    "Présents : Mme Odile VERDANCE, M. Basile TROUVAIN, Mme Ines CARDOUX, M. Loïc AMBRUN.",
    "Excusé : M. Firmin GALVET (pouvoir à M. Basile TROUVAIN).",
    "Secrétaire de séance : Mme Ines CARDOUX.",
    "1. Tarifs de la salle des fêtes",
    "Le conseil municipal, après en avoir délibéré, à l'unanimité, fixe la location de la salle à 120 € par jour.",
    "La séance est levée à 22 h 10.",
)
"""Invented; short; enough for every stage to find something."""


@pytest.fixture
def make_pdf(tmp_path: Path) -> Callable[..., Path]:
    """Writes a small digital PDF and returns its path."""

    def make(
        name: str = "seance.pdf", lines: Sequence[str] = MINUTES, pages: int = 1, password: str | None = None
    ) -> Path:
        from reportlab.lib.pdfencrypt import StandardEncryption
        from reportlab.pdfgen import canvas

        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        encryption = StandardEncryption(password, canPrint=0) if password else None
        pdf = canvas.Canvas(str(path), invariant=1, encrypt=encryption, pagesize=(595, 842))
        for number in range(pages):
            pdf.setFont("Helvetica", 10)
            for i, line in enumerate(lines):
                pdf.drawString(60, 780 - 22 * i, line if number == 0 else f"{line} ({number + 1})")
            pdf.showPage()
        pdf.save()
        return path

    return make

"""The three documents, whole, as somebody read and accepted them. See `support.shown` for the signs.

To accept a change: run this file with ACTES_ACCEPT=1, then read the difference line by line before it is committed.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from compose.support import ACT, NAMES, real, shown

GOLDEN = Path(__file__).parent / "golden"


@pytest.mark.parametrize("name", NAMES)
def test_document(name: str) -> None:
    path = GOLDEN / f"{ACT}-{name}.txt"
    text = shown(real()[name])
    if os.environ.get("ACTES_ACCEPT"):
        path.write_text(text, encoding="utf-8", newline="\n")
    assert text.splitlines() == path.read_text(encoding="utf-8").splitlines()


def test_no_golden_text_is_left_over() -> None:
    assert {path.name for path in GOLDEN.iterdir()} == {f"{ACT}-{name}.txt" for name in NAMES}


def test_titles_and_author() -> None:
    assert {name: (document.title, document.author) for name, document in real().items()} == {
        "decision": ("DÉCISION DE LA PRÉSIDENTE n°\xa02025-453", "Saint-Flour Communauté"),
        "convention": (
            "CONVENTION DE PARTENARIAT TECHNIQUE ET FINANCIER « FLUX VISION TOURISME » "
            "1er\xa0janvier\xa02025 / 31\xa0décembre\xa02026".replace("« ", "«\xa0").replace(" »", "\xa0»"),
            "Saint-Flour Communauté",
        ),
        "annexe-1": (
            "ANNEXE 1 À LA CONVENTION (décision n°\xa02025-453) – Territoires partenaires Flux vision Tourisme "
            "et répartition financière annuelle pour 2025 et 2026",
            "Saint-Flour Communauté",
        ),
    }

"""What a file is, from its own words, when it is checked by itself."""

from __future__ import annotations

import pytest

from actes.outline.nature import nature_of
from actes.part import Nature
from actes.reading import read_bytes

VISAS = "Vu le code général des collectivités territoriales, notamment son article L. 3211-1 ;\n\n"
PARTIES = (
    "Entre\n\nLe Département de la Creuse, représenté par sa présidente, Madame Valérie AUCOUTURIER,\n\n"
    "Et\n\nL'association « Orchestre », représentée par son président, Monsieur Paul LASCAUX,\n\n"
)
BODY = "Article 1 : Objet\n\nLa convention fixe les engagements des parties.\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"DÉLIBÉRATION n° 2026-47\n\nObjet : convention avec l'association\n\nDÉCIDE\n\n{BODY}", Nature.ACTE),
        (f"DÉCISION n° 2026-47\n\n{VISAS}DÉCIDE\n\n{BODY}", Nature.ACTE),
        (f"CONVENTION D'OBJECTIFS\n\n{PARTIES}Il est convenu ce qui suit :\n\n{BODY}", Nature.CONVENTION),
        (f"CONVENTION D'OBJECTIFS\n\n{PARTIES}{VISAS}Il est convenu ce qui suit :\n\n{BODY}", Nature.CONVENTION),
        ("COMPTE RENDU DE SÉANCE\n\nPrésents : Mmes CONAN Marie, LE BAIL Isabelle\n", Nature.ACTE),
        ("Réunion du 3 mai 2026\n\nFINANCES\n\nLe contrat de carte bancaire prend fin.\n", Nature.ACTE),
        ("RÈGLEMENT DE LA SALLE\n\nLa réservation est validée après la signature d'un contrat.\n", Nature.ACTE),
        (f"BAIL DÉROGATOIRE\n\n{PARTIES}Il a été convenu ce qui suit :\n\n{BODY}", Nature.CONVENTION),
    ],
)
def test_a_file_alone(text: str, expected: Nature) -> None:
    document = read_bytes(text.encode(), "acte.txt").document
    assert nature_of(document.blocks, alone=True) is expected


@pytest.mark.parametrize("title", ["ACTE D'ENGAGEMENT", "MARCHÉ DE TRAVAUX", "BAIL COMMERCIAL", "AVENANT N° 1"])
def test_a_contract_among_other_files(title: str) -> None:
    document = read_bytes(f"{title}\n\nLot 2 : serrurerie\n\n{BODY}".encode(), "piece.txt").document
    assert nature_of(document.blocks, alone=False) is Nature.CONVENTION

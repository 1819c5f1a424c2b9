"""Receipts of the préfecture, as their programs write them: text, XML in Latin-1, a stamped page."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from actes.finding import CannotGoOn
from actes.reading.acknowledgement import read_acknowledgement

ID = "015-200066660-20250708-DEC2025-453-AU"
REFERENCE = Path(__file__).parents[3] / "shared" / "reference" / "dec2025-453" / "accuse-de-reception.txt"
HEAD = '<?xml version="1.0" encoding="ISO-8859-1"?>\n'
ACTES = 'xmlns:actes="http://www.interieur.gouv.fr/ACTES#v1.1-20040216"'
RECEIPT = (
    f'{HEAD}<actes:ARActe {ACTES} actes:DateReception="2025-07-09" actes:IDActe="{ID}"><actes:ActeRecu'
    ' actes:NumeroInterne="DEC2025-453"><actes:Objet>Fréquentation touristique</actes:Objet>'
    '<actes:PrecedentIdentifiantActe actes:IDActe="015-200066660-20230208-DEC2023-051-AU"/>'
    "</actes:ActeRecu></actes:ARActe>"
)
PAGES = {
    "s2low": f"Envoyé en préfecture le 08/07/2025\nReçu en préfecture le 09/07/2025\nPublié le 10/07/2025\nID : {ID}\n",
    "sous-prefecture": f"ID : {ID}\nTransmis à la sous-préfecture le 8 juillet 2025\n"
    "Reçu en sous-préfecture le 09/07/2025\n",
    "executoire": f"Accusé certifié exécutoire\n{ID}\nDate de télétransmission : 08/07/2025\n"
    "Réception par le préfet : 09/07/2025\nPublication : 10/07/2025\n",
    "bordereau": f"Date de transmission de l'acte : 08/07/2025\nIdentifiant unique de l'acte : {ID}\n"
    "Date de réception en préfecture : 09/07/2025\n",
}


def read(folder: Path, content: str, name: str = "accuse.txt", encoding: str = "utf-8") -> tuple[str, str, str]:
    path = folder / name
    path.write_bytes(content.encode(encoding))
    found = read_acknowledgement(path)
    return str(found.receipt), str(found.sent), str(found.received)


def refused(folder: Path, content: str, name: str = "accuse.txt") -> str:
    with pytest.raises(CannotGoOn) as raised:
        read(folder, content, name)
    (finding,) = raised.value.findings
    assert finding.hint
    return finding.message


@pytest.mark.skipif(not REFERENCE.is_file(), reason="../shared is absent")
def test_the_receipt_of_the_reference_act() -> None:
    found = read_acknowledgement(REFERENCE)
    assert (str(found.receipt), found.sent, found.received) == (ID, date(2025, 7, 8), date(2025, 7, 8))


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_a_page(page: str, tmp_path: Path) -> None:
    assert read(tmp_path, page) == (ID, "2025-07-08", "2025-07-09")


def test_an_act_that_bears_its_stamp(tmp_path: Path) -> None:
    """The dates of the act itself are not those of the stamp."""
    act = "DÉCISION n° 2025-453 du 7 juillet 2025\n\nConvention du 1er janvier 2025 au 31 décembre 2026\n"
    assert read(tmp_path, f"{PAGES['s2low']}\n{act}") == (ID, "2025-07-08", "2025-07-09")


def test_a_page_without_dates(tmp_path: Path) -> None:
    assert read(tmp_path, f"Accusé de réception\n{ID}\n") == (ID, "None", "None")


@pytest.mark.parametrize("encoding", ["iso-8859-1", "utf-8"])
def test_xml(encoding: str, tmp_path: Path) -> None:
    """Its own identifier, not that of the act it follows."""
    content = RECEIPT.replace("ISO-8859-1", encoding.upper())
    assert read(tmp_path, content, "ar.xml", encoding) == (ID, "None", "2025-07-09")


def test_what_is_no_receipt(tmp_path: Path) -> None:
    assert "aucun accusé de réception" in refused(tmp_path, "Compte rendu du 8 juillet 2025\n")
    assert "le fichier est vide" in refused(tmp_path, "")
    anomaly = f"{HEAD}<actes:AnomalieActe {ACTES}><actes:Detail>Fichier illisible</actes:Detail></actes:AnomalieActe>"
    assert refused(tmp_path, anomaly, "ano.xml") == "la préfecture a refusé l'envoi : Fichier illisible"
    assert "n'est pas un accusé" in refused(tmp_path, f"{HEAD}<Courrier/>", "courrier.xml")
    assert "ne se lit pas" in refused(tmp_path, f"{HEAD}<ARActe", "ar.xml")
    assert "DOCTYPE" in refused(tmp_path, f'{HEAD}<!DOCTYPE a [<!ENTITY e "1">]><ARActe>&e;</ARActe>', "ar.xml")
    assert "ne se lit pas" in refused(tmp_path, RECEIPT.replace("2025-07-09", "2025-02-31"), "ar.xml")
    assert "n'est pas un identifiant" in refused(tmp_path, RECEIPT.replace(ID, "015-453"), "ar.xml")


def test_what_says_two_things(tmp_path: Path) -> None:
    other = ID.replace("453", "454")
    assert "plusieurs actes" in refused(tmp_path, f"{PAGES['s2low']}\n{other}\n")
    twice = f"{ID}\nReçu en préfecture le 08/07/2025\nReçu en préfecture le 09/07/2025\n"
    assert "08/07/2025 et 09/07/2025" in refused(tmp_path, twice)


def test_an_absent_file(tmp_path: Path) -> None:
    with pytest.raises(CannotGoOn) as raised:
        read_acknowledgement(tmp_path / "absent.pdf")
    assert raised.value.findings[0].message == "ce fichier n'existe pas"
    assert raised.value.status == 2

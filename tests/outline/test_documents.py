"""Several documents in one file: each is what it is, and is checked as such."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from actes.against.facing import Reference
from actes.outline.documents import documents_in
from actes.reading import read_bytes
from actes.tasks.examine import Examined, examine_files
from importing.word import word_file
from reading.samples import as_markdown
from rules.support import entry_context

DAY = date(2026, 6, 1)

DECISION = (
    "DÉCISION DU PRÉSIDENT N° 2026-31\n\nLe président du syndicat,\n\nVu la délibération n° 2026-4 du 2 février 2026 "
    "lui déléguant les conventions de moins de 15 000 € ;\n\nDÉCIDE\n\n"
    "Article 1 : La convention jointe est approuvée.\n\nArticle 2 : La dépense, de 2 500 €, est inscrite au budget.\n\n"
    "Fait à Allanche, le 9 mars 2026.\n\nLe président,\nMarc PIGNOL\n\n"
)
CONVENTION = (
    "CONVENTION DE PARTENARIAT\n\nEntre\n\nLe syndicat, représenté par M. Marc Pignol, président, d'une part,\n\nEt\n\n"
    "Le foyer rural, représenté par Mme Léa Roux, présidente, d'autre part,\n\nIl est convenu ce qui suit :\n\n"
    "Article 1 : Objet\n\nLe foyer, dont le budget est de 31 700 €, organise la fête.\n\nArticle 2 : Participation\n\n"
    "Le syndicat verse 2 500 €.\n\nFait à Allanche, le 20 mars 2026.\n\n"
    "Le président,            La présidente,\nMarc PIGNOL              Léa ROUX\n\n"
)
ANNEXE = "ANNEXE 1 : BUDGET\n\nLes dépenses sont de 31 700 €.\n"


def natures(text: str) -> list[tuple[str, int]]:
    blocks = read_bytes(text.encode(), "acte.txt").document.blocks
    return [(one.nature.value, one.act) for one in documents_in(blocks, alone=True)]


def checked(tmp_path: Path, text: str) -> Examined:
    path = tmp_path / "acte.txt"
    path.write_text(text, "utf-8")
    (examined,) = examine_files([path], date(2026, 6, 1))
    return examined


def test_a_decision_its_convention_and_an_annexe() -> None:
    assert natures(DECISION + CONVENTION + ANNEXE) == [("acte", 0), ("convention", 0), ("annexe", 0)]


def test_a_document_alone_is_one() -> None:
    assert natures(DECISION) == [("acte", 0)]
    assert natures(CONVENTION) == [("convention", 0)]


DELIBERATION = (
    "DÉLIBÉRATION N° 2026-31 – LOCATION DE LA SALLE DES FÊTES\n\nLe conseil municipal,\n\n"
    "Vu le code général des collectivités territoriales ;\n\nDécide à l'unanimité :\n\n"
    "Article 1 : La salle est louée.\n\nArticle 2 : Le maire en nomme le gardien.\n\n"
    "Reçue en préfecture le 3 mars 2026.\n\nLe maire, L. Vaur\n\n"
)
ORDER = (
    "ARRÊTÉ N° 2026-58 – NOMINATION DU GARDIEN DE LA SALLE\n\nLe maire de Murat,\n\n"
    "Vu la délibération n° 2026-31 du 27 février 2026 ;\n\nVu la candidature du 6 mars 2026 ;\n\n"
    "ARRÊTE\n\nArticle 1 : Mme Léa Roux est nommée gardienne.\n\n"
    "Murat, le 19 mars 2026\n\nLe maire, Luc Vaur\n"
)


def test_an_act_and_the_one_that_carries_it_out(tmp_path: Path) -> None:
    """Each has its name, its day and its formalities."""
    told = {"AUT105", "CHR203"}
    assert natures(DELIBERATION + ORDER) == [("acte", 0), ("acte", 1)]
    assert not told & {one.code for one in checked(tmp_path, DELIBERATION + ORDER).findings}
    early = ORDER + "\nAffiché en mairie le 3 mars 2026.\n"
    assert told & {one.code for one in checked(tmp_path, DELIBERATION + early).findings} == {"CHR203"}


def test_a_contract_begins_behind_an_act_that_nothing_shows_to_be_signed() -> None:
    act = (
        "DÉPARTEMENT DE LA NIÈVRE\n\nDélibération n° CP-2025-14\n\nLA COMMISSION PERMANENTE,\n\n"
        "APRÈS EN AVOIR DÉLIBÉRÉ, Mme Luce Roux ne prenant pas part au vote,\n- APPROUVE la convention jointe.\n\n"
        "Le président du conseil départemental, Luc Vaur\nReçu en préfecture le 2 avril 2025\n\n---------\n\n"
    )
    agreed = (
        "CONVENTION D'OBJECTIFS 2025-2027\n\nEntre les soussignés :\nLe Département, représenté par M. Luc Vaur,\n"
        "Et l'association « Les Ateliers », représentée par Mme Ida Sol,\n\nArticle 1 – Objet\nElle en fixe.\n"
    )
    assert natures(act + agreed) == [("acte", 0), ("convention", 0)]


def test_a_contract_of_chapters_begins_behind_who_signs() -> None:
    """Its parties are a list, and its first heading no article."""
    agreed = (
        "CONTRAT DE PRÊT N° 26-71\n\nPrêteur : la Caisse des Monts.\nEmprunteur : le syndicat du Lander.\n\n"
        "{} 1. Montant\n\nLe prêt est de 40 000 €.\n\nFait le 20 mars 2026.\n\nPour la Caisse, Rose Vigier\n"
    )
    for mark in ("§", "CHAPITRE", "Clause"):
        assert [nature for nature, _ in natures(DECISION + agreed.format(mark))] == ["acte", "convention"], mark


def test_two_acts_are_two() -> None:
    other = DECISION.replace("2026-31", "2026-32").replace("2 500", "800").replace("9 mars", "16 mars")
    assert natures(DECISION + other) == [("acte", 0), ("acte", 1)]


def test_a_list_of_annexes_is_no_annexe() -> None:
    assert natures(CONVENTION + "ANNEXES :\n\nANNEXE 1 : plan\n\nANNEXE 2 : budget\n") == [("convention", 0)]


def test_what_the_partner_says_is_not_held_against_the_decision(tmp_path: Path) -> None:
    found = checked(tmp_path, DECISION + CONVENTION).findings
    assert [f.code for f in found if f.severity != "conseil"] == []


def test_two_acts_in_one_file_have_each_their_day(tmp_path: Path) -> None:
    other = DECISION.replace("2026-31", "2026-32").replace("9 mars", "16 mars")
    found = checked(tmp_path, DECISION + other).findings
    assert [f.code for f in found if f.severity != "conseil"] == []


def test_what_differs_between_the_documents_is_still_found(tmp_path: Path) -> None:
    wrong = CONVENTION.replace("Article 2 : Part", "Article 3 : Part")
    examined = checked(tmp_path, DECISION + wrong)
    (found,) = [f for f in examined.findings if f.code == "REF103"]
    assert (found.document, found.spot is not None) == ("acte.txt (convention)", True)
    assert found.spot is not None
    words = examined.documents[found.spot.part].blocks[found.spot.block].text
    assert words[found.spot.start : found.spot.end].startswith("Article 3")


def test_one_file_says_of_itself_what_two_files_say(tmp_path: Path) -> None:
    """Held against its entry or not, an act in one file is checked as in two."""
    composed = {part.name: as_markdown(part.document) for part in entry_context("DEC2025-453", (), DAY, tmp_path).parts}
    paths = [tmp_path / name for name in ("decision.md", "convention.md", "tout.md")]
    texts = [composed["decision"], composed["convention"].replace("24 mois", "36 mois", 1)]
    for path, text in zip(paths, [*texts, "\n\n".join(texts)], strict=True):
        path.write_text(text, "utf-8")
    entry = entry_context("DEC2025-453", (), DAY, tmp_path)
    assert entry.register is not None
    for against in (None, Reference(entry.register, "DEC2025-453")):
        (apart,) = examine_files(paths[:2], DAY, together=True, against=against)
        (one,) = examine_files(paths[2:], DAY, against=against)
        assert own(one) == own(apart)
        assert "PER101" in own(one)


def own(examined: Examined) -> list[str]:
    """What is found, but for the comparison with an entry: all its documents are asked of a folder alone."""
    return sorted(found.code for found in examined.findings if not found.code.startswith("CMP"))


def test_a_page_begins_a_document_once_all_is_signed(tmp_path: Path) -> None:
    """The letterhead of a convention above its title; an order without « annexe » in it; remedies on a last page."""
    pages = [DECISION, "LE FOYER RURAL\n\n" + CONVENTION, ANNEXE, "Bon de commande\n\nTotal : 31 700 € HT\n"]
    data = word_file([*pages[:1], "Tout recours peut être formé dans un délai de deux mois.\n", *pages[1:]])
    blocks = read_bytes(data, "acte.docx").document.blocks
    found = documents_in(blocks, alone=True)
    assert [one.nature.value for one in found] == ["acte", "convention", "annexe", "annexe"]
    assert [blocks[one.start].text for one in found[1:]] == ["LE FOYER RURAL", "ANNEXE 1 : BUDGET", "Bon de commande"]


def test_a_convention_annexed_to_an_act_that_nothing_shows_to_be_signed() -> None:
    """« ANNEXE – CONVENTION … », with its parties: what it dates and signs is of the convention."""
    text = """DÉLIBÉRATION N° 2025-98

Article 1 – Approuve la convention jointe en annexe.

Le président, Alain ROUX
Transmise à la préfecture et publiée le mardi 16 décembre 2025

ANNEXE – CONVENTION DE FONDS DE CONCOURS

Entre la communauté de communes du Val, représentée par M. Alain Roux, et la commune de Murat, il est convenu :

1) Objet – La communauté verse un fonds de concours.

Fait à Murat, le jeudi 18 décembre 2025
"""
    found = documents_in(read_bytes(text.encode(), "acte.txt").document.blocks, alone=True)
    assert [one.nature.value for one in found] == ["acte", "convention"]

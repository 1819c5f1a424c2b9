"""What a text file hides: control bytes, stamps on the line of the act, Markdown headings, cut words, leaders."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from actes.document import Kind
from actes.finding import CannotGoOn
from actes.reading import read_bytes
from actes.tasks.examine import examine_files


def blocks(text: str) -> list[tuple[str, str]]:
    return [(block.kind.value, block.text) for block in read_bytes(text.encode(), "acte.txt").document.blocks]


def test_a_control_byte_is_a_bullet_or_nothing() -> None:
    text = (
        "DÉCISION n° 2026-4\n\nVu le code ;\nDÉCIDE\nArticle 1 : Sont achetés :\n\x02 un banc ;\n\x02 une ta\x03ble.\n"
    )
    assert blocks(text)[-2:] == [("item", "un banc ;"), ("item", "une table.")]


@pytest.mark.parametrize("data", [b"Vu\0\0\1\2\3\4 le code", bytes(range(32)) * 8])
def test_what_is_mostly_control_bytes_is_no_text(data: bytes) -> None:
    with pytest.raises(CannotGoOn):
        read_bytes(data, "acte.txt")


STAMPED = (
    "Reçu en préfecture le 03/04/2026 Publié le 04/04/2026 ID : 043-214300123-20260401-D2026_08-DE "
    "Extrait du registre des délibérations du conseil municipal de Chanaleilles. Séance du 1er avril 2026. "
    "Vu le code général des collectivités territoriales ; Considérant la demande du club ; "
    "Après en avoir délibéré, à l'unanimité, DÉCIDE : Article 1 : Une subvention de 900 € est versée au club. "
    "Article 2 : Le maire est chargé de l'exécution. Fait à Chanaleilles, le 2 avril 2026. Le Maire, Aline MARTEL"
)


def test_an_act_on_the_line_of_its_stamp_is_read() -> None:
    reading = read_bytes(STAMPED.encode(), "acte.txt")
    kinds = [block.kind for block in reading.document.blocks]
    assert {Kind.VISA, Kind.CONSIDERANT, Kind.FORMULE, Kind.LIEU_DATE} <= set(kinds)
    assert kinds.count(Kind.ARTICLE) == 2
    assert [block.text[-19:] for block in reading.furniture] == ["-20260401-D2026_08-DE"[-19:]]


def test_a_file_in_which_nothing_was_read_says_so(tmp_path: Path) -> None:
    path = tmp_path / "tampon.txt"
    path.write_text("Envoyé en préfecture le 03/04/2026\nReçu en préfecture le 03/04/2026\n", "utf-8")
    (examined,) = examine_files([path], date(2026, 5, 1))
    assert [(found.code, bool(found.hint)) for found in examined.findings] == [("LEC112", True)]


def test_headings_marked_in_a_plain_text() -> None:
    text = "CONVENTION DE PRÊT\n\n## Article 1\nLa salle est prêtée.\n\n## Article 2\nLe prêt dure un an.\n"
    assert [text for kind, text in blocks(text) if kind == "article"] == ["Article 1", "Article 2"]


def test_a_word_cut_at_the_end_of_a_line_is_one_word() -> None:
    text = (
        "Article 1 : La convention est conclue avec la société Gardelle pour cet accord-cadre, et la conven-\n"
        "tion prend fin avec cet accord-\ncadre, sans que la société Gar-\ndelle puisse s'y opposer."
    )
    assert blocks(text)[0][1].endswith(
        "et la convention prend fin avec cet accord-cadre, sans que la société Gardelle puisse s'y opposer."
    )


def test_leaders_lead_to_what_stands_on_the_next_line() -> None:
    text = "Article 1 : Les tarifs sont :\nvélo ......……\n: 2,00 €\nremorque .......... : 4,00 €\n"
    assert [said for _, said in blocks(text)][1:] == ["vélo ......…… : 2,00 €", "remorque .......... : 4,00 €"]


def test_a_lone_figure_that_is_no_page_number_stays() -> None:
    reading = read_bytes("Places à louer\nGrenier\n12\n\fCave\n7\nFait à Mende".encode(), "acte.txt")
    assert reading.furniture == ()


def test_page_numbers_of_an_extract_go() -> None:
    reading = read_bytes(b"Vu le code ;\n41\n\fVu la loi ;\n42\n\fVu le bail ;\n43", "acte.txt")
    assert [block.text for block in reading.furniture] == ["41", "42", "43"]

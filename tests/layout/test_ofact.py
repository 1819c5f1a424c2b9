"""What of the head and the foot of the pages of an act is of that act alone."""

import pytest

from actes.document import Block, Kind, Literal, Span
from actes.layout.look.ofact import FOOT, TITLE, OfAct
from actes.place import Place


def block(kind: Kind, text: str) -> Block:
    return Block(kind, (Span(text, Literal(Place("acte.docx"))),))


ACT = OfAct.of(
    [
        block(Kind.ENTETE, "COMMUNE DE VALMEILLEUX"),
        block(Kind.TITRE, "CONVENTION D'OCCUPATION"),
        block(Kind.SOUS_TITRE, "de la salle des fêtes par Les Amis du lavoir – saison 2024-2025"),
        block(Kind.AUTORITE, "La Maire de Valmeilleux,"),
        block(Kind.LIEU_DATE, "Fait à Valmeilleux, le 3 avril 2024"),
    ]
)


@pytest.mark.parametrize(
    "text",
    [
        "Commune de Valmeilleux",
        "Mairie de Valmeilleux – 1 place de l'Église, 26000 Valmeilleux",
        "Tél. 04 75 00 00 00 | mairie@valmeilleux.fr",
        "Salle des fêtes : 04 75 00 00 01",
        "Village fleuri depuis 1998",
        "page ",
    ],
)
def test_what_every_act_says_stays(text: str) -> None:
    assert ACT.without(text) == text


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Décision n° 2024-012 – page ", FOOT),
        ("Convention d'occupation", TITLE),  # a title of two words
        ("Convention d’occupation de la salle des fêtes", TITLE),  # of two lines
        ("Convention Amis du lavoir 2024", TITLE),  # told otherwise
        ("Convention – Les Amis du lavoir – page ", f"{TITLE} – page "),
        ("Commune de Valmeilleux – Convention Amis du lavoir", f"Commune de Valmeilleux – {TITLE}"),
        ("Commune de Valmeilleux – saison 2024-2025", "Commune de Valmeilleux"),
        ("Exercice 2023", ""),
        ("janvier 2024 – page ", "page "),
        ("Modèle 2024", ""),  # the year of the act
        ("Mairie de Valmeilleux | 12/03/2024 | Tél. 04 75 00 00 00", "Mairie de Valmeilleux | Tél. 04 75 00 00 00"),
    ],
)
def test_what_is_of_the_act_goes(text: str, left: str) -> None:
    assert ACT.without(text) == left

"""Who is named in an act, however its parties and its signatures are laid out."""

from __future__ import annotations

import pytest

from actes.outline.people import As
from actes.part import Nature, Part, part_of
from actes.reading import read_bytes

TOWN = "La commune de Pinols, 1 place de la Mairie, 43300 Pinols, représentée par son maire, Monsieur Alain Bresson"
CLUB = "L'association « Les Semeurs », SIRET 812 345 678 00012, représentée par Mme Odile Faure, présidente"
BODY = "Il est convenu ce qui suit :\n\nArticle 1 : Objet\n\nM. Paul Meyniel, directeur, suit la convention.\n\n"
FOOT = "Fait à Pinols, le 5 mars 2026.\n\n"
SIGNED = "Pour la Commune, le maire          Pour l'Association\nAlain BRESSON                      Odile FAURE\n"


def read(text: str) -> Part:
    return part_of(read_bytes(text.encode(), "acte.txt").document, Nature.CONVENTION)


LAYOUTS = {
    "paragraphs": (
        f"Entre\n\n{TOWN}, ci-après « la Commune », d'une part,\n\nEt\n\n{CLUB}, ci-après « l'Association »,\n\n"
    ),
    "one sentence": f"Entre {TOWN}, ci-après « la Commune », et {CLUB}, ci-après « l'Association »,\n\n",
    "items": (
        f"Entre les soussignés :\n\n- {TOWN}, ci-après dénommée « la Commune »,\n"
        f"- {CLUB}, ci-après désignée « l'Association »,\n\n"
    ),
    "lettered": (f"Entre les soussignés\n\nA. La Commune\n\n{TOWN},\n\nB. L'Association\n\n{CLUB},\n\n"),
    "lines": (
        "Entre\n\nLa commune de Pinols,\n\ndont le siège est 1 place de la Mairie, 43300 Pinols,\n\nreprésentée par "
        f"son maire, Monsieur Alain Bresson, ci-après « la Commune »,\n\nEt\n\n{CLUB}, ci-après « l'Association »,\n\n"
    ),
}


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_the_parties_with_all_they_are_given(layout: str) -> None:
    roster = read("CONVENTION DE SOUTIEN\n\n" + layout + BODY + FOOT + SIGNED).roster
    town, club = roster.parties
    assert (town.name, club.name) == ("La commune de Pinols", "L'association « Les Semeurs »")
    terms = {term.lower(): rank for rank, party in enumerate(roster.parties) for term, _ in party.terms}
    assert terms == {"la commune": 0, "l'association": 1}
    assert [mention.text for mention, _ in (*town.facts, *club.facts)] == ["43300 Pinols", "812 345 678 00012"]
    assert [(one.full, one.office, one.party, one.feminine) for one in roster.named(As.REPRESENTS)] == [
        ("Alain Bresson", "maire", 0, False),
        ("Odile Faure", "présidente", 1, True),
    ]


@pytest.mark.parametrize(
    "signed",
    [
        SIGNED,
        "Pour la Commune, le maire\n\nAlain BRESSON\n\nPour l'Association\n\nOdile FAURE\n",
        "Pour la Commune, le maire\n\nPour l'Association\n\nAlain BRESSON\n\nOdile FAURE\n",
    ],
    ids=["columns", "one below the other", "bodies then names"],
)
def test_who_signs_for_whom(signed: str) -> None:
    roster = read("CONVENTION\n\n" + LAYOUTS["paragraphs"] + BODY + FOOT + signed).roster
    assert [(one.body, one.office, one.person and one.person.full) for one in roster.signatories] == [
        ("la Commune", "le maire", "Alain BRESSON"),
        ("l'Association", "", "Odile FAURE"),
    ]


def test_everybody_else_is_named() -> None:
    part = read("CONVENTION\n\n" + LAYOUTS["paragraphs"] + BODY + FOOT + SIGNED)
    (other,) = part.roster.named(As.NAMED)
    assert (other.full, other.office, part.at(other.at).text) == ("Paul Meyniel", "directeur", "M. Paul Meyniel")


def test_an_act_of_one_body_has_no_parties() -> None:
    text = (
        "DÉCISION N° 4\n\nLe maire,\n\nVu le code ;\n\nDÉCIDE\n\nArticle 1 : Un banc est acheté.\n\n"
        + FOOT
        + "Le maire,\nLuc VAUR\n"
    )
    roster = read(text).roster
    assert (roster.parties, roster.count) == ((), 0)
    assert [(one.office, one.person and one.person.full) for one in roster.signatories] == [("Le maire", "Luc VAUR")]

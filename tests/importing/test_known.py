"""What the register knows already: parties merged by SIRET or name, acts cited, formulas; one file that holds all."""

from __future__ import annotations

from dataclasses import replace

import pytest

from actes.importing.take import take
from actes.importing.types import Gathered, Refused, Taken
from actes.model.people import Adresse, Tiers
from actes.model.register import Register
from importing.support import OURS, empty, files, imported, register, sources

CONVENTION = """\
DÉCISION DE LA PRÉSIDENTE n° 2025-500

OBJET :

Convention avec le club des Sapins

La Présidente de Saint-Flour Communauté,

Vu le code général des collectivités territoriales ;

DÉCIDE

Article 1er : D'approuver la convention.

Fait à Saint-Flour, le 3 mars 2025

La Présidente,

Céline CHARRIAUD

CONVENTION

Entre

D'une part,

Saint-Flour Communauté, sise ZA du Rozier-Coren, 15100 Saint-Flour, représentée par sa Présidente, \
Madame Céline CHARRIAUD,

Et d'autre part,

Le Club des Sapins, sis 3 rue du Lac, 15100 Saint-Flour, SIRET 779 074 822 00049, représenté par son Président, \
Monsieur Luc Vaur,

Il est convenu ce qui suit :

Article 1er : Objet

Le club anime la piste.

Fait à Murat, le 4 mars 2025

Pour Saint-Flour Communauté

La Présidente

Céline CHARRIAUD

Pour le Club des Sapins

Le Président

Luc VAUR
"""
CLUB = Tiers(
    nom="le club de ski des Sapins",
    siret="77907482200049",
    adresse=Adresse(voie="3 rue du Lac", code_postal="15100", ville="Saint-Flour"),
)


def with_tiers(**tiers: Tiers) -> Register:
    known = empty(OURS)
    return Register(known.collectivite, known.actes, tiers, known.places, known.identifiers)


def convention(known: Register, text: str = CONVENTION) -> Taken:
    return imported([("acte.txt", text.encode())], known)


def test_a_new_party_has_its_file() -> None:
    found = convention(empty(OURS))
    assert list(found.tiers) == ["club_sapins"]
    text = found.tiers["club_sapins"]
    assert "nom: le Club des Sapins\n" in text
    assert "siret: 77907482200049\n" in text
    assert "  - civilite: Monsieur\n    prenom: Luc\n    nom: Vaur\n    fonction: président\n" in text
    assert "adresse:\n  voie: 3 rue du Lac\n  code_postal: 15100\n  ville: Saint-Flour\n" in text


@pytest.mark.parametrize(
    "body",
    [CLUB, replace(CLUB, siret="", siren="779074822"), replace(CLUB, siret="", nom="le club des Sapins")],
    ids=["siret", "siren", "nom"],
)
def test_a_party_that_is_known_is_itself(body: Tiers) -> None:
    found = convention(with_tiers(sapins=body))
    assert dict(found.tiers) == {}
    assert "parties:\n  - sapins\n" in found.entry
    assert found.ratio == 1


def test_another_address_is_asked_and_nothing_is_replaced() -> None:
    moved = replace(CLUB, adresse=Adresse(voie="9 rue Haute", code_postal="15100", ville="Saint-Flour"))
    found = convention(with_tiers(sapins=moved))
    asked = {one.champ: one.motif for one in found.to_confirm}
    assert asked["tiers/sapins.adresse"] == "l'acte donne une autre adresse : 3 rue du Lac, 15100 Saint-Flour"
    assert asked["tiers/sapins.nom"].startswith("Luc Vaur, président, le représente dans cet acte")
    assert "- champ: tiers/sapins.adresse\n" in found.entry
    assert found.ratio == 1


def test_one_file_that_holds_all_is_taken_apart() -> None:
    found = convention(empty(OURS))
    assert "convention:\n  titre: |\n    CONVENTION\n" in found.entry
    assert "signature:\n    lieu: Murat\n    date: 2025-03-04\n" in found.entry
    assert found.entry.count("fichier: acte.txt") == 1


def test_an_act_that_is_known_is_cited_as_it_is() -> None:
    found = imported(files(OURS, "DEC2025-453"), empty(OURS, ["DEC2023-051"]))
    assert "DEC2023-051" not in found.acts
    assert "renouvelle: DEC2023-051\n" in found.entry
    assert {"DEL2017-26", "DEL2020-273", "DEC2021-331", "DEC2022-054"} == set(found.acts)


def test_a_formula_of_other_days_is_the_act_s_own() -> None:
    text = CONVENTION.replace("DÉCIDE\n", "A DÉCIDÉ CE QUI SUIT :\n")
    found = convention(empty(OURS), text)
    assert "formules:\n" in found.entry
    assert "  decide: |\n    A DÉCIDÉ CE QUI SUIT :\n" in found.entry
    assert found.ratio == 1


def test_who_signed_before_is_no_obstacle() -> None:
    """A head of the executive that collectivite.yaml does not know: the act has its own words, and it is asked."""
    text = CONVENTION.replace("le 3 mars 2025", "le 3 mars 2016").replace("le 4 mars 2025", "le 4 mars 2016")
    text = text.replace("Céline CHARRIAUD", "Odile FARGES").replace("2025-500", "2016-500")
    found = convention(empty(OURS), text)
    assert found.ratio == 1
    assert [(one.champ, one.valeur) for one in found.to_confirm] == [("signature.par", "Odile FARGES")]
    assert "  - champ: signature\n" in found.entry, "the field itself is not written: REN101 would say that it is gone"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Compte rendu de la réunion\n\nLes élus ont parlé du lac.\n", "aucun de ces fichiers n'est une décision"),
        (CONVENTION[CONVENTION.index("CONVENTION\n") :], "aucun de ces fichiers n'est une décision"),
        (CONVENTION.replace(" n° 2025-500", ""), "aucun numéro d'acte n'est lu dans le titre"),
    ],
    ids=["nothing", "convention", "number"],
)
def test_an_act_is_refused_with_its_reason(text: str, why: str) -> None:
    found = take(Gathered(sources([("a.txt", text.encode())])), empty(OURS))
    assert isinstance(found, Refused)
    assert found.message.startswith(why)
    assert found.hint


def test_each_field_keeps_its_words_and_their_place() -> None:
    found = convention(empty(OURS))
    told = {one.champ: one for one in found.recognised}
    assert (told["signature.date"].mots, told["signature.date"].valeur) == ("3 mars 2025", "2025-03-03")
    assert (told["numero"].mots, told["numero"].valeur) == ("n° 2025-500", "2025-500")
    for one in (told["signature.date"], told["numero"], told["convention.signature.lieu"]):
        assert one.where is not None
        assert one.where.path == "acte.txt"
        assert one.where.line


def test_the_register_is_not_touched() -> None:
    known = register(OURS)
    before = repr(known.actes), repr(known.tiers)
    imported(files(OURS, "DEC2025-453"), known)
    assert (repr(known.actes), repr(known.tiers)) == before

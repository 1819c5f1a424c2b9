"""What each value of the model finds wrong with itself: the field, the message, what to write instead."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from actes.model.acte import Acte, PeriodeActe
from actes.model.funding import Cout, Financement, Part
from actes.model.natures import TypeActe
from actes.model.people import Accord, Adresse, Civilite, Representant, Tiers, in_office
from actes.model.prose import Prose
from actes.model.schema import Problem
from actes.model.texts import Annexe, Article, Colonne, Convention, Motif, PartieConvention, Piece, Signature, Tableau
from actes.values.actnumber import ActNumber
from actes.values.durations import Duration
from actes.values.money import Amount
from actes.values.percent import Percent

P = Prose("x")
ONE, TEN = Amount.parse("1"), Amount.parse("10")
COLUMN = Colonne(titre=P, montant="montant")


def acte(**fields: Any) -> Acte:
    return Acte(numero=ActNumber.parse("2025-1"), type=TypeActe.DECISION, objet=P, **fields)


def person(**fields: Any) -> Representant:
    given = {"civilite": Civilite.MADAME, "prenom": "Céline", "nom": "Charriaud", "fonction": "président", **fields}
    return Representant(**given)


def period(debut: str, fin: str = "", duree: str = "") -> PeriodeActe:
    return PeriodeActe(
        debut=date.fromisoformat(debut),
        fin=date.fromisoformat(fin) if fin else None,
        duree=Duration.parse(duree) if duree else None,
    )


def table(**fields: Any) -> Annexe:
    return Annexe(titre=P, tableau=Tableau(colonnes=(COLUMN,), **fields))


PAID = Financement(cout_total=Cout(montant=TEN), repartition={"a": Part(nom="A"), "b": Part(nom="B")})


@pytest.mark.parametrize(
    ("value", "fields"),
    [
        # each line: a value, the fields at which it has a problem
        (period("2025-01-01", "2026-12-31"), []),
        (period("2025-01-01", duree="24 mois"), []),
        (period("2025-01-01", "2026-12-31", "24 mois"), []),
        (period("2025-01-01", "2025-01-01"), []),
        (period("2025-01-01"), ["fin"]),
        (period("2025-01-01", "2024-12-31"), ["fin"]),
        (period("2025-01-01", "2024-12-31", "1 an"), ["fin"]),
        (period("2025-01-01", "2026-12-31", "23 mois"), ["duree"]),
        (person(), []),
        (person(debut=date(2020, 7, 9), fin=date(2020, 7, 9)), []),
        (person(debut=date(2020, 7, 9), fin=date(2020, 7, 8)), ["fin"]),
        (person(fonction="sapeur"), ["fonction"]),
        (person(fonction="sapeur", civilite=Civilite.MONSIEUR), []),
        (person(fonction="sapeur", accord=Accord.MASCULIN), []),
        (person(fonction="sapeur", fonction_feminine="sapeuse"), []),
        (Adresse(voie="1 rue", code_postal="06000", ville="Nice"), []),
        (Adresse(voie="1 rue", code_postal="6000", ville="Nice"), ["code_postal"]),
        (Adresse(voie="1 rue", code_postal="0600A", ville="Nice"), ["code_postal"]),
        (Motif(vu=P), []),
        (Motif(considerant=P), []),
        (Motif(autre=P), []),
        (Motif(), ["vu"]),
        (Motif(vu=P, considerant=P), ["vu"]),
        (Motif(vu=Prose("DEC2025-1\n"), texte=P), []),
        (Motif(vu=("DEC2025-1", "DEC2025-2"), texte=P), []),
        (Motif(vu=Prose("le code DEC2025-1"), texte=P), ["texte"]),
        (Motif(vu=Prose("DEC2025-1 et sa suite"), texte=P), ["texte"]),
        (Motif(considerant=P, texte=P), ["texte"]),
        (Colonne(titre=P, montant="ht", base="annuel"), []),
        (Colonne(titre=P, montant="tva"), []),
        (Colonne(titre=P, montant="HT"), ["montant"]),
        (Colonne(titre=P, montant="ht", base="mois"), ["base"]),
        (Tableau(colonnes=(COLUMN,)), []),
        (Tableau(lignes=((P, P), (P, P))), []),
        (Tableau(), ["colonnes"]),
        (Tableau(colonnes=(COLUMN,), lignes=((P,),)), ["colonnes"]),
        (Tableau(colonnes=(COLUMN,), de="parts"), ["de"]),
        (Tableau(lignes=((P, P), (P,))), ["lignes"]),
        (Convention(titre=P, parties=(PartieConvention(tiers="a"), PartieConvention(tiers="b")), articles=()), []),
        (Convention(titre=P, parties=(PartieConvention(tiers="a"),), articles=()), ["parties"]),
        (Part(nom="A"), []),
        (Part(part=Percent.parse("5 %")), []),
        (Part(part=Percent.parse("5 %"), ht=ONE), ["part"]),
        (Part(ht=ONE, montant=ONE), ["part"]),
        (Cout(ht=ONE), []),
        (Cout(montant=ONE), []),
        (Cout(), ["ht"]),
        (Cout(ttc=ONE, montant=ONE), ["montant"]),
        (acte(), []),
        (acte(date=date(2025, 1, 1), signature=Signature(date=date(2025, 1, 1))), []),
        (acte(date=date(2025, 1, 1), signature=Signature(date=date(2025, 1, 2))), ["date"]),
        (acte(articles=(Article(texte=P), Article(texte=P))), []),
        (acte(articles=(Article(texte=P, label="a"), Article(texte=P, label="a"))), ["articles[1].label"]),
        (acte(annexes=(Annexe(titre=P, label="a"), Annexe(titre=P), Annexe(titre=P, label="a"))), ["annexes[2].label"]),
        (
            acte(
                convention=Convention(
                    titre=P, parties=(), articles=(Article(texte=P, label="a"), Article(texte=P, label="a"))
                )
            ),
            ["convention.articles[1].label"],
        ),
        (acte(financement=PAID, annexes=(table(),)), []),
        (acte(annexes=(table(),)), ["annexes[0].tableau.de"]),
        (acte(financement=PAID, annexes=(table(de="lignes"),)), ["annexes[0].tableau.de"]),
        (acte(financement=PAID, annexes=(table(de="inconnu"),)), []),  # told where the table is read
        (acte(financement=PAID, annexes=(table(imprime={"a": {"ht": P}, "total": {"ht": P}}),)), []),
        (acte(financement=PAID, annexes=(table(imprime={"z": {"ht": P}}),)), ["annexes[0].tableau.imprime.z"]),
        (
            acte(
                periode=period("2025-01-01", "2026-12-31"),
                financement=Financement(cout_annuel=Cout(montant=TEN), cout_total=Cout(montant=TEN)),
            ),
            ["financement.cout_total"],
        ),
        # a part that has problems of its own is not worked out: they are told where it was read
        (acte(periode=period("2025-01-01"), financement=PAID), []),
        (acte(financement=Financement(cout_total=Cout(), repartition={"a": Part()})), []),
    ],
)
def test_problems(value: Any, fields: list[str]) -> None:
    found: list[Problem] = list(value.problems())
    assert [problem.field for problem in found] == fields
    assert all(problem.message and problem.hint for problem in found)


def test_a_period_works_out_its_end() -> None:
    assert period("2025-01-15", duree="1 mois").period.fin == date(2025, 2, 14)
    assert period("2025-01-01", duree="24 mois").period == period("2025-01-01", "2026-12-31").period


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2020, 7, 8), None),
        (date(2020, 7, 9), "A"),
        (date(2022, 12, 31), "A"),
        (date(2023, 1, 1), None),  # nobody between two mandates
        (date(2023, 1, 2), "B"),
        (date(2099, 1, 1), "C"),  # both are in office: the one who came last
        (None, "C"),
    ],
)
def test_in_office(day: date | None, name: str | None) -> None:
    people = (
        person(nom="A", debut=date(2020, 7, 9), fin=date(2022, 12, 31)),
        person(nom="B", debut=date(2023, 1, 2)),
        person(nom="C", debut=date(2026, 4, 1)),
    )
    found = in_office(people, day)
    assert (found.nom if found else None) == name


def test_in_office_without_dates_or_people() -> None:
    assert in_office((), None) is None
    assert in_office((), date(2025, 1, 1)) is None
    assert in_office((person(),), date(1900, 1, 1)) == person()


@pytest.mark.parametrize(
    ("fields", "forms"),
    [
        ({}, ("Présidente", "la présidente")),
        ({"civilite": Civilite.MONSIEUR}, ("Président", "le président")),
        ({"fonction": "maire"}, ("Maire", "la maire")),
        ({"fonction": "maire", "accord": Accord.MASCULIN}, ("Maire", "le maire")),
        ({"fonction": "premier adjoint"}, ("Première Adjointe", "la première adjointe")),
    ],
)
def test_the_title_follows_the_person(fields: dict[str, Any], forms: tuple[str, str]) -> None:
    title = person(**fields).titre
    assert (str(title).lower(), title.le.lower()) == (forms[0].lower(), forms[1])


@pytest.mark.parametrize(
    ("kind", "forms"),
    [
        (TypeActe.DECISION, (True, "décisions", "la décision", "la présente décision", "cette décision")),
        (
            TypeActe.DELIBERATION,
            (True, "délibérations", "la délibération", "la présente délibération", "cette délibération"),
        ),
        (TypeActe.ARRETE, (False, "arrêtés", "l'arrêté", "le présent arrêté", "cet arrêté")),
    ],
)  # fmt: skip
def test_forms_of_the_type(kind: TypeActe, forms: tuple[object, ...]) -> None:
    assert (kind.feminin, kind.pluriel, kind.defini, kind.present, kind.demonstratif) == forms


def test_what_an_act_cites() -> None:
    convention = Convention(
        titre=P, parties=(), articles=(), preambule=(Motif(vu=Prose("DEL2020-1")), Motif(vu=Prose("DEC2020-2")))
    )
    one = acte(
        preambule=(Motif(vu=("DEL2020-1", "DEC2021-3")), Motif(vu=P), Motif(considerant=Prose("DEC2019-9"))),
        convention=convention, renouvelle="DEC2021-3", modifie="DEC2018-4",
    )  # fmt: skip
    assert one.cited() == ("DEL2020-1", "DEC2021-3", "DEC2020-2", "DEC2018-4")
    assert acte().cited() == ()


def test_the_date_and_the_text_of_an_act() -> None:
    signed, known = date(2025, 7, 8), date(2017, 1, 26)
    assert acte(signature=Signature(date=signed)).jour == signed
    assert acte(date=known).jour == known
    assert acte().jour is None
    assert not acte().rendered
    assert acte(articles=(Article(texte=P),)).rendered


def test_what_is_composed() -> None:
    assert Annexe(titre=P, texte=P).composed
    assert table().composed
    assert not Annexe(titre=P, piece=Piece()).composed


def test_words_of_a_body() -> None:
    assert str(Tiers(nom="Cantal Destination")) == "Cantal Destination"
    assert str(P) == "x"
    assert PartieConvention.from_text("orange") == PartieConvention(tiers="orange")
    assert str(Adresse(voie="1 rue", code_postal="15000", ville="Aurillac")) == "1 rue, 15000 Aurillac"
    with_box = Adresse(voie="1 rue", complement="CS 8", code_postal="15000", ville="Aurillac")
    assert str(with_box) == "1 rue, CS 8, 15000 Aurillac"

"""Nodes to dataclasses: what is built, what is refused, and where fields stand."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Any

import pytest

from actes.model.prose import Prose
from actes.place import Place
from actes.registry.places import Places
from actes.registry.reader import MAX_FINDINGS, read
from actes.registry.shapes import keys_of, shape_of
from actes.registry.syntax import parse_yaml
from actes.values.actnumber import ActNumber
from actes.values.durations import Duration, Unit
from actes.values.money import Amount
from actes.values.percent import Percent
from actes.values.periods import Period
from registry.small import WHOLE, Article, Fiche, Mandat, Motif, Part, Partie, Type, key


def build(text: str, cls: Any = Fiche) -> tuple[Any, Places, list[str]]:
    node, findings = parse_yaml(text, "a.yaml")
    assert findings == []
    assert node is not None
    value, places, problems = read(node, cls, "a.yaml")
    return value, places, [finding.name for finding in problems]


def test_every_shape() -> None:
    fiche, _, names = build(WHOLE)
    assert names == []
    assert fiche == Fiche(
        numero=ActNumber.parse("2025-453"),
        type=Type.DELIBERATION,
        objet=Prose("Convention : « Flux vision » # cadre\n"),
        lieu="Saint-Flour",
        date=date(2025, 1, 1),
        duree=Duration(2, Unit.AN),
        delegation=True,
        exemplaires=2,
        exercices=(2025, 2026),
        mandat=Mandat(debut=date(2025, 7, 8)),
        periode=Period(date(2025, 1, 1), date(2026, 12, 31)),
        parties=(Partie(tiers="cantal_destination"), Partie(tiers="collectivite", texte=Prose("la collectivité"))),
        motifs=(
            Motif(vu=Prose("le code")),
            Motif(vu=("DEL2017-26", "DEL2020-273")),
            Motif(considerant=Prose("le projet\n")),
        ),
        articles=(Article(texte=Prose("Premier")), Article(texte=Prose("Deuxième\n"), label="deux")),
        repartition={
            "cantal": Part(ht=Amount(Decimal("977.50")), part=Percent(Decimal(50))),
            "lioran": Part(ht=Amount(Decimal(1173))),
        },
    )
    assert isinstance(fiche.repartition, MappingProxyType)


def test_what_is_left_out_has_its_default() -> None:
    fiche, _, names = build("numero: 2025-1\nlieu:\nmandat:\nmotifs:\nobjet: ''\n")
    assert (fiche, names) == (Fiche(numero=ActNumber.parse("2025-1")), [])


def test_prose_keeps_the_place_of_each_character() -> None:
    fiche, _, _ = build(WHOLE)
    assert fiche.objet.source.place_at(13) == Place("a.yaml", 4, 16)
    assert WHOLE.split("\n")[3][15] == fiche.objet.text[13] == "«"
    assert fiche.articles[0].texte.source.place_at(1) == Place("a.yaml", 23, 6)  # through `from_text`
    assert fiche.articles[1].texte.source.place_at(0) == Place("a.yaml", 26, 7)


def test_places_of_fields() -> None:
    _, places, _ = build(WHOLE)
    assert {
        path: str(places[path].place_at(0))
        for path in ("", "objet", "mandat.debut", "parties[1].tiers", "repartition.lioran.ht")
    } == {
        "": "a.yaml:1:1",
        "objet": "a.yaml:4:3",
        "mandat.debut": "a.yaml:11:17",
        "parties[1].tiers": "a.yaml:15:12",
        "repartition.lioran.ht": "a.yaml:30:9",
    }
    assert "motifs[1].vu[1]" in places
    absent = [
        "motifs[3]",
        "motifs[x]",
        "motifs.vu",
        "objet.x",
        "mandat.fin",
        "mandat.",
        "motifs[0].",
        "mandat[0]",
        "[0]",
    ]
    for path in [*absent, "numer", "articles[0][1]"]:
        assert path not in places, path
    assert len(places) == len(set(places)) == 40
    assert all(path in places for path in places)


def test_a_lone_text_is_a_list_of_one() -> None:
    fiche, places, names = build("numero: 2025-1\nexercices: 2025\narticles: Un seul\n")
    assert (fiche.exercices, fiche.articles, names) == ((2025,), (Article(texte=Prose("Un seul")),), [])
    assert places["exercices[0]"].place_at(0) == Place("a.yaml", 2, 12)
    assert "exercices[1]" not in places


def test_the_nearest_place_of_what_is_left_out() -> None:
    _, places, _ = build(WHOLE)
    assert str(places.nearest("mandat.fin").place_at(0)) == "a.yaml:11:9"
    assert str(places.nearest("articles[0].label").place_at(0)) == "a.yaml:23:5"
    assert str(places.nearest("suivi.publication").place_at(0)) == "a.yaml:1:1"


def test_names_may_hold_points() -> None:
    _, places, _ = build("numero: 2025-1\nrepartition:\n  a.b: {ht: '1'}\n  a: {ht: '2'}\n")
    assert places["repartition.a.b.ht"] == places["repartition"].items[0][1].items[0][1]
    assert str(places["repartition.a.b"].place_at(0)) == "a.yaml:3:8"


def test_one_bad_value_gives_no_record_but_every_finding() -> None:
    fiche, places, names = build("numero: x\ndate: y\nmandat: {debut: z}\nmotifs: [{vu: a}, {v: b}]\n")
    assert fiche is None
    assert names == ["valeur-incorrecte"] * 3 + ["cle-inconnue"]
    assert "mandat.debut" in places


def test_an_alert_does_not_refuse() -> None:
    fiche, _, names = build("numero: 2025-1\nlieu: Lot #2\n")
    assert (fiche.lieu, names) == ("Lot", ["texte-perdu"])


def test_findings_are_bounded_and_in_order() -> None:
    assert build("date: x\n")[2] == ["cle-manquante", "valeur-incorrecte"]
    node, _ = parse_yaml("numero: x\nexercices:\n" + "- y\n" * 500, "a.yaml")
    assert node is not None
    findings = read(node, Fiche)[2]
    assert len(findings) == MAX_FINDINGS
    node, _ = parse_yaml("".join(f"k{n}: x\n" for n in range(500)), "a.yaml")
    assert node is not None
    assert 0 < len(read(node, Fiche)[2]) <= 21


@dataclass(frozen=True)
class Plain:
    """No key is described: every field is one."""

    un: str
    deux: int = 2
    hidden: int = field(default=3, init=False)


@dataclass(frozen=True)
class Mixed:
    """Only what is described is a key."""

    un: str = key("un")
    place: str = ""


def test_which_fields_are_keys() -> None:
    assert list(keys_of(Plain)) == ["un", "deux"]
    assert list(keys_of(Mixed)) == ["un"]
    assert [key.name for key in keys_of(Plain).values() if key.required] == ["un"]
    assert build("un: x\n", Plain)[0] == Plain("x")
    assert build("un: x\nplace: y\n", Mixed)[2] == ["cle-inconnue"]


@pytest.mark.parametrize("hint", [float, dict[str, str], list[str], tuple[str, int], object, bytes, "str", None])
def test_a_model_that_a_register_cannot_hold_is_a_bug(hint: Any) -> None:
    with pytest.raises(TypeError, match="the register cannot hold"):
        shape_of(hint)


def test_an_error_of_ours_is_not_hidden() -> None:
    @dataclass(frozen=True)
    class Wrong:
        un: str

        def __post_init__(self) -> None:
            raise KeyError("bug")

    Wrong.__annotations__["un"] = str
    with pytest.raises(KeyError):
        build("un: x\n", Wrong)

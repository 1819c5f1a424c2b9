"""The register: how an act is named and found, where its fields stand, what its entries name in each other."""

from __future__ import annotations

from pathlib import Path

import pytest

from actes.model.collectivite import Collectivite
from actes.model.register import Register, act_id
from actes.registry.load import load_register
from compose.support import ACT, ENTRY, REGISTRY, changed, documents


def load(folder: Path = REGISTRY) -> Register:
    loaded = load_register(folder)
    assert loaded.register is not None
    return loaded.register


REAL = load()


def test_names_of_acts() -> None:
    assert {name: act_id(act, REAL.collectivite) for name, act in REAL.actes.items()} == {
        name: name for name in REAL.actes
    }
    assert set(REAL.actes) == {"DEC2025-453", "DEC2023-051", "DEC2022-054", "DEC2021-331", "DEL2020-273", "DEL2017-26"}


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("periode.debut", "debut: 2025-01-01"),
        ("periode.duree", "debut: 2025-01-01"),  # left out: the period that would hold it, where its first key is
        ("signature.lieu.inconnu", "date: 2025-07-08"),
        ("convention.articles[7].label", "label: duree"),
        ("convention.articles[7].absent", "label: duree"),
    ],
)
def test_the_place_of_a_field(path: str, line: str) -> None:
    source = REAL.place(ACT, path)
    assert source is not None
    lines = (REGISTRY / "2025/DEC2025-453.yaml").read_text(encoding="utf-8").split("\n")
    place = source.place_at(0)
    assert place.line is not None
    assert line in lines[place.line - 1]


def test_the_place_of_nothing() -> None:
    assert REAL.place("DEC1999-1", "numero") is None


def test_the_collectivity_is_represented_by_its_head() -> None:
    body: Collectivite = REAL.collectivite
    assert body.representants is body.executif
    assert str(body) == "Saint-Flour Communauté"


AURILLAC = "aurillac: {nom: Pays d'Aurillac}"


@pytest.mark.parametrize(
    ("part", "messages"),
    [
        ("autre: {nom: Un autre}", []),
        ("collectivite: {part: 5 %}", []),
        (
            "cantal: {part: 5 %}",
            [
                (
                    "« cantal » n'est pas un tiers connu",
                    "créez registry/tiers/cantal.yaml (tiers connus : cantal_destination)",
                )
            ],
        ),
    ],
)
def test_who_pays_has_a_name(part: str, messages: list[tuple[str, str]], tmp_path: Path) -> None:
    loaded = load_register(changed(tmp_path, [(ENTRY, AURILLAC, part)]))
    assert [(finding.message, finding.hint) for finding in loaded.findings] == messages


def test_the_collectivity_pays_under_its_own_name(tmp_path: Path) -> None:
    annexe = documents(changed(tmp_path, [(ENTRY, AURILLAC, "collectivite: {part: 5 %}")]))["annexe-1"]
    assert "\nSaint-Flour Communauté\t977,50\xa0€" in annexe.text


def test_a_circle_of_citations(tmp_path: Path) -> None:
    old = ("2017/DEL2017-26.yaml", "type: délibération\n", "type: délibération\nrenouvelle: DEC2025-453\n")
    found = load_register(changed(tmp_path, [old])).findings
    assert [(str(finding.where), finding.message) for finding in found] == [
        (
            "registry/2017/DEL2017-26.yaml:5:13",
            "ces actes se citent en rond : DEL2017-26 → DEC2025-453 → DEL2017-26",
        )
    ]

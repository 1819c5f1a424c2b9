"""The visas of the next act: delegations that lapsed, objects as they are cited, avenants between."""

from __future__ import annotations

from pathlib import Path

from actes.model.edits import Add, Put, Remove, Text
from actes.renew.preamble import with_article
from renew.support import ACT, EPCI, context, copied, edit, entry, findings, loaded, new, renewed, taken


def test_a_visa_of_lapsed_delegations_alone_goes_where_another_is_in_force(tmp_path: Path) -> None:
    registry = copied(tmp_path)
    taken(registry, "2026/DEL2026-064.yaml")
    edit(registry / "collectivite.yaml", [Put("mandats[1].fin", "2026-04-15"), Add("mandats", {"debut": "2026-04-16"})])
    edit(
        entry(registry),
        [
            Put("preambule[1].vu", "DEL2017-26"),
            Add("preambule", {"vu": ["DEL2020-273", "DEL2026-064"]}, 2),
            Put("signature.date", "2026-07-08"),
            Remove("suivi"),
        ],
    )
    made = renewed(registry, ACT)
    act = new(registry, made)
    assert next(motif.actes for motif in act.preambule if motif.actes) == ("DEL2026-064",)
    assert len(act.preambule) == len(loaded(registry, ACT).actes[ACT].preambule)  # one less, one more
    assert all(
        line.champ in loaded(registry, made.identifier).places[made.identifier]
        for line in act.a_confirmer
        if not line.champ.startswith(("tiers/", "collectivite."))
    )


def test_a_visa_that_bears_a_delegation_bears_on_one_with_its_article(tmp_path: Path) -> None:
    registry = copied(tmp_path)
    taken(registry, "2026/DEL2026-064.yaml")
    edit(registry / "2026" / "DEL2026-064.yaml", [Put("objet", Text("la délégation d'attributions au Président"))])
    edit(registry / "collectivite.yaml", [Put("mandats[1].fin", "2026-04-15"), Add("mandats", {"debut": "2026-04-16"})])
    words = "la délibération {{ acte.numero }} portant %s{{ acte.objet }} ;"
    visa = {"vu": "DEL2020-273", "texte": Text(words % "")}
    edit(entry(registry), [Put("preambule[1]", visa), Put("signature.date", "2026-07-08"), Remove("suivi")])
    made = renewed(registry, ACT)
    (motif,) = [one for one in new(registry, made).preambule if one.actes == ("DEL2026-064",)]
    assert str(motif.texte).strip() == words % "sur "


def test_a_typed_delegation_is_asked_where_it_stands(tmp_path: Path) -> None:
    registry = copied(tmp_path)
    visa = "la délibération n° 2020-273 du 13 octobre 2020 portant délégation d'attributions à la Présidente ;"
    edit(entry(registry), [Put("preambule[1]", {"vu": Text(visa)}), Add("preambule", {"vu": Text(visa)})])
    made = renewed(registry, ACT)
    asked = [(line.champ, line.mots) for line in made.confirms if line.champ.startswith("preambule")]
    words = "délibération n° 2020-273 du 13 octobre 2020"
    assert asked == [("preambule[1].vu", words), ("preambule[9].vu", words)]
    act = new(registry, made)
    for line in act.a_confirmer:
        if line.mots == words:
            index = int(line.champ[len("preambule[") : line.champ.index("]")])
            assert words in str(act.preambule[index].vu)


def test_an_object_without_its_article_is_cited_with_one(tmp_path: Path) -> None:
    registry = copied(tmp_path)
    edit(entry(registry), [Remove("objet_cite")])
    made = renewed(registry, ACT)
    act = new(registry, made)
    (motif,) = [one for one in act.preambule if one.actes == (ACT,)]
    assert motif.texte is not None
    assert "approuvant la convention de partenariat" in motif.texte.text
    assert any(line.champ.endswith("].texte") and "avec son article" in line.motif for line in made.confirms)


def test_words_that_no_article_is_known_for_stay() -> None:
    assert with_article("Flux Vision") == "Flux Vision"
    assert with_article("Acquisition d'un terrain") == "l'acquisition d'un terrain"


def test_avenants_are_cited_and_cover_the_days_between(tmp_path: Path) -> None:
    registry = copied(tmp_path, EPCI)
    made = renewed(registry, "DEC2025-031")
    act = new(registry, made)
    assert [motif.actes for motif in act.preambule if motif.actes] == [("DEC2025-031",), ("DEC2025-044",)]
    found = findings(registry, made.identifier, "CHN101")
    assert found == []
    (motif,) = [n for n, one in enumerate(act.preambule) if one.actes == ("DEC2025-044",)]
    edit(made.path, [Remove(f"preambule[{motif}]")])
    (hole,) = findings(registry, made.identifier, "CHN101")
    assert "du 1er octobre 2026 au 31 mars 2027" in hole.message.replace("\u00a0", " ")


def test_a_delegation_cited_alone_is_said_to_carry_powers(tmp_path: Path) -> None:
    """« citez-la ici » : the standard sentence reads « portant délégation », and « approuvant » for a convention."""
    registry = copied(tmp_path)
    edit(entry(registry), [Put("preambule[1].vu", "DEL2020-273")])
    words = context(registry, ACT).parts[0].document.text.replace("\u00a0", " ")
    assert "la délibération n° 2020-273 du 13 octobre 2020 portant délégation" in words
    assert "la décision n° 2023-051 approuvant" in words


def test_a_delegation_to_be_written_is_asked_once(tmp_path: Path) -> None:
    registry = copied(tmp_path)
    edit(registry / "collectivite.yaml", [Put("mandats[1].fin", "2026-04-15"), Add("mandats", {"debut": "2026-04-16"})])
    edit(entry(registry), [Put("signature.date", "2026-07-08"), Put("preambule[1].vu", "DEL2020-273"), Remove("suivi")])
    asked = [line.champ for line in renewed(registry, ACT).confirms if line.champ.startswith("preambule[1]")]
    assert asked == ["preambule[1].vu"]

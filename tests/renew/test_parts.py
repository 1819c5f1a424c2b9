"""What moves, what goes and what is asked, field by field."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from actes.finding import CannotGoOn
from actes.model.acte import Acte
from actes.model.edits import Add, Put, Remove, Text
from actes.renew.preamble import with_article
from actes.tasks.renewing import Renewed
from actes.values.actnumber import ActNumber
from actes.values.durations import Duration
from renew.support import (
    REGISTRY,
    TODAY,
    WORKSPACES,
    context,
    copied,
    edit,
    findings,
    loaded,
    renewed,
    taken,
)

ACT = "DEC2025-453"
EPCI = WORKSPACES / "epci" / "registry"
COMMUNE = WORKSPACES / "commune" / "registry"


def entry(registry: Path, identifier: str = ACT) -> Path:
    (path,) = registry.rglob(f"{identifier}.yaml")
    return path


def new(registry: Path, made: Renewed) -> Acte:
    return loaded(registry, made.identifier).actes[made.identifier]


def test_a_duration_that_the_entry_states_stays_stated(tmp_path: Path) -> None:
    registry = copied(tmp_path, EPCI)
    made = renewed(registry, "DEC2025-031")
    act = new(registry, made)
    assert act.periode is not None
    assert (str(act.periode.duree), act.periode.fin) == ("18\u00a0mois", None)


def test_another_duration_takes_its_place(tmp_path: Path) -> None:
    registry = copied(tmp_path, EPCI)
    act = new(registry, renewed(registry, "DEC2025-031", duree=Duration.parse("1 an")))
    assert act.periode is not None
    assert (act.periode.duree, act.periode.fin) == (None, date(2028, 3, 31))


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (
            {"debut": date(2026, 12, 1)},
            "la nouvelle période commence avant la fin de la précédente (31",
        ),
        (
            {"debut": date(2027, 3, 1)},
            "rien ne couvre les jours entre les deux périodes : du 1er",
        ),
        (
            {"numero": ActNumber.parse("2025-600")},
            "le numéro est de 2025, et l'acte serait de 2026",
        ),
        ({"date": date(2027, 3, 1)}, "avant l'acte : effet antérieur à justifier"),
        ({"date": date(2025, 6, 1)}, "l'acte serait daté du 1er"),
    ],
)
def test_a_doubt_is_told(given: dict[str, object], words: str, tmp_path: Path) -> None:
    made = renewed(copied(tmp_path), ACT, **given)
    assert any(words in line for line in made.plan.warnings), made.plan.warnings


def test_the_following_period_is_no_doubt(tmp_path: Path) -> None:
    made = renewed(copied(tmp_path), ACT)
    assert [line for line in made.plan.warnings if "mandats" not in line] == []


def test_an_act_without_a_period_needs_a_start(tmp_path: Path) -> None:
    registry = copied(tmp_path, EPCI)
    assert new(registry, renewed(registry, "DEC2025-012")).periode is None
    for given in ({"fin": date(2027, 1, 1)}, {"debut": date(2027, 1, 1)}):
        with pytest.raises(CannotGoOn) as caught:
            renewed(registry, "DEC2025-012", numero=ActNumber.parse("2026-90"), **given)
        assert "n'a pas de période" in caught.value.findings[0].message
    act = new(
        registry,
        renewed(
            registry,
            "DEC2025-012",
            numero=ActNumber.parse("2026-91"),
            debut=date(2027, 1, 1),
            fin=date(2027, 6, 30),
        ),
    )
    assert act.periode is not None
    assert act.periode.period.fin == date(2027, 6, 30)


def test_the_date_of_the_act_is_that_of_its_signature(tmp_path: Path) -> None:
    registry = copied(tmp_path, WORKSPACES / "commune-1990" / "registry")  # signed by somebody who is named
    act = new(registry, renewed(registry, "DEC2025-021", date=date(2026, 12, 15)))
    assert act.jour == date(2026, 12, 15)


def test_printed_totals_that_can_be_computed_go(tmp_path: Path) -> None:
    registry = copied(tmp_path)
    edit(
        entry(registry),
        [
            Put("financement.cout_annuel.ttc", "23 460,00"),
            Put("financement.cout_total", {"ht": "39 100,00"}),
        ],
    )
    made = renewed(registry, ACT)
    act = new(registry, made)
    assert act.financement is not None
    assert act.financement.cout_total is None
    assert act.financement.cout_annuel is not None
    assert act.financement.cout_annuel.ttc is None
    assert act.annexes[0].tableau is not None
    assert not act.annexes[0].tableau.imprime


def test_a_total_of_another_rate_stays_and_is_asked(tmp_path: Path) -> None:
    registry = copied(tmp_path)
    edit(
        entry(registry),
        [
            Put(
                "financement.cout_annuel",
                {"ht": "19 550,00", "ttc": "23 460,00", "tva": "20 %"},
            )
        ],
    )
    made = renewed(registry, ACT)
    act = new(registry, made)
    assert act.financement is not None
    assert act.financement.cout_annuel is not None
    assert act.financement.cout_annuel.ttc is None  # what the rate gives


def test_payments_on_a_day_and_listed_amounts(tmp_path: Path) -> None:
    registry = copied(tmp_path, EPCI)
    made = renewed(registry, "DEC2025-031")
    act = new(registry, made)
    assert act.financement is not None
    assert act.financement.echeances["intermediaire"].quand.date == date(2028, 1, 31)
    asked = {line.champ: line.motif for line in made.confirms}
    assert "les payeurs et leurs montants sont-ils encore les mêmes" in asked["financement.repartition"]


def test_dates_to_come_leave_room(tmp_path: Path) -> None:
    registry = copied(tmp_path, EPCI)
    first = new(registry, renewed(registry, "DEC2025-031"))
    assert first.convention is not None
    assert "{{ date | ou_place }}" in first.convention.articles[0].texte.text
    other = copied(tmp_path / "dated", EPCI)
    edit(
        entry(other, "DEC2025-031"),
        [
            Put(
                "articles[0].texte",
                Text("Signée le {{ signature.date | date_numerique }}."),
            )
        ],
    )
    dated = new(other, renewed(other, "DEC2025-031", date=date(2026, 12, 1)))
    assert "{{ date }}" in dated.convention.articles[0].texte.text  # type: ignore[union-attr]
    room = copied(tmp_path / "room", EPCI)
    edit(
        entry(room, "DEC2025-031"),
        [
            Put(
                "articles[0].texte",
                Text("Signée le {{ signature.date | date_numerique }}."),
            )
        ],
    )
    text = new(room, renewed(room, "DEC2025-031")).articles[0].texte.text
    assert text == (
        "Signée le {% if signature.date %}{{ signature.date | date_numerique }}{% else %}"
        "{{ signature.date | ou_place }}{% endif %}.\n"
    )


def test_a_visa_of_lapsed_delegations_alone_goes_where_another_is_in_force(
    tmp_path: Path,
) -> None:
    registry = copied(tmp_path)
    taken(registry, "2026/DEL2026-064.yaml")
    edit(
        registry / "collectivite.yaml",
        [Put("mandats[1].fin", "2026-04-15"), Add("mandats", {"debut": "2026-04-16"})],
    )
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


def test_a_typed_delegation_is_asked_where_it_stands(tmp_path: Path) -> None:
    registry = copied(tmp_path)
    visa = "la délibération n° 2020-273 du 13 octobre 2020 portant délégation d'attributions à la Présidente ;"
    edit(
        entry(registry),
        [Put("preambule[1]", {"vu": Text(visa)}), Add("preambule", {"vu": Text(visa)})],
    )
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


def test_nobody_in_office_stops_it(tmp_path: Path) -> None:
    registry = copied(tmp_path)
    edit(registry / "collectivite.yaml", [Put("executif[0].fin", "2026-04-15")])
    with pytest.raises(CannotGoOn) as caught:
        renewed(registry, ACT, date=date(2026, 12, 15))
    assert any("personne n'est à la tête" in finding.message for finding in caught.value.findings)
    assert not list(registry.rglob("DEC2026-*.yaml"))


def test_a_party_that_nobody_represents_is_asked(tmp_path: Path) -> None:
    registry = copied(tmp_path)
    edit(
        registry / "tiers" / "cantal_destination.yaml",
        [Put("representants[0].fin", "2026-06-30")],
    )
    made = renewed(registry, ACT)
    asked = {line.champ: line.motif for line in made.confirms}
    assert asked["tiers/cantal_destination.representants"].startswith("personne ne représente Cantal Destination")


def test_a_mandate_that_covers_the_new_period_is_not_asked(tmp_path: Path) -> None:
    registry = copied(tmp_path)
    person = registry / "tiers" / "cantal_destination.yaml"
    edit(
        person,
        [
            Put("representants[0].debut", "2026-05-01"),
            Put("representants[0].fin", "2029-04-30"),
        ],
    )
    edit(
        entry(registry),
        [
            Put("signature.date", "2026-07-08"),
            Remove("suivi"),
            Remove("convention.signature.date"),
        ],
    )
    made = renewed(registry, ACT)
    assert "tiers/cantal_destination.representants" not in {line.champ for line in made.confirms}


def test_comments_with_figures_are_to_read_again(tmp_path: Path) -> None:
    registry = copied(tmp_path)
    path = entry(registry)
    path.write_text(
        path.read_text("utf-8").replace("tva: 20 %", "tva: 20 %   # taux de 2025"),
        "utf-8",
    )
    made = renewed(registry, ACT)
    assert "commentaire à relire : # taux de 2025" in made.kept
    assert "# taux de 2025" in made.path.read_text("utf-8")
    assert made.path.read_text("utf-8").startswith(
        "# yaml-language-server: $schema=../schemas/acte.json\n# Reconduction"
    )


def test_a_draft_that_is_not_confirmed_warns(tmp_path: Path) -> None:
    registry = copied(tmp_path)
    first = renewed(registry, ACT)
    second = renewed(registry, first.identifier, date(2028, 12, 1))
    assert any("valeur(s) à confirmer" in line for line in second.plan.warnings)


def test_a_former_act_without_its_date_warns(tmp_path: Path) -> None:
    registry = copied(tmp_path)
    edit(entry(registry), [Remove("signature")])
    assert any("n'a pas de date : est-il signé" in line for line in renewed(registry, ACT).plan.warnings)


def test_a_payment_after_the_end_of_a_shorter_period_is_asked(tmp_path: Path) -> None:
    registry = copied(tmp_path)
    made = renewed(registry, ACT, duree=Duration.parse("1 an"))
    (line,) = [one for one in made.plan.confirms if one.champ == "financement.echeances.solde.quand"]
    assert "après la fin de la période (31/12/2027)" in line.motif
    assert line.valeur.replace("\u00a0", " ") == "janvier 2028"


def test_a_period_that_stays_is_no_change(tmp_path: Path) -> None:
    made = renewed(copied(tmp_path), ACT, debut=date(2025, 1, 1), fin=date(2026, 12, 31))
    assert made.plan.changes
    assert all(one.before != one.after or not one.before for one in made.plan.changes)


def test_an_avenant_keeps_the_texts_that_it_cites(tmp_path: Path) -> None:
    registry = copied(tmp_path)
    first = renewed(registry, ACT, avenant=True)
    assert not new(registry, first).references
    assert not any(one.champ.startswith("references") for one in first.plan.confirms)
    first.path.unlink()
    words = Text("l'accord-cadre {{ references.accord_cadre.periode.annees | liste }} ;")
    edit(entry(registry), [Add("preambule", {"vu": words}, 0)])
    act = new(registry, renewed(registry, ACT, avenant=True))
    assert list(act.references) == ["accord_cadre"]


def test_a_year_in_the_title_of_one_year(tmp_path: Path) -> None:
    registry = copied(tmp_path, COMMUNE)
    edit(
        entry(registry, "DEC2025-009"),
        [Put("objet", Text("Tarifs des salles pour l'année 2026"))],
    )
    made = renewed(registry, "DEC2025-009")
    assert new(registry, made).objet.text == "Tarifs des salles pour l'année {{ periode.debut | annee }}\n"


def test_the_register_is_there() -> None:
    assert entry(REGISTRY).is_file()
    assert TODAY.year == 2026


def test_a_framework_that_covers_the_new_period_stays(tmp_path: Path) -> None:
    registry = copied(tmp_path)
    edit(
        entry(registry),
        [
            Put(
                "references.groupement.periode",
                {"debut": "2022-05-01", "fin": "2030-04-30"},
            )
        ],
    )
    made = renewed(registry, ACT)
    act = new(registry, made)
    assert act.references["groupement"].periode is not None
    assert act.references["groupement"].periode.period.fin == date(2030, 4, 30)
    assert not [line for line in made.confirms if line.champ.startswith("references.groupement")]
    edit(made.path, [Remove("a_confirmer")])
    stale = [found.place for found in findings(registry, made.identifier) if found.code == "REN102"]
    assert "fiche, « references.groupement.date »" not in stale


def test_what_was_accepted_is_accepted_no_more(tmp_path: Path) -> None:
    registry = copied(tmp_path)
    waiver = {
        "regle": "effet-anterieur",
        "motif": "vu",
        "par": "C. Charriaud",
        "le": "2025-07-01",
    }
    edit(entry(registry), [Add("ecarts_acceptes", waiver)])
    assert new(registry, renewed(registry, ACT)).ecarts_acceptes == ()


def test_the_budget_of_the_same_year_is_no_leftover(tmp_path: Path) -> None:
    """Two acts of one year: the former for its first half, this one for the second."""
    registry = copied(tmp_path)
    edit(
        entry(registry),
        [
            Put("periode", {"debut": "2026-01-01", "fin": "2026-06-30"}),
            Put("financement.budget.exercices", ["2026"]),
            Remove("convention.signature.date"),
        ],
    )
    made = renewed(registry, ACT)
    act = new(registry, made)
    assert act.financement is not None
    assert act.financement.budget is not None
    assert act.financement.budget.exercices == (2026,)
    edit(made.path, [Remove("a_confirmer")])
    stale = [found.place for found in findings(registry, made.identifier) if found.code == "REN102"]
    assert "fiche, « financement.budget.exercices »" not in stale


def test_avenants_are_cited_and_cover_the_days_between(tmp_path: Path) -> None:
    registry = copied(tmp_path, EPCI)
    made = renewed(registry, "DEC2025-031")
    act = new(registry, made)
    assert [motif.actes for motif in act.preambule if motif.actes] == [
        ("DEC2025-031",),
        ("DEC2025-044",),
    ]
    found = [one for one in findings(registry, made.identifier) if one.code == "CHN101"]
    assert found == []
    (motif,) = [n for n, one in enumerate(act.preambule) if one.actes == ("DEC2025-044",)]
    edit(made.path, [Remove(f"preambule[{motif}]")])
    (hole,) = [one for one in findings(registry, made.identifier) if one.code == "CHN101"]
    assert "du 1er octobre 2026 au 31 mars 2027" in hole.message.replace("\u00a0", " ")


def test_a_series_that_never_starts_again(tmp_path: Path) -> None:
    """« 453 »: the number after the last one, in the folder of the year of the act."""
    registry = copied(tmp_path, EPCI)
    edit(
        registry / "collectivite.yaml",
        [Put("series", [{"prefixe": "ARR", "actes": ["arrêté"], "forme": "453"}])],
    )
    for old in registry.rglob("ARR*.yaml"):
        text = old.read_text("utf-8").replace("2025-007", "87").replace("2024-003", "61")
        old.with_name(f"ARR{'87' if '007' in old.name else '61'}.yaml").write_text(text, "utf-8")
        old.unlink()
    for entry_ in registry.rglob("DEC*.yaml"):
        entry_.write_text(entry_.read_text("utf-8").replace("ARR2024-003", "ARR61"), "utf-8")
    made = renewed(registry, "ARR87")
    assert made.identifier == "ARR88"
    assert made.path.parent.name == "2026"


def test_a_day_of_the_year_comes_back_a_year_later(tmp_path: Path) -> None:
    registry = copied(tmp_path, COMMUNE)
    act = new(registry, renewed(registry, "ARR2025-014"))
    assert act.periode is not None
    assert act.periode.period.debut == date(2027, 7, 13)
    early = copied(tmp_path / "early", COMMUNE)
    made = renewed(early, "ARR2025-014", date(2025, 7, 2))
    assert new(early, made).periode.period.debut == date(2025, 7, 14)  # type: ignore[union-attr]


def test_an_avenant_needs_a_period(tmp_path: Path) -> None:
    registry = copied(tmp_path, EPCI)
    edit(
        entry(registry, "DEC2025-061"),
        [Remove("periode"), Put("convention.articles[0].texte", Text("Un an."))],
    )
    with pytest.raises(CannotGoOn) as caught:
        renewed(registry, "DEC2025-061", avenant=True)
    assert "n'a pas de période" in caught.value.findings[0].message


def test_a_number_with_a_slash_stays_written_so(tmp_path: Path) -> None:
    registry = copied(tmp_path)
    edit(
        registry / "collectivite.yaml",
        [
            Put(
                "series",
                [{"prefixe": "DEC", "actes": ["décision"], "forme": "2025/453"}],
            )
        ],
    )
    made = renewed(registry, ACT, numero=ActNumber.parse("2026/12"))
    assert made.identifier == "DEC2026-012"
    assert "\nnumero: 2026/012\n" in made.path.read_text("utf-8")


def test_years_in_short_texts_are_asked(tmp_path: Path) -> None:
    registry = copied(tmp_path)
    edit(
        entry(registry),
        [
            Put("financement.echeances.solde.quand", "avant le 31 mars 2026"),
            Put("financement.budget.nom", "Budget annexe 2025"),
            Put("references.accord_cadre.titre", "l'accord-cadre 2025-2026"),
        ],
    )
    made = renewed(registry, ACT)
    asked = {line.champ: line.valeur for line in made.confirms}
    assert asked["financement.echeances.solde.quand"] == "avant le 31 mars 2026"
    assert asked["financement.budget.nom"] == "Budget annexe 2025"
    assert asked["references.accord_cadre.titre"] == "l'accord-cadre 2025-2026"
    edit(made.path, [Remove("a_confirmer")])
    stale = [found.excerpt for found in findings(registry, made.identifier) if found.code == "REN102"]
    assert any("31\u00a0mars\u00a02026" in excerpt for excerpt in stale)
    assert any("Budget annexe 2025" in excerpt for excerpt in stale)


def test_a_delegation_cited_alone_is_said_to_carry_powers(tmp_path: Path) -> None:
    """« citez-la ici » : the standard sentence reads « portant délégation », and « approuvant » for a convention."""
    registry = copied(tmp_path)
    edit(entry(registry), [Put("preambule[1].vu", "DEL2020-273")])
    words = context(registry, ACT).parts[0].document.text.replace("\u00a0", " ")
    assert "la délibération n° 2020-273 du 13 octobre 2020 portant délégation" in words
    assert "la décision n° 2023-051 approuvant" in words


def test_the_day_that_an_act_is_about_is_asked(tmp_path: Path) -> None:
    """An entry into force, a request to a court: a text without a period, as recent as the act; not an older one."""
    registry = copied(tmp_path)
    effect = {"titre": "l'entrée en vigueur des tarifs", "date": "2025-09-01"}
    older = {"titre": "le règlement intérieur", "date": "2019-03-04"}
    edit(entry(registry), [Put("references.effet", effect), Put("references.reglement", older)])
    made = renewed(registry, ACT)
    asked = [(line.champ, line.valeur) for line in made.confirms if line.champ.startswith("references.")]
    assert ("references.effet.date", "01/09/2025") in asked
    assert not [champ for champ, _ in asked if "reglement" in champ]
    edit(made.path, [Remove("a_confirmer")])
    stale = [one.message for one in findings(registry, made.identifier) if one.code == "REN102"]
    assert any("l'entrée en vigueur des tarifs : 01/09/2025, la même valeur" in plain for plain in stale)
    assert not [plain for plain in stale if "règlement" in plain]

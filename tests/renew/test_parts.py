"""What moves, what goes and what is asked, field by field; money, visas, people and choices apart."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from actes.model.edits import Add, Put, Remove, Text
from actes.tasks.renewing import told
from renew.support import ACT, COMMUNE, EPCI, REGISTRY, TODAY, copied, edit, entry, findings, new, renewed


def test_dates_to_come_leave_room(tmp_path: Path) -> None:
    registry = copied(tmp_path, EPCI)
    first = new(registry, renewed(registry, "DEC2025-031"))
    assert first.convention is not None
    assert "{{ date | ou_place }}" in first.convention.articles[0].texte.text
    other = copied(tmp_path / "dated", EPCI)
    edit(
        entry(other, "DEC2025-031"),
        [Put("articles[0].texte", Text("Signée le {{ signature.date | date_numerique }}."))],
    )
    dated = new(other, renewed(other, "DEC2025-031", date=date(2026, 12, 1)))
    assert "{{ date }}" in dated.convention.articles[0].texte.text  # type: ignore[union-attr]
    room = copied(tmp_path / "room", EPCI)
    edit(
        entry(room, "DEC2025-031"), [Put("articles[0].texte", Text("Signée le {{ signature.date | date_numerique }}."))]
    )
    made = renewed(room, "DEC2025-031")
    lines = [line for _, told_of in told(made) for line in told_of]
    assert "Articles : 1 : texte : la date de l'acte, une fois connue (en blanc d'ici là)" in lines
    assert not [line for line in lines if "{" in line]
    text = new(room, made).articles[0].texte.text
    assert text == (
        "Signée le {% if signature.date %}{{ signature.date | date_numerique }}{% else %}"
        "{{ signature.date | ou_place }}{% endif %}.\n"
    )


def test_comments_with_figures_are_to_read_again(tmp_path: Path) -> None:
    registry = copied(tmp_path)
    path = entry(registry)
    path.write_text(path.read_text("utf-8").replace("tva: 20 %", "tva: 20 %   # taux de 2025"), "utf-8")
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
    edit(entry(registry, "DEC2025-009"), [Put("objet", Text("Tarifs des salles pour l'année 2026"))])
    made = renewed(registry, "DEC2025-009")
    assert new(registry, made).objet.text == "Tarifs des salles pour l'année {{ periode.debut | annee }}\n"


def test_the_register_is_there() -> None:
    assert entry(REGISTRY).is_file()
    assert TODAY.year == 2026


def test_a_framework_that_covers_the_new_period_stays(tmp_path: Path) -> None:
    registry = copied(tmp_path)
    edit(entry(registry), [Put("references.groupement.periode", {"debut": "2022-05-01", "fin": "2030-04-30"})])
    made = renewed(registry, ACT)
    act = new(registry, made)
    assert act.references["groupement"].periode is not None
    assert act.references["groupement"].periode.period.fin == date(2030, 4, 30)
    assert not [line for line in made.confirms if line.champ.startswith("references.groupement")]
    edit(made.path, [Remove("a_confirmer")])
    stale = [found.place for found in findings(registry, made.identifier, "REN102")]
    assert "fiche, « references.groupement.date »" not in stale


def test_what_was_accepted_is_accepted_no_more(tmp_path: Path) -> None:
    registry = copied(tmp_path)
    waiver = {"regle": "ordre-des-dates", "motif": "vu", "par": "C. Charriaud", "le": "2025-07-01"}
    edit(entry(registry), [Add("ecarts_acceptes", waiver)])
    assert new(registry, renewed(registry, ACT)).ecarts_acceptes == ()


def test_the_files_of_the_former_act_are_not_those_of_the_new_one(tmp_path: Path) -> None:
    registry = copied(tmp_path)
    edit(entry(registry), [Add("origine", {"fichier": "Actes 2025/acte.docx", "empreinte": "9f86"})])
    assert new(registry, renewed(registry, ACT)).origine == ()


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
    stale = [found.excerpt for found in findings(registry, made.identifier, "REN102")]
    assert any("31\u00a0mars\u00a02026" in excerpt for excerpt in stale)
    assert any("Budget annexe 2025" in excerpt for excerpt in stale)


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
    stale = [one.message for one in findings(registry, made.identifier, "REN102")]
    assert any("l'entrée en vigueur des tarifs : 01/09/2025, la même valeur" in plain for plain in stale)
    assert not [plain for plain in stale if "règlement" in plain]


SITTING = """numero: 2025-041
type: délibération
objet: |
  Tarifs de la salle des fêtes
signature:
  date: 2025-06-12
preambule:
  - autre: |
      Présents : 12
  - autre: |
      Le conseil municipal, réuni sous la présidence de M. Luc Vaur, avec Mme Anne Roche pour secrétaire de séance ;
  - considerant: |
      que l'unanimité n'est pas requise ;
articles:
  - label: vote
    texte: |
      D'approuver les tarifs, par 11 voix pour et une abstention.
  - label: tarifs
    texte: |
      Les tarifs sont, dès le 1er mars 2026 :

      | Salle | Prix |
      | --- | --- |
      | Grande | 120 € |
"""


def test_a_sitting_is_not_the_one_before(tmp_path: Path) -> None:
    """Who was there and how they voted is asked, line by line."""
    registry = copied(tmp_path, COMMUNE)
    (registry / "2025" / "DEL2025-041.yaml").write_text(SITTING, "utf-8")
    asked = [(one.champ, one.mots) for one in renewed(registry, "DEL2025-041").confirms if "séance" in one.motif]
    assert asked == [
        ("preambule[1].autre", "Présents : 12"),
        (
            "preambule[2].autre",
            "sous la présidence de M. Luc Vaur, avec Mme Anne Roche pour secrétaire de séance",
        ),
        ("articles[0].texte", "11 voix pour et une abstention"),
    ]


def test_a_table_that_was_typed_is_one_question(tmp_path: Path) -> None:
    """And what its text says beside it another."""
    registry = copied(tmp_path, COMMUNE)
    (registry / "2025" / "DEL2025-041.yaml").write_text(SITTING, "utf-8")
    asked = [one for one in renewed(registry, "DEL2025-041").confirms if one.champ == "articles[1].texte"]
    assert [(one.mots, one.motif.split(" : ")[0]) for one in asked] == [
        ("", "tableau tapé à la main"),
        ("1er mars 2026", "date écrite en toutes lettres"),
    ]

"""Three series that share their numbers in one register, as every January: an act is its identifier everywhere."""

import json
from pathlib import Path

import pytest

from edges.runner import copied, run

DEC_1 = """\
numero: 2026-001
type: décision
nature_actes: AU
matiere: 1.4
objet: |
  la convention d'entretien de l'aire de jeux de la Sagne
signature: {date: 2026-01-05}
periode: {debut: 2026-01-01, fin: 2026-06-30}
parties: [cantal_destination]
financement: {cout_total: {montant: 1 000}}
articles:
  - texte: |
      La convention d'entretien de l'aire de jeux de la Sagne est approuvée pour la période {{ periode }}.
suivi: {transmission: 2026-01-06}
"""

ARR_1 = """\
numero: 2026-001
type: arrêté
nature_actes: AR
matiere: 6.1
objet: |
  l'arrêté d'entretien de l'aire de jeux de la Sagne
signature: {date: 2026-01-12}
periode: {debut: 2026-02-01, fin: 2026-02-28}
articles:
  - texte: |
      L'aire de jeux de la Sagne est fermée pour son entretien {{ periode }}.
"""

DEL_1 = """\
numero: 2026-001
type: délibération
objet: |
  délégation d'attributions au président
date: 2026-01-20
delegation: oui
"""

DEC_8 = """\
numero: 2026-008
type: décision
nature_actes: AU
matiere: 1.4
objet: |
  avenant n° 1 à la convention d'entretien de l'aire de jeux de la Sagne
modifie: DEC2026-001
periode: {debut: 2026-07-01, fin: 2026-12-31}
parties: [cantal_destination]
financement: {cout_total: {montant: 150}}
preambule:
  - vu: DEL2026-001
  - vu: DEC2026-001
articles:
  - texte: |
      La décision n° 2026-001 est modifiée, l'arrêté n° 2026-001 et la délibération n° 2026-001 restent en vigueur.
  - texte: |
      L'avenant à la convention d'entretien de l'aire de jeux de la Sagne est approuvé pour la période {{ periode }}.
"""

ARR_8 = """\
numero: 2026-008
type: arrêté
nature_actes: AR
matiere: 6.1
objet: |
  la prolongation de l'arrêté d'entretien de l'aire de jeux de la Sagne
modifie: ARR2026-001
periode: {debut: 2026-03-01, fin: 2026-03-15}
preambule:
  - vu: ARR2026-001
articles:
  - texte: |
      La fermeture de l'aire de jeux de la Sagne est prolongée {{ periode }}.
"""

ACTS = {"DEC2026-001": DEC_1, "ARR2026-001": ARR_1, "DEL2026-001": DEL_1, "DEC2026-008": DEC_8, "ARR2026-008": ARR_8}


@pytest.fixture
def january(tmp_path: Path) -> Path:
    copied(tmp_path)
    (tmp_path / "registry" / "2026").mkdir()
    for name, text in ACTS.items():
        (tmp_path / "registry" / "2026" / f"{name}.yaml").write_text(text, "utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("act", "before", "stranger"),
    [("DEC2026-008", "DEC2026-001", "ARR2026"), ("ARR2026-008", "ARR2026-001", "DEC2026")],
)
def test_show_follows_the_act_that_the_entry_names(january: Path, act: str, before: str, stranger: str) -> None:
    for asked in (act, before):
        ran = run(january, "show", asked)
        assert (ran.status, f": prolonge {before}" in ran.out, stranger in ran.out) == (0, True, False), ran.out
        assert f"{before}, après 1 avenant" in ran.out


def test_check_holds_each_act_against_its_own(january: Path) -> None:
    """Periods and entries of the acts cited: the décision, the arrêté and the délibération are three."""
    found = json.loads(run(january, "check", "DEC2026-008", "ARR2026-008", "--format", "json").out)["findings"]
    told = {
        name: {f["message"] for f in found if f["name"] == name}
        for name in ("avenant-apres-terme", "periode-d-un-acte-cite")
    }
    assert told["periode-d-un-acte-cite"] == set()
    related = {link["excerpt"] for f in found for link in f["related"] if f["name"] == "avenant-apres-terme"}
    assert len(told["avenant-apres-terme"]) == 2, told
    assert len(related) == 2, related


def test_an_act_of_another_series_is_no_entry(january: Path) -> None:
    """« la délibération n° 2026-008 » has none, whatever DEC2026-008 is."""
    entry = january / "registry" / "2026" / "DEC2026-008.yaml"
    entry.write_text(
        entry.read_text("utf-8").replace("  - vu: DEL2026-001\n", "  - vu: |\n      la délibération n° 2026-008 ;\n"),
        "utf-8",
    )
    assert "délibération 2026-008 n’a pas de fiche" in run(january, "check", "DEC2026-008").out
    whole = (
        entry.read_text("utf-8")
        .replace("la délibération n° 2026-008 ;", "le code ;")
        .replace("l'arrêté n° 2026-001 et", "la délibération n° 2026-008,")
    )
    entry.write_text(whole, "utf-8")
    assert "délibération 2026-008 n’a pas de fiche" in run(january, "check").out


def test_the_receipt_of_the_arrete_is_not_that_of_the_decision(january: Path) -> None:
    ran = run(january, "record", "DEC2026-001", "--receipt", "015-200066660-20260105-ARR2026-001-AU")
    assert (ran.status, "ARR2026-001" in ran.err) == (1, True), ran
    assert run(january, "record", "DEC2026-001", "--receipt", "015-200066660-20260105-DEC2026-001-AU").status == 0


@pytest.mark.parametrize("command", ["render", "check", "show", "renew", "record"])
def test_a_number_that_three_acts_bear_is_asked_again(january: Path, command: str) -> None:
    ran = run(january, command, "2026-001", *(["--published", "2026-02-01"] if command == "record" else []))
    assert (ran.status, "ARR2026-001 ou DEC2026-001 ou DEL2026-001" in ran.err) == (2, True), ran


def test_renew_carries_its_own_avenants_on_and_no_number_of_another(january: Path) -> None:
    wrong = run(january, "renew", "DEC2026-001", "--oui", "--numero", "ARR2026-050")
    assert (wrong.status, "écrivez DEC2026-050" in wrong.err) == (2, True), wrong
    ran = run(january, "renew", "DEC2026-001", "--oui")
    assert ran.status == 0, ran
    entry = (january / "registry" / "2026" / "DEC2026-009.yaml").read_text("utf-8")
    assert ("DEC2026-008" in entry, "ARR2026-008" in entry) == (True, False)


def test_diff_of_two_acts_that_share_a_number(january: Path) -> None:
    """They are two acts: their number is no value that should have moved, their days are."""
    ran = run(january, "diff", "DEC2026-001", "ARR2026-001")
    assert "« 2026-001 » (numéro" not in ran.out
    entry = january / "registry" / "2026" / "ARR2026-001.yaml"
    entry.write_text(entry.read_text("utf-8").replace("2026-01-12", "2026-01-05"), "utf-8")
    assert "Arrêté, lieu et date" in run(january, "diff", "DEC2026-001", "ARR2026-001").out.partition("Faits")[0]


def test_what_ends_soon_is_told_series_by_series(january: Path) -> None:
    out = run(january, "due", "--within", "200 ans").out
    assert "DEC2026-001  échue ; préparée, à signer : DEC2026-008" in out


def test_report_and_register_keep_the_series_apart(january: Path) -> None:
    ran = run(january, "report", "--since", "01/01/2026", "--until", "31/01/2026", "--meeting", "2026-02-10")
    assert (ran.status, "ARR2026-001" in ran.out) == (0, False), ran
    done = run(january, "report", "--meeting", "2026-02-10", "--done")
    assert (done.status, "DEC2026-001" in done.out, "ARR2026-001" in done.out) == (0, True, False), done
    assert "compte_rendu" not in (january / "registry" / "2026" / "ARR2026-001.yaml").read_text("utf-8")
    assert run(january, "register", "--year", "2026").status == 0


def test_a_rank_alone_is_taken_where_one_act_has_it(january: Path) -> None:
    assert run(january, "show", "453").out.startswith("DEC2025-453")
    assert run(january, "render", "453").status == 0
    ran = run(january, "check", "8")
    assert (ran.status, "« 8 » désigne plusieurs actes" in ran.err) == (2, True), ran.err
    assert "ARR2026-008 ou DEC2026-008" in ran.err


def test_an_act_that_is_cited_asks_for_none_before_it(january: Path) -> None:
    assert "absent" not in run(january, "register", "--year", "2026").out
    body = january / "registry" / "collectivite.yaml"
    series = "series:\n  - {prefixe: DEC, actes: [décision], complete_depuis: 2026-001}\n"
    body.write_text(body.read_text("utf-8") + series, "utf-8")
    out = run(january, "register", "--year", "2026").out
    assert "absents du registre, à expliquer (« series » de collectivite.yaml) : 2026-002 à 2026-007" in out

"""The questions that `actes init --from` asks on a terminal, typed as a person does."""

from __future__ import annotations

from pathlib import Path

from actes.registry.load import load_register
from edges.runner import copied, run
from renew.test_terminal import typed


def test_on_a_terminal_each_answer_is_confirmed_or_corrected(tmp_path: Path) -> None:
    origin = tmp_path / "origine"
    copied(origin)
    assert run(origin, "render", "--all").status == 0
    answers = ["", "", "", "1 place d'Armes, 15100 Saint-Flour", "", "", "9 juillet 2020", "peut-être", "non"]
    shown, status = typed(tmp_path, ["init", "actes", "--from", "origine/sortie", "--siren", "200066660"], answers)
    assert status == 0, shown
    assert "Le nom de la collectivité, comme dans ses actes (1 acte sur 1) [Saint-Flour Communauté] :" in shown
    assert "La ville de son tribunal administratif (à vérifier) [Clermont-Ferrand] :" in shown
    assert "répondez oui ou non" in shown
    register = load_register(tmp_path / "actes" / "registry").register
    assert register is not None
    body = register.collectivite
    assert (str(body.adresse), str(body.mandats[0].debut)) == ("1 place d'Armes, 15100 Saint-Flour", "2020-07-09")
    assert "dans un délai de deux mois à compter de sa {%" in body.formules.recours[0].text, "those of everybody"
    assert register.actes["DEC2025-453"].formules is not None, "and the act keeps its own"

"""The questions that `actes renew` and `init` ask on a terminal, typed as a person does."""

from __future__ import annotations

from pathlib import Path

import pytest

from edges.runner import typed
from renew.support import loaded

pytest.importorskip("pty", reason="a terminal of Unix")


def test_on_a_terminal_it_asks(folder: Path) -> None:
    answers = ["15/12/2026", "2025-453", "2026-512", "", "31/12/2026", "18 mois"]
    shown, status = typed(folder, ["renew", "2025-453"], answers)
    assert status == 0
    assert "le numéro 2025-453 est déjà pris dans le registre (le premier numéro libre est 2026-001)" in shown
    assert "la période finit le 31/12/2026, avant de commencer le 01/01/2027" in shown
    assert "→ Financement : échéancier : solde : quand : janvier 2026 → janvier 2028" in shown
    act = loaded(folder / "registry", "DEC2026-512").actes["DEC2026-512"]
    assert act.periode is not None
    assert str(act.periode.period).replace("\u00a0", " ") == "du 1er janvier 2027 au 30 juin 2028"
    assert act.jour is not None


def test_on_a_terminal_proposals_are_taken_by_empty_answers(folder: Path) -> None:
    shown, status = typed(folder, ["renew", "2025-453"], ["", "", "", ""])
    assert status == 0, shown
    (made,) = folder.rglob("registry/20[2-9][0-9]/DEC202[6-9]-001.yaml")
    assert "debut: 2027-01-01" in made.read_text("utf-8")


def test_an_answer_that_will_not_do_is_told_why_and_asked_again(folder: Path) -> None:
    place = ("--adresse", "1 place X, 15100 Neuvéglise", "--tribunal", "X")
    given = ("--genre", "commune", "--siren", "200066660", *place)
    names = ["", "commune de Neuvéglise", "Neuvéglise"]
    answers = [*names, "Cantalou", "15", "Claire Dumas", "Madame Claire Dumas", "1/4/2026"]
    shown, status = typed(folder, ["init", "actes", *given], answers)
    assert status == 0, shown
    for why in ("il faut une réponse", "écrivez ce nom", "« Cantalou » n'est pas", "écrivez la civilité"):
        assert f"\n  {why}" in shown


def test_yes_asks_nothing(folder: Path) -> None:
    shown, status = typed(folder, ["renew", "2025-453", "--yes"], [])
    assert status == 0
    assert "Date de l'acte [" not in shown

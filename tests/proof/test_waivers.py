"""What an entry accepts stays visible and counts no more; what accepts nothing any more is said."""

from dataclasses import replace
from datetime import date

import pytest

from actes.finding import Finding, Severity
from actes.model.confirm import Ecart
from actes.place import Place
from actes.report.text import verdict
from actes.rules import all_rules
from actes.waivers import NEVER, accept

HERE = Place("DEC2025-453.yaml", 200, 5)


def found(name: str, place: str, document: str = "convention", severity: Severity = Severity.ALERTE) -> Finding:
    return Finding("XXX101", name, severity, "…", document=document, place=place)


def ecart(regle: str, endroit: str = "") -> Ecart:
    return Ecart(regle=regle, motif="convenu", par="C. Charriaud", le=date(2025, 7, 1), endroit=endroit)


def accepted(findings: list[Finding], *ecarts: Ecart) -> list[Finding]:
    return accept(findings, [(ecart, HERE) for ecart in ecarts])


@pytest.mark.parametrize("regle", ["ordre-des-dates", "Ordre-Des-Dates", "xxx101"])
def test_an_accepted_finding_stays_and_counts_no_more(regle: str) -> None:
    (finding,) = accepted([found("ordre-des-dates", "visas")], ecart(regle))
    assert finding.waived is not None
    assert (finding.waived.motif, finding.waived.par, finding.waived.le) == ("convenu", "C. Charriaud", "01/07/2025")
    assert verdict([finding]).startswith("Rien relevé")


def test_one_that_accepts_nothing_is_reported_at_its_place() -> None:
    one, stale = accepted([found("autre", "visas")], ecart("ordre-des-dates"))
    assert (one.waived, stale.name, stale.where, stale.severity) == (None, "ecart-sans-objet", HERE, Severity.ALERTE)


def test_a_place_is_asked_where_a_rule_has_several() -> None:
    both = [found("double", "article 2"), found("double", "article 3", "decision")]
    *kept, problem = accepted(both, ecart("double"))
    assert [f.waived for f in kept] == [None, None]
    assert problem.name == "ecart-imprecis"
    assert "decision, article 3" in problem.hint
    first, second = accepted(both, ecart("double", "Décision, article 3"))
    assert (first.waived, second.waived is not None) == (None, True)


def test_words_against_figures_cannot_be_accepted() -> None:
    one, problem = accepted(
        [found("lettres-et-chiffres", "article 2", severity=Severity.ERREUR)], ecart("lettres-et-chiffres")
    )
    assert (one.waived, problem.name, problem.severity) == (None, "ecart-refuse", Severity.ERREUR)
    assert {rule.name for rule in all_rules()} >= {name for name, _, _ in NEVER}


def test_a_blank_that_says_so_cannot_be_accepted_and_dots_can() -> None:
    """« À COMPLÉTER » is no value; dots may belong to a form that others fill."""
    blank = replace(found("reste-a-completer", "article 2"), excerpt="Vu [À COMPLÉTER : n° …] ;", mark=(3, 24))
    one, problem = accepted([blank], ecart("reste-a-completer"))
    assert (one.waived, problem.name, "ne se signe pas" in problem.hint) == (None, "ecart-refuse", True)
    (dots,) = accepted([replace(blank, excerpt="Nom : ……… À COMPLÉTER", mark=(6, 9))], ecart("reste-a-completer"))
    assert dots.waived is not None

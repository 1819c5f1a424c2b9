"""What statements say of periods, days, years and chains: whose they are, and whether of the whole act.

The cases are in `tests/rules/statements/*.yml`.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import yaml

from actes.context import Context
from actes.spans.years import years_named
from actes.statements.chain import chain
from actes.statements.days import days
from actes.statements.periods import periods
from rules.support import LOADER, TABLES, Case, context, plain

TITLE = "CONVENTION DE PARTENARIAT\n\n"
OBJECT = "DÉCISION n° 2025-453\n\n**OBJET :** Convention de partenariat technique et financier « Flux Vision »\n\n"
OWN = "Vu le projet de convention de partenariat pour la période courant du 1er janvier 2025 au 31 décembre 2026 ;"


def cases(name: str) -> list[Case]:
    found: list[Case] = yaml.load((TABLES / "statements" / f"{name}.yml").read_text("utf-8"), LOADER)
    assert len(found) > 5
    return found


def text_of(text: str, nature: str = "convention") -> Context:
    return context({"texte": text, "nature": nature}, Path())


def said(examined: Context) -> list[str]:
    found = periods(examined)
    return [
        plain(f"{'+' if s.value.whole else '-'} {s.subject.about} {s.subject.name} {s.value.extent}") for s in found
    ]


@pytest.mark.parametrize("case", cases("periods"), ids=lambda case: case["texte"])
def test_periods(case: Case) -> None:
    assert said(text_of(TITLE + case["texte"])) == [plain(line) for line in case["attendu"]]


def test_what_could_not_be_read_says_nothing() -> None:
    assert said(text_of("Article 1 : Du 31 juin 2025 au 3 mars 2026, ou du 1er octobre au 30 avril.")) == []


def test_in_an_avenant_the_convention_is_another_act() -> None:
    text = "AVENANT N° 1\n\nArticle 1 : La convention est conclue pour une durée de 2 ans."
    assert said(text_of(text)) == ["- other convention 2 ans"]


def test_the_number_of_the_act_is_its_own() -> None:
    text = "DÉLIBÉRATION n° 2025-78 : convention pour la période du 1er mars 2025 au 2 avril 2026"
    assert said(text_of(text, "acte")) == ["+ this du 01/03/2025 au 02/04/2026"]


def test_a_piece_speaks_for_itself() -> None:
    examined = text_of("Article 1 : La convention prend effet le 1er avril 2025.", "piece")
    assert said(examined) == ["- piece texte à compter du 01/04/2025"]


@pytest.mark.parametrize("case", cases("days"), ids=lambda case: case["texte"])
def test_days(case: Case) -> None:
    found = [f"{day.role.name} {day.value:%d/%m}" for day in days(text_of(case["texte"], case["nature"]))]
    assert found == case["attendu"]


@pytest.mark.parametrize("case", cases("years"), ids=lambda case: case["texte"])
def test_years(case: Case) -> None:
    examined = text_of(case["texte"])
    assert ["-".join(map(str, named.years)) for named in years_named(examined)] == case["attendu"]


@pytest.mark.parametrize("case", cases("chain"), ids=lambda case: case["visa"])
def test_chain(case: Case) -> None:
    links = chain(text_of(f"{OBJECT}{OWN}\n\n{case['visa']}", "acte"))
    assert [f"{plain(link.name)} {link.avenant} {link.taken} {link.limit}" for link in links] == case["attendu"]


def test_without_a_period_there_is_no_chain() -> None:
    assert chain(text_of(OBJECT, "acte")) == ()


def test_the_register_gives_what_no_visa_says(tmp_path: Path) -> None:
    case = {"fiche": "DEC2025-453", "change": [{"de": "  - vu: DEC2023-051\n", "par": ""}]}
    links = {link.name: link for link in chain(context(case, tmp_path))}
    assert links["DEC2023-051"].period.fin == date(2024, 12, 31)

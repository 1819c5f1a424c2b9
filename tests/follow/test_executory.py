"""Since when an act is executory, until when it can be contested, at which meeting it is reported."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from actes.model.acte import Acte, Suivi
from actes.model.confirm import AConfirmer
from actes.model.following import executory
from actes.model.natures import NatureActe, TypeActe
from actes.model.texts import Signature
from actes.model.yearbook import last_meeting, next_meeting
from actes.registry.load import load_register
from actes.report.following import after_signature

ROOT = Path(__file__).parents[2]
CASES = yaml.load((Path(__file__).parent / "executory.yml").read_text("utf-8"), yaml.BaseLoader)
REGISTER = load_register(ROOT / "registry", ["DEC2025-453"]).register
assert REGISTER is not None
BODY = REGISTER.collectivite


def day(case: Mapping[str, Any], key: str) -> date | None:
    return date.fromisoformat(case[key]) if key in case else None


def act_of(case: Mapping[str, Any]) -> Acte:
    assert REGISTER is not None
    return replace(
        REGISTER.actes["DEC2025-453"],
        type=TypeActe(case.get("type", "décision")),
        nature_actes=NatureActe(case.get("nature", "AU")),
        signature=Signature(date=day(case, "signature")),
        suivi=Suivi(
            accuse_reception=case.get("accuse_reception", ""),
            transmission=day(case, "transmission"),
            reception=day(case, "reception"),
            publication=day(case, "publication"),
        ),
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["nom"])
def test_where_an_act_stands(case: Mapping[str, Any]) -> None:
    found = executory(act_of(case))
    assert found.since == day(case, "depuis")
    assert list(found.missing) == case.get("manque", [])
    assert found.contestable == day(case, "recours")
    assert found.defere == day(case, "defere")


def said(today: date, body: Any = BODY, **changes: Any) -> list[str]:
    act = replace(act_of(CASES[1]), **changes)
    return [line.replace("\xa0", " ") for line in after_signature(act, body, today)]


def test_the_words_turn_the_day_after_the_last_useful_one() -> None:
    assert said(date(2025, 9, 16))[:3] == [
        "exécutoire depuis le 15 juillet 2025",
        "contestable devant le tribunal administratif jusqu'au 16 septembre 2025, à titre indicatif",
        "le délai du déféré a pris fin le 10 septembre 2025, à titre indicatif",
    ]
    assert said(date(2025, 9, 17))[1] == "le délai de recours a pris fin le 16 septembre 2025, à titre indicatif"


def test_the_meeting_that_follows() -> None:
    meetings = (date(2025, 9, 25), date(2025, 7, 8), date(2025, 6, 26))
    body = replace(BODY, seances=meetings)
    assert next_meeting(meetings, act_of(CASES[0])) == date(2025, 9, 25)  # not that of the same day
    assert last_meeting(meetings, date(2025, 9, 25)) == date(2025, 7, 8)
    assert said(date(2025, 7, 20), body)[-1] == "à rapporter à la séance du conseil communautaire du 25 septembre 2025"
    assert said(date(2025, 9, 25), body)[-1] == "à rapporter à la séance du conseil communautaire du 25 septembre 2025"
    assert said(date(2025, 9, 26), body)[-1].startswith("n'a pas été rapporté à la séance")
    assert said(date(2025, 7, 20))[-1] == "à rapporter à la prochaine séance du conseil communautaire"
    done = Suivi(compte_rendu=date(2025, 9, 25))
    assert said(date(2025, 9, 26), body, suivi=done)[-1] == "compte rendu au conseil communautaire le 25 septembre 2025"


def test_what_is_not_a_decision_is_not_reported() -> None:
    assert not any("séance" in line for line in said(date(2025, 7, 20), type=TypeActe.DELIBERATION))


def test_nothing_is_said_of_an_act_that_is_not_signed() -> None:
    assert said(date(2025, 7, 20), signature=Signature()) == []
    assert said(date(2025, 7, 20), signature=Signature(date=date(2025, 7, 21))) == []  # planned


def test_an_act_signed_before_all_was_confirmed() -> None:
    lines = (AConfirmer(champ="periode.debut", motif="…"), AConfirmer(champ="periode.fin", motif="…", confirme=True))
    assert said(date(2025, 7, 20), a_confirmer=lines)[0].startswith("attention : la fiche a encore 1 point à confirmer")
    assert said(date(2025, 7, 20), a_confirmer=lines[1:])[0].startswith("exécutoire depuis")

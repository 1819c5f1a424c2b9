"""The history of an act: the real one, and registers written for the purpose."""

from datetime import date
from pathlib import Path

import pytest

from actes.history.due import due
from actes.history.steps import Step, Tie, consolidated, history, holes
from actes.model.register import Register
from actes.registry.load import load_register
from actes.report.history import act_text, picture
from actes.report.listings import due_calendar, due_json, due_text
from actes.values.durations import Duration

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 11, 27)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def loaded(registry: Path) -> Register:
    result = load_register(registry)
    assert result.register is not None
    assert not result.findings, [finding.message for finding in result.findings]
    return result.register


@pytest.fixture(scope="module")
def real() -> Register:
    return loaded(ROOT / "registry")


ENTRY = """numero: {numero}
type: décision
objet: |
  la convention d'entretien de l'aire de jeux
{facts}
"""


def registry(folder: Path, **acts: str) -> Register:
    """The collectivity of the project, with these acts: facts of each by number (« n2024_001 »)."""
    (folder / "tiers").mkdir(parents=True)
    (folder / "collectivite.yaml").write_bytes((ROOT / "registry" / "collectivite.yaml").read_bytes())
    for name, facts in acts.items():
        number = name[1:].replace("_", "-")
        (folder / f"DEC{number}.yaml").write_text(ENTRY.format(numero=number, facts=facts), "utf-8")
    return loaded(folder)


def test_the_chain_of_2025_453_and_its_hole(real: Register) -> None:
    steps = history(real, "DEC2025-453", TODAY)
    assert [(s.name, s.tie, s.before) for s in steps] == [
        ("DEC2021-331", None, ""),
        ("DEC2022-054", Tie.PROLONGE, "DEC2021-331"),
        ("DEC2023-051", Tie.SUIT, "DEC2022-054"),
        ("DEC2025-453", Tie.RENOUVELLE, "DEC2023-051"),
    ]
    assert [plain(str(hole)) for hole in holes(steps)] == ["du 1er juillet 2022 au 31 décembre 2022"]
    assert steps[2].parties == ("Cantal Destination", "le Conseil départemental du Cantal", "Saint-Flour Communauté")
    assert steps[3].parties == ("Cantal Destination", "Saint-Flour Communauté")
    assert plain(str(steps[3].price)) == "1 955,00 € HT – 2 346,00 € TTC"


@pytest.mark.parametrize("asked", ["DEC2021-331", "DEC2022-054", "DEC2023-051"])
def test_an_act_cited_years_later_has_the_same_history(real: Register, asked: str) -> None:
    assert history(real, asked, TODAY) == history(real, "DEC2025-453", TODAY)


def test_an_act_without_a_period_has_no_history(real: Register) -> None:
    assert history(real, "DEL2017-26", TODAY) == ()
    assert plain(act_text(real, "DEL2017-26", (), TODAY)).startswith(
        "DEL2017-26 : délibération n° 2017-26 du 26 janvier 2017"
    )


def test_the_text_of_the_real_act(real: Register) -> None:
    text = plain(act_text(real, "DEC2025-453", history(real, "DEC2025-453", TODAY), TODAY))
    golden = Path(__file__).with_name("DEC2025-453.txt")
    assert text == golden.read_text("utf-8").rstrip("\n")


def test_avenants_add_up(tmp_path: Path) -> None:
    first = "periode: {debut: 2024-01-01, fin: 2024-12-31}\nfinancement: {cout_total: {montant: 1 000}}"
    second = (
        "modifie: DEC2024-001\nperiode: {debut: 2025-01-01, fin: 2025-06-30}\nfinancement: {cout_total: {montant: 150}}"
    )
    third = (
        "modifie: DEC2024-090\nperiode: {debut: 2025-01-01, fin: 2025-03-31}\nfinancement: {cout_total: {montant: 50}}"
    )
    register = registry(tmp_path, n2024_001=first, n2024_090=second, n2024_095=third)
    (one,) = consolidated(history(register, "DEC2024-001", TODAY))
    assert (one.period.fin, plain(str(one.amount)), plain(str(one.percent))) == (
        date(2025, 6, 30),
        "1 200,00 €",
        "20 %",
    )
    assert [(s.name, s.tie) for s in one.avenants] == [("DEC2024-090", Tie.PROLONGE), ("DEC2024-095", Tie.MODIFIE)]


def test_an_avenant_whose_cost_is_not_known_leaves_the_amount_unsaid(tmp_path: Path) -> None:
    first = "periode: {debut: 2024-01-01, fin: 2024-12-31}\nfinancement: {cout_total: {montant: 1 000}}"
    second = "modifie: DEC2024-001\nperiode: {debut: 2025-01-01, fin: 2025-06-30}"
    register = registry(tmp_path, n2024_001=first, n2024_090=second)
    (one,) = consolidated(history(register, "DEC2024-090", TODAY))
    assert (one.amount, one.percent) == (None, None)
    text = act_text(register, "DEC2024-090", history(register, "DEC2024-090", TODAY), TODAY)
    assert "montant : non renseigné dans le registre" in text


def test_a_second_convention_that_starts_before_the_end_replaces(tmp_path: Path) -> None:
    register = registry(
        tmp_path,
        n2024_001="periode: {debut: 2024-01-01, fin: 2025-12-31}",
        n2025_002="renouvelle: DEC2024-001\nperiode: {debut: 2025-07-01, fin: 2026-12-31}",
    )
    assert history(register, "DEC2025-002", TODAY)[1].tie is Tie.REMPLACE
    assert holes(history(register, "DEC2025-002", TODAY)) == ()


def ends(register: Register, within: str, today: date = TODAY) -> list[tuple[str, date]]:
    return [(one.identifier, one.start) for one in due(register, today, Duration.parse(within))]


def test_what_ends_and_is_not_renewed(real: Register) -> None:
    assert ends(real, "6 mois") == [("DEC2025-453", date(2026, 10, 1))]
    assert ends(real, "1 mois") == []
    assert ends(real, "6 mois", date(2027, 6, 1)) == [("DEC2025-453", date(2026, 10, 1))]  # late, and still to be done
    assert ends(real, "6 mois", date(2028, 6, 1)) == []


def test_what_is_renewed_or_extended_is_not_due(tmp_path: Path) -> None:
    register = registry(
        tmp_path,
        n2024_001="periode: {debut: 2025-01-01, fin: 2026-12-31}",
        n2026_002="renouvelle: DEC2024-001\nperiode: {debut: 2027-01-01, fin: 2028-12-31}",
        n2024_003="periode: {debut: 2025-01-01, fin: 2027-01-31}",
        n2026_004="modifie: DEC2024-003\nperiode: {debut: 2025-01-01, fin: 2027-02-28}",
        n2024_005="periode: {debut: 2025-01-01, fin: 2027-01-15}",
        n2026_006="modifie: DEC2024-005\nperiode: {debut: 2025-01-01, fin: 2027-01-15}",  # amended, not extended
    )
    assert [name for name, _ in ends(register, "6 mois")] == ["DEC2026-006", "DEC2026-004"]


def test_a_renewal_that_nobody_signed_is_told(tmp_path: Path) -> None:
    written = (
        "renouvelle: DEC2024-001\nperiode: {debut: 2027-01-01, fin: 2028-12-31}\narticles:\n  - texte: |\n      Un."
    )
    first = "periode: {debut: 2025-01-01, fin: 2026-12-31}"
    (one,) = due(registry(tmp_path / "draft", n2024_001=first, n2026_002=written), TODAY, Duration.parse("6 mois"))
    assert (one.identifier, one.draft) == ("DEC2024-001", "DEC2026-002")
    assert "préparée, à signer : DEC2026-002" in due_text([one], TODAY)
    assert '"projet": "DEC2026-002"' in due_json([one], TODAY)
    assert "(DEC2026-002 à signer)" in due_calendar([one], TODAY).decode()
    signed = f"signature: {{date: 2026-11-20}}\n{written}"
    assert ends(registry(tmp_path / "signed", n2024_001=first, n2026_002=signed), "6 mois") == []
    planned = f"signature: {{date: 2026-12-15}}\n{written}"
    (one,) = due(registry(tmp_path / "planned", n2024_001=first, n2026_002=planned), TODAY, Duration.parse("6 mois"))
    assert one.draft == "DEC2026-002"


def test_the_answer_in_each_form(real: Register) -> None:
    found = due(real, TODAY, Duration.parse("6 mois"))
    assert "31/12/2026  DEC2025-453  à préparer sans attendre" in due_text(found, TODAY)
    assert '"a_preparer": "2026-10-01"' in due_json(found, TODAY)
    calendar = due_calendar(found, TODAY)
    assert calendar == due_calendar(found, TODAY)
    assert b"DTSTART;VALUE=DATE:20261231" in calendar
    assert b"DTSTART;VALUE=DATE:20261001" in calendar
    assert all(len(line) <= 75 for line in calendar.split(b"\r\n"))


def test_the_picture_is_well_formed_and_stable(real: Register) -> None:
    from lxml import etree

    steps = history(real, "DEC2025-453", TODAY)
    data = picture("DEC2025-453", steps)
    assert data == picture("DEC2025-453", steps)
    said = [text for text in etree.fromstring(data).itertext() if text.strip()]
    assert "01/07/2022 – 31/12/2022" in said
    assert [name for name in said if name.startswith("DEC")][1:] == [step.identifier for step in steps]


def test_a_picture_escapes_what_it_shows() -> None:
    from lxml import etree

    from actes.values.periods import Period

    step = Step("<1&2>", Period(date(2025, 1, 1), date(2025, 1, 1)))
    assert "<1&2>" in list(etree.fromstring(picture("A'B<", [step])).itertext())

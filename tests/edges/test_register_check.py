"""`actes check` alone: every act of the register, then the register as a whole, as a person runs it."""

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from actes.finding import Fix, Spot
from actes.problems import problem
from actes.registry.load import Shelf
from actes.report.text import examined_texts
from actes.tasks import cores
from actes.tasks import examine as surveying
from actes.tasks.examine import NAME, Examined, survey
from edges.runner import ACT, ROOT, Ran

Run = Callable[..., Ran]
TODAY = date(2026, 11, 24)
WORKSPACES = ROOT / "tests" / "fixtures" / "workspaces"
DATED = "numero: {number}\ntype: décision\ndate: {day}\nobjet: |\n  un acte connu par un visa\n"


@pytest.fixture
def registry(tmp_path: Path) -> Path:
    return Path(shutil.copytree(ROOT / "registry", tmp_path / "registry"))


def signed(registry: Path) -> str:
    return (registry / "2025" / f"{ACT}.yaml").read_text("utf-8")


def copied(registry: Path, number: str, *changes: tuple[str, str], name: str = "") -> Path:
    """A copy of the signed act under another number."""
    text = signed(registry).replace("numero: 2025-453", f"numero: {number}")
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    path = registry / "2025" / (name or f"DEC{number}.yaml")
    path.write_text(text, "utf-8")
    return path


def more(registry: Path, name: str, text: str) -> None:
    """Write more at the end of a file."""
    with (registry / name).open("a", encoding="utf-8") as file:
        file.write(text)


def short(registry: Path, number: str, day: str) -> None:
    (registry / "2025" / f"DEC{number}.yaml").write_text(DATED.format(number=number, day=day), "utf-8")


def examined(registry: Path, wanted: list[str] | None = None) -> dict[str, Examined]:
    return {act.name: act for act in survey(Shelf(registry), wanted, TODAY)}


def codes(act: Examined) -> list[str]:
    return [finding.code for finding in act.findings]


def test_a_sound_register_has_nothing_to_say_as_a_whole(registry: Path) -> None:
    """Acts known by a visa, one a year, are no gaps, no disorder, and no acts to check."""
    assert list(examined(registry)) == [ACT]


def test_every_workspace_says_its_own_disorder_only() -> None:
    """Made-up acts, two of them dated before smaller numbers."""
    found = {path.name: examined(path / "registry").get(NAME) for path in sorted(WORKSPACES.iterdir())}
    told = {
        name: [(f.code, f.where.path[-16:-5]) for f in act.findings if f.where] for name, act in found.items() if act
    }
    assert told == {"commune": [("SER103", "DEC2025-011")], "epci": [("SER103", "DEC2025-058")]}


def test_what_is_found_stands_in_the_entry(registry: Path) -> None:
    short(registry, "2025-460", "2025-03-03")
    (found,) = examined(registry)[NAME].findings
    assert (found.code, str(found.where), found.document) == ("SER103", "registry/2025/DEC2025-460.yaml:3:7", None)


@pytest.mark.parametrize("name", ["../copie/DEC2025-453.yaml", "DEC2025-453 - Copie.yaml", "DEC2025-454.yaml"])
def test_two_files_of_one_number(registry: Path, name: str) -> None:
    (registry / "copie").mkdir()
    copied(registry, "2025-453", name=name)
    found = [finding for act in examined(registry).values() for finding in act.findings if finding.code == "REG408"]
    assert [finding.where.path for finding in found if finding.where] == [
        "registry/copie/DEC2025-453.yaml" if "/" in name else f"registry/2025/{name}"
    ]
    assert "registry/2025/DEC2025-453.yaml" in found[0].message


def test_one_number_in_two_series_is_no_double(registry: Path) -> None:
    copied(registry, "2025-453", ("type: décision", "type: arrêté"), name="ARR2025-453.yaml")
    assert not {"REG408", "SER101"} & {code for act in examined(registry).values() for code in codes(act)}


def test_a_bad_entry_stops_only_what_stands_on_it(registry: Path) -> None:
    copied(registry, "2025-454", ("type: décision", "type: decsion"))
    copied(registry, "2025-455", ("renouvelle: DEC2023-051", "renouvelle: DEC2025-454"))
    copied(registry, "2025-456", ("renouvelle: DEC2023-051", "renouvelle: DEC2025-455"))
    found = examined(registry)
    assert codes(found["DEC2025-454"]) == ["REG303"]
    assert "PER101" in codes(found[ACT])
    assert "DEC2025-455" not in found
    compared = [finding.message.split()[0] for finding in found[NAME].findings if finding.code == "RGT101"]
    assert compared == ["DEC2025-455", "DEC2025-456"], "acts that wait are compared with the others all the same"
    (waiting,) = (finding for finding in found[NAME].findings if finding.code == "REG415")
    assert waiting.message == (
        "DEC2025-455 et DEC2025-456 n'ont pas pu être vérifiés : registry/2025/DEC2025-454.yaml est à corriger d'abord"
    )


def test_a_bad_third_party_stops_only_the_acts_that_name_it(registry: Path) -> None:
    (registry / "tiers" / "autre.yaml").write_text("nom:\n", "utf-8")
    found = examined(registry)
    assert "PER101" in codes(found[ACT])
    assert codes(found[NAME]) == ["REG304"]
    (registry / "tiers" / "cantal_destination.yaml").write_text("nom:\n", "utf-8")
    found = examined(registry)
    assert ACT not in found
    assert codes(found[NAME]) == ["REG304", "REG304", "REG415"]


def test_without_a_collectivity_nothing_can_be_checked_and_it_is_said_once(registry: Path) -> None:
    (registry / "collectivite.yaml").unlink()
    found = examined(registry)
    assert list(found) == [NAME]
    assert codes(found[NAME]) == ["REG004", "REG415"]


def test_an_act_asked_for_brings_the_errors_of_what_it_stands_on(registry: Path) -> None:
    copied(registry, "2025-454", ("type: décision", "type: decsion"))
    copied(registry, "2025-455", ("renouvelle: DEC2023-051", "renouvelle: DEC2025-454"))
    copied(registry, "2025-456", ("type: décision", "type: decsion"))
    assert {name: codes(act) for name, act in examined(registry, ["DEC2025-455"]).items()} == {
        NAME: ["REG303", "REG415"]
    }


def test_acts_that_cite_in_a_circle_and_those_that_stand_on_them(registry: Path) -> None:
    (registry / "2023" / "DEC2023-051.yaml").write_text(
        signed(registry).replace("2025-453", "2023-051").replace("renouvelle: DEC2023-051", "renouvelle: DEC2022-054"),
        "utf-8",
    )
    more(registry, "2022/DEC2022-054.yaml", "renouvelle: DEC2023-051\n")
    found = examined(registry)
    assert "REG404" in codes(found["DEC2022-054"])
    assert [f.message.split(" n'")[0] for f in found[NAME].findings if f.code == "REG415"] == [ACT]


def test_a_doubt_about_a_short_entry_is_told(registry: Path) -> None:
    """A short entry is not examined in the whole, but what is doubtful in its file is said."""
    short(registry, "2025-460", "2025-07-09")
    more(registry, "2025/DEC2025-460.yaml", "modifie: #DEC2025-453\n")
    assert codes(examined(registry)["DEC2025-460"]) == ["REG305"]


def test_what_is_wrong_in_prose_is_told_alone(registry: Path) -> None:
    copied(
        registry,
        "2025-454",
        ("renouvelle: DEC2023-051\n", "nature_actes: AU\n"),
        ("nature_actes: AU\nobjet: |\n", "objet: |\n  {{ inconnu }}\n"),
    )
    assert set(codes(examined(registry)["DEC2025-454"])) == {"REG501"}


def test_a_number_set_apart(registry: Path) -> None:
    series = (
        "series:\n  - prefixe: DEC\n    actes: décision\n    annules:\n      - {numero: 2025-453, motif: retirée}\n"
        "    reserves:\n      - {numero: 2025-454, motif: marché}\n"
    )
    more(registry, "collectivite.yaml", series)
    found = examined(registry)
    assert "SER102" in codes(found[ACT])
    assert "SER102" in codes(examined(registry, [ACT])[ACT])
    assert NAME not in found


@pytest.mark.parametrize("reason", ["SER103", "numero-hors-ordre"])
def test_what_the_register_finds_is_accepted_in_the_entry(registry: Path, reason: str) -> None:
    short(registry, "2025-460", "2025-03-03")
    accepted = f"ecarts_acceptes:\n  - {{regle: {reason}, motif: date du visa, par: C. Charriaud, le: 2025-07-01}}\n"
    more(registry, "2025/DEC2025-460.yaml", accepted)
    (found,) = examined(registry)[NAME].findings
    assert found.waived is not None
    assert examined(registry, ["DEC2025-460"])["DEC2025-460"].findings == ()
    short(registry, "2025-460", "2025-07-09")
    more(registry, "2025/DEC2025-460.yaml", accepted)
    assert codes(examined(registry)[NAME]) == ["ECA101"]


def test_an_act_cited_twice_by_one_act_is_told_once(registry: Path) -> None:
    entry = registry / "2025" / "DEC2025-454.yaml"
    said = (
        "articles:\n  - texte: |\n      La décision n° 2019-112 est abrogée, puis la décision n° 2019-112 rétablie.\n"
    )
    entry.write_text(DATED.format(number="2025-454", day="2025-07-09") + said, "utf-8")
    (found,) = examined(registry)[NAME].findings
    assert (found.code, found.related) == ("RGT102", ())


def test_what_an_act_accepts_of_itself_is_no_affair_of_the_register(registry: Path) -> None:
    accepted = "ecarts_acceptes:\n  - {regle: CHR205, motif: convenu, par: C. Charriaud, le: 2025-07-01}\n"
    more(registry, f"2025/{ACT}.yaml", accepted)
    found = examined(registry)
    assert NAME not in found
    assert [finding.code for finding in found[ACT].findings if finding.waived] == ["CHR205"]


def test_a_file_that_nobody_would_read(registry: Path) -> None:
    copied(registry, "2025-454", name="DEC2025-454.yml")
    assert codes(examined(registry)[NAME]) == ["REG405"]


def test_a_series_of_its_own(registry: Path) -> None:
    """Another prefix, numbers with « / »: names of files, what is written, what is refused."""
    more(registry, "collectivite.yaml", "series:\n  - {prefixe: ARP, actes: arrêté, forme: 2025/453}\n")
    copied(registry, "2025-012", ("type: décision", "type: arrêté"), name="ARP2025-012.yaml")
    loaded = Shelf(registry).load(["ARP2025-012"])
    assert loaded.sound, loaded.findings
    assert loaded.register is not None
    assert str(loaded.register.actes["ARP2025-012"].numero) == "n°\xa02025/012"
    more(registry, "collectivite.yaml", "  - {prefixe: DEC, actes: décision, forme: 453}\n")
    (first, *_) = Shelf(registry).load([ACT]).findings
    assert (first.code, first.message) == (
        "REG307",
        "« 2025-453 » n'a pas la forme des numéros de la série DEC (453)",
    )


@pytest.mark.parametrize(
    ("series", "message", "place"),
    [
        ("- {prefixe: dec, actes: décision}", "« dec » ne peut pas ouvrir le nom d'une fiche", "2:15"),
        ("- {prefixe: DEL, actes: décision}", "deux séries ont le préfixe « DEL »", "2:15"),
        ("- {prefixe: DEC, actes: [décision, décision]}", "« décision » y est deux fois", "2:38"),
        (
            "- {prefixe: DEC, actes: décision}\n  - {prefixe: DCN, actes: décision}",
            "« décision » est déjà numéroté par une autre série",
            "3:27",
        ),
        (
            "- prefixe: DEC\n    actes: décision\n    reserves:\n      - {numero: 454, motif: marché}",
            "« 454 » n'a pas la forme des numéros de la série (2025-453)",
            "5:18",
        ),
        (
            "- prefixe: DEC\n    actes: décision\n    reserves:\n      - {numero: 2025-454, motif: marché}\n"
            "    annules:\n      - {numero: 2025-454, motif: abandon}",
            "« 2025-454 » est déjà écarté plus haut",
            "7:18",
        ),
        ("- {prefixe: DEC, actes: décision, complete_depuis: 12}", "« 12 » n'a pas la forme", "2:54"),
    ],
)
def test_what_is_wrong_in_series(registry: Path, series: str, message: str, place: str) -> None:
    before = (registry / "collectivite.yaml").read_text("utf-8").count("\n")
    more(registry, "collectivite.yaml", f"series:\n  {series}\n")
    found = [one for one in Shelf(registry).findings if message in one.message]
    assert len(found) == 1, Shelf(registry).findings
    line, column = map(int, place.split(":"))
    assert str(found[0].where) == f"registry/collectivite.yaml:{before + line}:{column}"
    assert found[0].hint


def test_many_acts_are_told_in_few_lines() -> None:
    quiet = [(f"DEC2025-{rank:03}", (), False) for rank in range(1, 1000)]
    wrong = ("DEC2025-1000", (problem("acte-inconnu", "l'acte DEC2019-1 n'est pas dans le registre"),), False)
    *told, silent, total = examined_texts([*quiet[:500], wrong, *quiet[500:]])
    assert [text.split("\n")[0] for text in told] == ["DEC2025-1000"]
    assert silent == "Rien relevé dans 999 actes (ne vaut pas contrôle juridique)"
    assert total == "Au total : À corriger avant signature : 1 · À relire : 0 · Forme : 0"


def test_nothing_is_to_correct_before_the_signature_of_a_signed_act() -> None:
    wrong = replace(
        problem("acte-inconnu", "l'acte DEC2019-1 n'est pas dans le registre"), fix=(Fix("a", "b", Spot(0, 0, 0, 0)),)
    )
    signed, other, total = examined_texts([("A", (wrong,), True), ("B", (wrong,), False)], offer=True)
    assert ("Relevé dans un acte signé : 1 ·" in signed, "--fix" in signed) == (True, False)
    assert ("À corriger avant signature : 1 ·" in other, "--fix" in other) == (True, True)
    assert total == "Au total : À corriger : 2 · À relire : 0 · Forme : 0"


def test_few_acts_with_nothing_found_are_named() -> None:
    two = [("a.txt", (), False), ("b.txt", (), False)]
    assert list(examined_texts(two)) == ["Rien relevé dans a.txt, b.txt (ne vaut pas contrôle juridique)"]
    assert list(examined_texts(two[:1])) == ["a.txt\n=====\n\nRien relevé (ne vaut pas contrôle juridique)"]


def test_json_is_whole_and_names_no_document_for_the_register(workspace: Path, actes: Run) -> None:
    short(workspace / "registry", "2025-460", "2025-03-03")
    said = json.loads(actes(workspace, "check", "--format", "json").out)
    (found,) = (one for one in said["findings"] if one["code"] == "SER103")
    assert (found["document"], found["where"]["line"], found["severity"]) == (None, 3, "alerte")
    assert said["summary"]["erreur"] == sum(one["severity"] == "erreur" for one in said["findings"])


def test_other_processes_find_the_same_in_the_same_order(registry: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for rank in range(454, 460):
        copied(registry, f"2025-{rank}")
    broken = registry / "2025" / "DEC2025-457.yaml"
    broken.write_text("numero: 2025-457\ntype: convention\n", "utf-8")
    alone = list(survey(Shelf(registry), None, TODAY))
    assert len(alone) > 6
    for module in (cores, surveying):
        monkeypatch.setattr(module, "ENOUGH", 2)
    monkeypatch.setattr(cores, "TOGETHER", 2)
    monkeypatch.setattr(cores.os, "cpu_count", lambda: 2)
    shared = list(survey(Shelf(registry), None, TODAY))
    assert [(one.name, one.findings) for one in shared] == [(one.name, one.findings) for one in alone]

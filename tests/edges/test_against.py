"""`actes check FILE --against ID` and `--dossier`, as a person runs them on files that people edited."""

from __future__ import annotations

import functools
import json
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import docx
import pytest

from actes.against.facing import Reference, face
from actes.check import check
from actes.compose.dossier import compose
from actes.document import Document
from actes.finding import Finding
from actes.model.register import Register
from actes.part import Nature, part_of
from actes.reading.files import read_file
from actes.registry.load import load_register
from actes.tasks.pipeline import template_for
from edges.runner import ACT, ROOT, Ran, document
from edges.word import edit, resave_with_libreoffice
from layout.packages import layout
from libreoffice import converted

Run = Callable[..., Ran]
REGISTERS = (ROOT / "registry", *sorted((ROOT / "tests" / "fixtures" / "workspaces").glob("*/registry")))
TODAY = date(2025, 11, 24)


@functools.cache
def acts() -> list[tuple[Register, str, Document]]:
    """Every document of every entry of ours, and of those of the fixtures."""
    found = []
    for registry in REGISTERS:
        register = load_register(registry).register
        assert register is not None
        for name, act in register.actes.items():
            if act.rendered:
                found += [(register, name, one) for one in compose(act, register).documents]
    return found


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All of them as `render` writes them, with the mark of a draft."""
    folder = tmp_path_factory.mktemp("produits")
    for _, name, one in acts():
        data = layout(Path(template_for(one.name)).stem).render(one, draft=True)
        (folder / f"{name}-{one.name}.docx").write_bytes(data)
    return folder


def differences(folder: Path, suffix: str) -> tuple[int, dict[str, list[Finding]]]:
    """How many documents were compared, and what is found in each where anything is."""
    count, found = 0, {}
    for register, name, one in acts():
        path = folder / f"{name}-{one.name}{suffix}"
        reading = read_file(path)
        part = part_of(reading.document, Nature.ACTE, path.name, reading.furniture)
        facing = face([part], Reference(register, name), TODAY, together=False)
        assert [known.name for faced in facing.faced for known in faced.composed] == [one.name], path.name
        found[path.name] = check(facing)
        count += 1
    return count, {name: findings for name, findings in found.items() if findings}


def test_what_we_write_has_no_difference(written: Path) -> None:
    count, found = differences(written, ".docx")
    assert count >= 20
    assert found == {}


@pytest.mark.office
@pytest.mark.parametrize("form", ["odt", "pdf", "docx"])
def test_nor_has_what_libreoffice_makes_of_it(written: Path, form: str, tmp_path: Path) -> None:
    converted(sorted(written.glob("*.docx")), form, tmp_path)
    count, found = differences(tmp_path, f".{form}")
    assert count >= 20
    assert found == {}


def against(actes: Run, folder: Path, *arguments: str) -> tuple[Ran, list[dict[str, object]]]:
    """The command, and its findings that are differences."""
    ran = actes(folder, "check", "--format", "json", *arguments)
    return ran, [one for one in json.loads(ran.out)["findings"] if one["code"].startswith("CMP")]


def test_our_own_file_of_the_output_folder_has_the_same_findings_and_no_difference(rendered: Path, actes: Run) -> None:
    path = str(document(rendered, "convention").relative_to(rendered))
    alone = json.loads(actes(rendered, "check", "--format", "json", path).out)
    ran, found = against(actes, rendered, path, "--against", ACT)
    assert found == []
    codes = [one["code"] for one in json.loads(ran.out)["findings"]]
    assert codes == [one["code"] for one in alone["findings"]]
    assert codes
    said = f"{Path(path).name} : aucune différence avec {ACT}\n="
    assert said in actes(rendered, "check", path, "--against", ACT).out
    edit(document(rendered, "convention"), "12/04/2022", "12/04/2023")
    assert "aucune différence" not in actes(rendered, "check", path, "--against", ACT).out


def test_a_year_changed_in_word_is_an_error_with_both_values(rendered: Path, actes: Run) -> None:
    path = document(rendered, "convention")
    edit(path, "12/04/2022", "12/04/2023")
    ran, (found,) = against(actes, rendered, str(path), "--contre", "2025-453")
    assert ran.status == 1
    assert (found["severity"], found["found"], found["expected"]) == ("erreur", "2023-04-12", "2022-04-12")
    assert (found["document"], found["where"]["path"]) == ("convention", str(path))  # type: ignore[index]
    assert found["related"][0]["where"]["path"] == f"registry/2025/{ACT}.yaml"  # type: ignore[index]
    text = actes(rendered, "check", str(path), "--against", ACT).out
    assert "Convention, article 1er, 1er alinéa : " in text
    assert "date : « 12/04/2023 » au lieu de « 12/04/2022 »" in text


def test_saved_again_by_libreoffice_only_the_edit_is_said(rendered: Path, actes: Run) -> None:
    path = document(rendered, "convention")
    edit(path, "solidairement", "conjointement")
    resave_with_libreoffice(path)
    _, (found,) = against(actes, rendered, str(path), "--against", ACT)
    assert (found["code"], found["found"], found["expected"]) == ("CMP102", "conjointement", "solidairement")


def test_an_article_deleted_in_word(rendered: Path, actes: Run) -> None:
    path = document(rendered, "convention")
    file = docx.Document(str(path))
    texts = [paragraph.text.replace("\xa0", " ") for paragraph in file.paragraphs]
    start, end = (next(n for n, text in enumerate(texts) if text.startswith(f"Article {k} ")) for k in (6, 7))
    for paragraph in file.paragraphs[start:end]:
        paragraph._p.getparent().remove(paragraph._p)
    file.save(str(path))
    _, (found,) = against(actes, rendered, str(path), "--against", ACT)
    assert (found["code"], found["severity"]) == ("CMP201", "erreur")
    assert "Article 6 : Animation - Coopération" in str(found["message"]).replace("\xa0", " ")


def test_a_dossier_is_one_act_and_a_document_that_misses_is_said(rendered: Path, actes: Run) -> None:
    folder = document(rendered).parent
    ran, found = against(actes, rendered, str(folder), "--against", ACT)
    assert found == []
    assert [one["code"] for one in json.loads(ran.out)["findings"]]
    files = [str(document(rendered, name)) for name in ("decision", "convention")]
    for together in ("--dossier", "--together"):
        _, (missing,) = against(actes, rendered, together, *files, "--against", ACT)
        assert (missing["code"], missing["severity"], missing["excerpt"]) == (
            "CMP301",
            "alerte",
            "ANNEXE 1 À LA CONVENTION (décision n° 2025-453)",
        )
    _, alone = against(actes, rendered, *files, "--against", ACT)
    assert alone == []


def test_two_files_are_each_compared_with_their_document(rendered: Path, actes: Run) -> None:
    decision, annexe = document(rendered, "decision"), document(rendered, "annexe-1")
    edit(decision, "1\xa0173,00", "1\xa0713,00")
    edit(annexe, "1\xa0173,00", "1\xa0713,00")
    shutil.move(annexe, rendered / "renommé.docx")
    ran = actes(rendered, "check", str(decision), "renommé.docx", "--against", ACT)
    assert ran.out.count("CMP101 fait-different") == 2
    assert "Annexe 1, tableau : renommé.docx" in ran.out


def test_a_file_of_another_act_is_one_message(rendered: Path, actes: Run) -> None:
    (rendered / "autre.txt").write_text("DÉCISION n° 2025-12\n\nDÉCIDE\n\nArticle 1 : D'accepter un don.\n", "utf-8")
    ran, (found,) = against(actes, rendered, "autre.txt", "--against", ACT)
    assert (ran.status, found["code"]) == (1, "CMP302")


def test_what_the_entry_accepts_is_accepted_in_the_file(rendered: Path, actes: Run) -> None:
    entry = rendered / "registry" / "2025" / f"{ACT}.yaml"
    text = entry.read_text("utf-8").partition("\necarts_acceptes:")[0]
    ecart = "  - {{regle: {}, endroit: convention, motif: convenu, par: C. Charriaud, le: 2025-07-01}}\n"
    accepted = "".join(map(ecart.format, ("redaction-differente", "date-contradictoire", "sans-objet")))
    entry.write_text(f"{text}\necarts_acceptes:\n{accepted}", "utf-8")
    path = document(rendered, "convention")
    edit(path, "solidairement", "conjointement")
    ran, (found,) = against(actes, rendered, str(path), "--against", ACT)
    assert found["waived"] is not None
    others = {one["name"]: one["waived"] for one in json.loads(ran.out)["findings"]}
    assert others["date-contradictoire"]
    assert "ecart-sans-objet" not in others
    own = [one["message"] for one in json.loads(actes(rendered, "check", "--format", "json", ACT).out)["findings"]]
    stale = [message for message in own if "n'accepte plus rien" in message]
    assert ["sans-objet" in message for message in stale] == [True], "one about files is not judged without them"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["x.docx", "--against", "2025-435"], "vouliez-vous dire DEC2025-453"),
        (["--against", ACT], "donnez le fichier à comparer avec DEC2025-453"),
        ([ACT, "--against", ACT], "donnez le fichier à comparer avec DEC2025-453"),
        (["x.docx", "--against", "DEL2017-26"], "n'est connu que par les visas"),
    ],
)
def test_what_cannot_be_compared(workspace: Path, actes: Run, arguments: list[str], said: str) -> None:
    ran = actes(workspace, "check", *arguments)
    assert (ran.status, said in ran.err) == (2, True), ran.err


def test_an_entry_with_errors_is_not_compared_with(workspace: Path, actes: Run) -> None:
    entry = workspace / "registry" / "2025" / f"{ACT}.yaml"
    entry.write_text(entry.read_text("utf-8").replace("type: décision", "type: decison"), "utf-8")
    (workspace / "a.txt").write_text("Article 1 : Objet", "utf-8")
    ran = actes(workspace, "check", "a.txt", "--against", ACT)
    assert (ran.status, "decison" in ran.err) == (1, True)


def test_without_a_workspace(tmp_path: Path, actes: Run) -> None:
    ran = actes(tmp_path, "check", "a.txt", "--against", ACT)
    assert (ran.status, "--espace" in ran.err) == (2, True)
